"""What a use rests on, and whether that is sound: one mistake gives one finding."""

from __future__ import annotations

from collections.abc import Iterator

from plaidoyer.checks.case import Case
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, SourceUse, Use
from plaidoyer.records.sources import Passage, Source


def passages_of(use: Use) -> Iterator[tuple[Source, Passage]]:
    """The passages that a use rests on, each with its source; those of the inputs of a derived figure."""
    match use:
        case FigureUse() | QuoteUse():
            yield use.source, use.passage
        case SourceUse():
            if use.passage is not None:
                yield use.source, use.passage
        case DerivedUse():
            for inner in use.inputs.values():
                yield from passages_of(inner)
        case _:
            pass


def figures_of(use: Use) -> Iterator[FigureUse]:
    """The figures of records that a use states or is computed from."""
    match use:
        case FigureUse():
            yield use
        case DerivedUse():
            yield from use.inputs.values()
        case _:
            pass


def is_sound(case: Case, use: Use) -> bool:
    """Whether nothing that a use rests on has a finding of its own."""
    return not any((source.id, passage.name) in case.unproven for source, passage in passages_of(use)) and not any(
        (one.source.id, one.figure.name) in case.unread for one in figures_of(use)
    )
