"""Files are written whole; the manifest and the kept layouts survive being damaged."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaidoyer.config import load_config
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.publish import checked, layouts, manifest, memory, state
from plaidoyer.publish.scaffold import new_campaign
from plaidoyer.publish.turn import turn
from plaidoyer.publish.write import remove, sweep, write
from plaidoyer.records.campaign import read_campaign


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
        reviewed=None,
        receipts=1,
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


def test_an_entry_that_was_damaged_does_not_stay_for_ever() -> None:
    """« verify » and CI would look for a file that no build writes."""
    damaged = [{**one("a"), "file": file} for file in ("b.pdf", "aa.pdf", "b/amendement.pdf", "")]
    assert manifest.merged([one("a"), *damaged], [], kept=["a"], stale=[]) == (one("a"),)
    assert manifest.merged(damaged, [], kept=[], stale=["a"]) == ()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"version": 9, "outputs": [{}]}',
        '{"version": 1, "outputs": [1, {"file": 2}]}',
        '{"version": 1}',
    ],
)
def test_a_damaged_manifest_is_forgotten(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    assert manifest.read(tmp_path) == ()


def damaged(data: bytes) -> Iterator[bytes]:
    """A file of state, damaged in every way: each of its bytes in turn, its end, its head, all of it."""
    yield from (data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :] for at in range(len(data)))
    yield from (data[:-1], data + b" ", b"", b"\n", b"[" * 100_000, data.partition(b"\n")[2])


def test_a_damaged_state_is_forgotten_and_set_aside(tmp_path: Path) -> None:
    """What is read of it would decide what is not looked at again."""
    layouts.save(tmp_path, {"x": layouts.Layout(4, 3, ("un mot",))})
    path = state.place(tmp_path, "layout")
    for each in damaged(path.read_bytes()):
        path.write_bytes(each)
        assert layouts.read(tmp_path) == {}
        assert state.set_aside(tmp_path) == (".plaidoyer/layout.state",)
        assert not path.exists()
        assert path.with_name("layout.state.set-aside").read_bytes() == each
    assert state.set_aside(tmp_path) == ()


def test_a_state_of_another_version(tmp_path: Path) -> None:
    """A newer one is kept for the newer program, an older one is written over in silence; neither is read."""
    layouts.save(tmp_path, {"x": layouts.Layout(4, 3)})
    path = state.place(tmp_path, "layout")
    data = path.read_bytes()
    for version, aside in ((b"layout 2", ()), (b"layout 9", (".plaidoyer/layout.state",))):
        path.write_bytes(data.replace(b"layout 3", version))
        assert layouts.read(tmp_path) == {}
        assert state.set_aside(tmp_path) == aside


def test_a_state_that_says_something_else_is_forgotten(tmp_path: Path) -> None:
    """Whoever writes it by hand is not believed, but nothing ends in a traceback."""
    for body in (b"[]", b'{"x": 1}', b"[" * 100_000):
        state.save(tmp_path, state.place(tmp_path, "layout"), "layout", body)
        state.save(tmp_path, state.place(tmp_path, "checked"), "checked", body)
        state.save(tmp_path, state.place(tmp_path, "memory", "check"), "memory", body)
        assert layouts.read(tmp_path) == {}
        assert checked.read(tmp_path, "x") is None
        assert memory.read(tmp_path, "check") == memory.NOTHING


def test_layouts_are_kept_and_stay_out_of_git(tmp_path: Path) -> None:
    layouts.save(tmp_path, {"x": layouts.Layout(4, 3, ("un mot",))})
    assert layouts.read(tmp_path) == {"x": layouts.Layout(4, 3, ("un mot",))}
    assert (tmp_path / state.FOLDER / ".gitignore").read_text() == "*\n"


def test_an_output_says_how_many_passages_rest_on_receipts(tmp_path: Path) -> None:
    """A receipt proves what its committer asserts: whoever reads the manifest must see how much rests on it."""
    manifest.save(tmp_path, [one("a")])
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["outputs"][0]["receipts"] == 1


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_campaign_has_a_capture_that_proves_its_passage(tmp_path: Path, lang: str) -> None:
    """The first thing that an advocate sees is a chain that holds: a copy, its hash, the words in it, a figure."""
    written = [path.relative_to(tmp_path).as_posix() for path in new_campaign(tmp_path, lang)]
    assert "sources/captures/example-report.txt" in written
    config = load_config(tmp_path)
    campaign = read_campaign(tmp_path, config)
    assert campaign.findings == ()
    (source,) = campaign.sources.values()
    (capture,) = source.captures
    assert hashlib.sha256((tmp_path / "sources" / capture.file).read_bytes()).hexdigest() == capture.sha256
    assert capture.redistributable
    evidence = evidence_of(campaign, config, lambda *_: None)
    assert evidence.findings == ()
    assert [proof.how for proof in evidence.proofs.values()] == ["capture"]


# What is taken away ---------------------------------------------------------------------------------


def test_only_what_was_written_is_taken_away(tmp_path: Path) -> None:
    """A file of somebody's in ``dist``, or in the place of an output, is not ours to remove; nor is one elsewhere."""
    out = tmp_path / "dist"
    names = ["ours.pdf", "brief/amendement.pdf", "edited.pdf", "theirs.txt", "../outside.pdf"]
    for name in names:
        write(out / name, b"bytes")
    (out / "link").symlink_to(tmp_path)
    (out / "edited.pdf").write_bytes(b"other bytes")
    digest = hashlib.sha256(b"bytes").hexdigest()
    remove(out, [(name, digest) for name in (*names[:3], *names[4:], "link/outside.pdf", "nothing.pdf", "a\0b")])
    assert sorted(path.name for path in out.iterdir()) == ["edited.pdf", "link", "theirs.txt"]
    assert (tmp_path / "outside.pdf").is_file()


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "brief").mkdir()
    left = [".note.pdf.a1b2c3d_.plaidoyer-part", "brief/.amendement.pdf.abcdefgh.plaidoyer-part"]
    kept = [".note.pdf.a1b2c3d_.part", "note.pdf", "brief/x.plaidoyer-part"]
    for name in (*left, *kept):
        (tmp_path / name).touch()
    sweep(tmp_path)
    sweep(tmp_path / "nowhere")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        kept
    )


def test_a_name_is_on_the_disk_as_well_as_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a power cut the file must be there, not only its content."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    write(tmp_path / "file.pdf", b"one")
    assert synced == [(tmp_path / "file.pdf").stat().st_ino, tmp_path.stat().st_ino]


# Turns ------------------------------------------------------------------------------------------------


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    """Else each would find the other's files half written, or sweep them away."""
    told = threading.Event()
    order: list[str] = []

    def second() -> None:
        with turn(tmp_path, told.set):
            order.append("second")

    with turn(tmp_path, lambda: pytest.fail("nobody else is there")):
        thread = threading.Thread(target=second)
        thread.start()
        assert told.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


@pytest.mark.parametrize("error", [OSError(95, "not supported"), None])
def test_where_nothing_can_be_locked_there_is_no_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "not supported")

    if error:
        monkeypatch.setattr("fcntl.flock", refuse)
    else:
        (tmp_path / state.FOLDER).touch()  # a file where the folder should be
    with turn(tmp_path, lambda: pytest.fail("there is nothing to wait for")):
        pass
