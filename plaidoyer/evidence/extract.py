"""The text of a capture, by each of the extractors of its kind.

The doors to HTML, PDF and plain text stand here; each library is imported when its door is opened. Nothing here knows
files, caches or processes: bytes that may be hostile are to be read in a process that can be killed (``captures``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version as installed

from plaidoyer.evidence.readings import Reading
from plaidoyer.evidence.signs import kind_of as kind_of
from plaidoyer.evidence.signs import other
from plaidoyer.evidence.unreadable import Unreadable as Unreadable

EXTRACTORS: Mapping[str, tuple[str, ...]] = {
    "html": ("trafilatura", "visible"),
    "pdf": ("pypdfium2", "pypdf"),
    "text": ("plain",),
}
"""The extractors of each kind of capture, in the order in which they are tried."""

# To be raised whenever our own code changes what is read.
_REVISIONS = {"trafilatura": 1, "visible": 1, "pypdfium2": 1, "pypdf": 1, "plain": 1}
_LIBRARIES = {"trafilatura": "trafilatura", "visible": "lxml", "pypdfium2": "pypdfium2", "pypdf": "pypdf"}


def extractors(kind: str) -> tuple[str, ...]:
    """The extractors of a kind, in the order in which they are tried."""
    return EXTRACTORS[kind]


def version(extractor: str) -> str:
    """The extractor with the version of its library, and our own revision (``pypdfium2 5.15.2/1``).

    Caches and receipts name it.
    """
    library = _LIBRARIES.get(extractor, "")
    parts = (extractor, library if library != extractor else "", installed(library) if library else "")
    return f"{' '.join(part for part in parts if part)}/{_REVISIONS[extractor]}"


def extract(data: bytes, extractor: str) -> Reading:
    """What ``extractor`` reads in the bytes of a capture; raises Unreadable where that is nothing."""
    if not data:
        raise Unreadable("the copy is empty", "save the page again")
    if name := other(data):
        raise Unreadable(f"the copy is {name}", "save it as HTML, PDF or plain text")
    text, pages = _DOORS[extractor](data)
    return Reading(extractor, text, pages)


def _trafilatura(data: bytes) -> tuple[str, tuple[int, ...]]:
    from plaidoyer.evidence.extract_html import main_text

    return main_text(data), ()


def _visible(data: bytes) -> tuple[str, tuple[int, ...]]:
    from plaidoyer.evidence.extract_html import visible

    return visible(data), ()


def _pypdfium2(data: bytes) -> tuple[str, tuple[int, ...]]:
    from plaidoyer.evidence.extract_pdfium import read

    return read(data)


def _pypdf(data: bytes) -> tuple[str, tuple[int, ...]]:
    from plaidoyer.evidence.extract_pypdf import read

    return read(data)


def _plain(data: bytes) -> tuple[str, tuple[int, ...]]:
    from plaidoyer.evidence.extract_text import plain

    return plain(data)


_DOORS: Mapping[str, Callable[[bytes], tuple[str, tuple[int, ...]]]] = {
    "trafilatura": _trafilatura,
    "visible": _visible,
    "pypdfium2": _pypdfium2,
    "pypdf": _pypdf,
    "plain": _plain,
}
