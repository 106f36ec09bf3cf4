"""The other end of ``servant``: questions on standard input, answers on standard output, until the input ends.

What libraries print goes nowhere, never between answers. It must not know what is asked.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from math import ceil
from typing import Any

from plaidoyer.workers.failures import Failure, OutOfTime, Reason

LARGEST = 128 * 1024 * 1024
"""Bytes of an answer: whoever asks holds it whole."""

_BEGUN = b"\1"


def serve(load: Callable[[], Callable[[Any], Any]]) -> None:
    """Answer with the function that ``load`` gives, once what it needs is loaded.

    Garbage is collected between questions, never within one: looking for it takes as long as setting a page. It is not
    looked for in what was loaded, or made ready with the first question: that stays. When the time of a question is
    over, OutOfTime is raised in the function, which may say where; if that does not help, within C or because somebody
    caught it, the system ends the process a little later, or whoever asked does, by the clock.
    """
    gc.disable()
    _bound("RLIMIT_CORE", 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever is interrupted waits for no answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    function = load()
    for asked in count():
        try:
            seconds, memory, question = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answers.write(_BEGUN)
        answers.flush()
        answers.write(_answer(function, question, seconds, memory))
        answers.flush()
        gc.collect()
        if not asked:
            gc.freeze()


def _answer(function: Callable[[Any], Any], question: Any, seconds: float, memory: int) -> bytes:
    """The answer, or a Failure, pickled."""
    try:
        with _limited(seconds, memory):
            data = pickle.dumps(function(question))
        if len(data) <= LARGEST:
            return data
        failure = Failure(Reason.MEMORY, f"what comes of it is larger than {LARGEST // 1024 // 1024} MB")
    except OutOfTime as error:
        failure = Failure(Reason.TIME, str(error))
    except MemoryError:
        failure = Failure(Reason.MEMORY, f"it needed more memory than it may use ({memory} MB)")
    except Exception as error:  # whatever the function raised over this question
        failure = Failure(Reason.ERROR, f"{(str(error).splitlines() or [''])[0]} ({type(error).__name__})")
    return pickle.dumps(failure)


@contextmanager
def _limited(seconds: float, memory: int) -> Iterator[None]:
    """Bound what the block takes of a processor and of memory, where the system can: Windows has the clock alone."""

    def out_of_time(*_: object) -> None:
        raise OutOfTime(f"it took longer than {seconds:g} s")

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, out_of_time)
        signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    _bound("RLIMIT_CPU", ceil(time.process_time() + seconds) + 1)
    _bound("RLIMIT_AS", memory * 1024 * 1024)
    try:
        yield
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        _bound("RLIMIT_CPU", None)
        _bound("RLIMIT_AS", None)


def _bound(name: str, value: int | None) -> None:
    """Set a limit of this process, or lift it again."""
    with suppress(ImportError, OSError, ValueError):  # macOS refuses to limit memory
        import resource

        kind = getattr(resource, name)
        _, most = resource.getrlimit(kind)
        wanted = most if value is None else value
        resource.setrlimit(kind, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
