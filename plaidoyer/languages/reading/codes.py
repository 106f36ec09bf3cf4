"""Digits that are no number: addresses, telephone numbers, codes (« Covid-19 »), numeric dates, hours, ordinals.

Each is found whole, before numbers are read, so that none of its parts is taken for one. This module must not know
units or qualifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from plaidoyer.languages.reading.characters import LETTER, SPACE
from plaidoyer.languages.reading.date_words import numeric_date
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import Measures
from plaidoyer.records.dates import Date


class Sort(StrEnum):
    """What a number is for. REFERENCE: of an article, a paragraph, a page, a list, a code; TIME: of the clock."""

    NUMBER = "number"
    DATE = "date"
    AGE = "age"
    DURATION = "duration"
    REFERENCE = "reference"
    ORDINAL = "ordinal"
    TIME = "time"


class Code(Struct, frozen=True):
    """Characters that are read as a whole."""

    start: int
    end: int
    sort: Sort
    dates: tuple[Date, ...] = ()


_ADDRESS = Expression(
    r"(?:\b(?:https?|ftp)://|\bwww\.(?=\w)|\b10\.[0-9]{4,9}/|\b(?:doi|urn|mailto|tel|isbn|issn):(?=\S))[^\s<>«»“”]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w.-]+",
    re.IGNORECASE,
)
_TELEPHONE = Expression(
    rf"(?<![\w.,+])(?:0[1-9](?:{SPACE}?[.-]?[0-9]{{2}}){{4}}"
    rf"|(?<![0-9][ \u00a0\u202f])0[1-9][0-9]{{1,3}}(?:[ \u00a0-][0-9]{{3,4}}){{1,3}}"
    r"|1-8[0-9]{2}(?:-[A-Z0-9]+)+|\([0-9]{3}\)[ -]?[0-9]{3}-[0-9]{4}"
    r"|\+[1-9][0-9]{0,2}(?:[ .()\u00a0\u202f-]{1,3}[0-9]{1,4}){2,6})(?![\w]|[ .-][0-9])"
)
_OPENS = rf"(?={SPACE}+[^\W0-9_]|{SPACE}+[«“\"'‘(*\[])"
_LISTED = Expression(
    rf"(?m)^{SPACE}{{0,40}}(?:(?:\(?[0-9]{{1,2}}\)|[0-9]{{1,2}}°|(?:[0-9]{{1,2}}\.){{1,4}}|[12]?[0-9]{SPACE}[–—-]){_OPENS}"
    rf"|[12]?[0-9][–—-](?={SPACE}+[A-ZÀ-Þ]))"
)
_NOTE = Expression(r"\[[0-9]{1,3}(?:[,–-] ?[0-9]{1,3})*\]")
_ALWAYS = Expression(
    rf"(?<!\w)(?:24{SPACE}?h(?:eures)?(?:/|{SPACE}sur{SPACE})24|7{SPACE}?j(?:ours)?(?:/|{SPACE}sur{SPACE})7|24/7|7/7)(?!\w)"
)
_FILE = Expression(rf"(?<!\w)(?:COM|SWD|SEC|JOIN|CM/Rec|Rec|TA)\([12][0-9]{{3}}\){SPACE}?[0-9]+(?!\w|[.,][0-9])")
_MONTHS = "(?i:jan|f[eé][bv]|mar|a[pv]r|ma[iy]|ju[iln]|ao[uû]|aug|sep|o[ck]t|nov|d[eé]c)"
_SPAN = Expression(
    r"(?<![\w.,/–-])(?:FY ?)?((?:19|20)[0-9]{2})–((?:19|20)?[0-9]{2})"
    rf"(?![\w–/%]|[.,-][0-9]|[ \u00a0]{_MONTHS})"
)
_TOKEN = Expression(r"[^\W_]+(?:(?:[-‐‑./:_]|(?<=[0-9]),(?=[0-9]))[^\W_]+)*")
_RAISED = Expression("[²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞]")


def codes(text: str, of: Measures) -> Iterator[Code]:
    """Every code of a text, ordered within each kind; a later one may overlap an earlier one, which then counts.

    Each kind is looked for only where its signs are.
    """
    if ":" in text or "@" in text or "10." in text or "www." in text.lower():
        for match in _ADDRESS.finditer(text):
            yield Code(match.start(), match.start() + len(match[0].rstrip(".,;:!?)]…'’\"")), Sort.REFERENCE)
    for pattern in _signed(text):
        for match in pattern.finditer(text):
            yield Code(match.start() + len(match[0]) - len(match[0].lstrip()), match.end(), Sort.REFERENCE)
    if "–" in text:
        for match in _SPAN.finditer(text):
            if dates := _years(match[1], match[2]):
                yield Code(match.start(1), match.end(), Sort.DATE, dates)
    patterns = _patterns(of.clock, of.ordinals, of.at, of.places, of.levels)
    if "+" in text:
        for match in patterns.level.finditer(text):
            yield Code(match.end() - len(match[0].lstrip()), match.end(), Sort.REFERENCE)
    for match in patterns.place.finditer(text):
        yield Code(match.start(), match.end(), Sort.REFERENCE)
    if _HOURS.search(text):
        for match in patterns.hour.finditer(text):
            yield Code(match.start(), match.end(), Sort.TIME)
    for token in _tokens(text):
        yield from _classified(token, text, of, patterns)


_DIALLED = Expression(r"[01+(](?:(?<=0)(?<![0-9].)[1-9]|(?<=\+)[1-9]|(?<=1)-8|(?<=\()[0-9])")
_BEGINS = Expression(r"(?m)^[^\S\n]*[(0-9]")
_HOURS = Expression(r"[0-9]\s?[hapo]", re.IGNORECASE)
_DIGIT = Expression(r"[0-9]")


def _signed(text: str) -> Iterator[Expression]:
    """The kinds of references of which a text holds the signs."""
    if _DIALLED.search(text):
        yield _TELEPHONE
    if "7" in text or "24" in text:
        yield _ALWAYS
    if _BEGINS.search(text):
        yield _LISTED
    if "[" in text:
        yield _NOTE
    if "(" in text:
        yield _FILE


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Words with digits, in order; no word holds a space."""
    at = 0
    while digit := _DIGIT.search(text, at):
        start = text.rfind(" ", at, digit.start()) + 1 or at
        token = next(one for one in _TOKEN.finditer(text, start) if one.end() > digit.start())
        yield token
        at = token.end()


class _Patterns(Struct, frozen=True):
    hour: Expression
    place: Expression
    level: Expression
    ordinal: Expression


@lru_cache
def _patterns(clock: str, ordinals: str, at: str, places: str, levels: str) -> _Patterns:
    hours, minutes = r"(?:[01]?[0-9]|2[0-4])", r"[0-5][0-9]"
    spelt = rf"(?<![\w.,:/-]){hours}{SPACE}?h(?:{SPACE}?{minutes}(?!{SPACE}?[0-9%€]))(?!\w)"
    about = rf"(?:(?<![\w.,:/-])|(?<=[ap]m-)){hours}(?:[.:]{minutes})?{SPACE}?(?:{clock})" if at == "(?!)" else "(?!)"
    asked = rf"(?<![\w])(?:(?<=à\s)|(?<=vers\s)|(?<=dès\s)){hours}{SPACE}?h(?!\w)" if at != "(?!)" else "(?!)"
    return _Patterns(
        hour=Expression(f"{spelt}|{about}|{asked}", re.IGNORECASE),
        place=Expression(places),
        level=Expression(levels),
        ordinal=Expression(rf"[0-9]+(?:{ordinals})", re.IGNORECASE),
    )


_ISO = Expression(r"([12][0-9]{3})[-‐‑]([0-9]{2})[-‐‑]([0-9]{2})")
_NUMERIC = Expression(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([12][0-9]{3}|[0-9]{2})")
_MONTH = Expression(r"(0?[1-9]|1[0-2])/((?:19|20)[0-9]{2})")
_YEARS = Expression(r"((?:19|20)[0-9]{2})[-‐‑/]((?:19|20)[0-9]{2}|[0-9]{2})")
_SEASONS = 10  # years
_CLOCK = Expression(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?")
_DECADE = Expression(r"(?:(?:mid|early|late)-)?((?:1[5-9]|20)[0-9]0)s", re.IGNORECASE)
_PLAIN = Expression(r"[0-9.,]+(?:[-‐‑][0-9.,]+)?")
_GROUPS = Expression(rf"(?<![0-9.,])[1-9][0-9]{{0,2}}(?:{SPACE}[0-9]{{3}})*{SPACE}\Z")
_SMALL = Expression(r"([1-9]|10)/([1-9]|10|100|1000)")


def _classified(token: re.Match[str], text: str, of: Measures, patterns: _Patterns) -> Iterator[Code]:
    """What a word with digits is; nothing where it is a number, or two, for others to read."""
    start, word = token.start(), token[0]
    if word.isascii() and word.isdigit():
        return
    if cut := _RAISED.search(word):
        word = word[: cut.start()]
    end = start + len(word)
    sort, dates = _date(word)
    if sort is None:
        sort = _code(word, text[max(0, start - 8) : start], text[end : end + 24], of, patterns)
    if sort is not None:
        groups = _GROUPS.search(text[max(0, start - 24) : start]) if re.match(r"[0-9]{3}(?![0-9])", word) else None
        yield Code(start - len(groups[0]) if groups and not dates else start, end, sort, dates)


def _date(word: str) -> tuple[Sort | None, tuple[Date, ...]]:
    if match := _ISO.fullmatch(word):
        year, month, day = match.groups()
        return Sort.DATE, numeric_date(day, month, year)
    if (match := _NUMERIC.fullmatch(word)) and (dates := numeric_date(match[1], match[3], match[4])):
        return (Sort.DATE, dates) if match[2] != "-" or len(match[4]) == 4 else (None, ())
    if match := _MONTH.fullmatch(word):
        return Sort.DATE, (Date(int(match[2]), int(match[1])),)
    if (match := _YEARS.fullmatch(word)) and (dates := _years(match[1], match[2])) and _is_season(word, dates):
        return Sort.DATE, dates
    if match := _DECADE.fullmatch(word):
        return Sort.DATE, (Date(int(match[1])), Date(int(match[1]) + 9))
    return None, ()


def _years(one: str, other: str) -> tuple[Date, ...]:
    """« 2022 » and « 23 » or « 2023 » of one season; nothing where the second is not the later."""
    first, second = int(one), int(other)
    last = second if second > 99 else first - first % 100 + second
    return (Date(first), Date(last)) if first < last else ()


def _is_season(word: str, dates: tuple[Date, ...]) -> bool:
    """« 2022/2023 », and not « 2022/2065 », a regulation."""
    return "/" not in word or dates[1].year - dates[0].year <= _SEASONS


def _code(word: str, before: str, after: str, of: Measures, patterns: _Patterns) -> Sort | None:
    if _PLAIN.fullmatch(word):
        return None
    if _CLOCK.fullmatch(word):
        return Sort.TIME
    if patterns.ordinal.fullmatch(word):
        return Sort.ORDINAL
    if _fraction(word):
        return None
    if _written_on(word, before, after, of):
        return None
    return Sort.REFERENCE


def _fraction(word: str) -> bool:
    match = _SMALL.fullmatch(word)
    return match is not None and int(match[1]) < int(match[2])


_BEFORE_NUMBER = Expression(
    r"(?:mi|mid|pre|pré|post|early|late|under|over|fin|début|plus|moins|sub|anti|non)[-‐‑]", re.IGNORECASE
)
_SUFFIXED = Expression(rf"(?P<number>[0-9][0-9.,]*(?:[-‐‑][0-9.,]+)?)(?P<suffix>{LETTER}+)")
_MEASURED = frozenset(
    (
        *("km", "cm", "mm", "kg", "mg", "Mo", "Go", "To", "Ko", "MB", "GB", "TB", "KB"),
        *("kWh", "MWh", "GWh", "Hz", "kHz", "MHz", "GHz", "h", "min", "ans", "x"),
    )
)
_RATE = Expression(rf"[0-9][0-9.,]*/{LETTER}+")
_HYPHENED = Expression(rf"[0-9][0-9.,]*(?:[-‐‑](?:to[-‐‑])?[0-9.,]+)?[-‐‑]{LETTER}[\w-]*")
_LIMIT = Expression(r"(?:over|under|above|below)[\s-]\Z", re.IGNORECASE)
_MONEY = Expression(r"(?:[€$£¥]|(?<!\w)(?:EUR|USD|GBP|CHF|CAD|AUD))[ \u00a0\u202f]?\Z")
_CURRENCY = Expression(r"(?:EUR|USD|GBP|CHF|CAD|AUD|SEK|NOK|DKK|JPY)(?=[0-9])")


def _written_on(word: str, before: str, after: str, of: Measures) -> bool:
    """Whether the letters of a word say what its number is: « 20k », « 1.2bn », « 15-year-old », « mi-2024 »."""
    led = _BEFORE_NUMBER.match(word)
    word = word.removeprefix(led[0]) if led else word
    word = word.removeprefix(match[0]) if (match := _CURRENCY.match(word)) else word
    if _PLAIN.fullmatch(word) or _HYPHENED.fullmatch(word) or _RATE.fullmatch(word):
        return True
    match = _SUFFIXED.fullmatch(word)
    if not match:
        return False
    suffix = match["suffix"]
    if suffix == "s" and of.people != "(?!)":  # « 90s » alone are years, « 100s » no number
        tens = match["number"].endswith("0") and not led and not _LIMIT.search(before)
        return (len(match["number"]) < 3 and not tens) or "-" in match["number"]
    if suffix in _MEASURED:
        return True
    if suffix not in of.suffixes:
        return False
    # « 4K » is a screen, « 3m » a length: only money, what is counted, or a scale that means nothing else, makes them
    # a number.
    if suffix not in ("K", "m", "M", "b", "B") or _MONEY.search(before) or after[:1] in tuple("€$£¥"):
        return True
    return suffix != "K" and re.match(rf"{SPACE}(?:{of.plural})(?!\w)", after, re.IGNORECASE) is not None
