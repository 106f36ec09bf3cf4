"""Which differences between a passage and a capture come from extraction, and which never do.

Letters and digits must be the same, in the same order. Between two of them stands what the passage has there, or what
extraction is known to put in its place: a hyphen and a line end inside a word, the call of a note after a word, the
mark of a list item, spaces between the letters of a word set wide. Nothing joins or parts words within a line, and
nothing at all comes between the digits of a number. This module must not know what a match is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from plaidoyer.evidence.finding.edges import RAISED, calls_note
from plaidoyer.languages.boundaries import SUSPENDED

_BRACKETED = re.compile(r"(?<=[^\W\d_])\[\d{1,3}\]|(?<=[.,;:!?»\"')])\[\d{1,3}\]")
_ANCHOR = re.compile(rf"[^\W_{RAISED}]+")
_SIGNS = re.compile(r"[^\w\n]+")
_WORD = re.compile(r"[^\W_]*")

_LINE_END = r"[^\S\n]*\n\s*"
_CALL = rf"(?:[^\S\n]?([{RAISED}]+(?:[^\S\n]?[,;⁻–-][^\S\n]?[{RAISED}]+)*|\[\d{{1,3}}\]|[*†‡]))?"
_MARK = r"[•▪◦‣·●○■□*–-]"
_REACH = 40  # characters read before the call of a note, and before the first letter

_TOKEN = re.compile(r" – |.", re.DOTALL)


def anchors(text: str) -> list[re.Match[str]]:
    """The runs of letters and digits of ``text``, which no extraction may change.

    Raised figures and bracketed calls of notes are no part of them: they are looked at as what stands between.
    """
    return list(_ANCHOR.finditer(_without_calls(text)))


def written(text: str) -> str:
    """The ``anchors`` of ``text`` alone, put together line by line: much faster than to find where each stands."""
    text = _without_calls(text)
    for sign in f" _{RAISED}":
        text = text.replace(sign, "")
    return _SIGNS.sub("", text)


def has_anchor(text: str) -> bool:
    """Whether ``text`` has any of its ``anchors``."""
    return _ANCHOR.search(_without_calls(text)) is not None


def _without_calls(text: str) -> str:
    return _BRACKETED.sub(lambda call: " " * len(call[0]), text) if "[" in text else text


def letters(runs: Sequence[re.Match[str]]) -> list[int]:
    """The offset of each letter and digit of ``anchors``."""
    return [place for run in runs for place in range(*run.span())]


def aligned(passage: str, told: Sequence[int], text: str, found: Sequence[int]) -> tuple[int, int] | None:
    """Where ``passage`` (plain) stands in ``text`` (clean), given that its letters at ``told`` are those at ``found``.

    None where something else stands between them than extraction puts there.
    """
    for index in range(1, len(told)):
        left, right = told[index - 1] + 1, told[index]
        if passage[left:right] == text[found[index - 1] + 1 : found[index]]:
            continue
        if left == right and _set_wide(passage, told, text, found, index):
            continue
        if not _stands(passage, left, right, text, found[index - 1] + 1, found[index]):
            return None
    start, end = _lead(passage, told[0], text, found[0]), _trail(passage, told[-1] + 1, text, found[-1] + 1)
    return None if start is None or end is None else (start, end)


def _stands(passage: str, left: int, right: int, text: str, start: int, end: int) -> bool:
    following = _WORD.match(passage, right)
    word = following[0] if following and passage[left:right].startswith("-") else passage[right]
    match = _between(passage[left - 1], passage[left:right], word).fullmatch(text, start, end)
    return match is not None and _calls_notes(match)


def _lead(passage: str, first: int, text: str, at: int) -> int | None:
    if not first:
        return at
    for start in range(at, max(-1, at - _REACH), -1):
        if _between("", passage[:first], passage[first]).fullmatch(text, start, at):
            return start
    return None


def _trail(passage: str, last: int, text: str, at: int) -> int | None:
    if last == len(passage):
        return at
    match = _between(passage[last - 1], passage[last:], "").match(text, at)
    return match.end() if match and _calls_notes(match) else None


def _calls_notes(match: re.Match[str]) -> bool:
    """Whether everything that is passed over as the call of a note is one."""
    calls = (match.start(group) for group in range(1, match.re.groups + 1))
    return all(calls_note(match.string[max(0, call - _REACH) : call]) for call in calls if call >= 0)


def _set_wide(passage: str, told: Sequence[int], text: str, found: Sequence[int], index: int) -> bool:
    """Whether the whole word around a letter is set with one space between all its letters: « R A P P O R T »."""
    first = last = index
    while first and told[first - 1] + 1 == told[first]:
        first -= 1
    while last + 1 < len(told) and told[last] + 1 == told[last + 1]:
        last += 1
    word = passage[told[first] : told[last] + 1]
    if not word.isalpha() or len(word) < (2 if word.isupper() else 3):
        return False
    return text[found[first] : found[last] + 1] == " ".join(word)


@lru_cache(maxsize=4096)
def _between(left: str, between: str, right: str) -> re.Pattern[str]:
    """What may stand for ``between`` in a clean text, after the letter ``left`` and before ``right``."""
    if not between:
        return re.compile(rf"(?:-{_LINE_END})?" if left.isalpha() and right.isalpha() else "")
    pieces, before = [], left
    tokens: list[str] = _TOKEN.findall(between)
    for token, after in zip(tokens, (*tokens[1:], right), strict=True):
        pieces.append((_CALL if before else "") + _one(token, before, after))
        before = token
    return re.compile("".join(pieces))


def _one(sign: str, before: str, after: str) -> str:
    if sign == " – ":
        return r"(?:\s+[–-]\s+|\s*—\s*)"
    if sign == " ":
        return _space(before, after)
    if sign == '"':
        return r'(?:"|«\s*|\s*»)'
    if sign == "-":
        return rf"[–-](?:{_LINE_END})?"
    if sign == "–":
        return "[–—-]"
    if sign in "/'":
        return rf"{sign}(?:{_LINE_END})?"
    if sign in "([":
        return rf"\{sign}\s*"
    if sign == "°":
        return r"\s*°\s*"
    if sign in ";:!?)]%‰€$£¥" or (sign in ".," and not after.isalnum()):
        return r"\s*" + re.escape(sign)
    return re.escape(sign)


def _space(before: str, after: str) -> str:
    """What a space may be: also a line end, the mark of a list item, the border of a table's cell."""
    if before.isdecimal() and after.isdecimal():
        return r"[^\S\n]*(?:[^\S\n]|\n)[^\S\n]*"
    if before == "-" and after.casefold() not in SUSPENDED:
        return r"[^\S\n]+"
    if after.isdecimal():  # the mark may be a minus
        return r"(?:\s+|\s*\|\s*)"
    return rf"(?:\s+|\s*\n\s*{_MARK}\s+|\s*\|\s*)"
