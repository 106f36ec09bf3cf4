"""``.plaidoyer/checked.state``: what checks found, for ``check`` to repeat while nothing that it rests on has changed.

What is kept stands under the digest of the inputs that were known beforehand, beside those that only reading them told
(``also``). This module must not know what a report is, nor of what it is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json

from plaidoyer.publish import state
from plaidoyer.publish.state import place

_MOST = 8
"""Kept at once: checks of single briefs go in turn with checks of all."""


class Checked(Struct, frozen=True):
    """What was found, as JSON has it; ``also`` gives the digest of each other input by its path in the campaign."""

    found: Any
    also: Mapping[str, str]


def read(root: Path, inputs: str) -> Checked | None:
    """What is kept under the digest ``inputs``; None where nothing is."""
    return _entries(root).get(inputs)


def save(root: Path, inputs: str, checked: Checked) -> None:
    """Keep ``checked``, and the last few before it. Raises OSError."""
    entries = {key: entry for key, entry in _entries(root).items() if key != inputs} | {inputs: checked}
    state.save(root, place(root, "checked"), "checked", json.encode(dict(list(entries.items())[-_MOST:])))


def _entries(root: Path) -> dict[str, Checked]:
    try:
        return json.decode(state.read(place(root, "checked"), "checked"), type=dict[str, Checked])
    except (DecodeError, RecursionError):
        return {}
