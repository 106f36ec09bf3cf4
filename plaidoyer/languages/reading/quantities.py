"""Numbers read in a text: their value, sign, qualifier and what they are for.

A figure is proven by a number that stands in its passage; a number of the prose is judged by what it is for. So
nothing is guessed: what can be read in two ways has no value that a check could accept (it is a REFERENCE), and every
ASCII digit lies in one quantity, so that none is overlooked. This module must not know passages or rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.languages.profiles import primary
from plaidoyer.languages.reading import number_sorts as sorts
from plaidoyer.languages.reading import qualifiers
from plaidoyer.languages.reading.amounts import HYPHENS, amount_at
from plaidoyer.languages.reading.codes import Code, Sort, codes
from plaidoyer.languages.reading.date_words import dated
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import spelt
from plaidoyer.languages.reading.measured import Measured, count_before
from plaidoyer.languages.reading.measures import measures
from plaidoyer.languages.reading.number_words import fraction_atoms, may_hold_numbers, word_atoms
from plaidoyer.languages.reading.numerals import Atom, digit_atoms
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import Qualifier

__all__ = ["Quantity", "Sort", "read_quantities"]

_DIGIT = Expression("[0-9]")
_WORD = Expression(r"\w+")


class Quantity(Struct, frozen=True):
    """A number as the text says it.

    ``low`` and ``high`` are equal for a single value; both are 0 where the digits have none that counts (a
    REFERENCE), the year for a DATE. ``start`` to ``end`` is the number with its sign (%, €, « pour cent », « euros »),
    without qualifier and unit. ``sign``: ``%``, ``‰``, an ISO 4217 code or nothing. ``qualifier_start`` is ``start``
    where there is none, and after ``end`` for « 15 ans ou plus ». ``step`` is the weight of the last digit shown:
    100 000 for « 1,2 million », 1 for « 20 000 ». ``dates``: what a DATE says, one or the two ends of a range, or
    nothing where it names no year.
    """

    low: Decimal
    high: Decimal
    start: int
    end: int
    sign: str
    qualifier: Qualifier
    qualifier_start: int
    step: Decimal
    sort: Sort
    in_words: bool
    dates: tuple[Date, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The single value, or None for a range."""
        return self.low if self.low == self.high else None


def read_quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Every number of a text, in order, none over another; each ASCII digit lies in one of them.

    A language without measures is read in digits alone, and only what no convention reads otherwise is a NUMBER.
    """
    of, tag = measures(lang), primary(lang)
    straight = text.replace("’", "'")
    has_digits = _DIGIT.search(straight) is not None  # most sentences have none, and no code or date then
    words = frozenset(_WORD.findall(straight.casefold()))
    if not has_digits and not may_hold_numbers(straight, words, tag) and words.isdisjoint(_ordinals(tag)):
        return ()
    coded = [_coded(code) for code in _claimed(straight, codes(straight, of))] if has_digits else []
    rest = _masked(straight, [one for one in coded if one.sort is not Sort.ORDINAL])
    days = [
        _quantity(Sort.DATE, found.start, found.end, found.dates)
        for found in (dated(rest, words, tag) if has_digits else ())
        if _DIGIT.search(rest, found.start, found.end)
    ]
    taken = [*days, *_apart(coded, days)]  # « the 1st of October 2024 » is a date
    rest = _masked(straight, taken)
    found = [*taken, *_amounts(rest, _atoms(rest, words, tag), tag)]
    if words.isdisjoint(_ordinals(tag)):
        return tuple(sorted(found, key=lambda one: one.start))
    ordinals = [
        _quantity(Sort.ORDINAL, match.start(), match.end(), in_words=True)
        for match in _ordinal_words(tag).finditer(rest)
    ]
    return tuple(sorted((*found, *_apart(ordinals, found)), key=lambda one: one.start))


def _apart(those: Sequence[Quantity], these: Sequence[Quantity]) -> list[Quantity]:
    """``those`` that lie over none of ``these``; both in order of their own, neither over itself."""
    ends = [one.end for one in sorted(these, key=lambda one: one.start)]
    starts = sorted(one.start for one in these)
    return [one for one in those if bisect_left(starts, one.end) == bisect_right(ends, one.start)]


def _claimed(text: str, found: Iterable[Code]) -> Iterator[Code]:
    """The codes that hold a digit and lie over no earlier one."""
    held = bytearray(len(text))
    for code in found:
        if held.find(1, code.start, code.end) < 0 and _DIGIT.search(text, code.start, code.end):
            held[code.start : code.end] = b"\1" * (code.end - code.start)
            yield code


def _masked(text: str, found: Sequence[Quantity]) -> str:
    """``text``, as long as before, without what was read."""
    parts, done = [], 0
    for one in sorted(found, key=lambda one: one.start):
        parts += [text[done : one.start], sorts.MASK * (one.end - one.start)]
        done = one.end
    return "".join((*parts, text[done:]))


def _quantity(sort: Sort, start: int, end: int, dates: tuple[Date, ...] = (), in_words: bool = False) -> Quantity:
    """A quantity that is no amount."""
    low, high = (Decimal(dates[place].year) if dates else Decimal(0) for place in (0, -1))
    return Quantity(low, high, start, end, "", Qualifier.EXACTLY, start, Decimal(1), sort, in_words, dates)


def _coded(code: Code) -> Quantity:
    return _quantity(code.sort, code.start, code.end, code.dates)


def _atoms(text: str, words: Set[str], lang: str) -> list[Atom]:
    """The numbers of a text in order; of two in one place the one that begins first, then the longer."""
    every = [
        *digit_atoms(text, measures(lang)),
        *word_atoms(text, words, lang),
        *fraction_atoms(text, words, lang),
    ]
    atoms: list[Atom] = []
    for atom in sorted(every, key=lambda atom: (atom.start, -atom.end)):
        if not atoms or atom.start >= atoms[-1].end:
            atoms.append(atom)
    return atoms


def _amounts(text: str, atoms: Sequence[Atom], lang: str) -> Iterator[Quantity]:
    """What the numbers are, one after the other."""
    folded = qualifiers.folded(text) if atoms else ""
    at, floor = 0, 0
    listed, several = -1, False  # where the last labelled reference ends, and whether more may follow it
    while at < len(atoms):
        atom = atoms[at]
        label = "" if atom.in_words else sorts.label_of(text, atom, lang)
        follows = listed == floor and not atom.in_words and sorts.linked(text, floor, atom, several, lang)
        found, count = _at(text, folded, atoms, at, floor, bool(label) or follows, lang)
        yield found
        if found.sort is Sort.REFERENCE and (label or follows):
            listed, several = found.end, sorts.is_several(label) if label else several
        floor = found.end
        at += max(count, count_before(atoms, at, floor))


def _at(
    text: str, folded: str, atoms: Sequence[Atom], at: int, floor: int, announced: bool, lang: str
) -> tuple[Quantity, int]:
    """What stands at an atom, and how many atoms it takes; ``announced`` by a label or by a list of references."""
    atom = atoms[at]
    if atom.value is None:
        return _hyphened(text, atoms, at)
    if end := sorts.is_power(text, atom):
        return _quantity(Sort.REFERENCE, atom.start, end), 1
    amount = amount_at(text, atoms, at, floor, lang)
    following = at + amount.count
    if amount.plain and following < len(atoms) and _glued(text, amount.end, atoms[following]):
        return _hyphened(text, atoms, at)
    if _is_reference(text, amount, announced, lang):
        return _quantity(Sort.REFERENCE, amount.start, amount.end), amount.count
    return _amount(text, folded, amount, floor, lang), amount.count


def _is_reference(text: str, amount: Measured, announced: bool, lang: str) -> bool:
    """Whether an amount is the number of something."""
    atom = amount.first
    if atom.in_words or amount.untold:
        return amount.untold
    written = atom.bare or atom.doubtful or atom.step < 1 or sorts.is_line(text, amount)
    if announced and written and not amount.sign and (amount.plain or amount.low < amount.high):
        return True
    return sorts.is_degree(text, amount) or sorts.is_version(text, amount, lang) or sorts.is_direct(text, amount, lang)


def _glued(text: str, end: int, atom: Atom) -> bool:
    return atom.start == end + 1 and text[end] in HYPHENS and not atom.in_words


def _hyphened(text: str, atoms: Sequence[Atom], at: int) -> tuple[Quantity, int]:
    """« 227-23 »: all the numbers that hyphens join."""
    last = at
    while last + 1 < len(atoms) and _glued(text, atoms[last].end, atoms[last + 1]):
        last += 1
    return _quantity(Sort.REFERENCE, atoms[at].start, atoms[last].end), last + 1 - at


def _amount(text: str, folded: str, amount: Measured, floor: int, lang: str) -> Quantity:
    """An amount with its qualifier and its sort, or the years that it means."""
    qualifier, begins = qualifiers.before(folded, amount.start, floor, lang)
    if dates := _years(text, amount, qualifier, lang):
        return _quantity(Sort.DATE, amount.start, amount.end, dates)
    if sorts.is_decade(text, amount, lang):
        return _quantity(Sort.DATE, amount.start, amount.end)
    sort = sorts.sort_of(text, amount, begins, lang)
    if sort is Sort.AGE and amount.low < 0:  # « les -18 ans »
        amount = replace(amount, low=-amount.high, high=-amount.low, start=amount.first.start)
        qualifier = Qualifier.LESS_THAN
    if sort is Sort.DURATION and folded[begins : amount.start].strip() in measures(lang).during:
        qualifier, begins = Qualifier.EXACTLY, amount.start  # « over six months » is during them
    if qualifier is Qualifier.EXACTLY:
        qualifier, begins = qualifiers.after(folded, amount.end, lang) or (qualifier, amount.start)
    if qualifier is Qualifier.EXACTLY and amount.about:
        qualifier = Qualifier.ABOUT
    return Quantity(
        low=amount.low,
        high=amount.high,
        start=amount.start,
        end=amount.end,
        sign=amount.sign,
        qualifier=qualifier,
        qualifier_start=begins,
        step=amount.step,
        sort=sort,
        in_words=amount.in_words,
    )


def _years(text: str, amount: Measured, qualifier: Qualifier, lang: str) -> tuple[Date, ...]:
    """The years that an amount means, if it means years."""
    if amount.low < amount.high:
        bare = amount.first.bare and amount.first.end - amount.first.start == 4 and not amount.sign
        years = bare and amount.low >= 1900 and amount.high <= 2099 and not sorts.counted(text, amount.end, lang)
        return (Date(int(amount.low)), Date(int(amount.high))) if years else ()
    circa = sorts.is_circa(text, amount.start, lang)
    return tuple(Date(year, circa=circa) for year in sorts.years_said(text, amount, qualifier, lang))


@lru_cache
def _ordinals(lang: str) -> frozenset[str]:
    """Words of which every ordinal in words holds one."""
    return spelt(measures(lang).ordinal_words)


@lru_cache
def _ordinal_words(lang: str) -> Expression:
    return Expression(rf"(?<!\w)(?:{measures(lang).ordinal_words})(?!\w)", re.IGNORECASE)
