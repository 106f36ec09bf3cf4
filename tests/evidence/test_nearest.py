"""The words shown to an author whose passage is not there: near, whole, and no more of them than there are."""

from __future__ import annotations

import pytest

from plaidoyer.evidence.finding.nearest import nearest

VISITS = "Rien ici. Il a reçu 20 254 images en un mois, dit-on. Rien là, rien du tout. "
FROZEN = "Or un lac bleu mais doux, un lac vert, gèle la nuit en hiver."


@pytest.mark.parametrize(
    ("wanted", "held", "shown"),
    [
        pytest.param(
            "Il a reçu trente 254 images en un mois",
            VISITS + "Il a reçu une lettre.",
            "Il a reçu 20 254 images en un mois,",
            id="its first words stand again further on",
        ),
        pytest.param(
            "Il a reçu 254 images en un mois",
            "Rien ici. Il a reçu 254 images en un an. " + "Rien là. " * 20 + "C’est un mois.",
            "Il a reçu 254 images en un an. Rien",
            id="its last words stand again much further on",
        ),
        pytest.param(
            "un lac bleu et froid gèle la nuit en hiver",
            FROZEN,
            "un lac bleu mais doux, un lac vert, gèle la nuit en hiver",
            id="its first words stand again in between",
        ),
        pytest.param(
            "Le lac dort ici", "Et voici : Le lac dort " + "x" * 100 + " puis", "Le lac dort xxx", id="no end"
        ),
        pytest.param("fenêtres-ouvertes", "des fenètres ouvertes là", "fenètres ouvertes", id="no two words alike"),
        pytest.param("zzz kkk", FROZEN, None, id="nothing like it"),
    ],
)
def test_the_nearest_words_are_where_an_author_would_look(wanted: str, held: str, shown: str | None) -> None:
    place = nearest(wanted, held)
    assert (place and held[slice(*place)]) == shown
