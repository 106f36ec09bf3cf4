"""Charts and key figures: drawn, and said, from figures alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from plaidoyer.compose.document import Bar
from plaidoyer.compose.figures import FigureLike, amount_of, counted, kind_of, kind_word, value_of
from plaidoyer.evidence.claims import RATES
from plaidoyer.evidence.derived import rounded
from plaidoyer.evidence.uses import FigureUse
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import duration, format_number, format_period, per_unit_words
from plaidoyer.records.dates import Period


def bars(uses: Sequence[FigureLike], per: str, lang: str) -> tuple[Bar, ...]:
    """One bar a figure, in the order given.

    Figures of periods of different lengths are drawn by their rate (``per`` month or year; month where
    the author does not say), never as equals.
    """
    unit = per if per in RATES else "month"
    values = [value_of(use) or Decimal(0) for use in uses]
    by_rate = rated(uses, per)
    rates = [
        value / length * RATES[unit] if by_rate else value for value, length in zip(values, _lengths(uses), strict=True)
    ]
    longest = max(rates, default=Decimal(0)) or Decimal(1)
    return tuple(
        Bar(
            label=_label(use, uses, lang),
            value=_value(use, rate if by_rate else None, unit, lang),
            length=float(rate / longest),
            kind=kind_of(use).value,
            kind_word=kind_word(kind_of(use), lang),
            last=index == len(uses) - 1,
        )
        for index, (use, rate) in enumerate(zip(uses, rates, strict=True))
    )


def rated(uses: Sequence[FigureLike], per: str) -> bool:
    """Whether bars are drawn by their rate: their periods differ in length, or the author says so."""
    lengths = _lengths(uses)
    return bool(lengths) and all(lengths) and (len(set(lengths)) > 1 or bool(per))


def _lengths(uses: Sequence[FigureLike]) -> list[int]:
    """The length of each figure's period in months; 0 where it has none of whole months."""
    return [period.months if (period := _period(use)) else 0 for use in uses]


def in_words(title: str, drawn: Sequence[Bar], lang: str) -> str:
    """The text alternative of a chart: its title, then each bar; typography is still to come."""
    _ = catalogue(lang).gettext
    parts = [f"{bar.label}: {bar.value}" for bar in drawn]
    words = _("Bar chart. %(title)s") % {"title": title} if title else _("Bar chart")
    return f"{words.rstrip('.')}. {'; '.join(parts)}."


def _period(use: FigureLike) -> Period | None:
    if isinstance(use, FigureUse):
        return use.figure.period
    periods = {inner.figure.period for inner in use.inputs.values()}
    return periods.pop() if len(periods) == 1 else None


def _label(use: FigureLike, uses: Sequence[FigureLike], lang: str) -> str:
    """What tells this bar from the others: its period, what it counts, or both."""
    period, of = _period(use), counted(use, lang)
    parts = []
    if of and (period is None or len({counted(other, lang) for other in uses}) > 1):
        parts.append(of)
    if period and (not of or len({_period(other) for other in uses}) > 1):
        parts.append(f"{format_period(period, lang, short=True)} ({duration(period, lang)})")
    return ", ".join(parts)


def _value(use: FigureLike, rate: Decimal | None, unit: str, lang: str) -> str:
    words = str(amount_of(use, lang))
    if rate is None:
        return words
    by = f"{format_number(rounded(rate, 1), lang)} {per_unit_words(unit, lang)}"
    return catalogue(lang).gettext("%(value)s, i.e. %(rate)s") % {"value": words, "rate": by}
