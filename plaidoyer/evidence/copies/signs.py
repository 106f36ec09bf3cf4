"""What kind of file a capture is, by its first bytes and its name.

It knows no extractor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

ENOUGH = 4096
"""How many bytes tell the kind."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # readers of PDF allow that much before it
_HTML = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_WEB_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})

_OTHER: Mapping[bytes, str] = {
    b"\x1f\x8b": "packed with gzip",
    b"PK\x03\x04": "a ZIP archive, as Word and EPUB files are",
    b"\x28\xb5\x2f\xfd": "packed with Zstandard",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ\x00": "packed with xz",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a Rich Text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"bplist": "a web archive of Safari",
}


def kind_of(file: str, data: bytes) -> str:
    """``html``, ``pdf`` or ``text``, by how ``data`` begins, then by the name of the file."""
    if is_pdf(data):
        return "pdf"
    # UTF-16 is seen through by leaving out the half of it that is empty in ASCII.
    start = data[:ENOUGH].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    suffix = PurePath(file).suffix.lower()
    if suffix in _HTML_NAMES or _HTML.match(start) or is_web_archive(start):
        return "html"
    return "pdf" if suffix == ".pdf" else "text"


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF, damaged or not."""
    return _PDF in data[:_PDF_WITHIN]


def is_web_archive(data: bytes) -> bool:
    """Whether this is a page with its pictures in one file, as Chrome saves it (MHTML, RFC 2557)."""
    head = data[:ENOUGH]
    return b"MIME-Version:" in head and bool(_WEB_ARCHIVE.search(head))


def other(data: bytes) -> str:
    """What these bytes are that is neither a page nor text, in words; nothing where they may be either."""
    return next((name for sign, name in _OTHER.items() if data.startswith(sign)), "")
