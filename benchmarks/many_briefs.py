"""A hundred briefs built at once, against Pandoc with WeasyPrint and Pandoc with Typst, started once a brief.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/many_briefs.py [--runs N] [--typst FILE]``.

The campaign is that of ``rebuild.py``: 100 briefs of two pages over 2,000 records. Nothing lies in « dist »; what is
known of the evidence was kept. The rivals
get the same sentences and the sources that each brief cites, no others (``pandoc_rival``): with all 2,000, Pandoc would
spend its time on reading them. « weasyprint » is ``pandoc --citeproc --pdf-engine=weasyprint``, « typst » is
``pandoc --citeproc -t typst`` and ``typst compile`` with its own template; both prove nothing, and neither is tagged.
Each is run one brief after the other, as a shell's loop does, and as many at once as there are cores. Typst is not one
of our libraries: install it elsewhere (``pip install typst`` into an environment of its own) and say which Python has
it. Times are by the clock.
"""

import argparse
import compileall
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pypandoc

from benchmarks.large_campaign import BRIEFS, add_work, campaign
from benchmarks.pandoc_rival import BARE, Record, bibliography, font_faces, plain_markdown, read_records

ROOT = Path(__file__).resolve().parents[1]
WANTED = {"weasyprint": 6.0, "typst": 1.0}
"""How many times as fast as each rival, one brief after the other, ours is asked to be."""

_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"

Builder = Callable[[Path], None]


def ran(command: Sequence[str | Path], folder: Path) -> None:
    """Run a command; leave the benchmark where it fails."""
    run = subprocess.run(
        list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {run.returncode}\n{run.stderr}")


def rivals(folder: Path, typst: Path | None) -> Mapping[str, Builder]:
    """The rivals that are here: each makes a PDF of a brief, given its folder."""
    pandoc = [
        pypandoc.get_pandoc_path(),
        *("brief.md", "--citeproc", "--bibliography=sources.json", "--metadata=link-citations"),
        f"--csl={ROOT / 'templates/_shared/sources.csl'}",
    ]
    style = folder / "style.css"
    style.write_text(font_faces() + BARE, encoding="utf-8")

    def weasyprint(brief: Path) -> None:
        engine = Path(sys.executable).parent / "weasyprint"
        ran([*pandoc, f"--css={style}", f"--pdf-engine={engine}", "--output=weasyprint.pdf"], brief)

    def with_typst(brief: Path) -> None:
        assert typst is not None
        ran([*pandoc, "--to=typst", "--standalone", "--output=brief.typ"], brief)
        ran([typst, "-c", _TYPST, "brief.typ", "typst.pdf"], brief)

    return {"weasyprint": weasyprint, **({"typst": with_typst} if typst else {})}


def plain(root: Path, folder: Path) -> list[Path]:
    """The briefs of a campaign as Pandoc's own, a folder each."""
    records = read_records(root / "sources")
    folders = []
    for brief in sorted(root.glob("briefs/*/brief.md")):
        text = brief.read_text(encoding="utf-8")
        folders.append(one := folder / brief.parent.name)
        one.mkdir()
        (one / "brief.md").write_text(plain_markdown(text, records), encoding="utf-8")
        (one / "sources.json").write_text(bibliography(_cited(text, records)), encoding="utf-8")
    return folders


def _cited(text: str, records: Mapping[str, Record]) -> dict[str, Record]:
    return {name: records[name] for name in sorted({*re.findall(r"[a-z0-9][a-z0-9-]*", text)} & {*records})}


def each(build: Builder, briefs: Sequence[Path], many: int) -> None:
    """Build every brief, so many at once."""
    with ThreadPoolExecutor(many) as pool:
        list(pool.map(build, briefs))


def timed(step: Callable[[], object]) -> float:
    """Seconds that a step takes, by the clock."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def main() -> None:
    """Build with each in turn, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1, help="rounds (default: %(default)s)")
    parser.add_argument("--typst", type=Path, metavar="FILE", help="a Python that can « import typst »")
    add_work(parser)
    options = parser.parse_args()
    root = campaign(options.work.resolve(), BRIEFS)
    jobs = len(os.sched_getaffinity(0))
    compileall.compile_dir(ROOT / "plaidoyer", quiet=1)

    def ours() -> None:
        shutil.rmtree(root / "dist", ignore_errors=True)
        ran([sys.executable, ROOT / "build.py", "-C", root, "build"], root)

    ours()  # its evidence is proven, and the disk is warm
    with tempfile.TemporaryDirectory() as scratch:
        others = rivals(Path(scratch), options.typst)
        briefs = plain(root, Path(scratch))
        for build in others.values():
            build(briefs[0])
        taken: dict[str, list[float]] = {}
        for _ in range(options.runs):
            taken.setdefault("ours", []).append(timed(ours))
            for name, build in others.items():
                for many in (1, jobs):
                    taken.setdefault(f"{name}, {many} at once", []).append(timed(partial(each, build, briefs, many)))

    print(f"{len(briefs)} briefs, {BRIEFS.records:,} records; {options.runs} rounds, {jobs} cores, in turn")
    median = statistics.median(taken["ours"])
    for name, seconds in taken.items():
        times = statistics.median(seconds) / median
        wanted = WANTED.get(name.removesuffix(", 1 at once"))
        asked = f" (more than {wanted:g} is wanted)" if wanted else ""
        print(f"  {name:<24} {statistics.median(seconds):6.1f} s; ours is {times:.1f} times as fast{asked}")


if __name__ == "__main__":
    main()
