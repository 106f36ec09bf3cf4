"""A verdict is what its reviewer wrote, or it is nobody's word."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plaidoyer.signoffs.verdicts import Grounds, Invalid, Reviewer, Signoff, fingerprints, read, signoff, written
from tests.signoffs.acceptance import ANNE, GROUNDS, PRINTS


@pytest.fixture
def verdict() -> Signoff:
    """An acceptance, with a comment in two lines and in more than ASCII."""
    comment = "Vérifié, page 3.\nLe chiffre est « rond »."
    time = "2026-11-24T09:00:00Z"
    return signoff("note", "0123456789ab-1", "Un lac sur deux.", "accept", comment, ANNE, time, PRINTS, GROUNDS)


def renamed(name: str, data: bytes) -> str:
    """The name that somebody gives to bytes of their own: with their true digest."""
    stem, _, _ = name.rpartition("-")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}.json"


def test_what_is_written_is_read(verdict: Signoff) -> None:
    name, data = written(verdict)
    assert name.startswith("20261124T090000Z-0123456789ab-1-")
    assert read(name, data, "note") == verdict


def test_no_byte_of_it_can_be_changed(verdict: Signoff) -> None:
    """A lawmaker is told « vérifié par »: nobody may have put a word into that reviewer's mouth."""
    name, data = written(verdict)
    for at in range(len(data)):
        for other in (data[at] ^ 1, data[at] ^ 0x20, ord("\n")):
            if other != data[at]:
                with pytest.raises(Invalid):
                    read(name, data[:at] + bytes([other]) + data[at + 1 :], "note")


def test_a_byte_changed_and_the_name_made_to_fit_is_read_as_something_else_or_not_at_all(verdict: Signoff) -> None:
    """What a forger may still do without a signature is to write a verdict of their own: none says two things."""
    name, data = written(verdict)
    for at in range(len(data)):
        forged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            said = read(renamed(name, forged), forged, "note")
        except Invalid:
            continue
        assert said != verdict
        assert written(said)[1] == forged


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data + b"\n",
        lambda data: b" " + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b'"comment"', b'"comment": "", "comment"'),
        lambda data: data.replace(b'  "brief"', b'  "more": 1,\n  "brief"'),
        lambda data: data.replace("é".encode(), b"\\u00e9"),
        lambda data: data.replace(b'"accept"', b'"yes"'),
        lambda data: data.replace(b"2026-11-24T09:00:00Z", b"2026-11-24T09:00:00+01:00"),
        lambda data: data.replace(b"Anne Dupont", b"Anne\\u202e Dupont"),
        lambda data: data.replace(b"Anne Dupont", b""),
        lambda data: data.replace(b"anne@example.org", b""),
        lambda data: b"[]",
        lambda data: b"[" * 100_000,
        lambda data: b"\xff",
        lambda data: b"",
    ],
)
def test_one_verdict_is_written_in_one_way(verdict: Signoff, spoil: object) -> None:
    """A second field of the same name, an escape, another line end: two programs could read two verdicts."""
    name, data = written(verdict)
    spoilt = spoil(data)  # type: ignore[operator]
    assert spoilt != data
    with pytest.raises(Invalid):
        read(renamed(name, spoilt), spoilt, "note")


def test_what_was_read_is_what_the_fingerprints_are_of(verdict: Signoff) -> None:
    """Nobody is shown a change, from words that were never read, that did not happen."""
    read_otherwise = replace(verdict.grounds, passages={"rapport/part": {"exact": "aucun lac"}})
    for grounds in (read_otherwise, Grounds(), replace(verdict.grounds, law={"code/1": {}})):
        forged = replace(verdict, grounds=grounds)
        with pytest.raises(Invalid, match="is not what its fingerprints are of"):
            read(*written(forged), "note")


def test_it_is_no_verdict_on_another_brief_or_claim_or_time(verdict: Signoff) -> None:
    """A file that is copied, or renamed, says nothing of what it was not given on."""
    name, data = written(verdict)
    with pytest.raises(Invalid, match="brief « note »"):
        read(name, data, "memo")
    for other in (
        name.replace("0123456789ab-1", "0123456789ab-2"),
        name.replace("0123456789ab", "ba9876543210"),
        name.replace("20261124", "20261125"),
        f"copy of {name}",
        name.upper(),
    ):
        with pytest.raises(Invalid):
            read(other, data, "note")


@pytest.mark.parametrize("time", ["2026-02-30T09:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T09:00:60Z", "2026-11-24"])
def test_it_has_a_time_that_there_was(verdict: Signoff, time: str) -> None:
    """The last verdict of a reviewer counts: of a time that is none nobody can say whether it is the last."""
    name, data = written(replace(verdict, time=time))
    with pytest.raises(Invalid):
        read(name, data, "note")


def test_a_newer_form_is_not_guessed_at(verdict: Signoff) -> None:
    data = json.dumps({"version": 2, "verdict": "accept"}).encode()
    with pytest.raises(Invalid, match="newer plaidoyer"):
        read(renamed(written(verdict)[0], data), data, "note")


def test_two_reviewers_and_two_times_have_two_names(verdict: Signoff) -> None:
    """Git merges what two people signed on the same day without a conflict."""
    others = [
        replace(verdict, reviewer=Reviewer("Paul Martin", "paul@example.org")),
        replace(verdict, time="2026-11-24T09:00:01Z"),
        replace(verdict, verdict="reject"),
        replace(verdict, comment="Non."),
    ]
    assert len({written(one)[0] for one in (verdict, *others)}) == 5


@given(
    st.text(st.characters(codec="utf-8"), max_size=80),
    st.text(st.characters(codec="utf-8"), max_size=80),
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=9), st.text(max_size=9)),
)
def test_any_words_come_back(text: str, comment: str, facts: dict[str, str]) -> None:
    """A comment of any signs, of a capture's or a reviewer's, is kept as it is."""
    grounds = Grounds(passages=dict.fromkeys(facts, facts))
    on = fingerprints("c", {}, grounds)
    one = signoff("note", "0123456789ab-1", text, "work", comment, ANNE, "2026-11-24T09:00:00Z", on, grounds)
    name, data = written(one)
    assert read(name, data, "note") == one


def test_the_digest_of_fingerprints_tells_all_of_them_apart() -> None:
    """What the window sends back stands for all that was shown."""
    assert PRINTS.digest == replace(PRINTS, law={**PRINTS.law}).digest
    others = [
        replace(PRINTS, claim="c1"),
        replace(PRINTS, passages={}),
        replace(PRINTS, captures=PRINTS.passages, passages=PRINTS.captures),
        replace(PRINTS, figures={"rapport/part": "f1"}),
        replace(PRINTS, law={}),
    ]
    assert len({one.digest for one in (PRINTS, *others)}) == 6
