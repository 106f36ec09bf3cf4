"""Amendments, worded and proved: what of them can be tabled, and what is wrong. No capture is read here.

Two grammars of French are imported in the functions that need them: most briefs have no amendment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.records.amendments import Amendment, Change
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import WITH_ARTICLES, Source, in_force, name_of_law
from plaidoyer.records.text import EvidenceLink, inlines, runs
from plaidoyer.spelling import did_you_mean
from plaidoyer.workers.forks import each

if TYPE_CHECKING:
    from plaidoyer.law.drafting import Drafts, InForce


_Worded = tuple["Drafts | None", tuple[Finding, ...]]


class Amended(Struct, frozen=True):
    """What could be worded of the amendments of a campaign, proved or not, by brief; what is wrong with them."""

    drafts: Mapping[str, Drafts]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def amend(campaign: Campaign, wanted: Collection[str], jobs: int) -> Amended:
    """Word the amendments of the briefs ``wanted``, or of all, and prove them against the law of each brief's date."""
    briefs = [one for slug, one in campaign.briefs.items() if one.amendment and (not wanted or slug in wanted)]
    drafts: dict[str, Drafts] = {}
    findings: list[Finding] = []
    failures: list[str] = []
    for brief, made in zip(briefs, each(partial(_bounded, campaign), briefs, jobs), strict=True):
        if isinstance(made, BriefFailure):
            made.report(findings, failures)
            continue
        first, found = made
        findings += found
        if first:
            drafts[brief.slug] = first
    return Amended(drafts, tuple(findings), tuple(failures))


def _bounded(campaign: Campaign, brief: Brief) -> _Worded | BriefFailure:
    try:
        return bounded(brief, lambda: _of_brief(brief, campaign))
    except BriefFailure as failure:
        return failure


def _of_brief(brief: Brief, campaign: Campaign) -> _Worded:
    """The wordings of its amendment, with those of the one to fall back on."""
    told = {(link.source, link.name) for link in _links(brief) if link.kind == "law"}  # rules tell of these
    worded = [_worded(amendment, brief, campaign, told) for amendment in brief.amendments]
    (first, _), *others = worded
    findings = tuple(one for _, found in worded for one in found)
    return first and replace(first, fallback=others[0][0] if others else None), findings


def _links(brief: Brief) -> Iterator[EvidenceLink]:
    for children in (brief.ask, *(run.children for run in runs(brief.blocks))):
        yield from (one for one in inlines(children) if isinstance(one, EvidenceLink))


def _worded(amendment: Amendment, brief: Brief, campaign: Campaign, told: set[tuple[str, str]]) -> _Worded:
    """The wordings of one amendment; none where a text in force is not known.

    ``told`` are the articles, by source and number, of which it was looked into whether they are in force and read
    lately; those of the amendment are added.
    """
    from plaidoyer.law.drafting import drafts

    findings = [*_unfit(amendment, campaign)]
    started: list[InForce | None] = []
    for change in amendment.changes:
        start, found = _start(change, brief.date, campaign, told)
        started.append(start)
        findings += found
    made = drafts(amendment, started)
    findings += _unproved(amendment, made)
    return (made if made.wordings and None not in started else None), tuple(findings)


def _unfit(amendment: Amendment, campaign: Campaign) -> Iterator[Finding]:
    """Where the bill, the changes and the forms do not fit one another."""
    vehicle = amendment.vehicle
    bill = campaign.sources.get(vehicle.bill) if vehicle else None
    if vehicle and bill is None and vehicle.bill not in campaign.broken_sources:
        yield _unknown(vehicle.bill, vehicle.places["bill"], campaign)
    if vehicle and bill and bill.type != "bill":
        hint = "name the record of the bill, which says « type: bill »"
        yield _invalid(f"« {vehicle.bill} » is no bill, but of type « {bill.type} »", vehicle.places["bill"], hint)
    for change in amendment.changes:
        source, place = campaign.sources.get(change.source), change.places["article"]
        if source is None or source.type != "bill":
            continue
        if vehicle and change.source != vehicle.bill:
            message = f"« {change.source} » is not the bill to which the amendment is tabled"
            yield _invalid(message, place, f"change an article of « {vehicle.bill} », or name this bill in « vehicle »")
        elif "loi" in amendment.forms:
            yield _invalid("a bill is changed by amendments, not by a law", place, "leave « loi » out of « form »")


def _start(
    change: Change, day: Date | None, campaign: Campaign, told: set[tuple[str, str]]
) -> tuple[InForce | None, tuple[Finding, ...]]:
    """The text that a change starts from on the brief's ``day``, where it is known, and what is wrong with it."""
    from plaidoyer.checks.law import missing_version, stale_version
    from plaidoyer.law.drafting import InForce

    found = _article(change, campaign)
    if not isinstance(found, tuple):
        return None, (found,) if found else ()
    source, number = found
    place, version = change.places["article"], in_force(source, number, day)
    findings: list[Finding] = []
    if day and (source.id, number) not in told:
        told.add((source.id, number))
        about = stale_version(source, number, version, day, place) if version else None
        findings += [missing_version(source, number, day, place)] if about is None else about
    if version and not (version.complete or change.after):
        message = f"« {source.id} » does not hold article {number} whole: no change of it can be worded"
        hint = "add the alinéas that are missing, and « complete: true »"
        findings.append(Finding("law-version-missing", message, place, hint))
        version = None
    if version is None:
        return None, tuple(findings)
    alineas = () if change.after else version.alineas
    return InForce(alineas, name_of_law(source), source.type == "bill"), tuple(findings)


def _article(change: Change, campaign: Campaign) -> tuple[Source, str] | Finding | None:
    """The record that holds the article, of a new one the article before it; None where it may only be unreadable."""
    place = change.places["article"]
    source = campaign.sources.get(change.source)
    if source is None:
        return None if change.source in campaign.broken_sources else _unknown(change.source, place, campaign)
    if source.type not in WITH_ARTICLES:
        hint = "name the record of a code or of a bill: « type: legislation », « type: bill »"
        return _invalid(f"« {source.id} » holds no articles: it is of type « {source.type} »", place, hint)
    if change.after and source.articles.get(change.article):
        message = f"« {source.id} » has an article {change.article} already"
        return _invalid(message, place, "give the new article another number, or leave « after » out")
    number = change.after or change.article
    if source.articles.get(number):
        return source, number
    if source.id in campaign.broken_sources and source.may_hold("articles", number):
        return None
    hint = did_you_mean(number, source.articles) or "add the article to the record"
    at = change.places["after"] if change.after else place
    return Finding("unknown-article", f"« {source.id} » has no article {number}", at, hint)


def _unproved(amendment: Amendment, made: Drafts) -> Iterator[Finding]:
    """One finding for each change of which a wording is not proved."""
    faults: dict[int, str] = {}
    for one in made.wordings:
        if not one.proved:
            faults.setdefault(one.change, one.fault)
    for rank, fault in sorted(faults.items()):
        message = f"no wording can be tabled for this change: {fault}"
        place = amendment.changes[rank].places["article"]
        yield Finding("amendment-not-reproducible", message, place, "correct the text under « proposed »")


def _unknown(source: str, place: Span, campaign: Campaign) -> Finding:
    hint = did_you_mean(source, campaign.sources) or f"add sources/{source}.yaml"
    return Finding("unknown-source", f"no source record is called « {source} »", place, hint)


def _invalid(message: str, place: Span, hint: str) -> Finding:
    return Finding("invalid-value", message, place, hint)
