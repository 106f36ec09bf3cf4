"""A process that sets page after page must not grow: a watch that runs all day would take the machine's memory."""

from __future__ import annotations

import ctypes
import gc
from pathlib import Path

import pytest

from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset

LINES = 80
MOST = 120
"""Bytes a line and page that may stay: what the engine forgets by itself is some 300."""


class Mallinfo2(ctypes.Structure):
    """What glibc knows of its heap; ``uordblks`` are bytes in use."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def in_use() -> int:
    """Bytes of memory that are not given back."""
    gc.collect()
    try:
        told = ctypes.CDLL(None).mallinfo2
    except (AttributeError, TypeError, OSError):
        pytest.skip("this system does not tell")
    told.restype = Mallinfo2
    return int(told().uordblks)


@pytest.mark.parametrize("features", ["tnum 1", "kern 1, liga 0"])
def test_lines_with_font_features_give_their_memory_back(fontconfig: Path, tmp_path: Path, features: str) -> None:
    settings = ", ".join(f"'{one.split()[0]}' {one.split()[1]}" for one in features.split(", "))
    style = tmp_path / "style.css"
    style.write_text(f"body {{ font-family: 'Source Sans Pro'; font-feature-settings: {settings} }}", encoding="utf-8")
    lines = "".join(f"<p>Le lac a reçu {number} visites.</p>" for number in range(LINES))
    page = f"<html lang='fr'><title>Lac</title><body><h1>Lac</h1>{lines}</body></html>"
    job = Job(page, (style,), tmp_path, fontconfig)
    for _ in range(6):
        typeset(job)
    before, renders = in_use(), 8
    for _ in range(renders):
        typeset(job)
    assert (in_use() - before) / (renders * LINES) < MOST


def test_features_are_still_what_a_page_asks_for(fontconfig: Path, tmp_path: Path) -> None:
    """Digits of equal width keep a column of figures straight: letting memory go must not change the page."""
    style = tmp_path / "style.css"
    page = "<html lang='fr'><title>Lac</title><body><h1>Lac</h1><p>1111 8888 fi</p></body></html>"
    sheets = ["'onum' 1", "'onum' 0", "'liga' 0", "'onum' 1"]
    made = []
    for settings in sheets:
        style.write_text(
            f"body {{ font-family: 'Source Serif Pro'; font-feature-settings: {settings} }}", encoding="utf-8"
        )
        made.append(typeset(Job(page, (style,), tmp_path, fontconfig)).pdf)
    assert made[0] == made[3]
    assert len({*made}) == 3
