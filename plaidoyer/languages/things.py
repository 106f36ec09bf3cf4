"""What is counted, compared and dated in a language: the words around a number, as data.

``quantities`` reads the numbers themselves. A language that is not listed is read with the empty
``Things``, under which nothing is taken for a noun that is not asked for by its name. This module holds no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from plaidoyer.languages.profiles import primary


class Things(Struct, frozen=True):
    """One language; every word in small letters.

    A number and its noun: ``partitive`` words may stand between the two (« 2 millions d’images », « 20 of
    the images »); ``borders`` end the phrase that a number begins (« 74 | en six mois »); ``noun`` is a regular
    expression of what a counted noun looks like, ``no_noun`` of what looks so and is none (« 74 | reçus »),
    ``follows`` of what ends the phrase after a noun (« 40 cases | involving images »).

    A number without a source: ``parts`` are things that a text itself consists of (« 3 options »).

    Dates and lengths: ``lengths`` are units of time as days, months or years and how many of them; ``since`` is
    a regular expression of what leaves one end of a period open; ``just_below`` are words by which a round
    number is somewhat larger than the true one.
    """

    partitive: frozenset[str] = frozenset()
    borders: frozenset[str] = frozenset()
    noun: str = r"(?!)"
    no_noun: str = r"(?!)"
    follows: str = r"(?!)"
    parts: frozenset[str] = frozenset()
    lengths: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    since: str = r"(?!)"
    just_below: tuple[str, ...] = ()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH = Things(
    partitive=_words("de d' des du ces ses leurs nos vos les l' la"),
    borders=_words(
        "de d' des du à au aux en dans par pour sur sous sans avec contre entre vers chez depuis pendant "
        "durant dont  que qu' qui où et ou ni mais or donc car soit puis comme selon lors après avant dès "
        "jusqu' jusque parmi hors  le la les l' un une ce cet cette ces son sa ses leur leurs notre nos votre "
        "vos plus moins environ au-delà près  est sont était étaient sera seront serait seraient a ont avait "
        "avaient aura auront aurait auraient fut furent  ne n' y se s' il ils elle elles on nous vous je l'on "
        "déjà ainsi aussi alors seulement encore toujours chaque  fois restent concernent proviennent "
        "représentent viennent font peuvent doivent impliquent"
    ),
    noun=r"\w+[sxz]|enfants?|personnes?|images?|cas|%",
    no_noun=r"\w+(?:é|ée|i|ie|u|ue)s|\w*(?:ouver|fai|écri|dui|di)te?s",
    follows=r"\w+ant",
    parts=_words(
        "option options phrase phrases alinéa alinéas article articles mot mots point points mesure mesures "
        "objection  objections réponse réponses question questions section sections partie parties page pages "
        "colonne colonnes  message messages proposition propositions recommandation recommandations raison "
        "raisons étape étapes ligne lignes"
    ),
    lengths={
        **dict.fromkeys(("jour", "jours"), ("day", 1)),
        **dict.fromkeys(("semaine", "semaines"), ("day", 7)),
        **dict.fromkeys(("mois",), ("month", 1)),
        **dict.fromkeys(("trimestre", "trimestres"), ("month", 3)),
        **dict.fromkeys(("semestre", "semestres"), ("month", 6)),
        **dict.fromkeys(("an", "ans", "année", "années"), ("month", 12)),
    },
    since=(
        r"\b(?:depuis|à partir d[eu]|à compter d[eu]|dès|jusqu['’](?:en|à|au|aux)|avant|après)"
        r"(?: l[ae]| fin| début| l['’](?:été|automne|hiver))?\s*\Z"
    ),
    just_below=("près", "presque"),
)

ENGLISH = Things(
    partitive=_words("of the these those such his her its their our"),
    borders=_words(
        "of in on at by to from for with without against between among during since until before after over "
        "under per that which who whom whose where when while as than and or nor but so yet if because "
        "through across within into the a an this these those his her its their our your it they he she we "
        "you i more less fewer about around out is are was were be been being has have had do does did will "
        "would shall should can could may might must not no also only just already then compared according "
        "due including came come led rose fell remain remained"
    ),
    noun=r"\w+(?:[^su]s|ss?es)|children|people|women|men|police|persons?|data",
    no_noun=r"(?:\w+-)?\w+(?:ed|less)|this|was|has|as|always|various|previous|serious|dangerous|online|cross",
    follows=r"\w+(?:ing|ed)",
    parts=_words(
        "option options sentence sentences paragraph paragraphs article articles word words point points "
        "measure measures  objection objections reply replies answer answers question questions section "
        "sections part parts page pages  column columns message messages proposal proposals recommendation "
        "recommendations reason reasons step steps  line lines"
    ),
    lengths={
        **dict.fromkeys(("day", "days"), ("day", 1)),
        **dict.fromkeys(("week", "weeks"), ("day", 7)),
        **dict.fromkeys(("month", "months"), ("month", 1)),
        **dict.fromkeys(("quarter", "quarters"), ("month", 3)),
        **dict.fromkeys(("year", "years"), ("month", 12)),
    },
    since=r"\b(?:since|from|starting in|until|up to|by|before|after)(?: the)?(?: early| late| mid-| end of)?\s*\Z",
    just_below=("nearly", "almost", "close", "just under"),
)

_NONE = Things()
_LISTED: Mapping[str, Things] = {"fr": FRENCH, "en": ENGLISH}


@lru_cache
def things(lang: str) -> Things:
    """The words of a language tag; the empty ``Things`` where none are listed."""
    return _LISTED.get(primary(lang), _NONE)
