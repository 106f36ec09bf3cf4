"""What no tag can mend, in sentences: no file passes for one that can be read aloud, or archived, that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plaidoyer.typeset.tagging.described import picture_words
from plaidoyer.typeset.tagging.kinds import HELD, HOLDS, LISTS, SVG
from plaidoyer.typeset.tagging.nodes import Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pydyf import PDF

_PRESS = (b"/DeviceCMYK cs", b"/DeviceCMYK CS")
_LONG = 80  # characters of an address: a picture may be its own


def wordless(page: Element) -> Iterator[str]:
    """A sentence where a drawing of a page has no title, which is all of it that is read aloud."""
    drawings = list(page.iter(SVG))
    inner = {inside for one in drawings for inside in one.iter(SVG) if inside is not one}
    if any(one not in inner and not picture_words(one).strip() for one in drawings):
        yield "a drawing says nothing to who does not see it: begin it with « <title> » and its words"


def silent(pictures: Iterable[str]) -> Iterator[str]:
    """A sentence for each picture, by its address, that nothing is said of."""
    for address in pictures:
        yield f"a picture says nothing to who does not see it: give « {address[:_LONG]} » words, in « alt »"


def misplaced(root: Node) -> Iterator[str]:
    """A sentence where elements of lists or tables are in places where none may be."""
    for node in root.walk():
        kinds = [kid.kind for kid in node.nodes()]
        inside, around = HOLDS.get(node.kind, kinds), HELD.get(node.kind)
        strangers = any(kind not in inside for kind in kinds)
        stray = around is not None and (node.holder is None or node.holder.kind not in around)
        if strangers or stray or (node.kind == "Table" and kinds.count("Caption") > 1):
            what = "list" if node.kind in LISTS else "table"
            yield f"a {what} cannot be read as one: its parts are displayed as something else, or stand elsewhere"


def unfit(pdf: PDF) -> Iterator[str]:
    """Sentences about what stands in a file without tags, or in colours that it cannot hold."""
    for one in pdf.objects:
        if isinstance(one, dict):
            if one.get("Subtype") == "/Widget":
                yield "a form to be filled in on a screen cannot be archived: print lines to write on"
            continue
        extra, content = getattr(one, "extra", {}), getattr(one, "stream", ())
        if extra.get("Subtype") == "/Form" and any(isinstance(item, dict) and "MCID" in item for item in content):
            yield "words behind « opacity » are not read aloud: use a colour that lets others through, rgb(… / 50%)"
        if extra.get("ColorSpace") == "/DeviceCMYK" or any(item in _PRESS for item in content):
            yield "colours of a printing press (CMYK) cannot be archived: use those of a screen (RGB)"
