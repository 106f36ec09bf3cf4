"""What is pasted into a chamber's system: the words of the sheet, a paragraph a line, in its order."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from plaidoyer.render.pasted import pasted
from tests.compose.amended_pages import CHANGED, NEW, REPEALED, pages_of
from tests.compose.amended_pages import plain as folded

LAW = "form: loi\nchanges:\n"
CHAMBERS = "form: [an, senat]\nvehicle: {bill: ppl-12, after-article: 3, stage: première lecture}\nchanges:\n"


def test_what_is_pasted_is_what_stands_on_the_sheet(small: Path) -> None:
    reasons = r"""rationale: |
  Deux raisons ![](lac.png)\
  que voici :

  1. l’une ;
  2. l’autre.

  > Une *citation*.

      un code

  - un point

  | Lac | Étang |
  |---|---|
  | un | deux |
"""
    texts = pasted(pages_of(small, LAW + CHANGED + reasons))
    assert sorted(texts) == ["article-loi", "texte-consolide"]
    assert folded(texts["article-loi"]).split("\n\n") == [
        "Proposition de loi\nvisant à modifier l’article 12-3 du code des lacs",
        "Exposé des motifs",
        "Mesdames, Messieurs,",
        "Deux raisons  que voici :",
        "1. l’une ;\n2. l’autre.",
        "Une citation.",
        "un code",
        "– un point",
        "Article unique",
        "Au premier alinéa de l’article 12-3 du code des lacs, le montant : « 75 000 euros » est remplacé"
        " par le montant : « 90 000 euros ».\n",
    ]
    assert folded(texts["texte-consolide"]).startswith("Article 12-3 du code des lacs\n\nLe fait de polluer")


def test_amendments_of_one_chamber_are_told_apart(small: Path) -> None:
    """One amendment changes one article: pasted together they would be refused."""
    text = folded(pasted(pages_of(small, CHAMBERS + CHANGED + NEW))["amendement-an"])
    first, second = text.split("\n\n――――――――\n\n")
    assert first.startswith("ARTICLE ADDITIONNEL APRÈS L’ARTICLE 3\n\nAprès l’article 3, insérer l’article suivant :")
    assert "12-3-1" in second


def test_a_repealed_article_is_pasted_as_such(small: Path) -> None:
    assert (
        folded(pasted(pages_of(small, LAW + REPEALED))["texte-consolide"])
        == "Article 12-3 du code des lacs\n\n(Abrogé)\n"
    )


def test_a_draft_says_so_where_it_is_pasted(small: Path) -> None:
    assert all(text.startswith("BROUILLON\n\n") for text in pasted(pages_of(small, LAW + CHANGED, draft=True)).values())


def test_nothing_is_pasted_while_a_wording_is_not_proved(small: Path) -> None:
    pages = pages_of(small, LAW + CHANGED)
    unproved = tuple(replace(one, fault="no") for one in pages.tabled[0].sheets)
    assert pasted(replace(pages, tabled=(replace(pages.tabled[0], sheets=unproved),))) == {}
