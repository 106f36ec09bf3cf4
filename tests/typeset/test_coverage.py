"""Characters that no typeface has are known before a page is set, and are those of which the engine prints a box."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from plaidoyer.typeset import coverage
from plaidoyer.typeset.coverage import unset
from plaidoyer.typeset.fonts import bundled
from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset

NONE = Path("no/such/folder")
RUN = re.compile(r"([0-9a-f]+)(?:-([0-9a-f]+))?")


@pytest.fixture
def boxes(fontconfig: Path, tmp_path: Path) -> Callable[..., set[str]]:
    """``boxes(text, style)``: the characters of which the engine itself says that it printed a box."""

    def ask(text: str, style: str = "") -> set[str]:
        page = f'<html lang="fr"><title>x</title><h1>x</h1><p style="{style}">{text}</p></html>'
        problems = typeset(Job(page, (), tmp_path, fontconfig)).problems
        return {chr(int(number, 16)) for one in problems for number in re.findall(r"\(U\+([0-9A-F]+)\)", one)}

    return ask


def typeface(path: Path, *chars: str) -> Path:
    """A tiny typeface of these characters."""
    names = [".notdef", *(f"g{number}" for number, _ in enumerate(chars))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for char, name in zip(chars, names[1:], strict=True)})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def test_the_list_of_characters_is_that_of_the_bundled_files() -> None:
    """A wrong list would refuse a name that can be printed, or let a box through."""
    files = [path for folder in bundled() for path in folder.glob("*.otf")]
    codes: set[int] = set()
    for path in files:
        with TTFont(path, lazy=True) as font:
            codes |= set(font.getBestCmap())
    listed = [
        number
        for first, last in RUN.findall(coverage._BUNDLED)
        for number in range(int(first, 16), int(last or first, 16) + 1)
    ]
    assert listed == sorted(codes)


def test_what_french_and_english_briefs_are_written_with_can_be_set() -> None:
    latin = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
    assert unset(latin + "œŒŸ€’“”„«»‹›…–—−×½⅓№ᵉ\u202f\u00a0\u2007\u00ad\u200b\u2060", NONE) == frozenset()


SAMPLES = (
    "é e\u0301 q\u0303 o\u031b =\u0338 ß ﬁ Ж ж Ω \u2126 \u212b ǘ ẞ ₤ № ✓ ☐ ☑ → ♪ ℮ ½ ⅞",
    "a\u00adb a\u200bb a\u200db a\u2060b a\ufeffb 20\u202f000 a\u2003b a\u3000b a\ufe0fb a\u061cb a\u2029b \U000e0062",
    "✔ ⇒ ☎ ★ 😀 👩\u200d🔬 🇫🇷 1\ufe0f\u20e3 ❤\ufe0f",
    "العربية עברית ไทย 中文 한국어 हिन्दी ბ Ա",
    "a\u2011b a\u2028b x\u0338 x\u0489 \ue000 \uf8ff \ufffd \ufffc \U000e0fff",
)


@pytest.mark.parametrize("text", SAMPLES)
def test_a_box_is_foreseen_where_the_engine_prints_one_and_nowhere_else(
    text: str, boxes: Callable[..., set[str]]
) -> None:
    assert unset(text, NONE) == boxes(text, "font-family: 'Source Sans Pro'")


@pytest.mark.parametrize("style", ["font-style: italic", "font-weight: 600", "font: italic 900 9pt 'Source Serif Pro'"])
def test_a_character_that_a_face_lacks_is_lent_by_another(style: str, boxes: Callable[..., set[str]]) -> None:
    """The italics have half of the characters of the upright faces: an author need not know which."""
    assert boxes("Ж → ✓ ☐ ǘ ẞ", style) == set()


def test_of_two_marks_one_that_becomes_a_letter_does_not_excuse_the_other() -> None:
    assert unset("=\u0338", NONE) == frozenset()
    assert unset("=\u0338 x\u0338", NONE) == {"\u0338"}
    assert unicodedata.combining("\u20dd") == 0  # a circle around a letter: a mark that never becomes part of it
    assert unset("a\u20dd", NONE) == {"\u20dd"}


def test_a_template_lends_its_own_typefaces(tmp_path: Path) -> None:
    """In whatever file they come, and beside whatever else stands in the folder."""
    assert unset("✔ ا 中", tmp_path) == {"✔", "ا", "中"}
    typeface(tmp_path / "deep/check.ttf", "✔")
    one, other = (TTFont(typeface(tmp_path / f"x/{char}.ttf", char)) for char in "ا中")
    collection = TTCollection()
    collection.fonts = [one, other]
    collection.save(tmp_path / "both.ttc")
    one.close()
    other.close()
    shutil.rmtree(tmp_path / "x")
    (tmp_path / "LICENSE.txt").write_text("Open Font License", encoding="utf-8")
    (tmp_path / "empty.otf").touch()
    (tmp_path / "broken.ttf").write_bytes((tmp_path / "deep/check.ttf").read_bytes()[:300])
    assert unset("✔ ا 中 ★", tmp_path) == {"★"}


def test_a_typeface_that_is_replaced_is_read_again(tmp_path: Path) -> None:
    file = typeface(tmp_path / "a.ttf", "✔")
    assert unset("✔★", tmp_path) == {"★"}
    before = file.stat().st_mtime_ns
    typeface(file, "★")
    assert file.stat().st_mtime_ns != before
    assert unset("✔★", tmp_path) == {"✔"}


def test_a_glyph_for_nothing_is_no_character(tmp_path: Path) -> None:
    """A typeface may map a character to its empty box: it is printed as one."""
    font = TTFont(typeface(tmp_path / "a.ttf", "✔", "★"))
    for table in font["cmap"].tables:
        table.cmap[ord("★")] = ".notdef"
    font.save(tmp_path / "a.ttf")
    font.close()
    assert unset("✔★", tmp_path) == {"★"}
