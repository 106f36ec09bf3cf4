"""The door of the installed command and of ``build.py``: what takes long is begun, then the command line imported.

It knows nothing of commands but which of them typeset.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from plaidoyer.workers.digests import looking


def main() -> None:
    """Run the program with the arguments of this process, and end it with the program's status."""
    gc.set_threshold(100_000, 20, 20)  # what is read is kept to the end: to look for garbage in it costs a fifth
    with _ahead(sys.argv[1:]):
        from plaidoyer.cli.main import run_program

        status = run_program(sys.argv[1:])
    gc.freeze()  # nor is it looked through once more before it is all dropped
    sys.exit(status)


def _ahead(arguments: Sequence[str]) -> AbstractContextManager[None]:
    """What can be begun while the command line is imported: the engine, or looking at what may have changed.

    A mistake costs a process, nothing else.
    """
    if _typesets(arguments):
        from plaidoyer.typeset.process import ahead

        return ahead()
    repeats = not arguments or "build" in arguments or "check" in arguments
    campaign = _built_before(arguments) if repeats else None
    return looking([(str(campaign / "sources"), "sources")]) if campaign else nullcontext()


def _typesets(arguments: Sequence[str]) -> bool:
    """Whether a command line, not yet parsed, looks like one that typesets."""
    if "verify" in arguments or "--layout" in arguments:
        return True
    builds = not arguments or ("build" in arguments and "html" not in arguments)
    return builds and ("--force" in arguments or not _built_before(arguments))


def _built_before(arguments: Sequence[str]) -> Path | None:
    """The campaign, if something was built in it: it is likely that there is little to do now, or nothing."""
    at = arguments.index("-C") + 1 if "-C" in arguments else len(arguments)
    folder = Path(*arguments[at : at + 1]).absolute()
    return next((one for one in (folder, *folder.parents) if (one / ".plaidoyer" / "checked.state").is_file()), None)
