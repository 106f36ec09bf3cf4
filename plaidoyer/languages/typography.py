"""Typesetting of prose: quotation marks, spaces before punctuation, apostrophes, ordinals.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (French spaces, with the
thin space U+202F of current practice), New Hart's Rules (English). A rule sees a whole paragraph, so
that « : » may open one text node after a word that closes another; it changes single nodes only, and
never one that is verbatim. Addresses (URL, e-mail, DOI) are verbatim of themselves.

Every rule is idempotent. No character is put in that the bundled fonts lack: « 227-23 » keeps its
hyphen-minus, where Unicode line breaking (UAX 14, rule LB25) allows no break before a digit.
This module must not know Markdown, HTML or records.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter

from plaidoyer.languages.profiles import NO_BREAK, PROFILES, REFERENCE, THIN, Profile, primary, profile


@dataclass(frozen=True, slots=True)
class Run:
    """A text node of a paragraph. A verbatim one (words of law, code) gives context and stays as it is."""

    text: str
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they are to be printed, above the line where ``superscript``."""

    text: str
    superscript: bool = False


def set_runs(runs: Sequence[Run], lang: str) -> tuple[tuple[Piece, ...], ...]:
    """Typeset the text nodes of one paragraph, in order: for each run, the pieces that replace it.

    A run without text has no piece. In a language without a profile nothing changes.
    """
    if primary(lang) not in PROFILES:
        return tuple((Piece(run.text),) if run.text else () for run in runs)
    atoms = _typeset(_atoms(runs), primary(lang))
    pieces: list[list[Piece]] = [[] for _ in runs]
    for atom, parts in zip(atoms, _raised(atoms, profile(lang)), strict=True):
        pieces[atom.run].extend(parts)
    return tuple(tuple(_merged(parts)) for parts in pieces)


def set_text(text: str, lang: str) -> str:
    """Typeset a plain string; ordinals stay on the line."""
    return "".join(piece.text for pieces in set_runs((Run(text),), lang) for piece in pieces)


def quote_marks(lang: str) -> tuple[str, str]:
    """The outer quotation marks of a language, with the spaces that stand inside them."""
    return profile(lang).quotes


# Atoms: what a rule may change at once ------------------------------------------------------------

_ADDRESS = re.compile(
    r"""(?: \b(?:https?|ftp)://  |  \bwww\.(?=\w)  |  \b10\.\d{4,9}/  |  \b(?:doi|urn|mailto):(?=\w)
        |  (?<![\w.+-])[\w.+-]+@(?=\w) )
        [^\s«»“”"<>]* [^\s«»“”"<>.,;:!?)\]'’…]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of a run, wholly fixed or wholly free."""

    text: str
    run: int
    fixed: bool


_Edit = tuple[int, int, str]
"""Characters ``start`` to ``end`` of the paragraph, never none, become a text."""


def _atoms(runs: Sequence[Run]) -> list[_Atom]:
    """Cut runs where an address begins or ends; an address may go over several runs."""
    text = "".join(run.text for run in runs)
    borders = [border for match in _ADDRESS.finditer(text) for border in match.span()]
    atoms, begin = [], 0
    for number, run in enumerate(runs):
        end = begin + len(run.text)
        cuts = [begin, *borders[bisect_right(borders, begin) : bisect_left(borders, end)], end]
        for start, stop in pairwise(cuts):
            in_address = bisect_right(borders, start) % 2 == 1  # an address has begun, and not ended
            atoms.append(_Atom(text[start:stop], number, run.verbatim or in_address))
        begin = end
    return atoms


def _edited(atoms: Sequence[_Atom], edits: Iterable[_Edit]) -> list[_Atom]:
    """Make the edits (in the order of the text, apart) that stay within one free atom, and no other."""
    wanted = list(edits)
    if not wanted:
        return list(atoms)
    result, begin = [], 0
    for atom in atoms:
        end = begin + len(atom.text)
        kept, done = [], 0
        if not atom.fixed:
            for start, stop, new in wanted[bisect_left(wanted, (begin,)) : bisect_left(wanted, (end,))]:
                if stop <= end:
                    kept += [atom.text[done : start - begin], new]
                    done = stop - begin
        result.append(replace(atom, text="".join([*kept, atom.text[done:]])) if kept else atom)
        begin = end
    return result


def _joined(atoms: Iterable[_Atom]) -> str:
    """The whole paragraph."""
    return "".join(atom.text for atom in atoms)


def _typeset(atoms: list[_Atom], lang: str) -> list[_Atom]:
    """Apply every rule, each to what the one before it left."""
    for rule in _SHARED:
        atoms = _edited(atoms, _matches(rule, atoms))
    atoms = _edited(atoms, _singles(atoms, PROFILES[lang]))
    atoms = _edited(atoms, _doubles(atoms, PROFILES[lang]))
    for rule in _rules(lang):
        atoms = _edited(atoms, _matches(rule, atoms))
    return atoms


# Rules: a pattern, and what the whole match becomes -----------------------------------------------

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_SPACE = f"[ {NO_BREAK}{THIN}]"

_SHARED: tuple[_Rule, ...] = (
    (re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),
    (re.compile(r"(?<=\d)--(?=\d)|(?<= )--(?= )"), "–"),
)


def _matches(rule: _Rule, atoms: Sequence[_Atom]) -> Iterator[_Edit]:
    pattern, new = rule
    for match in pattern.finditer(_joined(atoms)):
        yield *match.span(), new if isinstance(new, str) else new(match)


def _spaced(marks: str, space: str, typed: str, missing: str) -> Iterator[_Rule]:
    """``space`` before ``marks``, instead of spaces typed after ``typed``, and inserted after ``missing``."""
    yield re.compile(f"{typed}{_SPACE}+(?={marks})"), space
    yield re.compile(f"{missing}{marks}"), lambda match: space + match[0]


def _after(words: Iterable[str], flags: str = "") -> str:
    """A place just after one of ``words``; Python's look-behind wants each width by itself."""
    return "(?:" + "|".join(rf"(?<=(?<!\w)(?{flags}:{re.escape(word)}))" for word in words) + ")"


@lru_cache
def _rules(lang: str) -> tuple[_Rule, ...]:
    """The rules of a language, in the order in which they are applied."""
    of = PROFILES[lang]
    rules: list[_Rule] = [
        (re.compile(f"(?<=«){_SPACE}+"), THIN),
        (re.compile(r"«(?=\S)"), f"«{THIN}"),
        (re.compile(f"(?<!{_SPACE}){_SPACE}+(?=»)"), THIN),
        (re.compile(r"(?<=\S)»"), f"{THIN}»"),
    ]
    for marks, space in of.spaced:
        # A mark is punctuation where an end follows it: not in « 12:30 », « ?id= », « :-) » or « :: ».
        mark, end = (":", r"[\s«“\"]") if marks == ":" else (f"[{marks}]+", r"[\s»”’\"')\]…]")
        rules += _spaced(rf"{mark}(?={end}|\Z)", space, r"(?<=\S)", r"(?<=[^\s(\[«“‘:;!?])")
    rules += _spaced(rf"[{of.signs}](?!\w)", of.sign_space, r"(?<=\d)", r"(?<=\d)")
    if of.group_space:
        unlabelled = "".join(f"(?<!(?i:{re.escape(label)}){_SPACE})" for label in of.labels)
        before = rf"(?=\d)(?<![\w.,-])(?<!\d{_SPACE}){unlabelled}"
        number = rf"{before}\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d|\w|-\d)"
        rules.append((re.compile(number), lambda match: re.sub(_SPACE, of.group_space, match[0])))
    endings = "".join(f"|(?<=[\\dIVX]{ending})" for ending in of.ordinal_endings)
    units = "|".join(map(re.escape, of.units))
    rules += [
        (re.compile(rf"(?:(?<=\d){endings}) (?=(?:{units})(?!\w))"), NO_BREAK),
        (re.compile(f"(?= {REFERENCE}){_after(of.labels, 'i')} "), NO_BREAK),
        (re.compile(f"(?= [A-ZÀ-ÖØ-Þ]){_after(of.titles)} "), NO_BREAK),
    ]
    return tuple(rules)


def _raised(atoms: Sequence[_Atom], of: Profile) -> Iterator[list[Piece]]:
    """For each atom its pieces, endings of ordinals apart."""
    endings = [match.span("raised") for match in re.finditer(of.ordinals, _joined(atoms))] if of.ordinals else []
    begin = 0
    for atom in atoms:
        end, done, pieces = begin + len(atom.text), 0, []
        for start, stop in endings:
            if not atom.fixed and begin <= start and stop <= end:
                pieces += [
                    Piece(atom.text[done : start - begin]),
                    Piece(atom.text[start - begin : stop - begin], superscript=True),
                ]
                done = stop - begin
        yield [*pieces, Piece(atom.text[done:])]
        begin = end


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece, empty ones left out."""
    for superscript, alike in groupby((piece for piece in pieces if piece.text), key=attrgetter("superscript")):
        yield Piece("".join(piece.text for piece in alike), superscript)


# Quotation marks ----------------------------------------------------------------------------------

_BEFORE_OPENING = frozenset("([{«“‘–—-/’")
_NEVER_OPENED = frozenset(".,;:!?)]}»”’%")


def _singles(atoms: Sequence[_Atom], of: Profile) -> Iterator[_Edit]:
    """Straight single marks become quotation marks where they form pairs, else apostrophes."""
    text = _joined(atoms)
    free = _free(atoms, "'")
    words = re.compile(of.clipped) if of.clipped else None
    clipped = {place for place in free if words and words.match(text, place + 1)}
    pairs = _pairs(text, free, _BEFORE_OPENING | {'"'}, clipped)
    for place in free:
        yield place, place + 1, "‘" if place in pairs else "’"


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark not yet closed: whether it is an outer one, and, if it was straight, its partner's place and form."""

    outer: bool
    partner: int = -1
    closing: str = ""


def _doubles(atoms: Sequence[_Atom], of: Profile) -> Iterator[_Edit]:
    """Straight double marks become the language's where they form pairs.

    A pair directly inside outer marks takes inner ones. A mark without its partner (an inch, a slip)
    stays as typed. Marks in verbatim words do not count.
    """
    text = _joined(atoms)
    pairs = _pairs(text, _free(atoms, '"'), _BEFORE_OPENING)
    closings = set(pairs.values())
    outer, inner = ((left.strip(), right.strip()) for left, right in (of.quotes, of.inner_quotes))
    stack: list[_Open] = []
    for place in _free(atoms, '"«»“”'):
        mark = text[place]
        if place in pairs:
            left, right = inner if stack and stack[-1].outer else outer
            stack.append(_Open(left == outer[0], pairs[place], right))
            yield place, place + 1, left
        elif place in closings:
            while (mate := stack.pop()).partner != place:
                pass  # a typed mark that was never closed
            yield place, place + 1, mate.closing
        elif mark in "«“":
            stack.append(_Open(mark == outer[0]))
        elif mark in "»”" and stack and stack[-1].partner < 0:
            stack.pop()


def _free(atoms: Iterable[_Atom], marks: str) -> list[int]:
    """The places of ``marks`` that may be changed."""
    places: list[int] = []
    begin = 0
    for atom in atoms:
        if not atom.fixed:
            places += [begin + match.start() for match in re.finditer(f"[{marks}]", atom.text)]
        begin += len(atom.text)
    return places


def _pairs(text: str, places: Iterable[int], before: Set[str], never: Set[int] = frozenset()) -> dict[int, int]:
    """Opening place → closing place, of the straight marks of one kind at ``places``.

    A mark opens where a word follows it and a space or one of ``before`` precedes, unless it is in ``never``.
    """
    waiting: list[int] = []
    opening: set[int] = set()
    pairs: dict[int, int] = {}
    for place in places:
        last, following = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        starts = not last or last.isspace() or last in before or place - 1 in opening
        if starts and following and not following.isspace() and following not in _NEVER_OPENED:
            if place not in never:
                waiting.append(place)
                opening.add(place)
        elif last and not last.isspace() and not following.isalnum() and waiting:
            pairs[waiting.pop()] = place
    return pairs
