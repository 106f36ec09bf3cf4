"""Templates: a campaign's own first, then those shipped; each says what it asks of a brief."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.records.sources import Localised
from plaidoyer.records.template_folders import SHIPPED, shipped_templates
from plaidoyer.records.template_reader import find_template

MANIFEST = """\
title: {fr: Note, en: Brief}
requires:
  fields: [title, ask]
  sections: [problem]
  parts: [key-messages, [chart, key-figure]]
max-pages: 2
max-pages-large-print: 3
notes: call
csl: _shared/sources.csl
"""
PLACE = Span("briefs/a/brief.md", 3, 11, 4)


def put(folder: Path, name: str, text: str) -> None:
    """A template with this manifest."""
    (folder / name).mkdir(parents=True)
    (folder / name / "template.yaml").write_text(text, encoding="utf-8")


def test_a_campaigns_template_goes_before_a_shipped_one(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own/templates", tmp_path / "shipped/templates"
    put(own, "mine", MANIFEST)
    put(shipped, "mine", MANIFEST.replace("max-pages: 2", "max-pages: 4"))
    put(shipped, "theirs", MANIFEST.replace("max-pages-large-print: 3\n", ""))
    folders = [(own, "templates"), (shipped, SHIPPED)]
    mine, findings = find_template("mine", folders, PLACE)
    assert findings == ()
    assert mine is not None
    assert (mine.name, mine.folder, mine.shown, mine.title) == (
        "mine", own / "mine", "templates/mine", Localised({"fr": "Note", "en": "Brief"}),
    )  # fmt: skip
    assert (mine.fields, mine.sections, mine.parts) == (
        ("title", "ask"), ("problem",), (("key-messages",), ("chart", "key-figure")),
    )  # fmt: skip
    assert (mine.max_pages, mine.max_pages_large_print, mine.notes, mine.csl) == (2, 3, "call", "_shared/sources.csl")
    theirs, _ = find_template("theirs", folders, PLACE)
    assert theirs is not None
    assert (theirs.shown, theirs.max_pages, theirs.max_pages_large_print) == ("plaidoyer:templates/theirs", 2, 2)


def test_an_unknown_template_is_told_where_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, "policy-brief", MANIFEST)
    template, (finding,) = find_template("policy-bref", [(tmp_path, "templates")], PLACE)
    assert template is None
    assert (finding.rule, finding.span, finding.hint) == ("unknown-template", PLACE, "did you mean « policy-brief »?")


def test_a_link_out_of_the_campaign_is_no_template(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "mine", MANIFEST)
    (tmp_path / "campaign/templates").mkdir(parents=True)
    (tmp_path / "campaign/templates/mine").symlink_to(tmp_path / "elsewhere/mine")
    assert find_template("mine", [(tmp_path / "campaign/templates", "templates")], PLACE)[0] is None


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("max-pages: 2", "max-pages: two", "invalid-value", 6),
        ("max-pages: 2\n", "", "missing-field", 1),
        ("notes: call", "notes: endnote", "invalid-value", 8),
        ("[title, ask]", "[titel, ask]", "invalid-value", 3),
        ("requires:", "require:", "unknown-field", 2),
        ("csl: _shared", "csl: ../../_shared", "invalid-value", 9),
        ("title:", "title: a:", "invalid-yaml", 1),
    ],
)
def test_a_fault_of_a_manifest_is_told(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    put(tmp_path, "mine", MANIFEST.replace(old, new))
    template, (finding,) = find_template("mine", [(tmp_path, "templates")], PLACE)
    assert template is None
    assert (finding.rule, finding.span.file, finding.span.line) == (rule, "templates/mine/template.yaml", line)


def test_every_shipped_template_is_sound() -> None:
    folder = shipped_templates()
    names = [manifest.parent.name for manifest in sorted(folder.glob("*/template.yaml"))]
    assert "policy-brief" in names
    for name in names:
        template, findings = find_template(name, [(folder, SHIPPED)], PLACE)
        assert findings == ()
        assert template is not None
        assert {"fr", "en"} <= set(template.title.texts)
