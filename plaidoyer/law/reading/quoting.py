"""What is quoted, held against what is announced: so many sentences, so many alinéas, these items, that article."""

from __future__ import annotations

import re

from plaidoyer.law.reading.designations import NUMBER
from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.instructions import Unit, Units, Words
from plaidoyer.law.reading.quotations import Quote
from plaidoyer.law.reading.resolving import counted, level_of, spread_names
from plaidoyer.law.units import Article, fold, mark, sentences

_TITLE = re.compile(rf"Art(?:icle|\.)\s*(?P<name>{NUMBER.pattern})\s*(?:\.\s*[-–—]|[-–—]|\.)\s*")


def quoted_sentences(block: Quote, units: Units) -> str:
    """The sentences quoted, as one text. Raises Refusal where they are not so many."""
    lines = block.alineas()
    if len(lines) > 1:
        raise Refusal("Sentences are announced, alinéas are quoted.", block.place)
    given = len(sentences(lines[0]))
    if units.count is not None and given != units.count:
        raise Refusal(f"{counted(units.count, 'phrase')} announced, {given} quoted.", block.place, "Count again.")
    return lines[0]


def quoted_alineas(block: Quote, units: Units) -> Article:
    """The alinéas quoted. Raises Refusal where they are not so many."""
    lines = block.alineas()
    if units.kind == "alinéa" and units.count is not None and len(lines) != units.count:
        raise Refusal(
            f"{counted(units.count, 'alinéa')} announced, {len(lines)} quoted.",
            block.place,
            "Count again: each line is an alinéa.",
        )
    return lines


def check_marks(unit: Unit, lines: Article, block: Quote) -> None:
    """Items that are rewritten open with their own marks."""
    names = spread_names(unit.names, unit.place) if unit.kind == "item" else ()
    if not names:
        return
    level = level_of(names[0])
    opened = [found.name for found in map(mark, lines) if found and found.level == level]
    first = mark(lines[0])
    if tuple(opened) != names or first is None or first.name != names[0]:
        raise Refusal(f"What is quoted does not open with {' and '.join(names)}.", block.place)


def only(of: Words) -> Quote:
    """The one quotation after a noun. Raises Refusal where there are several."""
    if len(of.quotes) != 1:
        raise Refusal("Several quotations where one is meant.", of.place)
    return of.quotes[0]


def articles(block: Quote, count: int) -> list[tuple[str, Article]]:
    """The articles that are quoted, each opened by « Art. X. – »."""
    found: list[tuple[str, list[str]]] = []
    for line in block.alineas():
        title = _TITLE.match(fold(line))
        if title and (len(found) < count):
            found.append((title["name"], [line[title.end() :]]))
        elif found:
            found[-1][1].append(line)
        else:
            raise Refusal(
                "The quoted article does not open with its number.", block.place, "Open it with « Art. … – »."
            )
    if len(found) != count:
        raise Refusal(f"{counted(count, 'article')} announced, {len(found)} quoted.", block.place)
    if not all(all(lines) for _, lines in found):
        raise Refusal("A quoted article has no text.", block.place)
    return [(name, tuple(lines)) for name, lines in found]
