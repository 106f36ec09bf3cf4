"""Keeping private captures out of git: ``sources/.gitignore`` names each of them, between two lines of ours.

What stands outside of these lines belongs to the people who work there, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from posixpath import normpath, relpath

from plaidoyer.publish.write import write

FILE = "sources/.gitignore"
_FIRST = "# Captures that may not be passed on: written by « plaidoyer lock ».".encode()
_LAST = "# End of what « plaidoyer lock » writes.".encode()


def keep_out_of_git(root: Path, captures: Iterable[str], *, sure: bool) -> bool:
    """Name ``captures`` (relative to the campaign) in the file; whether it changed. Raises OSError.

    Those that are named there already stay where it is not ``sure`` that ``captures`` are all. The file can only name
    what lies below its folder.
    """
    path = root / FILE
    old = path.read_bytes() if path.is_file() else b""
    new = _with_block(old, [_pattern(capture) for capture in captures if _is_below(capture)], keep=not sure)
    if new == old:
        return False
    write(path, new)
    return True


def _with_block(text: bytes, patterns: Sequence[bytes], *, keep: bool) -> bytes:
    """The file with our lines anew; other lines keep their bytes, ends of line and all."""
    lines = text.splitlines(keepends=True)
    bare = [line.rstrip(b"\r\n") for line in lines]
    last = max((number for number, line in enumerate(bare) if line == _LAST), default=-1)
    first = max((number for number, line in enumerate(bare[: last + 1]) if line == _FIRST), default=-1)
    if first < 0:  # ours are not there yet
        first, last = len(lines), len(lines)
    named = set(patterns) | (set(bare[first + 1 : last]) if keep else set())
    block = [_FIRST, *sorted(named), _LAST] if named else []
    before, after = b"".join(lines[:first]), b"".join(lines[last + 1 :])
    if block and before and not before.endswith((b"\n", b"\r")):
        before += b"\n"
    return before + b"".join(line + b"\n" for line in block) + after


def _is_below(capture: str) -> bool:
    return normpath(capture).startswith("sources/") and "\n" not in capture


def _pattern(capture: str) -> bytes:
    """A line that git reads as this very file: special signs escaped."""
    path = relpath(normpath(capture), "sources")
    return ("/" + "".join(f"\\{sign}" if sign in "\\*?[ " else sign for sign in path)).encode()
