"""Files that nobody should have to read, and small PDFs typeset for a test."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

from pypdf import PdfWriter

from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset

PARAGRAPH = (
    "<p>Plus de 20 000<sup>2</sup> images ont été publiées sur un forum<sup>12</sup> du dark web, selon l’organisation "
    "«&nbsp;anticonstitutionnellement&nbsp;»<sup>3</sup>, dans son 1<sup>er</sup> rapport de 2024<sup>1,&nbsp;2</sup> "
    "où 20&nbsp;000<span class=note>Internet Watch Foundation, 2023.</span> enfants, soit 10<sup>2</sup> fois, sont en "
    "danger&nbsp;; cette affiche difficile à identifier est efficace.</p>"
)
TWO_COLUMNS = """
@page { size: 21cm 16cm; margin: 2cm; @bottom-center { content: "Rapport 2024 – page " counter(page) } }
body { font: 10pt "Source Serif Pro"; columns: 2; hyphens: auto; text-align: justify }
sup { font-size: 70%; vertical-align: super; line-height: 0 }
.note { float: footnote }
.glyph { font-variant-position: super }
"""


def typeset_pdf(folder: Path, body: str, css: str = TWO_COLUMNS) -> bytes:
    """A page of HTML as WeasyPrint sets it, in French."""
    sheet = folder / "style.css"
    sheet.write_text(css, encoding="utf-8")
    html = f"<!doctype html><html lang=fr><head><title>t</title></head><body>{body}</body></html>"
    return typeset(Job(html, (sheet,), folder, configure(folder / "fonts"))).pdf


def written_pdf(stream: bytes, filters: bytes = b"") -> bytes:
    """A PDF of one page with this content; « F1 » is Helvetica."""
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>" % b"".join(places)
    return written + table + b"\nstartxref\n%d\n%%%%EOF\n" % len(written)


def bomb(unit: bytes, total: int) -> bytes:
    """A small PDF whose only page inflates to ``total`` bytes."""
    chunk = unit * (2**20 // len(unit))
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(chunk) for _ in range(total // len(chunk))) + packer.flush()
    return written_pdf(packed, b"/Filter /FlateDecode")


def encrypted(pdf: bytes, password: str) -> bytes:
    """``pdf`` for those who know the password; an empty one opens to everybody."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return _bytes(writer)


def repeated(pdf: bytes, times: int) -> bytes:
    """The pages of ``pdf``, again and again."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in list(writer.pages) * (times - 1):
        writer.add_page(page)
    return _bytes(writer)


def without_text() -> bytes:
    """A PDF of an empty page, as a scan is to a reader of text."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return _bytes(writer)


def _bytes(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
