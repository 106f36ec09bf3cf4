"""A campaign's records and briefs, all read, with every finding.

It walks the folders and hands each file to its reader; it knows the names of files, and no field.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from msgspec import Struct, field

from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.amendments import Amendment
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.files import decode, is_within, read_bytes
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source
from plaidoyer.records.text import Allowance

R = TypeVar("R")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ENDINGS = (".yaml", ".yml")


class Campaign(Struct, frozen=True):
    """What a campaign holds.

    ``files`` gives the file of each source, readable or not; ``slugs`` names the briefs, readable or not;
    ``amendments`` are those of briefs, by slug.
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
    amendments: Mapping[str, Amendment] = field(default_factory=dict)


def read_campaign(root: Path, config: Config) -> Campaign:
    """Read every source and every brief of the campaign ``root``."""

    def as_brief(text: str, file: str, slug: str) -> tuple[Brief | None, tuple[Finding, ...]]:
        return read_brief(text, file, slug, config.lang, config.template)

    source_files, misnamed_sources, of_sources = _source_files(root)
    brief_files, misnamed_briefs, of_briefs = _brief_files(root)
    sources = _read_all(root, source_files, config.limits.file_size, read_source)
    briefs = _read_all(root, brief_files, config.limits.file_size, as_brief)
    amendment_files = {slug: f"briefs/{slug}/amendment.yaml" for slug in brief_files}
    present = {slug: file for slug, file in amendment_files.items() if (root / file).exists()}
    amendments = _read_all(root, present, config.limits.file_size, read_amendment)
    return Campaign(
        root=root,
        files=source_files,
        sources=sources.records,
        broken_sources=sources.broken | misnamed_sources,
        slugs=tuple(brief_files),
        briefs=briefs.records,
        broken_briefs=briefs.broken | misnamed_briefs,
        findings=(*of_sources, *of_briefs, *sources.findings, *briefs.findings, *amendments.findings),
        hashes=sources.hashes | briefs.hashes | amendments.hashes,
        allowances={source.file: source.allowances for source in sources.records.values()}
        | {brief.file: brief.body.allowances for brief in briefs.records.values()},
        amendments=amendments.records,
    )


class _Records(Struct, Generic[R], frozen=True):
    """The records of one kind: those that could be read, the names of those with errors, and what was found."""

    records: dict[str, R]
    broken: frozenset[str]
    findings: tuple[Finding, ...]
    hashes: dict[str, str]


def _read_all(
    root: Path,
    files: Mapping[str, str],
    limit: int,
    reader: Callable[[str, str, str], tuple[R | None, tuple[Finding, ...]]],
) -> _Records[R]:
    """Read each file by ``reader`` (text, file, name)."""
    records: dict[str, R] = {}
    broken: set[str] = set()
    findings: list[Finding] = []
    hashes: dict[str, str] = {}
    for name, file in files.items():
        record: R | None = None
        text: str | None = None
        data, found = _bytes(root, file, limit)
        if data is not None:
            hashes[file] = hashlib.sha256(data).hexdigest()
            text, found = decode(data, file)
        if text is not None:
            record, found = reader(text, file, name)
        if record is not None:
            records[name] = record
        if any(finding.severity is Severity.ERROR for finding in found):
            broken.add(name)
        findings += found
    return _Records(records, frozenset(broken), tuple(findings), hashes)


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
