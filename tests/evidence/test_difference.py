"""What a message shows of a difference: an author must see at a glance which word to mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.evidence.finding.difference import difference, first_difference

TOLD = [
    ("plus de 30.000 images", "plus de 20.000 images", "the record says « 30.000 », the capture « 20.000 »"),
    ("il peut parler", "il ne peut pas parler", (
        "the capture has « ne », which the record leaves out; the capture has « pas », which the record leaves out"
    )),
    ("il le le dit", "il le dit", "the record has « le », which the capture does not"),
    ("« mot » !", "“mot”!", ""),
    ("a b c d e f g h i", "a X c Y e Z g W i", (
        "the record says « b », the capture « X »; the record says « d », the capture « Y »; "
        "the record says « f », the capture « Z »; and 1 more difference"
    )),
    ("", "mot", "the capture has « mot », which the record leaves out"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "there", "told"), TOLD)
def test_the_words_that_differ_are_named(said: str, there: str, told: str) -> None:
    assert difference(said, there) == told


def test_a_long_difference_is_cut() -> None:
    told = difference("début " + "mot " * 50 + "fin", "début fin")
    assert " … " in told
    assert len(told) < 150


def test_many_differences_are_counted() -> None:
    told = difference(" ".join("a b" for _ in range(9)), " ".join("a c" for _ in range(9)))
    assert told.endswith("; and 6 more differences")


@pytest.mark.parametrize(
    ("said", "there", "word"),
    [
        ("plus de 30.000 images", "plus de 20.000 images", "30.000"),
        ("il peut parler", "il ne peut parler", "peut"),
        ("il peut", "il peut parler", "peut"),
        ("tout est là", "tout est là", "tout"),
        ("la ﬁn est proche", "la faim est proche", "ﬁn"),
    ],
)
def test_a_caret_goes_to_the_first_word_that_differs(said: str, there: str, word: str) -> None:
    start, end = first_difference(said, there)
    assert said[start:end] == word


def test_words_that_are_none_are_pointed_at_whole() -> None:
    assert first_difference("  ", "mot") == (0, 2)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(said: str, there: str) -> None:
    start, end = first_difference(said, there)
    assert 0 <= start <= end <= len(said)
    assert difference(said, said) == ""
    assert (
        difference(said, there).count("«") == difference(said, there).count("»")
        or "«" in said + there
        or "»" in said + there
    )
