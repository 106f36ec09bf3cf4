"""``.plaidoyer/memory/``: what was found of each record and each brief the last time, to be repeated while it holds.

Each entry stands under the digest of all that it rests on, and is true of that for ever, wherever the campaign lies and
whoever builds it. This module must not know what entries rest on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json

from plaidoyer.checks.stated import Stated
from plaidoyer.diagnostics import Finding
from plaidoyer.publish import state
from plaidoyer.publish.state import place
from plaidoyer.records.text import Allowance


class OfRecord(Struct, frozen=True):
    """What was found of a record, with its captures, which are named from the campaign."""

    rests_on: str
    captures: tuple[str, ...]
    findings: tuple[Finding, ...]
    allowances: tuple[Allowance, ...]


class OfBrief(Struct, frozen=True):
    """What was found of a brief, and what was made of it.

    ``names`` are the records that it names; ``also`` other files that it rests on; ``files`` those in which an error
    makes a draft of it. ``conflicts`` were found in it by comparing what it states
    with what others do. ``stamps`` are the fingerprints of its pages, ``outputs`` its entries in the manifest.
    """

    rests_on: str
    names: tuple[str, ...]
    also: tuple[str, ...]
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    allowances: Mapping[str, tuple[Allowance, ...]]
    conflicts: tuple[Finding, ...]
    stated: tuple[Stated, ...]
    claims: int
    stamps: tuple[str, ...]
    outputs: tuple[dict[str, Any], ...]


class Memory(Struct, frozen=True):
    """Entries by record and by brief."""

    records: Mapping[str, OfRecord] = {}
    briefs: Mapping[str, OfBrief] = {}


NOTHING = Memory()


def is_there(root: Path, way: str) -> bool:
    """Whether there may be something to read."""
    return place(root, "memory", way).is_file()


def read(root: Path, way: str) -> Memory:
    """What is remembered of the campaign ``root`` for one ``way`` of checking or building it."""
    try:
        return json.decode(state.read(place(root, "memory", way), "memory"), type=Memory)
    except (DecodeError, RecursionError):
        return NOTHING


def save(root: Path, way: str, memory: Memory) -> None:
    """Remember it. Raises OSError."""
    state.save(root, place(root, "memory", way), "memory", json.encode(memory, order="deterministic"))
