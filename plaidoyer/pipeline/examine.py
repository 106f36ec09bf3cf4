"""Second stride: every rule is applied. No page needs this."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plaidoyer.checks.case import Case
from plaidoyer.checks.conflicts import conflicting
from plaidoyer.checks.judge import useless_allowances
from plaidoyer.checks.rules import RULES
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline.amending import Amended
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.evidence import Evidence
from plaidoyer.pipeline.study import Text
from plaidoyer.records.campaign import Campaign
from plaidoyer.workers.forks import each


class Examined(Struct, frozen=True):
    """What holds of a campaign and its briefs.

    ``lost`` are briefs on which a rule failed: nothing is known of them.
    """

    evidence: Evidence
    amended: Amended
    lost: frozenset[str]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def examine(evidence: Evidence, amended: Amended, campaign: Campaign, texts: Iterable[Text], jobs: int = 1) -> Examined:
    """Apply every rule to ``texts``, by up to ``jobs`` processes."""
    cases = [_case(text, campaign, evidence) for text in texts]
    findings = [
        *evidence.findings,
        *amended.findings,
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
    findings += conflicting(sound)
    lost = {case.brief.slug for case in cases} - {case.brief.slug for case in sound}
    return Examined(evidence, amended, frozenset(lost), tuple(findings), tuple(failures))


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
