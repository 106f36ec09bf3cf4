"""Quantities compared: what the rules about figures share. This module must not know records nor briefs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from plaidoyer.languages.reading.quantities import Quantity, Sort, read_quantities
from plaidoyer.languages.things import things
from plaidoyer.records.sources import Qualifier

_NAME_BEFORE = re.compile(r"[^\W\d_]-?\Z|[^\W\d_][-.]\Z")
_NAME_AFTER = re.compile(r"[DGK](?![^\W_])")

_LOWER = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
_UPPER = (Qualifier.LESS_THAN, Qualifier.AT_MOST)
_STRICT = (Qualifier.MORE_THAN, Qualifier.LESS_THAN)


@lru_cache(maxsize=4096)
def quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """What ``read_quantities`` reads: several rules ask it of the same sentences and passages."""
    return read_quantities(text, lang)


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are equal in number and sign."""
    return (one.low, one.high, one.sign) == (other.low, other.high, other.sign)


def is_part_of_name(text: str, quantity: Quantity) -> bool:
    """Whether digits belong to a name: « GPT-4 », « Covid-19 », « 5G »."""
    before = text[max(0, quantity.start - 2) : quantity.start]
    return not quantity.in_words and (
        _NAME_BEFORE.search(before) is not None or _NAME_AFTER.match(text, quantity.end) is not None
    )


def length_in(text: str, quantity: Quantity, lang: str) -> tuple[Decimal, str] | None:
    """A duration in whole days or months (« six mois »: 6 and « month »); None for what is no single duration."""
    known = things(lang).lengths
    if quantity.sort is not Sort.DURATION or quantity.low != quantity.high:
        return None
    words = re.findall(r"[^\W\d_]+", text[quantity.start : quantity.end + 40].casefold())
    unit, count = next((known[word] for word in words if word in known), ("", 0))
    return (quantity.low * count, unit) if unit else None


def is_rounding(shown: Decimal, step: Decimal, true: Decimal) -> bool:
    """Whether ``shown`` is ``true`` rounded, halves up, to ``step`` or to a place of one of its closing zeros."""
    with localcontext() as context:
        context.prec = 80  # a fraction in words has a step of 10⁻²⁷
        while (true / step).quantize(Decimal(1), ROUND_HALF_UP) * step != shown:
            step *= 10
            if not shown or shown % step:
                return False
    return True


def implies(said: Qualifier, shown: Decimal, recorded: Qualifier, true: Decimal) -> bool:
    """Whether « ``recorded`` ``true`` » makes « ``said`` ``shown`` » true: “more than 20,254”, “more than 20,000”.

    An exact figure has both bounds; « about » follows from « about » and from an exact figure alone.
    """
    if recorded is said or recorded is Qualifier.EXACTLY or {recorded, said} in (set(_LOWER), set(_UPPER)):
        if said not in (*_LOWER, *_UPPER):
            return True
        beyond = true > shown if said in _LOWER else true < shown
        strict = recorded in _STRICT or said not in _STRICT
        return beyond or (true == shown and strict)
    return False


def quoted(text: str, quantities: Iterable[Quantity]) -> str:
    """What some quantities of ``text`` say, for a message: « 70 », « 74 »; the first five of them."""
    words = dict.fromkeys(" ".join(text[one.qualifier_start : one.end].split()) for one in quantities)
    return ", ".join(f"« {word} »" for word in list(words)[:5])
