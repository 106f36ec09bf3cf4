"""What a PDF gives to who sees its pages, and to who hears them: words come in the order of the tags, not as drawn."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

# A hyphen at the end of a line is taken for one that divides a word; \x02 is this reader's own sign for it. The others
# are not seen, and need not be in a PDF.
_SIGNS = str.maketrans("'", "’", "-\x02\u2010\u00ad\ufffe\u200b\u200c\u200d\u2060\u2068\u2069\ufe0e\ufe0f\ufeff")
_TURNED = re.compile("\u202e(.*?)\u202c")
_LIST_MARK = re.compile(r"\W*|\d+\W*|[a-z]\W+|[ivxlc]+\W+", re.IGNORECASE)
_GENERATED = re.compile(r", ?p\.|[\d.· ]")
_ROOM = 1.0  # point: what a letter may reach over the edge of its page

_Marks = Sequence[Mapping[int, Sequence[str]]]
"""By page, the words that were drawn under each mark of content."""


class Structure(Struct, frozen=True):
    """The languages of a document, and what is said of each head of a table, and of each list that has labels.

    The standards ask for all of it; validators do not look.
    """

    languages: frozenset[str]
    scopes: Sequence[str]
    numberings: Sequence[str]


def squeezed(words: str) -> str:
    """Words without blanks and the signs that only guide line breaks, composed, in small letters."""
    return "".join(unicodedata.normalize("NFC", words).translate(_SIGNS).casefold().split())


def cut_off(path: Path) -> list[str]:
    """The lines that reach over the edge of their page: nobody can read them to the end."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                if min(left, bottom, width - right, height - top) < -_ROOM:
                    found.append(str(text.get_text_bounded(left, bottom, right, top)))
    return found


# What is heard ----------------------------------------------------------------------------------------


def heard(path: Path) -> str:
    """The words of a document in the order of its tags, those of list marks and in pictures left out.

    Pieces that were drawn apart have a ``\\x1f`` between them: a space there may have been left to the line end.
    """
    with pypdfium2.PdfDocument(path) as document:
        marks = [_words_of_marks(page) for page in document]
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return "\x1f".join(_pieces(pdf.Root.StructTreeRoot, 0, numbers, marks))


def _pieces(tag: Any, page: int, numbers: Mapping[tuple[int, int], int], marks: _Marks) -> Sequence[str]:
    """The words of an element of the tree; ``page`` is that of what holds it, ``numbers`` those of pages."""
    if "/Pg" in tag:
        page = numbers[tag.Pg.objgen]
    pieces: list[str] = []
    for kid in _kids(tag):
        if isinstance(kid, int):
            pieces += marks[page].get(kid, ())
        elif "/MCID" in kid:
            pieces += marks[numbers[kid.Pg.objgen] if "/Pg" in kid else page].get(int(kid.MCID), ())
        elif "/S" in kid:
            pieces += _pieces(kid, page, numbers, marks)
    kind = tag.get("/S")
    if kind == "/Figure":
        return []
    # The term of a definition is a label too, but of words.
    return [] if kind == "/Lbl" and _LIST_MARK.fullmatch("".join(pieces)) else pieces


def structure(path: Path) -> Structure:
    """What the tags of a document say of its languages, tables and lists."""
    with pikepdf.open(path) as pdf:
        languages = {str(pdf.Root.get("/Lang", ""))}
        heads, lists = [], []
        for tag in _tags(pdf.Root.StructTreeRoot):
            languages |= {str(tag.Lang)} if "/Lang" in tag else set()
            if tag.get("/S") == "/TH":
                heads.append(str(_attributes(tag).get("/Scope", "")))
            if tag.get("/S") == "/L" and any(
                one.get("/S") == "/Lbl" for item in _elements(tag) for one in _elements(item)
            ):
                lists.append(str(_attributes(tag).get("/ListNumbering", "")))
        return Structure(frozenset(languages), tuple(heads), tuple(lists))


def _tags(tag: Any) -> Iterator[Any]:
    """An element of the tree and all in it."""
    yield tag
    for kid in _elements(tag):
        yield from _tags(kid)


def _elements(tag: Any) -> Iterator[Any]:
    return (kid for kid in _kids(tag) if not isinstance(kid, int) and "/S" in kid)


def _attributes(tag: Any) -> Mapping[str, Any]:
    owned = tag.get("/A", {})
    return {
        key: value for one in (owned if isinstance(owned, pikepdf.Array) else [owned]) for key, value in one.items()
    }


def _kids(tag: Any) -> Iterator[Any]:
    kids = tag.get("/K", [])
    yield from kids if isinstance(kids, (list, pikepdf.Array)) else [kids]


def _words_of_marks(page: Any) -> Mapping[int, list[str]]:
    """The words that were drawn under each mark of content."""
    text = page.get_textpage()
    words: defaultdict[int, list[str]] = defaultdict(list)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        if (mark := pdfium.FPDFPageObj_GetMarkedContentID(item.raw)) < 0:
            continue  # heads and feet of the page are not read aloud
        length = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        letters = ctypes.create_string_buffer(length)
        pdfium.FPDFTextObj_GetText(item.raw, text.raw, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), length)
        words[mark].append(letters.raw[: max(0, length - 2)].decode("utf-16-le"))
    return words


# What is written --------------------------------------------------------------------------------------


def written(page: str) -> str:
    """The words of the body of a page of HTML, blocks apart, as they are seen: in the order of an override, if any."""
    parser = _Words()
    parser.feed(page)
    return _TURNED.sub(lambda turned: turned[1][::-1], parser.words)


class _Words(HTMLParser):
    _BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "li", "td", "th", "caption", "figcaption", "br"})
    _SILENT = frozenset({"style", "script", "title", "head", "svg"})

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self.words += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += data


def difference(spoken: str, wanted: str, added: Sequence[str] = ()) -> str:
    """Where what is heard first differs from what is written, in words; nothing where it does not.

    Where no-break spaces are written, blanks are heard: « 20 000 » is not copied as « 20000 ». A style sheet may add
    numbers of notes, chapters and pages, and the words of ``added``.
    """
    spoken, wanted = _with_blanks(spoken, str.isspace), _with_blanks(wanted, "\u00a0\u202f".__contains__)
    names = re.compile("|".join(re.escape(squeezed(one)) for one in added) or "(?!)")
    at = place = 0
    while at < len(spoken) or place < len(wanted):
        if name := names.match(spoken, at):
            at = name.end()
        elif spoken[at : at + 1] == wanted[place : place + 1]:
            at, place = at + 1, place + 1
        elif other := _GENERATED.match(spoken, at):
            at = other.end()
        else:
            is_, ought = spoken[max(0, at - 40) : at + 40], wanted[max(0, place - 40) : place + 40]
            return f"« {ought} » is read as « {is_} »"
    return ""


def _with_blanks(words: str, is_blank: Callable[[str], bool]) -> str:
    """Words squeezed, but for one space where there are blanks of a sort."""
    signs = (" " if is_blank(sign) else squeezed(sign) for sign in unicodedata.normalize("NFC", words))
    return re.sub(" +", " ", "".join(signs))
