"""The tokens of an alinéa, as the writer quotes them: words, amounts, references, signs. No quotation cuts one."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from msgspec import Struct

from plaidoyer.law.units import Place, fold, sentences, words

_GRAMMATICAL = """
à a afin ai aient ainsi ait alors après as au aucun aucune auquel auraient aurait aussi autre autres aux auxquelles
auxquels avaient avait avant avec avoir ayant c car ce ceci cela celle celle-ci celles celles-ci celui celui-ci ces
cet cette ceux ceux-ci chaque chez ci comme contre d dans de depuis des dès desquelles desquels donc dont du duquel
elle elle-même elles en encore entre es est et étaient était étant été être eu eux furent fut hors il ils j jusqu
jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m mais même mêmes ne ni
non nos notre nous n on ont or ou où outre par parce parmi pas pendant peu peut peuvent plus pour pourra pourront
puis puisqu puisque qu quand que quel quelle quelles quels qui quiconque quoi quoique s sa sans sauf se selon sera
serait seraient seront ses si sinon soi soient soit sont sous son suivant sur t tel telle telles tels tous tout
toute toutefois toutes très un une vers voire vos votre vous y bis ter
"""
_FUNCTION = frozenset(_GRAMMATICAL.split())
"""Words that say nothing by themselves: a quotation holds at least one other."""

_REFERENCE = re.compile(r"(?:LO|[LRDA])\.?\s?\*?\.?\s?(?=\d)|[nN]°\s?(?=\d)")
_UNIT = re.compile(r"\s?(?:euros?\b|€|F\b|francs?\b|%)", re.IGNORECASE)
_RANK = re.compile(r"\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)\b(?:\s[A-Z](?![^\W_]|['’]))?")
_SIGN = re.compile(r"\S")


class Tokens(Struct, frozen=True, dict=True):
    """An alinéa cut into tokens; a token's key is what is compared, the space before it included."""

    text: str
    spans: tuple[Place, ...]

    @cached_property
    def folded(self) -> str:
        """The text as it is compared."""
        return fold(self.text)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each token folded, with the white space before it (the first one as if after a space)."""
        folded = self.folded
        found, end = [], 0
        for index, (start, stop) in enumerate(self.spans):
            gap = folded[end:start] if index else " "
            found.append(gap + folded[start:stop])
            end = stop
        return tuple(found)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """How many tokens of content stand before each token (one more entry than there are tokens)."""
        sums = [0]
        for start, stop in self.spans:
            sums.append(sums[-1] + has_content(self.folded[start:stop]))
        return tuple(sums)

    @cached_property
    def sentences(self) -> tuple[Place, ...]:
        """Where the sentences stand."""
        return sentences(self.text)

    @cached_property
    def inner(self) -> bytes:
        """A one for each place that is inside a word, where no quotation may start or end."""
        marks = bytearray(len(self.text) + 1)
        for start, stop in words(self.text):
            marks[start + 1 : stop] = b"\1" * (stop - start - 1)
        return bytes(marks)

    def found(self, quotation: str, start: int, stop: int) -> tuple[int, ...]:
        """Where the folded ``quotation`` stands between two places, as whole words."""
        inner, places = self.inner, []
        at = self.folded.find(quotation, start, stop)
        while at >= 0:
            if not inner[at] and not inner[at + len(quotation)]:
                places.append(at)
                at += len(quotation) - 1
            at = self.folded.find(quotation, at + 1, stop)
        return tuple(places)

    def space(self, index: int) -> str:
        """The white space before a token (before the first one as if there were a space)."""
        start, stop = self.spans[index]
        return self.keys[index][: start - stop]

    def between(self, first: int, last: int) -> str:
        """The text from token ``first`` to before token ``last``, without the space around it."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""


@lru_cache(maxsize=4096)
def has_content(folded: str) -> bool:
    """Whether a folded token says something by itself: a word that is no function word, a number."""
    bare = folded.rstrip("'°")
    return any(map(str.isalnum, bare)) and bare.lower() not in _FUNCTION


def is_function_word(folded: str) -> bool:
    """Whether a folded token is a word, and says nothing by itself."""
    return folded.rstrip("'").lower() in _FUNCTION


@lru_cache(maxsize=4096)
def tokens(text: str) -> Tokens:
    """Cut an alinéa into tokens."""
    spans: list[Place] = []
    at = 0
    for start, stop in words(text):
        if start < at:
            continue
        if text[at:start].strip():
            spans.extend(match.span() for match in _SIGN.finditer(text, at, start))
        at = _whole(text, start, stop)
        spans.append((start, at))
    spans.extend(match.span() for match in _SIGN.finditer(text, at))
    return Tokens(text, tuple(_joined(text, spans)))


def _whole(text: str, start: int, stop: int) -> int:
    """Where the token ends that a word opens: « R. 226-3 », « 75 000 euros », « 3° bis A », « 2 ter » are one each."""
    reference = _REFERENCE.match(text, start) if text[start] in "LRDAnN" else None
    if reference and reference.end() > start:
        stop = next((end for begin, end in words(text[reference.end() : reference.end() + 40])), 0) + reference.end()
    if text[start].isdigit():
        unit = _UNIT.match(text, stop)
        stop = unit.end() if unit else stop
    rank = _RANK.match(text, stop) if text[stop - 1] in "°0123456789" or not text[start:stop].strip("IVXL") else None
    return rank.end() if rank else stop


def _joined(text: str, spans: list[Place]) -> list[Place]:
    """Tokens without those that a longer one holds."""
    kept: list[Place] = []
    for span in spans:
        if kept and span[0] < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], span[1]))
        else:
            kept.append(span)
    return kept
