"""What is done of a part of a campaign comes to what doing everything would have come to, whatever was changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.config import Config, load_config
from plaidoyer.pipeline import run
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.plan import Plan
from plaidoyer.pipeline.report import Report
from plaidoyer.pipeline.study import study
from plaidoyer.publish import layouts, memory
from plaidoyer.publish.write import write as publish
from plaidoyer.records.template_folders import shipped_templates
from tests.conftest import PROJECTS
from tests.pipeline.rebuilding import BRIEF, OTHER, RECORD, edit, left, rules

SOLO, LAKE, CAPTURE = "briefs/solo/brief.md", "sources/lac-noir.yaml", "sources/captures/lac-noir.txt"
LAC_NOIR = """type: report
title: Registre du lac Noir
author: [{{literal: Mairie du Val}}]
issued: 2025
language: fr
captures: [{{file: captures/{name}.txt, sha256: {digest}, retrieved: 2026-11-20, redistributable: true}}]
passages: {{visites: {{exact: "{words}"}}}}
figures:
  visites:
    value: {visits}
    unit: {{fr: {{one: visite, other: visites}}, en: {{one: visit, other: visits}}}}
    of: {{fr: visites du lac, en: visits to the lake}}
    period: 2024
    passage: visites
"""
ALONE = """---
title: Le lac Noir
template: one-pager
lang: fr
date: 2026-11-24
version: 1
ask: Que la commune compte les visites.
notice: Texte d'essai.
contact: lacs@example.org
transparency: Aucun financement public.
---

## Le problème {#problem}

Le lac Noir a reçu [](figure:lac-noir/visites) en 2024.

## Le droit {#law}

Rien n'est prévu.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three briefs, of which two share a record and the third has its own, built and checked."""
    root = Path(shutil.copytree(PROJECTS / "small", tmp_path_factory.mktemp("made") / "lakes"))
    record(root, "lac-noir", 300)
    (root / SOLO).parent.mkdir()
    (root / SOLO).write_text(ALONE, encoding="utf-8")
    lock(root, load_config(root), lambda *_: None)
    build(root)
    return root


@pytest.fixture
def lakes(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "lakes"))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...] | None]:
    """What each study was asked to do: the briefs of a plan, None for everything."""
    asked: list[tuple[str, ...] | None] = []

    def spy(root: Path, config: Config, slugs: Any, meanwhile: Any, plan: Plan | None, *others: Any) -> Any:
        asked.append(plan.briefs if plan else None)
        return study(root, config, slugs, meanwhile, plan, *others)

    monkeypatch.setattr("plaidoyer.pipeline.run.study", spy)
    return asked


def build(root: Path, *, final: bool = False) -> Report:
    """Pages for a screen, which are made at once."""
    return run.build(
        root, load_config(root), (), out=root / "dist", final=final, typesetter=None, announce=lambda *_: None
    )


def agrees(root: Path) -> Report:
    """Build what has changed, and everything in a place where nothing was built; both must be the same."""
    clean = root.parent / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("dist", ".plaidoyer"), symlinks=True)
    again, anew = build(root), build(clean)
    shutil.rmtree(clean / ".plaidoyer")
    files = left(root), left(clean)
    shutil.rmtree(clean)
    assert again == anew
    assert files[0] == files[1]
    return again


def write(file: str, text: str) -> Callable[[Path], None]:
    def step(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")

    return step


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: edit(root, file, old, new)


def away(file: str) -> Callable[[Path], None]:
    def step(root: Path) -> None:
        shutil.rmtree(root / file) if (root / file).is_dir() else (root / file).unlink()

    return step


def rename(old: str, new: str) -> Callable[[Path], None]:
    def step(root: Path) -> None:
        (root / old).rename(root / new)

    return step


AMENDMENT = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.
"""
LAC = ("solo",)
PARTS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "words of a brief": (change(SOLO, "Rien n'est prévu.", "Rien n'est écrit."), LAC),
    "a mistake in a brief": (change(SOLO, "figure:lac-noir/visites", "figure:lac-noir/visite"), LAC),
    "an allowance": (
        change(SOLO, "## Le droit", "<!-- plaidoyer: allow uncited-figure: essai -->\n\n## Le droit"),
        LAC,
    ),
    "front matter that cannot be read": (change(SOLO, "lang: fr", "lang: [fr"), LAC),
    "a title of a record": (change(LAKE, "Registre du lac Noir", "Registre du lac"), LAC),
    "a comment in a record": (change(LAKE, "type: report", "# relu\ntype: report"), LAC),
    "a value of a record": (change(LAKE, "value: 300", "value: 301"), LAC),
    "a record that cannot be read": (change(LAKE, "type: report", "type: [report"), LAC),
    "a record that is no more": (away(LAKE), LAC),
    "a capture that has changed": (write(CAPTURE, "Le lac Blanc."), LAC),
    "a capture that is not here": (away(CAPTURE), LAC),
    "a record for two": (change(RECORD, "Rapport annuel", "Rapport"), ("memo", "note")),
    "a record that nobody cites": (write("sources/autre.yaml", "type: report\nsubject: lacs\n"), ()),
    "a new brief": (write("briefs/neuf/brief.md", ALONE), ("neuf",)),
    "a brief under another name": (rename("briefs/solo", "briefs/seul"), ("seul",)),
    "a brief that is no more": (away("briefs/solo"), ()),
    "a file beside a brief": (write("briefs/solo/notes.txt", "À relire."), LAC),
    "an output that is no more": (away("dist/solo.html"), LAC),
    "an output that was changed": (write("dist/solo.html", "Bonjour"), LAC),
}


@pytest.mark.parametrize("what", PARTS)
def test_only_what_a_change_touches_is_done(lakes: Path, done: list[tuple[str, ...] | None], what: str) -> None:
    """A brief that is not done again must be as if it were; one that had to be must not be left out."""
    step, briefs = PARTS[what]
    step(lakes)
    agrees(lakes)
    assert done[0] == briefs


def own_template(root: Path) -> None:
    shutil.copytree(shipped_templates() / "one-pager", root / "templates/one-pager")


def record(root: Path, name: str, visits: int) -> None:
    """The record ``name`` of a lake, with its capture."""
    words = f"Le lac Noir a reçu {visits} visites en 2024."
    (root / f"sources/captures/{name}.txt").write_text(words, encoding="utf-8")
    digest = hashlib.sha256(words.encode()).hexdigest()
    text = LAC_NOIR.format(name=name, digest=digest, words=words, visits=visits)
    (root / f"sources/{name}.yaml").write_text(text, encoding="utf-8")


WHOLES: dict[str, Callable[[Path], None]] = {
    "a setting that changes nothing": change("plaidoyer.toml", 'lang = "fr"', 'lang = "fr"\njobs = 1'),
    "a setting": change("plaidoyer.toml", 'lang = "fr"', 'lang = "en"'),
    "a template": own_template,
    "a name that is near to another": change(SOLO, "figure:lac-noir/", "figure:lac-noire/"),
    "receipts that were edited": change("sources/evidence.lock", '"loose": false', '"loose": true'),
    "two records of one name": write("sources/Lac-Noir.yaml", "type: report\n"),
    "a text that is no brief": write("briefs/notes.md", "À relire."),
}


@pytest.mark.parametrize("what", WHOLES)
def test_where_a_part_cannot_stand_for_the_whole_everything_is_done(
    lakes: Path, done: list[tuple[str, ...] | None], what: str
) -> None:
    WHOLES[what](lakes)
    agrees(lakes)
    assert None in done[:2]


def test_a_conflict_with_a_brief_that_was_kept_is_found_in_it(lakes: Path, done: list[tuple[str, ...] | None]) -> None:
    """It stands in the later of the two, which was not changed."""
    assert "conflicting-figures" not in rules(build(lakes))
    record(lakes, "autre", 310)
    edit(lakes, OTHER, "The cost is known", "It had [](figure:autre/visites). The cost is known")
    report = agrees(lakes)
    assert [one.span.file for one in report.findings if one.rule == "conflicting-figures"] == [SOLO]
    assert done == [(), ("memo",), None, None]
    edit(lakes, OTHER, "version: 1", "version: 2")
    assert agrees(lakes).findings == report.findings
    assert done[4:] == [("memo",), None]


def test_a_letter_that_a_shared_template_lacks_makes_drafts_of_all(
    lakes: Path, done: list[tuple[str, ...] | None]
) -> None:
    """It comes to light in the brief that was changed; those that were not print it, too."""
    own_template(lakes)
    name = "templates/one-pager/template.html"
    edit(lakes, name, "{% block genre %}", "{% block genre %}{{ '湖' if doc.title == 'Le lac Blanc' else '' }}")
    assert {entry["status"] for entry in agrees(lakes).outputs} == {"final"}
    edit(lakes, SOLO, "title: Le lac Noir", "title: Le lac Blanc")
    assert {entry["brief"]: entry["status"] for entry in agrees(lakes).outputs} == {
        "memo": "draft",
        "note": "final",
        "solo": "draft",
    }
    assert done[2:] == [("solo",), None, None]
    edit(lakes, SOLO, "title: Le lac Blanc", "title: Le lac Noir")
    assert {entry["status"] for entry in agrees(lakes).outputs} == {"final"}
    assert done[5:] == [("memo", "solo"), None]


def test_one_step_after_the_other(lakes: Path) -> None:
    """What is remembered of one part must not spoil the next: a memory grows by every build."""
    for step, _ in (*PARTS.values(),)[::3]:
        keep = Path(shutil.copytree(lakes, lakes.parent / "keep", ignore=shutil.ignore_patterns("dist", ".plaidoyer")))
        step(lakes)
        agrees(lakes)
        for name in ("sources", "briefs"):
            shutil.rmtree(lakes / name)
            shutil.copytree(keep / name, lakes / name)
        shutil.rmtree(keep)
        agrees(lakes)


def test_each_way_of_building_has_its_own(lakes: Path) -> None:
    """A draft is not written where only finals are: nothing may be taken for it."""
    edit(lakes, SOLO, "figure:lac-noir/visites", "figure:lac-noir/visite")
    assert build(lakes, final=True).missed == ("solo",)
    assert build(lakes, final=True).missed == ("solo",)
    assert build(lakes).missed == ()
    edit(lakes, SOLO, "figure:lac-noir/visite)", "figure:lac-noir/visites)")
    assert build(lakes, final=True).missed == ()


def test_a_memory_that_is_damaged_is_forgotten(lakes: Path, done: list[tuple[str, ...] | None]) -> None:
    file = lakes / ".plaidoyer/memory/build-html.state"
    data = file.read_bytes()
    assert len(memory.read(lakes, "build-html").briefs) == 3
    file.write_bytes(data.replace(b"solo", b"sole"))
    agrees(lakes)
    assert done == [None, None]


def check(root: Path) -> Report:
    return run.check(root, load_config(root), (), typesetter=None, announce=lambda *_: None)


def test_a_check_of_a_layout_that_is_not_known_is_made_each_time(
    lakes: Path, done: list[tuple[str, ...] | None]
) -> None:
    assert "layout-unchecked" in rules(check(lakes))
    edit(lakes, BRIEF, "Ne rien faire.", "Attendre.")
    assert "layout-unchecked" in rules(check(lakes))
    assert done == [None, None]


def test_a_check_looks_at_what_has_changed(lakes: Path, done: list[tuple[str, ...] | None]) -> None:
    """And repeats of the others that they are too long."""
    known = {entry["fingerprint"]: layouts.Layout(9, 9) for entry in build(lakes).outputs}
    layouts.save(lakes, known)
    assert [one.rule for one in check(lakes).findings if one.rule == "too-long"] == ["too-long"] * 3
    edit(lakes, SOLO, "Rien n'est prévu.", "Rien n'est écrit.")
    report = check(lakes)
    assert done == [(), None, ("solo",)]
    shutil.rmtree(lakes / ".plaidoyer/memory")
    (lakes / ".plaidoyer/checked.state").unlink()
    assert check(lakes) == report


def test_what_may_be_chance_is_looked_at_each_time(lakes: Path, done: list[tuple[str, ...] | None]) -> None:
    """A page that could not be set may be set the next time: the machine was busy."""
    own_template(lakes)
    edit(
        lakes,
        "templates/one-pager/template.html",
        "{% extends",
        "{{ 1 // (0 if doc.lang == 'fr' else 1) }}{% extends",
    )
    report = build(lakes)
    assert rules(report) >= {"template-error"}
    assert build(lakes) == report
    assert done == [("memo", "note", "solo"), ("memo", "solo")]


def test_an_output_that_cannot_be_taken_away_is_told_and_tried_again(
    lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A brief that was withdrawn must not lie in dist for ever because the disk failed once."""
    shutil.rmtree(lakes / "briefs/solo")
    with monkeypatch.context() as patched:

        def fails(path: Path, missing_ok: bool = False) -> None:
            raise OSError(5, "Input/output error", str(path))

        patched.setattr(Path, "unlink", fails)
        assert build(lakes).failures == (f"{lakes}/dist/solo.html: Input/output error",)
    assert (lakes / "dist/solo.html").is_file()
    assert build(lakes).failures == ()
    assert not (lakes / "dist/solo.html").exists()
    assert "solo" not in (lakes / "dist/manifest.json").read_text(encoding="utf-8")


def test_an_output_that_cannot_be_written_leaves_the_old_one(lakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts to be tabled would be gone from dist, because the disk was full for a moment."""
    write("briefs/note/amendment.yaml", AMENDMENT)(lakes)
    build(lakes)
    names = {"note/article-loi.txt", "note/texte-consolide.txt", "note/amendement.html"}
    assert names < {path.removeprefix("dist/") for path in left(lakes)}
    edit(lakes, "briefs/note/amendment.yaml", "90 000", "95 000")
    before = (lakes / "dist/note/amendement.html").read_bytes()
    with monkeypatch.context() as patched:

        def full(path: Path, data: bytes) -> None:
            if path.name == "amendement.html":
                raise OSError(28, "No space left on device", str(path))
            publish(path, data)

        patched.setattr("plaidoyer.pipeline.run.write", full)
        assert build(lakes).failures == (f"{lakes}/dist/note/amendement.html: No space left on device",)
    assert (lakes / "dist/note/amendement.html").read_bytes() == before
    agrees(lakes)


def test_a_manifest_that_names_another_brief_costs_no_output(lakes: Path) -> None:
    """It is not signed: what is removed on its word must be nothing that was just written, or kept."""
    before = left(lakes)
    edit(lakes, "dist/manifest.json", '"brief": "solo"', '"brief": "sole"')
    build(lakes)
    assert left(lakes) == before
