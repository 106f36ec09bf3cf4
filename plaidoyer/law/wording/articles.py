"""Whole articles: one inserted after another, repealed or restored in a code; a law article added to a bill."""

from __future__ import annotations

from plaidoyer.law.units import Article
from plaidoyer.law.wording.french import COLON, alineas_quoted, article_number, capital, of_code
from plaidoyer.law.wording.loi import article_quoted


def article_inserted(after: str, number: str, alineas: Article, code: str) -> str:
    """« Après l’article 227-23 du code pénal, il est inséré un article 227-23-1 ainsi rédigé : »."""
    place = (
        f"Après l’article {article_number(after)} {of_code(code)}, il est inséré un article {article_number(number)}"
    )
    return f"{place} ainsi rédigé{COLON.rstrip()}{article_quoted(number, alineas)}"


def article_repealed(number: str, code: str) -> str:
    """« L’article 227-23 du code pénal est abrogé. »."""
    return f"L’article {article_number(number)} {of_code(code)} est abrogé."


def article_restored(number: str, alineas: Article, code: str) -> str:
    """« L’article 227-23 du code pénal est ainsi rétabli : »."""
    named = f"L’article {article_number(number)} {of_code(code)}"
    return f"{named} est ainsi rétabli{COLON.rstrip()}{article_quoted(number, alineas)}"


def added_to_bill(wording: str, after: str, senate: bool) -> str:
    """An amendment that adds a law article, given by its wording, after an article of a bill."""
    what = "Insérer un article additionnel ainsi rédigé" if senate else "insérer l’article suivant"
    place = capital(f"après l’article {article_number(after)}")
    return f"{place}{chr(10) if senate else ', '}{what}{COLON.rstrip()}{alineas_quoted(wording.splitlines())}"
