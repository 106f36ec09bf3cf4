"""Signs beside a number: « % », « pour cent », « € », « euros », "£", "US$", « CHF », « − ».

Symbols of currencies are those of CLDR (through Babel) for each language (« £GB », "JP¥"), and what the press writes.
A dollar of no country is taken for that of the United States. This module must not know how numbers are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel.core import Locale
from babel.numbers import get_currency_symbol
from msgspec import Struct

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.characters import GAP, SPACE
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measures import measures

CODES = (
    *("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON"),
    *("BGN", "INR", "BRL", "MXN", "ZAR", "HKD", "SGD", "KRW", "XOF", "XAF", "MAD", "TND"),
)
_EVERYWHERE = {"€": "EUR", "£": "GBP", "¥": "JPY", "$": "USD", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD"}
_BEFORE = 8


class _Patterns(Struct, frozen=True):
    after: Expression
    before: Expression
    symbols: Mapping[str, str]
    lasts: frozenset[str]  # characters of which a symbol ends with one


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; their spaces are any spaces."""
    spelt = (re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
    return "|".join(spelt) or "(?!)"


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, symbols = measures(lang), dict.fromkeys(CODES, "")
    symbols = {code: code for code in symbols}
    if lang in PROFILES:
        locale = Locale.parse(PROFILES[lang].locale)
        named = {get_currency_symbol(code, locale=locale): code for code in CODES}
        symbols |= {
            symbol: code for symbol, code in named.items() if not symbol.islower()
        }  # « kr » is of three countries
    symbols |= _EVERYWHERE
    symbol = rf"(?-i:(?P<symbol>{any_of(symbols)}))"
    return _Patterns(
        after=Expression(
            rf"{GAP}?(?P<mark>[%‰])|{GAP}(?P<percent>{of.percent})(?!\w)|{GAP}(?P<permille>{of.permille})(?!\w)"
            rf"|{GAP}?{symbol}(?!\w)|(?:{GAP}|-|{of.of})(?P<currency>{any_of(of.currencies)})(?!\w)",
            re.IGNORECASE,
        ),
        before=Expression(rf"(?<![^\W\d_]){symbol}{SPACE}?\Z"),
        symbols=symbols,
        lasts=frozenset(symbol[-1] for symbol in symbols),
    )


def sign_after(text: str, end: int, lang: str) -> tuple[str, int] | None:
    """The sign after a number that ends at ``end``, and where it ends itself."""
    match = _patterns(lang).after.match(text, end)
    if not match:
        return None
    if match["mark"]:
        sign = match["mark"]
    elif match["percent"] or match["permille"]:
        sign = "%" if match["percent"] else "‰"
    elif match["symbol"]:
        sign = _patterns(lang).symbols[match["symbol"]]
    else:
        sign = measures(lang).currencies[re.sub(r"\s", " ", match["currency"].casefold())]
    return sign, match.end()


def sign_before(text: str, start: int, floor: int, lang: str) -> tuple[str, int] | None:
    """The currency before a number that starts at ``start``, and where it starts itself."""
    window, patterns = max(floor, start - _BEFORE), _patterns(lang)
    if text[window:start].rstrip()[-1:] not in patterns.lasts:
        return None
    match = patterns.before.search(text[window:start])
    return (patterns.symbols[match["symbol"]], window + match.start()) if match else None


_MINUS = Expression(rf"(?:(?P<sure>\u2212){SPACE}?|(?P<hyphen>[-–]))\Z")


def minus_before(text: str, start: int, floor: int, signed: bool) -> int | None:
    """Where a minus before ``start`` begins, or None; a hyphen is one on a ``signed`` number or within a line."""
    window = max(floor, start - 2)
    match = _MINUS.search(text[window:start])
    if not match:
        return None
    begins = window + match.start()
    ahead = text[max(0, begins - 2) : begins]
    inside = match["hyphen"] == "-" and ahead.strip() and "\n" not in ahead  # at a line's start it may list things
    opens = not ahead or ahead[-1].isspace() or ahead[-1] in "(«“[/:"
    certain = match["sure"] or ((signed or inside) and not ahead[:1].isdigit())
    return begins if opens and certain else None
