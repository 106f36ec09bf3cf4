"""What stands between two halves of a sentence that runs over a page: running heads and feet, numbers, footnotes.

An extractor gives them in the middle of the text. They are told from the text by what they are on the page, never
by likeness to anything searched: a running line is the same line on most pages, but for the number of the page; a
footnote stands at the end of its page, numbered, and its raised call stands above it. Blanked, not removed: offsets
stay. This module must not know what is searched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from plaidoyer.evidence.finding.edges import RAISED, calls_note

_CALL = re.compile(rf"[{RAISED}]{{1,3}}")
_NOTE = re.compile(rf"\s*[\[(]?([{RAISED}]{{1,3}}|\d{{1,3}}(?=[.)\]\s]))\W*\w")
_LEVEL = str.maketrans(RAISED, "0123456789")
_NUMBER = re.compile(r"\d(?<!\d\d)\d{0,3}(?!\d)")  # up to four digits, alone
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_MARK = re.compile(r"[•▪◦‣·●○■□* –-]*")  # of list items: some engines draw them all after the text
_LONGEST = 200  # characters of a running line
_SHORTEST = 8  # characters of one without the number of its page: « de la » may end many a column
_NUMBERS = 4  # numbers of a line that are tried as the number of its page
_WORD = 40  # characters read before a raised figure
_DEEP = 6  # lines of a running head or foot
_EDGE = 2  # pages that must share a line at their top or foot
_TITLE = 2  # spaces in a line that two neighbouring pages may share, and no other
_AMID = 3  # pages that must share a line between columns, and all but one of them must


class _Line(Struct, frozen=True):
    start: int
    end: int
    page: int
    names: tuple[str, ...]
    mark: bool


def without_running_lines(text: str, pages: Sequence[int]) -> str:
    """``text`` with running lines and footnotes blanked; ``pages`` are the offsets at which its pages begin."""
    if len(pages) < _EDGE:
        return text
    sheets = [_lines(text, start, end, number) for number, (start, end) in enumerate(_bounds(text, pages))]
    blank = list(_running(sheets))
    gone = set(blank)
    for start, sheet in zip(pages, sheets, strict=True):
        blank += _footnotes(text, [line for line in sheet if line not in gone], start)
    return _blanked(text, blank)


def _bounds(text: str, pages: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(pages, (*pages[1:], len(text)), strict=True))


def _lines(text: str, start: int, end: int, page: int) -> list[_Line]:
    return [
        _Line(
            match.start(),
            match.end(),
            page,
            tuple(_names(match[0].strip(), page)),
            _MARK.fullmatch(match[0]) is not None,
        )
        for match in _LINE.finditer(text, start, end)
    ]


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
    tops, feet, all_lines = (
        _where(sheets, slice(_DEEP)),
        _where(sheets, slice(-_DEEP, None)),
        _where(sheets, slice(None)),
    )

    def at_edge(line: _Line, where: Mapping[str, AbstractSet[int]]) -> bool:
        # Left and right pages may have heads of their own: each then stands on nearly half of the pages. A title of a
        # chapter stands on neighbouring pages.
        return line.mark or any(
            len(where[name]) >= max(_EDGE, 2 * count // 5)
            or (name.count(" ") >= _TITLE and not where[name].isdisjoint(line.page + step for step in (-2, -1, 1, 2)))
            for name in line.names
        )

    for sheet in sheets:
        top = next((index for index, line in enumerate(sheet) if not at_edge(line, tops)), len(sheet))
        foot = next((index for index, line in enumerate(reversed(sheet)) if not at_edge(line, feet)), len(sheet))
        for index, line in enumerate(sheet):
            amid = any(len(all_lines[name]) >= max(_AMID, count - 1) for name in line.names)
            if line.mark or amid or index < top or index >= len(sheet) - foot:
                yield line


def _where(sheets: Sequence[Sequence[_Line]], part: slice) -> Mapping[str, AbstractSet[int]]:
    """The pages on which each line stands, in a part of the page."""
    where: dict[str, set[int]] = defaultdict(set)
    for sheet in sheets:
        for line in sheet[part]:
            for name in line.names:
                where[name].add(line.page)
    return where


def _footnotes(text: str, sheet: Sequence[_Line], start: int) -> Sequence[_Line]:
    """The lines at the end of a page from its first footnote on, or none.

    Every call on the page must have its note, in order and below it: a numbered list in the text is not enough.
    """
    if not sheet:
        return ()
    called: dict[int, int] = {}
    for call in _CALL.finditer(text, start, sheet[-1].end):
        if calls_note(text[max(start, call.start() - _WORD) : call.start()]):
            called.setdefault(_value(call[0]), call.start())
    if not called:
        return ()
    expected = sorted(called)
    for index in range(len(sheet) - 1, -1, -1):
        line = sheet[index]
        note = _NOTE.match(text, line.start, line.end)
        if note and expected and _value(note[1]) == expected[-1] and called[expected[-1]] < line.start:
            expected.pop()
            if not expected:
                return sheet[index:] if (sheet[-1].end - line.start) * 2 < sheet[-1].end - start else ()
    return ()


def _blanked(text: str, lines: Sequence[_Line]) -> str:
    pieces: list[str] = []
    position = 0
    for line in sorted(lines, key=lambda line: line.start):
        pieces += (text[position : line.start], " " * (line.end - line.start))
        position = line.end
    return "".join((*pieces, text[position:]))


def _value(figures: str) -> int:
    return int(figures.translate(_LEVEL))
