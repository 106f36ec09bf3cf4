"""What an amount is for: a year, an age, a duration, a reference, or a number that counts.

Told from the words around it alone. This module must not know how numbers are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.codes import Sort
from plaidoyer.languages.reading.measured import Measured
from plaidoyer.languages.reading.measures import measures
from plaidoyer.languages.reading.numerals import SPACE, Atom
from plaidoyer.records.sources import Qualifier

_GAP = r"[ \t\u00a0\u2007-\u200a\u202f\n]"
MASK = "\ue000"
"""What stands for characters that are read already: of private use, neither a letter nor a digit."""

_BEFORE = 48  # characters in which a word that tells a sort is looked for
_LABEL = 24
_FAR = 160
_YOUNG = 21
_POWER = re.compile("[²³¹⁰⁴-⁹⁻]+")
_LINE = re.compile(r"116[ \u00a0\u202f](?:000|006|111|117|123)")
_CARET = re.compile(r"\^-?[0-9]+")


@dataclass(frozen=True, slots=True)
class _Patterns:
    years: re.Pattern[str]
    lapses: re.Pattern[str]
    part: re.Pattern[str]
    old: re.Pattern[str]
    aged: re.Pattern[str]
    lasting: re.Pattern[str]
    sentence: re.Pattern[str]
    people: re.Pattern[str]
    teens: re.Pattern[str]
    label: re.Pattern[str]
    loose: re.Pattern[str]
    shared: re.Pattern[str]
    persons: re.Pattern[str]
    closing: re.Pattern[str]
    link: re.Pattern[str]
    direct: re.Pattern[str]
    plural: re.Pattern[str]
    in_year: re.Pattern[str]
    decades: re.Pattern[str]
    circa: re.Pattern[str]


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of, flags = measures(lang), re.IGNORECASE
    earlier = rf"(?:{MASK}+{_GAP}?(?:,|{of.links}){_GAP})?"  # « articles 1er et 2 »
    number = rf"(?:[0-9]{{1,3}}|(?:{of.words})(?:[- ](?:{of.words}))*)"
    joins = rf"(?:{of.conjunction}|{of.either}|{of.to})"
    circa = re.escape(PROFILES[lang].circa.format(date="")) if lang in PROFILES else "(?!)"
    return _Patterns(
        years=re.compile(rf"(?:{_GAP}|-|(?<=[0-9]))(?P<unit>{of.years})(?!\w)", flags),
        lapses=re.compile(rf"(?:{_GAP}|-|(?<=[0-9]))(?:{of.lapses})(?!\w)", flags),
        part=re.compile(rf"{_GAP}(?:{of.one}){_GAP}(?:{of.years}|{of.lapses})(?!\w)", flags),
        old=re.compile(rf"(?:{of.old})(?!\w)", flags),
        aged=re.compile(rf"(?<!\w)(?:{of.aged})\Z", flags),
        lasting=re.compile(rf"(?<!\w)(?:{of.lasting})(?:{number}{_GAP}{joins}{_GAP})?\Z", flags),
        shared=re.compile(rf"(?:,{_GAP}|{_GAP}(?:{joins}|[-–]){_GAP}){number}(?={_GAP}(?:{of.years})(?!\w))", flags),
        persons=re.compile(rf"(?<!\w)(?:{of.persons})\Z", flags),
        closing=re.compile(rf"\Z|[.,;:!?)»”\"]|{_GAP}(?:{of.conjunction}|{of.either}|»|–|—)"),
        sentence=re.compile(of.sentence, flags),
        people=re.compile(rf"-?(?:{of.people})", flags),
        teens=re.compile(of.teens, flags),
        label=re.compile(
            rf"(?<!\w)(?:(?P<label>{of.labels}){_GAP}?{earlier}|(?P<code>(?-i:[LRDAC]\.)){SPACE}?)\Z", flags
        ),
        loose=re.compile(
            rf"(?<![\w])(?:(?P<label>{of.loose_labels})|(?-i:{of.numbered})){_GAP}?(?:(?:{of.direct}){_GAP})?\Z", flags
        ),
        link=re.compile(
            rf"\)?{_GAP}?(?P<comma>[,;])?{_GAP}?(?:(?:{of.links}){_GAP})?(?:[(–-]|\)\(|(?:{of.labels}){_GAP}?)?", flags
        ),
        direct=re.compile(rf"(?<!\w)(?:{of.direct}){_GAP}\Z", flags),
        plural=re.compile(rf"{_GAP}(?:{of.plural})(?!\w)", flags),
        in_year=re.compile(rf"(?<!\w)(?:{of.in_year})(?:{_GAP}|-)\Z", flags),
        decades=re.compile(rf"(?<!\w)(?:{of.decades}){_GAP}\Z", flags),
        circa=re.compile(rf"(?<!\w)(?:{circa})\Z", flags),
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
    shared = patterns.shared.match(text, amount.end) if amount.plain and amount.high <= 120 else None
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


def _one(pattern: re.Pattern[str], near: str, far: str) -> bool:
    """Whether a word stands before the number, or before its qualifier."""
    return bool(pattern.search(near) or (far != near and pattern.search(far)))
