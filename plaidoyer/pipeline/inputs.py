"""All that a check or a build rests on, as digests: the same digest, the same findings.

Files are taken by their content, never by their dates: a campaign's own and the program's, with the settings, what is
installed, and what git tracks. Where that cannot be told for certain (a link, a device, a file that cannot be read)
there is no digest, and all is done anew. This module must not know what the files mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

import plaidoyer
from plaidoyer.config import Config, settings_file
from plaidoyer.records.template_folders import shipped_templates
from plaidoyer.typeset.engines import libraries
from plaidoyer.workers.git import tracked

_OURS = (".yaml", ".yml", ".lock")
"""Endings of files below « sources/ » that are no captures."""

_COMPILED = "__pycache__"
MISSING = "missing"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and nobody is waited for at the other end of a pipe."""

_CHUNK = 1024 * 1024


class _Uncertain(Exception):
    """Something whose content cannot be told for certain."""


class Now(Struct, frozen=True):
    """The digests of all that a run rests on, as far as can be told before it is made.

    ``common`` is that of what all of a campaign rests on: the program, its settings, templates, and which captures git
    tracks. ``sources`` are files below « sources/ », ``briefs`` those of each folder of « briefs/ », by their paths in
    the campaign. ``whole`` stands for all of it, and for what was asked.

    ``also`` are other files that briefs are known to rest on, ``receipts`` those of each record: see ``remembered``.
    """

    common: str
    sources: Mapping[str, str]
    briefs: Mapping[str, Mapping[str, str]]
    whole: str
    also: Mapping[str, str] = {}
    receipts: Mapping[str, str] = {}


def taken(root: Path, config: Config, slugs: Sequence[str], known: object) -> Now | None:
    """What there is now; None where something cannot be told. ``known`` is what else a run repeats, as JSON has it."""
    try:
        shared = tracked(root, ".")
        common = _digest(
            {
                "python": [sys.version, sys.platform],
                "installed": sorted(_installed()),
                "libraries": dict(libraries()),
                "program": dict(_program()),
                "config": repr(config),
                "settings": _file(root / (settings_file(root) or MISSING)),  # outputs say from which they were made
                "templates": dict(_campaign(root, "templates")),
                "tracked": sorted(name for name in shared if name.startswith("sources/") and not name.endswith(_OURS)),
            }
        )
        sources, briefs = dict(_campaign(root, "sources")), dict(_campaign(root, "briefs"))
    except (OSError, _Uncertain):
        return None
    by_brief: dict[str, dict[str, str]] = {}
    for file, content in briefs.items():
        by_brief.setdefault(file.split("/", 2)[1], {})[file] = content
    return Now(common, sources, by_brief, _digest([common, sources, briefs, sorted(shared), list(slugs), known]))


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


def digest_of(path: Path) -> str:
    """The SHA-256 of a file of our own; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _campaign(root: Path, name: str) -> Iterator[tuple[str, str]]:
    """A folder of the campaign."""
    if (root / name).is_symlink():
        raise _Uncertain
    return _below(str(root / name), name)


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


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _installed() -> Iterator[str]:
    """The names of all packages that could be imported, which hold their versions."""
    for folder in filter(os.path.isdir, sys.path):
        yield from (one.name for one in os.scandir(folder) if one.name.endswith((".dist-info", ".egg-info")))
