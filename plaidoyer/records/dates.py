"""Dates as EDTF writes them (level 0, with the qualifiers ``~`` and ``?`` of level 1).

``2024``, ``2024-10``, ``2024-10-29``, and intervals of two such dates. Source: Library of Congress,
Extended Date/Time Format, 2019. The ``edtf`` package reads more, but its grammar is slow to build at every
start, and records use no more than this.
"""

from __future__ import annotations

import calendar
import datetime
import re

from msgspec import Struct

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)\Z", re.ASCII)


class Date(Struct, frozen=True):
    """A year, a month (0 where unknown) and a day (0 where unknown)."""

    year: int
    month: int = 0
    day: int = 0
    circa: bool = False

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day that the date may mean."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that the date may mean."""
        month = self.month or 12
        return self.year, month, self.day or calendar.monthrange(self.year, month)[1]

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts) + ("~" if self.circa else "")


class Period(Struct, frozen=True):
    """From the first day of ``start`` to the last of ``end``; both the same for a single date."""

    start: Date
    end: Date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (datetime.date(*self.end.last) - datetime.date(*self.start.first)).days + 1

    @property
    def months(self) -> int:
        """Its length in whole months; 0 where it is not one of whole months."""
        whole = self.start.first[2] == 1 and self.end.last[2] == calendar.monthrange(*self.end.last[:2])[1]
        (y1, m1, _), (y2, m2, _) = self.start.first, self.end.last
        return (y2 - y1) * 12 + m2 - m1 + 1 if whole else 0

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"


def parse_date(text: str) -> Date:
    """Read one EDTF date. Raises ValueError, with words for the author, on anything else."""
    match = _POINT.match(text)
    if not match:
        raise ValueError("a date is written 2024, 2024-10 or 2024-10-29")
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    if not year:
        raise ValueError("there is no year 0000")
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"there is no month {match[2]}")
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{calendar.month_name[month]} {year} has no day {match[3]}")
    return Date(year, month, day, bool(match[4]))


def parse_period(text: str) -> Period:
    """Read one EDTF date or interval. Raises ValueError, with words for the author."""
    start, slash, end = text.partition("/")
    period = Period(parse_date(start), parse_date(end if slash else start))
    if period.start.first > period.end.last:
        raise ValueError("the period ends before it begins")
    return period
