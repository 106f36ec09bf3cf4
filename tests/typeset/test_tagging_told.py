"""What no tag can mend is told: a file must never pass for one that can be read aloud, or archived, that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import weasyprint.pdf

from plaidoyer.typeset.job import Job, TypesetFailure
from plaidoyer.typeset.pdf import typeset
from plaidoyer.typeset.tagging.engine import write_pdf
from plaidoyer.typeset.tagging.nodes import Node
from plaidoyer.typeset.tagging.told import misplaced, wordless
from tests.typeset.conftest import Hear
from tests.typeset.heard import Heard

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}<rect width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<img src="lac.png">', "a picture says nothing to who does not see it: give « lac.png » words, in « alt »"),
        (_SVG.format("<title> </title>"), "a drawing says nothing to who does not see it"),
        ('<p style="opacity: 0.5">lac</p>', "words behind « opacity » are not read aloud"),
        (
            '<p style="opacity: 0.5; position: fixed">lac</p><p style="break-before: page">rive</p>',
            "words behind « opacity » are not read aloud",
        ),
        ('<p style="color: device-cmyk(0 1 1 0)">lac</p>', "colours of a printing press (CMYK) cannot be archived"),
        ('<p><input name="n" style="appearance: auto"></p>', "a form to be filled in on a screen cannot be archived"),
        (
            "<table><caption>a</caption><caption>b</caption><tr><td>c</td></tr></table>",
            "a table cannot be read as one",
        ),
    ],
)
def test_what_cannot_be_read_is_told(hear: Hear, body: str, told: str) -> None:
    """A lawmaker's screen reader would be the first to find the fault."""
    (one,) = hear(body, told=True).told
    assert one.startswith(told)


def test_a_page_without_a_language_is_told(fontconfig: Path, tmp_path: Path) -> None:
    """French would be read aloud with the sounds of whatever the listener's machine speaks."""
    page = "<html><head><title>Le lac</title></head><body><h1>Le lac</h1></body></html>"
    (told,) = typeset(Job(page, (), tmp_path, fontconfig)).problems
    assert told == "the page has no language: its template leaves out « <html lang=…> »"


def test_a_drawing_in_a_drawing_needs_no_words_of_its_own() -> None:
    page = ElementTree.fromstring(f"<p>{_SVG.format('<title>Le lac</title>' + _SVG.format(''))}</p>")
    assert list(wordless(page)) == []


def test_parts_of_lists_in_wrong_places_are_told_once() -> None:
    """« item 3 of 0 » would be heard."""
    top = Node("Document")
    top.kids += [Node("LBody", top), Node("LBody", top)]
    (told,) = set(misplaced(top))
    assert told.startswith("a list cannot be read as one")


# The engine -------------------------------------------------------------------------------------------

_PAGE = '<html lang="fr"><head><title>Le lac</title></head><body><h1>Le lac</h1></body></html>'


def test_an_engine_that_asks_for_tags_otherwise_is_told(
    fontconfig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new WeasyPrint would write its own tags, and nobody would know before a lawmaker listens."""
    generate = weasyprint.pdf.generate_pdf
    own: Callable[..., None] = weasyprint.pdf.add_tags

    def other(document: Any, target: Any, zoom: float, **options: Any) -> Any:
        weasyprint.pdf.add_tags = own
        return generate(document, target, zoom, **options)

    monkeypatch.setattr("weasyprint.document.generate_pdf", other)
    with pytest.raises(TypesetFailure, match="the engine no longer asks for tags in the way that is known here"):
        typeset(Job(_PAGE, (), tmp_path, fontconfig))
    assert weasyprint.pdf.add_tags is own


def test_an_engine_that_draws_otherwise_is_told(
    fontconfig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words in boxes of a new sort would be printed and never read aloud."""
    monkeypatch.setattr("plaidoyer.typeset.tagging.growth.Growth.page", lambda *_: None)
    with pytest.raises(TypesetFailure, match="the engine draws words in boxes that are not known here"):
        typeset(Job(_PAGE, (), tmp_path, fontconfig))


def test_a_page_is_set_the_same_after_another(hear: Hear, fontconfig: Path, tmp_path: Path) -> None:
    """What is remembered of one page would change the next."""
    first, second = (typeset(Job(_PAGE, (), tmp_path, fontconfig)).pdf for _ in range(2))
    assert first == second


# PDF 2.0 ----------------------------------------------------------------------------------------------


def test_the_same_tree_is_written_as_pdf_2(fontconfig: Path) -> None:
    """Readers of PDF 2.0 follow namespaces, and lead from a call to its note and back."""
    body = (
        '<article><nav><ol><li><a href="#a">lac</a></li><li><a href="#b">rive</a></li></ol></nav><dl><dt>lac</dt></dl>'
        '<ul style="list-style: inside \'– \'"><li>un</li></ul><h1 id="a">Lac</h1><p>Un <strong>deux</strong>'
        '<span style="float: footnote">Note.</span></p></article>'
    )
    html = f'<html lang="fr"><head><title>Le lac</title></head><body>{body}</body></html>'
    document = weasyprint.HTML(string=html).render(pdf_variant="pdf/ua-2")
    data, told = write_pdf(document, lambda *_: None, pdf_variant="pdf/ua-2")
    assert told == ()
    page = Heard(data)
    (space,) = page.pdf.Root.StructTreeRoot.Namespaces
    assert "/RoleMap" not in page.pdf.Root.StructTreeRoot
    assert page.tag("Strong").NS.objgen == space.objgen
    assert "/NS" not in page.tag("Art"), "no type of PDF 2.0"
    note, (*_, call) = page.tag("FENote"), page.tags("Reference")
    assert (note.Ref[0].objgen, call.Ref[0].objgen) == (call.objgen, note.objgen)
    assert str(note.A.NoteType) == "/Footnote"
    first, second = page.tags("TOCI")
    assert first.Ref[0].objgen == page.tag("H1").objgen
    assert "/Ref" not in second
    assert [str(tag.A.ListNumbering) for tag in page.tags("L")] == ["/Description", "/Unordered"]
    page.pdf.close()
