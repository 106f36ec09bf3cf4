"""The figures that can be read in a passage, as a record holds them: for a person to confirm.

A figure is proposed only where a number, what it counts and how it is bounded can be read in the words, and where the
rule that will compare the two has nothing to say. This module must not know captures or files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from msgspec import Struct

from plaidoyer.checks.counted import noun_after
from plaidoyer.languages.profiles import PROFILES, primary, profile
from plaidoyer.languages.reading.quantities import Quantity, Sort, read_quantities
from plaidoyer.languages.sentences import sentences
from plaidoyer.languages.things import things
from plaidoyer.publish.record_lines import Inline, Noted, Value
from plaidoyer.records.sources import Kind, Unit

_CONFIRM = "to be confirmed"
_SYMBOL = re.compile("%|[A-Z]{3}")
_MOST = 20


class Skeleton(Struct, frozen=True):
    """A figure to be confirmed: its name, its words in the passage, and its fields."""

    name: str
    words: str
    fields: dict[str, Value]


def skeletons(
    exact: str, passage: str, lang: str, taken: Collection[str]
) -> tuple[tuple[Skeleton, ...], tuple[str, ...]]:
    """The figures of a passage whose words are ``exact``, and the numbers whose unit cannot be read.

    ``lang`` is the passage's language (``fr``), ``taken`` the names of the record's figures.
    """
    found: list[Skeleton] = []
    unread: list[str] = []
    used = set(taken)
    numbers = [one for one in read_quantities(exact, lang) if one.sort is Sort.NUMBER][:_MOST]
    for number in numbers:
        words = exact[number.qualifier_start : number.end]
        noun = _noun(exact, number, lang)
        if (number.sign and not _SYMBOL.fullmatch(number.sign)) or not (number.sign or noun):
            unread.append(words)
            continue
        name = _name(passage if len(numbers) == 1 else f"{passage}-{_shown(number)}", used)
        used.add(name)
        said = (
            exact[number.qualifier_start : exact.index(noun, number.end) + len(noun)]
            if noun and not number.sign
            else words
        )
        found.append(Skeleton(name, said, dict(_fields(exact, number, noun, passage, lang))))
    return tuple(found), tuple(unread)


def _fields(exact: str, number: Quantity, noun: str, passage: str, lang: str) -> Iterator[tuple[str, Value]]:
    note = f"{_CONFIRM}: « {exact[number.qualifier_start : number.end]} »"
    if number.low == number.high:
        yield "value", Noted(_written(number.low), note)
    else:
        yield "low", _written(number.low)
        yield "high", Noted(_written(number.high), note)
    yield "qualifier", str(number.qualifier)
    if number.sign:
        yield "unit", number.sign
    else:
        yield "unit", {lang: Noted(Inline({"one": _singular(noun, number), "other": noun}), _CONFIRM)}
    yield "kind", Noted(str(_kind(exact, number, lang)), _CONFIRM)
    yield "passage", passage


def _noun(exact: str, number: Quantity, lang: str) -> str:
    """The noun that follows a number, as it is written; empty where none can be told."""
    of = things(lang)
    _, phrase = noun_after(exact, number.end, Unit(), lang)
    for word in phrase.split():
        if re.fullmatch(of.noun, word) and not re.fullmatch(of.no_noun, word):
            written = re.search(re.escape(word).replace("'", "['’]"), exact[number.end :], re.IGNORECASE)
            return written[0] if written else ""  # letters that change their number with their case
    return ""


def _singular(noun: str, number: Quantity) -> str:
    """A guess that serves most nouns of the languages that we know, and is marked as one."""
    return noun if abs(number.high) < 2 or not re.search("[^sui]s$", noun) else noun[:-1]


def _kind(exact: str, number: Quantity, lang: str) -> Kind:
    """What kind of figure its sentence says that it is; observed, where it says nothing."""
    if primary(lang) not in PROFILES:
        return Kind.OBSERVED
    said = next(exact[start:end] for start, end in sentences(exact, lang) if start <= number.start < end)
    for kind, stems in profile(lang).says_itself.items():
        if any(re.search(rf"\b{stem}", said, re.IGNORECASE) for stem in stems):
            return kind
    return Kind.OBSERVED


def _shown(number: Quantity) -> str:
    return "-".join(_digits(value) for value in dict.fromkeys((number.low, number.high)))


def _written(value: Decimal) -> Decimal:
    """As a person would type it: 3500000, not 3500000.0 nor 3.5E+6."""
    return Decimal(f"{value.normalize():f}")


def _digits(value: Decimal) -> str:
    return re.sub("[^0-9]+", "-", f"{value:f}").strip("-")


def _name(name: str, used: Collection[str]) -> str:
    """The name, or the first free one of its kind."""
    number, free = 1, name
    while free in used:
        number += 1
        free = f"{name}-{number}"
    return free
