"""Whatever two texts read, the wording that leads from one to the other is found, and proved by the reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.law.derive import Grammar, derive
from plaidoyer.law.reading.reader import Applied, read_and_apply
from plaidoyer.law.units import Article, fold

_PIECES = [
    "le",
    "la",
    "de",
    "l'auteur",
    "d'amende",
    "mineur",
    "mineurs",
    "peine",
    "est",
    "sont",
    "puni",
    "puis",
    ",",
    ";",
    ":",
    ".",
    "«",
    "»",
    "«",
    "mineur",
    "»",
    "(",
    ")",
    '"',
    "3°",
    "2",
    "ans",
    "75",
    "000",
    "€",
    "227-23",
    "L.",
    "121-3",
    "alinéa",
    "supprimé",
    "remplacés",
    "par",
    "les",
    "mots",
    ":",
    "Toutefois",
    "Lorsque",
    "délit",
    "crime",
    "et",
    "ou",
    "à",
    "aux",
    "35",
    "%",
    "n°",
    "3",
    "bis",
    "–",
    "qu'elle",
    "–",
    "!",
    "?",
    "»",
    ";",
]
_MARKS = ("", "", "", "1° ", "2° ", "3° bis ", "a) ", "b) ", "I. – ", "II. – ", "A. – ", "– ", "« ")
_alineas = st.builds(
    lambda mark, pieces: (mark + " ".join(pieces)).strip(),
    st.sampled_from(_MARKS),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14),
)


@st.composite
def _changes(draw: st.DrawFn) -> tuple[Article, Article]:
    """A text, and another made of it: alinéas kept, changed, moved, deleted, inserted."""
    before = tuple(draw(st.lists(_alineas, min_size=1, max_size=30)))
    after: list[str] = []
    for alinea in before:
        fate = draw(st.integers(0, 9))
        if fate == 0:
            continue
        if fate == 1:
            after.append(draw(_alineas))
        if fate == 2:
            pieces = alinea.split(" ")
            at = draw(st.integers(0, len(pieces) - 1))
            pieces[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(_PIECES), max_size=3))
            alinea = " ".join(pieces).strip() or "mineur"
        after.append(alinea)
    return before, tuple(after) or (draw(_alineas),)


def prove(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
    made = read_and_apply(wording, article, before, grammar=grammar, code=code)
    return made.after if isinstance(made, Applied) else None


@pytest.mark.parametrize("grammar", ["loi", "an", "senat"])
@given(change=_changes())
@settings(max_examples=25, deadline=None)
def test_any_two_texts_have_a_proved_wording(grammar: Grammar, change: tuple[Article, Article]) -> None:
    before, after = change

    derived = derive("227-23", before, after, prove, grammar=grammar)

    assert derived.proved
    if tuple(map(fold, before)) != tuple(map(fold, after)):
        assert prove(derived.wording, "227-23", before, grammar, "code pénal") is not None
