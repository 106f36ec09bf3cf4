"""Whatever stands in a file, reading it ends in records and findings, each with a place in the file."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plaidoyer.diagnostics import Finding
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.files import decode
from plaidoyer.records.nodes import Scalar, walk
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.yaml import parse_yaml

PROJECT = Path(__file__).parents[1] / "projects/small"
PIECES = (
    "a", "title", "type: report", "passages", "figures", "exact: x", "value: 20.000", "issued: 2024-13",
    "é", "😀", "'", '"', ": ", " : ", ":", "- ", "\n", "\n  ", "\n    ", " #", "# plaidoyer: allow x",
    "[", "]", "{", "}", ", ", "&a ", "*a", "!t ", "<<: ", "|\n", ">-\n", "\\", "%", "@", "`", "? ",
    "---\n", "...\n", "\t", "\u2028", "\x85", "\0", "\ufeff", "\ud800", "\r", "\xa0",
)  # fmt: skip
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
ANY_TEXT = st.text(st.characters(), max_size=80) | YAML_LIKE


def assert_inside(findings: tuple[Finding, ...], text: str, first_line: int = 1) -> None:
    """Every finding has words, a way to mend it, and a place that an editor can show."""
    lines = text.split("\n")
    for finding in findings:
        place = finding.span
        assert finding.message
        assert finding.hint
        assert first_line <= place.line < first_line + len(lines), finding
        assert 1 <= place.column <= len(lines[place.line - first_line]) + 1, finding
        assert place.length >= 1


@settings(max_examples=300)
@given(ANY_TEXT)
@example("[" * 2000)
@example("a: {b: " * 70)
@example("a: [\n'")
@example("\n\n")
def test_any_text_as_yaml(text: str) -> None:
    root, findings = parse_yaml(text, "a.yaml", 5)
    assert_inside(findings, text, 5)
    assert root is not None or findings
    for node in walk(root) if root is not None else ():
        assert 5 <= node.span.line <= 5 + text.count("\n")
        if isinstance(node, Scalar):
            for offset in range(len(node.text) + 1):
                assert_inside((Finding("r", "m", node.at(offset), "h"),), text, 5)


@settings(max_examples=100)
@given(ANY_TEXT)
def test_any_text_as_a_record(text: str) -> None:
    assert_inside(read_source(text, "sources/a.yaml", "a")[1], text)


@settings(max_examples=100)
@given(st.integers(0, 5000), st.integers(0, 20), st.sampled_from(PIECES))
def test_a_record_with_any_slip(at: int, length: int, slip: str) -> None:
    whole = (PROJECT / "sources/rapport-2025.yaml").read_text(encoding="utf-8")
    at %= len(whole)
    text = whole[:at] + slip + whole[at + length :]
    assert_inside(read_source(text, "sources/rapport-2025.yaml", "rapport-2025")[1], text)


@settings(max_examples=100)
@given(st.integers(0, 5000), st.integers(0, 20), st.sampled_from(PIECES))
def test_a_brief_with_any_slip(at: int, length: int, slip: str) -> None:
    whole = (PROJECT / "briefs/note/brief.md").read_text(encoding="utf-8")
    at %= whole.index("\n---\n", 4) + 6
    text, _ = decode((whole[:at] + slip + whole[at + length :]).encode("utf-8", "replace"), "brief.md")
    if text is not None:
        assert_inside(read_brief(text, "briefs/note/brief.md", "note", "fr", "policy-brief")[1], text)


@given(st.binary(max_size=40) | ANY_TEXT.map(lambda text: text.encode("latin-1", "ignore")))
def test_any_bytes(data: bytes) -> None:
    text, findings = decode(data, "a.yaml")
    assert (text is None) == bool(findings)
    assert_inside(findings, data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n"))
