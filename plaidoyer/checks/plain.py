"""A brief as its reader reads it: sentences as plain text that knows where each character stands.

Rules read numbers and names in whole sentences, across emphasis and links, and report them at their own
line and column. This module must not know what the rules look for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Evidence, sentences_of
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief

FILLED = "\ufffc"
"""Stands for what has no words of its own: a link to be filled in, a citation, a picture."""


class Piece(Struct, frozen=True):
    """Characters of one inline that has none below it, and the inlines around it, outermost first."""

    start: int
    end: int
    inline: t.Inline
    around: tuple[t.Container, ...]


class Linked(Struct, frozen=True):
    """An evidence link, and from where to where its words stand in the text."""

    link: t.EvidenceLink
    start: int
    end: int


class Plain(Struct, frozen=True, dict=True):
    """The plain text of a run of inlines."""

    text: str
    pieces: tuple[Piece, ...]

    def place(self, start: int, end: int) -> Span:
        """Where the characters from ``start`` to ``end`` stand, as far as they are in one piece with the first."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        piece = self.pieces[index]
        if not isinstance(piece.inline, t.Text):
            return piece.inline.span
        offset = start - piece.start
        length = max(1, min(end, piece.end) - start)
        return replace(piece.inline.span, column=piece.inline.span.column + offset, length=length)

    @cached_property
    def links(self) -> tuple[Linked, ...]:
        """The evidence links, in order."""
        found: dict[Span, Linked] = {}
        for piece in self.pieces:
            for inline in (*piece.around, piece.inline):
                if isinstance(inline, t.EvidenceLink):
                    start = found[inline.span].start if inline.span in found else piece.start
                    found[inline.span] = Linked(inline, start, piece.end)
        return tuple(found.values())

    @cached_property
    def unlinked(self) -> str:
        """The text with every character that needs no source of its own replaced by ``FILLED``.

        That is what stands in evidence links, in code, and in what the author marks as their own.
        """
        return "".join(
            FILLED * (piece.end - piece.start) if _vouched_for(piece) else self.text[piece.start : piece.end]
            for piece in self.pieces
        )


class Statement(Struct, frozen=True):
    """A sentence of a brief, with its evidence.

    ``divisions`` are the fenced divs around it, outermost first; ``table`` is the table that it is a cell of.
    """

    lang: str
    said: Plain
    evidence: tuple[Evidence, ...]
    span: Span
    block: t.Paragraph | t.Heading | t.Cell
    divisions: tuple[t.Division, ...] = ()
    table: t.Table | None = None


def plain_text(children: tuple[t.Inline, ...]) -> Plain:
    """The plain text of a run of inlines."""
    pieces = tuple(_pieces(children, 0, ()))
    return Plain("".join(_words(piece.inline) for piece in pieces), pieces)


def statements(brief: Brief) -> Iterator[Statement]:
    """Every sentence of a brief's ask and text, in the order of the file; then of its amendments' reasons."""
    ask = _Run(t.Paragraph(brief.ask, brief.span))
    for run in (ask, *_runs(brief.blocks, ())):
        lang = brief.lang_at(run.block.span)
        for one in sentences_of(run.block.children, lang):
            said = plain_text(one.children)
            yield Statement(lang, said, one.evidence, one.span, run.block, run.divisions, run.table)


class _Run(Struct, frozen=True):
    """A block that holds inlines itself, and what is around it."""

    block: t.Paragraph | t.Heading | t.Cell
    divisions: tuple[t.Division, ...] = ()
    table: t.Table | None = None


def _runs(blocks: tuple[t.Block, ...], divisions: tuple[t.Division, ...]) -> Iterator[_Run]:
    for block in blocks:
        match block:
            case t.Division():
                yield from _runs(block.blocks, (*divisions, block))
            case t.Quotation():
                yield from _runs(block.blocks, divisions)
            case t.List():
                for item in block.items:
                    yield from _runs(item.blocks, divisions)
            case t.Table():
                for cell in (cell for row in (block.head, *block.rows) for cell in row):
                    yield _Run(cell, divisions, block)
                yield _Run(t.Paragraph(block.caption_with_law, block.span), divisions)
            case t.Paragraph() | t.Heading():
                yield _Run(block, divisions)
            case _:
                pass


def _pieces(children: tuple[t.Inline, ...], offset: int, around: tuple[t.Container, ...]) -> Iterator[Piece]:
    for child in children:
        if isinstance(child, t.Container) and child.children:
            piece = None
            for piece in _pieces(child.children, offset, (*around, child)):
                yield piece
            offset = piece.end if piece else offset
        else:
            end = offset + len(_words(child))
            yield Piece(offset, end, child, around)
            offset = end


def _words(inline: t.Inline) -> str:
    match inline:
        case t.Text() | t.Code():
            return inline.text
        case t.Break():
            return " "
        case _:
            return FILLED


def _vouched_for(piece: Piece) -> bool:
    return isinstance(piece.inline, t.Code) or any(
        isinstance(inline, t.EvidenceLink) or (isinstance(inline, t.Marked) and "ours" in inline.classes)
        for inline in piece.around
    )
