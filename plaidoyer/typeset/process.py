"""Processes of their own for typesetting, the first started before there is anything to typeset.

WeasyPrint is slow to import; meanwhile briefs are read and composed on another core. And a page that crashes the
engine, or that it never finishes, takes its process with it and nothing else (``workers.servant``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import Self

from plaidoyer.typeset.job import Job, Rehearsal, Typeset, TypesetFailure
from plaidoyer.workers.failures import Failure
from plaidoyer.workers.servant import Servant

_Engine = Servant[Job | Rehearsal, Typeset | TypesetFailure | None]

_FEWEST = 2
"""Pages for each process, at least, for which all are started before there is one: to load the engine takes as long."""

_AHEAD: list[_Engine] = []
"""The process that was started ahead, until it is taken."""


def start(seconds: float, memory: int, jobs: int = 1) -> Typesetter:
    """Start a process and return at once; up to ``jobs`` work, each page within ``seconds`` and ``memory`` MB.

    Use it as a context manager: the processes are always reaped.
    """
    return Typesetter(seconds, memory, jobs)


@contextmanager
def ahead() -> Iterator[None]:
    """Start a process before anything else of the program is imported; within the block ``start`` finds it there."""
    _AHEAD.append(_engine())
    try:
        yield
    finally:
        while _AHEAD:
            _AHEAD.pop().end()  # nobody wanted it


class Typesetter:
    """Running typesetting processes, each started anew where a page has broken it.

    Threads may ask at once, up to ``jobs`` of them are answered at once.
    """

    jobs = 1

    def __init__(self, seconds: float, memory: int, jobs: int = 1) -> None:
        self.jobs = jobs
        self._limits = seconds, memory
        self._first = _AHEAD.pop() if _AHEAD else _engine()
        self._first.seconds, self._first.memory = seconds, memory
        self._engines = [self._first]
        self._idle = [self._first]
        self._changed = Condition()
        self._supposed: Job | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for engine in self._engines:
            engine.close()

    def typeset(self, job: Job) -> Typeset:
        """The page as a PDF; see ``pdf.typeset``. Raises TypesetFailure, and nothing else."""
        engine, begun = self._taken(job)
        try:
            answer = engine.finish() if begun else engine.ask(job)
        finally:
            self._give_back(engine)
        if isinstance(answer, Failure):
            raise TypesetFailure(f"the page cannot be typeset: {answer.message}")
        if isinstance(answer, TypesetFailure):
            raise answer
        assert answer is not None, "only a rehearsal has no answer"
        return answer

    def suppose(self, job: Job) -> None:
        """Begin with a page that is likely to be asked for next, and return at once; nothing else is asked meanwhile.

        ``typeset``, asked for this very page, has its answer; asked for another, it may wait until this one is done.
        """
        self._supposed = job
        self._first.begin(job)

    def expect(self, pages: int) -> None:
        """Start the processes that so many pages are shared between, where each has several; return at once."""
        if self.jobs > 1 and pages >= _FEWEST * self.jobs:
            with self._changed:
                while len(self._engines) < self.jobs:
                    self._engines.append(_engine(*self._limits))
                    self._idle.insert(0, self._engines[-1])

    def rehearse(self, stylesheets: Sequence[Path], assets_root: Path, fontconfig: Path) -> None:
        """Have the styles and typefaces of pages to come made ready, while they are composed here; return at once."""
        self._first.begin(Rehearsal(tuple(stylesheets), assets_root, fontconfig))

    def _taken(self, job: Job) -> tuple[_Engine, bool]:
        """A process that nobody else asks until it is given back, and whether it has begun with this job."""
        with self._changed:
            if job == self._supposed:
                self._supposed = None
                self._idle.remove(self._first)
                return self._first, True
            while True:
                # One that is at a page that is likely to be asked for is taken last.
                free = [one for one in self._idle if self._supposed is None or one is not self._first]
                if not free and len(self._engines) < self.jobs:
                    self._engines.append(_engine(*self._limits))
                    return self._engines[-1], False
                if free or self._idle:
                    engine = (free or self._idle)[-1]
                    self._supposed = None if engine is self._first else self._supposed
                    self._idle.remove(engine)
                    return engine, False
                self._changed.wait()

    def _give_back(self, engine: _Engine) -> None:
        with self._changed:
            self._idle.append(engine)
            self._changed.notify()


def _engine(seconds: float = 0, memory: int = 0) -> _Engine:
    engine = _Engine("plaidoyer.typeset.serve", seconds, memory)
    engine.start()
    return engine
