"""A large campaign built anew, again, and after small changes, each against the least that could be done.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/rebuild.py [--runs N] [--work DIR]``.

The campaign (``large_campaign.py``) has 100 briefs of two pages over 2,000 records and 20 MB of captures. Measured are,
each a new process from its start to its end:

- « all »: every page, where nothing lies in « dist » and what is known of the evidence was kept, as in CI; processor
  time against that of a bare loop of WeasyPrint over the same pages, styles and variant of PDF, warm, by as many
  processes: « plain », as anybody would write it, and « tuned », looking for garbage between pages alone, as ours does;
- « anew »: the same where only the texts of the copies were kept: every record is read and proven;
- « nothing »: nothing has changed; against ``python -c "import click"``;
- « comment »: a comment in a record that three briefs cite; against the same;
- « record »: another title of that record; against a process that sets these three pages, and nothing else.

How many PDFs were written is counted each time. A ratio is the median of those of the rounds: a machine that is slower
for a while is slower for both. The first round warms the disk and is not counted.
"""

import argparse
import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.bare_engine import dump, jobs_of
from benchmarks.large_campaign import BRIEFS, add_work, campaign

ROOT = Path(__file__).resolve().parents[1]
PROGRAM: list[str | Path] = [sys.executable, ROOT / "build.py"]
RECORD = "source-0010"
"""Cited by the second three briefs."""
CITING = ("brief-003", "brief-004", "brief-005")
COMMENT = "# a comment\n"
TITLES = ("title: Sur les", "title: De nouveau sur les")
MOST = {"all": 1.2, "nothing": 2.5, "record": 1.3}
"""The ratios that are asked for. Of a comment it is asked that no PDF be typeset."""


class Taken(NamedTuple):
    """Seconds of a process: by the clock, and of processors, with those of its children."""

    wall: float
    cpu: float


class Round(NamedTuple):
    """What was measured once: ours and the rivals', by their names, and how many PDFs ours wrote."""

    ours: Taken
    rivals: Mapping[str, Taken]
    written: int


def taken(command: Sequence[str | Path], output: Path) -> Taken:
    """Run a command, its output to a file. Leave the benchmark where it fails."""
    with output.open("wb") as stream:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        run = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {run.returncode}; see {output}")
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


# The rounds -----------------------------------------------------------------------------------------


def measured(root: Path, work: Path, pages: Path, runs: int, jobs: int) -> dict[str, list[Round]]:
    """Each of the five, ``runs`` times after the first."""
    output = work / "output.txt"
    record = root / "sources" / f"{RECORD}.yaml"
    text = record.read_text(encoding="utf-8").removeprefix(COMMENT).replace(TITLES[1], TITLES[0])  # a run was ended
    build: list[str | Path] = [*PROGRAM, "-C", root, "build"]
    click: list[str | Path] = [sys.executable, "-c", "import click"]
    alone: list[str | Path] = [sys.executable, "-m", "benchmarks.bare_engine", pages]
    loops: dict[str, list[str | Path]] = {way: [*alone, way, str(jobs)] for way in ("plain", "tuned")}

    def change(words: str) -> Callable[[], object]:
        return lambda: record.write_text(words, encoding="utf-8")

    def clear() -> None:
        change(text)()
        shutil.rmtree(root / "dist", ignore_errors=True)

    def forget() -> None:
        clear()
        for state in (root / ".plaidoyer").rglob("*.state"):
            state.unlink()

    steps: dict[str, tuple[Callable[[], object], Mapping[str, list[str | Path]]]] = {
        "anew": (forget, loops),
        "all": (clear, loops),
        "nothing": (lambda: None, {"import click": click}),
        "comment": (change(COMMENT + text), {"import click": click}),
        "record": (change(text.replace(*TITLES)), {"plain": [*alone, "plain", "1", *CITING]}),
    }
    rounds: dict[str, list[Round]] = {name: [] for name in steps}
    for number in range(runs + 1):
        for name, (prepare, rivals) in steps.items():
            prepare()
            before = _times(root)
            ours = taken(build, output)
            written = sum(before.get(path) != when for path, when in _times(root).items())
            if number:
                others = {label: taken(command, output) for label, command in rivals.items()}
                rounds[name].append(Round(ours, others, written))
    clear()
    return rounds


def _times(root: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (root / "dist").glob("*.pdf")}


def main() -> None:
    """Run all in turn and print medians and their ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="rounds that are counted (default: %(default)s)")
    add_work(parser)
    options = parser.parse_args()
    jobs = len(os.sched_getaffinity(0))
    root = campaign(options.work.resolve(), BRIEFS)
    compileall.compile_dir(ROOT / "plaidoyer", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        dump(jobs_of(root), pages)
        rounds = measured(root, options.work, pages, options.runs, jobs)

    print(f"{BRIEFS.briefs} briefs, {BRIEFS.records:,} records; {options.runs} rounds, {jobs} cores, in turn")
    for name, its in rounds.items():
        wall, cpu = (statistics.median(one.ours[at] for one in its) for at in (0, 1))
        at = 1 if name in ("all", "anew") else 0
        pdfs = "/".join(map(str, sorted({one.written for one in its})))
        print(f"  {name:<8} {wall:6.2f} s, processors {cpu:6.2f} s; {pdfs} PDFs written")
        for label in its[0].rivals:
            ratio = statistics.median(one.ours[at] / one.rivals[label][at] for one in its)
            wanted = f" (at most {MOST[name]} is wanted)" if name in MOST and label != "tuned" else ""
            print(f"           {'processors' if at else 'wall'} / {label} {ratio:.2f}{wanted}")


if __name__ == "__main__":
    main()
