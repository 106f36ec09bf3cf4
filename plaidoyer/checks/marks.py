"""Which claims a finding breaks, and whether it makes a brief a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plaidoyer.checks.sound import figures_of, passages_of
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import Use

Ground = tuple[str, str, str]
"""What a claim rests on: « passage » or « figure », the id of its source, and its name."""


def grounds_of(use: Use) -> Iterator[Ground]:
    """The passages and figures that a use rests on."""
    for source, passage in passages_of(use):
        yield "passage", source.id, passage.name
    for figure in figures_of(use):
        yield "figure", figure.source.id, figure.figure.name


def broken_claims(
    claims: Sequence[Claim],
    uses: Mapping[Span, Use],
    errors: Iterable[Finding],
    records: Mapping[str, str],
    owned: Mapping[Ground, Collection[Finding]],
) -> dict[str, tuple[str, ...]]:
    """The rules that each broken claim breaks, by the claim's id.

    ``errors`` are findings at error level; one at the place of a claim, or of a link in it, breaks it, and so does one
    that is ``owned`` by a passage or figure on which it rests. ``records`` maps each source to its file: an error
    there that nothing owns breaks every claim that uses the source.
    """
    errors = tuple(errors)
    claimed = {finding for its in owned.values() for finding in its}
    broken = {}
    for claim in claims:
        places = {(span.file, span.line, span.column) for span in (claim.span, *(link.span for link in claim.evidence))}
        grounds = [ground for link in claim.evidence if link.span in uses for ground in grounds_of(uses[link.span])]
        named = {*(link.source for link in claim.evidence), *(source for _, source, _ in grounds)}
        files = {records[source] for source in named if source in records}
        shaken = {finding for ground in grounds for finding in owned.get(ground, ())}
        rules = dict.fromkeys(
            finding.rule
            for finding in errors
            if finding in shaken
            or (finding.span.file, finding.span.line, finding.span.column) in places
            or (finding.span.file in files and finding not in claimed)
        )
        if rules:
            broken[claim.id] = tuple(rules)
    return broken


def is_draft(findings: Iterable[Finding], files: Iterable[str]) -> bool:
    """Whether an error lies in one of the files that a brief is made of."""
    own = frozenset(files)
    return any(finding.severity is Severity.ERROR and finding.span.file in own for finding in findings)
