"""From changes to the texts that a deputy can table: derived, printed, read back; and the law as it would then read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from plaidoyer.law.derive import Grammar
from plaidoyer.law.proof import derive
from plaidoyer.law.reading.reader import Applied, Refused, read_and_apply
from plaidoyer.law.units import Article, fold
from plaidoyer.law.wording.articles import added_to_bill, article_inserted


class Wanted(Struct, frozen=True):
    """An article of a ``code`` (« code pénal ») as it is in force and as it should read.

    A new one has the number of the article ``after`` which it is put, and nothing in force; a repealed one is wanted
    without alinéas.
    """

    code: str
    article: str
    in_force: Article
    wanted: Article
    after: str = ""


class Wording(Struct, frozen=True):
    """What changes one article, in the words of a law; ``fault`` says why it is not proved, empty where it is."""

    of: Wanted
    text: str
    fault: str = ""


def worded(change: Wanted) -> Wording:
    """The law's wording of a change, proved by reading it back."""
    if change.after:
        text = article_inserted(change.after, change.article, change.wanted, change.code)
        made = read_and_apply(text, change.after, ("",), code=change.code)
        proved = isinstance(made, Applied) and _same([one.text for one in made.created], [change.wanted])
        return Wording(change, text, "" if proved else _fault(made))
    derived = derive(change.article, change.in_force, change.wanted, code=change.code)
    if not derived.wording:
        return Wording(change, "", "the text wanted is the text in force")
    if derived.proved:
        return Wording(change, derived.wording)
    return Wording(change, derived.wording, _fault(read_and_apply(derived.wording, change.article, change.in_force)))


def law_text(wordings: Sequence[Wording]) -> str:
    """The articles of a law: one without a number, several numbered in order (« Article 1er »)."""
    if len(wordings) == 1:
        return wordings[0].text
    return "\n\n".join(
        f"Article {number}{'er' if number == 1 else ''}\n{one.text}" for number, one in enumerate(wordings, 1)
    )


def amendment_text(wording: Wording, after: str, grammar: Grammar) -> str | None:
    """The amendment that adds a law's article after another of a bill; None where it is not read back as that."""
    text = added_to_bill(wording.text, after, grammar == "senat")
    made = read_and_apply(text, after, ("",), grammar=grammar, code=wording.of.code)
    if isinstance(made, Applied) and fold(made.nested) == fold(wording.text):
        return text
    return None


def _same(some: Sequence[Article], others: Sequence[Article]) -> bool:
    return [tuple(map(fold, one)) for one in some] == [tuple(map(fold, one)) for one in others]


def _fault(made: Applied | Refused) -> str:
    return made.message if isinstance(made, Refused) else "read back, the wording makes another law"
