"""Whether words that were found may be cut out where they begin and end.

A quotation holds whole words and whole numbers, and does not leave out the negation beside it. The rules read a
few words on each side; the word lists are data of ``languages.boundaries``. Nothing here looks for anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from plaidoyer.languages.boundaries import (
    CONTRACTED_NEGATION,
    ELIDED_NEGATIONS,
    ELISIONS,
    HALVES,
    JOINERS,
    LABEL_OR_NEGATION,
    NEGATIONS_AFTER,
    NEGATIONS_BEFORE,
    NEGATIONS_CLOSED,
    NEGATIONS_OPEN,
    NUMBERS,
    ONES,
    SCALES,
    SIGNS_IN_WORDS,
    UNITS_RAISED,
)

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_RAISED = tuple(RAISED)
_REACH = 80  # characters read on each side: a number in words and the words that join it
_FAR_WORDS = 120  # characters of which ``_REACH`` are left, at least, once spaces are made one
_FAR = 4_000  # the same past the foot of a page, its notes and the head of the next, all blanked
_NEAR = 8  # words before the end in which a negation may have been opened

_WORD = rf"(?:[^\W\d_{RAISED}]+|\d[\d.,]*)"
_WORDS = re.compile(rf"{_WORD}|[^\w\s]")
_LAST_WORD = re.compile(rf"{_WORD}\Z")
_FIRST_WORD = re.compile(_WORD)
_ELIDED = re.compile(r"(?:\A|[^\w'-])(\w+)'\Z")
_CONTRACTED = re.compile(r"[\w']+\Z")


def _any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of some words, whatever space is between them."""
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases) + r")(?!\w)"


_TIES = "-–'/@&\\\\_"
_ONE_WORD = re.compile(rf"\w\|\w|\w[{_TIES}]\|\w|\w\|[{_TIES}]\w|\w[.:]\|[a-z\d]|\w\|[.:][a-z\d]|\w\|[⁻⁺ⁿ]")
"""Characters around a cut, marked « | », that stand inside a word. After a point, a capital may begin a sentence."""

_FRACTIONS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SIGN_AFTER = re.compile(
    rf"[%‰°{_FRACTIONS}]|(?:[kKMG]|[mM][dD]s?)?[€$£¥]|[hH]\s?\d|[/×]\s?\d|[.,]\d|{_any_of(SIGNS_IN_WORDS)}"
)
"""What belongs to a number before it, spaces or not."""

_HALF_AFTER = re.compile(_any_of(HALVES))

_SIGN_BEFORE = re.compile(r"(?:[<>≤≥±≈~×$£€¥]|\d\s?[hH]|\d\s/|\S[^\S\n]+[-–])\Z")
"""What belongs to a number after it, spaces or not: a sign, hours; a dash may be a minus."""

_TIED_BEFORE = re.compile(r"[-+.,]\Z")
_YEAR = re.compile(r"(?<![\w.,/-])(?<!\d\s)(?:19|20)\d\d\Z")
_SPACES = re.compile(r"\s\s+")  # one alone stays
_HYPHENS = ("-", "–")
_CUT_AFTER = re.compile(r"([-–])[^\S\n]*\n\s*(?=\w)")
_HYPHEN_ENDS_LINE = re.compile(r"[-–][^\S\n]*\n")  # wherever one of the next two matches
_CUT_WORD = re.compile(r"([-–])(?<=[^\W\d_].)[^\S\n]*\n\s*(?=[^\W\d_])")
_CUT_DIGIT = re.compile(r"[-–](?:(?<=\d.)|(?<=\w.)(?=[^\S\n]*\n\s*\d))[^\S\n]*\n\s*(?=\w)")


def begins_badly(text: str, start: int, end: int) -> str:
    """Why ``text[start:end]`` may not begin there: « it is cut inside … »; nothing where it may."""
    sides = _around(text, max(0, start - _FAR), start, min(end, start + _REACH))
    return next(filter(None, (_begins(*side) for side in sides)), "")


def ends_badly(text: str, start: int, end: int) -> str:
    """Why ``text[start:end]`` may not end there; nothing where it may."""
    sides = _around(text, max(start, end - _REACH), end, end + _FAR)
    return next(filter(None, (_ends(*side) for side in sides)), "")


def _begins(left: str, gap: str, right: str) -> str:
    elided = _ELIDED.search(left) if left.endswith("'") and not gap and right[:1].isalpha() else None
    if elided:
        if elided[1].casefold() in ELIDED_NEGATIONS:
            return f"it leaves out « {elided[1]}’ » just before it"
        if elided[1].casefold() in ELISIONS:
            return ""
    return _torn(left, gap, right) or (_negation_before(left, right) if gap else "")


def _ends(left: str, gap: str, right: str) -> str:
    if not gap and right.startswith(_RAISED) and calls_note(left):
        return ""
    return _torn(left, gap, right) or (_negation_after(left, right) if gap else "")


def calls_note(before: str) -> bool:
    """Whether a raised figure after ``before`` calls a note: after a word of letters, a closing mark, a year or « % ».

    Never after another number or a unit, of which it may be a part: « 20 000² », « m² », « CO₂ ».
    """
    stripped = before.rstrip("»\")]'.,;:!? \n")
    if stripped.endswith(("%", "‰")) or _YEAR.search(stripped):
        return True
    word = re.search(r"\w*\Z", stripped)
    held = word[0] if word else ""
    return len(held) > 1 and held.isalpha() and held.casefold() not in UNITS_RAISED


def _around(text: str, start: int, cut: int, end: int) -> Iterable[tuple[str, str, str]]:
    """What stands before a cut of a clean text, between, and after it, with spaces made one.

    A word cut at a line end is whole in what this gives: by both readings of its hyphen where there are two.
    """
    before, after = text[start:cut], text[cut:end]
    bare_before, bare_after = before.rstrip(), after.lstrip()
    left, right = bare_before[-_FAR_WORDS:], bare_after[:_FAR_WORDS]
    gap = before[len(bare_before) :] + after[: len(after) - len(bare_after)]
    if "\n" in gap and left.endswith(_HYPHENS) and left[-2:-1].isalnum() and right[:1].isalnum():
        gap = ""  # behind the hyphen of a line end
    hyphen = _CUT_AFTER.match(right) if not gap and left[-1:].isalnum() else None
    if hyphen:
        right = hyphen[1] + right[hyphen.end() :]
    if _is_plain(left) and _is_plain(right):  # most are
        return ((left[-_REACH:], _one_space(gap), right[:_REACH]),)
    readings = [(left, right)]
    if _HYPHEN_ENDS_LINE.search(left) or _HYPHEN_ENDS_LINE.search(right):
        readings = [(_joined(left, kept), _joined(right, kept)) for kept in ("", r"\1")]
    return dict.fromkeys(
        (_spaced(left)[-_REACH:], _one_space(gap), _spaced(right)[:_REACH]) for left, right in readings
    )


def _is_plain(text: str) -> bool:
    """Whether a clean text has nothing but single spaces."""
    return "\n" not in text and "  " not in text


def _joined(text: str, kept: str) -> str:
    return _CUT_WORD.sub(kept, _CUT_DIGIT.sub("-", text))


def _spaced(text: str) -> str:
    return _SPACES.sub(lambda spaces: _one_space(spaces[0]), text)


def _one_space(spaces: str) -> str:
    return "\n" if "\n" in spaces else spaces[:1]


def _torn(left: str, gap: str, right: str) -> str:
    """What a cut between ``left`` and ``right``, with spaces between or none, would tear apart."""
    if not left or not right:
        return ""
    if not gap and (_ONE_WORD.search(f"{left[-2:]}|{right[:2]}") or unicodedata.combining(right[0])):
        return _told(left, gap, right, "number" if left[-1].isdecimal() or right[0].isdecimal() else "word")
    return _told(left, gap, right, "number") if _one_number(left, gap, right) else ""


def _one_number(left: str, gap: str, right: str) -> bool:
    if _HALF_AFTER.match(right):
        return True
    if left[-1].isdecimal():
        if _SIGN_AFTER.match(right):
            return True
        # Two numbers on a line may be one; at a line end, only a group of three digits continues a number.
        if right[0].isdecimal() and ("\n" not in gap or re.match(r"\d{3}(?!\d)", right)):
            return True
    if right[0].isdecimal() and (_SIGN_BEFORE.search(left) or (not gap and _TIED_BEFORE.search(left))):
        return "\n" not in gap or left[-1] in "<>≤≥±≈~×$£€¥"
    last, first = _last_word(left), _FIRST_WORD.match(right)
    return bool(gap and last and first and _number_in_words(left, last[0].casefold(), first[0].casefold(), right))


def _number_in_words(left: str, last: str, first: str, right: str) -> bool:
    """Whether a number goes on from ``last``, the last word of ``left``, to ``first``, which ``right`` begins with."""
    number = last in NUMBERS or last in SCALES
    if first in SCALES and (number or last in ONES or last[:1].isdecimal()):
        return True
    if number and (first in NUMBERS or _SIGN_AFTER.match(right)):
        return True
    if number and first in JOINERS:
        second = _word(_WORDS.findall(right), 1)
        return second in NUMBERS or second in SCALES or second in ONES
    if f"{last} {first}" in HALVES:
        return True
    is_sign = f"{last} {first}" in SIGNS_IN_WORDS
    if not is_sign and last not in JOINERS:
        return False
    before = _word(_WORDS.findall(left), -2)
    in_words = before in NUMBERS or before in SCALES
    if last in JOINERS and in_words:
        return first in NUMBERS or first in ONES
    return is_sign and (in_words or before[:1].isdecimal())


def _word(words: Sequence[str], index: int) -> str:
    return words[index].casefold() if len(words) > 1 else ""


def _last_word(left: str) -> re.Match[str] | None:
    return _LAST_WORD.search(left, left.rfind(" ") + 1)  # not tried from every word before


def _negation_before(left: str, right: str) -> str:
    last = _last_word(left)
    word = last[0].casefold() if last else ""
    if last and word in NEGATIONS_BEFORE and not (right[:1].isdecimal() and word in LABEL_OR_NEGATION):
        return f"it leaves out « {last[0]} » just before it"
    contracted = _CONTRACTED.search(left, left.rfind(" ") + 1)
    if contracted and contracted[0].casefold().endswith(CONTRACTED_NEGATION):
        return f"it leaves out « {contracted[0]} » just before it"
    return ""


def _negation_after(left: str, right: str) -> str:
    first = _FIRST_WORD.match(right)
    if not left[-1:].isalnum() or first is None:
        return ""
    following = first[0].casefold()
    if following in NEGATIONS_AFTER or (following in NEGATIONS_CLOSED and _is_negation_open(left)):
        return f"it leaves out « {first[0]} » just after it"
    return ""


def _is_negation_open(left: str) -> bool:
    near = {word.casefold() for word in _WORDS.findall(left)[-_NEAR:]}
    return not near.isdisjoint(NEGATIONS_OPEN) and near.isdisjoint(NEGATIONS_CLOSED)


def _told(left: str, gap: str, right: str, kind: str) -> str:
    around = re.search(r"\S{0,20}\Z", left), re.match(r"\S{0,20}", right)
    whole = (around[0][0] if around[0] else "") + (" " if gap else "") + (around[1][0] if around[1] else "")
    return f"it is cut inside the {kind} « {whole.strip('.,;:()«»')} »"
