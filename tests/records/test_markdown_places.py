"""Every citation, link and word of a brief is found, and found at its place, whatever stands around it."""

from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.diagnostics import Span
from plaidoyer.records import text as t
from plaidoyer.records.markdown import parse_body, parse_inline

# A « ø » becomes the number of its citation or link, so that each can be told from all others.
WORDS = st.sampled_from(
    ["fait", "été mesuré,", "« dit »", "40\u202f%", "l'IWF", "n° 3.", "\\*", "&eacute;", "&nbsp;!", "<b>", "*dark web*"]
)
HIDDEN = st.sampled_from(["`[@no/no]`", "<!-- [@no/no] -->", "`` ` [no](figure:no/no) ``", "\\[@no/no]"])
EVIDENCE = st.sampled_from(
    [
        "[@id-ø/p]",
        "[voir @id-ø, p. 3 ; -@id-ø/p, {art. 5}]",
        "[74 rapports](figure:id-ø/n)",
        "[](quote:id-ø/p)",
        "[*plus* de [20] images](figure:id-ø/n?rounded)",
        "[« la […] loi »](law:id-ø/227-23#1.2?reading)",
        "**[@id-ø] et [x](figure:id-ø/n)**",
        "[nôtre [](figure:id-ø/n)]{.ours}",
        "![image](a.png){width=50%} [@id-ø]",
    ]
)
LINES = st.lists(WORDS | HIDDEN | EVIDENCE, min_size=1, max_size=5).map(lambda words: " ".join(["mot", *words]))
CELLS = st.lists(WORDS | EVIDENCE, min_size=1, max_size=3).map(lambda words: " \\| ".join(words))


def inner(first: str, other: str, blocks: list[list[str]]) -> list[str]:
    """Some blocks within a list item or a quotation."""
    lines = list(itertools.chain.from_iterable([*block, ""] for block in blocks))[:-1]
    return [(first if index == 0 else other) + line for index, line in enumerate(lines)]


PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3)
HEADINGS = LINES.map(lambda line: [f"## {line} {{#id}}"])
TABLES = st.tuples(CELLS, CELLS, CELLS, LINES).map(
    lambda cells: [
        f"| {cells[0]} | {cells[1]} |",
        "|:--|--|",
        f"{cells[2]}|",
        f": {cells[3]} {{law=id-ø/12}}",
    ]
)
BLOCKS = st.recursive(
    PARAGRAPHS | HEADINGS | TABLES,
    lambda blocks: st.lists(blocks, min_size=1, max_size=3).flatmap(
        lambda some: st.sampled_from(
            [
                inner("- ", "  ", some),
                inner("10. ", "    ", some),
                inner("> ", "> ", some),
                ["::: objection", *inner("", "", some), ":::"],
                ["::: {.note #id}", "", *inner("", "", some), "", ":::::"],
            ]
        )
    ),
    max_leaves=6,
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=4).map(
    lambda blocks: numbered("\n".join(itertools.chain.from_iterable([*block, ""] for block in blocks)))
)


def numbered(text: str) -> str:
    """``text`` with its citations and links numbered."""
    count = itertools.count()
    return re.sub("ø", lambda _: str(next(count)), text)


def all_inlines(body: t.Body) -> list[t.Inline]:
    """Every inline of a body, in the order of the text, and the law of every table."""
    return list(itertools.chain.from_iterable(t.inlines(run.children) for run in t.runs(body.blocks)))


@given(DOCUMENTS, st.integers(1, 40))
def test_an_error_names_the_very_characters_of_its_citation_or_link(text: str, first_line: int) -> None:
    body, findings = parse_body(text, "brief.md", first_line)
    assert findings == ()
    lines = text.split("\n")
    found = []
    for inline in all_inlines(body):
        if isinstance(inline, t.Citation):
            for item in inline.items:
                here = rest(lines, first_line, item.span)
                assert here.startswith(f"@{item.source}/{item.passage}" if item.passage else f"@{item.source}")
                assert here[item.span.length :][0] in ",] /;"
                found.append(item.source)
        elif isinstance(inline, t.EvidenceLink):
            here = rest(lines, first_line, inline.span)[: inline.span.length]
            if inline.kind == "law" and inline.name == "12":
                assert here == f"{inline.source}/12"
            else:
                assert here.startswith("[")
                assert f"({inline.kind}:{inline.source}/{inline.name}" in here
                assert here.endswith(")")
            found.append(inline.source)
    assert found == [f"id-{number}" for number in range(len(found))]
    assert f"id-{len(found)}" not in text


@given(DOCUMENTS, st.integers(1, 40))
def test_words_stand_where_their_place_says(text: str, first_line: int) -> None:
    body, _ = parse_body(text, "brief.md", first_line)
    lines = text.split("\n")
    for inline in all_inlines(body):
        here = rest(lines, first_line, inline.span)
        match inline:
            case t.Text():
                words = inline.text.removesuffix(" ")
                written = here[: inline.span.length]
                assert written.replace("\\|", "|").startswith(words.rstrip()) or written[:1] in "\\&"
            case t.Emphasis() | t.Strong():
                assert here.startswith("*")
            case t.Code():
                assert here.startswith("`")
            case t.Image():
                assert here.startswith("![")
            case t.Marked():
                assert here.startswith("[")
            case _:
                pass


@given(st.text(st.sampled_from("[]()@{}:#.|-`~*_<!>&;\\/?\"'= \t\na1é\0\r\u2028\u00a0"), max_size=120))
def test_any_text_gives_a_body_with_places_inside_the_file(text: str) -> None:
    body, findings = parse_body(text, "brief.md", 3)
    lines = re.split("\r\n|\r|\n", text)
    for span in [*(inline.span for inline in all_inlines(body)), *(finding.span for finding in findings)]:
        assert 3 <= span.line < 3 + len(lines)
        assert 1 <= span.column <= len(lines[span.line - 3]) + 1


@given(st.text(max_size=80))
def test_any_ask_is_read(text: str) -> None:
    children, findings = parse_inline(text, lambda offset: Span("brief.md", 1, offset + 1))
    spans = [*(inline.span for inline in t.inlines(children)), *(finding.span for finding in findings)]
    assert all(1 <= span.column <= len(text) for span in spans)


def rest(lines: list[str], first_line: int, span: Span) -> str:
    """What the file says from the beginning of ``span`` to the end of the line."""
    return lines[span.line - first_line][span.column - 1 :]
