"""What a servant is asked to do in tests: its process imports this, and nothing of pytest."""

import os
import signal
import time
from itertools import count

from plaidoyer.workers.failures import OutOfTime
from plaidoyer.workers.service import serve
from tests.workers.chores import chore

_COUNT = count(1)


def errand(name: str) -> object:
    """Do what ``name`` says; most of it is never finished."""
    match name:
        case "go on":
            while True:
                pass
        case "go on in C":
            return len(str(7 ** (10**9)))
        case "go on all the same":
            while True:
                try:
                    errand("go on")
                except OutOfTime:
                    continue
        case "be stopped by the system":
            os.kill(os.getpid(), signal.SIGXCPU)
        case "nest":
            return errand(name)
        case "bring much":
            return bytes(129 * 1024 * 1024)
        case "be slow":
            time.sleep(1)
        case "nothing":
            return None
        case "count":
            return next(_COUNT)
    return chore(name)


def main() -> None:
    """Serve until the input ends."""
    serve(lambda: errand)
