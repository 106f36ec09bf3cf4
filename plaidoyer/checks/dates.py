"""The period of a figure against the dates that its passage names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from plaidoyer.checks.amounts import quoted
from plaidoyer.diagnostics import Finding
from plaidoyer.languages.reading.quantities import Quantity
from plaidoyer.languages.things import things
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.sources import Figure, Passage


def period_finding(figure: Figure, passage: Passage, read: Sequence[Quantity], lang: str) -> Finding | None:
    """A period that the passage does not name; None where it names no date at all.

    A passage names each of its dates, every two of them that follow one another as start and end, and what
    « since » or « until » leaves open. Its « 2024 » also names the months of that year, for « the first half of
    2024 » is read as a year.
    """
    dated = [one for one in read if one.dates]
    if figure.period is None or not dated:
        return None
    dates = [date for one in dated for date in one.dates]
    pairs = [(date, date) for date in dates] + list(pairwise(dates))
    period = figure.period
    if any(_is_named(period, start, end) for start, end in pairs) or any(
        date in (period.start, period.end) for one in dated if _is_open(one, passage.exact, lang) for date in one.dates
    ):
        return None
    named = quoted(passage.exact, dated)
    return Finding(
        "figure-not-in-passage",
        f"the period of « {figure.name} » is {period}; the passage « {passage.name} » names {named}",
        figure.places.get("period", figure.span),
        "correct the period, leave it out, or name the passage that states it",
    )


def covers(period: Period, dates: Sequence[Date]) -> bool:
    """Whether every one of ``dates`` lies in ``period``, or holds it."""
    return all(
        (period.start.first <= date.first and date.last <= period.end.last)
        or (date.first <= period.start.first and period.end.last <= date.last)
        for date in dates
    )


def _is_named(period: Period, start: Date, end: Date) -> bool:
    if (period.start.first, period.end.last) == (start.first, end.last):
        return True
    if start == end:  # a date may be said in less detail than it was recorded
        return start.first <= period.start.first and period.end.last <= start.last
    return _agree(period.start, start) and _agree(period.end, end)


def _agree(recorded: Date, named: Date) -> bool:
    """Whether two dates agree in all that both of them state."""
    return recorded.year == named.year and all(
        not one or not other or one == other
        for one, other in ((recorded.month, named.month), (recorded.day, named.day))
    )


def _is_open(quantity: Quantity, text: str, lang: str) -> bool:
    return re.search(things(lang).since, text[: quantity.start], re.IGNORECASE) is not None
