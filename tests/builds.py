"""Builds the same campaign several times in one process, each time elsewhere and otherwise: for ``test_same_bytes``.

``python -m tests.builds`` takes JSON on standard input: a list of builds, each with its ``folder``, the ``slugs`` in
the order of the command line, and variables of the environment. It prints the SHA-256 of each output, build by build.
Pages are typeset in this process, by what the program's own process does it with: it is started once, not for each.
"""

from __future__ import annotations

import gc
import hashlib
import json
import locale
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from plaidoyer.cli import main
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.pdf import typeset
from plaidoyer.typeset.process import Typesetter


class Here(Typesetter):
    """A typesetter that needs no process of its own."""

    def __init__(self, *_: object) -> None:
        """Start nothing."""

    def __exit__(self, *_: object) -> None:
        """There is nothing to end."""

    def typeset(self, job: Job) -> Typeset:
        """The page as a PDF, at once."""
        return typeset(job)

    def suppose(self, *_: object) -> None:
        """Wait until it is known."""

    def rehearse(self, *_: object) -> None:
        """Wait for the page."""


def build(folder: str, slugs: list[str], environment: dict[str, str]) -> dict[str, str]:
    """The SHA-256 of each output but the manifest, by its path."""
    os.environ.update(environment)
    time.tzset()
    with suppress(locale.Error):  # not every machine has every language
        locale.setlocale(locale.LC_ALL, "")
    os.chdir(folder)
    sys.stdout = sys.stderr
    status = main.run_program(["build", "--force", "--final", *slugs])
    sys.stdout = sys.__stdout__
    if status:
        sys.exit(f"status {status}")
    dist = Path(folder) / "dist"
    return {
        path.relative_to(dist).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(dist.rglob("*"))
        if path.suffix in (".pdf", ".txt")
    }


if __name__ == "__main__":
    gc.disable()  # as where pages are set: looking for garbage takes as long as that
    with patch("plaidoyer.typeset.process.start", Here):
        found = [build(**one) for one in json.load(sys.stdin)]
    json.dump(found, sys.stdout)
