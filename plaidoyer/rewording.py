"""Texts that were reworded: which text is which one of before, and which of its words are new.

Below every room, because several compare what somebody read with what stands there now. Texts are plain words here:
nothing is known of claims, records or pages. A likeness only says what to show side by side; it lets nothing pass.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

LIKE = 0.6
"""Texts are counterparts from this likeness on: twice the signs that both have, in order, of all signs of both.

Unrelated sentences of one language reach a half of it, and seldom 0.5.
"""

_IN_PLACE = 0.1
"""What a pair is worth more that stands between the same equal neighbours then and now."""
_COMPARED = 2_000
"""Signs of a text that its likeness is measured by."""
_NEAREST = 8
"""Of each text so many candidates are looked at."""
_MOST = 16_000_000
"""Pairs that are compared; of more texts, only those at about the same place are."""

_CAREFUL = 600
"""Up to so many words of both texts the longest common runs are looked for; beyond, the most common words."""
_FEW = 3
"""So many words that stayed between two changes are told as changed with them, where these are longer."""

_WORD = re.compile(
    r"""
    \d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)?   # 75 000,5
    | (?:aujourd|prud)['’]\w+                                  # an apostrophe that is no elision
    | [^\W_]+ (?: (?<=\d)[.,](?=\d)[^\W_]+ | [-\u2010\u2011/][^\W_]+ )* (?: ['’](?=[^\W_]) | ° )?   # 3,5 227-23 l’ n°
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-", "\u00ad": None})

Kind = Literal["kept", "removed", "added"]


class Piece(Struct, frozen=True):
    """Words, with their spaces, that both texts have, or one of them."""

    kind: Kind
    text: str


class FieldChange(Struct, frozen=True):
    """A field whose text is another one; an empty text where there is none."""

    name: str
    old: str
    new: str

    @property
    def words(self) -> tuple[Piece, ...]:
        """What became of its words; found where somebody looks, for most changes are only counted or named."""
        return word_difference(self.old, self.new)


def folded(text: str) -> str:
    """The words of a text without its typography: spaces, apostrophes and hyphens of one kind each."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_SAME)).strip()


# Which text is which ------------------------------------------------------------------------------


def counterparts(then: Sequence[str], now: Sequence[str]) -> Mapping[int, int]:
    """The index in ``now`` of the counterpart of each text of ``then`` that has one, one to one, by the index then.

    The same texts first, in order; then the same words, whatever their typography; then, from ``LIKE`` on, the most
    alike, among which those are preferred that stand between the same neighbours.
    """
    pairs = _equal(then, now, {})
    left, right = [*map(folded, then)], [*map(folded, now)]
    pairs = _equal(left, right, pairs)
    pairs |= _alike(left, right, pairs, _MOST, _NEAREST)
    # Of many texts that are all alike, the nearest may all have gone to others: then those at its place are left.
    pairs |= _alike(left, right, pairs, 0, 2 * _NEAREST)
    return dict(sorted(pairs.items()))


def _equal(then: Sequence[str], now: Sequence[str], known: Mapping[int, int]) -> dict[int, int]:
    """The pairs ``known``, and with them those of equal texts that are left: the first with the first."""
    pairs, taken = {**known}, {*known.values()}
    places: dict[str, list[int]] = {}
    for j in reversed(range(len(now))):
        if j not in taken:
            places.setdefault(now[j], []).append(j)
    for i, text in enumerate(then):
        if i not in pairs and (left := places.get(text)):
            pairs[i] = left.pop()
    return pairs


def _alike(
    then: Sequence[str], now: Sequence[str], known: Mapping[int, int], most: int, nearest: int
) -> Mapping[int, int]:
    """Pairs of texts that are alike, of those that ``known`` leaves: the best first.

    About ``most`` pairs are compared, and for each text so many of the ``nearest`` are thought of.
    """
    taken = {*known.values()}
    olds = [i for i in range(len(then)) if i not in known]
    news = [j for j in range(len(now)) if j not in taken]
    if not olds or not news:
        return {}
    anchors = sorted(known.items())
    ranked = []
    for i, j, likeness in _likely(then, now, olds, news, max(nearest, most // len(olds)), nearest):
        in_place, moved = _place(i, j, anchors, len(now))
        ranked.append((-likeness - (_IN_PLACE if in_place else 0.0), moved, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likely(
    then: Sequence[str], now: Sequence[str], olds: Sequence[int], news: Sequence[int], width: int, nearest: int
) -> Iterator[tuple[int, int, float]]:
    """Pairs from ``LIKE`` on, with their likeness; each old text is compared with ``width`` new ones at its place."""
    from rapidfuzz.distance import Indel  # slow to import, and most texts have not changed
    from rapidfuzz.process import extract

    right = [now[j][:_COMPARED] for j in news]
    for rank, i in enumerate(olds):
        first = max(0, min(rank * len(news) // len(olds) - width // 2, len(news) - width))
        found = extract(
            then[i][:_COMPARED],
            right[first : first + width] if width < len(news) else right,
            scorer=Indel.normalized_similarity,
            score_cutoff=LIKE,
            limit=nearest,
        )
        yield from ((i, news[first + at], likeness) for _, likeness, at in found)


def _place(i: int, j: int, anchors: Sequence[tuple[int, int]], end: int) -> tuple[bool, int]:
    """Whether two texts stand between the same neighbours, and how far they moved from the one before."""
    at = bisect_left(anchors, (i, -1))
    before = anchors[at - 1] if at else (-1, -1)
    after = anchors[at][1] if at < len(anchors) else end
    return before[1] < j < after, abs((i - before[0]) - (j - before[1]))


# Which words are new ------------------------------------------------------------------------------


def word_difference(then: str, now: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other, in order, what was removed before what was added.

    Those kept and removed, joined, are ``then``; those kept and added are ``now``. Whole words are told: a number keeps
    its spaces and decimals, « l’ » is a word. Words that differ in an accent, a capital or an apostrophe differ. Few
    words that stayed between longer changes are told as changed too, so that a sentence can be read at a glance.
    """
    old, new = ([match.span() for match in _WORD.finditer(text)] for text in (then, now))
    matched = _matched([then[slice(*span)] for span in old], [now[slice(*span)] for span in new])
    stretches: list[_Stretch] = []
    kept, from_old, from_new = "", 0, 0
    for i, j in matched:
        before, removed, added, after = _trimmed(then[from_old : old[i][0]], now[from_new : new[j][0]])
        if removed or added:
            stretches.append(_Stretch(kept + before, removed, added))
            kept, before = after, ""
        kept, from_old, from_new = kept + before + then[slice(*old[i])], old[i][1], new[j][1]
    before, removed, added, after = _trimmed(then[from_old:], now[from_new:])
    stretches.append(_Stretch(kept + before, removed, added))
    return tuple(piece for piece in _pieces(_legible(stretches), after) if piece.text)


def field_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    """The fields whose texts differ, in the order of ``new``; one that is missing is an empty text."""
    for name in {**new, **old}:
        was, now = old.get(name, ""), new.get(name, "")
        if was != now:
            yield FieldChange(name, was, now)


class _Stretch(Struct, frozen=True):
    """Words kept, and what was put after them in the place of what."""

    kept: str
    removed: str
    added: str

    @property
    def length(self) -> int:
        """How many signs are told as changed."""
        return max(len(self.removed), len(self.added))


def _trimmed(old: str, new: str) -> tuple[str, str, str, str]:
    """Two texts without the white space that both begin with and both end with; this, before and after them."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start] and old[start].isspace():
        start += 1
    end = 0
    most = min(len(old), len(new)) - start
    while end < most and old[-1 - end] == new[-1 - end] and old[-1 - end].isspace():
        end += 1
    return old[:start], old[start : len(old) - end], new[start : len(new) - end], old[len(old) - end :]


def _matched(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of words that both texts have, in the order of both."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [
        *((at, at) for at in range(head)),
        *((i + head, j + head) for i, j in _common(old[head : len(old) - tail], new[head : len(new) - tail])),
        *((len(old) - tail + at, len(new) - tail + at) for at in range(tail)),
    ]


def _common(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    ids: dict[str, int] = {}
    left, right = ([ids.setdefault(word, len(ids)) for word in words] for words in (old, new))
    if not left or not right:
        return
    if len(left) + len(right) <= _CAREFUL:
        from difflib import SequenceMatcher  # slow to import, and most texts have not changed

        runs = [(run.a, run.b, run.size) for run in SequenceMatcher(None, left, right, False).get_matching_blocks()]
    else:
        from rapidfuzz.distance import LCSseq

        blocks = LCSseq.editops(left, right).as_matching_blocks()
        runs = [(block.a, block.b, block.size) for block in blocks]
    for a, b, size in runs:
        yield from ((a + at, b + at) for at in range(size))


def _legible(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Stretches without the few words between two longer changes that only chance kept."""
    told: list[_Stretch] = []
    for stretch in stretches:
        told.append(stretch)
        while len(told) > 1 and _is_chance(told[-2], told[-1]):
            last, first = told.pop(), told.pop()
            removed, added = (
                first_part + last.kept + last_part
                for first_part, last_part in ((first.removed, last.removed), (first.added, last.added))
            )
            told.append(_Stretch(first.kept, removed, added))
    return told


def _is_chance(before: _Stretch, after: _Stretch) -> bool:
    """Whether what was kept between two changes says little beside these."""
    kept = after.kept.strip()
    return len(kept) <= min(before.length, after.length) and len(_WORD.findall(kept)) <= _FEW


def _pieces(stretches: Iterable[_Stretch], end: str) -> Iterator[Piece]:
    for one in stretches:
        yield Piece("kept", one.kept)
        yield Piece("removed", one.removed)
        yield Piece("added", one.added)
    yield Piece("kept", end)
