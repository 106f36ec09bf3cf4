"""The pages of an amendment on paper: a sheet a page, marks for the eye and the ear, nothing cut that can be whole."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from lxml.html import HtmlElement, fromstring
from msgspec.structs import replace

from plaidoyer.compose.document import AmendmentPages, Tabled
from plaidoyer.render.pasted import pasted
from plaidoyer.typeset.job import Typeset
from tests.render.sample_amendments import CHECKS_TITLE, SHORT, amendment, article, law, sample
from tests.render.test_page_layout import MM, page_of, pages

ToHtml = Callable[[AmendmentPages], str]
ToPdf = Callable[[str], Typeset]

ALINEA = (
    "{}° Le garde numéro {} surveille l'étang, ouvre les grilles à sept heures et les ferme à vingt heures, fin {} ;"
)
LONG = " ".join(f"La visite numéro {number} de l'étang a lieu sous la conduite du garde." for number in range(120))
MANY = tuple(ALINEA.format(number, number, number) for number in range(1, 41))
GREYED = 20  # of 255: a letter less opaque than that is not seen


def printed(result: Typeset) -> Iterator[tuple[int, str, float, float, bool]]:
    """Every letter: page, sign, left and bottom in points, and whether it is seen."""
    raw = pypdfium2.raw
    for number, page in enumerate(pypdfium2.PdfDocument(result.pdf)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            colour = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFText_GetFillColor(text.raw, index, *colour)
            left, bottom, _, _ = text.get_charbox(index, loose=True)
            sign = text.get_text_range(index, 1)
            if sign.strip():
                yield number, sign, left, bottom, colour[3].value > GREYED


def element(html: str, path: str) -> HtmlElement:
    (found,) = fromstring(html).xpath(path)
    return found


def text_of(found: HtmlElement) -> str:
    return " ".join(str(found.text_content()).split())


# Marks --------------------------------------------------------------------------------------------


def test_what_changes_is_read_aloud_where_it_changes(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """Bold and strokes say nothing to a reader who listens: the words stand in the text of the PDF, in their place."""
    text = pages(amendment_to_pdf(amendment_to_html(sample())))[0].replace("\u00a0", " ")
    assert "Le maire nomme supprimé un garde fin de suppression . Il est assermenté." in text
    assert (
        "Le maire nomme début d’insertion deux gardes fin d’insertion . Il est assermenté début d’insertion ." in text
    )


def test_what_is_read_aloud_is_not_seen(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    seen = "".join(sign for _, sign, *_, visible in printed(amendment_to_pdf(amendment_to_html(sample()))) if visible)
    assert "deuxgardes" in seen
    assert "débutd’insertion" not in seen
    assert "findesuppression" not in seen


def test_what_is_read_aloud_moves_no_line(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """A hidden word that took room would break lines where nobody sees why."""
    html = amendment_to_html(sample((LONG,), (LONG.replace("étang", "lac").replace("sous", "toujours sous"),)))
    silent = re.sub(r'<span class="unseen">[^<]*</span>', "", html)
    assert silent != html
    before, after = (
        [(page, sign, round(bottom), left) for page, sign, left, bottom, visible in printed(result) if visible]
        for result in (amendment_to_pdf(silent), amendment_to_pdf(html))
    )
    assert [one[:3] for one in before] == [one[:3] for one in after]
    # A hidden letter is a twentieth of a point wide; a line holds some hundred of them at most.
    assert max(abs(one[3] - other[3]) for one, other in zip(before, after, strict=True)) < 5


def test_no_letter_is_lost_beside_a_hidden_one(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """A reader of PDF that finds two equal letters in one place drops one: « supprimé étang » was read « tang »."""
    before = tuple(f"La visite numéro {number} de l'étang est publique." for number in range(100, 120))
    after = tuple(alinea.replace("étang", "lac") for alinea in before)
    result = amendment_to_pdf(amendment_to_html(sample(before, after)))
    assert sum(text.count("supprimé étang fin") for text in pages(result)) == len(before)


# Pages --------------------------------------------------------------------------------------------


def test_a_sheet_begins_a_page_that_says_what_it_is(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """A sheet is torn off and filed: nothing of another may be on it."""
    sheets = [law(["Le dernier alinéa est supprimé."]), amendment("Pour le Sénat")]
    result = amendment_to_pdf(amendment_to_html(sample(sheets=sheets)))
    assert result.problems == ()
    texts = [text.replace("\u00a0", " ").casefold() for text in pages(result)]
    heads = ["amendement · les amis des lacs", "texte consolidé", "pour l’assemblée nationale", "pour le sénat"]
    assert [text.startswith(head) for text, head in zip(texts, heads, strict=False)] == [True] * 4
    assert len(texts) == 5
    assert all("texte proposé, non déposé" in text for text in texts)
    assert CHECKS_TITLE.replace("\u00a0", " ").casefold() in texts[4]


def test_the_first_page_says_where_each_part_begins(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """Whoever files the text tonight goes there, not through forty alinéas."""
    other = Tabled(True, (article(SHORT, ()),), (), "texte-consolide-repli")
    result = amendment_to_pdf(amendment_to_html(sample(MANY, MANY[:-1], (law(["Un mot."]),), other)))
    texts = [text.replace("\u00a0", " ") for text in pages(result)]
    consolidated = next(number for number, text in enumerate(texts, 1) if text.startswith("TEXTE CONSOLIDÉ"))
    assert (
        f"A test. Tableau comparatif, p. 1 · Texte consolidé, p. {consolidated} ·"
        f" Textes à déposer, p. {page_of('Exposé des motifs', result) + 1} ·"
        f" Repli, p. {page_of('(Article abrogé)', result) + 1} · Avant dépôt, p. {len(texts)}"
    ) in texts[0]


def test_a_sheet_of_several_pages_says_on_each_what_it_is(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """And where a page of the table lies alone on a desk, its columns still have their titles."""
    texts = pages(amendment_to_pdf(amendment_to_html(sample(MANY, MANY[:-1]))))
    table = [text for text in texts if "Droit en vigueur Rédaction proposée" in text]
    assert len(table) > 2
    head = "Tableau comparatif · Article 12-3 du code des lacs (suite)"
    assert [head in text for text in texts] == [text in table[1:] for text in texts]


def test_an_alinea_is_kept_whole_where_it_can_be(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    texts = pages(amendment_to_pdf(amendment_to_html(sample(MANY, MANY[:-1]))))
    table = [text for text in texts if "Droit en vigueur Rédaction proposée" in text]
    for number in range(1, len(MANY) + 1):
        (page,) = [text for text in table if f"numéro {number} " in text]
        assert f"fin {number}" in page


def test_an_alinea_longer_than_a_page_is_cut_at_its_foot(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """Sent to a page of its own it would leave half a page blank, and lose the titles of its columns."""
    after = (SHORT[0], LONG.replace("étang", "lac"))
    result = amendment_to_pdf(amendment_to_html(sample((SHORT[0], LONG), after)))
    texts = pages(result)
    assert "numéro 1 de l’étang" in texts[0]
    assert "numéro 20 de l’" in texts[0]
    assert all("Droit en vigueur Rédaction proposée" in text for text in texts[: page_of("TEXTE CONSOLIDÉ", result)])


@pytest.mark.parametrize(("lines", "cut"), [(12, False), (60, True)])
def test_what_is_to_be_copied_is_cut_only_where_it_must_be(
    lines: int, cut: bool, amendment_to_html: ToHtml, amendment_to_pdf: ToPdf
) -> None:
    """A law gives its reasons first: its text goes to the next page whole, unless it is longer than one."""
    wording = [f"Ligne numéro {number} du texte à copier, fin." for number in range(1, lines + 1)]
    reasons = [ALINEA.format(number, number, number) for number in range(18)]
    result = amendment_to_pdf(amendment_to_html(sample(sheets=[law(wording, reasons)])))
    first, last = page_of("Ligne numéro 1 du", result), page_of(f"Ligne numéro {lines} du", result)
    assert (first < last) is cut
    assert page_of("TEXTE À COPIER", result) == first


def test_numbers_of_alineas_stand_outside_the_columns(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """They are of the table, not of the law."""
    found = list(printed(amendment_to_pdf(amendment_to_html(sample()))))
    lefts = [left for page, _, left, _, visible in found if page == 0 and visible]
    assert min(lefts) < 18 * MM
    assert max(lefts) > (210 - 18) * MM
    words = [left for page, sign, left, _, visible in found if page == 0 and visible and sign.isalpha()]
    assert 18 * MM - 1 < min(words) < max(words) < (210 - 18) * MM


# What is on them ----------------------------------------------------------------------------------


def test_the_frame_holds_what_is_pasted_and_nothing_else(amendment_to_html: ToHtml) -> None:
    """Whoever copies the frame tables what it holds."""
    one = sample(sheets=[amendment("Pour le Sénat", ["Alinéa 4", "Supprimer cet alinéa."])])
    frame = element(amendment_to_html(one), "//div[@class='to-copy']")
    assert text_of(frame) == "Alinéa 4 Supprimer cet alinéa."
    text = pasted(one)["amendement"].replace("\u00a0", " ")
    assert text == "ARTICLE 3\n\nAlinéa 4\n\nSupprimer cet alinéa.\n"


def test_number_and_author_are_left_to_be_written(amendment_to_html: ToHtml) -> None:
    html = amendment_to_html(sample(sheets=[amendment("Pour le Sénat")]))
    blanks = fromstring(html).xpath("//*[span[@class='blank']]")
    assert [text_of(one) for one in blanks] == ["Amendement n° …", "présenté par …"]


def test_pages_of_a_brief_in_another_language_stay_french(amendment_to_html: ToHtml) -> None:
    """A screen reader changes its voice for the brief's own words, and for them alone."""
    html = fromstring(amendment_to_html(sample(brief_lang="en")))
    assert html.get("lang") == "fr"
    assert [text_of(one) for one in html.xpath("//body//*[@lang='en']")] == ["Lakes", "A test."]
    assert fromstring(amendment_to_html(sample())).xpath("//body//*[@lang]") == []


def test_a_wording_that_is_not_proved_is_marked(amendment_to_html: ToHtml, amendment_to_pdf: ToPdf) -> None:
    """A draft says so on every page, and at the text that nobody may table yet."""
    html = amendment_to_html(sample(sheets=[law(["Un mot."], fault="twice")], draft=True))
    assert element(html, "//*[@data-broken]").get("class") == "to-copy"
    assert all(text.count("BROUILLON") == 2 for text in pages(amendment_to_pdf(html)))


def test_an_article_that_is_repealed_has_no_list(amendment_to_html: ToHtml) -> None:
    section = element(amendment_to_html(sample(SHORT, ())), "//section[contains(@class, 'consolidated')]")
    assert "(Abrogé)" in text_of(section)
    assert section.xpath(".//ol") == []


def test_no_more_is_printed_where_there_is_no_more(amendment_to_html: ToHtml) -> None:
    """No sheet, no entry for sheets; no notice, no reasons: no empty line in their place."""
    bare = replace(sample(sheets=[]), notice="", version="")
    assert "file." not in amendment_to_html(bare)
    assert fromstring(amendment_to_html(bare)).xpath("//p[@class='notice']") == []
    html = amendment_to_html(sample(sheets=[law(["Un mot."], reasons=())]))
    assert fromstring(html).xpath("//div[@class='reasons']") == []
