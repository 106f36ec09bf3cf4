"""A campaign's records and briefs, all read, with every finding.

It walks the folders and hands each file to its reader; it knows the names of files, and no field.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.amendments import FALLBACK, Amendment
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.files import decode, is_within, read_bytes
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source
from plaidoyer.records.text import Allowance
from plaidoyer.workers.forks import cores, each

R = TypeVar("R")

Reader = Callable[[str, str, str], tuple[R | None, tuple[Finding, ...]]]
"""Reads the text of a file, told the file's name and the record's."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ENDINGS = (".yaml", ".yml")


class Campaign(Struct, frozen=True):
    """What a campaign holds, or what was read of it: ``files`` and ``slugs`` name all that there is.

    ``files`` gives the file of each source, readable or not; ``slugs`` names the briefs, readable or not;
    ``broken_sources`` and ``broken_briefs`` are those whose file has a finding at error level: they may
    be in ``sources`` and ``briefs`` with what is sound of them, or missing there. What such a source
    does not hold may only be unreadable: it is not to be reported as unknown. ``hashes`` gives the
    SHA-256 of every file whose bytes were read, ``allowances`` those of each file, both by path.
    """

    root: Path
    files: Mapping[str, str]
    sources: Mapping[str, Source]
    broken_sources: frozenset[str]
    slugs: tuple[str, ...]
    briefs: Mapping[str, Brief]
    broken_briefs: frozenset[str]
    findings: tuple[Finding, ...]
    hashes: Mapping[str, str]
    allowances: Mapping[str, tuple[Allowance, ...]]


class Listing(Struct, frozen=True):
    """The files of a campaign by their names alone: of each source, of each brief; which cannot be used, and why."""

    sources: Mapping[str, str]
    misnamed_sources: frozenset[str]
    briefs: Mapping[str, str]
    misnamed_briefs: frozenset[str]
    findings: tuple[Finding, ...]


class Part(Struct, frozen=True):
    """What is to be read of a campaign: these briefs, these records, and those that ``names`` tells of a brief."""

    briefs: Collection[str]
    records: Collection[str]
    names: Callable[[Brief], Collection[str]]


def list_campaign(root: Path) -> Listing:
    """What there is to be read in the campaign ``root``."""
    sources, misnamed_sources, of_sources = _source_files(root)
    briefs, misnamed_briefs, of_briefs = _brief_files(root)
    return Listing(sources, misnamed_sources, briefs, misnamed_briefs, (*of_sources, *of_briefs))


def read_campaign(root: Path, config: Config, part: Part | None = None) -> Campaign:
    """Read the campaign ``root``: all of it, or the ``part`` that is wanted."""

    def as_brief(text: str, file: str, slug: str) -> tuple[Brief | None, tuple[Finding, ...]]:
        return read_brief(text, file, slug, config.lang, config.template)

    listing = list_campaign(root)
    brief_files = {slug: file for slug, file in listing.briefs.items() if part is None or slug in part.briefs}
    briefs = _read_all(root, brief_files, config, as_brief)
    amendments = _amendments(root, config, brief_files)
    for slug, amendment in amendments.records.items():
        if slug in briefs.records:
            briefs.records[slug] = replace(briefs.records[slug], amendment=amendment)
    source_files = listing.sources
    if part is not None:
        wanted = {*part.records, *(name for brief in briefs.records.values() for name in part.names(brief))}
        source_files = {name: file for name, file in source_files.items() if name in wanted}
    sources = _read_all(root, source_files, config, read_source)
    return Campaign(
        root=root,
        files=listing.sources,
        sources=sources.records,
        broken_sources=sources.broken | listing.misnamed_sources,
        slugs=tuple(listing.briefs),
        briefs=briefs.records,
        broken_briefs=briefs.broken | listing.misnamed_briefs,
        findings=(*listing.findings, *sources.findings, *briefs.findings, *amendments.findings),
        hashes=sources.hashes | briefs.hashes | amendments.hashes,
        allowances={source.file: source.allowances for source in sources.records.values()}
        | {brief.file: brief.body.allowances for brief in briefs.records.values()}
        | {one.file: one.allowances for first in amendments.records.values() for one in (first, first.fallback) if one},
    )


class _Records(Struct, Generic[R], frozen=True):
    """The records of one kind: those that could be read, the names of those with errors, and what was found."""

    records: dict[str, R]
    broken: frozenset[str]
    findings: tuple[Finding, ...]
    hashes: dict[str, str]


class _Read(Struct, Generic[R], frozen=True):
    """What became of one file: its record, what was found in it, and its hash where there are bytes."""

    record: R | None
    findings: tuple[Finding, ...]
    sha256: str


def _read_all(root: Path, files: Mapping[str, str], config: Config, reader: Reader[R]) -> _Records[R]:
    """Read each file by ``reader`` (text, file, name); many are shared between processes."""
    limit = config.limits.file_size
    read = each(lambda one: _read(root, *one, limit, reader), list(files.items()), config.jobs or cores())
    broken = {name for name, one in zip(files, read, strict=True) if any(_is_error(found) for found in one.findings)}
    return _Records(
        {name: one.record for name, one in zip(files, read, strict=True) if one.record is not None},
        frozenset(broken),
        tuple(finding for one in read for finding in one.findings),
        {file: one.sha256 for file, one in zip(files.values(), read, strict=True) if one.sha256},
    )


def _read(root: Path, name: str, file: str, limit: int, reader: Reader[R]) -> _Read[R]:
    data, found = _bytes(root, file, limit)
    if data is None:
        return _Read(None, found, "")
    sha256 = hashlib.sha256(data).hexdigest()
    text, found = decode(data, file)
    if text is None:
        return _Read(None, found, sha256)
    return _Read(*reader(text, file, name), sha256)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _amendments(root: Path, config: Config, slugs: Iterable[str]) -> _Records[Amendment]:
    """The amendment of each brief that has one, with the one to fall back on."""
    folders = {slug: f"briefs/{slug}" for slug in slugs}
    files = {slug: file for slug, folder in folders.items() if _is_there(root / (file := f"{folder}/amendment.yaml"))}
    first = _read_all(root, files, config, read_amendment)
    named = {slug: one.fallback_file for slug, one in first.records.items()}
    beside = {slug: f"{folder}/{named.get(slug) or FALLBACK}" for slug, folder in folders.items()}
    others = {slug: file for slug, file in beside.items() if _is_there(root / file)}
    second = _read_all(root, others, config, read_amendment)
    findings = [*first.findings, *second.findings]
    for slug, folder in folders.items():
        if slug in others and slug not in files:
            message = "there is no amendment.yaml that this could stand in for"
            findings.append(Finding("invalid-file", message, Span(others[slug]), "rename it amendment.yaml"))
        if _is_there(root / f"{folder}/amendment.yml"):
            message = "the amendment of a brief is called amendment.yaml: this file is not read"
            findings.append(Finding("invalid-file", message, Span(f"{folder}/amendment.yml"), "rename it"))
    for slug, one in first.records.items():
        if one.fallback_file and slug not in others:
            message = f"there is no amendment « {one.fallback_file} »"
            hint = f"write it in briefs/{slug}/, in the form of this one, or leave « fallback » out"
            findings.append(Finding("invalid-value", message, one.places["fallback"], hint))
    for other in second.records.values():
        if other.fallback_file:
            message = "an amendment to fall back on has none itself"
            findings.append(Finding("invalid-value", message, other.places["fallback"], "leave « fallback » out"))
    records = {slug: replace(one, fallback=second.records.get(slug)) for slug, one in first.records.items()}
    return _Records(records, first.broken | second.broken, tuple(findings), first.hashes | second.hashes)


def _is_there(path: Path) -> bool:
    """Whether there is something at a path, be it a link that leads nowhere."""
    return path.exists() or path.is_symlink()


def _bytes(root: Path, file: str, limit: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file of the campaign; a link that leads out of it is not followed."""
    if is_within(root / file, root):
        return read_bytes(root / file, file, limit)
    hint = "copy the file itself into the campaign"
    return None, (Finding("invalid-file", "a link leads out of the campaign here", Span(file), hint),)


def _source_files(root: Path) -> tuple[dict[str, str], frozenset[str], list[Finding]]:
    """The file of each source by identifier, the identifiers that cannot be used, and why."""
    paths, findings = _listing(root / "sources", "sources")
    by_fold: dict[str, list[Path]] = {}
    for path in paths:
        if path.suffix.lower() in _ENDINGS:
            by_fold.setdefault(path.stem.casefold(), []).append(path)
    files: dict[str, str] = {}
    misnamed: set[str] = set()
    for first, *others in by_fold.values():
        for other in others:
            message = f"« {other.name} » and « {first.name} » are the same source by name"
            hint = "rename one of the two, or remove it"
            findings.append(Finding("duplicate-id", message, Span(f"sources/{other.name}"), hint))
            misnamed |= {first.stem, other.stem}
        if _NAME.fullmatch(first.stem) and first.suffix in _ENDINGS:
            files[first.stem] = f"sources/{first.name}"
        elif not others:
            misnamed.add(first.stem)
            findings.append(_misnamed(f"sources/{first.name}", "source", f"{_slug(first.stem)}{first.suffix.lower()}"))
    return files, frozenset(misnamed), findings


def _brief_files(root: Path) -> tuple[dict[str, str], frozenset[str], list[Finding]]:
    """The file of each brief by slug, the folders that cannot be one, and why."""
    paths, findings = _listing(root / "briefs", "briefs")
    files: dict[str, str] = {}
    misnamed: set[str] = set()
    for path in paths:
        file = f"briefs/{path.name}/brief.md"
        if not path.is_dir():
            if path.suffix == ".md":
                place = Span(f"briefs/{path.name}")
                hint = f"move it to briefs/{_slug(path.stem)}/brief.md"
                findings.append(Finding("invalid-file", "a brief has a folder of its own", place, hint))
        elif not (path / "brief.md").exists():
            if any(path.glob("*.[mM][dD]")):
                message = f"the folder « {path.name} » holds Markdown, and no brief.md"
                findings.append(Finding("invalid-file", message, Span(f"briefs/{path.name}"), "name the text brief.md"))
        elif _NAME.fullmatch(path.name):
            files[path.name] = file
        else:
            misnamed.add(path.name)
            findings.append(_misnamed(file, "brief", f"briefs/{_slug(path.name)}/"))
    return files, frozenset(misnamed), findings


def _listing(folder: Path, shown: str) -> tuple[list[Path], list[Finding]]:
    """What a folder holds, sorted, hidden files aside; nothing where there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith(".")), []
    except FileNotFoundError:
        return [], []
    except OSError as error:
        message = f"the folder cannot be listed: {error.strerror or error}"
        return [], [Finding("invalid-file", message, Span(shown), "a folder that may be read is expected here")]


def _misnamed(file: str, what: str, better: str) -> Finding:
    message = f"this name cannot be a {what}'s: it needs lower-case letters without accents, digits and hyphens"
    return Finding("invalid-file", message, Span(file), f"rename it, for example to « {better} »")


def _slug(name: str) -> str:
    """A name near to ``name`` that can be an identifier."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "new-name"
