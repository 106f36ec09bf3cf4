"""A brief with an amendment: its texts are written beside the PDF, or it is a draft."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.config import Config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.run import Report

AMENDMENT = "briefs/note/amendment.yaml"
CHANGE = """form: [loi, an, senat]
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
vehicle: {bill: ppl-12, after-article: 3}
"""


def build(root: Path, *, final: bool = False) -> Report:
    out = root / "dist"
    return run.build(root, Config(), ("note",), out=out, final=final, typesetter=None, announce=lambda *_: None)


def outputs(root: Path) -> dict[str, Any]:
    entries = json.loads((root / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    return {entry["file"]: entry for entry in entries}


def text(root: Path, name: str) -> str:
    data = (root / "dist/note" / name).read_text(encoding="utf-8")
    return data.replace("\u00a0", " ").replace("\u202f", " ")


def test_texts_to_be_pasted_are_written_and_listed(small: Path) -> None:
    (small / AMENDMENT).write_text(CHANGE, encoding="utf-8")
    report = build(small)
    assert {one.rule for one in report.findings} <= {"secondary-source"}
    names = ["amendement-an.txt", "amendement-senat.txt", "article-loi.txt", "texte-consolide.txt"]
    assert sorted(outputs(small)) == ["note.html", *(f"note/{name}" for name in names)]
    law = (
        "Au premier alinéa de l’article 12-3 du code des lacs, le montant : « 75 000 euros » est remplacé"
        " par le montant : « 90 000 euros »."
    )
    assert text(small, "article-loi.txt") == f"{law}\n"
    assert text(small, "amendement-an.txt") == f"Après l’article 3, insérer l’article suivant :\n« {law} »\n"
    assert text(small, "texte-consolide.txt").startswith("Article 12-3 du code des lacs\n\nLe fait de polluer")
    entry = outputs(small)["note/article-loi.txt"]
    assert (entry["brief"], entry["status"]) == ("note", "final")
    assert AMENDMENT in entry["inputs"]


def test_a_form_that_is_withdrawn_leaves_nothing_behind(small: Path) -> None:
    """Yesterday's amendment must not lie beside today's."""
    (small / AMENDMENT).write_text(CHANGE, encoding="utf-8")
    build(small)
    kept = small / "dist/note/amendement-an.txt"
    kept.write_text("Annoté à la main.", encoding="utf-8")
    (small / AMENDMENT).write_text(CHANGE.replace("[loi, an, senat]", "loi"), encoding="utf-8")
    build(small)
    assert sorted(outputs(small)) == ["note.html", "note/article-loi.txt", "note/texte-consolide.txt"]
    assert not (small / "dist/note/amendement-senat.txt").exists()
    assert kept.exists()  # somebody wrote there: it is theirs


def test_texts_of_a_draft_say_so(small: Path) -> None:
    (small / AMENDMENT).write_text(CHANGE, encoding="utf-8")
    brief = small / "briefs/note/brief.md"
    brief.write_text(brief.read_text(encoding="utf-8").replace("[@rapport-2025/", "[@rapport-2052/"), encoding="utf-8")
    build(small)
    assert text(small, "article-loi.txt").startswith("BROUILLON\n\nAu premier alinéa")
    assert outputs(small)["note/article-loi.txt"]["status"] == "draft"
    build(small, final=True)
    assert outputs(small)["note/article-loi.txt"]["stale"] is True


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("code-lacs/12-3", "code-lac/12-3", "unknown-source", "no source is called « code-lac »"),
        ("code-lacs/12-3", "code-lacs/12-5", "unknown-article", "« code-lacs » has no article 12-5"),
        (
            "90 000",
            "75 000",
            "amendment-not-reproducible",
            "no wording can be tabled for this change: the text wanted is the text in force",
        ),
    ],
)
def test_a_change_that_cannot_be_tabled_makes_a_draft(small: Path, old: str, new: str, rule: str, message: str) -> None:
    (small / AMENDMENT).write_text(CHANGE.replace(old, new), encoding="utf-8")
    report = build(small)
    found = [one for one in report.findings if one.span.file == AMENDMENT]
    assert [(one.rule, one.message, one.span.line) for one in found] == [(rule, message, 3)]
    assert outputs(small)["note.html"]["status"] == "draft"
    assert list(outputs(small)) == ["note.html"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("in-force: 2021-04-23", "in-force: 2027-01-01", "holds no version of article 12-3 in force on"),
        ("complete: true", "complete: false", "does not hold article 12-3 whole: no change of it can be worded"),
    ],
)
def test_a_change_needs_the_whole_text_in_force(small: Path, old: str, new: str, message: str) -> None:
    """Of a text that is half known, nothing can be said to be changed and the rest to stay."""
    (small / AMENDMENT).write_text(CHANGE, encoding="utf-8")
    record = small / "sources/code-lacs.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    found = [one for one in build(small).findings if one.span.file == AMENDMENT]
    assert [one.rule for one in found] == ["law-version-missing"]
    assert message in found[0].message
