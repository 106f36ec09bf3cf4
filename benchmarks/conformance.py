"""What it costs that a PDF can be archived and read aloud: our typesetting against a bare render by the same engine.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/conformance.py [SLUG] [--runs N]``.

The page is that of a brief of this repository, composed and filled into its template before anything is measured. Both
set the same HTML with the same parsed style sheets and typefaces, in one warm process, in turn; garbage is collected
between pages, as where the program sets them. « Bare » asks for no variant of PDF and no tags, and carries nothing;
last spaces are set apart in it too, so that its lines are the same. « Typeset » is the program's own: PDF/A-2a and
PDF/UA-1, read and guarded as always. The passes over the finished file, which put tags right before it is written, are
measured within it. Each round gives a ratio, the median of which is printed: a machine that is slower for a while is
slower for both. Times are those of a processor. The first rounds warm everything and are not counted.
"""

import argparse
import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plaidoyer.config import load_config
from plaidoyer.pipeline import run
from plaidoyer.typeset import pdf
from plaidoyer.typeset.fetch import Reading, fetcher
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.process import Typesetter
from plaidoyer.typeset.spaces import set_last_spaces_apart

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = "amender-code-penal"
WARM = 3
MOST, MOST_AFTERWARDS = 0.25, 0.10
"""Shares of a bare render that are asked for: of conformance in all, and of the passes over the finished file."""


class Round(NamedTuple):
    """Seconds of a processor: the bare render, ours, and the passes over the finished file, which are part of ours."""

    bare: float
    ours: float
    afterwards: float


class Recorder(Typesetter):
    """A typesetter that keeps the jobs that it is given, and sets them here."""

    def __init__(self) -> None:
        """Start nothing."""
        self.given: list[Job] = []

    def typeset(self, job: Job) -> Typeset:
        """The page as a PDF, at once."""
        self.given.append(job)
        return pdf.typeset(job)

    def suppose(self, job: Job) -> None:
        """Wait until it is known."""

    def rehearse(self, *_: object) -> None:
        """Wait for the page."""


def job_of(slug: str, folder: Path) -> Job:
    """The page of a brief, as the typesetting process would be given it, of a copy of the campaign in ``folder``."""
    folder.mkdir()
    for name in ("briefs", "sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "plaidoyer.toml", folder)
    recorder = Recorder()
    run.build(
        folder,
        load_config(folder),
        (slug,),
        out=folder / "dist",
        final=False,
        typesetter=recorder,
        announce=lambda *_: None,
    )
    return next(job for job in recorder.given if job.provenance and job.provenance.output == slug)


def bare(job: Job, styles: Sequence[Any]) -> bytes:
    """The same page without a variant, without tags."""
    from weasyprint import HTML

    read = fetcher(tuple(folder.resolve() for folder in job.folders), Reading())
    page = HTML(string=job.html, base_url=f"{job.assets_root.resolve()}/", url_fetcher=read)
    set_last_spaces_apart(page.etree_element)
    document = page.render(font_config=pdf._fonts(job.fontconfig), stylesheets=styles, presentational_hints=True)
    written: bytes = document.write_pdf()
    return written


def timed(step: Callable[[], object]) -> float:
    """The processor time of a step, in seconds; its garbage is collected afterwards."""
    start = time.process_time()
    step()
    taken = time.process_time() - start
    gc.collect()
    return taken


def watch_passes(taken: list[float]) -> None:
    """Have the time of each pass over a finished file noted in ``taken``."""
    from weasyprint import Document

    write: Callable[..., bytes] = Document.write_pdf

    def write_pdf(document: Document, *arguments: Any, finisher: Any = None, **options: Any) -> bytes:
        def finish(*given: Any) -> None:
            start = time.process_time()
            finisher(*given)
            taken.append(time.process_time() - start)

        return write(document, *arguments, finisher=finish if finisher else None, **options)

    Document.write_pdf = write_pdf


def measured(job: Job, runs: int) -> Sequence[Round]:
    """Both ways in turn, ``runs`` times after the first."""
    problems: list[str] = []
    folders = tuple(folder.resolve() for folder in job.folders)
    styles = [pdf._style(sheet, job.fontconfig, folders, Reading(), problems) for sheet in job.stylesheets]
    afterwards: list[float] = []
    watch_passes(afterwards)
    rounds: list[Round] = []
    gc.disable()
    for number in range(WARM + runs):
        both = [lambda: bare(job, styles), lambda: pdf.typeset(job)]
        first = number % 2  # whoever comes second finds a warmer cache
        taken = {one: timed(both[one]) for one in (first, 1 - first)}
        rounds.append(Round(taken[0], taken[1], afterwards[-1]))
    return rounds[WARM:]


def main() -> None:
    """Print medians, and what conformance costs of a bare render."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    slugs = sorted(path.parent.name for path in ROOT.glob("briefs/*/brief.md"))
    parser.add_argument("slug", nargs="?", choices=slugs, default=REFERENCE, help="the brief (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=20, help="rounds that are counted (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        job = job_of(options.slug, Path(folder) / "campaign")
        rounds = measured(job, options.runs)

    print(f"{options.slug}: {options.runs} rounds, one warm process, in turn")
    for name, taken in zip(("bare", "typeset", "passes at its end"), zip(*rounds, strict=True), strict=True):
        median, least, most = (1000 * one for one in (statistics.median(taken), min(taken), max(taken)))
        print(f"  {name:<18} median {median:6.1f} ms ({least:.1f} to {most:.1f})")
    cost = statistics.median(one.ours / one.bare for one in rounds) - 1
    passes = statistics.median(one.afterwards / one.bare for one in rounds)
    print(f"conformance costs {cost:.1%} of a bare render (at most {MOST:.0%} is wanted)")
    print(f"of these, the passes over the finished file {passes:.1%} (at most {MOST_AFTERWARDS:.0%} is wanted)")


if __name__ == "__main__":
    main()
