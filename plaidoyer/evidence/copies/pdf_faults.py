"""Why a PDF cannot be read, in the same words whichever library finds out."""

from __future__ import annotations

from plaidoyer.evidence.copies.signs import is_pdf
from plaidoyer.evidence.copies.unreadable import Unreadable


def require_pdf(data: bytes) -> None:
    """Raise Unreadable where these are not the bytes of a PDF."""
    if not is_pdf(data):
        raise Unreadable(
            "the file is no PDF, whatever its name", "download it again; was a page saved that asks for something?"
        )


def require_text(text: str, pages: int) -> str:
    """``text``; raises Unreadable where a PDF of so many pages has none."""
    if not text.strip():
        raise Unreadable(
            f"the PDF has {pages} {'page' if pages == 1 else 'pages'} without any text, as a scan does",
            "have a program for character recognition (OCR) add a text layer, or look for the original",
        )
    return text


def locked() -> Unreadable:
    """The PDF is encrypted, and not for everybody."""
    return Unreadable("the PDF asks for a password", "save a copy without one")


def damaged() -> Unreadable:
    """The PDF breaks the rules beyond what readers mend."""
    return Unreadable("the PDF is damaged or cut short", "download it again")


def too_large() -> Unreadable:
    """A part of the PDF inflates to more than a page ever needs."""
    return Unreadable("a part of the PDF inflates without measure", "print the pages that are quoted to a new PDF")
