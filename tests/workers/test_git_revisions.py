"""What git is asked of a revision: its files and their bytes, whatever they are called; else one clear line."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from plaidoyer.config import UsageError
from plaidoyer.workers import git
from plaidoyer.workers.git import Blob, blobs, commit, contents, is_same, present
from tests.histories import git as run
from tests.histories import keep

ODD = "sources/été « bleu »\tb\nc.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A campaign in a folder of a larger repository, with one commit."""
    folder = tmp_path / "depot/campagne d’été"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources/a.yaml").write_bytes(b"un\ndeux\n")
    (folder / ODD).write_bytes(b"")
    (folder / "other.txt").write_bytes(b"x")
    run(tmp_path / "depot", "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "depot/outside.yaml").write_bytes(b"outside")
    keep(tmp_path / "depot")
    return folder


def refused(root: Path, revision: str) -> str:
    with pytest.raises(UsageError) as found:
        commit(root, revision)
    told = str(found.value)
    assert "\n" not in told
    return told


def test_a_revision_is_read_from_the_campaigns_folder_alone(root: Path) -> None:
    """Names with accents, blanks and line ends are whole, and the neighbours in the repository are not told."""
    then = blobs(root, commit(root, "main"), ["sources", "absent"])
    assert {*then} == {"sources/a.yaml", ODD}
    assert contents(root, then.values()) == {then["sources/a.yaml"].id: b"un\ndeux\n", then[ODD].id: b""}
    assert contents(root, []) == {}


@pytest.mark.parametrize("name", ["HEAD", "main", "v1", "HEAD~0"])
def test_a_commit_may_be_named_as_people_do(root: Path, name: str) -> None:
    run(root, "tag", "-a", "v1", "-m", "one")
    assert commit(root, name) == run(root, "rev-parse", "HEAD")


def test_what_git_would_add_is_present_and_what_it_ignores_is_not(root: Path) -> None:
    """A private copy that is kept out of git must not show up in a comment on a pull request."""
    (root / ".gitignore").write_text("*.secret\n", encoding="utf-8")
    (root / "sources/b.secret").write_bytes(b"x")
    (root / "sources/new.yaml").write_bytes(b"x")
    assert present(root, ["sources"]) == {"sources/a.yaml", ODD, "sources/new.yaml"}


@pytest.mark.parametrize(
    "evil", ["--output=x", "-x", "--", "--all", "", "HEAD\0", "HEAD:sources", "a..b", "é\x1b[2J\n"]
)
def test_no_revision_is_an_option(root: Path, evil: str) -> None:
    """A revision comes from whoever starts a job: it must not make git write a file, or a terminal obey."""
    told = refused(root, evil)
    assert "git has no revision" in told
    assert "\x1b" not in told
    assert not [*root.glob("x*")]


def test_a_long_name_is_cut(root: Path) -> None:
    assert len(refused(root, "x" * 10_000)) < 400


def test_a_branch_that_only_the_server_has_is_proposed(root: Path, tmp_path: Path) -> None:
    """A fresh clone knows « origin/lakes », not « lakes »."""
    run(root, "branch", "lakes")
    run(tmp_path, "clone", "--quiet", str(tmp_path / "depot"), "clone")
    assert "did you mean « origin/lakes »?" in refused(tmp_path / "clone/campagne d’été", "lakes")
    assert "name a commit, a branch or a tag" in refused(tmp_path / "clone/campagne d’été", "lacs")


def test_a_shallow_clone_says_how_it_is_mended(root: Path, tmp_path: Path) -> None:
    """A job of CI fetches one commit unless it is told otherwise."""
    old = commit(root, "HEAD")
    (root / "sources/a.yaml").write_bytes(b"trois\n")
    keep(root)
    run(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}/depot", "shallow")
    shallow = tmp_path / "shallow/campagne d’été"
    told = refused(shallow, old)
    assert "git fetch --unshallow" in told
    assert "fetch-depth: 0" in told
    assert commit(shallow, "HEAD") == run(root, "rev-parse", "HEAD")


def test_a_partial_clone_fetches_nothing_and_says_so(root: Path, tmp_path: Path) -> None:
    """To read a revision must never ask the network, nor start what a repository names as its way there."""
    old = commit(root, "HEAD")
    gone = blobs(root, old, ["sources"])["sources/a.yaml"]
    (root / "sources/a.yaml").write_bytes(b"trois\n")
    keep(root)
    run(root, "config", "uploadpack.allowFilter", "true")
    run(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{tmp_path}/depot", "partial")
    partial = tmp_path / "partial/campagne d’été"
    for ask in (lambda: blobs(partial, old, ["sources"]), lambda: contents(partial, [gone])):
        with pytest.raises(UsageError, match="--filter"):
            ask()


def test_a_repository_with_a_hole_says_so(root: Path) -> None:
    """Whatever this version of git says of it: a file that is not there is never taken for an empty one."""
    old = commit(root, "HEAD")
    gone = blobs(root, old, ["sources"])["sources/a.yaml"]
    (root / f"../.git/objects/{gone.id[:2]}/{gone.id[2:]}").unlink()
    for ask in (lambda: blobs(root, old, ["sources"]), lambda: contents(root, [gone])):
        with pytest.raises(UsageError, match="not all files of that revision"):
            ask()


def test_a_folder_without_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_in_repository", lambda folder: False)
    assert "in no git repository" in refused(tmp_path, "HEAD")


def test_a_repository_that_git_cannot_read_says_so(tmp_path: Path) -> None:
    """A worktree whose repository was moved."""
    (tmp_path / ".git").write_text("gitdir: ../elsewhere\n", encoding="utf-8")
    assert "git cannot read this repository: fatal: not a git repository" in refused(tmp_path, "HEAD")


def test_a_machine_without_git_says_so(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert "git is not installed" in refused(root, "HEAD")


def test_git_that_hangs_is_no_fault_of_the_authors(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 30)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(TimeoutError) as found:
        commit(root, "HEAD")
    assert (found.value.errno, found.value.filename) == (errno.ETIMEDOUT, "git")


def test_a_link_stands_for_the_file_that_it_leads_to(root: Path) -> None:
    (root / "sources/b.yaml").symlink_to("a.yaml")
    (root / "sources/c.yaml").symlink_to("../sources/b.yaml")
    (root / "sources/d.yaml").symlink_to("../../outside.yaml")
    (root / "sources/e.yaml").symlink_to("/etc/hostname")
    (root / "sources/f.yaml").symlink_to("f.yaml")
    keep(root)
    then = blobs(root, commit(root, "HEAD"), ["sources"])
    assert then["sources/b.yaml"] == then["sources/c.yaml"] == then["sources/a.yaml"]
    assert {*then} == {"sources/a.yaml", "sources/b.yaml", "sources/c.yaml", ODD}


def test_a_module_of_its_own_is_no_file(root: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/x.txt").write_bytes(b"x")
    keep(tmp_path / "private")
    run(root, "submodule", "add", "--quiet", str(tmp_path / "private"), "sources/captures")
    keep(root)
    assert {*blobs(root, commit(root, "HEAD"), ["sources"])} == {"sources/a.yaml", ODD}


def test_no_more_is_taken_out_than_a_machine_bears(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "MOST", 7)
    then = blobs(root, commit(root, "HEAD"), ["sources"])
    assert contents(root, then.values()) == {then[ODD].id: b""}


def test_settings_of_a_hook_and_replaced_objects_change_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = commit(root, "HEAD")
    then = blobs(root, old, ["sources"])
    other = run(root, "hash-object", "-w", "other.txt")
    run(root, "replace", then["sources/a.yaml"].id, other)
    monkeypatch.setenv("GIT_DIR", str(root / "nowhere"))
    assert contents(root, [then["sources/a.yaml"]]) == {then["sources/a.yaml"].id: b"un\ndeux\n"}


# Sameness -----------------------------------------------------------------------------------------


def test_line_ends_of_a_checkout_are_no_difference(root: Path) -> None:
    """On Windows a checkout has other line ends than the commit."""
    blob = blobs(root, commit(root, "HEAD"), ["sources"])["sources/a.yaml"]
    file = root / "sources/a.yaml"
    assert is_same(file, blob)
    file.write_bytes(b"un\r\ndeux\r\n")
    assert is_same(file, blob)
    for other in (b"un\r\ndeux\r\ntrois", b"un\ndeuz\n", b"un\n", b""):
        file.write_bytes(other)
        assert not is_same(file, blob)


def test_what_is_no_ordinary_file_is_not_the_same(root: Path) -> None:
    blob = blobs(root, commit(root, "HEAD"), ["sources"])["sources/a.yaml"]
    os.mkfifo(root / "pipe")
    assert not is_same(root / "pipe", blob)
    assert not is_same(root / "sources", blob)
    assert not is_same(root / "absent", blob)


def test_a_large_file_kept_elsewhere_is_known_by_its_pointer(root: Path) -> None:
    """With Git LFS, a commit holds a pointer, the checkout a PDF: it has not changed at every look."""
    (root / "c.pdf").write_bytes(b"%PDF x")
    for data, same in ((b"%PDF x", True), (b"%PDF y", False)):
        digest = hashlib.sha256(data).hexdigest()
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 6\n".encode()
        blob = Blob("0" * 40, len(pointer))
        assert git.may_be_pointer(blob)
        assert is_same(root / "c.pdf", blob, pointer) is same
        assert not is_same(root / "c.pdf", blob)
    assert not git.may_be_pointer(Blob("0" * 40, 5000))


def test_repositories_with_longer_ids_are_read_too(tmp_path: Path) -> None:
    run(tmp_path, "init", "--quiet", "--object-format", "sha256", "--initial-branch", "main", "new")
    (tmp_path / "new/a").write_bytes(b"x")
    keep(tmp_path / "new")
    blob = blobs(tmp_path / "new", commit(tmp_path / "new", "main"), ["a"])["a"]
    assert len(blob.id) == 64
    assert is_same(tmp_path / "new/a", blob)
