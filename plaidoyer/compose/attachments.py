"""The files that a PDF carries: what it rests on, and what it says, for programs; wording to be pasted.

Everything here is made of what the page is made of. Whether a capture was there, or a receipt stood for it, must not
show, nor may anything stand here of the files that records and briefs are read from. This module must not know how a
PDF holds its files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict

from plaidoyer.compose.document import Calculation, Document
from plaidoyer.compose.figures import language_of
from plaidoyer.compose.supports import Proofs, Support, Uses, place_of, supports
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import FigureUse, LawUse, QuoteUse, Use
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.records.briefs import Brief
from plaidoyer.records.csl import to_csl_json
from plaidoyer.records.sources import Figure, Source

VERSION = 1
"""Of the form of ``claims.json`` and ``document.json``. (CSL-JSON is a list of records and has no room for one.)"""


class Carried(Struct, frozen=True):
    """A file of this ``name`` that goes with a PDF; ``description`` says in the page's language what it is.

    ``relationship`` is that of ISO 32000-2, 7.11.3: what it is to the page.
    """

    name: str
    text: str
    description: str
    relationship: Literal["Data", "Source"] = "Data"


class Matter(Struct, frozen=True):
    """What the evidence of a brief is written down from, that of its amendment's reasons included.

    ``words`` are those of each claim as printed, ``sums`` its calculations, both by its identifier; ``sources`` are
    the records that the brief names.
    """

    brief: Brief
    claims: Sequence[Claim]
    words: Mapping[str, str]
    sums: Mapping[str, Sequence[Calculation]]
    uses: Uses
    proofs: Proofs
    sources: Sequence[Source]


def evidence(document: Document, matter: Matter) -> tuple[Carried, ...]:
    """The records cited, the claims with what they rest on, and the composed document, each as a file of JSON."""
    _ = catalogue(document.lang).gettext
    references = [to_csl_json(source) for source in sorted(matter.sources, key=lambda source: source.id)]
    claims = {"brief": matter.brief.slug, "lang": document.lang, "claims": [*_claims(matter)]}
    return (
        Carried("sources.csl.json", _json(references), _("The sources cited, as CSL-JSON"), "Source"),
        Carried("claims.json", _json({"version": VERSION, **claims}), _("Each claim and what it rests on, as JSON")),
        Carried(
            "document.json",
            _json({"version": VERSION, "document": _data(document)}),
            _("The content of this document, as JSON"),
        ),
    )


def wording(texts: Mapping[str, str], lang: str) -> tuple[Carried, ...]:
    """The ``texts`` of an amendment, by the names of their files without ending, as files of plain text."""
    from plaidoyer.compose.amendment import CONSOLIDATED  # the rooms of the law, loaded where there are texts

    _ = catalogue(lang).gettext
    tabled, consolidated = _("Wording to table, as plain text"), _("The law as it would read, as plain text")
    return tuple(
        Carried(f"{name}.txt", text, consolidated if name.startswith(CONSOLIDATED) else tabled)
        for name, text in texts.items()
    )


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _claims(matter: Matter) -> Iterator[Mapping[str, Any]]:
    for claim in matter.claims:
        lang = matter.brief.lang_at(claim.span)
        found = supports(claim, matter.brief, matter.uses, matter.proofs)
        yield {
            "id": claim.id,
            "text": matter.words[claim.id],
            "calculations": [one.words for one in matter.sums.get(claim.id, ())],
            "evidence": [dict(_support(one, lang)) for one in found],
        }


def _support(support: Support, lang: str) -> Iterator[tuple[str, Any]]:
    """What is known of one thing that a claim rests on; what does not apply is left out."""
    use = support.use
    yield "proven", support.proven
    if use is None:
        yield from {"kind": "unknown", "name": support.name}.items()
        return
    known = {
        "kind": _kind(use),
        "source": use.source.id,
        "passage": support.passage.name if support.passage else "",
        "exact": support.exact,
        "lang": language_of(use.source) if support.exact else "",
        "place": place_of(support, lang),
        "derived": support.derived,
        "reading": support.reading,
        "figure": _figure(use.figure) if isinstance(use, FigureUse) else None,
    }
    if support.article:
        known |= {"article": support.article, "alinea": support.alinea, "sentence": support.sentence}
    if version := support.version:
        since = "" if use.source.type == "bill" else str(version.in_force)  # a bill is in force nowhere
        known["version"] = _without_blanks(
            {"id": version.id, "in-force": since, "seen": str(version.seen or ""), "seen-at": version.seen_at}
        )
    if proof := support.proof:
        known["capture"] = _without_blanks({"sha256": proof.sha256, "retrieved": str(proof.retrieved or "")})
    yield from _without_blanks(known).items()


def _kind(use: Use) -> str:
    match use:
        case FigureUse():
            return "figure"
        case QuoteUse():
            return "quote"
        case LawUse():
            return "law"
        case _:
            return "citation"


def _figure(figure: Figure) -> Mapping[str, Any]:
    """A figure as its record has it; numbers are text, so that none is rounded."""
    numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
    return _without_blanks(
        {
            "name": figure.name,
            **{name: "" if number is None else format(number, "f") for name, number in numbers.items()},
            "qualifier": figure.qualifier.value,
            "unit": figure.unit.symbol or _data(figure.unit.names),
            "of": _data(figure.of.texts) if figure.of else None,
            "kind": figure.kind.value,
            "period": str(figure.period or ""),
        }
    )


def _without_blanks(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in values.items() if value}


def _data(value: object) -> Any:
    """What JSON can say of composed data: each node an object whose ``type`` is the name of its class."""
    match value:
        case Struct():
            return {"type": type(value).__name__, **{name: _data(inner) for name, inner in asdict(value).items()}}
        case Mapping():
            return {name: _data(inner) for name, inner in value.items()}
        case tuple():
            return [_data(inner) for inner in value]
        case _:
            return value
