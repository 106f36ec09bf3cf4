"""The evidence annex: each claim as it is printed, the words that it rests on, and where to check them.

Whether a capture was there, or a receipt stood for it, must not show: one PDF is made of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from plaidoyer.compose import document as d
from plaidoyer.compose.excerpts import excerpt, shortened, written_number
from plaidoyer.compose.figures import amount_of, counted, language_of
from plaidoyer.compose.writer import Writer
from plaidoyer.evidence.claims import Claim, plain
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, SourceUse, Use, version_at
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, format_period
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.sentences import sentences
from plaidoyer.languages.typography import set_text
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import ArticleVersion, Passage, Source
from plaidoyer.words import Break, Image, Inline, Note, Text
from plaidoyer.words import Claim as MarkedClaim

Proofs = Mapping[tuple[str, str], Proof]
"""Where passages were found, by source and name; one that is not there is not proven."""


def annex(document: d.Document, brief: Brief, claims: Sequence[Claim], writer: Writer, proofs: Proofs) -> d.Annex:
    """The annex of a brief that is already arranged as ``document``, whose claims' words it repeats."""
    printed = {
        claim.id: _said(claim.children) for run in _runs(document) for claim in run if isinstance(claim, MarkedClaim)
    }
    drawn = {division.span: division for division in t.divisions(brief.body.blocks)}
    numbers = {entry.id: str(number) if document.numbered else "" for number, entry in enumerate(document.entries, 1)}
    lines = _Lines(brief, writer, proofs, numbers)
    return d.Annex(
        tuple(
            d.AnnexClaim(
                number,
                shortened(printed.get(claim.id) or _drawn(claim, drawn.get(claim.span), writer) or claim.text),
                tuple(sum_.words for sum_ in writer.notes.sums_of.get(claim.id, ())),
                tuple(dict.fromkeys(lines.of(claim))),
            )
            for number, claim in enumerate(claims, 1)
        )
    )


class _Lines(Struct, frozen=True):
    """What the lines of every claim are made with; ``numbers`` are those of the list of sources, or empty words."""

    brief: Brief
    writer: Writer
    proofs: Proofs
    numbers: Mapping[str, str]

    def of(self, claim: Claim) -> Iterator[d.AnnexLine]:
        """The lines of one claim, in the order of its links."""
        for link in claim.evidence:
            if link.span in self.writer.uses:
                yield from self._line(link, self.writer.uses[link.span])
            else:
                yield self._unknown(link)

    def _line(self, link: t.CitationItem | t.EvidenceLink, use: Use) -> Iterator[d.AnnexLine]:
        _ = catalogue(self.brief.lang).gettext
        stated = plain(link.children) if isinstance(link, t.EvidenceLink) and not link.flag else ""
        match use:
            case DerivedUse():
                for inner in use.inputs.values():
                    yield from self._line(link, inner)
            case FigureUse():
                value = use.figure.low if use.figure.value is None else use.figure.value
                yield self._passage(use, use.passage, written_number(value, use.passage.exact))
            case QuoteUse():
                yield self._passage(use, use.passage, stated or use.passage.say)
            case SourceUse():
                place = link.locator if isinstance(link, t.CitationItem) else ""
                if use.passage is None:
                    yield self._made(use, "", place, remark=_("whole source"))
                else:
                    yield self._passage(use, use.passage, "", place)
            case LawUse():
                yield self._law(use, link, stated)
            case _:
                assert_never(use)

    def _passage(self, use: Use, passage: Passage, kept: str, locator: str = "") -> d.AnnexLine:
        """A passage of a record; ``locator`` is what the brief says instead of the record."""
        _ = catalogue(self.brief.lang).gettext
        source = _source(use)
        proof = self.proofs.get((source.id, passage.name))
        if passage.article:
            version = version_at(source.articles[passage.article], self.brief)
            place = self._article(passage.article, passage.alinea)
            return self._made(use, excerpt(passage.exact, kept), place, version=version, proven=proof is not None)
        page = proof.page if proof else 0
        place = locator or _locator(passage.locator)
        if not place and page:
            place = _("p. %(page)s of the copy") % {"page": page}
        return self._made(use, excerpt(passage.exact, kept), place, proof=proof, proven=proof is not None)

    def _law(self, use: LawUse, link: t.CitationItem | t.EvidenceLink, stated: str) -> d.AnnexLine:
        _ = catalogue(self.brief.lang).gettext
        sentence = link.sentence if isinstance(link, t.EvidenceLink) else 0
        reading = isinstance(link, t.EvidenceLink) and link.flag == "reading"
        exact = use.version.alineas[use.alinea - 1] if use.alinea else ""
        spoken = language_of(use.source)
        cuts = sentences(exact, spoken if spoken in PROFILES else self.brief.lang) if sentence else ()
        if 0 < sentence <= len(cuts):
            start, end = cuts[sentence - 1]
            exact = exact[start:end]
        remarks = [_("whole article")] * (not exact) + [_("our reading")] * reading
        return self._made(
            use,
            excerpt(exact, stated),
            self._article(use.article, use.alinea, sentence),
            version=use.version,
            remark=", ".join(remarks),
        )

    def _unknown(self, link: t.CitationItem | t.EvidenceLink) -> d.AnnexLine:
        """What was not found, under its name in the text: only a draft shows it."""
        name = link.passage if isinstance(link, t.CitationItem) else link.name
        name = "/".join(filter(None, (link.source, name)))
        return d.AnnexLine("", "", "", name, "", "", "", "", "", "", proven=False)

    def _made(
        self,
        use: Use,
        exact: str,
        place: str,
        *,
        remark: str = "",
        version: ArticleVersion | None = None,
        proof: Proof | None = None,
        proven: bool = True,
    ) -> d.AnnexLine:
        _ = catalogue(self.brief.lang).gettext
        lang, source = self.brief.lang, _source(use)
        issued = source.csl.get("issued")
        name = ", ".join(
            (
                *self.writer.names(use),
                *([format_period(issued, lang, short=True)] if isinstance(issued, Period) else []),
            )
        )
        entry = f"ref-{source.id}"
        date = ""
        if version is not None and version.seen:
            date = _("last read on %(date)s") % {"date": format_date(version.seen, lang)}
        elif proof is not None and proof.retrieved:
            date = format_date(proof.retrieved, lang)
        return d.AnnexLine(
            passage=exact,
            lang=language_of(source),
            remark=remark,
            source=set_text(name, lang),
            entry=entry if entry in self.numbers else "",
            number=self.numbers.get(entry, ""),
            place=set_text(place, lang),
            version=self._version(version, source) if version else "",
            copy=proof.sha256 if proof else "",
            date=set_text(date, lang),
            proven=proven,
        )

    def _article(self, article: str, alinea: int, sentence: int = 0) -> str:
        _ = catalogue(self.brief.lang).gettext
        names = {"article": article, "alinea": alinea, "sentence": sentence}
        if alinea and sentence:
            return _("art. %(article)s, para. %(alinea)s, sentence %(sentence)s") % names
        if alinea:
            return _("art. %(article)s, para. %(alinea)s") % names
        return _("art. %(article)s") % names

    def _version(self, version: ArticleVersion, source: Source) -> str:
        if source.type == "bill":  # in force nowhere
            return version.id
        _ = catalogue(self.brief.lang).gettext
        since = _("in force since %(date)s") % {"date": format_date(version.in_force, self.brief.lang)}
        return f"{version.id}, {set_text(since, self.brief.lang)}"


def _source(use: Use) -> Source:
    assert not isinstance(use, DerivedUse)  # its inputs have lines of their own
    return use.source


def _locator(locator: Mapping[str, str]) -> str:
    return ", ".join(f"p. {value}" if label == "page" else f"{label} {value}" for label, value in locator.items())


def _drawn(claim: Claim, division: t.Division | None, writer: Writer) -> str:
    """What a chart or a key figure says: its title, else its figures."""
    title = division.attributes.get("title") if division else None
    if title:
        return set_text(title.value, writer.lang)
    uses = [writer.uses.get(link.span) for link in claim.evidence]
    said = [
        f"{amount_of(use, writer.lang)} {counted(use, writer.lang)}".strip()
        for use in uses
        if isinstance(use, FigureUse | DerivedUse)
    ]
    return set_text("; ".join(said), writer.lang)


def _said(children: Iterable[Inline]) -> str:
    """The words of a run, without its notes and pictures, nor the space before a note in the line."""
    return re.sub(r" +(?=[.,…])", "", "".join(map(_words, children))).strip()


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


def _runs(document: d.Document) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines that holds claims."""
    yield document.ask
    yield from _in_blocks(document.lead)
    for parts in document.parts.values():
        yield from _in_blocks(parts)
    for section in document.sections:
        yield section.title
        yield from _in_blocks(section.blocks)


def _in_blocks(blocks: Iterable[d.Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case d.Paragraph() | d.Heading():
                yield block.children
            case d.List():
                for item in block.items:
                    yield from _in_blocks(item.blocks)
            case d.Table():
                yield block.caption
                for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                    yield cell.children
            case d.Quotation() | d.Part() | d.Chart() | d.KeyFigure():
                yield from _in_blocks(block.blocks)
            case _:
                pass
