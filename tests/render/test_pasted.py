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
  Deux raisons ![](lac.png) ![Deux lacs](lac.png)\
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
        "Deux raisons  [Deux lacs] que voici :",
        "1. l’une ;\n2. l’autre.",
        "Une citation.",
        "un code",
        "– un point",
        "Lac | Étang\nun | deux",
        "Article unique",
        "Au premier alinéa de l’article 12-3 du code des lacs, le montant : « 75 000 euros » est remplacé"
        " par le montant : « 90 000 euros ».\n",
    ]
    assert folded(texts["texte-consolide"]).startswith("Article 12-3 du code des lacs\n\nLe fait de polluer")


def test_what_is_drawn_on_the_sheet_is_pasted_in_words(small: Path) -> None:
    """The reasons that the chamber is sent are those of the page, with no figure left out."""
    reasons = """rationale: |
  Voici.

  ::: {.chart #essor figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" title="Signalements reçus"}
  Une remarque.
  :::

  ::: {.key-figure figure="rapport-2025/part"}
  :::
"""
    text = folded(pasted(pages_of(small, LAW + CHANGED + reasons))["article-loi"])
    assert text.split("\n\n")[4:7] == [
        "Signalements reçus\n– 2024 (12 mois), 1 860 signalements, soit 155,0 par mois\n"
        "– janv. – juin 2025 (6 mois), 1 240 signalements, soit 206,7 par mois\n"
        "Source : OL (moyennes : notre calcul)"
        " (Observatoire des lacs, 15 janv. 2026, p. 4 ; Observatoire des lacs, 15 janv. 2026, p. 3)",
        "Une remarque.",
        "40 %, estimation, méthode non publiée\n"
        "Source : Ministère de l’eau, cité par OL (Ministère de l’eau, cité par Observatoire des lacs, 15 janv. 2026)",
    ]


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
