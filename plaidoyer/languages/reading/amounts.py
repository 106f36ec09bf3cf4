"""Amounts of several numbers: ratios and ranges (« un enfant sur cinq », « 40 à 50 % », « deux à trois millions »).

This module must not know qualifiers, nor what an amount is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.languages.reading.characters import GAP, LETTER
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measured import Measured, measured_at, negated, valued
from plaidoyer.languages.reading.measures import measures
from plaidoyer.languages.reading.numerals import Atom

HYPHENS = "-‐‑"
_WHOLES = frozenset((10, 100, 1000, 10_000, 100_000, 1_000_000))


class _Patterns(Struct, frozen=True):
    link: Expression
    between: Expression
    moving: Expression
    amounting: Expression
    ratio: Expression
    ratio_end: Expression
    ratio_head: Expression
    counted: Expression
    time: Expression
    aged: Expression


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, flags = measures(lang), re.IGNORECASE
    return _Patterns(
        link=Expression(
            rf"-?{GAP}(?P<to>{of.to}){GAP}|-(?P<hyphened>{of.to})-|(?P<dash>{GAP}?–{GAP}?|[{HYPHENS}—])"
            rf"|{GAP}(?P<and>{of.conjunction}){GAP}|{GAP}(?P<or>{of.either}){GAP}|{GAP}(?P<point>{of.point}){GAP}",
            flags,
        ),
        between=Expression(rf"(?<!\w)(?:{of.between}){GAP}(?:{LETTER}+{GAP}){{0,3}}\Z", flags),
        moving=Expression(rf"(?<!\w)(?:{of.moving})", flags),
        amounting=Expression(rf"(?<!\w)(?:{of.amounting}){GAP}\Z", flags),
        ratio=Expression(rf"(?P<thing>(?:{GAP}{LETTER}+){{0,2}}){GAP}(?:{of.ratio}){GAP}|-(?:{of.ratio})-", flags),
        ratio_end=Expression(rf"(?<!\w)(?:{of.ratio}){GAP}\Z", flags),
        ratio_head=Expression(rf"(?<!\w)(?:{of.one})(?:{GAP}{LETTER}+){{0,2}}{GAP}(?:{of.ratio}){GAP}\Z", flags),
        counted=Expression(rf"{GAP}(?:{of.plural})(?!\w)|-?(?:{of.people})|-", flags),
        aged=Expression(rf"(?<!\w)(?:{of.aged})\Z", flags),
        time=Expression(rf"(?:{GAP}|-)(?:{of.years}|{of.lapses})(?!\w)", flags),
    )


def amount_at(text: str, atoms: Sequence[Atom], at: int, floor: int, lang: str) -> Measured:
    """The amount that begins with the atom at ``at``, which has a value; none of it lies before ``floor``."""
    return negated(text, _amount(text, atoms, at, floor, lang), floor, lang)


def _amount(text: str, atoms: Sequence[Atom], at: int, floor: int, lang: str) -> Measured:
    one = measured_at(text, atoms, at, floor, lang)
    if ratio := _ratio(text, atoms, at, one, floor, lang):
        return ratio
    following = at + one.count
    if following == len(atoms) or atoms[following].value is None:
        return one
    return _range(text, atoms, following, one, lang) or one


def _ratio(text: str, atoms: Sequence[Atom], at: int, one: Measured, floor: int, lang: str) -> Measured | None:
    """« 1 sur 5 », « trois enfants sur dix », and, where only the 5 is a number, « un enfant sur cinq »."""
    if not one.plain:
        return None
    if _patterns(lang).ratio_end.search(text[max(floor, one.start - 12) : one.start]) and _denominator(
        text, one, lang, 1000
    ):
        window = max(floor, one.start - 48)
        if head := _patterns(lang).ratio_head.search(text[window : one.start]):
            value = 1 / one.low
            return replace(valued(one, value, one.end), start=window + head.start(), in_words=True)
    if at + 1 < len(atoms) and atoms[at + 1].value is not None and one.low == one.low.to_integral_value():
        match = _patterns(lang).ratio.match(text, one.end)
        below = measured_at(text, atoms, at + 1, match.end(), lang) if match else one
        alone = match is not None and not match["thing"] and one.low == 1
        if (
            match
            and match.end() == below.start
            and _denominator(text, below, lang, alone=alone)
            and one.low < below.low
        ):
            return replace(valued(one, one.low / below.low, below.end), count=2)
    return None


def _denominator(text: str, amount: Measured, lang: str, small: int = 10, alone: bool = False) -> bool:
    """A small or a round number, of no unit of time: « 416 images sur 11 108 » are two numbers.

    After « 1 sur » ``alone`` it is any number that is no year.
    """
    if alone and not amount.sign and amount.low >= 2 and not _patterns(lang).time.match(text, amount.end):
        return not (amount.first.bare and 1900 <= amount.low <= 2099)
    if not amount.plain or amount.low < 2 or _patterns(lang).time.match(text, amount.end):
        return False
    return amount.low <= small or amount.low in _WHOLES


def _range(text: str, atoms: Sequence[Atom], at: int, one: Measured, lang: str) -> Measured | None:
    """« 40 à 50 % », « entre 40 et 50 % », « 2 à 3 millions »: both bounds as one amount, or None."""
    link = _patterns(lang).link.match(text, one.end)
    if not link:
        return None
    two = measured_at(text, atoms, at, link.end(), lang)
    if link["point"] and two.start == link.end() and one.plain:
        return replace(one, end=two.end, count=one.count + two.count, untold=True)  # « zéro virgule cinq pour cent »
    if two.start != link.end() or not _same_sign(one, two, bool(link["dash"])):
        return None
    low, patterns = _completed(one, two), _patterns(lang)
    before = text[max(0, one.start - 64) : one.start]
    if _unscaled(one, two, low):
        return replace(one, untold=True)
    amounts = patterns.amounting.search(before) and two.sign and low < two.low
    if link["to"] and not amounts and patterns.moving.search(before):
        return replace(_left(one, two, low), untold=_short(one, two))
    if link["to"] and low > two.low and two.sign:
        return _left(one, two, low)
    if not low < two.low:
        return None
    alone = (link["and"] and not patterns.between.search(before)) or (link["or"] and two.low - low != 1)
    if alone and link["or"] and one.low and two.low - low == low / one.low > 1:
        alone = False  # « deux ou trois millions »
    if alone:
        return replace(one, untold=True) if low >= 1000 > one.low else None  # « 10 et 12 millions »
    if link["dash"] and link["dash"] in HYPHENS and not _hyphened(text, one, two, lang):
        return None
    return replace(
        one,
        end=two.end,
        low=low,
        high=two.low,
        step=min(two.step, one.step * (low / one.low) if one.low else one.step),
        count=one.count + two.count,
        sign=two.sign or one.sign,
        in_words=one.in_words and two.in_words,
        plain=False,
        about=one.about or two.about,
        untold=one.untold or two.untold or _short(one, two),
    )


def _bare(one: Measured, two: Measured) -> bool:
    """Whether the first number may lack what is said once, after the second: a scale, or three zeros."""
    own = one.sign and (one.end != one.first.end or two.sign)
    whole = one.low == one.first.value and one.first.scale == 1 and one.low % 1 == 0
    return whole and not own and 0 < one.low < 1000


def _short(one: Measured, two: Measured) -> bool:
    """« 15 à 20 000 »: from 15, or from 15 000."""
    digits = not two.in_words and two.low == two.first.value and two.low % 1000 == 0
    return digits and _bare(one, two) and one.low < two.low / 1000


def _unscaled(one: Measured, two: Measured, low: Decimal) -> bool:
    """« de 2 à 1 million », « 10 et 12 millions » but for « entre 10 et 12 »: from 2, or from 2 million."""
    scale = two.low / two.first.value if two.first.value else Decimal(1)
    scaled = max(scale, two.first.scale) >= 1000
    return scaled and low == one.low and not one.sign and _bare(one, two)


def _left(one: Measured, two: Measured, low: Decimal) -> Measured:
    """« passé de 40 à 95 % », « de 1 à 36 millions »: where it comes from, with the sign and scale said once, after."""
    step = one.step * low / one.low if one.low else one.step
    plain = one.plain and not two.sign and low == one.low
    return replace(one, low=low, high=low, step=step, sign=one.sign or two.sign, plain=plain)


def _same_sign(one: Measured, two: Measured, dash: bool) -> bool:
    """Whether bounds may share a sign: said once, after the upper one, or before the lower one (« $5–10 »)."""
    leads = one.start < one.first.start and one.end == one.first.end and (dash or two.low != two.first.value)
    return one.sign in ("", two.sign) or (leads and not two.sign)


def _completed(one: Measured, two: Measured) -> Decimal:
    """The lower bound, with the scale that is said once, after the upper one: « deux à trois millions »."""
    said = two.first.value if two.first.value is not None else two.low
    scale = two.low / said if said and two.low != said else two.first.scale
    raw = two.low / scale
    shares = scale > 1 and one.low == one.first.value and one.first.scale == 1 and one.low < raw and one.low < 1000
    return one.low * scale if shares else one.low


def _hyphened(text: str, one: Measured, two: Measured, lang: str) -> bool:
    """Whether « 40-50 » is a range, and not the number of an article: something is counted in it."""
    patterns = _patterns(lang)
    counted = patterns.counted.match(text, two.end) or patterns.time.match(text, two.end)
    counted = counted or patterns.aged.search(text[max(0, one.start - 24) : one.start])
    return bool(counted or one.sign or not two.plain or (one.in_words and two.in_words))
