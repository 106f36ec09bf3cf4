"""A record is a file that people write, with comments and an order of their own: additions leave all of it alone."""

from __future__ import annotations

import difflib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.publish.record_file import Addition, CannotEdit, new_record, with_additions
from plaidoyer.publish.record_lines import Inline, Noted
from plaidoyer.records.source_reader import read_source

RECORDS = sorted((Path(__file__).parents[2] / "sources").glob("*.yaml"))

LONG = (
    "Selon les données de l’Office Mineurs : 40 % des affaires # impliquant des contenus ont conduit à des actes, "
    'dit "l\'office" {ici}, & [là] – et ce n° 2 du rapport le répète.'
)
PASSAGE = Addition("passages", "nouveau", {"exact": LONG, "locator": Inline({"page": 3})})
FIGURE = Addition(
    "figures",
    "part",
    {
        "value": Noted(Decimal("40.50"), "to be confirmed"),
        "unit": {"fr": Noted(Inline({"one": "image", "other": "images"}), "to be confirmed")},
        "passage": "nouveau",
    },
)
CAPTURE = Addition(
    "captures",
    "",
    {"file": "captures/une page.html", "sha256": "0" * 64, "retrieved": "2026-11-22", "redistributable": False},
)
EVERYTHING = (CAPTURE, PASSAGE, FIGURE)


def added(text: str, *additions: Addition) -> str:
    return with_additions(text.encode(), "sources/r.yaml", additions).decode()


def lines(text: str) -> str:
    """Lines of a record's text, as they stand in a test."""
    return "\n".join(line.removeprefix("        ") for line in text.split("\n")[1:]).rstrip(" ")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_real_record_only_gains_lines(record: Path) -> None:
    """Comments, order, quotation marks and folds of every record of the campaign are what their authors wrote."""
    old = record.read_bytes()
    new = with_additions(old, f"sources/{record.name}", EVERYTHING)
    changes = list(difflib.ndiff(old.decode().splitlines(keepends=True), new.decode().splitlines(keepends=True)))
    assert not [line for line in changes if line.startswith("- ")]
    source, findings = read_source(new.decode(), f"sources/{record.name}", record.stem)
    assert not findings
    assert source
    assert source.passages["nouveau"].exact == LONG
    assert source.passages["nouveau"].locator == {"page": "3"}
    assert source.figures["part"].value == Decimal("40.50")
    assert source.captures[-1].file == "captures/une page.html"


def test_new_lines_are_written_as_the_house_writes_them() -> None:
    assert added("type: report\n", *EVERYTHING) == lines(
        """
        type: report
        captures:
          - file: "captures/une page.html"
            sha256: "0000000000000000000000000000000000000000000000000000000000000000"
            retrieved: 2026-11-22
            redistributable: false

        passages:
          nouveau:
            exact: >-
              Selon les données de l’Office Mineurs : 40 % des affaires # impliquant des contenus ont
              conduit à des actes, dit "l'office" {ici}, & [là] – et ce n° 2 du rapport le répète.
            locator: {page: 3}

        figures:
          part:
            value: 40.50 # to be confirmed
            unit:
              fr: {one: image, other: images} # to be confirmed
            passage: nouveau
        """
    )


SHORT = Addition("passages", "b", {"exact": "Deux mots."})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "type: report\npassages:\n  a:\n    exact: x\n    # of a\n  # of the table\n# of what follows\nfigures:\n",
            'type: report\npassages:\n  a:\n    exact: x\n    # of a\n  # of the table\n  b:\n    exact: "Deux mots."\n'
            "# of what follows\nfigures:\n",
            id="comments behind the table",
        ),
        pytest.param(
            "type: report\npassages:\n  a:\n    exact: x  # why",
            'type: report\npassages:\n  a:\n    exact: x  # why\n  b:\n    exact: "Deux mots."',
            id="no line end at the end",
        ),
        pytest.param(
            "type: report\r\npassages:\r\n  a:\r\n    exact: x\r\n\r\nfigures:\r\n",
            'type: report\r\npassages:\r\n  a:\r\n    exact: x\r\n  b:\r\n    exact: "Deux mots."\r\n\r\nfigures:\r\n',
            id="line ends of Windows",
        ),
        pytest.param(
            "type: report\r\ntitle: x\npassages:\r\n  a:\n    exact: x\n",
            'type: report\r\ntitle: x\npassages:\r\n  a:\n    exact: x\n  b:\r\n    exact: "Deux mots."\r\n',
            id="line ends of both kinds",
        ),
        pytest.param(
            "type: report\npassages: {}  # none yet\ntitle: x\n",
            'type: report\npassages:  # none yet\n  b:\n    exact: "Deux mots."\ntitle: x\n',
            id="an empty table in brackets",
        ),
        pytest.param(
            "type: report\npassages:   # none yet\n  # but soon\ntitle: x\n",
            'type: report\npassages:   # none yet\n  # but soon\n  b:\n    exact: "Deux mots."\ntitle: x\n',
            id="an empty table",
        ),
        pytest.param(
            "type: report\npassages:",
            'type: report\npassages:\n  b:\n    exact: "Deux mots."',
            id="an empty table at the very end",
        ),
        pytest.param(
            "type: report\npassages: {a: {exact: x}}  # one\n",
            'type: report\npassages: {a: {exact: x}, b: {exact: "Deux mots."}}  # one\n',
            id="a table in brackets",
        ),
        pytest.param(
            "type: report\npassages: {\n  a: {exact: x},\n}\n",
            'type: report\npassages: {\n  a: {exact: x}, b: {exact: "Deux mots."},\n}\n',
            id="a table in brackets over several lines",
        ),
        pytest.param(
            "type: report\npassages: {\n}\n",
            'type: report\npassages: {b: {exact: "Deux mots."}\n}\n',
            id="an empty table in brackets over two lines",
        ),
        pytest.param(
            '{"type": "report", "passages": {"a": {"exact": "x"}}}\n',
            '{"type": "report", "passages": {"a": {"exact": "x"}, b: {exact: "Deux mots."}}}\n',
            id="JSON",
        ),
        pytest.param(
            '{"type": "report"}\n',
            '{"type": "report", passages: {b: {exact: "Deux mots."}}}\n',
            id="JSON without the table",
        ),
        pytest.param(
            "type: report\npassages:\n    a:\n        exact: x\n",
            'type: report\npassages:\n    a:\n        exact: x\n    b:\n        exact: "Deux mots."\n',
            id="four spaces",
        ),
        pytest.param(
            "  type: report\n  passages:\n     a: {exact: x}\n",
            '  type: report\n  passages:\n     a: {exact: x}\n     b:\n       exact: "Deux mots."\n',
            id="a record that is indented as a whole",
        ),
        pytest.param(
            "type: report\npassages:\n  a:\n    exact: |+\n      x\n\n\n",
            'type: report\npassages:\n  a:\n    exact: |+\n      x\n\n\n  b:\n    exact: "Deux mots."\n',
            id="a block that keeps its blank lines",
        ),
        pytest.param(
            "type: report\npassages:\n  a:\n    exact: |\n      x\n\n# of the end\n",
            'type: report\npassages:\n  a:\n    exact: |\n      x\n  b:\n    exact: "Deux mots."\n\n# of the end\n',
            id="a block that does not",
        ),
        pytest.param(
            "type: report\n# of the figures\nfigures:\n  f: {value: 1, unit: '%', passage: a}\n",
            'type: report\n\npassages:\n  b:\n    exact: "Deux mots."\n\n# of the figures\nfigures:\n'
            "  f: {value: 1, unit: '%', passage: a}\n",
            id="a table that belongs before another",
        ),
        pytest.param(
            "figures:\n  f: {value: 1, unit: '%', passage: b}\ntype: report\n",
            "figures:\n  f: {value: 1, unit: '%', passage: b}\ntype: report\n"
            '\npassages:\n  b:\n    exact: "Deux mots."\n',
            id="a table that can only come behind",
        ),
        pytest.param(
            "---\ntype: report\n...\n",
            '---\ntype: report\n\npassages:\n  b:\n    exact: "Deux mots."\n\n...\n',
            id="marks of a document",
        ),
    ],
)
def test_the_new_entry_stands_where_a_person_would_put_it(old: str, new: str) -> None:
    assert added(old, SHORT) == new


NEW = "- file: c\n  sha256: HASH\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("captures:\n- {file: a, sha256: HASH}\n# x\n", f"captures:\n- {{file: a, sha256: HASH}}\n{NEW}# x\n"),
        (
            "captures:\n    - file: a\n      sha256: HASH\n",
            "captures:\n    - file: a\n      sha256: HASH\n    - file: c\n      sha256: HASH\n",
        ),
        ("captures: [{file: a, sha256: HASH}]\n", "captures: [{file: a, sha256: HASH}, {file: c, sha256: HASH}]\n"),
        ("captures: []\n", "captures:\n  - file: c\n    sha256: HASH\n"),
    ],
)
def test_a_capture_joins_the_list_as_it_is_written(old: str, new: str) -> None:
    digest = "a" * 64
    text = added(
        f"type: report\n{old}".replace("HASH", digest), Addition("captures", "", {"file": "c", "sha256": digest})
    )
    assert text.replace(digest, "HASH") == f"type: report\n{new}"


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ("type: report\n\tpassages: x\n", "cannot be read as a record"),
        ("type: report\ntype: bill\n", "cannot be read as a record"),
        ("- type: report\n", "cannot be read as a record"),
        ("type: report\npassages: none\n", "« passages » on line 2 of « sources/r.yaml » is not a mapping of names"),
        ("type: report\npassages: [a]\n", "« passages » on line 2 of « sources/r.yaml » is not a mapping of names"),
        ("type: report\npassages: &x {a: {exact: x}}\n", "cannot be read as a record"),
        ('{"type": "report", "passages": }\n', "« passages » on line 1"),
        ("? type\n: report\n? passages\n: a: {exact: x}\n", ""),
        ("\ufefftype: report\n", "cannot be read"),
        ("type: report\npassages:\n  b: {exact: x}\n", "nothing can safely be added"),
    ],
)
def test_what_cannot_be_edited_is_refused_and_never_mangled(old: str, says: str) -> None:
    if not says:  # unusual, and written well: it holds what it held
        source, _ = read_source(added(old, SHORT), "sources/r.yaml", "r")
        assert source
        assert list(source.passages) == ["a", "b"]
        return
    with pytest.raises(CannotEdit) as refused:
        added(old, SHORT)
    assert says in refused.value.message
    assert refused.value.hint


def test_a_fault_elsewhere_does_not_keep_a_passage_out() -> None:
    """An advocate may collect passages before a record is complete; new faults are never written."""
    assert "Deux mots." in added("type: report\ntitel: x\n", SHORT)
    with pytest.raises(CannotEdit):
        added("type: report\n", Addition("passages", "b", {"exact": "x", "capture": "captures/none.txt"}))


def test_a_new_record_is_read_as_it_was_meant() -> None:
    data = new_record(
        {
            "id": "r",
            "type": "webpage",
            "title": Noted("Rapport n°", "to be confirmed"),
            "author": Noted(Inline([{"literal": "A: B"}, {"literal": "C # D"}]), "to be confirmed"),
            "issued": Noted("2024-10", "to be confirmed"),
            "language": Noted("no", "to be confirmed"),
            "URL": Noted("https://www.regjeringen.no", "to be confirmed"),
        },
        "Made by « plaidoyer add ».",
    )
    source, findings = read_source(data.decode(), "sources/r.yaml", "r")
    assert not findings
    assert source
    assert data.decode() == lines(
        """
        # Made by « plaidoyer add ».
        id: r
        type: webpage
        title: "Rapport n°" # to be confirmed
        author: [{literal: "A: B"}, {literal: "C # D"}] # to be confirmed
        issued: 2024-10 # to be confirmed
        language: "no" # to be confirmed
        URL: "https://www.regjeringen.no" # to be confirmed
        """
    )


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=400)


@given(words=WORDS, record=st.sampled_from(RECORDS) if RECORDS else st.nothing())
def test_any_words_come_back_as_they_were(words: str, record: Path) -> None:
    """Whatever a page says, the record holds it, and nothing else moves."""
    exact = " ".join(words.split()) or "x"
    old = record.read_bytes()
    entry = Addition("passages", "zz", {"exact": exact})
    try:
        new = with_additions(old, f"sources/{record.name}", [entry])
    except CannotEdit:
        assert any(ord(char) in range(0xFFFE, 0x10000) or char == "\ufeff" for char in exact)
        return
    source, findings = read_source(new.decode(), f"sources/{record.name}", record.stem)
    assert not findings
    assert source
    assert source.passages["zz"].exact == exact
