"""The place of some words of a text: what a caret underlines when one figure of a long quotation is wrong."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.diagnostics import Span
from plaidoyer.records.nodes import Mapping, Scalar
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.yaml import parse_yaml


def scalar(text: str) -> Scalar:
    """The value of the only key."""
    root, found = parse_yaml(text, "f.yaml")
    assert found == ()
    assert isinstance(root, Mapping)
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    return value


def underlined(text: str, words: str) -> str:
    """What the caret is put under, for ``words`` of the stripped value."""
    value = scalar(text)
    start = value.text.strip().index(words)
    span = value.part(start, start + len(words))
    return text.split("\n")[span.line - 1][span.column - 1 : span.column - 1 + span.length]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("a: un deux trois\n", "deux", "deux"),
        ("a: un deux trois\n", "trois", "trois"),
        ("a: un deux trois\n", "un deux trois", "un deux trois"),
        ("a: 'l''eau et deux'\n", "l'eau", "l''eau"),
        ('a: "l\\u00e9 deux"\n', "lé", "l\\u00e9"),
        ('a: "  un deux  "\n', "un", "un"),
        ('a: "  un deux  "\n', "deux", "deux"),
        ("a: un\n  deux\n  trois\n", "deux", "deux"),
        ("a: un\n  deux trois\n", "un deux", "un"),
        ("a: >-\n  un deux\n  trois quatre\n", "trois", "trois"),
        ("a: >-\n  un deux\n  trois quatre\n", "deux trois", "deux"),
        ("a: |\n\n  un deux\n  trois\n", "un", "un"),
        ("a: |\n\n  un deux\n  trois\n", "trois", "trois"),
        ('a: "un \\\n  deux"\n', "deux", "deux"),
        ("a: «\u202fun\u202f» deux\n", "«\u202fun\u202f»", "«\u202fun\u202f»"),
    ],
)
def test_the_caret_is_under_the_very_words(text: str, words: str, shown: str) -> None:
    assert underlined(text, words) == shown


def test_words_beyond_the_text_are_the_whole_value() -> None:
    value = scalar("a: un deux\n")
    assert value.part(99, 100) == value.part(-3, 2) == value.span
    assert value.part(3, 99) == Span("f.yaml", 1, 7, 4)


@given(
    st.lists(st.text("aéœ«-1'", min_size=1, max_size=8), min_size=1, max_size=12),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.integers(8, 60),
)
def test_any_word_in_any_style_has_its_place(words: list[str], style: str | None, width: int) -> None:
    """Lines are folded at any width: the place is on the line where the word is, and goes no further than it."""
    text = yaml.safe_dump({"a": " ".join(words)}, default_style=style, width=width, allow_unicode=True)
    value = scalar(text)
    start = 0
    for word in words:
        span = value.part(start, start + len(word))
        shown = text.split("\n")[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        # The sign that joins two lines may go with the last word of the first.
        assert shown.removesuffix("\\") in (word, word.replace("'", "''"))
        start += len(word) + 1


RECORD = """type: report
title: Rapport
passages:
  p:
    exact: >-
      Il y a
      40 cas.
    originator: {name: Anne, exact: selon Anne}
    translation: {en: {text: "There are 40 cases.", by: ours}}
"""


def test_a_passage_knows_the_place_of_each_of_its_words() -> None:
    source, found = read_source(RECORD, "sources/s.yaml", "s")
    assert source
    assert found == ()
    passage = source.passages["p"]
    assert passage.originator
    assert set(passage.written) == {"exact"}
    assert passage.written["exact"].part(7, 9) == Span("sources/s.yaml", 7, 7, 2)
    assert passage.originator.written["exact"].part(6, 10) == Span("sources/s.yaml", 8, 43, 4)
    assert passage.translation["en"].written["text"].part(10, 12) == Span("sources/s.yaml", 9, 41, 2)
    assert source.written["captures"] == frozenset()


def test_a_record_knows_the_files_of_its_captures_sound_or_not() -> None:
    """So that no passage is told to be absent from copies that only could not be read from the record."""
    text = "type: report\ntitle: T\ncaptures: [{file: a.txt, sha256: X}, {file: b.txt, sha256: %s}]\n" % ("0" * 64)
    source, _ = read_source(text, "sources/s.yaml", "s")
    assert source
    assert [one.file for one in source.captures] == ["b.txt"]
    assert source.written["captures"] == {"a.txt", "b.txt"}
    source, _ = read_source("type: report\ntitle: T\ncaptures: a.txt\n", "sources/s.yaml", "s")
    assert source
    assert "captures" not in source.written
