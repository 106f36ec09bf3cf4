"""No word is lost in silence: a lawmaker would read a sentence without its end, and nobody would know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint.document

from plaidoyer.typeset.job import Job, TypesetFailure
from plaidoyer.typeset.pdf import typeset

_LAKE = "Le jardin descend vers le lac, et le garde en ouvre les grilles. "
_HEAD = "<head><title>Lac</title><style>@page {{ size: 10cm; margin: 1cm }} {}</style></head>"
_PAGE = f"<html lang=fr>{_HEAD}<body>{{}}</body></html>"

Told = Callable[..., tuple[str, ...]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What is told of a page of ten centimetres, with these words and this style."""

    def one(body: str, css: str = "") -> tuple[str, ...]:
        return typeset(Job(_PAGE.format(css, body), (), tmp_path, tmp_path / "fonts.conf")).problems

    return one


def test_a_float_that_is_longer_than_the_page(told: Told) -> None:
    """The engine drops the lines of a float that do not fit, and the paragraphs after them."""
    paragraphs = f"<p>Un. {_LAKE * 20}Le lac est bleu.</p><p>Le maire arrive.</p>"
    first, second = told(f'<h1>Lac</h1><div style="float: right; width: 4cm">{paragraphs}</div><p>Fin.</p>')
    assert first.startswith("there is no room for the words that begin with « ")
    begin = first.removeprefix("there is no room for the words that begin with « ").removesuffix("… »")
    assert begin in f"{_LAKE * 20}Le lac est bleu."
    assert second == "there is no room for the words that begin with « Le maire arrive. »"


def test_a_note_that_is_longer_than_the_page(told: Told) -> None:
    css = ".note { float: footnote }"
    (one,) = told(f'<h1>Lac</h1><p>Un<span class="note">Une note. {_LAKE * 40}</span></p>', css)
    assert one.startswith("words run off the page: « ")


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_word_that_is_longer_than_a_line(told: Told, side: str) -> None:
    word = "lac" * 60
    assert told(f'<h1>Lac</h1><p style="text-align: {side}">Le {word} est bleu.</p>') == (
        f"words run off the page: « {word[:60]}… »",
    )


@pytest.mark.parametrize(
    "body",
    [
        f'<p style="hyphens: auto; text-align: justify">{_LAKE * 30}</p>',
        f'<div style="columns: 2">{f"<p>{_LAKE * 9}</p>" * 3}</div>',
        f"<table><thead><tr><th>Un</th></tr></thead>{f'<tr><td>{_LAKE}</td></tr>' * 30}</table>",
        '<p style="text-transform: uppercase">le bel été, la straße</p>',
        '<p style="position: absolute; top: 0">Un</p><p style="position: fixed; bottom: 0">Deux</p><p>Trois</p>',
        '<p style="position: fixed">Un</p><p>Deux</p><p style="break-before: page">Trois</p>',
        f'<p style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap">{_LAKE * 3}</p>',
        '<p style="position: absolute; left: -99cm">Caché</p><p>Un</p>',
        '<p style="display: none">Rien</p><p hidden>Rien</p><p style="visibility: hidden">Rien</p><p>Un</p>',
        '<ol><li>Un</li><li>Deux</li></ol><p>Le lac<span class="note">Une note</span>.</p>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Lac</title></svg>',
        '<p class="top">Tête</p><p>Un</p><p style="break-before: page">Deux</p>',
        "<p>un&shy;deux&nbsp;: trois <bdo dir=rtl>quatre</bdo></p><pre>cinq\n six</pre><ruby>sept<rt>huit</rt></ruby>",
    ],
)
def test_what_is_there_or_not_wanted_is_not_told(told: Told, body: str) -> None:
    """A final brief would be called a draft."""
    css = (
        ".note { float: footnote } .top { position: running(top) } @page { @top-center { content: element(top) } }"
        "p::before { content: counter(page) ' ' } p::first-letter { font-size: 2em }"
    )
    assert told(f"<h1>Lac</h1>{body}", css) == ()


def test_an_engine_that_makes_its_boxes_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than to look at nothing, and to find nothing."""
    make = weasyprint.document.build_formatting_structure
    monkeypatch.setattr(weasyprint.document.Document, "_render", classmethod(lambda *_: None))
    with pytest.raises(TypesetFailure, match="no longer makes boxes in the way that is known here"):
        typeset(Job(_PAGE.format("", "<h1>Lac</h1>"), (), tmp_path, tmp_path / "fonts.conf"))
    assert weasyprint.document.build_formatting_structure is make
