"""What a wording orders, as it was read and before any text was looked at: data alone."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plaidoyer.law.reading.numerals import Rank
from plaidoyer.law.reading.quotations import Quote

Span = tuple[int, int]
Side = Literal["before", "after"]
Bound = Literal["start", "end"]
Kind = Literal["code", "article", "alinéa", "phrase", "tiret", "item", "context"]
Ranks = tuple[tuple[Rank, Rank], ...]
Names = tuple[tuple[str, str], ...]


class Unit(Struct, frozen=True):
    """One step of a designation.

    « deuxième à quatrième alinéas » has ``ranks``, « 3° et 5° » has ``names``, « l’article 227-23 du code pénal » has
    ``article``; ``same`` is « même », ``this`` « cet alinéa », « l’alinéa »; ``code`` how an
    article's code is named; « il » is of kind « context ».
    """

    kind: Kind
    place: Span
    plural: bool
    ranks: Ranks = ()
    names: Names = ()
    article: str = ""
    same: bool = False
    this: bool = False
    code: Literal["", "named", "same"] = ""

    @property
    def feminine(self) -> bool:
        """Whether what is named is of the feminine gender."""
        return self.kind == "phrase"


class Chain(Struct, frozen=True):
    """« la première phrase du second alinéa du II »: from the inner step to the outer one."""

    units: tuple[Unit, ...]
    place: Span


class Noun(Struct, frozen=True):
    """« les mots », « le montant »: what a quotation is said to be."""

    word: str
    feminine: bool
    plural: bool
    place: Span


class Words(Struct, frozen=True):
    """« la deuxième occurrence du mot : « A » », « les mots : « A » et « B » »: a noun for each quotation."""

    nouns: tuple[Noun, ...]
    quotes: tuple[Quote, ...]
    ranks: Ranks
    place: Span

    @property
    def plural(self) -> bool:
        """Whether the verb stands in the plural."""
        if self.ranks:
            return len(self.ranks) > 1 or self.ranks[0][0] != self.ranks[0][1]
        return len(set(self.nouns)) > 1 or self.nouns[0].plural

    @property
    def feminine(self) -> bool:
        """Whether the participle is feminine: « la première occurrence … est supprimée »."""
        return bool(self.ranks) or all(noun.feminine for noun in self.nouns)


class Units(Struct, frozen=True):
    """« deux alinéas ainsi rédigés », « un 3° bis ainsi rédigé »; no ``count`` in « les dispositions suivantes »."""

    kind: Literal["alinéa", "phrase", "item", "article", "any"]
    count: int | None
    place: Span
    names: Names = ()
    plural: bool = False
    feminine: bool = False


class Times(Struct, frozen=True):
    """« deux fois » (2), « à chaque occurrence » (None)."""

    number: int | None
    place: Span


class Replace(Struct, frozen=True):
    """Words by words; ``each`` is « respectivement »."""

    old: Words
    new: Words
    times: Times | None
    each: bool


class Insert(Struct, frozen=True):
    """Words after or before words."""

    side: Side
    anchor: Words
    new: Words
    times: Times | None


class Delete(Struct, frozen=True):
    """Words left out."""

    old: Words
    times: Times | None


class Again(Struct, frozen=True):
    """« procéder à la même substitution »: the order of its kind that was given last, in another place."""

    kind: Literal["substitution", "insertion", "suppression"]
    times: Times | None
    place: Span


class Add(Struct, frozen=True):
    """Words at the start or end of the place, which names the bound."""

    new: Words


class RewriteEnd(Struct, frozen=True):
    """All that follows words: « après le mot : « A », la fin est ainsi rédigée ». ``new`` None: it is left out.

    Without ``anchor``: the new words begin with the words from which on the end is rewritten.
    """

    of: Chain | None
    anchor: Words | None
    new: Quote | None


class RewriteStart(Struct, frozen=True):
    """All up to words, and with them if ``inclusive``; without ``upto`` the new words end with these."""

    of: Chain | None
    upto: Words | None
    inclusive: bool
    new: Quote


class Complete(Struct, frozen=True):
    """Words at the end of what is named."""

    of: Chain
    new: Words


class CompleteUnits(Struct, frozen=True):
    """Alinéas, sentences or items at the end of what is named."""

    of: Chain
    units: Units
    block: Quote


class CompleteBoth(Struct, frozen=True):
    """« par les mots : « A » et par une phrase ainsi rédigée : « S » »."""

    words: Complete
    sentences: CompleteUnits


class Suppress(Struct, frozen=True):
    """What is named is left out; ``repeal``: « abrogé »."""

    of: Chain
    repeal: bool


class Rewrite(Struct, frozen=True):
    """« est ainsi rédigé », « est ainsi rétabli »; with ``units``: « est remplacé par deux alinéas ainsi rédigés »."""

    of: Chain
    units: Units | None
    block: Quote
    restored: bool = False


class InsertUnits(Struct, frozen=True):
    """Alinéas, sentences, items or an article after or before what is named."""

    side: Side
    of: Chain
    units: Units
    block: Quote


class Rename(Struct, frozen=True):
    """« Les 3° à 5° deviennent les 4° à 6° »."""

    of: Chain
    names: Names
    place: Span


class Precede(Struct, frozen=True):
    """« est précédé de la mention : « I. – » »."""

    of: Chain
    new: Quote


class AddArticle(Struct, frozen=True):
    """An article of the bill, after one of it: ``block`` holds a wording in the law grammar."""

    side: Side
    after: str
    block: Quote
    place: Span


class Where(Struct, frozen=True):
    """« À la fin de la première phrase »: a designation, a bound of it, or both."""

    chain: Chain | None
    bound: Bound | None
    place: Span


class Within(Struct, frozen=True):
    """Instructions that hold for a place: « Au premier alinéa, … », « Le II est ainsi modifié : … »."""

    where: tuple[Where, ...]
    body: tuple[Instruction, ...]


Act = (
    Replace
    | Insert
    | Delete
    | Again
    | Add
    | RewriteEnd
    | RewriteStart
    | Complete
    | CompleteUnits
    | CompleteBoth
    | Suppress
    | Rewrite
    | InsertUnits
    | Rename
    | Precede
    | AddArticle
)


class Instruction(Struct, frozen=True):
    """One order and the words that give it."""

    act: Act | Within
    place: Span
