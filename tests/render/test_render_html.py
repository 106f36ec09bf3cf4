"""Filling a template: the whole document gets in, and whatever a template does ends in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plaidoyer.compose.document import Document, Part
from plaidoyer.render.html import TemplateFailure, render, stylesheets
from tests.render.sample_documents import DOSSIER, ENGLISH, FRENCH, LETTER, drafted, p

Make = Callable[[str], str]


@pytest.fixture
def fill(tmp_path: Path) -> Make:
    """Fill a template of this source."""

    def make(source: str) -> str:
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine" / "template.html").write_text(source, encoding="utf-8")
        return render(FRENCH, tmp_path / "mine", [tmp_path], NullTranslations())

    return make


@pytest.mark.parametrize("template", ["policy-brief", "one-pager", "dossier", "cover-note"])
def test_nothing_that_an_author_wrote_is_lost(template: str, to_html: Callable[[Document, str], str]) -> None:
    """A part of an unknown name, or words before the first heading, would vanish from the page in silence."""
    every = {
        name: (Part(name, "", (), (p(f"Dans {name}."),)),) for name in ("annonce", "sidebar", "wording", "key-messages")
    }
    fields: dict[str, Any] = {
        name: f"le champ {name}"
        for name in ("title", "subtitle", "issuer", "contact", "transparency", "notice", "date", "audience")
    }
    document = replace(
        FRENCH,
        **fields,
        parts=every,
        lead=(p("En tête."),),
        version="7",
        authors=("Jeanne Exemple",),
        keywords=("mot-clé",),
    )

    page = to_html(document, template)

    for words in (
        *fields.values(),
        *(f"Dans {name}." for name in every),
        "En tête.",
        "version\u00a07",
        "Jeanne Exemple",
        "mot-clé",
    ):
        assert words in page
    for section in document.sections:
        assert re.search(rf'<section[^>]* id="{section.id}">', page)
    for entry in document.entries:
        assert f'<li id="{entry.id}">' in page
    assert "2\u202f562 + 416" in page


def test_recipients_go_before_the_audience(to_html: Callable[[Document, str], str]) -> None:
    assert "Mme A, M. B" in to_html(replace(FRENCH, recipients=("Mme A", "M. B")), "policy-brief")


@pytest.mark.parametrize("template", ["policy-brief", "one-pager", "dossier", "cover-note"])
def test_a_page_of_almost_nothing(template: str, to_html: Callable[[Document, str], str]) -> None:
    """Every field but the title may be empty in a draft: no label is left alone."""
    empty: dict[str, Any] = dict.fromkeys(
        ("subtitle", "date", "date_iso", "version", "issuer", "audience", "contact", "transparency", "notice"), ""
    )
    nothing: dict[str, Any] = dict.fromkeys(
        ("ask", "keywords", "abbreviations", "sections", "entries", "calculations"), ()
    )
    page = to_html(replace(FRENCH, **empty, **nothing, parts={}), template)

    body = page[page.index("<body") :]
    assert re.findall(r"<h\d.*?>", body) == ["<h1>"]
    assert not re.search(r'class="label"|<section|<aside|<ul|<ol', body)
    assert 'class="kicker"><span class="genre">' in body
    assert " · " not in body


def test_headings_go_down_one_level_at_a_time(to_html: Callable[[Document, str], str]) -> None:
    """A screen reader moves by headings: one h1, then h2."""
    assert re.findall(r"<h(\d)", to_html(FRENCH, "policy-brief")) == ["1", *["2"] * 7]
    assert re.findall(r"<h(\d)", to_html(DOSSIER, "dossier")) == list("1222233") + ["2"] * 4
    assert re.findall(r"<h(\d)", to_html(LETTER, "cover-note")) == ["1", "2", "2"]


@pytest.mark.parametrize(("document", "template"), [(FRENCH, "policy-brief"), (DOSSIER, "dossier")])
def test_identifiers_are_unique(document: Document, template: str, to_html: Callable[[Document, str], str]) -> None:
    """A note call, or a line of the contents, would lead to the wrong place."""
    ids = re.findall(r'\bid="([^"]*)"', to_html(document, template))
    assert sorted(set(ids)) == sorted(ids)


def test_the_head_says_what_the_pdf_repeats(to_html: Callable[[Document, str], str]) -> None:
    page = to_html(replace(ENGLISH, authors=("A & B", "C")), "one-pager")

    assert '<html lang="en" class="one-pager">' in page
    assert '<meta name="author" content="A &amp; B">\n<meta name="author" content="C">' in page
    assert '<meta name="dcterms.created" content="2026-11-24">' in page


def test_a_draft_says_so(to_html: Callable[[Document, str], str]) -> None:
    assert "BROUILLON" not in to_html(FRENCH, "policy-brief")
    assert 'data-draft="BROUILLON"' in to_html(drafted(FRENCH, "quote-mismatch"), "policy-brief")
    assert 'data-draft="DRAFT"' in to_html(drafted(ENGLISH), "one-pager")


def test_a_title_cannot_hold_markup(fill: Make, to_html: Callable[[Document, str], str]) -> None:
    assert "<b>" not in to_html(replace(FRENCH, title="<b>x", notice="<b>x", ask=(), subtitle="<b>x"), "policy-brief")
    assert fill("{{ '<b>' }}") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (
            "a\n{{ doc.titel }}",
            2,
            "template cannot be filled in: 'plaidoyer.compose.document.Document object' has no attribute 'titel'",
        ),
        ("a\n\n{{ titel }}", 3, "template cannot be filled in: 'titel' is undefined"),
        ("{% if %}", 1, "template cannot be read: "),
        ("{% if 1 %}\n{{ 1 }}", 2, "template cannot be read: "),
        ("\n{{ 1 / 0 }}", 2, "template cannot be filled in: division by zero (ZeroDivisionError)"),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "template includes or calls itself without end"),
        ("{% include 'template.html' %}", 1, "template includes or calls itself without end"),
        ("\n{% include '_shared/none.html' %}", 2, "template « _shared/none.html » is not in the template folders"),
        ("{% extends '../outside.html' %}", 1, "template « ../outside.html » is not in the template folders"),
        (
            "{{ doc.title.__class__ }}",
            1,
            "template cannot be filled in: access to attribute '__class__' of 'str' object is unsafe",
        ),
        ("{% for i in range(10000000) %}{% endfor %}", 1, "template cannot be filled in: Range too big"),
        ("{{ doc | nonsense }}", 1, "template cannot be read: No filter named 'nonsense'"),
        ("{{ 'x' | int(base='y') }}{{ {}['a'].b }}", 1, "template cannot be filled in: "),
    ],
)
def test_a_template_that_fails_says_where(source: str, line: int, message: str, fill: Make, tmp_path: Path) -> None:
    """Its author needs the line, not a traceback."""
    (tmp_path.parent / "outside.html").write_text("outside", encoding="utf-8")
    with pytest.raises(TemplateFailure) as caught:
        fill(source)

    assert caught.value.message.startswith(message)
    assert (caught.value.file, caught.value.line) == (tmp_path / "mine" / "template.html", line)


def test_a_fault_in_a_shared_piece_is_placed_there(fill: Make, tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "parts.html").write_text("{% macro m(x) %}\n{{ x.none }}\n{% endmacro %}", encoding="utf-8")
    with pytest.raises(TemplateFailure) as caught:
        fill("{% import '_shared/parts.html' as parts %}{{ parts.m(doc) }}")

    assert (caught.value.file, caught.value.line) == (tmp_path / "_shared" / "parts.html", 2)


def test_a_template_that_is_no_text_or_not_there(fill: Make, tmp_path: Path) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "latin.html").write_bytes(b"\xe9")
    with pytest.raises(TemplateFailure, match=r"template « _shared/latin\.html » cannot be read"):
        fill("{% include '_shared/latin.html' %}")
    with pytest.raises(TemplateFailure, match=r"template « template\.html » is not in the template folders"):
        render(FRENCH, tmp_path / "absent", [tmp_path], NullTranslations())


def test_a_link_out_of_the_folders_is_not_followed(fill: Make, tmp_path: Path) -> None:
    """A template is text from somebody else: it must not print other files of the machine."""
    secret = tmp_path.parent / "secret.html"
    secret.write_text("secret", encoding="utf-8")
    (tmp_path / "linked.html").symlink_to(secret)
    with pytest.raises(TemplateFailure, match=r"« linked\.html » is not in the template folders"):
        fill("{% include 'linked.html' %}")


def test_an_edit_of_a_template_is_seen(fill: Make) -> None:
    """A watching build runs in one process for hours."""
    assert (fill("un"), fill("deux"), fill("un")) == ("un", "deux", "un")


def test_a_campaign_s_piece_wins_over_the_shipped_one(tmp_path: Path) -> None:
    for folder in ("campaign", "shipped"):
        (tmp_path / folder / "_shared").mkdir(parents=True)
        (tmp_path / folder / "_shared" / "x.html").write_text(folder, encoding="utf-8")
        (tmp_path / folder / "_shared" / "base.css").write_text("", encoding="utf-8")
    (tmp_path / "shipped" / "_shared" / "y.html").write_text("y", encoding="utf-8")
    mine = tmp_path / "campaign" / "mine"
    mine.mkdir()
    (mine / "template.html").write_text(
        "{% include '_shared/x.html' %} {% include '_shared/y.html' %}", encoding="utf-8"
    )
    search = [tmp_path / "campaign", tmp_path / "shipped"]

    assert render(FRENCH, mine, search, NullTranslations()) == "campaign y"
    assert stylesheets(mine, search) == (tmp_path / "campaign" / "_shared" / "base.css",)
    (mine / "style.css").write_text("", encoding="utf-8")
    assert stylesheets(mine, search[1:]) == (tmp_path / "shipped" / "_shared" / "base.css", mine / "style.css")
