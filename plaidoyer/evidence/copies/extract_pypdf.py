"""PDF → text, as pypdf reads it: the second reading, slower, with other faults than pdfium's.

pypdf does not tell where each digit stands. Which digits are raised is taken from pdfium's reading of the same page, by
the signs that surround them. It must not know captures, caches or processes.
"""

from __future__ import annotations

import io
import logging
import re
from itertools import pairwise

from pypdf import PasswordType, PdfReader
from pypdf.errors import LimitReachedError

from plaidoyer.evidence.copies import extract_pdfium
from plaidoyer.evidence.copies.pdf_faults import damaged, locked, require_pdf, require_text, too_large
from plaidoyer.evidence.copies.raised import DIGITS, raised
from plaidoyer.evidence.copies.unreadable import Unreadable

_RAISED = re.compile(f"[{DIGITS}]+")
_BEFORE, _AFTER = 5, 3  # signs, spaces not counted, that tell a raised digit from others


def read(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF and where each page begins in it; raises Unreadable where no page holds text."""
    require_pdf(data)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # nothing on standard error
    try:
        texts = _texts(data)
    except (Unreadable, MemoryError):
        raise
    except LimitReachedError:
        raise too_large() from None
    except Exception:  # a library that meets anybody's bytes raises anything
        raise damaged() from None
    require_text("".join(texts), len(texts))
    whole = ""
    pages = []
    for text, seen in zip(texts, _pages_of_pdfium(data, len(texts)), strict=True):
        pages.append(len(whole))
        whole += _as_raised(text, seen) + "\n"
    return whole, tuple(pages)


def _texts(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise locked()
    return [_sound(page.extract_text()) for page in reader.pages]


def _sound(text: str) -> str:
    """``text`` with one form of line ends, and halves of letters, which a PDF may hold, put together or replaced."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def _pages_of_pdfium(data: bytes, count: int) -> list[str]:
    """What pdfium reads on each page; nothing where it reads nothing, or finds another number of pages."""
    try:
        text, starts = extract_pdfium.read(data)
    except Unreadable:
        return [""] * count
    if len(starts) != count:
        return [""] * count
    return [text[start:end] for start, end in pairwise((*starts, len(text)))]


def _as_raised(text: str, seen: str) -> str:
    """``text`` with those digits raised that are raised in ``seen``, another reading of the same page."""
    for pattern in dict.fromkeys(_pattern(seen, *call.span()) for call in _RAISED.finditer(seen)):
        text = re.sub(pattern, lambda match: match[1] + raised(match[2]), text)
    return text


def _pattern(seen: str, start: int, end: int) -> str:
    """What finds ``seen[start:end]``, raised digits, between the signs that surround them; spaces are free."""
    before = "".join(seen[:start].split())[-_BEFORE:]
    after = "".join(seen[end : end + 20 * _AFTER].split())[:_AFTER]
    spaced = [r"\s*".join(map(_sign, signs)) for signs in (before, seen[start:end], after)]
    return rf"({spaced[0]}\s*)({spaced[1]})(?=\s*{spaced[2]})"


def _sign(sign: str) -> str:
    """What finds a sign in another reading: digits raised or not, any mark for a mark."""
    if sign in DIGITS:
        return f"[{sign}{DIGITS.index(sign)}]"
    return re.escape(sign) if sign.isalnum() else r"[^\w\s]"
