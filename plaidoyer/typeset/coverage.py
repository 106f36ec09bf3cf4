"""Which characters a page can be set in: those of the bundled typefaces, of its template's own, and those without form.

Any typeface that Fontconfig knows may lend a character to any text of a page: the engine looks through all of them
before it prints an empty box, which a reader cannot read, and which PDF/A and PDF/UA forbid. What the bundled
typefaces have is written down here, so that most pages are judged without a font being opened; a test holds the list
against the files. This module must not import the engine: « check » does without it.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_BUNDLED = """
20-7e a0-180 18f 192-193 1a0-1a1 1af-1b0 1c2 1cd-1dc 1e2-1e3 1e6-1e7 1ea-1eb 1f4-1f5 1f8-1f9 1fc-1fd 218-21b 237 243
250-25c 25e-268 26a 26c-276 278-27b 27d-27e 280-284 288-292 294-295 298-299 29c-29d 29f 2a1-2a2 2b0 2b2-2b3 2b7-2b9
2bb-2bc 2be-2bf 2c1 2c6-2cc 2d0-2d1 2d8-2de 2e0-2e3 300-30c 30f 311-313 318-320 323-32a 32c 32e-331 334 339-33d 342 345
361 374-375 37a 37e 384-38a 38c 38e-3a1 3a3-3ce 3d0-3d1 3d5 3d7 3d9 3db 3dd 3e1 400-45f 462-463 472-475 490-493 496-49b
4a0-4a3 4aa-4ab 4ae-4b3 4b6-4b7 4ba-4bb 4c0-4c2 4cf-4d1 4d4-4d9 4e2-4e3 4e6-4e9 4ee-4ef 4f2-4f3 1d43 1d47-1d49 1d4d
1d4f-1d50 1d52 1d56-1d58 1d5b 1d9c 1da0 1dbb 1e06-1e07 1e0c-1e0f 1e16-1e17 1e20-1e21 1e24-1e25 1e2a-1e2b 1e32-1e3b
1e3e-1e49 1e52-1e53 1e58-1e63 1e6c-1e6f 1e80-1e85 1e8e-1e8f 1e92-1e97 1e9e 1ea0-1ef9 1f00-1f15 1f18-1f1d 1f20-1f45
1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2007
2010 2012-2016 2018-201a 201c-201e 2020-2022 2025-2026 202f-2030 2032-2033 2035 2039-203a 203c-203f 2044 2047-2049
2070-2071 2074-2079 207d-2089 208d-208e 2094 20a1 20a4 20a6-20a7 20a9 20ab-20ac 20ae 20b1-20b2 20b4-20b5 20b8-20ba 20bd
20bf 2113 2116-2117 2120 2122 2126 212e 2150-215e 2189 2190-2193 2196-2199 2202 2206 220f 2211-2212 2215 2219-221a 221e
222b 2248 2260 2264-2265 231c-231f 25a0 25b2-25b3 25b6-25b7 25bc-25bd 25c0-25c1 25c6 25c9-25ca 25cc 2610-2611 266a 2713
2752 27e6-27e7 2e22-2e25 2e3a-2e3b fb00-fb04 feff 1f12f 1f16a-1f16b
"""
"""The characters that one of the bundled typefaces has, by their numbers in Unicode."""

_WITHOUT_GLYPH = """
9-a d 34f 61c 1680 17b4-17b5 180b-180e 2000-200f 2029-202e 205f-206f 3000 fe00-fe0f fff0-fff8 1d173-1d17a e0000-e0fff
"""
"""Spaces and signs without a shape, for which the engine (Pango 1.50, HarfBuzz) asks no typeface."""


def unset(text: str, fonts: Path) -> frozenset[str]:
    """The characters of ``text`` that would be printed as empty boxes.

    ``fonts`` is the folder of a template's own typefaces, there or not. A character that no typeface has is set
    nevertheless where it is made of others (« é » of « e » and its accent), or becomes one with the letter before it.
    """
    lacking = set(text) - _set_by_all()
    if not lacking:
        return frozenset()
    known = _set_by_all() | _own(fonts)
    composed = frozenset(unicodedata.normalize("NFC", text))
    return frozenset(
        char
        for char in lacking - known
        if not known.issuperset(unicodedata.normalize("NFD", char))
        and (char in composed or not unicodedata.combining(char))
    )


@cache
def _set_by_all() -> frozenset[str]:
    return _characters(_BUNDLED) | _characters(_WITHOUT_GLYPH)


def _characters(ranges: str) -> frozenset[str]:
    bounds = (one.partition("-") for one in ranges.split())
    return frozenset(
        chr(number) for first, _, last in bounds for number in range(int(first, 16), int(last or first, 16) + 1)
    )


def _own(fonts: Path) -> frozenset[str]:
    """The characters of every typeface in a folder, and in the folders in it, as Fontconfig looks for them."""
    if not fonts.is_dir():
        return frozenset()
    files = sorted(path for path in fonts.rglob("*") if path.is_file())
    return frozenset().union(*(_of_file(path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=64)
def _of_file(path: Path, changed: int) -> frozenset[str]:
    """The characters of a typeface, or of a collection; none of a file that is no typeface.

    ``changed`` is when it was last written: what was read of it is kept for as long.
    """
    # Slow to load, and few templates bring typefaces.
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.sfnt import readTTCHeader

    found: set[str] = set()
    try:
        with path.open("rb") as file:
            count = readTTCHeader(file).numFonts if file.read(4) == b"ttcf" else 1
            for number in range(count):
                file.seek(0)
                font = TTFont(file, fontNumber=number, lazy=True)
                # Names of glyphs are of no use here; they would be the slowest part of the file to read.
                font.setGlyphOrder([str(glyph) for glyph in range(font["maxp"].numGlyphs)])
                found |= {chr(code) for code, glyph in (font.getBestCmap() or {}).items() if glyph != "0"}
    except Exception:  # a licence beside the fonts, or a broken one: the engine would not use it either
        return frozenset()
    return frozenset(found)
