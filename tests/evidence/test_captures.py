"""Copies are other people's files: some are missing, some changed, some hostile, and all must end in a sentence."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.copies import captures, texts
from plaidoyer.evidence.copies.captures import Copy, State, look
from plaidoyer.evidence.copies.extract import Unreadable, extractors, version
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.records.sources import Capture
from plaidoyer.workers import pool
from tests.evidence.hostile_captures import bomb, encrypted, repeated, written_pdf

PDF = written_pdf(b"BT /F1 12 Tf 72 700 Td (Plus de 20 000 images) Tj ET")
HTML = b"<!doctype html><html><body><article><p>" + b"Plus de 20 000 images, et plus. " * 20 + b"</p></article>"
Read = Callable[..., Mapping[str, Reading | Unreadable]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources/captures").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def put(root: Path) -> Callable[..., Capture]:
    """Store a copy; the record describes it rightly unless told otherwise."""

    def put(name: str, data: bytes, sha256: str = "") -> Capture:
        (root / "sources/captures" / name).write_bytes(data)
        return named(f"captures/{name}", sha256 or hashlib.sha256(data).hexdigest())

    return put


@pytest.fixture
def read(root: Path) -> Read:
    """Read copies by the extractor of a number; ``known`` is told of each that was not kept yet."""

    def read(*found: Copy, trial: int = 0, known: list[str] | None = None) -> Mapping[str, Reading | Unreadable]:
        told = [] if known is None else known
        return captures.read(root, found, trial, root / "kept", 2, lambda name, done, total: told.append(name))

    return read


def named(file: str, sha256: str = "0" * 64) -> Capture:
    return Capture(file, sha256, None, False, Span("sources/x.yaml", 3, 5), {})


def seen(root: Path, capture: Capture) -> Copy:
    return look(root, [capture])[capture]


# What is found ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"), [("a.txt", b"texte", "text"), ("a.html", HTML, "html"), ("a.pdf", PDF, "pdf")]
)
def test_a_copy_that_is_as_described(
    put: Callable[..., Capture], root: Path, name: str, data: bytes, kind: str
) -> None:
    capture = put(name, data)
    assert seen(root, capture) == Copy(capture, State.PRESENT, kind, capture.sha256)


def test_capitals_in_a_hash_are_no_change(put: Callable[..., Capture], root: Path) -> None:
    assert seen(root, put("a.txt", b"a", hashlib.sha256(b"a").hexdigest().upper())).state is State.PRESENT


def test_a_changed_copy_tells_its_own_hash(put: Callable[..., Capture], root: Path) -> None:
    """Both hashes are shown: the author sees which copy is meant."""
    capture = put("a.txt", b"autre", "ab" * 32)
    assert seen(root, capture) == Copy(capture, State.CHANGED, "text", hashlib.sha256(b"autre").hexdigest())


@pytest.mark.parametrize("file", ["captures/none.txt", "captures/a.txt/b.txt"])
def test_a_missing_copy(put: Callable[..., Capture], root: Path, file: str) -> None:
    put("a.txt", b"a")
    assert seen(root, named(file)) == Copy(named(file), State.MISSING)


def test_a_campaign_without_captures_misses_them(tmp_path: Path) -> None:
    assert seen(tmp_path, named("captures/a.txt")).state is State.MISSING


def test_a_folder_is_no_copy(root: Path) -> None:
    copy = seen(root, named("captures"))
    assert copy.state is State.UNREADABLE
    assert (copy.problem, copy.hint) == ("« captures » is no ordinary file", "name the file of the copy itself")


def test_a_pipe_is_never_opened(root: Path) -> None:
    """It would hold up the build for ever."""
    os.mkfifo(root / "sources/captures/pipe")
    assert seen(root, named("captures/pipe")).state is State.UNREADABLE


@pytest.mark.parametrize("target", ["/etc/hostname", "loop.txt", "/no/such/file"])
def test_a_link_that_leads_out_is_refused(root: Path, target: str) -> None:
    """A record from somebody else must not read the machine's files."""
    (root / "sources/captures/loop.txt").symlink_to(target)
    copy = seen(root, named("captures/loop.txt"))
    assert copy.state is State.UNREADABLE
    assert copy.problem == "« captures/loop.txt » leads out of the campaign, or nowhere"
    assert copy.hint == "put the file itself there"


def test_a_link_inside_the_campaign_is_followed(put: Callable[..., Capture], root: Path) -> None:
    put("a.txt", b"a")
    (root / "sources/captures/b.txt").symlink_to("a.txt")
    assert seen(root, named("captures/b.txt")).state is State.CHANGED


def test_a_file_too_large_is_not_even_hashed(
    put: Callable[..., Capture], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captures, "LARGEST", 1000)
    copy = seen(root, put("a.txt", b"a" * 1001))
    assert copy.state is State.UNREADABLE
    assert copy.problem == "the copy « captures/a.txt » has 1,001 bytes, more than the 1,000 that are read"
    assert seen(root, put("a.txt", b"a" * 1000)).state is State.PRESENT


@pytest.mark.parametrize(
    ("error", "reason"), [(PermissionError(13, "Permission denied"), "Permission denied"), (ValueError("odd"), "odd")]
)
def test_a_file_that_may_not_be_read_says_so(
    put: Callable[..., Capture], root: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    capture = put("a.txt", b"a")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    copy = seen(root, capture)
    assert copy.state is State.UNREADABLE
    assert copy.problem == f"the copy « captures/a.txt » cannot be read: {reason}"


def test_a_name_that_no_file_can_have(root: Path) -> None:
    assert seen(root, named("captures/\0")).state is State.UNREADABLE
    assert seen(root, named("captures/" + "x" * 5000)).state is State.UNREADABLE


def test_records_that_name_one_file_each_get_their_answer(put: Callable[..., Capture], root: Path) -> None:
    right, wrong = put("a.txt", b"a"), named("captures/a.txt")
    copies = look(root, [right, wrong])
    assert [copies[right].state, copies[wrong].state] == [State.PRESENT, State.CHANGED]


# What is read -------------------------------------------------------------------------------------


def test_every_kind_is_read_by_the_extractor_of_the_number(put: Callable[..., Capture], root: Path, read: Read) -> None:
    copies = look(root, [put("a.txt", b"texte"), put("a.html", HTML), put("a.pdf", PDF)]).values()
    for trial in (0, 1, 2):
        readings = read(*copies, trial=trial)
        assert {sha256: reading.extractor for sha256, reading in readings.items() if isinstance(reading, Reading)} == {
            copy.sha256: extractors(copy.kind)[trial] for copy in copies if trial < len(extractors(copy.kind))
        }


def test_copies_that_are_not_there_are_left_out(root: Path, read: Read) -> None:
    assert read(seen(root, named("captures/none.txt")), seen(root, named("captures"))) == {}


def test_what_was_read_is_kept(put: Callable[..., Capture], root: Path, read: Read) -> None:
    """The next build reads no page again."""
    copies = look(
        root, [put("a.txt", b"texte"), put("a.html", HTML), put("a.pdf", PDF), put("b.html", b"<p>")]
    ).values()
    first, known = read(*copies), list[str]()
    second = read(*copies, known=known)
    assert known == []
    assert {sha256: str(answer) for sha256, answer in second.items()} == {
        sha256: str(answer) for sha256, answer in first.items()
    }
    assert [type(answer) for answer in second.values()] == [type(answer) for answer in first.values()]


def test_progress_is_told_of_what_is_new(put: Callable[..., Capture], root: Path, read: Read) -> None:
    read(seen(root, put("a.txt", b"un")))
    told: list[str] = []
    read(*look(root, [put("a.txt", b"un"), put("b.txt", b"deux"), put("c.pdf", PDF)]).values(), known=told)
    assert told == ["b.txt", "c.pdf"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"20", b"30"),
        lambda data: b"[]\n" + data,
        lambda data: b"{}\n" + data,
        lambda data: b"\xff" + data,
        lambda data: data.replace(b'"format": 2', b'"format": 3'),
        lambda data: data.replace(b"plain/1", b"plain/0"),
        lambda data: data.replace(b'"pages": []', b'"pages": 4'),
        lambda data: data.replace(b'"pages": []', b'"pages": ["x"]'),
    ],
)
def test_a_damaged_text_is_read_anew(
    put: Callable[..., Capture], root: Path, read: Read, damage: Callable[[bytes], bytes]
) -> None:
    """A disk that was full for a moment must not change what a source says."""
    copy = seen(root, put("a.txt", b"Plus de 20 000 images"))
    before = read(copy)
    [kept] = (root / "kept").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    known: list[str] = []
    assert read(copy, known=known) == before
    assert known == ["a.txt"]
    assert kept.read_bytes() == whole


def test_no_byte_of_a_text_that_was_kept_can_change(root: Path) -> None:
    """A page number, or the name of an extractor, counts as much as the text: a wrong page would be printed."""
    texts.keep(root, "a" * 64, version("pypdf"), Reading("pypdf", "le lac\nla rive", (0, 7)))
    [kept] = root.glob("a*.txt")
    whole = kept.read_bytes()
    for place in range(len(whole)):
        for other in {whole[place] ^ 1, whole[place] ^ 32, ord("0"), ord("9")} - {whole[place]}:
            kept.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
            assert texts.load(root, "a" * 64, version("pypdf")) is None


def test_a_text_of_another_copy_is_not_taken(root: Path) -> None:
    texts.keep(root, "a" * 64, "plain/1", Reading("plain", "texte"))
    [kept] = root.glob("a*.txt")
    kept.rename(root / kept.name.replace("a" * 64, "b" * 64))
    assert texts.load(root, "b" * 64, "plain/1") is None


@pytest.mark.parametrize("found", [Reading("pypdf", "é\r\n\x00\ufffe😀\n", (0, 3)), Unreadable("« non »", "si\n")])
def test_all_that_is_read_can_be_kept(root: Path, found: Reading | Unreadable) -> None:
    texts.keep(root / "new/folder", "a" * 64, version("pypdf"), found)
    kept = texts.load(root / "new/folder", "a" * 64, version("pypdf"))
    if isinstance(found, Unreadable):
        assert isinstance(kept, Unreadable)
        assert (kept.message, kept.hint) == (found.message, found.hint)
    else:
        assert kept == found


def test_a_folder_that_cannot_be_written_costs_time_only(put: Callable[..., Capture], root: Path, read: Read) -> None:
    (root / "kept").write_text("a file stands here")
    copy = seen(root, put("a.txt", b"texte"))
    assert read(copy)[copy.sha256] == Reading("plain", "texte")


def test_a_text_half_written_is_not_left_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    texts.keep(root, "a" * 64, "plain/1", Reading("plain", "texte"))
    assert [path.name for path in root.iterdir()] == ["sources"]


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"autre"), lambda path: path.unlink()])
def test_a_copy_that_changes_meanwhile_is_not_taken_for_the_old_one(
    put: Callable[..., Capture], root: Path, read: Read, change: Callable[[Path], object]
) -> None:
    copy = seen(root, put("a.txt", b"texte"))
    change(root / "sources/captures/a.txt")
    answer = read(copy)[copy.sha256]
    assert isinstance(answer, Unreadable)
    assert answer.message == "the copy changed while it was looked at"
    assert not (root / "kept").exists()


# Hostile copies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        (pool.Reason.TIME, "reading the copy took longer than the 120 s that one may take"),
        (pool.Reason.MEMORY, "reading the copy took more than the 2,048 MB of memory that one may take"),
        (
            pool.Reason.CRASH,
            "the copy breaks the program that reads it, or asks for more than 2,048 MB of memory: why",
        ),
    ],
)
def test_a_copy_that_is_given_up_is_tried_again_another_day(
    put: Callable[..., Capture],
    root: Path,
    read: Read,
    monkeypatch: pytest.MonkeyPatch,
    reason: pool.Reason,
    message: str,
) -> None:
    monkeypatch.setattr(pool, "run", lambda _, items, **__: ((item, pool.Failure(reason, "why")) for item in items))
    copy = seen(root, put("a.pdf", PDF))
    answer = read(copy)[copy.sha256]
    assert isinstance(answer, Unreadable)
    assert (answer.message, answer.hint) == (message, "save the part that is quoted, as a smaller PDF or as text")
    monkeypatch.undo()
    assert isinstance(read(copy)[copy.sha256], Reading)


def test_a_parser_that_crashes_takes_nothing_else_with_it(
    put: Callable[..., Capture], root: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bomb bursts in its own process, whose memory is bounded; its neighbours are read."""
    monkeypatch.setattr(captures, "MEMORY", 400 * 2**20)
    found = look(root, [put("bomb.pdf", bomb(b" ", 2**29)), put("a.pdf", PDF), put("a.html", HTML)])
    burst, *others = read(*found.values()).values()
    assert isinstance(burst, Unreadable)
    assert "400 MB of memory" in burst.message
    assert [type(answer) for answer in others] == [Reading, Reading]


def test_a_copy_that_takes_for_ever_is_given_up(
    put: Callable[..., Capture], root: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a million attributes keep the parser busy for minutes."""
    monkeypatch.setattr(captures, "SECONDS", 2.0)
    endless = b"<html><body><p " + b" ".join(b"a%d=x" % number for number in range(500_000)) + b">texte"
    found = look(root, [put("a.html", endless), put("b.html", HTML)])
    given_up, other = read(*found.values(), trial=1).values()
    assert str(given_up) == "reading the copy took longer than the 2 s that one may take"
    assert isinstance(other, Reading)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("line.html", b"<html><body><p>" + b"mot 20 000 et " * 750_000),
        ("line.txt", b"mot 20 000 et " * 750_000),
        ("nul.txt", b"mot\0 20 000" * 100_000),
        ("thousand.pdf", repeated(PDF, 1000)),
    ],
)
def test_what_is_only_large_is_read(
    put: Callable[..., Capture], root: Path, read: Read, name: str, data: bytes
) -> None:
    copy = seen(root, put(name, data))
    trial = 1 if name.endswith("html") else 0
    reading = read(copy, trial=trial)[copy.sha256]
    assert isinstance(reading, Reading)
    assert reading.text.count("20 000") > 900
    assert len(reading.pages) == (1000 if name.endswith("pdf") else 0)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.html", b"<html><body>" + b"<div>" * 100_000 + b"texte", "the page is too much for the program"),
        ("a.html", b"\x1f\x8b\x08" + zlib.compress(HTML), "the copy is packed with gzip"),
        ("a.html", b"", "the copy is empty"),
        ("a.pdf", PDF[:300], "the PDF is damaged or cut short"),
        ("a.pdf", encrypted(PDF, "x"), "the PDF asks for a password"),
        ("a.pdf", b"Please log in.", "the file is no PDF, whatever its name"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50, "the copy is a ZIP archive"),
    ],
)
@pytest.mark.parametrize("trial", [0, 1])
def test_hostile_copies_end_in_a_sentence(
    put: Callable[..., Capture], root: Path, read: Read, name: str, data: bytes, message: str, trial: int
) -> None:
    copy = seen(root, put(name, data))
    for answer in read(copy, trial=trial).values():
        assert isinstance(answer, Unreadable)
        assert answer.message.startswith(message)
        assert answer.hint
