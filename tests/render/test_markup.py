"""Inlines and blocks as HTML: what an author wrote, escaped, with the meaning that each form has."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from markupsafe import Markup
from msgspec.structs import replace

from plaidoyer.compose.document import (
    Bar,
    Block,
    CodeBlock,
    Heading,
    Item,
    List,
    Paragraph,
    Part,
    Quotation,
    Rule,
)
from plaidoyer.render.markup import beside, blocks, contact, inlines, plain, sides
from plaidoyer.words import Break, Claim, Foreign, Image, Inline, Link, Note, Styled, Text
from tests.render.sample_documents import CHART, KEY_FIGURE, bullets, p, table


def html(*children: Inline) -> str:
    return str(inlines(children))


def block(*content: Block, **labels: str) -> str:
    return str(blocks(content, labels))


def test_words_of_an_author_are_never_markup() -> None:
    """« <b> » in a brief is a word; as markup it could pull files into the PDF."""
    hostile = '<img src="x">&"'
    printed = [
        html(
            Text(hostile), Foreign(hostile, (Text(hostile),)), Image(hostile, hostile), Claim(hostile, (), (hostile,))
        ),
        block(CodeBlock(hostile), Part(hostile, hostile, (hostile,), (p(hostile),)), replace(CHART, alt=hostile)),
        block(replace(KEY_FIGURE, number=hostile, unit=hostile, of=hostile, kind_word=hostile, caveat=hostile)),
        block(replace(CHART, bars=(Bar(hostile, hostile, 1, "observed", hostile, True),))),
        str(contact(hostile)),
    ]

    for markup in printed:
        assert hostile not in markup
        assert '<img src="x"' not in markup


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Styled("emphasis", (Text("mot"),)), "<em>mot</em>"),
        (Styled("strong", (Text("mot"),)), "<strong>mot</strong>"),
        (Styled("superscript", (Text("er"),)), "<sup>er</sup>"),
        (Styled("subscript", (Text("2"),)), "<sub>2</sub>"),
        (Styled("code", (Text("x"),)), "<code>x</code>"),
        (Styled("mark", (Text("figure:a/b"),)), "<mark>figure:a/b</mark>"),
        (Styled("small-caps", (Text("Nom"),)), '<span class="small-caps">Nom</span>'),
        (Styled("ours", (Text("12"),)), "12"),
        (Foreign("en", (Text("dark web"),)), '<span lang="en">dark web</span>'),
        (Image("briefs/x/carte.png", "La carte"), '<img src="briefs/x/carte.png" alt="La carte">'),
        (Break(), "<br>"),
        (Note("footnote", (Text("Voir"),)), '<span class="footnote">Voir</span>'),
        (Note("inline", (Text("(IWF)"),)), '<span class="note">(IWF)</span>'),
        (Claim("c1", (Text("Dit."),)), '<span class="claim" data-claim="c1">Dit.</span>'),
    ],
)
def test_each_inline_has_its_element(inline: Inline, expected: str) -> None:
    assert html(inline) == expected


def test_a_note_call_leads_to_its_source() -> None:
    call = Note("call", (Link("#ref-afp", (Text("1"),)), Text(", "), Link("#ref-iwf", (Text("2"),))))

    assert html(call) == ('<sup class="note-call"><a href="#ref-afp">1</a>, <a href="#ref-iwf">2</a></sup>')


def test_a_link_holds_text_alone() -> None:
    """An element inside a link is a tag that a screen reader cannot place."""
    link = Link("https://example.org", (Text("un"), Styled("emphasis", (Text("deux"),)), Image("a.png", "trois")))

    assert html(link) == (
        '<a href="https://example.org">un</a><em><a href="https://example.org">deux</a></em>'
        '<img src="a.png" alt="trois">'
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "annexe.pdf", "file:///etc/hostname", "//example.org", ""])
def test_an_address_that_cannot_stand_in_a_pdf_leaves_its_words(address: str) -> None:
    """A relative address would print this machine's folders into the file, and change its bytes."""
    assert html(Link(address, (Text("les mots"),))) == "les mots"


def test_a_broken_claim_names_its_rules() -> None:
    assert 'data-broken="quote-mismatch uncited-figure"' in html(Claim("c", (), ("quote-mismatch", "uncited-figure")))


def test_words_alone_leave_notes_out() -> None:
    run = (Claim("c", (Styled("strong", (Text("Un"),)), Break(), Text("mot"), Note("call", (Text("1"),)))),)

    assert plain(run) == "Un mot"


def test_contacts_are_links() -> None:
    assert str(contact("Jean Exemple, jean@example.org, https://example.org/jean.")) == (
        'Jean Exemple, <a href="mailto:jean@example.org">jean@example.org</a>, '
        '<a href="https://example.org/jean">https://example.org/jean</a>.'
    )


def test_a_list_wraps_paragraphs_only_where_an_item_has_several() -> None:
    """A lone paragraph inside an item breaks the tags of the PDF's list."""
    inner = bullets(("a",))
    content = List(True, 3, (Item((p("Un"), inner)), Item((p("Deux"), p("Trois")))))

    assert block(content) == ('<ol start="3"><li>Un<ul><li>a</li></ul></li><li><p>Deux</p><p>Trois</p></li></ol>')


def test_a_table_says_what_its_heads_are_for() -> None:
    markup = block(table((Text("Titre"),), ("Acte", "Peine"), ("Fixer", "5 ans"), ("Créer", "—"), strong_rows=(1,)))

    assert "<caption>Titre</caption><thead>" in markup
    assert re.findall(r'<th scope="(\w+)"', markup) == ["col", "col", "row", "row"]
    assert markup.count('<tr class="emphatic">') == 1


def test_a_long_column_does_not_squeeze_the_short_ones() -> None:
    """« 75 000 € » on two lines."""
    markup = block(table((), ("Article", "Texte"), ("Article 1", "Le fait de diffuser une telle image " * 9)))

    assert '<th scope="row" class="whole">Article 1</th>' in markup
    assert markup.count("whole") == 2


def test_columns_too_wide_together_may_wrap() -> None:
    """Kept on one line, they would leave the page."""
    assert "whole" not in block(table((), *[("un texte de vingt car",) * 4] * 2))
    assert "whole" not in block(table((), *[("presque vingt lettres"[:20],) * 4] * 2))


def test_other_blocks() -> None:
    assert block(Heading(3, "h", (Text("Titre"),))) == '<h3 id="h">Titre</h3>'
    assert block(Quotation((p("mots"),)), Rule()) == "<blockquote><p>mots</p></blockquote>\n<hr>"
    assert block(CodeBlock("a\n b")) == "<pre><code>a\n b</code></pre>"


def test_a_part_keeps_its_name_and_gets_its_label() -> None:
    part = Part("recommended", "best", ("recommended", "large"), (p("Oui."),))

    assert block(part, recommended="Recommandé") == (
        '<div class="part recommended large" id="best"><p class="label">Recommandé</p><p>Oui.</p></div>'
    )


def test_a_chart_is_said_in_words() -> None:
    markup = block(CHART)

    assert f'aria-label="{CHART.alt}"' in markup
    assert re.findall("<title>(.*?)</title>", markup) == [
        "avr. 2023 – mars 2024 (12 mois), 70 rapports, soit 5,8 par mois",
        "avr. – sept. 2024 (6 mois), 74 rapports, soit 12,3 par mois",
    ]
    assert re.findall(r'<rect width="([\d.]+)%"', markup) == ["46.83", "99.00"]


@pytest.mark.parametrize(("kind", "striped"), [("observed", 0), ("estimate", 0), ("forecast", 1), ("target", 1)])
def test_what_has_not_happened_is_striped_and_said(
    kind: Literal["observed", "estimate", "forecast", "target"], striped: int
) -> None:
    """A forecast drawn like a measure misleads."""
    one = replace(CHART.bars[0], kind=kind, kind_word="le mot")
    markup = block(replace(CHART, bars=(one,)))

    assert markup.count("stroke-dasharray") == striped
    assert "(le mot)" in markup


@pytest.mark.parametrize(
    ("number", "qualifier", "rest"),
    [
        ("74", None, "74"),
        ("plus de 20\u202f000", "plus de", "20\u202f000"),
        ("environ 2,5\u00a0millions", "environ", "2,5\u00a0millions"),
        ("40\u00a0%", None, "40\u00a0%"),
        ("−3", None, "−3"),
        ("more than £20", "more than", "£20"),
        ("?", None, "?"),
    ],
)
def test_the_number_alone_is_set_large(number: str, qualifier: str | None, rest: str) -> None:
    markup = block(replace(KEY_FIGURE, number=number))

    found = re.search(r'<span class="qualifier">(.*?)</span>', markup)
    assert (found[1] if found else None) == qualifier
    assert f"<strong>{rest}</strong>" in markup


def test_margin_items_begin_beside_the_words_that_they_belong_to() -> None:
    """A float written at the end of a section would begin beside the next heading."""
    one, two, heading, last = p("1"), p("2"), Heading(3, "", ()), p("3")
    sidebar = Part("sidebar", "", (), ())

    assert sides((one, two, CHART)) == ((CHART,), (one, two))
    assert sides((one, CHART, heading, two, KEY_FIGURE, last, sidebar)) == (
        (CHART,),
        (one, KEY_FIGURE, heading, two, sidebar, last),
    )
    assert sides((CHART, KEY_FIGURE)) == ((CHART,), (KEY_FIGURE,))
    assert sides(()) == ((), ())


def test_a_frame_longer_than_a_page_may_be_cut() -> None:
    """Kept whole, its end would be lost below the page."""
    assert str(beside(Markup("<aside>mots</aside>"))).startswith('<div class="beside whole">')
    assert str(beside(Markup("mots ") * 500)).startswith('<div class="beside">')


def test_a_paragraph_of_many_kinds_reads_as_written() -> None:
    run = (Text("L’"), Styled("law", (Text("article"),)), Text(" et "), Link("#s", (Text("la suite "),)), Text("ici."))

    assert Markup(blocks((Paragraph(run),), {})).striptags() == "L’article et la suite ici."
