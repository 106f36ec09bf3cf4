"""The evidence of a whole campaign: its captures looked at, its passages proven, its figures read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from plaidoyer.checks.figures import unread_figures
from plaidoyer.checks.marks import Ground
from plaidoyer.checks.translations import mistranslated
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.copies.captures import Announce, Copy, look, read
from plaidoyer.evidence.copies.extract import Unreadable
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.proving import Key, prove
from plaidoyer.evidence.receipts import FILE, Receipt, read_receipts
from plaidoyer.publish.verdicts import FOLDER
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.files import decode, read_bytes
from plaidoyer.records.sources import Source
from plaidoyer.workers.git import tracked

_LARGEST = 64 * 1024 * 1024
"""Bytes of receipts that are read: some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Evidence:
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
    root, sources = campaign.root, campaign.sources.values()

    def reader(copies: Sequence[Copy], trial: int) -> Mapping[str, Reading | Unreadable]:
        with suppress(OSError):  # texts of private captures are kept there; a folder that takes nothing keeps none
            write(root / FOLDER / ".gitignore", b"*\n")
        return read(root, copies, trial, cache=root / FOLDER / "texts", jobs=config.jobs or _cores(), announce=announce)

    copies = look(root, (capture for source in sources for capture in source.captures))
    proven = prove(sources, copies, reader, receipts, required=config.require_captures)
    of_passages = {key: list(its) for key, its in proven.of_passages.items()}
    of_figures: dict[Key, list[Finding]] = {}
    for source in sources:
        names = {name for its, name in proven.unproven if its == source.id}
        for passage, finding in mistranslated(source, names):
            of_passages[source.id, passage].append(finding)
        for figure, finding in unread_figures(source, names):
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


def receipts_of(root: Path) -> tuple[tuple[Receipt, ...], tuple[Finding, ...]]:
    """The receipts of the campaign, and what is wrong with their file; none where there is no file."""
    path = root / FILE
    if not path.exists():
        return (), ()
    data, findings = read_bytes(path, FILE, _LARGEST)
    if data is None:
        return (), findings
    text, findings = decode(data, FILE)
    return read_receipts(text) if text is not None else ((), findings)


def private_captures(sources: Iterable[Source]) -> Sequence[str]:
    """The captures that may not be passed on, relative to the campaign, sorted."""
    return sorted({f"sources/{one.file}" for source in sources for one in source.captures if not one.redistributable})


def _tracked(campaign: Campaign) -> Iterator[Finding]:
    """Captures that may not be passed on, and that git has."""
    private = frozenset(private_captures(campaign.sources.values()))
    shared = private & tracked(campaign.root, "sources") if private else frozenset()
    for source in campaign.sources.values():
        for capture in source.captures:
            file = f"sources/{capture.file}"
            if file in shared and not capture.redistributable:
                message = f"{capture.file} may not be passed on, and git tracks it"
                hint = f"« git rm --cached {file} », then « plaidoyer lock »; or write « redistributable: true »"
                yield Finding("private-capture-tracked", message, capture.places["file"], hint)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
