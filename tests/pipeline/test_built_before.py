"""A build does again only what must be done again; and nobody can tell from what it leaves that it did less."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.pipeline import run
from plaidoyer.records.template_folders import shipped_templates
from tests.pipeline.rebuilding import BRIEF, CONFIG, OTHER, RECORD, Watched, build, edit, left, rules, unchanged


def test_nothing_changed_is_nothing_done(built: Path, once: Path, typesetter: Watched) -> None:
    before = left(built)
    first = unchanged(once)
    assert first is not None
    assert unchanged(built) == first
    assert build(built, typesetter) == first
    assert typesetter.asked == []
    assert left(built) == before


def test_a_comment_typesets_nothing(built: Path, typesetter: Watched) -> None:
    edit(built, RECORD, "type: report", "# a comment\ntype: report")
    assert unchanged(built) is None
    build(built, typesetter)
    assert typesetter.asked == []
    entries = json.loads((built / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    digest = hashlib.sha256((built / RECORD).read_bytes()).hexdigest()
    assert {entry["inputs"][RECORD] for entry in entries} == {digest}


def test_only_the_brief_that_changed_is_set(built: Path, typesetter: Watched) -> None:
    edit(built, OTHER, "version: 1", "version: 2")
    build(built, typesetter)
    assert typesetter.asked == ["memo"]


def lose(root: Path) -> None:
    (root / "dist/note.pdf").unlink()


def forge(root: Path) -> None:
    data = (root / "dist/note.pdf").read_bytes()
    (root / "dist/note.pdf").write_bytes(data.replace(b"%PDF-1.7", b"%PDF-1.6"))


def lie(root: Path) -> None:
    path = root / "dist/manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for entry in data["outputs"]:
        entry["sha256"] = "0" * 64
    path.write_text(json.dumps(data), encoding="utf-8")


def drop(root: Path) -> None:
    (root / "dist/manifest.json").unlink()


def clear(root: Path) -> None:
    shutil.rmtree(root / "dist")


@pytest.mark.parametrize("damage", [lose, forge, lie, drop, clear])
def test_what_was_written_is_not_taken_on_trust(
    built: Path, typesetter: Watched, damage: Callable[[Path], None]
) -> None:
    """A file that somebody changed, or lost, must be the right one again after the next build."""
    before = left(built)
    damage(built)
    assert unchanged(built) is None
    build(built, typesetter)
    assert "note" in typesetter.asked
    assert left(built) == before


@pytest.mark.parametrize("file", ["layout.state", "checked.state", "memory/build-pdf.state"])
@pytest.mark.parametrize("content", ["{", "plaidoyer layout 3 0\n{}"])
def test_a_state_that_is_damaged_is_built_anew(built: Path, typesetter: Watched, file: str, content: str) -> None:
    before = left(built)
    (built / ".plaidoyer" / file).write_text(content, encoding="utf-8")
    build(built, typesetter)
    assert left(built) == before
    assert unchanged(built) is not None


def test_all_is_set_again_on_demand(built: Path, typesetter: Watched) -> None:
    before = left(built)
    build(built, typesetter, force=True)
    assert sorted(typesetter.asked) == ["memo", "note"]
    assert left(built) == before


def test_a_final_and_a_page_for_a_screen_are_builds_of_their_own(built: Path) -> None:
    """A draft that lies there must not be taken for what a stricter build would leave."""
    assert unchanged(built) is not None
    assert unchanged(built, final=True) is None
    assert unchanged(built, form="html") is None
    assert unchanged(built, "note") is None


def too_long(root: Path) -> None:
    name = "templates/policy-brief"
    shutil.copytree(shipped_templates() / "policy-brief", root / name)
    edit(root, f"{name}/template.yaml", "max-pages: 2", "max-pages: 1")
    edit(root, BRIEF, "Ne rien faire.", "Ne rien faire. " * 900)


def test_a_brief_that_is_too_long_is_known_to_be(small: Path, typesetter: Watched) -> None:
    """Its draft is there: neither it, nor the final that it cannot be, is set again; and the check knows, too."""
    too_long(small)
    first = build(small, typesetter, "note")
    assert "too-long" in rules(first)
    assert [entry["status"] for entry in first.outputs] == ["draft"]
    assert typesetter.asked == ["note", "note"]
    edit(small, RECORD, "type: report", "# a comment\ntype: report")
    typesetter.asked.clear()
    assert "too-long" in rules(build(small, typesetter, "note"))
    assert typesetter.asked == []
    checked = run.check(small, CONFIG, ("note",), typesetter=None, announce=lambda *_: None)
    assert "too-long" in rules(checked)
    assert "layout-unchecked" not in rules(checked)


def test_what_the_engine_could_not_set_is_remembered(small: Path, typesetter: Watched) -> None:
    """Or a second build, and every check, would call a page sound that is not."""
    shutil.copytree(shipped_templates() / "policy-brief", small / "templates/policy-brief")
    with (small / "templates/policy-brief/style.css").open("a", encoding="utf-8") as style:
        style.write("\nmain { background: url('nothing.png') }\n")
    first = build(small, typesetter, "note")
    assert "not-typeset" in rules(first)
    edit(small, RECORD, "type: report", "# a comment\ntype: report")
    typesetter.asked.clear()
    second = build(small, typesetter, "note")
    assert typesetter.asked == []
    told = [[one.message for one in report.findings if one.rule == "not-typeset"] for report in (first, second)]
    assert told[0] == told[1]
    checked = run.check(small, CONFIG, ("note",), typesetter=None, announce=lambda *_: None)
    assert "not-typeset" in rules(checked)


def test_a_draft_is_not_set_where_only_finals_are_wanted(small: Path, typesetter: Watched) -> None:
    edit(small, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
    report = build(small, typesetter, "note", final=True)
    assert (report.outputs, report.missed) == ((), ("note",))
    assert unchanged(small, "note", final=True) is None


def test_what_one_brief_brings_to_light_in_a_template_makes_drafts_of_all(small: Path, typesetter: Watched) -> None:
    """Whichever comes first: else one of two briefs in the same broken template would look final."""
    shutil.copytree(shipped_templates() / "one-pager", small / "templates/one-pager")
    edit(small, BRIEF, "template: policy-brief", "template: one-pager")
    with (small / "templates/one-pager/template.html").open("a", encoding="utf-8") as page:
        page.write("{% block lang %}{% if doc.lang == 'fr' %}{{ doc.nothing }}{% endif %}{% endblock %}")
    edit(small, "templates/one-pager/template.html", "{% block body %}", "{% block body %}{{ self.lang() }}")
    report = build(small, typesetter)
    assert "template-error" in rules(report)
    assert [(entry["brief"], entry["status"]) for entry in report.outputs] == [("memo", "draft")]


@pytest.mark.parametrize("jobs", [3])
def test_more_processes_leave_the_same(built: Path, typesetter: Watched, jobs: int) -> None:
    for number in range(6):
        shutil.copytree(built / "briefs/note", built / f"briefs/note-{number}")
    one = build(built, typesetter)
    before = left(built)
    with Watched(jobs) as several:
        assert build(built, several, force=True) == one
        assert len(several._engines) == jobs
    assert left(built) == before


def test_an_interrupted_build_ends_at_once_and_leaves_what_was_there(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages that wait are not set for somebody who has gone; nothing half written lies in dist."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    before = left(built)
    monkeypatch.setattr("plaidoyer.pipeline.run.finish", interrupted)
    with Watched(2) as typesetter, pytest.raises(KeyboardInterrupt):
        build(built, typesetter, force=True)
    assert left(built) == before
    assert all(engine._running is None for engine in typesetter._engines)


def test_the_outputs_of_a_brief_that_is_no_more_go_with_it(built: Path, typesetter: Watched) -> None:
    """A lawmaker must not be sent what was withdrawn; but nothing else in ``dist`` is ours."""
    (built / "dist/letter.txt").write_text("mine", encoding="utf-8")
    shutil.rmtree(built / "briefs/memo")
    report = build(built, typesetter, "note")
    assert {path.name for path in (built / "dist").iterdir()} == {"note.pdf", "manifest.json", "letter.txt"}
    listed = json.loads((built / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert [entry["file"] for entry in listed] == ["note.pdf"]
    assert typesetter.asked == []
    assert report.missed == ()
