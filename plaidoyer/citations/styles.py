"""A CSL file → what must be known of it before it is handed on, or why it is refused.

Pandoc fetches a style that is named by an address, and the parent that a dependent style names, even in
its sandbox. So a style is read here, once, as bytes of a local file; what Pandoc is given is its text.
This module must not know Pandoc.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from msgspec import Struct

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LARGEST = 1_000_000  # bytes; the largest public style has a fifth of it


class InvalidStyle(Exception):
    """A style that cannot be used; the message says why, for its author."""


class Style(Struct, frozen=True):
    """An independent style, and what it makes of citations.

    ``notes``: a cluster is the content of a note. ``numeric``: a cluster is made of numbers of the list of
    sources. ``listed``: there is such a list; ``list_numbers``: its entries print their numbers.
    ``delimiter`` stands between the sources of a cluster.
    """

    text: str
    notes: bool
    numeric: bool
    listed: bool
    list_numbers: bool
    delimiter: str


def read_style(path: Path) -> Style:
    """Read an independent CSL style from a local file. Raises InvalidStyle."""
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise InvalidStyle(f"the citation style « {path.name} » cannot be read: {error.strerror}") from error
    if data is None:
        raise InvalidStyle(f"the citation style « {path.as_posix()} » is not a local file")
    if len(data) > _LARGEST:
        raise InvalidStyle(f"the citation style « {path.name} » is larger than a style can be")
    try:
        text = data.decode("utf-8-sig")
        parser = XMLParser(target=_Tree())
        parser.feed(text)
        return _style(parser.close(), text)
    except UnicodeDecodeError as error:
        raise InvalidStyle(f"the citation style « {path.name} » is not text in UTF-8") from error
    except (ParseError, ValueError) as error:
        raise InvalidStyle(f"the citation style « {path.name} » cannot be used: {error}") from error


class _Tree(TreeBuilder):
    """Elements without a document type: entities that grow without end are declared in one."""

    def doctype(self, *_: object) -> NoReturn:
        raise ValueError("it declares a document type, which no CSL style has")


def _style(root: Element, text: str) -> Style:
    """Raises ValueError on anything but an independent style."""
    if root.tag != f"{_CSL}style":
        raise ValueError("it is not a CSL style")
    if any(link.get("rel") == "independent-parent" for link in root.iter(f"{_CSL}link")):
        raise ValueError("it depends on another style; name that one, as a file of the campaign")
    if root.get("class") not in {"in-text", "note"}:
        raise ValueError("its class is neither « in-text » nor « note »")
    layout = root.find(f"{_CSL}citation/{_CSL}layout")
    if layout is None:
        raise ValueError("it has no layout for citations")
    bibliography = root.find(f"{_CSL}bibliography")
    return Style(
        text=text,
        notes=root.get("class") == "note",
        numeric=bibliography is not None and _prints_numbers(layout, root),
        listed=bibliography is not None,
        list_numbers=bibliography is not None and _prints_numbers(bibliography, root),
        delimiter=layout.get("delimiter", ""),
    )


def _prints_numbers(part: Element, root: Element) -> bool:
    """Whether ``part``, or a macro that it calls, prints the number of a source in the list."""
    macros = {macro.get("name", ""): macro for macro in root.iter(f"{_CSL}macro")}
    waiting, seen = [part], set[str]()
    while waiting:
        for element in waiting.pop().iter():
            if element.tag in {f"{_CSL}text", f"{_CSL}number"} and element.get("variable") == "citation-number":
                return True
            name = element.get("macro", "")
            if name in macros and name not in seen and element.tag != f"{_CSL}key":
                seen.add(name)
                waiting.append(macros[name])
    return False
