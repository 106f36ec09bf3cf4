"""The evidence of a whole campaign: its captures looked at, its passages proven, its figures read."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from posixpath import normpath

from msgspec import Struct

from plaidoyer.checks.figures import unread_figures
from plaidoyer.checks.marks import Ground
from plaidoyer.checks.translations import mistranslated
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.copies.captures import Announce, Copy, look, read
from plaidoyer.evidence.copies.extract import Unreadable
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.evidence.proving import Proven, prove
from plaidoyer.evidence.receipts import FILE, Receipt, invalid, read_receipts
from plaidoyer.publish.state import FOLDER
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.files import decode, read_bytes
from plaidoyer.records.sources import Source
from plaidoyer.workers.forks import cores, each
from plaidoyer.workers.git import tracked

_LARGEST = 64 * 1024 * 1024
"""Bytes of receipts that are read: some hundred thousand."""


class Evidence(Struct, frozen=True):
    """What holds of the records of a campaign.

    ``unproven`` are passages and ``unread`` figures, each by source and name, that nothing may rest on. ``owned`` is
    what is told of each passage and figure, ``others`` what is told of captures and receipts.
    """

    proofs: Mapping[Key, Proof]
    unproven: frozenset[Key]
    unread: frozenset[Key]
    owned: Mapping[Ground, tuple[Finding, ...]]
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*(one for its in self.owned.values() for one in its), *self.others)


def evidence_of(campaign: Campaign, config: Config, announce: Announce) -> Evidence:
    """Prove every passage of the campaign, by captures or receipts, and read every figure in its passage."""
    receipts, findings = receipts_of(campaign.root)
    return against(() if findings else receipts, findings, campaign, config, announce)


def against(
    receipts: Iterable[Receipt], found: Iterable[Finding], campaign: Campaign, config: Config, announce: Announce
) -> Evidence:
    """The same, with these receipts, and what was ``found`` wrong with them."""
    root, sources, jobs = campaign.root, tuple(campaign.sources.values()), config.jobs or cores()

    def reader(copies: Sequence[Copy], trial: int) -> Mapping[str, Reading | Unreadable]:
        with suppress(OSError):  # texts of private captures are kept there; a folder that takes nothing keeps none
            write(root / FOLDER / ".gitignore", b"*\n")
        return read(root, copies, trial, cache=root / FOLDER / "texts", jobs=jobs, announce=announce)

    copies = look(root, (capture for source in sources for capture in source.captures))
    proven = prove(sources, copies, reader, receipts, required=config.require_captures, jobs=jobs)
    of_passages = {key: list(its) for key, its in proven.of_passages.items()}
    of_figures: dict[Key, list[Finding]] = {}
    for source, (of_words, of_numbers) in zip(sources, each(partial(_misread, proven), sources, jobs), strict=True):
        for passage, finding in of_words:
            of_passages[source.id, passage].append(finding)
        for figure, finding in of_numbers:
            of_figures.setdefault((source.id, figure), []).append(finding)
    mistaken = {key for key, its in of_passages.items() if any(one.severity is Severity.ERROR for one in its)}
    owned = {("passage", *key): tuple(its) for key, its in of_passages.items()}
    owned |= {("figure", *key): tuple(its) for key, its in of_figures.items()}
    return Evidence(
        proven.proofs,
        proven.unproven | mistaken,
        frozenset(of_figures),
        owned,
        (*found, *proven.of_captures, *_tracked(campaign)),
    )


def _misread(proven: Proven, source: Source) -> tuple[list[tuple[str, Finding]], list[tuple[str, Finding]]]:
    """What is wrong with the translations of a record, and with its figures, each with the name of its owner."""
    names = {name for its, name in proven.unproven if its == source.id}
    return list(mistranslated(source, names)), list(unread_figures(source, names))


def receipts_of(root: Path) -> tuple[tuple[Receipt, ...], tuple[Finding, ...]]:
    """The receipts of the campaign, and what is wrong with their file; none where there is no file."""
    path = root / FILE
    if not path.exists():
        return (), ()
    data, findings = read_bytes(path, FILE, _LARGEST)
    text = None
    if data is not None:
        text, findings = decode(data, FILE)
    if text is not None:
        return read_receipts(text)
    return (), tuple(invalid(one.message, one.span.line) for one in findings)


def private_captures(sources: Iterable[Source]) -> Sequence[str]:
    """The captures that may not be passed on, relative to the campaign, sorted."""
    files = {one.file for source in sources for one in source.captures if not one.redistributable}
    return sorted({normpath(f"sources/{file}") for file in files})


def _tracked(campaign: Campaign) -> Iterator[Finding]:
    """Captures that may not be passed on, and that git has: as they are named, or the files that they are links to."""
    sources = campaign.sources.values()
    shared = tracked(campaign.root, ".") if private_captures(sources) else frozenset()
    for source in sources if shared else ():
        for capture in source.captures:
            names = () if capture.redistributable else _names(campaign.root, capture.file)
            if file := next((one for one in names if one in shared), ""):
                message = f"{capture.file} may not be passed on, and git tracks it"
                command = f"git rm --cached {shlex.quote(file)}"
                hint = f"« {command} », then « plaidoyer lock »; or write « redistributable: true »"
                yield Finding("private-capture-tracked", message, capture.places["file"], hint)


def _names(root: Path, capture: str) -> Iterator[str]:
    """The paths, from the campaign, under which git may have a capture."""
    yield normpath(f"sources/{capture}")
    try:
        yield (root / "sources" / capture).resolve().relative_to(root.resolve()).as_posix()
    except (OSError, RuntimeError, ValueError):  # a circle of links, or out of the campaign: it is never read
        return
