"""Writing a file so that a reader never sees half of it, and taking one away that is ours."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from plaidoyer.records.files import is_within

_SUFFIX = ".plaidoyer-part"
_PART = re.compile(rf"\..+\.[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
"""The names of files that are not yet in their place."""


def write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``: beside it, to the disk, then in its place.

    Raises OSError, which names ``path``; a failure leaves what was there. A file that already holds
    ``data`` is left untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            _replace(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def remove(folder: Path, written: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Take files away that were written below ``folder``, each given by its path and the SHA-256 of its bytes.

    What somebody else has put in their place stays, and so does all that lies elsewhere. A folder that is left empty
    goes too. Returns why for each that could not be taken away.
    """
    failed: dict[str, str] = {}
    for name, digest in written:
        path = folder / name
        if ".." in path.parts or not is_within(path, folder):
            continue
        try:
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
        except OSError as error:
            failed[name] = error.strerror or str(error)
        if path.parent != folder:
            with suppress(OSError):  # it is not empty
                path.parent.rmdir()
    return failed


def sweep(folder: Path) -> None:
    """Take away what a process that was killed while it wrote has left in a folder, and one level below.

    Nobody else must be writing there.
    """
    with suppress(OSError):
        for one in os.scandir(folder):
            if one.is_dir(follow_symlinks=False):
                _sweep(one.path)
        _sweep(folder)


def sweep_beside(path: Path) -> None:
    """Take away what a process that was killed while it wrote this file left beside it; nobody else is at it."""
    with suppress(OSError):
        for one in path.parent.glob(f".{path.name}.*{_SUFFIX}"):
            if _PART.fullmatch(one.name) and one.is_file() and not one.is_symlink():
                one.unlink(missing_ok=True)


def _sweep(folder: str | Path) -> None:
    for one in os.scandir(folder):
        if _PART.fullmatch(one.name) and one.is_file(follow_symlinks=False):
            Path(one.path).unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # slow to import, and most builds write nothing

    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_SUFFIX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Have the new name on the disk, too; what cannot do that for a folder (Windows) does it by itself."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
