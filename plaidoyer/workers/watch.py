"""A limit of time for what a process is asked, and an end for every process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from subprocess import Popen, TimeoutExpired
from threading import Event, Timer


@contextmanager
def watched(process: Popen[bytes], seconds: float) -> Iterator[Event]:
    """Kill ``process`` if the block takes longer than ``seconds``; the event tells whether it did.

    After the block it is known whether time was up, and no thread is left.
    """
    expired = Event()

    def expire() -> None:
        expired.set()
        process.kill()

    timer = Timer(seconds, expire)
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        timer.join()


def dismiss(process: Popen[bytes], seconds: float) -> int:
    """Let a process go that has nothing to do, by closing its input, so that it can tidy up; its exit status.

    It is ended where it does not go within ``seconds``.
    """
    with suppress(OSError, TimeoutExpired):
        if process.stdin is not None:
            process.stdin.close()
        process.wait(seconds)
    return end(process)


def end(process: Popen[bytes]) -> int:
    """End a process, whatever it is at, and reap it; its exit status."""
    process.kill()
    with suppress(BrokenPipeError), process:  # closes the streams, losing what was not yet sent, and waits
        pass
    return process.wait()
