"""Designations resolved against the text in force: which alinéas, items or sentences are meant.

Ranks must exist, items must be there once, « même » and « cet » must have been named before, in the same wording.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.reading.designations import spread
from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.instructions import Bound, Chain, Names, Ranks, Unit, Where
from plaidoyer.law.reading.numerals import Rank, order
from plaidoyer.law.reading.texts import Region, Text

Span = tuple[int, int]

_ENGLISH = {"phrase": "sentence", "tiret": "dash"}


class Scope(Struct, frozen=True):
    """The place that instructions hold for: regions (None before the article is named), and a bound of them."""

    regions: tuple[Region, ...] | None
    bound: Bound | None = None


class Resolver:
    """Resolves the designations of one wording, in its order: what was named is remembered."""

    def __init__(self, text: Text, article: str, *, bill: bool) -> None:
        self._text, self._article = text, article
        self._named = self._code_named = bill
        self._alineas: tuple[Region, ...] = ()
        self._sentences: tuple[Region, ...] = ()
        self._items: set[tuple[str, str]] = set()

    def scope(self, where: tuple[Where, ...], scope: Scope) -> Scope:
        """The narrower place that a wording names inside another."""
        for one in where:
            if scope.bound and (one.chain or one.bound):
                raise Refusal("A bound is named, then a place in it.", one.place)
            regions = self.resolve(one.chain, scope) if one.chain else scope.regions
            if one.chain and one.chain.units[-1].kind == "code":
                regions = None
            elif regions is None:
                raise Refusal("The article is not named.", one.place, f"Name « l’article {self._article} ».")
            scope = Scope(regions, one.bound)
        return scope

    def resolve(self, chain: Chain, scope: Scope) -> tuple[Region, ...]:
        """The regions that a designation singles out; none where it names a code."""
        regions = scope.regions
        for unit in reversed(chain.units):
            regions = self._unit(unit, regions, chain)
        if regions is None and chain.units[-1].kind != "code":
            raise Refusal("The article is not named.", chain.place, f"Name « l’article {self._article} ».")
        return regions or ()

    def one_region(self, chain: Chain, scope: Scope) -> Region:
        """What a designation singles out, as one region."""
        regions = self.resolve(chain, scope)
        if not regions:
            raise Refusal("A code as a whole is not changed.", chain.place)
        return self._joined(regions, chain.place)

    def _joined(self, regions: tuple[Region, ...], place: Span) -> Region:
        """Regions that follow each other, as one."""
        first, last = regions[0], regions[-1]
        for one, other in pairwise(regions):
            if one.kind == "phrase" and one.first != other.first:
                raise Refusal("Sentences of several alinéas are changed as one.", place)
            if one.kind != "phrase" and one.last != other.first:
                raise Refusal("Alinéas that do not follow each other are changed as one.", place, "Say it for each.")
        span = (first.span[0], last.span[1]) if first.span and last.span else None
        return Region(first.kind, first.first, last.last, span)

    def _unit(self, unit: Unit, regions: tuple[Region, ...] | None, chain: Chain) -> tuple[Region, ...] | None:
        if unit.kind == "code":
            self._code_named = True
            return None
        if unit.kind == "article":
            return self._article_region(unit)
        if unit.kind == "context":
            if regions is not None and unit.plural != (len(regions) > 1):
                raise Refusal("« Il » or « ils » does not agree with what is named above.", unit.place)
            return regions
        if unit.same and unit.kind in {"alinéa", "phrase"}:
            same = self._alineas if unit.kind == "alinéa" else self._sentences
            if not same or unit.plural != (len(same) > 1):
                raise Refusal(
                    f"« même {unit.kind} »: it is not clear which was named before.", unit.place, "Name its rank."
                )
            return same
        if regions is None:
            raise Refusal("The article is not named.", chain.place, f"Name « l’article {self._article} ».")
        if unit.this:
            return self._this(unit, regions)
        found = tuple(inner for region in regions for inner in self._inside(unit, region))
        if unit.kind == "alinéa":
            self._alineas = found
        elif unit.kind == "phrase":
            self._sentences = found
        return found

    def _article_region(self, unit: Unit) -> tuple[Region, ...]:
        if unit.plural:
            raise Refusal("Several articles are named; the text is of one.", unit.place)
        if unit.article:
            if unit.code == "same" and not self._code_named:
                raise Refusal("« même code »: no code is named before.", unit.place, "Name the code.")
            if not unit.code and not self._code_named:
                raise Refusal("The code of the article is not named.", unit.place, "Add « du code … ».")
            self._code_named = self._named = True
        elif not self._named:
            raise Refusal("No article is named before.", unit.place, f"Name « l’article {self._article} ».")
        return (self._text.whole,)

    def _this(self, unit: Unit, regions: tuple[Region, ...]) -> tuple[Region, ...]:
        """« cet alinéa », « l’alinéa », « ces phrases »: what the place names already."""
        wanted = "phrase" if unit.kind == "phrase" else "alinéa"
        if unit.kind == "phrase":
            fits = all(region.kind == "phrase" or len(self._phrases(region, unit.place)) == 1 for region in regions)
            found = (
                tuple(region if region.kind == "phrase" else self._phrases(region, unit.place)[0] for region in regions)
                if fits
                else ()
            )
        else:
            fits = all(region.kind == "alinéa" or (region.single and region.kind != "phrase") for region in regions)
            found = tuple(replace(region, kind="alinéa") for region in regions)
        if not fits or unit.plural != (len(regions) > 1):
            raise Refusal(f"It is not clear which {wanted} is meant.", unit.place, "Name its rank.")
        return found

    def _inside(self, unit: Unit, region: Region) -> tuple[Region, ...]:
        if unit.kind == "item":
            return self._named_items(unit, region)
        if unit.kind == "phrase":
            parts = self._phrases(region, unit.place)
        elif region.kind in {"alinéa", "phrase"}:
            raise Refusal(f"A{'n' if unit.kind == 'alinéa' else ''} {unit.kind} is named inside an alinéa.", unit.place)
        elif unit.kind == "tiret":
            parts = tuple(
                item.region for item in self._text.items if item.level == "dash" and inside(item.first, region)
            )
        else:
            parts = tuple(Region("alinéa", alinea, alinea + 1) for alinea in range(region.first, region.last))
        return tuple(parts[index] for index in indices(unit.ranks, len(parts), unit.kind, unit.place))

    def _phrases(self, region: Region, place: Span) -> tuple[Region, ...]:
        if region.kind == "phrase":
            raise Refusal("A sentence is named inside a sentence.", place)
        if not region.single:
            raise Refusal("A sentence is named, but not its alinéa.", place, "Name the alinéa too.")
        return tuple(Region("phrase", region.first, region.last, span) for span in self._text.sentences(region.first))

    def _named_items(self, unit: Unit, region: Region) -> tuple[Region, ...]:
        names = spread_names(unit.names, unit.place)
        return tuple(self._item(name, unit, region) for name in names)

    def _item(self, name: str, unit: Unit, region: Region) -> Region:
        level = level_of(name)
        if unit.same and (level, name) not in self._items:
            raise Refusal(f"« même {name} »: it was not named before.", unit.place)
        self._items.add((level, name))
        own = region.kind == "item"
        found = [
            item
            for item in self._text.items
            if item.name == name
            and item.level == level
            and inside(item.first, region)
            and not (own and item.first == region.first)
        ]
        depth = min((len(item.path) for item in found), default=0)
        nearest = [item for item in found if len(item.path) == depth]
        if not nearest or region.kind in {"alinéa", "phrase"}:
            raise Refusal(f"There is no {name} in the place named.", unit.place, "Name the alinéa by its rank.")
        if len(nearest) > 1:
            raise Refusal(
                f"There are {len(nearest)} items {name}.",
                unit.place,
                "Name the item above it, or the alinéa by its rank.",
            )
        return nearest[0].region


def inside(alinea: int, region: Region) -> bool:
    """Whether a region holds an alinéa."""
    return region.first <= alinea < region.last


def level_of(name: str) -> str:
    """The level of a list mark."""
    if name[0].isdigit():
        return "number"
    if name[0].islower():
        return "letter"
    return "roman" if re.match(r"[IVXL]+(?!\w)", name) else "capital"


def spread_names(names: Names, place: Span) -> tuple[str, ...]:
    """Every mark that is named, ranges spread out. Raises Refusal where they are not in order."""
    found: list[str] = []
    for first, last in names:
        between = spread(first, last)
        if not between or level_of(first) != level_of(last):
            raise Refusal(f"« {first} à {last} » is no range.", place, "Name each.")
        found += between
    if any(level_of(one) != level_of(other) or order(one) >= order(other) for one, other in pairwise(found)):
        raise Refusal("Items are not named in their order.", place)
    return tuple(found)


def indices(ranks: Ranks, count: int, what: str, place: Span) -> list[int]:
    """Which of so many parts are named."""
    found: list[int] = []
    for first, last in ranks:
        start, end = (_index(rank, count, what, place) for rank in (first, last))
        if start > end or (found and start <= found[-1]):
            raise Refusal("Ranks are not named in their order.", place)
        found += range(start, end + 1)
    return found


def _index(rank: Rank, count: int, what: str, place: Span) -> int:
    if rank.second and count != 2:
        raise Refusal(f"« second » is said of two; there {_are(count, what)}.", place, "Say « deuxième ».")
    index = rank.number - 1 if rank.number > 0 else count + rank.number
    if not 0 <= index < count:
        raise Refusal(f"The rank does not exist: there {_are(count, what)}.", place)
    return index


def _are(count: int, what: str) -> str:
    what = _ENGLISH.get(what, what)
    return f"is 1 {what}" if count == 1 else f"are {count} {what}s"


def counted(count: int, what: str) -> str:
    """« 2 alinéas are », for messages."""
    what = _ENGLISH.get(what, what)
    return f"1 {what} is" if count == 1 else f"{count} {what}s are"
