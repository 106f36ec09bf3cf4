"""HTML → the bytes of a PDF. WeasyPrint is named nowhere else.

Everything that decides the bytes comes in as a value: the page, its style sheets, the folders that it may
read from, the typefaces. Title, authors, keywords, language and date of the PDF come from the page's head.
No clock, no network and no other file is looked at, so the same input gives the same bytes.

WeasyPrint is slow to import and needs system libraries: only the process that typesets imports
it, and Fontconfig is told which typefaces there are before it looks for any.
"""

from __future__ import annotations

import ctypes.util
import logging
import mimetypes
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from plaidoyer.typeset.job import Attached, Typeset, TypesetFailure
from plaidoyer.typeset.spaces import set_last_spaces_apart

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

# Tagged, with the metadata that PDF/UA-1 asks for.
_VARIANT = "pdf/ua-1"

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


def typeset(
    html: str,
    stylesheets: Sequence[Path],
    assets_root: Path,
    fontconfig: Path,
    attached: Sequence[Attached] = (),
) -> Typeset:
    """The page as a PDF.

    ``stylesheets`` in the order of the cascade. ``assets_root`` is the folder that addresses in the page
    are relative to; the page and its styles may read files below it and beside the style sheets, links
    followed, and nothing else. ``fontconfig`` is what ``fonts.configure`` returned; the PDF carries
    ``attached`` with it.

    Raises TypesetFailure, and nothing else.
    """
    os.environ["FONTCONFIG_FILE"] = str(fontconfig)
    with _problems() as problems:
        try:
            from weasyprint import HTML, Attachment

            folders = (assets_root, *(sheet.parent for sheet in stylesheets))
            roots = tuple(dict.fromkeys(folder.resolve() for folder in folders))
            styles = [_style(sheet, sheet.read_text(encoding="utf-8"), fontconfig, roots) for sheet in stylesheets]
            page = HTML(string=html, base_url=f"{assets_root.resolve()}/", url_fetcher=_fetcher(roots))
            set_last_spaces_apart(page.etree_element)
            # The hints are what makes ``<ol start="3">`` begin at 3.
            document = page.render(
                font_config=_fonts(fontconfig), stylesheets=styles, pdf_variant=_VARIANT, presentational_hints=True
            )
            texts = [
                Attachment(string=one.text, name=one.name, created=day, modified=day, relationship="Supplement")
                for one in attached
                for day in (datetime.fromisoformat(one.created),)
            ]
            pdf = document.write_pdf(pdf_variant=_VARIANT, attachments=texts)
        except RecursionError:
            raise TypesetFailure("the page is nested too deeply to be typeset") from None
        except Exception as error:  # whatever a page makes the engine do ends here
            reason = (str(error).splitlines() or [""])[0]
            raise TypesetFailure(f"the page cannot be typeset: {reason} ({type(error).__name__})") from None
        pages = len(document.pages)
        before = next((number for number, one in enumerate(document.pages) if ANNEX in one.anchors), pages)
        return Typeset(pdf, pages, tuple(dict.fromkeys(problems)), pages - before)


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

    return FontConfiguration()


@lru_cache(maxsize=64)
def _style(path: Path, text: str, fontconfig: Path, roots: tuple[Path, ...]) -> CSS:
    """A style sheet, parsed once for as long as its text is the same."""
    from weasyprint import CSS

    return CSS(string=text, base_url=str(path), font_config=_fonts(fontconfig), url_fetcher=_fetcher(roots))


@cache
def _fetcher(roots: tuple[Path, ...]) -> URLFetcher:
    """What reads files for WeasyPrint: those below ``roots``, and data in the address itself."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            address = urlsplit(url)
            if address.scheme == "data":
                return super().fetch(url, headers)
            if address.scheme != "file" or address.netloc:
                raise ValueError("only files of the campaign and its templates are read")
            path = Path(url2pathname(address.path)).resolve()
            if not any(path.is_relative_to(root) for root in roots):
                raise ValueError("the file is outside of the campaign and its templates")
            kind, _ = mimetypes.guess_type(path.name)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind or "application/octet-stream"})

    return Fetcher(allowed_protocols={"data"})


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
