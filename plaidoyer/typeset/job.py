"""What goes to the typesetting process, and what comes back: data only."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Attached(Struct, frozen=True):
    """A text that a PDF carries with it, as a file called ``name``, of the ISO 8601 day ``created``."""

    name: str
    text: str
    created: str


class Job(Struct, frozen=True):
    """A page to set, with all that it may read: see ``pdf.typeset``."""

    html: str
    stylesheets: tuple[Path, ...]
    assets_root: Path
    fontconfig: Path
    attached: tuple[Attached, ...] = ()


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
    """A page of which no PDF can be made."""
