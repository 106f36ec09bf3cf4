"""A build begins with its first page before it is known whether it is final: nobody must be able to tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaidoyer.config import Config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.pipeline.run import Report
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.process import Typesetter

BRIEF, RECORD = "briefs/note/brief.md", "sources/rapport-2025.yaml"


class Watched(Typesetter):
    """A typesetter that tells what it was asked."""

    def __init__(self) -> None:
        """Start it, with nothing asked yet."""
        super().__init__(60, 2048)
        self.supposed: list[str] = []
        self.asked: list[str] = []

    def suppose(self, job: Job) -> None:
        """Note it."""
        self.supposed.append(job.html)
        super().suppose(job)

    def typeset(self, job: Job) -> Typeset:
        """Note it."""
        self.asked.append(job.html)
        return super().typeset(job)


@pytest.fixture
def typesetter() -> Iterator[Watched]:
    """A running one."""
    with Watched() as running:
        yield running


def build(root: Path, typesetter: Typesetter | None) -> Report:
    return run.build(
        root, Config(), ("note",), out=root / "dist", final=False, typesetter=typesetter, announce=lambda *_: None
    )


def rebuild(root: Path, typesetter: Typesetter) -> Report:
    """A build of everything, which takes over what has not changed."""
    return run.build(
        root, Config(), (), out=root / "dist", final=False, typesetter=typesetter, announce=lambda *_: None
    )


def status(root: Path) -> str:
    return str(json.loads((root / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"][0]["status"])


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_final_is_what_was_supposed(small: Path, typesetter: Watched) -> None:
    build(small, typesetter)
    assert status(small) == "final"
    assert typesetter.supposed == typesetter.asked


def test_evidence_that_breaks_makes_a_draft_all_the_same(small: Path, typesetter: Watched) -> None:
    """What is found while the page is set must never come too late: the PDF would look final."""
    edit(small, RECORD, "1 240 signalements", "1 241 signalements")
    report = build(small, typesetter)
    assert {"quote-not-in-capture"} <= {one.rule for one in report.findings}
    assert status(small) == "draft"
    assert len(typesetter.supposed) == 1
    assert typesetter.supposed != typesetter.asked[:1]
    assert "BROUILLON" in typesetter.asked[0]


def test_a_draft_of_the_last_time_is_not_supposed_to_be_final(small: Path, typesetter: Watched) -> None:
    """An advocate at work builds drafts: each would be set twice."""
    edit(small, RECORD, "1 240 signalements", "1 241 signalements")
    build(small, typesetter)
    build(small, typesetter)
    assert len(typesetter.supposed) == 1


def test_a_brief_with_a_fault_in_its_text_is_not_supposed_to_be_final(small: Path, typesetter: Watched) -> None:
    edit(small, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
    build(small, typesetter)
    assert typesetter.supposed == []
    assert status(small) == "draft"


def test_a_note_about_a_record_does_not_hold_up_the_page(small: Path, typesetter: Watched) -> None:
    """Where copies are private, each save would wait for all proofs: a receipt that stands for a copy is no fault."""
    lock(small, Config(), lambda *_: None)
    (small / "sources/captures/rapport-2025.txt").unlink()
    rebuild(small, typesetter)
    edit(small, BRIEF, "Ne rien faire.", "Attendre encore.")
    report = rebuild(small, typesetter)
    assert "capture-missing" in {one.rule for one in report.findings}
    assert len(typesetter.supposed) == 2
    assert typesetter.supposed[-1] == typesetter.asked[-1]


def test_a_review_is_supposed_to_be_that_of_the_last_time(
    small: Path, typesetter: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A brief that was signed is not set twice at each build; and one that no longer is does not say that it is."""
    (tmp_path / ".gitconfig").write_text("[user]\nname = Anne\nemail = anne@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    desk = Desk(small, Config(), ("note",), lambda *_: None)
    shelf = desk.shelf("note")
    assert shelf is not None
    for sheet in shelf.sheets:
        desk.sign("note", sheet.key, sheet.mark, "accept", "")
    build(small, typesetter)
    edit(small, BRIEF, "Ne rien faire.", "Attendre encore.")
    build(small, typesetter)
    assert typesetter.supposed[-1] == typesetter.asked[-1]
    assert "Vérifié par Anne" in typesetter.supposed[-1]
    edit(small, BRIEF, "des lacs sont concernés", "de nos lacs sont concernés")
    build(small, typesetter)
    assert "Vérifié par Anne" not in typesetter.asked[-1]
