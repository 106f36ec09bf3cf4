"""Words in their final form: the inlines of a composed document.

Data only, and below every room, because citations and composition both speak it. No node carries a
place in a file, so that an edit which changes no word changes no Document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are to be printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words set apart from their surroundings."""

    style: Literal[
        "emphasis", "strong", "superscript", "subscript", "small-caps", "code", "figure", "quote", "law", "ours", "mark"
    ]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's (a BCP 47 tag)."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place in the document (``#id``) or to an address."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the brief's folder; ``src`` is relative to the campaign."""

    src: str
    alt: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break."""


@dataclass(frozen=True, slots=True)
class Note:
    """The note of a claim: a call (superscript numbers), a footnote or words in the line."""

    form: Literal["call", "footnote", "inline"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that holds evidence. ``broken`` names the rules that it breaks, in a draft."""

    id: str
    children: tuple[Inline, ...]
    broken: tuple[str, ...] = ()


Inline = Text | Styled | Foreign | Link | Image | Break | Note | Claim
