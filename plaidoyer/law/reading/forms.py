"""Forms of wording as data: « {old} , {be} {done=remplacé} par {new} », and the one engine that matches them.

A form is written as a drafter would: words stand for themselves, with any white space between them; « , » and « : » may
be missing, as they are by hand; « [ … ] » may be left out; « {key:slot=argument} » is a slot, read by the function of
that name and kept under the key (the slot's own name, where no other is given).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, field

from plaidoyer.law.reading.instructions import Act
from plaidoyer.law.reading.quotations import Quote, Reading

_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(
    r"\{(?P<key>\w+)(?::(?P<slot>\w+))?(?:=(?P<argument>[^}]+))?\}|(?P<sign>[\[\],:])|(?P<words>[^\[\]{},:\s]+)"
)

Slots = dict[str, Any]
SlotReader = Callable[["Parser", int, str], tuple[Any, int] | None]


class Parser(Struct):
    """What reads one reading of a wording: its text and quotations, and how far any form came.

    ``article`` is the article that must be named, None where any may be; ``code`` the code that it belongs to.
    ``lists`` counts the lists that are open.
    """

    text: str
    quotes: Mapping[int, Quote]
    slots: Mapping[str, SlotReader]
    article: str | None
    code: str
    furthest: int = 0
    lists: int = 0
    known: dict[tuple[str, str, int], tuple[Any, int] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, slots: Mapping[str, SlotReader], article: str | None, code: str) -> Parser:
        """A parser of one reading."""
        return cls(reading.text, reading.quotes, slots, article, code)

    def skip(self, at: int) -> int:
        """The next place that is no white space."""
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def take(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """What stands at a place, after white space."""
        at = self.skip(at)
        found = pattern.match(self.text, at)
        if found is None:
            self.furthest = max(self.furthest, at)
        return found

    def quote(self, at: int) -> tuple[Quote, int] | None:
        """The quotation that begins at a place, after white space."""
        at = self.skip(at)
        found = self.quotes.get(at)
        if found is None:
            self.furthest = max(self.furthest, at)
        return (found, found.end) if found else None

    def slot(self, name: str, argument: str, at: int) -> tuple[Any, int] | None:
        """What a slot reads at a place, after white space; each is read once."""
        key = name, argument, self.skip(at)
        if key not in self.known:
            self.known[key] = self.slots[name](self, key[2], argument)
        return self.known[key]


class Literal(Struct, frozen=True):
    """Words of the form itself."""

    pattern: re.Pattern[str]


class Slot(Struct, frozen=True):
    """A place for what differs from one wording to the next."""

    key: str
    name: str
    argument: str


class Maybe(Struct, frozen=True):
    """What may be left out."""

    elements: tuple[Element, ...]


Element = Literal | Slot | Maybe


class Form(Struct, frozen=True):
    """One form of wording, and the order that it gives. ``act`` raises Refusal where number or gender disagree."""

    elements: tuple[Element, ...]
    act: Callable[[Slots], Act]


def form(written: str, act: Callable[[Slots], Act]) -> Form:
    """A form from how it is written."""
    groups: list[list[Element]] = [[]]
    for token in _TOKEN.finditer(written):
        sign, words = token["sign"], token["words"]
        if sign == "[":
            groups.append([])
        elif sign == "]":
            inner = groups.pop()
            groups[-1].append(Maybe(tuple(inner)))
        elif sign:
            groups[-1].append(Literal(_pattern(sign)))
        elif words:
            groups[-1].append(Literal(_pattern(words)))
        else:
            groups[-1].append(Slot(token["key"], token["slot"] or token["key"], token["argument"] or ""))
    return Form(tuple(groups[0]), act)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    if words in {",", ":"}:
        return re.compile(f"{words}?")
    return re.compile(f"(?:{words})" + (r"(?!\w)" if words[-1] != "'" else ""), re.IGNORECASE)


def match(parser: Parser, elements: tuple[Element, ...], at: int, slots: Slots) -> int | None:
    """Where the elements end that begin at a place; the slots are filled as they are read."""
    for index, element in enumerate(elements):
        if isinstance(element, Literal):
            found = parser.take(element.pattern, at)
            if found is None:
                return None
            at = found.end()
        elif isinstance(element, Slot):
            read = parser.slot(element.name, element.argument, at)
            if read is None:
                return None
            slots[element.key], at = read
        else:
            rest = elements[index + 1 :]
            with_it = dict(slots)
            end = match(parser, (*element.elements, *rest), at, with_it)
            if end is not None:
                slots.update(with_it)
                return end
            return match(parser, rest, at, slots)
    return at


def act_at(parser: Parser, forms: tuple[Form, ...], at: int, given: Slots) -> tuple[Act, int] | None:
    """The order that the first form to match gives, and where it ends."""
    start = parser.skip(at)
    for one in forms:
        slots = dict(given)
        end = match(parser, one.elements, start, slots)
        if end is not None:
            slots["place"] = start, end
            return one.act(slots), end
    return None
