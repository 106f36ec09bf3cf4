"""What an amount is for: a year, an age, a duration, a reference, or a number that counts.

Told from the words around it alone. This module must not know how numbers are written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.characters import GAP, SPACE
from plaidoyer.languages.reading.codes import Sort
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measured import Measured
from plaidoyer.languages.reading.measures import measures
from plaidoyer.languages.reading.numerals import Atom
from plaidoyer.records.sources import Qualifier

MASK = "\ue000"
"""What stands for characters that are read already: of private use, neither a letter nor a digit."""

_BEFORE = 48  # characters in which a word that tells a sort is looked for
_LABEL = 24
_FAR = 160
_YOUNG = 21
_POWER = Expression("[²³¹⁰⁴-⁹⁻]+")
_LINE = Expression(r"116[ \u00a0\u202f](?:000|006|111|117|123)")
_JOINS = Expression(r"[\s,](?:[\s–-]|([^\W\d_]+))")
_CARET = Expression(r"\^-?[0-9]+")


class _Patterns(Struct, frozen=True):
    years: Expression
    lapses: Expression
    part: Expression
    old: Expression
    aged: Expression
    lasting: Expression
    sentence: Expression
    people: Expression
    teens: Expression
    label: Expression
    loose: Expression
    shared: Expression
    persons: Expression
    closing: Expression
    link: Expression
    direct: Expression
    plural: Expression
    in_year: Expression
    decades: Expression
    circa: Expression


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, flags = measures(lang), re.IGNORECASE
    earlier = rf"(?:{MASK}+{GAP}?(?:,|{of.links}){GAP})?"  # « articles 1er et 2 »
    number = rf"(?:[0-9]{{1,3}}|(?:{of.words})(?:[- ](?:{of.words}))*)"
    joins = rf"(?:{of.conjunction}|{of.either}|{of.to})"
    circa = re.escape(PROFILES[lang].circa.format(date="")) if lang in PROFILES else "(?!)"
    return _Patterns(
        years=Expression(rf"(?:{GAP}|-|(?<=[0-9]))(?P<unit>{of.years})(?!\w)", flags),
        lapses=Expression(rf"(?:{GAP}|-|(?<=[0-9]))(?:{of.lapses})(?!\w)", flags),
        part=Expression(rf"{GAP}(?:{of.one}){GAP}(?:{of.years}|{of.lapses})(?!\w)", flags),
        old=Expression(rf"(?:{of.old})(?!\w)", flags),
        aged=Expression(rf"(?<!\w)(?:{of.aged})\Z", flags),
        lasting=Expression(rf"(?<!\w)(?:{of.lasting})(?:{number}{GAP}{joins}{GAP})?\Z", flags),
        shared=Expression(rf"(?:,{GAP}|{GAP}(?:{joins}|[-–]){GAP}){number}(?={GAP}(?:{of.years})(?!\w))", flags),
        persons=Expression(rf"(?<!\w)(?:{of.persons})\Z", flags),
        closing=Expression(rf"\Z|[.,;:!?)»”\"]|{GAP}(?:{of.conjunction}|{of.either}|»|–|—)"),
        sentence=Expression(of.sentence, flags),
        people=Expression(rf"-?(?:{of.people})", flags),
        teens=Expression(rf"(?:{of.teens})(?!\w)", flags),
        label=Expression(
            rf"(?<!\w)(?:(?P<label>{of.labels}){GAP}?{earlier}|(?P<code>(?-i:[LRDAC]\.)){SPACE}?)\Z", flags
        ),
        loose=Expression(
            rf"(?<![\w])(?:(?P<label>{of.loose_labels})|(?-i:{of.numbered})){GAP}?(?:(?:{of.direct}){GAP})?\Z", flags
        ),
        link=Expression(
            rf"\)?{GAP}?(?P<comma>[,;])?{GAP}?(?:(?:{of.links}){GAP})?(?:[(–-]|\)\(|(?:{of.labels}){GAP}?)?", flags
        ),
        direct=Expression(rf"(?<!\w)(?:{of.direct}){GAP}\Z", flags),
        plural=Expression(rf"{GAP}(?:{of.plural})(?!\w)", flags),
        in_year=Expression(rf"(?<!\w)(?:{of.in_year})(?:{GAP}|-)\Z", flags),
        decades=Expression(rf"(?<!\w)(?:{of.decades}){GAP}\Z", flags),
        circa=Expression(rf"(?<!\w)(?:{circa})\Z", flags),
    )


def is_power(text: str, atom: Atom) -> int:
    """Where « 10² » ends, if the atom is a base with its exponent; else 0. « 20 000² » has a note's call."""
    match = _POWER.match(text, atom.end) if text[atom.start : atom.end] in ("10", "2") else None
    match = match or _CARET.match(text, atom.end)
    return match.end() if match else 0


def label_of(text: str, atom: Atom, lang: str) -> str:
    """The label that makes a number a reference (« article », « n° », « L. »), or nothing."""
    patterns, before = _patterns(lang), text[max(0, atom.start - _LABEL) : atom.start]
    if match := patterns.label.search(before):
        return match["label"] or match["code"]
    match = patterns.loose.search(before)
    if not match or counted(text, atom.end, lang):
        return ""
    return match["label"] or (match[0] if atom.end - atom.start < 3 else "")


def linked(text: str, end: int, atom: Atom, several: bool, lang: str) -> bool:
    """Whether a number follows the reference that ended at ``end`` in one list: « articles 3, 5 à 7 et 12 »."""
    if atom.start - end > 24 or counted(text, atom.end, lang):
        return False
    match = _patterns(lang).link.fullmatch(text, end, atom.start)
    return match is not None and (several or not match["comma"])


def is_line(text: str, amount: Measured) -> bool:
    """« 116 000 »: one of the European numbers of social value (Decision 2007/116/EC), and a number like any other."""
    return _LINE.fullmatch(text[amount.start : amount.end]) is not None


def is_several(label: str) -> bool:
    """Whether a label announces a list: « articles », « n° », « pp. »."""
    small = label.casefold()
    return small.endswith(("s", "s.")) or small.startswith(("n", "pp", "§"))


def counted(text: str, end: int, lang: str) -> bool:
    """Whether what follows is a thing in the plural, or a unit of time."""
    patterns = _patterns(lang)
    return any(one.match(text, end) for one in (patterns.plural, patterns.years, patterns.lapses))


def is_direct(text: str, amount: Measured, lang: str) -> bool:
    """« le 119 », « au 3018 »: no count follows an article in the singular."""
    patterns = _patterns(lang)
    before = text[max(0, amount.start - 8) : amount.start]
    return (
        amount.plain
        and (amount.first.bare or is_line(text, amount))
        and bool(patterns.direct.search(before))
        and not counted(text, amount.end, lang)
    )


def is_version(text: str, amount: Measured, lang: str) -> bool:
    """« 2.0 »: doubtful as a number, and nothing says that it counts."""
    return amount.first.doubtful and amount.plain and not counted(text, amount.end, lang)


def is_degree(text: str, amount: Measured) -> bool:
    """« 3° » of an alinéa; « 20 °C » counts."""
    mark, after = text[amount.end : amount.end + 1], text[amount.end + 1 : amount.end + 2]
    return amount.plain and mark in ("°", "º") and after not in ("C", "F")


def years_said(text: str, amount: Measured, qualifier: Qualifier, lang: str) -> tuple[int, ...]:
    """The years that a number without unit means: « en 2024 », « 2000 », « années 2010 »; nothing for a number."""
    atom, patterns = amount.first, _patterns(lang)
    if not (amount.plain and atom.bare and atom.end - atom.start == 4 and amount.start == atom.start):
        return ()
    year = int(amount.low)
    before = text[max(0, amount.start - _BEFORE) : amount.start]
    if patterns.decades.search(before) and year % 10 == 0:
        return year, year + 9
    asked = bool(patterns.in_year.search(before))
    if not (1900 <= year <= 2099 or (asked and year >= 1000)):
        return ()
    if asked:
        return (year,)
    if counted(text, amount.end, lang) or qualifier not in (Qualifier.EXACTLY, Qualifier.ABOUT):
        return ()
    return (year,)


def is_circa(text: str, start: int, lang: str) -> bool:
    """« vers 2024 »."""
    return bool(_patterns(lang).circa.search(text[max(0, start - 16) : start]))


def is_decade(text: str, amount: Measured, lang: str) -> bool:
    """« années 90 »."""
    before = text[max(0, amount.start - 16) : amount.start]
    tens = amount.plain and amount.low < 100 and amount.low % 10 == 0
    return tens and bool(_patterns(lang).decades.search(before))


def sort_of(text: str, amount: Measured, start: int, lang: str) -> Sort:
    """AGE, DURATION or NUMBER; ``start`` is where the amount, or its qualifier, begins."""
    of, patterns = measures(lang), _patterns(lang)
    if amount.sign:
        return Sort.NUMBER
    near = text[max(0, amount.start - _BEFORE) : amount.start]
    far = text[max(0, start - _BEFORE) : start]
    may_share = amount.plain and amount.high <= 120 and _joined(text, amount.end, lang)
    shared = patterns.shared.match(text, amount.end) if may_share else None
    if match := patterns.years.match(text, shared.end() if shared else amount.end):
        if patterns.old.match(text, match.end()) or _one(patterns.aged, near, far):
            return Sort.AGE
        lasts = _one(patterns.lasting, near, far) or patterns.sentence.match(text, match.end())
        alone = of.ages_alone and not lasts and match["unit"].casefold() in ("an", "ans") and amount.high <= 120
        return Sort.AGE if alone else Sort.DURATION
    if match := patterns.lapses.match(text, amount.end):
        aged = patterns.old.match(text, match.end()) or patterns.aged.search(near)
        return Sort.AGE if aged else Sort.DURATION
    if amount.low < 1 and patterns.part.match(text, amount.end):  # "half an hour"
        return Sort.DURATION
    if patterns.people.match(text, amount.end) and amount.high <= 120:
        return Sort.AGE
    if amount.in_words and patterns.teens.match(text, amount.start):
        return Sort.AGE
    about = text[max(0, amount.start - _FAR) : amount.start]
    if amount.high <= _YOUNG and patterns.persons.search(about) and patterns.closing.match(text, amount.end):
        return Sort.AGE
    if of.ages_alone or amount.high > 120 or patterns.plural.match(text, amount.end):
        return Sort.NUMBER
    return Sort.AGE if _one(patterns.aged, near, far) else Sort.NUMBER


def _joined(text: str, end: int, lang: str) -> bool:
    """Whether a comma, a dash or a word that joins two numbers follows."""
    after = _JOINS.match(text, end)
    return after is not None and (not after[1] or after[1].casefold() in _joints(lang))


@lru_cache
def _joints(lang: str) -> frozenset[str]:
    of = measures(lang)
    return frozenset(word for joints in (of.conjunction, of.either, of.to) for word in re.findall(r"[^\W\d_]+", joints))


def _one(pattern: Expression, near: str, far: str) -> bool:
    """Whether a word stands before the number, or before its qualifier."""
    return bool(pattern.search(near) or (far != near and pattern.search(far)))
