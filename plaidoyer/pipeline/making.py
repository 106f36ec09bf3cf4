"""All outputs of one brief, made and not yet written: what a build writes, and what « verify » compares a file with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plaidoyer.checks.marks import broken_claims, is_draft
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.composed import Ground
from plaidoyer.pipeline.foreseen import missing_from_pages, unforeseen
from plaidoyer.pipeline.page import Page, readable, set_pages
from plaidoyer.pipeline.press import NEVER, Laid, Press, problems
from plaidoyer.pipeline.study import Prepared, Study
from plaidoyer.publish.layouts import Layout
from plaidoyer.render.process import Renderer
from plaidoyer.render.standalone import standalone
from plaidoyer.typeset.process import Typesetter
from plaidoyer.workers.forks import cores, each

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.pipeline.examine import Examined
    from plaidoyer.pipeline.plan import Plan


class Made(Struct, frozen=True):
    """One output, not yet written; ``pages`` is None for one that has none, ``stamp`` its fingerprint."""

    file: str
    data: bytes
    draft: bool
    pages: int | None
    page: Page
    stamp: str


class Ready(Struct, frozen=True):
    """The pages of a brief as they are to be set, by the names of their outputs, its own first."""

    prepared: Prepared
    pages: Mapping[str, Page]
    draft: bool


class Readied(Struct, frozen=True):
    """A campaign read, judged and filled into templates, by slug, as far as its ``plan`` says.

    The lists grow with what is found when it is typeset.
    """

    read: Study
    known: Examined
    findings: list[Finding]
    failures: list[str]
    pages: Mapping[str, Ready]
    plan: Plan | None


def readied(read: Study, known: Examined, plan: Plan | None, filler: Renderer, *, final: bool) -> Readied:
    """Fill what was read and judged into templates."""
    findings, failures = [*read.findings, *known.findings], [*read.failures, *known.failures]
    able = [read.prepared[slug] for slug in read.slugs if slug in read.prepared and slug not in known.lost]
    pages = _filled(able, read, known, findings, failures, filler, final=final)
    return Readied(read, known, findings, failures, pages, plan)


def _filled(
    able: Sequence[Prepared],
    read: Study,
    known: Examined,
    findings: list[Finding],
    failures: list[str],
    filler: Renderer,
    *,
    final: bool,
) -> Mapping[str, Ready]:
    """The briefs that are able, in their templates, on every core. What is found is added to the lists.

    Nothing that it gives depends on the order of briefs: what one brings to light in a template that it shares with
    others makes drafts of them all.
    """
    verdict = judged(read, findings, final=final)
    jobs = read.config.jobs or cores()
    made: dict[str, Ready] = {}
    before = len(findings)
    filled = each(lambda one: _ready(one, read, known, findings, verdict, filler, final=final), able, jobs)
    for prepared, answer in zip(able, filled, strict=True):
        if isinstance(answer, BriefFailure):
            answer.report(findings, failures)
        else:
            made[prepared.brief.slug], found = answer
            findings += found
    if len(findings) > before:
        verdict = judged(read, findings, final=final)
        for slug, one in tuple(made.items()):
            if not one.draft and is_draft(verdict.findings, one.prepared.files):
                try:
                    made[slug] = _draft(one.prepared, read, known, verdict, filler)
                except BriefFailure as failure:
                    failure.report(findings, failures)
                    del made[slug]
    return made


def lay(ready: Ready, press: Press, *, final: bool) -> Mapping[str, Laid]:
    """Find out how the pages of a brief come out, by their outputs; with PDFs, where they are likely to be wanted.

    They are not of a draft where only finals are, nor of a page that is too long or badly set: a draft will be made of
    it. Raises BriefFailure.
    """
    laid = {name: press.layout(ready.prepared, page) for name, page in ready.pages.items()}
    unwanted = final if ready.draft else any(problems(ready.prepared, [one.layout for one in laid.values()]))
    return laid if unwanted else _with_pdfs(ready, laid, press)


def finish(
    ready: Ready,
    laid: Mapping[str, Laid],
    press: Press,
    read: Study,
    known: Examined,
    findings: list[Finding],
    filler: Renderer,
    *,
    final: bool,
) -> Sequence[Made]:
    """All outputs of one brief; too long, or badly set, as is known only now, it is set again as a draft.

    There are none of a draft where only finals are wanted. What is found is added to ``findings``. Raises BriefFailure.
    """
    found = problems_of(ready, laid, findings)
    findings += found
    if found and not ready.draft:
        verdict = judged(read, findings, final=final)
        if is_draft(verdict.findings, ready.prepared.files):
            ready, laid = _draft(ready.prepared, read, known, verdict, filler), {}
    if final and ready.draft:
        return ()
    set_up = {name: _Set(one.pdf, one.layout.pages) for name, one in _with_pdfs(ready, laid, press).items()}
    return _outputs(ready, set_up, ".pdf")


def make(
    prepared: Prepared,
    read: Study,
    known: Examined,
    findings: list[Finding],
    filler: Renderer,
    typesetter: Typesetter,
) -> Sequence[Made]:
    """All outputs of one brief, made anew, alone. What is found is added to ``findings``. Raises BriefFailure."""
    verdict = judged(read, findings, final=False)
    answer = _ready(prepared, read, known, findings, verdict, filler, final=False)
    if isinstance(answer, BriefFailure):
        raise answer
    ready, found = answer
    findings += found
    press = Press(read.root, typesetter, NEVER)
    laid = lay(ready, press, final=False)
    return finish(ready, laid, press, read, known, findings, filler, final=False)


def settled(
    ready: Ready,
    layouts: Mapping[str, Layout],
    read: Study,
    known: Examined,
    findings: list[Finding],
    filler: Renderer,
) -> Ready:
    """The pages that a build would write in the end, as far as it is known how they come out.

    They are drafts where those of ``ready`` are known to be too long or badly set. Raises BriefFailure.
    """
    its = [layouts[page.stamp] for page in ready.pages.values() if page.stamp in layouts]
    if ready.draft or len(its) < len(ready.pages):
        return ready
    found = unforeseen(tuple(problems(ready.prepared, its)), findings, ready.prepared.files)
    verdict = judged(read, (*findings, *found), final=False)
    if not is_draft(verdict.findings, ready.prepared.files):
        return ready
    return _draft(ready.prepared, read, known, verdict, filler)


def problems_of(ready: Ready, laid: Mapping[str, Laid], known: Iterable[Finding]) -> Sequence[Finding]:
    """What is wrong with pages that were set, besides what was foreseen."""
    found = tuple(problems(ready.prepared, [one.layout for one in laid.values()]))
    return unforeseen(found, known, ready.prepared.files)


def as_html(ready: Ready, root: Path) -> Sequence[Made]:
    """All outputs of one brief as pages for a screen."""
    folders = readable(ready.prepared, root)
    pages = ready.pages.items()
    set_up = {name: _Set(standalone(one.html, one.sheets, root, folders).encode()) for name, one in pages}
    return _outputs(ready, set_up, ".html")


def _with_pdfs(ready: Ready, laid: Mapping[str, Laid], press: Press) -> Mapping[str, Laid]:
    """The same, each page with its PDF; those that are not laid yet are."""
    found = {name: laid.get(name) for name in ready.pages}
    return {
        name: one if one and one.pdf else press.pdf(ready.prepared, ready.pages[name]) for name, one in found.items()
    }


class _Set(Struct, frozen=True):
    """The bytes of a page, and how many pages of paper they are."""

    data: bytes
    pages: int | None = None


def _outputs(ready: Ready, made: Mapping[str, _Set], ending: str) -> Sequence[Made]:
    """What is written of pages that were set, and the texts of an amendment."""
    outputs: list[Made] = []
    for name, page in ready.pages.items():
        outputs.append(Made(f"{name}{ending}", made[name].data, ready.draft, made[name].pages, page, page.stamp))
        for one in page.carried if page.beside else ():
            data = one.text.encode()
            stamp = hashlib.sha256(data).hexdigest()
            outputs.append(Made(f"{ready.prepared.brief.slug}/{one.name}", data, ready.draft, None, page, stamp))
    return outputs


def _ready(
    prepared: Prepared,
    read: Study,
    known: Examined,
    findings: Sequence[Finding],
    verdict: Verdict,
    filler: Renderer,
    *,
    final: bool,
) -> tuple[Ready, tuple[Finding, ...]] | BriefFailure:
    """A brief filled into its template, with what no typeface can set, which makes a draft; or what stops it.

    ``verdict`` is that of ``findings``.
    """
    try:
        draft = is_draft(verdict.findings, prepared.files)
        pages = _pages_of(prepared, read, known, verdict, filler, draft=draft)
        found = bounded(prepared.brief, lambda: missing_from_pages(prepared, read.root, pages.values()))
        if found:
            verdict = judged(read, (*findings, *found), final=final)
            draft = is_draft(verdict.findings, prepared.files)
            pages = _pages_of(prepared, read, known, verdict, filler, draft=draft)
        return Ready(prepared, pages, draft), found
    except BriefFailure as failure:
        return failure


def _draft(prepared: Prepared, read: Study, known: Examined, verdict: Verdict, filler: Renderer) -> Ready:
    return Ready(prepared, _pages_of(prepared, read, known, verdict, filler, draft=True), draft=True)


def _pages_of(
    prepared: Prepared, read: Study, known: Examined, verdict: Verdict, filler: Renderer, *, draft: bool
) -> Mapping[str, Page]:
    """A brief filled into its template, and its amendment where it could be worded, by the names of their outputs.

    A draft has its broken claims marked. Raises BriefFailure.
    """
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    uses, evidence = prepared.resolved.uses, known.evidence
    broken = broken_claims(prepared.claims, uses, errors, prepared.records, evidence.owned) if draft else {}
    drafts = known.amended.drafts.get(prepared.brief.slug)
    said = known.signed.get(prepared.brief.slug)
    ground = Ground(evidence.proofs, broken, drafts, read.campaign.sources, said.reviewed if said else None)
    return set_pages(prepared, read.root, ground, filler, draft=draft)


def judged(read: Study, findings: Iterable[Finding], *, final: bool) -> Verdict:
    """The findings, weighed."""
    from plaidoyer.checks.judge import judge

    return judge(findings, read.config.allow, read.campaign.allowances, final=final)
