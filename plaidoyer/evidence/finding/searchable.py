"""A text made ready to be searched many times: what takes time is done once, and only when it is asked for.

This module must not know what is searched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from plaidoyer.evidence.finding.normal import Normal, normal
from plaidoyer.evidence.finding.patterns import anchors
from plaidoyer.evidence.finding.running import without_running_lines

MOST = 10_000
"""Places looked at, of words that stand everywhere: a passage that needs more is no quotation."""


class Searchable(Struct, frozen=True, dict=True):
    """A text made ready to be searched many times."""

    normal: Normal
    pages: tuple[int, ...] = ()

    @cached_property
    def still(self) -> str:
        """The clean text with running lines and footnotes blanked: offsets stay those of the clean text."""
        clean = self.normal.clean
        return without_running_lines(clean, self.normal.from_original(self.pages)) if self.pages else clean

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The clean text, and the still one where it is another: what is searched past errors of extraction."""
        return tuple(Face(text) for text in dict.fromkeys((self.normal.clean, self.still)))


class Face(Struct, frozen=True, dict=True):
    """A clean text, and its letters and digits alone with the way back."""

    text: str

    @cached_property
    def _letters(self) -> tuple[str, list[int], list[int]]:
        runs = anchors(self.text)
        written = [run[0] for run in runs]
        return "".join(written), list(accumulate(map(len, written), initial=0)), [run.start() for run in runs]

    def places(self, key: str) -> Iterator[list[int]]:
        """The offset of each letter of ``key``, wherever it stands from the beginning of a word."""
        written, lengths, starts = self._letters
        position = 0
        for _ in range(MOST):
            at = written.find(key, position)
            if at < 0:
                return
            run = bisect_right(lengths, at) - 1
            position = lengths[run + 1]
            if at == lengths[run]:
                places: list[int] = []
                while len(places) < len(key):
                    places += range(starts[run], starts[run] + lengths[run + 1] - lengths[run])
                    run += 1
                yield places[: len(key)]


def searchable(text: str, pages: tuple[int, ...] = ()) -> Searchable:
    """``text``, to be given to ``find``; ``pages`` are the offsets at which its pages begin."""
    return Searchable(normal(text), pages)
