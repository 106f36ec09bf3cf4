"""What the manifest says of an output: what it was made from, and what in it was let pass."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from plaidoyer.checks.marks import grounds_of
from plaidoyer.config import settings_file
from plaidoyer.pipeline.making import Made
from plaidoyer.pipeline.page import Page
from plaidoyer.pipeline.study import Prepared, Study
from plaidoyer.publish import manifest

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.pipeline.examine import Examined


def entry_of(read: Study, known: Examined, prepared: Prepared, made: Made, verdict: Verdict) -> manifest.Entry:
    """The line of the manifest for an output of a brief."""
    silenced = [
        {"rule": one.finding.rule, "file": one.finding.span.file, "line": one.finding.span.line, "reason": one.reason}
        for one in verdict.silenced
        if one.finding.span.file in prepared.files
    ]
    said = known.signed.get(prepared.brief.slug)
    return manifest.entry(
        file=made.file,
        brief=prepared.brief.slug,
        status="draft" if made.draft else "final",
        sha256=hashlib.sha256(made.data).hexdigest(),
        pages=made.pages,
        fingerprint=made.stamp,
        silenced=silenced,
        receipts=_receipts(prepared, known),
        reviewed=said.reviewed if said else None,
        inputs=inputs_of(read, known, prepared, made.page),
    )


def _receipts(prepared: Prepared, known: Examined) -> int:
    """How many passages of a brief rest on receipts."""
    grounds = {ground for use in prepared.resolved.uses.values() for ground in grounds_of(use)}
    proofs = known.evidence.proofs
    return sum(
        kind == "passage" and (key := (source, name)) in proofs and proofs[key].how == "receipt"
        for kind, source, name in grounds
    )


def inputs_of(read: Study, known: Examined, prepared: Prepared, page: Page) -> Mapping[str, str]:
    """The files that an output was made of, each with the SHA-256 of its bytes."""
    records = {file: read.campaign.hashes[file] for file in sorted(prepared.files) if file in read.campaign.hashes}
    paths = {**page.inputs, **{_shown(style, read, prepared): style for style in prepared.styles}}
    if settings := settings_file(read.root):
        paths[settings] = read.root / settings
    said = known.signed.get(prepared.brief.slug)
    if said and said.files and read.config.allowed_signers:
        paths[read.config.allowed_signers] = read.root / read.config.allowed_signers
    return (
        records
        | dict(said.files if said else {})
        | {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.is_file()}
    )


def _shown(style: Path, read: Study, prepared: Prepared) -> str:
    """The name of a citation style in lists of inputs."""
    for folder, shown in (*prepared.folders, (read.root.resolve(), "")):
        if style.is_relative_to(folder):
            return f"{shown}/{style.relative_to(folder).as_posix()}".lstrip("/")
    return style.name
