"""Making a plan coarser where a reader refuses it: alinéas rewritten instead of edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from plaidoyer.law.effect import apply
from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Sentences, Words
from plaidoyer.law.units import Article


def touched(instructions: Iterable[Instruction]) -> frozenset[int]:
    """The alinéas whose inside instructions change."""
    found: set[int] = set()
    for one in instructions:
        match one:
            case Words() | Renumbered():
                found.update(one.alineas)
            case Sentences() | Mention():
                found.add(one.alinea)
    return frozenset(found)


def rewriting(before: Article, plan: Iterable[Instruction], doubtful: Collection[int]) -> tuple[Instruction, ...]:
    """The plan, with the doubtful alinéas rewritten, each by one instruction, in the order of the article."""
    kept: list[tuple[int, Instruction]] = []
    inside: list[Instruction] = []
    for one in plan:
        match one:
            case Words():
                inside.append(one)
                left = tuple(index for index in one.alineas if index not in doubtful)
                if left:
                    kept.append((left[0], replace(one, alineas=left)))
            case Renumbered():
                inside.append(one)
                pairs = [pair for pair in zip(one.alineas, one.names, strict=True) if pair[0] not in doubtful]
                kept += [(alinea, Renumbered((alinea,), (name,))) for alinea, name in pairs]
            case Sentences() | Mention():
                inside.append(one)
                if one.alinea not in doubtful:
                    kept.append((one.alinea, one))
            case Alineas():
                kept.append((one.first, one))
    edited = apply(before, inside)
    kept += [(alinea, Alineas(alinea, alinea + 1, (edited[alinea],))) for alinea in sorted(doubtful)]
    return tuple(one for _, one in sorted(kept, key=lambda pair: pair[0]))
