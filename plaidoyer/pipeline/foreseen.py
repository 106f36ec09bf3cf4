"""What can be known of a page before it is typeset: characters that no typeface has, each with its place.

The engine would say so too, once the page is set, and without a place: what is foreseen is not told again.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from plaidoyer.checks.glyphs import RULE, in_picture, missing_glyphs
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline.page import Page
from plaidoyer.pipeline.study import Prepared
from plaidoyer.records.files import decode
from plaidoyer.records.text import images
from plaidoyer.typeset.coverage import unset
from plaidoyer.typeset.printed import of_markup, of_style

_TOLD_BY = {
    ".notdef glyph": (RULE,),
    " was not read: ": ("missing-image", "unfit-image"),
    "Failed to load image": ("missing-image", "unfit-image"),
    "(CMYK) cannot be archived": ("unfit-image",),
    "Failed to render SVG image": ("unfit-image", RULE),
    "Unknown image mode": ("unfit-image",),
    "No anchor #": ("unknown-reference",),
    "Anchor defined twice": ("duplicate-id",),
}
"""Words of the engine's, and the rules that say the same at its place."""


def missing_from_pages(prepared: Prepared, root: Path, pages: Iterable[Page]) -> tuple[Finding, ...]:
    """The characters of the pages of a brief, its drawings and the strings of its styles, that no typeface has."""
    fonts = prepared.template.folder / "fonts"
    pages = tuple(pages)
    styles = [_text(path) for path in dict.fromkeys(sheet for page in pages for sheet in page.sheets)]
    strings = "\n".join(map(of_style, styles))
    # Attributes count here too: this is only to leave most pages alone.
    found: list[Finding] = []
    if unset(html.unescape("\n".join((*(page.html for page in pages), strings))), fonts):
        printed = "\n".join((*(of_markup(page.html) for page in pages), strings))
        found += missing_glyphs(unset(printed, fonts), printed, _texts(prepared, root), prepared.brief.span)
    return (*found, *_in_drawings(prepared, root, fonts))


def _in_drawings(prepared: Prepared, root: Path, fonts: Path) -> Iterator[Finding]:
    folder = root / "briefs" / prepared.brief.slug
    for image in images(prepared.brief.blocks):
        if image.src.lower().endswith(".svg") and (folder / image.src).is_file():
            words = of_markup(_text(folder / image.src))
            yield from in_picture(unset(words, fonts), image.src, image.span)


def _texts(prepared: Prepared, root: Path) -> Mapping[str, str]:
    """The texts of the files that make a brief, its own first, then its amendments, the records, the template's."""
    template = prepared.template
    paths = {name: root / name for name in prepared.files}
    paths |= {name: template.folder / Path(name).name for name in paths if name.startswith(f"{template.shown}/")}
    own = [prepared.brief.file, *(one.file for one in prepared.brief.amendments), *prepared.records.values()]
    return {name: _text(paths[name]) for name in dict.fromkeys((*own, *sorted(paths))) if paths[name].is_file()}


def _text(path: Path) -> str:
    """The text of a file, its lines as the places of findings count them; empty where it is none."""
    return decode(path.read_bytes(), path.name)[0] or ""


def unforeseen(problems: Sequence[Finding], known: Iterable[Finding], files: frozenset[str]) -> tuple[Finding, ...]:
    """The ``problems`` of the engine, without those that ``known`` tells of already in one of a brief's ``files``."""
    rules = {finding.rule for finding in known if finding.span.file in files}
    told = [words for words, its in _TOLD_BY.items() if not rules.isdisjoint(its)]
    return tuple(one for one in problems if not any(words in one.message for words in told))
