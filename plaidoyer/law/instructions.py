"""What a wording tells a reader to do: one frozen value for each kind of instruction, before it is put in French.

Alinéas and sentences are counted from 0, in the text in force; a range ends before its ``last``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plaidoyer.law.units import Article

Act = Literal["replace", "after", "before", "delete", "append", "prepend", "head", "tail", "cut"]
"""What is done to words: replaced; new ones put after or before the old; old ones deleted; new ones put at the end or
the start; the start rewritten up to words that stay; the end rewritten, or deleted, after words that stay."""


class Words(Struct, frozen=True):
    """Words changed in one or more alinéas.

    ``rank`` is which occurrence (-1 the last) of ``of`` is meant; ``times`` how many, where all of them are
    (-1: however many there are in each alinéa).
    """

    act: Act
    alineas: tuple[int, ...]
    old: str = ""
    new: str = ""
    sentence: int | None = None
    bound: Literal["", "start", "end"] = ""
    rank: int = 0
    of: int = 0
    times: int = 0


class Sentences(Struct, frozen=True):
    """Sentences of an alinéa replaced by others: none is an insertion, by none a deletion.

    Those that complete the alinéa may come with ``words`` that complete it before them.
    """

    alinea: int
    first: int
    last: int
    new: tuple[str, ...]
    words: str = ""


class Alineas(Struct, frozen=True):
    """Alinéas replaced by others: none is an insertion before ``first``, by none a deletion."""

    first: int
    last: int
    new: Article


class Renumbered(Struct, frozen=True):
    """Items of one list that follow one another, and the numbers that they take."""

    alineas: tuple[int, ...]
    names: tuple[str, ...]


class Mention(Struct, frozen=True):
    """A list mark put before an alinéa: « I. – »."""

    alinea: int
    mark: str


class Whole(Struct, frozen=True):
    """The article rewritten."""

    new: Article


Instruction = Words | Sentences | Alineas | Renumbered | Mention | Whole
