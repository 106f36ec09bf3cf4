"""What one element of HTML is in the tree, and what it tells beside its words: read off its box, nothing remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import InlineLevelBox

from plaidoyer.typeset.tagging.kinds import KINDS, NUMBERINGS, SVG
from plaidoyer.typeset.tagging.nodes import Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Box = Any

_POINTS = 0.75  # in a pixel of CSS


def described(box: Box, around: Node, height: float) -> Node | None:
    """A new element for a box that stands in ``around``, on a page of that ``height``; none where none is called for.

    Items of lists, links and notes are more than one element: see ``growth``.
    """
    element, name = box.element, box.element_tag
    own = name == element.tag  # not what a style sheet puts before or after
    kind = KINDS.get(name, "")
    if own and element.get("role") == "img" and (words := element.get("aria-label")):
        return Node("Figure", words={"Alt": words}, attributes={"BBox": frame(box, height)}, flat=True)
    if kind == "L" and around.in_contents:
        return Node("TOC")
    if not kind and own and element.get("lang", around.lang) != around.lang:
        return Node("Span" if isinstance(box, InlineLevelBox) else "Div")
    if name == "abbr" and (words := element.get("title")):
        return Node(kind, words={"E": words})
    if kind in ("TH", "TD"):
        spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
        wider = {which: span for which, span in spans.items() if span != 1}
        return Node(kind, attributes=wider, scope=element.get("scope", ""))
    return Node(kind) if kind else None


def frame(box: Box, height: float) -> tuple[float, ...]:
    """Where a box stands on its page, in points from the lower left corner: left, bottom, right, top."""
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, height - top - box.height, left + box.width, height - top)
    return tuple(round(corner * _POINTS, 3) for corner in corners)


def picture_words(element: Element) -> str:
    """The words that stand for a picture; none where nobody wrote any."""
    if element.tag == SVG:
        return element.findtext("{http://www.w3.org/2000/svg}title") or ""
    return element.get("alt") or element.get("aria-label") or ""


def link_words(element: Element, *, inner: bool) -> str:
    """What is said of where a link goes, beside its words; ``inner``: to another place of the document."""
    said = element.get("aria-label") or element.get("title") or ""
    return said or (" ".join("".join(element.itertext()).split()) if inner else "")


def numbering(box: Box) -> str:
    """What a list says of its labels, by the box of one."""
    style = box.style["list_style_type"]
    return NUMBERINGS.get(style, "Unordered") if isinstance(style, str) else "Unordered"


def margin(place: str) -> Mapping[str, str]:
    """What is said of the words of a page margin, named as in CSS: « @top-left »."""
    for side, kind in (("@top", "/Header"), ("@bottom", "/Footer")):
        if place.startswith(side):
            return {"Type": "/Pagination", "Subtype": kind}
    return {"Type": "/Pagination"}
