"""A checked brief, with its citations formatted, becomes one frozen Document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from plaidoyer.citations.works import Formatted
from plaidoyer.compose import document as d
from plaidoyer.compose.annex import annex
from plaidoyer.compose.figures import first_uses
from plaidoyer.compose.notes import Form, Notes, remarks, uses_by_source
from plaidoyer.compose.signed import reviewed_words
from plaidoyer.compose.typography import set_type
from plaidoyer.compose.writer import Writer
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim, claims_by_place, plain
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.uses import Use
from plaidoyer.languages.numbers import format_date
from plaidoyer.languages.typography import set_text
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.words import Text


def compose(
    brief: Brief,
    claims: Sequence[Claim],
    uses: Mapping[Span, Use],
    notes: Notes,
    formatted: Formatted,
    form: Form,
    folder: str,
    broken: Mapping[str, tuple[str, ...]],
    proofs: Mapping[tuple[str, str], Proof] = MappingProxyType({}),
    reviewed: Reviewed | None = None,
    *,
    draft: bool,
) -> d.Document:
    """Arrange a brief.

    ``form`` is how its template sets notes, ``formatted`` what the citation processor made of
    ``notes``, ``folder`` the brief's folder relative to the campaign, ``broken`` the rules that each
    claim breaks, by its id, ``proofs`` where passages were found, by source and passage,
    ``reviewed`` who signed for all claims.
    """
    lang = brief.lang
    writer = Writer(
        lang,
        folder,
        brief.abbreviations,
        _titles(brief.body.blocks),
        claims_by_place(claims),
        uses,
        first_uses(claims, uses),
        notes,
        formatted,
        form,
        broken,
    )
    before, chapters = _chapters(brief.body.blocks)
    lead: list[d.Block] = []
    parts: dict[str, tuple[d.Part | d.Chart | d.KeyFigure, ...]] = {}
    for block in before:
        written = writer.block(block)
        if isinstance(block, t.Division) and isinstance(written, d.Part | d.Chart | d.KeyFigure):
            parts[block.name] = (*parts.get(block.name, ()), written)
        else:
            lead.append(written)
    document = d.Document(
        slug=brief.slug,
        lang=lang,
        draft=draft,
        title=set_text(brief.title, lang),
        subtitle=set_text(brief.subtitle, lang),
        date=format_date(brief.date, lang) if brief.date else "",
        date_iso=str(brief.date) if brief.date else "",
        version=brief.version,
        authors=brief.authors,
        issuer=set_text(brief.issuer, lang),
        audience=set_text(brief.audience, lang),
        recipients=tuple(set_text(name, lang) for name in brief.recipients),
        ask=writer.run(brief.ask),
        contact=brief.contact,
        transparency=set_text(brief.transparency, lang),
        notice=set_text(brief.notice, lang),
        keywords=brief.keywords,
        abbreviations=tuple((short, set_text(words, lang)) for short, words in brief.abbreviations.items()),
        large_print=brief.large_print,
        lead=tuple(lead),
        parts=parts,
        sections=tuple(_section(number, *chapter, writer) for number, chapter in enumerate(chapters, 1)),
        entries=tuple(_entries(formatted, claims, uses, lang)),
        calculations=notes.calculations if form == "call" else (),
        numbered=formatted.numbered,
        reviewed=reviewed_words(reviewed, lang),
    )
    return replace(document, annex=annex(document, brief, claims, writer, proofs)) if brief.evidence_annex else document


def _section(number: int, head: t.Heading, blocks: Sequence[t.Block], writer: Writer) -> d.Section:
    """A section; what a table of contents may name in it has an identifier, ours with a point that no author's has."""
    id_ = head.id or f"section.{number}"
    title = writer.run(head.children)
    written: list[d.Block] = []
    count = 0
    for block in writer.blocks(blocks):
        if isinstance(block, d.Heading) and block.level == 3:
            count += 1
            block = replace(block, id=block.id or f"section.{number}.{count}")
        written.append(block)
    return d.Section(id_, title, tuple(written))


def _entries(formatted: Formatted, claims: Sequence[Claim], uses: Mapping[Span, Use], lang: str) -> Iterator[d.Entry]:
    """The list of sources, in the order of the style, each with what the style cannot say."""
    used = [uses[link.span] for claim in claims for link in claim.evidence if link.span in uses]
    by_source = uses_by_source(used)
    for entry in formatted.entries:
        more = remarks(by_source[entry.source], lang)
        children = (*entry.children, Text(f" {more}.")) if more else entry.children
        yield d.Entry(f"ref-{entry.source}", set_type(children, lang))


def _titles(blocks: tuple[t.Block, ...]) -> dict[str, str]:
    """What an empty link to a place in the brief prints: its heading or title, by identifier."""
    titles = {heading.id: plain(heading.children) for heading in t.headings(blocks) if heading.id}
    for division in t.divisions(blocks):
        if division.id and "title" in division.attributes:
            titles[division.id] = division.attributes["title"].value
    return titles


def _chapters(blocks: Sequence[t.Block]) -> tuple[list[t.Block], list[tuple[t.Heading, list[t.Block]]]]:
    """What stands before the first section, and each section's heading with what follows it."""
    before: list[t.Block] = []
    chapters: list[tuple[t.Heading, list[t.Block]]] = []
    for block in blocks:
        if isinstance(block, t.Heading) and block.level <= 2:
            chapters.append((block, []))
        elif chapters:
            chapters[-1][1].append(block)
        else:
            before.append(block)
    return before, chapters
