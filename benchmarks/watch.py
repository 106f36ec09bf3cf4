"""From a save to the PDF, in ``build --watch``, against a warm engine that is handed the page ready made.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/watch.py [SLUG] [--runs N]``.

In a copy of this repository's campaign, the number of a brief's edition is changed, which changes its page and no
citation; sheets of an amendment print it too. Ours is measured from before the file is written until another PDF lies
in ``dist/`` for each: what the system takes to tell of the save is in it, and reading, proving, composing, PDF/A and
PDF/UA. The rival is WeasyPrint in a process that stays warm (``bare_engine``); it is asked for the same pages, as
HTML that was made before, and writes no file. Both in turn; the median of the ratios of the rounds is printed. The
first rounds warm everything and are not counted.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bare_engine import dump, jobs_of

ROOT = Path(__file__).resolve().parents[1]
WARM = 3
MOST = 1.3
"""The ratio that is asked for."""
LOOK, PATIENCE, CALM = 0.002, 60.0, 0.5
"""Seconds: between looks at the PDF; until a build is given up; after a build, so that nothing of it runs on."""

_ALONE = """
import sys, time
from pathlib import Path
from benchmarks.bare_engine import load_tuned, set_page
folder = Path(sys.argv[1])
load_tuned(folder)
for _ in sys.stdin:
    begun = time.perf_counter()
    for page in folder.rglob("*.html"):
        set_page(page)
    print(time.perf_counter() - begun, flush=True)
"""


def copy_of(folder: Path) -> Path:
    """The campaign of this repository, as an advocate has it: without the program."""
    folder.mkdir()
    for name in ("briefs", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "plaidoyer.toml", folder)
    return folder


def until(reached: Callable[[], bool], what: str) -> None:
    """Wait for something; leave the benchmark where it does not come."""
    end = time.perf_counter() + PATIENCE
    while not reached():
        if time.perf_counter() > end:
            sys.exit(f"after {PATIENCE:.0f} seconds {what}")
        time.sleep(LOOK)


@contextmanager
def watching(root: Path, log: Path) -> Iterator[None]:
    """``build --watch`` at work, its first build done."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-u", ROOT / "build.py", "-C", root, "build", "--watch"], stdout=stream, stderr=stream
        )
    try:
        until(lambda: b"waiting for changes" in log.read_bytes(), "there is no first build")
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def saved(brief: Path, pdfs: Sequence[Path], edition: int) -> float:
    """Seconds from a save to other PDFs."""
    text = re.sub(r"(?m)^version: .*\n", "", brief.read_text(encoding="utf-8"))
    before = [pdf.stat().st_ino for pdf in pdfs]
    start = time.perf_counter()
    brief.write_text(text.replace("---\n", f"---\nversion: {edition}\n", 1), encoding="utf-8")
    until(lambda: all(pdf.stat().st_ino != old for pdf, old in zip(pdfs, before, strict=True)), "a PDF is the old one")
    return time.perf_counter() - start


def measured(slug: str, work: Path, runs: int) -> list[tuple[float, float]]:
    """Seconds of ours and of the rival's, round by round."""
    root, pages = copy_of(work / "campaign"), work / "pages"
    dump(jobs_of(root, (slug,)), pages)
    alone = subprocess.Popen(
        [sys.executable, "-c", _ALONE, pages],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert alone.stdin is not None
    assert alone.stdout is not None
    rounds = []
    with watching(root, work / "log.txt"):
        dist = root / "dist"
        pdfs = [dist / page.relative_to(pages).with_suffix(".pdf") for page in pages.rglob("*.html")]
        for number in range(WARM + runs):
            time.sleep(CALM)
            ours = saved(root / "briefs" / slug / "brief.md", pdfs, 100 + number)
            time.sleep(CALM)
            alone.stdin.write("\n")
            alone.stdin.flush()
            rounds.append((ours, float(alone.stdout.readline())))
    alone.communicate()
    return rounds[WARM:]


def main() -> None:
    """Print medians and the median of the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    slugs = sorted(path.parent.name for path in ROOT.glob("briefs/*/brief.md"))
    parser.add_argument("slugs", nargs="*", metavar="SLUG", default=slugs, help="briefs (default: all)")
    parser.add_argument("--runs", type=int, default=12, help="rounds that are counted (default: %(default)s)")
    options = parser.parse_args()
    for slug in options.slugs:
        with tempfile.TemporaryDirectory() as folder:
            rounds = measured(slug, Path(folder), options.runs)
        ours, bare = (statistics.median(one) for one in zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        print(
            f"{slug}: {options.runs} rounds; from a save to the PDF {ours:.3f} s, a bare warm render {bare:.3f} s; "
            f"ours / rival {ratio:.2f} (at most {MOST} is wanted)"
        )


if __name__ == "__main__":
    main()
