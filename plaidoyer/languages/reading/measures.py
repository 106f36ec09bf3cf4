"""How each language speaks of numbers: words, signs, units, qualifiers, labels and months, as data.

Beside ``profiles``, which says how the program writes; here is what authors and sources write. The readers of
this room (``numerals``, ``number_words``, ``date_words``, ``quantities``) hold the rules. A language without
measures is read by ``NEUTRAL``: digits, and the signs that mean the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from plaidoyer.languages.profiles import primary
from plaidoyer.languages.reading.measure_fields import Measures
from plaidoyer.languages.reading.measures_en import ENGLISH
from plaidoyer.languages.reading.measures_fr import FRENCH

NEUTRAL = Measures()

MEASURES: Mapping[str, Measures] = {"fr": FRENCH, "en": ENGLISH}
"""Every language whose numbers are read, under its BCP 47 primary tag."""


@lru_cache
def measures(lang: str) -> Measures:
    """What is known of a language, ``NEUTRAL`` where that is nothing."""
    return MEASURES.get(primary(lang), NEUTRAL)
