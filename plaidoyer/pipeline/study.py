"""First stride: briefs as read, and all that it takes to set them. Nothing is proven or judged yet.

This module must not import the rules: a build has its first page typeset before they are (see ``run``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.citations.process import Process, start
from plaidoyer.citations.works import CitationFailure, Formatted, Work
from plaidoyer.compose.notes import Form, Notes, notes_of
from plaidoyer.compose.rationale import Rationale
from plaidoyer.config import Config, UsageError
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import Claim, claims_of
from plaidoyer.evidence.uses import Resolved, names_in, resolve, sources_in
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.records.amendments import LANG, amendment_files
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign, Part, read_campaign
from plaidoyer.records.csl import to_csl_json
from plaidoyer.records.template_folders import template_folders
from plaidoyer.records.template_reader import find_template
from plaidoyer.records.templates import Template
from plaidoyer.records.text import Allowance
from plaidoyer.spelling import did_you_mean

if TYPE_CHECKING:
    from plaidoyer.pipeline.plan import Plan

_T = TypeVar("_T")

_INLINE = "_shared/inline.csl"
"""The style of notes in the line, for the reasons of an amendment."""


class Text(Struct, frozen=True):
    """A brief whose template is known: its claims, and what its links name."""

    brief: Brief
    template: Template
    claims: tuple[Claim, ...]
    resolved: Resolved


class Prepared(Struct, frozen=True):
    """A brief that can be set.

    ``folders`` hold templates (see ``template_folders``), ``styles`` are the citation styles of its texts. ``records``
    maps each source that it names to that record's file; ``files`` are those in which an error makes it a draft.
    """

    brief: Brief
    template: Template
    folders: tuple[tuple[Path, str], ...]
    styles: tuple[Path, ...]
    claims: tuple[Claim, ...]
    resolved: Resolved
    notes: Notes
    formatted: Formatted
    rationales: tuple[Rationale, ...]
    records: Mapping[str, str]
    files: frozenset[str]


class Study(Struct, frozen=True):
    """A campaign as read; of the briefs asked for (``slugs``), the texts, and those that can be set; what was found.

    Where a ``plan`` was followed, ``slugs`` are those that it has done.
    """

    root: Path
    config: Config
    campaign: Campaign
    slugs: tuple[str, ...]
    texts: tuple[Text, ...]
    prepared: Mapping[str, Prepared]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


class Texts(Struct, frozen=True):
    """Briefs read one by one, and what was found."""

    texts: tuple[Text, ...]
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]


def study(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    meanwhile: Callable[[Campaign], _T],
    plan: Plan | None = None,
    citations: Process | None = None,
) -> tuple[Study, _T]:
    """Read the campaign, and prepare the briefs named, or all; of it what a ``plan`` says, and take over the rest.

    ``meanwhile`` is done here while citations are formatted in a process of their own, or in ``citations``, which runs
    already; its answer is given back too.
    Raises UsageError where a brief that is named does not exist.
    """
    with nullcontext(citations) if citations else start() as processor:  # it comes up while the files are read
        campaign = _planned(root, config, plan) if plan else read_campaign(root, config)
        require(slugs, campaign.slugs)
        asked = plan.briefs if plan else slugs or campaign.slugs
        wanted = tuple(slug for slug in campaign.slugs if slug in asked)
        read = texts_of(campaign, wanted)
        findings = [*campaign.findings, *read.findings]
        styled: list[tuple[Text, Path]] = []
        for text in read.texts:
            style = _style(text, config, root)
            if style:
                styled.append((text, style))
            else:
                named = text.brief.csl or config.csl or text.template.csl
                findings.append(_style_finding(text.brief, f"there is no citation style « {named} »"))
        noted = [(text, tuple(_noted(text, style, root))) for text, style in styled]
        works = [tuple(_work(text, its) for its in notes) for text, notes in noted]
        with _aside(partial(processor.format, its) for its in works) as answers:
            besides = meanwhile(campaign)
            formatted = [answer.result() for answer in answers]
    prepared: dict[str, Prepared] = {}
    for (text, notes), answer in zip(noted, formatted, strict=True):
        failed = [one for one in answer if isinstance(one, CitationFailure)]
        made = [one for one in answer if isinstance(one, Formatted)]
        if failed:
            findings.append(_style_finding(text.brief, failed[0].message))
        else:
            prepared[text.brief.slug] = _prepared(text, list(zip(notes, made, strict=True)), campaign)
    return Study(root, config, campaign, wanted, read.texts, prepared, tuple(findings), read.failures), besides


def require(slugs: Iterable[str], there: Collection[str]) -> None:
    """Raise UsageError where a brief that is named is not among those that are ``there``."""
    for slug in slugs:
        if slug not in there:
            hint = did_you_mean(slug, there) or f"there are: {', '.join(there) or 'none yet'}"
            raise UsageError(f"no brief is called « {slug} »; {hint}")


def _planned(root: Path, config: Config, plan: Plan) -> Campaign:
    """What a plan has read, with the findings and allowances of what it has not."""
    part = Part(plan.briefs, plan.records, lambda brief: names_in(brief, claims_of(brief)))
    read = read_campaign(root, config, part)
    found = [*read.findings]
    allowances: dict[str, tuple[Allowance, ...]] = {}
    for id_, record in plan.kept_records.items():
        found += record.findings
        allowances[plan.files[id_]] = record.allowances
    for brief in plan.kept_briefs.values():
        found += brief.findings
        allowances |= brief.allowances
    return replace(read, findings=tuple(found), allowances={**allowances, **read.allowances})


@contextmanager
def _aside(steps: Iterable[Callable[[], _T]]) -> Iterator[Sequence[Future[_T]]]:
    """Do ``steps`` one after the other in a thread; what was not begun at the end of the block is left."""
    with ThreadPoolExecutor(1) as thread:
        try:
            yield [thread.submit(step) for step in steps]
        finally:
            thread.shutdown(cancel_futures=True)


def texts_of(campaign: Campaign, wanted: Sequence[str]) -> Texts:
    """Find the template, the claims and the evidence of each brief ``wanted``."""
    texts: list[Text] = []
    findings: list[Finding] = []
    failures: list[str] = []
    for brief in (campaign.briefs[slug] for slug in wanted if slug in campaign.briefs):
        try:
            text, found = bounded(brief, partial(_text, brief, campaign))
        except BriefFailure as failure:
            failure.report(findings, failures)
            continue
        texts += [text] if text else []
        findings += found
    return Texts(tuple(texts), tuple(findings), tuple(failures))


def template_folder(root: Path, name: str) -> Path:
    """The folder of a template, by its name. Raises UsageError where there is none that can be used."""
    template, findings = find_template(name, template_folders(root), Span("plaidoyer.toml"))
    if template is None:
        raise UsageError(f"{findings[0].message}; {findings[0].hint}")
    return template.folder


def _text(brief: Brief, campaign: Campaign) -> tuple[Text | None, Sequence[Finding]]:
    span = brief.places.get("template", brief.span)
    template, found = find_template(brief.template, template_folders(campaign.root), span)
    if template is None:
        return None, found
    claims = claims_of(brief)
    resolved = resolve(brief, claims, campaign.sources, campaign.broken_sources)
    return Text(brief, template, claims, resolved), (*found, *resolved.findings)


def _style(text: Text, config: Config, root: Path) -> Path | None:
    """The citation style of a brief: its own or the campaign's, a file of the campaign; else the template's."""
    if named := text.brief.csl or config.csl:
        path = (root / named).resolve()
        return path if path.is_relative_to(root.resolve()) and path.is_file() else None
    return _shared(root, text.template.csl)


def _shared(root: Path, file: str) -> Path | None:
    """A file beside the templates, from the first folder that has it."""
    return next((path for folder, _ in template_folders(root) if (path := folder / file).is_file()), None)


def _style_finding(brief: Brief, message: str) -> Finding:
    return Finding(
        "invalid-style",
        message,
        brief.places.get("csl", brief.span),
        "name a local, independent « .csl » file, from the campaign's folder, or leave « csl » out for the house style",
    )


class _Noted(Struct, frozen=True):
    """A text of ``file`` with notes of its own: the brief's, or the reasons of an amendment."""

    file: str
    lang: str
    style: Path
    claims: tuple[Claim, ...]
    notes: Notes


def _noted(text: Text, style: Path, root: Path) -> Iterator[_Noted]:
    """The brief's own text first, then the reasons of its amendments, which have their notes in the line."""
    brief = text.brief
    yield _with_notes(text, brief.file, brief.lang, style, text.template.notes)
    inline = _shared(root, _INLINE)
    assert inline is not None, "it is shipped with the program"
    for one in brief.amendments:
        if one.rationale:
            yield _with_notes(text, one.file, LANG, inline, "inline")


def _with_notes(text: Text, file: str, lang: str, style: Path, form: Form) -> _Noted:
    claims = tuple(claim for claim in text.claims if claim.span.file == file)
    return _Noted(file, lang, style, claims, notes_of(claims, text.resolved.uses, form, lang))


def _work(text: Text, noted: _Noted) -> Work:
    used = {source.id: source for source in sources_in(iter(text.resolved.uses.values()))}
    cited = dict.fromkeys(cite.source for cluster in noted.notes.clusters for cite in cluster.cites)
    references = tuple(to_csl_json(used[source]) for source in cited)
    return Work(text.brief.slug, noted.lang, noted.style, references, noted.notes.clusters)


def _prepared(text: Text, noted: Sequence[tuple[_Noted, Formatted]], campaign: Campaign) -> Prepared:
    brief, template = text.brief, text.template
    named = sorted(names_in(brief, text.claims))
    records = {source: campaign.files[source] for source in named if source in campaign.files}
    files = {brief.file, *amendment_files(brief.slug, brief.amendment), *records.values()}
    files |= {f"{template.shown}/{name}" for name in ("template.yaml", "template.html", "style.css")}
    (own, formatted), *others = noted
    reasons = {one.file: one.rationale for one in brief.amendments if one.rationale}
    return Prepared(
        brief,
        template,
        template_folders(campaign.root),
        tuple(dict.fromkeys(one.style for one, _ in noted)),
        text.claims,
        text.resolved,
        own.notes,
        formatted,
        tuple(Rationale(one.file, reasons[one.file], one.claims, one.notes, its) for one, its in others),
        records,
        frozenset(files),
    )
