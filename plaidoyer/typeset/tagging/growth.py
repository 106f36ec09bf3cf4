"""The tree as it grows from page to page: boxes that were laid out become nodes, and their content belongs to those.

A box is a piece of an element of the HTML, on one page, in one column or line. It finds the node that pieces before it
began, or begins one. The order of pages is not always that of the HTML: see ``finish``. Nothing here knows of the
objects of a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from plaidoyer.typeset.tagging.artifacts import LAYOUT, PAGINATION, Artifact
from plaidoyer.typeset.tagging.described import described, frame, link_words, margin, numbering, picture_words
from plaidoyer.typeset.tagging.kinds import EVEN_EMPTY, IN_LINE, PICTURES, SVG, WORDLESS
from plaidoyer.typeset.tagging.nodes import END, FIRST, Mark, Node, Spot

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Box = Any


class Growth:
    """The tree of one document. ``root`` is its topmost element, once ``page`` was called for each page in turn.

    ``notes`` are footnotes with their calls; they stand in ``root`` only once ``finish`` puts them there. ``entries``
    are items of lists of contents, with the identifier that each leads to, ``named`` the elements with an identifier.
    ``wordless`` are addresses of pictures that nothing is said of.
    """

    def __init__(self, html: Element) -> None:
        self.root = Node("Document", lang=html.get("lang", ""), placed=True)
        self.notes: list[tuple[Node, Node | None]] = []
        self.entries: list[tuple[Node, str]] = []
        self.named: dict[str, Node] = {}
        self.artifacts: list[Artifact] = []
        self.wordless: list[str] = []
        self._nodes: dict[tuple[Element, str], Node] = {(html, "html"): self.root}
        self._ranks = {element: rank for rank, element in enumerate(html.iter())}
        self._page = -1

    # Pages ---------------------------------------------------------------------------------------

    def page(self, box: Box, marks: dict[Box, dict[str, Any]]) -> None:
        """Take in the next page, by its box. ``marks`` are its pieces of content by their boxes; those met go."""
        self._page += 1
        self._marks, self._height = marks, box.margin_height()
        html, *others = box.children
        for child in html.children:
            if child.style["position"] == "fixed" and not isinstance(child, AbsolutePlaceholder):
                self._leave(child, PAGINATION)  # that of another page, again
            else:
                self._visit(child, self.root)
        for child in others:
            if isinstance(child, boxes.MarginBox):
                self._leave(child, margin(child.at_keyword))
            else:
                self._visit_notes(child)

    def _visit_notes(self, area: Box) -> None:
        """Take in the footnotes of a page. One whose call nobody hears is heard at the end."""
        for box in area.children:
            if (box.element, box.element_tag) not in self._nodes:
                self._note(box.element, box.element_tag, self.root, None)
            self._visit(box, self.root)

    def _visit(self, box: Box, around: Node) -> None:
        """Take in a box that stands in an element of the tree, and what is in it."""
        if isinstance(box, boxes.TextBox):
            self._put(box, around)
            return
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if self._is_repeated(box):
            self._leave(box, PAGINATION)
            return
        node = self._node(box, around)
        if box.link_annotation:
            node = self._linked(box, node)
        if box.widget_annotation:
            Node("Form", node, lang=node.lang).add(Spot(self._page, box.widget_annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node)
        self._visit_inside(box, node)

    def _visit_inside(self, box: Box, node: Node) -> None:
        """Take in what is in a box. The lines of one box are one paragraph, where nothing else holds their words."""
        paragraph = None
        for child in box.children:
            if not isinstance(child, boxes.LineBox):
                self._visit(child, node)
                continue
            if node.kind in WORDLESS:
                paragraph = paragraph or self._paragraph(node)
            for part in child.children:
                self._visit(part, paragraph or node)

    def _is_repeated(self, box: Box) -> bool:
        """Whether a box is the head or the foot of a table, and not the first that is shown of it."""
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            node = self._nodes.get((box.element, box.element_tag))
            return node is not None and node.placed
        return False

    # Elements ------------------------------------------------------------------------------------

    def _node(self, box: Box, around: Node) -> Node:
        """The element that the content of a box goes to; that which it stands in where it has none of its own."""
        if box.element is None or around.flat:
            return around
        found = self._nodes.get((box.element, box.element_tag))
        if found is None:
            return self._begun(box, around)
        if found.kind in IN_LINE and found not in around.chain() and not found.is_open_in(around):
            return self._begun(box, around)  # anew: what follows would be read before what stands between
        if found.kind == "Figure" and found.page != self._page:
            found.attributes.pop("BBox", None)  # it has no one frame
        return found

    def _begun(self, box: Box, around: Node) -> Node:
        """A new element for that of a box, or what it stands in."""
        element, name = box.element, box.element_tag
        match name:
            case "li":
                new = self._item(element, around)
            case "dt" | "dd":
                new = self._term(element, name, around)
            case "li::marker":
                return self._label(box)
            case "a" if box.link_annotation:
                new = self._link(box, around)
            case _ if name.endswith("::footnote-call"):
                new = self._call(element, name, around)
            case _ if name.endswith("::footnote-marker"):
                note = next((node for node in around.chain() if node.kind == "Note"), around)
                new = Node("Lbl", note, FIRST, note.lang)
            case _:
                made = None if name == "div" and around.kind == "L" else described(box, around, self._height)
                if made is None:
                    return around
                new = self._child(made, around, element)
        self._nodes[element, name] = new
        if name == element.tag:
            self.named.setdefault(element.get("id", ""), new)
        return new

    def _child(self, new: Node, around: Node, element: Element | None = None) -> Node:
        """Let a new element stand in another, or beside a paragraph of bare words."""
        if around.bare and around.holder and not _goes_into(new, around):
            around.end()
            around = around.holder
        new.holder, new.lang, new.in_contents = around, around.lang, around.in_contents
        if element is not None:
            if (element, element.tag) not in self._nodes:  # else it is a further piece, and stays where it is
                new.rank = END if new.kind == "TFoot" else self._ranks[element]
            new.lang = element.get("lang") or around.lang
            new.in_contents |= element.tag == "nav"
        if new.kind in EVEN_EMPTY:
            new.place()
        return new

    def _paragraph(self, around: Node) -> Node:
        """The paragraph for words that stand in an element alone: one that the page before left open, or a new one."""
        last = around.last
        if last and last.bare and last.page != self._page and around.last_read() is last:
            return last
        around.last = Node("P", around, lang=around.lang, bare=True, in_contents=around.in_contents)
        return around.last

    # Lists ---------------------------------------------------------------------------------------

    def _item(self, element: Element, around: Node) -> Node:
        """An item of a list: what its content goes to."""
        if around.kind == "TOC":
            item = self._child(Node("TOCI"), around, element)
            self.entries += [(item, (link.get("href") or "")[1:]) for link in list(element.iter("a"))[:1]]
            return item
        item = self._child(Node("LI"), around, element)
        return Node("LBody", item, lang=item.lang, in_contents=item.in_contents)

    def _term(self, element: Element, name: str, around: Node) -> Node:
        """A term begins an item of a list, and is its label; what it is said to be is the body of that item."""
        if name == "dt" or not around.last or around.last.bare:
            item = Node("LI", attributes={"ListNumbering": "Description"})
            around.last = self._child(item, around, element)
        return self._child(Node("Lbl" if name == "dt" else "LBody"), around.last, element)

    def _label(self, box: Box) -> Node:
        """The label of an item, wherever in it the label stands."""
        item = self._nodes[box.element, "li"]
        item = item.holder if item.kind == "LBody" and item.holder else item
        if item.kind == "LI":
            item.attributes["ListNumbering"] = numbering(box)
        return Node("Lbl", item, FIRST, item.lang)

    # Links and notes -----------------------------------------------------------------------------

    def _link(self, box: Box, around: Node) -> Node:
        """An address that is a link; one to another place of the document is a reference."""
        inner = "Dest" in box.link_annotation
        said = link_words(box.element, inner=inner)
        link = Node("Link", words={"Contents": said} if said else {})
        if inner:
            return self._child(link, self._child(Node("Reference"), around, box.element))
        return self._child(link, around, box.element)

    def _linked(self, box: Box, node: Node) -> Node:
        """Attach the link of a box to the element that is a link around it; what its words go to."""
        spot = Spot(self._page, box.link_annotation)
        if link := _link_around(node):
            link.add(spot)
            return node
        key = box.element, "link"
        link = self._nodes.get(key)
        if link is None or link.holder is not node or not link.is_open_in(node):
            link = self._nodes[key] = self._child(Node("Link", flat=node.flat), node)
        link.add(spot)
        return link

    def _call(self, element: Element, name: str, around: Node) -> Node:
        """The call of a footnote. The note is begun with it, and holds nothing until its own box is met."""
        call = self._child(Node("Reference"), around, element)
        self._note(element, name.partition("::")[0], around, call)
        return call

    def _note(self, element: Element, name: str, around: Node, call: Node | None) -> None:
        """Begin a footnote: its links and words are not those of what its call stands in."""
        block = next(node for node in around.chain() if node.kind not in IN_LINE)
        note = Node("Note", block, lang=element.get("lang") or around.lang)
        note.words["ID"], note.attributes["NoteType"] = f"note-{len(self.notes) + 1}", "Footnote"
        self._nodes[element, name] = note
        self.notes.append((note, call))

    # Content -------------------------------------------------------------------------------------

    def _put(self, box: Box, node: Node) -> None:
        """Let what was drawn of a box, where anything was, belong to an element."""
        if node.bare and not node.placed and isinstance(box, boxes.TextBox) and not box.text.strip():
            self._decorate(box, LAYOUT)
        elif drawn := self._marks.pop(box, None):
            node.add(Mark(self._page, drawn["mcid"]))
            node.page = self._page

    def _picture(self, box: Box, node: Node) -> None:
        """A picture of the page, with the words that stand for it; pictures of a style sheet are decoration."""
        element = box.element
        if node.flat:
            self._put(box, node)
        elif box.element_tag not in PICTURES:
            self._decorate(box, LAYOUT)
        else:
            said = picture_words(element)
            if not said and element.tag != SVG:  # those are told before they are drawn
                self.wordless.append(element.get("src") or element.get("data") or element.tag)
            figure = Node("Figure", words={"Alt": said} if said else {}, attributes={"BBox": frame(box, self._height)})
            self._put(box, self._child(figure, node, element))

    def _leave(self, box: Box, properties: Mapping[str, str], link: Node | None = None) -> None:
        """Let all that was drawn of a box be an artifact; its links are those of the element that they go to."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        self._decorate(box, properties)
        if box.link_annotation:
            link = link or self._link_of(box)
            link.add(Spot(self._page, box.link_annotation))
        for child in box.children:
            self._leave(child, properties, link)

    def _decorate(self, box: Box, properties: Mapping[str, str]) -> None:
        """Let what was drawn of a box, where anything was, be an artifact."""
        if drawn := self._marks.pop(box, None):
            self.artifacts.append(Artifact(Mark(self._page, drawn["mcid"]), properties))

    def _link_of(self, box: Box) -> Node:
        """The link that an element of the HTML is, or stands in; a new one at the end where it was never read."""
        key = box.element, box.element_tag
        known = self._nodes.get(key)
        if known and (link := _link_around(known)):
            return link
        link = self._nodes[key] = Node("Link", self.root, lang=self.root.lang)
        return link


def _goes_into(new: Node, paragraph: Node) -> bool:
    """Whether an element may stand in a paragraph of bare words: a picture only where words come before it."""
    return new.kind in IN_LINE or (new.kind == "Figure" and paragraph.placed)


def _link_around(node: Node) -> Node | None:
    return next((one for one in node.chain() if one.kind == "Link"), None)
