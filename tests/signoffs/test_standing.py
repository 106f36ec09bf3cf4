"""Which verdicts stand, as a table of small cases."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from plaidoyer.records.changes import Status
from plaidoyer.rewording import FieldChange
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.signoffs.standing import Change, Standing, State, Weighed, reviewed, standings
from plaidoyer.signoffs.verdicts import Grounds, Reviewer, Signoff, Word, fingerprints, signoff
from tests.signoffs.acceptance import ANNE, GROUNDS, PAUL, PRINTS

KEY, OTHER = "0123456789ab-1", "ba9876543210-1"
CLAIM = Weighed(KEY, "Un lac sur deux est pollué.", PRINTS, GROUNDS)
REWORDED = Weighed(OTHER, "Un lac sur deux est sale.", replace(PRINTS, claim="c1"), GROUNDS)


def said(who: Reviewer, verdict: Word, hour: int = 9, key: str = KEY, text: str = CLAIM.text) -> Signoff:
    return signoff("note", key, text, verdict, "", who, f"2026-11-24T{hour:02}:00:00Z", PRINTS, GROUNDS)


def standing(
    *signoffs: Signoff, claim: Weighed = CLAIM, wanted: int = 1, own: frozenset[Reviewer] = frozenset()
) -> Standing:
    return standings([claim], signoffs, wanted, own.__contains__)[claim.key]


@pytest.mark.parametrize(
    ("signoffs", "wanted", "state"),
    [
        ([], 0, State.UNREVIEWED),
        ([said(ANNE, "accept")], 0, State.REVIEWED),
        ([said(ANNE, "accept")], 2, State.UNREVIEWED),
        ([said(ANNE, "accept"), said(ANNE, "accept", 10)], 2, State.UNREVIEWED),
        ([said(ANNE, "accept"), said(PAUL, "accept")], 2, State.REVIEWED),
        ([said(ANNE, "accept"), said(PAUL, "reject")], 1, State.REJECTED),
        ([said(ANNE, "accept"), said(PAUL, "work")], 1, State.WORK),
        ([said(ANNE, "work"), said(PAUL, "reject")], 1, State.REJECTED),
        ([said(ANNE, "reject"), said(ANNE, "accept", 10)], 1, State.REVIEWED),
        ([said(ANNE, "accept"), said(ANNE, "reject", 10)], 1, State.REJECTED),
    ],
)
def test_the_latest_verdict_of_each_reviewer_counts(signoffs: list[Signoff], wanted: int, state: State) -> None:
    assert standing(*signoffs, wanted=wanted).state is state


def test_one_reviewer_is_one_whatever_the_capitals_of_the_address() -> None:
    """Two machines of one person are not two reviewers."""
    again = Reviewer("A. Dupont", "Anne@Example.org")
    assert standing(said(ANNE, "accept"), said(again, "accept", 10), wanted=2).state is State.UNREVIEWED


def now(grounds: Grounds = GROUNDS, text: str = CLAIM.text, **others: object) -> Weighed:
    """The claim, with something else in it."""
    prints = fingerprints(PRINTS.claim, PRINTS.captures, grounds)
    return Weighed(KEY, text, replace(prints, **others), grounds)


PASSAGE = {"exact": "un lac sur trois"}
FIGURE = {"value": "33", "unit": "%"}


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        (
            now(text="Tout va bien.", claim="c1"),
            Change("claim", "", fields=(FieldChange("text", CLAIM.text, "Tout va bien."),)),
        ),
        (now(claim="c1"), Change("claim", "")),
        (
            now(replace(GROUNDS, passages={"rapport/part": PASSAGE})),
            Change("passage", "rapport/part", fields=(FieldChange("exact", "un lac sur deux", "un lac sur trois"),)),
        ),
        (now(captures={"rapport/rapport.txt": "k1"}), Change("capture", "rapport/rapport.txt")),
        (
            now(replace(GROUNDS, figures={"rapport/part": FIGURE})),
            Change("figure", "rapport/part", fields=(FieldChange("value", "50", "33"),)),
        ),
        (now(replace(GROUNDS, figures={})), Change("figure", "rapport/part", Status.DELETED)),
        (
            now(replace(GROUNDS, law={"code/12-3#1": {"id": "L2", "in-force": "2020-01-01"}})),
            Change("law", "code/12-3#1", fields=(FieldChange("id", "L1", "L2"),)),
        ),
        (now(replace(GROUNDS, law={**GROUNDS.law, "code/12-4": {}})), Change("law", "code/12-4", Status.ADDED)),
    ],
)
@pytest.mark.parametrize("verdict", ["accept", "reject", "work"])
def test_a_verdict_lapses_with_any_of_what_it_was_about(claim: Weighed, change: Change, verdict: Word) -> None:
    """A signature under words that were written later is a forgery, whoever made it; what changed can be read."""
    found = standing(said(ANNE, verdict), claim=claim)
    assert found.state is State.LAPSED
    assert found.lapsed
    assert found.lapsed.changes == (change,)


def test_a_lapsed_acceptance_does_not_hold_up_who_accepted_later() -> None:
    then = replace(said(ANNE, "reject"), fingerprints=replace(PRINTS, claim="before"))
    assert standing(then, said(PAUL, "accept", 10)).state is State.REVIEWED
    assert standing(then, said(PAUL, "accept", 10), wanted=2).state is State.LAPSED


def test_a_reworded_claim_has_the_verdicts_of_the_sentence_that_it_was() -> None:
    """The reviewer is shown which words changed, and is not asked to read the whole brief again."""
    found = standing(said(ANNE, "accept"), claim=REWORDED)
    assert found.state is State.LAPSED
    assert [given.signoff.text for given in found.given] == [CLAIM.text]
    again = said(ANNE, "accept", 11, OTHER, REWORDED.text)
    mended = standing(said(ANNE, "reject"), replace(again, fingerprints=REWORDED.fingerprints), claim=REWORDED)
    assert mended.state is State.REVIEWED


def test_whoever_accepted_the_words_of_before_is_told_as_lapsed_though_another_has_signed_since() -> None:
    """With two reviewers, the one who has not read the new words is the one to ask."""
    new = replace(said(ANNE, "accept", 11, OTHER, REWORDED.text), fingerprints=REWORDED.fingerprints)
    found = standing(said(ANNE, "accept"), said(PAUL, "accept", 10), new, claim=REWORDED, wanted=2)
    assert found.state is State.LAPSED
    assert found.lapsed
    assert found.lapsed.signoff.reviewer == PAUL
    assert [given.latest for given in found.given] == [True, True, False]


def test_a_new_sentence_has_no_verdict_of_another() -> None:
    elsewhere = Weighed(OTHER, "Les agents sont cinq.", replace(PRINTS, claim="c1"), GROUNDS)
    assert standing(said(ANNE, "accept"), claim=elsewhere).state is State.UNREVIEWED


def test_verdicts_go_with_one_claim_only() -> None:
    """Two sentences alike are not both signed by one signature."""
    twin = Weighed("0123456789ab-2", CLAIM.text, PRINTS, GROUNDS)
    found = standings([CLAIM, twin], [said(ANNE, "accept")], 1, lambda _: False)
    assert [found[one.key].state for one in (CLAIM, twin)] == [State.REVIEWED, State.UNREVIEWED]


def test_an_author_may_reject_and_not_accept() -> None:
    own = frozenset([ANNE])
    assert standing(said(ANNE, "accept"), own=own).state is State.UNREVIEWED
    assert standing(said(ANNE, "accept"), said(PAUL, "accept"), own=own).state is State.REVIEWED
    assert standing(said(ANNE, "reject"), said(PAUL, "accept"), own=own).state is State.REJECTED


def test_a_brief_is_reviewed_when_all_of_its_claims_are() -> None:
    """The line on the page is not printed for thirteen claims of fourteen."""
    anne, paul = standing(said(ANNE, "accept")), standing(said(PAUL, "accept", 23))
    assert reviewed([anne, paul]) == Reviewed(("Anne Dupont", "Paul Martin"), "2026-11-24")
    assert reviewed([anne, standing()]) is None
    assert reviewed([]) is None
