"""One instruction where the same edit recurs: in one alinéa at each occurrence, or in several alinéas."""

from __future__ import annotations

from msgspec.structs import replace

from plaidoyer.law.instructions import Instruction, Words


def anywhere(instruction: Instruction) -> Words | None:
    """The edit without the alinéa that it is made in; None for what is said of one alinéa alone."""
    if isinstance(instruction, Words) and instruction.act in ("replace", "after", "before", "delete"):
        return replace(instruction, alineas=(), times=0)
    return None


def gather(instructions: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """The instructions, with those that do the same in other alinéas put into the first of them."""
    kept: list[Instruction] = []
    places: dict[Words, int] = {}
    for one in instructions:
        key = anywhere(one)
        if key is not None and isinstance(one, Words):
            if key in places:
                first = kept[places[key]]
                assert isinstance(first, Words)
                times = 0 if first.times == one.times == 0 else -1
                kept[places[key]] = replace(first, alineas=first.alineas + one.alineas, times=times)
                continue
            places[key] = len(kept)
        kept.append(one)
    return tuple(kept)
