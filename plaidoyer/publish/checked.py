"""``.plaidoyer/checked.json``: what checks found, for ``check`` to repeat while nothing that it rests on has changed.

What is kept stands under the digest of the inputs that were known beforehand, beside those that only reading them told
(``also``). What is damaged is as if it were not there. This module must not know what a report is, nor of what it is
made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from plaidoyer.publish.layouts import FOLDER
from plaidoyer.publish.write import write

_NAME = "checked.json"
_VERSION = 1
_MOST = 8
"""Kept at once: checks of single briefs go in turn with checks of all."""


class Checked(Struct, frozen=True):
    """What was found, as JSON has it; ``also`` gives the digest of each other input by its path in the campaign."""

    found: Any
    also: Mapping[str, str]


def read(root: Path, inputs: str) -> Checked | None:
    """What is kept under the digest ``inputs``; None where nothing is, or nothing sound."""
    entry = _entries(root).get(inputs)
    try:
        if entry is None or entry["sha256"] != _digest(entry["found"], entry["also"]):
            return None
        return Checked(entry["found"], {str(path): str(digest) for path, digest in entry["also"].items()})
    except (KeyError, TypeError, AttributeError):
        return None


def save(root: Path, inputs: str, checked: Checked) -> None:
    """Keep ``checked``, and the last few before it. Raises OSError."""
    also = dict(checked.also)
    entries = {key: entry for key, entry in _entries(root).items() if key != inputs}
    entries[inputs] = {"found": checked.found, "also": also, "sha256": _digest(checked.found, also)}
    last = dict(list(entries.items())[-_MOST:])
    write(root / FOLDER / ".gitignore", b"*\n")
    write(root / FOLDER / _NAME, json.dumps({"version": _VERSION, "checks": last}).encode())


def _entries(root: Path) -> dict[str, Any]:
    try:
        data = json.loads((root / FOLDER / _NAME).read_bytes())
        checks = data["checks"] if data["version"] == _VERSION else {}
        return dict(checks) if isinstance(checks, dict) else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _digest(*data: object) -> str:
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()
