"""A process of its own for typesetting, started before there is anything to typeset.

WeasyPrint is slow to import; meanwhile briefs are read and composed on another core. And a page
that crashes the engine, or that it never finishes, takes this process with it and nothing else: it is
started anew for the next page. Jobs and answers go over its standard streams, pickled: both ends are ours.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Self

from plaidoyer.typeset.job import Job, Rehearsal, Typeset, TypesetFailure
from plaidoyer.workers.watch import end, watched

SECONDS = 120.0
"""The longest that the pages of one brief may take."""

_PIPE = 1024 * 1024
"""Bytes that may wait to be read, where the system lets us say: a page and its PDF hold up neither side."""

_AHEAD: list[Popen[bytes]] = []
"""The process that was started ahead, until it is taken."""

_PACKAGE = Path(__file__).parents[2]


def start(seconds: float = SECONDS) -> Typesetter:
    """Start the process and return at once. Use it as a context manager: it is always reaped."""
    return Typesetter(seconds)


@contextmanager
def ahead() -> Iterator[None]:
    """Start the process before anything else of the program is imported; within the block ``start`` finds it there."""
    _AHEAD.append(_start())
    try:
        yield
    finally:
        while _AHEAD:
            end(_AHEAD.pop())  # nobody wanted it


class Typesetter:
    """A running typesetting process, started anew where a page has broken it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: Popen[bytes] | None = _AHEAD.pop() if _AHEAD else _start()
        self._supposed: Job | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def typeset(self, job: Job) -> Typeset:
        """The page as a PDF; see ``pdf.typeset``. Raises TypesetFailure, and nothing else."""
        supposed, self._supposed = self._supposed, None
        if supposed is not None and supposed != job:
            self._ask()  # nobody wants it
        answer = self._ask() if supposed == job else self._ask(job)
        if isinstance(answer, str):
            raise TypesetFailure(answer)
        return answer

    def suppose(self, job: Job) -> None:
        """Begin with a page that is likely to be asked for next, and return at once.

        ``typeset``, asked for this very page, has its answer; asked for another, it waits until this one is done.
        """
        self._supposed = job
        self._send(job)

    def rehearse(self, stylesheets: Sequence[Path], assets_root: Path, fontconfig: Path) -> None:
        """Have the styles and typefaces of pages to come made ready, while they are composed here; return at once."""
        self._send(Rehearsal(tuple(stylesheets), assets_root, fontconfig))

    def _send(self, message: Job | Rehearsal) -> None:
        running = self._running = self._running or _start()
        with watched(running, self._seconds), suppress(OSError):  # it has ended: its answer will be missed
            _put(running, message)

    def _ask(self, job: Job | None = None) -> Typeset | str:
        """The answer to ``job``, or to the one that was sent before."""
        running = self._running = self._running or _start()
        assert running.stdout is not None
        with watched(running, self._seconds) as expired:
            try:
                if job is not None:
                    _put(running, job)
                answer = pickle.load(running.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):  # it ended meanwhile
                answer = None
        if expired.is_set() or answer is None:
            status = self._stop()
            if expired.is_set():
                return f"the page took longer than {self._seconds:g} s to typeset"
            return f"the typesetting process ended unexpectedly (status {status})"
        return answer if isinstance(answer, Typeset) else str(answer)

    def _stop(self) -> int:
        """End the process, where there is one, and return its exit status."""
        running, self._running = self._running, None
        return end(running) if running else 0


def _start() -> Popen[bytes]:
    # -P: nothing is imported from the folder that somebody works in. Last, the checkout, where nothing is installed.
    code = f"import sys; sys.path.append({str(_PACKAGE)!r}); from plaidoyer.typeset.serve import main; main()"
    command = [sys.executable, "-P", "-c", code]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, pipesize=_PIPE)


def _put(running: Popen[bytes], message: Job | Rehearsal) -> None:
    assert running.stdin is not None
    pickle.dump(message, running.stdin)
    running.stdin.flush()
