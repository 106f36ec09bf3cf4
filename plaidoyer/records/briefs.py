"""A brief: its front matter, its text, and the figures it derives from figures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from plaidoyer.diagnostics import Span
from plaidoyer.records.amendments import LANG, Amendment
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import Localised, Places, Qualifier, Unit
from plaidoyer.records.text import Block, Body, Inline


class FigureName(Struct, frozen=True):
    """``id/name`` as written, and where."""

    source: str
    name: str
    span: Span


class Derived(Struct, frozen=True):
    """A figure computed from figures: ``formula`` over the names of ``inputs`` gives the number in ``unit``."""

    name: str
    inputs: Mapping[str, FigureName]
    formula: str
    unit: Unit
    span: Span
    places: Places
    digits: int | None = None  # decimals to print; None: as many as the result has, two at most
    qualifier: Qualifier | None = None
    of: Localised | None = None
    caveat: Localised | None = None


class Brief(Struct, frozen=True):
    """One ``briefs/<slug>/brief.md``, and the change of law that it asks for, where one stands beside it.

    ``places`` gives the place of each front-matter field under its name in the file. ``attach`` names what the PDF is
    to carry: « evidence », or nothing.
    """

    slug: str
    file: str
    title: str
    lang: str
    body: Body
    span: Span
    places: Places
    template: str = ""
    subtitle: str = ""
    date: Date | None = None
    version: str = ""
    authors: tuple[str, ...] = ()
    issuer: str = ""
    audience: str = ""
    recipients: tuple[str, ...] = ()
    ask: tuple[Inline, ...] = ()
    contact: str = ""
    transparency: str = ""
    notice: str = ""
    keywords: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    csl: str = ""
    derived: Mapping[str, Derived] = field(default_factory=dict)
    evidence_annex: bool = False
    attach: tuple[str, ...] = ()
    large_print: bool = False
    edition: str = ""
    amendment: Amendment | None = None

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The amendment, and the one to fall back on."""
        first = self.amendment
        return tuple(one for one in (first, first and first.fallback) if one)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text, then of its amendments' reasons."""
        return (
            *self.body.blocks,
            *(block for one in self.amendments if one.rationale for block in one.rationale.blocks),
        )

    def lang_at(self, span: Span) -> str:
        """The language of the text at a place: its own, or that of the law."""
        return LANG if any(span.file == one.file for one in self.amendments) else self.lang
