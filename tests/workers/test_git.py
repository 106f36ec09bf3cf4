"""What git is asked: which files it tracks, whoever asks and from wherever; and silence where there is no git."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from plaidoyer.workers import git
from plaidoyer.workers.git import tracked

NAMES = ("sources/a.txt", "sources/été/lac « bleu ».txt", "sources/a b\tc.txt", "autre/b.txt")


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "depot"
    for name in (*NAMES, "sources/new.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    run(root, "init", "--quiet")
    run(root, "add", "--", *NAMES)
    return root


def test_tracked_files_are_told_below_the_folder_with_their_own_names(repository: Path) -> None:
    """A private copy called « été » is as private as one in ASCII."""
    assert tracked(repository, "sources") == set(NAMES[:3])
    assert tracked(repository, ".") == set(NAMES)
    assert tracked(repository / "sources", ".") == {name.removeprefix("sources/") for name in NAMES[:3]}
    assert tracked(repository, "absent") == frozenset()


def test_a_campaign_may_be_a_folder_of_a_larger_repository(repository: Path) -> None:
    """Names are relative to the campaign, and nothing of its neighbours is told."""
    assert tracked(repository / "sources", "été") == {"été/lac « bleu ».txt"}


def test_outside_of_a_repository_nothing_is_tracked_and_git_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "_in_repository", lambda folder: False)
    monkeypatch.setattr(subprocess, "run", None)
    assert tracked(tmp_path, "sources") == frozenset()


def test_a_folder_knows_whether_it_lies_in_a_repository(repository: Path, tmp_path: Path) -> None:
    """A worktree and a submodule have a file in place of the folder « .git »."""
    assert git._in_repository(repository / "sources/été")
    (tmp_path / "module").mkdir()
    (tmp_path / "module/.git").write_text("gitdir: ../elsewhere\n", encoding="utf-8")
    assert git._in_repository(tmp_path / "module")
    assert tracked(tmp_path / "module", ".") == frozenset()  # nothing there: git cannot tell


def test_a_folder_may_be_reached_by_a_link(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository)
    assert tracked(tmp_path / "link", "sources") == set(NAMES[:3])


def test_a_hook_of_git_asks_about_this_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit hook runs with settings of the repository that commits: another index would hide a private copy."""
    run(tmp_path, "init", "--quiet", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other/.git/index"))
    assert tracked(repository, "sources") == set(NAMES[:3])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_told_of_too(repository: Path) -> None:
    """In a container of CI the checkout belongs to another user, and git refuses to speak of it."""
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    assert tracked(repository, "sources") == set(NAMES[:3])


def test_nothing_of_a_foreign_repository_is_run(repository: Path, tmp_path: Path) -> None:
    """A clone may bring a « monitor » that git would start."""
    monitor = tmp_path / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n", encoding="utf-8")
    monitor.chmod(monitor.stat().st_mode | stat.S_IXUSR)
    run(repository, "config", "core.fsmonitor", str(monitor))
    assert tracked(repository, "sources") == set(NAMES[:3])
    assert not (tmp_path / "started").exists()


def test_where_git_is_missing_or_hangs_nothing_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is no condition for building a brief."""
    folder = repository.parent / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    assert tracked(repository, "sources") == frozenset()
    slow = folder / "git"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(git, "SECONDS", 0.2)
    assert tracked(repository, "sources") == frozenset()
