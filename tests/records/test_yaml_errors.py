"""The mishaps of French text in YAML: each gets words that say what to type instead."""

from __future__ import annotations

import pytest
import yaml as pyyaml

from plaidoyer.diagnostics import Finding
from plaidoyer.records import yaml
from plaidoyer.records.yaml import parse_yaml


def only(text: str) -> Finding:
    """The only finding of a text."""
    _, findings = parse_yaml(text, "a.yaml")
    (finding,) = findings
    return finding


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "_LOADER", pyyaml.Loader if request.param == "pure Python" else yaml._LOADER)


@pytest.mark.parametrize(
    ("line", "column", "corrected"),
    [
        pytest.param("title: Montages : punir", 17, 'title: "Montages : punir"', id="a French colon"),
        pytest.param("title: Report: a view", 14, 'title: "Report: a view"', id="an English colon"),
        pytest.param('title: Le "vide" : l\'état', 18, 'title: "Le \\"vide\\" : l\'état"', id="both quotation marks"),
        pytest.param("title: 'l'enfant'", 11, 'title: "l\'enfant"', id="an apostrophe"),
        pytest.param('title: "le "vide" juridique"', 13, "title: 'le \"vide\" juridique'", id="quotes in quotes"),
        pytest.param("title: [Rapport] annuel", 18, 'title: "[Rapport] annuel"', id="brackets"),
        pytest.param("title: @iwf", 8, 'title: "@iwf"', id="an at sign"),
        pytest.param("title: `code`", 8, 'title: "`code`"', id="a backtick"),
        pytest.param("title: %s", 8, 'title: "%s"', id="a percent sign"),
        pytest.param("title: **gras** ici", 8, 'title: "**gras** ici"', id="strong Markdown"),
        pytest.param("title: *gras*", 8, 'title: "*gras*"', id="emphasis"),
        pytest.param("title: & associés", 8, 'title: "& associés"', id="an ampersand"),
        pytest.param("title: !x!y mot", 8, 'title: "!x!y mot"', id="an exclamation mark"),
        pytest.param("title: > 20 000 images", 8, 'title: "> 20 000 images"', id="a greater-than sign"),
        pytest.param("title: - un", 8, 'title: "- un"', id="a dash"),
        pytest.param("title: Affaire #3", 16, 'title: "Affaire #3"', id="a number sign"),
        pytest.param("title: #MeToo, une étude", 8, 'title: "#MeToo, une étude"', id="a hashtag"),
        pytest.param("title: Amendement n° # 3", 22, 'title: "Amendement n° # 3"', id="a number after n°"),
    ],
)
def test_the_corrected_line_is_shown(line: str, column: int, corrected: str) -> None:
    finding = only(f"id: x\n{line}\nnext: y\n")
    assert (finding.span.line, finding.span.column) == (2, column)
    assert f"put the value in quotation marks: {corrected}" in finding.hint
    node, findings = parse_yaml(f"id: x\n{corrected}\nnext: y\n", "a.yaml")
    assert not findings, "the correction itself must be readable"
    assert node is not None


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        pytest.param('a: "un\nb: c\n', 1, 4, "never closed", 'close it with "', id="an open quotation mark"),
        pytest.param("a: 'un\nb: 'c'\n", 1, 4, "never closed", "twice ('')", id="closed by the next one"),
        pytest.param("a: [un\nb: c\n", 1, 4, "« [ » is opened here", "« ] »", id="an open bracket"),
        pytest.param("b: {c: d", 1, 4, "« { » is opened here", "« } »", id="an open brace at the end"),
        pytest.param(
            "a: [x # 3, y]\nb: c\n", 1, 4, "« # » on line 1 begins a comment", "quotation marks", id="# in a list"
        ),
        pytest.param("a: [b: c: d]\n", 1, 9, "« : » inside a value", "quotation marks", id="a colon in a list"),
        pytest.param(
            "a: {b: 'l'un', c: d}\n", 1, 11, "ends the text early", "apostrophe", id="an apostrophe in braces"
        ),
        pytest.param("a: Affaire # 3\n  suite\n", 2, 3, "« # » on line 1", 'a: "Affaire # 3"', id="# above"),
        pytest.param("a: un\n  et : deux trois\n", 2, 6, "over several lines", ">-", id="a colon below"),
        pytest.param("a:\n  b: 1\n c: 2\n", 3, 2, "indented by 1", "align", id="indentation"),
        pytest.param("a: 1\n  b: 2\n", 2, 4, "has a value already", "align", id="a field too deep"),
        pytest.param("a: 1\nbc\n", 2, 1, "neither « field: value »", "« : »", id="no colon"),
        pytest.param("bc\na: 1\n", 2, 2, "« bc », lacks its « : »", "field: value", id="no colon above"),
        pytest.param("a:1\nb: 1\n", 2, 2, "« a:1 », lacks a space", "a space", id="no space"),
        pytest.param("a: 1\n- b\n", 2, 1, "« - » items", "indent", id="a list beside fields"),
        pytest.param('a: "C:\\Users"\n', 1, 7, "backslash", "twice", id="a backslash"),
    ],
)
def test_other_slips_are_named(text: str, line: int, column: int, message: str, hint: str) -> None:
    finding = only(text)
    assert finding.rule == "invalid-yaml"
    assert message in finding.message
    assert hint in finding.hint
    assert (finding.span.line, finding.span.column) == (line, column)


@pytest.mark.parametrize(
    "line", ["unit: x # a comment", "unit: x  #", "unit: '#3'", "unit: x #plaidoyer: allow a: b", "unit: a#b"]
)
def test_a_comment_that_is_meant_is_left_alone(line: str) -> None:
    assert parse_yaml(line, "a.yaml")[1] == ()
