"""What a verdict is about, as digests: the words of a claim, and everything that they rest on. Never a page.

What is no evidence (a title, an address, the day on which a copy was retrieved) is not in them: see
``records.changes``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim, Evidence
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, SourceUse, Use, version_at
from plaidoyer.records.briefs import Brief
from plaidoyer.records.changes import says
from plaidoyer.records.sources import ArticleVersion, Passage, Source
from plaidoyer.records.text import CitationItem
from plaidoyer.signoffs.verdicts import Fingerprints

_Part = tuple[str, str, str]
"""What sort of thing it is, its name, and its digest."""


def fingerprints(claim: Claim, brief: Brief, uses: Mapping[Span, Use], proofs: Mapping[Key, Proof]) -> Fingerprints:
    """Those of a claim of ``brief``, as it is now.

    Whether a copy is here, or a receipt stands for it, makes no difference.
    """
    used = [uses[link.span] for link in claim.evidence if link.span in uses]
    parts = sorted({part for use in used for part in _rests_on(use, brief, proofs)})
    by_sort: dict[str, dict[str, str]] = {"passage": {}, "capture": {}, "figure": {}, "law": {}}
    for sort, name, digest in parts:
        by_sort[sort][name] = digest
    claimed = [claim.text, [_named(link) for link in claim.evidence]]
    return Fingerprints(_digest(claimed), by_sort["passage"], by_sort["capture"], by_sort["figure"], by_sort["law"])


def _named(link: Evidence) -> list[object]:
    """What a link names, and how."""
    if isinstance(link, CitationItem):
        return ["cite", link.source, link.passage, link.locator]
    return [link.kind, link.source, link.name, link.flag, link.alinea, link.sentence]


def _rests_on(use: Use, brief: Brief, proofs: Mapping[Key, Proof]) -> Iterator[_Part]:
    match use:
        case DerivedUse():
            yield "figure", use.derived.name, _digest([says(use.derived), str(use.value), use.qualifier])
            for inner in use.inputs.values():
                yield from _rests_on(inner, brief, proofs)
        case FigureUse():
            source = use.source
            yield "figure", f"{source.id}/{use.figure.name}", _digest(says(use.figure))
            yield from _of_passage(source, use.passage, brief, proofs)
        case QuoteUse():
            yield from _of_passage(use.source, use.passage, brief, proofs)
        case LawUse():
            yield _of_law(use.source, use.article, use.version, use.alinea)
        case SourceUse():
            if use.passage:
                yield from _of_passage(use.source, use.passage, brief, proofs)
            else:
                for copy in use.source.captures:
                    yield "capture", f"{use.source.id}/{copy.file}", copy.sha256


def _of_passage(source: Source, passage: Passage, brief: Brief, proofs: Mapping[Key, Proof]) -> Iterator[_Part]:
    yield "passage", f"{source.id}/{passage.name}", _digest(says(passage))
    proof = proofs.get((source.id, passage.name))
    if passage.article:
        yield _of_law(source, passage.article, version_at(source.articles[passage.article], brief), passage.alinea)
    elif proof:
        yield "capture", f"{source.id}/{proof.capture}", proof.sha256


def _of_law(source: Source, article: str, version: ArticleVersion, alinea: int) -> _Part:
    """An alinéa of an article in one of its versions, or all of them."""
    texts = version.alineas[alinea - 1 : alinea] if alinea else version.alineas
    name = f"{source.id}/{article}" + (f"#{alinea}" if alinea else "")
    return "law", name, _digest([version.id, str(version.in_force), list(texts)])


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
