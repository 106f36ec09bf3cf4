"""What a build rests on is told by content, and may be looked at ahead: never another answer for being asked early."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from plaidoyer.workers import digests
from plaidoyer.workers.digests import Uncertain, below, looking, of_all, of_file, of_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several sizes, in a folder of folders."""
    (tmp_path / "lake/deep").mkdir(parents=True)
    (tmp_path / "lake/__pycache__").mkdir()
    (tmp_path / "lake/__pycache__/x.pyc").write_bytes(b"x")
    (tmp_path / "lake/a.txt").write_bytes(b"")
    (tmp_path / "lake/deep/b.txt").write_bytes(b"lac" * 50_000)
    return tmp_path / "lake"


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever tests run."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("sys.platform", "linux")


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_a_file_of_any_size_has_the_digest_that_records_declare(tmp_path: Path, size: int) -> None:
    """What is read in pieces is still the whole file: a digit changed at its end must be seen."""
    data = os.urandom(size)
    (tmp_path / "x").write_bytes(data)
    assert of_file(tmp_path / "x") == hashlib.sha256(data).hexdigest()


def test_everything_below_a_folder_counts_but_what_python_compiled(folder: Path) -> None:
    names = [name for name, _ in below(str(folder), "shown")]
    assert names == ["shown/a.txt", "shown/deep", "shown/deep/b.txt"]
    assert list(below(str(folder / "none"), "shown")) == []
    assert of_file(folder / "none") == "missing"


def test_a_link_is_no_content(folder: Path) -> None:
    """What a link leads to may change without the folder changing."""
    (folder / "link").symlink_to("a.txt")
    with pytest.raises(OSError, match="link"):
        of_folder(str(folder), "shown")
    with pytest.raises(Uncertain):
        of_file(folder)


@pytest.mark.usefixtures("two_cores")
def test_looking_ahead_gives_the_same_answer_once(folder: Path) -> None:
    """A build that was told « nothing changed » of another state would leave an old page in dist."""
    now = of_all(below(str(folder), "shown"))
    with looking([(str(folder), "shown")]):
        assert digests._AHEAD
        assert of_folder(str(folder), "shown") == now
        assert not digests._AHEAD
        (folder / "a.txt").write_bytes(b"another")
        assert of_folder(str(folder), "shown") == of_all(below(str(folder), "shown")) != now


@pytest.mark.usefixtures("two_cores")
def test_a_copy_that_fails_leaves_it_to_the_one_that_asks(folder: Path) -> None:
    """What was wrong is told where it can be handled, not lost in a process that nobody hears."""
    (folder / "link").symlink_to("a.txt")
    with looking([(str(folder), "shown")]), pytest.raises(OSError, match="link"):
        of_folder(str(folder), "shown")


@pytest.mark.usefixtures("two_cores")
def test_nobody_asks(folder: Path) -> None:
    """« plaidoyer rules » must leave no process and no open pipe behind."""
    before = _held()
    with looking([(str(folder), "shown")]):
        pass
    assert not digests._AHEAD
    assert _held() == before


def test_one_core_looks_when_it_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy would only be in the way."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    with looking([(str(folder), "shown")]):
        assert not digests._AHEAD


def test_names_that_are_no_text_have_a_digest(tmp_path: Path) -> None:
    """A file name in an old encoding must not end a build."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")).write_bytes(b"x")
    except OSError:
        pytest.skip("this system has no such names")
    assert len(of_folder(str(tmp_path), "shown")) == 64


def _held() -> tuple[int, str]:
    """The open files of this process, and its children."""
    mine = Path(f"/proc/self/task/{os.getpid()}/children")
    return len([*Path("/proc/self/fd").iterdir()]), mine.read_text(encoding="ascii")
