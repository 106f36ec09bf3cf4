"""What a check or build has to say; as JSON has it, it is kept, and taken back."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, ValidationError, convert, to_builtins

from plaidoyer.diagnostics import Finding, Severity, Silenced
from plaidoyer.publish import manifest

BY_CHANCE = frozenset(
    {"capture-unreadable", "invalid-file", "invalid-review", "invalid-style", "not-typeset", "template-error"}
)
"""Rules whose finding may come from the hour or the machine: time or memory ran out, a disk did not answer, there is
nothing that verifies a signature."""


class Report(Struct, frozen=True):
    """What a run has to say.

    ``failures`` are lines about what no author can mend (exit status 3). ``outputs`` are the entries of
    what was written, ``missed`` the briefs asked for that were not.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    briefs: int
    claims: int
    sources: int
    failures: tuple[str, ...] = ()
    outputs: tuple[manifest.Entry, ...] = ()
    missed: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)


def may_be_kept(report: Report) -> bool:
    """Whether the same would come of it again: nothing failed or is missing, and nothing may have been chance."""
    found = {finding.rule for finding in (*report.findings, *(one.finding for one in report.silenced))}
    return not report.failures and not report.missed and found.isdisjoint(BY_CHANCE)


class _Kept(Struct, frozen=True):
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    briefs: int
    claims: int
    sources: int
    outputs: tuple[dict[str, Any], ...]


def to_json(report: Report) -> Any:
    """A report without failures, of which nothing is missing."""
    outputs = tuple(dict(entry) for entry in report.outputs)
    return to_builtins(_Kept(report.findings, report.silenced, report.briefs, report.claims, report.sources, outputs))


def from_json(data: Any) -> Report | None:
    """The report that ``to_json`` gave; None for anything else."""
    try:
        kept = convert(data, _Kept)
    except ValidationError:
        return None
    return Report(kept.findings, kept.silenced, kept.briefs, kept.claims, kept.sources, outputs=kept.outputs)
