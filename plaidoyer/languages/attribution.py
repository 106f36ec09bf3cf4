"""How a language names who said something: the small words around names, as data. This module holds no rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from plaidoyer.languages.profiles import primary


class Naming(Struct, frozen=True):
    """One language; words in small letters.

    ``articles`` may begin a name and be said otherwise in a sentence (« Le Défenseur des droits », « du Défenseur
    des droits »); ``particles`` may stand in a person's name, or between the words that initials are taken from.
    """

    articles: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()


_ANYWHERE = frozenset(
    (
        *("de", "da", "di", "do", "du", "des", "del", "della", "dos", "van", "von", "der", "den", "ten", "ter", "zu"),
        *("el", "al", "bin", "ibn", "ben", "le", "la"),
    )
)

_LISTED: Mapping[str, Naming] = {
    "fr": Naming(
        ("le", "la", "les", "l'", "un", "une"),
        _ANYWHERE | {"d'", "l'", "à", "au", "aux", "en", "et", "pour", "sur", "contre"},
    ),
    "en": Naming(("the", "a", "an"), _ANYWHERE | {"of", "and", "for", "the", "on", "in", "against", "to"}),
}


@lru_cache
def naming(lang: str) -> Naming:
    """The words of a language tag; those that names have anywhere where none are listed."""
    return _LISTED.get(primary(lang), Naming((), _ANYWHERE))
