"""Locking: every passage is verified against the captures that are here, and the receipts are written anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from plaidoyer.checks.judge import judge
from plaidoyer.config import Config
from plaidoyer.evidence.copies.captures import Announce
from plaidoyer.evidence.receipts import FILE, receipt, write_receipts
from plaidoyer.pipeline.evidence import against, private_captures, receipts_of
from plaidoyer.pipeline.run import Report
from plaidoyer.publish.private import FILE as PRIVATE
from plaidoyer.publish.private import keep_out_of_git
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import read_campaign


@dataclass(frozen=True, slots=True)
class Locked:
    """How many receipts were written: ``proven`` today in a capture, ``kept`` from before for those that are not here.

    ``written`` names the files that were; ``report`` says what is wrong with the records and their evidence.
    """

    proven: int
    kept: int
    written: tuple[str, ...]
    report: Report


def lock(root: Path, config: Config, announce: Announce) -> Locked:
    """Write ``sources/evidence.lock``, and keep private captures out of git.

    Where the file holds both sides of a merge, each receipt that still matches its record counts, whichever side it is
    of. A passage that is not proven loses its receipt. Raises OSError where a file cannot be written.
    """
    campaign = read_campaign(root, config)
    receipts, _ = receipts_of(root)
    evidence = against(receipts, (), campaign, replace(config, require_captures=False), announce)
    proofs = [
        proof for key, proof in evidence.proofs.items() if key not in evidence.unproven and proof.how != "article"
    ]
    text = write_receipts(receipt(proof, campaign.sources[proof.source]) for proof in proofs)
    written = []
    if (proofs or (root / FILE).exists()) and _changes(root / FILE, text):
        write(root / FILE, text.encode())
        written.append(FILE)
    if keep_out_of_git(root, private_captures(campaign.sources.values())):
        written.append(PRIVATE)
    findings = (*campaign.findings, *evidence.findings)
    verdict = judge(findings, config.allow, campaign.allowances, final=False)
    report = Report(verdict.findings, verdict.silenced, briefs=0, claims=0, sources=len(campaign.files))
    proven = sum(proof.how == "capture" for proof in proofs)
    return Locked(proven, len(proofs) - proven, tuple(written), report)


def _changes(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
