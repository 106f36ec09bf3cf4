"""A quotation must be found in a PDF however it was set, and never with a note's number inside its figures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.evidence.copies import extract_pdfium
from plaidoyer.evidence.copies.extract import Unreadable, extract, extractors, version
from tests.evidence.hostile_captures import PARAGRAPH, bomb, encrypted, repeated, typeset_pdf, without_text, written_pdf

PDF = extractors("pdf")
BOTH = pytest.mark.parametrize("extractor", PDF)
PLAIN = "@page { size: A5 } body { font: 10pt serif } sup { font-size: 70%; line-height: 0; vertical-align: super }"

Set = Callable[..., bytes]


@pytest.fixture(scope="module")
def set_(tmp_path_factory: pytest.TempPathFactory) -> Set:
    folder = tmp_path_factory.mktemp("pdf")
    return lambda body, css=PLAIN: typeset_pdf(folder, body, css)


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two pages of two columns, hyphenated, with raised calls and footnotes."""
    return typeset_pdf(tmp_path_factory.mktemp("columns"), PARAGRAPH * 8)


def words(text: str) -> str:
    """``text`` on one line, hyphens at line ends joined."""
    return " ".join(text.replace("‐\n", "").replace("\u00a0", " ").split())


@BOTH
def test_two_hyphenated_columns_with_footnotes_are_read(columns: bytes, extractor: str) -> None:
    text = words(extract(columns, extractor).text)
    assert text.count("Plus de 20 000² images ont été publiées sur un forum¹² du dark web, selon l’organisation") == 8
    assert text.count("« anticonstitutionnellement »³, dans son 1er rapport de 2024¹, ²") == 8
    assert (
        text.count("enfants, soit 10² fois, sont en danger ; cette affiche difficile à identifier est efficace.") == 8
    )
    assert "20 0001" not in text


@BOTH
def test_pages_begin_where_they_do(columns: bytes, extractor: str) -> None:
    """A wrong page in a note sends the reader astray."""
    reading = extract(columns, extractor)
    assert len(reading.pages) == len(pypdf.PdfReader(io.BytesIO(columns)).pages) == 2
    assert reading.pages[0] == 0
    for number in (1, 2):
        assert reading.page(reading.text.index(f"Rapport 2024 – page {number}")) == number
    assert reading.text[reading.pages[1] - 1] == "\n"


SHOWN = b"BT /F1 12 Tf 72 700 Td (Plus de 20 000) Tj %b (2) Tj %b ( images) Tj ET"


@BOTH
@pytest.mark.parametrize(
    "content",
    [
        SHOWN % (b"/F1 7 Tf 5 Ts", b"/F1 12 Tf 0 Ts"),
        SHOWN % (b"5 Ts", b"0 Ts"),
        SHOWN % (b"/F1 7 Tf 86 5 Td", b"/F1 12 Tf 4 -5 Td"),
        b"BT /F1 1 Tf 12 0 0 12 72 700 Tm (Plus de 20 000) Tj 7 0 0 7 158 705 Tm (2) Tj"
        b" 12 0 0 12 162 700 Tm ( images) Tj ET",
        b"1 0 0 -1 0 842 cm BT /F1 1 Tf 12 0 0 -12 72 142 Tm (Plus de 20 000) Tj 7 0 0 -7 158 137 Tm (2) Tj"
        b" 12 0 0 -12 162 142 Tm ( images) Tj ET",
    ],
    ids=["rise", "rise alone", "moved", "scaled as by InDesign", "upside down as by Chrome"],
)
def test_raised_digits_are_known_however_they_are_raised(content: bytes, extractor: str) -> None:
    """« 20 0002 images » would be a number that nobody wrote."""
    text = words(extract(written_pdf(content), extractor).text)
    assert text.replace(" ", "") == "Plusde20000²images"


@pytest.mark.parametrize(
    "matrix",
    [(0, 12, -12, 0, 300, 100), (-12, 0, 0, -12, 500, 300), (0, -12, 12, 0, 300, 500)],
    ids=["upwards", "on its head", "downwards"],
)
def test_raised_digits_are_known_on_a_page_that_is_turned(matrix: tuple[int, ...]) -> None:
    content = SHOWN.replace(b"/F1 12 Tf 72 700 Td", b"/F1 1 Tf %d %d %d %d %d %d Tm" % matrix)
    content = content % (b"/F1 0.6 Tf 0.4 Ts", b"/F1 1 Tf 0 Ts")
    assert "20 000²" in extract(written_pdf(content), "pypdfium2").text


def test_text_askew_is_read_as_it_is() -> None:
    content = b"BT /F1 1 Tf 8 8 -8 8 100 100 Tm (Plus de 74) Tj ET"
    assert extract(written_pdf(content), "pypdfium2").text == "Plus de 74\n"


@BOTH
@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('20 000<span style="font-variant-position:super">2</span> images', "20 000² images"),
        ("E = mc<sup>2</sup>, x<sup>2+1</sup> et 10<sup>-6</sup>", "E = mc², x²+¹ et 10-⁶"),
        ("<sup>2</sup> 3 000 enfants", "² 3 000 enfants"),
        ("<sup>12</sup>Une note", "¹²Une note"),
        ("forum<sup>(2)</sup> et 20 000<sup>[12]</sup>", "forum(²) et 20 000[¹²]"),
        ("le 1<sup>er</sup> janvier, n<sup>o</sup> 12", "le 1er janvier, no 12"),
    ],
)
def test_raised_marks(set_: Set, body: str, read: str, extractor: str) -> None:
    assert read in words(extract(set_(f"<p>{body}</p>"), extractor).text)


def test_letters_beyond_the_first_plane_do_not_shift_the_marks(set_: Set) -> None:
    """pdfium counts them twice, Python once."""
    assert "𝒳 dans 20 000² cas 𝒳" in words(extract(set_("<p>𝒳 dans 20 000<sup>2</sup> cas 𝒳"), "pypdfium2").text)


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "<style>p::first-letter { float: left; font-size: 200%; line-height: 1 }</style><p>À 20 ans, il y en a 74.",
        "<style>p::first-letter { float: left; font-size: 300%; line-height: 1 }</style><p>À 20 ans, il y en a 74.",
        "<p>Une lettre <big style='font-size:170%'>A</big> 20 ans",
        "<table><tr><td style='width:4em'>Total</td><td><small>20 enfants</small></td></tr></table>",
        "<h1>Rapport <small>20</small></h1>",
        "<p>CO<sub>2</sub> 20",
        "20",
    ],
)
def test_digits_of_the_line_stay_what_they_are(set_: Set, body: str, extractor: str) -> None:
    """A figure that is taken for a note is lost to the proof."""
    assert "20" in extract(set_(body), extractor).text


def test_a_line_that_goes_on_after_a_raised_word_is_one_line(set_: Set) -> None:
    """Else « 1⏎er » and « 000²⏎ images » end up apart."""
    text = extract(
        set_("<p>Le 1<sup>er</sup> des 20 000<sup>2</sup> cas du XX<sup>e</sup> siècle</p>"), "pypdfium2"
    ).text
    assert text == "Le 1er des 20 000² cas du XXe siècle\n"


def test_words_beside_each_other_on_two_lines_stay_apart() -> None:
    content = b"BT /F1 12 Tf 72 700 Td (un) Tj /F1 7 Tf 16 -12 Td (deux) Tj ET"
    assert extract(written_pdf(content), "pypdfium2").text == "un\ndeux\n"


def test_columns_and_paragraphs_stay_apart(set_: Set) -> None:
    text = extract(set_("<table><tr><td style='width:8em'>un<td><big>deux</big></table><p>trois</p>"), "pypdfium2").text
    assert text.split("\n") == ["un deux", "trois", ""] or text.split("\n") == ["un", "deux", "trois", ""]


@BOTH
def test_a_pdf_that_opens_to_everybody_is_read(columns: bytes, extractor: str) -> None:
    assert "forum¹²" in words(extract(encrypted(columns, ""), extractor).text)


@BOTH
@pytest.mark.parametrize(
    ("make", "message", "hint"),
    [
        (lambda pdf: encrypted(pdf, "x"), "the PDF asks for a password", "save a copy without one"),
        (lambda pdf: pdf[: len(pdf) // 2], "the PDF is damaged or cut short", "download it again"),
        (lambda pdf: b"%PDF-1.7\n" + bytes(range(256)) * 50, "the PDF is damaged or cut short", "download it again"),
        (
            lambda pdf: b"Please log in.",
            "the file is no PDF, whatever its name",
            "download it again; was a page saved that asks for something?",
        ),
        (
            lambda pdf: without_text(),
            "the PDF has 1 page without any text, as a scan does",
            "have a program for character recognition (OCR) add a text layer, or look for the original",
        ),
        (
            lambda pdf: repeated(without_text(), 3),
            "the PDF has 3 pages without any text, as a scan does",
            "have a program for character recognition (OCR) add a text layer, or look for the original",
        ),
    ],
    ids=["locked", "truncated", "junk", "no PDF", "scan", "long scan"],
)
def test_what_cannot_be_read_says_why(
    columns: bytes, extractor: str, make: Callable[[bytes], bytes], message: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        extract(make(columns), extractor)
    assert (str(caught.value), caught.value.hint) == (message, hint)


def test_a_damaged_page_does_not_take_the_others_with_it(monkeypatch: pytest.MonkeyPatch, columns: bytes) -> None:
    """One page of a report may be broken; the numbers of the others stay."""
    load = pypdfium2.PdfDocument.__getitem__

    def broken(document: object, number: int) -> object:
        if number == 0:
            raise pypdfium2.PdfiumError("broken page")
        return load(document, number)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", broken)
    reading = extract(columns, "pypdfium2")
    assert reading.page(reading.text.index("Rapport 2024 – page 2")) == 2
    assert "page 1" not in reading.text


@pytest.mark.parametrize("found", [Unreadable("no", "no"), ("one page", (0,))], ids=["nothing", "other pages"])
def test_the_second_reading_does_without_the_first(
    monkeypatch: pytest.MonkeyPatch, columns: bytes, found: Unreadable | tuple[str, tuple[int, ...]]
) -> None:
    """It is there for what pdfium cannot read."""

    def read(data: bytes) -> tuple[str, tuple[int, ...]]:
        if isinstance(found, Unreadable):
            raise found
        return found

    monkeypatch.setattr(extract_pdfium, "read", read)
    assert "sont en danger" in words(extract(columns, "pypdf").text)


@pytest.mark.parametrize(
    ("raises", "expected"),
    [
        (RecursionError(), "the PDF is damaged or cut short"),
        (KeyError("/Font"), "the PDF is damaged or cut short"),
    ],
)
def test_whatever_the_library_raises_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, columns: bytes, raises: Exception, expected: str
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise raises

    monkeypatch.setattr("pypdf.PageObject.extract_text", fail)
    with pytest.raises(Unreadable, match=expected):
        extract(columns, "pypdf")


def test_half_letters_of_a_pdf_are_put_together_or_replaced(monkeypatch: pytest.MonkeyPatch, columns: bytes) -> None:
    """They cannot be written to any file: the build would end in a traceback."""
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda _: "\ud835\udcb3 et \ud835\r\nfin\r")
    assert extract(columns, "pypdf").text == "𝒳 et \ufffd\nfin\n\n" * 2


def test_lack_of_memory_is_no_fault_of_the_pdf(monkeypatch: pytest.MonkeyPatch, columns: bytes) -> None:
    """Else it would be kept as one."""

    def fail(*_: object, **__: object) -> str:
        raise MemoryError

    monkeypatch.setattr("pypdf.PageObject.extract_text", fail)
    with pytest.raises(MemoryError):
        extract(columns, "pypdf")


def test_a_stream_that_inflates_without_measure_is_refused() -> None:
    with pytest.raises(Unreadable, match="inflates without measure"):
        extract(bomb(b" ", 2**28), "pypdf")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.booleans())
def test_any_content_of_a_page_is_read_or_unreadable(content: bytes, shown: bool) -> None:
    data = written_pdf(b"BT /F1 12 Tf 72 700 Td (74) Tj " + content + b" ET" if shown else content)
    for extractor in PDF:
        try:
            text = extract(data, extractor).text
        except Unreadable as unreadable:
            text = unreadable.message
        assert text.strip()


def test_versions_name_the_libraries() -> None:
    assert version("pypdfium2") == f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}/1"
    assert version("pypdf") == f"pypdf {pypdf.__version__} pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}/1"
