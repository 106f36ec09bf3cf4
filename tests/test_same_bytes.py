"""The same campaign gives the same bytes: wherever it lies, whoever builds it, in whatever order, on whatever day."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests/projects/small"
BRIEF, AMENDMENT = "briefs/note/brief.md", "briefs/note/amendment.yaml"
NOTE = """---
title: "Lacs : punir la pollution"
template: one-pager
lang: fr
date: 2026-11-24
version: 1
ask: Que le Parlement complète l'article 12-3 du code des lacs.
notice: Texte d'essai.
contact: lacs@example.org
transparency: Aucun financement public.
csl: notes.csl
attach: evidence
---

::: {.chart figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" title="Signalements reçus"}
:::

## Le problème {#problem}

L'Observatoire des lacs a reçu [](figure:rapport-2025/semestre-2025). Le coût est connu : [](quote:rapport-2025/cout).

| Année | Signalements                       |
|-------|------------------------------------|
| 2024  | [](figure:rapport-2025/annee-2024) |

: Les signalements.
"""
LAW = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.
rationale: |
  L'Observatoire des lacs a reçu [](figure:rapport-2025/semestre-2025).
"""
OUTPUTS = {"memo.pdf", "note.pdf", "note/amendement.pdf", "note/article-loi.txt", "note/texte-consolide.txt"}

STARTS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "HOME": "/nonexistent", "USER": "nobody"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "fr_FR.UTF-8", "USER": "anne"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "de_DE.UTF-8", "USER": "Élise"},
    {"PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONHASHSEED": "4", "TZ": "Pacific/Kiritimati", "LC_ALL": "ar_EG.UTF-8", "COLUMNS": "20"},
    {"PYTHONHASHSEED": "5", "TZ": "Pacific/Pago_Pago", "LC_ALL": "ja_JP.UTF-8"},
    {"PYTHONHASHSEED": "6", "TZ": "Europe/Paris", "LC_ALL": "POSIX", "LANGUAGE": "fr:en"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "Africa/Cairo", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
)
"""What a process is started with."""

TURNS = (
    ("a", 1, (), "0"),
    ("un dossier/é & <b>", 2, ("note", "memo"), "1792800000"),
    ("x/" * 20 + "deep", 5, ("memo", "note"), "4102444800"),
    ("without copies", 0, (), ""),
)
"""What changes from one build to the next: folder, « jobs », the order of briefs, SOURCE_DATE_EPOCH."""


def campaign(folder: Path, jobs: int = 0) -> Path:
    """A campaign with a chart, a table, footnotes, an amendment and files that go with the PDF."""
    shutil.copytree(SMALL, folder)
    shutil.copy(ROOT / "templates/_shared/footnotes.csl", folder / "notes.csl")
    (folder / "plaidoyer.toml").write_text(f'lang = "fr"\njobs = {jobs}\n', encoding="utf-8")
    (folder / BRIEF).write_text(NOTE, encoding="utf-8")
    (folder / AMENDMENT).write_text(LAW, encoding="utf-8")
    return folder


def sums(builds: list[dict[str, object]], environment: dict[str, str]) -> list[dict[str, str]]:
    """The SHA-256 of each output, build by build, of builds in a process with this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "FONTCONFIG_FILE") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "tests.builds"],
        input=json.dumps(builds),
        env={**kept, **environment, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign, with receipts, built by the program itself; once for all processes that test."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root = shared / "same-bytes"
    with (shared / "same-bytes.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "dist/manifest.json").exists():
            campaign(root)
            for command in ("lock", "build"):
                program = [sys.executable, str(ROOT / "build.py"), "-C", str(root), command]
                subprocess.run(program, check=True, capture_output=True)
    return root


def of_files(dist: Path) -> dict[str, str]:
    """The SHA-256 of each output in a folder."""
    return {name: hashlib.sha256((dist / name).read_bytes()).hexdigest() for name in OUTPUTS}


@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"seed {start['PYTHONHASHSEED']}, {start['TZ']}")
def test_nothing_but_the_campaign_decides_the_bytes(start: dict[str, str], golden: Path, tmp_path: Path) -> None:
    """« verify » says that a file is the one that a campaign makes: on any machine, in any year."""
    builds: list[dict[str, object]] = []
    for name, jobs, slugs, epoch in TURNS:
        folder = campaign(tmp_path / name, jobs)
        shutil.copy(golden / "sources/evidence.lock", folder / "sources")
        if name == "without copies":
            shutil.rmtree(folder / "sources/captures")
        builds.append({"folder": str(folder), "slugs": slugs, "environment": {"SOURCE_DATE_EPOCH": epoch}})
    for found in sums(builds, start):
        assert found == of_files(golden / "dist")


def test_no_stranger_is_among_the_typefaces(golden: Path) -> None:
    """A typeface of this machine would give another page on the next one."""
    names = set()
    for file in (golden / "dist").rglob("*.pdf"):
        with pikepdf.open(file) as document:
            names |= {str(one["/FontName"]) for one in document.objects if _is_font(one)}
    assert names
    assert {name.partition("+")[2].startswith(("Source-Sans", "Source-Serif")) for name in names} == {True}


def _is_font(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and "/FontName" in one


def test_the_campaign_holds_what_could_differ(golden: Path) -> None:
    """Or the test above would prove little."""
    manifest = json.loads((golden / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {one["file"] for one in manifest} == OUTPUTS
    assert {one["status"] for one in manifest} == {"final"}
    with pikepdf.open(golden / "dist/note.pdf") as document:
        assert set(document.attachments) == {
            "claims.json", "document.json", "sources.csl.json", "article-loi.txt", "texte-consolide.txt",
        }  # fmt: skip
    assert len(STARTS) * len(TURNS) >= 32
