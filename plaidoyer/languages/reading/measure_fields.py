"""What a language's way with numbers consists of: the fields of ``Measures``, and what its data is written with.

Words are casefolded, apostrophes straight, spaces plain; « | » separates regular expressions' alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from plaidoyer.records.sources import Qualifier

NEVER = r"(?!)"
"""A regular expression that matches nothing."""


class Measures(Struct, frozen=True):
    """One language. Values of the type ``str`` are regular expressions, matched without regard to case.

    Numbers: ``decimal`` and ``group`` marks; ``words`` that make up a number, ``joint`` one between two of them;
    ``one`` words for 1, which alone are articles, and ``single`` the one that text2num knows; ``adjectives`` numbers
    that are also adjectives, unless ``after_adjective`` or what is counted follows; ``bare`` words that count nothing
    alone (« millions »); ``vague`` what makes the number after it indefinite; ``compounds`` what makes a word of one
    (« deux-roues »); ``hyphened`` where a number may follow a hyphen.

    ``scales`` multiply the number before them, ``unclear`` ones by what cannot be told (« billion »); ``suffixes`` are
    scales written onto it. ``half_more`` adds half of the scale, ``half_between`` does so before it, ``half_after`` are
    words over which it adds half of one (« deux fois et demie »). ``about`` are collective nouns (« dizaine ») with
    their value, ``of`` stands between them and a scale. ``halves`` and ``shares`` are fractions, ``half_alone`` is one
    after a qualifier, and ``half_words`` are those without which there is no half; ``share_heads`` stand before a
    share, ``share_of`` must follow « un tiers »; ``half_outside`` makes half no number (« the first half »). ``ratio``
    stands between the two numbers of « un sur cinq », ``part_of`` between a fraction and its scale ("a third of a
    million"), ``point`` before decimals in words.

    Signs: ``percent`` and ``permille`` words, ``currencies`` name → ISO 4217 code.

    ``minus`` makes the number after it negative, unless ``no_minus`` stands before it (« au moins 5 »).

    Ranges: ``to`` joins bounds; ``between`` must stand before the first for ``conjunction`` to join them, ``either``
    joins neighbours (« cinq ou six »); ``moving`` are verbs after which « de 70 à 74 » is two numbers, unless
    ``amounting`` stands just before the first ("rose by 5 to 10%", « une hausse de 5 à 10 % »).

    Time: ``years`` and ``lapses`` are units; ``old`` follows an age, ``aged`` precedes one, ``people`` and ``teens``
    are ages of people (« under-15s »), ``persons`` stand before an age that nothing follows ("she is 14"); ``lasting``
    precedes a duration of years, ``sentence`` follows it; ``ages_alone``: years with neither are an age; ``during`` are
    qualifiers that are none before a duration. ``clock`` follows hours, ``at`` precedes them.

    Dates: ``in_year`` stands before a year, ``decades`` before a decade; ``month_first``: the day may follow its month;
    ``any_case``: names of months may be small; ``more_months`` beside those of CLDR; ``date_to`` joins two dates,
    ``date_part`` may stand before the second.

    References: ``labels`` come before one, ``loose_labels`` do so where nothing is counted (« note 4 », "call 999"),
    ``numbered`` are names that a small number ends (« France 2 »), ``places`` are numbers of houses and post codes,
    ``levels`` what « + » leads (« Bac +3 », « J+30 »), whose case counts; ``links`` join a second one; ``direct`` are
    articles that no count follows; ``ordinals`` endings after digits, ``ordinal_words``.

    ``plural`` is a word that is counted. ``before`` and ``after`` are qualifiers by their words, ``fillers`` stand
    between them and the number, ``openers`` before them.
    """

    decimal: str = ""
    group: str = ""
    words: str = NEVER
    joint: str = NEVER
    one: str = NEVER
    adjectives: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    vague: str = NEVER
    unclear: str = NEVER
    scales: Mapping[str, Decimal] = field(default_factory=dict)
    suffixes: Mapping[str, Decimal] = field(default_factory=dict)
    half_more: str = NEVER
    half_between: str = NEVER
    half_after: str = NEVER
    half_alone: str = NEVER
    about: Mapping[str, Decimal] = field(default_factory=dict)
    of: str = NEVER
    halves: str = NEVER
    half_words: frozenset[str] = frozenset()
    half_outside: str = NEVER
    shares: Mapping[str, int] = field(default_factory=dict)
    share_heads: str = NEVER
    share_of: str = NEVER
    ratio: str = NEVER
    part_of: str = NEVER
    point: str = NEVER
    percent: str = NEVER
    permille: str = NEVER
    currencies: Mapping[str, str] = field(default_factory=dict)
    to: str = NEVER
    between: str = NEVER
    conjunction: str = NEVER
    either: str = NEVER
    moving: str = NEVER
    amounting: str = NEVER
    minus: str = NEVER
    no_minus: str = NEVER
    years: str = NEVER
    lapses: str = NEVER
    old: str = NEVER
    aged: str = NEVER
    lasting: str = NEVER
    sentence: str = NEVER
    ages_alone: bool = False
    teens: str = NEVER
    people: str = NEVER
    persons: str = NEVER
    hyphened: str = NEVER
    single: str = ""
    compounds: str = NEVER
    after_adjective: str = NEVER
    in_year: str = NEVER
    month_first: bool = False
    any_case: bool = True
    more_months: Mapping[str, int] = field(default_factory=dict)
    date_to: str = NEVER
    date_part: str = NEVER
    decades: str = NEVER
    labels: str = NEVER
    loose_labels: str = NEVER
    numbered: str = NEVER
    places: str = NEVER
    levels: str = NEVER
    links: str = NEVER
    direct: str = NEVER
    ordinals: str = NEVER
    ordinal_words: str = NEVER
    clock: str = NEVER
    at: str = NEVER
    plural: str = NEVER
    before: Mapping[str, Qualifier] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    during: frozenset[str] = frozenset()
    after: Mapping[str, Qualifier] = field(default_factory=dict)


def spelt(alternatives: str) -> frozenset[str]:
    """The words of « vingts?|trente »; what looks ahead is left out."""
    words = [one.partition("(?")[0] for one in alternatives.split("|")]
    return frozenset(form for word in words for form in (word.replace("?", ""), re.sub(r".\?", "", word)))


THOUSAND, MILLION, BILLION = Decimal(1000), Decimal(10) ** 6, Decimal(10) ** 9


def each(meaning: Qualifier, *words: str) -> dict[str, Qualifier]:
    """Words of one meaning."""
    return dict.fromkeys(words, meaning)
