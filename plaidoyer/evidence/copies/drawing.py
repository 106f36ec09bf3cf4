"""A page of a PDF as a picture, for a reader who wants to see where words stand.

Bytes that may be hostile are to be drawn in a process that can be killed (``captures``).
"""

from __future__ import annotations

from contextlib import closing
from io import BytesIO

import pypdfium2

WIDTH = 1100
"""Pixels: a page of A4 can be read, and has some 200 KB."""

_TALLEST = 4
"""How many times as tall as wide a picture may be; the rest of such a page is cut."""


def drawn(data: bytes, page: int) -> bytes | None:
    """A page, from 1, as PNG; None where there is no such page or it cannot be drawn."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if not 0 < page <= len(document):
                return None
            one = document[page - 1]
            width, height = one.get_size()
            if width <= 0 or height <= 0:
                return None
            crop = (0, max(0, height - _TALLEST * width), 0, 0)
            image = one.render(scale=WIDTH / width, crop=crop).to_pil()
    except (pypdfium2.PdfiumError, ValueError):
        return None
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
