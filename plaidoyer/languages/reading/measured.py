"""One number with what is written on it: fraction, scale and sign (« 1½ », « deux tiers », « 1,5 million », « 12 M€ »).

This module must not know ranges, qualifiers, nor what a number is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.languages.reading.characters import GAP, SPACE
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import spelt
from plaidoyer.languages.reading.measures import measures
from plaidoyer.languages.reading.number_words import FINEST, VULGAR, vulgar_value
from plaidoyer.languages.reading.numerals import Atom
from plaidoyer.languages.reading.signs import any_of, minus_before, sign_after, sign_before

_MILLION = Decimal(10) ** 6
_HALF = 32  # characters: longer than a unit of time with the conjunction of « et demi » after it
_NEXT = Expression(r"[\s-]?([^\W\d_]+)")
_WORD = Expression(r"[^\W\d_]+")


class Measured(Struct, frozen=True):
    """``low`` to ``high`` with its sign, at ``start`` to ``end``, made of ``count`` numbers, the ``first`` one given.

    ``plain``: no sign, no scale, no range: a number that may still be a year or a reference. ``about``: the words
    themselves say that it is not exact (« une dizaine »). ``untold``: its value cannot be told (« 15 à 20 000 »).
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    first: Atom
    count: int
    sign: str = ""
    in_words: bool = False
    plain: bool = True
    about: bool = False
    untold: bool = False


class _Patterns(Struct, frozen=True):
    """Casefolded: ``scaled``, words that ``scale`` may begin with; ``written``, those of ``suffix`` and ``lone``."""

    scaled: frozenset[str]
    written: frozenset[str]
    scale: Expression
    suffix: Expression
    share: Expression
    and_half: Expression
    half_more: Expression
    half_after: Expression
    lone: Expression
    part_of: Expression
    minus: Expression


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, flags = measures(lang), re.IGNORECASE
    suffixes, scales = any_of(of.suffixes), any_of(of.scales)
    half = rf"(?P<between>{of.half_between})?"
    return _Patterns(
        scaled=frozenset((*of.scales, *_WORD.findall(of.half_between))),
        written=frozenset((*(suffix.casefold() for suffix in of.suffixes), *spelt(of.unclear))),
        scale=Expression(rf"{half}(?:{GAP}|-)(?P<scale>{scales})(?!\w)(?P<more>{of.half_more})?", flags),
        suffix=Expression(
            rf"(?P<suffix>{suffixes})(?!\w)|{SPACE}(?P<spaced>{suffixes})(?={SPACE}?[€$£]|(?:{of.of})\w|{SPACE}(?:{of.plural}))"
        ),
        lone=Expression(
            rf"{SPACE}(?P<scale>{suffixes})(?![\w.'’])|{SPACE}?(?i:{suffixes}){SPACE}?[€$£]|{SPACE}(?i:{of.unclear})(?!\w)"
        ),
        share=Expression(rf"(?:{GAP}|-)(?P<share>{any_of(of.shares)})(?!\w)(?!{GAP}(?:party|parties))", flags),
        and_half=Expression(rf"{GAP}(?:{of.years}|{of.lapses})(?:{of.half_more})(?!\w)", flags),
        half_more=Expression(of.half_more, flags),
        half_after=Expression(rf"{GAP}(?:{of.half_after})(?:{of.half_more})(?!\w)|(?:{of.half_more})(?!\w)", flags),
        part_of=Expression(rf"(?:{of.part_of})(?P<scale>{scales})(?!\w)", flags),
        minus=Expression(rf"(?<!\w)(?P<before>(?:{of.no_minus}){GAP})?(?:{of.minus}){GAP}\Z", flags),
    )


def measured_at(text: str, atoms: Sequence[Atom], at: int, floor: int, lang: str) -> Measured:
    """One number with its fraction, scale and sign."""
    atom = atoms[at]
    value = atom.value if atom.value is not None else Decimal(0)
    result = Measured(
        atom.start,
        atom.end,
        value,
        value,
        atom.step,
        atom,
        1,
        in_words=atom.in_words,
        about=atom.collective,
        plain=not atom.collective and atom.step != FINEST,
    )
    result = _scaled(text, _fractioned(text, atoms, at, result, lang), floor, lang)
    result = _continued(text, atoms, at, result)
    result = _signed(text, result, floor, lang)
    count = count_before(atoms, at, result.end)
    return replace(result, count=count) if count > 1 else result


def _word_at(text: str, at: int) -> str:
    """The word at a place, or after a blank or hyphen there, casefolded; empty where none is."""
    match = _NEXT.match(text, at)
    return match[1].casefold() if match else ""


def count_before(atoms: Sequence[Atom], at: int, end: int) -> int:
    """How many atoms from ``at`` on begin before ``end``."""
    last = at + 1
    while last < len(atoms) and atoms[last].start < end:
        last += 1
    return last - at


_VULGAR = Expression(rf"[ \u00a0\u202f]?({VULGAR})")


def _fractioned(text: str, atoms: Sequence[Atom], at: int, amount: Measured, lang: str) -> Measured:
    """« 1½ », « 1/3 », « deux tiers »."""
    whole = amount.low == amount.low.to_integral_value() and amount.step != FINEST
    if not whole:
        return amount
    if not amount.in_words and (match := _VULGAR.match(text, amount.end)):
        return valued(amount, amount.low + vulgar_value(match[1]), match.end())
    if text[amount.end : amount.end + 1] in ("/", "\u2044") and at + 1 < len(atoms):
        below = atoms[at + 1]
        if below.start == amount.end + 1 and below.value and below.bare:
            return valued(amount, amount.low / below.value, below.end)
    shares = measures(lang).shares
    match = _patterns(lang).share.match(text, amount.end) if _word_at(text, amount.end) in shares else None
    if match and (amount.low == 1 or match["share"].endswith("s")) and amount.low < 1000:
        return valued(amount, amount.low / shares[match["share"].casefold()], match.end())
    return amount


def valued(amount: Measured, value: Decimal, end: int) -> Measured:
    """The amount as a fraction, which nothing rounds to."""
    return replace(amount, low=value, high=value, end=end, step=FINEST, plain=False)


def _scaled(text: str, amount: Measured, floor: int, lang: str) -> Measured:
    """« 1,5 million », « 20 milliers », « un million et demi », « 12 M€ », « 1.2bn »."""
    of, patterns, word = measures(lang), _patterns(lang), _word_at(text, amount.end)
    if word in patterns.scaled and (match := patterns.scale.match(text, amount.end)):
        scale = of.scales[re.sub(r"\s", " ", match["scale"].casefold())]
        return _times(amount, scale, match.end(), bool(match["between"] or match["more"]))
    if word in patterns.written and not amount.in_words and (match := patterns.suffix.match(text, amount.end)):
        return _times(amount, of.suffixes[match["suffix"] or match["spaced"]], match.end(), False)
    if amount.step == FINEST and amount.low < 1 and (match := patterns.part_of.match(text, amount.end)):
        scale = of.scales[match["scale"].casefold()]
        return valued(amount, amount.low * scale, match.end())
    half = of.conjunction in text[amount.end : amount.end + _HALF].casefold()
    if half and amount.plain and patterns.and_half.match(text, amount.end):
        return valued(amount, amount.low + Decimal("0.5"), amount.end)  # « six mois et demi »
    if half and amount.plain and amount.first.scale == 1 and (match := patterns.half_after.match(text, amount.end)):
        return valued(amount, amount.low + Decimal("0.5"), match.end())  # « deux fois et demie »
    lone = patterns.lone.match(text, amount.end) if word in patterns.written else None
    if lone and not sign_after(text, amount.end, lang):
        if lone["scale"] and sign_before(text, amount.start, floor, lang):
            return _times(amount, of.suffixes[lone["scale"]], lone.end(), False)  # « £1.2 m »
        return replace(amount, untold=True)  # « 5,4 M »: millions, or metres, or a name
    if half and amount.first.scale >= 1000 and (match := patterns.half_more.match(text, amount.end)):
        scale = amount.first.scale
        return replace(valued(amount, amount.low + scale / 2, match.end()), step=scale / 10)
    return amount


def _continued(text: str, atoms: Sequence[Atom], at: int, amount: Measured) -> Measured:
    """« 2 millions 300 000 » is one number."""
    if at + 1 == len(atoms) or amount.step < _MILLION or amount.end + 1 != atoms[at + 1].start:
        return amount
    rest = atoms[at + 1]
    if rest.value is None or rest.bare or not 1000 <= rest.value < amount.step or not text[amount.end].isspace():
        return amount
    value = amount.low + rest.value
    return replace(amount, low=value, high=value, step=rest.step, end=rest.end, in_words=False)


def _times(amount: Measured, scale: Decimal, end: int, half: bool) -> Measured:
    value = (amount.low + (Decimal("0.5") if half else 0)) * scale
    step = amount.step if amount.step == FINEST else amount.step * scale
    return replace(amount, low=value, high=value, end=end, step=scale / 10 if half else step, plain=False)


def _signed(text: str, amount: Measured, floor: int, lang: str) -> Measured:
    """« 95 % », « 75 000 euros », « £500 », « −5 % »."""
    if after := sign_after(text, amount.end, lang):
        amount = replace(amount, sign=after[0], end=after[1], plain=False)
    if amount.in_words:
        return amount
    if not amount.sign and (before := sign_before(text, amount.start, floor, lang)):
        amount = replace(amount, sign=before[0], start=before[1], plain=False)
    minus = minus_before(text, amount.start, floor, bool(amount.sign))
    if minus is None:
        return amount
    return replace(amount, start=minus, low=-amount.low, high=-amount.high, plain=False)


def negated(text: str, amount: Measured, floor: int, lang: str) -> Measured:
    """« moins 5 % », "minus five degrees": a negative number; without a value where it is a range or a difference."""
    window = max(floor, amount.start - 16)
    before = text[window : amount.start]
    match = _patterns(lang).minus.search(before) if measures(lang).minus in before.casefold() else None
    if not match or match["before"]:
        return amount
    start = window + match.start()
    simple = amount.low == amount.high > 0 and not (floor and start <= floor + 1)
    return replace(
        amount, start=start, low=-amount.high, high=-amount.low, plain=False, untold=amount.untold or not simple
    )
