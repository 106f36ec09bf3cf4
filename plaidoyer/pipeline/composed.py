"""Third stride, its first half: one brief becomes composed documents, its own and its amendment's, and their files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from plaidoyer.compose.arrange import compose
from plaidoyer.compose.attachments import Carried, Matter, evidence, wording
from plaidoyer.compose.claim_words import runs_in, runs_of, words_of
from plaidoyer.compose.document import AmendmentPages, Document
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.pipeline.study import Prepared
from plaidoyer.records.sources import Source
from plaidoyer.signoffs.reviewed import Reviewed

if TYPE_CHECKING:
    from plaidoyer.law.drafting import Drafts


class Ground(Struct, frozen=True):
    """What documents are composed on besides their brief.

    ``proofs`` are what the annex, and the files that a PDF carries, tell of. A draft marks the claims that are
    ``broken``, each by its identifier with the rules that it breaks. ``drafts`` are the wordings of the brief's
    amendment, where it could be worded; ``sources`` the records by id. ``reviewed`` tells that all claims are.
    """

    proofs: Mapping[Key, Proof]
    broken: Mapping[str, tuple[str, ...]]
    drafts: Drafts | None
    sources: Mapping[str, Source]
    reviewed: Reviewed | None


def supposed(reviewed: Reviewed | None) -> Ground:
    """That of a brief with nothing to tell of but its review, which is sound as far as anybody knows."""
    return Ground({}, {}, None, {}, reviewed)


class Tabled(Struct, frozen=True):
    """The amendment of a brief, and its texts as files."""

    pages: AmendmentPages
    texts: tuple[Carried, ...]


class Composed(Struct, frozen=True):
    """A brief, the files that its PDF carries, and its amendment, where one could be worded."""

    document: Document
    carried: tuple[Carried, ...]
    tabled: Tabled | None


def composed(prepared: Prepared, ground: Ground, *, draft: bool) -> Composed:
    """Arrange a brief and its amendment."""
    document = arranged(prepared, ground, draft=draft)
    tabled = _tabled(prepared, ground, ground.drafts, draft=draft) if ground.drafts and ground.drafts.wordings else None
    carried = _evidence(prepared, ground, document, tabled) if prepared.brief.attach else ()
    return Composed(document, carried, tabled)


def arranged(prepared: Prepared, ground: Ground, *, draft: bool) -> Document:
    """The composed document of a brief."""
    brief = prepared.brief
    return compose(
        brief,
        [claim for claim in prepared.claims if claim.span.file == brief.file],
        prepared.resolved.uses,
        prepared.notes,
        prepared.formatted,
        prepared.template.notes,
        f"briefs/{brief.slug}",
        ground.broken,
        draft=draft,
        proofs=ground.proofs,
        reviewed=ground.reviewed,
    )


def _tabled(prepared: Prepared, ground: Ground, drafts: Drafts, *, draft: bool) -> Tabled:
    # The rooms of the law, which few briefs need.
    from plaidoyer.compose.amendment import Material, amendment_pages
    from plaidoyer.render.pasted import pasted

    brief = prepared.brief
    assert brief.amendment is not None, "there are drafts only of an amendment"
    rationales = {one.file: one for one in prepared.rationales}
    material = Material(drafts, ground.sources, rationales, prepared.resolved.uses, ground.broken)
    pages = amendment_pages(brief, brief.amendment, material, draft=draft)
    return Tabled(pages, wording(pasted(pages), brief.lang))


def _evidence(prepared: Prepared, ground: Ground, document: Document, tabled: Tabled | None) -> tuple[Carried, ...]:
    """The files of a brief that asks for its evidence: that of its amendment's reasons is among it."""
    brief, uses, sums = prepared.brief, prepared.resolved.uses, dict(prepared.notes.sums_of)
    for rationale in prepared.rationales:
        sums |= rationale.notes.sums_of
    sheets = [sheet for one in tabled.pages.tabled for sheet in one.sheets] if tabled else []
    runs = [*runs_of(document), *(run for sheet in sheets for run in runs_in(sheet.reasons))]
    words = words_of(prepared.claims, runs, brief.blocks, uses, brief.lang)
    sources = [ground.sources[name] for name in prepared.records if name in ground.sources]
    matter = Matter(brief, prepared.claims, words, sums, uses, ground.proofs, sources)
    return (*evidence(document, matter), *(tabled.texts if tabled else ()))
