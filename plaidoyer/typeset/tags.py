"""The tags of a PDF, mended: the tree that tells who does not see a page what is a heading, a list, a table, a link.

WeasyPrint 70 gives each box the tag of its element. Where HTML allows what PDF/UA-1 (ISO 14289-1) and the structure
types of ISO 32000-1, 14.8.4 do not, the tree is mended here, for every template alike: blocks in a list item, headings
that skip a level, links with marked words in them, rows of unlike length, head cells without a scope. Nothing that is
seen changes. What cannot be mended is told in sentences, so that no file passes for readable that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import is_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pydyf import PDF

_SVG = "{http://www.w3.org/2000/svg}"

Tag = Any
"""A structure element, a dictionary of pydyf: « S » is its type, « K » what it holds, « P » what holds it."""

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_HOLDS: Mapping[str, frozenset[str]] = {
    "/L": frozenset({"/LI", "/L", "/Caption"}),
    "/LI": frozenset({"/Lbl", "/LBody"}),
    "/Table": frozenset({"/TR", "/THead", "/TBody", "/TFoot", "/Caption"}),
    "/THead": frozenset({"/TR"}),
    "/TBody": frozenset({"/TR"}),
    "/TFoot": frozenset({"/TR"}),
    "/TR": frozenset({"/TH", "/TD"}),
}
_HELD: Mapping[str, frozenset[str]] = {
    "/LI": frozenset({"/L"}),
    "/Lbl": frozenset({"/LI", "/TOCI", "/Note"}),
    "/LBody": frozenset({"/LI"}),
    "/TR": frozenset({"/Table", "/THead", "/TBody", "/TFoot"}),
    "/THead": frozenset({"/Table"}),
    "/TBody": frozenset({"/Table"}),
    "/TFoot": frozenset({"/Table"}),
    "/TH": frozenset({"/TR"}),
    "/TD": frozenset({"/TR"}),
}
_PRESS = (b"/DeviceCMYK cs", b"/DeviceCMYK CS")
_ROWS = frozenset({"/THead", "/TBody", "/TFoot"})
_LISTS, _TABLES = frozenset({"/L", "/LI", "/Lbl", "/LBody"}), frozenset({"/Table", "/TR", "/TH", "/TD", *_ROWS})


def mend(pdf: PDF) -> tuple[str, ...]:
    """Mend the tags of a PDF in place, before it is written; sentences about what cannot be mended."""
    tree = _Tree(pdf)
    for step in (_level_headings, _gather_links, _shape_lists, _shape_tables):
        step(tree)
    return tuple(dict.fromkeys((*_misplaced(tree), *_split_cells(tree), *_untagged(pdf))))


def wordless(page: Element) -> Iterator[str]:
    """A sentence where a drawing of a page has no title, which is all of it that is read aloud."""
    drawings = [one for one in page.iter(f"{_SVG}svg") if not (one.findtext(f"{_SVG}title") or "").strip()]
    inner = {id(inside) for one in page.iter(f"{_SVG}svg") for inside in one.iter(f"{_SVG}svg") if inside is not one}
    if any(id(one) not in inner for one in drawings):
        yield "a drawing says nothing to who does not see it: begin it with « <title> » and its words"


class _Tree:
    """The structure elements of a PDF, and the few things that one can do to them."""

    def __init__(self, pdf: PDF) -> None:
        self._pdf = pdf
        tags: list[Tag] = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
        self._tags: dict[bytes, Tag] = {one.reference: one for one in tags}
        root = next(one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructTreeRoot")
        # Keys and values in turn; a value is a reference, or a list of them, never a number.
        self._numbers = self._object(root["ParentTree"])["Nums"]
        self.top = self._tags[root["K"][0]]

    def walk(self) -> Iterator[Tag]:
        """Every element, what holds before what is held, in the order of reading.

        What an element holds is looked up once it has been given: it may be changed meanwhile.
        """
        waiting = [self.top]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting += reversed(list(self.held(tag)))

    def held(self, tag: Tag) -> Iterator[Tag]:
        """The elements in another; marks of content and links to annotations are none."""
        return (self._tags[kid] for kid in tag["K"] if kid in self._tags)

    def holder(self, tag: Tag) -> Tag:
        """What holds an element; itself for the topmost."""
        return self._tags.get(tag["P"], tag)

    def annotations(self, tag: Tag) -> Iterator[tuple[bytes, Tag]]:
        """The links that stand for an element, by the reference that it holds."""
        for kid in tag["K"]:
            if isinstance(kid, bytes) and kid not in self._tags:
                annotation = self._object(self._object(kid)["Obj"])
                if annotation["Subtype"] == "/Link":
                    yield kid, annotation

    def _object(self, reference: bytes) -> Tag:
        return self._pdf.objects[int(reference.split()[0])]

    def give(self, reference: bytes, annotation: Tag, tag: Tag, other: Tag) -> None:
        """Let a link stand for another element than it did."""
        tag["K"].remove(reference)
        other["K"].append(reference)
        self._numbers[self._numbers.index(annotation["StructParent"]) + 1] = other.reference

    def new(self, kind: str, holder: Tag, like: Tag) -> Tag:
        """A new element of a kind for ``holder``, on the page of ``like``; it is not put anywhere yet."""
        import pydyf

        tag = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "P": holder.reference})
        if "Pg" in like:
            tag["Pg"] = like["Pg"]
        self._pdf.add_object(tag)
        self._tags[tag.reference] = tag
        return tag

    def append(self, holder: Tag, kind: str) -> None:
        """Put a new and empty element last into another."""
        holder["K"].append(self.new(kind, holder, holder).reference)

    def wrap(self, holder: Tag, kinds: Iterable[str], wanted: Callable[[Tag], bool]) -> None:
        """Put each run of elements that are ``wanted`` in a holder into new ones of these kinds, outermost first."""
        kids: list[Any] = []
        for wraps, run in groupby(holder["K"], lambda kid: kid in self._tags and wanted(self._tags[kid])):
            if not wraps:
                kids += run
                continue
            inside = list(run)
            around = holder
            for kind in kinds:
                new = self.new(kind, around, self._tags[inside[0]])
                (kids if around is holder else around["K"]).append(new.reference)
                around = new
            around["K"].extend(inside)
            for kid in inside:
                self._tags[kid]["P"] = around.reference
        holder["K"][:] = kids


# What is mended ---------------------------------------------------------------------------------------


def _level_headings(tree: _Tree) -> None:
    """The first heading is of level 1, and none more than one level below the one before (ISO 14289-1, 7.4.2)."""
    level = 0
    for tag in tree.walk():
        if tag["S"] in _HEADINGS:
            level = min(_HEADINGS[tag["S"]], level + 1)
            tag["S"] = f"/H{level}"


def _gather_links(tree: _Tree) -> None:
    """Each part of a link is a link of its own, and tagged as marked words, not as one: it goes to the link around it.

    Where there is none, the part becomes one (ISO 14289-1, 7.18.5).
    """
    for tag in list(tree.walk()):
        links = list(tree.annotations(tag))
        if not links or tag["S"] == "/Link":
            continue
        around = tag
        while around["S"] != "/Link" and around is not tree.top:
            around = tree.holder(around)
        if around is tree.top:
            tree.wrap(tree.holder(tag), ("/Link",), partial(is_, tag))
            around = tree.holder(tag)
        for reference, annotation in links:
            tree.give(reference, annotation, tag, around)


def _shape_lists(tree: _Tree) -> None:
    """A list holds items, an item a label and a body (ISO 32000-1, table 336); a label in the body is words of it."""
    for tag in tree.walk():
        match tag["S"]:
            case "/Lbl" | "/LBody" if tree.holder(tag)["S"] not in _HELD[tag["S"]]:
                tag["S"] = "/NonStruct"
            case "/L":
                tree.wrap(tag, ("/LI", "/LBody"), lambda kid: kid["S"] not in _HOLDS["/L"])
            case "/LI":
                tree.wrap(tag, ("/LBody",), lambda kid: kid["S"] not in _HOLDS["/LI"])
            case _:
                tree.wrap(tag, ("/L",), lambda kid: kid["S"] == "/LI")


def _shape_tables(tree: _Tree) -> None:
    """Rows have one length, head cells say what they head, a head is followed by a body (ISO 14289-1, 7.2 and 7.5)."""
    for table in tree.walk():
        if table["S"] != "/Table":
            continue
        parts = [part for part in tree.held(table) if part["S"] in _ROWS]
        if any(part["S"] == "/THead" for part in parts) and all(part["S"] != "/TBody" for part in parts):
            tree.append(table, "/TBody")
        rows = list(_rows(tree, table))
        lengths = _lengths(tree, rows)
        for row, length in zip(rows, lengths, strict=True):
            for _ in range(max(lengths, default=0) - length):
                tree.append(row, "/TD")
        for row in rows:
            cells = list(tree.held(row))
            heads = tree.holder(row)["S"] == "/THead" or all(cell["S"] == "/TH" for cell in cells)
            for number, cell in enumerate(cells):
                if cell["S"] == "/TH":
                    cell["A"].setdefault("Scope", "/Column" if heads or number else "/Row")


def _rows(tree: _Tree, table: Tag) -> Iterator[Tag]:
    for part in tree.held(table):
        if part["S"] == "/TR":
            yield part
        elif part["S"] in _ROWS:
            yield from (row for row in tree.held(part) if row["S"] == "/TR")


def _span(cell: Tag, name: str) -> int:
    return int(cell.get("A", {}).get(name, 1))


def _lengths(tree: _Tree, rows: list[Tag]) -> list[int]:
    """How many columns each row fills, with the cells of rows above that reach down to it."""
    lengths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in tree.held(row):
            for index in range(number, min(number + _span(cell, "RowSpan"), len(rows))):
                lengths[index] += _span(cell, "ColSpan")
    return lengths


# What is told -----------------------------------------------------------------------------------------


def _misplaced(tree: _Tree) -> Iterator[str]:
    """Elements of lists and tables in places where none may be."""
    for tag in tree.walk():
        kinds = [kid["S"] for kid in tree.held(tag)]
        inside, around = _HOLDS.get(tag["S"]), _HELD.get(tag["S"])
        wrong = (inside is not None and any(kind not in inside for kind in kinds)) or (
            around is not None and tree.holder(tag)["S"] not in around
        )
        if wrong or (tag["S"] == "/Table" and kinds.count("/Caption") > 1):
            what = "list" if tag["S"] in _LISTS else "table"
            yield f"a {what} cannot be read as one: its parts are displayed as something else, or stand elsewhere"


def _split_cells(tree: _Tree) -> Iterator[str]:
    for table in tree.walk():
        rows = list(_rows(tree, table)) if table["S"] == "/Table" else []
        for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
            if any(_span(cell, "RowSpan") > left for cell in tree.held(row)):
                yield "a cell of a table spans more rows than follow it on its page: keep these rows together"


def _untagged(pdf: PDF) -> Iterator[str]:
    """What stands in the file without tags, or in colours that it cannot hold."""
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
