"""WeasyPrint alone: the rival that sets pages and does nothing else.

It gets the very HTML that our engine is given, the same styles and typefaces, and asks for the same variant of PDF.
"""

import gc
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plaidoyer.config import load_config
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.process import Typesetter

ROOT = Path(__file__).resolve().parents[1]


class Recorder(Typesetter):
    """A typesetter that keeps what it is asked, and sets nothing."""

    def __init__(self) -> None:
        """Start nothing."""
        self.given: list[Job] = []

    def typeset(self, job: Job) -> Typeset:
        """Keep a page."""
        self.given.append(job)
        return Typeset(b"%PDF-1.7", 2, ())

    def suppose(self, job: Job) -> None:
        """Wait until it is known."""

    def rehearse(self, *_: object) -> None:
        """Wait for the page."""


def jobs_of(root: Path, slugs: Sequence[str] = ()) -> list[Job]:
    """The pages of a campaign as our engine would be given them; nothing is left in the campaign but its state."""
    from plaidoyer.pipeline import run

    recorder = Recorder()
    with tempfile.TemporaryDirectory() as out:
        run.build(
            root,
            load_config(root),
            slugs,
            out=Path(out),
            final=True,
            force=True,
            typesetter=recorder,
            announce=lambda *_: None,
        )
    return recorder.given


def dump(jobs: Sequence[Job], folder: Path) -> None:
    """Write pages, and what sets them, where ``load`` and ``set_page`` find them."""
    for job in jobs:
        assert job.provenance is not None
        page = folder / f"{job.provenance.output}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(job.html, encoding="utf-8")
        known = {
            "styles": [*map(str, job.stylesheets)],
            "fonts": str(job.fontconfig),
            "base": f"{job.assets_root.resolve()}/",
        }
        (folder / "set.json").write_text(json.dumps(known), encoding="utf-8")


_ENGINE: list[Any] = []
"""The font configuration, the parsed styles and the folder of pictures of this process."""


def load(folder: Path) -> None:
    """Make ready what all pages share."""
    known = json.loads((folder / "set.json").read_text(encoding="utf-8"))
    os.environ["FONTCONFIG_FILE"] = known["fonts"]
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    _ENGINE[:] = [fonts, [CSS(filename=style, font_config=fonts) for style in known["styles"]], known["base"]]


def load_tuned(folder: Path) -> None:
    """The same, and look for garbage between pages alone, as our process does: it takes as long as setting a page."""
    load(folder)
    gc.disable()


def set_page(page: Path) -> int:
    """Set a page; the size of its PDF."""
    from weasyprint import HTML

    fonts, styles, base = _ENGINE
    html = HTML(string=page.read_text(encoding="utf-8"), base_url=base)
    pdf: bytes = html.write_pdf(
        stylesheets=styles, font_config=fonts, presentational_hints=True, pdf_variant="pdf/a-2a"
    )
    if not gc.isenabled():
        gc.collect()
    return len(pdf)


def main() -> None:
    """Set the pages of a folder that are named, or all, by so many processes, « plain » or « tuned »; keep nothing."""
    folder, way, jobs, *names = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *sys.argv[4:]
    ready = load_tuned if way == "tuned" else load
    pages = [folder / f"{name}.html" for name in names] or sorted(folder.glob("*.html"))
    if jobs == 1:
        ready(folder)
        sizes = [set_page(page) for page in pages]
    else:
        with multiprocessing.get_context("spawn").Pool(jobs, ready, (folder,)) as pool:
            sizes = pool.map(set_page, pages, chunksize=1)
            pool.close()
            pool.join()
    print(len(sizes), "pages set")


if __name__ == "__main__":
    main()
