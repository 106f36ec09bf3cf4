"""First stride: all that can be known of briefs before they are set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plaidoyer.checks.case import Case
from plaidoyer.checks.conflicts import conflicting
from plaidoyer.checks.judge import useless_allowances
from plaidoyer.checks.rules import RULES
from plaidoyer.citations.process import start
from plaidoyer.citations.works import CitationFailure, Formatted, Work
from plaidoyer.compose.notes import Notes, notes_of
from plaidoyer.config import Config, UsageError
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import Claim, claims_of
from plaidoyer.evidence.copies.captures import Announce
from plaidoyer.evidence.uses import Resolved, resolve, sources_in
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.evidence import Evidence, evidence_of
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign, read_campaign
from plaidoyer.records.csl import to_csl_json
from plaidoyer.records.template_reader import SHIPPED, find_template, shipped_templates
from plaidoyer.records.templates import Template
from plaidoyer.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief that can be set.

    ``folders`` hold templates (see ``template_folders``), ``style`` is its citation style. ``records`` maps each
    source that it names to that record's file; ``files`` are those in which an error makes it a draft. ``evidence`` is
    the whole campaign's.
    """

    brief: Brief
    template: Template
    folders: tuple[tuple[Path, str], ...]
    style: Path
    claims: tuple[Claim, ...]
    resolved: Resolved
    notes: Notes
    formatted: Formatted
    records: Mapping[str, str]
    files: frozenset[str]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Study:
    """A campaign as read; of the briefs asked for (``slugs``), those that can be set; what was found."""

    root: Path
    config: Config
    campaign: Campaign
    slugs: tuple[str, ...]
    prepared: Mapping[str, Prepared]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A brief that went through its rules."""

    brief: Brief
    template: Template
    style: Path
    claims: tuple[Claim, ...]
    resolved: Resolved
    case: Case


@dataclass(frozen=True, slots=True)
class Examined:
    """The briefs that went through their rules, and all that was found."""

    checked: tuple[_Checked, ...]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def study(root: Path, config: Config, slugs: Sequence[str], announce: Announce) -> Study:
    """Read the campaign, prove its evidence, and prepare the briefs named, or all.

    ``announce`` is told of each capture that had to be read. Raises UsageError where a brief that is named does not
    exist.
    """
    with start() as processor:  # it comes up while the files are read
        campaign = read_campaign(root, config)
        for slug in slugs:
            if slug not in campaign.slugs:
                hint = did_you_mean(slug, campaign.slugs) or f"there are: {', '.join(campaign.slugs) or 'none yet'}"
                raise UsageError(f"no brief is called « {slug} »; {hint}")
        wanted = tuple(slug for slug in campaign.slugs if not slugs or slug in slugs)
        evidence = evidence_of(campaign, config, announce)
        examined = examine(campaign, config, evidence, wanted)
        checked = examined.checked
        notes = [notes_of(one.claims, one.resolved.uses, one.template.notes, one.brief.lang) for one in checked]
        formatted = processor.format([_work(one, its) for one, its in zip(checked, notes, strict=True)])
    findings = list(examined.findings)
    prepared: dict[str, Prepared] = {}
    for one, its, answer in zip(checked, notes, formatted, strict=True):
        if isinstance(answer, CitationFailure):
            findings.append(_style_finding(one.brief, answer.message))
        else:
            prepared[one.brief.slug] = _prepared(one, its, answer, campaign, evidence)
    return Study(root, config, campaign, wanted, prepared, tuple(findings), examined.failures)


def examine(campaign: Campaign, config: Config, evidence: Evidence, wanted: Sequence[str]) -> Examined:
    """Apply every rule to the briefs ``wanted`` and to the records of all; nothing is cited or set yet."""
    findings = [
        *campaign.findings,
        *evidence.findings,
        *useless_allowances(one for its in campaign.allowances.values() for one in its),
    ]
    failures: list[str] = []
    checked = []
    for brief in (campaign.briefs[slug] for slug in wanted if slug in campaign.briefs):
        try:
            result, found = bounded(brief, partial(_check, brief, campaign, config, evidence))
        except BriefFailure as failure:
            failure.report(findings, failures)
            continue
        findings += found
        checked += [result] if result is not None else []
    findings += conflicting([one.case for one in checked])
    return Examined(tuple(checked), tuple(findings), tuple(failures))


def template_folders(root: Path) -> tuple[tuple[Path, str], ...]:
    """The folders that hold templates, in the order of search, each with its name in lists of inputs."""
    return (root / "templates", "templates"), (shipped_templates(), SHIPPED)


def template_folder(root: Path, name: str) -> Path:
    """The folder of a template, by its name. Raises UsageError where there is none that can be used."""
    template, findings = find_template(name, template_folders(root), Span("plaidoyer.toml"))
    if template is None:
        raise UsageError(f"{findings[0].message}; {findings[0].hint}")
    return template.folder


def _check(
    brief: Brief, campaign: Campaign, config: Config, evidence: Evidence
) -> tuple[_Checked | None, list[Finding]]:
    folders = template_folders(campaign.root)
    template, found = find_template(brief.template, folders, brief.places.get("template", brief.span))
    if template is None:
        return None, list(found)
    claims = claims_of(brief)
    resolved = resolve(brief, claims, campaign.sources, campaign.broken_sources)
    folder = campaign.root / "briefs" / brief.slug
    case = Case(brief, template, claims, resolved.uses, campaign.root, folder, evidence.unproven, evidence.unread)
    findings = [*found, *resolved.findings, *(finding for rule in RULES if rule.check for finding in rule.check(case))]
    style = _style(brief, config, template, campaign.root, folders)
    if style is None:
        return None, [
            *findings,
            _style_finding(brief, f"there is no citation style « {brief.csl or config.csl or template.csl} »"),
        ]
    return _Checked(brief, template, style, claims, resolved, case), findings


def _style(
    brief: Brief, config: Config, template: Template, root: Path, folders: Sequence[tuple[Path, str]]
) -> Path | None:
    """The citation style of a brief: its own or the campaign's, a file of the campaign; else the template's."""
    if named := brief.csl or config.csl:
        path = (root / named).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    return next((path for folder, _ in folders if (path := folder / template.csl).is_file()), None)


def _style_finding(brief: Brief, message: str) -> Finding:
    return Finding(
        "invalid-style",
        message,
        brief.places.get("csl", brief.span),
        "name a local, independent « .csl » file, from the campaign's folder, or leave « csl » out for the house style",
    )


def _work(one: _Checked, notes: Notes) -> Work:
    used = {source.id: source for source in sources_in(iter(one.resolved.uses.values()))}
    cited = dict.fromkeys(cite.source for cluster in notes.clusters for cite in cluster.cites)
    references = tuple(to_csl_json(used[source]) for source in cited)
    return Work(one.brief.slug, one.brief.lang, one.style, references, notes.clusters)


def _prepared(one: _Checked, notes: Notes, formatted: Formatted, campaign: Campaign, evidence: Evidence) -> Prepared:
    records = {source: campaign.files[source] for source in sorted(one.resolved.sources) if source in campaign.files}
    files = {one.brief.file, f"briefs/{one.brief.slug}/amendment.yaml", *records.values()}
    files |= {f"{one.template.shown}/{name}" for name in ("template.yaml", "template.html", "style.css")}
    return Prepared(
        one.brief,
        one.template,
        template_folders(campaign.root),
        one.style,
        one.claims,
        one.resolved,
        notes,
        formatted,
        records,
        frozenset(files),
        evidence,
    )
