"""Files are written whole; the manifest and the kept verdicts survive being damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plaidoyer.publish import manifest, verdicts
from plaidoyer.publish.write import write


def test_a_file_is_replaced_whole_and_keeps_the_usual_rights(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.pdf"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    other = tmp_path / "other"
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode
    assert [name.name for name in path.parent.iterdir()] == ["file.pdf"]


def test_the_same_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    """A reader's viewer, and make, go by the time of the file."""
    path = tmp_path / "file.pdf"
    write(path, b"one")
    os.utime(path, (1, 1))
    write(path, b"one")
    assert path.stat().st_mtime == 1


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.pdf"
    write(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write(path, b"two")
    assert path.read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 1


def one(brief: str, form: str = "pdf") -> manifest.Entry:
    return manifest.entry(
        file=f"{brief}.{form}",
        brief=brief,
        status="final",
        sha256="0",
        pages=2,
        fingerprint="1",
        silenced=[],
        inputs={"b": "2", "a": "1"},
    )


def test_what_was_not_built_stays_and_what_failed_is_stale(tmp_path: Path) -> None:
    old = (one("a"), one("b"), one("c"), one("d"))
    merged = manifest.merged(old, [{**one("a"), "pages": 1}], kept=["b"], stale=["c"])
    assert [(entry["file"], entry["pages"], entry.get("stale", False)) for entry in merged] == [
        ("a.pdf", 1, False),
        ("b.pdf", 2, False),
        ("c.pdf", 2, True),
    ]
    manifest.save(tmp_path, merged)
    assert manifest.read(tmp_path) == merged
    assert list(merged[0]["inputs"]) == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"version": 9, "outputs": [{}]}', '{"version": 1, "outputs": [1, {"file": 2}]}', '{"version": 1}'],
)
def test_a_damaged_manifest_or_verdict_is_forgotten(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    (tmp_path / verdicts.FOLDER).mkdir()
    (tmp_path / verdicts.FOLDER / "layout.json").write_text(content)
    assert manifest.read(tmp_path) == ()
    assert verdicts.read(tmp_path) == {}


def test_verdicts_are_kept_and_stay_out_of_git(tmp_path: Path) -> None:
    verdicts.save(tmp_path, {"x": 3})
    assert verdicts.read(tmp_path) == {"x": 3}
    assert (tmp_path / verdicts.FOLDER / ".gitignore").read_text() == "*\n"
