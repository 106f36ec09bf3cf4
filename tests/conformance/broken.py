"""PDFs that must be refused: a validator that calls every file good would go unnoticed.

Some are what WeasyPrint makes when nobody asks it for a standard, others are good files from which one thing is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name
from weasyprint import HTML

from tests.conformance.vera import Profile

_HEAD = '<html lang="fr"><head><title>Un lac</title></head><body><h1>Un lac</h1>'
_PAGES: Mapping[str, tuple[str, str | None]] = {
    "untagged": (f"{_HEAD}<p>Mots.</p>", None),
    "speechless": ("<html><body><h1>Un lac</h1><p>Mots.</p>", "pdf/ua-1"),
    "wordless-picture": (f'{_HEAD}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "pdf/ua-1"),
    "skipping": (f"{_HEAD}<h4>Rive</h4>", "pdf/ua-1"),
    "see-through": (f'{_HEAD}<p style="opacity: 0.5">Mots.</p>', "pdf/ua-1"),
    "press": (f'{_HEAD}<p style="color: device-cmyk(0 1 1 0)">Mots.</p>', "pdf/a-2a"),
    "letterless": (f"{_HEAD}<p>湖</p>", "pdf/a-2a"),
}  # fmt: skip


class Broken(Struct, frozen=True):
    """A file and the rules that must be among those that it fails, by profile."""

    name: str
    rules: Mapping[Profile, str]


BROKEN = (
    Broken("untagged", {"ua1": "6.2-1", "2a": "6.7.3.3-1", "3a": "6.7.3.3-1"}),
    Broken("speechless", {"ua1": "7.1-9"}),
    Broken("wordless-picture", {"ua1": "7.3-1"}),
    Broken("skipping", {"ua1": "7.4.2-1"}),
    Broken("see-through", {"ua1": "7.1-3"}),
    Broken("press", {"2a": "6.2.4.3-3"}),
    Broken("letterless", {"ua1": "7.21.5-1", "2a": "6.2.11.5-1"}),
    Broken("without-font", {"ua1": "7.21.4.1-1", "2a": "6.2.11.4.1-1", "3a": "6.2.11.4.1-1"}),
    Broken("without-metadata", {"ua1": "7.1-8", "2a": "6.6.2.1-1", "3a": "6.6.2.1-1"}),
    Broken("without-identifiers", {"ua1": "5-2", "2a": "6.6.4-2", "3a": "6.6.4-2"}),
    Broken("without-language", {"ua1": "7.2-34"}),
    Broken("without-colours", {"2a": "6.2.4.3-2", "3a": "6.2.4.3-2"}),
    Broken("with-file", {"2a": "6.8-5"}),
    Broken("with-script", {"2a": "6.5.1-1", "3a": "6.5.1-1"}),
    Broken("table-out-of-shape", {"ua1": "7.2-4"}),
)


def write_broken(folder: Path, good: Path, carrying: Path) -> None:
    """Write all of them into a folder, which is made. ``good`` is a file that complies, ``carrying`` one with files."""
    folder.mkdir()
    for name, (html, variant) in _PAGES.items():
        HTML(string=html).write_pdf(folder / f"{name}.pdf", pdf_variant=variant)
    for name, change in _CHANGES.items():
        with pikepdf.open(good) as pdf:
            change(pdf)
            pdf.save(folder / f"{name}.pdf")
    with pikepdf.open(carrying) as pdf:
        pdf.save(folder / "with-file.pdf")


def _without_font(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, Dictionary):
            for name in (Name.FontFile, Name.FontFile2, Name.FontFile3):
                if name in one:
                    del one[name]


def _without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _without_identifiers(pdf: pikepdf.Pdf) -> None:
    words = pdf.Root.Metadata.read_bytes()
    for name in (b"pdfaid:part", b"pdfuaid:part"):
        words = words.replace(name, name.replace(b"part", b"prat"))
    pdf.Root.Metadata.write(words)


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _without_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('lac')")


def _table_out_of_shape(pdf: pikepdf.Pdf) -> None:
    """The first paragraph is called a row."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and one.get(Name.S) == Name.P and isinstance(one.get(Name.K), Array):
            one[Name.S] = Name.TR
            return


_CHANGES: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "without-font": _without_font,
    "without-metadata": _without_metadata,
    "without-identifiers": _without_identifiers,
    "without-language": _without_language,
    "without-colours": _without_colours,
    "with-script": _with_script,
    "table-out-of-shape": _table_out_of_shape,
}
