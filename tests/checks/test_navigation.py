"""Headings, links and tables: whoever listens to a page, or follows it, must arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.checks.case import Case
from plaidoyer.checks.navigation import heading_skips, headless_columns, repeated_ids, unknown_references, wordless
from plaidoyer.diagnostics import Finding
from plaidoyer.records.brief_reader import read_brief

Told = Callable[..., list[Finding]]
Rule = Callable[[Case], Iterable[Finding]]
HEAD_LINES = 6


@pytest.fixture
def found(told: Told) -> Callable[..., list[tuple[str, str, int]]]:
    """``found(rule, text)``: rule, message and line in the text of each finding."""

    def ask(rule: Rule, text: str, **front: Any) -> list[tuple[str, str, int]]:
        return [
            (one.rule, one.message, one.span.line - HEAD_LINES - 1) for one in told(rule, text, records={}, **front)
        ]

    return ask


REFERENCES = [
    ("## A {#a}\n\n::: {.sidebar #b}\n> ::: {.x #c}\n> x\n> :::\n:::\n\n[](#a) [x](#b) [](#c)\n", []),
    ("[x](https://example.org) <http://example.org> [x](MAILTO:a@b.org) [x](tel:+33) <a@b.org>\n", []),
    ("## Lacs {#lacs}\n\n[](#lac)\n", [("nothing in this brief is called « #lac »", 3)]),
    ("[x](#)\n", [("nothing in this brief is called « # »", 1)]),
    ("[x](../b/brief.md)\n", [("« ../b/brief.md » is no address that a page can lead to", 1)]),
    ("x [*y*](www.example.org)\n", [("« www.example.org » is no address that a page can lead to", 1)]),
    ("[x](//example.org)\n", [("« //example.org » is no address that a page can lead to", 1)]),
    ("[x]()\n", [("this link is empty", 1)]),
]


@pytest.mark.parametrize(("text", "said"), REFERENCES)
def test_a_link_leads_somewhere(text: str, said: list[tuple[str, int]], found: Callable[..., Any]) -> None:
    """A link that is dropped in silence is blue in the author's editor, and dead on the page."""
    assert found(unknown_references, text) == [("unknown-reference", *one) for one in said]


def test_the_nearest_place_is_proposed(told: Told) -> None:
    (one,) = told(unknown_references, "## Lacs {#lacs}\n\n[](#lac)\n", records={})
    assert one.hint == "did you mean « lacs »?"
    (one,) = told(unknown_references, "[](#lac)\n", records={})
    assert one.hint == "give the identifier to a heading or a chart: {#id}"
    (one,) = told(unknown_references, "[x](lac)\n", records={})
    assert one.hint == "write https://…, mailto:…, tel:…, or #id for a place in this brief"


def test_the_links_of_the_ask_lead_somewhere_too(found: Callable[..., Any]) -> None:
    assert found(unknown_references, "## A {#a}\n", ask="Voir [x](#a), [y](#b), [ ](https://a.org).") == [
        ("unknown-reference", "nothing in this brief is called « #b »", -1)
    ]
    assert found(wordless, "", ask="Voir [x](#a), [ ](https://a.org).") == [("no-words", "this link has no words", -1)]


TWICE = f"« a » is the identifier of a place on line {HEAD_LINES + 2}, too"
IDS = [
    ("## A {#a}\n\n## B {#b}\n\n## C\n\n## D\n", []),
    ("## A {#a}\n\n## B {#a}\n\n## C {#a}\n", [(TWICE, 3), (TWICE, 5)]),
    ("::: {.sidebar #a}\n## A {#a}\n:::\n", [(TWICE, 2)]),
    ("## Nos sources {#sources}\n", [("« sources » is what the page calls a part of its own", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), IDS)
def test_an_identifier_is_that_of_one_place(text: str, said: list[tuple[str, int]], found: Callable[..., Any]) -> None:
    assert found(repeated_ids, text) == [("duplicate-id", *one) for one in said]


WORDS = [
    ("## A\n\n## `b`\n\n## *c*\n\n## ![Un lac](a.png)\n\n## [](#a)\n", []),
    ("##\n\nMot.\n\n### {#a}\n", [("this heading has no words", 1), ("this heading has no words", 5)]),
    ("## …\n", [("this heading has no words", 1)]),
    ("## **[ ](https://example.org)**\n", [("this heading has no words", 1), ("this link has no words", 1)]),
    ("[](https://example.org) [![Un lac](a.png)](https://example.org) [*a*](https://example.org)\n", []),
    ("> - [ ](https://example.org)\n", [("this link has no words", 1)]),
    ("[…](https://example.org)\n", [("this link has no words", 1)]),
]


@pytest.mark.parametrize(("text", "said"), WORDS)
def test_a_heading_or_link_says_which_it_is(text: str, said: list[tuple[str, int]], found: Callable[..., Any]) -> None:
    assert found(wordless, text) == [("no-words", *one) for one in said]


TABLES = [
    ("| a | b |\n|---|---|\n| c | d |\n", []),
    ("|   | b |\n|---|---|\n| c | d |\n", []),
    ("| a |\n|---|\n| c |\n", []),
    ("| ![Un lac](a.png) | b |\n|---|---|\n", []),
    ("|   |   |\n|---|---|\n| c | d |\n", [("this table has no heads of columns", 1)]),
    ("|   |\n|---|\n| c |\n", [("this table has no heads of columns", 1)]),
    ("- x\n\n  | a |   | – |\n  |---|---|---|\n", [("this column has no head", 3)] * 2),
]


@pytest.mark.parametrize(("text", "said"), TABLES)
def test_a_column_has_a_head(text: str, said: list[tuple[str, int]], found: Callable[..., Any]) -> None:
    assert found(headless_columns, text) == [("invalid-table", *one) for one in said]


def test_the_column_without_a_head_is_pointed_at(told: Told) -> None:
    (one,) = told(headless_columns, "| a |   |\n|---|---|\n", records={})
    assert (one.span.column, one.hint) == (9, "write what the column holds")


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("| c | d |", []),
        ("| c |", []),
        ("| c | d |  |", []),
        ("| c | d | <!-- e --> |", []),
        (r"| c \| e | d |", []),
        ("| c | d | un fait |", [11]),
        ("c | d | e | f", [9, 13]),
    ],
)
def test_a_cell_beyond_the_last_column_is_not_lost_in_silence(row: str, columns: list[int]) -> None:
    """Markdown leaves it out: a claim would be gone, with its number."""
    text = f"---\ntitle: T\n---\n| a | b |\n|---|---|\n{row}\n"
    _, findings = read_brief(text, "briefs/b/brief.md", "b", "fr", "t")
    assert [(one.rule, one.span.line, one.span.column) for one in findings] == [
        ("invalid-table", 6, at) for at in columns
    ]
    for one in findings:
        assert one.message == "this cell stands beyond the last of 2 columns, and would not be printed"
        assert row[one.span.column - 1 :][: one.span.length] in ("un fait", "e", "f")


HEADINGS = [
    ("## A\n\n### B\n\n## C\n\n### D\n\n#### E\n", []),
    ("## A\n\n#### B\n", [("this heading is of level 4, the one before of level 2", 3)]),
    ("### A\n", [("this heading is of level 3, the one before of level 1", 1)]),
    ("# A\n", [("the title of the brief is its only heading of level 1", 1)]),
]


@pytest.mark.parametrize(("text", "said"), HEADINGS)
def test_levels_of_headings_are_steps(text: str, said: list[tuple[str, int]], found: Callable[..., Any]) -> None:
    assert found(heading_skips, text) == [("heading-skip", *one) for one in said]


def test_a_heading_at_fault_is_told_the_level_to_write(told: Told) -> None:
    found = told(heading_skips, "# A\n\n#### B\n", records={})
    assert [one.hint for one in found] == ["write « ## » for a section", "write « ## »"]


def test_reasons_of_an_amendment_are_looked_at_too(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """They are read by the same people."""
    (small / "briefs/note/amendment.yaml").write_text(
        "form: loi\nchanges: []\nrationale: |\n  Voir [a](#b), [c](d), [ ](https://e.org).\n\n  |  |\n  |--|\n",
        encoding="utf-8",
    )
    found = plaidoyer(small, "check", "note", "--format", "json").json["findings"]
    rules = {"unknown-reference", "no-words", "invalid-table"}
    assert [(one["rule"], one["line"], one["column"]) for one in found if one["rule"] in rules] == [
        ("unknown-reference", 4, 8),
        ("unknown-reference", 4, 17),
        ("no-words", 4, 25),
        ("invalid-table", 6, 3),
    ]
