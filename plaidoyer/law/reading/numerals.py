"""Numbers of drafting in words: « vingt et unième », « avant-dernière », « trois », and marks of lists in order.

Ranks are ordinals in words « sans limitation » (Guide de légistique, fiche 3.4.1); « second » is only of two.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_LARGEST = 999

_RANK = re.compile(
    r"(?P<last>avant\s?-\s?derni(?:er|ère)s?|derni(?:er|ère)s?)(?!\w)"
    r"|(?P<first>premi(?:er|ère)s?|1\s?(?:ers?|ère|re))(?!\w)"
    r"|(?P<second>seconde?s?|2\s?nde?)(?!\w)"
    r"|(?P<digits>\d{1,3})\s?(?:ème|e)s?(?!\w)"
    r"|(?P<words>[a-zé]+(?:(?:\s?-\s?|\s+)[a-zé]+){0,7}?(?<!avant)(?:(?<=[a-zé])ième))s?(?!\w)"
    r"|(?P<single>[a-zé]+ième)s?(?!\w)",
    re.IGNORECASE,
)
_CARDINAL = re.compile(
    r"(?P<digits>\d{1,3})(?![\w°])|(?P<words>[a-z]+(?:(?:\s?-\s?|\s+)[a-z]+){0,7})(?!\w)", re.IGNORECASE
)

_TIMES = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
_NAME = re.compile(r"(\d{1,3})°|([IVXL]+)(?!\w)|([A-Z])(?!\w)|([a-z]{1,2})(?!\w)")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class Rank(Struct, frozen=True):
    """« troisième »: 3; « dernier »: -1; « avant-dernier »: -2; « second »: 2, of two."""

    number: int
    second: bool = False


def rank_at(text: str, at: int) -> tuple[Rank, int] | None:
    """The ordinal that begins at a place of folded text, and where it ends."""
    found = _RANK.match(text, at)
    if found is None:
        return None
    if found["last"]:
        return Rank(-2 if found["last"].casefold().startswith("avant") else -1), found.end()
    if found["first"] or found["second"]:
        return Rank(2 if found["second"] else 1, bool(found["second"])), found.end()
    if found["digits"]:
        return Rank(int(found["digits"])), found.end()
    number = _ordinals().get(_spelling(found["words"] or found["single"]))
    return (Rank(number), found.end()) if number else None


def count_at(text: str, at: int) -> tuple[int, int] | None:
    """The cardinal that begins at a place of folded text (« deux », « vingt et une », « 2 »), and where it ends."""
    found = _CARDINAL.match(text, at)
    if found is None:
        return None
    if found["digits"]:
        return int(found["digits"]), found.end()
    read = None
    for word in re.finditer(r"[a-z]+", found[0], re.IGNORECASE):
        number = _cardinals().get(_spelling(found[0][: word.end()]))
        if number:
            read = number, at + word.end()
    return read


def is_number(text: str) -> bool:
    """Whether folded text is nothing but a number in words."""
    return (
        _spelling(text) in _cardinals()
        or re.fullmatch(r"(?i)(?:mille|millions?|milliards?|cents?|zéro)", text) is not None
    )


def order(name: str) -> tuple[int, ...]:
    """The place of a list mark among those of its level: 3° < 3° bis A < 3° bis < 4°; empty where it is none."""
    found = _NAME.match(name)
    if found is None:
        return ()
    number, roman, capital, letter = found.groups()
    rest = name[found.end() :].split()
    times = _TIMES.index(rest[0]) if rest and rest[0] in _TIMES else 0
    before = ord(rest[1]) - ord("Z") - 1 if len(rest) > 1 and len(rest[1]) == 1 else 0
    if number:
        first = int(number)
    elif roman:
        values = [_ROMAN[sign] for sign in roman]
        first = sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))
    else:
        first = (len(capital or letter) - 1) * 26 + ord((capital or letter)[-1].lower()) - ord("a") + 1
    return first, times, before


def _spelling(words: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", words.casefold()))


@cache
def _cardinals() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number in range(1, _LARGEST + 1):
        spelt = _spelling(_cardinal(number))
        numbers[spelt] = number
        if spelt.split()[-1] == "un":
            numbers[spelt + "e"] = number
    return numbers


@cache
def _ordinals() -> dict[str, int]:
    return {_spelling(_ordinal(number)): number for number in range(2, _LARGEST + 1)}


def _cardinal(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        start = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent" + ("" if rest else "s")
        return f"{start} {_cardinal(rest)}" if rest else start
    if number < 20:
        return _SMALL[number]
    ten = next(ten for ten in sorted(_TENS, reverse=True) if ten <= number)
    rest = number - ten
    if rest == 0:
        return _TENS[ten] + ("s" if ten == 80 else "")
    joined = " et " if rest in (1, 11) and ten != 80 else "-"
    return f"{_TENS[ten]}{joined}{_SMALL[rest]}"


def _ordinal(number: int) -> str:
    spelt = _cardinal(number)
    for ending, changed in (("cinq", "cinqu"), ("neuf", "neuv"), ("ts", "t"), ("e", "")):
        if spelt.endswith(ending):
            spelt = spelt[: -len(ending)] + changed
            break
    return spelt + "ième"
