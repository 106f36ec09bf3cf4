"""Words that are on no page: the engine drops what does not fit into a float, and lets a long word run off the paper.

What is displayed is known before it is laid out, as boxes of words; after, each page has its own. The two are compared,
element by element, letter by letter: spaces and hyphens come and go with lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import weasyprint.document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import HTML, Document

Box = Any

_TOLERANCE = 1.0
"""CSS pixels that a word may reach over the edge of the paper before it is told."""

_SHOWN = 60
"""Characters of lost words that are told."""


def render(page: HTML, **options: Any) -> tuple[Document, tuple[str, ...]]:
    """``page.render``, and sentences about words that can be read on no page.

    Raises RuntimeError where the engine no longer makes its boxes in the way that is known here.
    """
    before: list[Box] = []
    make = weasyprint.document.build_formatting_structure

    def made(*arguments: Any) -> Box:
        root = make(*arguments)
        *_, footnotes = arguments
        before[:] = [root, *footnotes]
        return root

    weasyprint.document.build_formatting_structure = made
    try:
        document = page.render(**options)
    finally:
        weasyprint.document.build_formatting_structure = make
    if not before:
        raise RuntimeError("the engine no longer makes boxes in the way that is known here")
    sheets = [one._page_box for one in document.pages]
    return document, (*_dropped(before, sheets), *_outside(sheets))


def _dropped(before: Iterable[Box], sheets: Iterable[Box]) -> Iterator[str]:
    """A sentence for each element that has words on no page, with the first that are lost."""
    drawn: Counter[Element] = Counter()
    for box in _words(sheets):
        drawn[box.element] += len(_letters(box.text))
    wanted: dict[Element, list[str]] = {}
    for box in _words(before):
        wanted.setdefault(box.element, []).append(box.text)
    for element, texts in wanted.items():
        text = "".join(texts)
        if drawn[element] < len(_letters(text)):
            yield f"there is no room for the words that begin with « {_after(text, drawn[element])} »"


def _outside(sheets: Iterable[Box]) -> Iterator[str]:
    """A sentence for each element with words that reach over the edge of a page; what is put aside to be hidden is not.

    Styles hide words to the left of a page, or above it.
    """
    told: set[Element] = set()
    for sheet in sheets:
        width, height = sheet.margin_width(), sheet.margin_height()
        for box in _words([sheet], cut=False):
            left, top = box.position_x, box.position_y
            right, bottom = left + box.width, top + box.height
            over = max(-left, -top, right - width, bottom - height) > _TOLERANCE
            if over and right > 0 and bottom > 0 and box.text.strip() and box.element not in told:
                told.add(box.element)
                yield f"words run off the page: « {_shortened(box.text)} »"


def _words(above: Iterable[Box], *, cut: bool = True) -> Iterator[Box]:
    """Every box of words of an element itself, not of what a style puts beside it, in the order of the tree.

    Without those in a box that a style has ``cut`` to its edges, where they are not wanted.
    """
    waiting = [*above][::-1]
    while waiting:
        box = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if not cut and box.style["overflow"] != "visible":
            continue
        if isinstance(box, boxes.TextBox):
            if box.element is not None and "::" not in box.element_tag:
                yield box
        elif isinstance(box, boxes.ParentBox):
            waiting += box.children[::-1]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _after(text: str, count: int) -> str:
    """What stands after the first letters of a text, so many of them."""
    letters = [at for at, char in enumerate(text) if char.isalnum()]
    return _shortened(text[letters[count] :])


def _shortened(text: str) -> str:
    words = " ".join(text.replace("\u00ad", "").split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
