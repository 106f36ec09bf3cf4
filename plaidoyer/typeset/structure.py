"""What a PDF tells of its own structure: the tree of tags, made from the boxes of a page that was laid out.

WeasyPrint 70 tags every piece of every box, page by page: a paragraph that goes on overleaf is two, a line is a span,
a table has its head again on each page, notes and languages are lost. Here the tree follows the HTML: one element of
it for each that means something, in the order of the HTML, wherever its pieces stand (ISO 32000-1, 14.7 and 14.8;
ISO 14289-1, 7). What repeats, and what stands in the margins of a page, is marked as an artifact. A footnote is heard
after its call.

Nothing that is seen changes. What a campaign is, this module does not know; what ``tags`` mends comes after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pydyf import PDF
    from weasyprint import Document

Box = Any
Tag = Any
"""A structure element, a dictionary of pydyf."""

_SVG = "{http://www.w3.org/2000/svg}svg"
_POINTS = 0.75  # in a pixel of CSS

# Types of ISO 32000-1, 14.8.4, and three of ISO 32000-2 that say more: see _ROLES. What is not here is no element
# of the tree: its words belong to what it stands in.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("div", "header", "footer", "nav", "figure", "address", "hgroup", "details", "form"), "Div"),
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    **dict.fromkeys(("p", "pre", "summary"), "P"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), "L"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "em": "Em",
    "strong": "Strong",
    "q": "Quote",
    "code": "Code",
    "abbr": "Span",
}
_ROLES: Mapping[str, str] = {"Em": "Span", "Strong": "Span", "Aside": "Sect"}
"""What a reader of PDF 1.7 takes types of PDF 2.0 for."""

_OLD = frozenset({"Art", "BlockQuote", "TOC", "TOCI", "Quote", "Reference", "Code"})
"""Types that are no longer in the namespace of PDF 2.0."""

_PICTURES = frozenset({"img", _SVG, "object", "embed"})
_ROWS = frozenset({"THead", "TBody", "TFoot"})
_BARE = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "L", "TOC", "Table", "TR", *_ROWS})
"""Types that hold no words: those that stand in them alone are a paragraph."""

_IN_LINE = frozenset({"Span", "Em", "Strong", "Quote", "Code", "Link", "Reference"})
_AT_ONCE = frozenset({"TR", "TH", "TD"})  # elements of the tree even where they are empty
_LAST = 1 << 60

_NUMBERINGS: Mapping[str, str] = {
    **{name: name.title() for name in ("disc", "circle", "square", "decimal")},
    **{f"{case}-{name}": f"{case.title()}Alpha" for case in ("lower", "upper") for name in ("alpha", "latin")},
    **{f"{case}-roman": f"{case.title()}Roman" for case in ("lower", "upper")},
}


def write_pdf(document: Document, finisher: Callable[[Document, PDF], None], **options: Any) -> bytes:
    """``document.write_pdf`` with the tree of this module in place of the engine's own.

    ``finisher`` is called as the engine calls it, once the tree is whole; a variant among ``options`` must be tagged.
    Raises RuntimeError where the engine no longer makes its tree in the way that is known here.
    """
    from weasyprint.pdf import tags

    tree = _Tree()

    def finish(document: Document, pdf: PDF) -> None:
        if tree.pages != len(document.pages):
            raise RuntimeError("the engine no longer asks for tags page by page")
        tree.finish()
        finisher(document, pdf)

    known = tags._build_box_tree
    tags._build_box_tree = tree.page
    try:
        pdf: bytes = document.write_pdf(finisher=finish, **options)
    finally:
        tags._build_box_tree = known
    return pdf


class _Cell(Struct):
    """A cell of a table: where it begins and how far it goes are told by its row and its spans."""

    node: _Node
    element: Element
    columns: int
    rows: int


class _Node(Struct, eq=False):
    """An element of the tree. Its ``tag`` is made with its first content: what holds nothing is not written.

    ``rank`` is its place in the HTML, below zero where it goes with what stands before it. ``extra`` are entries of
    its tag. Where ``flat``, nothing in it is an element. ``part`` is the paragraph for bare words, or the item of a
    list, that was begun last; ``cells`` are those of a row, ``rows`` those of a table.
    """

    kind: str
    holder: _Node | None = None
    rank: int = -1
    lang: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    flat: bool = False
    bare: bool = False
    contents: bool = False
    label: str = ""
    tag: Tag = None
    page: int = -1
    furthest: int = -1
    part: _Node | None = None
    rows: list[_Node] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)

    def chain(self) -> Iterator[_Node]:
        """This element, what holds it, and so on."""
        node: _Node | None = self
        while node is not None:
            yield node
            node = node.holder


class _Tree:
    """The tree of one document, as it grows from page to page."""

    def __init__(self) -> None:
        import pydyf
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.absolute import AbsolutePlaceholder
        from weasyprint.logger import LOGGER

        class Continued(pydyf.Dictionary):  # type: ignore[misc]
            """Content on another page than that of its element. It can be looked for among references."""

            __hash__ = object.__hash__

        self.pages = 0
        self._new, self._list, self._text, self._continued = pydyf.Dictionary, pydyf.Array, pydyf.String, Continued
        self._boxes, self._placeholder, self._log = boxes, AbsolutePlaceholder, LOGGER
        self._nodes: dict[tuple[Element, str], _Node] = {}
        self._ranks: dict[Element, int] = {}
        self._made: dict[bytes, _Node] = {}
        self._named: dict[str, _Node] = {}
        self._unordered: dict[bytes, _Node] = {}
        self._notes: list[tuple[_Node, _Node]] = []
        self._items: list[tuple[_Node, str]] = []
        self._tables: list[_Node] = []

    # Pages ---------------------------------------------------------------------------------------

    def page(
        self,
        box: Box,
        document: Tag,
        pdf: PDF,
        number: int,
        numbers: dict[int, Any],
        annotations: list[tuple[bytes, Tag]],
        marks: dict[Box, dict[str, Any]],
    ) -> tuple[()]:
        """Take in a page. This is called in place of the engine's own function, which has the same arguments.

        ``numbers`` is given the element that each mark of content belongs to, ``annotations`` those of links; of
        ``marks``, by box, none is left. The elements are put into that of the ``document`` here.
        """
        self._pdf, self._number, self._annotations, self._marks = pdf, number, annotations, marks
        self._numbers, self._here, self._height = numbers, pdf.page_references[number], box.margin_height()
        self._places: dict[int, int] = {}
        html, *others = box.children
        if not self.pages:
            self._begin(document, html.element)
        self.pages += 1
        for child in html.children:
            if child.style["position"] == "fixed" and not isinstance(child, self._placeholder):
                self._leave(child, {"Type": "/Pagination"})  # that of another page, again
            else:
                self._visit(child, self._root)
        for child in others:
            if isinstance(child, self._boxes.MarginBox):
                self._leave(child, _pagination(child.at_keyword))
            else:
                self._visit(child, self._root)
        for mark in range(max(numbers, default=0)):
            numbers.setdefault(mark, "null")
        return ()

    def _begin(self, document: Tag, html: Element) -> None:
        self._root = _Node("Document", lang=html.get("lang", ""), tag=document)
        self._space = document.get("NS")  # that of PDF 2.0, where this is one
        self._nodes[html, "html"] = self._made[document.reference] = self._root
        self._ranks = {element: rank for rank, element in enumerate(html.iter())}

    def _visit(self, box: Box, node: _Node) -> None:
        """Take in a box, and what is in it, that stands in an element of the tree."""
        if isinstance(box, self._boxes.TextBox):
            self._put(box, node)
            return
        if isinstance(box, self._placeholder):
            box = box._box
        if self._is_repeated(box):
            self._leave(box, {"Type": "/Pagination"})
            return
        inner = self._node(box, node)
        if box.link_annotation:
            inner = self._linked(box, inner)
        if box.widget_annotation:
            self._attach(_Node("Form", inner), box.widget_annotation)
        if isinstance(box, self._boxes.ReplacedBox):
            self._picture(box, inner)
        words = None
        for child in box.children:
            if not isinstance(child, self._boxes.LineBox):
                self._visit(child, inner)
                continue
            if inner.kind in _BARE:
                words = words or self._paragraph(inner)
            for part in child.children:
                self._visit(part, words or inner)

    def _is_repeated(self, box: Box) -> bool:
        """Whether a box is the head or the foot of a table, and not the first that is shown of it."""
        if isinstance(box, self._boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            node = self._nodes.get((box.element, box.element_tag))
            return node is not None and node.tag is not None
        return False

    # Elements ------------------------------------------------------------------------------------

    def _node(self, box: Box, node: _Node) -> _Node:
        """The element of the tree that the content of a box goes to; that which it stands in where it is none."""
        element, name = box.element, box.element_tag
        if element is None or node.flat:
            return node
        found = self._nodes.get((element, name))
        if found is None:
            return self._begun(box, node)
        if node.bare and found is node.holder:
            return node
        if found.kind in _IN_LINE and found not in node.chain() and not self._is_open(found, node):
            found = new = self._begun(box, node)
            while new is not node:
                new.rank, new = -1, new.holder or node
        elif found.kind == "Figure" and found.page != self._number:
            found.extra.pop("A", None)  # it has no one frame
        return found

    def _is_open(self, found: _Node, node: _Node) -> bool:
        """Whether what comes next in ``node`` may go to an element of a line that was begun there."""
        while found is not node:
            holder = found.holder
            if holder is None or found.tag is None or holder.tag["K"][-1] != found.tag.reference:
                return False
            found = holder
        return True

    def _begun(self, box: Box, node: _Node) -> _Node:
        """A new element of the tree for that of a box, or what it stands in."""
        element, name = box.element, box.element_tag
        match name:
            case "li":
                new = self._item(element, node)
            case "dt" | "dd":
                new = self._term(element, name, node)
            case "li::marker":
                return self._label(box, node)
            case "a" if box.link_annotation:
                new = self._link(box, node)
            case _ if name.endswith("::footnote-call"):
                new = self._call(element, name, node)
            case _ if name.endswith("::footnote-marker"):
                new = _Node("Lbl", node)
            case "div" if node.kind == "L":
                return node
            case _:
                kind, extra = self._kind(box, node)
                if not kind:
                    return node
                new = self._child(kind, node, element, extra)
        self._nodes[element, name] = new
        if name == element.tag:
            self._named.setdefault(element.get("id", ""), new)
        return new

    def _kind(self, box: Box, node: _Node) -> tuple[str, dict[str, Any]]:
        """Type and entries of the element for a box; no type where none is called for."""
        element, name = box.element, box.element_tag
        if element.get("role") == "img" and element.get("aria-label") and name == element.tag:
            return "Figure", {"Alt": self._text(element.get("aria-label")), **self._frame(box)}
        kind = _KINDS.get(name, "")
        if kind == "L" and node.contents:
            return "TOC", {}
        if not kind and element.get("lang", node.lang) != node.lang and name == element.tag:
            return ("Span" if isinstance(box, self._boxes.InlineLevelBox) else "Div"), {}
        if name == "abbr" and (long := element.get("title")):
            return kind, {"E": self._text(long)}
        if kind in ("TH", "TD"):
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            wider = {key: span for key, span in spans.items() if span != 1}
            return kind, {"A": self._new({"O": "/Table", **wider})}
        return kind, {}

    def _child(self, kind: str, node: _Node, element: Element | None, extra: dict[str, Any] | None = None) -> _Node:
        """An element in another, or beside a paragraph of bare words."""
        if node.bare and (kind not in _IN_LINE and (kind != "Figure" or node.tag is None)):
            node.tag = None  # words that follow are another paragraph
            node = node.holder or node
        new = _Node(kind, node, lang=node.lang, extra=extra or {}, contents=node.contents)
        if element is not None:
            new.rank = _LAST if kind == "TFoot" else self._ranks.get(element, -1)
            lang = element.get("lang") or node.lang
            if lang != node.lang:
                new.lang, new.extra["Lang"] = lang, self._text(lang)
            new.contents |= element.tag == "nav"
            new.flat = kind == "Figure"
        self._enter(new, element)
        return new

    def _enter(self, new: _Node, element: Element | None) -> None:
        """Note rows and cells, which their table will need whole."""
        if new.kind == "Table":
            self._tables.append(new)
        table = next((one for one in new.chain() if one.kind == "Table"), None)
        if new.kind == "TR" and table:
            table.rows.append(new)
        if new.kind in ("TH", "TD") and element is not None and new.holder and new.holder.kind == "TR":
            spans = new.extra["A"]
            new.holder.cells.append(_Cell(new, element, spans.get("ColSpan", 1), spans.get("RowSpan", 1)))
        if new.kind in _AT_ONCE:
            self._tag(new)

    def _paragraph(self, node: _Node) -> _Node:
        """The paragraph for words that stand in ``node`` alone: that which the page before left open, or a new one."""
        last = node.part
        going_on = last and last.bare and last.tag and last.page != self._number
        if last and going_on and node.tag["K"][-1] == last.tag.reference:
            return last
        node.part = _Node("P", node, lang=node.lang, bare=True, contents=node.contents)
        return node.part

    def _item(self, element: Element, node: _Node) -> _Node:
        if node.kind == "TOC":
            item = self._child("TOCI", node, element)
            self._items += [(item, (link.get("href") or "")[1:]) for link in list(element.iter("a"))[:1]]
            return item
        item = self._child("LI", node, element)
        return _Node("LBody", item, lang=item.lang, contents=item.contents)

    def _term(self, element: Element, name: str, node: _Node) -> _Node:
        """A term begins an item of a list, and is its label; what it is said to be is the body of that item."""
        if name == "dt" or not node.part or node.part.bare:
            node.part = self._child("LI", node, element)
        new = self._child("Lbl" if name == "dt" else "LBody", node.part, element)
        if self._space and name == "dt":
            node.extra["A"] = self._new({"O": "/List", "ListNumbering": "/Description"})
        return new

    def _label(self, box: Box, node: _Node) -> _Node:
        """The label of an item, before its body; the list says of what sort its labels are."""
        item = node.holder if node.kind == "LBody" else node
        if item and item.kind == "LI" and item.holder and item.holder.kind == "L":
            style = box.style["list_style_type"]
            other = "Unordered" if self._space else "Disc"
            numbering = _NUMBERINGS.get(style, other) if isinstance(style, str) else other
            item.holder.extra.setdefault("A", self._new({"O": "/List", "ListNumbering": f"/{numbering}"}))
        return _Node("Lbl", item, lang=node.lang)

    # Links and notes -----------------------------------------------------------------------------

    def _link(self, box: Box, node: _Node) -> _Node:
        """An address that is a link; one to another place of the document is a reference."""
        element = box.element
        label = element.get("aria-label") or element.get("title") or ""
        if "Dest" in box.link_annotation:
            label = label or " ".join("".join(element.itertext()).split())
            node = self._child("Reference", node, element)
            link = self._child("Link", node, None)
        else:
            link = self._child("Link", node, element)
        link.label = label
        return link

    def _linked(self, box: Box, node: _Node) -> _Node:
        """Attach the link of a box to the element for it; what the words of the box go to."""
        link = next((one for one in node.chain() if one.kind == "Link"), None)
        inner = node
        if link is None:
            key = box.element, "link"
            link = self._nodes.get(key)
            if link is None or link.holder is not node or not self._is_open(link, node):
                link = self._nodes[key] = self._child("Link", node, None)
                link.flat = node.flat
            inner = link
        self._attach(link, box.link_annotation)
        return inner

    def _attach(self, node: _Node, annotation: Tag) -> None:
        reference = self._new({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._here})
        self._pdf.add_object(reference)
        tag = self._tag(node)
        tag["K"].append(reference.reference)
        self._annotations.append((tag.reference, annotation))
        if node.label:
            annotation["Contents"] = self._text(node.label)

    def _call(self, element: Element, name: str, node: _Node) -> _Node:
        """The call of a footnote. The note is begun with it, and holds nothing until its own box is met."""
        call = self._child("Reference", node, element)
        block = next(one for one in node.chain() if one.kind not in _IN_LINE)
        note = _Node("FENote" if self._space else "Note", block, lang=block.lang)
        note.extra["ID"] = self._text(f"note-{len(self._notes) + 1}")
        if (lang := element.get("lang") or note.lang) != note.lang:
            note.lang, note.extra["Lang"] = lang, self._text(lang)
        self._nodes[element, name.partition("::")[0]] = note
        self._notes.append((call, note))
        return call

    # Content -------------------------------------------------------------------------------------

    def _tag(self, node: _Node) -> Tag:
        """The dictionary of an element, made and put into that which holds it where it was not."""
        if node.tag is None and node.holder is not None:
            holder = self._tag(node.holder)
            node.tag = self._new({"Type": "/StructElem", "S": f"/{node.kind}", "K": self._list()})
            node.tag["P"] = holder.reference
            if self._space and node.kind not in _OLD:
                node.tag["NS"] = self._space
            self._pdf.add_object(node.tag)
            self._made[node.tag.reference] = node
            if node.kind not in ("Note", "FENote"):  # their place is known at the end
                holder["K"].append(node.tag.reference)
                if -1 < node.rank < node.holder.furthest:
                    self._unordered[holder.reference] = node.holder
                node.holder.furthest = max(node.holder.furthest, node.rank)
        return node.tag

    def _put(self, box: Box, node: _Node) -> None:
        """Let what was drawn of a box belong to an element."""
        mark = self._marks.pop(box, None)
        if mark is None:  # it was not drawn
            return
        if node.bare and node.tag is None and isinstance(box, self._boxes.TextBox) and not box.text.strip():
            self._decorate(mark["mcid"], {"Type": "/Layout"})
            return
        tag = self._tag(node)
        here = tag.setdefault("Pg", self._here)
        number = mark["mcid"]
        same = here == self._here
        tag["K"].append(number if same else self._continued({"Type": "/MCR", "Pg": self._here, "MCID": number}))
        self._numbers[number] = tag.reference
        node.page = self._number

    def _picture(self, box: Box, node: _Node) -> None:
        """A picture of the page, with the words that stand for it; pictures of a style sheet are decoration."""
        element, name = box.element, box.element_tag
        if node.flat:
            self._put(box, node)
            return
        if name not in _PICTURES:
            self._leave(box, {"Type": "/Layout"})
            return
        if name == _SVG:
            title = element.findtext("{http://www.w3.org/2000/svg}title")
        else:
            title = element.get("alt") or element.get("aria-label")
            if not title:
                self._log.error('Image "%s" has no required alt description', element.get("src", "unknown"))
        extra = self._frame(box) | ({"Alt": self._text(title)} if title else {})
        self._put(box, self._child("Figure", node, element, extra))

    def _frame(self, box: Box) -> dict[str, Any]:
        """Where a picture stands on its page, in points from the lower left corner."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._height - top - box.height, left + box.width, self._height - top)
        frame = self._list(round(corner * _POINTS, 3) for corner in corners)
        return {"A": self._new({"O": "/Layout", "BBox": frame})}

    def _leave(self, box: Box, properties: Mapping[str, Any], link: _Node | None = None) -> None:
        """Mark all that was drawn of a box as an artifact; its links are those of the element that they go to."""
        if isinstance(box, self._placeholder):
            box = box._box
        if mark := self._marks.pop(box, None):
            self._decorate(mark["mcid"], properties)
        if box.link_annotation:
            key = box.element, box.element_tag
            link = link or self._nodes.get(key) or self._nodes.setdefault(key, _Node("Link", self._root))
            self._attach(link, box.link_annotation)
        for child in box.children:
            self._leave(child, properties, link)

    def _decorate(self, number: int, properties: Mapping[str, Any]) -> None:
        """Mark content as an artifact, in the stream of the page that it was drawn on."""
        page = self._pdf.objects[int(self._here.split()[0])]
        stream = self._pdf.objects[int(page["Contents"].split()[0])].stream
        if not self._places:
            drawn = ((place, item) for place, item in enumerate(stream) if isinstance(item, dict))
            self._places = {item["MCID"]: place for place, item in drawn if "MCID" in item}
        place = self._places.get(number)
        if place is not None:  # else it was drawn apart, behind « opacity », which is told elsewhere
            stream[place - 1 : place + 1] = "/Artifact", self._new(properties)

    # The end -------------------------------------------------------------------------------------

    def finish(self) -> None:
        """What can only be said of a tree that is whole."""
        root = self._pdf.objects[int(self._root.tag["P"].split()[0])]
        for holder in self._unordered.values():
            self._order(holder.tag["K"])
        self._place_notes()
        for number, table in enumerate(self._tables):
            self._head(table, number)
        if self._space:
            for item, name in self._items:
                if item.tag and (target := self._named.get(name)) and target.tag:
                    item.tag["Ref"] = self._list([target.tag.reference])
        else:
            root["RoleMap"] = self._new({kind: f"/{role}" for kind, role in _ROLES.items()})
        for node in self._made.values():
            if node.tag is not None:  # a paragraph of bare words was ended by what stands beside it
                node.tag.update(node.extra)
        named = {node.extra["ID"]: node for node in self._made.values() if "ID" in node.extra}
        if named:
            names = sorted(named.items(), key=lambda item: str(item[0].string))
            identifiers = self._new(
                {"Names": self._list(one for id_, node in names for one in (id_, node.tag.reference))}
            )
            self._pdf.add_object(identifiers)
            root["IDTree"] = identifiers.reference

    def _order(self, kids: list[Any]) -> None:
        """Put what an element holds into the order of the HTML."""
        keys, rank = [], -1
        for kid in kids:
            node = self._made.get(kid) if isinstance(kid, bytes) else None
            rank = node.rank if node and node.rank >= 0 else rank
            keys.append(rank)
        kids[:] = [kids[at] for at in sorted(range(len(kids)), key=keys.__getitem__)]

    def _place_notes(self) -> None:
        """Each note after its call, where it stands in the HTML."""
        for call, note in self._notes:
            if note.tag is None or call.tag is None:
                continue
            if self._space:
                note.extra["A"] = self._new({"O": "/FENote", "NoteType": "/Footnote"})
                note.extra["Ref"] = self._list([call.tag.reference])
                call.extra["Ref"] = self._list([note.tag.reference])
            note.tag["P"] = call.tag["P"]
            kids = self._pdf.objects[int(call.tag["P"].split()[0])]["K"]
            kids.insert(kids.index(call.tag.reference) + 1, note.tag.reference)

    def _head(self, table: _Node, number: int) -> None:
        """Say what each head cell of a table is the head of, and of each other cell which are its heads."""
        rows = sorted(table.rows, key=lambda row: (row.holder.rank if row.holder else -1, row.rank))
        taken: defaultdict[int, set[int]] = defaultdict(set)
        of_rows: defaultdict[int, list[Any]] = defaultdict(list)
        of_groups: defaultdict[int, list[Any]] = defaultdict(list)
        of_columns: defaultdict[int, list[Any]] = defaultdict(list)
        waiting: list[tuple[int, int, _Cell, list[Any]]] = []
        for index, row in enumerate(rows):
            group = id(row.holder)
            all_heads = all(cell.node.kind == "TH" for cell in row.cells) or (row.holder or row).kind == "THead"
            column = 0
            for cell in row.cells:
                while column in taken[index]:
                    column += 1
                across = range(column, column + cell.columns)
                down = range(index, min(index + cell.rows, len(rows)))
                for below in down:
                    taken[below].update(across)
                if cell.node.kind == "TH":
                    name = cell.node.extra["ID"] = self._text(f"head-{number}-{index}-{column}")
                    scope = cell.element.get("scope", "")
                    of_row = scope.startswith("row") or (not scope.startswith("col") and not all_heads and not column)
                    cell.node.extra["A"]["Scope"] = "/Row" if of_row else "/Column"
                    if scope == "rowgroup":
                        of_groups[group].append(name)
                    elif of_row:
                        for below in down:
                            of_rows[below].append(name)
                    else:
                        for aside in across:
                            of_columns[aside].append(name)
                else:
                    above = [*of_groups[group], *(name for one in across for name in of_columns[one])]
                    waiting.append((index, down.stop, cell, above))
        for index, stop, cell, above in waiting:
            names = [name for one in range(index, stop) for name in of_rows[one]] + above
            if names:
                cell.node.extra["A"]["Headers"] = self._list(dict.fromkeys(names))


def _pagination(place: str) -> Mapping[str, Any]:
    """What is said of the words of a page margin, named as in CSS."""
    for side, kind in (("@top", "/Header"), ("@bottom", "/Footer")):
        if place.startswith(side):
            return {"Type": "/Pagination", "Subtype": kind}
    return {"Type": "/Pagination"}
