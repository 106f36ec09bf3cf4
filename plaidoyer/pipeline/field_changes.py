"""Fields that read otherwise in two editions: their texts then and now, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from plaidoyer.rewording import Piece, word_difference


class FieldChange(Struct, frozen=True):
    """A field that reads otherwise, in the words of the page; an empty text where there is none."""

    name: str
    old: str
    new: str
    words: tuple[Piece, ...]


def field_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    """The fields whose texts differ, in the order of ``new``; one that is missing is an empty text."""
    for name in {**new, **old}:
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield FieldChange(name, was, now, word_difference(was, now))
