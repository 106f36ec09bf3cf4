"""What all three grammars share: quotations with their labels, and edits of words that are said in one breath."""

from __future__ import annotations

from collections.abc import Sequence

from plaidoyer.law.instructions import Instruction, Sentences, Words
from plaidoyer.law.wording.french import COLON, Noun, called, du, le, ordinal, quoted

_BREATH = 420
"""Two or three edits are said in one sentence where their quotations are no longer than this together."""
_SIMPLE = ("replace", "after", "before", "delete")


def label(text: str) -> str:
    """« les mots : « A » »."""
    return f"{le(called(text))}{COLON}{quoted(text)}"


def occurrence(words: Words) -> str:
    """The old words, and which occurrence of them where that must be said."""
    if not words.rank:
        return label(words.old)
    return f"la {rank_name(words)} occurrence {du(called(words.old))}{COLON}{quoted(words.old)}"


def rank_name(words: Words) -> str:
    """« première », « seconde », « dernière »."""
    if words.rank < 0:
        return "dernière"
    return "seconde" if words.rank == words.of == 2 else ordinal(words.rank, "f")


def subject(words: Words) -> Noun:
    """What agrees with the verb: the label of the old words, or their occurrence."""
    return Noun("occurrence", gender="f") if words.rank else called(words.old)


def in_breaths(edits: Sequence[Words | Sentences]) -> list[tuple[Words | Sentences, ...]]:
    """Edits of one alinéa, those that can be said in one sentence together."""
    groups: list[tuple[Words | Sentences, ...]] = []
    for edit in edits:
        last = groups[-1] if groups else ()
        if last and len(last) < 3 and all(_joins(other, edit) for other in last) and _length((*last, edit)) <= _BREATH:
            groups[-1] = (*last, edit)
        else:
            groups.append((edit,))
    return groups


def _joins(one: Words | Sentences, other: Words | Sentences) -> bool:
    return (
        isinstance(one, Words)
        and isinstance(other, Words)
        and one.act in _SIMPLE
        and other.act in _SIMPLE
        and one.sentence == other.sentence
        and not (one.bound or other.bound or one.times or other.times)
    )


def _length(edits: Sequence[Words | Sentences]) -> int:
    return sum(len(edit.old) + len(edit.new) for edit in edits if isinstance(edit, Words))


def by_alinea(instructions: Sequence[Instruction]) -> list[tuple[Instruction, ...]]:
    """Instructions in order, those about the inside of one alinéa together."""
    groups: list[tuple[Instruction, ...]] = []
    for one in instructions:
        inside = inside_of(one)
        if groups and inside is not None and inside_of(groups[-1][0]) == inside:
            groups[-1] = (*groups[-1], one)
        else:
            groups.append((one,))
    return groups


def inside_of(instruction: Instruction) -> int | None:
    """The one alinéa whose inside an instruction changes."""
    if isinstance(instruction, Words) and len(instruction.alineas) == 1:
        return instruction.alineas[0]
    return instruction.alinea if isinstance(instruction, Sentences) else None
