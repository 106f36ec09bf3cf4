"""« explain » says what a build would do: whoever relies on it must find that the build does just that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.pipeline.explain import Explained, Reason, Unbuildable, explain
from plaidoyer.records import campaign
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.template_folders import shipped_templates
from tests.pipeline.rebuilding import BRIEF, CONFIG, RECORD, Watched, build, edit


def explained(root: Path, slug: str = "note") -> Explained:
    found = explain(root, CONFIG, slug, out=root / "dist", announce=lambda *_: None)
    assert not isinstance(found, Unbuildable)
    (one,) = found
    return one


def nothing(root: Path) -> None:
    assert root.is_dir()


def comment(root: Path) -> None:
    edit(root, RECORD, "type: report", "# a comment\ntype: report")


def word(root: Path) -> None:
    edit(root, BRIEF, "Ne rien faire.", "Attendre encore.")


def error(root: Path) -> None:
    edit(root, BRIEF, "[@rapport-2025/", "[@rapport-2052/")


def lost(root: Path) -> None:
    (root / "dist/note.pdf").unlink()


def forged(root: Path) -> None:
    (root / "dist/note.pdf").write_bytes(b"%PDF-1.7")


def unlisted(root: Path) -> None:
    (root / "dist/manifest.json").unlink()


CHANGES: dict[str, tuple[Callable[[Path], None], tuple[Reason, ...], dict[str, str]]] = {
    "nothing": (nothing, (), {}),
    "a comment": (comment, (), {RECORD: "changed"}),
    "a word": (word, (Reason.PAGE,), {BRIEF: "changed"}),
    "an error": (error, (Reason.STATUS,), {BRIEF: "changed"}),
    "a file that is lost": (lost, (Reason.MISSING,), {}),
    "a file that was changed": (forged, (Reason.ALTERED,), {}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_each_reason_is_told_and_a_build_does_what_was_told(built: Path, typesetter: Watched, what: str) -> None:
    change, reasons, files = CHANGES[what]
    change(built)
    one = explained(built)
    assert (one.file, one.reasons) == ("note.pdf", reasons)
    assert {its.file: its.change for its in one.inputs if its.change != "same"} == files
    assert BRIEF in {its.file for its in one.inputs}
    build(built, typesetter)
    assert ("note" in typesetter.asked) == bool(reasons)
    assert explained(built).reasons == ()


def test_what_was_never_built_is_new(built: Path) -> None:
    unlisted(built)
    one = explained(built)
    assert one.reasons == (Reason.NEW,)
    assert {its.change for its in one.inputs} == {"added"}


def test_other_engines_are_a_reason_of_their_own(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the campaign has changed: whoever looks for the cause there would look in vain."""
    monkeypatch.setattr("plaidoyer.pipeline.page.engines", lambda: {"weasyprint": "0"})
    assert explained(built).reasons == (Reason.ENGINES,)


def test_files_that_come_and_go_are_told(built: Path) -> None:
    """A template of the campaign's own takes the place of the program's."""
    shutil.copytree(shipped_templates() / "policy-brief", built / "templates/policy-brief")
    changes = {its.file: its.change for its in explained(built).inputs}
    assert changes["templates/policy-brief/style.css"] == "added"
    assert changes["plaidoyer:templates/policy-brief/style.css"] == "gone"
    assert changes[BRIEF] == "same"


def test_a_brief_that_is_too_long_is_explained_as_the_draft_that_it_is(built: Path, typesetter: Watched) -> None:
    edit(built, BRIEF, "Ne rien faire.", "Ne rien faire. " * 1500)
    build(built, typesetter)
    assert (explained(built).status, explained(built).reasons) == ("draft", ())


def test_a_brief_that_cannot_be_built_says_why(built: Path) -> None:
    edit(built, BRIEF, "template: policy-brief", "template: policy-breif")
    found = explain(built, CONFIG, "note", out=built / "dist", announce=lambda *_: None)
    assert isinstance(found, Unbuildable)
    assert "policy-breif" in found.message


def test_the_command_tells_people_and_programs(built: Path, plaidoyer: Callable[..., Any]) -> None:
    comment(built)
    word(built)
    ran = plaidoyer(built, "explain", "note")
    assert ran.status == 0
    assert "dist/note.pdf would be typeset\n- what is printed, or carried, has changed\n" in ran.out
    assert f"  ~ {RECORD}\n" in ran.out
    assert "    sources/code-lacs.yaml\n" in ran.out
    data = plaidoyer(built, "explain", "note", "--format", "json").json
    assert (data["version"], data["outputs"][0]["reasons"]) == (1, ["page"])
    assert "would be left as it is" in plaidoyer(built, "explain", "memo").out
    assert plaidoyer(built, "explain", "nothing").status == 2
    edit(built, BRIEF, "template: policy-brief", "template: policy-breif")
    ran = plaidoyer(built, "explain", "note")
    assert (ran.status, "note cannot be built: " in ran.out) == (1, True)
    assert "policy-breif" in plaidoyer(built, "explain", "note", "--format", "json").json["failure"]


def test_a_brief_is_explained_from_the_records_that_it_names(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a campaign of two thousand records, why one page would be built again is not worth a minute."""
    record = small / RECORD
    (small / "sources/other.yaml").write_text(record.read_text(encoding="utf-8"), encoding="utf-8")
    read: list[str] = []

    def told(text: str, file: str, name: str) -> object:
        read.append(name)
        return read_source(text, file, name)

    monkeypatch.setattr(campaign, "read_source", told)
    monkeypatch.setattr(campaign, "each", lambda step, items, _: [step(one) for one in items])
    explained(small)
    assert sorted(read) == ["code-lacs", "rapport-2025"]
