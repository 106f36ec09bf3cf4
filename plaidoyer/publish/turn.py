"""One at a time: what writes outputs and state of a campaign waits for another that does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plaidoyer.publish.state import FOLDER

_NAME = "lock"


@contextmanager
def turn(root: Path, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the turn of the campaign ``root`` within the block; call ``waiting``, then wait, where another has it.

    The system gives it back when a process ends, however it ends. Where no file can be locked (a folder that nobody
    may write to, a system that cannot) there is no turn to wait for, and nothing is written that others could break.
    """
    handle = _opened(root / FOLDER)
    try:
        if handle is not None:
            _take(handle, waiting)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        folder.mkdir(exist_ok=True)
        return os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError:
        return None


def _take(handle: int, waiting: Callable[[], object]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # some network file systems
        return
