"""Receipts: what is written, what is read again, and what voids one."""

from __future__ import annotations

import hashlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.receipts import (
    FILE,
    Receipt,
    by_passage,
    holds,
    is_newer,
    passage_digest,
    read_receipts,
    receipt,
    write_receipts,
)
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source

HASH = "ab" * 32
RECORD = f"""type: report
title: Rapport
captures:
  - {{file: a.txt, sha256: {HASH}}}
  - {{file: b.txt, sha256: {HASH}}}
passages:
  p:
    exact: "Il y a 40 cas en 2024."
    prefix: "Avant."
    suffix: "Après."
    say: "40 cas"
    capture: a.txt
    locator: {{page: 3}}
    originator: {{name: {{fr: Anne}}, exact: "selon Anne"}}
    translation: {{en: {{text: "There are 40 cases in 2024.", by: ours}}}}
  q: {{exact: "autre"}}
figures:
  cases: {{value: 40, unit: {{fr: {{one: cas, other: cas}}}}, of: {{fr: cas}}, period: 2024, passage: p}}
  range: {{low: 1, high: 40, unit: "%", passage: p}}
"""


def source(text: str = RECORD) -> Source:
    read, found = read_source(text, "sources/s.yaml", "s")
    assert read
    assert found == ()
    return read


def proof(passage: str = "p", capture: str = "a.txt") -> Proof:
    return Proof("s", passage, "capture", capture, HASH, "plain/1", 3, 9, 2, True, None, "des mots", "privés")


def one(number: int = 0, passage: str = "p", capture: str = "a.txt") -> Receipt:
    return Receipt(f"s{number}", passage, capture, "0", "1", "2", "plain/1", 3, 9, 2, False)


def stands(text: str, written: Receipt) -> bool:
    read = source(text)
    return holds(written, read, read.passages["p"], read.captures[0])


def test_a_receipt_says_where_and_never_what() -> None:
    """Captures may be private: their words must not come into git by this door."""
    written = receipt(proof(), source())
    line = json.loads(write_receipts([written]).splitlines()[1])
    numbers = ["extractor", "start", "end", "page", "loose"]
    assert list(line) == ["source", "passage", "capture", "sha256", "passage_sha256", "figures_sha256", *numbers]
    assert (line["source"], line["passage"], line["capture"], line["sha256"]) == ("s", "p", "a.txt", HASH)
    assert (line["extractor"], line["start"], line["end"], line["page"], line["loose"]) == ("plain/1", 3, 9, 2, True)
    assert not {word for word in ("mots", "privés", "cas", "Anne") if word in json.dumps(line, ensure_ascii=False)}


VOIDING = [
    ("exact", "40 cas en 2024", "41 cas en 2024"),
    ("prefix", "Avant.", "Devant."),
    ("suffix", "Après.", "Ensuite."),
    ("say", 'say: "40 cas"', 'say: "cas"'),
    ("who said it", "selon Anne", "selon Jeanne"),
    ("the capture's hash", f"a.txt, sha256: {HASH}", f"a.txt, sha256: {'0' * 64}"),
    ("the capture's name", "a.txt", "c.txt"),
    ("a figure's value", "value: 40", "value: 41"),
    ("a figure's qualifier", "value: 40", "value: 40, qualifier: about"),
    ("a figure's period", "period: 2024", "period: 2023"),
    ("a figure's bound", "low: 1", "low: 2"),
    ("a figure's other bound", "high: 40", "high: 50"),
    ("a figure's unit", '"%"', "EUR"),
    ("a figure's name", "range:", "other:"),
    ("a figure less", "passage: p}\n  range", "passage: q}\n  range"),
]


@pytest.mark.parametrize(("what", "old", "new"), VOIDING, ids=[what for what, _, _ in VOIDING])
def test_an_edit_of_what_was_proven_voids_the_receipt(what: str, old: str, new: str) -> None:
    """Else anybody could change a figure under a receipt that somebody else wrote."""
    written = receipt(proof(), source())
    assert stands(RECORD, written)
    assert RECORD.count(old) >= 1
    assert not stands(RECORD.replace(old, new), written), what


KEEPING = [
    ("the title", "title: Rapport", "title: Autre"),
    ("the locator", "page: 3", "page: 4"),
    ("who is named", "{fr: Anne}", "{fr: Jeanne}"),
    ("the translation", "There are", "There were"),
    ("what is counted", "of: {fr: cas}", "of: {fr: cas connus}"),
    ("another passage", '"autre"', '"un autre"'),
    ("the order of the file", "  q:", "\n\n  q:"),
]


@pytest.mark.parametrize(("what", "old", "new"), KEEPING, ids=[what for what, _, _ in KEEPING])
def test_an_edit_of_anything_else_does_not(what: str, old: str, new: str) -> None:
    """Whoever mends a title must not need the private copies."""
    assert RECORD.count(old) >= 1
    assert stands(RECORD.replace(old, new), receipt(proof(), source())), what


def test_a_receipt_is_of_one_passage_of_one_source_in_one_capture() -> None:
    read, written = source(), receipt(proof(), source())
    assert not holds(written, read, read.passages["q"], read.captures[0])
    assert not holds(written, read, read.passages["p"], read.captures[1])
    assert not holds(replace(written, source="t"), read, read.passages["p"], read.captures[0])


def test_the_file_is_the_same_whatever_the_order() -> None:
    """Two people who lock the same records write the same bytes."""
    receipts = [one(number, passage, capture) for number in range(3) for passage in "pq" for capture in "ab"]
    shuffled = random.Random(1).sample(receipts, len(receipts))
    text = write_receipts(receipts)
    assert write_receipts(shuffled) == text
    assert read_receipts(text) == (tuple(receipts), ())
    head, *lines = text.splitlines()
    assert json.loads(head)["receipts"] == 1
    assert lines == sorted(lines)


def test_receipts_are_found_by_their_passage() -> None:
    receipts = [one(1), one(1, capture="b.txt"), one(2)]
    assert by_passage(receipts) == {("s1", "p"): (receipts[0], receipts[1]), ("s2", "p"): (receipts[2],)}


TEXT = write_receipts([one(1), one(2), one(3)])
LINES = TEXT.splitlines(keepends=True)
HINT = "run « plaidoyer lock »: it keeps what still holds, and writes the file anew"
EDITED = "the receipts were edited: they are not as « plaidoyer lock » writes them"


@pytest.mark.parametrize(
    ("text", "count", "line", "message"),
    [
        (TEXT[:-30], 2, 4, "this line is no receipt"),
        (TEXT.replace('"start": 3', '"start": 4', 1).replace('{"source": "s2"', '{"source":"s2"'), 3, 1, EDITED),
        (TEXT.replace('"start": 3', '"start": "3"'), 0, 2, "this line is no receipt"),
        (TEXT.replace('"loose": false', '"loose": 0', 1), 2, 2, "this line is no receipt"),
        (TEXT.replace('"page": 2, ', ""), 0, 2, "this line is no receipt"),
        (TEXT.replace('"page": 2, ', '"page": 2, "more": 1, ', 1), 2, 2, "this line is no receipt"),
        (TEXT.replace("plain/1", "\\ud800", 1), 2, 2, "this line is no receipt"),
        ("".join([LINES[0], LINES[2], LINES[1]]), 2, 1, EDITED),
        ("".join([*LINES, LINES[3]]), 4, 1, EDITED),
        ("".join(LINES[1:]), 3, 1, EDITED),
        (TEXT.replace('"receipts": 1', '"receipts": 0'), 3, 1, EDITED),
        (TEXT.replace('"receipts": 1', '"receipts": true'), 3, 1, "this line is no receipt"),
        ("[" * 100_000, 0, 1, "this line is no receipt"),
        ("9" * 5_000, 0, 1, "this line is no receipt"),
        ("null\n", 0, 1, "this line is no receipt"),
        (
            f"{LINES[0]}{LINES[1]}<<<<<<< HEAD\n{LINES[2]}=======\n{LINES[3]}>>>>>>> other\n",
            3,
            3,
            "a conflict of a merge is left here: « <<<<<<< »",
        ),
        (f"{TEXT}||||||| base\n", 3, 5, "a conflict of a merge is left here: « ||||||| »"),
    ],
)
def test_a_file_that_was_not_written_as_it_stands_proves_nothing(
    text: str, count: int, line: int, message: str
) -> None:
    """It is told once, at the first line that shows it; whatever can be read is there for « lock » to look at."""
    receipts, (finding,) = read_receipts(text)
    assert len(receipts) == count
    assert (finding.rule, finding.span.file, finding.span.line) == ("invalid-receipts", FILE, line)
    assert (finding.message, finding.hint) == (message, HINT)
    assert not is_newer([finding])


def test_a_newer_file_is_not_read_at_all() -> None:
    """Its receipts may mean something else; and to write it over would lose them."""
    newer = TEXT.replace('"receipts": 1', '"receipts": 2').replace('"page"', '"leaf"')
    receipts, (finding,) = read_receipts(newer)
    assert receipts == ()
    assert finding.message == "the receipts are of a newer version than this program reads"
    assert finding.hint == "install the newer plaidoyer that wrote them"
    assert finding.span.line == 1
    assert is_newer([finding])


@pytest.mark.parametrize("text", [TEXT.rstrip("\n"), TEXT.replace("\n", "\n\n"), f"\n{TEXT}"])
def test_empty_lines_are_no_edit(text: str) -> None:
    """Editors and git add and take away the last end of line."""
    assert read_receipts(text) == ((one(1), one(2), one(3)), ())


WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.builds(Receipt, *[WORDS] * 7, *[st.integers()] * 3, st.booleans())))
def test_whatever_is_written_is_read_again(receipts: list[Receipt]) -> None:
    """Names of files may hold any sign, ends of line of other alphabets too."""
    distinct = {(each.source, each.passage, each.capture): each for each in receipts}
    read, found = read_receipts(write_receipts(distinct.values()))
    assert found == ()
    assert sorted(map(repr, read)) == sorted(map(repr, distinct.values()))


@given(st.data())
def test_no_line_of_any_kind_breaks_the_reading(data: st.DataObject) -> None:
    whole = asdict(one())
    lines = data.draw(
        st.lists(
            st.one_of(
                st.text(max_size=20),
                st.dictionaries(
                    st.sampled_from([*whole, "receipts"]), st.one_of(st.none(), st.integers(), st.text())
                ).map(lambda part: json.dumps({**whole, **part})),
            ),
            max_size=4,
        )
    )
    receipts, found = read_receipts("\n".join(lines))
    assert found or write_receipts(receipts).strip() == "\n".join(lines).strip() or not "".join(lines).strip()


def test_hashes_are_the_same_for_ever() -> None:
    """Receipts committed years ago, on another machine, must still hold: what is hashed is the text, as UTF-8."""
    read = source()
    assert passage_digest(read.passages["p"]) == hashed(
        ["Il y a 40 cas en 2024.", "Avant.", "Après.", "40 cas", "selon Anne"]
    )
    assert passage_digest(read.passages["q"]) == hashed(["autre", "", "", "", ""])
    written = receipt(proof("q"), read)
    assert written.figures_sha256 == hashed([])


def hashed(data: object) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()
