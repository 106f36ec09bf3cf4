"""Words in their final form: the inlines of a composed document.

Data only, and below every room, because citations and composition both speak it. No node carries a
place in a file, so that an edit which changes no word changes no Document.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Text(Struct, frozen=True):
    """Words as they are to be printed."""

    text: str


class Styled(Struct, frozen=True):
    """Words set apart from their surroundings."""

    style: Literal[
        "emphasis", "strong", "superscript", "subscript", "small-caps", "code", "figure", "quote", "law", "ours", "mark"
    ]
    children: tuple[Inline, ...]


class Foreign(Struct, frozen=True):
    """Words in another language than the document's (a BCP 47 tag)."""

    lang: str
    children: tuple[Inline, ...]


class Link(Struct, frozen=True):
    """A link to a place in the document (``#id``) or to an address."""

    href: str
    children: tuple[Inline, ...]


class Image(Struct, frozen=True):
    """A picture of the brief's folder; ``src`` is relative to the campaign."""

    src: str
    alt: str


class Break(Struct, frozen=True):
    """A line break."""


class Note(Struct, frozen=True):
    """The note of a claim: a call (superscript numbers), a footnote or words in the line."""

    form: Literal["call", "footnote", "inline"]
    children: tuple[Inline, ...]


class Claim(Struct, frozen=True):
    """A sentence that holds evidence. ``broken`` names the rules that it breaks, in a draft."""

    id: str
    children: tuple[Inline, ...]
    broken: tuple[str, ...] = ()


Inline = Text | Styled | Foreign | Link | Image | Break | Note | Claim
