"""The text in force as a reader walks through it: alinéas, sentences, items of lists, whole words.

An item holds its own alinéa and those of the items below it. An alinéa without a mark after it belongs to it where
it is roman or capital; to an item of another level only where a later item of the same list follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from plaidoyer.law.reading.numerals import order
from plaidoyer.law.units import Article, Level, Mark, Place, fold, mark, sentences, words

_LOOSE = ("number", "letter", "dash")


class Region(Struct, frozen=True):
    """A run of alinéas, or a place in one: what a designation singles out."""

    kind: Literal["article", "alinéa", "item", "phrase"]
    first: int
    last: int
    span: Place | None = None

    @property
    def single(self) -> bool:
        """Whether it lies in one alinéa."""
        return self.last - self.first == 1


class Item(Struct, frozen=True):
    """An item of a list: the alinéas ``first`` to ``last`` (excluded), its mark, and how deep it stands."""

    first: int
    last: int
    level: Level
    name: str
    path: tuple[str, ...]

    @property
    def region(self) -> Region:
        """Its alinéas."""
        return Region("item", self.first, self.last)


class Text:
    """An article, and what has been asked of it so far: words and sentences are found once an alinéa."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.folded = tuple(fold(alinea) for alinea in article)
        self._words: dict[int, tuple[Place, ...]] = {}
        self._sentences: dict[int, tuple[Place, ...]] = {}

    @property
    def whole(self) -> Region:
        """The article."""
        return Region("article", 0, len(self.article))

    def sentences(self, alinea: int) -> tuple[Place, ...]:
        """Where the sentences of an alinéa stand."""
        if alinea not in self._sentences:
            self._sentences[alinea] = sentences(self.article[alinea])
        return self._sentences[alinea]

    def cut(self, alinea: int, at: int) -> bool:
        """Whether a place lies inside a word or a number."""
        if alinea not in self._words:
            self._words[alinea] = words(self.article[alinea])
        found = self._words[alinea]
        index = bisect_left(found, (at, 0)) - 1
        return index >= 0 and found[index][0] < at < found[index][1]

    def own_start(self, alinea: int) -> int:
        """Where an alinéa's own words begin, past its list mark."""
        opened = mark(self.article[alinea])
        return opened.end if opened else 0

    def span(self, region: Region, alinea: int) -> Place:
        """The part of an alinéa that a region holds."""
        return region.span or (0, len(self.article[alinea]))

    def hits(self, words_: str, region: Region) -> Iterator[tuple[int, int, int]]:
        """Where folded words stand in a region, whole or not: alinéa, start, end."""
        for alinea in range(region.first, region.last):
            start, end = self.span(region, alinea)
            at = self.folded[alinea].find(words_, start, end)
            while at >= 0:
                yield alinea, at, at + len(words_)
                at = self.folded[alinea].find(words_, at + 1, end)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of all lists, in order."""
        return items(self.article)


def items(article: Article) -> tuple[Item, ...]:
    """The items of an article's lists, in order."""
    marks = [mark(alinea) for alinea in article]
    open_: list[int] = []
    ends = [0] * len(article)
    paths: dict[int, tuple[str, ...]] = {}
    for index, opened in enumerate(marks):
        closing = 0
        if opened is None:
            while closing < len(open_) and not _belongs(marks, open_, len(open_) - 1 - closing, index):
                closing += 1
        else:
            levels = [_level(marks, at) for at in open_]
            closing = len(open_) - levels.index(opened.level) if opened.level in levels else 0
        for _ in range(closing):
            ends[open_.pop()] = index
        if opened is not None:
            above = paths[open_[-1]] if open_ else ()
            paths[index] = (*above, f"{opened.level} {opened.name}")
            open_.append(index)
    for index in open_:
        ends[index] = len(article)
    return tuple(
        Item(index, ends[index], opened.level, opened.name, paths[index])
        for index, opened in enumerate(marks)
        if opened
    )


def _belongs(marks: Sequence[Mark | None], open_: list[int], depth: int, unmarked: int) -> bool:
    """Whether an alinéa without a mark belongs to the item that is open at a depth."""
    level = _level(marks, open_[depth])
    if level not in _LOOSE:
        return True
    above = {_level(marks, at) for at in open_[:depth]}
    for index in range(unmarked + 1, len(marks)):
        if marks[index] is None:
            continue
        following = _level(marks, index)
        if following in above:
            return False
        if following == level:
            return level == "dash" or order(_name(marks, index)) > order(_name(marks, open_[depth]))
    return False


def _level(marks: Sequence[Mark | None], index: int) -> str:
    opened = marks[index]
    return opened.level if opened else ""


def _name(marks: Sequence[Mark | None], index: int) -> str:
    opened = marks[index]
    return opened.name if opened else ""
