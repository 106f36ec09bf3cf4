"""HTML → the bytes of a PDF. WeasyPrint is named here and in ``tagging``, nowhere else.

Everything that decides the bytes comes in as a value: the page, its style sheets, the folders that it may
read from, the typefaces. Title, authors, keywords, language and date of the PDF come from the page's head.
No clock, no network and no other file is looked at, so the same input gives the same bytes.

WeasyPrint is slow to import and needs system libraries: only the process that typesets imports
it, and Fontconfig is told which typefaces there are before it looks for any.
"""

from __future__ import annotations

import ctypes.util
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plaidoyer.typeset.fetch import Reading, detach, fetcher
from plaidoyer.typeset.job import Job, Typeset, TypesetFailure
from plaidoyer.typeset.leaks import unshared
from plaidoyer.typeset.spaces import set_last_spaces_apart
from plaidoyer.typeset.xmp import rdf
from plaidoyer.workers.failures import OutOfTime

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

ANNEX = "evidence.annex"
"""The identifier of the element that begins the evidence annex; the point keeps it apart from those of authors."""


def load() -> str:
    """Import the engine; why it cannot be, in words, where a system library is missing, else nothing."""
    try:
        with _without_search():
            import weasyprint  # noqa: F401  # loaded for its own sake, before the first page
    except OSError:  # its names for them are unknown here: it may search
        return _load_by_search()
    return ""


def _load_by_search() -> str:
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        reason = (str(error).splitlines() or [""])[0]
        return f"WeasyPrint lacks a system library (« make briefs » installs it, or says how): {reason}"
    return ""


def typeset(job: Job) -> Typeset:
    """The page of a ``job`` as a PDF: PDF/A-2a, or PDF/A-3a where it carries files, and PDF/UA-1.

    Its style sheets are in the order of the cascade. ``assets_root`` is the folder that addresses in the page are
    relative to; the page and its styles may read files below ``folders``, and nothing else (see ``fetch``).
    ``fontconfig`` is what ``fonts.configure`` returned.

    Raises TypesetFailure; where a limit was set and is met, OutOfTime or MemoryError.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetchingError

    from plaidoyer.typeset.tagging.lost import render
    from plaidoyer.typeset.tagging.told import wordless

    os.environ["FONTCONFIG_FILE"] = str(job.fontconfig)
    reading = Reading()
    with _problems() as problems:
        try:
            folders = tuple(folder.resolve() for folder in job.folders)
            styles = [_style(sheet, job.fontconfig, folders, reading, problems) for sheet in job.stylesheets]
            read = fetcher(folders, reading)
            page = HTML(string=job.html, base_url=f"{job.assets_root.resolve()}/", url_fetcher=read)
            problems += (*detach(page.etree_element), *wordless(page.etree_element))
            set_last_spaces_apart(page.etree_element)
            # The hints are what makes ``<ol start="3">`` begin at 3.
            document, lost = render(
                page,
                font_config=_fonts(job.fontconfig),
                stylesheets=styles,
                presentational_hints=True,
                pdf_variant=_variant(job),
            )
            problems += lost
            pdf, told = _written(document, job)
            problems += told
        except RecursionError:
            raise TypesetFailure("the page is nested too deeply to be typeset") from None
        except (MemoryError, OutOfTime):
            raise
        except URLFetchingError:  # most refusals are borne, but not that of a colour profile
            raise TypesetFailure("; ".join(reading.problems(())), crash=False) from None
        except Exception as error:  # whatever a page makes the engine do ends here
            reason = (str(error).splitlines() or [""])[0]
            raise TypesetFailure(f"the page cannot be typeset: {reason} ({type(error).__name__})") from None
        finally:
            if reading.fonts:  # a typeface that a page brings is for this page alone
                _fonts.cache_clear()
        pages = len(document.pages)
        before = next((number for number, one in enumerate(document.pages) if ANNEX in one.anchors), pages)
        return Typeset(pdf, pages, reading.problems(problems), pages - before)


def _variant(job: Job) -> str:
    return "pdf/a-3a" if job.attached else "pdf/a-2a"  # the second part allows no file but PDF/A


def _written(document: Document, job: Job) -> tuple[bytes, Sequence[str]]:
    """The pages that were set as a file that can be archived and read aloud, and why it cannot be, where it cannot."""
    from weasyprint import Attachment

    from plaidoyer.typeset.tagging.engine import write_pdf

    metadata = document.metadata
    metadata.generate_rdf_metadata = lambda _, part, __: rdf(metadata, part, job.provenance)
    files = [
        Attachment(
            string=one.text,
            name=one.name,
            description=one.description,
            relationship=one.relationship,
            created=day,
            modified=day,
        )
        for one in job.attached
        for day in (datetime.fromisoformat(one.created),)
    ]
    titled = bool((metadata.title or "").strip())
    pdf, told = write_pdf(document, _leave_pictures, pdf_variant=_variant(job), attachments=files)
    return pdf, told if titled else ("the page has no title: its template leaves « <title> » empty", *told)


def _leave_pictures(_: Document, pdf: PDF) -> None:
    """What PDF/A asks for and a style sheet could take away: pictures are shown as they are, never smoothed."""
    for one in pdf.objects:
        extra = getattr(one, "extra", {})
        if extra.get("Subtype") == "/Image":
            extra["Interpolate"] = "false"


@contextmanager
def _without_search() -> Iterator[None]:
    """Let system libraries be loaded by the names that the system's loader knows, not searched for.

    The engine asks for each library under several names, of every system. Python looks for those of other systems
    by running ldconfig and the compiler, twenty times at each start: as long as all other imports together.
    """
    search, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@cache
def _fonts(fontconfig: Path) -> FontConfiguration:
    """One font configuration a process: a fresh one each time is slower, and its memory is not given back."""
    from weasyprint.text.fonts import FontConfiguration

    return unshared(FontConfiguration())


_PARSED: dict[tuple[Path, str, Path], tuple[CSS, Sequence[str]]] = {}
"""Style sheets that rest on no other file, with what the engine said of them, by place, text and typefaces."""


def _style(path: Path, fontconfig: Path, folders: tuple[Path, ...], reading: Reading, problems: list[str]) -> CSS:
    """A style sheet, parsed once for as long as its text is the same, unless it reads others."""
    from weasyprint import CSS

    text = path.read_text(encoding="utf-8")
    key = path, text, fontconfig
    if key in _PARSED:
        css, told = _PARSED[key]
        problems += told
        return css
    own = Reading()
    with _problems() as told:
        fonts = _fonts(fontconfig)
        css = CSS(string=text, base_url=str(path), font_config=fonts, url_fetcher=fetcher(folders, own))
    reading.add(own)
    if not own.read and not own.refused:
        _PARSED[key] = css, told
    return css


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _problems() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs as a warning or an error: it goes on where a build must not."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
