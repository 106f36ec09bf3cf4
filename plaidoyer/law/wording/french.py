"""The French of a wording: ordinals, articles and their contractions, agreement, what to call a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from plaidoyer.law.units import fold, words

Gender = Literal["m", "f"]

COLON = "\u00a0: "
SEMICOLON = "\u202f;"

_UNDER_TWENTY = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
"""
_UNITS = _UNDER_TWENTY.split()
_TENS = {
    2: "vingt",
    3: "trente",
    4: "quarante",
    5: "cinquante",
    6: "soixante",
    7: "soixante",
    8: "quatre-vingt",
    9: "quatre-vingt",
}
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"


def cardinal(number: int) -> str:
    """A number below 1,000,000 in words, masculine: « vingt et un », « deux cent trois »."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        ten, rest = divmod(number, 10)
        if ten in (7, 9):
            ten, rest = ten - 1, rest + 10
        if not rest:
            return _TENS[ten] + ("s" if ten == 8 else "")
        joint = " et " if rest in (1, 11) and ten != 8 else "-"
        return f"{_TENS[ten]}{joint}{_UNITS[rest]}"
    size, name = (1000, "mille") if number >= 1000 else (100, "cent")
    many, rest = divmod(number, size)
    head = name if many == 1 else f"{cardinal(many)} {name}" + ("s" if size == 100 and not rest else "")
    return f"{head} {cardinal(rest)}" if rest else head


def ordinal(number: int, gender: Gender = "m") -> str:
    """« premier », « première », « vingt et unième », « cent deuxième »."""
    if number == 1:
        return "premier" if gender == "m" else "première"
    name = cardinal(number)
    if number % 100 == 80 or (number >= 200 and number % 100 == 0 and number < 1000):
        name = name.removesuffix("s")
    for ending, becomes in (("cinq", "cinqu"), ("neuf", "neuv")):
        if name.endswith(ending):
            return f"{name[: -len(ending)]}{becomes}ième"
    return f"{name.removesuffix('e')}ième"


def place_of(index: int, count: int, gender: Gender = "m") -> str:
    """Which of ``count`` the one at ``index`` is: « premier », « second » of two, « dernier »."""
    if index == 0:
        return ordinal(1, gender)
    if index == count - 1:
        last = ("second", "seconde") if count == 2 else ("dernier", "dernière")
        return last[gender == "f"]
    if index == count - 2 and index >= 10:
        return "avant-dernier" if gender == "m" else "avant-dernière"
    return ordinal(index + 1, gender)


def ends_named(names: Sequence[str]) -> str:
    """Ranks that follow one another from the first, or up to the last: « trois premiers », « deux dernières ».

    Empty where they are neither, or both; nobody counts more than three from the end, nor more than ten.
    """
    first, last = names[0].startswith("premi"), names[-1].startswith(("second", "dern"))
    if first == last or not 1 < len(names) <= (10 if first else 3):
        return ""
    return f"{cardinal(len(names))} {names[0] if first else names[-1]}s"


class Noun(Struct, frozen=True):
    """Something that a wording names: « troisième alinéa » and what it belongs to, « du II »."""

    name: str
    tail: str = ""
    gender: Gender = "m"
    plural: bool = False

    def _with(self, masculine: str, feminine: str, elided: str, plural: str) -> str:
        if self.plural:
            return f"{plural} {self.name}{self.tail}"
        if self.name.startswith(("article", "alinéa", "avant-")):
            return f"{elided}{self.name}{self.tail}"
        return f"{feminine if self.gender == 'f' else masculine} {self.name}{self.tail}"

    def le(self) -> str:
        """« le troisième alinéa », « la première phrase », « l’article 3 », « les 1° et 2° »."""
        return self._with("le", "la", "l’", "les")

    def du(self) -> str:
        """« du troisième alinéa », « de la première phrase », « de l’article 3 », « des 1° et 2° »."""
        return self._with("du", "de la", "de l’", "des")

    def au(self) -> str:
        """« au troisième alinéa », « à la première phrase », « à l’article 3 », « aux 1° et 2° »."""
        return self._with("au", "à la", "à l’", "aux")

    def done(self, participle: str) -> str:
        """« est supprimée », « sont supprimés »."""
        ending = ("e" if self.gender == "f" else "") + ("s" if self.plural else "")
        return f"{'sont' if self.plural else 'est'} {participle}{ending}"

    def said(self, adjective: str) -> str:
        """An adjective or participle that agrees: « rédigées »."""
        return adjective + ("e" if self.gender == "f" else "") + ("s" if self.plural else "")

    def within(self, tail: str) -> Noun:
        """The same thing, of another."""
        return Noun(self.name, self.tail + tail, self.gender, self.plural)


_REFERENCE = r"(?:(?:LO|[LRDA])\.?\s?\*?\.?\s?\d+(?:-\d+)*|\d+(?:-\d+)+|\d+°)(?:\s(?:bis|ter|quater))?"
_KINDS: tuple[tuple[str, str, str, Gender], ...] = (
    (r"\d[\d ]*(?:,\d+)?\s?(?:euros?|€|F|francs?)", "montant", "montants", "m"),
    (r"\d[\d ]*(?:[.,]\d+)?\s?%", "taux", "taux", "m"),
    (rf"(?:1er|\d{{1,2}}) (?:{_MONTHS})(?: \d{{4}})?", "date", "dates", "f"),
    (r"(?:19[4-9]|20[0-4])\d", "année", "années", "f"),
    (r"\d[\d ]*(?:[.,]\d+)?", "nombre", "nombres", "m"),
    (_REFERENCE, "référence", "références", "f"),
)
_REFERENCES = re.compile(rf"{_REFERENCE}(?:(?:, | et | à | ou ){_REFERENCE})+")


def called(quotation: str) -> Noun:
    """What a quotation is called: « mot », « mots », « nombre », « montant », « référence », « signe »…"""
    text = fold(quotation)
    bare = text.removeprefix(", ").removesuffix(",")
    if not any(map(str.isalnum, text)):
        many = len(text.split()) > 1 or len(text) > 1
        return Noun("signes" if many else "signe", plural=many)
    for pattern, one, _, gender in _KINDS:
        if re.fullmatch(pattern, bare if one == "référence" else text, re.IGNORECASE if one == "montant" else 0):
            return Noun(one, gender=gender)
    if _REFERENCES.fullmatch(bare):
        return Noun("références", gender="f", plural=True)
    many = len(words(text)) > 1 or not text[0].isalnum() or not text[-1].isalnum()
    return Noun("mots" if many else "mot", plural=many)


def all_called(quotations: Sequence[str]) -> Noun | None:
    """What several quotations are called together, or None where each is something else."""
    names = {called(quotation).name.removesuffix("s") for quotation in quotations}
    if len(names) != 1:
        return None
    one = called(quotations[0])
    plural = {singular: many for _, singular, many, _ in _KINDS}.get(one.name, one.name.removesuffix("s") + "s")
    return Noun(plural, gender=one.gender, plural=True)


def le(noun: Noun) -> str:
    """The noun with its article, elided where it must be: « l’année »."""
    return "l’année" if noun.name == "année" else noun.le()


def du(noun: Noun) -> str:
    """The noun after « de »: « de l’année »."""
    return "de l’année" if noun.name == "année" else noun.du()


def quoted(text: str) -> str:
    """A quotation in its marks."""
    return f"«\u202f{text}\u202f»"


def alineas_quoted(alineas: Sequence[str]) -> str:
    """Alinéas on a line each, each opened by a mark and the last closed by one."""
    return "".join(f"\n«\u202f{alinea}" for alinea in alineas) + "\u202f»"


def listed(parts: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def capital(text: str) -> str:
    """The text with a capital: « À l’article »."""
    return text[:1].upper() + text[1:]


def counted(number: int, name: str, gender: Gender = "m") -> str:
    """« un alinéa », « deux phrases »."""
    if number == 1:
        return f"{'une' if gender == 'f' else 'un'} {name}"
    return f"{cardinal(number)} {name}s"


def of_code(code: str) -> str:
    """A code, or another text, after « de »: « du code pénal », « de la loi n° 78-17 », « de l’ordonnance »."""
    first = code.split(" ", 1)[0].lower()
    if first in ("loi", "proposition", "constitution", "convention", "délibération"):
        return f"de la {code}"
    return f"de l’{code}" if first in ("ordonnance", "arrêté", "annexe", "accord") else f"du {code}"


def article_number(number: str) -> str:
    """The number of an article as drafters print it: « R226-3 » is « R. 226-3 »."""
    match = re.fullmatch(r"(LO|[LRDA])\.?\s?(\*?)\.?\s?(\d.*)", fold(number).strip())
    return f"{match[1]}.{match[2]}\u00a0{match[3]}" if match else number
