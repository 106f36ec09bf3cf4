"""Figure links: the words of each against the figure that it names.

A reader takes the number, its sign, its unit and its qualifier from the words between the brackets; sign and
qualifier may also stand just outside them. This module must not know passages beyond the numbers in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from plaidoyer.checks.amounts import implies, is_part_of_name, is_rounding, length_in, quantities, quoted, same_value
from plaidoyer.checks.case import Case
from plaidoyer.checks.counted import Noun, noun_after
from plaidoyer.checks.dates import covers
from plaidoyer.checks.figures import bounds, language_of
from plaidoyer.checks.plain import Linked, Plain
from plaidoyer.checks.sound import figures_of, is_sound
from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.uses import DerivedUse, FigureUse
from plaidoyer.languages.numbers import amount
from plaidoyer.languages.reading.quantities import Quantity, Sort
from plaidoyer.languages.things import things
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import Qualifier, Unit

_MISMATCH, _DROPPED = "figure-mismatch", "qualifier-dropped"


class _Stated(Struct, frozen=True):
    """What the words of a link have to state."""

    use: FigureUse | DerivedUse
    lang: str
    name: str
    unit: Unit
    low: Decimal
    high: Decimal
    qualifier: Qualifier

    @property
    def words(self) -> str:
        """The same, as an empty link would say it."""
        if isinstance(self.use, DerivedUse):
            digits = self.use.derived.digits
            return str(amount(self.unit, self.lang, value=self.low, qualifier=self.qualifier, digits=digits))
        of = self.use.figure
        return str(amount(self.unit, self.lang, value=of.value, low=of.low, high=of.high, qualifier=self.qualifier))

    @property
    def told(self) -> str:
        """The same, for a message."""
        return f"the figure « {self.name} » is « {self.words} »"


def misstated_figures(case: Case) -> Iterator[Finding]:
    """Links whose words state another number, sign, unit or qualifier than their figure, or leave the qualifier out."""
    for statement in case.statements:
        lang = statement.lang
        for linked in statement.said.links:
            use = case.uses.get(linked.link.span)
            if isinstance(use, FigureUse | DerivedUse) and is_sound(case, use):
                link = _Link(statement.said, linked, _stated(use, lang), lang)
                finding = _judge(link) if linked.link.children else _doubled(link)
                if finding is not None:
                    yield finding


class _Link(Struct, frozen=True):
    """A link in its sentence, and what it has to state."""

    said: Plain
    linked: Linked
    stated: _Stated
    lang: str

    @property
    def words(self) -> str:
        return self.said.text[self.linked.start : self.linked.end]

    @property
    def before(self) -> str:
        """What stands before the link, from the last number on: a range is not read across links."""
        text = self.said.text[: self.linked.start]
        return text[max((one.end for one in quantities(text, self.lang)), default=0) :]

    def finding(self, rule: str, message: str, hint: str, at: Quantity | None = None) -> Finding:
        """A finding at the link; where the words at fault are on a later line, at these."""
        span = self.linked.link.span
        if at is not None:
            place = self.said.place(self.linked.start + at.start, self.linked.start + at.end)
            span = span if place.line == span.line else place
        return Finding(rule, message, span, hint)


def _judge(link: _Link) -> Finding | None:
    """The first fault of a link's words, in the order value, sign, unit, other numbers, qualifier."""
    stated, words = link.stated, link.words
    fill = "correct the words, or leave the brackets empty: they are filled in"
    read = [one for one in quantities(words, link.lang) if not is_part_of_name(words, one)]
    numbers = _numbers(link, read)
    if not numbers:
        return link.finding(_MISMATCH, f"these words state no number; {stated.told}", fill)
    number = next((one for one in numbers if _is_value(one, link)), None)
    if number is None:
        hint = fill
        if not link.linked.link.flag and any(_rounds(one, stated) for one in numbers):
            hint = f"write the number in full, or allow rounding: {_target(link)}?rounded"
        return link.finding(
            _MISMATCH, f"these words state {quoted(words, numbers[:1])}; {stated.told}", hint, numbers[0]
        )
    if _sign(link, number) != stated.unit.symbol:
        unit = stated.unit.symbol or "no sign"
        return link.finding(
            _MISMATCH, f"these words state {quoted(words, [number])}; {stated.told}, its unit {unit}", fill, number
        )
    if not stated.unit.symbol:
        noun, phrase = noun_after(words, number.end, stated.unit, link.lang, one=abs(number.high) < 2)
        if noun is Noun.OTHER:
            return link.finding(_MISMATCH, f"these words count « {phrase} »; {stated.told}", fill, number)
    for other in read:
        if other is not number and not _may_stand_beside(other, link):
            return link.finding(
                _MISMATCH,
                f"{quoted(words, [other])} in these words is not of the figure « {stated.name} »",
                "take it out of the link, and give it a link of its own",
                other,
            )
    return _qualifier_finding(link, number)


def _qualifier_finding(link: _Link, number: Quantity) -> Finding | None:
    said, below = _qualifier(link, number)
    recorded = link.stated.qualifier
    rounded = link.linked.link.flag == "rounded"
    high = said in (Qualifier.LESS_THAN, Qualifier.AT_MOST)
    shown, true = (number.high, link.stated.high) if high else (number.low, link.stated.low)
    if said is recorded and not rounded:
        return None
    if said is Qualifier.EXACTLY or (said is Qualifier.ABOUT and recorded not in (Qualifier.EXACTLY, said)):
        if said is recorded:
            return None
        return link.finding(
            _DROPPED, f"these words leave out « {recorded} »; {link.stated.told}", "write the qualifier", number
        )
    if rounded and implies(said, shown, recorded, true) and not (below and true > shown):
        return None
    return link.finding(
        _MISMATCH,
        f"these words say « {said} »; {link.stated.told}",
        "take the qualifier out, or leave the brackets empty: they are filled in",
        number,
    )


def _doubled(link: _Link) -> Finding | None:
    """A qualifier before a link that is filled in: it would be said twice, or is not the figure's."""
    before = link.before
    last = next((one for one in quantities(f"{before}7", link.lang) if one.end == len(before) + 1), None)
    if last is None or last.qualifier is Qualifier.EXACTLY:
        return None
    return link.finding(
        _MISMATCH,
        f"« {last.qualifier} » stands before a link that is filled in with « {link.stated.words} »",
        "take the qualifier out: the link brings its own",
    )


def _stated(use: FigureUse | DerivedUse, lang: str) -> _Stated:
    if isinstance(use, DerivedUse):
        return _Stated(use, lang, use.derived.name, use.derived.unit, use.value, use.value, use.qualifier)
    figure = use.figure
    return _Stated(use, lang, f"{use.source.id}/{figure.name}", figure.unit, *bounds(figure), figure.qualifier)


def _target(link: _Link) -> str:
    target = link.linked.link
    return f"figure:{target.source}/{target.name}" if target.source else f"figure:{target.name}"


def _numbers(link: _Link, read: list[Quantity]) -> list[Quantity]:
    """What may be the figure's value: numbers, lengths of time in a unit of time; else what has its value and unit."""
    stated, words = link.stated, link.words

    def of_unit(one: Quantity) -> bool:
        return not stated.unit.symbol and noun_after(words, one.end, stated.unit, link.lang)[0] is Noun.UNIT

    numbers = [
        one
        for one in read
        if (one.sort is Sort.NUMBER and not (one.in_words and one.high <= 1 and stated.high > 1))
        or (one.sort is Sort.DURATION and of_unit(one))
    ]
    misread = (one for one in read if one.sort in (Sort.DATE, Sort.AGE) and _is_value(one, link))
    return numbers or [one for one in misread if of_unit(one)]


def _is_value(one: Quantity, link: _Link) -> bool:
    if (one.low, one.high) == (link.stated.low, link.stated.high):
        return True
    return link.linked.link.flag == "rounded" and _rounds(one, link.stated)


def _rounds(one: Quantity, stated: _Stated) -> bool:
    return is_rounding(one.low, one.step, stated.low) and is_rounding(one.high, one.step, stated.high)


def _sign(link: _Link, number: Quantity) -> str:
    """The number's sign, inside the link or after it; that of a range which the number is one end of, too."""
    if number.sign:
        return number.sign
    start = link.linked.start + number.start
    after = quantities(link.said.text[link.linked.start :], link.lang)
    whole = quantities(link.said.text, link.lang)
    signs = [one.sign for one in after if one.start == number.start]
    signs += [one.sign for one in whole if one.start <= start < one.end and one.low != one.high]
    return next((sign for sign in signs if sign), "")


def _qualifier(link: _Link, number: Quantity) -> tuple[Qualifier, bool]:
    """The number's qualifier, inside the link or just outside it, and whether it says « just below »."""
    for where, one in _readings(link, number):
        if one.qualifier is not Qualifier.EXACTLY:
            words = where[one.qualifier_start : one.start].casefold()
            return one.qualifier, words.startswith(things(link.lang).just_below)
    return Qualifier.EXACTLY, False


def _readings(link: _Link, number: Quantity) -> Iterator[tuple[str, Quantity]]:
    """The number as it is read in the link alone, with what stands before the link, and with what follows."""
    yield link.words, number
    before = link.before
    text = before + link.words
    yield from ((text, one) for one in quantities(text, link.lang) if one.end == len(before) + number.end)
    after = link.said.text[link.linked.start :]
    yield from ((after, one) for one in quantities(after, link.lang) if one.start == number.start)


def _may_stand_beside(other: Quantity, link: _Link) -> bool:
    """Whether the figure's period or passage accounts for a number that is not its value."""
    if other.in_words and (other.sort is Sort.ORDINAL or abs(other.high) <= 1):
        return True
    if other.sort is Sort.NUMBER:
        return False
    inputs = tuple(figures_of(link.stated.use))
    periods = [use.figure.period for use in inputs if use.figure.period is not None]
    if other.dates and any(covers(period, other.dates) for period in periods):
        return True
    if other.sort is Sort.DURATION and any(lasts(period, link.words, other, link.lang) for period in periods):
        return True
    return any(
        other.sort is one.sort and same_value(other, one) and other.dates == one.dates
        for use in inputs
        for one in quantities(use.passage.exact, language_of(use.source))
    )


def lasts(period: Period, text: str, duration: Quantity, lang: str) -> bool:
    """Whether a length of time in ``text`` is that of a period."""
    length = length_in(text, duration, lang)
    return length is not None and length in ((Decimal(period.days), "day"), (Decimal(period.months), "month"))
