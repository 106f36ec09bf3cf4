"""All that a check or a build rests on, as digests: the same digest, the same findings.

Files are taken by their content, never by their dates: a campaign's own and the program's, with the settings, what is
installed, and what git tracks. Where that cannot be told for certain (a link, a device, a file that cannot be read)
there is no digest, and all is done anew. This module must not know what the files mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

import plaidoyer
from plaidoyer.config import Config, settings_file
from plaidoyer.records.template_folders import shipped_templates
from plaidoyer.typeset.engines import libraries
from plaidoyer.workers import digests
from plaidoyer.workers.digests import MISSING, Uncertain
from plaidoyer.workers.git import tracked

_OURS = (".yaml", ".yml", ".lock")
"""Endings of files below « sources/ » that are no captures."""


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


class Basis(Struct, frozen=True):
    """What a run rests on: a campaign, its settings, what was asked, and what else it repeats, as JSON has it."""

    root: Path
    config: Config
    slugs: Sequence[str]
    repeats: object

    def whole(self) -> str | None:
        """The digest that stands for all of it, as it is now; None where something cannot be told."""
        try:
            shared = tracked(self.root, ".")
            folders = [digests.of_folder(_folder(self.root, name), name) for name in ("sources", "briefs")]
            return self._whole(shared, _common(self.root, self.config, shared), *folders)
        except (OSError, Uncertain):
            return None

    def now(self, *, anew: bool = False) -> Now | None:
        """The same, file by file.

        A process that builds again and again looks at the program itself once it has built (``anew``), and not while
        somebody waits for a page: what was found then holds for the next build, or that is not remembered.
        """
        if anew:
            _program.cache_clear()
        try:
            shared = tracked(self.root, ".")
            common = _common(self.root, self.config, shared)
            sources, briefs = (dict(digests.below(_folder(self.root, name), name)) for name in ("sources", "briefs"))
        except (OSError, Uncertain):
            return None
        whole = self._whole(shared, common, digests.of_all(sources.items()), digests.of_all(briefs.items()))
        by_brief: dict[str, dict[str, str]] = {}
        for file, content in briefs.items():
            by_brief.setdefault(file.split("/", 2)[1], {})[file] = content
        return Now(common, sources, by_brief, whole)

    def _whole(self, shared: Iterable[str], *parts: str) -> str:
        return _digest([*parts, sorted(shared), list(self.slugs), self.repeats])


def _common(root: Path, config: Config, shared: Iterable[str]) -> str:
    """What all of a campaign rests on. Raises OSError and Uncertain."""
    settings = settings_file(root) or MISSING  # outputs say from which they were made
    captures = (name for name in shared if name.startswith("sources/") and not name.endswith(_OURS))
    return _digest(
        {
            "python": [sys.version, sys.platform],
            "installed": sorted(_installed()),
            "libraries": dict(libraries()),
            "program": _program(tuple(program())),
            "config": repr(config),
            "settings": digests.of_file(root / settings),
            "templates": digests.of_folder(_folder(root, "templates"), "templates"),
            "tracked": sorted(captures),
        }
    )


def digests_of(root: Path, paths: Iterable[Path]) -> Mapping[str, str] | None:
    """The digest of each file by its path from ``root``, whether it is there or not; None where one cannot be told."""
    try:
        found = {os.path.relpath(path, root): digests.of_file(path) for path in paths}
        if any((root / name).resolve() != root.resolve() / name for name in found):  # a folder on the way is a link
            raise Uncertain
        return found
    except (OSError, ValueError, RuntimeError, Uncertain):  # a circle of links is a RuntimeError
        return None


def unchanged(root: Path, also: Mapping[str, str]) -> bool:
    """Whether each file still has the digest that is given for it."""
    return digests_of(root, (root / name for name in also)) == also


def digest_of(path: Path) -> str:
    """The SHA-256 of a file of our own; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _folder(root: Path, name: str) -> str:
    """A folder of the campaign."""
    if (root / name).is_symlink():
        raise Uncertain
    return str(root / name)


def program() -> Iterator[tuple[str, str]]:
    """The folders of the program, each with what it is shown as."""
    package, templates = Path(plaidoyer.__file__).parent, shipped_templates()
    yield str(package), "plaidoyer"
    if not templates.is_relative_to(package):
        yield str(templates), "plaidoyer:templates"


@cache
def _program(folders: Iterable[tuple[str, str]]) -> Sequence[str]:
    """The digest of each folder of the program."""
    return [digests.of_folder(*folder) for folder in folders]


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _installed() -> Iterator[str]:
    """The names of all packages that could be imported, which hold their versions."""
    for folder in filter(os.path.isdir, sys.path):
        yield from (one.name for one in os.scandir(folder) if one.name.endswith((".dist-info", ".egg-info")))
