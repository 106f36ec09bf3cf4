"""Second stride: every rule is applied. No page needs this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from plaidoyer.checks.case import Case
from plaidoyer.checks.conflicts import conflicting, stated_in
from plaidoyer.checks.judge import useless_allowances
from plaidoyer.checks.rules import RULES
from plaidoyer.checks.stated import Stated
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline.amending import Amended
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.evidence import Evidence
from plaidoyer.pipeline.signing import Signed, signed
from plaidoyer.pipeline.study import Text
from plaidoyer.records.campaign import Campaign
from plaidoyer.workers.forks import each

NOBODY: Mapping[str, tuple[Stated, ...]] = {}
"""Where there are no other briefs."""


class Examined(Struct, frozen=True):
    """What holds of a campaign and its briefs.

    ``stated`` are the figures that the briefs state, ``conflicts`` what was found by comparing them with each other and
    with those of other briefs. ``lost`` are briefs on which a rule failed: nothing is known of them.
    """

    evidence: Evidence
    amended: Amended
    stated: Mapping[str, tuple[Stated, ...]]
    conflicts: tuple[Finding, ...]
    signed: Signed
    lost: frozenset[str]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def examine(
    evidence: Evidence,
    amended: Amended,
    campaign: Campaign,
    texts: Sequence[Text],
    config: Config,
    jobs: int = 1,
    others: Mapping[str, tuple[Stated, ...]] = NOBODY,
) -> Examined:
    """Apply every rule to ``texts``, by up to ``jobs`` processes; ``others`` is what other briefs state."""
    said = signed(campaign.root, config, texts, evidence.proofs, jobs)
    cases = [_case(text, campaign, evidence) for text in texts]
    findings = [
        *evidence.findings,
        *amended.findings,
        *(one for its in said.values() for one in its.findings),
        *useless_allowances(one for its in campaign.allowances.values() for one in its),
    ]
    failures = [*amended.failures]
    sound: list[Case] = []
    for case, found in zip(cases, each(_found, cases, jobs), strict=True):
        if isinstance(found, BriefFailure):
            found.report(findings, failures)
        else:
            findings += found
            sound.append(case)
    stated = {case.brief.slug: tuple(stated_in(case)) for case in sound}
    known = {**others, **stated}
    conflicts = tuple(conflicting(one for slug in campaign.slugs for one in known.get(slug, ())))
    lost = {case.brief.slug for case in cases} - stated.keys()
    return Examined(
        evidence, amended, stated, conflicts, said, frozenset(lost), (*findings, *conflicts), tuple(failures)
    )


def _case(text: Text, campaign: Campaign, evidence: Evidence) -> Case:
    folder = campaign.root / "briefs" / text.brief.slug
    uses = text.resolved.uses
    return Case(text.brief, text.template, text.claims, uses, campaign.root, folder, evidence.unproven, evidence.unread)


def _found(case: Case) -> tuple[Finding, ...] | BriefFailure:
    """What the rules find in a brief, or what stops it."""
    try:
        return bounded(case.brief, lambda: tuple(one for rule in RULES if rule.check for one in rule.check(case)))
    except BriefFailure as failure:
        return failure
