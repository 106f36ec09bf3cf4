"""What a page says of itself fills a record: read where it stands, made harmless, never invented."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys

import pypdf
import pypdf.generic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.evidence.copies.about import about
from plaidoyer.evidence.copies.about_values import LONGEST, About, address, clean, day, language, names


def page(head: str, body: str = "<p>Texte.</p>", lang: str = "fr") -> About:
    return about(f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head>{body}'.encode(), "html")


def ld(*items: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)


def told(found: About) -> dict[str, object]:
    return {said.variable: said.value for said in found.said}


def where(found: About) -> dict[str, str]:
    return {said.variable: said.where for said in found.said}


def test_a_news_page_gives_a_whole_reference() -> None:
    """As news sites write it: a graph whose parts name each other."""
    found = page(
        "<title>Autre | Le Journal</title>"
        '<link rel="canonical" href="https://exemple.org/a?b=1#c"><meta property="og:site_name" content="Le Journal">'
        + ld(
            {"@type": "WebSite", "name": "x"},
            {
                "@graph": [
                    {"@type": "WebPage", "headline": "Pas elle"},
                    {
                        "@type": ["ReportageNewsArticle"],
                        "headline": "Un titre &amp; un autre",
                        "datePublished": "2024-10-29T08:00:00+01:00",
                        "author": [{"@id": "#p"}, {"@type": "Organization", "name": "AFP"}, "Paul Durand", 3],
                        "inLanguage": "en",
                    },
                    {"@id": "#p", "@type": "Person", "familyName": "Martin", "givenName": "Jeanne"},
                ]
            },
        )
    )
    assert (found.type, found.type_where) == ("article-newspaper", "JSON-LD")
    assert told(found) == {
        "title": "Un titre & un autre",
        "author": (
            {"family": "Martin", "given": "Jeanne"},
            {"literal": "AFP"},
            {"literal": "Paul Durand"},
            {"literal": "3"},
        ),
        "issued": "2024-10-29",
        "container-title": "Le Journal",
        "language": "fr",
        "URL": "https://exemple.org/a?b=1#c",
    }
    assert where(found)["language"] == "<html lang>"
    assert where(found)["issued"] == "JSON-LD"


def test_a_journal_gives_its_authors_in_parts() -> None:
    found = page(
        '<meta name="citation_title" content="A study"><meta name="citation_author" content="Martin, Jeanne">'
        '<meta name="citation_author" content="Durand, P."><meta name="citation_author" content="Observatoire">'
        '<meta name="citation_journal_title" content="Revue">'
        '<meta name="citation_publication_date" content="2024/3/5"><meta name="citation_doi" content="doi:10.1/x">'
        '<meta name="citation_publisher" content="Presses">'
    )
    assert found.type == "article-journal"
    assert told(found) == {
        "title": "A study",
        "author": (
            {"family": "Martin", "given": "Jeanne"},
            {"family": "Durand", "given": "P."},
            {"literal": "Observatoire"},
        ),
        "issued": "2024-03-05",
        "container-title": "Revue",
        "publisher": "Presses",
        "language": "fr",
        "DOI": "10.1/x",
    }


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        ('<meta property="og:type" content="article">', "article-newspaper"),
        ('<meta property="og:type" content="article">' + ld({"@type": "BlogPosting"}), "post-weblog"),
        (ld({"@type": "Report"}), "report"),
        (ld({"@type": "WebPage"}), "webpage"),
        ("", "webpage"),
    ],
)
def test_the_type_is_what_the_page_says(head: str, type_: str) -> None:
    assert page(head).type == type_


def test_only_json_ld_speaks_for_the_page() -> None:
    """Data of a page's own programs would give the record another document's type."""
    of_a_program = '<script type="application/json">{"@type": "Report"}</script><script>{"@type": "Report"}</script>'
    assert page(of_a_program).type == "webpage"
    declared = '<script type=" Application/LD+JSON; charset=utf-8">{"@type": "Report"}</script>'
    assert page(of_a_program + declared).type == "report"


def test_a_page_of_a_great_many_items_is_read_to_a_bound() -> None:
    """Without one, a page could hold a collector up; the first thousands are read all the same."""
    others = [{"@type": "Thing"}]
    assert page(ld([*(others * 4_998), {"@type": "Report"}])).type == "report"
    assert page(ld([*(others * 4_999), {"@type": "Report"}])).type == "webpage"


def test_dublin_core_and_open_graph_serve_where_nothing_better_is() -> None:
    found = page(
        '<meta name="DC.title" content="Titre"><meta name="DC.creator" content="Ministère">'
        '<meta name="DCTERMS.issued" content="2024-10"><meta property="og:url" content="https://exemple.org/">'
        '<meta property="og:locale" content="fr_CA"><meta name="DC.publisher" content="Presses">',
        lang="",
    )
    assert told(found) == {
        "title": "Titre",
        "author": ({"literal": "Ministère"},),
        "issued": "2024-10",
        "container-title": "Presses",
        "language": "fr-CA",
        "URL": "https://exemple.org/",
    }


def test_dublin_core_gives_the_language_and_the_day_too() -> None:
    found = page('<meta name="DC.language" content="en"><meta name="DC.date" content="2024-10">', lang="")
    assert (told(found)["language"], where(found)["language"]) == ("en", "DC.language")
    assert (told(found)["issued"], where(found)["issued"]) == ("2024-10", "dc.date")


def test_a_page_may_hold_its_article_as_its_main_entity() -> None:
    """As many sites write it: the page is the frame, and the article says who wrote it, and when."""
    inner = {"@type": "NewsArticle", "headline": "Un titre", "author": "Jeanne Martin", "datePublished": "2024-10-29"}
    found = page(ld({"@type": "WebPage", "headline": "Pas lui", "mainEntity": inner}))
    assert (found.type, found.text("title"), where(found)["author"]) == ("article-newspaper", "Un titre", "JSON-LD")


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    found = page('<title>Un titre - beau - Le Site</title><meta property="og:site_name" content="Le Site">')
    assert found.text("title") == "Un titre - beau"
    assert page("<title>Le Site</title>").text("title") == "Le Site"


def test_what_the_page_does_not_say_is_guessed_from_its_looks_and_says_so() -> None:
    found = page("", "<h1>Un titre visible</h1><p>Texte.</p>")
    assert found.text("title") == "Un titre visible"
    assert where(found)["title"] == "guessed from the page"
    found = page('<title>Un titre</title><meta name="twitter:site" content="Le Journal des lacs">')
    assert (told(found)["container-title"], where(found)["container-title"]) == (
        "Le Journal des lacs",
        "guessed from the page",
    )


def test_a_page_that_cannot_be_guessed_from_still_gives_what_it_says() -> None:
    """One site's impossible time zone would stop a collection, though title and day stand in the page."""
    found = page(
        '<meta property="og:title" content="Un titre">'
        '<meta property="article:published_time" content="2024-10-29T10:00:00+99:99">',
        "<h1>Un autre titre</h1>",
    )
    assert told(found) == {"title": "Un titre", "issued": "2024-10-29", "language": "fr"}
    assert where(found)["title"] == "og:title"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"\x00\xff\xfe",
        b"<html><head><script type='application/ld+json'>{</script>",
        b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
        b'<script type=\'application/ld+json\'>[[[1, null, {"@type": 3, "@id": {}}]]]</script>',
        b'<script type=\'application/ld+json\'>{"@type":"NewsArticle","author":{"name":[{}]},"headline":{}}</script>',
        b"<meta name=author content='https://x.org/me'><meta property=article:published_time content='yesterday'>",
        b"<div>" * 5_000 + b"x",
        b"<link rel=canonical href='javascript:alert(1)'><link rel=canonical>",
    ],
)
def test_a_broken_page_says_nothing_and_breaks_nothing(data: bytes) -> None:
    assert about(data, "html").type in ("webpage", "article-newspaper")
    assert not {"author", "issued", "URL"} & set(told(about(data, "html"))) or b"NewsArticle" in data


def test_hostile_values_are_harmless_and_bounded() -> None:
    found = page(
        f'<meta property="og:title" content="a&#x202e;b&#7;c: d # e&#10;- f{"x" * 10_000}">'
        '<meta name="author" content="par Jeanne &#8203;Martin"><meta name="author" content="admin">'
    )
    title = found.text("title")
    assert title.startswith("abc: d # e - fxxx")
    assert len(title) == LONGEST
    assert title.endswith("…")
    assert told(found)["author"] == ({"literal": "Jeanne Martin"},)


def test_an_author_named_twice_is_one_author() -> None:
    """The reference would print the name twice, and a name between would hide that."""
    found = page("".join(f'<meta name="author" content="{name}">' for name in ("A. Roy", "B. Lac", "par A. Roy")))
    assert told(found)["author"] == ({"literal": "A. Roy"}, {"literal": "B. Lac"})


@given(st.text())
def test_no_text_leaves_anything_invisible(words: str) -> None:
    cleaned = clean(words)
    assert cleaned == " ".join(cleaned.split())
    assert len(cleaned) <= LONGEST
    assert cleaned.isprintable()


@given(st.text() | st.none() | st.integers() | st.lists(st.text()))
def test_readers_of_values_take_anything(value: object) -> None:
    for read in (clean, address, day, language):
        assert isinstance(read(value), str)
    assert isinstance(names([value]), tuple)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-10-29T10:00:00Z", "2024-10-29"),
        ("2024/3/5", "2024-03-05"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("2024-02-30", ""),
        ("29/10/2024", ""),
        ("20241029", ""),
        ("2024-10-29-5", ""),
    ],
)
def test_a_date_is_read_or_left_out(written: str, read: str) -> None:
    assert day(written) == read


def pdf(**information: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in information.items()})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_pdf_gives_what_its_information_holds() -> None:
    found = about(
        pdf(Title="Microsoft Word - rapport final.docx", Author="Office", CreationDate="D:20250203101112"), "pdf"
    )
    assert found.type == "report"
    assert told(found) == {"title": "rapport final", "author": ({"literal": "Office"},), "issued": "2025-02-03"}


def test_a_pdf_gives_its_language() -> None:
    """The record would be read by the rules of another language."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.root_object[pypdf.generic.NameObject("/Lang")] = pypdf.generic.TextStringObject("en-GB")
    stream = io.BytesIO()
    writer.write(stream)
    assert told(about(stream.getvalue(), "pdf")) == {"language": "en-GB"}


def test_a_broken_pdf_is_no_business_of_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's complaints would stand between our own lines."""
    monkeypatch.setattr(logging.getLogger("pypdf"), "propagate", True)
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler(log := io.StringIO())])
    data = pdf(Title="Un titre").replace(b"startxref\n", b"startxref\n1")
    assert about(data, "pdf").text("title") == "Un titre"
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", pdf(Title="Untitled 1", Author="user", CreationDate="D:9999"), pdf(CreationDate="20251399")],
)
def test_a_pdf_that_says_nothing_gives_nothing(data: bytes) -> None:
    assert not {"title", "author"} & set(told(about(data, "pdf")))


def test_a_text_proposes_its_first_line() -> None:
    assert told(about(b"\n ---\n  Un titre\nTexte", "text")) == {"title": "Un titre"}
    assert about(b"", "text").said == ()


def test_nothing_is_fetched() -> None:
    """A page is private evidence: no address in it may be asked for anything."""
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from plaidoyer.evidence.copies.about import about\n"
        "about(b'<!doctype html><link rel=canonical href=https://exemple.org/><img src=https://exemple.org/>x', 'html')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
