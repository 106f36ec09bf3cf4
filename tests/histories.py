"""Campaigns with a history: a git repository around a folder, whatever the settings of who runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NOTE, MEMO = "briefs/note/brief.md", "briefs/memo/brief.md"
RECORD, LAW = "sources/rapport-2025.yaml", "sources/code-lacs.yaml"
"""Files of the campaign « small »."""

AMENDMENT = """\
form: [loi]
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
"""
"""An amendment that the brief « note » may have."""

_NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@lakes.example",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@lakes.example",
    "LC_ALL": "C",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in ``folder``; what it prints."""
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **_NOBODY},
    )
    return done.stdout.decode(errors="replace").strip()


def keep(folder: Path, message: str = "state") -> str:
    """Commit everything in ``folder``, ignored files aside; the id of the commit."""
    if not (folder / ".git").exists() and not any((one / ".git").exists() for one in folder.parents):
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def edit(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which stands in ``file``."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
