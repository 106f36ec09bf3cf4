"""Numbers, amounts and dates in words: what a lawmaker reads as the figure.

In these tables ``~`` is a no-break space (U+00A0) and ``|`` a narrow one (U+202F).
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.languages.numbers import (
    Amount,
    amount,
    duration,
    format_date,
    format_number,
    format_period,
    join_words,
    per_unit_words,
    unit_words,
)
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.typography import set_text
from plaidoyer.records.dates import Date, parse_date, parse_period
from plaidoyer.records.sources import Qualifier, Unit

IMAGES = Unit(names={"fr": {"one": "image", "other": "images"}, "en": {"one": "image", "other": "images"}})
PERCENT, EURO = Unit("%"), Unit("EUR")


def shown(text: str) -> str:
    """No-break spaces made visible."""
    return text.replace("\u00a0", "~").replace("\u202f", "|")


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        ("0", None, "0", "0"),
        ("74", None, "74", "74"),
        ("1000", None, "1|000", "1,000"),
        ("20254", None, "20|254", "20,254"),
        ("1234567", None, "1|234|567", "1,234,567"),
        ("2E+4", None, "20|000", "20,000"),
        ("12.3", None, "12,3", "12.3"),
        ("1.50", None, "1,50", "1.50"),
        ("0.05", None, "0,05", "0.05"),
        ("-3.5", None, "-3,5", "-3.5"),
        ("1234.5678", None, "1|234,5678", "1,234.5678"),
        ("12.333333", 1, "12,3", "12.3"),
        ("12.35", 1, "12,4", "12.4"),
        ("12.25", 1, "12,3", "12.3"),
        ("2.5", 0, "3", "3"),
        ("3", 2, "3,00", "3.00"),
        ("999.95", 1, "1|000,0", "1,000.0"),
    ],
)
def test_a_number_has_the_signs_of_its_language(value: str, digits: int | None, french: str, english: str) -> None:
    """« 1.500 » read with the wrong signs is a thousand times too large."""
    assert shown(format_number(Decimal(value), "fr", digits)) == french
    assert shown(format_number(Decimal(value), "en", digits)) == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("0", "image", "images"),
        ("1", "image", "image"),
        ("1.0", "image", "images"),
        ("1.5", "image", "images"),
        ("1.99", "image", "images"),
        ("2", "images", "images"),
        ("74", "images", "images"),
        ("1000000", "images", "images"),
    ],
)
def test_a_unit_agrees_with_its_number(value: str, french: str, english: str) -> None:
    """French counts 0 and 1,5 as one; English does not."""
    assert unit_words(Decimal(value), IMAGES, "fr") == french
    assert unit_words(Decimal(value), IMAGES, "en") == english


def test_a_unit_without_words_in_the_language_has_none() -> None:
    """The check for a missing translation rests on this None."""
    assert unit_words(Decimal(2), Unit(names={"fr": {"other": "images"}}), "en") is None
    assert unit_words(Decimal(2), PERCENT, "fr") is None
    assert unit_words(Decimal(1), Unit(names={"fr": {"other": "images"}}), "fr") == "images"


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "french", "english"),
    [
        ("74", IMAGES, "exactly", "74~images", "74~images"),
        ("1", IMAGES, "exactly", "1~image", "1~image"),
        ("20000", IMAGES, "more than", "plus de 20|000~images", "more than 20,000~images"),
        ("20000", IMAGES, "about", "environ 20|000~images", "about 20,000~images"),
        ("20000", IMAGES, "at least", "au moins 20|000~images", "at least 20,000~images"),
        ("20000", IMAGES, "less than", "moins de 20|000~images", "less than 20,000~images"),
        ("20000", IMAGES, "at most", "au plus 20|000~images", "at most 20,000~images"),
        ("95", PERCENT, "about", "environ 95~%", "about 95%"),
        ("3.5", PERCENT, "exactly", "3,5~%", "3.5%"),
        ("75000", EURO, "exactly", "75|000~€", "€75,000"),
        ("75000", Unit("GBP"), "exactly", "75|000~£GB", "£75,000"),
        ("75000", Unit("CHF"), "exactly", "75|000~CHF", "CHF~75,000"),
        ("12.50", EURO, "exactly", "12,50~€", "€12.50"),
        ("74", Unit(), "exactly", "74", "74"),
    ],
)
def test_an_amount_says_how_it_is_bounded(value: str, unit: Unit, qualifier: str, french: str, english: str) -> None:
    """« 20 000 » for « plus de 20 000 » is what opponents look for."""
    for lang, expected in (("fr", french), ("en", english)):
        assert shown(str(amount(unit, lang, value=Decimal(value), qualifier=Qualifier(qualifier)))) == expected


@pytest.mark.parametrize(
    ("unit", "qualifier", "french", "english"),
    [
        (IMAGES, "exactly", "entre 5 et 10~images", "between 5 and 10~images"),
        (PERCENT, "exactly", "entre 5~% et 10~%", "between 5% and 10%"),
        (EURO, "exactly", "entre 5~€ et 10~€", "between €5 and €10"),
        (IMAGES, "about", "environ 5 à 10~images", "about 5 to 10~images"),
    ],
)
def test_a_range_says_both_bounds(unit: Unit, qualifier: str, french: str, english: str) -> None:
    """One bound alone would be another figure."""
    for lang, expected in (("fr", french), ("en", english)):
        words = amount(unit, lang, low=Decimal(5), high=Decimal(10), qualifier=Qualifier(qualifier))
        assert shown(str(words)) == expected


def test_the_parts_of_an_amount_can_be_set_apart() -> None:
    """A key figure prints the number large and the unit small."""
    assert amount(IMAGES, "fr", value=Decimal(74)) == Amount("", "74", "images")
    assert amount(PERCENT, "fr", value=Decimal(95)) == Amount("", "95\u00a0%", "")
    assert amount(IMAGES, "fr", low=Decimal(5), high=Decimal(10)) == Amount("entre", "5 et 10", "images")


def test_an_amount_agrees_with_the_number_that_is_printed() -> None:
    """1,96 rounded to 2 is « 2 images »."""
    assert str(amount(IMAGES, "fr", value=Decimal("1.96"), digits=1)) == "2,0\u00a0images"


def test_an_amount_without_a_value_is_refused() -> None:
    """A figure that lost its value must not be printed as its unit alone."""
    with pytest.raises(ValueError, match="a low and a high bound"):
        amount(IMAGES, "fr", low=Decimal(5))


@pytest.mark.parametrize(
    ("date", "short", "french", "english"),
    [
        ("2024-10-29", False, "29 octobre 2024", "29 October 2024"),
        ("2024-02-01", False, "1er février 2024", "1 February 2024"),
        ("2024-02-11", False, "11 février 2024", "11 February 2024"),
        ("2024-10", False, "octobre 2024", "October 2024"),
        ("2024", False, "2024", "2024"),
        ("2024~", False, "vers 2024", "around 2024"),
        ("2024-10~", False, "vers octobre 2024", "around October 2024"),
        ("2024-10-29", True, "29 oct. 2024", "29 Oct 2024"),
        ("2024-02-01", True, "1er févr. 2024", "1 Feb 2024"),
        ("2024-10", True, "oct. 2024", "Oct 2024"),
        ("2024-05", True, "mai 2024", "May 2024"),
        ("2024", True, "2024", "2024"),
    ],
)
def test_a_date_is_written_out(date: str, short: bool, french: str, english: str) -> None:
    """« 10/29/2024 » means nothing to a French reader."""
    assert format_date(parse_date(date), "fr", short) == french
    assert format_date(parse_date(date), "en", short) == english


@pytest.mark.parametrize(
    ("period", "short", "french", "english"),
    [
        ("2023-04/2024-03", False, "avril 2023~– mars 2024", "April 2023~– March 2024"),
        ("2023-04/2024-03", True, "avr. 2023~– mars 2024", "Apr 2023~– Mar 2024"),
        ("2024-04/2024-09", True, "avr.~– sept. 2024", "Apr~– Sept 2024"),
        ("2024-04/2024-09", False, "avril~– septembre 2024", "April~– September 2024"),
        ("2024-10", False, "octobre 2024", "October 2024"),
        ("2020/2023", False, "2020–2023", "2020–2023"),
        ("2024-10-03/2024-10-17", False, "3–17 octobre 2024", "3–17 October 2024"),
        ("2024-10-01/2024-10-17", False, "1er~– 17 octobre 2024", "1–17 October 2024"),
        ("2024-09-29/2024-10-03", False, "29 septembre~– 3 octobre 2024", "29 September~– 3 October 2024"),
        ("2023-12-29/2024-01-03", False, "29 décembre 2023~– 3 janvier 2024", "29 December 2023~– 3 January 2024"),
        ("2023/2024-03", False, "2023~– mars 2024", "2023~– March 2024"),
        ("2020~/2023", False, "vers 2020~– 2023", "around 2020~– 2023"),
        ("2024~", False, "vers 2024", "around 2024"),
    ],
)
def test_a_period_says_once_what_its_ends_share(period: str, short: bool, french: str, english: str) -> None:
    """A chart's label has little room, and must not lose a year."""
    assert shown(format_period(parse_period(period), "fr", short)) == french
    assert shown(format_period(parse_period(period), "en", short)) == english


@pytest.mark.parametrize(
    ("period", "french", "english"),
    [
        ("2023-04/2024-03", "12~mois", "12~months"),
        ("2024-04/2024-09", "6~mois", "6~months"),
        ("2024-10", "1~mois", "1~month"),
        ("2024", "12~mois", "12~months"),
        ("2023-01/2024-06", "18~mois", "18~months"),
        ("2023/2024", "2~ans", "2~years"),
        ("2020/2022", "3~ans", "3~years"),
        ("2020-01/2022-06", "30~mois", "30~months"),
        ("2024-10-03/2024-10-19", "17~jours", "17~days"),
        ("2024-10-03", "1~jour", "1~day"),
        ("2024-10-01/2024-10-31", "1~mois", "1~month"),
    ],
)
def test_a_duration_is_said_in_months_where_it_can(period: str, french: str, english: str) -> None:
    """Two bars of six and twelve months must not look like equals."""
    assert shown(duration(parse_period(period), "fr")) == french
    assert shown(duration(parse_period(period), "en")) == english


@pytest.mark.parametrize(
    ("unit", "french", "english"),
    [
        ("day", "par jour", "per day"),
        ("week", "par semaine", "per week"),
        ("month", "par mois", "per month"),
        ("year", "par an", "per year"),
    ],
)
def test_a_rate_names_its_unit(unit: str, french: str, english: str) -> None:
    """« 12,3 » alone does not say per what."""
    assert (per_unit_words(unit, "fr"), per_unit_words(unit, "en")) == (french, english)


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a et b", "a and b"), (["a", "b", "c"], "a, b et c", "a, b and c")],
)
def test_words_are_joined_as_a_sentence_would(words: list[str], french: str, english: str) -> None:
    """British and French lists have no comma before the last « and »."""
    assert (join_words(words, "fr"), join_words(words, "en")) == (french, english)


@pytest.mark.parametrize("lang", sorted(PROFILES))
def test_every_qualifier_has_words(lang: str) -> None:
    """A new language that forgets one would print a bound as exact."""
    of = PROFILES[lang]
    assert set(of.qualifiers) == set(Qualifier)
    assert [qualifier for qualifier, words in of.qualifiers.items() if not words] == [Qualifier.EXACTLY]


@settings(deadline=None)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3),
    st.sampled_from(sorted(PROFILES)),
)
def test_a_number_keeps_its_digits(value: Decimal, lang: str) -> None:
    """The printed figure is the recorded one, digit by digit."""
    assert [c for c in format_number(value, lang) if c.isdigit()] == [c for c in f"{value:f}" if c.isdigit()]


dates = st.builds(Date, st.integers(1000, 2999), st.integers(1, 12), st.integers(1, 28))


@settings(deadline=None)
@given(st.integers(0, 10**9), dates, st.sampled_from(sorted(PROFILES)))
def test_typography_leaves_words_of_this_module_alone(value: int, date: Date, lang: str) -> None:
    """A filled-in figure looks like the one an author typed, wherever it is set."""
    for words in (str(amount(unit, lang, value=Decimal(value))) for unit in (IMAGES, PERCENT, EURO)):
        assert set_text(words, lang) == words
    assert set_text(format_date(date, lang), lang).replace("\u00a0", " ") == format_date(date, lang)
