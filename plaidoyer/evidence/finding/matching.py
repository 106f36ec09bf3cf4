"""Words found in a text, word for word: the step that makes a quotation proven, or not.

What is compared is set alike on both sides (see ``normal``), and must then be the same. There is no score here that
lets words pass: similarity only points to the nearest place, for a reader to look at. This module must not know
captures, records or files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from plaidoyer.evidence.finding.edges import begins_badly, ends_badly
from plaidoyer.evidence.finding.nearest import nearest
from plaidoyer.evidence.finding.normal import LINE_END_HYPHEN, plain
from plaidoyer.evidence.finding.patterns import aligned, anchors, has_anchor, letters
from plaidoyer.evidence.finding.searchable import MOST
from plaidoyer.evidence.finding.searchable import Searchable as Searchable
from plaidoyer.evidence.finding.searchable import searchable as searchable

_SHORTEST = 3
"""Digits of a passage that is a number and nothing else."""

_WORD_END = re.compile(r"\w*")
_WRAPPED = re.compile(
    rf"(?<=[^\W\d_])(?:[-‐\u00ad][^\S\n\r]*(?:\r?\n)\s*|[{LINE_END_HYPHEN}]\s*)(?=[^\W\d_])|[\u00ad\u200b]"
)
"""A word cut at a line end, and what is invisible inside a word."""

_NOT_ON_ONE_LINE = re.compile(rf"[\n\r\u00ad\u200b{LINE_END_HYPHEN}]")  # wherever one of those two matches
_LINE_END = re.compile(r"\s*[\n\r]\s*")

_CUT = re.compile(r"\[\.\.\.\]")

_CONTEXT = 32
"""Characters of context on each side in a selector, as W3C's examples and Hypothesis write it."""


class Match(Struct, frozen=True):
    """Words that stand in a text, by their offsets in it.

    ``loose``: they were found past an error of extraction (a hyphen at a line end, a running head, the call of a
    note), which a reader may want to see.
    """

    start: int
    end: int
    loose: bool = False


class Missing(Struct, frozen=True):
    """Words that do not stand in a text.

    ``nearest`` is the most similar place, by its offsets; ``reason`` says why words that stand there do not count.
    """

    nearest: tuple[int, int] | None
    reason: str = ""


class Ambiguous(Struct, frozen=True):
    """Words that stand at several places, and what is around them does not single one out."""

    matches: tuple[Match, ...]


class Selector(Struct, frozen=True):
    """A W3C TextQuoteSelector."""

    exact: str
    prefix: str
    suffix: str


class _Hit(Struct, frozen=True):
    """Where words begin and end in ``text``, a clean one, and whether they were found past an error of extraction."""

    start: int
    end: int
    text: str
    loose: bool


_OTHERWISE = "it stands there, but not between « prefix » and « suffix »"


def find(exact: str, text: Searchable, prefix: str = "", suffix: str = "") -> Match | Missing | Ambiguous:
    """Where ``exact`` stands in ``text``, in whole words.

    ``prefix`` and ``suffix`` are what stands directly before and after it; either may be empty, and they single one
    place out of several.
    """
    wanted = plain(exact)
    reason = _no_passage(wanted)
    if reason:
        return Missing(None, reason)
    hits: list[_Hit] = []
    refused: _Hit | None = None
    for search in (_as_written, _past_extraction):
        for hit in search(wanted, text):
            why = _cut_badly(text, hit)
            if not why:
                hits.append(hit)
            elif not reason:
                refused, reason = hit, why
        if hits:
            break
    if refused and not hits:
        return Missing(text.normal.in_original(refused.start, refused.end), reason)
    if not hits:
        place = nearest(wanted, text.normal.plain)
        return Missing(place and text.normal.in_original(*text.normal.in_clean(*place)))
    fitting = [hit for hit in hits if _fits(text, hit, plain(prefix), plain(suffix))] if prefix or suffix else hits
    if not fitting:
        return Missing(text.normal.in_original(hits[0].start, hits[0].end), _OTHERWISE)
    matches = tuple(Match(*text.normal.in_original(hit.start, hit.end), hit.loose) for hit in fitting)
    return matches[0] if len(matches) == 1 else Ambiguous(matches)


def within(words: str, text: str) -> tuple[tuple[int, int], ...] | None:
    """Where ``words`` stand in ``text``: one run of whole words, or several, cut by « […] », in their order.

    Returns the offsets of each run in ``text``, or None where they do not all stand there. Quotation marks around
    ``words`` do not count.
    """
    runs = [run for run in map(_bare, _CUT.split(plain(words))) if run]
    held = searchable(text)
    found: list[tuple[int, int]] = []
    position = 0
    for run in runs:
        hits = (hit for hit in _as_written(run, held) if hit.start >= position and not _cut_badly(held, hit))
        hit = next(hits, None)
        if hit is None:
            return None
        found.append(held.normal.in_original(hit.start, hit.end))
        position = hit.end
    return tuple(found) or None


def _bare(run: str) -> str:
    """A run without the quotation marks around it, and without the point that a cut may leave; or nothing."""
    stripped = run.strip(" \"'").lstrip(".,;: ")
    return stripped if any(character.isalnum() for character in stripped) else ""


def selector(text: str, start: int, end: int) -> Selector:
    """The selector of ``text[start:end]``, its words on one line and its context as they stand."""
    return Selector(_on_one_line(text[start:end]).strip(), *context(text, start, end))


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands directly before and after ``text[start:end]``, as in its selector."""
    return _on_one_line(text[max(0, start - _CONTEXT) : start]), _on_one_line(text[end : end + _CONTEXT])


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(" ", _WRAPPED.sub("", text)) if _NOT_ON_ONE_LINE.search(text) else text


def _no_passage(wanted: str) -> str:
    """Why words are no passage that could be found: nothing where they are."""
    if not has_anchor(wanted):
        return "it holds no word"
    if len(wanted) < _SHORTEST and wanted.isdecimal():
        return f"« {wanted} » alone could be any number: quote the words around it"
    return ""


def _cut_badly(text: Searchable, hit: _Hit) -> str:
    """Why words may not be cut out there; also where the next word stands past the end of a page."""
    words = hit.text[hit.start : hit.end]
    for face in text.faces:
        if face.text[hit.start : hit.end] == words:
            reason = begins_badly(face.text, hit.start, hit.end) or ends_badly(face.text, hit.start, hit.end)
            if reason:
                return reason
    return ""


def _as_written(wanted: str, text: Searchable) -> Iterator[_Hit]:
    """Places in the clean text whose plain form is ``wanted``."""
    held, position = text.normal.plain, 0
    for _ in range(MOST):
        at = held.find(wanted, position)
        if at < 0:
            return
        yield _Hit(*text.normal.in_clean(at, at + len(wanted)), text.normal.clean, loose=False)
        position = at + 1
        if wanted[0].isalnum():  # what begins inside the same word is no place: not to be tried letter by letter
            within_word = _WORD_END.match(held, at)
            position = max(position, within_word.end() if within_word else 0)


def _past_extraction(wanted: str, text: Searchable) -> Iterator[_Hit]:
    """Places where ``wanted`` stands but for what extraction is known to do to words."""
    told = letters(anchors(wanted))
    key = "".join(wanted[place] for place in told)
    seen = set()
    for face in text.faces:
        for found in face.places(key):
            place = aligned(wanted, told, face.text, found)
            if place and place not in seen:
                seen.add(place)
                yield _Hit(*place, face.text, loose=True)


def _fits(text: Searchable, hit: _Hit, prefix: str, suffix: str) -> bool:
    """Whether ``prefix`` stands directly before and ``suffix`` directly after; both are plain."""
    reach = 4 * max(len(prefix), len(suffix)) + _CONTEXT
    return any(
        plain(face.text[max(0, hit.start - reach) : hit.start]).endswith(prefix)
        and plain(face.text[hit.end : hit.end + reach]).startswith(suffix)
        for face in text.faces
    )
