"""The composed document: all that a template may see.

Every text is in its final form: figures filled in and formatted, typography applied, notes numbered,
sources written out. Nothing here knows YAML, Markdown, HTML or PDF, and nothing carries a place in a
file, so that an edit which changes no word changes no Document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from plaidoyer.words import Inline


class Paragraph(Struct, frozen=True):
    """A run of inlines."""

    children: tuple[Inline, ...]


class Heading(Struct, frozen=True):
    """A heading inside a section; ``level`` from 3 (a section's own heading is level 2)."""

    level: int
    id: str
    children: tuple[Inline, ...]


class Item(Struct, frozen=True):
    """A list item; ``loose`` items hold paragraphs, others a single run of inlines."""

    blocks: tuple[Block, ...]


class List(Struct, frozen=True):
    """A list; ``start`` is the first number of an ordered one."""

    ordered: bool
    start: int
    items: tuple[Item, ...]


class Cell(Struct, frozen=True):
    """A table cell."""

    children: tuple[Inline, ...]


class Table(Struct, frozen=True):
    """A table; a row whose first cell is all strong is ``emphatic`` (its index in ``strong_rows``)."""

    caption: tuple[Inline, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Literal["", "left", "center", "right"], ...]
    strong_rows: tuple[int, ...] = ()


class Quotation(Struct, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]


class CodeBlock(Struct, frozen=True):
    """Lines as written."""

    text: str


class Rule(Struct, frozen=True):
    """A thematic break."""


class Part(Struct, frozen=True):
    """A fenced div that has no form of its own (``sidebar``, ``objection``, ``recommended`` …)."""

    name: str
    id: str
    classes: tuple[str, ...]
    blocks: tuple[Block, ...]


class Bar(Struct, frozen=True):
    """One bar of a chart. ``length`` is its share of the longest bar, from 0 to 1."""

    label: str  # the period and its length: « avr. – sept. 2024 (6 mois) »
    value: str  # « 74 rapports, soit 12,3 par mois »
    length: float
    kind: Literal["observed", "estimate", "forecast", "target"]
    kind_word: str  # « prévision », empty for an observed figure
    last: bool  # the bar that the chart is about: the last one


class Chart(Struct, frozen=True):
    """Horizontal bars from zero, drawn from figures alone; ``alt`` says them in words."""

    id: str
    title: tuple[Inline, ...]
    bars: tuple[Bar, ...]
    alt: str
    source: tuple[Inline, ...]  # « Source : IWF, cité par AFP », with its note
    caveats: tuple[str, ...]
    blocks: tuple[Block, ...]  # what the author adds below
    broken: tuple[str, ...] = ()


class KeyFigure(Struct, frozen=True):
    """One figure set large: number, unit, what is counted, who says so and when."""

    id: str
    number: str  # « 74 », « plus de 20 000 », « 95 % »
    unit: str  # « rapports », empty where the number holds it
    of: str
    kind_word: str
    source: tuple[Inline, ...]  # « Source : IWF, cité par AFP, avr. – sept. 2024 », with its note
    caveat: str
    blocks: tuple[Block, ...]
    broken: tuple[str, ...] = ()


Block = Paragraph | Heading | List | Table | Quotation | CodeBlock | Rule | Part | Chart | KeyFigure


class Section(Struct, frozen=True):
    """A level-2 heading and what follows it; ``id`` is what a template places it by, never empty."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]

    @property
    def subsections(self) -> tuple[Heading, ...]:
        """Its headings of level 3, each with an ``id``: what a table of contents names below it."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == 3)


class Entry(Struct, frozen=True):
    """One line of the list of sources, or a calculation; ``id`` is the target of note calls."""

    id: str
    children: tuple[Inline, ...]


class Calculation(Struct, frozen=True):
    """How a derived figure was computed, written out; note calls refer to it by its letter."""

    id: str
    letter: str
    words: str


class AnnexLine(Struct, frozen=True):
    """A passage that a claim rests on, and where its words can be checked.

    ``passage`` is the source's own, letter by letter, in ``lang`` (empty where unknown); it is empty where a
    claim names no words: ``remark`` then says what is cited. ``source`` is author and date, ``entry`` and
    ``number`` its place in the list of sources. ``copy`` is the SHA-256 of the capture, empty for law.
    """

    passage: str
    lang: str
    remark: str  # « notre lecture », « source entière »
    source: str
    entry: str
    number: str
    place: str  # « p. 3 », « art. 227-23, al. 1 »
    version: str  # of an article: its identifier, and since when it is in force
    copy: str
    date: str  # when the copy was made, or the article last read
    proven: bool


class AnnexClaim(Struct, frozen=True):
    """A claim of the annex: its number, its words, how its derived figures were computed, what it rests on."""

    number: int
    words: str
    calculations: tuple[str, ...]
    lines: tuple[AnnexLine, ...]


class Annex(Struct, frozen=True):
    """The evidence annex: every claim, in the order of the text."""

    claims: tuple[AnnexClaim, ...]


class ComparedWords(Struct, frozen=True):
    """Words of an alinéa: of both texts, or of one alone."""

    kind: Literal["same", "inserted", "deleted"]
    children: tuple[Inline, ...]


class ComparedAlinea(Struct, frozen=True):
    """An alinéa of a comparison table, by its number from 1."""

    number: int
    words: tuple[ComparedWords, ...]


class ComparedRow(Struct, frozen=True):
    """What stands side by side; ``remark`` takes the place of the alinéa that is None: « (Sans modification) »."""

    before: ComparedAlinea | None
    after: ComparedAlinea | None
    remark: str


class AmendedArticle(Struct, frozen=True):
    """An article that is changed: beside the law in force (``rows``), and as it would read (``alineas``).

    ``before`` is the title of what was read, ``origin`` says which version, where and when. ``remark`` stands for
    alinéas where there are none: « (Abrogé) ».
    """

    title: str
    before: str
    origin: str
    rows: tuple[ComparedRow, ...]
    alineas: tuple[tuple[Inline, ...], ...]
    remark: str


class WordingPart(Struct, frozen=True):
    """Words to be tabled, a paragraph a line; ``head`` is « Article 1er », empty in an amendment."""

    head: tuple[Inline, ...]
    paragraphs: tuple[tuple[Inline, ...], ...]


class TabledSheet(Struct, frozen=True):
    """One text to be tabled, in one form. ``name`` is that of its file of plain text, without ending.

    ``number`` and ``author`` are blanks: they are given on filing. A law gives its reasons first (``reasons_first``).
    ``fault`` says why the wording is not proved, empty where it is.
    """

    name: str
    genre: str  # « Amendement de repli · Sénat »
    title: str  # « Amendement n° … »
    subtitle: str  # « visant à modifier l’article 227-23 du code pénal »
    bill: str  # the text that is amended: title, number, stage
    author: str
    division: tuple[Inline, ...]
    wording: tuple[WordingPart, ...]
    reasons_title: str
    address: str  # « Mesdames, Messieurs, »
    reasons: tuple[Block, ...]
    reasons_first: bool
    fault: str


class Tabled(Struct, frozen=True):
    """An amendment in all its forms; ``consolidated`` is the name of its file of plain text, without ending."""

    fallback: bool
    articles: tuple[AmendedArticle, ...]
    sheets: tuple[TabledSheet, ...]
    consolidated: str


class AdmissibilityCheck(Struct, frozen=True):
    """A box to be ticked before filing: what it is about, and the question."""

    title: str
    question: tuple[Inline, ...]


class AmendmentPages(Struct, frozen=True):
    """The change of law that a brief asks for, a document of its own: in the language of the law (``lang``).

    ``brief`` is the title of the brief, in ``brief_lang``. Names that a ``Document`` has too mean the same here.
    """

    lang: str
    title: str
    brief: str
    brief_lang: str
    authors: tuple[str, ...]
    issuer: str
    keywords: tuple[str, ...]
    date: str
    date_iso: str
    version: str
    notice: str
    draft: bool
    large_print: bool
    tabled: tuple[Tabled, ...]
    checks: tuple[AdmissibilityCheck, ...]


class Document(Struct, frozen=True):
    """A brief, arranged. ``parts`` holds the divs placed by name outside any section, by name.

    ``lead`` is text before the first level-2 heading that belongs to no part.
    """

    slug: str
    lang: str
    draft: bool
    title: str
    subtitle: str
    date: str  # written out: « 24 novembre 2026 »
    date_iso: str  # « 2026-11-24 »
    version: str
    authors: tuple[str, ...]
    issuer: str
    audience: str
    recipients: tuple[str, ...]
    ask: tuple[Inline, ...]
    contact: str
    transparency: str
    notice: str
    keywords: tuple[str, ...]
    abbreviations: tuple[tuple[str, str], ...]
    large_print: bool
    lead: tuple[Block, ...]
    parts: Mapping[str, tuple[Part | Chart | KeyFigure, ...]]
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    calculations: tuple[Calculation, ...]
    numbered: bool  # whether note calls are numbers of the list of sources
    annex: Annex | None = None  # where the brief asks for one
    reviewed: str = ""  # « Vérifié par Anne Dupont le 24 novembre 2026 », where all claims are
