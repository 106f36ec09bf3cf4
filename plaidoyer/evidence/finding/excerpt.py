"""A passage taken out of a capture: whole sentences around some words, as a record is to hold them.

The words come from the capture, never from the person who looks for them. What is taken is found again by the rule that
will prove it (``matching``), or it is not handed over. This module must not know records or files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from plaidoyer.evidence.finding.matching import Ambiguous, Match, Searchable, find
from plaidoyer.languages.sentences import sentences

_SPACES = re.compile("[^\\S\u00a0\u202f\u2007]+")
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe]\\s*")
_HYPHEN_AT_LINE_END = re.compile(r"(?P<before>[^\W\d_]+)[-‐‑][ \t]*\n[ \t]*(?=(?P<after>[^\W\d_]+))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_BULLETS = "•▪◦‣·■●–—*- \t\n\u00a0"
_ENDED = re.compile(r"[.!?…:;,][»”’\"')\]\s]*\Z")
_SHORT = 0.7
_MOST_WORDS = 40
_CONTEXT = 90
_LONGEST = 1500


class Excerpt(Struct, frozen=True):
    """Words of a capture on one line, with the ``prefix`` and ``suffix`` that single them out where need be.

    ``before`` and ``after`` are what stands around them, for a reader; ``loose`` as in ``Match``.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    before: str
    after: str
    loose: bool


def excerpt(text: str, held: Searchable, words: str, found: Match, lang: str, *, whole: bool) -> Excerpt | None:
    """The passage of ``text`` that holds ``words``, which were ``found``; with ``whole``, the sentences that hold them.

    ``held`` is ``text`` made searchable, ``lang`` a language with a profile. Sentences without measure give the words
    alone, as the text has them; or as they were given, where extraction has left nothing better. None where they stand
    at places that nothing around them tells apart.
    """
    extents = [(found.start, found.end, ""), (found.start, found.end, words)]
    if whole:
        extents.insert(0, (*_sentences(text, found, lang), ""))
    for start, end, given in extents:
        if end - start > max(_LONGEST, found.end - found.start):
            continue
        exact = on_one_line(given, 0, len(given)) if given else on_one_line(text, start, end)
        for prefix, suffix in _selectors(text, start, end):
            match = find(exact, held, prefix, suffix)
            if isinstance(match, Match) and match.start < end and start < match.end:
                before, after = _around(text, start, end)
                return Excerpt(start, end, exact, prefix, suffix, before, after, match.loose)
            if not isinstance(match, Ambiguous) and not prefix and not suffix:
                break
    return None


def on_one_line(text: str, start: int, end: int) -> str:
    """The characters of a capture without line ends, without what cannot be seen, its no-break spaces as they are.

    A word that a line end divides is joined; with its hyphen where the text writes it so elsewhere.
    """
    words = _HYPHEN_AT_LINE_END.sub(lambda match: _joined(text, match), _SOFT_HYPHEN.sub("", text[start:end]))
    seen = "".join(
        sign for sign in words if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return _SPACES.sub(" ", seen).strip(" \u00a0\u202f\u2007")


def _joined(text: str, match: re.Match[str]) -> str:
    before, after = match["before"], match["after"]
    plain = re.search(rf"\b{before}{after}\b", text, re.IGNORECASE)
    hyphened = re.search(rf"\b{before}-{after}\b", text, re.IGNORECASE)
    return f"{before}-" if hyphened and not plain else before


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Some words, made whole, between a line of what stands before and one of what stands after them, for a reader."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before, after = _around(text, start, end)
    return before, on_one_line(text, start, end), after


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = on_one_line(text, max(0, start - 3 * _CONTEXT), start)
    after = on_one_line(text, end, min(len(text), end + 3 * _CONTEXT))
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + "…"
    return before, after


def _sentences(text: str, found: Match, lang: str) -> tuple[int, int]:
    """From the beginning of the sentence that the words begin in to the end of the one that they end in."""
    first, last = _block(text, found.start, found.end)
    parts = [(first + start, first + end) for start, end in sentences(text[first:last], lang)]
    start = max((start for start, _ in parts if start <= found.start), default=found.start)
    end = min((end for _, end in parts if end >= found.end), default=found.end)
    bullets = len(text[start : found.start]) - len(text[start : found.start].lstrip(_BULLETS))
    return start + bullets, end


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph around some words; a short line that ends without a sign, before a capital, is a title."""
    borders = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    first = max(border for border in borders if border <= start)
    last = min(border for border in borders if border >= end)
    lines = [match.span() for match in re.finditer(r"[^\n]+", text[first:last])]
    widest = max((end - start for start, end in lines), default=0)
    for (begin, stop), (follows, _) in pairwise(lines):
        line, following = text[first + begin : first + stop], text[first + follows : last].lstrip(_BULLETS + '«“"')
        if len(line) < _SHORT * widest and not _ENDED.search(line) and following[:1].isupper():
            borders += (first + stop, first + follows)
    return max(border for border in borders if border <= start), min(border for border in borders if border >= end)


def _selectors(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Nothing; then the words before, those after, and both, one word more each time."""
    yield "", ""
    before = on_one_line(text, max(0, start - 20 * _MOST_WORDS), start).split(" ")
    after = on_one_line(text, end, end + 20 * _MOST_WORDS).split(" ")
    for count in range(1, _MOST_WORDS):
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        yield from ((prefix, ""), ("", suffix), (prefix, suffix))
