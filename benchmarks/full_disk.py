"""A small disk that fills up while a campaign is built: nothing may be left half-written, and room mends everything.

Run from a checkout after ``make test``, as root: ``.venv/bin/python benchmarks/full_disk.py``.

The disk is a tmpfs of a few megabytes. The changes are those of ``faults.py``; before each build, so much of the disk
is taken that only a given number of bytes is left, from none to more than the build needs. After it every output must
be, byte for byte, the old one or the new one, manifest and state whole, and what failed told in a line (status 3),
never a traceback. Then room is made, and the next build must leave what a clean one leaves, and no temporary file.

This file must not import the program that it measures.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.faults import CHANGES, HTML, PART, broken, outputs, prepared, run

DISK = 16 * 1024 * 1024
PAGE = 4096
LEFT = (*range(0, 17 * PAGE, PAGE), *(PAGE * 2**power for power in range(5, 10)))
"""Bytes that are left: each page of the first 64 KB, then more and more, up to 2 MB."""
FAILED = 3


known = cache(prepared)
"""A campaign before a change, and after it, made once."""


@contextmanager
def disk(folder: Path) -> Iterator[Path]:
    """A small disk at ``folder``."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def fill(file: Path, left: int) -> None:
    """Take the room of a disk until so many bytes are left."""
    free = os.statvfs(file.parent).f_bavail * os.statvfs(file.parent).f_frsize
    with file.open("wb") as stream:
        for _ in range(max(0, free - left) // PAGE):
            stream.write(bytes(PAGE))


def tried(name: str, left: int, work: Path) -> Iterator[str]:
    """What goes wrong where so many bytes are left for a change; first, as a word, whether the build failed."""
    before, old, new, _ = known(name, work)
    arguments = CHANGES[name].arguments
    with disk(work / "disk") as place:
        root = place / "campaign"
        shutil.copytree(before, root)
        fill(place / "filler", left)
        ran = run(root, arguments)
        yield "failed" if ran.returncode == FAILED else "passed"
        if "Traceback" in ran.stderr:
            yield f"a traceback: {ran.stderr[-300:]}"
        yield from broken(root, old, new)
        (place / "filler").unlink()
        again = run(root, arguments)
        if "Traceback" in again.stderr or again.returncode == FAILED:
            yield f"with room again: {again.stderr[-300:]}"
        after = outputs(root)
        if differ := sorted(file for file in {*after, *new} if after.get(file) != new.get(file)):
            yield f"with room again, other files than a clean build: {', '.join(differ)}"
        if arguments[0] != "build":
            run(root, HTML)  # a build sweeps: nobody else writes meanwhile
        yield from (f"left over: {path.name}" for path in root.rglob(f"*{PART}"))


def main() -> None:
    """Fill the disk for each change, and print what was counted."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    if os.geteuid():
        sys.exit("only root can mount a disk")
    ended, wrong = Counter[str](), []
    with tempfile.TemporaryDirectory(prefix="plaidoyer-disk-") as folder:
        for name, left in itertools.product(CHANGES, LEFT):
            how, *found = tried(name, left, Path(folder))
            ended[how] += 1
            for one in found:
                wrong.append(f"{name}, {left:,} bytes left: {one}")
                print(wrong[-1], flush=True)
    print(
        f"{ended.total()} builds on a disk with too little room: {ended['failed']} failed, {ended['passed']} had enough"
    )
    print(f"{len(wrong)} left something wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
