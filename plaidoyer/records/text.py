"""The text of a brief as its author wrote it: blocks and inlines, each with its place.

Data only. Nothing is resolved here: a citation names an identifier, an evidence link names a figure,
and whether they exist is for later rooms to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from plaidoyer.diagnostics import Span

# Inlines ------------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """Literal words; a line end inside a paragraph is one space."""

    text: str
    span: Span


class Break(Struct, frozen=True):
    """A hard line break."""

    span: Span


class Emphasis(Struct, frozen=True):
    """``*words*``"""

    children: tuple[Inline, ...]
    span: Span


class Strong(Struct, frozen=True):
    """``**words**``"""

    children: tuple[Inline, ...]
    span: Span


class Code(Struct, frozen=True):
    """Words in backticks."""

    text: str
    span: Span


class Image(Struct, frozen=True):
    """``![alt](src)``; ``src`` as written, relative to the brief's folder."""

    src: str
    alt: str
    span: Span


class Link(Struct, frozen=True):
    """An ordinary link; ``target`` may be ``#id`` for a place in the same brief."""

    target: str
    children: tuple[Inline, ...]
    span: Span


class Marked(Struct, frozen=True):
    """``[words]{.class}``; the class ``ours`` marks the author's own figure."""

    classes: tuple[str, ...]
    children: tuple[Inline, ...]
    span: Span


class CitationItem(Struct, frozen=True):
    """One ``@id`` of a citation: ``prefix @id/passage, locator suffix``."""

    source: str
    passage: str
    span: Span
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    suppress_author: bool = False


class Citation(Struct, frozen=True):
    """``[see @id/passage, p. 3; @other]``"""

    items: tuple[CitationItem, ...]
    span: Span


class EvidenceLink(Struct, frozen=True):
    """``[words](figure:id/name?rounded)``, ``[words](quote:id/name)``, ``[words](law:id/article#4.2)``.

    ``source`` is empty for a derived figure (``figure:name``). ``name`` is the figure, passage or
    article. ``alinea`` and ``sentence`` count from 1; 0 where the link names none. Without children
    the link's words are to be filled in.
    """

    kind: Literal["figure", "quote", "law"]
    source: str
    name: str
    children: tuple[Inline, ...]
    span: Span
    flag: Literal["", "rounded", "reading"] = ""
    alinea: int = 0
    sentence: int = 0


Inline = Text | Break | Emphasis | Strong | Code | Image | Link | Marked | Citation | EvidenceLink
Container = Emphasis | Strong | Link | Marked | EvidenceLink

# Blocks -------------------------------------------------------------------------------------------


class Paragraph(Struct, frozen=True):
    """A run of inlines."""

    children: tuple[Inline, ...]
    span: Span


class Heading(Struct, frozen=True):
    """``## Words {#id}``; ``level`` from 1, ``id`` empty where none is given."""

    level: int
    id: str
    children: tuple[Inline, ...]
    span: Span


class Item(Struct, frozen=True):
    """A list item."""

    blocks: tuple[Block, ...]
    span: Span


class List(Struct, frozen=True):
    """A list; ``start`` is the first number of an ordered one."""

    ordered: bool
    start: int
    items: tuple[Item, ...]
    span: Span


class Cell(Struct, frozen=True):
    """A table cell."""

    children: tuple[Inline, ...]
    span: Span


class Table(Struct, frozen=True):
    """A pipe table, with the ``: caption {law=id/article}`` that may follow it."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    aligns: tuple[Literal["", "left", "center", "right"], ...]
    span: Span
    caption: tuple[Inline, ...] = ()
    law: EvidenceLink | None = None

    @property
    def caption_with_law(self) -> tuple[Inline, ...]:
        """The caption, which ends with the article that covers the cells, where one is named."""
        return (*self.caption, *((self.law,) if self.law else ()))


class Quotation(Struct, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span


class CodeBlock(Struct, frozen=True):
    """A fenced or indented block of code."""

    text: str
    span: Span


class Rule(Struct, frozen=True):
    """A thematic break."""

    span: Span


class Attribute(Struct, frozen=True):
    """A value between braces, and where it stands."""

    value: str
    span: Span


class Division(Struct, frozen=True):
    """``::: name`` or ``::: {.name #id key="value"}`` … ``:::``; ``name`` is the first class."""

    name: str
    id: str
    classes: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    blocks: tuple[Block, ...]
    span: Span


Block = Paragraph | Heading | List | Table | Quotation | CodeBlock | Rule | Division


class Allowance(Struct, frozen=True):
    """``plaidoyer: allow RULE: reason``: silences one rule on the lines ``first`` to ``last``."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span


class Body(Struct, frozen=True):
    """A whole Markdown text."""

    blocks: tuple[Block, ...]
    allowances: tuple[Allowance, ...] = ()


def inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline below ``children``, parents before children, in the order of the text."""
    for child in children:
        yield child
        if isinstance(child, Container):
            yield from inlines(child.children)


def runs(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading | Cell]:
    """Every block that holds inlines itself, in the order of the text (captions as paragraphs)."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block
            case List():
                for item in block.items:
                    yield from runs(item.blocks)
            case Table():
                yield from block.head
                for row in block.rows:
                    yield from row
                if caption := block.caption_with_law:
                    yield Paragraph(caption, caption[0].span)
            case Quotation() | Division():
                yield from runs(block.blocks)
            case _:
                pass


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, outer ones first, in the order of the text."""
    for block in blocks:
        yield block
        match block:
            case Division() | Quotation():
                yield from every(block.blocks)
            case List():
                for item in block.items:
                    yield from every(item.blocks)
            case _:
                pass


def divisions(blocks: tuple[Block, ...]) -> Iterator[Division]:
    """Every fenced div, outer ones first."""
    return (block for block in every(blocks) if isinstance(block, Division))


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table, in the order of the text."""
    return (block for block in every(blocks) if isinstance(block, Table))


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading, in the order of the text."""
    return (run for run in runs(blocks) if isinstance(run, Heading))


def images(blocks: tuple[Block, ...]) -> Iterator[Image]:
    """Every image, in the order of the text."""
    return (inline for run in runs(blocks) for inline in inlines(run.children) if isinstance(inline, Image))
