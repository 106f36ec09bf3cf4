"""Numbers, amounts, dates and periods in words, as CLDR (through Babel) and the profiles write them.

Every result is plain text with its no-break spaces in place; « 1er » is raised by typography. English
is British, since these briefs address Europe: « 29 October 2024 », « a, b and c ». This module must not
know where a value was read, nor whether a sentence states it rightly.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel.core import Locale
from babel.dates import format_date as babel_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol
from babel.units import format_unit
from msgspec import Struct

from plaidoyer.languages.profiles import NO_BREAK, Profile, profile
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.sources import Qualifier, Unit


class Amount(Struct, frozen=True):
    """A figure in words: « plus de », « 20 000 », « images ». A sign (%, €) is part of the number."""

    qualifier: str
    number: str
    unit: str

    def __str__(self) -> str:
        """« plus de 20 000 images »; number and unit stay on one line."""
        counted = NO_BREAK.join(filter(None, (self.number, self.unit)))
        return " ".join(filter(None, (self.qualifier, counted)))


def format_number(value: Decimal, lang: str, digits: int | None = None) -> str:
    """« 20 254,50 », with as many decimals as the value carries, or ``digits`` (half rounds up)."""
    with localcontext() as context:
        context.prec = 80  # a record's number may have 36 digits; Babel rounds in the context that it finds
        value = _rounded(value, digits)
        decimals = _decimals(value)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=_locale(profile(lang)))


def unit_words(value: Decimal, unit: Unit, lang: str) -> str | None:
    """The name of the unit after ``value`` as printed: « image » after 0 or 1,5 in French, « images » in English.

    None where the unit is a sign or has no name in the language.
    """
    forms = unit.in_language(lang)
    if not forms:
        return None
    category = _locale(profile(lang)).plural_form(value)
    return forms.get(category) or forms.get("other")  # a unit rarely writes out « many »


def amount(
    unit: Unit,
    lang: str,
    *,
    value: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    qualifier: Qualifier = Qualifier.EXACTLY,
    digits: int | None = None,
) -> Amount:
    """A figure in words: « plus de 20 000 images » of a ``value``, « entre 5 et 10 images » of ``low`` and ``high``.

    A unit without a name in the language gives no word: whether that may be printed is for the caller.
    Raises ValueError where there is neither a value nor both bounds.
    """
    of = profile(lang)
    words = of.qualifiers[qualifier]
    if value is not None:
        last = _rounded(value, digits)
        number = _signed(format_number(last, lang), unit, of)
    elif low is not None and high is not None:
        last = _rounded(high, digits)
        bounds = {
            "low": _signed(format_number(low, lang, digits), unit, of),
            "high": _signed(format_number(last, lang), unit, of),
        }
        exact = qualifier is Qualifier.EXACTLY
        words = of.between[0] if exact else words
        number = (of.between[1] if exact else of.span).format_map(bounds)
    else:
        raise ValueError("an amount has a value, or a low and a high bound")
    return Amount(words, number, unit_words(last, unit, lang) or "")


def format_date(date: Date, lang: str, short: bool = False) -> str:
    """« 29 octobre 2024 », « 1er février 2024 », « octobre 2024 », « vers 2024 »; ``short``: « 29 oct. 2024 »."""
    of = profile(lang)
    words = _date_words(date, of, short, _fields(date))
    return of.circa.format(date=words) if date.circa else words


def format_period(period: Period, lang: str, short: bool = False) -> str:
    """« avril 2023 – mars 2024 », « avr. – sept. 2024 », « 3–17 octobre 2024 », or a single date.

    What both ends share is said once.
    """
    start, end = period.start, period.end
    if start == end:
        return format_date(start, lang, short)
    last = format_date(end, lang, short)
    fields = _fields(start)
    if start.circa or end.circa or fields != _fields(end):
        return f"{format_date(start, lang, short)}{NO_BREAK}– {last}"
    if start.year == end.year:
        fields = fields.replace("y", "").replace("M", "" if start.month == end.month and start.day else "M")
    first = _date_words(start, profile(lang), short, fields)
    return f"{first}–{last}" if first.isdigit() else f"{first}{NO_BREAK}– {last}"


def duration(period: Period, lang: str) -> str:
    """How long a period is: « 6 mois », « 12 mois »; « 2 ans » from 24 whole months on; « 17 jours » otherwise."""
    months = period.months
    if not months:
        count, unit = period.days, "duration-day"
    elif months >= 24 and months % 12 == 0:
        count, unit = months // 12, "duration-year"
    else:
        count, unit = months, "duration-month"
    return format_unit(count, unit, length="long", locale=_locale(profile(lang))).replace(" ", NO_BREAK)


def per_unit_words(unit: str, lang: str) -> str:
    """« par mois », « per month »; ``unit`` is ``day``, ``week``, ``month`` or ``year``, else KeyError."""
    return profile(lang).per[unit]


def join_words(words: Sequence[str], lang: str) -> str:
    """« a, b et c »; nothing for no words."""
    return format_list(words, locale=_locale(profile(lang)))


def _locale(of: Profile) -> Locale:
    return Locale.parse(of.locale)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, digits: int | None) -> Decimal:
    if digits is None:
        return value
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _signed(number: str, unit: Unit, of: Profile) -> str:
    """A number with its sign, where the language puts it: « 95 % », « 75 000 € », « £500 »."""
    if not unit.symbol:
        return number
    if unit.symbol == "%":
        return f"{number}{of.sign_space}%"
    locale = _locale(of)
    sign = get_currency_symbol(unit.symbol, locale=locale)
    pattern = locale.currency_formats["standard"]
    before, after = (part[0].replace("¤", sign) for part in (pattern.prefix, pattern.suffix))
    gap = NO_BREAK if before[-1:].isalpha() else ""  # « CHF 500 », but « £500 »
    return f"{before}{gap}{number}{after}"


def _fields(date: Date) -> str:
    return "y" + ("M" if date.month else "") + ("d" if date.day else "")


def _date_words(date: Date, of: Profile, short: bool, fields: str) -> str:
    """The ``fields`` of a date, in the order of the language."""
    locale = _locale(of)
    month = "MMM" if short else "MMMM"
    if fields == "yMd":
        pattern: str = locale.date_formats["medium" if short else "long"].pattern
    elif "M" in fields and fields != "M":
        pattern = locale.datetime_skeletons[fields.replace("M", month)].pattern
    else:
        pattern = fields.replace("M", month.replace("M", "L"))  # a month by itself
    if date.day in of.days:
        pattern = pattern.replace("d", f"'{of.days[date.day]}'", 1)
    return babel_date(datetime.date(date.year, date.month or 1, date.day or 1), format=pattern, locale=locale)
