"""Asking git, where there is one: which files are tracked. A folder outside of any repository has none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SECONDS = 30.0
"""The longest that git may take: a repository on a slow disk is still told."""


def tracked(root: Path, folder: str) -> frozenset[str]:
    """The files below ``folder`` that git tracks, relative to ``root``, with ``/``; none where git cannot tell."""
    if not _in_repository(root):
        return frozenset()
    command = ["git", "-C", str(root), "ls-files", "-z", "--", folder]
    # No setting of the reader's repository, no lock of its index.
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        answer = subprocess.run(
            command, capture_output=True, check=False, timeout=SECONDS, env=environment, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)


def _in_repository(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents))
