"""A check repeats what the last one found only while nothing changed that it rests on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.pipeline import inputs, run
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.report import Report, from_json, may_be_kept, to_json
from plaidoyer.pipeline.study import study
from plaidoyer.publish import checked, layouts
from plaidoyer.workers import digests

CONFIG = Config(lang="fr")
RECORD, BRIEF, CAPTURE = "sources/rapport-2025.yaml", "briefs/note/brief.md", "sources/captures/rapport-2025.txt"
KEPT = ".plaidoyer/checked.state"


def nothing(_name: str, _done: int, _of: int) -> None:
    """Announce nothing."""


def check(root: Path, config: Config = CONFIG, slugs: tuple[str, ...] = ()) -> Report:
    return run.check(root, config, slugs, typesetter=None, announce=nothing)


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The campaigns that were really read, one for each time."""
    read: list[Path] = []

    def spy(root: Path, *arguments: Any) -> Any:
        read.append(root)
        return study(root, *arguments)

    monkeypatch.setattr("plaidoyer.pipeline.run.study", spy)
    return read


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_check_reads_nothing_and_says_the_same(small: Path, watched: list[Path]) -> None:
    edit(small, BRIEF, "OL", "Ol")
    first = check(small)
    assert first == check(small)
    assert len(watched) == 1


def template(root: Path) -> None:
    folder = root / "templates/policy-brief"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text("title: {fr: Note}\n", encoding="utf-8")


def brief_more(root: Path) -> None:
    (root / "briefs/more").mkdir()
    (root / "briefs/more/brief.md").write_text("---\ntitle: More\n---\n\nA text.\n", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a digit in a record": (lambda root: edit(root, RECORD, "sha256: ", "sha256: 0"), "invalid-value"),
    "a word of a brief": (lambda root: edit(root, BRIEF, "[@rapport-2025/", "[@rapport-2052/"), "unknown-source"),
    "a letter of a capture": (lambda root: edit(root, CAPTURE, "e", "é"), "capture-changed"),
    "a capture that is gone": (lambda root: (root / CAPTURE).unlink(), "capture-missing"),
    "a template of the campaign's own": (template, "missing-field"),
    "a receipt": (lambda root: (root / "sources/evidence.lock").write_text("{}\n"), "invalid-receipts"),
    "a record more": (lambda root: (root / "sources/Neu.yaml").write_text("type: book\n"), "invalid-file"),
    "a brief more": (brief_more, "missing-field"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_each_change_is_seen(small: Path, watched: list[Path], what: str) -> None:
    """A stale verdict would let a broken quotation pass."""
    change, rule = CHANGES[what]
    assert rule not in rules(check(small))
    change(small)
    assert rule in rules(check(small))
    assert len(watched) == 2


def test_a_receipt_that_goes_is_missed(small: Path) -> None:
    lock(small, CONFIG, nothing)
    (small / CAPTURE).unlink()
    assert Severity.ERROR not in {finding.severity for finding in check(small).findings}
    (small / "sources/evidence.lock").unlink()
    assert Severity.ERROR in {finding.severity for finding in check(small).findings}


def test_a_picture_and_a_style_anywhere_in_the_campaign_count(small: Path, watched: list[Path]) -> None:
    edit(small, BRIEF, "## ", "![Une carte](../../maps/map.png)\n\n## ")
    assert "missing-image" in rules(check(small))
    (small / "maps").mkdir()
    (small / "maps/map.png").write_bytes(b"a picture")
    assert "missing-image" not in rules(check(small))
    (small / "maps/map.png").unlink()
    assert "missing-image" in rules(check(small))
    assert len(watched) == 3


def test_settings_and_what_is_asked_for_count(small: Path, watched: list[Path]) -> None:
    check(small)
    check(small, replace(CONFIG, require_captures=True))
    check(small, replace(CONFIG, allow={"layout-unchecked": "drafts only"}))
    check(small, slugs=("note",))
    assert len(watched) == 4
    assert check(small, slugs=("note",)).briefs == 1
    assert check(small).briefs == 2
    assert len(watched) == 4


def test_the_verdict_on_the_layout_counts(small: Path, watched: list[Path]) -> None:
    check(small)
    layouts.save(small, {"0" * 64: layouts.Layout(3, 3)})
    check(small)
    assert len(watched) == 2


@pytest.mark.parametrize("part", ["program", "_installed"])
def test_another_program_or_library_checks_anew(
    small: Path, watched: list[Path], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """A rule that was mended must not be held up by what its old form found."""
    check(small)
    other = {"program": lambda: [(str(small), "plaidoyer")], "_installed": lambda: ["lxml-99.dist-info"]}
    monkeypatch.setattr(inputs, part, other[part])
    check(small)
    assert len(watched) == 2


def test_every_file_of_the_program_counts() -> None:
    program = dict(one for folder in inputs.program() for one in digests.below(*folder))
    assert "plaidoyer/checks/rules.py" in program
    assert any(name.endswith("policy-brief/template.html") for name in program)
    assert not any("__pycache__" in name for name in program)


def test_what_git_tracks_counts(small: Path, watched: list[Path]) -> None:
    """A private capture that is added to git is an error, though no file changed."""
    subprocess.run(["git", "init", "-q", str(small)], check=True)
    assert "private-capture-tracked" not in rules(check(small))
    edit(small, RECORD, "redistributable: true", "redistributable: false")
    assert "private-capture-tracked" not in rules(check(small))
    subprocess.run(["git", "-C", str(small), "add", "-f", CAPTURE], check=True)
    assert "private-capture-tracked" in rules(check(small))
    assert len(watched) == 3


@pytest.mark.parametrize("damage", ["{", "plaidoyer checked 2 0\n{}"])
def test_a_damaged_file_is_as_if_it_were_not_there(small: Path, watched: list[Path], damage: str) -> None:
    first = check(small)
    (small / KEPT).write_text(damage, encoding="utf-8")
    assert check(small) == first
    assert len(watched) == 2


def test_a_report_that_was_tampered_with_is_not_repeated(small: Path, watched: list[Path]) -> None:
    edit(small, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
    first = check(small)
    data = (small / KEPT).read_bytes()
    (small / KEPT).write_bytes(data.replace(b"unknown-source", b"unknown-sourse"))
    assert check(small) == first
    assert len(watched) == 2


def test_what_is_no_report_is_not_taken_for_one(small: Path, watched: list[Path]) -> None:
    first = check(small)
    key = next(iter(json.loads((small / KEPT).read_text(encoding="utf-8").partition("\n")[2])))
    damaged: tuple[object, ...] = ({}, [], {"counts": [1, 2, 3], "findings": [{"rule": 1}], "silenced": []})
    for found in damaged:
        checked.save(small, key, checked.Checked(found, {}))
        assert check(small) == first
    assert len(watched) == 4


def test_a_file_that_changes_while_it_is_checked_leaves_nothing_behind(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasty(root: Path, *arguments: Any) -> Any:
        read = study(root, *arguments)
        edit(root, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
        return read

    monkeypatch.setattr("plaidoyer.pipeline.run.study", hasty)
    assert "unknown-source" not in rules(check(small))
    monkeypatch.setattr("plaidoyer.pipeline.run.study", study)
    assert not (small / KEPT).exists()
    assert "unknown-source" in rules(check(small))


@pytest.mark.parametrize("place", ["sources", "sources/captures", CAPTURE, "briefs/note"])
def test_behind_links_nothing_is_remembered(small: Path, watched: list[Path], place: str) -> None:
    (small / place).rename(small / "elsewhere")
    (small / place).symlink_to(small / "elsewhere")
    check(small)
    check(small)
    assert len(watched) == 2


def test_a_folder_that_takes_nothing_does_not_stop_a_check(small: Path, watched: list[Path]) -> None:
    (small / ".plaidoyer").write_text("in the way", encoding="utf-8")
    assert check(small) == check(small)
    assert len(watched) == 2


def report(*findings: Finding, failures: tuple[str, ...] = ()) -> Report:
    return Report(findings, (), 1, 2, 3, failures)


def test_what_time_memory_or_a_disk_did_is_never_kept() -> None:
    """Another day the same file may be read."""
    sure = Finding("quote-not-in-capture", "not there", Span("sources/a.yaml", 2, 3, 4), "mend it", Severity.ERROR)
    assert may_be_kept(report(sure))
    assert not may_be_kept(report(sure, failures=("the engine crashed",)))
    for rule in ("capture-unreadable", "invalid-file", "invalid-style", "not-typeset", "template-error"):
        assert not may_be_kept(report(replace(sure, rule=rule)))


def test_a_report_comes_back_as_it_was_kept() -> None:
    told = report(Finding("heading-skip", "« é\udcff »", Span("b.md", 9, 8, 7), "", Severity.WARNING))
    assert from_json(json.loads(json.dumps(to_json(told)))) == told


def test_only_the_last_checks_are_kept(tmp_path: Path) -> None:
    for number in range(12):
        checked.save(tmp_path, str(number), checked.Checked([number], {}))
    assert checked.read(tmp_path, "11") == checked.Checked([11], {})
    assert checked.read(tmp_path, "0") is None


def test_many_briefs_are_checked_by_all_cores_without_a_word(
    small: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a copy of the process cannot send back would be worked out twice, and complained of on the terminal."""
    monkeypatch.setattr("plaidoyer.pipeline.run.cores", lambda: 2)
    text = (small / BRIEF).read_text(encoding="utf-8")
    for number in range(16):
        copy = small / f"briefs/note-{number}/brief.md"
        copy.parent.mkdir()
        copy.write_text(text, encoding="utf-8")
    ran = plaidoyer(small, "check", "--format", "json")
    assert ran.status == 0
    assert ran.json["summary"]["briefs"] == 18
    assert "Traceback" not in ran.err
