"""One fact, two values: what no brief shows by itself, and whoever reads two of them sees.

One fact may be said twice in three ways. Two figures count the same: kind, period, unit and the words of « of » (in one
language) are equal. Two derived figures are one calculation: the same formula over the same figures, whatever the
names. Two links round one figure. What is found belongs to the campaign, and no brief is a draft for it.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct, field

from plaidoyer.checks.case import Case
from plaidoyer.checks.stated import Rounding, Stated
from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.claims import plain
from plaidoyer.evidence.uses import DerivedUse, FigureUse
from plaidoyer.languages.numbers import amount
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.quantities import Sort, read_quantities
from plaidoyer.records.briefs import Brief
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import Kind, Localised, Qualifier, Unit
from plaidoyer.records.text import EvidenceLink

ABOUT = Decimal("0.05")
"""How far an « about » reaches, as a share of its number: « about 20,000 » may be 20,254, and not 22,000."""

_BELOW = (Qualifier.LESS_THAN, Qualifier.AT_MOST)
_ABOVE = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
_INFINITE = Decimal("inf")


class _Shelf(Struct, frozen=True):
    """The first statement of each fact under each key, and which pairs of facts were reported of which brief."""

    stated: dict[str, dict[str, Stated]] = field(default_factory=dict)
    reported: set[tuple[str, str, str]] = field(default_factory=set)

    def conflicts(self, one: Stated, keys: Iterable[str], differ: Callable[[Stated, Stated], bool]) -> Iterator[Stated]:
        """The first statement of each fact that differs from ``one`` under one of its ``keys``; ``one`` is kept."""
        for key in keys:
            place = self.stated.setdefault(key, {})
            for earlier in place.values():
                pair = (one.slug, one.fact, earlier.fact)
                if pair not in self.reported and differ(earlier, one):
                    self.reported.add(pair)
                    yield earlier
            place.setdefault(one.fact, one)


def stated_in(case: Case) -> Iterator[Stated]:
    """The figures that a brief states, in its order; those that have a finding of their own are left out."""
    for link, use in _figures(case):
        yield _stated(case.brief, link, use)


def conflicting(stated: Iterable[Stated]) -> Iterator[Finding]:
    """Facts to which a brief gives another value than an earlier one, or than itself before: of briefs in their order.

    A finding stands at the later link and names the first place that says otherwise; each pair of facts is
    reported once a brief.
    """
    counts, calculations, roundings = _Shelf(), _Shelf(), _Shelf()
    for one in stated:
        for earlier in counts.conflicts(one, one.counted, _cannot_both_be):
            yield _finding(
                f"« {one.words} » and « {earlier.words} » ({_place(earlier, one)}) are two values of one fact",
                one,
                "state the same figure in both places, or say in « of » and « period » how the two differ",
            )
        for earlier in calculations.conflicts(one, (one.fact,) * one.calculated, _printed_differently):
            yield _finding(
                f"« {one.words} » and « {earlier.words} » ({_place(earlier, one)}) are one calculation",
                one,
                "give both derived figures the same « digits » and « qualifier »",
            )
        if one.rounding:
            for earlier in roundings.conflicts(one, (one.fact,), _rounded_differently):
                yield _finding(
                    f"« {_rounded(one)} » and « {_rounded(earlier)} » ({_place(earlier, one)}) round one figure",
                    one,
                    "round it to the same number in both briefs",
                )


def _figures(case: Case) -> Iterator[tuple[EvidenceLink, FigureUse | DerivedUse]]:
    for claim in case.claims:
        for link in claim.evidence:
            use = case.uses.get(link.span)
            if isinstance(link, EvidenceLink) and isinstance(use, FigureUse | DerivedUse):
                inner = use.inputs.values() if isinstance(use, DerivedUse) else (use,)
                if case.unread.isdisjoint((each.source.id, each.figure.name) for each in inner):
                    yield link, use


def _stated(brief: Brief, link: EvidenceLink, use: FigureUse | DerivedUse) -> Stated:
    lang, counted = brief.lang_at(link.span), tuple(map(repr, _counted(use)))
    rounding = _rounding(link, lang)
    if isinstance(use, DerivedUse):
        derived, value = use.derived, use.value
        names = {name: f"{inner.source.id}/{inner.figure.name}" for name, inner in use.inputs.items()}
        fact = _same_for_all_names(ast.parse(derived.formula.strip(), mode="eval").body, names)
        said = amount(derived.unit, lang, value=value, qualifier=use.qualifier, digits=derived.digits)
        known = (_plainly(said), repr(fact), value, value, use.qualifier)
        return Stated(brief.slug, link.span, *known, counted, True, rounding)
    figure = use.figure
    low, high = (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)
    assert low is not None
    assert high is not None
    said = amount(figure.unit, lang, value=figure.value, low=figure.low, high=figure.high, qualifier=figure.qualifier)
    known = (_plainly(said), repr((use.source.id, figure.name)), low, high, figure.qualifier)
    return Stated(brief.slug, link.span, *known, counted, False, rounding)


def _plainly(said: object) -> str:
    """Words for a message: with plain spaces."""
    return " ".join(str(said).split())


def _rounding(link: EvidenceLink, lang: str) -> Rounding | None:
    """What a ``?rounded`` link writes, where a number can be read in it."""
    if link.flag != "rounded":
        return None
    words = plain(link.children)
    number = next((each for each in read_quantities(words, lang) if each.sort is Sort.NUMBER), None)
    return Rounding(number.low, number.high, words) if number else None


# What is one fact -----------------------------------------------------------------------------------


def _counted(use: FigureUse | DerivedUse) -> Iterator[Hashable]:
    """Keys, one a language, that figures share which count the same; none where a record does not say what it counts.

    An estimate and a count speak both of what is; a forecast or a target may well differ from either.
    """
    inner = list(use.inputs.values()) if isinstance(use, DerivedUse) else [use]
    periods: set[Period | None] = {each.figure.period for each in inner}
    kinds = {Kind.OBSERVED if each.figure.kind is Kind.ESTIMATE else each.figure.kind for each in inner}
    unit, of = (use.derived.unit, use.derived.of) if isinstance(use, DerivedUse) else (use.figure.unit, use.figure.of)
    if of is None or len(periods) > 1 or len(kinds) > 1:
        return
    for lang in PROFILES:
        counted, named = _words(of, lang), _unit(unit, lang)
        if counted and named:
            yield lang, *kinds, *periods, named, counted


def _words(text: Localised, lang: str) -> str:
    """The words alone, whatever their signs and capitals."""
    return _plain_words(text.in_language(lang) or "")


def _unit(unit: Unit, lang: str) -> Hashable:
    return unit.symbol or tuple(sorted({_plain_words(word) for word in (unit.in_language(lang) or {}).values()}))


def _plain_words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|[%‰€£$+−-]", unicodedata.normalize("NFC", text).casefold()))


def _same_for_all_names(node: ast.expr, names: Mapping[str, str]) -> Hashable:
    """A formula over the figures themselves: ``p + i`` and ``b + a`` are one where they stand for the same."""
    match node:
        case ast.Name():
            return names[node.id]
        case ast.BinOp():
            sides = [_same_for_all_names(side, names) for side in (node.left, node.right)]
            if isinstance(node.op, ast.Add | ast.Mult):
                sides.sort(key=repr)
            return type(node.op).__name__, *sides
        case ast.UnaryOp():
            return "-", _same_for_all_names(node.operand, names)
        case _:
            return ast.unparse(node)


# What cannot both be --------------------------------------------------------------------------------


def _cannot_both_be(earlier: Stated, later: Stated) -> bool:
    """Whether no number is what both say; of two exact ones, one may be the other with fewer decimals."""
    if earlier.fact == later.fact:
        return False
    exact = {earlier.qualifier, later.qualifier} == {Qualifier.EXACTLY}
    if exact and earlier.low == earlier.high and later.low == later.high:
        return _with_decimals(earlier.low, later.low) != _with_decimals(later.low, earlier.low)
    (low1, high1), (low2, high2) = _range(earlier), _range(later)
    low, high = max(low1, low2), min(high1, high2)
    return low > high or (low == high and (_leaves_out(earlier, low) or _leaves_out(later, low)))


def _range(one: Stated) -> tuple[Decimal, Decimal]:
    """What the number may be, bounds included."""
    low, high = one.low, one.high
    if one.qualifier is Qualifier.ABOUT:
        low, high = low - abs(low) * ABOUT, high + abs(high) * ABOUT
    return -_INFINITE if one.qualifier in _BELOW else low, _INFINITE if one.qualifier in _ABOVE else high


def _leaves_out(one: Stated, bound: Decimal) -> bool:
    """Whether « more than » or « less than » names this very number."""
    return (one.qualifier is Qualifier.MORE_THAN and bound == one.low) or (
        one.qualifier is Qualifier.LESS_THAN and bound == one.high
    )


def _with_decimals(number: Decimal, other: Decimal) -> Decimal:
    """``number``, rounded to the decimals of ``other`` where it has more."""
    with localcontext() as context:
        context.prec = 80  # a record's number may have 36 digits
        return number.quantize(Decimal(1).scaleb(-min(_decimals(number), _decimals(other))), ROUND_HALF_UP)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _printed_differently(earlier: Stated, later: Stated) -> bool:
    """Of two briefs: another number of decimals is another number to whoever reads both."""
    prints = (str(earlier.low), earlier.qualifier), (str(later.low), later.qualifier)
    return earlier.slug != later.slug and prints[0] != prints[1]


def _rounded_differently(earlier: Stated, later: Stated) -> bool:
    one, other = earlier.rounding, later.rounding
    numbers = one and (one.low, one.high), other and (other.low, other.high)
    return earlier.slug != later.slug and numbers[0] != numbers[1]


def _rounded(one: Stated) -> str:
    """What is compared of two roundings, for a message."""
    return _plainly(one.rounding.words if one.rounding else one.words)


# What is said of it ---------------------------------------------------------------------------------


def _finding(message: str, at: Stated, hint: str) -> Finding:
    return Finding("conflicting-figures", message, at.span, hint)


def _place(earlier: Stated, later: Stated) -> str:
    same = earlier.span.file == later.span.file
    return f"line {earlier.span.line}" if same else f"« {earlier.slug} », {earlier.span.file}:{earlier.span.line}"
