"""What can be known of a PDF that somebody sends: where it comes from, its words, its files; and no harm done."""

from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from plaidoyer.typeset import built
from plaidoyer.typeset.built import Built, NotBuilt, read
from plaidoyer.typeset.job import Attached, Job, Provenance
from plaidoyer.typeset.pdf import typeset

PROVENANCE = Provenance("lac/amendement", "lac", "one-pager", "draft", "ab12", ("a", "b"), ("x 1", "y 2.0"))
HTML = "<!doctype html><html lang=fr><head><title>t</title></head><body><h1>{words}</h1></body></html>"


@pytest.fixture
def pdf(fontconfig: Path, tmp_path: Path) -> bytes:
    """A PDF of this program, of a few words, that carries a file."""
    return made(fontconfig, tmp_path, PROVENANCE)


def made(fontconfig: Path, folder: Path, provenance: Provenance | None, words: str = "Un lac, peut-être") -> bytes:
    attached = (Attached("a.txt", "x", "2026-11-24"),)
    return typeset(Job(HTML.format(words=words), (), folder, fontconfig, attached, provenance)).pdf


def changed(
    pdf: bytes, packet: bytes | None = None, encryption: pikepdf.Encryption | bool = False, **stream: pikepdf.Object
) -> bytes:
    """The same file with other metadata; none where there is no ``packet``."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if packet is None:
            del document.Root.Metadata
        else:
            document.Root.Metadata = document.make_stream(packet, **stream)
        out = BytesIO()
        document.save(out, encryption=encryption, fix_metadata_version=False)
        return out.getvalue()


def test_a_file_says_where_it_comes_from_and_what_stands_in_it(pdf: bytes) -> None:
    """In a process of its own, as « verify » reads it."""
    hashed = {"a.txt": hashlib.sha256(b"x").hexdigest()}
    assert read(pdf) == Built(PROVENANCE, ("Un", "lac,", "peutêtre"), hashed)


def test_a_hyphen_at_a_line_end_makes_no_other_word(fontconfig: Path, tmp_path: Path) -> None:
    """Other engines break lines elsewhere: the words are the same. A minus before a number is one."""
    words = "mm" + "&shy;mm" * 40 + " peut-être&nbsp;-5"
    found = built._read(made(fontconfig, tmp_path, PROVENANCE, words))
    assert isinstance(found, Built)
    assert found.words == ("m" * 82, "peutêtre", "‐5")


def test_a_page_without_a_word_has_none(fontconfig: Path, tmp_path: Path) -> None:
    found = built._read(made(fontconfig, tmp_path, PROVENANCE, words=""))
    assert isinstance(found, Built)
    assert found.words == ()


@pytest.mark.parametrize("brief", ["../lac", "Lac", ""])
def test_a_brief_of_a_name_that_no_brief_has_is_none_of_ours(brief: str, fontconfig: Path, tmp_path: Path) -> None:
    """A name out of a file that anybody made must not lead out of the campaign."""
    for said in (replace(PROVENANCE, brief=brief), replace(PROVENANCE, output=brief)):
        assert "what it was built from" in str(built._read(made(fontconfig, tmp_path, said)))


def test_a_file_of_another_program_is_told_from_ours(pdf: bytes, fontconfig: Path, tmp_path: Path) -> None:
    foreign = made(fontconfig, tmp_path, None)
    for one in (foreign, changed(pdf), changed(pdf, b"<x"), changed(pdf, b" " * 2_000_000)):
        assert "this program did not build it" in str(built._read(one))


@pytest.mark.parametrize("data", [b"", b"Bonjour", b"%PDF-1.7\nnothing"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert built._read(data) == "it is no PDF that can be read"


def test_a_locked_file_says_that_it_asks_for_a_password(pdf: bytes) -> None:
    locked = changed(pdf, b"", encryption=pikepdf.Encryption(owner="o", user="u"))
    assert built._read(locked) == "it asks for a password"
    with pytest.raises(NotBuilt, match="it asks for a password"):
        read(locked)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Less than four megabytes that inflate to six hundred."""
    packed = zlib.compressobj(1)
    data = b"".join([*(packed.compress(bytes(1024**2)) for _ in range(600)), packed.flush()])
    assert len(data) < 4 * 1024**2
    return data


def test_a_file_made_to_swallow_memory_ends_in_a_sentence(
    pdf: bytes, bomb: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(built, "MEMORY", 512 * 1024**2)
    with pytest.raises(NotBuilt, match=r"can(not)? be read"):
        read(changed(pdf, bomb, Filter=pikepdf.Name.FlateDecode))


def test_a_file_that_takes_for_ever_is_given_up(pdf: bytes, bomb: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "SECONDS", 0.05)
    with pytest.raises(NotBuilt, match="it cannot be read: it took longer than"):
        read(changed(pdf, bomb, Filter=pikepdf.Name.FlateDecode))
