"""One instruction where the same edit recurs: in one alinéa at each occurrence, or in several alinéas."""

from __future__ import annotations

from msgspec.structs import replace

from plaidoyer.law.instructions import Instruction, Words


def gather(instructions: tuple[Instruction, ...]) -> tuple[Instruction, ...]:
    """The instructions, with those that do the same in other alinéas put into the first of them."""
    kept: list[Instruction] = []
    places: dict[Words, int] = {}
    for one in instructions:
        if isinstance(one, Words) and one.act in ("replace", "after", "before", "delete"):
            key = replace(one, alineas=(), times=0)
            if key in places:
                first = kept[places[key]]
                assert isinstance(first, Words)
                times = 0 if first.times == one.times == 0 else -1
                kept[places[key]] = replace(first, alineas=first.alineas + one.alineas, times=times)
                continue
            places[key] = len(kept)
        kept.append(one)
    return tuple(kept)
