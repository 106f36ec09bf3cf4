"""One HTML file that needs no other: styles and pictures inside.

For readers in a browser; the PDF is set from the page itself.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from plaidoyer.records.files import is_within

SCREEN = "screen.css"
"""Beside a style sheet: what is added to it for a screen. No PDF depends on it."""

_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')


def standalone(html: str, sheets: Sequence[Path], root: Path, folders: Sequence[Path]) -> str:
    """``html`` with its style sheets, in the order of the cascade, and its pictures inside.

    Addresses are relative to ``root``; only what lies in ``folders``, links followed, is taken in. What is said for
    screens comes last, in the same order.
    """
    beside = dict.fromkeys(sheet.with_name(SCREEN) for sheet in sheets)
    screens = [screen for screen in beside if screen.is_file() and is_within(screen, screen.parent)]
    styles = "\n".join(sheet.read_text(encoding="utf-8") for sheet in (*sheets, *screens)).replace("</", "<\\/")
    return _SOURCE.sub(lambda match: f"{match[1]}{_data(unescape(match[2]), root, folders)}{match[3]}", html).replace(
        "</head>", f"{_VIEWPORT}\n<style>\n{styles}\n</style>\n</head>", 1
    )


def _data(source: str, root: Path, folders: Sequence[Path]) -> str:
    path = root / source
    if not path.is_file() or not any(is_within(path, folder) for folder in folders):
        return source
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
