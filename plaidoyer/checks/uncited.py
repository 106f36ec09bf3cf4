"""Numbers in a brief that no source stands behind."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from plaidoyer.checks.amounts import is_part_of_name, length_in, quantities, quoted, same_value
from plaidoyer.checks.case import Case
from plaidoyer.checks.counted import Noun, next_word, noun_after
from plaidoyer.checks.figures import language_of
from plaidoyer.checks.plain import Statement
from plaidoyer.checks.prose import lasts
from plaidoyer.checks.sound import figures_of, passages_of
from plaidoyer.checks.unlinked import NEVER_CITED, unlinked_numbers
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import FIGURE_DIVISIONS
from plaidoyer.evidence.uses import FigureUse, SourceUse
from plaidoyer.languages.reading.quantities import Quantity, Sort
from plaidoyer.languages.things import things
from plaidoyer.records import text as t
from plaidoyer.records.sources import Unit

_OWN_WORDS = "wording"
"""The fenced div that holds the words of law which a brief proposes: they are its author's."""

_FEW = 12
"""Numbers up to twelve, in words, count things of the text itself: « deux avis »."""


def uncited_figures(case: Case) -> Iterator[Finding]:
    """Numbers outside links and tables of law that are neither dates, ages, references nor counts of the text."""
    units = tuple(_units(case))
    for statement in case.statements:
        if _is_covered(statement):
            continue
        said, lang = statement.said, statement.lang
        for one in unlinked_numbers(said, lang):
            if (
                one.sort not in NEVER_CITED
                and not _needs_none(one, statement, units)
                and not _is_accounted_for(one, case, statement)
            ):
                yield _finding(quoted(said.text, [one]), said.place(one.start, one.end))
    for division in t.divisions(case.brief.blocks):
        if division.name in FIGURE_DIVISIONS and "title" in division.attributes:
            yield from _in_title(division.attributes["title"], units, case.brief.lang_at(division.span))


def _in_title(title: t.Attribute, units: tuple[Unit, ...], lang: str) -> Iterator[Finding]:
    for one in quantities(title.value, lang):
        spared = one.sort in NEVER_CITED or is_part_of_name(title.value, one)
        if not spared and not _is_few(one, title.value, units, lang):
            span = replace(title.span, column=title.span.column + one.start, length=one.end - one.start)
            yield _finding(quoted(title.value, [one]), span)


def _finding(words: str, place: Span) -> Finding:
    return Finding(
        "uncited-figure",
        f"{words} has no source",
        place,
        "link it: [words](figure:id/name); your own number is marked [words]{.ours}",
    )


def _units(case: Case) -> Iterator[Unit]:
    """The units of every figure of the records that the brief uses, and of its derived figures."""
    for use in case.uses.values():
        for source, _ in passages_of(use):
            yield from (figure.unit for figure in source.figures.values())
    yield from (derived.unit for derived in case.brief.derived.values())


def _is_covered(statement: Statement) -> bool:
    """Whether a sentence is of the wording proposed, or a cell of a table that an article covers."""
    if any(division.name == _OWN_WORDS for division in statement.divisions):
        return True
    return statement.table is not None and statement.table.law is not None


def _needs_none(one: Quantity, statement: Statement, units: tuple[Unit, ...]) -> bool:
    """Whether a number is no figure: a heading's own number, or a count of things in the text."""
    said = statement.said
    begins = isinstance(statement.block, t.Heading) and not said.text[: one.start].strip()
    return (begins and said.text.startswith((".", ")"), one.end)) or _is_few(one, said.text, units, statement.lang)


def _is_few(one: Quantity, text: str, units: tuple[Unit, ...], lang: str) -> bool:
    """Whether a small number counts things of the text: « trois options », « 3 options », « deux avis ».

    Not where it is a share (« deux tiers », « un sur cinq ») or counts what a figure on record counts.
    """
    if one.sign or one.low != one.high or one.sort is Sort.DURATION or abs(one.high) > _FEW or one.high % 1:
        return False
    if one.in_words and abs(one.high) <= 1:  # « une seule »
        return True
    if any(noun_after(text, one.end, unit, lang)[0] is Noun.UNIT for unit in units if not unit.symbol):
        return False
    return one.in_words or next_word(text, one.end) in things(lang).parts


def _is_accounted_for(one: Quantity, case: Case, statement: Statement) -> bool:
    """Whether a passage that the sentence cites states the number, or a figure in it has that length of time."""
    lang, text = statement.lang, statement.said.text
    uses = [case.uses[link.span] for link in statement.evidence if link.span in case.uses]
    if one.sort is Sort.DURATION:
        figures = [figure for use in uses for figure in figures_of(use)]
        if len(uses) < len(statement.evidence) or any(_may_last(figure, case) for figure in figures):
            return True
        if any(figure.figure.period and lasts(figure.figure.period, text, one, lang) for figure in figures):
            return True
    for use in uses:
        if one.sort is not Sort.DURATION and not isinstance(use, SourceUse):
            continue
        for source, passage in passages_of(use):
            written = language_of(source)
            translation = passage.translation.get(lang)
            texts = [(passage.exact, written), *([(translation.text, lang)] if translation else [])]
            if any(_states(there, there_lang, one, text, lang) for there, there_lang in texts):
                return True
    return False


def _may_last(use: FigureUse, case: Case) -> bool:
    """Whether a figure has a finding of its own, perhaps about its period."""
    unreadable = "period" in use.figure.places and use.figure.period is None
    return unreadable or (use.source.id, use.figure.name) in case.unread


def _states(there: str, there_lang: str, one: Quantity, text: str, lang: str) -> bool:
    length = length_in(text, one, lang)
    return any(
        (same_value(one, other) and one.sort is other.sort and length is None)
        or (length is not None and length == length_in(there, other, there_lang))
        for other in quantities(there, there_lang)
    )
