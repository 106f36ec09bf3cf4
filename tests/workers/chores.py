"""What the processes of a pool are asked to do in tests: they import this, and nothing of pytest."""

import ctypes
import os
import signal
import time
from pathlib import Path


def chore(name: str) -> str:
    """Do what ``name`` says; most of it is never finished."""
    match name:
        case "sleep":
            time.sleep(600)
        case "sleep in C":
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
            time.sleep(600)
        case "swallow memory":
            return str(len(bytearray(1 << 40)))
        case "crash":
            ctypes.string_at(0)
        case "be killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(4)
        case "raise":
            raise ValueError("this one is bad")
        case "print":
            os.write(1, b"noise")
            os.write(2, b"noise")
    return f"{name} done"


def leave_a_mark(folder: Path) -> int:
    """Write this process's id into ``folder``, then hang."""
    (folder / str(os.getpid())).touch()
    time.sleep(600)
    return 0
