"""What differs between two texts of an article: alinéas first, then their sentences, then their words.

This is what a comparison table shows, and a person checks; instructions are planned from the same alignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from plaidoyer.law.alignment import Step, align
from plaidoyer.law.planning.alinea import compared
from plaidoyer.law.tokens import Tokens, tokens
from plaidoyer.law.units import Article, Place, fold

Kind = Literal["unchanged", "changed", "moved", "split", "merged", "inserted", "deleted"]

_SAME_WORDS = 0.85
"""Alinéas put together are alike from here on: one was split, or several were merged."""


class Run(Struct, frozen=True):
    """Words that both texts have, or one alone; ``text`` holds the space before them."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


class SentencePair(Struct, frozen=True):
    """A sentence of either text, or the same one in both, and its words; None where a text lacks it."""

    before: int | None
    after: int | None
    runs: tuple[Run, ...]


class Edit(Struct, frozen=True):
    """What became of alinéas: which they are in both texts (from 0), their words, and their sentences.

    An alinéa that moved makes two edits, where it was and where it is, each of which names both places.
    """

    kind: Kind
    before: tuple[int, ...]
    after: tuple[int, ...]
    runs: tuple[Run, ...]
    sentences: tuple[SentencePair, ...] = ()


def difference(before: Article, after: Article) -> tuple[Edit, ...]:
    """The edits that lead from one text to the other, in the order of both."""
    edits: list[Edit] = []
    steps = align(before, after)
    at = 0
    while at < len(steps):
        end = at + 1
        while not steps[at].same and end < len(steps) and not steps[end].same:
            end += 1
        edits += [_unchanged(before, steps[at])] if steps[at].same else _stretch(before, after, steps[at:end])
        at = end
    return tuple(_moved(before, after, edits))


def words_compared(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts, in order: those of both, and those of one alone, deletions first."""
    old, new = tokens(before), tokens(after)
    runs: list[Run] = []
    at = 0
    for hunk in compared(old.keys, new.keys)[0]:
        runs += [
            Run("same", _written(old, at, hunk.i1)),
            Run("deleted", _written(old, hunk.i1, hunk.i2)),
            Run("inserted", _written(new, hunk.j1, hunk.j2)),
        ]
        at = hunk.i2
    runs.append(Run("same", _written(old, at, len(old.spans))))
    return tuple(run for run in runs if run.text)


def _written(text: Tokens, first: int, last: int) -> str:
    """Tokens as they stand, with the space before them."""
    if first >= last:
        return ""
    start = text.spans[first - 1][1] if first else 0
    return text.text[start : text.spans[last - 1][1]]


def _unchanged(before: Article, step: Step) -> Edit:
    assert step.before is not None
    assert step.after is not None
    return Edit("unchanged", (step.before,), (step.after,), (Run("same", before[step.before]),))


def _stretch(before: Article, after: Article, steps: Sequence[Step]) -> list[Edit]:
    """Edits of changed alinéas that follow one another."""
    olds = tuple(step.before for step in steps if step.before is not None)
    news = tuple(step.after for step in steps if step.after is not None)
    if len(olds) != len(news) and 1 in (len(olds), len(news)) and _joined_alike(before, after, olds, news):
        kind: Kind = "split" if len(olds) == 1 else "merged"
        one, other = " ".join(before[index] for index in olds), " ".join(after[index] for index in news)
        return [Edit(kind, olds, news, words_compared(one, other))]
    return [_single(before, after, step) for step in steps]


def _joined_alike(before: Article, after: Article, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
    one, other = " ".join(before[index] for index in olds), " ".join(after[index] for index in news)
    return Indel.normalized_similarity(fold(one), fold(other), score_cutoff=_SAME_WORDS) > 0


def _single(before: Article, after: Article, step: Step) -> Edit:
    if step.before is None:
        assert step.after is not None
        return Edit("inserted", (), (step.after,), (Run("inserted", after[step.after]),))
    if step.after is None:
        return Edit("deleted", (step.before,), (), (Run("deleted", before[step.before]),))
    old, new = before[step.before], after[step.after]
    return Edit("changed", (step.before,), (step.after,), words_compared(old, new), _sentences(old, new))


def _sentences(old: str, new: str) -> tuple[SentencePair, ...]:
    one, other = tokens(old), tokens(new)
    olds, news = tuple(_cut(old, span) for span in one.sentences), tuple(_cut(new, span) for span in other.sentences)
    return tuple(
        SentencePair(
            step.before,
            step.after,
            words_compared(
                "" if step.before is None else olds[step.before], "" if step.after is None else news[step.after]
            ),
        )
        for step in align(olds, news)
    )


def _cut(text: str, span: Place) -> str:
    return text[span[0] : span[1]]


def _moved(before: Article, after: Article, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with an alinéa that is deleted in one place and inserted, the same, in another told as moved."""
    gone = {fold(before[edit.before[0]]): index for index, edit in enumerate(edits) if edit.kind == "deleted"}
    found = list(edits)
    for index, edit in enumerate(edits):
        origin = gone.pop(fold(after[edit.after[0]]), None) if edit.kind == "inserted" else None
        if origin is not None:
            found[origin] = replace(found[origin], kind="moved", after=edit.after)
            found[index] = replace(edit, kind="moved", before=found[origin].before)
    return found
