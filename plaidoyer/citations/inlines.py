"""Pandoc's inlines, as its JSON has them → words of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec.structs import replace

from plaidoyer.citations.locators import HYPHEN, VERBATIM
from plaidoyer.words import Foreign, Inline, Link, Styled, Text

PAUSE = "\ue002"
"""The name of a source that does not exist: cited between two others, it keeps « ibid. » away."""

_CHARACTERS = str.maketrans({
    VERBATIM: "",
    HYPHEN: "-",
    # Characters that CSL's own locales put in and that text faces lack; ordinals are raised by typography.
    "\u2011": "-", "ᵉ": "e", "ʳ": "r", "ᵒ": "°", "ˢ": "s", "ᵈ": "d", "ⁿ": "n", "ᵗ": "t", "ʰ": "h",
})  # fmt: skip

_STYLES: dict[str, Literal["emphasis", "strong", "superscript", "subscript", "small-caps", "code"]] = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Superscript": "superscript",
    "Subscript": "subscript",
    "SmallCaps": "small-caps",
}

Node = dict[str, Any]


def words(blocks: Sequence[Node]) -> tuple[Inline, ...]:
    """Translate paragraphs into one run. A note is its content, a link inside a link its words."""
    return tuple(_merged(_translated(_flat(blocks), linked=False)))


def without_pauses(run: tuple[Inline, ...], delimiter: str) -> tuple[Inline, ...]:
    """A cluster without the pauses that were put into it, and one delimiter less for each."""
    result: list[Inline] = []
    paused = False
    for inline in run:
        if PAUSE in plain(inline):
            paused = True
        elif paused and isinstance(inline, Text):
            result.append(Text(inline.text.removeprefix(delimiter)))
            paused = False
        else:
            result.append(inline)
    if paused and result and isinstance(last := result[-1], Text):
        result[-1] = Text(last.text.removesuffix(delimiter))
    return tuple(_merged(result))


def without_number(run: tuple[Inline, ...], number: int) -> tuple[Inline, ...]:
    """An entry without the number that its style prints before it."""
    if not run:
        return run
    match = re.match(rf"\W*{number}(?!\w)[\s.:)\]]*", plain(run[0]))
    if match is None:
        return run
    if match.end() == len(plain(run[0])):
        return run[1:]
    return (Text(run[0].text[match.end() :]), *run[1:]) if isinstance(run[0], Text) else run


def plain(inline: Inline) -> str:
    """The words alone."""
    if isinstance(inline, Text):
        return inline.text
    return "".join(map(plain, getattr(inline, "children", ())))


def _flat(blocks: Iterable[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _flat(block["c"][1])
        else:
            yield from block["c"]


def _translated(nodes: Iterable[Node], *, linked: bool) -> Iterator[Inline]:
    for node in nodes:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                yield Text(content.translate(_CHARACTERS))
            case "Space" | "SoftBreak" | "LineBreak":
                yield Text(" ")
            case "Emph" | "Strong" | "Superscript" | "Subscript" | "SmallCaps" as style:
                yield Styled(_STYLES[style], tuple(_merged(_translated(content, linked=linked))))
            case "Link" if not linked:
                yield Link(content[2][0], tuple(_merged(_translated(content[1], linked=True))))
            case "Span" if lang := dict(content[0][2]).get("lang"):
                yield Foreign(lang, tuple(_merged(_translated(content[1], linked=linked))))
            case "Code":
                yield Text(content[1])
            case "Link" | "Span" | "Quoted" | "Cite":
                yield from _translated(content[1], linked=linked)
            case "Note":
                yield from _translated(_flat(content), linked=linked)
            case "Underline" | "Strikeout":
                yield from _translated(content, linked=linked)


def _merged(run: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbouring texts as one, empty ones left out."""
    last: Text | None = None
    for inline in run:
        if isinstance(inline, Text):
            last = replace(last, text=last.text + inline.text) if last else inline
            continue
        if last and last.text:
            yield last
        last = None
        yield inline
    if last and last.text:
        yield last
