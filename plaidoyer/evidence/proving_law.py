"""Passages of law texts: an article is its own capture, in the newest version that holds the words."""

from __future__ import annotations

from plaidoyer.diagnostics import Finding
from plaidoyer.evidence import told
from plaidoyer.evidence.finding.matching import Match, Missing, find, selector
from plaidoyer.evidence.finding.searchable import searchable
from plaidoyer.evidence.proofs import Proof
from plaidoyer.records.sources import ArticleVersion, Passage, Source


def in_article(source: Source, passage: Passage) -> tuple[Proof | None, tuple[Finding, ...]]:
    """Where a passage stands in its article, and what is told of it: never neither.

    Where no version holds the words, what is told is about the newest.
    """
    versions = sorted(source.articles.get(passage.article, ()), key=lambda one: one.in_force.first, reverse=True)
    failure: Finding | None = None
    for version in versions:
        text = _text(version, passage.alinea)
        match find(passage.exact, searchable(text), passage.prefix, passage.suffix) if text else None:
            case Match() as match:
                around = selector(text, match.start, match.end)
                proof = Proof(
                    source.id,
                    passage.name,
                    "article",
                    start=match.start,
                    end=match.end,
                    loose=match.loose,
                    prefix=around.prefix,
                    suffix=around.suffix,
                )
                return proof, _unnamed(passage, _text(version, 0))
            case Missing() as missing:
                nearest = text[slice(*missing.nearest)] if missing.nearest else ""
                failure = failure or told.not_in_article(passage, nearest, missing.reason)
            case None:
                pass
            case _:
                return None, (told.ambiguous_in_article(passage),)
    return None, (failure or told.no_such_alinea(source, passage),)


def _text(version: ArticleVersion, alinea: int) -> str:
    """An alinéa, from 1, or the whole article; nothing where there is no such alinéa."""
    return "\n\n".join(version.alineas[alinea - 1 : alinea] if alinea else version.alineas)


def _unnamed(passage: Passage, article: str) -> tuple[Finding, ...]:
    """The words that name who said a passage are not in its article."""
    said = passage.originator
    if not said or not said.exact or not isinstance(missing := find(said.exact, searchable(article)), Missing):
        return ()
    nearest = article[slice(*missing.nearest)] if missing.nearest else ""
    return (told.originator_not_in_article(said, passage, nearest, missing.reason),)
