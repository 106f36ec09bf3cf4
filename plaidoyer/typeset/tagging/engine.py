"""The way in: the engine writes a PDF, and this tree of tags stands in it instead of the engine's own.

Which insides of WeasyPrint that takes is known here, in ``growth`` and in ``described``, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import weasyprint.pdf
from pydyf import Dictionary, String

from plaidoyer.typeset.tagging.artifacts import mark_artifacts
from plaidoyer.typeset.tagging.finish import finish
from plaidoyer.typeset.tagging.growth import Growth
from plaidoyer.typeset.tagging.told import misplaced, silent, unfit
from plaidoyer.typeset.tagging.writing import write

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import Document


def write_pdf(
    document: Document, finisher: Callable[[Document, PDF], None], **options: Any
) -> tuple[bytes, tuple[str, ...]]:
    """``document.write_pdf`` with a tree of tags that follows the HTML, and what no tag can mend, in sentences.

    ``finisher`` and ``options`` are those of the engine; a variant among them must be tagged. Raises RuntimeError where
    the engine no longer makes its tree in the way that is known here.
    """
    told: list[str] = []
    ours = False

    def add_tags(pdf: PDF, document: Document, version: Any, streams: Sequence[Any]) -> None:
        nonlocal ours
        ours = True
        told.extend(_tag(pdf, document, streams, modern=str(version) >= "2.0"))

    known = getattr(weasyprint.pdf, "add_tags", None)
    weasyprint.pdf.add_tags = add_tags
    try:
        pdf: bytes = document.write_pdf(finisher=finisher, **options)
    finally:
        weasyprint.pdf.add_tags = known
    if not ours:
        raise RuntimeError("the engine no longer asks for tags in the way that is known here")
    return pdf, tuple(dict.fromkeys(told))


def _tag(pdf: PDF, document: Document, streams: Sequence[Any], *, modern: bool) -> list[str]:
    """Put the tree of a document into a PDF whose pages were drawn in ``streams``; what no tag can mend."""
    boxes = [page._page_box for page in document.pages]
    growth = Growth(boxes[0].children[0].element)
    for box, stream in zip(boxes, streams, strict=True):
        growth.page(box, stream._tags)
        if stream._tags:
            raise RuntimeError("the engine draws words in boxes that are not known here")
    for item, name in growth.entries:
        item.refers = [growth.named[name]] if name in growth.named else []
    finish(growth.root, growth.notes)
    told = [*silent(growth.wordless), *misplaced(growth.root), *unfit(pdf)]
    mark_artifacts(growth.artifacts, streams)
    write(growth.root, pdf, modern=modern)
    pdf.catalog["ViewerPreferences"] = Dictionary({"DisplayDocTitle": "true"})
    if "Lang" not in pdf.catalog:
        told.append("the page has no language: its template leaves out « <html lang=…> »")
        pdf.catalog["Lang"] = String()
    return told
