"""Works → formatted citations, by one Pandoc process for a whole build.

Pandoc's citeproc is called once a work, with that work's sources and language alone: as one document, the
second brief's first note would read « ibid. » and year suffixes would leak. Requests and answers are lines
of JSON on the process's standard streams. The process is started early, so that it comes up while something
else is imported. The bundled program is found beside its package without importing that: ``import
pypandoc`` costs 0.1 s, as much as Pandoc needs to start.

What Pandoc sees is bounded: the style's text as a data address, so that it opens no file and no address,
no metadata of an author's, an empty environment (a user's ``init.lua`` and data folder stay out), a limit
of time for each work and of memory. A work that breaks a limit fails alone: the next goes to a new process.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from os import devnull
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any, Self

from plaidoyer.citations.messages import formatted, request
from plaidoyer.citations.styles import InvalidStyle, Style, read_style
from plaidoyer.citations.works import CitationFailure, Formatted, Work
from plaidoyer.workers.watch import dismiss, end, watched

SECONDS = 30.0
"""The longest that the citations of one work may take; a thousand sources take two seconds."""

MEGABYTES = 512
"""The most memory that the process may use for its values."""

_TIDYING = 1.0
"""Seconds for Pandoc to go by itself; some thousandths are enough where it has started."""

_HEAP_EXHAUSTED = 251  # exit status of GHC's run-time system


def start(seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Process:
    """Start the process and return at once. Use it as a context manager: it is always reaped.

    Raises nothing where Pandoc is missing: each work then fails with words that say so.
    """
    return Process(seconds, megabytes)


class Process:
    """A running Pandoc, started anew after a work has broken it."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        """Start it, with its limits for one work in seconds and for all in megabytes."""
        self._seconds = seconds
        self._megabytes = megabytes
        self._running = self._start()
        self._styles: dict[tuple[Path, bytes], Style | CitationFailure] = {}
        self._answers: dict[bytes, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let it go: Pandoc takes a file away that it has in the folder for temporary files."""
        running, self._running = self._running, None
        if running is not None:
            dismiss(running, _TIDYING)

    def format(self, works: Sequence[Work]) -> tuple[Formatted | CitationFailure, ...]:
        """The citations of each work, or why it has none. A work that fails leaves the others alone."""
        return tuple(self._format(work, self._style(work.style)) for work in works)

    def _style(self, path: Path) -> Style | CitationFailure:
        """The style in a file, read once for as long as the file is the same."""
        key = path, path.read_bytes() if path.is_file() else b""
        if key not in self._styles:
            self._styles[key] = _read(path)
        return self._styles[key]

    def _format(self, work: Work, style: Style | CitationFailure) -> Formatted | CitationFailure:
        if isinstance(style, CitationFailure):
            return style
        answer = self._answered(json.dumps(request(work, style)).encode())
        if isinstance(answer, CitationFailure):
            return answer
        if "error" in answer:
            reason = " ".join(str(answer["error"]).partition("stack traceback:")[0].split())
            return CitationFailure(f"the citation style « {work.style.name} » cannot be used: {reason}")
        return formatted(work, style, json.loads(answer["document"]))

    def _answered(self, question: bytes) -> dict[str, Any] | CitationFailure:
        """The answer to a request; one that was asked before has the same answer."""
        key = hashlib.sha256(question).digest()
        if known := self._answers.get(key):
            return known
        answer = self._ask(question)
        if isinstance(answer, dict):
            self._answers[key] = answer
        return answer

    def _ask(self, question: bytes) -> dict[str, Any] | CitationFailure:
        """Send one request and wait for its answer, no longer than the limit."""
        running = self._running = self._running or self._start()
        if running is None:
            return CitationFailure("citations cannot be formatted: Pandoc (package « pypandoc_binary ») does not start")
        assert running.stdin is not None
        assert running.stdout is not None
        with watched(running, self._seconds) as expired:
            with suppress(BrokenPipeError):  # it ended before it had read all: then there is no answer either
                running.stdin.write(question + b"\n")
                running.stdin.flush()
            line = running.stdout.readline()
            status = None if line.endswith(b"\n") else running.wait()
        if status is not None or expired.is_set():
            self._stop()
        if status is None:
            answer: dict[str, Any] = json.loads(line)
            return answer
        if expired.is_set():
            return CitationFailure(f"the citations of this brief took longer than {self._seconds:g} s to format")
        if status == _HEAP_EXHAUSTED:
            return CitationFailure(f"the citations of this brief took more than {self._megabytes} MB to format")
        return CitationFailure(f"the citation processor ended unexpectedly, with status {status}")

    def _start(self) -> Popen[bytes] | None:
        limit = ["+RTS", f"-M{self._megabytes}m", "-RTS"]
        script = Path(__file__).with_name("pandoc.lua")
        nowhere = {"HOME": devnull, "XDG_DATA_HOME": devnull, "LC_ALL": "C.UTF-8"}
        try:
            return Popen([_pandoc(), *limit, "lua", "-E", script], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=nowhere)
        except OSError:
            return None

    def _stop(self) -> None:
        """End the process, whatever it is at, and reap it."""
        running, self._running = self._running, None
        if running is not None:
            end(running)


def _pandoc() -> Path:
    """The program that the ``pypandoc_binary`` package brings. Raises FileNotFoundError."""
    spec = find_spec("pypandoc")
    for folder in (spec and spec.submodule_search_locations) or ():
        if (program := Path(folder, "files", "pandoc")).is_file():
            return program
    raise FileNotFoundError("pandoc")


def _read(path: Path) -> Style | CitationFailure:
    try:
        return read_style(path)
    except InvalidStyle as error:
        return CitationFailure(str(error))
