"""What is printed of an amendment: sheets that a chamber takes, blanks for what is given on filing, what to check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from plaidoyer.compose.document import AmendmentPages, Paragraph, TabledSheet
from plaidoyer.render.pasted import plain
from plaidoyer.words import Inline
from tests.compose.amended_pages import BILL, CHANGED, NEW, REPEALED, pages_of
from tests.compose.amended_pages import plain as folded

LAW = "form: loi\nchanges:\n"
CHAMBERS = "form: [an, senat]\nvehicle: {bill: ppl-12, after-article: 3, stage: première lecture}\nchanges:\n"
OF_BILL = """form: [an, senat]
vehicle: {bill: ppl-12, article: 3, stage: deuxième lecture, deadline: 2026-12-01}
changes:
  - article: ppl-12/3
    proposed: |
      Le maire nomme deux gardes.

      Il porte un insigne.
"""


def words(children: Sequence[Inline]) -> str:
    return folded(plain(children))


def sheet(pages: AmendmentPages, name: str) -> TabledSheet:
    (found,) = [one for tabled in pages.tabled for one in tabled.sheets if one.name == name]
    return found


def wording(one: TabledSheet) -> list[str]:
    return [words(paragraph) for part in one.wording for paragraph in part.paragraphs]


def test_the_document_says_what_it_changes_and_whose_brief_it_goes_with(small: Path) -> None:
    pages = pages_of(small, LAW + CHANGED)
    assert folded(pages.title) == "Modification de l’article 12-3 du code des lacs"
    assert (folded(pages.brief), pages.brief_lang, pages.lang) == ("Lacs : punir la pollution", "fr", "fr")
    assert (pages.date, pages.date_iso, pages.version) == ("24 novembre 2026", "2026-11-24", "1")
    assert pages.issuer == "Les amis des lacs"
    assert pages.notice == "Texte d’essai."
    assert not pages.draft


@pytest.mark.parametrize(
    ("changes", "title", "aim"),
    [
        (CHANGED, "Modification de l’article 12-3 {}", "visant à modifier l’article 12-3 {}"),
        (NEW, "Création d’un article 12-3-1 {}", "visant à créer un article 12-3-1 {}"),
        (REPEALED, "Abrogation de l’article 12-3 {}", "visant à abroger l’article 12-3 {}"),
        (CHANGED + NEW, "Modification {}", "portant modification {}"),
    ],
    ids=["changed", "new", "repealed", "several"],
)
def test_a_law_of_ones_own_has_a_title(small: Path, changes: str, title: str, aim: str) -> None:
    pages = pages_of(small, LAW + changes)
    law = sheet(pages, "article-loi")
    title, aim = (words.format("du code des lacs") for words in (title, aim))
    assert folded(pages.title) == title
    assert (law.title, folded(law.subtitle)) == ("Proposition de loi", aim)
    assert (folded(law.author), law.address) == ("présentée par …", "Mesdames, Messieurs,")
    assert law.reasons_first


def test_one_article_is_the_only_one_and_several_are_numbered(small: Path) -> None:
    alone, several = (sheet(pages_of(small, LAW + its), "article-loi") for its in (CHANGED, CHANGED + NEW))
    assert [words(part.head) for part in alone.wording] == ["Article unique"]
    assert [words(part.head) for part in several.wording] == ["Article 1er", "Article 2"]


def test_in_a_bill_an_article_has_no_number_yet(small: Path) -> None:
    """It takes the number that the bill gives it, and is no law of its own."""
    pages = pages_of(small, CHAMBERS.replace("[an, senat]", "[loi, an]") + CHANGED)
    law = sheet(pages, "article-loi")
    assert (law.title, law.subtitle, law.author, law.reasons_first) == ("Article à insérer", "", "", False)
    assert folded(law.bill) == "Proposition de loi relative aux étangs, n° 12, première lecture"
    assert [words(part.head) for part in law.wording] == [""]
    both = sheet(pages_of(small, CHAMBERS.replace("[an, senat]", "[loi, an]") + CHANGED + NEW), "article-loi")
    assert [words(part.head) for part in both.wording] == ["Article 1er", "Article 2"]


def test_an_amendment_leaves_its_number_and_author_blank(small: Path) -> None:
    """Both are given on filing: an invented one could be taken for a real one."""
    pages = pages_of(small, CHAMBERS + CHANGED)
    an, senat = sheet(pages, "amendement-an"), sheet(pages, "amendement-senat")
    assert [(folded(one.title), folded(one.author)) for one in (an, senat)] == [
        ("Amendement n° …", "présenté par …")
    ] * 2
    assert [one.genre for one in (an, senat)] == ["Pour l’Assemblée nationale", "Pour le Sénat"]
    assert {folded(one.bill) for one in (an, senat)} == {
        "Proposition de loi relative aux étangs, n° 12, première lecture"
    }
    assert {words(one.division) for one in (an, senat)} == {"ARTICLE ADDITIONNEL APRÈS L’ARTICLE 3"}
    assert (an.reasons_title, senat.reasons_title) == ("Exposé sommaire", "Objet")
    assert wording(an)[0] == "Après l’article 3, insérer l’article suivant :"


def test_the_first_article_is_named_as_each_chamber_does(small: Path) -> None:
    pages = pages_of(small, CHAMBERS.replace("after-article: 3", "after-article: 1er") + CHANGED)
    assert words(sheet(pages, "amendement-an").division) == "ARTICLE ADDITIONNEL APRÈS L’ARTICLE PREMIER"
    assert words(sheet(pages, "amendement-senat").division) == "ARTICLE ADDITIONNEL APRÈS L’ARTICLE 1er"


def test_a_bills_own_article_is_no_law_in_force(small: Path) -> None:
    pages = pages_of(small, OF_BILL)
    (article,) = pages.tabled[0].articles
    assert article.before == "Texte en discussion"
    assert folded(article.title) == "Article 3 de la proposition de loi relative aux étangs"
    assert folded(article.origin) == "Article 3, vu le 20 novembre 2026, https://example.org/ppl-12"
    an = sheet(pages, "amendement-an")
    assert words(an.division) == "ARTICLE 3"
    assert wording(an) == ["Rédiger ainsi l’alinéa 1 :", "« Le maire nomme deux gardes. »"]


def test_the_law_that_was_read_is_named_with_its_day(small: Path) -> None:
    (article,) = pages_of(small, LAW + CHANGED).tabled[0].articles
    assert article.before == "Droit en vigueur"
    assert folded(article.origin) == (
        "Article 12-3 (LACARTI0001), dans sa version en vigueur depuis le 23 avril 2021, vu le 22 novembre 2026"
    )


def test_where_a_new_article_is_put_is_said(small: Path) -> None:
    """« Article 12-3 » alone would read as the law that is changed."""
    (article,) = pages_of(small, LAW + NEW).tabled[0].articles
    assert folded(article.origin).startswith("À insérer après l’article 12-3 (LACARTI0001), dans sa version")


def test_a_repealed_article_has_no_text(small: Path) -> None:
    (article,) = pages_of(small, LAW + REPEALED).tabled[0].articles
    assert (article.alineas, article.remark) == ((), "(Abrogé)")
    (new,) = pages_of(small, LAW + NEW).tabled[0].articles
    assert ([words(one) for one in new.alineas], new.remark) == (["Un article « nouveau »."], "")


def test_reasons_have_their_evidence_in_the_line(small: Path) -> None:
    """A chamber's form takes no footnote: a figure without its source there would have none."""
    reasons = "rationale: |\n  L’Observatoire a reçu [](figure:rapport-2025/semestre-2025) en six mois.\n"
    law = sheet(pages_of(small, LAW + CHANGED + reasons), "article-loi")
    (paragraph,) = law.reasons
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.children) == (
        "L’Observatoire a reçu 1 240 signalements en six mois (Observatoire des lacs, 15 janv. 2026, p. 3)."
    )
    assert sheet(pages_of(small, LAW + CHANGED), "article-loi").reasons == ()


def test_an_amendment_to_fall_back_on_is_marked_as_one(small: Path) -> None:
    """Tabled in the place of the first by mistake, it would give away what is asked."""
    second = CHAMBERS + CHANGED.replace("90 000", "80 000")
    pages = pages_of(small, CHAMBERS + CHANGED, second)
    first, fallback = pages.tabled
    assert (first.fallback, fallback.fallback) == (False, True)
    assert (first.consolidated, fallback.consolidated) == ("texte-consolide", "texte-consolide-repli")
    assert sheet(pages, "amendement-an-repli").genre == "Repli · Pour l’Assemblée nationale"
    assert folded(sheet(pages, "amendement-an-repli").title) == "Amendement de repli n° …"
    assert any("80 000" in line for line in wording(sheet(pages, "amendement-an-repli")))
    assert not any("80 000" in line for line in wording(sheet(pages, "amendement-an")))


def checks(pages: AmendmentPages) -> dict[str, str]:
    return {folded(one.title): words(one.question) for one in pages.checks}


def test_what_to_check_before_filing_depends_on_the_stage(small: Path) -> None:
    """After first reading another link is asked for: the wrong question lets an amendment be filed for nothing."""
    article = "Article 45 de la Constitution"
    law, first = (checks(pages_of(small, its + CHANGED))[article] for its in (LAW, CHAMBERS))
    second = checks(pages_of(small, OF_BILL))
    assert "Sans objet pour une proposition de loi" in law
    assert "première lecture" in law
    assert "Après la première lecture" in law
    assert "Après" not in first
    assert "En première lecture" not in second[article]
    assert second["Dépôt"].startswith("Coller le texte dans le système de la chambre")
    assert second["Dépôt"].endswith("Délai de dépôt : 1er décembre 2026.")
    unknown = checks(pages_of(small, CHAMBERS.replace(", stage: première lecture", "") + CHANGED))
    assert "En première lecture" in unknown[article]
    assert "Après la première lecture" in unknown[article]
    assert "Délai" not in unknown["Dépôt"]
    assert "Dépôt" not in checks(pages_of(small, LAW + CHANGED))
    assert "Ameli" in checks(pages_of(small, (CHAMBERS + CHANGED).replace("[an, senat]", "senat")))["Dépôt"]


def test_law_is_to_be_read_again_on_the_day_of_filing(small: Path) -> None:
    law = checks(pages_of(small, LAW + CHANGED))["Droit en vigueur"]
    assert law.endswith("article 12-3 du code des lacs (lu le 22 novembre 2026).")
    assert "Droit en vigueur" not in checks(pages_of(small, OF_BILL))
    assert checks(pages_of(small, LAW + CHANGED, LAW + NEW))["Droit en vigueur"] == law, "named once"
    assert checks(pages_of(small, OF_BILL, CHAMBERS + CHANGED))["Droit en vigueur"] == law, "the fallback's, too"


def test_an_article_that_was_added_to_a_bill_is_changed_like_any_other(small: Path) -> None:
    """« 3 bis » is what the next reading is about; it has a space in its number."""
    of_bill = OF_BILL.replace("ppl-12/3", "ppl-12/3 bis").replace("article: 3,", "article: 3 bis,")
    pages = pages_of(small, of_bill, bill=BILL.replace('"3"', '"3 bis"'))
    assert words(sheet(pages, "amendement-an").division) == "ARTICLE 3 bis"
    assert folded(pages.title) == "Modification de l’article 3 bis de la proposition de loi relative aux étangs"
