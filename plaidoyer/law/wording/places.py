"""Naming a place in the article in force, as a law does: « au troisième alinéa », « au a du 2° »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from plaidoyer.law.items import Outline, outline, rank_of
from plaidoyer.law.units import Article, mark, sentences
from plaidoyer.law.wording.french import Noun, ends_named, listed, ordinal, place_of


class Places(Struct, frozen=True):
    """The article in force, and how its parts are named. ``by_items``: by their list marks where they have one."""

    article: Article
    outline: Outline
    by_items: bool = True

    def alinea(self, index: int) -> Noun:
        """« troisième alinéa », « 3° », « second alinéa du II »."""
        lists = self.outline
        owner = lists.owners[index]
        if not self.by_items or owner is None or not lists.named(owner):
            return Noun(f"{place_of(index, len(self.article))} alinéa")
        item = self.item(owner)
        count = lists.ends[owner] - owner
        return item if count == 1 else Noun(f"{place_of(index - owner, count)} alinéa", " " + item.du())

    def item(self, index: int) -> Noun:
        """An item by its mark and those above it: « a du 2° du II »."""
        parent = self.outline.parents[index]
        return Noun(self.outline.name(index), "" if parent is None else " " + self.item(parent).du())

    def alineas(self, indexes: Sequence[int]) -> Noun:
        """Several alinéas: « premier et troisième alinéas », « 1° à 4° », « deuxième à quatrième alinéas »."""
        if len(indexes) == 1:
            return self.alinea(indexes[0])
        named = [self.alinea(index) for index in indexes]
        heads = {self._kind(noun) for noun in named}
        if len(heads) > 1 or len({noun.tail for noun in named}) > 1:
            named = [Noun(f"{place_of(index, len(self.article))} alinéa") for index in indexes]
        suffix = " alinéas" if named[0].name.endswith(" alinéa") else ""
        names = [noun.name.removesuffix(" alinéa") for noun in named]
        said = _ranges(names, indexes)
        if len(indexes) == len(self.article) > 2 and names[-1] == "dernier":
            said = f"premier à {ordinal(len(indexes))}"
        return Noun(said + suffix, named[0].tail, plural=True)

    @staticmethod
    def _kind(noun: Noun) -> str:
        return "alinéa" if noun.name.endswith("alinéa") else "item"

    def items(self, indexes: Sequence[int]) -> Noun:
        """Items of one list that follow one another: « 3° », « 1° à 4° », « 3° et 5° »."""
        nouns = [self.item(index) for index in indexes]
        if len(nouns) == 1:
            return nouns[0]
        names = [noun.name for noun in nouns]
        return Noun(_ranges(names, _without_gaps(names)), nouns[0].tail, plural=True)

    def whole_items(self, first: int, last: int) -> tuple[int, ...]:
        """The items of one list that are exactly these alinéas, where they are and can be named."""
        found: list[int] = []
        at = first
        while self.by_items and at < last:
            if not self.outline.named(at) or (found and self.outline.next_sibling(found[-1]) != at):
                return ()
            found.append(at)
            at = self.outline.ends[at]
        return tuple(found) if at == last else ()

    def item_before(self, index: int, level: str | None = None) -> int | None:
        """The item whose block ends before an alinéa: of a level, or the last one."""
        for owner in range(index - 1, -1, -1):
            opened = self.outline.marks[owner]
            ends_here = self.by_items and self.outline.ends[owner] == index and self.outline.named(owner)
            if opened and ends_here and level in (None, opened.level):
                return owner
        return None

    def sentence(self, alinea: int, index: int) -> Noun:
        """« première phrase », of the alinéa."""
        count = len(sentences(self.article[alinea]))
        return Noun(f"{place_of(index, count, 'f')} phrase", gender="f")

    def sentences(self, alinea: int, first: int, last: int) -> Noun:
        """« première et deuxième phrases »."""
        if last - first == 1:
            return self.sentence(alinea, first)
        names = [self.sentence(alinea, index).name.removesuffix(" phrase") for index in range(first, last)]
        return Noun(_ranges(names, range(first, last)) + " phrases", gender="f", plural=True)


def places(article: Article, by_items: bool = True) -> Places:
    """How the parts of an article are named."""
    return Places(article, outline(article), by_items)


def _ranges(names: Sequence[str], indexes: Sequence[int]) -> str:
    """« premier et troisième », « deux premiers », « deuxième à quatrième », « 1°, 3° et 5° à 7° »."""
    if indexes[-1] - indexes[0] == len(names) - 1 and (said := ends_named(names)):
        return said
    parts: list[str] = []
    at = 0
    while at < len(names):
        end = at
        while end + 1 < len(names) and indexes[end + 1] == indexes[end] + 1:
            end += 1
        if end - at >= 2:
            parts.append(f"{names[at]} à {names[end]}")
        else:
            parts += names[at : end + 1]
        at = end + 1
    return listed(parts)


def _without_gaps(names: Sequence[str]) -> list[int]:
    """A place for each item: the next one, but for « 5° » after « 3° »; « 3° bis » follows whatever it follows."""
    found = [0]
    for one, other in pairwise(names):
        rank, following = rank_of(one), rank_of(other)
        found.append(found[-1] + (2 if rank and following and following != rank + 1 else 1))
    return found


def marks_of(alineas: Sequence[str], level: str | None = None) -> tuple[str, ...]:
    """The marks of alinéas that all open an item of one level; none where one does not."""
    opened = [mark(alinea) for alinea in alineas]
    names = [one.name for one in opened if one]
    ranks = [rank for rank in map(rank_of, names) if rank]
    levels = {one.level for one in opened if one}
    if len(names) < len(alineas) or len(levels) != 1 or "dash" in levels or (level and level not in levels):
        return ()
    return tuple(names) if len(set(names)) == len(names) and ranks == sorted(ranks) else ()


def items_named(names: Sequence[str]) -> str:
    """« un 8° », « des 8° et 9° », « des 8° à 10° »."""
    if len(names) == 1:
        return f"un {names[0]}"
    plain = [re.fullmatch(r"(\d+)°", name) for name in names]
    numbers = [int(match[1]) for match in plain if match]
    run = len(numbers) == len(names) and numbers == list(range(numbers[0], numbers[0] + len(names)))
    return f"des {names[0]} à {names[-1]}" if run and len(names) > 2 else f"des {listed(names)}"
