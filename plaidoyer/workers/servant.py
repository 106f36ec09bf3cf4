"""A process of our own that answers questions, one at a time, each within limits of time and memory.

It is started when it is needed, or ahead; and anew for the next question where one has broken it. What hangs, dies or
swallows memory over one question gives a Failure for that question, and for no other. It must not know what is asked.
The other end is ``service``. Questions and answers are pickled: both ends are ours.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections import defaultdict, deque
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Generic, Self, TypeVar

from plaidoyer.workers.failures import Failure, Reason
from plaidoyer.workers.watch import end, watched

_Question = TypeVar("_Question")
_Answer = TypeVar("_Answer")

_SLACK = 30.0
"""Seconds by the clock that a question may take besides those of a processor: on a busy machine it waits for one."""

_STARTING = 120.0
"""Seconds by the clock until a process has loaded what it needs and takes its first question."""

_ATTEMPTS = 2
"""How often a question is sent that no process took: one that ends while it waits has not ended over the question."""

_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 1000)
"""The status of a process that the system has ended because it went on; none, where it ends none."""

_PIPE = 1024 * 1024
"""Bytes that may wait to be read, where the system lets us say: a page and its PDF hold up neither side."""

_PACKAGE = Path(__file__).parents[2]


class Servant(Generic[_Question, _Answer]):
    """A process that runs ``main`` of a module of ours, which calls ``service.serve``.

    ``seconds`` (of a processor) and ``memory`` (MB of address space) bound each question. Use it as a context manager:
    the process is always reaped. In a copy of the process that made it (``forks``) it starts another for that copy.
    """

    def __init__(self, module: str, seconds: float, memory: int) -> None:
        """Take the name of the module; nothing is started yet."""
        self.seconds = seconds
        self.memory = memory
        self._module = module
        self._processes: dict[int, Popen[bytes] | None] = {}
        self._questions: defaultdict[int, deque[_Question]] = defaultdict(deque)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _running(self) -> Popen[bytes] | None:
        """The process that was started by this one; a copy of this one knows of it and must leave it alone."""
        return self._processes.get(os.getpid())

    @_running.setter
    def _running(self, process: Popen[bytes] | None) -> None:
        self._processes[os.getpid()] = process

    @property
    def _waiting(self) -> deque[_Question]:
        """What this process has begun with, and no answer was read for."""
        return self._questions[os.getpid()]

    def start(self) -> None:
        """Start the process and return at once, so that it has loaded what it needs by the first question."""
        if not self._closed:
            self._running = self._running or _start(self._module)

    def close(self) -> None:
        """End the process for good; a thread that waits for an answer waits no longer."""
        self._closed = True
        self._stop()

    def end(self) -> int:
        """End the process, where there is one, and return its exit status. What was begun is lost."""
        self._waiting.clear()
        return self._stop()

    def begin(self, question: _Question) -> None:
        """Have a question looked into, and return at once: ``finish`` gives the answer, unless another is asked."""
        self._waiting.append(question)
        self._send(question)

    def finish(self) -> _Answer | Failure:
        """The answer to what was begun last."""
        while True:
            answer = self._next()
            if not self._waiting:
                return answer

    def ask(self, question: _Question) -> _Answer | Failure:
        """The answer to a question; those begun before are done first, and their answers dropped."""
        if self._waiting:
            self.finish()
        self.begin(question)
        return self.finish()

    def _next(self) -> _Answer | Failure:
        """The answer to the question that waits longest, which then waits no more."""
        answer: _Answer | Failure = Failure(Reason.CRASH, "no process could be started for it")
        for _ in range(_ATTEMPTS):
            if self._taken():
                answer = self._answer()
                break
        self._waiting.popleft()
        if isinstance(answer, Failure):  # it may be out of breath: the others are for a fresh one
            self._again()
        return answer

    def _taken(self) -> bool:
        """Wait until the process begins with a question; where it ends before, there is a fresh one."""
        self.start()
        running = self._running
        if running is None:  # closed
            return False
        assert running.stdout is not None
        with watched(running, _STARTING):
            taken = bool(running.stdout.read(1))
        if not taken:
            self._again()
        return taken

    def _answer(self) -> _Answer | Failure:
        """What the process answers to the question that it has begun with."""
        assert self._running is not None
        assert self._running.stdout is not None
        status = 0
        with watched(self._running, self.seconds + _SLACK) as expired:
            try:
                answer: _Answer | Failure = pickle.load(self._running.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):  # it ended meanwhile
                status = self._stop()
                answer = Failure(Reason.CRASH, f"the process at work ended unexpectedly (status {status})")
        if expired.is_set() or status == _OUT_OF_TIME:
            return Failure(Reason.TIME, f"it took longer than {self.seconds:g} s")
        return answer

    def _again(self) -> None:
        """End the process; where questions wait, send them to a fresh one."""
        self._stop()
        for question in self._waiting:
            self._send(question)

    def _send(self, question: _Question) -> None:
        self.start()
        running = self._running
        if running is None:  # closed
            return
        assert running.stdin is not None
        with watched(running, self.seconds + _SLACK), suppress(OSError):  # it has ended: it takes no question
            pickle.dump((self.seconds, self.memory, question), running.stdin)
            running.stdin.flush()

    def _stop(self) -> int:
        running, self._running = self._running, None
        return end(running) if running else 0


def _start(module: str) -> Popen[bytes]:
    # -P: nothing is imported from the folder that somebody works in. Last, the checkout, where nothing is installed.
    code = f"import sys; sys.path.append({str(_PACKAGE)!r}); from {module} import main; main()"
    command = [sys.executable, "-P", "-c", code]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, pipesize=_PIPE)
