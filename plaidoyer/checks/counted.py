"""What a number counts: whether a unit's name is the noun of the phrase that the number begins.

No grammar is known here: a phrase ends at a sign, a number or a word that the language lists as a border,
and a noun is what looks like one (``languages.things``). Where no noun follows, as in « 70 rapports en
2023, 74 en 2024 », the unit may stand elsewhere in the text: that is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from plaidoyer.languages.things import Things, things
from plaidoyer.records.sources import Unit

_WORD = re.compile(r"[^\W\d_]{1,2}['’]|qu['’]|[^\W\d_]+(?:[-·.][^\W\d_]+)*")
_GAP = re.compile(r"[\s«»“”\"‘’'\u00ad\u2060]*")
"""What may stand between two words of one phrase."""


class Noun(Enum):
    """What stands after a number."""

    UNIT = auto()
    OTHER = auto()
    NONE = auto()


def noun_after(text: str, offset: int, unit: Unit, lang: str, *, one: bool = False) -> tuple[Noun, str]:
    """Whether the phrase that begins at ``offset`` names ``unit``, another noun, or none; and its words.

    ``one``: the number is less than two, so that its noun may be in the singular and cannot be told by its look.
    A unit without a name in ``lang`` may be any noun.
    """
    of = things(lang)
    phrase = tuple(_phrase(text, offset, of))
    words = " ".join(phrase)
    if names := names_of(unit, lang):
        if any(_holds(phrase, name) for name in names):
            return Noun.UNIT, words
        if phrase and not _is(of.no_noun, phrase[0]) and (one or any(_is(of.noun, word) for word in phrase)):
            return Noun.OTHER, words
    return Noun.NONE, words


def named_in(text: str, unit: Unit, lang: str) -> bool:
    """Whether ``text`` names ``unit`` anywhere; so it is where the unit has no name in ``lang``."""
    names = names_of(unit, lang)
    words = tuple(_fold(word[0]) for word in _WORD.finditer(text))
    return not names or any(_holds(words, name) for name in names)


def names_of(unit: Unit, lang: str) -> frozenset[tuple[str, ...]]:
    """The first words of a unit's names, in all their plural forms: what they count, before any « par mois »."""
    of = things(lang)
    names = set()
    for form in (unit.in_language(lang) or {}).values():
        words = [_fold(word[0]) for word in _WORD.finditer(form)]
        end = next((index for index, word in enumerate(words) if index and word in of.borders), len(words))
        names.add(tuple(words[:end]))
    return frozenset(names - {()})


def next_word(text: str, offset: int) -> str:
    """The word at ``offset``, after blanks and quotation marks alone, in small letters; empty where none follows."""
    word = _WORD.match(text, _after_gap(text, offset))
    return _fold(word[0]) if word else ""


def _phrase(text: str, offset: int, of: Things) -> Iterator[str]:
    """The words from ``offset`` to the end of the phrase, in small letters."""
    begun = noun = False
    while word := _WORD.match(text, _after_gap(text, offset)):
        said = _fold(word[0])
        offset = word.end()
        if not begun and said in of.partitive:
            continue
        if said in of.borders or (noun and _is(of.follows, said)):
            return
        begun = True
        noun = noun or _is(of.noun, said)
        yield said


def _after_gap(text: str, offset: int) -> int:
    gap = _GAP.match(text, offset)
    return gap.end() if gap else offset


def _holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(words[start : start + len(name)] == name for start in range(len(words) - len(name) + 1))


def _is(pattern: str, word: str) -> bool:
    return re.fullmatch(pattern, word) is not None


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'")
