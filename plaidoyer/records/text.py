"""The text of a brief as its author wrote it: blocks and inlines, each with its place.

Data only. Nothing is resolved here: a citation names an identifier, an evidence link names a figure,
and whether they exist is for later rooms to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from plaidoyer.diagnostics import Span

# Inlines ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal words; a line end inside a paragraph is one space."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""

    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """``*words*``"""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    """``**words**``"""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Code:
    """Words in backticks."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Image:
    """``![alt](src)``; ``src`` as written, relative to the brief's folder."""

    src: str
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """An ordinary link; ``target`` may be ``#id`` for a place in the same brief."""

    target: str
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """``[words]{.class}``; the class ``ours`` marks the author's own figure."""

    classes: tuple[str, ...]
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One ``@id`` of a citation: ``prefix @id/passage, locator suffix``."""

    source: str
    passage: str
    span: Span
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """``[see @id/passage, p. 3; @other]``"""

    items: tuple[CitationItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class EvidenceLink:
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of inlines."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """``## Words {#id}``; ``level`` from 1, ``id`` empty where none is given."""

    level: int
    id: str
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A list item."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class List:
    """A list; ``start`` is the first number of an ordered one."""

    ordered: bool
    start: int
    items: tuple[Item, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced or indented block of code."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    span: Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value between braces, and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Division:
    """``::: name`` or ``::: {.name #id key="value"}`` … ``:::``; ``name`` is the first class."""

    name: str
    id: str
    classes: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    blocks: tuple[Block, ...]
    span: Span


Block = Paragraph | Heading | List | Table | Quotation | CodeBlock | Rule | Division


@dataclass(frozen=True, slots=True)
class Allowance:
    """``plaidoyer: allow RULE: reason``: silences one rule on the lines ``first`` to ``last``."""

    rule: str
    reason: str
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
    """A whole Markdown text."""

    blocks: tuple[Block, ...]
    allowances: tuple[Allowance, ...] = field(default=())


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


def divisions(blocks: tuple[Block, ...]) -> Iterator[Division]:
    """Every fenced div, outer ones first."""
    for block in blocks:
        match block:
            case Division():
                yield block
                yield from divisions(block.blocks)
            case Quotation():
                yield from divisions(block.blocks)
            case List():
                for item in block.items:
                    yield from divisions(item.blocks)
            case _:
                pass


def headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading, in the order of the text."""
    return (run for run in runs(blocks) if isinstance(run, Heading))


def images(blocks: tuple[Block, ...]) -> Iterator[Image]:
    """Every image, in the order of the text."""
    return (inline for run in runs(blocks) for inline in inlines(run.children) if isinstance(inline, Image))
