"""Private captures are kept out of git, by lines that git itself reads, and nobody else's lines are touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from plaidoyer.publish.private import FILE, keep_out_of_git

FIRST = "# Captures that may not be passed on: written by « plaidoyer lock »."
LAST = "# End of what « plaidoyer lock » writes."


def ignored(root: Path, *captures: str, sure: bool = True) -> bool:
    (root / "sources").mkdir(exist_ok=True)
    return keep_out_of_git(root, captures, sure=sure)


def text(root: Path) -> str:
    return (root / FILE).read_bytes().decode()


def test_the_file_names_each_capture_between_two_lines(tmp_path: Path) -> None:
    assert ignored(tmp_path, "sources/captures/b.txt", "sources/captures/a.pdf")
    assert text(tmp_path) == f"{FIRST}\n/captures/a.pdf\n/captures/b.txt\n{LAST}\n"
    assert not ignored(tmp_path, "sources/captures/a.pdf", "sources/captures/b.txt")


def test_a_campaign_without_private_captures_gets_no_file(tmp_path: Path) -> None:
    assert not ignored(tmp_path)
    assert not (tmp_path / FILE).exists()


def test_a_capture_that_may_be_passed_on_leaves_the_file(tmp_path: Path) -> None:
    ignored(tmp_path, "sources/a.txt", "sources/b.txt")
    assert ignored(tmp_path, "sources/b.txt")
    assert text(tmp_path) == f"{FIRST}\n/b.txt\n{LAST}\n"
    assert ignored(tmp_path)
    assert text(tmp_path) == ""


def test_where_a_record_could_not_be_read_nothing_is_let_out(tmp_path: Path) -> None:
    """A slip in one record must not publish its source."""
    ignored(tmp_path, "sources/a.txt", "sources/b.txt")
    assert not ignored(tmp_path, "sources/b.txt", sure=False)
    assert ignored(tmp_path, "sources/c.txt", sure=False)
    assert text(tmp_path) == f"{FIRST}\n/a.txt\n/b.txt\n/c.txt\n{LAST}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"*.tmp", f"*.tmp\n{FIRST}\n/a.txt\n{LAST}\n".encode()),
        (b"*.tmp\r\n\xff\r\n", b"*.tmp\r\n\xff\r\n" + f"{FIRST}\n/a.txt\n{LAST}\n".encode()),
        (f"un\n{FIRST}\n/old\n{LAST}\n\ndeux".encode(), f"un\n{FIRST}\n/a.txt\n{LAST}\n\ndeux".encode()),
        (f"un\r\n{FIRST}\r\n/old\r\n{LAST}\r\ndeux\r\n".encode(), f"un\r\n{FIRST}\n/a.txt\n{LAST}\ndeux\r\n".encode()),
        (f"{FIRST}\n/old\n".encode(), f"{FIRST}\n/old\n{FIRST}\n/a.txt\n{LAST}\n".encode()),
        (f"{LAST}\n{FIRST}\n".encode(), f"{LAST}\n{FIRST}\n{FIRST}\n/a.txt\n{LAST}\n".encode()),
    ],
    ids=["no last line end", "foreign bytes", "amid others", "Windows", "cut off", "turned round"],
)
def test_lines_of_others_keep_their_bytes(tmp_path: Path, old: bytes, new: bytes) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / FILE).write_bytes(old)
    assert ignored(tmp_path, "sources/a.txt")
    assert (tmp_path / FILE).read_bytes() == new
    assert not ignored(tmp_path, "sources/a.txt")


NAMES = ("captures/a.txt", "captures/été.txt", "a b.txt", "blank ", "#a.txt", "!a.txt", "[a].txt", "a*.txt", "a?.txt")


def test_git_ignores_just_these_files(tmp_path: Path) -> None:
    """A name with a star must not hide its neighbours, nor one with a blank show itself."""
    others = ("aX.txt", "captures/b.txt", "b/captures/a.txt")
    for name in (*NAMES, *others):
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text("x", encoding="utf-8")
    ignored(tmp_path, *(f"sources/{name}" for name in NAMES))
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True
    ).stdout.decode()
    assert set(listed.split("\0")) - {""} == {"sources/.gitignore", *(f"sources/{name}" for name in others)}


def test_a_roundabout_path_is_named_as_git_knows_it(tmp_path: Path) -> None:
    ignored(tmp_path, "sources/./captures//x/../a.txt")
    assert text(tmp_path) == f"{FIRST}\n/captures/a.txt\n{LAST}\n"


@pytest.mark.parametrize("capture", ["sources/../private/a.txt", "sources/a\nb.txt"])
def test_what_the_file_cannot_name_is_left_to_the_check(tmp_path: Path, capture: str) -> None:
    """« private-capture-tracked » still tells it, once git has it."""
    assert not ignored(tmp_path, capture)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    with pytest.raises(OSError, match="gitignore"):
        ignored(tmp_path, "sources/a.txt")
