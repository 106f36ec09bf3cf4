"""Keeping private captures out of git: ``sources/.gitignore`` names each of them, between two lines of ours.

What stands outside of these lines belongs to the people who work there, and is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plaidoyer.publish.write import write

FILE = "sources/.gitignore"
_FIRST = "# Captures that may not be passed on: written by « plaidoyer lock »."
_LAST = "# End of what « plaidoyer lock » writes."


def keep_out_of_git(root: Path, captures: Sequence[str]) -> bool:
    """Name ``captures`` (relative to the campaign) in the file; whether it changed. Raises OSError."""
    path = root / FILE
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = _with_block(old, [_pattern(capture) for capture in captures])
    if new == old:
        return False
    write(path, new.encode())
    return True


def _with_block(text: str, patterns: Sequence[str]) -> str:
    lines = text.splitlines()
    block = [_FIRST, *patterns, _LAST] if patterns else []
    if _FIRST in lines and _LAST in lines[lines.index(_FIRST) :]:
        first = lines.index(_FIRST)
        last = lines.index(_LAST, first)
        lines[first : last + 1] = block
    else:
        lines += block
    return "".join(f"{line}\n" for line in lines)


def _pattern(capture: str) -> str:
    """A line that git reads as this very file: special signs escaped."""
    path = capture.removeprefix("sources/")
    return "/" + "".join(f"\\{sign}" if sign in "\\*?[ " else sign for sign in path)
