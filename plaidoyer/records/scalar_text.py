"""Long texts in YAML, by the lines of the file: a folded or quoted text reads as it is written, not as YAML joins it.

So a blank line parts what stands above it from what stands below, and a list is a list, whatever the style of the
value. This module must not know what the texts mean.
"""

from __future__ import annotations

import re

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.records.markdown import parse_body_inside
from plaidoyer.records.nodes import Scalar
from plaidoyer.records.schema import Findings
from plaidoyer.records.text import Body

_PART = re.compile(r"[ \t\n]+|[^ \t\n]+")


class _Line(Struct, frozen=True):
    """A line, and where each of its characters stands in the value; then where it ends."""

    text: str
    offsets: tuple[int, ...]


def as_written(node: Scalar) -> str:
    """The text by the lines of the file, without their common indentation."""
    return "\n".join(line.text for line in _lines(node))


def parse_scalar(node: Scalar) -> tuple[Body, Findings]:
    """Read a value as Markdown; every word of it knows its place."""
    lines = _lines(node)

    def locate(line: int, rank: int) -> Span:
        offsets = lines[line].offsets
        return node.at(offsets[min(rank, len(offsets) - 1)])

    return parse_body_inside("\n".join(line.text for line in lines), locate)


def _lines(node: Scalar) -> list[_Line]:
    signs: list[tuple[str, int]] = []
    for part in _PART.finditer(node.text):
        words = part[0]
        if words.isspace() and node.style != "literal" and part.start() > 0 and part.end() < len(node.text):
            more = node.at(part.end()).line - node.at(part.start() - 1).line
            if more > 0:
                words = "\n" * more + words.partition("\n")[2].lstrip("\n")
        signs += ((sign, min(part.start() + rank, part.end() - 1)) for rank, sign in enumerate(words))
    lines, start = [], 0
    ends = [rank for rank, (sign, _) in enumerate(signs) if sign == "\n"]
    for end in (*ends, len(signs)):
        last = signs[end][1] if end < len(signs) else len(node.text)
        line = signs[start:end]
        lines.append(_Line("".join(sign for sign, _ in line), (*(offset for _, offset in line), last)))
        start = end + 1
    return lines
