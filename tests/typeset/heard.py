"""A PDF as it is read aloud: its tags in their order, with the words that were drawn for each."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


class Heard:
    """The tree of a PDF. ``told`` is what was said of it when it was made."""

    def __init__(self, data: bytes, told: tuple[str, ...] = ()) -> None:
        self.told = told
        self.pdf = pikepdf.open(BytesIO(data))
        self.pages = len(self.pdf.pages)
        self._numbers: Mapping[Any, int] = {page.objgen: at for at, page in enumerate(self.pdf.pages)}
        with pypdfium2.PdfDocument(data) as document:
            self._words = [_words_of_marks(page) for page in document]

    @property
    def top(self) -> pikepdf.Object:
        """The element that holds all others."""
        return self.pdf.Root.StructTreeRoot.K[0]

    def tags(self, kind: str) -> list[pikepdf.Object]:
        """Every element of a type, in the order of reading."""
        return [tag for tag in self._walk(self.top) if str(tag.S) == f"/{kind}"]

    def tag(self, kind: str) -> pikepdf.Object:
        """The one element of a type."""
        (tag,) = self.tags(kind)
        return tag

    def words(self, tag: pikepdf.Object | None = None) -> str:
        """The words of an element, or of all, in the order of reading."""
        return " ".join("".join(self._said(self.top if tag is None else tag)).split())

    def shape(self, tag: pikepdf.Object | None = None) -> str:
        """The types in an element, or in all, those that hold others with what they hold: « L(LI(Lbl LBody)) »."""
        inner = " ".join(self.shape(kid) for kid in _elements(self.top if tag is None else tag))
        kind = "" if tag is None else str(tag.S)[1:]
        return f"{kind}({inner})" if inner and kind else kind or inner

    def links(self, tag: pikepdf.Object) -> list[pikepdf.Object]:
        """The links and fields that an element stands for."""
        return [kid.Obj for kid in tag.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]

    def artifacts(self, page: int) -> list[str]:
        """What is said of that which is drawn on a page and is not read."""
        said = pikepdf.parse_content_stream(self.pdf.pages[page])
        marked = [one for one in said if str(one.operator) == "BDC" and str(one.operands[0]) == "/Artifact"]
        return [" ".join(str(value)[1:] for _, value in sorted(one.operands[1].items())) for one in marked]

    def _walk(self, tag: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield tag
        for kid in _elements(tag):
            yield from self._walk(kid)

    def _said(self, tag: pikepdf.Object) -> Iterator[str]:
        for kid in tag.K:
            if isinstance(kid, int):
                yield self._drawn(tag.Pg, kid)
            elif "/MCID" in kid:
                yield self._drawn(kid.Pg, int(kid.MCID))
            elif "/S" in kid:
                yield from self._said(kid)

    def _drawn(self, page: pikepdf.Object, mark: int) -> str:
        return f" {self._words[self._numbers[page.objgen]].get(mark, '')}"


def _elements(tag: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in tag.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _words_of_marks(page: Any) -> dict[int, str]:
    text = page.get_textpage()
    words: dict[int, str] = {}
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        length = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        letters = ctypes.create_string_buffer(length)
        pdfium.FPDFTextObj_GetText(item.raw, text.raw, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), length)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        words[mark] = words.get(mark, "") + letters.raw[: max(0, length - 2)].decode("utf-16-le")
    return words
