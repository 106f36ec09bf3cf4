"""Typefaces: the same on every machine, whatever is installed there."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from plaidoyer.typeset.fonts import bundled, configure
from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset

PAGE = '<html lang="fr"><title>x</title><h1 style="{style}">Mots « {text} »</h1></html>'


def embedded(style: str, fontconfig: Path, folder: Path) -> set[str]:
    """The typefaces of a page whose only words are set in ``style``."""
    pdf = typeset(Job(PAGE.format(style=style, text="mots"), (), folder, fontconfig)).pdf
    names = set()
    for item in pypdfium2.PdfDocument(pdf)[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        name = ctypes.create_string_buffer(200)
        pypdfium2.raw.FPDFFont_GetBaseFontName(pypdfium2.raw.FPDFTextObj_GetFont(item.raw), name, len(name))
        names.add(name.value.decode().rpartition("+")[2])
    return names


@pytest.mark.parametrize(
    ("style", "family"),
    [
        ("font-family: 'Source Sans Pro'", "Source-Sans-Pro"),
        ("font-family: 'Source Serif Pro'", "Source-Serif-Pro"),
        ("font-family: serif", "Source-Serif-Pro"),
        ("font-family: sans-serif", "Source-Sans-Pro"),
        ("font-family: monospace", "Source-Sans-Pro"),
    ],
)
def test_each_family_is_the_bundled_one(style: str, family: str, fontconfig: Path, tmp_path: Path) -> None:
    assert embedded(f"{style}; font-weight: 400", fontconfig, tmp_path) == {family}


@pytest.mark.parametrize("family", ["DejaVu Sans", "Arial", "Sorce Sans Pro"])
def test_no_stranger_is_ever_embedded(family: str, fontconfig: Path, tmp_path: Path) -> None:
    """A misspelt or an installed family would give another page on the next machine."""
    assert all(name.startswith("Source-") for name in embedded(f"font-family: '{family}'", fontconfig, tmp_path))


def test_a_narrow_space_in_a_serif_title_is_narrow(fontconfig: Path, tmp_path: Path) -> None:
    """The serif has no U+202F; HarfBuzz makes it from the plain space, and no empty box is printed."""

    def width(space: str) -> float:
        style = "font: 400 20pt 'Source Serif Pro', 'Source Sans Pro'"
        pdf = typeset(Job(PAGE.format(style=style, text=f"20{space}000"), (), tmp_path, fontconfig)).pdf
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
        last = text.get_text_range().index("»")
        return float(text.get_charbox(last)[2])

    assert width("") < width("\u202f") < width("\u00a0")


def test_a_template_brings_its_own_typefaces(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    font = TTFont(bundled()[1] / "SourceSerifPro-Black.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "Campagne"
    font.save(fonts / "campagne.ttf")

    assert embedded("font-family: Campagne", configure(tmp_path / "cache", [fonts]), tmp_path) == {"Campagne-Heavy"}
    assert embedded("font-family: Campagne", configure(tmp_path / "cache"), tmp_path) != {"Campagne-Heavy"}


def test_the_same_typefaces_have_one_configuration(tmp_path: Path) -> None:
    """Two processes that build at once must not write over each other."""
    one, two = configure(tmp_path), configure(tmp_path)

    assert one == two
    assert configure(tmp_path, [tmp_path]) != one
    assert configure(tmp_path, [tmp_path / "absent"]) == one
    assert {path.suffix for path in tmp_path.glob("fonts-*")} == {".conf"}
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_of_any_name(tmp_path: Path) -> None:
    """« R&D <fonts> » is a folder like another."""
    folder = tmp_path / "R&D <fonts>"
    folder.mkdir()

    assert embedded("font-weight: 400", configure(folder, [folder]), tmp_path) != set()


def test_a_configuration_that_was_changed_is_made_anew(tmp_path: Path) -> None:
    """A byte in a folder that may be cached by anybody would set every brief in other typefaces."""
    path = configure(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<dir>", "<dib>"), encoding="utf-8")
    assert configure(tmp_path) == path
    assert path.read_text(encoding="utf-8") == text
