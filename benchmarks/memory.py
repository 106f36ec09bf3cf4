"""The memory of a typesetting process over two thousand pages, against what it has once it is warm.

Run from a checkout after ``make test``: ``.venv/bin/python benchmarks/memory.py [--renders N] [--work DIR]``.

One process sets the hundred pages of the campaign of ``large_campaign.py``, the next edition of each every time round,
so that none is the page that was set before. Its resident memory is read from ``/proc`` after each page, and the most
of each hundred is kept: what a page holds while it is set comes and goes. Warm it is after the first two hundred.
"""

import argparse
import itertools
import os
from pathlib import Path

from msgspec.structs import replace

from benchmarks.bare_engine import jobs_of
from benchmarks.large_campaign import BRIEFS, add_work, campaign
from plaidoyer.typeset.process import start

WARM = 2
MOST = 0.05
"""Growth after warm-up that is allowed for."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(pid: int) -> int:
    """Bytes of a process that are in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE


def children() -> set[int]:
    """The processes that this one has started."""
    mine = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return {int(pid) for pid in mine.split()}


def main() -> None:
    """Print the memory of each hundred, and how much it grew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--renders", type=int, default=2000, help="pages to set (default: %(default)s)")
    add_work(parser)
    options = parser.parse_args()
    jobs = jobs_of(campaign(options.work.resolve(), BRIEFS))
    most: list[int] = []
    before = children()
    with start(600, 4096) as typesetter:
        (engine,) = children() - before
        for number, job in zip(range(options.renders), itertools.cycle(jobs), strict=False):
            page = job.html.replace("</body>", f"<p>{number}</p></body>")
            typesetter.typeset(replace(job, html=page))
            if number % len(jobs) == 0:
                most.append(0)
            most[-1] = max(most[-1], resident(engine))
            if number % len(jobs) == len(jobs) - 1:
                print(f"  after {number + 1:>5} pages {most[-1] / 2**20:7.1f} MB", flush=True)
    growth = most[-1] / most[WARM - 1] - 1
    print(f"{options.renders} pages: {growth:+.1%} after warm-up (less than {MOST:.0%} is wanted)")


if __name__ == "__main__":
    main()
