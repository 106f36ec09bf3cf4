"""What people and programs read."""

from __future__ import annotations

import json

import click

from plaidoyer.cli.reporters import as_json, as_text, escaped
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.pipeline.run import Report


def report(*findings: Finding, failures: tuple[str, ...] = ()) -> Report:
    return Report(findings, (), briefs=1, claims=2, sources=3, failures=failures)


def text(*findings: Finding, line: str = "", failures: tuple[str, ...] = ()) -> str:
    return click.unstyle(as_text(report(*findings, failures=failures), lambda file: [""] * 11 + [line]))


def test_a_finding_shows_its_line_a_caret_and_how_to_mend_it() -> None:
    finding = Finding(
        "unknown-source", "no source record is called « b »", Span("briefs/a/brief.md", 12, 6, 2), "did you mean « c »?"
    )
    assert text(finding, line="Mots [@b] ici.") == (
        "error[unknown-source]: no source record is called « b »\n"
        "  --> briefs/a/brief.md:12:6\n"
        "   |\n"
        "12 | Mots [@b] ici.\n"
        "   |      ^^\n"
        "   = mend: did you mean « c »?\n"
        "\n"
        "1 error in 1 brief, 2 claims, 3 sources"
    )


def test_a_long_line_is_shown_around_the_caret() -> None:
    line = "a" * 500 + "[@b]" + "c" * 500
    shown = text(Finding("x", "m", Span("f", 12, 501, 4)), line=line).splitlines()
    assert len(shown[3]) < 120
    assert shown[3][shown[4].index("^") :].startswith("[@b]")
    assert shown[4].count("^") == 4


def test_wide_and_control_characters_keep_the_caret_in_place() -> None:
    """A record must not be able to play tricks on a reviewer's terminal."""
    shown = text(Finding("x", "m\x1b[2J", Span("f\u202e", 12, 4, 1)), line="日本\x1bX").splitlines()
    assert "\x1b" not in "".join(shown)
    assert "\\u001b[2J" in shown[0]
    assert "f\\u202e" in shown[1]
    assert shown[4].index("^") - shown[3].index("日") == 2 + 2 + len("\\u001b")


def test_a_place_beyond_the_file_shows_no_line() -> None:
    assert "|" not in text(Finding("x", "m", Span("f", 99)))


def test_failures_are_said_and_nothing_is_nothing() -> None:
    assert "failed: dist: read-only" in text(failures=("dist: read-only",))
    assert text() == "nothing to mend in 1 brief, 2 claims, 3 sources"


def test_json_has_the_form_of_the_contract() -> None:
    finding = Finding("heading-skip", "m", Span("briefs/x/brief.md", 12, 5), "h", Severity.WARNING)
    assert json.loads(as_json(report(finding))) == {
        "version": 1,
        "findings": [
            {
                "rule": "heading-skip",
                "severity": "warning",
                "message": "m",
                "hint": "h",
                "file": "briefs/x/brief.md",
                "line": 12,
                "column": 5,
            }
        ],
        "summary": {"errors": 0, "warnings": 1, "notes": 0, "briefs": 1, "claims": 2, "sources": 3},
    }


def test_words_with_accents_and_spaces_are_left_alone() -> None:
    assert escaped("« Été » à 40\u00a0%") == "« Été » à 40\u00a0%"
