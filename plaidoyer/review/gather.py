"""A brief with all that was found out about it, as the sheets that a reviewer reads.

Words are in the brief's language. What stands in copies comes from ``excerpt_of``, where somebody wants to see it:
to read all of them would keep the list waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plaidoyer.checks.marks import Ground as Owner
from plaidoyer.checks.marks import grounds_of
from plaidoyer.compose.figures import amount_of, caveat_of, counted, kind_word, language_of
from plaidoyer.compose.figures import kind_of as kind_of_figure
from plaidoyer.compose.notes import OneSourceUse, originator_words, originators
from plaidoyer.compose.supports import Proofs, Support, Uses, place_of, supports
from plaidoyer.compose.writer import author
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.claims import Claim, Evidence
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, Use
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, format_period
from plaidoyer.languages.typography import set_text
from plaidoyer.records.briefs import Brief
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import Source
from plaidoyer.records.text import EvidenceLink
from plaidoyer.review.sheets import Excerpt, Ground, Sheet, Shelf
from plaidoyer.signoffs.standing import Standing, Weighed, reviewed

_AROUND = 400
"""Letters of a copy that are shown on either side of a passage: enough to see what it speaks of, and no more of it."""

_SLACK = 60
"""Letters within which an excerpt begins or ends between two words, or better, between two lines."""

_OF_STANDING = ("unreviewed-claim", "review-lapsed", "review-rejected")
"""Rules whose findings say of a claim what its standing says: not told twice."""

Owned = Mapping[Owner, Sequence[Finding]]
"""The findings that belong to passages and figures."""


def shelf_of(
    brief: Brief,
    claims: Sequence[Claim],
    uses: Uses,
    proofs: Proofs,
    findings: Iterable[Finding],
    owned: Owned,
    records: Mapping[str, str],
    weighed: Mapping[str, Weighed],
    standings: Mapping[str, Standing],
    *,
    draft: bool,
) -> Shelf:
    """A brief as a reviewer reads it.

    ``weighed`` are its claims as verdicts are about them, ``standings`` what was said of each, both by its key.
    ``findings`` are those that were weighed, of its files and its ``records``, which are by the names of sources.
    """
    of_files = {_letter(one): one for one in findings if one.rule not in _OF_STANDING}
    somebodys = {_letter(one) for its in owned.values() for one in its}
    nobodys = [one for letter, one in of_files.items() if letter not in somebodys]
    told: set[Finding] = set()
    sheets = []
    for number, claim in enumerate(claims, 1):
        owners = [owner for link in claim.evidence if link.span in uses for owner in grounds_of(uses[link.span])]
        of_grounds = [of_files.get(_letter(one)) for owner in owners for one in owned.get(owner, ())]
        its = tuple(dict.fromkeys([*_about(claim, records, nobodys), *(one for one in of_grounds if one)]))
        told |= {*its}
        grounds = tuple(_ground(one, brief.lang, uses) for one in supports(claim, brief, uses, proofs))
        key = claim.id.removeprefix(f"{brief.slug}-")
        own = weighed[key]
        mark = own.fingerprints.digest
        place = claim.span
        sheets.append(Sheet(key, number, own.text, place.file, place.line, its, grounds, standings[key], mark))
    others = tuple(one for one in of_files.values() if one not in told)
    return Shelf(brief.slug, brief.title, brief.lang, draft, tuple(sheets), others, reviewed(standings.values()))


def excerpt_of(proof: Proof, reading: Reading) -> Excerpt:
    """Where the words of a ``proof`` stand in the text that its extractor reads in the copy."""
    text, start, end = reading.text, proof.start, proof.end
    first = _cut(text, max(0, start - _AROUND), start) if start > _AROUND else 0
    last = len(text) - _cut(text[::-1], max(0, len(text) - end - _AROUND), len(text) - end)
    last = len(text) if len(text) - end <= _AROUND else last
    return Excerpt(
        text[first:start], text[start:end], text[end:last], reading.page(start), first == 0, last == len(text)
    )


def _cut(text: str, at: int, most: int) -> int:
    """A place at or behind ``at``, and never behind ``most``, where a line or a word begins."""
    near = text[at : min(at + _SLACK, most)]
    for mark in ("\n", " "):
        if mark in near:
            return at + near.index(mark) + 1
    return at


def _letter(finding: Finding) -> tuple[str, Span, str]:
    """What a finding says, whatever it was found to weigh."""
    return finding.rule, finding.span, finding.message


def _about(claim: Claim, records: Mapping[str, str], findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong at the place of a claim, of a link in it, or anywhere in a record that it names."""
    places = {(span.file, span.line, span.column) for span in (claim.span, *(link.span for link in claim.evidence))}
    files = {records.get(link.source) for link in claim.evidence}
    for one in findings:
        here = (one.span.file, one.span.line, one.span.column) in places
        if here or (one.span.file in files and one.severity is not Severity.NOTE):
            yield one


def _ground(support: Support, lang: str, uses: Uses) -> Ground:
    use = support.use
    if use is None:
        return Ground("nothing", support.name, proven=False)
    source, passage = use.source, support.passage
    translation = passage.translation.get(lang) if passage else None
    span = passage.span if passage else support.version.span if support.version else source.span
    if isinstance(use, FigureUse):
        span = use.figure.span
    issued = source.csl.get("issued")
    address = str(source.csl.get("URL", ""))
    return Ground(
        kind=_kind(support.link, use),
        name=support.name,
        proven=support.proven,
        words=support.exact,
        lang=language_of(source),
        translation=translation.text if translation else "",
        stated=_stated(use, lang) if isinstance(use, FigureUse) else "",
        derived=_derived(support, uses.get(support.link.span), lang),
        reading=support.reading,
        source=str(source.csl.get("title", source.id)),
        by=_by(use, lang),
        issued=format_period(issued, lang) if isinstance(issued, Period) else "",
        address=address if address.startswith(("https://", "http://")) else "",
        place=set_text(place_of(support, lang), lang),
        version=_version(support, lang),
        file=span.file,
        line=span.line,
        proof=support.proof,
        excerpt=_in_law(support),
        private=_is_private(support.proof, source),
    )


def _is_private(proof: Proof | None, source: Source) -> bool:
    """Whether the copy that words were found in may not be passed on."""
    return proof is not None and any(
        copy.file == proof.capture and not copy.redistributable for copy in source.captures
    )


def _kind(link: Evidence, use: OneSourceUse) -> str:
    if isinstance(link, EvidenceLink):
        return link.kind
    return "law" if isinstance(use, LawUse) else "passage" if link.passage else "source"


def _stated(use: FigureUse | DerivedUse, lang: str) -> str:
    """« environ 40 rapports, estimation, avril 2024 – mars 2025 »."""
    period = use.figure.period if isinstance(use, FigureUse) else None
    words = [
        f"{amount_of(use, lang)} {counted(use, lang)}".strip(),
        kind_word(kind_of_figure(use), lang),
        format_period(period, lang) if period else "",
        caveat_of(use, lang),
    ]
    return set_text(", ".join(filter(None, words)), lang)


def _derived(support: Support, use: Use | None, lang: str) -> str:
    if not support.derived or not isinstance(use, DerivedUse):
        return ""
    return f"{use.derived.name} = {use.derived.formula} → {amount_of(use, lang)}"


def _by(use: OneSourceUse, lang: str) -> str:
    """« IWF, cité par AFP »."""
    said = next(originators(use), None)
    name = author(use.source)
    return set_text(f"{originator_words(said, lang)} {name}" if said else name, lang)


def _in_law(support: Support) -> Excerpt | None:
    """Words of a law in their alinéa, as its record has it: that is its copy."""
    if support.version is None or not 0 < support.alinea <= len(support.version.alineas):
        return None
    before, words, after = support.version.alineas[support.alinea - 1].partition(support.exact)
    return Excerpt(before, words, after) if words else None


def _version(support: Support, lang: str) -> str:
    version = support.version
    if version is None or support.use is None:
        return ""
    if support.use.source.type == "bill":
        return version.id
    since = catalogue(lang).gettext("in force since %(date)s") % {"date": format_date(version.in_force, lang)}
    return f"{version.id}, {set_text(since, lang)}"
