"""What a capture says of itself: its title, who wrote it, when and where it came out.

A page says so in several places and not always truly, so each value names the place that it was read in, and a person
is to confirm it. Nothing is fetched, and nothing is made up: what a capture does not say is absent. This module must
not know records or their files; bytes that may be hostile are given to it in a process that can be killed.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from typing import Any

from plaidoyer.evidence.copies.about_values import About, Said, clean, date_of, language, names, present
from plaidoyer.evidence.copies.characters import decode

_FIRST_LINES = 65_536
_PDF_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_FILE_NAME = re.compile(r"\AMicrosoft (?:Word|PowerPoint) - |\.(?:docx?|pptx?|odt|indd|pdf|tex|qxd)\Z", re.IGNORECASE)
_NO_TITLE = re.compile(r"(?:untitled|sans titre|document|présentation powerpoint|powerpoint presentation)?[ \d]*", re.I)


def about(data: bytes, kind: str) -> About:
    """What the bytes of a capture of this kind (``html``, ``pdf``, ``text``) say of themselves. Nothing is raised."""
    if kind == "html":
        # Slow to import: whoever adds a PDF does without.
        from plaidoyer.evidence.copies.about_page import about_page

        return about_page(data)
    return _about_pdf(data) if kind == "pdf" else _about_text(data)


def _about_text(data: bytes) -> About:
    lines = decode(data[:_FIRST_LINES]).splitlines()
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    return About("webpage", said=present([Said("title", clean(first), "the first line")]))


def _about_pdf(data: bytes) -> About:
    """The information that an author, or only the author's program, put into a PDF."""
    information, lang = _pdf_information(data)
    where = "the document's information"
    title = _FILE_NAME.sub("", clean(information.get("/Title", "")))
    made = _PDF_DAY.match(information.get("/CreationDate", ""))
    return About(
        "report",
        said=present(
            [
                Said("title", "" if _NO_TITLE.fullmatch(title) else title, where),
                Said("author", names([information.get("/Author", "")]), where),
                Said("issued", date_of(made.groups()) if made else "", "the day the file was made"),
                Said("language", language(lang), where),
            ]
        ),
    )


def _pdf_information(data: bytes) -> tuple[Mapping[str, str], str]:
    """The texts of a PDF's information dictionary, and its language; nothing where it is broken."""
    import pypdf

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # nothing on standard error
    logging.getLogger("pypdf").propagate = False
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        given: Any = reader.metadata or {}
        texts = {key: str(given[key]) for key in ("/Title", "/Author", "/CreationDate") if key in given}
        catalogue: Any = reader.trailer["/Root"].get_object()
        return texts, str(catalogue.get("/Lang", ""))
    except Exception:  # a broken PDF fails in any way that Python knows; what it says of itself is then nothing
        return {}, ""
