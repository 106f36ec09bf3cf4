"""Runs and blocks of a brief in their final form: figures filled in, claims marked, notes placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import normpath

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.citations.works import Formatted
from plaidoyer.compose import charts
from plaidoyer.compose import document as d
from plaidoyer.compose.figures import (
    FigureLike,
    amount_of,
    caveat_of,
    counted,
    figure_words,
    in_words,
    kind_of,
    kind_word,
    quote_words,
)
from plaidoyer.compose.notes import Form, Notes, originator_words, originators
from plaidoyer.compose.typography import set_type
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim, Sentence, figure_links, plain, sentences_of
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, Use, sources_in
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_period
from plaidoyer.languages.profiles import profile
from plaidoyer.languages.typography import set_text
from plaidoyer.records import text as t
from plaidoyer.records.sources import Source
from plaidoyer.words import Break, Image, Inline, Link, Note, Styled, Text
from plaidoyer.words import Claim as MarkedClaim

_LAST_SIGNS = re.compile(r"[.,;:!?…]*\s*\Z")


class Writer(Struct, frozen=True):
    """What every part of one brief is written with.

    ``claims`` are keyed by the place of their first evidence, ``first`` holds the links by which a
    figure is used for the first time, ``broken`` the rules that a claim breaks, by its id.
    """

    lang: str
    folder: str
    abbreviations: Mapping[str, str]
    titles: Mapping[str, str]
    claims: Mapping[Span, Claim]
    uses: Mapping[Span, Use]
    first: frozenset[Span]
    notes: Notes
    formatted: Formatted
    form: Form
    broken: Mapping[str, tuple[str, ...]]

    def run(self, children: tuple[t.Inline, ...]) -> tuple[Inline, ...]:
        """A run of inlines: each claim marked as one, its note at its end, typography over all."""
        return set_type(
            [inline for part in sentences_of(children, self.lang) for inline in self._sentence(part)], self.lang
        )

    def block(self, block: t.Block) -> d.Block:
        """One block, with all that it holds."""
        match block:
            case t.Paragraph():
                return d.Paragraph(self.run(block.children))
            case t.Heading():
                return d.Heading(max(block.level, 3), block.id, self.run(block.children))
            case t.List():
                items = tuple(d.Item(self.blocks(item.blocks)) for item in block.items)
                return d.List(block.ordered, block.start, items)
            case t.Table():
                return self._table(block)
            case t.Quotation():
                return d.Quotation(self.blocks(block.blocks))
            case t.CodeBlock():
                return d.CodeBlock(block.text)
            case t.Rule():
                return d.Rule()
            case t.Division(name="chart"):
                return self._chart(block)
            case t.Division(name="key-figure"):
                return self._key_figure(block)
            case t.Division():
                return d.Part(block.name, block.id, block.classes, self.blocks(block.blocks))

    def blocks(self, blocks: Sequence[t.Block]) -> tuple[d.Block, ...]:
        """Several blocks."""
        return tuple(self.block(block) for block in blocks)

    # Sentences ------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> Iterator[Inline]:
        words = " ".join(plain(sentence.children).split())
        children = self._inlines(sentence.children, words)
        if not sentence.evidence:
            yield from children
            return
        claim = self.claims[sentence.evidence[0].span]
        noted, trailing = _with_note(children, self._note(claim), before=profile(self.lang).note_before_sign)
        yield MarkedClaim(claim.id, noted, self.broken.get(claim.id, ()))
        if trailing:
            yield Text(trailing)

    def _inline(self, inline: t.Inline, sentence: str) -> Iterator[Inline]:
        match inline:
            case t.Text():
                yield Text(inline.text)
            case t.Break():
                yield Break()
            case t.Code():
                yield Styled("code", (Text(inline.text),))
            case t.Image():
                yield Image(normpath(f"{self.folder}/{inline.src}"), inline.alt)
            case t.Emphasis():
                yield Styled("emphasis", self._inlines(inline.children, sentence))
            case t.Strong():
                yield Styled("strong", self._inlines(inline.children, sentence))
            case t.Marked():
                children = self._inlines(inline.children, sentence)
                yield from (Styled("ours", children),) if "ours" in inline.classes else children
            case t.Link():
                children = self._inlines(inline.children, sentence)
                yield Link(inline.target, children or (Text(self.titles.get(inline.target[1:], inline.target)),))
            case t.EvidenceLink():
                yield from self._evidence(inline, sentence)
            case t.Citation():
                pass  # its note stands at the end of the claim

    def _inlines(self, children: Sequence[t.Inline], sentence: str) -> tuple[Inline, ...]:
        return _tidy(inline for child in children for inline in self._inline(child, sentence))

    def _evidence(self, link: t.EvidenceLink, sentence: str) -> tuple[Inline, ...]:
        words = self._inlines(link.children, sentence)
        match self.uses.get(link.span):
            case FigureUse() | DerivedUse() as use:
                return figure_words(link, use, words, sentence, self.lang, first=link.span in self.first)
            case QuoteUse() as use:
                return quote_words(use, words, self.lang)
            case None:
                missing = f"{link.kind}:{link.source}/{link.name}" if link.source else f"{link.kind}:{link.name}"
                return words or (Styled("mark", (Text(missing),)),)
            case _:
                return (Styled("ours" if link.flag == "reading" else "law", words),) if words else ()

    def _note(self, claim: Claim) -> Note | None:
        """The note of a claim: what the citation processor made of it, then its calculations.

        A call names calculations by their letters; other notes write them out, in brackets.
        """
        children: tuple[Inline, ...] = ()
        if claim.id in self.notes.cluster_of:
            children = self.formatted.clusters[self.notes.cluster_of[claim.id]]
        for sum_ in self.notes.sums_of.get(claim.id, ()):
            if self.form == "call":
                separator, words = (Text(", "),), Link(f"#{sum_.id}", (Text(sum_.letter),))
                children = (*children, *(separator if children else ()), words)
            else:
                children = (*children, Text(f"{' ' if children else ''}({sum_.words})"))
        return Note(self._form(), children) if children else None

    def _form(self) -> Form:
        """How notes are set: as the template asks, unless the citation style is made for another form."""
        if self.formatted.note_style:
            return "footnote"
        return "inline" if self.form == "call" and not self.formatted.numbered else self.form

    # Tables, charts, key figures ------------------------------------------------------------------

    def _table(self, table: t.Table) -> d.Table:
        return d.Table(
            caption=self.run(table.caption_with_law),
            head=tuple(d.Cell(self.run(cell.children)) for cell in table.head),
            rows=tuple(tuple(d.Cell(self.run(cell.children)) for cell in row) for row in table.rows),
            aligns=table.aligns,
            strong_rows=tuple(
                index
                for index, row in enumerate(table.rows)
                if row and any(isinstance(inline, t.Strong) for inline in row[0].children)
            ),
        )

    def _drawn(self, division: t.Division) -> tuple[list[tuple[t.EvidenceLink, FigureLike]], Claim | None]:
        links = figure_links(division)
        found = [(link, use) for link in links if isinstance(use := self.uses.get(link.span), FigureUse | DerivedUse)]
        return found, self.claims.get(links[0].span) if links else None

    def _chart(self, division: t.Division) -> d.Chart:
        found, claim = self._drawn(division)
        per = division.attributes["per"].value if "per" in division.attributes else ""
        drawn = charts.bars([use for _, use in found], per, self.lang)
        title = division.attributes["title"].value if "title" in division.attributes else ""
        caveats = [words for link, use in found if link.span in self.first and (words := caveat_of(use, self.lang))]
        return d.Chart(
            id=division.id,
            title=set_type((Text(title),), self.lang),
            bars=tuple(
                replace(bar, label=set_text(bar.label, self.lang), value=set_text(bar.value, self.lang))
                for bar in drawn
            ),
            alt=set_text(charts.in_words(title, drawn, self.lang), self.lang),
            source=self._source_line(
                [use for _, use in found], claim, rated=charts.rated([use for _, use in found], per)
            ),
            caveats=tuple(set_text(words, self.lang) for words in dict.fromkeys(caveats)),
            blocks=self.blocks(division.blocks),
            broken=self.broken.get(claim.id, ()) if claim else (),
        )

    def _key_figure(self, division: t.Division) -> d.KeyFigure:
        found, claim = self._drawn(division)
        broken = self.broken.get(claim.id, ()) if claim else ()
        if not found:
            return d.KeyFigure(division.id, "?", "", "", "", (), "", self.blocks(division.blocks), broken)
        link, use = found[0]
        amount = amount_of(use, self.lang)
        return d.KeyFigure(
            id=division.id,
            number=set_text(f"{amount.qualifier} {amount.number}".strip(), self.lang),
            unit=set_text(amount.unit, self.lang),
            of=set_text(counted(use, self.lang), self.lang),
            kind_word=kind_word(kind_of(use), self.lang),
            source=self._source_line([use], claim, rated=False),
            caveat=set_text(caveat_of(use, self.lang), self.lang) if link.span in self.first else "",
            blocks=self.blocks(division.blocks),
            broken=broken,
        )

    def _source_line(self, uses: Sequence[FigureLike], claim: Claim | None, *, rated: bool) -> tuple[Inline, ...]:
        """« Source : IWF, cité par AFP », with the note of the chart or key figure."""
        _ = catalogue(self.lang).gettext
        names = dict.fromkeys(name for use in uses for name in self.names(use))
        periods = dict.fromkeys(
            format_period(use.figure.period, self.lang, short=True)
            for use in uses
            if isinstance(use, FigureUse) and use.figure.period
        )
        words = _("Source: %(source)s") % {"source": "; ".join(names)}
        if len(uses) == 1 and periods:
            words += f", {next(iter(periods))}"
        if rated:
            words += _(" (rates: our calculation)")
        note = self._note(claim) if claim else None
        space = (Text(" "),) if note and note.form == "inline" else ()
        return set_type((Text(words), *space, *((note,) if note else ())), self.lang)

    def names(self, use: Use) -> Iterator[str]:
        """Who stands behind a use, in short: « IWF, cité par AFP »."""
        for source in sources_in(iter((use,))):
            said_by = next(originators(use), None)
            name = self._short(author(source))
            if said_by is not None:
                name = f"{originator_words(replace(said_by, name=said_by.name), self.lang)} {name}"
                full = in_words(said_by.name, self.lang)
                name = name.replace(full, self._short(full), 1) if full else name
            yield name

    def _short(self, name: str) -> str:
        """The abbreviation that the brief declares for a name, else the name."""
        return next(
            (short for short, words in self.abbreviations.items() if name in (words, f"{words} ({short})")), name
        )


def author(source: Source) -> str:
    """Who answers for a source, in short: its first author, else its publisher or title."""
    names = source.csl.get("author")
    if isinstance(names, tuple) and names:
        return names[0].get("literal") or names[0].get("family") or ""
    return str(source.csl.get("publisher") or source.csl.get("title-short") or source.csl.get("title") or source.id)


def _tidy(inlines: Iterator[Inline] | Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts; drop the space that a citation taken out leaves before a sign."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(re.sub(r" +(?=[.,)\]…])|(?<= ) +", "", joined[-1].text + inline.text))
        else:
            joined.append(inline)
    return tuple(joined)


def _with_note(children: tuple[Inline, ...], note: Note | None, *, before: bool) -> tuple[tuple[Inline, ...], str]:
    """Put a claim's note at its end, before or after its last sign; what follows the words is given back.

    Words « (IWF, oct. 2024) » in the line stand before the last sign in every language.
    """
    *head, last = children
    if isinstance(last, Text) and not last.text.strip() and head:
        noted, _ = _with_note(tuple(head), note, before=before)
        return noted, last.text
    if not isinstance(last, Text):
        if isinstance(last, Styled) and last.style in ("emphasis", "strong"):
            inner, trailing = _with_note(last.children, note, before=before)
            return (*head, replace(last, children=inner)), trailing
        return (*children, *((note,) if note else ())), ""
    signs = _LAST_SIGNS.search(last.text)
    assert signs is not None  # the pattern matches nothing, too
    words, mark = last.text[: signs.start()], signs[0].rstrip()
    trailing = signs[0][len(mark) :]
    if note is None:
        return (*head, Text(words + mark)), trailing
    if note.form == "inline":
        return (*head, Text(f"{words.rstrip()} "), note, *((Text(mark),) if mark else ())), trailing
    if before:
        return (
            *head,
            *((Text(words.rstrip()),) if words.strip() else ()),
            note,
            *((Text(mark),) if mark else ()),
        ), trailing
    return (*head, Text(words + mark), note), trailing
