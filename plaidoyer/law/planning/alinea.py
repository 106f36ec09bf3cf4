"""The instructions for one alinéa: words, sentences, or the alinéa rewritten, whichever is shortest and legible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from plaidoyer.law.alignment import Step, align
from plaidoyer.law.effect import RefusedError, changed, changes_of
from plaidoyer.law.instructions import Sentences, Words
from plaidoyer.law.planning.completing import completed
from plaidoyer.law.planning.quoting import CHEAPEST, Ground, Hunk, Room, at_each, best
from plaidoyer.law.tokens import Tokens, tokens
from plaidoyer.law.units import fold

MOST_EDITS = 4
"""No alinéa is changed in more places than this without being rewritten."""
_LONG, _STRIDE = 600, 100
"""A longer alinéa, in tokens, may have one edit more for each so many: rewriting it would hide what changes."""
_LETTERS = 26
"""Edits of one alinéa are listed from « a) » to « z) »."""
_MOST_HUNKS = 12
"""Changes beyond this number are first put together where they are nearest."""
_CAREFUL = 500
"""Up to so many tokens, the longest common runs are looked for; beyond, the most common tokens."""
_ITEM = 7.0
_SENTENCE_REWRITTEN, _SENTENCE_DELETED, _SENTENCE_INSERTED, _SENTENCE_ADDED = 48.0, 40.0, 66.0, 40.0
_REWRITTEN = 30.0

Edit = Words | Sentences


class Plan(Struct, frozen=True):
    """Edits of an alinéa in order, and what they cost."""

    cost: float
    edits: tuple[Edit, ...]


@lru_cache(maxsize=1024)
def plan_alinea(alinea: int, before: str, after: str) -> Plan | None:
    """The cheapest edits from one alinéa to another, or None where rewriting it is cheaper or the only way."""
    ground = Ground(alinea, tokens(before), tokens(after))
    ceiling = _REWRITTEN + len(after)
    whole = (0, len(ground.before.spans))
    ways = compared(ground.before.keys, ground.after.keys)
    plans = [_by_words(ground, *whole, hunks, ceiling) for hunks in ways]
    plans += [_recurring(ground, hunks, ceiling) for hunks in ways]
    if len(ground.before.sentences) > 1 or len(ground.after.sentences) > 1:
        plans.append(_by_sentences(ground))
    said = [_completed(ground, plan) for row in plans for plan in row]
    kept = sorted((plan for plan in said if plan.cost < ceiling), key=lambda plan: plan.cost)
    return next((plan for plan in kept if _makes(ground, plan.edits)), None)


def most_edits(text: Tokens) -> int:
    """In how many places an alinéa may be changed without being rewritten."""
    return min(_LETTERS, MOST_EDITS + max(0, len(text.spans) - _LONG) // _STRIDE)


def compared(old: Sequence[str], new: Sequence[str]) -> list[tuple[Hunk, ...]]:
    """What differs between two sequences of tokens, in one or two ways."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = list(old[head : len(old) - tail]), list(new[head : len(new) - tail])
    if not a or not b:
        return [(Hunk(head, head + len(a), head, head + len(b)),)] if a or b else [()]
    ways = [[(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in LCSseq.opcodes(a, b)]]
    if len(a) + len(b) <= _CAREFUL:
        ways.insert(0, list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()))
    return list(dict.fromkeys(_merged(way, head) for way in ways))


def _merged(opcodes: Sequence[tuple[str, int, int, int, int]], by: int) -> tuple[Hunk, ...]:
    hunks: list[Hunk] = []
    for tag, i1, i2, j1, j2 in opcodes:
        if tag == "equal":
            continue
        if hunks and hunks[-1].i2 == i1 + by and hunks[-1].j2 == j1 + by:
            hunks[-1] = Hunk(hunks[-1].i1, i2 + by, hunks[-1].j1, j2 + by)
        else:
            hunks.append(Hunk(i1 + by, i2 + by, j1 + by, j2 + by))
    while len(hunks) > max(_MOST_HUNKS, (by + opcodes[-1][2]) // 100):
        at = min(range(len(hunks) - 1), key=lambda index: hunks[index + 1].i1 - hunks[index].i2)
        hunks[at : at + 2] = [Hunk(hunks[at].i1, hunks[at + 1].i2, hunks[at].j1, hunks[at + 1].j2)]
    return tuple(hunks)


def _recurring(ground: Ground, hunks: Sequence[Hunk], ceiling: float) -> list[Plan]:
    """Plans that make the change which recurs most by one instruction, and the others by their own."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for index, hunk in enumerate(hunks):
        keys = (ground.before.keys[hunk.i1 : hunk.i2], ground.after.keys[hunk.j1 : hunk.j2])
        alike.setdefault(keys, []).append(index)
    found: list[Plan] = []
    for members in alike.values():
        if len(members) < 2:
            continue
        every = at_each(ground, [hunks[index] for index in members])
        if every is None:
            continue
        for plan in _by_words(ground, 0, len(ground.before.spans), hunks, ceiling, frozenset(members)):
            edits = (every.words, *plan.edits)
            if len(edits) <= most_edits(ground.before) and _makes(ground, edits):
                found.append(Plan(plan.cost + every.cost + _ITEM, edits))
    return sorted(found, key=lambda plan: -plan.cost)


def _makes(ground: Ground, edits: Sequence[Edit]) -> bool:
    """Whether edits made together lead to the text wanted."""
    try:
        changes = [change for edit in edits for change in changes_of(ground.before, edit)]
        return fold(changed(ground.before.text, changes)) == ground.after.folded
    except RefusedError:
        return False


def _by_words(
    ground: Ground, i1: int, i2: int, hunks: Sequence[Hunk], ceiling: float, done: frozenset[int] = frozenset()
) -> list[Plan]:
    """The cheapest plan of at most one, two … edits for changes between tokens i1 and i2; empty where none is legible.

    Those ``done`` by another instruction are left alone. No plan is sought that costs as much as ``ceiling``.
    """
    count, most = len(hunks), most_edits(ground.before)
    later = [[p for p in range(q + 1, count) if p not in done] for q in range(count)]
    sizes = [len(ground.after.between(hunk.j1, hunk.j2)) for hunk in hunks]
    to_come = [sum(sizes[p] for p in rest) + (CHEAPEST + _ITEM if rest else 0.0) for rest in later]
    left = [hunks[p].i1 - (hunks[p - 1].i2 if p else i1) for p in range(count)]
    right = [(hunks[p + 1].i1 if p + 1 < count else i2) - hunks[p].i2 for p in range(count)]
    ways: list[list[Plan | None]] = [[Plan(0.0, ())] + [None] * most]
    for q in range(count):
        if q in done:
            ways.append(ways[-1])
            continue
        row: list[Plan | None] = [None] * (most + 1)
        for p in range(q, -1, -1):
            if p in done:
                break
            if all(way is None for way in ways[p]):
                continue
            group = Hunk(hunks[p].i1, hunks[q].i2, hunks[p].j1, hunks[q].j2)
            own_left = left[p] if not p else (left[p] + 1) // 2
            own_right = right[q] if q + 1 == count else right[q] // 2
            least = min(way.cost for way in ways[p] if way is not None)
            room = ceiling - least - to_come[q] - _ITEM
            if room <= CHEAPEST + len(ground.after.between(group.j1, group.j2)):
                continue
            priced = best(ground, group, Room(left[p], right[q], own_left, own_right), room)
            if priced is None:
                continue
            for used, way in enumerate(ways[p][:most]):
                if way is None:
                    continue
                cost = way.cost + priced.cost + _ITEM
                kept = row[used + 1]
                if kept is None or cost < kept.cost:
                    row[used + 1] = Plan(cost, (*way.edits, priced.words))
        ways.append(row)
    return _improving(ways[-1])


def _improving(row: Sequence[Plan | None]) -> list[Plan]:
    """Plans by number of edits, each dearer one left out: the last is the cheapest."""
    kept: list[Plan] = []
    for plan in row:
        if plan is not None and (not kept or plan.cost < kept[-1].cost):
            kept.append(plan)
    return kept


def _by_sentences(ground: Ground) -> list[Plan]:
    """Plans that treat sentences one by one: words changed in one, others rewritten, inserted or deleted."""
    before, after = ground.before, ground.after
    old = tuple(before.text[slice(*span)] for span in before.sentences)
    new = tuple(after.text[slice(*span)] for span in after.sentences)
    steps, most = align(old, new), most_edits(before)
    if not old or not new:
        return []
    ways: list[list[Plan | None]] = [[Plan(0.0, ())] + [None] * most]
    for end in range(1, len(steps) + 1):
        row: list[Plan | None] = [None] * (most + 1)
        for start in range(end - 1, -1, -1):
            block = steps[start:end]
            for plan in _block(ground, block, steps[:start], new):
                for used, way in enumerate(ways[start]):
                    total = used + len(plan.edits)
                    if way is None or total > most:
                        continue
                    cost = way.cost + plan.cost
                    kept = row[total]
                    if kept is None or cost < kept.cost:
                        row[total] = Plan(cost, (*way.edits, *plan.edits))
            if len(block) > 6:
                break
        ways.append(row)
    return _improving(ways[-1])


def _completed(ground: Ground, plan: Plan) -> Plan:
    """The plan, with all that completes the alinéa said in one edit."""
    edits = completed(ground.before, plan.edits)
    saved = (_SENTENCE_ADDED / 2 + _ITEM) * (len(plan.edits) - len(edits))
    return Plan(plan.cost - saved, edits)


def _block(ground: Ground, block: Sequence[Step], earlier: Sequence[Step], new: Sequence[str]) -> list[Plan]:
    """What can be done with steps that follow one another: nothing, words changed, or sentences replaced."""
    if len(block) == 1 and block[0].same:
        return [Plan(0.0, ())]
    if block[0].same or block[-1].same:
        return []
    found: list[Plan] = []
    only = block[0]
    if len(block) == 1 and only.before is not None and only.after is not None:
        i1, i2 = _tokens_of(ground.before, only.before)
        j1, j2 = _tokens_of(ground.after, only.after)
        for hunks in compared(ground.before.keys[i1:i2], ground.after.keys[j1:j2]):
            placed = [Hunk(h.i1 + i1, h.i2 + i1, h.j1 + j1, h.j2 + j1) for h in hunks]
            found += _by_words(ground, i1, i2, placed, _SENTENCE_REWRITTEN + _ITEM + len(new[only.after]))
    olds = [step.before for step in block if step.before is not None]
    texts = tuple(new[step.after] for step in block if step.after is not None)
    first = olds[0] if olds else sum(step.before is not None for step in earlier)
    if texts and not all(tokens(text).content[-1] for text in texts):
        return found
    form = _SENTENCE_REWRITTEN if olds and texts else _SENTENCE_DELETED if olds else _SENTENCE_INSERTED
    if not olds and first == len(ground.before.sentences):
        form = _SENTENCE_ADDED
    edit = Sentences(ground.alinea, first, first + len(olds), texts)
    found.append(Plan(form + sum(map(len, texts)) + _ITEM, (edit,)))
    return found


def _tokens_of(text: Tokens, sentence: int) -> tuple[int, int]:
    start, stop = text.sentences[sentence]
    starts = [span[0] for span in text.spans]
    return bisect_left(starts, start), bisect_left(starts, stop)
