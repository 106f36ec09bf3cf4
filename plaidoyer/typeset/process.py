"""A process of its own for typesetting, started before there is anything to typeset.

WeasyPrint is slow to import; meanwhile briefs are read and composed on another core. And a page that crashes the
engine, or that it never finishes, takes this process with it and nothing else (``workers.servant``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from plaidoyer.typeset.job import Job, Rehearsal, Typeset, TypesetFailure
from plaidoyer.workers.failures import Failure
from plaidoyer.workers.servant import Servant

_Engine = Servant[Job | Rehearsal, Typeset | TypesetFailure | None]

_AHEAD: list[_Engine] = []
"""The process that was started ahead, until it is taken."""


def start(seconds: float, memory: int) -> Typesetter:
    """Start the process and return at once; each page may take ``seconds`` of a processor and ``memory`` MB.

    Use it as a context manager: the process is always reaped.
    """
    return Typesetter(seconds, memory)


@contextmanager
def ahead() -> Iterator[None]:
    """Start the process before anything else of the program is imported; within the block ``start`` finds it there."""
    _AHEAD.append(_engine())
    try:
        yield
    finally:
        while _AHEAD:
            _AHEAD.pop().end()  # nobody wanted it


class Typesetter:
    """A running typesetting process, started anew where a page has broken it."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._engine = _AHEAD.pop() if _AHEAD else _engine()
        self._engine.seconds, self._engine.memory = seconds, memory
        self._supposed: Job | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.end()

    def typeset(self, job: Job) -> Typeset:
        """The page as a PDF; see ``pdf.typeset``. Raises TypesetFailure, and nothing else."""
        supposed, self._supposed = self._supposed, None
        answer = self._engine.finish() if supposed == job else self._engine.ask(job)
        if isinstance(answer, Failure):
            raise TypesetFailure(f"the page cannot be typeset: {answer.message}")
        if isinstance(answer, TypesetFailure):
            raise answer
        assert answer is not None, "only a rehearsal has no answer"
        return answer

    def suppose(self, job: Job) -> None:
        """Begin with a page that is likely to be asked for next, and return at once.

        ``typeset``, asked for this very page, has its answer; asked for another, it waits until this one is done.
        """
        self._supposed = job
        self._engine.begin(job)

    def rehearse(self, stylesheets: Sequence[Path], assets_root: Path, fontconfig: Path) -> None:
        """Have the styles and typefaces of pages to come made ready, while they are composed here; return at once."""
        self._engine.begin(Rehearsal(tuple(stylesheets), assets_root, fontconfig))


def _engine() -> _Engine:
    engine = _Engine("plaidoyer.typeset.serve", 0, 0)
    engine.start()
    return engine
