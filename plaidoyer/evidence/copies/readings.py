"""The text of a capture, as one extractor reads it: data only."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct


class Reading(Struct, frozen=True):
    """What ``extractor`` reads in a capture.

    ``pages`` gives the offset in ``text`` at which each page begins; it is empty where there are none.
    """

    extractor: str
    text: str
    pages: tuple[int, ...] = ()

    def page(self, offset: int) -> int:
        """The page, from 1, of the character at ``offset``; 0 where there are no pages."""
        return bisect_right(self.pages, offset)
