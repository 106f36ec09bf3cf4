"""The variables of the Citation Style Language under their own names, read from YAML and written as JSON.

Source: CSL 1.0.2, appendices III and IV, and its schema ``csl-data.json``. It knows nothing of
passages, figures or captures.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from typing import Any

from plaidoyer.records.dates import Date, Period, parse_date
from plaidoyer.records.fields import Fields
from plaidoyer.records.nodes import Mapping, Node, Scalar
from plaidoyer.records.schema import (
    Findings,
    boolean,
    integer,
    invalid,
    one_or_more,
    period,
    sequence,
    shortened,
    text,
)
from plaidoyer.records.sources import Source

Variable = str | tuple[ReadOnly[str, str], ...] | Period


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


TYPES = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog regulation
    report review review-book software song speech standard thesis treaty webpage"""
)

STANDARD = frozenset(
    _words(
        """abstract annote archive archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions
    division DOI event event-place event-title genre ISBN ISSN journalAbbreviation jurisdiction keyword
    language license medium note original-publisher original-publisher-place original-title part-title
    PMCID PMID publisher publisher-place references reviewed-genre reviewed-title scale shortTitle source
    status title title-short URL volume-title year-suffix"""
    )
)

NUMBER = frozenset(
    _words(
        """chapter-number citation-number collection-number edition first-reference-note-number issue locator
    number number-of-pages number-of-volumes page page-first part part-number printing printing-number
    section supplement supplement-number version volume"""
    )
)

NAME = frozenset(
    _words(
        """author chair collection-editor compiler composer container-author contributor curator director
    editor editor-translator editorial-director executive-producer guest host illustrator interviewer
    narrator organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator"""
    )
)

DATE = frozenset(_words("accessed available-date event-date issued original-date submitted"))

VARIABLES = STANDARD | NUMBER | NAME | DATE

LOCATORS = _words(
    """act appendix article-locator book canon chapter column elocation equation figure folio issue line
    note opus page paragraph part rule scene section sub-verbo supplement table timestamp title-locator
    verse version volume"""
)

_NAME_PARTS = ("literal", "family", "given", "suffix", "dropping-particle", "non-dropping-particle")


def read_variables(fields: Fields) -> dict[str, Variable]:
    """Every CSL variable among ``fields``, findings noted there. ``custom`` may hold anything."""
    variables: dict[str, Variable] = {}
    for name in fields.names:
        value: Variable | None = None
        if name in NAME:
            value = fields.get(name, _names)
        elif name in DATE:
            value = fields.get(name, _date)
        elif name in VARIABLES:
            value = fields.get(name, text)
        if value:
            variables[name] = value
    fields.node("custom")
    return variables


def to_csl_json(source: Source) -> dict[str, Any]:
    """The item that a citation processor takes: CSL-JSON, dates as ``date-parts``."""
    item: dict[str, Any] = {"id": source.id, "type": source.type}
    for name, value in source.csl.items():
        if isinstance(value, Period):
            item[name] = _date_json(value)
        elif isinstance(value, str):
            item[name] = value
        else:
            item[name] = [dict(parts) for parts in value]
    return item


def _date_json(value: Period) -> dict[str, Any]:
    points = [value.start] if value.start == value.end else [value.start, value.end]
    parts = [[part for part in (point.year, point.month, point.day) if part] for point in points]
    circa = {"circa": True} if any(point.circa for point in points) else {}
    return {"date-parts": parts, **circa}


def _name(node: Node) -> tuple[dict[str, str] | None, Findings]:
    """The parts of one name; plain text is a name to print as it stands."""
    if isinstance(node, Scalar):
        literal, findings = text(node)
        return (None if literal is None else {"literal": literal}), findings
    fields = Fields(node)
    given = {part: fields.get(part, text) for part in _NAME_PARTS}
    parts = {part: value for part, value in given.items() if value is not None}
    if fields.is_mapping and not {"literal", "family", "given"} & set(fields.names):
        fields.missing("literal", "a name has « family » and « given », or « literal »", fields.place)
    return parts or None, fields.close()


_names = one_or_more(_name)
_parts = sequence(sequence(integer(1, 9999)))


def _date(node: Node) -> tuple[Period | None, Findings]:
    """An EDTF date or interval, or the ``date-parts`` that CSL-JSON has in its place."""
    if not isinstance(node, Mapping):
        return period(node)
    fields = Fields(node)
    parts = fields.require("date-parts", _parts)
    circa = bool(fields.get("circa", boolean))
    findings = fields.close()
    if findings or parts is None:
        return None, findings
    try:
        points = [_point(numbers, circa) for numbers in parts]
        if not 1 <= len(points) <= 2 or points[0].first > points[-1].last:
            raise ValueError("a period has a beginning and an end, in this order")
    except ValueError as error:
        hint = "write it as 2024-10-29, or 2023-04/2024-03"
        return None, (invalid(node.span, f"« {shortened(_source(node))} » is no date: {error}", hint),)
    return Period(points[0], points[-1]), ()


def _point(numbers: tuple[int, ...], circa: bool) -> Date:
    """One date of ``date-parts``. Raises ValueError."""
    year, *rest = numbers or (0,)
    return parse_date("-".join([f"{year:04}", *(f"{number:02}" for number in rest)]) + ("~" if circa else ""))


def _source(node: Mapping) -> str:
    return node.origin.text[node.start : node.end]
