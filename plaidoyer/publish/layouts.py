"""``.plaidoyer/layout.state``: how each composed page came out, so that it is not set again to know that.

A layout is kept under the fingerprint of all that it depends on. What cannot be read is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import DecodeError, Struct, json

from plaidoyer.publish import state
from plaidoyer.publish.state import place

_MOST = 4000


class Layout(Struct, frozen=True):
    """How a page came out: its pages of paper, those of its text among them, and what could not be set as asked."""

    pages: int
    text_pages: int
    problems: tuple[str, ...] = ()


def read(root: Path) -> dict[str, Layout]:
    """Layouts by fingerprint, of the campaign at ``root``."""
    try:
        return json.decode(state.read(place(root, "layout"), "layout"), type=dict[str, Layout])
    except (DecodeError, RecursionError):
        return {}


def save(root: Path, layouts: Mapping[str, Layout]) -> None:
    """Keep the last of ``layouts``. Raises OSError."""
    last = dict(list(layouts.items())[-_MOST:])
    state.save(root, place(root, "layout"), "layout", json.encode(last))
