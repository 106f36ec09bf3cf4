"""Captures: whether each saved copy is there and is the one that its record describes, and what can be read in it.

Copies may be hostile, and private. Bytes of HTML and PDF are parsed in processes that can be killed, with limits of
size, time and memory; what was read is kept by SHA-256 and the extractor's version. This module must not know
passages, and makes no findings.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.copies import texts
from plaidoyer.evidence.copies.extract import Unreadable, extract, extractors, kind_of, modules, version
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.copies.signs import ENOUGH
from plaidoyer.records.files import is_within
from plaidoyer.records.sources import Capture
from plaidoyer.workers import pool

LARGEST = 64 * 1024 * 1024
"""Bytes of a copy: a PDF of a thousand scanned pages has some 50 MB; pages and reports have less than 10."""

SECONDS = 120.0
"""For one reading. A thousand dense pages of PDF take pdfium some 25 s, 10 MB of HTML trafilatura 10 s, of a core."""

MEMORY = 2 * 1024**3
"""Bytes of address space for one process: the parsers' tree of 10 MB of HTML takes some 500 MB, libraries 300 MB."""

Announce = Callable[[str, int, int], None]
"""Told of each copy that had to be read: its file, how many are done, of how many."""

_FOLDER = "sources"
_HARMLESS = "plain"


class State(StrEnum):
    """What was found where a record says that its copy is."""

    PRESENT = "present"
    CHANGED = "changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class Copy(Struct, frozen=True):
    """A capture as it was found.

    ``kind`` (``html``, ``pdf``, ``text``) and the ``sha256`` that it really has are known of a copy that is PRESENT or
    CHANGED; ``problem``, a sentence, and ``hint`` of one that is UNREADABLE.
    """

    capture: Capture
    state: State
    kind: str = ""
    sha256: str = ""
    problem: str = ""
    hint: str = ""


def look(root: Path, captures: Iterable[Capture]) -> Mapping[Capture, Copy]:
    """Each capture of the campaign at ``root`` as it is found; a file that several records name is looked at once."""
    wanted = tuple(captures)
    files = {file: _inspected(root, file) for file in dict.fromkeys(capture.file for capture in wanted)}
    return {capture: _copy(capture, files[capture.file]) for capture in wanted}


def read(
    root: Path, copies: Iterable[Copy], trial: int, cache: Path, jobs: int, announce: Announce
) -> Mapping[str, Reading | Unreadable]:
    """What the extractor number ``trial``, from 0, of its kind reads in each copy, by the copy's SHA-256.

    Copies whose kind has fewer extractors, and those that are missing or unreadable, are left out. ``cache`` is a
    folder, which may not exist and need not be writable. At most ``jobs`` processes work; ``announce`` is told of each
    copy that was not known yet.
    """
    wanted = {
        copy.sha256: _Task(root / _FOLDER / copy.capture.file, copy.sha256, extractors(copy.kind)[trial])
        for copy in copies
        if copy.sha256 and trial < len(extractors(copy.kind))
    }
    found: dict[str, Reading | Unreadable] = {}
    for sha256, task in wanted.items():
        if (known := texts.load(cache, sha256, version(task.extractor))) is not None:
            found[sha256] = known
    unknown = [task for sha256, task in wanted.items() if sha256 not in found]
    for number, (task, answer) in enumerate(_worked(unknown, jobs), 1):
        if isinstance(answer, pool.Failure):
            found[task.sha256] = _given_up(answer)
        else:
            found[task.sha256] = answer
            if not isinstance(answer, _Vanished):
                texts.keep(cache, task.sha256, version(task.extractor), answer)
        announce(task.path.name, number, len(unknown))
    return found


def reading(root: Path, capture: str, sha256: str, wanted: str, cache: Path) -> Reading | None:
    """What the extractor of the version ``wanted`` reads in one copy; None where it is not here any more."""
    known = texts.load(cache, sha256, wanted)
    if isinstance(known, Reading):
        return known
    found = _inspected(root, capture)
    if found.sha256 != sha256:
        return None
    for trial, extractor in enumerate(extractors(found.kind)):
        if version(extractor) == wanted:
            place = Span(capture)
            copy = Copy(Capture(capture, sha256, None, False, place, {}), State.PRESENT, found.kind, sha256)
            answer = read(root, (copy,), trial, cache, 1, lambda *_: None)[sha256]
            return answer if isinstance(answer, Reading) else None
    return None


def picture(root: Path, capture: str, sha256: str, page: int) -> bytes | None:
    """A page, from 1, of a copy that is a PDF, as PNG; None where it is not here any more, or cannot be drawn."""
    found = _inspected(root, capture)
    if (found.kind, found.sha256) != ("pdf", sha256):
        return None
    task = _Drawing(root / _FOLDER / capture, sha256, page)
    ((_, answer),) = pool.run(_draw, (task,), jobs=1, seconds=SECONDS, memory=MEMORY, preload=("pypdfium2",))
    return answer if isinstance(answer, bytes) else None


class _Drawing(Struct, frozen=True):
    path: Path
    sha256: str
    page: int


def _draw(task: _Drawing) -> bytes | None:
    from plaidoyer.evidence.copies.drawing import drawn

    data = task.path.read_bytes()
    return drawn(data, task.page) if hashlib.sha256(data).hexdigest() == task.sha256 else None


class _File(Struct, frozen=True):
    """A file of captures: its kind and hash, or why it is unreadable; neither where it is missing."""

    kind: str = ""
    sha256: str = ""
    problem: str = ""
    hint: str = ""


class _Task(Struct, frozen=True):
    path: Path
    sha256: str
    extractor: str


class _Vanished(Unreadable):
    """A copy that is no longer what it was a moment ago; nothing is known of the one that was."""


def _copy(capture: Capture, file: _File) -> Copy:
    if file.problem:
        return Copy(capture, State.UNREADABLE, problem=file.problem, hint=file.hint)
    if not file.sha256:
        return Copy(capture, State.MISSING)
    state = State.PRESENT if file.sha256 == capture.sha256.lower() else State.CHANGED
    return Copy(capture, state, file.kind, file.sha256)


def _inspected(root: Path, file: str) -> _File:
    path = root / _FOLDER / file
    if not is_within(path, root):
        return _File(problem=f"« {file} » leads out of the campaign, or nowhere", hint="put the file itself there")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _File(problem=f"« {file} » is no ordinary file", hint="name the file of the copy itself")
        if status.st_size > LARGEST:
            return _File(
                problem=f"the copy « {file} » has {status.st_size:,} bytes, more than the {LARGEST:,} that are read",
                hint="save the part that is quoted, as a smaller PDF or as text",
            )
        with path.open("rb") as stream:
            first = stream.read(ENOUGH)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return _File()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return _File(problem=f"the copy « {file} » cannot be read: {reason}", hint="check that it may be read")
    return _File(kind_of(file, first), digest)


def _worked(tasks: list[_Task], jobs: int) -> Iterator[tuple[_Task, Reading | Unreadable | pool.Failure]]:
    """Each task with its answer: plain text here, at once, what has to be parsed by other processes."""
    hostile = []
    for task in tasks:
        if task.extractor == _HARMLESS:
            yield task, _work(task)
        else:
            hostile.append(task)
    if hostile:
        preload = sorted({name for task in hostile for name in modules(task.extractor)})
        yield from pool.run(_work, hostile, jobs=jobs, seconds=SECONDS, memory=MEMORY, preload=preload)


def _work(task: _Task) -> Reading | Unreadable:
    """Read one copy; what is read is the copy that was hashed, or nothing."""
    try:
        data = task.path.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return _Vanished("the copy changed while it was looked at", "run the command again")
    try:
        return extract(data, task.extractor)
    except Unreadable as unreadable:
        return unreadable


def _given_up(failure: pool.Failure) -> Unreadable:
    """Why there is no reading; not kept, because another machine, or day, may do better."""
    match failure.reason:
        case pool.Reason.TIME:
            message = f"reading the copy took longer than the {SECONDS:g} s that one may take"
        case pool.Reason.MEMORY:
            message = f"reading the copy took more than the {MEMORY // 1024**2:,} MB of memory that one may take"
        case _:
            # A parser in C that is refused memory ends its process: that cannot be told from its other ends.
            allowed = f"{MEMORY // 1024**2:,} MB of memory"
            message = f"the copy breaks the program that reads it, or asks for more than {allowed}: {failure.message}"
    return Unreadable(message, "save the part that is quoted, as a smaller PDF or as text")
