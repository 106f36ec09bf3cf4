"""``.plaidoyer/layout.json``: how each composed page came out, so that it is not set again to know that.

A layout is kept under the fingerprint of all that it depends on. What cannot be read is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, ValidationError, convert, to_builtins

from plaidoyer.publish.write import write

FOLDER = ".plaidoyer"
_NAME = "layout.json"
_VERSION = 2
_MOST = 4000


class Layout(Struct, frozen=True):
    """How a page came out: its pages of paper, those of its text among them, and what could not be set as asked."""

    pages: int
    text_pages: int
    problems: tuple[str, ...] = ()


def read(root: Path) -> dict[str, Layout]:
    """Layouts by fingerprint, of the campaign at ``root``."""
    try:
        data = json.loads((root / FOLDER / _NAME).read_text(encoding="utf-8"))
        return convert(data["pages"], dict[str, Layout]) if data["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError):
        return {}


def save(root: Path, layouts: Mapping[str, Layout]) -> None:
    """Keep the last of ``layouts``. Raises OSError."""
    folder = root / FOLDER
    write(folder / ".gitignore", b"*\n")
    last = dict(list(layouts.items())[-_MOST:])
    write(folder / _NAME, json.dumps({"version": _VERSION, "pages": to_builtins(last)}, indent=1).encode())
