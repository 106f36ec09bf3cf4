"""A brief speaks of the law that is in force on its date, and that somebody read in the month before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plaidoyer.checks.law import missing_versions, stale_versions
from plaidoyer.diagnostics import Finding

Told = Callable[..., list[Finding]]

RECORD = """type: legislation
title: Code des lacs
articles:
  "12-3":
    - {id: A1, in-force: 2010-01-01, until: 2021-01-01, alineas: [Polluer est puni.]}
    - {id: A2, in-force: 2021-01-01, %salineas: [Polluer est puni.]}
"""
TEXT = "« [Polluer est puni](law:c/12-3#1) ». Il le dit : « [est puni](law:c/12-3#1) »."


def record(seen: str = "", in_force: str = "2021-01-01") -> dict[str, str]:
    text = RECORD % (f"seen: {seen}, " if seen else "")
    return {"c": text.replace("A2, in-force: 2021-01-01", f"A2, in-force: {in_force}")}


@pytest.mark.parametrize(("seen", "days"), [("2026-10-25", None), ("2026-10-24", 31), ("2026-12-24", None), ("", None)])
def test_a_text_read_more_than_thirty_days_before_is_told_once(told: Told, seen: str, days: int | None) -> None:
    """Codes change every month: who tables a change of an old text changes nothing."""
    found = told(stale_versions, TEXT, records=record(seen))
    message = f"article 12-3 of « c » was last read {days} days before the brief's date"
    assert [one.message for one in found] == ([message] if days else [])


@pytest.mark.parametrize(("in_force", "found"), [("2021-01-01", 0), ("2026-11-24", 0), ("2026-11-25", 1)])
def test_a_text_that_is_not_in_force_yet_is_told_once(told: Told, in_force: str, found: int) -> None:
    findings = told(missing_versions, TEXT, records=record(in_force=in_force))
    message = "« c » holds no version of article 12-3 in force on 2026-11-24"
    assert [one.message for one in findings] == [message] * found


def test_a_brief_without_a_date_is_told_nothing_of_versions(told: Told) -> None:
    """Its template says whether it needs one: without it nothing is early or late."""
    for rule in (missing_versions, stale_versions):
        assert told(rule, TEXT, records=record("2020-01-01", "2099-01-01"), date="") == []
