"""Whether a brief speaks of the law as it is in force on its date, and as somebody read it lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.uses import LawUse
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import ArticleVersion, Source, in_force

DAYS = 30
"""How long before a brief's date a text of law may have been read last."""


def missing_versions(case: Case) -> Iterator[Finding]:
    """An article that the record does not hold as it is in force on the brief's date."""
    for span, use in _first_uses(case):
        if case.brief.date and in_force(use.source, use.article, case.brief.date) is None:
            yield missing_version(use.source, use.article, case.brief.date, span)


def stale_versions(case: Case) -> Iterator[Finding]:
    """An article that nobody read in the month before the brief's date."""
    for span, use in _first_uses(case):
        if case.brief.date:
            yield from stale_version(use.source, use.article, use.version, case.brief.date, span)


def missing_version(source: Source, article: str, day: Date, span: Span) -> Finding:
    """No version of the article is in force on a day."""
    message = f"« {source.id} » holds no version of article {article} in force on {date(*day.last).isoformat()}"
    hint = "add the version in force to the record, with its « in-force » date, or correct the brief's date"
    return Finding("law-version-missing", message, span, hint)


def stale_version(source: Source, article: str, version: ArticleVersion, day: Date, span: Span) -> Iterator[Finding]:
    """The version was last read more than DAYS before a day; nothing is known of one of which nobody says when."""
    if version.seen is None:
        return
    days = (date(*day.first) - date(*version.seen.last)).days
    if days > DAYS:
        message = f"article {article} of « {source.id} » was last read {days} days before the brief's date"
        where = "where it is published" if source.type == "bill" else "on Légifrance"
        hint = f"read it again {where}, correct the record where it changed, and write the day under « seen »"
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
