"""A quotation is searched in what a reader of the page sees: every word of that, and nothing else."""

import gzip
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.evidence.copies.characters import decode
from plaidoyer.evidence.copies.extract import Unreadable, extract, extractors, kind_of, version
from plaidoyer.evidence.copies.extract_html import DEEPEST
from plaidoyer.evidence.copies.raised import lowered, raised

HTML = extractors("html")
FILLER = "Une phrase assez longue pour que l’on tienne ce paragraphe pour le texte de la page. " * 4


def page(body: str) -> bytes:
    return f"<!doctype html><html><body><article><p>{FILLER}</p>{body}</article></body></html>".encode()


def seen(body: str) -> str:
    return extract(f"<!doctype html><body>{body}".encode(), "visible").text


@pytest.mark.parametrize("extractor", HTML)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Plus de 20 000<sup>2</sup> images ici.</p>", "20 000² images"),
        ("<p>Plus de 20 000<sup><b>12</b></sup> images ici.</p>", "20 000¹² images"),
        ("<p>Un total de 10<sup>-6</sup> par an.</p>", "10⁻⁶ par"),
        ('<p>Plus de 20 000<span style="font-size:70%; vertical-align: super">2</span> images.</p>', "20 000² images"),
        ("<p>Le CO<sub>2</sub> émis.</p>", "CO₂ émis"),
        ('<p>Le CO<span style="vertical-align:sub">2</span> émis.</p>', "CO₂ émis"),
        ("<p>Le 1<sup>er</sup> rapport de M<sup>me</sup> X.</p>", "1er rapport de Mme X"),
    ],
)
def test_raised_digits_are_no_part_of_a_number(extractor: str, written: str, read: str) -> None:
    """« 20 0002 images » would be proven, or « 20 000 images » not."""
    assert read in extract(page(written), extractor).text


@pytest.mark.parametrize("extractor", HTML)
@pytest.mark.parametrize(
    "call",
    [
        '<sup><a href="#fn3">3</a></sup>',
        '<sup><a href="#fn3">3</a>, <a href="#fn4">4</a></sup>',
        '<a href="#fn3"><sup>3</sup></a>',
        '<sup class="reference" id="r"><a href="#n">[3]</a></sup>',
        '<sup class="reference"><a href="https://fr.wikipedia.org/wiki/X#n">[note 3]</a></sup>',
        '<a class="footnote-reference brackets" href="#id2">3</a>',
        '<a href="notes.html" role="doc-noteref">*</a>',
        '<a epub:type="noteref" href="notes.html">3</a>',
    ],
)
def test_calls_of_notes_do_not_stand_in_quotations(extractor: str, call: str) -> None:
    """Nobody copies them into a quotation: it would not be found."""
    assert "20 000 images" in extract(page(f"<p>Plus de 20 000{call} images ici.</p>"), extractor).text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('ce n’est <sup class="reference">pas vrai</sup> dit-il', "pas vrai"),
        ('voir <a class="reference" href="#s2">2</a> ici', "voir 2 ici"),
        ('20 m<sup><a href="/unites">2</a></sup> ici', "20 m² ici"),
        ('un <a href="#x">mot <sup>2</sup></a> ici', "mot ² ici"),
        ('un <sup class="reference">' + "<i>1</i>" * 12 + "</sup> ici", "¹¹¹¹"),
    ],
)
def test_words_that_only_look_like_a_call_stay(written: str, read: str) -> None:
    """A page could hide its « not » from the proof."""
    assert read in seen(written)


@pytest.mark.parametrize("extractor", HTML)
@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var secret</script>",
        "<style>.secret{}</style>",
        "<template><p>secret</p></template>",
        "<noscript><p>secret</p></noscript>",
        "<p hidden>secret</p>",
        '<p style="color:red;display : none">secret</p>',
        '<p style="visibility:hidden">secret</p>',
        "<dialog>secret</dialog>",
        "<!-- secret -->",
        "<?xml secret?>",
        "<iframe>secret</iframe>",
        "<svg><title>secret</title></svg>",
        '<script type="application/ld+json">{"articleBody": "secret"}</script>',
        "<p hidden>secret <b hidden>secret</b></p>",
    ],
)
def test_what_nobody_sees_proves_nothing(extractor: str, hidden: str) -> None:
    text = extract(page(f"<p>Avant, il y a ceci.</p>{hidden}<p>Après, il y a cela.</p>"), extractor).text
    assert "secret" not in text
    assert "Avant" in text
    assert "Après" in text


def test_the_title_of_the_window_is_no_part_of_the_page() -> None:
    assert extract(b"<html><head><title>secret</title></head><body>Le texte", "visible").text == "Le texte"


def test_a_page_that_a_script_would_have_shown_is_read() -> None:
    """Pages hide their body until a script has run; the reader saw it."""
    assert extract(b'<html style="display:none"><body hidden>Le texte', "visible").text == "Le texte"


def test_an_open_dialog_is_seen() -> None:
    assert seen("<dialog open>Vu</dialog>") == "Vu"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("un<br>deux<br/>trois", "un\ndeux\ntrois"),
        ("<table><tr><td>20</td><td>000</td></tr><tr><td>a</td></tr></table>", "20\t000\n\na"),
        ("<ul><li>un<li>deux</ul>trois", "un\n\ndeux\n\ntrois"),
        ("<div>un</div>deux<span style='display:block'>trois</span>", "un\n\ndeux\n\ntrois"),
        ("<p>un\n  mot\t<b> et </b> l’autre</p>", "un mot et l’autre"),
        ("<pre>un\r\n deux&#13;trois</pre>", "un\ndeux\ntrois"),
        ("anti<wbr>constitution cou&shy;pé&nbsp;!", "anticonstitution cou\u00adpé\u00a0!"),
        ("&lt;20&thinsp;000&gt; &eacute;t&#233;", "<20\u2009000> été"),
        ("<math><msup><mn>10</mn><mn>2</mn></msup><msub><mi>x</mi><mn>1</mn></msub></math>", "10²x₁"),
    ],
)
def test_what_stands_apart_on_the_page_stands_apart_in_the_text(written: str, read: str) -> None:
    """« 20 | 000 » in two cells is no twenty thousand."""
    assert seen(written) == read


def test_the_page_s_own_text_is_read_without_its_frame_but_with_tables_and_breaks() -> None:
    body = "<p>Ligne un<br>ligne deux</p><table><tr><th>An</th><th>N</th></tr><tr><td>2024</td><td>74</td></tr></table>"
    frame = b"<nav><ul><li><a href='/a'>Rubrique du menu</a></li></ul></nav><article>"
    text = extract(page(body).replace(b"<article>", frame), "trafilatura").text
    assert "Ligne un\nligne deux" in text
    assert "2024\t74" in text
    assert "Rubrique" not in text


def test_the_same_bytes_give_the_same_text() -> None:
    """Trafilatura can leave out what it met before: a second copy of a page would lose its paragraphs."""
    data = page("<p>Un paragraphe qui est là deux fois, et assez long.</p>" * 4)
    assert {extract(data, "trafilatura").text.count("là deux fois") for _ in range(4)} == {4}


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf" + "é".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "é"),
        (b'<meta charset="iso-8859-1">' + "é €".encode("cp1252"), "é €"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>\xb1", "ą"),
        (b'<meta charset="iso-8859-1">' + "é €".encode(), "é €"),
        (b'<meta charset="utf-8">' + "à é ô û ï ö ë ç à é ".encode() + b"\xe9", "à é ô û ï ö ë ç à é �"),
        (b"\xe9t\xe9", "été"),
        (b'<meta charset="iso-2022-jp">\x1b$BFs$D\x1b(B \x1b$Bx', "二つ �"),
        (b'<meta charset="unicode_escape">\\u0032\\u0030', "\\u0032\\u0030"),
        (b'<meta charset="no-such">\xe9', "é"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><html><body>\xe9</body></html>', "é"),
    ],
)
def test_letters_are_those_that_a_browser_shows(data: bytes, read: str) -> None:
    assert extract(data, "visible").text == read


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\ufffd"), min_size=1))
def test_any_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_text_of_which_a_tenth_is_damaged_is_still_utf_8() -> None:
    """One torn letter would otherwise make « Ã© » of every « é », and no passage of the copy would be found."""
    assert decode("é".encode() * 9 + b"\xff") == "é" * 9 + "\ufffd"
    assert decode("é".encode() * 8 + b"\xff") == "Ã©" * 8 + "ÿ"


@given(st.binary(max_size=400), st.sampled_from(["", "utf-7", "iso-2022-jp", "gb18030", "\0", "x" * 50, "zip"]))
def test_any_bytes_have_characters(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared), str)


@settings(deadline=None)  # the first page waits for the import of trafilatura
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_unreadable(data: bytes) -> None:
    for extractor in (*HTML, "plain"):
        try:
            text = extract(data, extractor).text
        except Unreadable as unreadable:
            text = unreadable.message
        assert text.strip()


ARCHIVE = (
    b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--b"\r\n\r\n'
    b"----b\r\nContent-Type: %b; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>Plus de 20=E2=80=AF000 =\r\nimages</p>\r\n----b--\r\n"
)


def test_a_page_that_chrome_saved_as_one_file_is_read() -> None:
    data = ARCHIVE % b"text/html"
    assert kind_of("a.mhtml", data) == "html"
    assert extract(data, "visible").text == "Plus de 20\u202f000 images"


def test_a_web_archive_without_a_page_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no text of its own"):
        extract(ARCHIVE % b"text/css", "visible")


@pytest.mark.parametrize("extractor", HTML)
@pytest.mark.parametrize("data", [b" \n", b"<html><body><script>app()</script></body></html>", b"<!-- -->"])
def test_a_page_without_text_says_so(extractor: str, data: bytes) -> None:
    with pytest.raises(Unreadable, match="shows no text of its own") as caught:
        extract(data, extractor)
    assert "print the page to a PDF" in caught.value.hint


@pytest.mark.parametrize("extractor", ["visible", "pypdfium2", "plain"])
def test_packed_copies_say_what_they_are(extractor: str) -> None:
    with pytest.raises(Unreadable, match=r"^the copy is packed with gzip$") as caught:
        extract(gzip.compress(b"<html><body>texte"), extractor)
    assert caught.value.hint == "save it as HTML, PDF or plain text"


def test_nul_and_other_controls_are_no_text() -> None:
    assert seen("<p>Plus de 20\0 000\x07 images</p>") == "Plus de 20 000 images"
    assert seen("<p>Plus de 20&#12;000&#xFFFE; <sup>&#1;2</sup>images</p>") == "Plus de 20 000 ²images"
    assert "20 000 ²images" in extract(page("Plus de 20\f000&#7; <sup>&#1;2</sup>images"), "trafilatura").text
    assert extract(b"Plus de 20\0 000 images", "plain").text == "Plus de 20 000 images"


def test_nothing_is_lost_behind_ten_megabytes_or_many_elements() -> None:
    """The parser drops, without a word, what exceeds its limits unless told otherwise."""
    assert seen("mot " * 2_600_000 + "<p>fin 74").endswith("fin 74")
    assert seen("<div>" * 1500 + "profond 74" + "</div>" * 1500 + "fin").split() == ["profond", "74", "fin"]
    assert seen("<p>mot</p>" * 50_000 + "fin 74").endswith("fin 74")


def test_what_is_nested_too_deeply_for_trafilatura_is_unreadable_to_it_alone() -> None:
    data = b"<html><body>" + b"<div>" * (DEEPEST + 1) + b"Le texte"
    assert extract(data, "visible").text == "Le texte"
    with pytest.raises(Unreadable, match=rf"too much for the program that reads it .more than {DEEPEST} elements"):
        extract(data, "trafilatura")


@pytest.mark.parametrize("extractor", HTML)
@pytest.mark.parametrize("element", ["<div>", "<sup class=reference>", "<div hidden>", "<sub>", "<table><tr><td>"])
def test_a_page_of_which_the_parser_drops_a_part_is_unreadable(extractor: str, element: str) -> None:
    """Half a page is none: the half that is lost could take back what the other says."""
    data = b"<html><body>vu" + element.encode() * 100_000 + b"2"
    with pytest.raises(Unreadable, match=r"too much for the program that reads it .Excessive depth") as caught:
        extract(data, extractor)
    assert caught.value.hint == "save the text that is quoted as a .txt file"


@pytest.mark.parametrize(
    ("data", "text", "pages"),
    [
        (b"un\r\ndeux\rtrois", "un\ndeux\ntrois", ()),
        (b"\xef\xbb\xbf" + "é".encode(), "é", ()),
        ("é".encode("utf-16"), "é", ()),
        ("« été »".encode("cp1252"), "« été »", ()),
        (b"un\fdeux\f", "un\ndeux\n", (0, 3, 8)),
    ],
)
def test_plain_text(data: bytes, text: str, pages: tuple[int, ...]) -> None:
    reading = extract(data, "plain")
    assert (reading.text, reading.pages) == (text, pages)


def test_a_text_file_without_text_says_so() -> None:
    with pytest.raises(Unreadable, match=r"^the file holds no text$") as caught:
        extract(b" \n\f", "plain")
    assert caught.value.hint == "save the page again, as HTML, PDF or text"


@pytest.mark.parametrize("extractor", ["trafilatura", "visible", "pypdfium2", "pypdf", "plain"])
def test_an_empty_copy_says_so(extractor: str) -> None:
    with pytest.raises(Unreadable, match=r"^the copy is empty$") as caught:
        extract(b"", extractor)
    assert caught.value.hint == "save the page again"


def test_what_cannot_be_read_is_said_alike_by_another_process() -> None:
    """Copies are read in processes of their own: the sentence and the way to mend have to come back whole."""
    one = pickle.loads(pickle.dumps(Unreadable("the copy is empty", "save the page again")))
    assert (type(one), one.message, one.hint) == (Unreadable, "the copy is empty", "save the page again")
    assert one.args == ("the copy is empty", "save the page again")


@pytest.mark.parametrize(
    ("file", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.txt", b"junk %PDF-1.7", "pdf"),
        ("a.pdf", b"nothing", "pdf"),
        ("a.pdf", b"<!DOCTYPE html>", "html"),
        ("a", b"\xef\xbb\xbf\n<HTML lang=fr>", "html"),
        ("a", b"<?xml version='1.0'?><!-- x --><html>", "html"),
        ("a", "<html>".encode("utf-16"), "html"),
        ("a.HTM", b"texte", "html"),
        ("a.txt", b"texte <html>", "text"),
        ("a", b"<htmlx", "text"),
    ],
)
def test_kinds_are_told_by_their_bytes_then_by_their_name(file: str, data: bytes, kind: str) -> None:
    assert kind_of(file, data) == kind


def test_versions_name_the_library_and_our_own_revision() -> None:
    """Receipts name them: what another version reads may differ."""
    import lxml
    import trafilatura

    assert version("visible") == f"visible lxml {lxml.__version__}/1"
    assert version("trafilatura") == f"trafilatura {trafilatura.__version__} lxml {lxml.__version__}/1"
    assert version("plain") == "plain/1"


def test_digits_set_high_or_low() -> None:
    assert raised("1er, -2 – 3") == "¹er, ⁻² – ³"
    assert lowered("CO2") == "CO₂"
