"""Citations in the text: what stands before and after a source, and what a second mention becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from plaidoyer.citations.works import Cite, Formatted
from plaidoyer.words import Inline, Link, Styled, Text

Format = Callable[..., Formatted]
Printed = Callable[[Iterable[Inline]], str]


def _source(identifier: str, title: str, author: dict[str, str], year: int = 2024, **more: Any) -> dict[str, Any]:
    date = {"date-parts": [[year]]}
    return {"id": identifier, "type": "report", "title": title, "author": [author], "issued": date, **more}


AFP = _source("afp", "Une dépêche", {"literal": "Agence France-Presse (AFP)"})
BOOK = _source("book", "Un livre", {"family": "Martin", "given": "Anne"}, 2020, type="book")
CODE = {"id": "code", "type": "legislation", "title": "Code pénal", "title-short": "C. pén."}
ALL = (AFP, BOOK, CODE)


# The house styles ---------------------------------------------------------------------------------


def test_a_numbered_call_is_a_link_to_its_source(cited: Format) -> None:
    result = cited("sources", ALL, ["book"], ["afp", "book"])
    assert result.numbered
    assert not result.note_style
    one, two = Link("#ref-book", (Text("1"),)), Link("#ref-afp", (Text("2"),))
    assert result.clusters == ((one,), (two, Text(", "), one))
    assert [entry.source for entry in result.entries] == ["book", "afp"]


def test_a_page_beside_a_number_cannot_be_taken_for_a_number(cited: Format, printed: Printed) -> None:
    (cluster,) = cited("sources", ALL, [Cite("book", "p. 3"), "afp"]).clusters
    assert printed(cluster) == "[1 (p.~3)](#ref-book), [2](#ref-afp)"


def test_the_originator_stands_before_the_source_that_reports_it(cited: Format, printed: Printed) -> None:
    cite = Cite("afp", prefix="IWF, cité par")
    assert printed(cited("inline", ALL, [cite]).clusters[0]) == "(IWF, cité par AFP, 2024)"
    (note,) = cited("footnotes", ALL, [cite]).clusters
    assert printed(note) == "IWF, cité par Agence France-Presse (AFP), *Une dépêche*, 2024."


def test_ibid_follows_the_notes_and_never_an_originator(cited: Format, printed: Printed) -> None:
    """« IWF, cité par ibid. » would send the reader to the IWF's own words, which nobody has seen."""
    notes = cited(
        "footnotes", ALL,
        ["afp"], ["afp"], [Cite("afp", "p. 3")], [Cite("afp", "p. 3")],
        [Cite("afp", "p. 3", prefix="IWF, cité par")],
        ["book"], ["afp"],
    ).clusters  # fmt: skip
    assert [printed(note) for note in notes] == [
        "Agence France-Presse (AFP), *Une dépêche*, 2024.",
        "*Ibid.*",
        "*Ibid.*, p.~3.",
        "*Ibid.*",
        "IWF, cité par Agence France-Presse (AFP), *Une dépêche*, p.~3.",
        "Anne Martin, *Un livre*, 2020.",
        "Agence France-Presse (AFP), *Une dépêche*.",
    ]


def test_two_originators_of_one_source_in_one_note(cited: Format, printed: Printed) -> None:
    (note,) = cited(
        "footnotes", ALL, [Cite("afp", prefix="IWF, cité par"), Cite("afp", prefix="Ofmin, cité par")]
    ).clusters
    assert printed(note) == (
        "IWF, cité par Agence France-Presse (AFP), *Une dépêche*, 2024; "
        "Ofmin, cité par Agence France-Presse (AFP), *Une dépêche*."
    )


def test_a_note_begins_with_a_capital(cited: Format, printed: Printed) -> None:
    first, second = cited(
        "footnotes", ALL, [Cite("book", prefix="voir ")], [Cite("afp"), Cite("book", prefix="voir")]
    ).clusters
    assert printed(first) == "Voir Anne Martin, *Un livre*, 2020."
    assert printed(second) == "Agence France-Presse (AFP), *Une dépêche*, 2024; voir Martin, *Un livre*."


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("et passim", "(Martin, 2020, p.~3 et passim)"),
        (" et passim ", "(Martin, 2020, p.~3 et passim)"),
        (", note 4", "(Martin, 2020, p.~3, note 4)"),
        ("p. 5 contra", "(Martin, 2020, p.~3 p. 5 contra)"),
    ],
)
def test_a_suffix_is_spaced_and_never_read_as_a_locator(
    suffix: str, expected: str, cited: Format, printed: Printed
) -> None:
    (cluster,) = cited("inline", ALL, [Cite("book", "p. 3", suffix=suffix)]).clusters
    assert printed(cluster) == expected


def test_digits_in_a_suffix_are_no_page(cited: Format, printed: Printed) -> None:
    (cluster,) = cited("inline", ALL, [Cite("book", suffix="12 fois")]).clusters
    assert printed(cluster) == "(Martin, 2020 12 fois)"


def test_an_author_named_in_the_sentence_is_not_repeated(cited: Format, printed: Printed) -> None:
    (cluster,) = cited("inline", ALL, [Cite("book", suppress_author=True)]).clusters
    assert printed(cluster) == "(2020)"


def test_an_empty_cluster_keeps_its_place(cited: Format, printed: Printed) -> None:
    for style in ("sources", "footnotes", "inline"):
        clusters = cited(style, ALL, [], ["book"], [], ["afp"]).clusters
        assert [bool(cluster) for cluster in clusters] == [False, True, False, True], style


def test_a_work_without_citations(cited: Format) -> None:
    result = cited("sources", ALL)
    assert (result.clusters, result.entries) == ((), ())
    assert result.numbered


def test_only_what_is_cited_is_listed(cited: Format) -> None:
    assert [entry.source for entry in cited("footnotes", ALL, ["code"]).entries] == ["code"]


def test_no_break_spaces_of_a_title_are_kept(cited: Format, printed: Printed) -> None:
    source = _source("a", "Plus de 20\u202f000 images\u00a0: un bilan", {"literal": "Office"})
    (entry,) = cited("sources", [source], ["a"]).entries
    assert printed(entry.children) == "Office, *Plus de 20~000 images~: un bilan*, 2024."


def test_two_works_of_an_author_in_a_year_are_told_apart_by_their_titles(cited: Format, printed: Printed) -> None:
    other = {**BOOK, "id": "other", "title": "Un autre livre"}
    one, two = cited("inline", [BOOK, other], ["book"], ["other"]).clusters
    assert printed(one) == "(Martin, *Un livre*, 2020)"
    assert printed(two) == "(Martin, *Un autre livre*, 2020)"


def test_words_that_look_like_markup_stay_words(cited: Format, printed: Printed) -> None:
    """Neither Markdown nor TeX in a title or a prefix is ever interpreted."""
    source = _source("a", "The *new* [order]{.x} $5 @book `code` -- \\emph{a}", {"literal": "A & B_C_"})
    (cluster,) = cited("footnotes", [source, BOOK], [Cite("a", prefix="*see* @book")], lang="en").clusters
    assert printed(cluster) == "*see* @book A & B_C_, *The *new* [order]{.x} $5 @book `code` -- \\emph{a}*, 2024."
    assert sum(isinstance(inline, Styled) for inline in cluster) == 1


@pytest.mark.parametrize(
    "doi", ["10.1000/x_y", "https://doi.org/10.1000/x_y", "http://dx.doi.org/10.1000/x_y", "doi:10.1000/x_y"]
)
def test_a_doi_is_one_address_however_it_was_noted(doi: str, cited: Format, printed: Printed) -> None:
    (entry,) = cited("sources", [{**BOOK, "DOI": doi}], ["book"]).entries
    assert printed(entry.children) == "Anne Martin, *Un livre*, 2020, <https://doi.org/10.1000/x_y>."


def test_a_publisher_that_is_the_author_is_named_once(cited: Format, printed: Printed) -> None:
    own = _source("own", "Bilan", {"literal": "Office"}, publisher="Office")
    (entry,) = cited("sources", [own], ["own"]).entries
    assert printed(entry.children) == "Office, *Bilan*, 2024."


@pytest.mark.parametrize("language", ["français", "123", "", "-", "fr_FR"])
def test_a_language_that_is_no_tag_does_not_reach_the_page(language: str, cited: Format, printed: Printed) -> None:
    (entry,) = cited("sources", [{**BOOK, "language": language}], ["book"], lang="en").entries
    assert printed(entry.children) == "Anne Martin, *Un livre*, 2020."


# Locators -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locator", "french", "english"),
    [
        ("p. 3", "p.~3", "p.~3"),
        ("pp. 3-5", "p.~3-5", "pp.~3–5"),
        ("3", "p.~3", "p.~3"),
        ("p. 3, 7", "p.~3, 7", "pp.~3, 7"),
        ("{page 3}", "p.~3", "p.~3"),
        ("chap. 2", "chap.~2", "ch.~2"),
        ("{chapter 2}", "chap.~2", "ch.~2"),
        ("paragraphe 4", "§~4", "para.~4"),
        ("§ 4", "§ 4", "§ 4"),
        ("art. 227-23", "art.~227-23", "art.~227-23"),
        ("{art. 227-23, al. 1}", "art.~227-23, al. 1", "art.~227-23, al. 1"),
        ("article 5", "art.~5", "art.~5"),
        ("L. 34-1", "L. 34-1", "L. 34-1"),
        ("considérant 12", "considérant 12", "considérant 12"),
        ("{timestamp 12:30}", "12:30", "12:30"),
        ("{appendix A-2}", "annexe~A-2", "appendix~A-2"),
        ("p. 3, chap. 2", "p.~3, chap.~2", "p.~3, ch.~2"),
        ("exposé des motifs", "exposé des motifs", "exposé des motifs"),
    ],
)
def test_locators_are_printed_in_the_language_of_the_brief(
    locator: str, french: str, english: str, cited: Format, printed: Printed
) -> None:
    for lang, expected in (("fr", french), ("en", english)):
        (cluster,) = cited("inline", ALL, [Cite("code", locator)], lang=lang).clusters
        assert printed(cluster) == f"(C. pén., {expected})"


# Styles of strangers ------------------------------------------------------------------------------


def test_an_author_date_style(cited: Format, printed: Printed) -> None:
    other = {**BOOK, "id": "other", "title": "Un autre livre"}
    result = cited("author-date", [BOOK, other, AFP], ["book", Cite("afp", "p. 4")], ["other"], lang="en")
    assert [printed(cluster) for cluster in result.clusters] == [
        "([Martin, 2020a](#ref-book); [Agence France-Presse (AFP), 2024, p. 4](#ref-afp))",
        "([Martin, 2020b](#ref-other))",
    ]
    assert [printed(entry.children) for entry in result.entries] == [
        "Agence France-Presse (AFP) (2024). *Une dépêche*.",
        "Martin, A. (2020a). *Un livre*.",
        "Martin, A. (2020b). *Un autre livre*.",
    ]
    assert (result.note_style, result.numbered) == (False, False)


def test_a_note_style_without_a_list(cited: Format, printed: Printed) -> None:
    book = {**BOOK, "URL": "https://example.org/b_c"}
    result = cited("note", [book, AFP], ["book"], [Cite("book", "p. 7")], ["afp", Cite("book", prefix="cf.")])
    assert [printed(cluster) for cluster in result.clusters] == [
        "|small-caps|Anne Martin|small-caps|, *Un livre*, 2020, <https://example.org/b_c>.",
        "Ibid., 7.",
        "|small-caps|Agence France-Presse (AFP)|small-caps|, *Une dépêche*, 2024 | cf. Martin, *op. cit.*",
    ]
    assert result.note_style
    assert result.entries == ()


def test_a_superscript_style_gives_its_numbers_to_the_page(cited: Format, printed: Printed) -> None:
    """The page raises calls and numbers the list itself: neither is done twice."""
    result = cited("superscript", ALL, ["book"], ["afp", "code"])
    assert [printed(cluster) for cluster in result.clusters] == ["[1](#ref-book)", "[2](#ref-afp),[3](#ref-code)"]
    assert [printed(entry.children) for entry in result.entries] == ["Un livre.", "Une dépêche.", "Code pénal."]
    assert result.numbered
