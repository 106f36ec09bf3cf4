"""The dossier, measured in the PDF: its contents, its numbers, its notes."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from msgspec.structs import replace

from plaidoyer.compose.document import Document, Paragraph, Section
from plaidoyer.typeset.job import Typeset
from plaidoyer.words import Claim, Note, Text
from tests.render.sample_documents import CHART, DOSSIER, KEY_FIGURE, p, table
from tests.render.test_annex_page import annexed
from tests.render.test_page_layout import MM, page_of, pages

ToHtml = Callable[[Document, str], str]
ToPdf = Callable[[Document, str], Typeset]

FILLER = tuple(p("Des mots pour remplir la page. " * 12) for _ in range(9))
CONTENTS = [
    ("1", "Le problème"),
    ("2.1", "L’article en vigueur"),
    ("2.2", "Ce qui reste"),
    ("5", "Mise en œuvre"),
    ("", "Sources"),
]
LONG_NOTE = Note("footnote", (Text("Une source, et tout ce qu’il y a à en dire. " * 4),))


def line_of(words: str, page: pypdfium2.PdfPage) -> str:
    """The words on the same line of a column as the first ``words`` of a page, from its left edge to its right one."""
    text = page.get_textpage()
    index, _ = text.search(words, match_case=True).get_next()
    left, bottom, _, top = text.get_charbox(index)
    column = (17, 105) if left < 100 * MM else (105, 193)
    return " ".join(text.get_text_bounded(column[0] * MM, bottom - 1, column[1] * MM, top + 1).split())


def head(page: pypdfium2.PdfPage) -> str:
    """What stands in the margin at the head of a page."""
    return " ".join(page.get_textpage().get_text_bounded(0, (297 - 15) * MM, 210 * MM, 297 * MM).split())


def test_the_contents_say_on_which_page_each_heading_is(to_pdf: ToPdf) -> None:
    """Number, title and page are text: whoever hears the page hears them. No dot is."""
    sections = tuple(replace(section, blocks=(*section.blocks, *FILLER)) for section in DOSSIER.sections)
    result = to_pdf(replace(DOSSIER, sections=sections), "dossier")
    document = pypdfium2.PdfDocument(result.pdf)
    texts = pages(result)

    for number, title in CONTENTS:
        words = f"{number} {title}".strip()
        line = line_of(title, document[0])
        assert line.startswith(words)
        page = int(line.removeprefix(words))
        assert texts[page - 1].count(words) == (2 if page == 1 else 1), words
    assert result.pages > 5
    assert ". ." not in texts[0]
    assert "…" not in texts[0]


def test_an_annex_stands_after_the_sources_on_a_page_of_its_own(to_html: ToHtml, to_pdf: ToPdf) -> None:
    """It has no number, and the contents name it last; so do they the evidence annex."""
    annex = Section("annex-law", (Text("Annexe : la loi"),), (p("Le texte."),))
    document = annexed(replace(DOSSIER, sections=(annex, *DOSSIER.sections)), 2)
    html = to_html(document, "dossier")
    contents = html[html.index("<nav") : html.index("</nav>")]
    result = to_pdf(document, "dossier")

    order = [contents.index(f'href="#{one}"') for one in ("problem", "implementation", "sources", "annex-law")]
    assert order == sorted(order)
    assert contents.index('href="#evidence.annex"') > order[-1]
    assert html.index('id="sources"') < html.index('id="annex-law"') < html.index('id="evidence.annex"')
    assert pages(result)[page_of("Le texte.", result)].startswith("Annexe")
    assert "1 Le problème" in pages(result)[0]


def test_a_page_that_goes_on_with_a_section_says_which(to_pdf: ToPdf) -> None:
    """And one that begins with a heading does not say it twice."""
    sections = tuple(replace(section, blocks=(*FILLER, *FILLER)) for section in DOSSIER.sections[:2])
    result = to_pdf(replace(DOSSIER, sections=sections, entries=(), lead=FILLER), "dossier")
    heads = [head(page) for page in pypdfium2.PdfDocument(result.pdf)]
    second = next(index for index, text in enumerate(pages(result)[1:], 1) if "2 Ce que dit le droit" in text)

    assert heads[0] == ""
    assert heads[second - 1] == "1 Le problème"
    assert heads[-1] == "2 Ce que dit le droit, ce qu’il ne dit pas"
    start = to_pdf(replace(DOSSIER, sections=(Section("annex", (Text("Annexe"),), FILLER * 3),), entries=()), "dossier")
    assert [head(page) for page in pypdfium2.PdfDocument(start.pdf)] == ["", "", *["Annexe"] * 3]


@pytest.mark.parametrize("lines", range(0, 30, 5))
def test_notes_never_run_into_the_margin_column(lines: int, to_pdf: ToPdf) -> None:
    """What stands in the margin may reach down beside the notes: two texts one upon the other could not be read."""
    filler = tuple(p("Une ligne.") for _ in range(lines))
    claims = tuple(Paragraph((Claim(f"c{n}", (Text("Un fait."), LONG_NOTE)),)) for n in range(9))
    section = Section("s", (Text("Titre"),), (KEY_FIGURE, *claims, replace(CHART, source=(Text("IWF"), LONG_NOTE))))
    result = to_pdf(replace(DOSSIER, lead=filler, sections=(section,)), "dossier")

    document = pypdfium2.PdfDocument(result.pdf)
    found = 0
    for page in document:
        text = page.get_textpage()
        search = text.search("tout ce qu’il y a à en dire")
        while place := search.get_next():
            found += 1
            assert text.get_charbox(place[0])[0] < (18 + 118) * MM
    assert found == 10 * 4


def test_each_note_is_at_the_foot_of_the_page_that_calls_it(to_pdf: ToPdf) -> None:
    """In key figures, in the margin and in tables too, each once."""
    sections = tuple(replace(section, blocks=(*FILLER[:3], *section.blocks)) for section in DOSSIER.sections)
    texts = pages(to_pdf(replace(DOSSIER, sections=sections), "dossier"))

    assert sum(text.count("article 227-23.") for text in texts) >= 14
    for number in range(1, 15):
        assert sum(f"Note {number}, article" in text for text in texts) == 1


def test_a_long_table_repeats_its_head_beside_notes(to_pdf: ToPdf) -> None:
    rows = [(f"Rang {number}", "une peine et ses conditions " * 6) for number in range(60)]
    long = table((Text("Les peines"), LONG_NOTE), ("Numéro", "Peine"), *rows)
    section = Section("s", (Text("Titre"),), (*FILLER[:2], long, p("Fin.")))
    result = to_pdf(replace(DOSSIER, sections=(section,)), "dossier")

    with_rows = [text for text in pages(result) if "ses conditions" in text]
    assert len(with_rows) >= 3
    assert all("Numéro Peine" in text for text in with_rows)
    assert sum(text.count("tout ce qu’il y a à en dire") for text in pages(result)) == 4
