"""YAML becomes text, lists and mappings with places; what would surprise an author is refused."""

from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st

from plaidoyer.diagnostics import Span
from plaidoyer.records import yaml
from plaidoyer.records.nodes import Broken, Mapping, Node, Scalar, Sequence
from plaidoyer.records.yaml import MAX_DEPTH, parse_yaml

type_of = {Scalar: "text", Sequence: "list", Mapping: "mapping", Broken: "broken"}


def plain(node: Node | None) -> object:
    """A node as Python's own values."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
        case _:
            return None


def read(text: str) -> object:
    """The values of a text without fault."""
    node, findings = parse_yaml(text, "a.yaml")
    assert findings == ()
    return plain(node)


def found(text: str) -> list[tuple[str, int, int]]:
    """Rule, line and column of every finding."""
    return [(finding.rule, finding.span.line, finding.span.column) for finding in parse_yaml(text, "a.yaml")[1]]


def value(text: str, key: str) -> Scalar:
    """The scalar of a field."""
    root, _ = parse_yaml(text, "a.yaml")
    assert isinstance(root, Mapping)
    node = root.get(key)
    assert isinstance(node, Scalar)
    return node


@pytest.fixture(params=["libyaml", "pure Python"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "_LOADER", pyyaml.Loader if request.param == "pure Python" else yaml._LOADER)


# Values -------------------------------------------------------------------------------------------


def test_scalars_stay_text() -> None:
    """A country code « NO », a version « 1.10 » or a time « 12:30 » must not change its meaning."""
    text = "country: NO\nversion: 1.10\ntime: 12:30\nyear: 2024\nnone: null\noctal: 010\nempty:\n"
    assert read(text) == {
        "country": "NO",
        "version": "1.10",
        "time": "12:30",
        "year": "2024",
        "none": "null",
        "octal": "010",
        "empty": "",
    }


@pytest.mark.usefixtures("_each_parser")
def test_every_form_of_text_list_and_mapping() -> None:
    text = "---\na: [x, {b: 'l''un'}]\nc:\n- \"d\\u00e9\"\n- >-\n  e\n  f\n- |\n  g\n   h\n...\n"
    assert read(text) == {"a": ["x", {"b": "l'un"}], "c": ["dé", "e f", "g\n h\n"]}


# Refusals -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", [("duplicate-key", 3, 1)], id="a key given twice"),
        pytest.param("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)], id="a key given twice inside"),
        pytest.param("a: &x 1\nb: *x\n", [("invalid-yaml", 1, 4), ("invalid-yaml", 2, 4)], id="anchor and alias"),
        pytest.param("a: !!int 1\n", [("invalid-yaml", 1, 4)], id="a tag"),
        pytest.param("a: !x {}\n", [("invalid-yaml", 1, 4)], id="a tag of a mapping"),
        pytest.param("<<: {a: 1}\n", [("invalid-yaml", 1, 1)], id="a merge key"),
        pytest.param("a: 1\n---\nb: 2\n", [("invalid-yaml", 2, 1)], id="two documents"),
        pytest.param("? [a, b]\n: c\n", [("invalid-yaml", 1, 3)], id="a list as key"),
        pytest.param("? {a: b}\n: c\n", [("invalid-yaml", 1, 3)], id="a mapping as key"),
        pytest.param(": c\n", [("invalid-yaml", 1, 1)], id="no key"),
        pytest.param("a:\n\tb: 1\n\tc: 1\n", [("invalid-yaml", 2, 1)], id="tabs"),
        pytest.param("a: b\x07c\n", [("invalid-yaml", 1, 5)], id="a control character"),
        pytest.param("a: b\u2028c\nd: [\n", [("invalid-yaml", 1, 5), ("invalid-yaml", 2, 4)], id="a line separator"),
        pytest.param("# nothing\n", [("invalid-yaml", 1, 1)], id="comments only"),
    ],
)
def test_what_is_refused_has_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(text) == expected


def test_a_duplicate_names_the_line_of_the_first_and_the_first_counts() -> None:
    node, (finding,) = parse_yaml("a: 1\nb: 2\na: 3\n", "a.yaml", first_line=11)
    assert plain(node) == {"a": "1", "b": "2"}
    assert finding.message == "« a » is already given on line 11"
    assert finding.span == Span("a.yaml", 13, 1, 1)


def test_billion_laughs_is_refused_before_it_grows() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    node, findings = parse_yaml("l0: &l0 [lol]\n" + levels, "a.yaml")
    assert isinstance(node, Mapping)
    assert {finding.rule for finding in findings} == {"invalid-yaml"}
    assert len(findings) == 10 + 9 * 10


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 200))]
)
def test_depth_is_bounded(text: str) -> None:
    """A hundred thousand brackets would else end in a crash of the parser's recursion."""
    root, findings = parse_yaml(text, "a.yaml")
    assert any(f"more than {MAX_DEPTH} levels" in finding.message for finding in findings)
    assert not isinstance(root, Sequence)


def test_depth_up_to_the_bound_is_read() -> None:
    assert found("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert found("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("invalid-yaml", 1, MAX_DEPTH + 1)]


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "MAX_NODES", 10)
    assert found("[1, 2, 3, 4, 5, 6, 7, 8, 9]") == []
    assert found("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]") == [("invalid-yaml", 1, 29)]


# After an error -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
def test_one_broken_entry_hides_no_other() -> None:
    """An author mends everything after one run."""
    text = "a: x: y\nb: [1\nc: 'l'un'\nd: \"open\ne:\n  f: good\ne: twice\ng: 1\n"
    node, findings = parse_yaml(text, "a.yaml")
    assert plain(node) == {"a": None, "b": None, "c": None, "d": None, "e": {"f": "good"}, "g": "1"}
    assert [(finding.rule, finding.span.line) for finding in findings] == [
        ("invalid-yaml", 1), ("invalid-yaml", 2), ("invalid-yaml", 3), ("invalid-yaml", 4), ("duplicate-key", 7),
    ]  # fmt: skip


def test_lines_count_from_where_the_text_stands_in_its_file() -> None:
    _, findings = parse_yaml("a: 1\nb: x: y\n", "brief.md", first_line=2)
    assert [finding.span for finding in findings] == [Span("brief.md", 3, 5, 1)]


# Places -------------------------------------------------------------------------------------------


def test_columns_count_characters_not_bytes() -> None:
    """An editor would else jump to the wrong letter after « é » or an emoji."""
    node = value('clé: "é😀"\n', "clé")
    assert node.span == Span("a.yaml", 1, 6, 4)
    assert node.at(1) == Span("a.yaml", 1, 8, 1)


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        pytest.param("a: un deux\n", "deux", 1, 7, id="plain"),
        pytest.param("a: un\n   deux\n\n   trois\n", "trois", 4, 4, id="plain over lines"),
        pytest.param("a: 'l''un  deux'\n", "deux", 1, 12, id="single quotes"),
        pytest.param('a: "\\u00e9\\"\\x41 deux"\n', "deux", 1, 18, id="escapes"),
        pytest.param('a: "un \\\n     deux"\n', "deux", 2, 6, id="joined lines"),
        pytest.param("a: >-\n  un\n  deux\n\n    trois\n  quatre\n", "quatre", 6, 3, id="folded"),
        pytest.param("a: |  # why\n\n  un\n   deux\n", "deux", 4, 4, id="literal"),
        pytest.param("a: |2\n   un\n  deux\n", "un", 2, 4, id="indentation given"),
    ],
)
def test_a_word_is_found_where_it_stands(text: str, word: str, line: int, column: int) -> None:
    node = value(text, "a")
    assert node.at(node.text.index(word)) == Span("a.yaml", line, column)


def test_a_place_outside_the_text_is_the_place_of_the_value() -> None:
    node = value("a: un\n", "a")
    assert node.at(99) == node.at(-1) == node.span
    assert node.at(2) == Span("a.yaml", 1, 6)


def test_a_block_is_placed_at_its_first_words() -> None:
    assert value("a: >-\n\n  un deux\n  trois\n", "a").span == Span("a.yaml", 3, 3, 7)


@example("\u00a0", "|", 8)  # a blank to Python, a word to YAML
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from(" '\"\\\n:#"), max_size=60),
    st.sampled_from(["'", '"', "|", ">", None]),
    st.integers(8, 30),
)
def test_every_word_of_every_style_is_found(text: str, style: str | None, width: int) -> None:
    """Findings inside a long ``ask`` would else point at the wrong line."""
    dumped = pyyaml.safe_dump({"a": text}, default_style=style, width=width, allow_unicode=True)
    node, findings = parse_yaml(dumped, "a.yaml")
    if findings:  # YAML's own line ends, which no dumper escapes in blocks
        return
    assert isinstance(node, Mapping)
    scalar = node.entries[0].value
    assert isinstance(scalar, Scalar)
    assert scalar.text == text
    lines = dumped.split("\n")
    for offset, char in enumerate(text):
        if char not in " \n":
            place = scalar.at(offset)
            source = lines[place.line - 1][place.column - 1]
            assert source in (char, "\\"), (dumped, offset)
