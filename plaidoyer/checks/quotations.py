"""Quotation and law links: their words against the passage or the article, to the letter.

How words are compared is ``evidence.matching``'s; only typography may differ. Numbers of a table that an
article covers are read there, in digits or in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from plaidoyer.checks.amounts import length_in, quantities, quoted, same_value
from plaidoyer.checks.case import Case
from plaidoyer.checks.figures import language_of
from plaidoyer.checks.plain import Linked, Plain, Statement
from plaidoyer.checks.sound import is_sound
from plaidoyer.checks.unlinked import NEVER_CITED, unlinked_numbers
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.finding.difference import first_difference
from plaidoyer.evidence.finding.matching import Missing, find, searchable, within
from plaidoyer.evidence.uses import LawUse, QuoteUse
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.reading.quantities import Quantity, Sort
from plaidoyer.languages.sentences import sentences
from plaidoyer.records.sources import Qualifier

_MARKS = ' \u00a0\u202f\u2009«»“”„"‹›'
"""Quotation marks and the spaces inside them: an author may put them into the link."""


def misquoted_passages(case: Case) -> Iterator[Finding]:
    """Quotation links whose words are neither the passage's nor those of its translation."""
    for statement in case.statements:
        for linked in statement.said.links:
            use = case.uses.get(linked.link.span)
            if not isinstance(use, QuoteUse) or not linked.link.children or not is_sound(case, use):
                continue
            translation = use.passage.translation.get(statement.lang)
            texts = [use.passage.exact, *([translation.text] if translation else [])]
            there = f"the passage « {use.source.id}/{use.passage.name} »"
            finding = _unlike("quote-mismatch", statement.said, linked, texts, there)
            if finding is not None:
                yield finding


def misquoted_law(case: Case) -> Iterator[Finding]:
    """Law links whose words are not in the alinéa and sentence named, and numbers of a table that its article lacks."""
    for statement in case.statements:
        for linked in statement.said.links:
            use = case.uses.get(linked.link.span)
            if isinstance(use, LawUse):
                finding = _law_finding(statement.said, linked, use, statement.lang)
                if finding is not None:
                    yield finding
        covering = _law_of(case, statement)
        if covering is not None:
            yield from _unlawful_numbers(statement, covering)


def alineas_of(use: LawUse) -> tuple[str, ...]:
    """The alinéas that a link speaks of: the one that it names, or all."""
    return use.version.alineas[use.alinea - 1 : use.alinea] if use.alinea else use.version.alineas


def _law_finding(said: Plain, linked: Linked, use: LawUse, lang: str) -> Finding | None:
    link, texts = linked.link, list(alineas_of(use))
    there = f"article {use.article}" + (f", alinéa {use.alinea}" if use.alinea else "")
    if link.sentence:
        written = language_of(use.source)
        bounds = sentences(texts[0], written if written in PROFILES else lang)
        if link.sentence > len(bounds):
            return Finding(
                "law-mismatch",
                f"{there} has no sentence {link.sentence}: it has {len(bounds)}",
                link.span,
                "correct the number of the sentence",
            )
        start, end = bounds[link.sentence - 1]
        texts, there = [texts[0][start:end]], f"{there}, sentence {link.sentence}"
    if link.flag == "reading" or not link.children:
        return None
    return _unlike("law-mismatch", said, linked, texts, there)


def _unlike(rule: str, said: Plain, linked: Linked, texts: list[str], there: str) -> Finding | None:
    """Words that are in none of ``texts``, with the place and the words nearest to them."""
    written = said.text[linked.start : linked.end]
    words = written.strip(_MARKS)
    offset = linked.start + len(written) - len(written.lstrip(_MARKS))
    if words and any(within(words, text) is not None for text in texts):
        return None
    nearest, reason = _nearest(words, texts)
    start, end = first_difference(words, nearest) if nearest else (0, len(words))
    if reason:
        message = f"these words are not in {there}: {reason}"
    elif nearest:
        message = f"these words are not in {there}, which says « {_short(nearest)} »"
    else:
        message = f"these words are not in {there}"
    hint = "copy the words, and mark a cut inside them with « […] »"
    if rule == "law-mismatch":
        hint += "; where they are our own, add « ?reading »"
    return Finding(rule, message, _place(said, linked, offset + start, offset + end), hint)


def _nearest(words: str, texts: list[str]) -> tuple[str, str]:
    """The place in ``texts`` that is most like ``words``, and why words that stand there do not count."""
    best = ("", "")
    for text in texts:
        found = find(words, searchable(text)) if words else None
        if isinstance(found, Missing) and found.nearest is not None:
            start, end = found.nearest
            if found.reason:
                return text[start:end], found.reason
            best = best if best[0] else (text[start:end], "")
    return best


def _short(words: str) -> str:
    return words if len(words) <= 160 else f"{words[:80].rstrip()} … {words[-70:].lstrip()}"


def _place(said: Plain, linked: Linked, start: int, end: int) -> Span:
    """The link; where the words at fault stand on a later line, these."""
    place = said.place(start, end)
    return linked.link.span if place.line == linked.link.span.line else place


def _law_of(case: Case, statement: Statement) -> LawUse | None:
    """The article that covers the table of a cell."""
    law = statement.table.law if statement.table else None
    use = case.uses.get(law.span) if law else None
    return use if isinstance(use, LawUse) else None


def _unlawful_numbers(statement: Statement, use: LawUse) -> Iterator[Finding]:
    lang, written = statement.lang, language_of(use.source)
    read = [(text, one) for text in alineas_of(use) for one in quantities(text, written)]
    for one in unlinked_numbers(statement.said, lang):
        if _may_be_lawful(one, statement) and not any(
            _equal(statement.said.text, one, lang, text, other, written) for text, other in read
        ):
            yield Finding(
                "law-mismatch",
                f"article {use.article}, which covers this table, does not state {quoted(statement.said.text, [one])}",
                statement.said.place(one.start, one.end),
                "correct the number, or link it to what states it",
            )


def _may_be_lawful(one: Quantity, statement: Statement) -> bool:
    """Whether a quantity of a cell is one that an article states; « 5 ans » may be read as an age."""
    if one.sort is Sort.AGE:
        in_head = statement.table is not None and statement.block in statement.table.head
        return not in_head and one.low == one.high and one.qualifier is Qualifier.EXACTLY
    return one.sort not in NEVER_CITED


def _equal(text: str, one: Quantity, lang: str, other_text: str, other: Quantity, other_lang: str) -> bool:
    if one.sort is Sort.AGE:
        return other.sort in (Sort.AGE, Sort.DURATION) and same_value(one, other)
    if one.sort is Sort.DURATION and other.sort is Sort.DURATION:
        length = length_in(text, one, lang)
        return length is not None and length == length_in(other_text, other, other_lang)
    return one.sort is other.sort and same_value(one, other)
