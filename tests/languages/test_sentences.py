"""Sentences: a claim is one, so a wrong cut ties a source to words that it does not support."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.sentences import sentences

# In these tables « ‖ » is where a sentence ends and the next begins.
FRENCH = [
    "Un fait. ‖ Un autre.",
    "Un fait ! ‖ Un autre ?",
    "Un fait… ‖ Un autre.",
    "Un fait... ‖ Un autre.",
    "Quoi ?! ‖ Rien.",
    "Un fait. ‖ « Une citation. » ‖ Un autre.",
    'Un fait. ‖ "Une citation." ‖ Un autre.',
    "Un fait. ‖ “Une citation.” ‖ Un autre.",
    "Un fait. ‖ 74 rapports.",
    "Un fait. ‖ À l’article 3.",
    "Un fait. ‖ Élan.",
    "« Fin. » ‖ Suite.",
    "« Fin ! » dit-il. ‖ Suite.",
    "« Fin.\u202f» ‖ Suite.",
    "(Fin.) ‖ Suite.",
    "Un fait.\u00a0‖\u00a0Un autre.",
    "Un fait.\u202f‖\u202fUn autre.",
    "Un fait.\u2028‖\u2028Un autre.",
    "un fait. un autre",
    "Un fait. – Une incise",
    "Un fait. (Une parenthèse.)",
    "Le site exemple.fr. ‖ Puis",
    "Le site exemple.fr Puis",
    "Il vaut 3.5 points.",
    "20.000 images. ‖ Fin.",
    "l'art. 5 et l'art. L. 34-1.",
    "L'art. 5. ‖ Le juge.",
    "Une œuvre d'art. ‖ Le juge l'a dit.",
    "l'amendement n° 3. ‖ Puis",
    "M. Dupont et MM. Durand.",
    "M.\u00a0Dupont a parlé.",
    "Mme Hazan. ‖ Puis",
    "J. Dupont et J.-C. Durand.",
    "voir p. 3, pp. 4-5 et al. 2.",
    "voir cf. Durand.",
    "les photos, etc. Les vidéos",
    "Cass. crim., 12 sept. 2007, n° 06-86763.",
    "Cass. Crim. 12 septembre 2007.",
    "Ils étaient sept. ‖ Le juge.",
    "en sept. 2024 et oct. 2024.",
    "vol. 3, 2e éd. Paris.",
    "par ex. Durand.",
    "au livre II. ‖ Le juge.",
    "au vol. IV du code.",
    "c.-à-d. Le juge.",
    "Durand c. France, v. Le Figaro.",
    "Il cite « mots […] Le reste ».",
    "Il cite « mots (…) Le reste ».",
    "Il cite « mots [...] Le reste ».",
    "Un fait douteux (!) Et certain.",
    "Un fait […]. ‖ Un autre.",
    "Il y en a. ‖ Le juge.",
    "",
    "   ",
    "Sans point",
    " Un fait. ‖  Un autre. ",
    "« Est-ce vrai ? » ‖ « Oui. »",
    "Fin. ‖ ‘Mot’.",
    "Au n° 5. ‖ 6 autres.",
    "L’IA. ‖ Le droit.",
]

ENGLISH = [
    "One fact. ‖ Another.",
    "Why? ‖ Because!",
    "He said “yes.” ‖ She left.",
    "He said 'yes.' ‖ She left.",
    "See Art. 5 and No. 3.",
    "The answer is no. ‖ The law says so.",
    "The history of art. ‖ The law.",
    "Mr. Smith and Dr. Jones met.",
    "e.g. Europol, i.e. Police.",
    "Smith et al. Report.",
    "the U.K. Parliament",
    "see p. 3. ‖ 74 reports.",
    "in Oct. 2024. ‖ Then",
    "Doe v. Smith.",
    "One... ‖ Two.",
]


@pytest.mark.parametrize(("lang", "marked"), [*(("fr", text) for text in FRENCH), *(("en", text) for text in ENGLISH)])
def test_sentences_end_where_the_contract_says(lang: str, marked: str) -> None:
    """Otherwise a note stands after « art. », or two claims share one signature."""
    expected = [part.strip() for part in marked.split("‖") if part.strip()]
    text = marked.replace("‖", "")
    assert [text[start:end] for start, end in sentences(text, lang)] == expected


pieces = st.sampled_from(
    [
        "Un",
        "mot",
        "art.",
        "M.",
        "p.",
        "etc.",
        ".",
        "!",
        "?",
        "…",
        "...",
        "«",
        "»",
        '"',
        "”",
        ")",
        "(",
        "[",
        "3",
        "L.",
        "J.-C.",
    ]
)
spaces = st.sampled_from(["", " ", "  ", "\u00a0", "\u202f", "\u2028", "\n", "\t"])
texts = st.lists(st.tuples(pieces, spaces), max_size=25).map(lambda pairs: "".join(a + b for a, b in pairs))


@settings(deadline=None)
@given(texts | st.text(max_size=40), st.sampled_from(sorted(PROFILES)))
def test_sentences_hold_every_word_once_and_in_order(text: str, lang: str) -> None:
    """A word outside any sentence would escape every check."""
    spans = sentences(text, lang)
    inside = {place for start, end in spans for place in range(start, end)}
    assert {place for place, char in enumerate(text) if not char.isspace()} <= inside
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
