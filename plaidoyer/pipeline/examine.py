"""Second stride: every rule is applied, every amendment worded. No page needs this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from msgspec import Struct

from plaidoyer.checks.case import Case
from plaidoyer.checks.conflicts import conflicting
from plaidoyer.checks.judge import useless_allowances
from plaidoyer.checks.rules import RULES
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.evidence import Evidence
from plaidoyer.pipeline.study import Text
from plaidoyer.records.campaign import Campaign
from plaidoyer.workers.forks import each


class Examined(Struct, frozen=True):
    """What holds of a campaign and its briefs. ``texts`` are those of amendments, by brief and file.

    ``lost`` are briefs on which a rule failed: nothing is known of them.
    """

    evidence: Evidence
    texts: Mapping[str, Mapping[str, str]]
    lost: frozenset[str]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def examine(evidence: Evidence, campaign: Campaign, texts: Iterable[Text], jobs: int = 1) -> Examined:
    """Apply every rule to ``texts``, by up to ``jobs`` processes."""
    cases = [_case(text, campaign, evidence) for text in texts]
    findings = [
        *evidence.findings,
        *useless_allowances(one for its in campaign.allowances.values() for one in its),
    ]
    failures: list[str] = []
    sound: list[Case] = []
    tabled: dict[str, Mapping[str, str]] = {}
    for case, found in zip(cases, each(partial(_found, campaign), cases, jobs), strict=True):
        if isinstance(found, BriefFailure):
            found.report(findings, failures)
        else:
            findings += found.findings
            tabled[case.brief.slug] = found.texts
            sound.append(case)
    findings += conflicting(sound)
    lost = {case.brief.slug for case in cases} - {case.brief.slug for case in sound}
    return Examined(evidence, tabled, frozenset(lost), tuple(findings), tuple(failures))


def _case(text: Text, campaign: Campaign, evidence: Evidence) -> Case:
    folder = campaign.root / "briefs" / text.brief.slug
    uses = text.resolved.uses
    return Case(text.brief, text.template, text.claims, uses, campaign.root, folder, evidence.unproven, evidence.unread)


class _Found(Struct, frozen=True):
    """What holds of one brief."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]


def _found(campaign: Campaign, case: Case) -> _Found | BriefFailure:
    """What the rules find in a brief and its amendment, or what stops it."""
    try:
        return bounded(case.brief, lambda: _looked_at(case, campaign))
    except BriefFailure as failure:
        return failure


def _looked_at(case: Case, campaign: Campaign) -> _Found:
    found = tuple(one for rule in RULES if rule.check for one in rule.check(case))
    amendment = campaign.amendments.get(case.brief.slug)
    if amendment is None:
        return _Found(found, {})
    from plaidoyer.pipeline.amending import amended  # two grammars of French, which few briefs need

    made = amended(amendment, case.brief, campaign)
    return _Found((*found, *made.findings), made.texts)
