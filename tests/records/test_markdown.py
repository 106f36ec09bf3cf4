"""The Markdown of a brief becomes blocks and inlines, and what is wrong with it is found at its place."""

from __future__ import annotations

from typing import TypeVar

import pytest

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records import text as t
from plaidoyer.records.markdown import parse_body, parse_inline

FILE = "briefs/montages/brief.md"
Kind = TypeVar("Kind")

BRIEF = """\
::: key-messages
- **Le phénomène est mesuré.** L'association a reçu
  [74 rapports](figure:afp-2024-10/rapports-2024) en six mois, contre
  [70](figure:afp-2024-10/rapports-2023-24) sur douze.
- Il s'agit d'un acte commis [« en vue de sa diffusion »](law:code-penal/227-23#1.1).
:::

## Le problème {#problem}

En septembre 2023, l'association a jugé [](figure:illicites) contraires au droit ; les autres n'ont pas
été retenues [@iwf-2023-10/non-illicites]. Elle juge la tendance [« glaçante »](quote:afp-2024-10/glacante).

::: {.chart #rapports figures="afp-2024-10/rapports-2023-24 afp-2024-10/rapports-2024" per=month title="Rapports reçus"}
Barres proportionnelles à la moyenne mensuelle.
:::

| Acte | Moins de quinze ans |
|---|--:|
| **Sans intention de diffuser** | 5 ans |

: Peines encourues {law=code-penal/227-23}

[Il ne vise pas la
création](law:code-penal/226-8-1#1?reading).
"""


def read(text: str) -> t.Body:
    """A text without fault."""
    body, findings = parse_body(text, FILE, 1)
    assert findings == ()
    return body


def found(text: str) -> list[tuple[str, int, int, str]]:
    """Rule, line, column and message of what is wrong with a text."""
    _, findings = parse_body(text, FILE, 1)
    assert all(finding.hint for finding in findings)
    return [(finding.rule, finding.span.line, finding.span.column, finding.message) for finding in findings]


def all_of(kind: type[Kind], body: t.Body) -> list[Kind]:
    """Every inline of one kind, in the order of the text."""
    return [inline for run in t.runs(body.blocks) for inline in t.inlines(run.children) if isinstance(inline, kind)]


def words(text: str) -> str:
    """What a text prints, its marks apart."""
    return "".join(inline.text for inline in all_of(t.Text, parse_body(text, FILE, 1)[0]))


def place(line: int, column: int, length: int) -> Span:
    return Span(FILE, line, column, length)


def test_a_whole_brief_is_read() -> None:
    body = read(BRIEF)
    links = [
        (link.kind, link.source, link.name, link.flag, link.alinea, link.sentence)
        for link in all_of(t.EvidenceLink, body)
    ]
    assert links == [
        ("figure", "afp-2024-10", "rapports-2024", "", 0, 0),
        ("figure", "afp-2024-10", "rapports-2023-24", "", 0, 0),
        ("law", "code-penal", "227-23", "", 1, 1),
        ("figure", "", "illicites", "", 0, 0),
        ("quote", "afp-2024-10", "glacante", "", 0, 0),
        ("law", "code-penal", "227-23", "", 0, 0),
        ("law", "code-penal", "226-8-1", "reading", 1, 0),
    ]
    assert [item.passage for citation in all_of(t.Citation, body) for item in citation.items] == ["non-illicites"]
    assert [division.name for division in t.divisions(body.blocks)] == ["key-messages", "chart"]
    assert [(heading.level, heading.id) for heading in t.headings(body.blocks)] == [(2, "problem")]


def test_a_sentence_keeps_the_place_of_each_of_its_lines() -> None:
    (paragraph,) = parse_body("Un *mot*\nd'[elle](#loi) \\& lui.", FILE, 7)[0].blocks
    assert paragraph == t.Paragraph(
        (
            t.Text("Un ", place(7, 1, 2)),
            t.Emphasis((t.Text("mot", place(7, 5, 3)),), place(7, 4, 5)),
            t.Text(" ", place(7, 9, 1)),
            t.Text("d'", place(8, 1, 2)),
            t.Link("#loi", (t.Text("elle", place(8, 4, 4)),), place(8, 3, 12)),
            t.Text(" ", place(8, 15, 1)),
            t.Text("&", place(8, 16, 2)),
            t.Text(" lui.", place(8, 18, 5)),
        ),
        place(7, 1, 8),
    )


def test_blocks_of_every_kind_are_read() -> None:
    body = read("# T\n\nTitre\n---\n\n3. a\n4. b\n\n   - c\n\n> q\n\n```\ncode\n```\n\n***\n\na  \nb ~~c~~")
    title, heading, numbers, quotation, code, rule, paragraph = body.blocks
    assert isinstance(title, t.Heading)
    assert title.level == 1
    assert isinstance(heading, t.Heading)
    assert heading.level == 2
    assert isinstance(numbers, t.List)
    assert (numbers.ordered, numbers.start, len(numbers.items)) == (True, 3, 2)
    assert isinstance(numbers.items[1].blocks[1], t.List)
    assert isinstance(quotation, t.Quotation)
    assert code == t.CodeBlock("code\n", place(13, 1, 3))
    assert rule == t.Rule(place(17, 1, 3))
    assert isinstance(paragraph, t.Paragraph)
    assert [type(inline) for inline in paragraph.children] == [t.Text, t.Break, t.Text]


@pytest.mark.parametrize(
    "title", ["## Le droit {#law}", "## Le droit {#law} ##", "Le droit {#law}\n---", "## Le droit {.x #law} <!-- a -->"]
)
def test_a_heading_carries_its_identifier(title: str) -> None:
    (heading,) = read(title).blocks
    assert isinstance(heading, t.Heading)
    assert heading.id == "law"
    assert words(title) == "Le droit"


def test_html_is_printed_as_it_is_written() -> None:
    assert words("un <script>alert(1)</script> &lt;b>\n\n<div>\n") == "un <script>alert(1)</script> <b><div>"


def test_words_of_our_own_are_marked() -> None:
    (marked,) = all_of(t.Marked, read("soit [*12* images]{.ours}, ou"))
    assert marked.classes == ("ours",)
    assert marked.span == place(1, 6, 20)


def test_an_image_keeps_its_source_and_says_its_alternative() -> None:
    assert all_of(t.Image, read('![Le *texte* &amp; [l](#x)](é%20b.png "t"){width=50%}')) == [
        t.Image("é%20b.png", "Le texte & l", place(1, 1, 53))
    ]


def test_links_by_reference_and_addresses_lead_where_they_say() -> None:
    body = read("[a][r] [r] <https://x.fr/é> <a@x.fr> [b](https://x.fr/é?q=%20)\n\n[r]: figure:id/name")
    assert [link.name for link in all_of(t.EvidenceLink, body)] == ["name", "name"]
    assert [link.target for link in all_of(t.Link, body)] == ["https://x.fr/é", "mailto:a@x.fr", "https://x.fr/é?q=%20"]


def test_the_inner_cut_of_a_quotation_stands_within_a_link() -> None:
    (link,) = all_of(t.EvidenceLink, read("[« la création […] des mineurs »](quote:afp/demande)"))
    assert words("[« la création […] des mineurs »](quote:afp/demande)") == "« la création […] des mineurs »"
    assert link.span == place(1, 1, 52)


# Parts -----------------------------------------------------------------------------------------------


def names(blocks: tuple[t.Block, ...]) -> list[object]:
    """The names of fenced divs, each with those within it, those in lists excepted."""
    return [(block.name, names(block.blocks)) for block in blocks if isinstance(block, t.Division)]


@pytest.mark.parametrize(
    "text",
    [
        "::: a\n::: b\nx\n:::\n::: c\n:::\n:::\n::: d\nx\n:::",
        "::: a\n::: b\n- :::x\n  y\n  :::\n- ~~~\n  :::\n  ~~~\n:::\n1. z\n   :::x\n   :::\n::: c\n:::\n:::\n:::d\n:::",
        "::: a\n::: b\n10. :::x\n    y\n    :::\n:::\n::: c\n:::\n:::\n::: d\n:::",
        ":::: a\n\n::: {.b}\nx\n:::\n\n:::c:::\n:::::\n::::\n\n::: d ::::\n```\n:::\n```\n:::",
    ],
)
def test_parts_of_equal_colons_stand_in_one_another(text: str) -> None:
    assert names(read(text).blocks) == [("a", [("b", []), ("c", [])]), ("d", [])]


def test_a_part_ends_a_paragraph_a_list_and_a_quotation() -> None:
    body = read("x\n::: a\n- y\n:::\n> z\n::: b\n:::\nw")
    assert [type(block) for block in body.blocks] == [t.Paragraph, t.Division, t.Quotation, t.Division, t.Paragraph]


def test_an_error_in_a_chart_names_the_value() -> None:
    text = '- x\n\n  ::: {.chart .wide #r figures="a/b c"\n      per=a/month title="l\\"un"}\n  :::'
    (chart,) = t.divisions(read(text).blocks)
    assert chart == t.Division(
        "chart",
        "r",
        ("chart", "wide"),
        {
            "figures": t.Attribute("a/b c", place(3, 33, 5)),
            "per": t.Attribute("a/month", place(4, 11, 7)),
            "title": t.Attribute('l"un', place(4, 26, 5)),
        },
        (),
        place(3, 3, 36),
    )


# Tables ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_a_caption_binds_its_table_to_an_article(between: str) -> None:
    caption = ": Les *peines*\n  encourues {law=code-penal/227-23#1.2?reading}"
    text = f"| a \\| b | c |\n|:--|:-:|\n| d |\n{between}{caption}\n\nx"
    table, after = read(text).blocks
    assert isinstance(table, t.Table)
    assert isinstance(after, t.Paragraph)
    line = 5 + len(between)
    assert table.law == t.EvidenceLink("law", "code-penal", "227-23", (), place(line, 18, 29), "reading", 1, 2)
    assert table.aligns == ("left", "center")
    assert table.head[0] == t.Cell((t.Text("a | b", place(1, 3, 6)),), place(1, 3, 6))
    assert [len(cell.children) for cell in table.rows[0]] == [1, 0]
    assert (
        "".join(inline.text for inline in t.inlines(table.caption) if isinstance(inline, t.Text))
        == "Les peines encourues"
    )


def test_a_caption_without_a_table_is_a_paragraph() -> None:
    assert words("> x\n: y") == "x : y"


# Comments --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a <!-- hidden --> b", "a b"),
        ("a<!-- hidden -->b", "ab"),
        ("a <!-- hidden\n\n- hidden\n\nhidden --> b", "ab"),
        ("<!-- hidden\n\nhidden -->\n\na", "a"),
        ("- a <!-- hidden -->\n  <!-- hidden -->\n  b", "ab"),
        ("| a | <!-- hidden -->\n|--| <!-- hidden -->\n| b<!-- | --> | <!-- hidden -->", "ab"),
        ("**a<!-- hidden -->**\\\nb<!---->", "ab"),
        ("a \\<!-- b -->", "a <!-- b -->"),
        ("`a`<!-- ` hidden ` -->", ""),
        ("- `a<!-- hidden -->\n- b`", "`ab`"),
    ],
)
def test_comments_are_never_printed(text: str, printed: str) -> None:
    assert words(text) == printed


def test_comments_in_code_are_code() -> None:
    body = read("`<!-- a -->` b\n\n- ~~~\n  <!-- c\n  ~~~\n\n``` x\n-->\n```")
    assert all_of(t.Code, body) == [t.Code("<!-- a -->", place(1, 1, 12))]
    assert isinstance(body.blocks[2], t.CodeBlock)
    assert body.blocks[2].text == "-->\n"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("<!-- plaidoyer: allow heading-skip: une raison -->\n#### a\n\nb", 1, 2),
        ("a\n\n<!-- plaidoyer: allow heading-skip: une\nraison -->\n\n- b\n  c\n- d\n\ne", 3, 9),
        ("a\n> <!--plaidoyer:allow heading-skip:une raison-->\n> b\n> c", 2, 4),
        ("::: x\n<!-- plaidoyer: allow heading-skip: une raison -->\n| b |\n|--|\n| c |\n: d\n:::", 2, 6),
        ("a\nb <!-- plaidoyer: allow heading-skip: une raison -->\nc", 2, 2),
        ("#### a <!-- plaidoyer: allow heading-skip: une raison -->", 1, 1),
        ("a\n\n<!-- plaidoyer: allow heading-skip: une raison -->", 3, 3),
    ],
)
def test_an_allowance_covers_the_block_that_follows_or_its_line(text: str, first: int, last: int) -> None:
    (allowance,) = read(text).allowances
    assert (allowance.rule, allowance.reason) == ("heading-skip", "une raison")
    assert (allowance.first, allowance.last) == (first, last)


@pytest.mark.parametrize("said", ["allow heading-skip", "allow heading-skip:", "allow: why", "", "deny x: y"])
def test_an_allowance_without_a_reason_is_found(said: str) -> None:
    assert found(f"a\n\nb <!-- plaidoyer: {said} -->") == [
        ("invalid-value", 3, 3, "this allowance lacks its rule or its reason")
    ]


# What is wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "message"),
    [
        ("a\n\n::: b\nc", "invalid-markdown", 3, 1, "this part is not closed"),
        ("::: a\n::: b\nc\n:::", "invalid-markdown", 1, 1, "this part is not closed"),
        ("- ::: a\n  b\n\n:::::", "invalid-markdown", 1, 3, "this part is not closed"),
        ("a\n:::\nb", "invalid-markdown", 2, 1, "this « ::: » closes nothing"),
        (
            "::: key messages\na\n:::",
            "invalid-value",
            1,
            1,
            "the name or the attributes of this part are not well formed",
        ),
        ("::: {.a b}\nc\n:::", "invalid-value", 1, 1, "the name or the attributes of this part are not well formed"),
        ("a\n\nb <!-- c\n\nd", "invalid-markdown", 3, 3, "this comment is not closed"),
        ("```\na", "invalid-markdown", 1, 1, "this block of code is not closed"),
        ("## a {b}", "invalid-value", 1, 6, "« {b} » is not well formed"),
        ("a [b](figure:C/d)", "invalid-value", 1, 3, "« figure:C/d » is not well formed"),
        ("a [b](figures:c/d)", "invalid-value", 1, 3, "« figures: » is no kind of link"),
        ("a [b](javascript:c)", "invalid-value", 1, 3, "« javascript: » is no kind of link"),
        ("a [b](<java\tscript:c>)", "invalid-value", 1, 3, "« javascript: » is no kind of link"),
        ("a <law:b/c>", "invalid-value", 1, 3, "« <law:b/c> » says no words"),
        ("a\n[b](figure: c/d)", "invalid-value", 2, 3, "this link to evidence is not understood"),
        ("a\n[b] (quote:c/d)", "invalid-value", 2, 3, "this link to evidence is not understood"),
        ("[*a* [@b/c]](law:d/e)", "invalid-value", 1, 12, "this link to evidence is not understood"),
        ("[a [b]{.ours} c](https://d.org)", "invalid-value", 1, 16, "this link is not understood"),
        ("[a [@b/c]](#d)", "invalid-value", 1, 10, "this link is not understood"),
        ("a [@b/c", "invalid-value", 1, 3, "this citation is not understood"),
        ("a [@B/c] d", "invalid-value", 1, 4, "« @B/c » names no source or passage"),
        ("[a]{ours}", "invalid-value", 1, 3, "these attributes are not understood"),
        ("| a |\n|--|\n: b {loi=c/d}", "invalid-value", 3, 10, "« loi=c/d » says nothing about a table"),
        ("| a |\n|--|\n: b {law=c}", "invalid-value", 3, 10, "« law=c » says nothing about a table"),
    ],
)
def test_what_would_be_lost_in_print_is_found(text: str, rule: str, line: int, column: int, message: str) -> None:
    findings = found(text)
    assert (rule, line, column, message) in findings
    assert len(findings) == (2 if text.endswith(":::::") else 1)


def test_the_words_of_a_malformed_link_stay() -> None:
    assert words("soit [74 *rapports*](figure:Afp/x) et [@No]") == "soit 74 rapports et [@No]"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000 + "a",
        "\n".join("  " * depth + "- a" for depth in range(500)),
        "::: a\n" * 300 + ":::\n" * 300,
    ],
)
def test_a_text_that_is_nested_too_deeply_is_refused_in_words(text: str) -> None:
    assert [message for _, _, _, message in found(text)] == ["this is nested too deeply to be read"]


@pytest.mark.parametrize(("depth", "messages"), [(200, []), (201, ["this is nested too deeply to be read"])])
def test_marks_stand_two_hundred_deep_in_one_another_and_no_deeper(depth: int, messages: list[str]) -> None:
    assert [message for _, _, _, message in found("*a " * depth + "b" + "*" * depth)] == messages


@pytest.mark.parametrize(
    "text", ["[" * 5000, "[" * 3000 + "]" * 3000, "![" * 3000, "[a](" * 3000, "*a " * 3000, "a" + "`" * 5000]
)
def test_thousands_of_open_marks_are_words(text: str) -> None:
    assert words(text) == text.rstrip()


def test_a_text_too_deep_for_the_machine_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("plaidoyer.records.markdown.read_blocks", exhaust)
    monkeypatch.setattr("plaidoyer.records.markdown.read_inlines", exhaust)
    refused = Finding(
        "invalid-markdown",
        "this is nested too deeply to be read",
        Span(FILE, 4),
        "nest fewer than 50 parts, quotations and lists",
    )
    assert parse_body("a", FILE, 4) == (t.Body(()), (refused,))
    assert parse_inline("a", lambda _: Span(FILE, 4)) == ((), (refused,))


# The ask ---------------------------------------------------------------------------------------------


def test_the_ask_is_read_like_a_sentence() -> None:
    ask = "Que le *Parlement*\nvote <!-- ou non --> [@loi/art] [ici](figures:a)"
    children, findings = parse_inline(ask, lambda offset: Span(FILE, 9, 100 + offset))
    assert [finding.message for finding in findings] == ["« figures: » is no kind of link"]
    assert children[1] == t.Emphasis((t.Text("Parlement", place(9, 108, 9)),), place(9, 107, 11))
    assert [inline.items[0].span for inline in children if isinstance(inline, t.Citation)] == [place(9, 141, 8)]
    assert (
        "".join(inline.text for inline in t.inlines(children) if isinstance(inline, t.Text))
        == "Que le Parlement vote  ici"
    )


def test_a_comment_left_open_in_the_ask_is_found() -> None:
    _, findings = parse_inline("Que <!-- le", lambda offset: Span(FILE, 9, 1 + offset))
    assert [(finding.rule, finding.span.column) for finding in findings] == [("invalid-markdown", 5)]
