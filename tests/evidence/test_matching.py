"""What counts as standing in a capture: an author's true words do, and nothing that only resembles them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plaidoyer.evidence.finding.matching import Ambiguous, Match, Missing, find, searchable, selector, within

STANDS = [
    # words, text; typography may differ
    ("« mot » !", "un “mot”! Suite"),
    ('un "mot"', "C’est un ‹ mot ›, dit-il."),
    ("l'enfant", "de l’enfant"),
    ("95 % des cas", "dans 95\u202f% des cas"),
    ("95% des cas", "dans 95 % des cas"),
    ("20 000 images", "soit 20\u202f000 images"),
    ("n°339", "amendement n° 339 du"),
    ("n° 339, 338", "( n° 339 , 338 )"),
    ("fin… et suite", "la fin... et suite"),
    ("mot – mot", "un mot—mot là"),
    ("2023-2024", "en 2023–2024, puis"),
    ("efficace", "plus eﬃcace ici"),
    ("impossible", "c’est im\u00adpossi\u200bble ici"),
    ("été", "un e\u0301te\u0301 là"),
    ("½ heure", "une ½ heure"),
    # line ends
    ("antimissile", "un anti-\nmissile là"),
    ("anti-missile", "un anti-\nmissile là"),
    ("anti-missile", "un anti\ufffemissile là"),
    ("non-lieu", "un non-\r\nlieu là"),
    ("2023-2024", "en 2023-\n2024, puis"),
    ("- un mot", "dit :\n– un mot là"),
    ("un mot –", "un mot — là"),
    ("pré- et post-test", "en pré-\net post-test ici"),
    ("et/ou l'un", "oui et/\nou l’\nun des"),
    # edges
    ("enfant", "de l’enfant seul"),
    ("il", "lorsqu’il vient"),
    ("Suite", "la fin.Suite"),
    ("trois enfants", "vingt-trois. trois enfants ici"),
    ("12 enfants", "no 12 enfants"),
    ("non", "oui ou non, dit-il"),
    ("deux ans", "en 2023 deux ans plus tard"),
    ("une femme", "dix hommes et une femme"),
    ("cent euros", "pour cent euros de moins"),
    ("5 enfants", "liste\n- 5 enfants"),
    ("mot à mot", "un mot à mot¹"),
    ("en 2023", "vu en 2023¹, puis"),
    # calls of notes, list items, cells, spaced letters
    ("images. Puis", "les images¹. Puis rien"),
    ("images, puis", "les images¹\u202f,\u202f²\n, puis rien"),
    ("images. Puis", "les images.¹² Puis rien"),
    ("images. Puis", "les images[3]. Puis rien"),
    ("images* là", "les images* là"),
    ("images là", "les images* là"),
    ("en 2023. Puis", "vu en 2023¹. Puis rien"),
    ("62 % des cas", "soit 62 %¹ des cas"),
    ("un deux", "- un\n- deux"),
    ("Filles 12", "Filles | 12 | 15"),
    ("LE RAPPORT dit", "enfin\nL E  R A P P O R T  dit tout"),
    ("là – (non) [oui] seul", "là¹ – ( non² ) [ oui³ ] seul"),
    ("soit 20 °C d’eau, 5 % là", "soit mot¹ soit\n20 °C d’eau¹ , 5 % là"),
    ("un « mot » là", "un « mot¹ » là"),
    ("– mot. Suite", "soit\n— mot¹. Suite"),
    ("non-lieu de 20 000 cas", "un non-\nlieu de 20\n000 cas"),
    ("(voir la note) ici", "mot ( voir\nla note¹ ) ici"),
]

MISSES = [
    # typography is not wording
    ("20.000 images", "soit 20 000 images"),
    ("20000 images", "soit 20 000 images"),
    ("coeur", "le cœur"),
    ("Mot", "un mot"),
    ("mot suite", "un mot, suite"),
    ("mot", "un « Mot »"),
    ("10 m2", "soit 10 m² là"),
    ("12 heures", "1½ heures"),
    # words joined or parted
    ("surtout", "il est sur tout là"),
    ("sur tout", "il est surtout là"),
    ("invalid", "in valid"),
    ("non lieu", "un non-lieu là"),
    ("nonlieu", "un non-lieu là"),
    ("sur tout", "il est sur-\ntout là"),
    ("surtout", "il est sur\ntout là"),
    ("anti- missile", "un anti-\nmissile là"),
    ("20232024", "en 2023-\n2024, puis"),
    ("ya", "il y a là"),
    # raised figures
    ("images2", "les images² là"),
    ("20 0002", "soit 20 000² là"),
    ("20 000 images", "soit 20 000² images"),
    ("(mot. Suite", "soit mot¹. Suite"),
    ("10 m de haut", "soit 10 m² de haut"),
    ("CO et", "du CO₂ et"),
    ("x plus", "soit x² plus"),
    # list items and cells
    ("baisse de 5 points", "baisse de\n- 5 points"),
    ("12 000 filles", "12 | 000 filles"),
    ("12 000 filles", "12\n\n000 filles"),
]

TORN = [
    # words, text, what the reason says
    ("possible", "c’est impossible", "inside the word « impossible »"),
    ("impos", "c’est impossible", "inside the word « impossible »"),
    ("possible", "c’est im\u00adpossible", "inside the word « impossible »"),
    ("lieu", "un non-lieu", "inside the word « non-lieu »"),
    ("non", "un non-lieu", "inside the word « non-lieu »"),
    ("lieu", "un non-\nlieu", "inside the word « non-lieu »"),
    ("non", "un non-\nlieu", "inside the word « non-lieu »"),
    ("l", "pour l’enfant", "inside the word"),
    ("pour l’", "pour l’enfant", "inside the word"),
    ("hui", "c’est aujourd’hui", "inside the word"),
    ("un", "quelqu’un vient", "inside the word"),
    ("child", "the child’s name", "inside the word"),
    ("org", "voir exemple.org", "inside the word"),
    ("120 km", "à 120 km/h", "inside the word"),
    ("40 %", "soit 140 %", "inside the number « 140 »"),
    ("000 images", "soit 20 000 images", "inside the number « 20 000 »"),
    ("000 images", "soit 20\n000 images", "inside the number « 20 000 »"),
    ("soit 20", "soit 20\u202f000 images", "inside the number « 20 000 »"),
    ("5 millions", "soit 1,5 millions", "inside the number « 1,5 »"),
    ("soit 1", "soit 1,5 million", "inside the number « 1,5 »"),
    ("soit 12", "soit 12 millions", "inside the number « 12 millions »"),
    ("soit 12", "soit 12\nmillions", "inside the number « 12 millions »"),
    ("soit 12", "soit 12 M€", "inside the number « 12 M€ »"),
    ("millions d’euros", "soit 12 millions d’euros", "inside the number « 12 millions »"),
    ("soit 40", "soit 40 % de", "inside the number « 40 % »"),
    ("% de", "soit 40 % de", "inside the number"),
    ("soit quarante", "soit quarante pour cent", "inside the number"),
    ("cent des", "soit quarante pour cent des", "inside the number"),
    ("soit 40", "soit 40 per cent of", "inside the number"),
    ("mille enfants", "soit vingt mille enfants", "inside the number « vingt mille »"),
    ("soit vingt", "soit vingt mille enfants", "inside the number « vingt mille »"),
    ("million d’euros", "soit un million d’euros", "inside the number « un million »"),
    ("un cas", "soit vingt et un cas", "inside the number « et un »"),
    ("soit vingt", "soit vingt et un cas", "inside the number « vingt et »"),
    ("y a", "y a-\nt-il un lac", "inside the word « a-t-il »"),
    ("soit 2", "soit 2 tiers", "inside the number"),
    ("soit treize", "soit treize et demi", "inside the number"),
    ("treize heures et", "à treize heures et demie", "inside the number"),
    ("deux cas", "soit vingt deux cas", "inside the number"),
    ("soit 1", "soit 1½ heure", "inside the number"),
    ("soit 20 000", "soit 20 000² là", "inside the number"),
    ("soit 10 m", "soit 10 m² là", "inside the word"),
    ("23 du code", "l’article 227-23 du code", "inside the number « 227-23 »"),
    ("34-1 du code", "l’article L.34-1 du code", "inside the"),
    ("5 %", "soit -5 % là", "inside the number"),
    ("5 %", "soit – 5 % là", "inside the number"),
    ("5 points", "soit ± 5 points", "inside the number"),
    ("5 a year", "soit £5 a year", "inside the number « £5 »"),
    ("30 du soir", "à 17 h 30 du soir", "inside the number"),
    ("à 17", "à 17 h 30 du soir", "inside the number"),
    ("5 élèves", "soit 2 / 5 élèves", "inside the number"),
    ("peut pas", "il ne peut pas", "it leaves out « ne » just before it"),
    ("est pas", "ce n’est pas", "it leaves out « n’ » just before it"),
    ("vu", "il n’a jamais vu", "it leaves out « jamais » just before it"),
    ("know", "we don’t know", "it leaves out « don't » just before it"),
    ("it was", "no, it cannot. Never it was", "it leaves out « Never » just before it"),
    ("ils sont", "ils sont pas", "it leaves out « pas » just after it"),
    ("il ne voit", "il ne voit que lui", "it leaves out « que » just after it"),
    ("they do", "they do not", "it leaves out « not » just after it"),
]


@pytest.mark.parametrize(("words", "text"), STANDS)
def test_true_words_are_found(words: str, text: str) -> None:
    assert isinstance(find(words, searchable(text)), Match)


@pytest.mark.parametrize(("words", "text"), MISSES)
def test_words_that_only_resemble_are_not(words: str, text: str) -> None:
    assert isinstance(find(words, searchable(text)), Missing)


@pytest.mark.parametrize(("words", "text", "reason"), TORN)
def test_words_torn_from_what_they_belong_to_are_refused_with_the_reason(words: str, text: str, reason: str) -> None:
    found = find(words, searchable(text))
    assert isinstance(found, Missing)
    assert reason in found.reason
    assert found.nearest is not None or not reason


def test_a_lone_number_or_no_word_is_no_passage() -> None:
    assert find("12", searchable("page 12")) == Missing(
        None, "« 12 » alone could be any number: quote the words around it"
    )
    assert find(" « ! » ", searchable("« ! »")) == Missing(None, "it holds no word")


def test_words_that_stand_twice_are_ambiguous_and_their_context_singles_one_out() -> None:
    text = "Le chat dort. Un chat mange, le chat\u00a0boit."
    held = searchable(text)
    assert find("chat", held) == Ambiguous((Match(3, 7), Match(17, 21), Match(32, 36)))
    assert find("chat", held, prefix="Un ") == Match(17, 21)
    assert find("chat", held, suffix="boit") == Match(32, 36)
    assert find("chat", held, prefix="mange,\nle", suffix=" boit") == Match(32, 36)
    assert isinstance(find("chat", held, prefix="e "), Ambiguous)


def test_a_context_that_does_not_fit_refuses_even_a_single_hit() -> None:
    found = find("chat", searchable("Le chat dort."), prefix="Un")
    assert found == Missing((3, 7), "it stands there, but not between « prefix » and « suffix »")


def test_a_hit_found_past_extraction_says_so() -> None:
    assert find("non-lieu", searchable("un non-\nlieu.")) == Match(3, 12, loose=True)
    assert find("nonlieu", searchable("un non-\nlieu.")) == Match(3, 12, loose=False)


def test_of_torn_and_whole_words_the_whole_ones_count() -> None:
    assert find("40 %", searchable("soit 140 %, puis 40 % là")) == Match(17, 21)


def test_words_that_are_not_there_have_a_nearest_place() -> None:
    text = "Rien ici. Il a reçu 20 254 images en un mois, dit-on. Rien là."
    found = find("Il a reçu 30 254 images en un mois", searchable(text))
    assert isinstance(found, Missing)
    assert found.nearest is not None
    start, end = found.nearest
    assert text[start:end] == "Il a reçu 20 254 images en un mois,"
    assert find("zzz zzz", searchable(text)) == Missing(None)
    assert isinstance(find("reçut 20254 imagez", searchable(text)), Missing)


def test_words_that_stand_everywhere_are_not_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plaidoyer.evidence.finding.matching.MOST", 20)
    monkeypatch.setattr("plaidoyer.evidence.finding.searchable.MOST", 20)
    found = find("mot", searchable("mot " * 30))
    assert isinstance(found, Ambiguous)
    assert len(found.matches) == 20
    assert isinstance(find("un-mot", searchable("un-\n\nmot " * 30)), Ambiguous)


def test_a_text_of_one_letter_is_searched_in_no_time() -> None:
    """A hostile capture must not hang a check."""
    for text in ("a" * 1_000_000, "a " * 100_000, "-\n" * 100_000):
        held = searchable(text)
        for words in ("aa", "a a b", "a " * 50 + "b", "aaab" * 50):
            assert not isinstance(find(words, held), Match)


PAGES = [
    "Rapport annuel 2024\nLes moins de quinze ans ne sont pas tous¹ in-\n1. Voir l’annexe.\n3 Observatoire\n",
    "Rapport annuel 2024\nformés de leurs droits. Il faudra vingt\n•\n4 Observatoire\n",
    "Rapport annuel 2024\nmille adultes de plus pour cela.\n1. Une liste.\n2. Sa suite.\n5 Observatoire\n",
]


def paged(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    return "".join(pages), tuple(sum(map(len, pages[:number])) for number in range(len(pages)))


@pytest.mark.parametrize(
    "words",
    [
        "ne sont pas tous informés de leurs droits",
        "Il faudra vingt mille adultes de plus",
        "Voir l’annexe.",
        "Une liste.",
    ],
)
def test_a_passage_that_runs_over_a_page_is_found(words: str) -> None:
    """Between its halves stand a footnote, a running foot, a running head."""
    text, pages = paged(PAGES)
    assert isinstance(find(words, searchable(text, pages)), Match)


def test_running_lines_are_not_passed_over_where_pages_are_unknown() -> None:
    assert isinstance(find("ne sont pas tous informés", searchable(paged(PAGES)[0])), Missing)


@pytest.mark.parametrize(
    "words", ["tous formés", "adultes de plus pour cela. 5", "ne sont pas tous formés", "cela. Sa suite"]
)
def test_nothing_else_is_passed_over_at_a_page(words: str) -> None:
    text, pages = paged(PAGES)
    assert isinstance(find(words, searchable(text, pages)), Missing)


def test_a_number_is_torn_at_the_foot_of_a_page_too() -> None:
    text, pages = paged(PAGES)
    found = find("Il faudra vingt", searchable(text, pages))
    assert isinstance(found, Missing)
    assert "vingt mille" in found.reason


@pytest.mark.parametrize(
    ("words", "text", "runs"),
    [
        ("plus de 20 images", "soit plus de 20 images rouges", ["plus de 20 images"]),
        ("« plus de 20 »", "soit plus de 20, dit-on", ["plus de 20"]),
        ("soit […] rouges", "soit plus de 20 images rouges", ["soit", "rouges"]),
        ("« soit [...] rouges […]. »", "soit plus de 20 images rouges ou non.", ["soit", "rouges"]),
        ("soit […]. Elle vint", "soit plus. Elle vint", ["soit", "Elle vint"]),
        ("un […] un", "un, puis un", ["un", "un"]),
        ("rouges […] soit", "soit plus de 20 images rouges", None),
        ("un […] un", "rien qu’un", None),
        ("plus de 2", "plus de 20 images", None),
        ("peut parler", "il ne peut parler", None),
        ("non-lieu", "un non-\nlieu", None),
        ("« […] »", "soit", None),
        ("", "soit", None),
    ],
)
def test_words_of_a_passage(words: str, text: str, runs: list[str] | None) -> None:
    found = within(words, text)
    assert (None if found is None else [text[start:end] for start, end in found]) == runs


def test_a_selector_is_of_the_captures_own_words_and_finds_them_again() -> None:
    text = "Un mot.\nUn autre\u00a0mot, cou-\npé là. Un mot."
    chosen = selector(text, 8, 29)
    assert (chosen.exact, chosen.prefix, chosen.suffix) == ("Un autre\u00a0mot, coupé", "Un mot. ", " là. Un mot.")
    assert find(chosen.exact, searchable(text), chosen.prefix, chosen.suffix) == Match(8, 29)


SYLLABLES = st.text("abéœ²½%€n’'-–—«»“\"[(.,;!?… \u00a0\u202f\n\u00ad\ufffe\u0301ﬁ0123456789|•", max_size=80)
PLAIN_WORDS = st.lists(st.text("bcdefgé", min_size=1, max_size=6), min_size=3, max_size=30)


@given(SYLLABLES, SYLLABLES)
@example("", "")
def test_whatever_is_asked_an_answer_is_given_in_range(words: str, text: str) -> None:
    match find(words, searchable(text)):
        case Match(start, end):
            assert 0 <= start < end <= len(text)
        case Missing(nearest):
            assert nearest is None or 0 <= nearest[0] <= nearest[1] <= len(text)
        case Ambiguous(matches):
            assert len(matches) > 1
    runs = within(words, text) or ()
    assert all(0 <= start < end <= len(text) for start, end in runs)


@given(PLAIN_WORDS, st.data())
def test_any_run_of_whole_words_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    breaks = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\u00a0", "  ", " \r\n"]), min_size=len(words), max_size=len(words))
    )
    text = "".join(word + gap for word, gap in zip(words, breaks, strict=True))
    assert not isinstance(find(" ".join(words[start:end]), searchable(text)), Missing)


@given(PLAIN_WORDS, st.data())
def test_typography_never_hides_a_passage(words: list[str], data: st.DataObject) -> None:
    """Set with other quotation marks, apostrophes, spaces, composition, or cut by hyphens, it is the same."""
    plain_text = "l’" + " ".join(words) + " : « 20 000 mots » !"
    changed = plain_text
    for old, new in (
        ("’", "'"),
        ("«\u0020", "“"),
        (" »", "”"),
        (" :", "\u202f:"),
        (" !", "!"),
        ("20 000", "20\u202f000"),
    ):
        if data.draw(st.booleans()):
            changed = changed.replace(old, new)
    if data.draw(st.booleans()):
        changed = unicodedata.normalize("NFD", changed)
    at = data.draw(st.integers(0, len(changed)))
    changed = changed[:at] + data.draw(st.sampled_from(["", "\u00ad", "\u200b"])) + changed[at:]
    assert isinstance(find(plain_text, searchable(f"Avant, {changed} Après")), Match)


@given(PLAIN_WORDS, st.data())
def test_no_change_of_a_letter_or_digit_passes(words: list[str], data: st.DataObject) -> None:
    text = " ".join((*words, "soit 20 254 de plus"))
    places = [index for index, character in enumerate(text) if character.isalnum()]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([character for character in "zy19" if character != text[at]]))
    assert isinstance(find(text[:at] + other + text[at + 1 :], searchable(text)), Missing)
