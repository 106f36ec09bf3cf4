"""The cover note, measured in the PDF: a letter, for an envelope with a window."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
from msgspec.structs import replace

from plaidoyer.compose.document import Document
from plaidoyer.typeset.job import Typeset
from tests.render.sample_documents import ENGLISH, LETTER, p
from tests.render.test_page_layout import MM, pages

ToHtml = Callable[[Document, str], str]
ToPdf = Callable[[Document, str], Typeset]


def place(words: str, page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Where words stand, in mm from the left and top edges of the paper: left, top, right, bottom."""
    text = page.get_textpage()
    index, count = text.search(words).get_next()
    boxes = [text.get_charbox(at) for at in range(index, index + count)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = max(box[3] for box in boxes), min(box[1] for box in boxes)
    return left / MM, 297 - top / MM, right / MM, 297 - bottom / MM


def test_the_address_is_in_the_window_of_a_french_envelope(to_pdf: ToPdf) -> None:
    """However the sheet lies in it: 100 to 190 mm from the left, 45 to 79 mm from the top. Nothing else is."""
    page = pypdfium2.PdfDocument(to_pdf(LETTER, "cover-note").pdf)[0]

    for line in LETTER.recipients:
        left, top, right, bottom = place(line, page)
        assert 100 < left < right < 190
        assert 45 < top < bottom < 79
    window = page.get_textpage().get_text_bounded(100 * MM, (297 - 79) * MM, 190 * MM, (297 - 45) * MM)
    assert tuple(window.split("\r\n")) == LETTER.recipients


def test_a_letter_reads_in_its_order(to_pdf: ToPdf) -> None:
    """Sender, recipient, date, object, ask, text, signature, what is enclosed."""
    (text,) = pages(to_pdf(LETTER, "cover-note"))
    words = [
        "Campagne d’essai",
        "demonstration@example.org",
        "Madame la présidente ou",
        "Le 24 novembre 2026",
        "Objet : Envoi d’un dossier",
        "CE QUE NOUS DEMANDONS",
        "Madame la Présidente, Monsieur le Président,",
        "haute considération.",
    ]
    order = [text.index(one) for one in words]

    assert order == sorted(order)
    assert text.rindex("Campagne d’essai") > order[-1]
    assert text.index("CI-JOINT") > order[-1]
    assert text.index("La note, et le texte à déposer") > text.index("CI-JOINT")


def test_it_is_signed_by_its_authors_else_by_its_sender(to_html: ToHtml) -> None:
    def signature(document: Document) -> str:
        html = to_html(document, "cover-note")
        return html[html.index('class="signature"') :].partition("</div>")[0]

    signed = signature(replace(LETTER, authors=("Jeanne Exemple, jardinière",)))
    assert signed.index("Jeanne Exemple, jardinière") < signed.index("Campagne d’essai")
    assert signature(LETTER).count("Campagne d’essai") == 1
    alone = to_html(replace(LETTER, issuer="", authors=("Jeanne Exemple",)), "cover-note")
    assert alone.index("Jeanne Exemple</p>") < alone.index("Madame la présidente")
    assert 'class="signature"' not in to_html(replace(LETTER, issuer=""), "cover-note")


def test_an_english_letter_is_english(to_pdf: ToPdf) -> None:
    letter = replace(LETTER, **{name: getattr(ENGLISH, name) for name in ("lang", "title", "date", "ask", "notice")})
    letter = replace(letter, recipients=(), lead=(p("Dear Chair,"),))
    (text,) = pages(to_pdf(letter, "cover-note"))

    for words in ("COVER NOTE", "Subject: AI-made images", "ENCLOSED", "WHAT WE ASK"):
        assert words in text
    assert "Le 24" not in text
    # Without an address, the letter is to its audience.
    assert text.index(letter.audience.partition(" des")[0]) < text.index("24 November 2026")
