"""What a check or build has to say, and a check's report as JSON has it: kept, and taken back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from plaidoyer.diagnostics import Finding, Severity, Silenced, Span
from plaidoyer.publish import manifest

_BY_CHANCE = frozenset({"capture-unreadable", "invalid-file", "invalid-style", "not-typeset", "template-error"})
"""Rules whose finding may come from the hour or the machine: time or memory ran out, a disk did not answer."""


@dataclass(frozen=True, slots=True)
class Report:
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
    """Whether a check would find the same again: nothing failed, and nothing may have been chance."""
    found = {finding.rule for finding in (*report.findings, *(one.finding for one in report.silenced))}
    return not report.failures and found.isdisjoint(_BY_CHANCE)


def to_json(report: Report) -> Any:
    """A check's report, which has no outputs and no failures."""
    return {
        "findings": [asdict(finding) for finding in report.findings],
        "silenced": [[asdict(one.finding), one.reason] for one in report.silenced],
        "counts": [report.briefs, report.claims, report.sources],
    }


def from_json(data: Any) -> Report | None:
    """The report that ``to_json`` gave; None for anything else."""
    try:
        briefs, claims, sources = map(int, data["counts"])
        return Report(
            tuple(_finding(one) for one in data["findings"]),
            tuple(Silenced(_finding(one), reason) for one, reason in data["silenced"]),
            briefs,
            claims,
            sources,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _finding(data: Any) -> Finding:
    return Finding(**{**data, "span": Span(**data["span"]), "severity": Severity(data["severity"])})
