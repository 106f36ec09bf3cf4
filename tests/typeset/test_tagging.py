"""What who does not see a page is told of it: its order, its wholes, its languages, its notes, its links."""

from __future__ import annotations

import pytest

from plaidoyer.typeset.tagging.kinds import HELD, HOLDS
from tests.typeset.conftest import Hear

MANY = " ".join(f"mot{number}" for number in range(250))
URL = 'href="https://example.org/"'


# Order and wholes -------------------------------------------------------------------------------------


def test_what_stands_in_columns_and_asides_is_read_where_it_was_written(hear: Hear) -> None:
    """Boxes at the side, and what is drawn over a page, would be heard after all that they explain."""
    page = hear(
        '<section><p>Un</p><div style="float: right">deux</div><p>trois</p><p style="position: absolute">quatre</p>'
        '<div style="columns: 2"><p>cinq</p><p>six</p></div><div style="display: flex"><p>sept</p><p>huit</p></div>'
        '<div style="display: grid"><p style="order: 2">neuf</p><p>dix</p></div></section>'
    )
    assert page.words() == "Titre Un deux trois quatre cinq six sept huit neuf dix"


def test_a_paragraph_that_goes_on_overleaf_is_one(hear: Hear) -> None:
    """A sentence would be cut in two, with a note of the page between."""
    page = hear(f'<section><p>{MANY} <span class="note">La note.</span></p><ul><li>Un</li></ul></section>')
    assert page.pages > 1
    assert page.shape(page.tag("Sect")) == "Sect(P(Reference Note(Lbl)) L(LI(Lbl LBody)))"
    assert page.words(page.tag("P")) == f"{MANY} 1 1. La note."


def test_words_of_a_division_that_go_on_overleaf_are_one_paragraph(hear: Hear) -> None:
    """Words that no paragraph holds are cut where the page ends."""
    page = hear(f"<div>{MANY}</div>")
    assert page.pages > 1
    assert page.shape() == "H1 Div(P)"
    assert page.words(page.tag("P")) == MANY


def test_emphasis_that_goes_on_overleaf_is_one(hear: Hear) -> None:
    """Who listens would hear that a quotation ends, and another begins, where only the page does."""
    page = hear(f"<p>Un <q>{MANY}</q> fin.</p>")
    assert page.words(page.tag("Quote")) == f"« {MANY} »"


def test_words_around_a_block_stay_in_order(hear: Hear) -> None:
    """Words after a block would be heard before it, with the words before it."""
    page = hear('<div>avant <em>tout</em> <div style="display: inline-block">dedans</div> après <em>fort</em></div>')
    assert page.words() == "Titre avant tout dedans après fort"
    assert page.shape() == "H1 Div(P(Em) Div(P) P(Em))"
    cell = hear("<table><tr><th>Nom</th><td>avant <div>dedans</div> après</td></tr></table>")
    assert cell.words() == "Titre Nom avant dedans après"


def test_words_in_line_around_a_block_stay_in_order(hear: Hear) -> None:
    """A block in the middle of emphasised words would be heard after them."""
    page = hear("<div>Un <em>deux <span style='display: block'>trois</span> quatre</em> cinq</div>")
    assert page.words() == "Titre Un deux trois quatre cinq"
    assert page.shape() == "H1 Div(P(Em) P P(Em))"


def test_emphasis_in_a_link_over_lines_is_one(hear: Hear) -> None:
    """Each line of it is a link of its own, and would be heard as another emphasis."""
    page = hear(f"<p><a {URL}>Voir <q>{MANY}</q></a></p>")
    assert page.shape() == "H1 P(Link(Quote))"
    assert page.words() == f"Titre Voir « {MANY} »"


def test_blanks_alone_are_no_paragraph(hear: Hear) -> None:
    """Empty paragraphs are read aloud as « blank »."""
    page = hear('<div><span> </span><img src="lac.png" alt="Le lac"> </div>', "div { white-space: pre }")
    assert page.shape() == "H1 Div(Figure)"


def test_what_is_hidden_is_not_read(hear: Hear) -> None:
    page = hear(
        '<p>Un <b style="visibility: hidden">caché</b> deux</p><p hidden>x</p><p style="transform: scale(0)">trois</p>'
    )
    assert page.words() == "Titre Un deux"


def test_first_letters_belong_to_their_word(hear: Hear) -> None:
    """« L » and « e lac » would be heard apart."""
    page = hear("<p>Le lac</p><div>Un jardin</div>", "p::first-letter, div::first-letter { font-size: 2em }")
    assert page.shape() == "H1 P Div(P)"


# What things are --------------------------------------------------------------------------------------


def test_elements_are_told_by_what_they_are(hear: Hear) -> None:
    """Who listens would not know a quotation from the words around it, nor jump from section to section."""
    page = hear(
        "<main><article><section><p>Un <q>lac</q>, <strong>bleu</strong>, <em>vert</em> : <code>x</code>, <u>y</u></p>"
        "<blockquote><p>Mots</p></blockquote></section></article></main><aside>Encart</aside><nav><p>Ici</p></nav>"
    )
    assert page.shape() == "H1 Part(Art(Sect(P(Quote Strong Em Code) BlockQuote(P)))) Aside(P) Div(P)"
    assert dict(page.pdf.Root.StructTreeRoot.RoleMap) == {"/Aside": "/Sect", "/Em": "/Span", "/Strong": "/Span"}


def test_abbreviations_are_said_in_full(hear: Hear) -> None:
    page = hear('<p><abbr title="Observatoire des lacs">OL</abbr> et <abbr>RIVE</abbr></p>')
    assert [str(tag.get("/E", "")) for tag in page.tags("Span")] == ["Observatoire des lacs", ""]


def test_words_in_another_language_are_read_in_it(hear: Hear) -> None:
    """An English quotation would be read aloud with French sounds."""
    page = hear(
        '<p>Il dit <i lang="en">the lake</i>, <i lang="fr">bon</i>.</p><blockquote lang="de">Der See</blockquote>'
        '<center lang="en">words <span class="note">note</span></center>'
    )
    assert [(str(tag.Lang), page.words(tag)) for tag in page.tags("Span")] == [("en", "the lake")]
    assert [str(tag.Lang) for tag in page.tags("BlockQuote") + page.tags("Div")] == ["de", "en"]
    assert "/Lang" not in page.tag("Note"), "a note speaks as what its call stands in"


def test_headings_skip_no_level(hear: Hear) -> None:
    """Who walks from heading to heading would look for one that is not there."""
    page = hear("<h4>Lac</h4><h6>Rive</h6><h2>Jardin</h2>")
    assert page.shape() == "H1 H2 H3 H2"


# Lists ------------------------------------------------------------------------------------------------


def test_lists_say_how_many_items_they_have(hear: Hear) -> None:
    page = hear("<ul><li>un</li><li><p>deux</p><ol><li>trois</li></ol></li></ul>")
    assert page.shape() == "H1 L(LI(Lbl LBody) LI(Lbl LBody(P L(LI(Lbl LBody)))))"
    assert [str(tag.A.ListNumbering) for tag in page.tags("L")] == ["/Disc", "/Decimal"]


def test_labels_stand_before_what_they_label(hear: Hear) -> None:
    """A mark that is set in the first line of an item would be heard as one of its words."""
    page = hear(f"<ul><li><p>un</p></li><li><a {URL}>deux</a></li></ul>", "ul { list-style: inside '– ' }")
    assert page.shape() == "H1 L(LI(Lbl LBody(P)) LI(Lbl LBody(Link)))"
    assert str(page.tag("L").A.ListNumbering) == "/Disc"


def test_words_between_items_are_items(hear: Hear) -> None:
    """A list that holds anything else cannot be told as one."""
    page = hear("<ul>mots<div><li>un</li></div></ul><li>seul</li>")
    assert page.shape() == "H1 L(LI(LBody(P)) LI(Lbl LBody)) L(LI(Lbl LBody))"


def test_terms_are_labels_of_what_they_are_said_to_be(hear: Hear) -> None:
    page = hear("<dl><dd>seul</dd><dt>lac</dt><dd>eau</dd><dd>bleue</dd>mots<dd>encore</dd></dl><dt>hors</dt>")
    assert page.shape() == "H1 L(LI(LBody) LI(Lbl LBody LBody) LI(LBody(P)) LI(LBody)) L(LI(Lbl))"
    assert page.words() == "Titre seul lac eau bleue mots encore hors"


def test_contents_are_told_as_such(hear: Hear) -> None:
    """Who listens would hear a list of links, and not that it leads through the document."""
    page = hear(
        '<nav><ol><li><a href="#lac">Lac</a><ol><li><a href="#rive">Rive</a></li></ol></li><li>Annexe</li>mots</ol>'
        '</nav><h2 id="lac">Lac</h2><h3 id="rive">Rive</h3>'
    )
    inner = "TOCI(Lbl Reference(Link))"
    assert page.shape(page.tags("TOC")[0]) == f"TOC(TOCI(Lbl Reference(Link) TOC({inner})) TOCI(Lbl) TOCI(P))"


# Notes ------------------------------------------------------------------------------------------------


def test_a_footnote_is_read_after_its_call(hear: Hear) -> None:
    """Who listens would hear all notes of a page at its end, without knowing what they belong to."""
    page = hear('<p>Un<span class="note">Note une.</span> deux<em lang="en" class="note">Note two.</em> fin.</p>')
    assert page.words() == "Titre Un 1 1. Note une. deux 2 2. Note two. fin."
    notes = page.tags("Note")
    assert [(str(note.ID), str(note.P.S), str(note.get("/Lang", ""))) for note in notes] == [
        ("note-1", "/P", ""),
        ("note-2", "/P", "en"),
    ]
    names = page.pdf.Root.StructTreeRoot.IDTree.Names
    assert [str(name) for name in list(names)[::2]] == ["note-1", "note-2"]


def test_a_footnote_that_goes_on_overleaf_is_one(hear: Hear) -> None:
    """Half of it would be heard in the middle of the next page."""
    many = " ".join(MANY.split()[:60])
    page = hear(f'<p>{"Un texte. " * 40}<span class="note">{many}</span></p><p>{"Suite du texte. " * 20}</p>')
    assert page.pages > 1
    assert page.words(page.tag("Note")) == f"1. {many}"


def test_a_footnote_of_a_footnote_is_read_in_it(hear: Hear) -> None:
    page = hear('<p>Un<span class="note">deux <span class="note">trois</span> quatre</span> cinq</p>')
    assert page.words() == "Titre Un 2 2. deux 1 1. trois quatre cinq", "the engine counts the inner one first"


def test_links_of_a_footnote_are_its_own(hear: Hear) -> None:
    """A note in a link would lead where the link leads, and its number would be heard as a word of it."""
    page = hear(f'<p><a {URL}>lac<span class="note">note</span></a> <a {URL} class="note">là</a></p>')
    assert page.shape(page.tag("P")) == "P(Link(Reference Note(Lbl)) Reference Note(Lbl(Link) Link))"


def test_a_footnote_whose_call_is_not_read_is_read_at_the_end(hear: Hear) -> None:
    """Words that are printed would not be heard at all."""
    drawn = hear('<div role="img" aria-label="Carte">Un<span class="note">Note.</span></div><p>Fin</p>')
    assert drawn.words() == "Titre Un 1 Fin 1. Note."
    uncalled = hear('<p>Un<span class="note">Note.</span></p><p>Fin</p>', ".note::footnote-call { content: none }")
    assert uncalled.words() == "Titre Un 1. Note. Fin"
    unseen = hear('<p>Un<span class="note"></span></p>', ".note::footnote-marker { content: none }")
    assert unseen.words() == "Titre Un 1"


# Links ------------------------------------------------------------------------------------------------


def test_a_link_over_pages_and_around_words_is_one(hear: Hear) -> None:
    """Who listens would be offered the same link many times, with half a word each."""
    page = hear(f'<p>Voir <a {URL} title="Le lac">le <em>lac</em> bleu {MANY}</a>.</p>')
    link = page.tag("Link")
    assert page.words(link) == f"le lac bleu {MANY}"
    assert {str(one.Contents) for one in page.links(link)} == {"Le lac"}
    assert len(page.links(link)) >= page.pages > 1


def test_a_link_to_a_place_of_the_document_is_a_reference(hear: Hear) -> None:
    page = hear('<p id="lac"><a href="#lac">plus haut</a></p>')
    assert page.shape(page.tag("P")) == "P(Reference(Link))"
    assert [str(one.Contents) for one in page.links(page.tag("Link"))] == ["plus haut"]


def test_a_link_around_blocks_is_a_link_in_each(hear: Hear) -> None:
    page = hear(f"<a {URL}><p>un</p><p>deux</p></a><p><a {URL} style='display: inline-block'>trois</a></p>")
    assert len(page.tags("Link")) >= 2
    assert page.words() == "Titre un deux trois"


def test_a_link_over_an_area_that_is_none_of_the_tree(hear: Hear) -> None:
    """A link that no element stands for cannot be followed without a mouse."""
    page = hear(f'<p>Un <a {URL}></a>mot</p><div role="img" aria-label="Carte"><a {URL}>{MANY}</a></div>')
    held = sum(len(page.links(tag)) for tag in page.tags("Link"))
    there = sum(len(one.get("/Annots", [])) for one in page.pdf.pages)
    assert held == there
    assert page.words() == f"Titre Un mot {MANY}"
    assert page.shape() == "H1 P(Link) Figure(Link)"


# Pictures ---------------------------------------------------------------------------------------------

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><title>Une rive</title><rect width="9"/></svg>'


def test_pictures_have_words_and_a_place(hear: Hear) -> None:
    page = hear(f'<p><img src="lac.png" alt="Le lac"></p><div>Voici {_SVG}</div>')
    assert [str(tag.Alt) for tag in page.tags("Figure")] == ["Le lac", "Une rive"]
    assert page.shape() == "H1 P(Figure) Div(P(Figure))"
    left, bottom, right, top = (float(one) for one in page.tags("Figure")[0].A.BBox)
    assert (right - left, top - bottom) == pytest.approx((6.75, 6.75))
    assert 28 < left < right < 227
    assert 28 < bottom < top < 227


def test_what_is_drawn_of_words_is_one_picture(hear: Hear) -> None:
    """A chart made of boxes would be heard as numbers without end."""
    bars = "".join(f"<p>{number}</p>" for number in range(40))
    page = hear(f'<div role="img" aria-label="Courbe">{bars}<img src="lac.png" alt="x"></div>')
    assert page.pages > 1
    assert page.shape() == "H1 Figure"
    assert str(page.tag("Figure").Alt) == "Courbe"
    assert "/A" not in page.tag("Figure"), "what goes on overleaf has no one frame"


def test_pictures_of_a_style_are_decoration(hear: Hear) -> None:
    """« picture » would be heard before each paragraph, and a link with it twice."""
    page = hear(f'<p>Un <a {URL} class="x">lac</a></p>', "p::before, .x::before { content: url(lac.png) }")
    assert page.tags("Figure") == []
    assert page.artifacts(0) == ["Layout", "Layout", "Footer Pagination"]
    assert len(page.links(page.tag("Link"))) == len(page.pdf.pages[0].Annots), "each link is held once"


# What is not read -------------------------------------------------------------------------------------


def test_margins_of_pages_are_not_read(hear: Hear) -> None:
    """The foot of each page would be heard in the middle of a sentence."""
    style = '@page { @top-right { content: "Tête" } @left-middle { content: "Côté" } }'
    page = hear(f"<p>{MANY}</p>", style)
    assert page.words() == f"Titre {MANY}"
    for number in range(page.pages):
        assert sorted(page.artifacts(number)) == ["Footer Pagination", "Header Pagination", "Pagination"]


def test_running_heads_are_not_read_but_lead_somewhere(hear: Hear) -> None:
    """A link in the head of a page must be held by an element, or it cannot be followed without a mouse."""
    style = ".head { position: running(head) } @page { @top-left { content: element(head) } }"
    page = hear(f'<p class="head"><a {URL}>La rive</a> <b style="position: absolute">x</b></p><p>{MANY}</p>', style)
    assert page.words() == f"Titre {MANY}"
    assert len(page.links(page.tag("Link"))) == page.pages > 1


def test_what_is_fixed_is_read_once(hear: Hear) -> None:
    """A mark on each page would be heard on each page."""
    page = hear(f'<p style="position: fixed; top: 0"><a {URL}>Projet</a></p><p>{MANY}</p>')
    assert page.pages > 1
    assert page.words().count("Projet") == 1
    assert len(page.links(page.tag("Link"))) == page.pages


def test_the_tables_of_types_agree() -> None:
    """A type that may stand in another, which may not hold it, would be told as a fault wherever it stands."""
    for holder, held in HOLDS.items():
        for kind in held & HELD.keys():
            assert holder in HELD[kind], (holder, kind)
