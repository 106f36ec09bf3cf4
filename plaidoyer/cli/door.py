"""The door of the installed command and of ``build.py``: the engine is started, then the command line imported.

It knows nothing of commands but which of them typeset.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from plaidoyer.typeset import process


def main() -> None:
    """Run the program with the arguments of this process, and end it with the program's status."""
    gc.set_threshold(100_000, 20, 20)  # what is read is kept to the end: to look for garbage in it costs a fifth
    with process.ahead() if _typesets(sys.argv[1:]) else nullcontext():
        from plaidoyer.cli.main import run_program

        status = run_program(sys.argv[1:])
    gc.freeze()  # nor is it looked through once more before it is all dropped
    sys.exit(status)


def _typesets(arguments: Sequence[str]) -> bool:
    """Whether a command line, not yet parsed, looks like one that typesets. A mistake costs a process, nothing else."""
    if "verify" in arguments or "--layout" in arguments:
        return True
    builds = not arguments or ("build" in arguments and "html" not in arguments)
    return builds and ("--force" in arguments or not _built_before(arguments))


def _built_before(arguments: Sequence[str]) -> bool:
    """Whether there is something to compare a build with: it is likely that there is little to do, or nothing."""
    at = arguments.index("-C") + 1 if "-C" in arguments else len(arguments)
    folder = Path(*arguments[at : at + 1]).absolute()
    return any((one / ".plaidoyer" / "checked.state").is_file() for one in (folder, *folder.parents))
