"""Which claims a finding breaks, and whether it makes a brief a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.claims import Claim


def broken_claims(
    claims: Sequence[Claim], errors: Iterable[Finding], records: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """The rules that each broken claim breaks, by the claim's id.

    ``errors`` are findings at error level; one at the place of a claim, or of a link in it, breaks it.
    ``records`` maps each source to its file: an error there breaks every claim that uses the source.
    """
    errors = tuple(errors)
    broken = {}
    for claim in claims:
        places = {(span.file, span.line, span.column) for span in (claim.span, *(link.span for link in claim.evidence))}
        files = {records[link.source] for link in claim.evidence if link.source in records}
        rules = dict.fromkeys(
            finding.rule
            for finding in errors
            if (finding.span.file, finding.span.line, finding.span.column) in places or finding.span.file in files
        )
        if rules:
            broken[claim.id] = tuple(rules)
    return broken


def is_draft(findings: Iterable[Finding], files: Iterable[str]) -> bool:
    """Whether an error lies in one of the files that a brief is made of."""
    own = frozenset(files)
    return any(finding.severity is Severity.ERROR and finding.span.file in own for finding in findings)
