"""The instructions for an article: each changed alinéa by its own edits, neighbours by one, or the whole rewritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.alignment import Step, align
from plaidoyer.law.effect import RefusedError, apply
from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Whole
from plaidoyer.law.items import Outline, outline
from plaidoyer.law.planning.alinea import plan_alinea
from plaidoyer.law.planning.recurring import anywhere, gather
from plaidoyer.law.units import Article, fold, mark

_HEADER = 30.0
"""What naming an alinéa takes, once, for the edits in it."""
_REWRITTEN, _DELETED, _INSERTED, _REPLACED = 52.0, 42.0, 74.0, 72.0
_RENUMBERED = 30.0
_NAMED = 12.0
"""What naming one more alinéa takes for the same edit."""
_LINE = 5.0
"""What a quoted alinéa takes besides its text: a line and quotation marks."""


class _Way(Struct, frozen=True):
    alinea: int
    cost: float
    instructions: tuple[Instruction, ...]


def plan_article(before: Article, after: Article) -> tuple[Instruction, ...]:
    """Instructions in the order of the article; none where nothing changes (to the eye of a comparison)."""
    return _planned(before, after, finely=True)


def plan_by_alineas(before: Article, after: Article) -> tuple[Instruction, ...]:
    """Instructions that change no part of an alinéa."""
    return _planned(before, after, finely=False)


def _planned(before: Article, after: Article, finely: bool) -> tuple[Instruction, ...]:
    steps, outlined = align(before, after), outline(before)
    found = [_edited(before, after, step, outlined) for step in steps if finely and not step.same]
    ways = _shared([way for way in found if way])
    done: list[Instruction] = []
    start = 0
    while start < len(steps):
        if steps[start].same:
            start += 1
            continue
        end = next((index for index in range(start, len(steps)) if steps[index].same), len(steps))
        first = sum(step.before is not None for step in steps[:start])
        done += _stretch(after, steps[start:end], first, ways)
        start = end
    planned = gather(_renumbered_together(tuple(done), outlined))
    if any(isinstance(one, Alineas) and (one.first, one.last) == (0, len(before)) for one in planned):
        return (Whole(after),)
    return planned


def _shared(ways: Sequence[_Way]) -> dict[int, _Way]:
    """The edits of each alinéa, cheaper where the same is said of others too: « Aux 1° et 2°, … »."""
    alone = {way.alinea: anywhere(way.instructions[0]) for way in ways if len(way.instructions) == 1}
    often = Counter(alone.values())
    found = {way.alinea: way for way in ways}
    for alinea, edit in alone.items():
        if edit is not None and often[edit] > 1:
            cost = found[alinea].cost
            found[alinea] = replace(found[alinea], cost=min(cost, cost / often[edit] + _NAMED))
    return found


def _stretch(after: Article, steps: Sequence[Step], first: int, ways: Mapping[int, _Way]) -> tuple[Instruction, ...]:
    """The cheapest way through changed alinéas that follow one another: each by its own edits, or several by one.

    ``first`` is the alinéa before which they start, ``ways`` are the edits of those that can be edited inside.
    """
    places = [first]
    for step in steps:
        places.append(places[-1] + (step.before is not None))
    costs, last = [0.0], []
    for end in range(1, len(steps) + 1):
        best, chosen, size, count = float("inf"), 0, 0.0, 0
        for start in range(end - 1, -1, -1):
            new = steps[start].after
            size, count = (size, count) if new is None else (size + len(after[new]) + _LINE, count + 1)
            cost = costs[start] + size + _form(places[end] - places[start], count)
            if cost < best:
                best, chosen = cost, start
        old = steps[end - 1].before
        edited = ways.get(old) if old is not None and steps[end - 1].after is not None else None
        if edited is not None and costs[end - 1] + edited.cost < best:
            best = costs[end - 1] + edited.cost
            last.append((end - 1, edited.instructions))
        else:
            texts = tuple(after[step.after] for step in steps[chosen:end] if step.after is not None)
            last.append((chosen, (Alineas(places[chosen], places[end], texts),)))
        costs.append(best)
    done: tuple[Instruction, ...] = ()
    end = len(steps)
    while end:
        end, instructions = last[end - 1]
        done = (*instructions, *done)
    return done


def _form(old: int, new: int) -> float:
    """What an instruction about whole alinéas takes, besides their text."""
    if not old:
        return _INSERTED
    return _DELETED if not new else _REWRITTEN if old == new else _REPLACED


def _edited(before: Article, after: Article, step: Step, outlined: Outline) -> _Way | None:
    """The edits of one alinéa: its words, and its number where that changes."""
    if step.before is None or step.after is None:
        return None
    alinea, old, new = step.before, before[step.before], after[step.after]
    found: list[_Way] = []
    plan = plan_alinea(alinea, old, new)
    if plan is not None:
        found.append(_Way(alinea, plan.cost + _HEADER, plan.edits))
    was, becomes = mark(old), mark(new)
    if becomes and not was and fold(new[: becomes.end].rstrip() + " " + old) == fold(new):
        found.append(_Way(alinea, _HEADER + len(becomes.name), (Mention(alinea, new[: becomes.end].rstrip()),)))
    if was and becomes and was.level == becomes.level and was.name != becomes.name and outlined.named(alinea):
        renumbered = Renumbered((alinea,), (new[: len(becomes.name)],))
        numbered = becomes.name + old[len(was.name) :]
        if fold(numbered) == fold(new):
            found.append(_Way(alinea, _RENUMBERED, (renumbered,)))
        else:
            rest = plan_alinea(alinea, old, was.name + new[len(becomes.name) :])
            if rest is not None and _fits(old, new, alinea, (renumbered, *rest.edits)):
                found.append(_Way(alinea, rest.cost + _HEADER + _RENUMBERED, (renumbered, *rest.edits)))
    return min(found, key=lambda way: way.cost, default=None)


def _fits(old: str, new: str, alinea: int, edits: tuple[Instruction, ...]) -> bool:
    """Whether edits planned one by one may be made together."""
    try:
        return fold(apply(("",) * alinea + (old,), edits)[-1]) == fold(new)
    except RefusedError:
        return False


def _renumbered_together(instructions: tuple[Instruction, ...], outlined: Outline) -> tuple[Instruction, ...]:
    """Items of a list that follow one another and take numbers that follow one another, in one instruction."""
    kept: list[Instruction] = []
    for one in instructions:
        run = next(
            (
                index
                for index, other in enumerate(kept)
                if isinstance(other, Renumbered) and isinstance(one, Renumbered) and _continues(other, one, outlined)
            ),
            None,
        )
        if run is None or not isinstance(one, Renumbered):
            kept.append(one)
            continue
        other = kept[run]
        assert isinstance(other, Renumbered)
        kept[run] = Renumbered(other.alineas + one.alineas, other.names + one.names)
    return tuple(kept)


def _continues(run: Renumbered, one: Renumbered, outlined: Outline) -> bool:
    last = run.alineas[-1]
    return (
        outlined.next_sibling(last) == one.alineas[0]
        and outlined.follows(outlined.name(last), outlined.name(one.alineas[0]))
        and outlined.follows(run.names[-1], one.names[0])
    )
