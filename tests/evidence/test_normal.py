"""The forms of a text: what is alike, what never is; every place leads back to the characters as they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.evidence.finding.normal import normal, plain

ALIKE = [
    ("« mot »", '"mot"'),
    ("“mot” „mot“ ‹ mot ›", '"mot" "mot" "mot"'),
    ("l’enfant l‘enfant l`enfant", "l'enfant l'enfant l'enfant"),
    ("a‐b a‑b a-b a–b −5", "a-b a-b a-b a-b -5"),
    ("a – b, a—b, a - b", "a – b, a – b, a – b"),
    ("20\u00a0000 20\u202f000 20\u2009000 20\t000 20\n000", "20 000 20 000 20 000 20 000 20 000"),
    ("mot ! mot ; mot : mot ?", "mot! mot; mot: mot?"),
    ("95 % et 5 € de", "95% et 5€ de"),
    ("n° 339 nº 339", "n°339 n°339"),
    ("( a ) [ b ]", "(a) [b]"),
    ("339 , 338 .", "339, 338."),
    ("…", "..."),
    ("ﬁn eﬃcace", "fin efficace"),
    ("im\u00adpos\u200bsi\ufeffble", "impossible"),
    ("anti-\nmissile anti\ufffemissile anti\u00ad\nmissile anti\x02\r\nmissile", " ".join(["antimissile"] * 4)),
    ("2023-\n2024 227-\r\n23 covid-\n19", "2023-2024 227-23 covid-19"),
    ("e\u0301te\u0301", "été"),
    ("un\r\ndeux\u2028trois\ffin", "un deux trois fin"),
]

APART = ["mot ... mot", "10²", "1½", "20 000²", "CO₂", "œuvre", "Æ", "20.000", "20,000", "ſ", "№ 5", "x ,5", "Mot"]


@pytest.mark.parametrize(("text", "form"), ALIKE)
def test_what_typography_sets_apart_is_alike(text: str, form: str) -> None:
    assert plain(text) == form


@pytest.mark.parametrize("text", APART)
def test_what_has_a_meaning_of_its_own_stays(text: str) -> None:
    assert plain(text) == text


def test_two_cells_are_no_number() -> None:
    assert plain("12\n\n000") != plain("12 000")


ANY = st.text(
    st.one_of(
        st.sampled_from("ab e.,;:!?»«“—–-()[]%€°n0123456789\n\r \t\u00a0\u202f\u00ad\ufffe\x02\u200b\u0301\u0323ﬁﬃ…²½"),
        st.characters(),
    ),
    max_size=120,
)


@given(ANY, st.data())
def test_every_place_leads_back_to_the_original(text: str, data: st.DataObject) -> None:
    held = normal(text)
    size = len(held.plain)
    a = data.draw(st.integers(0, size))
    b = data.draw(st.integers(a, size))
    start, end = held.in_original(*held.in_clean(a, b))
    assert 0 <= start <= len(text)
    assert 0 <= end <= len(text)
    if a < b:
        assert start <= end


@given(st.text("abcdé 0123456789\n\u00a0\u00ad\u200b’", max_size=80))
def test_a_letter_leads_back_to_itself(text: str) -> None:
    """Wherever a letter or digit stands in the plain form, the place it leads to holds it."""
    held = normal(text)
    for at, character in enumerate(held.plain):
        if character.isalnum():
            start, end = held.in_original(*held.in_clean(at, at + 1))
            assert text[start:end] == character


@given(st.text("aeiouéàç \u0301\u0300\u0327각", max_size=40))
def test_decomposed_letters_lead_back_to_their_parts(text: str) -> None:
    held = normal(unicodedata.normalize("NFD", text))
    assert unicodedata.is_normalized("NFC", held.clean)
    for at, character in enumerate(held.clean):
        if character.isalpha():
            start, end = held.in_original(at, at + 1)
            assert character in unicodedata.normalize("NFC", held.original[start:end])


def test_a_letter_beside_one_in_two_parts_leads_back_to_itself() -> None:
    """Where a PDF writes one « é » in two parts and the next in one, the cut would fall a letter too early."""
    held = normal("cre\u0301ée \u0110e\u0301ĐĐ")
    for word in ("créée", "ĐéĐĐ"):
        at = held.plain.index(word)
        for place, letter in enumerate(word, at):
            start, end = held.in_original(*held.in_clean(place, place + 1))
            assert unicodedata.normalize("NFC", held.original[start:end]) == letter


@given(ANY)
def test_places_come_from_the_original(text: str) -> None:
    held = normal(text)
    offsets = tuple(range(len(text) + 1))
    places = held.from_original(offsets)
    assert list(places) == sorted(places)
    assert all(0 <= place <= len(held.clean) for place in places)
