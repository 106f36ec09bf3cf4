"""Somebody's text in a comment on a pull request: it pings nobody, loads no picture, makes no link, breaks no table."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plaidoyer.cli.markdown import plain

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("a1 @#!$%&~^*_`<>[](){}|\\:/.;\n\r\t-+=\"'é\u202e"), max_size=30)


def shown(text: str) -> str:
    """What a reader sees of ``text`` in a cell of a table, spaces without width aside."""
    page = RENDERER.render(f"| a | b |\n| --- | --- |\n| {plain(text)} | end |\n")
    (first, last) = re.findall("<td>(.*?)</td>", page, re.DOTALL)
    assert last == "end"
    assert "<" not in first, first
    return html.unescape(first).replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les lacs, 40 % d'entre eux (12:30) – à 5 €.", "Les lacs, 40 % d'entre eux (12:30) – à 5 €."),
        ("@maire et a@lacs.example", "@&#8203;maire et a@&#8203;lacs.example"),
        ("voir #12, GH-12, !12, lacs/eau#3", "voir #&#8203;12, GH&#8203;-12, !&#8203;12, lacs/eau#&#8203;3"),
        ("![x](https://lacs.example/a.png)", "!&#91;&#8203;x&#93;(https:&#8203;//lacs.example/a.png)"),
        ("<img src=x>", "&#60;img src=x&#62;"),
        ("`x` **y** a|b", "&#96;x&#96; &#42;&#42;&#8203;y&#42;&#42; a&#124;b"),
        ("www.lacs.example :boat:", "www&#8203;.lacs.example :&#8203;boat:"),
        ("&commat;maire", "&#38;&#8203;commat;maire"),
        ("un\ndeux\r\ntrois", "un⏎deux⏎trois"),
        ("\x1b[2J\u202e", "&#92;u001b&#91;&#8203;2J&#92;u202e"),
    ],
)
def test_signs_with_a_meaning_have_none(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(SIGNS)
def test_a_cell_stays_a_cell_and_shows_what_was_written(text: str) -> None:
    """No sign is lost, none is obeyed: what is shown is the text, with line ends and controls as signs."""
    told = shown(text)
    assert re.sub(r"\\u[0-9a-f]{4}|⏎|\s", "", told) == re.sub(r"[\s\u202e]", "", text)


@given(SIGNS)
def test_nothing_is_left_that_a_server_looks_for(text: str) -> None:
    """Mentions, references and addresses are looked for in the page, after Markdown is read."""
    page = html.unescape(plain(text))
    assert not re.search(r"@(?!\u200b)|[#!%$&~*](?=\w)|://|www\.|GH-\d", page)


@given(SIGNS)
def test_a_line_is_a_line(text: str) -> None:
    assert len(f"x{plain(text)}".splitlines()) == 1
