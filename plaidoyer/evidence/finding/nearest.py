"""The place of a text that is most like words which do not stand in it: to show a reader, never to accept anything.

Both texts are plain (see ``normal``). This module must not know why the words were not found.
"""

from __future__ import annotations

import re

_COMPARED = 200, 200_000
"""Characters of a passage and of a text that are compared by likeness, where they share no two words."""

_RUNS = 20
"""Runs of words of a passage, of each length, that are looked for."""

_SLACK = 32
"""Characters by which the words of a place may be longer than those wanted."""

_WORDS = re.compile(r"\S+")


def nearest(wanted: str, held: str) -> tuple[int, int] | None:
    """The place most like ``wanted``: where some words of it stand together, else by likeness.

    Likeness is looked for in the first part of a long text only: it takes time in proportion to both lengths, and all
    that it is for is to show a reader something.
    """
    around = _shared(wanted, held)
    if around is None:
        from rapidfuzz import fuzz  # slow to import, and most runs miss no words

        alike = fuzz.partial_ratio_alignment(wanted[: _COMPARED[0]], held[: _COMPARED[1]], score_cutoff=60)
        if alike is None:
            return None
        around = alike.dest_start, alike.dest_end
    start = held.rfind(" ", 0, around[0] + 1) + 1
    start = max(start, around[0] - _SLACK)
    end = held.find(" ", max(around[1], start + 1), around[1] + _SLACK)
    return start, min(len(held), around[1]) if end < 0 else end


def _shared(wanted: str, held: str) -> tuple[int, int] | None:
    """Where the longest of some runs of words that both texts share puts ``wanted``: its likely start and end."""
    words = [word.span() for word in _WORDS.finditer(wanted)]
    for count in (6, 4, 3, 2):
        for first in range(0, len(words) - count + 1, max(count // 2, len(words) // _RUNS)):
            start, end = words[first][0], words[first + count - 1][1]
            at = held.find(wanted[start:end])
            if at >= 0:
                reach = at - 2 * start - _SLACK, at + 2 * (len(wanted) - start) + _SLACK
                return _begin(wanted, words, held, max(0, reach[0]), at, start), _finish(
                    wanted, words, held, at, reach[1], start
                )
    return None


def _begin(wanted: str, words: list[tuple[int, int]], held: str, low: int, at: int, start: int) -> int:
    """Where the first words of ``wanted`` stand before ``at``, else where they would."""
    for count in (3, 2, 1):
        found = held.rfind(wanted[: words[min(count, len(words)) - 1][1]], low, at + len(wanted))
        if 0 <= found <= at:
            return found
    return max(0, at - start)


def _finish(wanted: str, words: list[tuple[int, int]], held: str, at: int, high: int, start: int) -> int:
    """Where the last words of ``wanted`` end after ``at``, else where they would."""
    for count in (3, 2, 1):
        last = wanted[words[-min(count, len(words))][0] :]
        found = held.find(last, at, high)
        if found >= 0:
            return found + len(last)
    return min(len(held), at + len(wanted) - start)
