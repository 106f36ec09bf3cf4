"""Locking: every passage is verified against the captures that are here, and the receipts are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple, replace

from plaidoyer.checks.judge import judge
from plaidoyer.config import Config, UsageError
from plaidoyer.evidence.copies.captures import Announce
from plaidoyer.evidence.receipts import FILE, Receipt, is_newer, receipt, write_receipts
from plaidoyer.pipeline.evidence import Evidence, against, private_captures, receipts_of
from plaidoyer.pipeline.report import Report
from plaidoyer.publish.private import FILE as PRIVATE
from plaidoyer.publish.private import keep_out_of_git
from plaidoyer.publish.write import sweep_beside, write
from plaidoyer.records.campaign import Campaign, read_campaign


class Locked(Struct, frozen=True):
    """How many receipts were written: ``proven`` today in a capture, ``kept`` from before.

    ``written`` names the files that were; ``report`` says what is wrong with the records and their evidence.
    """

    proven: int
    kept: int
    written: tuple[str, ...]
    report: Report


def lock(root: Path, config: Config, announce: Announce) -> Locked:
    """Write ``sources/evidence.lock``, and keep private captures out of git.

    Where the file holds both sides of a merge, each receipt that still matches its record counts, whichever side it is
    of. A passage that is not proven loses its receipt, unless its record cannot be read as a whole: then nobody knows.
    Raises OSError where a file cannot be written, UsageError where a newer program wrote the receipts.
    """
    receipts, faults = receipts_of(root)
    if is_newer(faults):
        raise UsageError(f"{FILE}: {faults[0].message}; {faults[0].hint}")
    campaign = read_campaign(root, config)
    evidence = against(receipts, (), campaign, replace(config, require_captures=False), announce)
    proofs = [
        proof for key, proof in evidence.proofs.items() if key not in evidence.unproven and proof.how != "article"
    ]
    written = [PRIVATE] if keep_private(campaign) else []  # first: it must not wait for a disk that is full
    known = [receipt(proof, campaign.sources[proof.source]) for proof in proofs]
    unknown = tuple(_undecided(receipts, campaign, evidence))
    text = write_receipts((*known, *unknown))
    sweep_beside(root / FILE)
    if (known or (root / FILE).exists()) and _changes(root / FILE, text):
        write(root / FILE, text.encode())
        written.append(FILE)
    found = (one for one in (*campaign.findings, *evidence.findings) if one.span.file.startswith("sources/"))
    verdict = judge(found, config.allow, campaign.allowances, final=False)
    report = Report(verdict.findings, verdict.silenced, briefs=0, claims=0, sources=len(campaign.files))
    proven = sum(proof.how == "capture" for proof in proofs)
    return Locked(proven, len(known) + len(unknown) - proven, tuple(written), report)


def keep_private(campaign: Campaign) -> bool:
    """Keep private captures out of git; whether a file had to be written. Raises OSError."""
    private = private_captures(campaign.sources.values())
    return keep_out_of_git(campaign.root, private, sure=not campaign.broken_sources)


def _undecided(receipts: Iterable[Receipt], campaign: Campaign, evidence: Evidence) -> Iterator[Receipt]:
    """Receipts of passages that a record with an error may hold: of two for one, the same whoever merged."""
    kept: dict[tuple[str, str, str], Receipt] = {}
    for one in sorted(receipts, key=astuple):
        if one.source in campaign.broken_sources and (one.source, one.passage) not in evidence.proofs:
            kept[one.source, one.passage, one.capture] = one
    yield from kept.values()


def _changes(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
