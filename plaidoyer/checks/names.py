"""Whether a sentence names somebody: the whole name, its abbreviation, or a person's last name.

A pronoun names nobody. Names are compared without regard to capitals, kinds of apostrophes, hyphens and spaces, as
whole words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from plaidoyer.languages.attribution import Naming, naming

_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*")
_DEFINED = re.compile(r"(?<=\s)\((?P<short>[^\W\d_][\w.-]{1,11})\)")
_LONGEST = 80  # characters of a name that is abbreviated
_PART = re.compile(r"[^\W_]+(?:['’](?=[^\W\d_]))?")
_SHORTEST = 2  # a name or abbreviation of one letter would be found everywhere


class Names(Struct, frozen=True):
    """Abbreviations that a brief and its records explain, folded: each with the names that it stands for."""

    short: Mapping[str, frozenset[str]]
    of: Naming

    def said_in(self, sentence: str, name: str) -> bool:
        """Whether ``sentence`` names ``name``."""
        text = f" {fold(sentence)} "
        if any(f" {form} " in text for form in self._forms(name) if len(form) >= _SHORTEST):
            return True
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence) for word in _as_capitals(name, self.of))

    def alike(self, one: str, other: str) -> bool:
        """Whether two names are one and the same's."""
        return bool(self._forms(one) & self._forms(other))

    def _forms(self, name: str) -> set[str]:
        """What a name may be said as, folded; not one that is an everyday word without its capital (« Le Monde »)."""
        bare = _BRACKETED.sub(" ", name).strip()
        known = {fold(bare), *(fold(short) for short in _BRACKETED.findall(name))} - {""}
        known |= {long for form in known for long in self.short.get(form, ())}
        known |= {short for short, names in self.short.items() if known & names}
        short = {form: _without_article(form, self.of) for form in known}
        return {form for form, core in short.items() if form == core} | {core for core in short.values() if " " in core}


def _as_capitals(name: str, of: Naming) -> set[str]:
    """What a name may be said as, with its capitals: « IWF », « Hazan », « Monde »."""
    bare = _BRACKETED.sub(" ", name).strip()
    short = _last_name(bare, of)
    if not short and " " not in (core := _without_article(fold(bare), of)) != fold(bare):
        short = bare[-len(core) :]
    return _initials(bare, of) | ({short, short.upper()} - {""})


def _without_article(form: str, of: Naming) -> str:
    """A folded name without the article that it begins with."""
    first, _, rest = form.partition(" ")
    return rest if rest and first in map(fold, of.articles) else form


def _last_name(name: str, of: Naming) -> str:
    """« Hazan » of « Gabrielle Hazan »: of a first and a last name, with particles; empty for other names."""
    words = name.replace("’", "'").split()
    capitals = [word for word in words if word[:1].isupper()]
    others = {word.casefold() for word in words if word not in capitals}
    if len(capitals) != 2 or words[0] not in capitals or words[0].casefold() in of.articles:
        return ""
    return "" if others - of.particles or any(word.isupper() for word in capitals) else capitals[1]


def _initials(name: str, of: Naming) -> set[str]:
    """« IWF » of « Internet Watch Foundation », « OMS » of « Organisation mondiale de la santé »: three or more."""
    parts = [part for part in _PART.findall(name) if not part.endswith(("'", "’"))]
    sets = (
        [part for part in parts if part[0].isupper()],
        [part for part in parts if part.casefold() not in of.particles],
    )
    return {"".join(part[0].upper() for part in these) for these in sets if len(these) > 2}


def names_known(abbreviations: Mapping[str, str], texts: Iterable[str], lang: str) -> Names:
    """What ``abbreviations`` (short → long) and the « Office des mineurs (Ofmin) » of some texts explain."""
    known: dict[str, set[str]] = {}
    for short, long in abbreviations.items():
        known.setdefault(fold(short), set()).add(fold(_BRACKETED.sub(" ", long)))
    for text in texts:
        for defined in _DEFINED.finditer(text):
            before = text[max(0, defined.start() - _LONGEST) : defined.start()]
            if any(letter.isupper() for letter in defined["short"]) and (long := _capitalised(before)):
                known.setdefault(fold(defined["short"]), set()).add(fold(long))
    return Names({short: frozenset(names) for short, names in known.items()}, naming(lang))


def fold(text: str) -> str:
    """A text as names are compared: small letters, one space between words, none of the signs between them."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _capitalised(words: str) -> str:
    """The name that ends ``words``: from the first of the last capitalised words on."""
    parts = re.findall(r"[^\W_][\w-]+", re.split(r"[,;:()«»“”\ufffc]|[.!?]\s", words)[-1])
    starts = [index for index, part in enumerate(parts) if part[0].isupper()]
    if not starts:
        return ""
    first = starts[-1]
    while first - 1 in starts:
        first -= 1
    return " ".join(parts[first:])
