"""Work on many items in processes of their own, each with limits of time and memory.

What an item breaks, it breaks alone: a function that hangs, dies or swallows memory over one item gives a Failure for
that item, and the others go on. It must not know what the work is. Pebble keeps the processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeVar

from plaidoyer.workers.failures import Failure as Failure
from plaidoyer.workers.failures import Reason as Reason

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_AHEAD = 4
"""How many items wait for each worker: enough to keep it at work, few enough to be held in memory twice."""


def run(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    jobs: int,
    seconds: float,
    memory: int,
    preload: Sequence[str] = (),
) -> Generator[tuple[_Item, _Result | Failure], None, None]:
    """Each item with what ``function`` gives for it, or its Failure, in the order of the items.

    ``function`` is one of a module, and items and results can be pickled. At most ``jobs`` processes work; each item
    has ``seconds``, each process ``memory`` bytes of address space, where the system can limit it. ``preload`` names
    modules to be imported once for all processes. No process is left behind, however the loop over the results ends.

    A program calls this below ``if __name__ == "__main__"``, as multiprocessing asks.
    """
    todo = list(items)
    done = 0
    try:
        for answer in _in_one_pool(function, todo, max(1, min(jobs, len(todo))), seconds, memory, preload):
            yield todo[done], answer
            done += 1
    except BrokenProcessPool:  # a process ended before Pebble knew at what: each item is given a pool of its own
        for item in todo[done:]:
            try:
                [answer] = _in_one_pool(function, [item], 1, seconds, memory, preload)
            except BrokenProcessPool:
                answer = Failure(Reason.CRASH, "the process at work ended unexpectedly")
            yield item, answer


def _in_one_pool(
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    jobs: int,
    seconds: float,
    memory: int,
    preload: Sequence[str],
) -> Iterator[_Result | Failure]:
    with _pool(jobs, memory, preload) as pool:
        waiting: deque[Future[Any]] = deque()
        left = iter(items)
        while True:
            for item in islice(left, _AHEAD * jobs - len(waiting)):
                waiting.append(pool.schedule(function, args=(item,), timeout=seconds))
            if not waiting:
                return
            yield _answer(waiting.popleft(), seconds)


def _answer(future: Future[_Result], seconds: float) -> _Result | Failure:
    from pebble import ProcessExpired

    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except TimeoutError:
        return Failure(Reason.TIME, f"it took longer than {seconds:g} s")
    except MemoryError:
        return Failure(Reason.MEMORY, "it needed more memory than it may use")
    except ProcessExpired as error:
        return Failure(Reason.CRASH, f"the process at work ended unexpectedly (status {error.exitcode})")
    except Exception as error:  # whatever the function raised over this item
        return Failure(Reason.ERROR, f"{type(error).__name__}: {error}")


@contextmanager
def _pool(jobs: int, memory: int, preload: Sequence[str]) -> Iterator[Any]:
    """A pool whose processes are all ended with the block, at once.

    Processes are forked from a server that is clean of this program's threads and has imported ``preload`` already, so
    that a new one costs milliseconds; systems without that start them anew.
    """
    # Slow to import, and most runs find all their work done.
    from pebble import ProcessPool

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(list(preload))
    pool: Any = ProcessPool(jobs, initializer=_limit, initargs=(memory,), context=context)
    try:
        yield pool
    finally:
        pool.stop()
        pool.join()


def _limit(memory: int) -> None:
    """Set the limits of this process: run once in each."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # C code that never returns would not let Python answer
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what libraries print must not stand between the lines of a report
        os.dup2(nowhere, stream)
    with suppress(ImportError):  # Windows
        import resource

        for limit, value in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory)):
            with suppress(OSError, ValueError):  # macOS refuses the second
                resource.setrlimit(limit, (value, value))
