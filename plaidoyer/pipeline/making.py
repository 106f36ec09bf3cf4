"""All outputs of one brief, made and not yet written: what a build writes, and what « verify » compares a file with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from plaidoyer.checks.marks import broken_claims, is_draft
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.boundary import bounded
from plaidoyer.pipeline.composed import Ground
from plaidoyer.pipeline.foreseen import missing_from_pages, unforeseen
from plaidoyer.pipeline.page import Page, fingerprint, readable, set_pages, typeset_page
from plaidoyer.pipeline.study import Prepared, Study
from plaidoyer.render.process import Renderer
from plaidoyer.render.standalone import standalone
from plaidoyer.typeset.process import Typesetter

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.pipeline.examine import Examined


class Made(Struct, frozen=True):
    """One output, not yet written; ``pages`` is None for one that has none, ``stamp`` its fingerprint."""

    file: str
    data: bytes
    draft: bool
    pages: int | None
    page: Page
    stamp: str


def make(
    read: Study,
    known: Examined,
    prepared: Prepared,
    findings: list[Finding],
    lengths: dict[str, int],
    *,
    final: bool,
    renderer: Renderer,
    typesetter: Typesetter | None,
) -> Sequence[Made]:
    """All outputs of one brief; too long, or badly set, as is known only then, they are set again as drafts."""
    verdict = judged(read, findings, final=final)
    pages, draft, found = ready(prepared, read, known, findings, verdict, renderer, final=final)
    findings += found
    if typesetter is None:
        folders = readable(prepared, read.root)
        set_up = {
            name: _Set(standalone(one.html, one.sheets, read.root, folders).encode()) for name, one in pages.items()
        }
        return _outputs(prepared, pages, set_up, ".html", draft=draft)
    results = {name: typeset_page(prepared, read.root, page, typesetter) for name, page in pages.items()}
    lengths |= {fingerprint(page): results[name][0].text_pages for name, page in pages.items()}
    own = results[prepared.brief.slug][0]
    problems = [one for _, its in results.values() for one in its]
    findings += (*unforeseen(problems, findings, prepared.files), *too_long(prepared, own.text_pages))
    if not draft:
        verdict = judged(read, findings, final=final)
        if is_draft(verdict.findings, prepared.files):
            draft = True
            pages = pages_of(prepared, read, known, verdict, renderer, draft=True)
            results = {name: typeset_page(prepared, read.root, page, typesetter) for name, page in pages.items()}
    set_up = {name: _Set(result.pdf, result.pages) for name, (result, _) in results.items()}
    return _outputs(prepared, pages, set_up, ".pdf", draft=draft)


class _Set(Struct, frozen=True):
    """The bytes of a page, and how many pages of paper they are."""

    data: bytes
    pages: int | None = None


def _outputs(
    prepared: Prepared, pages: Mapping[str, Page], made: Mapping[str, _Set], ending: str, *, draft: bool
) -> Sequence[Made]:
    """What is written of pages that were set, and the texts of an amendment."""
    outputs: list[Made] = []
    for name, page in pages.items():
        outputs.append(Made(f"{name}{ending}", made[name].data, draft, made[name].pages, page, fingerprint(page)))
        for one in page.carried if page.beside else ():
            data = one.text.encode()
            stamp = hashlib.sha256(data).hexdigest()
            outputs.append(Made(f"{prepared.brief.slug}/{one.name}", data, draft, None, page, stamp))
    return outputs


def ready(
    prepared: Prepared,
    read: Study,
    known: Examined,
    findings: Sequence[Finding],
    verdict: Verdict,
    renderer: Renderer,
    *,
    final: bool,
) -> tuple[Mapping[str, Page], bool, tuple[Finding, ...]]:
    """The pages of a brief as they are to be typeset, whether they are drafts, and what no typeface can set.

    The last makes them drafts. ``verdict`` is that of ``findings``. Raises BriefFailure.
    """
    draft = is_draft(verdict.findings, prepared.files)
    pages = pages_of(prepared, read, known, verdict, renderer, draft=draft)
    found = bounded(prepared.brief, lambda: missing_from_pages(prepared, read.root, pages.values()))
    if found:
        verdict = judged(read, (*findings, *found), final=final)
        draft = is_draft(verdict.findings, prepared.files)
        pages = pages_of(prepared, read, known, verdict, renderer, draft=draft)
    return pages, draft, found


def pages_of(
    prepared: Prepared, read: Study, known: Examined, verdict: Verdict, renderer: Renderer, *, draft: bool
) -> Mapping[str, Page]:
    """A brief filled into its template, and its amendment where it could be worded, by the names of their outputs.

    A draft has its broken claims marked. Raises BriefFailure.
    """
    errors = [finding for finding in verdict.findings if finding.severity is Severity.ERROR]
    uses, evidence = prepared.resolved.uses, known.evidence
    broken = broken_claims(prepared.claims, uses, errors, prepared.records, evidence.owned) if draft else {}
    drafts = known.amended.drafts.get(prepared.brief.slug)
    ground = Ground(evidence.proofs, broken, drafts, read.campaign.sources)
    return set_pages(prepared, read.root, ground, renderer, draft=draft)


def judged(read: Study, findings: Iterable[Finding], *, final: bool) -> Verdict:
    """The findings, weighed."""
    from plaidoyer.checks.judge import judge

    return judge(findings, read.config.allow, read.campaign.allowances, final=final)


def too_long(prepared: Prepared, pages: int) -> tuple[Finding, ...]:
    """What is wrong with a brief of so many ``pages``, those of its annex not counted."""
    template, brief = prepared.template, prepared.brief
    most = template.max_pages_large_print if brief.large_print else template.max_pages
    if pages <= most:
        return ()
    return (
        Finding(
            "too-long",
            f"the brief has {pages} pages; the template « {template.name} » allows {most}",
            brief.span,
            "shorten the text, or choose a template for longer texts",
        ),
    )
