"""The characters that a page prints: those of its text, and those that its style sheets add to it.

This module knows HTML, SVG and CSS as far as that, and must not know fonts.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset({"head", "script", "style", "title", "desc"})
"""Elements whose words are for programs, or are read aloud: nothing of them is printed."""

_COMMENT_OR_STRING = re.compile(r"/\*.*?\*/|\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)


def of_markup(page: str) -> str:
    """The words of a page of HTML, or of a picture in SVG, in the order in which they stand."""
    reader = _Words()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def of_style(sheet: str) -> str:
    """All strings of a style sheet, a line each: what ``content`` and ``list-style`` add to a page is among them."""
    strings = (match[1] or match[2] or "" for match in _COMMENT_OR_STRING.finditer(sheet))
    return "\n".join(_ESCAPE.sub(_unescaped, one) for one in strings)


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        number = int(escape[1], 16)
        return chr(number) if 0 < number < 0x110000 else "\ufffd"
    return escape[2] or ""
