"""A PDF that was built before, here or elsewhere: what it says of where it comes from, and the words on its pages.

It may be anybody's file, made to do harm: it is read in a process that can be killed, with limits of time and memory.
This module must not know campaigns.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from io import BytesIO

from msgspec import Struct

from plaidoyer.evidence.copies.extract import Unreadable, extract
from plaidoyer.typeset.job import Provenance
from plaidoyer.typeset.xmp import provenance
from plaidoyer.workers import pool

LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read: a brief has less than one MB, a dossier with photographs some ten."""

SECONDS = 60.0
"""For one file. A thousand dense pages take some 25 s of a core."""

MEMORY = 2 * 1024**3
"""Bytes of address space for the process that reads."""

_EXTRACTOR = "pypdfium2"
_LARGEST_PACKET = 1024 * 1024
_LONGEST = 2_000_000  # signs of text: a thousand dense pages
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\ufffe\x02]+\s*(?=\w)")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_OUTPUT = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?")


class Built(Struct, frozen=True):
    """What a PDF says of where it comes from, and the words on its pages, in the order of its content.

    ``files`` are those that it carries, each with the SHA-256 of its bytes.
    """

    provenance: Provenance
    words: tuple[str, ...]
    files: Mapping[str, str]


class NotBuilt(Exception):
    """A file of which nothing is known; its message is a clause about the file: « it is … »."""


def read(data: bytes) -> Built:
    """What the bytes of a PDF say. Raises NotBuilt where they are no PDF of this program, or cannot be read."""
    [(_, answer)] = pool.run(
        _read, [data], jobs=1, seconds=SECONDS, memory=MEMORY, preload=("pikepdf", "pypdfium2", __name__)
    )
    if isinstance(answer, pool.Failure):
        raise NotBuilt(f"it cannot be read: {answer.message}")
    if isinstance(answer, str):
        raise NotBuilt(answer)
    return answer


def _read(data: bytes) -> Built | str:
    """The same, in a process that may be killed over it; words for a person instead of an exception."""
    import pikepdf  # for this process alone

    try:
        with pikepdf.open(BytesIO(data)) as document:
            packet = document.Root.Metadata.read_bytes() if "/Metadata" in document.Root else b""
            files = {name: _digest(one.get_file().read_bytes()) for name, one in document.attachments.items()}
    except pikepdf.PasswordError:
        return "it asks for a password"
    except pikepdf.PdfError:
        return "it is no PDF that can be read"
    said = provenance(packet) if len(packet) <= _LARGEST_PACKET else None
    if said is None or not _SLUG.fullmatch(said.brief) or not _OUTPUT.fullmatch(said.output):
        return "it does not say what it was built from: this program did not build it, or its metadata were removed"
    try:
        text = extract(data, _EXTRACTOR).text
    except Unreadable:  # pages without a word
        text = ""
    return Built(said, tuple(_words(text[:_LONGEST])), files)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _words(text: str) -> list[str]:
    """The words, wherever lines end: a hyphen there may be the word's own, so that none within a word counts."""
    return _HYPHEN.sub("", text).split()
