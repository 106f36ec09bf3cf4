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
from plaidoyer.evidence.finding.patterns import anchors, letters, written
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
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins in the text."""
        return list(accumulate((len(line) + 1 for line in self._lines), initial=0))

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """All letters and digits, and where in them each line begins. The way back is made where it is asked for."""
        lines = written(self.text).split("\n")
        return "".join(lines), list(accumulate(map(len, lines), initial=0))

    def places(self, key: str) -> Iterator[list[int]]:
        """The offset of each letter of ``key``, wherever it stands from the beginning of a word."""
        all_letters, lengths = self._letters
        looked_at: dict[int, list[int]] = {}

        def of_line(line: int) -> list[int]:
            if line not in looked_at:
                looked_at[line] = [self._starts[line] + place for place in letters(anchors(self._lines[line]))]
            return looked_at[line]

        position = 0
        for _ in range(MOST):
            at = all_letters.find(key, position)
            if at < 0:
                return
            line = bisect_right(lengths, at) - 1
            told = of_line(line)
            first = last = at - lengths[line]
            while last + 1 < len(told) and told[last] + 1 == told[last + 1]:
                last += 1
            position = lengths[line] + last + 1  # the next word
            if first == 0 or told[first - 1] + 1 < told[first]:
                places = told[first : first + len(key)]
                while len(places) < len(key):
                    line += 1
                    places += of_line(line)[: len(key) - len(places)]
                yield places


def searchable(text: str, pages: tuple[int, ...] = ()) -> Searchable:
    """``text``, to be given to ``find``; ``pages`` are the offsets at which its pages begin."""
    return Searchable(normal(text), pages)
