"""A character that would be printed as an empty box is found by « check », at its place, and makes a brief a draft."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.pipeline.foreseen import unforeseen
from plaidoyer.records.template_folders import shipped_templates

BRIEF, RECORD = "briefs/note/brief.md", "sources/rapport-2025.yaml"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>★</title><text y="9">{}</text></svg>'


@pytest.fixture
def places(small: Path, plaidoyer: Callable[..., Any]) -> Callable[..., list[tuple[str, int, int]]]:
    """``places()``: file, line and column of each missing character of the brief « note »."""

    def ask() -> list[tuple[str, int, int]]:
        found = plaidoyer(small, "check", "note", "--format", "json").json["findings"]
        return [(one["file"], one["line"], one["column"]) for one in found if one["rule"] == "missing-glyph"]

    return ask


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def line_of(file: Path, beginning: str) -> int:
    lines = enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
    return next(number for number, line in lines if line.startswith(beginning))


def test_what_the_program_writes_itself_is_not_held_against_the_author(places: Callable[..., Any]) -> None:
    """Narrow spaces, points of leaders, arrows: the brief has no fault."""
    assert places() == []


def test_a_character_is_found_in_the_front_matter_the_text_and_the_records(
    small: Path, places: Callable[..., Any]
) -> None:
    change(small / BRIEF, "contact: lacs@example.org", 'contact: "★ lacs@example.org \\u2706"')
    change(small / BRIEF, "## Le problème", "## Le problème ✔")
    change(small / RECORD, 'title: "', 'title: "☎ ')
    contact, heading = line_of(small / BRIEF, "contact"), line_of(small / BRIEF, "## Le problème")
    title = line_of(small / RECORD, "title")
    assert places() == [(BRIEF, contact, 11), (BRIEF, contact, 30), (BRIEF, heading, 16), (RECORD, title, 9)]


def test_what_is_not_printed_may_be_in_any_script(small: Path, places: Callable[..., Any]) -> None:
    """A comment, a text alternative, a keyword: nobody sets them."""
    (small / "briefs/note/a.svg").write_text(DRAWING.format("lac"), encoding="utf-8")
    change(small / BRIEF, "## Le problème", "<!-- ★ -->\n\n![Le lac ★](a.svg)\n\n## Le problème")
    assert places() == []


def test_letters_in_a_drawing_are_printed_too(small: Path, places: Callable[..., Any]) -> None:
    (small / "briefs/note/a.svg").write_text(DRAWING.format("★"), encoding="utf-8")
    change(small / BRIEF, "## Le problème", "![Le lac](a.svg)\n\n![Rien](b.svg)\n\n## Le problème")
    ((file, _, column),) = places()
    assert (file, column) == (BRIEF, 1)


@pytest.fixture
def own(small: Path) -> Path:
    """A template of the campaign's own, as the shipped one."""
    name = "policy-brief"
    return Path(shutil.copytree(shipped_templates() / name, small / "templates" / name))


def test_a_template_answers_for_its_own_words(small: Path, own: Path, places: Callable[..., Any]) -> None:
    for name, words in (("style.css", 'p::before { content: "\\2605" }\n'), ("template.html", "{# ☎ #}")):
        with (own / name).open("a", encoding="utf-8") as file:
            file.write(words)
    line = (own / "style.css").read_text(encoding="utf-8").count("\n")
    assert places() == [("templates/policy-brief/style.css", line, 23)]


def test_a_template_brings_typefaces(small: Path, own: Path, places: Callable[..., Any]) -> None:
    change(small / BRIEF, "## Le problème", "## Le problème ✔")
    assert len(places()) == 1
    names = [".notdef", "check"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("✔"): "check"})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Check", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    (own / "fonts").mkdir()
    builder.save(own / "fonts/check.ttf")
    assert places() == []


def test_a_brief_with_a_box_is_a_draft_and_is_told_of_it_once(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """The engine says it again, without a place: an author would look for two faults."""
    change(small / BRIEF, "## Le problème", "## Le problème ✔")
    ran = plaidoyer(small, "build", "note")
    assert ran.status == 1
    assert "no typeface has U+2714" in ran.out + ran.err
    assert "not-typeset" not in ran.out + ran.err
    manifest = json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in manifest["outputs"]] == ["draft"]


def test_the_pages_of_an_amendment_count(small: Path, places: Callable[..., Any]) -> None:
    amendment = small / "briefs/note/amendment.yaml"
    amendment.write_text(
        "form: loi\nchanges:\n  - article: code-lacs/12-3\n    repeal: true\nrationale: Il faut ★ agir.\n",
        encoding="utf-8",
    )
    assert places() == [("briefs/note/amendment.yaml", 5, 20)]


def test_what_was_foreseen_is_not_told_again_and_all_else_is() -> None:
    def problem(message: str) -> Finding:
        return Finding("not-typeset", message, Span(BRIEF))

    box = problem('the page was not set as asked: .notdef glyph rendered for "★" (U+2605)')
    image = problem("the page was not set as asked: « a.png » was not read: it is none")
    other = problem("the page was not set as asked: Ignored `colour: navy`")
    problems = (box, image, other)
    files = frozenset({BRIEF})
    known = Finding("missing-glyph", "x", Span(BRIEF, 3))
    assert unforeseen(problems, (), files) == problems
    assert unforeseen(problems, (known,), files) == (image, other)
    assert unforeseen(problems, (known, Finding("unfit-image", "x", Span(BRIEF, 4))), files) == (other,)
    assert unforeseen(problems, (known,), frozenset({"briefs/memo/brief.md"})) == problems
