"""Files of a campaign: their bytes, decoded or refused in words that an author can act on.

It knows what a file is, and neither YAML nor Markdown.
"""

from __future__ import annotations

import re
import stat
from pathlib import Path

from plaidoyer.diagnostics import Finding, Span

LIMIT = 1024 * 1024
"""How many bytes a file may have that an author writes by hand, where no setting says otherwise."""

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"\r\n?")
_SAVE_AS_UTF8 = "save it as « UTF-8 » (in Windows Notepad: Save as, Encoding: UTF-8; in VS Code: Save with encoding)"


def read_bytes(path: Path, file: str, limit: int = LIMIT) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a regular file of at most ``limit`` bytes, or a finding ``invalid-file``.

    ``file`` is its name in findings. A device, a pipe or a folder is never opened.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return None, (_refused(file, "this is a folder, where a file is expected", "rename or remove the folder"),)
        if not stat.S_ISREG(status.st_mode):
            return None, (_refused(file, "this is not an ordinary file", "put an ordinary file in its place"),)
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return None, (_refused(file, f"the file cannot be read: {reason}", "check that it exists and may be read"),)
    if len(data) > limit:
        message = f"the file has {max(status.st_size, len(data)):,} bytes, more than the {limit:,} that are allowed"
        return None, (_refused(file, message, "split it, or raise « file-size » under « limits » in the settings"),)
    return data, ()


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    r"""The text of UTF-8 bytes, line ends as ``\n``, or a finding ``invalid-file`` where it goes wrong."""
    if data.startswith(_UTF8_BOM):
        hint = "save it as « UTF-8 » without BOM (in Windows Notepad: Save as, Encoding: UTF-8, not « UTF-8 with BOM »)"
        return None, (_refused(file, "the file begins with an invisible byte order mark (BOM)", hint),)
    if data.startswith(_UTF16_BOMS):
        return None, (_refused(file, "the file is encoded in UTF-16", _SAVE_AS_UTF8),)
    try:
        text = _LINE_END.sub("\n", data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, error.start, file),)
    if not text.strip():
        return None, (_refused(file, "the file is empty", "write it, or remove the file"),)
    if "\0" in text:
        place = _place(text[: text.index("\0")], file)
        return None, (
            Finding(
                "invalid-file",
                "the file holds a NUL character, as no text does",
                place,
                "is it a text file? remove the character",
            ),
        )
    return text, ()


def read_text(path: Path, file: str, limit: int = LIMIT) -> tuple[str | None, tuple[Finding, ...]]:
    r"""The text of a UTF-8 file, line ends as ``\n``; None and findings ``invalid-file`` where it is refused."""
    data, findings = read_bytes(path, file, limit)
    return (None, findings) if data is None else decode(data, file)


def is_within(path: Path, root: Path) -> bool:
    """Whether ``path``, every link followed, lies in ``root``; a circle of links lies nowhere."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _refused(file: str, message: str, hint: str) -> Finding:
    return Finding("invalid-file", message, Span(file), hint)


def _not_utf8(data: bytes, start: int, file: str) -> Finding:
    """The first byte that is not UTF-8, and the older encoding that it looks like."""
    place = _place(_LINE_END.sub("\n", data[:start].decode("utf-8")), file)
    byte = data[start : start + 1]
    message = f"the byte {byte.hex().upper()} is not UTF-8"
    letter = byte.decode("cp1252", "ignore")
    if letter:
        message += f"; the file looks like Latin-1 or Windows-1252, where it is « {letter} »"
    return Finding("invalid-file", message, place, _SAVE_AS_UTF8)


def _place(before: str, file: str) -> Span:
    """The place of the character that follows ``before``."""
    return Span(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
