"""A character that no typeface has is told where its author finds it, and not a hundred times."""

from __future__ import annotations

import re

import pytest

from plaidoyer.checks.glyphs import in_picture, missing_glyphs
from plaidoyer.diagnostics import Finding, Span

BRIEF = Span("briefs/b/brief.md")
ARABIC = "characters of Arabic script, the first of which is U+0628 ARABIC LETTER BEH « ب »"
CHINESE = "characters of CJK script, the first of which is U+4E2D CJK UNIFIED IDEOGRAPH-4E2D « 中 »"
OTHER = "write another character, or take a template that has a typeface for it in its folder « fonts »"


def told(printed: str, **files: str) -> list[Finding]:
    """What is found where all letters beyond Latin lack a typeface."""
    unset = set(re.findall(r"[^\x00-\u024f« »’]", printed))
    return list(missing_glyphs(unset, printed, {name.replace("_", "."): text for name, text in files.items()}, BRIEF))


def test_nothing_is_said_of_what_can_be_set() -> None:
    assert told("Un été.", brief_md="Un été.") == []


def test_the_character_is_named_at_its_place_with_what_can_be_written_instead() -> None:
    (found,) = told("a ✔ b", brief_md="---\ntitle: a\n---\n\na ✔ b\n")
    assert found == Finding(
        "missing-glyph",
        "no typeface has U+2714 HEAVY CHECK MARK « ✔ »",
        Span("brief.md", 5, 3, 1),
        OTHER.replace("another character", "« ✓ »"),
    )


def test_a_script_is_one_finding_in_each_file() -> None:
    """An Arabic title would else be twenty errors."""
    page = "بحيرة نظيفة 中文 ★ بحيرة"
    found = told(page, brief_md="x\nبحيرة ★\n", s_yaml="title: بحيرة نظيفة\nauthor: 中文\n")
    assert [(one.span, one.message) for one in found] == [
        (
            Span("brief.md", 2, 1, 5),
            f"no typeface has these 5 {ARABIC}",
        ),
        (Span("brief.md", 2, 7, 1), "no typeface has U+2605 BLACK STAR « ★ »"),
        (
            Span("s.yaml", 1, 8, 5),
            f"no typeface has these 10 {ARABIC}",
        ),
        (
            Span("s.yaml", 2, 9, 2),
            f"no typeface has these 2 {CHINESE}",
        ),
    ]
    assert {one.hint for one in found} == {OTHER}


def test_letters_of_a_script_that_is_mostly_there_are_told_one_by_one() -> None:
    """« 2 characters of Latin script » would not help to find them."""
    assert [one.span.column for one in told("ꬶ ꟾ", brief_md="ꬶ ꟾ")] == [1, 3]


def test_a_sign_that_stands_often_is_told_once_with_the_lines_where_it_stands() -> None:
    """A table of ticks would else be a page of errors."""
    (found,) = told("★", brief_md="★ ★\n★\n")
    assert found.message == "no typeface has U+2605 BLACK STAR « ★ », which stands in 3 places here (also on line 2)"
    (found,) = told("★", brief_md="★\n" * 7)
    assert found.message.endswith("in 7 places here (also on line 2, 3, 4, 5, 6, …)")
    (found,) = told("א ב", brief_md="א\n\nב\n")
    assert found.message.endswith("U+05D0 HEBREW LETTER ALEF « א » (also on line 3)")


def test_what_is_never_printed_is_left_alone() -> None:
    """A passage in another script proves a figure; only the title of its source is on the page."""
    found = told("Титул ★★", s_yaml="title: Титул ★★\nexact: ★ Слово ★★★\n")
    assert {one.span.line for one in found} == {1}


@pytest.mark.parametrize(
    "spelled",
    ["&#x2605;", "&#9733;", "&starf;", r"\u2605", r"\U00002605", r"\2605 "],
)
def test_a_character_that_is_written_by_its_number_or_name_is_found(spelled: str) -> None:
    """In Markdown, YAML and CSS an author need not type the character itself."""
    (found,) = told("★", file_md=f"x\nun {spelled}.\n")
    assert found.span == Span("file.md", 2, 4, len(spelled.strip()))


def test_other_numbers_and_names_are_no_such_character() -> None:
    (found,) = told("★", file_md=r"&amp; &#x41; \u0041 \x41 \UFFFFFFFF \ffffff &nothing; AT&T; C:\dada")
    assert (found.span, found.message) == (
        BRIEF,
        "no typeface has U+2605 BLACK STAR « ★ », which is on the page: it comes from the template, or from its style",
    )


def test_a_character_is_found_where_its_neighbours_changed_on_the_way_to_the_page() -> None:
    """A citation style may cut a title, or join it to something else."""
    found = told("★☆", a_yaml="title: ★x\n", b_yaml="note: ☆\n", c_yaml="title: y\n")
    assert [one.span for one in found] == [Span("a.yaml", 1, 8, 1), Span("b.yaml", 1, 7, 1)]


def test_signs_without_a_shape_are_named_and_not_shown() -> None:
    """A mark would sit on a quotation mark, a separator break the line."""
    assert [one.message for one in told("x\u20dd \u2028 \uf8ff", brief_md="x\u20dd \u2028 \uf8ff")] == [
        "no typeface has U+20DD COMBINING ENCLOSING CIRCLE",
        "no typeface has U+2028 LINE SEPARATOR",
        "no typeface has U+F8FF",
    ]


def test_a_drawing_is_named_with_the_characters_that_it_says() -> None:
    found = list(in_picture({"★", "ب", "ا"}, "lac.svg", BRIEF))
    assert [one.message for one in found] == [
        "no typeface has these 2 characters of Arabic script, the first of which is U+0627 ARABIC LETTER ALEF « ا », "
        "in the drawing « lac.svg »",
        "no typeface has U+2605 BLACK STAR « ★ », in the drawing « lac.svg »",
    ]
    assert {one.hint for one in found} == {"turn the words of the drawing into paths, or write others"}
    assert {one.span for one in found} == {BRIEF}
