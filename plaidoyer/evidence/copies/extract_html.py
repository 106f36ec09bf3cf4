"""HTML → the text that a reader of the page sees.

Two readings: what trafilatura takes for the page's own text, and all of its visible text. Both start from the same
tree, in which nothing invisible is left and raised digits are superscript characters (20 000², never 20 0002).
It must not know captures, caches or processes. No address is ever fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from email import message_from_bytes
from itertools import islice

from lxml import etree, html

from plaidoyer.evidence.copies.characters import decode
from plaidoyer.evidence.copies.raised import lowered, raised
from plaidoyer.evidence.copies.signs import is_web_archive
from plaidoyer.evidence.copies.unreadable import Unreadable

DEEPEST = 500
"""How deeply elements may be nested for trafilatura, which calls itself and copies trees in C; pages have some 40."""


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a tree holds none of these

_UNSEEN = _names(
    "script style template noscript noframes head title iframe object applet audio video canvas datalist rp "
    "annotation annotation-xml desc metadata"
)
_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p pre "
    "search section select summary table tbody textarea tfoot thead tr ul "
    "comments graphic head item list quote row"  # these are trafilatura's own names
)
_CELLS, _BREAKS, _LINES_KEPT = _names("td th cell"), _names("br lb"), _names("pre textarea")

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_RAISED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*super\b", re.IGNORECASE)
_LOWERED = re.compile(r"(?:^|;)\s*vertical-align\s*:\s*sub\b", re.IGNORECASE)
_BLOCK = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)

_NOTE_CLASSES = _names(
    "footnote-ref footnote-reference footnoteref footnote_ref footnote-anchor noteref note-ref fn-ref fnref"
)
_LARGEST_CALL = 12  # elements
_CALL = r"(?:(?:note|n)\.?\s*)?(?:\d{1,3}|[a-z]|[ivxl]{1,6}|[*†‡§]{1,3})"
_CALLS = re.compile(rf"[\s\[(]*{_CALL}(?:[\s,;\])\[(]+{_CALL})*[\s\])]*", re.IGNORECASE)

_SPACES = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_ENDS = ((re.compile(r"  +"), " "), (re.compile(r" ?\t[ \t]*"), "\t"), (re.compile(r"[ \t]*\n[ \t]*"), "\n"))
_BLANK = re.compile(r"\n{2,}")


def visible(data: bytes) -> str:
    """All text that the page shows; raises Unreadable where there is none."""
    return _something(text_of(prepared(data)))


def main_text(data: bytes) -> str:
    """What trafilatura takes for the page's own text, rather too much than too little; or raises Unreadable."""
    # Slow to import: whoever reads a PDF, or all visible text, does without.
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # nothing on standard error
    tree = prepared(data)
    if _depth(tree) > DEEPEST:
        raise _too_much(f"more than {DEEPEST} elements in one another")
    found = bare_extraction(
        tree, output_format="xml", favor_recall=True, include_tables=True, include_comments=True, deduplicate=False
    )
    if found is None or isinstance(found, dict):
        raise _nothing()
    parts = [text_of(part) for part in (found.body, found.commentsbody) if part is not None]
    return _something("\n\n".join(part for part in parts if part))


def prepared(data: bytes) -> html.HtmlElement:
    """The page's tree without what nobody sees and without note calls, raised and lowered digits as such characters."""
    if is_web_archive(data):
        data = _page_of(data)
    declared = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    text = decode(data, declared[1].decode("ascii", "replace") if declared else "")
    # Huge, or the parser would silently drop what is nested more deeply than 256 elements or longer than 10 MB.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_clean(text).encode(), parser=parser)
    except (etree.LxmlError, AssertionError):  # an empty page
        raise _nothing() from None
    for fault in parser.error_log.filter_from_fatals():  # after which nothing was read
        raise _too_much(fault.message)
    for is_left_out in (_is_unseen, _is_note_call):
        for element in [element for element in tree.iter(etree.Element) if is_left_out(element)]:
            element.drop_tree()
    _set_digits(tree)
    return tree


def _page_of(archive: bytes) -> bytes:
    """The page in a web archive: its first part of HTML."""
    parts = message_from_bytes(archive).walk()
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    return bytes(page.get_payload(decode=True)) if page else b""


def text_of(tree: etree._Element) -> str:
    """The text of a tree: blocks apart by an empty line, cells by a tab. It never calls itself: any depth will do."""
    pieces: list[str] = []
    lines_kept = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        border = _border(element)
        if event == "start":
            lines_kept += element.tag in _LINES_KEPT
            text = element.text
        else:
            lines_kept -= element.tag in _LINES_KEPT
            border = "\n" if element.tag in _BREAKS else border
            text = element.tail if element is not tree else None
        pieces.append(border)
        if text:
            pieces.append(text if lines_kept else _SPACES.sub(" ", text))
    text = "".join(pieces)
    for pattern, instead in _ENDS:
        text = pattern.sub(instead, text)
    return _BLANK.sub("\n\n", text).strip()


def _border(element: etree._Element) -> str:
    if element.tag in _BLOCKS:
        return "\n\n"
    if element.tag in _CELLS:
        return "\t"
    return "\n\n" if _BLOCK.search(element.get("style", "")) else ""


def _is_unseen(element: etree._Element) -> bool:
    if element.tag in ("html", "body"):  # hidden until a script has run: the reader saw it
        return False
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or (element.tag == "dialog" and element.get("open") is None)
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_note_call(element: etree._Element) -> bool:
    """Whether this calls a note: it says so, or it is raised and nothing but links into the page. Never words."""
    classes = set(element.get("class", "").lower().split())
    says_so = (
        element.get("role") == "doc-noteref" or element.get("epub:type") == "noteref" or bool(classes & _NOTE_CLASSES)
    )
    if element.tag == "sup":
        says_so = says_so or "reference" in classes or (len(element) > 0 and all(map(_links_here, element)))
    elif element.tag == "a":
        says_so = says_so or (_links_here(element) and [child.tag for child in element] == ["sup"] and not element.text)
    if not says_so or next(islice(element.iter(), _LARGEST_CALL, None), None) is not None:
        return False
    return bool(_CALLS.fullmatch("".join(element.itertext())))


def _links_here(element: etree._Element) -> bool:
    return bool(element.tag == "a" and element.get("href", "").startswith("#"))


def _set_digits(tree: etree._Element) -> None:
    """Make digits that the page sets high or low into such characters."""
    settings: list[Callable[[str], str]] = [_clean]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            settings.append(_setting(element) or settings[-1])
            if (text := element.text) and (new := settings[-1](text)) != text:
                element.text = new
        else:
            settings.pop()
            if (text := element.tail) and (new := settings[-1](text)) != text:
                element.tail = new


def _clean(text: str) -> str:
    """``text`` with one form of line ends, without what a tree cannot hold: controls, if only as « &#12; »."""
    return _NOT_XML.sub("", text.replace("\f", " ").replace("\r\n", "\n").replace("\r", "\n"))


def _setting(element: etree._Element) -> Callable[[str], str] | None:
    style = element.get("style", "")
    parent, is_second = element.getparent(), element.getprevious() is not None
    if element.tag == "sup" or _RAISED.search(style) or (is_second and parent is not None and parent.tag == "msup"):
        return lambda text: raised(_clean(text))
    if element.tag == "sub" or _LOWERED.search(style) or (is_second and parent is not None and parent.tag == "msub"):
        return lambda text: lowered(_clean(text))
    return None


def _depth(tree: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _something(text: str) -> str:
    if not text:
        raise _nothing()
    return text


def _too_much(what: str) -> Unreadable:
    return Unreadable(
        f"the page is too much for the program that reads it ({what})", "save the text that is quoted as a .txt file"
    )


def _nothing() -> Unreadable:
    return Unreadable(
        "the page shows no text of its own",
        "pages that a script fills are saved empty: print the page to a PDF, or save it from the browser as a whole",
    )
