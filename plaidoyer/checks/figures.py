"""Figures of a record against the passages that they were read in, and translations against their passages.

Where the passage itself stands is proven elsewhere: a passage that is not is passed over here, for one
mistake gives one finding. This module must not know briefs.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from decimal import Decimal

from plaidoyer.checks.amounts import is_part_of_name, quantities, quoted, same_value
from plaidoyer.checks.counted import Noun, named_in, names_of, noun_after
from plaidoyer.checks.dates import period_finding
from plaidoyer.diagnostics import Finding
from plaidoyer.languages.profiles import primary
from plaidoyer.languages.reading.quantities import Quantity, Sort
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import Figure, Passage, Qualifier, Source

_RULE = "figure-not-in-passage"
_UNSAID = (Sort.REFERENCE, Sort.ORDINAL, Sort.TIME)
"""What numbers in a figure's own words need not be read in the passage."""


def unread_figures(source: Source, unproven: Set[str]) -> Iterator[tuple[str, Finding]]:
    """What of each figure cannot be read in its passage, with the figure's name.

    ``unproven`` are passages that have a finding of their own.
    """
    lang = language_of(source)
    for figure in source.figures.values():
        passage = source.passages.get(figure.passage)
        if passage is None or passage.name in unproven:
            continue
        read = quantities(passage.exact, lang)
        findings = [
            _amount(figure, passage, read, lang),
            period_finding(figure, passage, read, lang),
            *_words(figure, passage, read, source),
        ]
        yield from ((figure.name, finding) for finding in findings if finding is not None)


def language_of(source: Source) -> str:
    """The primary language of a source (« fr »), empty where its record does not say."""
    return primary(str(source.csl.get("language", "")))


def bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """The lowest and the highest value of a figure, equal where it has one."""
    if figure.low is not None and figure.high is not None:
        return figure.low, figure.high
    value = figure.value or Decimal(0)  # the schema lets no figure through that has neither
    return value, value


def can_state(quantity: Quantity, figure: Figure, text: str, lang: str) -> bool:
    """Whether a quantity of ``text`` can be a figure's value at all.

    A year, a date, an age, an article or a clock time never is; a length of time is where the unit is that length.
    """
    if quantity.sort is Sort.DURATION:
        return not figure.unit.symbol and _counts(quantity, figure, text, lang) is Noun.UNIT
    return quantity.sort is Sort.NUMBER and not is_part_of_name(text, quantity)


def _amount(figure: Figure, passage: Passage, read: tuple[Quantity, ...], lang: str) -> Finding | None:
    """The first fault among value, unit and qualifier: each is looked for where the one before is found."""
    text = passage.exact
    numbers = [one for one in read if can_state(one, figure, text, lang)]
    low, high = bounds(figure)
    equal = [one for one in numbers if (one.low, one.high) == (low, high)]
    if not equal:
        return _value_finding(figure, passage, numbers)
    of_unit = [one for one in equal if one.sign == figure.unit.symbol and _names_unit(one, figure, text, lang)]
    if not of_unit:
        return _unit_finding(figure, passage, equal[0], lang)
    if any(one.qualifier is figure.qualifier for one in of_unit):
        return None
    there = of_unit[0]
    return Finding(
        _RULE,
        f"the qualifier of « {figure.name} » is « {figure.qualifier} »; the passage « {passage.name} » states "
        f"{quoted(text, [there])}, that is « {there.qualifier} »",
        figure.places.get("qualifier", figure.span),
        f"write « qualifier: {there.qualifier} »"
        if there.qualifier is not Qualifier.EXACTLY
        else "write « qualifier: exactly », or leave it out",
    )


def _value_finding(figure: Figure, passage: Passage, numbers: list[Quantity]) -> Finding:
    low, high = bounds(figure)
    field, value = "value", f"{low:f}"
    if low != high:
        field = "high" if any(one.low == low for one in numbers) else "low"
        value = f"{low:f} to {high:f}"
    states = quoted(passage.exact, numbers)
    return Finding(
        _RULE,
        f"the figure « {figure.name} » is {value}, and its passage « {passage.name} » states {states or 'no number'}",
        figure.places.get(field, figure.span),
        "correct the value, or name the passage that states it",
    )


def _unit_finding(figure: Figure, passage: Passage, there: Quantity, lang: str) -> Finding:
    names = sorted(" ".join(name) for name in names_of(figure.unit, lang))
    unit = figure.unit.symbol or " / ".join(names)
    said = quoted(passage.exact, [there])
    _, words = noun_after(passage.exact, there.end, figure.unit, lang)
    stated = f"{said} of « {words} »" if words and not there.sign else said
    return Finding(
        _RULE,
        f"the unit of « {figure.name} » is « {unit} », and its passage « {passage.name} » states {stated}",
        figure.places.get("unit", figure.span),
        "give the unit the name that the passage uses, or name the passage that states it",
    )


def _names_unit(quantity: Quantity, figure: Figure, text: str, lang: str) -> bool:
    if figure.unit.symbol:
        return True
    noun = _counts(quantity, figure, text, lang)
    return noun is Noun.UNIT or (noun is Noun.NONE and named_in(text, figure.unit, lang))


def _counts(quantity: Quantity, figure: Figure, text: str, lang: str) -> Noun:
    return noun_after(text, quantity.end, figure.unit, lang, one=abs(quantity.high) < 2)[0]


def _words(figure: Figure, passage: Passage, read: tuple[Quantity, ...], source: Source) -> Iterator[Finding]:
    """Numbers in digits in « of » and « caveat »: these words stand on the page."""
    for field, words in (("of", figure.of), ("caveat", figure.caveat)):
        for lang, text in words.texts.items() if words else ():
            for said in quantities(text, lang or language_of(source)):
                known = said.in_words or said.sort in _UNSAID or is_part_of_name(text, said)
                if not known and not _is_stated(said, read, figure, source):
                    yield Finding(
                        _RULE,
                        f"« {field} » of « {figure.name} » says {quoted(text, [said])}, which its passage "
                        f"« {passage.name} » does not state",
                        figure.places.get(field, figure.span),
                        "correct the number, or leave it out",
                    )


def _is_stated(said: Quantity, read: tuple[Quantity, ...], figure: Figure, source: Source) -> bool:
    if said.sort is Sort.DATE:
        periods = [figure.period, *(source.csl.get(name) for name in ("issued", "accessed"))]
        known = {date.year for one in read for date in one.dates}
        known |= {date.year for period in periods if isinstance(period, Period) for date in (period.start, period.end)}
        return {date.year for date in said.dates} <= known
    return any(same_value(said, one) for one in read)
