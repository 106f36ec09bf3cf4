"""Which alinéas, or sentences, of a text are those of another, in order: the cheapest way from one to the other.

The cost of a way is what its wording would take in characters, more or less: new text, old words quoted, and the
words of each instruction. Neighbours that are deleted and inserted share one instruction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import Indel
from rapidfuzz.process import extract_iter

from plaidoyer.law.units import fold

_BLOCK = 70.0
"""What an instruction takes that replaces, inserts or deletes whole units, before their text."""
_EDIT = 40.0
"""What an instruction takes that changes words of a unit, before these."""
_FEW = 400
"""Beyond so many pairs, units that share few words are not compared further."""
_UNLIKE = 0.35
"""Units less alike than this are not the same one, changed; but for those no longer than"""
_SHORT = 40
_NEVER = float("inf")


class Step(Struct, frozen=True):
    """One step of the way: a unit kept or changed (both places), deleted (``after`` is None) or inserted."""

    before: int | None
    after: int | None
    same: bool = False


@lru_cache(maxsize=256)
def align(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Step, ...]:
    """The steps from one sequence to the other, in order; in a run, deletions come before insertions."""
    old, new = [fold(unit) for unit in before], [fold(unit) for unit in after]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _cheapest(old[head : len(old) - tail], new[head : len(new) - tail])
    return (
        *(Step(index, index, True) for index in range(head)),
        *(_moved(step, head) for step in middle),
        *(Step(len(old) - tail + index, len(new) - tail + index, True) for index in range(tail)),
    )


def _moved(step: Step, by: int) -> Step:
    return Step(
        None if step.before is None else step.before + by, None if step.after is None else step.after + by, step.same
    )


def _cheapest(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Gotoh's alignment: ``kept[i][j]`` ends with a match, ``block[i][j]`` inside deletions and insertions."""
    if not old or not new:
        return [*(Step(index, None) for index in range(len(old))), *(Step(None, index) for index in range(len(new)))]
    pairs = _pairs(old, new)
    width, added = len(new) + 1, [len(other) + 5.0 for other in new]
    kept = [[_NEVER] * width for _ in range(len(old) + 1)]
    block = [[_NEVER] * width for _ in range(len(old) + 1)]
    kept[0][0] = 0.0
    for i in range(len(old) + 1):
        kept_here, block_here = kept[i], block[i]
        for j in range(width):
            best = _NEVER
            if i:
                best = min(kept[i - 1][j] + _BLOCK, block[i - 1][j]) + 1.0
                if j:
                    kept_here[j] = min(kept[i - 1][j - 1], block[i - 1][j - 1]) + pairs[i - 1][j - 1]
            if j:
                best = min(best, min(kept_here[j - 1] + _BLOCK, block_here[j - 1]) + added[j - 1])
            block_here[j] = best
    return _way(old, new, kept, block, pairs)


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """What changing each unit into each other would take; never, for units that are not alike."""
    ids: dict[str, int] = {}
    wide = len(old) * len(new) > _FEW
    bags = [_bag(other, ids) for other in new] if wide else []
    rows: list[list[float]] = []
    for one in old:
        bag, row = _bag(one, ids) if wide else 0, [_NEVER] * len(new)
        likely = [None if wide and _strangers(bag, bags[j]) else other for j, other in enumerate(new)]
        for other, distance, j in extract_iter(one, likely, scorer=Indel.distance):
            length = len(one) + len(other)
            if distance <= length * (1 - _UNLIKE) or max(len(one), len(other)) <= _SHORT:
                row[j] = min(_EDIT + 1.2 * distance, _EDIT + 12 + len(other)) if distance else 0.0
        rows.append(row)
    return rows


def _bag(text: str, ids: dict[str, int]) -> int:
    """The longer words of a text, a bit for each."""
    bag = 0
    for word in text.split():
        if len(word) > 4:
            bag |= 1 << ids.setdefault(word, len(ids))
    return bag


def _strangers(one: int, other: int) -> bool:
    """Whether two texts share too few words for one to be the other, changed."""
    fewer = min(one.bit_count(), other.bit_count())
    return fewer > 3 and 4 * (one & other).bit_count() < fewer


def _way(
    old: Sequence[str],
    new: Sequence[str],
    kept: list[list[float]],
    block: list[list[float]],
    pairs: list[list[float]],
) -> list[Step]:
    i, j = len(old), len(new)
    steps: list[Step] = []
    in_block = block[i][j] < kept[i][j]
    while i or j:
        if not in_block:
            i, j = i - 1, j - 1
            steps.append(Step(i, j, pairs[i][j] == 0.0))
            in_block = block[i][j] < kept[i][j]
            continue
        here = block[i][j]
        if i and min(kept[i - 1][j] + _BLOCK, block[i - 1][j]) + 1.0 == here:
            i -= 1
            steps.append(Step(i, None))
        else:
            j -= 1
            steps.append(Step(None, j))
        in_block = block[i][j] <= kept[i][j] + _BLOCK
    return _deletions_first(steps[::-1])


def _deletions_first(steps: list[Step]) -> list[Step]:
    ordered: list[Step] = []
    run: list[Step] = []
    for step in [*steps, None]:
        if step is not None and (step.before is None or step.after is None):
            run.append(step)
            continue
        ordered += sorted(run, key=lambda one: one.before is None)
        run = []
        if step is not None:
            ordered.append(step)
    return ordered
