"""Who said it: estimates without an author, sources that only report another, sources younger than the brief."""

from __future__ import annotations

from collections.abc import Iterator

from plaidoyer.checks.case import Case
from plaidoyer.checks.names import Names, names_known
from plaidoyer.checks.plain import Statement, plain_text
from plaidoyer.checks.sound import figures_of, passages_of
from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.claims import FIGURE_DIVISIONS, figure_links
from plaidoyer.evidence.uses import FigureUse, Use, sources_in
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import Kind, Passage, Source

_ANSWERABLE = ("author", "publisher", "authority", "container-title", "container-title-short", "title-short")
"""CSL variables that name who answers for a source."""


def unattributed_estimates(case: Case) -> Iterator[Finding]:
    """Links to estimates and forecasts whose sentence does not name who made them."""
    if not any(one.figure.kind in _A for use in case.uses.values() for one in figures_of(use)):
        return
    names = _names(case)
    for statement in case.statements:
        for linked in statement.said.links:
            use = case.uses.get(linked.link.span)
            for one in figures_of(use) if use else ():
                if one.figure.kind not in _A:
                    continue
                makers = _makers(one)
                if not any(names.said_in(_around(statement), name) for name in makers):
                    maker = makers[0] if makers else "whoever made it"
                    what = f"« {one.source.id}/{one.figure.name} » is {_A[one.figure.kind]}"
                    yield Finding(
                        "unattributed-estimate",
                        f"{what}, and this sentence does not say whose",
                        linked.link.span,
                        f"name « {maker} » in the sentence",
                    )
                    break


_A = {Kind.ESTIMATE: "an estimate", Kind.FORECAST: "a forecast"}


def secondary_sources(case: Case) -> Iterator[Finding]:
    """Claims that rest on what a source only reports, and name neither that source nor cite the one reported.

    Where whole notes are printed, the note says « IWF, cité par AFP » itself; so do charts and key figures.
    """
    if not any(_originators(passage) for use in case.uses.values() for _, passage in passages_of(use)):
        return
    names = _names(case)
    for statement in case.statements:
        if case.template.notes != "call" or statement.span.file != case.brief.file:  # reasons have notes in the line
            continue
        uses = [(link, case.uses[link.span]) for link in statement.evidence if link.span in case.uses]
        cited = list(sources_in(iter([use for _, use in uses])))
        for link, use in uses:
            reported = next(_unnamed(use, cited, statement, names, case), None)
            if reported is not None:
                source, name = reported
                said = _persons(source) or (source.id,)
                yield Finding(
                    "secondary-source",
                    f"this sentence rests on « {source.id} », which only reports « {name} »",
                    link.span,
                    f"name « {said[0]} » in the sentence as who reports it, or cite « {name} » itself",
                )
                break


def sources_after_brief(case: Case) -> Iterator[Finding]:
    """Sources issued after the brief's date, each at the first link to it."""
    date, seen = case.brief.date, set()
    for claim in case.claims:
        for link in claim.evidence:
            for source in sources_in(iter([case.uses[link.span]] if link.span in case.uses else [])):
                issued = source.csl.get("issued")
                if date is None or source.id in seen or not isinstance(issued, Period):
                    continue
                seen.add(source.id)
                if date.last < issued.start.first:
                    yield Finding(
                        "source-after-brief",
                        f"« {source.id} » was issued on {issued.start}, after the date of this brief, {date}",
                        link.span,
                        "correct the date of the brief or of the record",
                    )


def _names(case: Case) -> Names:
    """The abbreviations that the brief, its text and the passages that it uses explain."""
    texts = [statement.said.text for statement in case.statements]
    for use in case.uses.values():
        for _, passage in passages_of(use):
            texts += [passage.exact, *([passage.originator.exact] if passage.originator else [])]
    return names_known(case.brief.abbreviations, texts, case.brief.lang)


def _makers(use: FigureUse) -> tuple[str, ...]:
    """Who made an estimate: who said it, where the source reports it; else who answers for the source."""
    return _originators(use.passage) or _persons(use.source)


def _originators(passage: Passage) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage.originator.name.texts.values())) if passage.originator else ()


def _persons(source: Source) -> tuple[str, ...]:
    """The names of those who answer for a source, authors first."""
    found: list[str] = []
    for variable in _ANSWERABLE:
        value = source.csl.get(variable)
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            found += [name.get("literal") or _person(name.get("given", ""), name.get("family", "")) for name in value]
    return tuple(name for name in dict.fromkeys(found) if name)


def _person(given: str, family: str) -> str:
    return f"{given} {family}".strip()


def _around(statement: Statement) -> str:
    """The sentence; of a table's cell, its row, its column's head and the caption too."""
    table = statement.table
    if table is None:
        return statement.said.text
    row = next(row for row in (table.head, *table.rows) if statement.block in row)
    runs = [cell.children for cell in (*row, *table.head)] + [table.caption]
    return " \n ".join(plain_text(run).text for run in runs)


def _unnamed(
    use: Use, cited: list[Source], statement: Statement, names: Names, case: Case
) -> Iterator[tuple[Source, str]]:
    """What a use rests on that its sentence hides: the reporting source and whom it reports."""
    for source, passage in passages_of(use):
        by = _persons(source)
        originators = _originators(passage)
        if not originators or any(names.alike(name, own) for name in originators for own in by):
            continue
        primary = any(names.alike(name, own) for name in originators for other in cited for own in _persons(other))
        named = any(names.said_in(_around(statement), name) for name in by)
        if not (primary or named or _is_printed_beside(source, statement, case)):
            yield source, originators[0]


def _is_printed_beside(source: Source, statement: Statement, case: Case) -> bool:
    """Whether the chart or key figure around a sentence names its source: it prints « IWF, cité par AFP »."""
    drawn = [figure_links(division) for division in statement.divisions if division.name in FIGURE_DIVISIONS]
    uses = [case.uses[link.span] for links in drawn for link in links if link.span in case.uses]
    return any(source.id == other.id for other in sources_in(iter(uses)))
