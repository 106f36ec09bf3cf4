"""Asking git, where there is one: which files are tracked, and what a revision holds.

Git is asked to read and never to run what a repository brings: no monitor, no filter, no fetch. Objects come as they
are kept (``cat-file``), not as an archive would write them. What is in the files is for others to say.
"""

from __future__ import annotations

import errno
import hashlib
import os
import posixpath
import re
import stat
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from plaidoyer.config import UsageError

SECONDS = 30.0
"""The longest that git may take: a repository on a slow disk is still told."""

MOST = 256 * 1024 * 1024
"""Bytes that are taken out of a repository at once."""

# Who builds need not own the repository (a container of CI), and nothing of it is run: no monitor of its files.
_COMMAND = ("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false", "--literal-pathspecs")
# No lock, no replaced object; and what a partial clone lacks is not fetched.
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "LC_ALL": "C",
}
_LINK = b"120000"
_MOST_LINKS = 8
_TEXT = 1024 * 1024  # bytes of a file whose line ends may have been changed on the way
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_POINTER_LENGTH = 1024
_SHALLOW = (
    "this clone is shallow: run « git fetch --unshallow », or in CI set « fetch-depth: 0 » (GitHub), "
    "« GIT_DEPTH: 0 » (GitLab)"
)
_INCOMPLETE = "not all files of that revision are in this clone: clone it again without « --filter »"


class Blob(Struct, frozen=True):
    """A file as a revision holds it: the id of its bytes, and how many they are."""

    id: str
    size: int


def tracked(root: Path, folder: str) -> frozenset[str]:
    """The files below ``folder`` that git tracks, relative to ``root``, with ``/``; none where git cannot tell."""
    if not _in_repository(root):
        return frozenset()
    try:
        answer = _ask(root, "ls-files", "-z", "--", folder)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(_names(answer.stdout))


def present(root: Path, paths: Sequence[str]) -> frozenset[str]:
    """The files at and below ``paths`` that git tracks or would add, relative to ``root``; ignored ones are left out.

    Raises UsageError.
    """
    return frozenset(
        _names(_answer(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *paths))
    )


def commit(root: Path, revision: str) -> str:
    """The id of the commit that ``revision`` names. Raises UsageError, with the way to mend it."""
    if not _in_repository(root):
        raise UsageError("this campaign is in no git repository: there is no revision to compare it with")
    shown = f"« {_shown(revision)} »"
    # No name of git's begins with a hyphen; what does is meant to be taken for an option.
    if revision and not revision.startswith("-") and "\0" not in revision:
        found = _asked(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode == 0:
            return found.stdout.decode().strip()
    if _answer(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise UsageError(f"git has no revision {shown} here; {_SHALLOW}")
    if f"origin/{revision}" in os.fsdecode(_answer(root, "for-each-ref", "--format=%(refname:short)")).split():
        raise UsageError(f"git has no revision {shown} here; did you mean « origin/{_shown(revision)} »?")
    raise UsageError(f"git has no revision {shown} here: name a commit, a branch or a tag")


def blobs(root: Path, commit: str, paths: Sequence[str]) -> Mapping[str, Blob]:
    """The files at and below ``paths`` in a commit, by their names relative to ``root``.

    A link stands for the file that it leads to; one that leads to nothing among ``paths`` is left out. Raises
    UsageError.
    """
    files: dict[str, Blob] = {}
    links: dict[str, Blob] = {}
    for entry in _answer(root, "ls-tree", "-r", "-z", "-l", commit, "--", *paths).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        if name and (fields := about.split())[1] == b"blob":
            if not fields[3].isdigit():
                raise UsageError(_INCOMPLETE)
            kind = links if fields[0] == _LINK else files
            kind[os.fsdecode(name)] = Blob(fields[2].decode(), int(fields[3]))
    targets = contents(root, links.values())
    leads = {link: _target(link, targets.get(blob.id, b"")) for link, blob in links.items()}
    for link in links:
        end = link
        for _ in range(_MOST_LINKS):
            end = leads.get(end, end)
        if end in files:
            files[link] = files[end]
    return files


def contents(root: Path, wanted: Iterable[Blob]) -> Mapping[str, bytes]:
    """The bytes of files by their ids, by one process; what goes beyond ``MOST`` bytes in all is left out.

    Raises UsageError.
    """
    asked: list[str] = []
    total = 0
    for blob in dict.fromkeys(wanted):
        if total + blob.size <= MOST:
            asked.append(blob.id)
            total += blob.size
    if not asked:
        return {}
    answer = _answer(root, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in asked).encode())
    found: dict[str, bytes] = {}
    at = 0
    for id_ in asked:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if header[1:2] != [b"blob"]:
            raise UsageError(_INCOMPLETE)
        size = int(header[2])
        found[id_] = answer[end + 1 : end + 1 + size]
        at = end + size + 2
    return found


def may_be_pointer(blob: Blob) -> bool:
    """Whether a file may be one of Git LFS, which stands for another that is too large for git."""
    return blob.size <= _POINTER_LENGTH


def is_same(path: Path, blob: Blob, kept: bytes | None = None) -> bool:
    """Whether an ordinary file holds what the revision does; line ends that a checkout changed do not count.

    ``kept`` are the bytes in the revision, where they may be a pointer of Git LFS.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return False
        if status.st_size == blob.size and _digest(path, _algorithm(blob), b"blob %d\0" % blob.size) == blob.id:
            return True
        if blob.size < status.st_size <= _TEXT:
            data = path.read_bytes().replace(b"\r\n", b"\n")
            header = b"blob %d\0" % len(data)
            if hashlib.new(_algorithm(blob), header + data, usedforsecurity=False).hexdigest() == blob.id:
                return True
        pointer = _POINTER.match(kept or b"")
        return pointer is not None and _digest(path, "sha256", b"") == pointer[1].decode()
    except OSError:
        return False


def setting(root: Path, name: str) -> str:
    """A setting of git's, as it holds in this campaign; empty where there is none, or no git."""
    try:
        answer = _ask(root, "config", "--get", "--end-of-options", name)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode(errors="replace").strip("\n") if answer.returncode == 0 else ""


def _algorithm(blob: Blob) -> str:
    return "sha1" if len(blob.id) == 40 else "sha256"


def _digest(path: Path, algorithm: str, before: bytes) -> str:
    digest = hashlib.new(algorithm, before, usedforsecurity=False)
    with path.open("rb") as stream:
        while part := stream.read(_TEXT):
            digest.update(part)
    return digest.hexdigest()


def _target(name: str, link: bytes) -> str:
    """The name that the link ``name`` leads to; empty where it does not lead down from the campaign."""
    end = posixpath.normpath(posixpath.join(posixpath.dirname(name), os.fsdecode(link)))
    return "" if end.startswith(("/", "../")) else end


def _names(listed: bytes) -> Iterable[str]:
    return (os.fsdecode(name) for name in listed.split(b"\0") if name)


def _answer(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises UsageError where it cannot."""
    answer = _asked(root, *arguments, given=given)
    if answer.returncode:
        if b"lazy fetching" in answer.stderr:
            raise UsageError(_INCOMPLETE)
        raise UsageError(f"git cannot read this repository: {_first_line(answer.stderr)}")
    return answer.stdout


def _asked(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What git answers, and how it ended. Raises UsageError where there is no git, TimeoutError where it hangs."""
    try:
        return _ask(root, *arguments, given=given)
    except FileNotFoundError:
        raise UsageError("git is not installed here: it is asked what the campaign was like") from None
    except subprocess.TimeoutExpired:
        raise TimeoutError(errno.ETIMEDOUT, f"no answer within {SECONDS:.0f} seconds", "git") from None


def _ask(root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # A hook of git may set another repository, or a part of its index.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        [*_COMMAND, "-C", str(root), *arguments],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        env={**environment, **_ENVIRONMENT},
        input=given,
    )


def _first_line(told: bytes) -> str:
    return _shown(told.decode(errors="replace").strip().split("\n")[0])


def _shown(text: str) -> str:
    """Somebody's text on one line, as a terminal may have it."""
    cut = text if len(text) <= 200 else f"{text[:199]}…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in cut)


def _in_repository(folder: Path) -> bool:
    return any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents))
