"""Numbers read in a text: a figure that is read wrongly is either refused to its author or printed unproven.

The table beside this file holds the readings one by one; here also: what the program writes, it reads.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from plaidoyer.languages.numbers import amount, format_date, format_number, format_period
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.quantities import Quantity, Sort, read_quantities
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.sources import Qualifier, Unit

TABLE: list[list[str]] = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text("utf-8"))
COUNTED = (Sort.NUMBER, Sort.AGE, Sort.DURATION)
FINE = Decimal("1E-27")


def shown(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return f"{(round(value, 4) if exponent < -12 else value).normalize():f}"


def said(one: Quantity, text: str) -> str:
    """A quantity as the table writes it."""
    words = []
    if one.sort in COUNTED:
        words.append(shown(one.low) if one.low == one.high else f"{shown(one.low)}..{shown(one.high)}")
    words.append(one.sign)
    words.append("" if one.qualifier is Qualifier.EXACTLY else one.qualifier.value.replace(" ", "-"))
    words.append("" if one.sort is Sort.NUMBER else one.sort.value)
    if one.step != 1:
        words.append("step fine" if one.step == FINE else f"step {shown(one.step)}")
    words.append("/".join(map(str, one.dates)))
    return f"{text[one.start : one.end]} = {' '.join(filter(None, words))}"


def only(text: str, lang: str) -> Quantity:
    """The one quantity of a text."""
    (one,) = read_quantities(text, lang)
    return one


def test_the_table_covers_what_the_contract_asks_for() -> None:
    assert sum(len(readings) for _, _, *readings in TABLE) >= 300
    assert {lang for lang, *_ in TABLE} == {"fr", "en", "de"}
    assert len({(lang, text) for lang, text, *_ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("lang", "text", "readings"), [(lang, text, readings) for lang, text, *readings in TABLE])
def test_a_number_is_read_as_a_reader_would(lang: str, text: str, readings: list[str]) -> None:
    assert [said(one, text) for one in read_quantities(text, lang)] == readings


_AROUND = {"fr": ("Selon l’IWF, ", ", dit-elle."), "en": ("“", "”, it said.")}


@pytest.mark.parametrize("row", [row for row in TABLE if row[0] in _AROUND and "reference" not in " ".join(row[2:])])
def test_a_sentence_around_it_changes_no_value(row: list[str]) -> None:
    """Quotation marks, commas and points around a figure do not change what it says."""
    lang, text, *readings = row
    whole = text.join(_AROUND[lang])
    assert [said(one, whole) for one in read_quantities(whole, lang)] == readings


def test_words_say_where_a_qualifier_begins() -> None:
    """A link that leaves « plus de » out of its words is told apart from one that has it."""
    text = "soit un peu plus de quelque 20 000 images"
    one = only(text, "fr")
    assert text[one.qualifier_start : one.end] == "soit un peu plus de quelque 20 000"
    assert (one.qualifier, one.value, one.in_words) == (Qualifier.MORE_THAN, Decimal(20000), False)
    text = "quinze ans ou plus"
    one = only(text, "fr")
    assert text[one.qualifier_start :] == "ou plus"
    assert one.in_words


def test_a_hyphen_that_opens_a_line_lists_things() -> None:
    assert [one.value for one in read_quantities("On a vu :\n-5 images\n-6 vidéos", "fr")] == [Decimal(5), Decimal(6)]
    assert only("une température de -5", "fr").value == Decimal(-5)


def test_a_range_has_no_single_value() -> None:
    assert only("entre 40 et 50 %", "fr").value is None


# Any text ------------------------------------------------------------------------------------------

_PIECES = (
    *(
        "1",
        "12",
        "345",
        "000",
        "2024",
        "0",
        "007",
        " ",
        "\u00a0",
        "\u202f",
        ",",
        ".",
        "-",
        "–",
        "/",
        ":",
        "'",
        "’",
        "\n",
    ),
    *("%", "€", "$", "£", "²", "½", "°", "^", "(", ")", "[", "]", "+", "−", "@", "http://", "#", "İ", "٣", "\ue000"),
    *("un ", "deux ", "cent ", "mille ", "vingt-", "et ", "millions ", "dizaine ", "tiers ", "moitié ", " sur ", " à "),
    *(
        " et ",
        "entre ",
        "de ",
        "mai ",
        " mars ",
        "article ",
        "n° ",
        "ans",
        "h",
        "e",
        "k",
        "M",
        "bn",
        "plus de ",
        "ou plus",
    ),
    *(
        "half ",
        "a ",
        "two ",
        "hundred ",
        "dozen ",
        "third of ",
        " in ",
        " to ",
        "between ",
        "May ",
        "years",
        "under ",
        "s ",
    ),
)
_ANY = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=16).map("".join), st.text(max_size=40))


@settings(deadline=None)  # the first text compiles the expressions of its language
@given(_ANY, st.sampled_from(("fr", "en", "de", "", "fr-CH")))
@example("\ue0001\ue000", "fr")
@example("1/0", "fr")
@example("0 sur 10", "fr")
@example("9" * 5000, "en")
def test_every_digit_lies_in_exactly_one_quantity(text: str, lang: str) -> None:
    """A number that is overlooked would be printed without a source and without a warning."""
    end = 0
    found = read_quantities(text, lang)
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert one.low <= one.high
        assert one.step > 0
        end = one.end
    for digit in re.finditer("[0-9]", text):
        assert sum(one.start <= digit.start() < one.end for one in found) == 1


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "7",
            "234 ",
            "1.234.",
            "1,",
            "1 ",
            "deux ",
            "cent mille ",
            "12-",
            "a.b",
            "1a@",
            "2024-10-29 ",
            "articles 3, ",
        ),
        *("2022–", "moins ", "0800 ", "12 et ", "1-in-", "ans elle en a ", "75008 ", "1-800-A", "deux et ", "5 M "),
        *(
            "mai ",
            "plus de ",
            "un enfant sur ",
            "http://1",
            "1/",
            " ",
            "\n ",
            "5 mai ",
            "½",
            "10²",
            "half a ",
            "(1",
            "+1 ",
        ),
    ],
)
def test_a_hostile_text_ends_in_time(piece: str) -> None:
    """A capture of a megabyte must not hold up a build: no expression tries one place twice over the whole text."""
    text = piece * (1_000_000 // len(piece) if piece in ("7", "1,", " ", "1.234.", "a.b") else 6_000 // len(piece))
    assert sum(one.end - one.start for one in read_quantities(text, "fr")) <= len(text)


# What the program writes ---------------------------------------------------------------------------

_UNITS = (
    Unit(names={"fr": {"one": "image", "other": "images"}, "en": {"one": "image", "other": "images"}}),
    Unit("%"),
    *map(Unit, ("EUR", "GBP", "USD", "CAD", "AUD", "CHF", "JPY")),
)
_VALUES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**12), st.integers(0, 3)
) | st.integers(1, 3000).map(Decimal)
_SENTENCES = {
    "fr": ("{}", "Selon l’IWF, {} ont été vues en 2023.", "Au total : « {} ».", "Le total est de {}, dit-elle."),
    "en": ("{}", "The IWF says that {} were seen in 2023.", "In all: “{}”.", "That is {}, it said."),
}
_LANGUAGES = st.sampled_from(sorted(PROFILES))


@settings(deadline=None)
@given(
    _LANGUAGES,
    _VALUES,
    st.none() | _VALUES,
    st.sampled_from(_UNITS),
    st.sampled_from(Qualifier),
    st.integers(0, 3),
)
def test_an_amount_is_read_as_it_was_written(
    lang: str, value: Decimal, high: Decimal | None, unit: Unit, qualifier: Qualifier, sentence: int
) -> None:
    """A brief's own figure, filled in by the program, must not fail the program's own check."""
    if high is not None and high == value:
        high = None
    low, last = (value, value) if high is None else sorted((value, high))
    assume(not (0 < low < 1000 and low % 1 == last % 1000 == 0 and low < last / 1000))  # « 15 à 20 000 » is ambiguous
    if high is None:
        words = amount(unit, lang, value=value, qualifier=qualifier)
    else:
        words = amount(unit, lang, low=low, high=last, qualifier=qualifier)
    text = _SENTENCES[lang][sentence].format(words)
    one = next(one for one in read_quantities(text, lang) if one.sort is Sort.NUMBER)
    assert (one.low, one.high) == (low, last)
    assert (one.sign, one.qualifier, one.in_words) == (unit.symbol, qualifier, False)


@settings(deadline=None)
@given(_LANGUAGES, _VALUES, st.integers(0, 3))
def test_the_step_is_that_of_the_digits_shown(lang: str, value: Decimal, digits: int) -> None:
    """« ?rounded » lets a figure round to the digits that are shown, and no further."""
    one = only(f"{format_number(value, lang, digits)} %", lang)
    assert one.step == Decimal(1).scaleb(-digits)


_DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


def _date(day: datetime.date, fields: str, circa: bool = False) -> Date:
    return Date(day.year, day.month if "m" in fields else 0, day.day if "d" in fields else 0, circa)


@settings(deadline=None)
@given(_LANGUAGES, _DATES, st.sampled_from(("y", "ym", "ymd")), st.booleans(), st.booleans())
def test_a_date_is_read_as_it_was_written(lang: str, day: datetime.date, fields: str, short: bool, circa: bool) -> None:
    """A date of the text must not be taken for a figure without a source."""
    date = _date(day, fields, circa)
    text = {"fr": "Publié {} par l’IWF.", "en": "Published {} by the IWF."}[lang].format(format_date(date, lang, short))
    one = only(text, lang)
    assert (one.sort, one.dates) == (Sort.DATE, (date,))


@settings(deadline=None)
@given(_LANGUAGES, _DATES, _DATES, st.sampled_from(("y", "ym", "ymd")), st.booleans())
def test_a_period_is_read_as_it_was_written(
    lang: str, one: datetime.date, two: datetime.date, fields: str, short: bool
) -> None:
    """The period of a linked figure is left alone where it is read as that period."""
    ends = [_date(day, fields) for day in sorted((one, two))]
    text = f"({format_period(Period(*ends), lang, short)})"
    read = only(text, lang)
    assert (read.sort, read.dates) == (Sort.DATE, tuple(dict.fromkeys(ends)))
