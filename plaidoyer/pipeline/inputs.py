"""All that a check rests on, as one digest: the same digest, the same findings.

Files are taken by their content, never by their dates: a campaign's own and the program's, with the settings, what is
installed, and what git tracks. Where that cannot be told for certain (a link, a device, a file that cannot be read)
there is no digest, and the check is made anew. This module must not know what the files mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import plaidoyer
from plaidoyer.config import Config
from plaidoyer.records.template_folders import shipped_templates
from plaidoyer.typeset.engines import libraries
from plaidoyer.workers.git import tracked

_FOLDERS = ("sources", "briefs", "templates")
_COMPILED = "__pycache__"
MISSING = "missing"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and nobody is waited for at the other end of a pipe."""

_CHUNK = 1024 * 1024


class _Uncertain(Exception):
    """Something whose content cannot be told for certain."""


def digest(root: Path, config: Config, slugs: Sequence[str], known: object) -> str | None:
    """The digest of what can be told of a check before it is made; None where something cannot.

    ``known`` is what else it repeats, as JSON has it.
    """
    try:
        facts = {
            "python": [sys.version, sys.platform],
            "installed": sorted(_installed()),
            "libraries": dict(libraries()),
            "program": dict(_program()),
            "config": repr(config),
            "slugs": list(slugs),
            "campaign": dict(_campaign(root)),
            "tracked": sorted(tracked(root, ".")),
            "known": known,
        }
    except (OSError, _Uncertain):
        return None
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def digests(root: Path, paths: Iterable[Path]) -> Mapping[str, str] | None:
    """The digest of each file by its path from ``root``, whether it is there or not; None where one cannot be told."""
    try:
        found = {os.path.relpath(path, root): _file(path) for path in paths}
        if any((root / name).resolve() != root.resolve() / name for name in found):  # a folder on the way is a link
            raise _Uncertain
        return found
    except (OSError, ValueError, RuntimeError, _Uncertain):  # a circle of links is a RuntimeError
        return None


def unchanged(root: Path, also: Mapping[str, str]) -> bool:
    """Whether each file still has the digest that is given for it."""
    return digests(root, (root / name for name in also)) == also


def _campaign(root: Path) -> Iterator[tuple[str, str]]:
    for name in _FOLDERS:
        if (root / name).is_symlink():
            raise _Uncertain
        yield from _below(str(root / name), name)


def _program() -> Iterator[tuple[str, str]]:
    package, templates = Path(plaidoyer.__file__).parent, shipped_templates()
    yield from _below(str(package), "plaidoyer")
    if not templates.is_relative_to(package):
        yield from _below(str(templates), "plaidoyer:templates")


def _below(folder: str, shown: str) -> Iterator[tuple[str, str]]:
    """Everything below a folder, folders too, with its digest; nothing where there is no such folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        name = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if entry.name != _COMPILED:
                yield name, ""
                yield from _below(entry.path, name)
        else:
            yield name, _file(entry.path)


def _file(path: str | Path) -> str:
    """The SHA-256 of an ordinary file, or that there is none.

    Thousands are asked for while somebody waits: nothing is done here that is not needed.
    """
    try:
        handle = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _Uncertain
        data = os.read(handle, _CHUNK)
        digest = hashlib.sha256(data)
        while len(data) == _CHUNK:
            data = os.read(handle, _CHUNK)
            digest.update(data)
        return digest.hexdigest()
    finally:
        os.close(handle)


def _installed() -> Iterator[str]:
    """The names of all packages that could be imported, which hold their versions."""
    for folder in filter(os.path.isdir, sys.path):
        yield from (one.name for one in os.scandir(folder) if one.name.endswith((".dist-info", ".egg-info")))
