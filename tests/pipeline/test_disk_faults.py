"""Whichever write of a build fails: outputs are old or new, never in between, and the next build mends what is missing.

``benchmarks/faults.py`` tries the same with the system's own calls, in processes that may also be killed at them.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.publish.write import write
from tests.conftest import PROJECTS
from tests.pipeline.rebuilding import OTHER, build, edit

AMENDMENT = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.
"""


@contextmanager
def failing(patch: pytest.MonkeyPatch, name: str, number: int) -> Iterator[list[str]]:
    """Have one call of this name that writes fail, the others of its name succeed; gives the name when it happened."""
    happened: list[str] = []
    original: Callable[..., Any] = getattr(os, name)
    count = 0

    def call(*arguments: Any, **keywords: Any) -> Any:
        nonlocal count
        reads = name == "open" and not (len(arguments) > 1 and arguments[1] & (os.O_CREAT | os.O_DIRECTORY))
        count += not reads
        if reads or count != number:
            return original(*arguments, **keywords)
        happened.append(name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    with patch.context() as patched:
        patched.setattr(os, name, call)
        yield happened


def files(root: Path) -> dict[str, bytes]:
    """What lies in « dist »."""
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "dist").rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["open", "fsync", "chmod", "replace"])
def test_a_file_is_the_old_one_or_the_new_one_whichever_call_fails(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 4):
        path = tmp_path / str(number) / "brief.pdf"
        write(path, b"old")
        with failing(monkeypatch, name, number) as happened:
            if number <= (2 if name in ("open", "fsync") else 1):
                with pytest.raises(OSError, match="No space left"):
                    write(path, b"new")
            else:
                write(path, b"new")
                assert happened == []
        assert path.read_bytes() in ((b"old", b"new") if happened else (b"new",))
        assert [one.name for one in path.parent.iterdir()] == ["brief.pdf"]


def withdraw(root: Path) -> None:
    shutil.rmtree(root / "briefs/note")


def reword(root: Path) -> None:
    edit(root, "briefs/note/amendment.yaml", "90 000", "95 000")
    edit(root, OTHER, "version: 1", "version: 2")


@pytest.mark.parametrize("change", [reword, withdraw])
def test_no_output_is_lost_or_forgotten_whichever_write_of_a_build_fails(
    change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lawmaker would be sent half a brief, one that was withdrawn, or none, and nobody would be told."""
    once = tmp_path / "once"
    shutil.copytree(PROJECTS / "small", once)
    write(once / "briefs/note/amendment.yaml", AMENDMENT.encode())
    build(once, None)
    old = files(once)
    change(once)
    clean = tmp_path / "clean"
    shutil.copytree(once, clean, ignore=shutil.ignore_patterns("dist", ".plaidoyer"))
    assert build(clean, None).failures == ()
    new = files(clean)
    tried = 0
    for name in ("replace", "unlink"):  # what fails before a file is in its place is one to the build
        number = 1
        while True:
            root = Path(shutil.copytree(once, tmp_path / f"{name}-{number}"))
            with failing(monkeypatch, name, number) as happened:
                report = build(root, None)
            if not happened:
                break
            found = files(root)
            told = any("No space left" in failure for failure in report.failures)
            assert told or found == new, (name, number)
            assert found.keys() >= old.keys() & new.keys(), (name, number)
            for file, data in found.items():
                assert file == "dist/manifest.json" or data in (old.get(file), new.get(file)), (name, number, file)
            assert build(root, None).failures == ()
            assert files(root) == new, (name, number)
            assert not [*root.rglob("*.plaidoyer-part")]
            number += 1
        tried += number - 1
    assert tried >= 6
