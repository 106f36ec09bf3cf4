"""From numbers to amounts: « 1,5 million », « 12 M€ », « deux tiers », « un enfant sur cinq », « 40 à 50 % ».

An amount takes one number or several, with what stands between them. This module must not know qualifiers, nor what
an amount is for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from plaidoyer.languages.measures import Measures, measures
from plaidoyer.languages.number_words import FINEST, VULGAR, vulgar_value
from plaidoyer.languages.numerals import LETTER, SPACE, Atom

HYPHENS = "-‐‑"
_GAP = r"[ \t\u00a0\u2007-\u200a\u202f\n]"
_ONE, _MILLION = Decimal(1), Decimal(10) ** 6
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_PREFIXES = {"US": "USD", "C": "CAD", "CA": "CAD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "": "USD"}
_CODES = (
    "EUR|USD|GBP|CHF|CAD|AUD|NZD|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|INR|BRL|MXN|ZAR|HKD|SGD|KRW|XOF|XAF|MAD|TND"
)
_WHOLES = frozenset((10, 100, 1000, 10_000, 100_000, 1_000_000))


@dataclass(frozen=True, slots=True)
class Measured:
    """``low`` to ``high`` with its sign, at ``start`` to ``end``, made of ``count`` numbers, the ``first`` one given.

    ``plain``: no sign, no scale, no range: a number that may still be a year or a reference. ``about``: the words
    themselves say that it is not exact (« une dizaine »).
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


@dataclass(frozen=True, slots=True)
class _Patterns:
    scale: re.Pattern[str]
    suffix: re.Pattern[str]
    sign: re.Pattern[str]
    share: re.Pattern[str]
    link: re.Pattern[str]
    between: re.Pattern[str]
    ratio: re.Pattern[str]
    ratio_end: re.Pattern[str]
    ratio_head: re.Pattern[str]
    moving: re.Pattern[str]
    time: re.Pattern[str]
    and_half: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    spelt = (re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
    return "|".join(spelt) or "(?!)"


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of = measures(lang)
    flags = re.IGNORECASE
    suffixes, scales = _any(tuple(of.suffixes)), _any(tuple(of.scales))
    half = rf"(?P<between>{of.half_between})?"
    return _Patterns(
        scale=re.compile(rf"{half}(?:{_GAP}|-)(?P<scale>{scales})(?!\w)(?P<more>{of.half_more})?", flags),
        suffix=re.compile(rf"(?P<suffix>{suffixes})(?!\w)|{SPACE}(?P<spaced>{suffixes})(?={SPACE}?[€$£])"),
        sign=re.compile(
            rf"{_GAP}?(?P<mark>[%‰])|{_GAP}(?P<percent>{of.percent})(?!\w)|{_GAP}(?P<permille>{of.permille})(?!\w)"
            rf"|{_GAP}?(?:(?P<nation>US|CA?|AU?|NZ)?(?P<symbol>[€$£¥]))(?![0-9])"
            rf"|(?:{_GAP}|-|{of.of})(?P<currency>{_any(tuple(of.currencies))})(?!\w)"
            rf"|{_GAP}?(?P<code>(?-i:{_CODES}))(?!\w)",
            flags,
        ),
        share=re.compile(rf"(?:{_GAP}|-)(?P<share>{_any(tuple(of.shares))})(?!\w)(?!{_GAP}(?:party|parties))", flags),
        link=re.compile(
            rf"-?{_GAP}(?P<to>{of.to}){_GAP}|(?P<dash>{_GAP}?–{_GAP}?|[{HYPHENS}—])|{_GAP}(?P<and>{of.conjunction}){_GAP}"
            rf"|{_GAP}(?P<or>{of.either}){_GAP}|-(?P<hyphened>{of.to})-",
            flags,
        ),
        between=re.compile(rf"(?<!\w)(?:{of.between}){_GAP}(?:{LETTER}+{_GAP}){{0,3}}\Z", flags),
        ratio=re.compile(rf"(?:{_GAP}{LETTER}+){{0,2}}{_GAP}(?:{of.ratio}){_GAP}", flags),
        ratio_end=re.compile(rf"(?<!\w)(?:{of.ratio}){_GAP}\Z", flags),
        ratio_head=re.compile(rf"(?<!\w)(?:{of.one})(?:{_GAP}{LETTER}+){{0,2}}{_GAP}(?:{of.ratio}){_GAP}\Z", flags),
        moving=re.compile(rf"(?<!\w)(?:{of.moving})", flags),
        and_half=re.compile(rf"{_GAP}(?:{of.years}|{of.lapses})(?:{of.half_more})(?!\w)", flags),
        time=re.compile(rf"(?:{_GAP}|-)(?:{of.years}|{of.lapses})(?!\w)", flags),
    )


def amount_at(text: str, atoms: Sequence[Atom], at: int, floor: int, lang: str) -> Measured:
    """The amount that begins with the atom at ``at``, which has a value; none of it lies before ``floor``."""
    patterns, of = _patterns(lang), measures(lang)
    one = _measured(text, atoms, at, floor, patterns, of)
    if ratio := _ratio(text, atoms, at, one, floor, patterns, of):
        return ratio
    following = at + one.count
    if following == len(atoms) or atoms[following].value is None:
        return one
    return _range(text, atoms, following, one, patterns, of) or one


def _measured(text: str, atoms: Sequence[Atom], at: int, floor: int, patterns: _Patterns, of: Measures) -> Measured:
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
    result = _scaled(text, _fractioned(text, atoms, at, result, patterns, of), patterns, of)
    result = _continued(text, atoms, at, result)
    result = _signed_after(text, result, patterns, of)
    result = _signed_before(text, result, floor)
    return replace(result, count=count_before(atoms, at, result.end))


def count_before(atoms: Sequence[Atom], at: int, end: int) -> int:
    """How many atoms from ``at`` on begin before ``end``."""
    last = at + 1
    while last < len(atoms) and atoms[last].start < end:
        last += 1
    return last - at


_VULGAR = re.compile(rf"[ \u00a0\u202f]?({VULGAR})")


def _fractioned(
    text: str, atoms: Sequence[Atom], at: int, amount: Measured, patterns: _Patterns, of: Measures
) -> Measured:
    """« 1½ », « 1/3 », « deux tiers »."""
    whole = amount.low == amount.low.to_integral_value() and amount.step != FINEST
    if not whole:
        return amount
    if not amount.in_words and (match := _VULGAR.match(text, amount.end)):
        return _valued(amount, amount.low + vulgar_value(match[1]), match.end())
    if text[amount.end : amount.end + 1] in ("/", "\u2044") and at + 1 < len(atoms):
        below = atoms[at + 1]
        if below.start == amount.end + 1 and below.value and below.bare:
            return _valued(amount, amount.low / below.value, below.end)
    match = patterns.share.match(text, amount.end)
    if match and (amount.low == 1 or match["share"].endswith("s")) and amount.low < 1000:
        return _valued(amount, amount.low / of.shares[match["share"].casefold()], match.end())
    return amount


def _valued(amount: Measured, value: Decimal, end: int) -> Measured:
    return replace(amount, low=value, high=value, end=end, step=FINEST, plain=False)


def _scaled(text: str, amount: Measured, patterns: _Patterns, of: Measures) -> Measured:
    """« 1,5 million », « 20 milliers », « un million et demi », « 12 M€ », « 1.2bn »."""
    if match := patterns.scale.match(text, amount.end):
        scale = of.scales[re.sub(r"\s", " ", match["scale"].casefold())]
        return _times(amount, scale, match.end(), bool(match["between"] or match["more"]))
    if not amount.in_words and (match := patterns.suffix.match(text, amount.end)):
        return _times(amount, of.suffixes[match["suffix"] or match["spaced"]], match.end(), False)
    if amount.plain and patterns.and_half.match(text, amount.end):
        return _valued(amount, amount.low + Decimal("0.5"), amount.end)  # « six mois et demi »
    if amount.first.scale >= 1000 and (match := re.compile(of.half_more, re.IGNORECASE).match(text, amount.end)):
        scale = amount.first.scale
        return replace(_valued(amount, amount.low + scale / 2, match.end()), step=scale / 10)
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


def _signed_after(text: str, amount: Measured, patterns: _Patterns, of: Measures) -> Measured:
    match = patterns.sign.match(text, amount.end)
    if not match:
        return amount
    if match["mark"]:
        sign = match["mark"]
    elif match["percent"] or match["permille"]:
        sign = "%" if match["percent"] else "‰"
    elif match["symbol"]:
        sign = _symbol(match["nation"] or "", match["symbol"])
    elif match["code"]:
        sign = match["code"]
    else:
        sign = of.currencies[re.sub(r"\s", " ", match["currency"].casefold())]
    return replace(amount, sign=sign, end=match.end(), plain=False)


def _symbol(nation: str, symbol: str) -> str:
    return _PREFIXES[nation.upper()] if symbol == "$" else _SYMBOLS[symbol]


_MONEY = re.compile(
    rf"(?:(?<![A-Za-z])(?P<nation>US|CA?|AU?|NZ|HK))?(?P<symbol>[€$£¥]){SPACE}?\Z|(?<!\w)(?P<code>{_CODES}){SPACE}?\Z"
)
_MINUS = re.compile(rf"(?:(?P<sure>\u2212){SPACE}?|(?P<hyphen>[-–]))\Z")


def _signed_before(text: str, amount: Measured, floor: int) -> Measured:
    """« £500 », « EUR 20 », « −5 % »."""
    window = max(floor, amount.start - 8)
    before = text[window : amount.start]
    if not amount.in_words and amount.sign in ("", "USD") and (match := _MONEY.search(before)):
        sign = match["code"] or _symbol(match["nation"] or "", match["symbol"])
        amount = replace(amount, start=window + match.start(), sign=sign, plain=False)
        before = before[: match.start()]
    match = _MINUS.search(before)
    if not match or amount.in_words:
        return amount
    ahead = text[max(0, window + match.start() - 2) : window + match.start()]
    opens = not ahead or ahead[-1].isspace() or ahead[-1] in "(«“[/:"
    inside = match["hyphen"] == "-" and ahead.strip() and "\n" not in ahead  # at a line's start it may list things
    certain = match["sure"] or amount.sign or inside
    if not opens or not certain or (not match["sure"] and ahead[:1].isdigit()):
        return amount
    return replace(amount, start=window + match.start(), low=-amount.low, high=-amount.high, plain=False)


def _ratio(
    text: str, atoms: Sequence[Atom], at: int, one: Measured, floor: int, patterns: _Patterns, of: Measures
) -> Measured | None:
    """« 1 sur 5 », « trois enfants sur dix », and, where only the 5 is a number, « un enfant sur cinq »."""
    if not one.plain:
        return None
    if patterns.ratio_end.search(text[max(floor, one.start - 12) : one.start]) and _denominator(
        text, one, patterns, 1000
    ):
        window = max(floor, one.start - 48)
        if head := patterns.ratio_head.search(text[window : one.start]):
            value = _ONE / one.low
            return replace(_valued(one, value, one.end), start=window + head.start(), in_words=True)
    if at + 1 < len(atoms) and atoms[at + 1].value is not None and one.low == one.low.to_integral_value():
        match = patterns.ratio.match(text, one.end)
        below = _measured(text, atoms, at + 1, match.end(), patterns, of) if match else one
        if match and match.end() == below.start and _denominator(text, below, patterns) and one.low < below.low:
            return replace(_valued(one, one.low / below.low, below.end), count=2)
    return None


def _denominator(text: str, amount: Measured, patterns: _Patterns, small: int = 10) -> bool:
    """A small or a round number, of no unit of time: « 416 images sur 11 108 » are two numbers."""
    if not amount.plain or amount.low < 2 or patterns.time.match(text, amount.end):
        return False
    return amount.low <= small or amount.low in _WHOLES


def _range(
    text: str, atoms: Sequence[Atom], at: int, one: Measured, patterns: _Patterns, of: Measures
) -> Measured | None:
    """« 40 à 50 % », « entre 40 et 50 % », « 2 à 3 millions »: both bounds as one amount, or None."""
    link = patterns.link.match(text, one.end)
    if not link:
        return None
    two = _measured(text, atoms, at, link.end(), patterns, of)
    if two.start != link.end() or not _same_sign(one, two, bool(link["dash"])):
        return None
    low = _completed(one, two)
    if not low < two.low:
        return None
    before = text[max(0, one.start - 64) : one.start]
    if link["and"] and not patterns.between.search(before):
        return None
    if link["or"] and two.low - low != 1:
        return None
    if link["to"] and patterns.moving.search(before):
        return None
    if link["dash"] and link["dash"] in HYPHENS and not _hyphened(text, one, two, patterns, of):
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
    )


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


def _hyphened(text: str, one: Measured, two: Measured, patterns: _Patterns, of: Measures) -> bool:
    """Whether « 40-50 » is a range, and not the number of an article: something is counted in it."""
    counted = re.compile(rf"{_GAP}(?:{of.plural})(?!\w)|-?(?:{of.people})|-", re.IGNORECASE).match(text, two.end)
    in_words = one.in_words and two.in_words
    return bool(two.sign or not two.plain or in_words or counted or patterns.time.match(text, two.end))
