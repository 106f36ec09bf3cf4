"""The page itself, measured in the PDF: what a lawmaker holds."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable

import pypdfium2
import pytest
from msgspec.structs import replace

from plaidoyer.compose.document import Document, Section
from plaidoyer.typeset.job import Typeset
from plaidoyer.words import Text
from tests.render.sample_documents import CHART, DOSSIER, ENGLISH, FRENCH, KEY_FIGURE, LETTER, claim, drafted, p, table

ToHtml = Callable[[Document, str], str]
ToPdf = Callable[[Document, str], Typeset]
RULES = ("quote-mismatch", "unattributed-estimate")

MM = 72 / 25.4

# A letter: page, character, left, bottom, right, top in points.
Letter = tuple[int, str, float, float, float, float]


def letters(result: Typeset) -> list[Letter]:
    """Every printed letter and where it stands, head and foot of the pages apart."""
    found: list[Letter] = []
    for number, page in enumerate(pypdfium2.PdfDocument(result.pdf)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = text.get_text_range(index, 1)
            left, bottom, right, top = (round(value, 1) for value in text.get_charbox(index))
            if character.strip() and 19 * MM < bottom < (297 - 15) * MM:
                found.append((number, character, left, bottom, right, top))
    return found


def fonts(result: Typeset) -> set[str]:
    """The names of the typefaces embedded."""
    names = set()
    for page in pypdfium2.PdfDocument(result.pdf):
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            name = ctypes.create_string_buffer(200)
            font = pypdfium2.raw.FPDFTextObj_GetFont(item.raw)
            pypdfium2.raw.FPDFFont_GetBaseFontName(font, name, len(name))
            names.add(name.value.decode().rpartition("+")[2])
    return names


def pages(result: Typeset) -> list[str]:
    """The words of each page, spaces evened out."""
    document = pypdfium2.PdfDocument(result.pdf)
    return [" ".join(page.get_textpage().get_text_range().replace("\ufffe", "-").split()) for page in document]


def page_of(words: str, result: Typeset) -> int:
    """The only page that holds these words."""
    (found,) = [number for number, text in enumerate(pages(result)) if words in text]
    return found


CASES = [
    pytest.param(FRENCH, "policy-brief", 2, id="policy-brief"),
    pytest.param(replace(FRENCH, large_print=True), "policy-brief", 3, id="large-print"),
    pytest.param(ENGLISH, "one-pager", 1, id="one-pager"),
    pytest.param(DOSSIER, "dossier", 3, id="dossier"),
    pytest.param(replace(DOSSIER, large_print=True), "dossier", 3, id="dossier in large print"),
    pytest.param(LETTER, "cover-note", 1, id="cover-note"),
]


@pytest.mark.parametrize(("document", "template", "most"), CASES)
def test_a_full_brief_fits_its_pages(document: Document, template: str, most: int, to_pdf: ToPdf) -> None:
    """The sample is as long as a real brief; a style that loosens the page would push it over the limit."""
    result = to_pdf(document, template)

    assert result.problems == ()
    assert result.pages == most


@pytest.mark.parametrize(("document", "template", "_most"), CASES)
def test_a_draft_s_marks_never_move_a_letter(
    document: Document, template: str, _most: int, to_html: ToHtml, to_pdf: ToPdf
) -> None:
    """An author judges the length of a brief on its draft: every claim broken, every letter stays."""
    final = Counter(letters(to_pdf(document, template)))
    draft = Counter(letters(to_pdf(drafted(document, *RULES), template)))

    assert final - draft == Counter()
    added = Counter(character for _, character, *_ in (draft - final).elements())
    assert set(added) == set("".join(RULES))
    assert added["q"] == to_html(drafted(document, *RULES), template).count("data-broken")


def test_an_ask_and_a_table_are_marked_too(to_pdf: ToPdf) -> None:
    """Marks at the edges of the page: in the ask, in the last column, at the end of a line."""
    broken = claim("Que le Parlement agisse.", broken=RULES)
    rows = [("Acte", "Peine"), ("Fixer", "5 ans")]
    content = table((), *rows)
    cells = tuple(
        tuple(replace(cell, children=(claim("5 ans", broken=RULES),)) for cell in row) for row in content.rows
    )
    section = Section("s", (Text("Titre"),), (replace(content, rows=cells), p(claim("Un mot. ", broken=RULES))))
    document = replace(
        FRENCH, draft=True, ask=(broken,), sections=(section,), parts={"chart": (replace(CHART, broken=RULES),)}
    )
    result = to_pdf(document, "policy-brief")

    assert pages(result)[0].count("quote-mismatch") == 5
    for _, _, left, _, right, _ in letters(result):
        assert left >= 0
        assert right <= 210 * MM


def test_a_draft_says_so_at_the_head_and_foot_of_every_page(to_pdf: ToPdf) -> None:
    draft = to_pdf(drafted(FRENCH), "policy-brief")

    assert [text.count("BROUILLON") for text in pages(draft)] == [2, 2]
    assert not any("BROUILLON" in text for text in pages(to_pdf(FRENCH, "policy-brief")))


def test_every_page_says_what_it_is_of(to_pdf: ToPdf) -> None:
    """A sheet that lost its staple."""
    for number, text in enumerate(pages(to_pdf(FRENCH, "policy-brief")), start=1):
        assert text.count("24 novembre 2026") == (2 if number == 1 else 1)
        assert f"{number} / 2" in text


def test_the_ask_and_the_notice_are_on_page_one(to_pdf: ToPdf) -> None:
    first = pages(to_pdf(FRENCH, "policy-brief"))[0]

    assert first.index("Que le Parlement complète") < first.index("Le phénomène est mesuré")
    assert "N’émane pas de la Fondation" in first


@pytest.mark.parametrize("template", ["policy-brief", "one-pager", "dossier"])
def test_only_the_bundled_typefaces_are_embedded(template: str, to_pdf: ToPdf) -> None:
    """A stranger would be another typeface on another machine."""
    families = {"-".join(name.split("-")[:3]) for name in fonts(to_pdf(FRENCH, template))}

    assert families == {"Source-Sans-Pro", "Source-Serif-Pro"}


@pytest.mark.parametrize("lines", range(0, 30, 3))
def test_a_chart_is_never_cut_and_a_heading_never_alone(lines: int, to_pdf: ToPdf) -> None:
    """Wherever the page ends: a heading goes with its first lines, a chart stays in one piece."""
    filler = tuple(p("Une ligne.") for _ in range(lines))
    content = (p("Les premiers mots. " * 9), KEY_FIGURE, p("Les suivants. " * 9), CHART)
    section = Section("s", (Text("Le dernier titre"),), content)
    result = to_pdf(replace(FRENCH, lead=filler, sections=(section,)), "policy-brief")

    assert page_of("Le dernier titre", result) == page_of("Les premiers mots.", result)
    assert page_of("Rapports reçus par l’IWF au sujet", result) == page_of("n’ont pas la même durée", result)
    assert page_of("Le dernier titre", result) == page_of("des affaires où la consultation", result)


def test_a_long_table_repeats_its_head_and_cuts_no_row(to_pdf: ToPdf) -> None:
    rows = [
        (f"Article {number}", f"début{number}. " + "une peine et ses conditions " * 9 + f"fin{number}.")
        for number in range(60)
    ]
    section = Section("s", (Text("Titre"),), (table((Text("Les soixante articles"),), ("Numéro", "Peine"), *rows),))
    result = to_pdf(replace(FRENCH, sections=(section,), parts={}), "policy-brief")

    texts = pages(result)
    assert page_of("Les soixante articles", result) == page_of("début0.", result)
    for number in range(60):
        assert page_of(f"début{number}.", result) == page_of(f"fin{number}.", result)
    with_rows = [text for text in texts if "une peine et ses conditions" in text]
    assert len(with_rows) >= 3
    assert all("Numéro" in text for text in with_rows)


def test_a_short_table_stays_on_one_page(to_pdf: ToPdf) -> None:
    for lines in range(0, 36, 4):
        section = Section("s", (Text("T"),), (*(p("Une ligne.") for _ in range(lines)), *FRENCH.sections[1].blocks))
        result = to_pdf(replace(FRENCH, sections=(section,)), "policy-brief")
        assert page_of("Peines encourues selon", result) == page_of("Acquérir, détenir", result)


def test_a_line_is_broken_at_its_last_space(to_pdf: ToPdf) -> None:
    """Where the line holds its words but not the space after them, the engine breaks at the first one."""
    five = "Après la table. " * 5
    section = Section("s", (Text("T"),), (p(five, claim("Fin de la phrase.")), p(five * 2)))
    document = pypdfium2.PdfDocument(to_pdf(replace(FRENCH, sections=(section,), parts={}), "policy-brief").pdf)
    lines = document[0].get_textpage().get_text_range().split("\r\n")

    assert [line.strip() for line in lines].count(five.strip()) == 3


def test_the_margin_column_holds_the_margin_items(to_pdf: ToPdf) -> None:
    """18 mm from the edge of the paper and 50 mm wide, with its first line near that of the heading beside it."""
    document = replace(FRENCH, parts={}, sections=(Section("s", (Text("Titre"),), (p("Mots. " * 60), CHART)),))
    found = letters(to_pdf(document, "policy-brief"))
    right = [letter for letter in found if letter[2] > (18 + 118 + 3) * MM and 300 < letter[3] < 620]

    assert min(letter[2] for letter in right) == pytest.approx((18 + 118 + 6) * MM, abs=1.5)
    assert max(letter[4] for letter in right) <= (210 - 18) * MM + 0.5
