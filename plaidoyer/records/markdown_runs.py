"""Runs of inline Markdown and where each of their characters stands in the file.

A run is not one piece of the file: its lines lose list markers, ``>`` and indentation, a table cell the
backslash before ``|``. This module must not know what the characters mean.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import inf

from markdown_it.common.utils import MD_TRIM_CHARS
from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.diagnostics import Span

_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = re.compile(r"\\(?=\|)")

Locate = Callable[[int, int], Span]
"""The place of a character by its line and its rank in it, both counted from 0."""


class Lines:
    """The lines of a text that is part of a file, from the file's line ``first_line`` on."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        r"""``text`` has line ends ``\n``; ``file`` is its name in spans."""
        self.text = text
        self._file = file
        self._first = first_line
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def place(self, offset: int) -> Span:
        """The place of one character."""
        line = self.number(offset)
        return Span(self._file, self._first + line, offset - self._starts[line] + 1)

    def between(self, first: int, last: int) -> Span:
        """From one character to another; the place of the first alone where they stand on different lines."""
        line = self.number(first)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else last + 1
        return Span(self._file, self._first + line, first - start + 1, last - first + 1 if last < end else 1)

    def number(self, offset: int) -> int:
        """On which line of the text a character stands, counted from 0."""
        return bisect_right(self._starts, offset) - 1

    def words(self, index: int) -> str:
        """Line ``index`` of the text, counted from 0."""
        return self.text[self._starts[index] : self.end(self._starts[index])]

    def line(self, index: int) -> Span:
        """The place of line ``index``, without the blanks around it."""
        words = self.words(index)
        first = self._starts[index] + len(words) - len(words.lstrip(" \t"))
        return self.between(first, max(first, self._starts[index] + len(words.rstrip(" \t")) - 1))

    def rest(self, offset: int) -> Span:
        """From ``offset`` to the end of its line."""
        words = self.text[offset : self.end(offset)].rstrip()
        return self.between(offset, offset + max(1, len(words)) - 1)

    def end(self, offset: int) -> int:
        """Where the line of ``offset`` ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


class Inside(Lines):
    """The lines of a text that stands in a file in another form: indented, folded, with signs escaped."""

    def __init__(self, text: str, locate: Locate) -> None:
        """``locate`` gives the place of each character."""
        super().__init__(text, "", 0)
        self._locate = locate

    def place(self, offset: int) -> Span:
        """The place of one character."""
        line = self.number(offset)
        return self._locate(line, offset - self._starts[line])

    def between(self, first: int, last: int) -> Span:
        """From one character to another; the place of the first alone where they stand on different lines."""
        start, end = self.place(first), self.place(last)
        return replace(start, length=end.column - start.column + 1 if end.line == start.line else 1)


class Run(Struct, frozen=True):
    """A run's text. Each piece says at which offset of the text it begins, and at which of the source."""

    text: str
    pieces: tuple[tuple[int, int], ...]

    def source(self, offset: int) -> int:
        """The offset in the source of the run's character ``offset``."""
        begin, source = self.pieces[max(0, bisect_right(self.pieces, (offset, inf)) - 1)]
        return source + max(0, offset - begin)

    def cut(self, start: int, end: int) -> Run:
        """The part from ``start`` to ``end``."""
        first = max(0, bisect_right(self.pieces, (start, inf)) - 1)
        pieces = tuple((max(0, begin - start), source + max(0, start - begin)) for begin, source in self.pieces[first:])
        return Run(self.text[start:end], pieces)

    def strip(self) -> Run:
        """Without what Markdown takes for blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip(MD_TRIM_CHARS))
        return self.cut(start, max(start, len(self.text.rstrip(MD_TRIM_CHARS))))


def lines_run(lines: Lines, starts: Sequence[int]) -> Run:
    """A run of whole lines; ``starts`` are the offsets at which the words of each begin."""
    words = [lines.text[start : lines.end(start)] for start in starts]
    pieces, offset = [], 0
    for start, line in zip(starts, words, strict=True):
        pieces.append((offset, start))
        offset += len(line) + 1
    return Run("\n".join(words), tuple(pieces)).strip()


def row_runs(lines: Lines, start: int) -> list[Run]:
    r"""The cells of a table's row that begins at ``start``, as GFM cuts them: at ``|``, not at ``\|``."""
    row = Run(lines.text[start : lines.end(start)], ((0, start),)).strip()
    pipes = [pipe.start() for pipe in _PIPE.finditer(row.text)]
    bounds = list(zip([0, *(pipe + 1 for pipe in pipes)], [*pipes, len(row.text)], strict=True))
    if bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [_without_escapes(row.cut(first, last)).strip() for first, last in bounds]


def _without_escapes(cell: Run) -> Run:
    start = cell.source(0)
    pieces, words, kept = [(0, start)], [], 0
    for index, escape in enumerate(_ESCAPED_PIPE.finditer(cell.text)):
        words.append(cell.text[kept : escape.start()])
        kept = escape.end()
        pieces.append((kept - index - 1, start + kept))
    return Run("".join([*words, cell.text[kept:]]), tuple(pieces))
