"""Numbers in digits: where a run of digits, spaces and marks is one number, and which.

What cannot be told is not guessed: an atom without a value. Digits are 0-9; superscripts are no digits (« 20 000² »
is 20 000 and a note's call). Every expression here is linear in the text: runs are matched whole, then cut in Python.
This module must not know units, words or what a number is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import Measures

_RUN = Expression(r"[.0-9](?:(?<=\.)(?<![\w.,)].)[0-9]+|(?<=[0-9])[0-9]*)(?:[ .,'’\u00a0\u2007-\u2009\u202f\n][0-9]+)*")
_SPACES = frozenset(" \u00a0\u2007\u2008\u2009\u202f\n")
_LONGEST = 24  # digits: no figure is longer, and a longer one is a code; decimals stay exact
_ONE = Decimal(1)


class Atom(Struct, frozen=True):
    """A number as written, at ``start`` to ``end`` of the text; ``value`` is None where it cannot be told.

    ``step`` is the weight of its last digit. ``bare``: nothing but digits, such as a year. ``doubtful``: its mark is
    that of another convention or of a version (« 2.0 »), so that something must show that it is a number.
    ``scale`` is the scale that a number in words ends with (« deux millions »), else 1.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal = _ONE
    bare: bool = False
    doubtful: bool = False
    in_words: bool = False
    scale: Decimal = _ONE
    collective: bool = False


def digit_atoms(text: str, of: Measures) -> Iterator[Atom]:
    """The numbers in digits, in order; together they hold every ASCII digit of ``text``."""
    for run in _RUN.finditer(text):
        words = _words(run[0])
        at = 0
        while at < len(words):
            size = _grouped(words, at)
            begin, last = run.start() + words[at][1], words[at + size - 1]
            end = run.start() + last[1] + len(last[2])
            if size > 1:
                yield _spaced(words[at : at + size], begin, end)
            else:
                yield _numeral(words[at][2], begin, end, of)
            at += size


_Word = tuple[str, int, str]  # the space before it, its offset in the run, its characters


def _words(run: str) -> list[_Word]:
    """The parts of a run between its spaces."""
    words, start, space = [], 0, ""
    for place, char in enumerate(run):
        if char in _SPACES:
            words.append((space, start, run[start:place]))
            start, space = place + 1, char
    return [*words, (space, start, run[start:])]


_HEAD = Expression(r"[1-9][0-9]{0,2}\Z")
_GROUP = Expression(r"[0-9]{3}\Z")
_TAIL = Expression(r"[0-9]{3}[.,][0-9]+\Z")


def _grouped(words: list[_Word], at: int) -> int:
    """How many words from ``at`` on make one number, whose groups of three stand between spaces of one kind.

    Two numbers side by side (« 12 345 » in a table) look just like one and are read as one; a group that does not
    have three digits, or another kind of space, ends it.
    """
    size = 1
    if not _HEAD.match(words[at][2]):
        return size
    while at + size < len(words):
        space, _, chars = words[at + size]
        if size > 1 and space != words[at + 1][0]:
            break
        if _GROUP.match(chars):
            size += 1
            continue
        if _TAIL.match(chars):
            size += 1
        break
    return size


def _spaced(words: list[_Word], start: int, end: int) -> Atom:
    """A number grouped by spaces; over a line's end it may be two numbers below each other, so it has no value."""
    parts = [_parted(chars) for _, _, chars in words]
    whole, decimals = "".join(integer for integer, _ in parts), parts[-1][1]
    if words[1][0] == "\n" or len(whole) + len(decimals) > _LONGEST:
        return Atom(start, end, None)
    return Atom(start, end, *_decimal(whole, decimals))


def _parted(chars: str) -> tuple[str, str]:
    """« 345,5 » → « 345 », « 5 »."""
    integer, _, decimals = chars.replace(",", ".").partition(".")
    return integer, decimals


def _decimal(whole: str, decimals: str) -> tuple[Decimal, Decimal]:
    return Decimal(f"{whole or 0}.{decimals}" if decimals else whole), Decimal(1).scaleb(-len(decimals))


def _numeral(chars: str, start: int, end: int, of: Measures) -> Atom:
    """A number without spaces, by the convention of the language and by what no convention could mean otherwise."""
    if len(chars) > _LONGEST:
        return Atom(start, end, None)
    if chars.isdigit():
        value = Decimal(chars) if chars == "0" or chars[0] != "0" else None
        return Atom(start, end, value, bare=True)
    if chars[0] == ".":
        alone = chars.count(".") == 1 and chars[1:].isdigit()
        return Atom(start, end, *_decimal("", chars[1:])) if alone else Atom(start, end, None)
    groups = re.split(r"[.,'’]", chars)
    marks = [char for char in chars if not char.isdigit()]
    in_threes = bool(_HEAD.match(groups[0])) and all(len(group) == 3 for group in groups[1:])
    if len(set(marks)) == 1 and (len(marks) > 1 or marks[0] in "'’"):
        return Atom(start, end, *_decimal("".join(groups), "")) if in_threes else Atom(start, end, None)
    if len(marks) > 1:
        return _mixed(groups, marks, start, end)
    mark, sound = marks[0], groups[0] == "0" or groups[0][0] != "0"
    if not sound:
        return Atom(start, end, None)
    if mark == of.decimal:
        version = mark == "." and not groups[1].strip("0")
        return Atom(start, end, *_decimal(*groups), doubtful=version)
    if in_threes:
        return Atom(start, end, *_decimal("".join(groups), "")) if of.decimal else Atom(start, end, None)
    return Atom(start, end, *_decimal(*groups), doubtful=bool(of.decimal))


def _mixed(groups: list[str], marks: list[str], start: int, end: int) -> Atom:
    """« 1.234,5 »: the last mark, if it is another one than the rest, is the decimal one."""
    *grouping, last = marks
    integer = groups[:-1]
    in_threes = bool(_HEAD.match(integer[0])) and all(len(group) == 3 for group in integer[1:])
    if len(set(grouping)) == 1 and last not in grouping and last in ".," and in_threes:
        return Atom(start, end, *_decimal("".join(integer), groups[-1]))
    return Atom(start, end, None)
