"""From the text in force and the text wanted to a wording that is proved: printed, read again and applied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal, Protocol

from msgspec import Struct

from plaidoyer.law.effect import apply as applied
from plaidoyer.law.instructions import Instruction, Whole
from plaidoyer.law.planning.article import plan_article, plan_by_alineas
from plaidoyer.law.planning.mending import rewriting, touched
from plaidoyer.law.units import Article, fold
from plaidoyer.law.wording.articles import article_repealed, article_restored
from plaidoyer.law.wording.assemblee import assemblee_wording
from plaidoyer.law.wording.clauses import by_alinea
from plaidoyer.law.wording.loi import law_wording
from plaidoyer.law.wording.senat import senat_wording

Grammar = Literal["loi", "an", "senat"]


class Reader(Protocol):
    """What proves a wording: the article that it makes of the text in force, or something else where it is refused."""

    def __call__(self, wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
        """Read a wording and apply it."""


class Derived(Struct, frozen=True):
    """A wording, and whether the reader made the text wanted of it."""

    wording: str
    proved: bool


def derive(
    article: str,
    before: Article,
    after: Article,
    apply: Reader,
    *,
    code: str = "code pénal",
    grammar: Grammar = "loi",
) -> Derived:
    """The best wording that the reader proves; the article rewritten, and not proved, where it proves none.

    ``article`` is the number of the article (« 227-23 »). In ``an`` and ``senat`` both texts are of a bill's article.
    The wording is empty where the texts do not differ.
    """
    before, after = tuple(before), tuple(after)
    if _folded(before) == _folded(after):
        return Derived("", True)

    def proves(wording: str, wanted: Article) -> bool:
        made = apply(wording, article, before, grammar, code)
        return isinstance(made, tuple) and _folded(made) == _folded(wanted)

    if not before or not after:
        wording = _from_or_to_nothing(article, after, code, grammar)
        return Derived(wording, proves(wording, after))

    def refused(groups: list[tuple[Instruction, ...]]) -> list[tuple[Instruction, ...]]:
        """The groups that are not proved by themselves, found by halves: most are."""
        said = tuple(one for group in groups for one in group)
        if proves(say(article, before, said, code, grammar, by_items=False), applied(before, said)):
            return []
        middle = len(groups) // 2
        return groups if len(groups) == 1 else refused(groups[:middle]) + refused(groups[middle:])

    def mended() -> Iterator[str]:
        """The best plan with each alinéa rewritten whose own instructions are not proved by themselves."""
        plan = plan_article(before, after)
        doubtful = touched(one for group in refused(by_alinea(plan)) for one in group)
        if doubtful:
            coarser = rewriting(before, plan, doubtful)
            yield from (say(article, before, coarser, code, grammar, by_items) for by_items in (True, False))

    whole = say(article, before, (Whole(after),), code, grammar)
    tried = ""
    for wording in chain(
        _fine(article, before, after, code, grammar), mended(), _coarse(article, before, after, code, grammar)
    ):
        shorter = wording if len(wording) <= len(whole) + 1 else whole
        if shorter != tried and proves(shorter, after):
            return Derived(shorter, True)
        tried = shorter
    return Derived(whole, False)


def _from_or_to_nothing(article: str, after: Article, code: str, grammar: Grammar) -> str:
    """An article repealed; or restored, where none is in force."""
    if grammar == "loi":
        return article_restored(article, after, code) if after else article_repealed(article, code)
    return say(article, (), (Whole(after),), code, grammar) if after else "Supprimer cet article."


def candidates(article: str, before: Article, after: Article, code: str, grammar: Grammar) -> Iterator[str]:
    """Wordings of one change, from the best to the coarsest."""
    whole = say(article, before, (Whole(after),), code, grammar)
    for wording in chain(_fine(article, before, after, code, grammar), _coarse(article, before, after, code, grammar)):
        yield wording if len(wording) <= len(whole) + 1 else whole


def _fine(article: str, before: Article, after: Article, code: str, grammar: Grammar) -> Iterator[str]:
    """The best plan: items named by their marks, then by their ranks."""
    plan = plan_article(before, after)
    yield from (say(article, before, plan, code, grammar, by_items) for by_items in (True, False))


def _coarse(article: str, before: Article, after: Article, code: str, grammar: Grammar) -> Iterator[str]:
    """Alinéas rewritten, then the article."""
    yield say(article, before, plan_by_alineas(before, after), code, grammar, by_items=False)
    whole = say(article, before, (Whole(after),), code, grammar)
    yield whole
    yield f"{whole}."  # a point tells where a quotation ends whose own marks are not balanced


def say(
    article: str,
    before: Article,
    instructions: tuple[Instruction, ...],
    code: str,
    grammar: Grammar,
    by_items: bool = True,
) -> str:
    """Instructions in one of the three grammars."""
    if grammar == "an":
        return assemblee_wording(before, instructions)
    if grammar == "senat":
        return senat_wording(before, instructions)
    return law_wording(before, article, instructions, code, by_items)


def _folded(article: Article) -> Article:
    return tuple(fold(alinea) for alinea in article)
