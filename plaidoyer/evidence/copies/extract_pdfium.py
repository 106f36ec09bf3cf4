"""PDF → text, as pdfium reads it: the first reading.

pdfium gives the characters of a page in the order of its content, with their places. Two things are mended by those
places: raised digits become superscript characters, and lines that pdfium breaks where a word is raised
(« 20 000²⏎ images », « 1⏎er ») are joined again. Nothing else: U+FFFE for soft hyphens, ligatures and the hyphens at
line ends stay, the search knows them. It must not know captures, caches or processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import c_double, c_ushort
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from plaidoyer.evidence.copies.pdf_faults import damaged, locked, require_pdf, require_text
from plaidoyer.evidence.copies.raised import raised

RISE, HIGHEST = 0.15, 1.0
"""How far above a line digits are raised, at least and at most, in the size of that line (superscripts: 0.3 to 0.5)."""

SMALLEST = 0.28
"""How tall a raised digit is, in the size of the line: a first line beside a drop cap is raised too, but smaller."""

BESIDE = 0.6
"""How far from its word a raised digit, or the rest of a broken line, may stand, in the size of the larger.

A narrow no-break space is 0.2, a space 0.3; a column stands 1 or more apart.
"""

DIGIT = 0.65
"""The width of a digit, at most, in its size."""

SAME_LINE = 0.7
"""How far apart, in the size of the larger, the baselines of signs of one line may be."""

LEVEL = 0.05
"""How far signs of one line differ in size and baseline, in their size."""

ASKEW = 0.1
"""By how much, as a slope, a line may be askew."""

_TURNS = ((1, 1), (1, -1), (-1, -1), (-1, 1))  # the signs of « along the line » and « up » after each turn by 90°

_RUN = re.compile(r"[0-9]+")
_BETWEEN_CALLS = re.compile(r"[\s,;()+=−–-]{1,3}")
_MARK = re.compile(r"[^\w\s]\s?$")
_WORD = re.compile(r"\s*[^\W\d_]")
_LINE_END = re.compile(r"\r?\n|\r")


def read(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF and where each page begins in it; raises Unreadable where no page holds text."""
    texts: list[str] = []
    pages: list[int] = []
    offset = 0
    with closing(_opened(data)) as document:
        for number in range(len(document)):
            text = _page_text(document, number)
            texts.append(text)
            pages.append(offset)
            offset += len(text)
    return require_text("".join(texts), len(pages)), tuple(pages)


def _opened(data: bytes) -> Any:
    require_pdf(data)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (locked() if error.err_code == pdfium.FPDF_ERR_PASSWORD else damaged()) from None


def _page_text(document: Any, number: int) -> str:
    """The text of a page, ended by a line end; of a page that is damaged, nothing."""
    try:
        page = document[number]
        with closing(page), closing(page.get_textpage()) as textpage:
            return _Page(textpage.raw).read()
    except pypdfium2.PdfiumError:
        return "\n"


class _Sign(Struct, frozen=True):
    """A character: how often its line is turned by 90°, and, along and across that line, its ink, its foot and size."""

    turned: int
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float


class _Page:
    """The characters of one page; indices are those of the text, in UTF-16 units, as pdfium counts."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._numbers = tuple(c_double() for _ in range(6))
        self._matrix = pdfium.FS_MATRIX()
        count = pdfium.FPDFText_CountChars(handle)
        buffer = (c_ushort * (count + 1))()
        got = pdfium.FPDFText_GetText(handle, 0, count, buffer) if count > 0 else 0
        self._text = "".join(map(chr, buffer[: max(got - 1, 0)]))

    def read(self) -> str:
        pieces: list[str] = []
        done = 0
        for start, end, instead in sorted([*self._raised(), *self._broken_lines()]):
            pieces += self._text[done:start], instead
            done = end
        pieces += self._text[done:], "\n"
        text = _LINE_END.sub("\n", "".join(pieces))
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _raised(self) -> Iterator[tuple[int, int, str]]:
        """Digits that stand above their line, with what they are to become."""
        before, base = 0, None  # the end of the last raised run, and the sign that it is raised from
        for run in _RUN.finditer(self._text):
            last = self._sign(run.end() - 1)
            if last is None:
                continue
            goes_on = base is not None and _BETWEEN_CALLS.fullmatch(self._text, before, run.start())
            bases = iter([base]) if goes_on else self._bases(run.start(), run.end(), last)
            base = next((sign for sign in bases if sign and _is_raised(last, sign)), None)
            if base is None or self._goes_on_level(run.end(), last):
                base = None
                continue
            start = run.end() - 1
            while start > run.start() and (sign := self._sign(start - 1)) and _is_raised(sign, base):
                start -= 1
            before = run.end()
            yield start, run.end(), raised(run[0][start - run.start() :])

    def _bases(self, start: int, end: int, last: _Sign) -> Iterator[_Sign | None]:
        """The signs from which digits may be raised: the one before them, else the first of them and the one after."""
        previous = self._neighbour(start, -1)
        if previous and _is_beside(previous, last, (end - start - 1) * DIGIT * last.size):
            yield previous
            if mark := _MARK.search(self._text, max(0, start - 3), start):  # a minus or bracket raised with them
                yield self._neighbour(mark.start(), -1)
            return
        yield self._sign(start)
        following = self._neighbour(end - 1, 1)
        if following and _is_beside(last, following):
            yield following

    def _goes_on_level(self, end: int, last: _Sign) -> bool:
        """Whether a word goes on beside digits as large and high as itself: a line beside a larger letter."""
        if last.bottom - last.baseline > RISE * last.size:  # a raised glyph
            return False
        following = self._neighbour(end - 1, 1) if _WORD.match(self._text, end) else None
        return (
            following is not None
            and _is_beside(last, following)
            and abs(following.size - last.size) < LEVEL * last.size
            and abs(following.baseline - last.baseline) < LEVEL * last.size
        )

    def _broken_lines(self) -> Iterator[tuple[int, int, str]]:
        """Line ends between signs of two sizes that stand on one line, and nothing, which is to stand there instead."""
        for line_end in _LINE_END.finditer(self._text):
            right = self._neighbour(line_end.end() - 1, 1)
            left = right and self._neighbour(line_end.start(), -1)
            if not right or not left or left.size == right.size or not _is_beside(left, right):
                continue
            if abs(left.baseline - right.baseline) < SAME_LINE * max(left.size, right.size):
                yield line_end.start(), line_end.end(), ""

    def _neighbour(self, index: int, step: int) -> _Sign | None:
        """The next sign with ink, before or after the one at ``index``."""
        index += step
        while 0 <= index < len(self._text) and self._text[index].isspace():
            index += step
        return self._sign(index) if 0 <= index < len(self._text) else None

    def _sign(self, index: int) -> _Sign | None:
        """The character at an index of the text; None where pdfium made it up, or it stands askew."""
        handle, matrix = self._handle, self._matrix
        character = pdfium.FPDFText_GetCharIndexFromTextIndex(handle, index)
        turned = _turned(matrix.a, matrix.b) if pdfium.FPDFText_GetMatrix(handle, character, matrix) else None
        if turned is None:
            return None
        x, y, left, right, bottom, top = self._numbers
        pdfium.FPDFText_GetCharOrigin(handle, character, x, y)
        pdfium.FPDFText_GetCharBox(handle, character, left, right, bottom, top)
        size = pdfium.FPDFText_GetFontSize(handle, character) * hypot(matrix.c, matrix.d)
        if turned % 2:  # what lies along its line lies up the page
            left, right, bottom, top, y = bottom, top, left, right, x
        along, up = _TURNS[turned]
        start, end = sorted((along * left.value, along * right.value))
        foot, head = sorted((up * bottom.value, up * top.value))
        return _Sign(turned, start, end, foot, head, up * y.value, size)


def _turned(a: float, b: float) -> int | None:
    """By how many times 90° the line of a character with these numbers in its matrix is turned; None where askew."""
    if abs(b) <= ASKEW * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= ASKEW * abs(b):
        return 1 if b > 0 else 3
    return None


def _is_raised(digit: _Sign, base: _Sign) -> bool:
    rise = digit.bottom - base.baseline
    return (
        digit.turned == base.turned
        and RISE * base.size < rise < HIGHEST * base.size
        and digit.top - digit.bottom > SMALLEST * base.size
        and digit.size < 1.02 * base.size
    )


def _is_beside(left: _Sign, right: _Sign, between: float = 0.0) -> bool:
    """Whether ``right`` follows on ``left``, with nothing but a space, and ``between``, in points, between them."""
    larger = max(left.size, right.size)
    return left.turned == right.turned and -larger / 2 < right.left - left.right < BESIDE * larger + between
