"""``.plaidoyer/memory/``: what was found of each record and each brief the last time, to be repeated while it holds.

Each entry stands under the digest of all that it rests on, and is true of that for ever, wherever the campaign lies and
whoever builds it. What is damaged is as if it were not there. This module must not know what entries rest on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json

from plaidoyer.checks.stated import Stated
from plaidoyer.diagnostics import Finding
from plaidoyer.publish.layouts import FOLDER
from plaidoyer.publish.write import write
from plaidoyer.records.text import Allowance

_VERSION = b"plaidoyer memory 1"


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
    return _path(root, way).is_file()


def read(root: Path, way: str) -> Memory:
    """What is remembered of the campaign ``root`` for one ``way`` of checking or building it."""
    try:
        head, _, body = _path(root, way).read_bytes().partition(b"\n")
        return json.decode(body, type=Memory) if head == _head(body) else NOTHING
    except (OSError, DecodeError, RecursionError):
        return NOTHING


def save(root: Path, way: str, memory: Memory) -> None:
    """Remember it. Raises OSError."""
    body = json.encode(memory, order="deterministic")
    write(root / FOLDER / ".gitignore", b"*\n")
    write(_path(root, way), _head(body) + b"\n" + body)


def _path(root: Path, way: str) -> Path:
    return root / FOLDER / "memory" / f"{way}.json"


def _head(body: bytes) -> bytes:
    return b"%b %b" % (_VERSION, hashlib.sha256(body).hexdigest().encode())
