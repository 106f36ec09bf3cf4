"""A passage is whole sentences in the capture's own words, and is found again by the rule that proves it."""

from __future__ import annotations

import pytest

from plaidoyer.evidence.finding.excerpt import Excerpt, around, excerpt, on_one_line
from plaidoyer.evidence.finding.matching import Ambiguous, Match, find, searchable


def taken(text: str, words: str, *, whole: bool = True, lang: str = "fr", hit: int = 0) -> Excerpt:
    held = searchable(text)
    found = find(words, held)
    match = found.matches[hit] if isinstance(found, Ambiguous) else found
    assert isinstance(match, Match)
    one = excerpt(text, held, words, match, lang, whole=whole)
    assert one is not None
    again = find(one.exact, held, one.prefix, one.suffix)
    assert isinstance(again, Match)
    assert again.start < match.end
    assert match.start < again.end
    return one


@pytest.mark.parametrize(
    ("text", "words", "passage"),
    [
        ("Un. Deux mots ici. Trois.", "mots", "Deux mots ici."),
        ("Un mot. Deux mots\nici, M. Durand. Trois.", "mots ici", "Deux mots ici, M. Durand."),
        ("Un mot. Deux mots. Trois.", "mot. Deux", "Un mot. Deux mots."),
        ("Titre sans point\n\nDeux mots ici.\n\nSuite", "mots", "Deux mots ici."),
        ("Les chiffres\nDeux mots ici, dans une ligne longue.", "mots", "Deux mots ici, dans une ligne longue."),
        ("Deux mots ici, dans une ligne longue\nAutre\nSuite", "mots", "Deux mots ici, dans une ligne longue Autre"),
        ("Les chiffres\nDeux mots ici, plus long.", "chiffres Deux", "Les chiffres Deux mots ici, plus long."),
        ("Avant.\n• Deux mots ici\n• Trois mots là, qui sont plus longs", "là", "Trois mots là, qui sont plus longs"),
        ("Une ligne bien longue que\nParis voit aussi. Fin", "voit", "Une ligne bien longue que Paris voit aussi."),
        ("L’admi‐\nnistration a co\u00adté 20\u202f000 actes.", "actes", "L’administration a coté 20\u202f000 actes."),
        ("Un non-\nlieu. Le non-lieu est dit.", "Un non-lieu", "Un non-lieu."),
        ("Un non-\nlieu. Le Non-lieu est dit.", "Un non-lieu", "Un non-lieu."),
        ("Un sous-\nsol. Le sous-sol, ou Soussol.", "Un soussol", "Un soussol."),
        ("Il dit\u200b\u202e ceci.  Fin.", "ceci", "Il dit ceci."),
    ],
)  # fmt: skip
def test_a_passage_is_the_whole_sentence_on_one_line(text: str, words: str, passage: str) -> None:
    assert taken(text, words).exact == passage


def test_exact_words_are_the_words_alone() -> None:
    assert taken("Un. Deux mots ici. Trois.", "mots ici", whole=False).exact == "mots ici"


def test_a_sentence_without_measure_gives_the_words_alone() -> None:
    text = "mot " * 1000 + "unique " + "mot " * 1000
    assert taken(text, "unique").exact == "unique"


def test_a_sentence_that_could_not_be_proven_gives_the_words_alone() -> None:
    """A line end before a capital is no title's where a number runs over it: the passage written would be refused."""
    one = taken("Soit deux cent\nMille enfants sont nés dans ce pays.", "enfants")
    assert (one.exact, one.prefix, one.suffix) == ("enfants", "", "")
    assert (one.before, one.after) == ("Soit deux cent Mille", "sont nés dans ce pays.")


def test_what_stands_twice_is_told_apart_by_its_neighbours() -> None:
    text = "Avant ceci. Le mot juste. Puis. Après cela. Le mot juste. Fin."
    first, second = taken(text, "Le mot juste"), taken(text, "Le mot juste", hit=1)
    assert first.exact == second.exact == "Le mot juste."
    assert (first.prefix, first.suffix) != (second.prefix, second.suffix)


def test_what_tells_apart_is_no_longer_than_need_be() -> None:
    """A record is read by people: half a page around a passage hides the passage."""
    text = "Dix chats, dont le chat noir, et puis le chat gris, sont là."
    first, second = taken(text, "le chat", whole=False), taken(text, "le chat", whole=False, hit=1)
    assert [(one.prefix, one.suffix) for one in (first, second)] == [("dont", ""), ("puis", "")]
    text = "Le chat dort. Le chat mange."
    first, second = taken(text, "Le chat", whole=False), taken(text, "Le chat", whole=False, hit=1)
    assert [(one.prefix, one.suffix) for one in (first, second)] == [("", "dort."), ("dort.", "")]


def test_what_nothing_tells_apart_is_not_taken() -> None:
    text = "Le mot. " * 200
    held = searchable(text)
    found = find("Le mot", held)
    assert isinstance(found, Ambiguous)
    assert excerpt(text, held, "Le mot", found.matches[100], "fr", whole=False) is None


def test_the_context_is_a_line_of_whole_words() -> None:
    text = " ".join(f"mot{number}" for number in range(100))
    one = taken(text, "mot50", whole=False)
    assert one.before.startswith("…mot")
    assert one.before.endswith("mot49")
    assert one.after.startswith("mot51")
    assert one.after.endswith("…")
    before, words, after = around(text, text.index("mot50") + 2, text.index("mot51") + 1)
    assert words == "mot50 mot51"
    assert before.endswith("mot49")
    assert after.startswith("mot52")
    assert around("un mot", 4, 5) == ("un", "mot", "")
    assert around("un mot", 0, 1) == ("", "un", "mot")
    assert around("mot", 1, 2) == ("", "mot", "")


def test_a_language_without_profile_is_the_callers_to_replace() -> None:
    with pytest.raises(KeyError):
        taken("Un. Deux mots.", "mots", lang="xx")
    assert on_one_line("a\n b", 0, 4) == "a b"
