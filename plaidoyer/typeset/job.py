"""What goes to the typesetting process, and what comes back: data only."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct


class Attached(Struct, frozen=True):
    """A text that a PDF carries with it, as a file called ``name``, of the ISO 8601 day ``created``.

    ``description`` says in words what it is; ``relationship`` is that of ISO 32000-2, 7.11.3: what it is to the page.
    """

    name: str
    text: str
    created: str
    description: str = ""
    relationship: Literal["Data", "Source", "Supplement"] = "Supplement"


class Provenance(Struct, frozen=True):
    """What a PDF says of where it comes from, beside title, authors and dates, which the head of its page has.

    ``output`` is the name of its file in ``dist`` without ending, ``fingerprint`` what stands for all that its bytes
    depend on, ``sources`` the records that it cites, ``engines`` name and version of what set it.
    """

    output: str
    brief: str
    template: str
    status: Literal["draft", "final"]
    fingerprint: str
    sources: tuple[str, ...]
    engines: tuple[str, ...]


class Job(Struct, frozen=True):
    """A page to set, with the ``folders`` that it may read from: see ``pdf.typeset``."""

    html: str
    stylesheets: tuple[Path, ...]
    assets_root: Path
    fontconfig: Path
    attached: tuple[Attached, ...] = ()
    provenance: Provenance | None = None
    folders: tuple[Path, ...] = ()


class Rehearsal(Struct, frozen=True):
    """What the first page is likely to need: style sheets to be parsed, typefaces to be opened. It has no answer."""

    stylesheets: tuple[Path, ...]
    assets_root: Path
    fontconfig: Path


class Typeset(Struct, frozen=True):
    """A PDF. ``problems`` are sentences about what could not be set as asked: a missing picture, a wrong style.

    Of its ``pages``, the last ``annex_pages`` are those of the evidence annex.
    """

    pdf: bytes
    pages: int
    problems: tuple[str, ...]
    annex_pages: int = 0

    @property
    def text_pages(self) -> int:
        """The pages that count towards a template's length."""
        return self.pages - self.annex_pages


class TypesetFailure(Exception):
    """A page of which no PDF can be made. ``crash`` tells that the engine failed, or was ended, over it."""

    def __init__(self, message: str, *, crash: bool = True) -> None:
        """Say why, in words that follow the name of a brief."""
        super().__init__(message)
        self.crash = crash
