"""The text of a capture, by each of the extractors of its kind.

The doors to HTML, PDF and plain text stand here; each library is imported when its door is opened. Nothing here knows
files, caches or processes: bytes that may be hostile are to be read in a process that can be killed (``captures``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version as installed

from msgspec import Struct

from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.copies.signs import kind_of as kind_of
from plaidoyer.evidence.copies.signs import other
from plaidoyer.evidence.copies.unreadable import Unreadable as Unreadable

_Text = tuple[str, tuple[int, ...]]  # and where its pages begin


class _Extractor(Struct, frozen=True):
    """One way of reading captures of a ``kind``.

    ``revision`` is raised whenever our own code changes what is read. ``libraries`` decide what is read, too.
    """

    kind: str
    revision: int
    libraries: tuple[str, ...]
    modules: tuple[str, ...]
    read: Callable[[bytes], _Text]


def extractors(kind: str) -> tuple[str, ...]:
    """The extractors of a kind (``html``, ``pdf``, ``text``), in the order in which they are tried."""
    return tuple(name for name, extractor in _EXTRACTORS.items() if extractor.kind == kind)


@cache
def version(extractor: str) -> str:
    """The extractor, its libraries with their versions, and our own revision: ``pypdfium2 5.15.2/1``.

    Caches and receipts name it.
    """
    known = _EXTRACTORS[extractor]
    libraries = " ".join(f"{library} {installed(library)}" for library in known.libraries)
    name = libraries if libraries.startswith(f"{extractor} ") else f"{extractor} {libraries}".rstrip()
    return f"{name}/{known.revision}"


def modules(extractor: str) -> tuple[str, ...]:
    """What an extractor needs that is slow to import: for processes that are to be started with it."""
    return _EXTRACTORS[extractor].modules


def extract(data: bytes, extractor: str) -> Reading:
    """What ``extractor`` reads in the bytes of a capture; raises Unreadable where that is nothing."""
    if not data:
        raise Unreadable("the copy is empty", "save the page again")
    if name := other(data):
        raise Unreadable(f"the copy is {name}", "save it as HTML, PDF or plain text")
    text, pages = _EXTRACTORS[extractor].read(data)
    return Reading(extractor, text, pages)


def _trafilatura(data: bytes) -> _Text:
    from plaidoyer.evidence.copies.extract_html import main_text

    return main_text(data), ()


def _visible(data: bytes) -> _Text:
    from plaidoyer.evidence.copies.extract_html import visible

    return visible(data), ()


def _pypdfium2(data: bytes) -> _Text:
    from plaidoyer.evidence.copies.extract_pdfium import read

    return read(data)


def _pypdf(data: bytes) -> _Text:
    from plaidoyer.evidence.copies.extract_pypdf import read

    return read(data)


def _plain(data: bytes) -> _Text:
    from plaidoyer.evidence.copies.extract_text import plain

    return plain(data)


_HTML, _PDFIUM, _PYPDF = (f"{__package__}.extract_{name}" for name in ("html", "pdfium", "pypdf"))
_EXTRACTORS: Mapping[str, _Extractor] = {
    "trafilatura": _Extractor("html", 1, ("trafilatura", "lxml"), (_HTML, "trafilatura"), _trafilatura),
    "visible": _Extractor("html", 1, ("lxml",), (_HTML,), _visible),
    "pypdfium2": _Extractor("pdf", 1, ("pypdfium2",), (_PDFIUM,), _pypdfium2),
    "pypdf": _Extractor("pdf", 1, ("pypdf", "pypdfium2"), (_PYPDF,), _pypdf),
    "plain": _Extractor("text", 1, (), (), _plain),
}
