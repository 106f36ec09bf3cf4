"""A large campaign: its first ``check`` against extracting the text of its captures alone, and its second against that.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/check_evidence.py [--runs N] [--work DIR]``.

The campaign (``large_campaign.py``) has 500 captures and 10,000 claims, and nothing is wrong in it. « Extraction
alone » gives the first extractor of each capture to as many of the same worker processes, and keeps nothing. The first
check finds no ``.plaidoyer``, the second what the first left there. Each is a new process, from its start to its end.
Extraction alone runs before and after the checks of each round, and a ratio is the median of those of the rounds: a
shared machine changes its speed from one minute to the next. The first round warms the disk and is not counted. Edit no
file of the program meanwhile: a check repeats nothing that another program found.

Only extraction alone imports anything of the program: the checks are measured from outside.
"""

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.large_campaign import EVIDENCE, add_work, campaign

ROOT = Path(__file__).resolve().parents[1]
CLAIMS = EVIDENCE.briefs * EVIDENCE.claims
FIRST_MOST, SECOND_MOST = 1.5, 0.1


def extract_alone(campaign: Path) -> None:
    """Read each capture by the first extractor of its kind, in the program's own pool, and keep nothing."""
    sys.path.insert(0, str(ROOT))
    from plaidoyer.evidence.copies.captures import MEMORY, SECONDS
    from plaidoyer.workers import pool

    modules = [f"plaidoyer.evidence.copies.extract_{name}" for name in ("html", "pdfium")]
    captures = sorted((campaign / "sources/captures").iterdir())
    read = pool.run(_first_text, captures, jobs=_cores(), seconds=SECONDS, memory=MEMORY, preload=modules)
    failed = [path.name for path, result in read if not isinstance(result, str)]
    if failed:
        sys.exit(f"no text could be read in {', '.join(failed)}")


def _first_text(path: Path) -> str:
    """Run in a process of its own."""
    from plaidoyer.evidence.copies.extract import extract, extractors, kind_of

    data = path.read_bytes()
    return extract(data, extractors(kind_of(path.name, data))[0]).text


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def seconds(command: Sequence[str | Path], output: Path) -> float:
    """Run a command, its output to a file; give its wall time in seconds. Leave the benchmark where it fails."""
    with output.open("wb") as stream:
        start = time.perf_counter()
        run = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=stream, check=False)
        taken = time.perf_counter() - start
    if run.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {run.returncode}; see {output}")
    return taken


def check(campaign: Path, output: Path) -> float:
    """Check the campaign in a new process; its wall time. Leave the benchmark where it did not find what is there."""
    program: list[str | Path] = [sys.executable, ROOT / "build.py", "-C", campaign, "check"]
    taken = seconds([*program, "--format", "json"], output)
    summary = json.loads(output.read_text(encoding="utf-8"))["summary"]
    wanted = {"errors": 0, "warnings": 0, "briefs": EVIDENCE.briefs, "claims": CLAIMS, "sources": EVIDENCE.records}
    if not wanted.items() <= summary.items():
        sys.exit(f"the check found {summary}, not {wanted}; see {output}")
    return taken


def main() -> None:
    """Run all in turn and print medians and their ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="rounds that are counted (default: %(default)s)")
    add_work(parser)
    parser.add_argument("--extract", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.extract:
        extract_alone(options.extract)
        return

    root, output = campaign(options.work.resolve(), EVIDENCE), options.work / "output.txt"
    compileall.compile_dir(ROOT / "plaidoyer", quiet=1)
    rounds: list[_Round] = []
    for _ in range(options.runs + 1):
        shutil.rmtree(root / ".plaidoyer", ignore_errors=True)
        alone: list[str | Path] = [sys.executable, __file__, "--extract", root]
        before, first, second = seconds(alone, output), check(root, output), check(root, output)
        rounds.append(_Round((before + seconds(alone, output)) / 2, first, second))
    counted = rounds[1:]

    print(f"{EVIDENCE.records} captures, {CLAIMS:,} claims; {options.runs} rounds, new processes, in turn")
    for name, taken in zip(
        ("extraction alone", "first check", "second check"), zip(*counted, strict=True), strict=True
    ):
        print(f"  {name:<17} median {statistics.median(taken):6.2f} s ({min(taken):.2f} to {max(taken):.2f})")
    print(f"first check / extraction alone: {_ratio(counted, 1, 0):.2f} (at most {FIRST_MOST} is wanted)")
    print(f"second check / first check:     {_ratio(counted, 2, 1):.3f} (at most {SECOND_MOST} is wanted)")


class _Round(NamedTuple):
    """Seconds: of extraction alone, before and after the checks, its mean; of the checks."""

    alone: float
    first: float
    second: float


def _ratio(rounds: Sequence[_Round], one: int, other: int) -> float:
    """The median of the rounds' ratios: a machine that is slower for a while is slower for both."""
    return statistics.median(its[one] / its[other] for its in rounds)


if __name__ == "__main__":
    main()
