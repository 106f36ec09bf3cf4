"""Whether a brief speaks of the law as it is in force on its date, and as somebody read it lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.uses import LawUse
from plaidoyer.records.sources import version_on

DAYS = 30
"""How long before a brief's date a text of law may have been read last."""


def missing_versions(case: Case) -> Iterator[Finding]:
    """An article that the record does not hold as it is in force on the brief's date."""
    day = case.brief.date.last if case.brief.date else None
    for span, use in _first_uses(case):
        if day is not None and version_on(use.source.articles[use.article], day) is None:
            message = f"« {use.source.id} » holds no version of article {use.article} in force on {_written(day)}"
            hint = "add the version in force to the record, with its « in-force » date, or correct the brief's date"
            yield Finding("law-version-missing", message, span, hint)


def stale_versions(case: Case) -> Iterator[Finding]:
    """An article that nobody read in the month before the brief's date."""
    for span, use in _first_uses(case):
        seen = use.version.seen
        if case.brief.date is None or seen is None:
            continue
        days = (date(*case.brief.date.first) - date(*seen.last)).days
        if days > DAYS:
            message = f"article {use.article} of « {use.source.id} » was last read {days} days before the brief's date"
            hint = "read it again on Légifrance, correct the record where it changed, and write the day under « seen »"
            yield Finding("law-version-stale", message, span, hint)


def _first_uses(case: Case) -> Iterator[tuple[Span, LawUse]]:
    """Each article that the brief speaks of, where it does so first."""
    told: set[tuple[str, str]] = set()
    for claim in case.claims:
        for link in claim.evidence:
            use = case.uses.get(link.span)
            if isinstance(use, LawUse) and (use.source.id, use.article) not in told:
                told.add((use.source.id, use.article))
                yield link.span, use


def _written(day: tuple[int, int, int]) -> str:
    return date(*day).isoformat()
