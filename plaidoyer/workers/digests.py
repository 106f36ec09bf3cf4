"""Digests of files and folders by what they hold, and folders that are looked at ahead.

A build that has nothing to do spends its time on importing a command line and on reading every input. ``looking`` has
the second done by a copy of the process while the first is done here. This module is imported before anything else: it
must not import what is slow. What the files are for is for others to say.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

MISSING = "missing"
"""Stands for the digest of a file that is not there."""

_COMPILED = "__pycache__"

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and nobody is waited for at the other end of a pipe."""

_CHUNK = 64 * 1024
"""Bytes that are read at once: for larger pieces each file would have memory mapped and given back."""

_SHA256 = 64  # signs

_AHEAD: dict[str, int] = {}
"""Folders that a copy of this process looks at, each with the pipe that its digest will come through."""


class Uncertain(Exception):
    """Something whose content cannot be told for certain: a device, or a link."""


def of_file(path: str | os.PathLike[str]) -> str:
    """The SHA-256 of an ordinary file, or that there is none. Raises OSError and Uncertain.

    Thousands are asked for while somebody waits: nothing is done here that is not needed.
    """
    try:
        handle = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return MISSING
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Uncertain
        data = os.read(handle, _CHUNK)
        digest = hashlib.sha256(data)
        while len(data) == _CHUNK:
            data = os.read(handle, _CHUNK)
            digest.update(data)
        return digest.hexdigest()
    finally:
        os.close(handle)


def below(folder: str, shown: str) -> Iterator[tuple[str, str]]:
    """Everything below a folder, folders too, with its digest; nothing where there is no such folder.

    Names begin with what the folder is ``shown`` as. Raises OSError and Uncertain.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        name = f"{shown}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if entry.name != _COMPILED:
                yield name, ""
                yield from below(entry.path, name)
        else:
            yield name, of_file(entry.path)


def of_all(files: Iterable[tuple[str, str]]) -> str:
    """One digest that stands for files and their digests."""
    lines = "".join(f"{name}\0{digest}\n" for name, digest in files)
    return hashlib.sha256(lines.encode(errors="surrogateescape")).hexdigest()


def of_folder(folder: str, shown: str) -> str:
    """One digest of everything below a folder: what was looked at ahead, or what there is. Raises as ``below``."""
    pipe = _AHEAD.pop(folder, None)
    if pipe is not None:
        with os.fdopen(pipe, encoding="ascii") as stream:
            if len(found := stream.read()) == _SHA256:
                return found
    return of_all(below(folder, shown))


@contextmanager
def looking(folders: Sequence[tuple[str, str]]) -> Iterator[None]:
    """Look at folders, each with what it is shown as, while other things are done within the block.

    Where there is one core, or copies do not do well, it is left to ``of_folder``.
    """
    copies = [_begun(*one) for one in folders] if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 else []
    try:
        yield
    finally:
        while _AHEAD:
            os.close(_AHEAD.popitem()[1])
        for copy in copies:
            os.waitpid(copy, 0)


def _begun(folder: str, shown: str) -> int:
    """A copy of this process that looks at a folder, and ends."""
    here, there = os.pipe()
    copy = os.fork()
    if not copy:
        try:
            os.write(there, of_all(below(folder, shown)).encode("ascii"))
        finally:
            os._exit(0)  # whatever went wrong, the other one will find it too
    os.close(there)
    _AHEAD[folder] = here
    return copy
