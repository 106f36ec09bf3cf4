"""Where the writer and the reader of wording meet: nothing else in the house knows both."""

from __future__ import annotations

from plaidoyer.law import derive as writer
from plaidoyer.law.derive import Derived, Grammar
from plaidoyer.law.reading.reader import Applied, read_and_apply
from plaidoyer.law.units import Article


def derive(
    article: str, before: Article, after: Article, *, code: str = "code pénal", grammar: Grammar = "loi"
) -> Derived:
    """The best wording of a change that the reader proves; see ``derive.derive``."""
    return writer.derive(article, before, after, made_of, code=code, grammar=grammar)


def made_of(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> Article | None:
    """The article that the reader makes of a wording; None where it is refused."""
    made = read_and_apply(wording, article, before, grammar=grammar, code=code)
    return made.after if isinstance(made, Applied) else None
