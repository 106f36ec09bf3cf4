"""Dates in prose: « le 1er février 2024 », « entre avril et fin septembre 2024 », "October 3–17, 2024", « 29/10/2024 ».

Names of months come from CLDR (through Babel); the day stands before the month in numeric dates, as in French and
British use, unless only the other order gives a date. Bare years are no concern of this module.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Set
from functools import lru_cache

from babel.core import Locale
from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.characters import DASH
from plaidoyer.languages.reading.characters import DATE_GAP as GAP
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import Measures
from plaidoyer.languages.reading.measures import MEASURES
from plaidoyer.records.dates import Date

_YEAR = r"[12][0-9]{3}(?![0-9]|[.,][0-9]|(?:[ \u00a0]|(?!\S)[\u2009\u202f])[0-9]{3}(?![0-9]))"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"


class Dated(Struct, frozen=True):
    """The words at ``start`` to ``end`` name ``dates``: one, or the two ends of a range; none where no year is said."""

    start: int
    end: int
    dates: tuple[Date, ...]


class _Item(Struct, frozen=True):
    """A month with its day, or its days, and its year, as far as they are said."""

    start: int
    end: int
    month: int
    days: tuple[int, ...]
    year: int


def numeric_date(first: str, second: str, year: str) -> tuple[Date, ...]:
    """« 29 », « 10 », « 2024 »; nothing where no order gives a date."""
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    return _dates(whole, int(second), (int(first),)) or _dates(whole, int(first), (int(second),))


def _dates(year: int, month: int, days: tuple[int, ...]) -> tuple[Date, ...]:
    if not (year >= 1 and 0 <= month <= 12) or (days and not month):
        return ()
    if any(not 1 <= day <= calendar.monthrange(year, month)[1] for day in days):
        return ()
    return tuple(Date(year, month, day) for day in days) or (Date(year, month),)


class _Patterns(Struct, frozen=True):
    item: Expression
    joined: Expression
    both: Expression
    circa: Expression


@lru_cache
def _names(lang: str) -> dict[str, int]:
    """The names of months, as they are written."""
    names, locale = dict(MEASURES[lang].more_months), Locale.parse(PROFILES[lang].locale)
    for width in ("wide", "abbreviated"):
        for style in ("format", "stand-alone"):
            names |= {name.rstrip("."): month for month, name in locale.months[style][width].items()}
    return names


@lru_cache
def _months(lang: str) -> dict[str, int]:
    """The names of months, casefolded."""
    return {name.casefold(): month for name, month in _names(lang).items()}


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, names = MEASURES[lang], _names(lang)
    month = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    month = rf"(?<!\w)(?P<month>{month})(?!\w)\.?"
    ordinal = rf"(?:(?:{of.ordinals})(?!\w))?"
    day = rf"{_DAY}{ordinal}"
    link = rf"(?:{GAP}?{DASH}{GAP}?|{GAP}(?:{of.date_to}){GAP})"
    first = rf"(?:(?<![\w.,/-])(?P<from>{day}){link})?(?<![\w.,/-])(?P<day>{day}){GAP}(?:of{GAP})?"
    whole = r"(?![0-9]|[.,][0-9])"
    last = rf"(?:{GAP}(?P<day2>{day}){whole}(?:{link}(?P<to2>{day}){whole})?(?:,(?={GAP}{_YEAR}))?)"
    item = rf"(?:{first})?{month}(?:{last})?" if of.month_first else rf"(?:{first})?{month}"
    item = item + rf"(?:,?{GAP}(?P<year>{_YEAR}))?"
    flags = re.IGNORECASE if of.any_case else re.NOFLAG
    circa = re.escape(PROFILES[lang].circa.format(date=""))
    return _Patterns(
        item=Expression(item, flags),
        joined=Expression(rf"{GAP}?(?:{DASH}|{of.date_to}){GAP}?(?:{of.date_part})?", re.IGNORECASE),
        both=Expression(rf"(?<!\w)(?:{of.between})\s(?:{of.date_part})?\Z", re.IGNORECASE),
        circa=Expression(rf"(?<!\w){circa}\Z", re.IGNORECASE),
    )


def dated(text: str, words: Set[str], lang: str) -> Iterator[Dated]:
    """The dates with a month in words, in order, for a primary tag; those without a digit are left out.

    ``words`` are those of the text, casefolded.
    """
    if lang not in MEASURES or words.isdisjoint(_months(lang)):
        return
    of, patterns = MEASURES[lang], _patterns(lang)
    waiting: _Item | None = None
    for match in patterns.item.finditer(text):
        item = _item(match, _months(lang))
        if waiting is not None and _joins(text, waiting, item, of, patterns):
            yield _range(waiting, item)
            waiting = None
            continue
        if waiting is not None:
            yield from _single(text, waiting, patterns)
        waiting = item
    if waiting is not None:
        yield from _single(text, waiting, patterns)


def _item(match: re.Match[str], months: dict[str, int]) -> _Item:
    groups = match.groupdict()
    days = [groups[name] for name in ("from", "day", "day2", "to2") if groups.get(name)]
    numbers = tuple(int(re.sub(r"[^0-9]", "", day)) for day in days)
    return _Item(match.start(), match.end(), months[match["month"].casefold()], numbers, int(match["year"] or 0))


def _joins(text: str, first: _Item, second: _Item, of: Measures, patterns: _Patterns) -> bool:
    """Whether two dates are the ends of one range: a year said once, a dash, « à », or « entre … et »."""
    between = text[first.end : second.start]
    if len(between) > 24 or not second.year or not patterns.joined.fullmatch(between):
        return False
    if not first.year:
        return first.month <= second.month
    word = between.split()[0] if between.split() else ""
    if not re.fullmatch(of.conjunction, word, re.IGNORECASE):
        return True
    return bool(patterns.both.search(text[max(0, first.start - 24) : first.start]))


def _range(first: _Item, second: _Item) -> Dated:
    begins = _dates(first.year or second.year, first.month, first.days[:1])
    ends = _dates(second.year, second.month, second.days[-1:])
    return Dated(first.start, second.end, (*begins, *ends) if begins and ends else ())


def _single(text: str, item: _Item, patterns: _Patterns) -> Iterator[Dated]:
    if not item.year and not item.days:
        return
    dates = _dates(item.year, item.month, item.days) if item.year else ()
    if patterns.circa.search(text[max(0, item.start - 16) : item.start]):
        dates = tuple(replace(date, circa=True) for date in dates)
    yield Dated(item.start, item.end, dates)
