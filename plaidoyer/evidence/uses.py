"""What the links of a brief name: each is resolved to the record behind it, or found unknown.

Whether the words of a brief agree with the record, and the record with its capture, is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.derived import FormulaError, evaluate, parsed, rounded
from plaidoyer.records.briefs import Brief, Derived, FigureName
from plaidoyer.records.sources import ArticleVersion, Figure, Passage, Qualifier, Source
from plaidoyer.records.text import CitationItem, EvidenceLink
from plaidoyer.spelling import did_you_mean

_T = TypeVar("_T")


class SourceUse(Struct, frozen=True):
    """A citation: of a whole source, or of one of its passages."""

    source: Source
    passage: Passage | None


class FigureUse(Struct, frozen=True):
    """A figure of a record, and the passage that it was read in."""

    source: Source
    figure: Figure
    passage: Passage


class DerivedUse(Struct, frozen=True):
    """A figure of the brief's own, its value, and the figures it was computed from, by their names there."""

    derived: Derived
    value: Decimal
    qualifier: Qualifier
    inputs: Mapping[str, FigureUse]


class QuoteUse(Struct, frozen=True):
    """A passage whose words are printed."""

    source: Source
    passage: Passage


class LawUse(Struct, frozen=True):
    """An article of law, in the version that the brief speaks of."""

    source: Source
    article: str
    version: ArticleVersion
    alinea: int


Use = SourceUse | FigureUse | DerivedUse | QuoteUse | LawUse


class Resolved(Struct, frozen=True):
    """The uses of a brief by the place of their link, and what could not be found."""

    uses: Mapping[Span, Use]
    findings: tuple[Finding, ...]


def names_in(brief: Brief, claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of all records that a brief and its amendments name, whether they are there or not."""
    derived = {figure.source for entry in brief.derived.values() for figure in entry.inputs.values()}
    linked = {link.source for claim in claims for link in claim.evidence if link.source}
    return frozenset(derived | linked | {source for one in brief.amendments for source in one.sources})


def resolve(brief: Brief, claims: tuple[Claim, ...], sources: Mapping[str, Source], broken: frozenset[str]) -> Resolved:
    """Find what every link of ``claims`` names.

    ``broken`` are records with faults of their own: what they lack may only be unreadable, and is not
    reported again.
    """
    shelf = _Shelf(sources, broken)
    derived, findings = _derive(brief, shelf)
    uses: dict[Span, Use] = {}
    for link in (link for claim in claims for link in claim.evidence):
        match _find(link, shelf, derived, brief):
            case Finding() as finding:
                findings.append(finding)
            case None:
                pass
            case use:
                uses[link.span] = use
    return Resolved(uses, tuple(findings))


def sources_in(uses: Iterator[Use]) -> Iterator[Source]:
    """The records behind ``uses``, inputs of derived figures too, in order, with repeats."""
    for use in uses:
        if isinstance(use, DerivedUse):
            yield from (figure.source for figure in use.inputs.values())
        else:
            yield use.source


def version_at(versions: tuple[ArticleVersion, ...], brief: Brief) -> ArticleVersion:
    """The version in force on the brief's date; the last one where the brief has no date or none fits."""
    ordered = sorted(versions, key=lambda version: version.in_force.first)
    if brief.date is None:
        return ordered[-1]
    past = [version for version in ordered if version.in_force.first <= brief.date.last]
    return past[-1] if past else ordered[0]


class _Shelf(Struct, frozen=True):
    """The records, asked by name.

    An answer is what was asked for, a finding that it is unknown, or None: it may stand in what could
    not be read of a broken record, which has findings of its own.
    """

    sources: Mapping[str, Source]
    broken: frozenset[str]

    def source(self, name: str, span: Span) -> Source | Finding | None:
        if name in self.sources:
            return self.sources[name]
        if name in self.broken:
            return None
        message = f"no source record is called « {name} »"
        return _unknown("unknown-source", message, name, self.sources, span, f"add sources/{name}.yaml")

    def passage(self, source: Source, name: str, span: Span) -> Passage | Finding | None:
        return self._entry(source, "passages", "passage", source.passages, name, span)

    def figure(self, source: Source, name: str, span: Span) -> FigureUse | Finding | None:
        figure = self._entry(source, "figures", "figure", source.figures, name, span)
        if not isinstance(figure, Figure):
            return figure
        passage = self.passage(source, figure.passage, span)
        return FigureUse(source, figure, passage) if isinstance(passage, Passage) else passage

    def article(self, source: Source, link: EvidenceLink, brief: Brief) -> LawUse | Finding | None:
        versions = self._entry(source, "articles", "article", source.articles, link.name, link.span)
        if not isinstance(versions, tuple):
            return versions
        version = version_at(versions, brief)
        if link.alinea <= len(version.alineas):
            return LawUse(source, link.name, version, link.alinea)
        count = len(version.alineas)
        return Finding(
            "unknown-article",
            f"article {link.name} of « {source.id} » has no alinéa {link.alinea}: the record holds {count}",
            link.span,
            "correct the number, or add the alinéas that are missing to the record",
        )

    def _entry(
        self, source: Source, table: str, noun: str, entries: Mapping[str, _T], name: str, span: Span
    ) -> _T | Finding | None:
        if entries.get(name):
            return entries[name]
        if source.id in self.broken and source.may_hold(table, name):
            return None
        message = f"the record « {source.id} » has no {noun} « {name} »"
        return _unknown(f"unknown-{noun}", message, name, entries, span, f"add it to « {table} » in {source.file}")


def _find(
    link: CitationItem | EvidenceLink, shelf: _Shelf, derived: Mapping[str, DerivedUse | None], brief: Brief
) -> Use | Finding | None:
    if isinstance(link, EvidenceLink) and link.kind == "figure" and not link.source:
        if link.name in derived:
            return derived[link.name]
        message, otherwise = (
            f"no derived figure is called « {link.name} »",
            "add it to « derived », or write « figure:id/name »",
        )
        return _unknown("unknown-figure", message, link.name, derived, link.span, otherwise)
    source = shelf.source(link.source, link.span)
    if not isinstance(source, Source):
        return source
    if isinstance(link, CitationItem):
        if not link.passage:
            return SourceUse(source, None)
        passage = shelf.passage(source, link.passage, link.span)
        return SourceUse(source, passage) if isinstance(passage, Passage) else passage
    if link.kind == "law":
        return shelf.article(source, link, brief)
    if link.kind == "figure":
        return shelf.figure(source, link.name, link.span)
    passage = shelf.passage(source, link.name, link.span)
    return QuoteUse(source, passage) if isinstance(passage, Passage) else passage


def _derive(brief: Brief, shelf: _Shelf) -> tuple[dict[str, DerivedUse | None], list[Finding]]:
    """Every derived figure of a brief, None for one that cannot be computed; and what was wrong with them."""
    derived: dict[str, DerivedUse | None] = {}
    findings: list[Finding] = []
    for entry in brief.derived.values():
        found = {name: _input(written, shelf) for name, written in entry.inputs.items()}
        findings += [problem for problem in found.values() if isinstance(problem, Finding)]
        inputs = {name: use for name, use in found.items() if isinstance(use, FigureUse)}
        derived[entry.name] = None
        match _compute(entry, inputs):
            case Finding() as problem:
                findings.append(problem)
            case use:
                derived[entry.name] = use
    return derived, findings


def _input(written: FigureName, shelf: _Shelf) -> FigureUse | Finding | None:
    source = shelf.source(written.source, written.span)
    if not isinstance(source, Source):
        return source
    found = shelf.figure(source, written.name, written.span)
    if isinstance(found, FigureUse) and found.figure.value is None:
        message = f"the figure « {written.source}/{written.name} » is a range: nothing can be computed from it"
        return Finding("invalid-value", message, written.span, "use a figure that has one value")
    return found


def _compute(entry: Derived, inputs: Mapping[str, FigureUse]) -> DerivedUse | Finding | None:
    """The figure, or what is wrong with it; None where an input is missing and the formula is sound."""
    inexact = [name for name, use in inputs.items() if use.figure.qualifier is not Qualifier.EXACTLY]
    if inexact and entry.qualifier is None:
        return Finding(
            "missing-field",
            f"« {entry.name} » needs a « qualifier »: its input « {inexact[0]} » is not exact",
            entry.span,
            "add for example « qualifier: about »",
        )
    values = {name: use.figure.value for name, use in inputs.items() if use.figure.value is not None}
    try:
        parsed(entry.formula, entry.inputs)
        if len(inputs) < len(entry.inputs):
            return None
        value = rounded(evaluate(entry.formula, values), entry.digits)
    except FormulaError as error:
        return Finding("invalid-formula", str(error), entry.places.get("formula", entry.span), error.hint)
    return DerivedUse(entry, value, entry.qualifier or Qualifier.EXACTLY, inputs)


def _unknown(rule: str, message: str, name: str, known: Mapping[str, object], span: Span, otherwise: str) -> Finding:
    return Finding(rule, message, span, did_you_mean(name, known) or otherwise)
