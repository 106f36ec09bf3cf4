"""What the pages of a campaign may read: a brief's own folder, its template's, what templates share. Nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pictures import png

ROOT = Path(__file__).parents[2]
ELSEWHERE = "only files of the brief's own folder, its template's and templates/_shared are read"


@pytest.fixture
def lakes(small: Path) -> Path:
    """The campaign « small » with templates of its own, and a picture in every folder."""
    shutil.copytree(ROOT / "templates", small / "templates")
    shutil.copytree(small / "templates/one-pager", small / "templates/other")
    for folder in ("briefs/note", "briefs/memo", "templates/one-pager", "templates/_shared", "templates/other"):
        (small / folder / "lac.png").write_bytes(png(3, 3))
    (small / "sources/captures/lac.png").write_bytes(png(3, 3))
    (small / "lac.png").write_bytes(png(3, 3))
    return small


def style(root: Path, source: str) -> None:
    """Have the template of the brief « memo » show this picture."""
    with (root / "templates/one-pager/style.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f"\nh1 {{ background: url('{source}') }}\n")


@pytest.mark.parametrize("source", ["lac.png", "../_shared/lac.png", "../../briefs/memo/lac.png"])
def test_a_page_reads_what_it_is_made_of(source: str, lakes: Path, plaidoyer: Callable[..., Any]) -> None:
    style(lakes, source)
    ran = plaidoyer(lakes, "check", "memo", "--layout", "--format", "json")
    assert (ran.status, [one for one in ran.json["findings"] if one["severity"] == "error"]) == (0, [])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("../../sources/captures/lac.png", "sources/captures/lac.png"),
        ("../../briefs/note/lac.png", "briefs/note/lac.png"),
        ("../../lac.png", "lac.png"),
        ("../other/lac.png", "templates/other/lac.png"),
        ("../../../secret.png", "secret.png"),
        ("../../briefs/memo/linked.png", "briefs/memo/linked.png"),
    ],
)
def test_a_page_that_reads_more_is_told_so(source: str, shown: str, lakes: Path, plaidoyer: Callable[..., Any]) -> None:
    """A private copy of a source must not get into a PDF; and whoever wrote it can mend it: the status is 1."""
    (lakes.parent / "secret.png").write_bytes(png(3, 3))
    (lakes / "briefs/memo/linked.png").symlink_to(lakes / "sources/captures/lac.png")
    style(lakes, source)
    ran = plaidoyer(lakes, "build", "memo")
    assert ran.status == 1
    assert f"{shown} » was not read: {ELSEWHERE}" in ran.out
    assert "file:" not in ran.out


@pytest.mark.parametrize("folder", ["briefs/memo/pictures", "templates/_shared"])
def test_a_folder_that_is_elsewhere_is_not_read(folder: str, lakes: Path, plaidoyer: Callable[..., Any]) -> None:
    """A link in a repository of strangers would open every folder of the machine that builds it."""
    elsewhere = lakes.parent / "elsewhere"
    if (lakes / folder).is_dir():
        shutil.rmtree(lakes / folder)
    elsewhere.mkdir()
    (elsewhere / "lac.png").write_bytes(png(3, 3))
    (lakes / folder).symlink_to(elsewhere)
    style(lakes, f"../../{folder}/lac.png")
    ran = plaidoyer(lakes, "build", "memo")
    assert ran.status == 1
    assert f"{folder}/lac.png » was not read: {ELSEWHERE}" in ran.out
