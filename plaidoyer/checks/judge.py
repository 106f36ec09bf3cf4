"""The one place that weighs, silences and sorts findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.checks.rules import BY_ID
from plaidoyer.diagnostics import Finding, Severity, Silenced
from plaidoyer.records.text import Allowance

_FACTS = frozenset(
    {
        "invalid-file",
        "invalid-yaml",
        "invalid-markdown",
        "missing-glyph",
        "not-typeset",
        "template-error",
        "unfit-image",
        "unknown-template",
    }
)
"""Rules that report that something could not be read or made: there is nothing to allow."""


class Verdict(Struct, frozen=True):
    """What stands, sorted by place, and what was silenced."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]


def judge(
    findings: Iterable[Finding],
    allowed: Mapping[str, str],
    allowances: Mapping[str, Sequence[Allowance]],
    *,
    final: bool,
) -> Verdict:
    """Give each finding its severity, drop repeats, take out what is allowed, sort the rest by place.

    ``allowed`` is the setting (rule → reason), ``allowances`` the comments of each file. Findings about
    evidence and law, and those that say a thing could not be read or made, cannot be silenced.
    """
    standing: set[Finding] = set()
    silenced: dict[Finding, str] = {}
    for finding in findings:
        weighed = replace(finding, severity=_lighter(finding.severity, severity(finding.rule, final=final)))
        reason = _reason(weighed, allowed, allowances.get(finding.span.file, ()))
        if reason is None:
            standing.add(weighed)
        else:
            silenced[weighed] = reason
    return Verdict(
        tuple(sorted(standing, key=_order)),
        tuple(Silenced(finding, silenced[finding]) for finding in sorted(silenced, key=_order)),
    )


def severity(rule: str, *, final: bool) -> Severity:
    """How much a rule weighs; ``--final`` makes the strict ones errors."""
    entry = BY_ID[rule]
    return Severity.ERROR if final and entry.strict else entry.severity


def _lighter(one: Severity, other: Severity) -> Severity:
    """A finding may weigh less than its rule: a copy that is missing while a receipt holds is a note."""
    return max(one, other, key=tuple(Severity).index)


def may_be_silenced(rule: str) -> bool:
    """Whether a reason may silence this rule."""
    return rule in BY_ID and not BY_ID[rule].evidence and rule not in _FACTS


def useless_allowances(allowances: Iterable[Allowance]) -> Iterable[Finding]:
    """Comments that allow what cannot be allowed, or what is no rule."""
    for allowance in allowances:
        if allowance.rule not in BY_ID:
            yield Finding(
                "invalid-value",
                f"there is no rule « {allowance.rule} » to allow",
                allowance.span,
                "« plaidoyer rules » lists them",
            )
        elif not may_be_silenced(allowance.rule):
            yield Finding(
                "invalid-value",
                f"« {allowance.rule} » cannot be silenced",
                allowance.span,
                "mend what it reports, and take the comment out",
            )


def _reason(finding: Finding, allowed: Mapping[str, str], allowances: Sequence[Allowance]) -> str | None:
    if not may_be_silenced(finding.rule):
        return None
    for allowance in allowances:
        if allowance.rule == finding.rule and allowance.first <= finding.span.line <= allowance.last:
            return allowance.reason
    return allowed.get(finding.rule)


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.rule, finding.message
