"""The same work on many items, shared between copies of this process.

For work whose items would be slower to send than to do: a copy has all that this process knows, and only results are
sent back. It is safe code of ours alone that may run so: there is no limit of time or memory (``pool`` has them).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FEWEST = 8
"""With fewer items for each process, to copy it costs more than it gains."""


def cores() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(function: Callable[[_Item], _Result], items: Sequence[_Item], jobs: int) -> list[_Result]:
    """What ``function`` gives for each item, in the order of the items; by up to ``jobs`` processes at once.

    Results can be pickled. What ``function`` raises is raised here, that of the first item that fails. A copy that is
    killed leaves its items to this process.
    """
    count = min(jobs, len(items) // FEWEST)
    if count < 2 or sys.platform != "linux":  # elsewhere system libraries do not take copies well
        return [function(item) for item in items]
    context = multiprocessing.get_context("fork")
    gc.freeze()  # or the first collection in a copy would touch, and so copy, every page of memory
    copies = []
    try:
        for number in range(1, count):
            here, there = context.Pipe(duplex=False)
            copy = context.Process(target=_work, args=(there, function, items[number::count]), daemon=True)
            copy.start()
            there.close()
            copies.append((here, copy))
        shares = [[function(item) for item in items[::count]]]
        for number, (here, _) in enumerate(copies, 1):
            answer = _received(here)
            shares.append([function(item) for item in items[number::count]] if answer is None else answer)
    finally:
        gc.unfreeze()
        for here, copy in copies:
            copy.terminate()
            copy.join()
            here.close()
    return [shares[at % count][at // count] for at in range(len(items))]


def _received(here: Connection) -> list[Any] | None:
    """What a copy sends; None where it failed or was killed."""
    try:
        answer: list[Any] | None = here.recv()
    except EOFError:
        return None
    return answer


def _work(there: Connection, function: Callable[[_Item], _Result], items: Sequence[_Item]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts interrupts this process's parent
    try:
        answer: list[_Result] | None = [function(item) for item in items]
    except Exception:  # it will be met again, where somebody can say what it means
        answer = None
    there.send(answer)
    there.close()
