"""What stands between two halves of a sentence that runs over a page: running heads and feet, numbers, footnotes.

An extractor gives them in the middle of the text. They are told from the text by what they are on the page, never
by likeness to anything searched: a running line is the same line on most pages, but for the number of the page; a
footnote stands at the end of its page, numbered, and its raised call stands above it. Blanked, not removed: offsets
stay. This module must not know what is searched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, chain

from msgspec import Struct

from plaidoyer.evidence.finding.edges import RAISED, calls_note

_CALL = re.compile(rf"[{RAISED}]{{1,3}}")
_NOTE = re.compile(rf"\s*[\[(]?([{RAISED}]{{1,3}}|\d{{1,3}}(?=[.)\]\s]))\W*\w")
_LEVEL = str.maketrans(RAISED, "0123456789")
_NUMBER = re.compile(r"\d(?<!\d\d)\d{0,3}(?!\d)")  # up to four digits, alone
_FIGURES = re.compile(r"\d+")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_MARKS = "•▪◦‣·●○■□*–-"  # of list items: some engines draw them all after the text
_LONGEST = 200  # characters of a running line
_SHORTEST = 8  # characters of one without the number of its page: « de la » may end many a column
_NUMBERS = 4  # numbers of a line that are tried as the number of its page
_WORD = 40  # characters read before a raised figure
_DEEP = 6  # lines of a running head or foot
_EDGE = 2  # pages that must share a line at their top or foot
_TITLE = 2  # spaces in a line that two neighbouring pages may share, and no other
_AMID = 3  # pages that must share a line between columns, and all but one of them must


_Span = tuple[int, int]
"""From where to where in a text."""


class _Line(Struct, frozen=True):
    """A line that other pages may have too, with the number of lines ``above`` and ``below`` it on its page."""

    span: _Span
    page: int
    above: int
    below: int
    names: tuple[str, ...]
    mark: bool


def without_running_lines(text: str, pages: Sequence[int]) -> str:
    """A clean text with running lines and footnotes blanked; ``pages`` are the offsets at which its pages begin."""
    if len(pages) < _EDGE:
        return text
    bounds = list(zip(pages, (*pages[1:], len(text)), strict=True))
    blank = [line.span for line in _running(_recurring(text, bounds))]
    if any(figure in text for figure in RAISED):  # much faster than to look for calls, and most texts have none
        gone = set(blank)
        for start, end in bounds:
            lines = [match.span() for match in _LINE.finditer(text, start, end)]
            blank += _footnotes(text, [line for line in lines if line not in gone], start)
    return _blanked(text, blank)


def _recurring(text: str, bounds: Sequence[_Span]) -> list[list[_Line]]:
    """The lines of each page that another page may have too, and marks of lists.

    Most lines are those of no other page, even with their spaces left out and all numbers taken for one: what follows
    has little to look at.
    """
    shapes = [_FIGURES.sub("0", text[start:end].replace(" ", "")).split("\n") for start, end in bounds]
    pages_with = Counter(chain.from_iterable(map(set, shapes)))
    return [
        list(_lines(text[start:end], start, page, its, pages_with))
        for page, ((start, end), its) in enumerate(zip(bounds, shapes, strict=True))
    ]


def _lines(text: str, start: int, page: int, shapes: Sequence[str], pages_with: Mapping[str, int]) -> Iterator[_Line]:
    """The same of one page, which begins at ``start``."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=start))
    filled = [index for index, shape in enumerate(shapes) if shape]
    for above, index in enumerate(filled):
        mark = not shapes[index].strip(_MARKS)
        if mark or pages_with[shapes[index]] > 1:
            span = starts[index], starts[index] + len(lines[index])
            names = tuple(_names(lines[index], page))
            yield _Line(span, page, above, len(filled) - 1 - above, names, mark)


def _names(line: str, page: int) -> Iterator[str]:
    """Under what a line is counted: as it is, and with each number in turn told from the number of the page."""
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return
    if len(line) >= _SHORTEST and any(character.isalpha() for character in line):
        yield line
    for match in list(_NUMBER.finditer(line))[:_NUMBERS]:
        yield f"{line[: match.start()]}\0{int(match[0]) - page}\0{line[match.end() :]}"


def _running(sheets: Sequence[Sequence[_Line]]) -> Iterator[_Line]:
    count = len(sheets)
    every = [line for sheet in sheets for line in sheet]
    tops, feet = (
        _where(line for line in every if line.above < _DEEP),
        _where(line for line in every if line.below < _DEEP),
    )
    amid = {name for name, its in _where(every).items() if len(its) >= max(_AMID, count - 1)}

    def at_edge(line: _Line, where: Mapping[str, AbstractSet[int]]) -> bool:
        # Left and right pages may have heads of their own: each then stands on nearly half of the pages. A title of a
        # chapter stands on neighbouring pages.
        return line.mark or any(
            len(where[name]) >= max(_EDGE, 2 * count // 5)
            or (name.count(" ") >= _TITLE and not where[name].isdisjoint(line.page + step for step in (-2, -1, 1, 2)))
            for name in line.names
        )

    for sheet in sheets:
        top = foot = 0
        for line in sheet:
            top += line.above == top and at_edge(line, tops)
        for line in reversed(sheet):
            foot += line.below == foot and at_edge(line, feet)
        for line in sheet:
            if line.mark or line.above < top or line.below < foot or not amid.isdisjoint(line.names):
                yield line


def _where(lines: Iterable[_Line]) -> Mapping[str, AbstractSet[int]]:
    """The pages on which each line stands."""
    where: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        for name in line.names:
            where[name].add(line.page)
    return where


def _footnotes(text: str, lines: Sequence[_Span], start: int) -> Sequence[_Span]:
    """The lines at the end of a page from its first footnote on, or none.

    Every call on the page must have its note, in order and below it: a numbered list in the text is not enough.
    """
    if not lines:
        return ()
    last = lines[-1][1]
    called: dict[int, int] = {}
    for call in _CALL.finditer(text, start, last):
        if calls_note(text[max(start, call.start() - _WORD) : call.start()]):
            called.setdefault(_value(call[0]), call.start())
    if not called:
        return ()
    expected = sorted(called)
    for index in range(len(lines) - 1, -1, -1):
        begin, end = lines[index]
        note = _NOTE.match(text, begin, end)
        if note and expected and _value(note[1]) == expected[-1] and called[expected[-1]] < begin:
            expected.pop()
            if not expected:
                return lines[index:] if (last - begin) * 2 < last - start else ()
    return ()


def _blanked(text: str, lines: Iterable[_Span]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(lines):
        pieces += (text[position:start], " " * (end - start))
        position = end
    return "".join((*pieces, text[position:]))


def _value(figures: str) -> int:
    return int(figures.translate(_LEVEL))
