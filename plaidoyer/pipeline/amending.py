"""The amendment of a brief, worded and proved: what is wrong with it, and the texts that can be tabled."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.law.drafting import Wanted, Wording, amendment_text, law_text, worded
from plaidoyer.records.amendments import Amendment, Change, Form
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.sources import Source, version_on
from plaidoyer.spelling import did_you_mean

_FILES: Mapping[Form, str] = {"loi": "article-loi", "an": "amendement-an", "senat": "amendement-senat"}
CONSOLIDATED = "texte-consolide"


class Amended(Struct, frozen=True):
    """``texts`` by the names of their files, without ending: empty where something is wrong."""

    texts: Mapping[str, str]
    findings: tuple[Finding, ...]


def amended(amendment: Amendment, brief: Brief, campaign: Campaign) -> Amended:
    """Word every change of an amendment, and prove it against the law in force on the brief's date."""
    wordings: list[Wording] = []
    findings: list[Finding] = []
    for change in amendment.changes:
        wanted = _wanted(change, brief, campaign)
        if isinstance(wanted, Wanted):
            wording = worded(wanted)
            findings += [_not_reproducible(wording.fault, change.places["article"])] if wording.fault else []
            wordings.append(wording)
        elif wanted is not None:
            findings.append(wanted)
    if findings or len(wordings) < len(amendment.changes):
        return Amended({}, tuple(findings))
    texts = {_FILES["loi"]: law_text(wordings)} if "loi" in amendment.forms else {}
    for form in amendment.forms:
        if form != "loi" and amendment.vehicle is not None:
            tabled = [amendment_text(one, amendment.vehicle.after_article, form) for one in wordings]
            if None in tabled:
                findings.append(_not_reproducible("read back, it adds another article", amendment.places["vehicle"]))
            texts[_FILES[form]] = "\n\n".join(one for one in tabled if one is not None)
    texts[CONSOLIDATED] = "\n\n\n".join(_consolidated(one.of) for one in wordings)
    return Amended({} if findings else texts, tuple(findings))


def _wanted(change: Change, brief: Brief, campaign: Campaign) -> Wanted | Finding | None:
    """The change beside the text in force; a finding where that is not known, None where its record is broken."""
    place = change.places["article"]
    source = campaign.sources.get(change.source)
    if source is None:
        hint = did_you_mean(change.source, campaign.sources) or "add its record to sources/"
        unknown = Finding("unknown-source", f"no source is called « {change.source} »", place, hint)
        return None if change.source in campaign.broken_sources else unknown
    number = change.after or change.article
    versions = source.articles.get(number)
    if not versions:
        hint = did_you_mean(number, source.articles) or "add the article to the record"
        return Finding("unknown-article", f"« {source.id} » has no article {number}", place, hint)
    version = version_on(versions, brief.date.last) if brief.date else versions[-1]
    if version is None:
        message = f"« {source.id} » holds no version of article {number} in force on {brief.date}"
        return Finding("law-version-missing", message, place, "add the version in force to the record")
    if not version.complete:
        message = f"« {source.id} » does not hold article {number} whole: no change of it can be worded"
        return Finding(
            "law-version-missing", message, place, "add the alinéas that are missing, and « complete: true »"
        )
    in_force = () if change.after else version.alineas
    return Wanted(_code(source), change.article, in_force, change.proposed, change.after)


def _code(source: Source) -> str:
    """The name of a code within a sentence: « code pénal »."""
    title = str(source.csl.get("title", source.id))
    return title[:1].lower() + title[1:]


def _not_reproducible(fault: str, place: Span) -> Finding:
    message = f"no wording can be tabled for this change: {fault}"
    return Finding("amendment-not-reproducible", message, place, "correct the text under « proposed »")


def _consolidated(of: Wanted) -> str:
    """An article as it would read, alinéa by alinéa."""
    head = f"Article {of.article} du {of.code}" if of.code.startswith("code") else f"Article {of.article}"
    return "\n\n".join([head, *(of.wanted or ("(Abrogé)",))])
