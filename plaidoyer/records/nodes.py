"""What a YAML text is made of, each part with its place: scalars, sequences, mappings.

Every scalar is text: what ``NO``, ``1.10`` or ``12:30`` mean is for a schema to say. Data, and the
arithmetic of places; nothing here parses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from plaidoyer.diagnostics import Span

Style = Literal["plain", "single", "double", "literal", "folded"]

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}  # \xHH, \uHHHH, \UHHHHHHHH; every other escape has two characters
_BLANKS = re.compile(r"[ \t\n]*")


class Origin(Struct, frozen=True, eq=False, dict=True):
    """The text that nodes were read from; its first line is line ``first_line`` of ``file``."""

    text: str
    file: str
    first_line: int = 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, index: int) -> int:
        """The line, in the file, of the character at ``index``."""
        return bisect_right(self._starts, index) - 1 + self.first_line

    def span(self, start: int, end: int = 0) -> Span:
        """The place of the characters from ``start`` to ``end``, or of those on its first line."""
        row = bisect_right(self._starts, start) - 1
        first = self._starts[row]
        stop = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else len(self.text)
        return Span(self.file, row + self.first_line, start - first + 1, max(1, min(end, stop) - start))

    def line_text(self, index: int) -> str:
        """The whole line on which ``index`` lies, without its end."""
        start = self._starts[bisect_right(self._starts, index) - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


class Scalar(Struct, frozen=True, eq=False, dict=True):
    """A text. ``start`` and ``end`` bound it, quotation marks or block header included, in its origin."""

    text: str
    style: Style
    start: int
    end: int
    origin: Origin

    @property
    def plain(self) -> bool:
        """Whether it was written without quotation marks and not as a block."""
        return self.style == "plain"

    @property
    def span(self) -> Span:
        """Its place; of a block, the place of its first words."""
        if self.style in ("literal", "folded") and self.text.strip(" \t\n"):
            first = _first_line(self)
            return self.origin.span(first, self.end)
        return self.origin.span(self.start, self.end)

    def at(self, offset: int) -> Span:
        """The place of the character ``offset`` of the text; the scalar's own where it cannot be told."""
        known = self._indices
        return self.origin.span(known[offset]) if 0 <= offset < len(known) else self.span

    def part(self, start: int, end: int) -> Span:
        """The place of the characters from ``start`` to ``end`` of the text without the blanks around it.

        Of a part that goes over several lines, the place of what stands on its first one; the scalar's own
        where it cannot be told.
        """
        blanks = len(self.text) - len(self.text.lstrip())
        known = self._indices
        if not 0 <= start + blanks < len(known):
            return self.span
        return self.origin.span(known[start + blanks], known[min(end + blanks, len(known) - 1)])

    @cached_property
    def _indices(self) -> list[int]:
        """Where each character of the text stands in the origin, then where the text ends."""
        return _align(self)


class Sequence(Struct, frozen=True, eq=False):
    """A list of nodes."""

    items: tuple[Node, ...]
    start: int
    end: int
    origin: Origin

    @property
    def span(self) -> Span:
        """Its place: what stands of it on its first line."""
        return self.origin.span(self.start, self.end)


class Entry(Struct, frozen=True, eq=False):
    """A key of a mapping, and its value."""

    key: Scalar
    value: Node

    @property
    def span(self) -> Span:
        """The place of its key."""
        return self.key.span


class Mapping(Struct, frozen=True, eq=False):
    """Keys and values, in the order of the file; no key occurs twice."""

    entries: tuple[Entry, ...]
    start: int
    end: int
    origin: Origin

    @property
    def span(self) -> Span:
        """Its place: what stands of it on its first line."""
        return self.origin.span(self.start, self.end)

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None where there is none."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


class Broken(Struct, frozen=True, eq=False):
    """Stands where something could not be read; a finding has said why, and readers pass over it."""

    start: int
    end: int
    origin: Origin

    @property
    def span(self) -> Span:
        """Its place: what stands of it on its first line."""
        return self.origin.span(self.start, self.end)


Node = Scalar | Sequence | Mapping | Broken


def walk(root: Node) -> Iterator[Entry | Node]:
    """Every node and entry from ``root`` down, parents first, in the order of the file."""
    waiting: list[Entry | Node] = [root]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case Sequence():
                waiting.extend(reversed(node.items))
            case Mapping():
                waiting.extend(reversed(node.entries))
            case Entry():
                waiting += [node.value, node.key]
            case _:
                pass


def _first_line(block: Scalar) -> int:
    """Where the first words of a block scalar stand, below its header."""
    header = block.origin.text.find("\n", block.start, block.end)
    match = _BLANKS.match(block.origin.text, header)
    return match.end() if header >= 0 and match else block.start


def _align(scalar: Scalar) -> list[int]:
    """Follow the text through its source, character by character.

    Words stand in the source as they are, or as an escape; only blanks and line ends are folded. So a
    word is looked for after any blanks, and a blank stands where the words before it end. The list is
    short where the two part (a scalar behind a tag, which is refused anyhow).
    """
    source = scalar.origin.text
    end = scalar.end
    here = scalar.start
    if scalar.style in ("single", "double"):
        here += 1
        end -= 1
    elif scalar.style != "plain":
        here = _block_start(scalar)
    indices: list[int] = []
    for char in scalar.text:
        if scalar.style == "double":
            here = _after_joins(source, here)
        length = 1
        if char in " \t\n" and source[here : here + 1] != "\\":
            indices.append(min(here, end))
            if source[here : here + 1] == char:
                here += 1
            elif char == " ":
                here = _after_blanks(source, here)
            elif char == "\n":
                here = source.find("\n", here, end) + 1 or end
            continue
        here = _after_blanks(source, here)
        if scalar.style == "double":
            here = _after_blanks(source, _after_joins(source, here))
        if here >= end:
            break
        if scalar.style == "double" and source[here] == "\\":
            length = _ESCAPE_LENGTH.get(source[here + 1], 2)
        elif source[here] != char:
            break
        elif scalar.style == "single" and char == "'":
            length = 2
        indices.append(here)
        here += length
    else:
        indices.append(min(here, end))
    return indices


def _block_start(block: Scalar) -> int:
    """Where the text of a block scalar begins: past its header and, on its first line, its indentation."""
    header = block.origin.text.find("\n", block.start, block.end)
    if block.text.startswith("\n"):
        return header + 1
    return _first_line(block) - (len(block.text) - len(block.text.lstrip(" ")))


def _after_blanks(source: str, here: int) -> int:
    match = _BLANKS.match(source, here)
    return match.end() if match else here


def _after_joins(source: str, here: int) -> int:
    """Past every backslash that joins two lines of a double-quoted text."""
    while source.startswith("\\\n", here):
        here = _after_blanks(source, here + 1)
    return here
