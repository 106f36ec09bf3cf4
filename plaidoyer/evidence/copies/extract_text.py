"""Plain text → text: decoded, line ends made one, form feeds the borders of pages."""

from __future__ import annotations

import re

from plaidoyer.evidence.copies.characters import decode
from plaidoyer.evidence.copies.unreadable import Unreadable

_LINE_END = re.compile(r"\r\n?")
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\f"}


def plain(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text, and where its pages begin (nowhere, without form feeds); raises Unreadable where there is none."""
    text = _LINE_END.sub("\n", decode(data)).translate(_CONTROLS)
    if not text.strip():
        raise Unreadable("the file holds no text", "save the page again, as HTML, PDF or text")
    pages = [0, *(match.end() for match in re.finditer("\f", text))] if "\f" in text else []
    return text.replace("\f", "\n"), tuple(pages)
