"""Qualifiers around a number: « plus de », « près de », "or more".

The strongest stands: « plus de quelque 20 000 » is more than 20 000. This module must not know numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from plaidoyer.languages.reading.characters import LETTER
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measures import measures
from plaidoyer.records.sources import Qualifier

_UNCOMMON_SPACE = re.compile(r"[^\S ]")
_WINDOW = 48  # characters: longer than any qualifier with what stands between it and its number


def folded(text: str) -> str:
    """``text`` in small letters, with plain spaces, hyphens and apostrophes, of the same length."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    small = small.replace("’", "'").replace("‐", "-").replace("‑", "-")
    return _UNCOMMON_SPACE.sub(" ", small)


_Phrases = Mapping[str, tuple[str, ...]]  # the last word → the phrases that end with it, the longest first


@lru_cache
def _phrases(lang: str) -> tuple[_Phrases, _Phrases]:
    """Qualifiers and fillers; what may open a qualifier."""
    of = measures(lang)
    return _by_last_word((*of.before, *of.fillers)), _by_last_word(of.openers)


def _by_last_word(phrases: Iterable[str]) -> _Phrases:
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found[_last_word(phrase)] = (*found.get(_last_word(phrase), ()), phrase)
    return found


def _last_word(text: str) -> str:
    """« plus de » → « de », « plus d' » → « d' », « ≥ » → « ≥ »."""
    start = end = len(text) - text.endswith("'")
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:] if start < end else text[-1:]


def closes(text: str, lang: str) -> bool:
    """Whether a text ends with a qualifier, as whole words."""
    phrases, _ = _phrases(lang)
    small = folded(text)
    return any(
        one.endswith(phrase) and not re.match(r"\w", one[: -len(phrase)][-1:])
        for one in (small, small.removesuffix(" "))
        for phrase in phrases.get(_last_word(one), ())
        if phrase in measures(lang).before
    )


def before(folded_text: str, start: int, floor: int, lang: str) -> tuple[Qualifier, int]:
    """The qualifier before a number at ``start``, and where it begins; EXACTLY and ``start`` where there is none."""
    of = measures(lang)
    phrases, openers = _phrases(lang)
    found, begins, place = Qualifier.EXACTLY, start, start
    floor = max(floor, start - _WINDOW)
    while phrase := _ending(folded_text, floor, place, phrases):
        length = len(folded_text[floor:place].rstrip(" -")) - len(phrase)
        place = floor + length
        if phrase in of.before:
            meaning, begins = of.before[phrase], place
            if meaning is Qualifier.EXACTLY or found in (Qualifier.EXACTLY, Qualifier.ABOUT):
                found = meaning
            if meaning is Qualifier.EXACTLY:
                return meaning, start
    if found is Qualifier.EXACTLY:
        return found, start
    while opener := _ending(folded_text, floor, begins, openers):
        begins = floor + len(folded_text[floor:begins].rstrip(" ")) - len(opener)
    return found, begins


def _ending(text: str, floor: int, place: int, phrases: _Phrases) -> str:
    """The longest of ``phrases`` that the text before ``place`` ends with, as whole words, or nothing."""
    ahead = text[floor:place]
    window = ahead.rstrip(" -")
    for phrase in phrases.get(_last_word(window), ()):
        if window.endswith(phrase):
            rest = window[: -len(phrase)]
            apart = len(ahead) > len(window) or not phrase[-1].isalpha()
            if apart and not (phrase[0].isalpha() and rest[-1:].isalnum()):
                return phrase
    return ""


@lru_cache
def _after(lang: str) -> Expression:
    of = measures(lang)
    phrases = "|".join(map(re.escape, sorted(of.after, key=len, reverse=True))) or "(?!)"
    return Expression(
        rf"(?: (?!(?:et|ou|or|and) ){LETTER}[\w'-]*){{0,2}}? (?P<phrase>{phrases})(?!\w)"
        r"(?! (?:de |d'|des |du |than )| ?[0-9])"
        r"|(?P<plus> ?\+|-plus)(?![\w+]| ?[0-9])"
    )


def after(folded_text: str, end: int, lang: str) -> tuple[Qualifier, int] | None:
    """The qualifier after a number that ends at ``end``, over at most two words, and where it begins."""
    match = _after(lang).match(folded_text, end, end + _WINDOW)
    if not match:
        return None
    if match["plus"]:
        return Qualifier.AT_LEAST, match.start("plus")
    return measures(lang).after[match["phrase"]], match.start("phrase")
