"""The reader beyond its golden cases: numbers in words, quotations, places of findings, texts without end or sense."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.law.reading.numerals import Rank, count_at, order, rank_at
from plaidoyer.law.reading.quotations import Readings
from plaidoyer.law.reading.reader import Applied, Grammar, Refused, read_and_apply
from plaidoyer.law.reading.texts import items
from plaidoyer.law.units import Article
from tests.law.golden_cases import GoldenCase, golden_cases

TEXT = ("Le maire nomme le garde. Le garde est assermenté.", "Il porte un insigne.")
GRAMMARS: tuple[Grammar, ...] = ("loi", "an", "senat")


def law(wording: str, before: Article = TEXT) -> Applied | Refused:
    return read_and_apply(wording, "3", before, code="code de la pêche")


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("premier", Rank(1)),
        ("première", Rank(1)),
        ("1er", Rank(1)),
        ("second", Rank(2, second=True)),
        ("deuxième", Rank(2)),
        ("cinquième", Rank(5)),
        ("neuvième", Rank(9)),
        ("dix-septième", Rank(17)),
        ("vingt et unième", Rank(21)),
        ("vingt-et-unième", Rank(21)),
        ("soixante et onzième", Rank(71)),
        ("quatre-vingtième", Rank(80)),
        ("quatre-vingt-dix-neuvième", Rank(99)),
        ("centième", Rank(100)),
        ("cent deuxième", Rank(102)),
        ("deux cent trentième", Rank(230)),
        ("dernier", Rank(-1)),
        ("avant-dernière", Rank(-2)),
    ],
)
def test_ranks_in_words(words: str, rank: Rank) -> None:
    assert rank_at(f"{words} alinéa", 0) == (rank, len(words))


@pytest.mark.parametrize("words", ["pénultième", "unième", "troisème", "alinéa"])
def test_what_is_no_rank(words: str) -> None:
    assert rank_at(f"{words} alinéa", 0) is None


@pytest.mark.parametrize(("words", "count"), [("un", 1), ("une", 1), ("deux", 2), ("vingt et une", 21), ("12", 12)])
def test_counts_in_words(words: str, count: int) -> None:
    assert count_at(f"{words} phrases", 0) == (count, len(words))


def test_marks_in_order() -> None:
    names = ["3°", "3° bis A", "3° bis", "3° ter", "4°", "10°"]
    assert sorted(names, key=order) == names
    assert [order(name)[0] for name in ("IV", "IX", "b", "C")] == [4, 9, 2, 3]


def test_an_alinea_without_a_mark_belongs_to_the_list_that_goes_on() -> None:
    """The alinéa after the last item closes the list, and is the article's."""
    found = items(("Sont punis :", "1° Ceux ;", "Même absents ;", "2° Celles.", "La tentative est punie."))
    assert [(item.name, item.first, item.last) for item in found] == [("1°", 1, 3), ("2°", 3, 4)]


def test_a_roman_item_holds_what_follows() -> None:
    found = items(("I. – Un.", "1° Deux ;", "Trois.", "II. – Quatre.", "Cinq."))
    assert [(item.name, item.first, item.last) for item in found] == [("I", 0, 3), ("1°", 1, 2), ("II", 3, 5)]


def test_a_pair_of_marks_is_preferred() -> None:
    first = Readings("le mot : « un « A » et « B » » est supprimé.").first()
    assert [quote.text for quote in first.quotes.values()] == ["un « A » et « B »"]
    assert not first.doubtful


def test_the_place_of_a_finding_is_what_is_wrong() -> None:
    wording = "Au premier alinéa de l’article 3 du code de la pêche, le mot : « préfet » est supprimé."
    read = law(wording)
    assert isinstance(read, Refused)
    assert wording[read.start : read.end] == "« préfet »"


def test_a_hint_says_where_the_words_stand() -> None:
    read = law("Au second alinéa de l’article 3 du code de la pêche, le mot : « maire » est supprimé.")
    assert isinstance(read, Refused)
    assert read.hint == "It stands in alinéa 1."


def test_a_hint_says_that_the_grammars_are_mixed() -> None:
    read = law("À l’alinéa 1, supprimer le mot : « maire ».")
    assert isinstance(read, Refused)
    assert read.hint.startswith("This is an amendment's grammar")


@pytest.mark.parametrize(
    "wording", ["", " \n ", "«", "»", "« »", "1°", "I. – ", "Le", "\0", "Au premier alinéa,", '"', "« a » " * 50]
)
@pytest.mark.parametrize("grammar", GRAMMARS)
def test_no_text_is_too_odd_to_be_refused(wording: str, grammar: Grammar) -> None:
    read = read_and_apply(wording, "3", TEXT, grammar=grammar)
    assert isinstance(read, Refused)
    assert 0 <= read.start <= read.end <= max(1, len(wording))


_PIECES = sorted(
    {piece for case in golden_cases() for piece in re.findall(r"«|»|[^\s«»]+", case.wording)}
    | {"\n", "«", "»", ";", ".", "1°", "a)", "I. –", '"', "\u202f", "\u00a0"}
)


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(GRAMMARS))
def test_nothing_is_raised_whatever_the_words(pieces: list[str], grammar: Grammar) -> None:
    read = read_and_apply(" ".join(pieces), "12-1", TEXT, grammar=grammar, code="code des bibliothèques")
    assert isinstance(read, Applied | Refused)


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=20), max_size=4), st.sampled_from(GRAMMARS))
def test_nothing_is_raised_whatever_the_characters(wording: str, before: list[str], grammar: Grammar) -> None:
    assert isinstance(read_and_apply(wording, "3", tuple(before), grammar=grammar), Applied | Refused)


@given(st.sampled_from([case for case in golden_cases() if not case.refused]), st.data())
def test_a_wording_that_breaks_off_is_refused(case: GoldenCase, data: st.DataObject) -> None:
    """What breaks off is refused; what is left may be a whole instruction, which ends on a quotation, or nested law."""
    end = data.draw(st.integers(0, len(case.wording) - 1))
    cut = case.wording[:end]
    read = read_and_apply(cut, case.article, case.before, grammar=case.grammar, code=case.code)
    if isinstance(read, Applied) and read != Applied(case.after, case.created, case.nested):
        assert cut.rstrip(" .\u202f").endswith("»")


def test_two_hundred_alineas_all_changed() -> None:
    before = tuple(f"Le {number}e garde porte un insigne de rang {number}." for number in range(200))
    lines = [
        f"{rank}° Au {_ordinal(rank)} alinéa, le mot : « insigne » est remplacé par le mot : « signe »"
        for rank in range(1, 201)
    ]
    wording = "L’article 3 du code de la pêche est ainsi modifié :\n" + " ;\n".join(lines) + "."
    read = law(wording, before)
    assert isinstance(read, Applied)
    assert read.after == tuple(line.replace("insigne", "signe") for line in before)


@pytest.mark.parametrize(
    "piece", ["« ", "« a » ", "« a » est ", '"', "1° Le garde est ainsi modifié : ", "premier, ", "et "]
)
def test_a_very_long_text_without_sense_is_refused(piece: str) -> None:
    """Lists in lists without end, quotations that may end anywhere: nothing runs away."""
    assert isinstance(law(piece * 3000), Refused)
    assert isinstance(law("L’article 3 du code de la pêche est ainsi modifié : 1° " * 2000), Refused)


def _ordinal(number: int) -> str:
    small = [
        "premier",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
    ]
    if number < 10:
        return small[number - 1]
    return f"{number}e"
