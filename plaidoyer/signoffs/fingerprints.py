"""What a verdict is about: the words of a claim, and everything that they rest on. Never a page.

What is no evidence (a title, an address, the day on which a copy was retrieved) is not in them: see
``records.changes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim, Evidence
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, SourceUse, Use, version_at
from plaidoyer.records.briefs import Brief
from plaidoyer.records.changes import says
from plaidoyer.records.sources import ArticleVersion, Passage, Source
from plaidoyer.records.text import CitationItem
from plaidoyer.signoffs.verdicts import Facts, Fingerprints, Grounds, digest_of, fingerprints

_Part = tuple[str, str, Facts]
"""What sort of thing it is, its name, and what it says; of a copy, nothing but its digest."""


def fingerprinted(
    claim: Claim, brief: Brief, uses: Mapping[Span, Use], proofs: Mapping[Key, Proof]
) -> tuple[Fingerprints, Grounds]:
    """The fingerprints of a claim of ``brief`` and of what it rests on, and what that says, as it is now.

    Whether a copy is here, or a receipt stands for it, makes no difference.
    """
    used = [uses[link.span] for link in claim.evidence if link.span in uses]
    by_sort: dict[str, dict[str, Facts]] = {"passage": {}, "capture": {}, "figure": {}, "law": {}}
    for sort, name, facts in (part for use in used for part in _rests_on(use, brief, proofs)):
        by_sort[sort][name] = facts
    grounds = Grounds(by_sort["passage"], by_sort["figure"], by_sort["law"])
    captures = {name: facts["sha256"] for name, facts in by_sort["capture"].items()}
    claimed = digest_of([claim.text, [_named(link) for link in claim.evidence]])
    return fingerprints(claimed, captures, grounds), grounds


def _named(link: Evidence) -> list[object]:
    """What a link names, and how."""
    if isinstance(link, CitationItem):
        return ["cite", link.source, link.passage, link.locator]
    return [link.kind, link.source, link.name, link.flag, link.alinea, link.sentence]


def _rests_on(use: Use, brief: Brief, proofs: Mapping[Key, Proof]) -> Iterator[_Part]:
    match use:
        case DerivedUse():
            facts = {**says(use.derived), "value": str(use.value), "qualifier": str(use.qualifier)}
            yield "figure", use.derived.name, facts
            for inner in use.inputs.values():
                yield from _rests_on(inner, brief, proofs)
        case FigureUse():
            source = use.source
            yield "figure", f"{source.id}/{use.figure.name}", says(use.figure)
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
                    yield _of_copy(use.source, copy.file, copy.sha256)


def _of_passage(source: Source, passage: Passage, brief: Brief, proofs: Mapping[Key, Proof]) -> Iterator[_Part]:
    yield "passage", f"{source.id}/{passage.name}", says(passage)
    proof = proofs.get((source.id, passage.name))
    if passage.article:
        yield _of_law(source, passage.article, version_at(source.articles[passage.article], brief), passage.alinea)
    elif proof:
        yield _of_copy(source, proof.capture, proof.sha256)


def _of_copy(source: Source, file: str, sha256: str) -> _Part:
    return "capture", f"{source.id}/{file}", {"sha256": sha256}


def _of_law(source: Source, article: str, version: ArticleVersion, alinea: int) -> _Part:
    """An alinéa of an article in one of its versions, or all of them."""
    numbered = enumerate(version.alineas, 1)
    texts = {f"alineas.{number}": text for number, text in numbered if alinea in (0, number)}
    name = f"{source.id}/{article}" + (f"#{alinea}" if alinea else "")
    return "law", name, {"id": version.id, "in-force": str(version.in_force), **texts}
