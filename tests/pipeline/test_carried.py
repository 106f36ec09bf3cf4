"""A brief that asks for its evidence: its PDF carries it, and its fingerprint stands for it."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from plaidoyer.compose.attachments import Carried
from plaidoyer.config import Config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.page import Page, fingerprint
from plaidoyer.typeset.process import Typesetter

BRIEF, AMENDMENT = "briefs/note/brief.md", "briefs/note/amendment.yaml"
LAW = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros.
"""
PAGE = Page(
    "note", "one-pager", False, "2026-11-24", ("a",), "<p>", (), {}, (Carried("a.json", "{}\n", "Un mot", "Source"),)
)


class Unasked(Typesetter):
    """A typesetter that is never asked ahead of time."""

    def suppose(self, *_: object) -> None:
        """Refuse."""
        pytest.fail("nothing is supposed of a brief that carries what is proven")


def test_evidence_goes_with_the_brief_and_wording_with_both(small: Path) -> None:
    """Whoever has only the PDF can check it, and table it; files written beside are those of the amendment."""
    text = (small / BRIEF).read_text(encoding="utf-8")
    (small / BRIEF).write_text(text.replace("version: 1\n", "version: 1\nattach: evidence\n"), encoding="utf-8")
    (small / AMENDMENT).write_text(LAW, encoding="utf-8")
    with Unasked(60, 2048) as typesetter:
        out = small / "dist"
        done = run.build(
            small, Config(), ("note",), out=out, final=True, typesetter=typesetter, announce=lambda *_: None
        )
    wording = ["article-loi.txt", "texte-consolide.txt"]
    assert [entry["file"] for entry in done.outputs] == [
        "note.pdf", "note/amendement.pdf", *(f"note/{name}" for name in wording),
    ]  # fmt: skip
    with pikepdf.open(small / "dist/note/amendement.pdf") as amendment:
        assert sorted(amendment.attachments) == wording
    with pikepdf.open(small / "dist/note.pdf") as pdf:
        carried = {name: one.get_file() for name, one in pdf.attachments.items()}
        assert {name: str(one.relationship) for name, one in pdf.attachments.items()} == {
            **dict.fromkeys(("claims.json", "document.json", *wording), "/Data"),
            "sources.csl.json": "/Source",
        }
        assert pdf.attachments["sources.csl.json"].description == "Les sources citées, en CSL-JSON"
        days = {day.date().isoformat() for one in carried.values() for day in (one.creation_date, one.mod_date) if day}
        assert days == {"2026-11-24"}
        assert len(json.loads(carried["claims.json"].read_bytes())["claims"]) > 5
        assert carried["article-loi.txt"].read_bytes() == (small / "dist/note/article-loi.txt").read_bytes()


@pytest.mark.parametrize(
    "other",
    [
        replace(PAGE, carried=()),
        replace(PAGE, carried=(Carried("b.json", "{}\n", "Un mot", "Source"),)),
        replace(PAGE, carried=(Carried("a.json", "{ }\n", "Un mot", "Source"),)),
        replace(PAGE, carried=(Carried("a.json", "{}\n", "Deux mots", "Source"),)),
        replace(PAGE, carried=(Carried("a.json", "{}\n", "Un mot", "Data"),)),
        replace(PAGE, day="2026-11-25"),
        replace(PAGE, template="policy-brief"),
        replace(PAGE, draft=True),
        replace(PAGE, sources=("a", "b")),
        replace(PAGE, output="notes"),
        replace(PAGE, html="<p>x"),
    ],
)
def test_a_fingerprint_stands_for_all_that_the_bytes_hold(other: Page) -> None:
    """Of two files with one fingerprint and other bytes, « verify » says that one was changed by hand."""
    assert fingerprint(other) != fingerprint(PAGE)


def test_a_fingerprint_can_be_asked_of_other_engines() -> None:
    versions = {"weasyprint": "1"}
    assert fingerprint(PAGE, versions) == fingerprint(PAGE, {**versions}) != fingerprint(PAGE)
