"""A file that is no text is refused at its place, with the way to save it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.files import is_within, read_text


def refusal(tmp_path: Path, data: bytes, limit: int = 1000) -> Finding:
    """What is found in a file of these bytes, which must be refused."""
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    text, findings = read_text(path, "sources/a.yaml", limit)
    assert text is None
    (finding,) = findings
    assert finding.rule == "invalid-file"
    assert finding.hint
    return finding


def test_line_ends_of_windows_are_read_like_all_others(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("id: é\r\ntype: x\rend".encode())
    assert read_text(path, "a.yaml") == ("id: é\ntype: x\nend", ())


@pytest.mark.parametrize(
    ("data", "said", "line", "column"),
    [
        pytest.param(b"\xef\xbb\xbfid: x", "byte order mark", 1, 1, id="a BOM"),
        pytest.param("id: x".encode("utf-16"), "UTF-16", 1, 1, id="UTF-16"),
        pytest.param(
            "id: é\r\ntitle: été\n".encode().replace(b"\xc3\xa9t", b"\xe9t"), "Windows-1252", 2, 8, id="Latin-1"
        ),
        pytest.param("a: «\ud800»".encode("utf-8", "surrogatepass"), "not UTF-8", 1, 5, id="half a character"),
        pytest.param(b"", "empty", 1, 1, id="an empty file"),
        pytest.param(b" \r\n\t\n", "empty", 1, 1, id="blanks"),
        pytest.param(b"a\n\0b", "NUL", 2, 1, id="a NUL"),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes, said: str, line: int, column: int) -> None:
    finding = refusal(tmp_path, data)
    assert said in finding.message
    assert finding.span == Span("sources/a.yaml", line, column)


def test_the_first_wrong_byte_is_shown_as_the_letter_that_was_meant(tmp_path: Path) -> None:
    assert "« é »" in refusal(tmp_path, b"title: \xe9t\xe9").message


def test_a_file_beyond_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    assert "1,001 bytes, more than the 1,000" in refusal(tmp_path, b"x" * 1001).message


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "folder" in read_text(tmp_path, "sources")[1][0].message
    assert "cannot be read" in read_text(tmp_path / "none", "none")[1][0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_block_the_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "ordinary file" in read_text(tmp_path / "pipe", "pipe")[1][0].message


def test_a_link_out_of_the_campaign_and_a_circle_lie_outside(tmp_path: Path) -> None:
    campaign = tmp_path / "campaign"
    campaign.mkdir()
    (campaign / "out").symlink_to(tmp_path)
    (campaign / "circle").symlink_to("circle")
    assert is_within(campaign / "sources/a.yaml", campaign)
    assert not is_within(campaign / "out/a.yaml", campaign)
    assert not is_within(campaign / "circle", campaign)
