"""The campaign of this repository: it is sound, and its pages look as they did when they were last looked at.

``make golden`` writes the pictures anew; look at each before you commit it. They are also what the README
shows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from plaidoyer.law.units import fold

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
BRIEFS = {
    "amender-code-penal": 2,
    "amend-the-penal-code": 1,
    "dossier-montages-sexuels-mineurs": 6,
    "note-de-transmission": 1,
}
PDFS = {f"{brief}.pdf": pages for brief, pages in BRIEFS.items()} | {"amender-code-penal/amendement.pdf": 5}
DPI = 80
CELL = 8  # pixels: what two engines may shade differently within
WORST, MEAN = 32, 0.5  # of 255: one word set otherwise passes the first, a line that moves both


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference campaign, built."""
    from plaidoyer.cli.main import run_program

    out = tmp_path_factory.mktemp("dist")
    assert run_program(["-C", str(ROOT), "build", "--final", "--out", str(out)]) == 0
    return out


def pages(pdf: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=DPI / 72).to_pil().convert("RGB")
    finally:
        document.close()


def test_the_campaign_has_nothing_to_mend(plaidoyer: Callable[..., Any]) -> None:
    checked = plaidoyer(ROOT, "check", "--format", "json")
    assert checked.status == 0
    # Without the captures, receipts stand for them: a note says so.
    assert {finding["rule"] for finding in checked.json["findings"]} <= {
        "layout-unchecked",
        "capture-missing",
        "unreviewed-claim",
    }
    assert {finding["severity"] for finding in checked.json["findings"]} <= {"note"}


def test_its_pdfs_are_final_and_as_short_as_promised(dist: Path) -> None:
    outputs = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {output["status"] for output in outputs} == {"final"}
    assert {output["file"]: output["pages"] for output in outputs if "pages" in output} == PDFS


def test_what_is_tabled_is_what_the_brief_prints(dist: Path) -> None:
    """The sentence of law that a lawmaker reads in the brief is the one that is derived, and proved."""
    law = (dist / "amender-code-penal/article-loi.txt").read_text(encoding="utf-8")
    _, _, derived = law.partition("Article unique\n\n")
    brief = (ROOT / "briefs/amender-code-penal/brief.md").read_text(encoding="utf-8")
    assert derived
    assert fold(derived.strip()) in fold(" ".join(brief.split()))


@pytest.mark.parametrize("file", PDFS)
def test_its_pages_are_the_golden_ones(dist: Path, file: str) -> None:
    """A change of style or text must not move a page without anybody having looked."""
    for number, page in enumerate(pages(dist / file), 1):
        golden = GOLDEN / f"{file.removesuffix('.pdf').replace('/', '-')}-{number}.png"
        if os.environ.get("ACCEPT_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            page.quantize(64).save(golden, optimize=True)
        with Image.open(golden) as picture:
            expected = picture.convert("L")
        assert page.size == expected.size, f"page {number}: the paper has another size"
        small = (page.width // CELL, page.height // CELL)
        difference = ImageChops.difference(
            page.convert("L").resize(small, Image.Resampling.BOX), expected.resize(small, Image.Resampling.BOX)
        )
        worst = max(difference.tobytes())
        mean = ImageStat.Stat(difference).mean[0]
        changed = f"{golden.stem} changed (worst cell {worst}, mean {mean:.2f}): look at it, then « make golden »"
        assert worst < WORST, changed
        assert mean < MEAN, changed


@pytest.mark.parametrize("brief", BRIEFS)
def test_it_says_that_it_is_a_demonstration_on_page_one(dist: Path, brief: str) -> None:
    """A reader must never take it for a text of the Fondation pour l'enfance."""
    document = pypdfium2.PdfDocument(dist / f"{brief}.pdf")
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert "Fondation pour l’enfance" in text
    assert "émane pas" in text or "not issued by" in text
