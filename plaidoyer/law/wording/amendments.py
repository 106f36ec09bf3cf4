"""What both chambers' amendments share: alinéas by the digits of the bill, and one instruction a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plaidoyer.law.instructions import Instruction, Renumbered, Words
from plaidoyer.law.units import Article, mark
from plaidoyer.law.wording.french import Noun, ends_named, listed, place_of

_ROMANS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def numbered_mark(index: int) -> str:
    """The mark of a paragraph, counted from 0: « I », « II »."""
    rest, text = index + 1, "C" * ((index + 1) // 100)
    rest %= 100
    for value, sign in ((90, "XC"), *_ROMANS):
        while rest >= value:
            text, rest = text + sign, rest - value
    return text


def alineas_named(indexes: Iterable[int]) -> Noun:
    """« alinéa 4 », « alinéas 4 à 6 », « alinéas 4 et 7 »."""
    numbers = [index + 1 for index in indexes]
    if len(numbers) == 1:
        return Noun(f"alinéa {numbers[0]}")
    return Noun(f"alinéas {ranges(numbers)}", plural=True)


def ranges(numbers: Sequence[int]) -> str:
    """« 4 à 6 », « 4 et 7 », « 2, 4 à 6 et 9 »."""
    parts: list[str] = []
    at = 0
    while at < len(numbers):
        end = at
        while end + 1 < len(numbers) and numbers[end + 1] == numbers[end] + 1:
            end += 1
        parts += [f"{numbers[at]} à {numbers[end]}"] if end - at >= 2 else map(str, numbers[at : end + 1])
        at = end + 1
    return listed(parts)


def sentence_range(first: int, last: int, count: int) -> Noun:
    """« première phrase », « deux premières phrases », « deuxième à quatrième phrases »."""
    names = [place_of(index, count, "f") for index in range(first, last)]
    if len(names) == 1:
        return Noun(f"{names[0]} phrase", gender="f")
    named = ends_named(names) or (listed(names) if len(names) == 2 else f"{names[0]} à {names[-1]}")
    return Noun(f"{named} phrases", gender="f", plural=True)


def split(article: Article, instructions: Sequence[Instruction]) -> list[Instruction]:
    """Instructions as amendments say them: a number that changes is a mark replaced at the start of its alinéa."""
    said: list[Instruction] = []
    for one in instructions:
        if isinstance(one, Renumbered):
            said += [_mark_replaced(article, alinea, name) for alinea, name in zip(one.alineas, one.names, strict=True)]
        else:
            said.append(one)
    return said


def follows(parts: Sequence[Instruction], index: int) -> bool:
    """Whether an instruction follows from an earlier one: the same words for the same, or a number moved on."""
    one = parts[index]
    if not isinstance(one, Words) or one.act != "replace" or not index:
        return False
    renumbers = one.bound == "start" and mark(f"{one.old} ") is not None and mark(f"{one.new} ") is not None
    return renumbers or any(
        isinstance(other, Words) and (other.act, other.old, other.new) == (one.act, one.old, one.new)
        for other in parts[:index]
    )


def _mark_replaced(article: Article, alinea: int, name: str) -> Words:
    opened = mark(article[alinea])
    old = article[alinea][: len(opened.name)] if opened else ""
    return Words("replace", (alinea,), old, name, bound="start")
