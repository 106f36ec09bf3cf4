"""Why an output would be made again, or would not: what it was made from the last time, against what is here now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plaidoyer.config import Config
from plaidoyer.diagnostics import Severity
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.listing import inputs_of
from plaidoyer.pipeline.making import Ready, readied, settled
from plaidoyer.pipeline.page import renderer
from plaidoyer.pipeline.plan import alone
from plaidoyer.pipeline.run import Announce
from plaidoyer.pipeline.study import Study, require, study
from plaidoyer.publish import layouts, manifest
from plaidoyer.records.campaign import list_campaign
from plaidoyer.workers.forks import cores

if TYPE_CHECKING:
    from plaidoyer.pipeline.examine import Examined


class Reason(StrEnum):
    """Why an output is made again. There are no others."""

    NEW = "new"
    MISSING = "missing"
    ALTERED = "altered"
    STATUS = "status"
    PAGE = "page"
    ENGINES = "engines"


class Input(Struct, frozen=True):
    """A file behind an output; ``change`` since the last time is « same », « changed », « added » or « gone »."""

    file: str
    change: str


class Explained(Struct, frozen=True):
    """An output, and why it would be made again: no reason, where it would not. ``status`` is what it would be now."""

    file: str
    status: str
    reasons: tuple[Reason, ...]
    inputs: tuple[Input, ...]


class Unbuildable(Struct, frozen=True):
    """A brief of which nothing can be made now, and why: the first thing that is wrong with it."""

    slug: str
    message: str


def explain(
    root: Path, config: Config, slug: str, *, out: Path, announce: Announce
) -> tuple[Explained, ...] | Unbuildable:
    """Each PDF of the brief ``slug``, as a build into ``out`` would find it. Nothing is typeset, nothing written.

    Raises UsageError where there is no such brief.
    """
    jobs = config.jobs or cores()
    listing = list_campaign(root)
    require([slug], tuple(listing.briefs))
    own = alone([slug], listing.sources)
    read, evidence = study(root, config, [slug], lambda campaign: evidence_of(campaign, config, announce), own)
    known = examine(evidence, amend(read.campaign, [slug], jobs), read.campaign, read.texts, config, jobs)
    with renderer(config) as filler:
        one = readied(read, known, None, filler, final=False)
        ready = one.pages.get(slug)
        if ready is None:
            wrong = (each for each in one.findings if each.severity is Severity.ERROR)
            told = (each.message for each in wrong if each.span.file.startswith(f"briefs/{slug}/"))
            return Unbuildable(slug, next(told, "it could not be read"))
        ready = settled(ready, layouts.read(root), read, known, one.findings, filler)
    entries = {one["file"]: one for one in manifest.read(out)}
    return tuple(_explained(read, known, ready, name, out, entries.get(f"{name}.pdf")) for name in ready.pages)


def _explained(
    read: Study, known: Examined, ready: Ready, name: str, out: Path, entry: manifest.Entry | None
) -> Explained:
    page, status = ready.pages[name], "draft" if ready.draft else "final"
    before, now = (entry or {}).get("inputs", {}), inputs_of(read, known, ready.prepared, page)
    inputs = tuple(compared(before if isinstance(before, dict) else {}, now))
    file = f"{name}.pdf"
    if entry is None:
        return Explained(file, status, (Reason.NEW,), inputs)
    return Explained(file, status, tuple(_reasons(entry, page.stamp, status, out / file, inputs)), inputs)


def _reasons(entry: manifest.Entry, stamp: str, status: str, path: Path, inputs: Sequence[Input]) -> Iterator[Reason]:
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry.get("sha256"):
            yield Reason.ALTERED
    except OSError:
        yield Reason.MISSING
    if entry.get("fingerprint") == stamp:
        return
    if entry.get("status") != status:
        yield Reason.STATUS
    elif any(one.change != "same" for one in inputs):
        yield Reason.PAGE
    else:
        yield Reason.ENGINES


def compared(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Input]:
    """All files of both lists, sorted by name, each with how it stands."""
    for file in sorted({*before, *now}):
        if file not in now:
            yield Input(file, "gone")
        elif file not in before:
            yield Input(file, "added")
        else:
            yield Input(file, "same" if before[file] == now[file] else "changed")
