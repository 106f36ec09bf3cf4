"""What an alinéa, a sentence, a word and a list mark are: all that the writer and the reader of wording share.

An article is a tuple of alinéas: whatever begins a new line is one (circular of 20 October 2000). Places are counted in
characters of the alinéa as it is written; comparison is of folded text, which has the same length.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from plaidoyer.languages.sentences import sentences as _sentences

Article = tuple[str, ...]
"""The alinéas of an article, in order."""

Place = tuple[int, int]
"""Where something starts and ends in an alinéa."""

Level = Literal["roman", "capital", "number", "letter", "dash"]

_WORD = re.compile(
    r"""
    \d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?   # 75 000
    | (?:aujourd|prud)['’]\w+(?:-\w+)*                      # an apostrophe that is no elision
    | [^\W_]+ (?: (?<=\d)[.,](?=\d)[^\W_]+ | [-\u2011/][^\W_]+ )*   # 227-23, celui-ci, 3,5
      (?: ['’](?=[^\W_«“"(]) | ° )?                          # l', 1°
    """,
    re.VERBOSE | re.IGNORECASE,
)

_TIMES = r"(?:\s+(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)(?:\s+[A-Z](?![^\W_]|['’]))?)?"
_MARK = re.compile(
    rf"""
    (?![LRDA]\.\s?\*?\s?\d+(?!\d|\s?°))   # an article: L. 234-8
    (?:(?P<roman>[IVXL]+{_TIMES})\s*(?:\.\s*(?:[-–—\u2011]\s*)?|[-–—]\s+|\s*\)\s*)   # I. – , II bis.-
    | (?P<capital>[A-HJ-UWYZ]{_TIMES})\s*(?:\.\s*(?:[-–—\u2011]\s*)?|\)\s*)       # A. –
    | (?P<number>\d{{1,3}}°{_TIMES})[.)]?\s*                                      # 1° , 3° bis
    | (?P<letter>[a-z]{{1,2}}{_TIMES})\s*\)\s*                                    # a) , a bis)
    | (?P<dash>[-–—])\s+)
    """,
    re.VERBOSE,
)


class Mark(Struct, frozen=True):
    """What opens an item of a list: « 3° bis » of level « number »; ``end`` is where the item's own words start."""

    level: Level
    name: str
    end: int


def fold(text: str) -> str:
    """The text as it is compared: the same length, and spaces, apostrophes and hyphens of one kind each."""
    # A hundred times as fast as str.translate, and it is called for every comparison.
    text = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    return text.replace("’", "'").replace("\u2011", "-")


def words(text: str) -> tuple[Place, ...]:
    """Where each word stands: an elided one ends with its apostrophe, a number holds its spaces and comma."""
    return tuple(match.span() for match in _WORD.finditer(text))


def sentences(alinea: str) -> tuple[Place, ...]:
    """Where each sentence of an alinéa stands, without the white space around it and without its list mark.

    « La première phrase du 3° est supprimée » leaves « 3° »; and « II. » of « II. Les mineurs … » is no sentence.
    """
    opening = mark(alinea)
    start = opening.end if opening else 0
    return tuple((begins + start, ends + start) for begins, ends in _sentences(alinea[start:], "fr"))


def mark(alinea: str) -> Mark | None:
    """The list mark that opens an alinéa, where there is one."""
    match = _MARK.match(alinea)
    if match is None or match.lastgroup is None:
        return None
    level: Level = match.lastgroup  # type: ignore[assignment]  # the groups are named after the levels
    return Mark(level, fold(match[level]), match.end())
