"""Edits of a text in force, collected first and made together: none may touch what another touches.

Everything is designated by the text in force, never after earlier edits of the same wording (Guide de légistique).
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from msgspec import Struct

from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.texts import Text
from plaidoyer.law.units import Article

Span = tuple[int, int]

_SPACES = " \u00a0\u202f\u2009"
_FINAL = re.compile(r"[ \u00a0\u202f\u2009]*[.;:,]\Z")
_NO_SPACE_BEFORE = re.compile(r"[,.)\]]|[-\u2011](?=\S)")
_NO_SPACE_AFTER = ("'", "’", "(", "[")


class _Words(Struct, frozen=True):
    """Characters of an alinéa and what stands there instead; ``place`` is where the wording orders it."""

    start: int
    end: int
    new: str
    deleted: bool
    place: Span


class _Lines(Struct, frozen=True):
    first: int
    last: int
    new: Article
    place: Span


def glue(before: str, after: str) -> str:
    """What stands between words and those inserted after them: a space, or nothing before « , » and after « ( »."""
    return "" if _NO_SPACE_BEFORE.match(after) or before.endswith(_NO_SPACE_AFTER) else " "


def before_final_sign(text: str) -> int:
    """Where words that complete a text are put: before its final sign and the space before that."""
    found = _FINAL.search(text)
    return found.start() if found else len(text)


class Edits:
    """The edits of one wording."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._words: dict[int, list[_Words]] = defaultdict(list)
        self._lines: list[_Lines] = []

    def replace(self, alinea: int, start: int, end: int, new: str, place: Span) -> None:
        """Put words in the place of others; of none, where ``start`` is ``end``."""
        self._words[alinea].append(_Words(start, end, new, False, place))

    def delete(self, alinea: int, start: int, end: int, place: Span) -> None:
        """Leave words out, with the space that would be one too many."""
        self._words[alinea].append(_Words(start, end, "", True, place))

    def lines(self, first: int, last: int, new: Article, place: Span) -> None:
        """Put alinéas in the place of others."""
        self._lines.append(_Lines(first, last, new, place))

    def applied(self) -> Article:
        """The text with all edits made. Raises Refusal where two touch."""
        lines = sorted(self._lines, key=lambda edit: (edit.first, edit.last))
        for one, other in pairwise(lines):
            if other.first < one.last or (one.first, one.last) == (other.first, other.last):
                raise Refusal("Two instructions change the same alinéas.", other.place, "Say it once.")
        gone = {alinea for edit in lines for alinea in range(edit.first, edit.last)}
        for alinea, edits in self._words.items():
            if alinea in gone:
                raise Refusal(
                    f"An instruction changes words of alinéa {alinea + 1}, another the whole of it.",
                    edits[0].place,
                    "Say it once.",
                )
        found: list[str] = []
        at = 0
        for edit in lines:
            found += [self._alinea(alinea) for alinea in range(at, edit.first)]
            found += edit.new
            at = edit.last
        return (*found, *(self._alinea(alinea) for alinea in range(at, len(self._text.article))))

    def _alinea(self, alinea: int) -> str:
        text = self._text.article[alinea]
        if alinea not in self._words:
            return text
        edits = sorted(self._words[alinea], key=lambda edit: (edit.start, edit.end))
        for one, other in pairwise(edits):
            if other.start < one.end or (one.start, one.end) == (other.start, other.end):
                raise Refusal("Two instructions change the same words.", other.place, "Say it once.")
        pieces, at = [], 0
        for edit in self._with_margins(alinea, edits):
            if edit.start < at:
                raise Refusal("Two instructions change the same words.", edit.place, "Say it once.")
            pieces += [text[at : edit.start], edit.new]
            self._check_joint(text[: edit.start], edit.new, text[edit.end :], edit)
            at = edit.end
        after = "".join((*pieces, text[at:]))
        if not after.strip():
            raise Refusal(
                f"Nothing is left of alinéa {alinea + 1}.", edits[0].place, "Leave the alinéa out as a whole."
            )
        return after

    def _with_margins(self, alinea: int, edits: list[_Words]) -> list[_Words]:
        """Deletions joined where spaces alone lie between them, each with the space that goes with it."""
        text = self._text.article[alinea]
        joined: list[_Words] = []
        for edit in edits:
            last = joined[-1] if joined else None
            if last and last.deleted and edit.deleted and not text[last.end : edit.start].strip(_SPACES):
                joined[-1] = _Words(last.start, edit.end, "", True, last.place)
            else:
                joined.append(edit)
        return [self._with_margin(alinea, edit) if edit.deleted else edit for edit in joined]

    def _with_margin(self, alinea: int, edit: _Words) -> _Words:
        text, start, end = self._text.article[alinea], edit.start, edit.end
        before, after = text[start - 1 : start], text[end : end + 1]
        if start in {0, self._text.own_start(alinea)}:
            end += after in _SPACES and bool(after)
        elif after and (after.isalnum() or after in "([«"):
            pass
        elif before in _SPACES:
            start -= 1
        elif before in "(['’«":
            end += after in _SPACES and bool(after)
        return _Words(start, end, "", True, edit.place)

    def _check_joint(self, before: str, new: str, after: str, edit: _Words) -> None:
        """Raise Refusal where two words would be one."""
        left = before[-1:].isalnum()
        right = after[:1].isalnum()
        if (left and new[:1].isalnum()) or (right and new[-1:].isalnum()) or (not new and left and right):
            raise Refusal(
                "Two words would run into one.", edit.place, "Quote whole words, with the elided one before them."
            )
