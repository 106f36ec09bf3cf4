"""Markdown in YAML: whatever the style of the value, it reads as it is written and knows its places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.records import text as t
from plaidoyer.records.nodes import Mapping, Scalar
from plaidoyer.records.scalar_text import as_written, parse_scalar
from plaidoyer.records.yaml import parse_yaml


def scalar(text: str) -> Scalar:
    root, findings = parse_yaml(text, "a.yaml")
    assert findings == ()
    assert isinstance(root, Mapping)
    node = root.get("a")
    assert isinstance(node, Scalar)
    return node


def places(text: str) -> list[tuple[str, str]]:
    """The words of each text of the value, and what stands in the file at their place."""
    lines = text.split("\n")
    body, findings = parse_scalar(scalar(text))
    assert findings == ()
    spans = [
        (one.text, one.span)
        for run in t.runs(body.blocks)
        for one in t.inlines(run.children)
        if isinstance(one, t.Text) and one.text.strip()
    ]
    return [(words, lines[at.line - 1][at.column - 1 : at.column - 1 + at.length]) for words, at in spans]


LIST = [("Une liste :", "Une liste :"), ("un", "un"), ("deux", "deux")]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  Une liste :\n\n  - un\n  - deux\n",
        "a: |2-\n\n  Une liste :\n  - un\n  - deux",
        "b: c\na: >-\n    Une liste :\n\n    - un\n    - deux\nd: e\n",
        "a: >\n  Une liste :\n\n    - un\n    - deux\n",
        'a: "Une liste :\n\n  - un\n\n\n  - deux"\n',
        "a: 'Une liste :\n   - un\n  - deux'\n",
    ],
)
def test_a_list_is_a_list_in_every_style(text: str) -> None:
    """YAML joins the lines of a folded or quoted text; an author who sees a list means one."""
    assert places(text) == LIST
    body, _ = parse_scalar(scalar(text))
    assert isinstance(body.blocks[1], t.List)
    assert len(body.blocks[1].items) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: Un *cas*\n   et deux.\n", [("Un", "Un"), ("cas", "cas"), ("et deux.", "et deux.")]),
        ("a: 'l''un *dit*\n  l''autre'\n", [("l'un", "l''un"), ("dit", "dit"), ("l'autre", "l''autre")]),
        ('a: "\\u00c9t\\u00e9 *vu*"\n', [("Été", "\\u00c9t"), ("vu", "vu")]),
        ('a: "mot \\\n  *suite*"\n', [("mot", "mot"), ("suite", "suite")]),
        ('a: "Un.\\n\\nDeux."\n', [("Un.", "Un."), ("Deux.", "Deux.")]),
    ],
)
def test_words_are_found_through_escapes_and_joined_lines(text: str, found: list[tuple[str, str]]) -> None:
    """The column of a wrong digit must not slip because a quotation mark was doubled before it."""
    there = [(words.strip(), place) for words, place in places(text)]
    assert [words for words, _ in there] == [words for words, _ in found]
    for (_, place), (_, wanted) in zip(there, found, strict=True):
        assert place.startswith(wanted)


def test_two_spaces_at_a_line_end_still_break_the_line() -> None:
    body, _ = parse_scalar(scalar("a: |\n  Un  \n  deux.\n"))
    (paragraph,) = body.blocks
    assert isinstance(paragraph, t.Paragraph)
    assert [type(one).__name__ for one in paragraph.children] == ["Text", "Break", "Text"]


def test_comments_allow_what_they_cover_in_a_folded_text() -> None:
    text = (
        "a: >\n  Un. <!-- un\n  commentaire -->\n\n  <!-- plaidoyer: allow heading-skip: court -->\n  Deux\n  trois.\n"
    )
    body, findings = parse_scalar(scalar(text))
    assert findings == ()
    assert [(one.rule, one.first, one.last) for one in body.allowances] == [("heading-skip", 5, 7)]


def test_what_is_nested_too_deeply_is_said_where_it_stands() -> None:
    body, findings = parse_scalar(scalar(f"a: |\n  {'>' * 3000} x\n"))
    assert [(one.rule, one.span.line) for one in findings] == [("invalid-markdown", 2)]
    assert body.allowances == ()


@given(st.text("ab *[]()-#\n\"'\\", max_size=40), st.sampled_from(["double", "literal"]))
def test_any_text_has_places_inside_its_value(text: str, style: str) -> None:
    """No author's text may stop the program, however it is cut."""
    if style == "double":
        written = f'"{text.encode("unicode_escape").decode().replace(chr(34), chr(92) + chr(34))}"'
    else:
        written = "|2\n" + "\n".join(f"  {line}" for line in text.split("\n"))
    node = scalar(f"a: {written}\nb: c\n")
    body, findings = parse_scalar(node)
    last = node.origin.line(node.end)
    spans = [one.span for run in t.runs(body.blocks) for one in t.inlines(run.children)]
    assert all(1 <= span.line <= last and span.column >= 1 for span in (*spans, *(one.span for one in findings)))
    assert as_written(node).split() == node.text.split()
