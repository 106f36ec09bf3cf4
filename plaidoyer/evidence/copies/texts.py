"""What was read in captures, kept: one file for each copy, by its SHA-256, and version of an extractor.

A file is a checksum of the rest, a line of JSON, then the text, so that hundreds are read in no time. What is damaged,
or was written by another version of this format, is as if it were not there; what cannot be written is not kept. It
must not know how texts are read.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.copies.unreadable import Unreadable

_FORMAT = 2
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.]+")


def load(folder: Path, sha256: str, version: str) -> Reading | Unreadable | None:
    """What ``version`` of an extractor read in the copy with this hash; None where that is not known."""
    try:
        checksum, _, rest = _path(folder, sha256, version).read_bytes().partition(b"\n")
        if checksum != _checksum(rest):
            return None
        head, _, body = rest.partition(b"\n")
        known = json.loads(head)
        if (known["format"], known["sha256"], known["version"]) != (_FORMAT, sha256, version):
            return None
        if "message" in known:
            return Unreadable(str(known["message"]), str(known["hint"]))
        return Reading(str(known["extractor"]), body.decode("utf-8"), tuple(map(int, known["pages"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(folder: Path, sha256: str, version: str, found: Reading | Unreadable) -> None:
    """Keep what was read, where the folder can be written; a reader never sees half of it."""
    known: dict[str, object] = {"format": _FORMAT, "sha256": sha256, "version": version}
    if isinstance(found, Unreadable):
        body = b""
        known |= {"message": found.message, "hint": found.hint}
    else:
        body = found.text.encode("utf-8")
        known |= {"extractor": found.extractor, "pages": found.pages}
    rest = json.dumps(known).encode() + b"\n" + body
    with suppress(OSError):
        _write(_path(folder, sha256, version), _checksum(rest) + b"\n" + rest)


def _checksum(data: bytes) -> bytes:
    return b"%08x" % zlib.crc32(data)


def _path(folder: Path, sha256: str, version: str) -> Path:
    return folder / f"{sha256}-{_NOT_IN_NAMES.sub('-', version)}.txt"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
