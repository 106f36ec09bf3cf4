"""The program in a process that stays warm: hundreds of builds in the time of some dozens.

``WarmProgram`` starts it and hands it command lines; « python -m benchmarks.warm_program » is its other end. All that
differs from a run of its own: modules are imported, and engines started, once. Whoever wants an engine that has learnt
nothing says so (``fresh``).
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

ROOT = Path(__file__).resolve().parents[1]


class Ran(NamedTuple):
    """What a run of the program ended with, and printed."""

    status: int
    out: str
    err: str


class WarmProgram:
    """A process that runs the program again and again. Use it as a context manager."""

    def __init__(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", "benchmarks.warm_program"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let it go."""
        self._process.communicate()

    def run(self, folder: Path, *arguments: str, fresh: bool = False) -> Ran:
        """Run the program in a folder, with engines that were just started where they are to be ``fresh``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        question = {"folder": str(folder), "arguments": arguments, "fresh": fresh}
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        return Ran(*json.loads(self._process.stdout.readline()))


def _serve() -> None:
    """Answer questions, a line of JSON each, until there are no more."""
    from unittest.mock import patch

    from plaidoyer.cli.main import run_program
    from plaidoyer.typeset.process import Typesetter

    class Kept(Typesetter):
        """Typesetting processes that outlive a build."""

        def __exit__(self, *_: object) -> None:
            """Go on."""

    kept: dict[tuple[float, int, int], Kept] = {}

    def start(seconds: float, memory: int, jobs: int = 1) -> Kept:
        """Those that have these limits."""
        if (seconds, memory, jobs) not in kept:
            kept[seconds, memory, jobs] = Kept(seconds, memory, jobs)
        return kept[seconds, memory, jobs]

    def end() -> None:
        for one in kept.values():
            Typesetter.__exit__(one)
        kept.clear()

    def answer(folder: str, arguments: Sequence[str], *, fresh: bool) -> Ran:
        if fresh:
            end()
        os.chdir(folder)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = run_program(arguments)
            except Exception:
                status = 1
                traceback.print_exc()
        return Ran(status, out.getvalue(), err.getvalue())

    with patch("plaidoyer.typeset.process.start", start):
        for line in sys.stdin:
            print(json.dumps(answer(**json.loads(line))), flush=True)
    end()


if __name__ == "__main__":
    _serve()
