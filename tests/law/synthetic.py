"""Changes of invented articles (libraries, fishing permits), worded by plain templates in the three grammars."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from msgspec import Struct

from plaidoyer.law.reading.reader import Grammar
from plaidoyer.law.units import Article

CODE = "code des bibliothèques"

_SUBJECTS = ("le maire", "le conseil", "le bibliothécaire", "le garde", "la commune", "le lecteur", "le préfet")
_VERBS = ("délivre", "vérifie", "publie", "refuse", "renouvelle", "suspend", "examine", "transmet")
_OBJECTS = (
    *("la carte de lecteur", "le permis de pêche", "le règlement intérieur", "la liste des ouvrages"),
    *("le registre des prises", "le tarif des redevances", "la demande motivée", "le compte rendu annuel"),
)
_CIRCUMSTANCES = (
    *("dans un délai de trente jours", "avant le 31 décembre", "à titre gratuit", "sur avis conforme de la commission"),
    *("pour une durée de cinq ans", "contre récépissé", "dans la limite de 75 000 euros", "sans autre formalité"),
)
_RANKS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième")
_FEMININE = ("première", "deuxième", "troisième")


class Worded(Struct, frozen=True):
    """A wording for a text in force."""

    wording: str
    article: str
    before: Article
    grammar: Grammar


def worded(seed: int, count: int) -> Iterator[Worded]:
    """So many wordings, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        before = tuple(_alinea(chance) for _ in range(chance.randint(3, 8)))
        article = f"{chance.randint(11, 99)}-{chance.randint(1, 30)}"
        yield Worded(_law(chance, before, article), article, before, "loi")
        yield Worded(_assembly(chance, before), article, before, "an")
        yield Worded(_senate(chance, before), article, before, "senat")


def _sentence(chance: random.Random) -> str:
    said = " ".join(chance.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _CIRCUMSTANCES))
    return said[0].upper() + said[1:] + "."


def _alinea(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, 3)))


def _words(chance: random.Random, alinea: str) -> str:
    """Two or three words that an alinéa holds once."""
    found = [
        match[0] for match in re.finditer(r"[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+)?", alinea) if alinea.count(match[0]) == 1
    ]
    return chance.choice(found)


def _law(chance: random.Random, before: Article, article: str) -> str:
    ranks = sorted(chance.sample(range(len(before)), chance.randint(2, min(3, len(before)))))
    orders = [_order(chance, before[rank], _RANKS[rank]) for rank in ranks]
    lines = [f"{number}° {order}" for number, order in enumerate(orders, 1)]
    return f"L’article {article} du {CODE} est ainsi modifié :\n" + " ;\n".join(lines) + "."


def _order(chance: random.Random, alinea: str, rank: str) -> str:
    old = _words(chance, alinea)
    sentences = len(re.findall(r"\.", alinea))
    return chance.choice(
        (
            f"Au {rank} alinéa, les mots : « {old} » sont remplacés par les mots : « selon le cas »",
            f"Au {rank} alinéa, après les mots : « {old} », sont insérés les mots : « , selon le cas, »",
            f"Au {rank} alinéa, les mots : « {old} » sont supprimés",
            f"Le {rank} alinéa est supprimé",
            f"Le {rank} alinéa est ainsi rédigé :\n« {_alinea(chance)} »",
            f"Après le {rank} alinéa, il est inséré un alinéa ainsi rédigé :\n« {_alinea(chance)} »",
            f"Le {rank} alinéa est complété par une phrase ainsi rédigée : « {_sentence(chance)} »",
            f"La {_FEMININE[sentences - 1]} phrase du {rank} alinéa est ainsi rédigée : « {_sentence(chance)} »",
        )
    )


def _assembly(chance: random.Random, before: Article) -> str:
    rank = chance.randrange(len(before))
    number, old = rank + 1, _words(chance, before[rank])
    return chance.choice(
        (
            f"À l’alinéa {number}, substituer aux mots : « {old} » les mots : « selon le cas ».",
            f"À l’alinéa {number}, après les mots : « {old} », insérer les mots : « selon le cas ».",
            f"À l’alinéa {number}, supprimer les mots : « {old} ».",
            f"Supprimer l’alinéa {number}.",
            f"Rédiger ainsi l’alinéa {number} :\n« {_alinea(chance)} »",
            f"Après l’alinéa {number}, insérer l’alinéa suivant :\n« {_alinea(chance)} »",
            f"Compléter l’alinéa {number} par la phrase suivante : « {_sentence(chance)} »",
        )
    )


def _senate(chance: random.Random, before: Article) -> str:
    rank = chance.randrange(len(before))
    number, old = rank + 1, _words(chance, before[rank])
    return chance.choice(
        (
            f"Alinéa {number}\nRemplacer les mots :\n« {old} »\npar les mots :\n« selon le cas »",
            f"Alinéa {number}\nAprès les mots :\n« {old} »\ninsérer les mots :\n« selon le cas »",
            f"Alinéa {number}\nSupprimer les mots :\n« {old} »",
            f"Alinéa {number}\nSupprimer cet alinéa.",
            f"Alinéa {number}\nRédiger ainsi cet alinéa :\n« {_alinea(chance)} »",
            f"Après l’alinéa {number}\nInsérer un alinéa ainsi rédigé :\n« {_alinea(chance)} »",
            f"Alinéa {number}\nCompléter cet alinéa par une phrase ainsi rédigée :\n« {_sentence(chance)} »",
        )
    )
