"""``.plaidoyer/layout.json``: how many pages each composed page came to, for ``check`` to repeat.

A verdict is kept under the fingerprint of all that it depends on. What cannot be read is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from plaidoyer.publish.write import write

FOLDER = ".plaidoyer"
_NAME = "layout.json"
_VERSION = 1
_MOST = 1000


def read(root: Path) -> dict[str, int]:
    """Pages by fingerprint, of the campaign at ``root``."""
    try:
        data = json.loads((root / FOLDER / _NAME).read_text(encoding="utf-8"))
        pages = data["pages"] if data["version"] == _VERSION else {}
        return {str(key): value for key, value in pages.items() if isinstance(value, int)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save(root: Path, pages: Mapping[str, int]) -> None:
    """Keep the last of ``pages``. Raises OSError."""
    folder = root / FOLDER
    write(folder / ".gitignore", b"*\n")
    write(
        folder / _NAME,
        json.dumps({"version": _VERSION, "pages": dict(list(pages.items())[-_MOST:])}, indent=1).encode(),
    )
