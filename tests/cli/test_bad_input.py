"""Bad input gets a finding with its place, status 1, and never stops the other briefs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RECORD = "sources/rapport-2025.yaml"
BRIEF = "briefs/note/brief.md"


def replace(folder: Path, file: str, old: str, new: str) -> int:
    """Plant a fault; the number of the line where it begins."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


FAULTS = [
    pytest.param(RECORD, "issued: 2026-01-15", "issued: [2026", "invalid-yaml", id="broken YAML"),
    pytest.param(RECORD, "    locator: {page: 3}", "\tlocator: {page: 3}", "invalid-yaml", id="a tab"),
    pytest.param(RECORD, "issued: 2026-01-15", "issued: 2026-02-30", "invalid-value", id="a date that is none"),
    pytest.param(RECORD, "publisher:", "publsher:", "unknown-field", id="a misspelt field"),
    pytest.param(RECORD, "    value: 1240", "    value: mille", "invalid-value", id="a value that is no number"),
    pytest.param(RECORD, "type: report", "type: report\ntype: book", "duplicate-key", id="a field given twice"),
    pytest.param(
        RECORD,
        'title: "Rapport annuel : les signalements"',
        "title: Rapport annuel : les signalements",
        "invalid-yaml",
        id="a colon that wants quotation marks",
    ),
    pytest.param(
        BRIEF, "[@rapport-2025/prevision]", "[@raport-2025/prevision]", "unknown-source", id="an unknown source"
    ),
    pytest.param(
        BRIEF, "[@rapport-2025/prevision]", "[@rapport-2025/prevsion]", "unknown-passage", id="an unknown passage"
    ),
    pytest.param(
        BRIEF, "(figure:rapport-2025/part)", "(figure:rapport-2025/prt)", "unknown-figure", id="an unknown figure"
    ),
    pytest.param(
        BRIEF, "(law:code-lacs/12-3#1.1)", "(law:code-lacs/12-4#1.1)", "unknown-article", id="an unknown article"
    ),
    pytest.param(
        BRIEF, "(law:code-lacs/12-3#1.1)", "(law:code-lacs/12-3#9)", "unknown-article", id="an unknown alinéa"
    ),
    pytest.param(BRIEF, "    formula: n / 6", "    formula: n / 0", "invalid-formula", id="a division by zero"),
    pytest.param(
        BRIEF,
        "    formula: n / 6",
        "    formula: __import__('os').getcwd()",
        "invalid-formula",
        id="a formula that calls",
    ),
    pytest.param(
        BRIEF, "La mesure s'applique", "![Un lac](lac.png) La mesure s'applique", "missing-image", id="a missing image"
    ),
    pytest.param(
        BRIEF,
        "La mesure s'applique",
        "![](../../plaidoyer.toml) La mesure s'applique",
        "image-without-alt",
        id="no alternative",
    ),
    pytest.param(BRIEF, "[](#signalements)", "[](#signalement)", "unknown-reference", id="a place that is not there"),
    pytest.param(
        BRIEF, "template: policy-brief", "template: policy-bref", "unknown-template", id="an unknown template"
    ),
    pytest.param(
        BRIEF, "version: 1", "version: 1\ncsl: ../ailleurs.csl", "invalid-style", id="a style outside the campaign"
    ),
    pytest.param(BRIEF, "lang: fr", "lang: de", "invalid-value", id="a language without a profile"),
    pytest.param(
        BRIEF, "::: objection", "::: objection\n\n::: encart", "invalid-markdown", id="a div that is never closed"
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "rule"), FAULTS)
def test_a_fault_is_reported_at_its_line_and_the_other_brief_is_built(
    small: Path, plaidoyer: Callable[..., Any], file: str, old: str, new: str, rule: str
) -> None:
    line = replace(small, file, old, new)
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    assert any(found == (rule, file, at) for found in checked.places for at in [found[2]] if abs(at - line) <= 1), (
        checked.places
    )
    assert all(finding["hint"] for finding in checked.json["findings"])
    built = plaidoyer(small, "build", "--format", "html")
    assert built.status == 1
    assert (small / "dist/memo.html").is_file()
    assert "Traceback" not in built.out + built.err


FILES = [
    pytest.param(b"\xef\xbb\xbftype: report\ntitle: X\n", "invalid-file", id="a BOM"),
    pytest.param("type: report\ntitle: Été\n".encode("latin-1"), "invalid-file", id="Latin-1 bytes"),
    pytest.param(b"", "invalid-file", id="an empty file"),
    pytest.param(b"[" * 100_000, "invalid-yaml", id="deep nesting"),
    pytest.param(b"a: &a [x, x]\nb: [*a, *a]\n", "invalid-yaml", id="an alias"),
]


@pytest.mark.parametrize(("content", "rule"), FILES)
def test_an_unreadable_file_hides_no_other(
    small: Path, plaidoyer: Callable[..., Any], content: bytes, rule: str
) -> None:
    (small / "sources/autre.yaml").write_bytes(content)
    replace(small, RECORD, "publisher:", "publsher:")
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    assert rule in {found[0] for found in checked.places if found[1] == "sources/autre.yaml"}
    assert "unknown-field" in {found[0] for found in checked.places if found[1] == RECORD}


def test_a_folder_where_a_file_is_expected(small: Path, plaidoyer: Callable[..., Any]) -> None:
    (small / "sources/dossier.yaml").mkdir()
    (small / "briefs/vide/brief.md").mkdir(parents=True)
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    assert {("invalid-file", "sources/dossier.yaml"), ("invalid-file", "briefs/vide/brief.md")} <= {
        found[:2] for found in checked.places
    }


def test_two_records_with_one_name(small: Path, plaidoyer: Callable[..., Any]) -> None:
    (small / "sources/Rapport-2025.yml").write_text("type: report\ntitle: X\n", encoding="utf-8")
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    assert "duplicate-id" in {found[0] for found in checked.places}


def test_markup_in_a_brief_is_printed_as_text(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """A script that reached the page would run in a reader's browser."""
    replace(small, BRIEF, "La mesure s'applique", "<script>alert(1)</script> La mesure s'applique")
    assert plaidoyer(small, "build", "note", "--format", "html").status == 0
    html = (small / "dist/note.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


TEMPLATES = [
    pytest.param("{{ doc.nowhere }}", "nowhere", id="a field that is not there"),
    pytest.param("{% for %}", "", id="a syntax error"),
    pytest.param("{{ 1 / 0 }}", "zero", id="a division by zero"),
    pytest.param("{% include 'template.html' %}", "", id="endless recursion"),
    pytest.param("{{ ''.__class__.__mro__ }}", "", id="a way out of the sandbox"),
]


@pytest.mark.parametrize(("content", "said"), TEMPLATES)
def test_a_template_that_raises(small: Path, plaidoyer: Callable[..., Any], content: str, said: str) -> None:
    folder = small / "templates/mine"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(
        "title: {fr: La mienne, en: Mine}\nmax-pages: 2\nnotes: call\ncsl: _shared/sources.csl\n", encoding="utf-8"
    )
    (folder / "template.html").write_text(f"<html>\n{content}\n</html>\n", encoding="utf-8")
    replace(small, BRIEF, "template: policy-brief", "template: mine")
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    errors = [finding for finding in checked.json["findings"] if finding["rule"] == "template-error"]
    assert [(finding["file"], finding["line"]) for finding in errors] == [("templates/mine/template.html", 2)]
    assert said in errors[0]["message"]


def test_ten_faults_planted_are_ten_faults_reported(small: Path, plaidoyer: Callable[..., Any]) -> None:
    planted = set()
    for file, old, new, rule in [
        (RECORD, "publisher:", "publsher:", "unknown-field"),
        (RECORD, "    value: 1240", "    value: 1 240,5", "invalid-value"),
        (RECORD, "said: 2025-07", "said: 2025-13", "invalid-value"),
        ("sources/code-lacs.yaml", "in-force: 2021-04-23", "in-force: hier", "invalid-value"),
        (BRIEF, "    formula: n / 6", "    formula: n / m", "invalid-formula"),
        (BRIEF, "audience:", "audiance:", "unknown-field"),
        (BRIEF, "[](#signalements)", "[](#nulle-part)", "unknown-reference"),
        (BRIEF, "La mesure s'applique", "![Un lac](lac.png) La mesure s'applique", "missing-image"),
        (
            "briefs/memo/brief.md",
            "(figure:rapport-2025/semestre-2025) in",
            "(figure:rapport-2026/semestre-2025) in",
            "unknown-source",
        ),
        ("briefs/memo/brief.md", "date: 2026-11-24", "date: 24/11/2026", "invalid-value"),
    ]:
        line = replace(small, file, old, new)
        planted.add((rule, file, line))
    checked = plaidoyer(small, "check", "--format", "json")
    assert checked.status == 1
    assert planted <= checked.places, planted - checked.places


def test_a_broken_record_hides_no_misspelt_link(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """One slip in a record must not put off the news of ten slips in the brief."""
    replace(small, RECORD, "publisher:", "publsher:")
    line = replace(small, BRIEF, "[@rapport-2025/prevision]", "[@rapport-2025/prevsion]")
    found = plaidoyer(small, "check", "note", "--format", "json").places
    assert {("unknown-field", RECORD, 5), ("unknown-passage", BRIEF, line)} <= found


def test_what_a_broken_record_could_not_give_is_not_called_unknown(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """One mistyped value is one finding, not one more for each sentence that states it."""
    replace(small, RECORD, "    value: 1240", "    value: mille")
    found = plaidoyer(small, "check", "--format", "json").places
    assert {rule for rule, _, _ in found} == {"invalid-value", "layout-unchecked", "unreviewed-claim"}
