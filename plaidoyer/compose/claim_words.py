"""The words of claims, whole, as the page prints them: for the annex, the files that a PDF carries, and reviewers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plaidoyer.compose import document as d
from plaidoyer.compose.figures import amount_of, counted, quote_words
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, Use
from plaidoyer.languages.typography import set_text
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief
from plaidoyer.words import Break, Image, Inline, Note, Text
from plaidoyer.words import Claim as MarkedClaim

_SPACE = re.compile(r" +(?=[.,…])")
"""A space before what a citation stood between."""


def words_of(
    claims: Sequence[Claim],
    runs: Iterable[Sequence[Inline]],
    blocks: tuple[t.Block, ...],
    uses: Mapping[Span, Use],
    lang: str,
) -> Mapping[str, str]:
    """What the page says of each claim, by its identifier.

    ``runs`` are those of the composed page, ``blocks`` the text as written: a chart or key figure says its title, else
    its figures. A claim that stands in neither keeps the words that its author wrote.
    """
    printed = {claim.id: _said(claim.children) for run in runs for claim in run if isinstance(claim, MarkedClaim)}
    drawn = {division.span: division for division in t.divisions(blocks)}

    def words(claim: Claim) -> str:
        said = _drawn(claim, drawn[claim.span], uses, lang) if claim.span in drawn else printed.get(claim.id)
        return said or claim.text

    return {claim.id: words(claim) for claim in claims}


def words_read(claims: Sequence[Claim], brief: Brief, uses: Mapping[Span, Use]) -> Mapping[str, str]:
    """The words of each claim as a reviewer reads them, by its identifier.

    No page is composed: what it would fill in is filled in here, and notes are left out.
    """
    said = words_of(claims, (), brief.body.blocks, uses, brief.lang)
    return {one.id: set_text(_filled(said[one.id], one, uses, brief.lang), brief.lang) for one in claims}


def _filled(text: str, claim: Claim, uses: Mapping[Span, Use], lang: str) -> str:
    for link in claim.evidence:
        use = uses.get(link.span)
        if isinstance(link, t.EvidenceLink) and not link.children and use is not None:
            text = text.replace(f"[{link.kind}:{link.source}/{link.name}]", _stated(use, lang), 1)
    return _SPACE.sub("", text)


def _stated(use: Use, lang: str) -> str:
    """What an empty link prints."""
    match use:
        case FigureUse() | DerivedUse():
            return str(amount_of(use, lang))
        case QuoteUse():
            return _said(quote_words(use, (), lang))
        case _:
            return ""


def _drawn(claim: Claim, division: t.Division, uses: Mapping[Span, Use], lang: str) -> str:
    """What a chart or a key figure says: its title, else its figures."""
    title = division.attributes.get("title")
    if title:
        return set_text(title.value, lang)
    found = [uses.get(link.span) for link in claim.evidence]
    said = [
        f"{amount_of(use, lang)} {counted(use, lang)}".strip()
        for use in found
        if isinstance(use, FigureUse | DerivedUse)
    ]
    return set_text("; ".join(said), lang)


def _said(children: Iterable[Inline]) -> str:
    """The words of a run, without its notes and pictures, nor the space before a note in the line."""
    return _SPACE.sub("", "".join(map(_words, children))).strip()


def _words(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Break():
            return " "
        case Note() | Image():
            return ""
        case _:
            return "".join(map(_words, inline.children))


def runs_of(document: d.Document) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines of a brief that may hold claims."""
    yield document.ask
    yield from runs_in(document.lead)
    for parts in document.parts.values():
        yield from runs_in(parts)
    for section in document.sections:
        yield section.title
        yield from runs_in(section.blocks)


def runs_in(blocks: Iterable[d.Block]) -> Iterator[tuple[Inline, ...]]:
    """The same of blocks."""
    for block in blocks:
        match block:
            case d.Paragraph() | d.Heading():
                yield block.children
            case d.List():
                for item in block.items:
                    yield from runs_in(item.blocks)
            case d.Table():
                yield block.caption
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield cell.children
            case d.Quotation() | d.Part() | d.Chart() | d.KeyFigure():
                yield from runs_in(block.blocks)
            case _:
                pass
