"""Asking git, where there is one: which files are tracked. A folder outside of any repository has none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

SECONDS = 30.0
"""The longest that git may take: a repository on a slow disk is still told."""

# Who builds need not own the repository (a container of CI), and nothing of it is run: no monitor of its files.
_COMMAND = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false")


def tracked(root: Path, folder: str) -> frozenset[str]:
    """The files below ``folder`` that git tracks, relative to ``root``, with ``/``; none where git cannot tell."""
    if not _in_repository(root):
        return frozenset()
    # A hook of git may set another repository, or a part of its index.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        answer = subprocess.run(
            [*_COMMAND, "--literal-pathspecs", "-C", str(root), "ls-files", "-z", "--", folder],
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)


def _in_repository(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents))
