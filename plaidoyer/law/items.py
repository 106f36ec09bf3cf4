"""The lists of an article: which alinéa opens which item, and what belongs to it (the writer's view)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from plaidoyer.law.units import Article, Mark, mark

_OPEN = ("roman", "capital")
"""Items of these levels hold the unmarked alinéas after them; the others do only inside their list."""
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50}


class Outline(Struct, frozen=True):
    """For each alinéa: its mark; the alinéa that opens the item it belongs to (itself, where it opens one); that item's
    parent; and where the item's block ends. ``unique`` open items whose mark stands once in what holds them.
    """

    marks: tuple[Mark | None, ...]
    owners: tuple[int | None, ...]
    parents: tuple[int | None, ...]
    ends: tuple[int, ...]
    unique: frozenset[int]

    def named(self, alinea: int) -> bool:
        """Whether the alinéa opens an item that can be named by its mark and those above it."""
        return alinea in self.unique

    def name(self, alinea: int) -> str:
        """The mark that opens an alinéa."""
        return _name(self.marks, alinea)

    def next_sibling(self, alinea: int) -> int | None:
        """The alinéa that opens the next item of the same list, right after this one."""
        end = self.ends[alinea]
        opened, other = self.marks[alinea], self.marks[end] if end < len(self.marks) else None
        same = opened and other and opened.level == other.level and self.parents[alinea] == self.parents[end]
        return end if same else None

    def follows(self, one: str, other: str) -> bool:
        """Whether a number is the next one: 3° and 4°, II and III, a and b."""
        first, second = rank_of(one), rank_of(other)
        return first is not None and second is not None and second == first + 1


def rank_of(name: str) -> int | None:
    """Which item of its list a plain mark opens: « 3° » 3, « III » 3, « c » 3; None for « 3° bis »."""
    if re.fullmatch(r"\d{1,3}°", name):
        return int(name[:-1])
    if re.fullmatch(r"[IVXL]+", name):
        values = [_ROMANS[letter] for letter in name]
        return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
    return ord(name) - ord("a") + 1 if re.fullmatch(r"[a-z]", name) else None


@lru_cache(maxsize=256)
def outline(article: Article) -> Outline:
    """Read the lists of an article."""
    marks = tuple(mark(alinea) for alinea in article)
    owners: list[int | None] = [None] * len(article)
    parents: list[int | None] = [None] * len(article)
    open_: list[int] = []
    for index, opened in enumerate(marks):
        if opened is None:
            while open_ and not _holds(marks, open_, index):
                open_.pop()
            owners[index] = open_[-1] if open_ else None
            continue
        levels = [_level(marks, at) for at in open_]
        if opened.level in levels:
            del open_[levels.index(opened.level) :]
        parents[index] = open_[-1] if open_ else None
        owners[index] = index
        open_.append(index)
    ends = tuple(_end(owners, parents, index) for index in range(len(article)))
    unique: set[int] = set()
    for index, opened in enumerate(marks):
        parent = parents[index]
        if opened is None or opened.level == "dash" or (parent is not None and parent not in unique):
            continue
        scope = marks if parent is None else marks[parent + 1 : ends[parent]]
        if (
            _in_order(scope, opened.level)
            and sum(other is not None and other.name == opened.name for other in scope) == 1
        ):
            unique.add(index)
    return Outline(marks, tuple(owners), tuple(parents), ends, frozenset(unique))


def _base(name: str) -> int | None:
    """The rank of an item without what was put behind it later: 3 for « 3° » and « 3° bis »."""
    return rank_of(name.partition(" ")[0])


def _in_order(marks: Sequence[Mark | None], level: str) -> bool:
    """Whether the items of a level are numbered upwards: a list that is not has items that nobody finds."""
    ranks = [_base(opened.name) for opened in marks if opened and opened.level == level]
    known = [rank for rank in ranks if rank]
    return all(rank <= following or following == 1 for rank, following in pairwise(known))


def _level(marks: tuple[Mark | None, ...], index: int) -> str:
    opened = marks[index]
    return opened.level if opened else ""


def _name(marks: tuple[Mark | None, ...], index: int) -> str:
    opened = marks[index]
    return opened.name if opened else ""


def _holds(marks: tuple[Mark | None, ...], open_: list[int], index: int) -> bool:
    """Whether an unmarked alinéa belongs to the last open item: its list goes on after it, or it is a division."""
    level = _level(marks, open_[-1])
    if level in _OPEN:
        return True
    above = {_level(marks, at) for at in open_[:-1]}
    last = _name(marks, open_[-1])
    for later in range(index, len(marks)):
        opened = marks[later]
        if opened is None:
            continue
        if opened.level == level:
            rank, other = _base(last), _base(opened.name)
            return rank is None or other is None or other > rank or (other == rank and opened.name != last)
        if opened.level in above or opened.level in _OPEN:
            return False
    return False


def _end(owners: list[int | None], parents: list[int | None], index: int) -> int:
    """Where the block ends that an alinéa opens."""
    end = index + 1
    while end < len(owners):
        owner = owners[end]
        while owner is not None and owner != index:
            owner = parents[owner]
        if owner is None:
            break
        end += 1
    return end
