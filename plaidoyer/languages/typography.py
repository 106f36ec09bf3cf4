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
from functools import lru_cache, partial
from itertools import accumulate, pairwise

from msgspec import Struct

from plaidoyer.languages.profiles import NO_BREAK, PROFILES, REFERENCE, THIN, Profile, primary, profile


class Run(Struct, frozen=True):
    """A text node of a paragraph. A verbatim one (words of law, code) gives context and stays as it is."""

    text: str
    verbatim: bool = False


class Piece(Struct, frozen=True):
    """Words as they are to be printed, above the line where ``superscript``."""

    text: str
    superscript: bool = False


def set_runs(runs: Sequence[Run], lang: str) -> tuple[tuple[Piece, ...], ...]:
    """Typeset the text nodes of one paragraph, in order: for each run, the pieces that replace it.

    A run without text has no piece. In a language without a profile nothing changes.
    """
    if primary(lang) not in PROFILES:
        return tuple((Piece(run.text),) if run.text else () for run in runs)
    line = _line(runs)
    for rule in _rules(primary(lang)):
        if edits := rule(line):
            line = _edited(line, edits)
    return tuple(_pieces(line, _raised(line, profile(lang))))


def set_text(text: str, lang: str) -> str:
    """Typeset a plain string; ordinals stay on the line."""
    return "".join(piece.text for pieces in set_runs((Run(text),), lang) for piece in pieces)


def quote_marks(lang: str) -> tuple[str, str]:
    """The outer quotation marks of a language, with the spaces that stand inside them."""
    return profile(lang).quotes


# Lines: a paragraph, and what a rule may change at once -------------------------------------------

_ADDRESS = r"""
    (?: \b(?:https?|ftp)://  |  \bwww\.(?=\w)  |  \b10\.\d{4,9}/  |  \b(?:doi|urn|mailto):(?=\w)
      |  (?<![\w.+-])[\w.+-]+@(?=\w) )
    [^\s«»“”"<>]* [^\s«»“”"<>.,;:!?)\]'’…]"""
_IN_ADDRESSES = ("://", "www.", "10.", "doi:", "urn:", "mailto:", "@")
"""What every address holds one of."""


class _Line(Struct, frozen=True):
    """A paragraph: its text, and the stretches of it (``ends``) that are wholly fixed or wholly free.

    ``last`` names for each run the stretch after its last one.
    """

    text: str
    ends: tuple[int, ...]
    fixed: tuple[bool, ...]
    last: Sequence[int]

    def holding(self, start: int, stop: int) -> int | None:
        """The free stretch that holds the characters ``start`` to ``stop``, of which there is at least one."""
        stretch = bisect_right(self.ends, start)
        return None if self.fixed[stretch] or stop > self.ends[stretch] else stretch


def _has_one(text: str, marks: Iterable[str]) -> bool:
    """Whether one of ``marks`` is in a text: asked so often that ``any`` and its generator would be felt."""
    for mark in marks:  # noqa: SIM110
        if mark in text:
            return True
    return False


_Edit = tuple[int, int, str]
"""Characters ``start`` to ``end`` of the paragraph, never none, become a text."""


def _line(runs: Sequence[Run]) -> _Line:
    """Put runs together; an address may go over several of them."""
    text = "".join([run.text for run in runs])
    borders: list[int] = []
    if _has_one(text, _IN_ADDRESSES):
        borders = [border for match in re.finditer(_ADDRESS, text, re.VERBOSE) for border in match.span()]
    if not borders:
        ends = tuple(accumulate([len(run.text) for run in runs]))
        return _Line(text, ends, tuple([run.verbatim for run in runs]), range(1, len(runs) + 1))
    return _cut(text, runs, borders)


def _cut(text: str, runs: Sequence[Run], borders: Sequence[int]) -> _Line:
    """Runs put together as ``text``, with addresses from and to the ``borders``."""
    ends: list[int] = []
    fixed: list[bool] = []
    last: list[int] = []
    begin = 0
    for run in runs:
        end = begin + len(run.text)
        for start, stop in pairwise((begin, *borders[bisect_right(borders, begin) : bisect_left(borders, end)], end)):
            in_address = bisect_right(borders, start) % 2 == 1  # an address has begun, and not ended
            ends.append(stop)
            fixed.append(run.verbatim or in_address)
        last.append(len(ends))
        begin = end
    return _Line(text, tuple(ends), tuple(fixed), tuple(last))


def _edited(line: _Line, edits: Iterable[_Edit]) -> _Line:
    """Make the edits (in the order of the text, apart) that stay within one free stretch, and no other."""
    parts: list[str] = []
    grown = [0] * len(line.ends)
    done = 0
    for start, stop, new in edits:
        stretch = line.holding(start, stop)
        if stretch is not None:
            parts += (line.text[done:start], new)
            grown[stretch] += len(new) - (stop - start)
            done = stop
    if not parts:
        return line
    ends = tuple(end + more for end, more in zip(line.ends, accumulate(grown), strict=True))
    return _Line("".join((*parts, line.text[done:])), ends, line.fixed, line.last)


def _raised(line: _Line, of: Profile) -> list[tuple[int, int]]:
    """Where endings of ordinals stand that may be set above the line."""
    if not of.ordinals:
        return []
    spans = (match.span("raised") for match in re.finditer(of.ordinals, line.text))
    return [(start, stop) for start, stop in spans if line.holding(start, stop) is not None]


def _pieces(line: _Line, raised: Sequence[tuple[int, int]]) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each run; what is ``raised`` is apart."""
    begin = 0
    for last in line.last:
        end = line.ends[last - 1]
        pieces: list[Piece] = []
        for start, stop in raised:
            if begin <= start < end:
                pieces += (Piece(line.text[begin:start]), Piece(line.text[start:stop], superscript=True))
                begin = stop
        pieces.append(Piece(line.text[begin:end]))
        yield tuple([piece for piece in pieces if piece.text])
        begin = end


# Rules: each sees a paragraph as the one before it left it ----------------------------------------

_Rule = Callable[[_Line], Sequence[_Edit]]

_SPACES = f" {NO_BREAK}{THIN}"
_SPACE = f"[{_SPACES}]"


def _where(marks: Sequence[str], pattern: str, new: str | Callable[[re.Match[str]], str | None]) -> _Rule:
    """What matches becomes ``new``, or stays where that is None. No text without one of ``marks`` can match.

    Most texts have none, and searching for marks is quick. So the pattern is compiled, and kept, by ``re`` when a
    text first needs it: compiling all of them would be felt at every start.
    """

    def rule(line: _Line) -> Sequence[_Edit]:
        if not _has_one(line.text, marks):
            return ()
        matches = re.finditer(pattern, line.text)
        if isinstance(new, str):
            return [(*match.span(), new) for match in matches]
        return [(*match.span(), words) for match in matches if (words := new(match)) is not None]

    return rule


def _spaced(marks: str, first: str, rest: str, space: str, typed: str, missing: str) -> Iterator[_Rule]:
    """``space`` before what is punctuation, instead of spaces typed after ``typed``, and inserted after ``missing``.

    ``first`` is one of ``marks``, and with the ``rest`` punctuation. Patterns begin with a sign that is consumed, and
    look behind it: ``re`` finds such a sign much faster than a place.
    """
    yield _where(marks, f"{_SPACE}(?<={typed}{_SPACE}){_SPACE}*(?={first}{rest})", space)
    yield _where(marks, f"{first}(?<={missing}{first}){rest}", lambda match: space + match[0])


def _follows(words: Sequence[str], guard: str = "", flags: str = "") -> Callable[[str, int], bool]:
    """Whether one of ``words`` stands in a text just before a place, with ``guard`` at its beginning."""
    pattern = rf"{guard}(?{flags}:{'|'.join(map(re.escape, words))})\Z"
    longest = max(map(len, words))
    return lambda text, place: re.compile(pattern).search(text, max(place - longest, 0), place) is not None


@lru_cache
def _rules(lang: str) -> tuple[_Rule, ...]:
    """The rules of a language, in the order in which they are applied."""
    of = PROFILES[lang]
    rules: list[_Rule] = [
        _where(["..."], r"(?<!\.)\.{3}(?!\.)", "…"),
        _where(["--"], r"(?<=\d)--(?=\d)|(?<= )--(?= )", "–"),
        partial(_singles, of=of),
        partial(_doubles, of=of),
        _where("«", f"{_SPACE}(?<=«{_SPACE}){_SPACE}*", THIN),
        _where("«", r"«(?=\S)", f"«{THIN}"),
        _where("»", f"{_SPACE}(?<!{_SPACE * 2}){_SPACE}*(?=»)", THIN),
        _where("»", r"»(?<=\S»)", f"{THIN}»"),
    ]
    for marks, space in of.spaced:
        # A mark is punctuation where an end follows it: not in « 12:30 », « ?id= », « :-) » or « :: ».
        more, end = ("", r"[\s«“\"]") if marks == ":" else (f"[{marks}]*", r"[\s»”’\"')\]…]")
        rules += _spaced(marks, f"[{marks}]", rf"{more}(?={end}|\Z)", space, r"\S", r"[^\s(\[«“‘:;!?]")
    rules += _spaced(of.signs, f"[{of.signs}]", r"(?!\w)", of.sign_space, r"\d", r"\d")
    if of.group_space:
        rules.append(_grouped(of))
    endings = "".join(rf"|(?<=[\dIVX]{ending} )" for ending in of.ordinal_endings)
    lasts = "".join(ending[-1] for ending in of.ordinal_endings)  # looked at first: few words end with one
    units = "|".join(map(re.escape, of.units))
    label, title = _follows(of.labels, r"(?<!\w)", "i"), _follows(of.titles, r"(?<!\w)")
    return (
        *rules,
        _where(" ", rf" (?<=[\d{lasts}] )(?:(?<=\d ){endings})(?=(?:{units})(?!\w))", NO_BREAK),
        _where(" ", f" (?={REFERENCE})", lambda match: NO_BREAK if label(match.string, match.start()) else None),
        _where(" ", " (?=[A-ZÀ-ÖØ-Þ])", lambda match: NO_BREAK if title(match.string, match.start()) else None),
    )


def _grouped(of: Profile) -> _Rule:
    """Spaces between thousands: not in a number that has a label (« art. 131 345 » are two articles)."""
    labelled = _follows(of.labels, "", "i")

    def new(match: re.Match[str]) -> str | None:
        before = match.start() - 1
        if before >= 0 and match.string[before] in _SPACES and labelled(match.string, before):
            return None
        return re.sub(_SPACE, of.group_space, match[0])

    number = rf"\d(?<![\w.,-]\d)(?<!\d{_SPACE}\d)\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d|\w|-\d)"
    return _where(_SPACES, number, new)


# Quotation marks ----------------------------------------------------------------------------------

_BEFORE_OPENING = frozenset("([{«“‘–—-/’")
_NEVER_OPENED = frozenset(".,;:!?)]}»”’%")


def _singles(line: _Line, of: Profile) -> Sequence[_Edit]:
    """Straight single marks become quotation marks where they form pairs, else apostrophes."""
    text = line.text
    if "'" not in text:
        return ()
    free = _free(line, "'")
    words = re.compile(of.clipped) if of.clipped else None
    clipped = {place for place in free if words and words.match(text, place + 1)}
    pairs = _pairs(text, free, _BEFORE_OPENING | {'"'}, clipped)
    return [(place, place + 1, "‘" if place in pairs else "’") for place in free]


class _Open(Struct, frozen=True):
    """A mark not yet closed: whether it is an outer one, and, if it was straight, its partner's place and form."""

    outer: bool
    partner: int = -1
    closing: str = ""


def _doubles(line: _Line, of: Profile) -> Sequence[_Edit]:
    """Straight double marks become the language's where they form pairs.

    A pair directly inside outer marks takes inner ones. A mark without its partner (an inch, a slip)
    stays as typed. Marks in verbatim words do not count.
    """
    text = line.text
    if '"' not in text:
        return ()
    pairs = _pairs(text, _free(line, '"'), _BEFORE_OPENING)
    closings = set(pairs.values())
    outer, inner = ((left.strip(), right.strip()) for left, right in (of.quotes, of.inner_quotes))
    stack: list[_Open] = []
    edits: list[_Edit] = []
    for place in _free(line, '"«»“”'):
        mark = text[place]
        if place in pairs:
            left, right = inner if stack and stack[-1].outer else outer
            stack.append(_Open(left == outer[0], pairs[place], right))
            edits.append((place, place + 1, left))
        elif place in closings:
            while (mate := stack.pop()).partner != place:
                pass  # a typed mark that was never closed
            edits.append((place, place + 1, mate.closing))
        elif mark in "«“":
            stack.append(_Open(mark == outer[0]))
        elif mark in "»”" and stack and stack[-1].partner < 0:
            stack.pop()
    return edits


def _free(line: _Line, marks: str) -> list[int]:
    """The places of ``marks`` that may be changed."""
    found = (match.start() for match in re.finditer(f"[{marks}]", line.text))
    return [place for place in found if line.holding(place, place + 1) is not None]


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
