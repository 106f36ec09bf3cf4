"""Numbers in words (« vingt mille », « une dizaine », « deux tiers »), read with text2num.

text2num tells what a run of words is worth; which words are a run, where one number ends and the next begins, and
which are no number (« un » alone is an article, « des milliers » has no value, « un tiers » may be a third party) is
told here. This module must not know units or what a number is for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from math import gcd

from msgspec import Struct
from msgspec.structs import replace
from text_to_num import text2num

from plaidoyer.languages.reading.characters import WORD_GAP
from plaidoyer.languages.reading.expressions import Expression
from plaidoyer.languages.reading.measure_fields import Measures, spelt
from plaidoyer.languages.reading.measures import MEASURES, NEUTRAL
from plaidoyer.languages.reading.numerals import Atom
from plaidoyer.languages.reading.qualifiers import closes

FINEST = Decimal("1E-27")
"""The step of a fraction: nothing rounds to « un tiers »."""

VULGAR = "[¼-¾⅐-⅞]"
"""A fraction of one character, as a regular expression."""

_LONGEST = 18  # words of one number
_BEFORE = 24  # characters in which a word before a number is looked for
_WORD = Expression(r"[^\W\d_]+")
_ONE = Decimal(1)


class _Patterns(Struct, frozen=True):
    run: Expression
    noun: Expression
    vague: Expression
    one: Expression
    one_and_half: Expression
    compound: Expression
    plural: Expression
    fraction: Expression
    outside: Expression


@lru_cache
def _patterns(lang: str) -> _Patterns:
    of = MEASURES[lang]
    flags = re.IGNORECASE
    nouns, scales = "|".join(of.about), "|".join(sorted(of.scales, key=len, reverse=True))
    word = rf"(?:{of.words})(?!\w)"
    article = rf"(?:{of.one})(?={WORD_GAP}(?:{nouns})(?!\w))"
    run = rf"(?:(?:{of.one}){WORD_GAP})?{word}(?:{WORD_GAP}(?:{of.joint}{WORD_GAP})?{word})*"
    shares = "|".join(of.shares)
    share = rf"(?:{of.share_heads})[ \u00a0\u202f\n-](?P<share>{shares})(?!\w)(?:(?={of.share_of})|(?P<loose>))"
    halves = rf"(?:{of.halves})(?!\w)(?:\san?\s(?P<scale>{scales})(?!\w))?|(?P<half>{of.half_alone})(?!\w)"
    return _Patterns(
        run=Expression(rf"(?<!\w)(?:(?<!\w[-‐‑])|{of.hyphened})(?:{run}|{article}|(?:{of.teens})(?!\w))", flags),
        noun=Expression(rf"\s(?P<noun>{nouns})s?(?!\w)(?:{of.of}(?P<scale>{scales})(?!\w))?", flags),
        vague=Expression(rf"(?<!\w)(?:{of.vague})\Z", flags),
        one=Expression(rf"(?:{of.one})\Z", flags),
        one_and_half=Expression(rf"{of.single}{of.half_between}(?!\w)", flags),
        compound=Expression(of.compounds, flags),
        plural=Expression(rf"\s(?:{of.plural})(?!\w)|\s(?:{of.after_adjective})(?!\w)", flags),
        fraction=Expression(rf"(?<!\w)(?:{share}|{halves})|{VULGAR}", flags),
        outside=Expression(rf"(?<!\w)(?:{of.half_outside})\Z", flags),
    )


@lru_cache
def _whole(lang: str) -> frozenset[str]:
    """Words of which every number in words holds one; « un » alone is none."""
    of = MEASURES.get(lang, NEUTRAL)
    nouns = (f"{noun}{ending}" for noun in of.about for ending in ("", "s"))
    return frozenset((*spelt(of.words), *nouns, *spelt(of.teens))) - spelt(of.one)


@lru_cache
def _parts(lang: str) -> frozenset[str]:
    """Words of which every fraction in words holds one."""
    of = MEASURES.get(lang, NEUTRAL)
    return frozenset((*of.shares, *of.half_words))


_VULGAR = Expression(VULGAR)


def may_hold_numbers(text: str, words: Set[str], lang: str) -> bool:
    """Whether a text, with these casefolded ``words``, may hold a number in words or a fraction of one character."""
    known = not words.isdisjoint(_whole(lang)) or not words.isdisjoint(_parts(lang))
    return known or _VULGAR.search(text) is not None


def word_atoms(text: str, words: Set[str], lang: str) -> Iterator[Atom]:
    """The numbers in words, in order, for a primary tag; a language without measures has none.

    ``words`` are those of the text, casefolded.
    """
    if lang not in MEASURES or not (words & _whole(lang) or words & MEASURES[lang].half_words):
        return
    of, patterns = MEASURES[lang], _patterns(lang)
    for run in patterns.run.finditer(text):
        atoms = list(_numbers(text, run.start(), run.end(), lang))
        kept = [_collective(text, one, patterns.noun, of) or one for one in atoms if _counts(text, one, of, patterns)]
        if any(text[one.end : other.start].isspace() for one, other in pairwise(kept)):
            continue  # « nineteen eighty-four »: two numbers without anything between them are neither
        yield from (one for one in kept if not patterns.vague.search(text[max(0, one.start - _BEFORE) : one.start]))


def _counts(text: str, atom: Atom, of: Measures, patterns: _Patterns) -> bool:
    """Whether words are a number: « un » is only before a collective noun."""
    if _collective(text, atom, patterns.noun, of):
        return True
    if patterns.one.match(text, atom.start, atom.end):
        return atom.value == 1 and patterns.one_and_half.match(text, atom.start) is not None
    return not _no_number(text, atom, of, patterns)


def _no_number(text: str, atom: Atom, of: Measures, patterns: _Patterns) -> bool:
    """« deux-roues » is a vehicle; « neuf » is a number only before what is counted."""
    if patterns.compound.match(text, atom.end):
        return True
    adjective = text[atom.start : atom.end].casefold() in of.adjectives
    return adjective and not patterns.plural.match(text, atom.end)


def _numbers(text: str, start: int, end: int, lang: str) -> Iterator[Atom]:
    """The numbers in a run of number words: each time the longest that is one."""
    of = MEASURES[lang]
    words = list(_WORD.finditer(text, start, end))
    said = [word[0].casefold() for word in words]
    at = 0
    while at < len(words):
        size, value = (0, 0) if said[at] in of.bare else _longest(said[at : at + _LONGEST], of, lang)
        if size:
            last = words[at + size - 1]
            scale = of.scales.get(said[at + size - 1], _ONE) if value >= 100 else _ONE
            yield Atom(words[at].start(), last.end(), Decimal(value), scale, in_words=True, scale=scale)
        at += size or 1


def _longest(words: list[str], of: Measures, lang: str) -> tuple[int, int]:
    """The number of words of the longest number that they begin with, and its value; 0 for none."""
    first, *rest = words
    if re.fullmatch(of.one, first):
        first = of.single
    for size in range(len(words), 0, -1):
        if not re.fullmatch(of.joint, words[size - 1]):
            try:
                return size, text2num(re.sub("teens\\Z", "teen", " ".join((first, *rest[: size - 1]))), lang)
            except ValueError:
                continue
    return 0, 0


def _collective(text: str, atom: Atom, noun: Expression, of: Measures) -> Atom | None:
    """« une dizaine », « deux centaines de milliers »: about so many."""
    match = noun.match(text, atom.end)
    if not match or atom.value is None:
        return None
    name = match["noun"].casefold()
    if name in of.scales and atom.value != 1:
        return None  # « vingt milliers » is not about 20 000
    counted, scale = of.about[name], of.scales[match["scale"].casefold()] if match["scale"] else _ONE
    step = scale * gcd(int(counted), 10 ** counted.adjusted())  # « une vingtaine » is said to the nearest ten
    return replace(atom, end=match.end(), value=atom.value * counted * scale, step=step, collective=True)


def fraction_atoms(text: str, words: Set[str], lang: str) -> Iterator[Atom]:
    """Fractions that begin with no number: « un tiers des », « la moitié », « half a million », « ½ », in order.

    ``words`` are those of the text, casefolded. « Plus d'un tiers » needs nothing after it.
    """
    if words.isdisjoint(_parts(lang)):
        for match in _VULGAR.finditer(text):
            yield _vulgar(match)
        return
    of, patterns = MEASURES[lang], _patterns(lang)
    for match in patterns.fraction.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        share = match["share"]
        if share:
            if match["loose"] is None or closes(before, lang):
                yield _fraction(match, _ONE / of.shares[share.casefold()])
        elif len(match[0]) == 1:
            yield _vulgar(match)
        elif not patterns.outside.search(before) and (match["half"] is None or closes(before, lang)):
            scale = of.scales[match["scale"].casefold()] if match["scale"] else _ONE
            half = Decimal("0.5") * scale
            yield Atom(match.start(), match.end(), half, scale / 10 if scale > 1 else FINEST, in_words=True)


def _fraction(match: re.Match[str], value: Decimal) -> Atom:
    return Atom(match.start(), match.end(), value, FINEST, in_words=True)


def _vulgar(match: re.Match[str]) -> Atom:
    return Atom(match.start(), match.end(), vulgar_value(match[0]), FINEST)


def vulgar_value(char: str) -> Decimal:
    """« ½ » → 0.5."""
    above, below = unicodedata.normalize("NFKD", char).split("\u2044")
    return Decimal(above) / Decimal(below)
