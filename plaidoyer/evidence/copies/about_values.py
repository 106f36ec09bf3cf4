"""Values that captures give of themselves, made harmless: texts, names, dates, languages and addresses.

They come out of other people's files: here they lose what cannot be seen, and their length has a bound. This module
must not know where in a page or a PDF they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import unescape

from msgspec import Struct

from plaidoyer.records.dates import parse_date

LONGEST = 300
"""How many characters a value may have: a longer one is cut, and ends in an ellipsis."""

_LONGEST_ADDRESS = 2000
_MOST_NAMES = 20
_ADDRESS = re.compile(r"""https?://[^\s"<>\\^`{|}]+""", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?![\d/.-])", re.ASCII)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\A(?:admin|administrateur|administrator|user|utilisateur|unknown)\Z", re.IGNORECASE
)
_BY = re.compile(r"\A(?:par|by|de)\s+(?=[^\W\d_])", re.IGNORECASE)

Name = Mapping[str, str]
"""A name in the parts of CSL: ``family`` and ``given``, or ``literal``."""


class Said(Struct, frozen=True):
    """One CSL variable as a capture gives it. ``where`` is the place in it, in its own terms (« og:title »)."""

    variable: str
    value: str | tuple[Name, ...]
    where: str


class About(Struct, frozen=True):
    """The CSL type of a capture, what speaks for it (nothing: a guess), and its variables in the order of a record."""

    type: str
    type_where: str = ""
    said: tuple[Said, ...] = ()

    def text(self, variable: str) -> str:
        """The text of a variable; empty where it is absent."""
        return next((str(said.value) for said in self.said if said.variable == variable), "")


def present(said: Iterable[Said]) -> tuple[Said, ...]:
    """Those that say something."""
    return tuple(each for each in said if each.value)


def clean(value: object) -> str:
    """A text on one line, without HTML escapes, without what cannot be seen, and no longer than ``LONGEST``.

    Anything but a text or a number is no value.
    """
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    words = unescape(str(value)[: 20 * LONGEST])
    seen = "".join(_seen(sign) for sign in unicodedata.normalize("NFC", words))
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _seen(sign: str) -> str:
    """A character as it is seen: spaces of every kind are one, controls and marks of direction are nothing."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") else sign


def address(value: object) -> str:
    """An absolute address on the Web, or nothing."""
    words = value.strip() if isinstance(value, str) else ""
    sound = len(words) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(words) and words == "".join(map(_seen, words))
    return words if sound else ""


def day(value: object) -> str:
    """The day, month or year at the beginning of a date as pages write it (``2024-10-29T…``, ``2024/10/29``)."""
    found = _DAY.match(clean(value).replace("T", " "))
    return date_of((found[1], found[3], found[4])) if found else ""


def date_of(parts: Iterable[str | None]) -> str:
    """The EDTF date of a year, a month and a day, or nothing where the calendar knows none."""
    written = "-".join(part.zfill(2) for part in parts if part)
    try:
        return str(parse_date(written))
    except ValueError:
        return ""


def language(value: object) -> str:
    """A language tag in its usual form (``fr``, ``fr-CA``), or nothing."""
    words = clean(value).replace("_", "-")
    if not _LANGUAGE.fullmatch(words):
        return ""
    first, *others = words.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in others)])


def names(values: Iterable[object], *, inverted: bool = False) -> tuple[Name, ...]:
    """The names given, each once. ``inverted``: « Family, Given » is how they are written. Addresses are no names."""
    found: list[Name] = []
    for value in values:
        words = _BY.sub("", clean(value))
        if not words or _NO_NAME.search(words):
            continue
        family, comma, given = (part.strip() for part in words.partition(","))
        whole = inverted and comma and family and given and "," not in given
        name = {"family": family, "given": given} if whole else {"literal": words}
        if name not in found:
            found.append(name)
    return tuple(found[:_MOST_NAMES])
