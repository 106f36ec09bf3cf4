"""Whole articles in words, as a jurist would table them."""

from __future__ import annotations

import pytest

from plaidoyer.law.wording.articles import added_to_bill, article_inserted, article_repealed, article_restored
from plaidoyer.law.wording.french import article_number, called, of_code, ordinal, place_of


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_article_inserted_repealed_and_restored() -> None:
    assert spaced(article_inserted("227-23", "227-23-1", ("Premier.", "Second."), "code pénal")) == (
        "Après l’article 227-23 du code pénal, il est inséré un article 227-23-1 ainsi rédigé :\n"
        "« Art. 227-23-1. – Premier.\n« Second. »"
    )
    assert article_repealed("227-23", "code pénal") == "L’article 227-23 du code pénal est abrogé."
    assert spaced(article_restored("R226-3", ("Un.",), "code pénal")) == (
        "L’article R. 226-3 du code pénal est ainsi rétabli :\n« Art. R. 226-3. – Un. »"
    )


def test_a_law_article_added_to_a_bill() -> None:
    law = article_repealed("227-23", "code pénal")

    assert spaced(added_to_bill(law, "3", senate=False)) == (
        "Après l’article 3, insérer l’article suivant :\n« L’article 227-23 du code pénal est abrogé. »"
    )
    assert spaced(added_to_bill(law, "3", senate=True)) == (
        "Après l’article 3\nInsérer un article additionnel ainsi rédigé :\n"
        "« L’article 227-23 du code pénal est abrogé. »"
    )


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "premier"), (2, "deuxième"), (4, "quatrième"), (5, "cinquième"), (9, "neuvième"), (11, "onzième"),
        (17, "dix-septième"), (21, "vingt et unième"), (22, "vingt-deuxième"), (30, "trentième"),
        (71, "soixante et onzième"), (80, "quatre-vingtième"), (81, "quatre-vingt-unième"),
        (91, "quatre-vingt-onzième"), (100, "centième"), (102, "cent deuxième"), (200, "deux centième"),
    ],
)  # fmt: skip
def test_ordinals_have_no_end(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_second_is_of_two_and_dernier_of_more() -> None:
    assert [place_of(1, 2), place_of(1, 3), place_of(2, 3)] == ["second", "deuxième", "dernier"]
    assert [place_of(0, 2, "f"), place_of(1, 2, "f")] == ["première", "seconde"]
    assert place_of(10, 12) == "avant-dernier"


@pytest.mark.parametrize(
    ("quotation", "name"),
    [
        ("mineur", "mot"), ("un mineur", "mots"), ("3", "nombre"), ("75 000 €", "montant"), ("1 500 euros", "montant"),
        ("35 %", "taux"), ("2004", "année"), ("121-3", "référence"), ("L. 121-3", "référence"),
        ("121-3 et 121-4", "références"), (",", "signe"), ("1er janvier 2025", "date"),
    ],
)  # fmt: skip
def test_a_quotation_is_called_what_it_is(quotation: str, name: str) -> None:
    assert called(quotation).name == name


def test_numbers_of_articles_and_names_of_texts() -> None:
    assert [spaced(article_number(number)) for number in ("227-23", "R226-3", "L. 121-3", "R*123-1")] == [
        "227-23",
        "R. 226-3",
        "L. 121-3",
        "R.* 123-1",
    ]
    assert [of_code(code) for code in ("code pénal", "loi n° 78-17", "ordonnance n° 45-174")] == [
        "du code pénal",
        "de la loi n° 78-17",
        "de l’ordonnance n° 45-174",
    ]
