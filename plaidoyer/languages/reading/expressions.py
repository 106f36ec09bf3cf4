"""Regular expressions that are compiled when they are first used.

A language has some eighty of them, and most texts need few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

_Found = Callable[..., re.Match[str] | None]


class Expression:
    """One regular expression, with the methods of a compiled pattern."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    @cached_property
    def match(self) -> _Found:
        """As of a compiled pattern."""
        return self._compiled.match

    @cached_property
    def search(self) -> _Found:
        """As of a compiled pattern."""
        return self._compiled.search

    @cached_property
    def fullmatch(self) -> _Found:
        """As of a compiled pattern."""
        return self._compiled.fullmatch

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """As of a compiled pattern."""
        return self._compiled.findall

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """As of a compiled pattern."""
        return self._compiled.finditer
