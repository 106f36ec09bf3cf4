"""The tree as objects of a PDF: elements, whose content is whose, names of elements (ISO 32000-1, 14.7).

All is known of the tree when it is written. The same nodes make a tree of PDF 1.7, or one of PDF 2.0, where types have
namespaces and elements point to each other (ISO 32000-2, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydyf import PDF, Array, Dictionary, String

from plaidoyer.typeset.tagging.kinds import BEFORE_2, ROLES
from plaidoyer.typeset.tagging.nodes import Mark, Node, Spot

Tag = Any
"""A structure element, a dictionary of pydyf."""

_SPACE = "http://iso.org/pdf2/ssn"
_OWNERS: Mapping[str, str] = {"Figure": "/Layout", "L": "/List", "TH": "/Table", "TD": "/Table", "Note": "/FENote"}
"""Whose attributes they are that a type has."""


_IN_PDF_1: Mapping[Any, str] = {"Unordered": "Disc", "Description": "", "Footnote": ""}
"""What PDF 1.7 says for values of attributes that came with PDF 2.0; nothing for what it cannot say."""


def write(root: Node, pdf: PDF, *, modern: bool) -> None:
    """Write the tree below ``root`` into a PDF whose pages are drawn; ``modern``: as one of PDF 2.0."""
    tree = Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    tags = {node: Dictionary({"Type": "/StructElem", "S": f"/{node.kind}"}) for node in root.walk()}
    for tag in tags.values():
        pdf.add_object(tag)
    for node, tag in tags.items():
        tag["P"] = (tags[node.holder] if node.holder else tree).reference
        tag["K"] = _content(node, tag, tags, pdf)
        tag.update(_words(node))
        if attributes := node.attributes if modern else _older(node.attributes):
            tag["A"] = _written(attributes, _OWNERS[node.kind])
    if modern:
        _modernise(tags, tree, pdf)
    else:
        tree["RoleMap"] = Dictionary({kind: f"/{role}" for kind, role in ROLES.items()})
    tree["K"] = Array([tags[root].reference])
    tree["ParentTree"] = _owners(tags, pdf)
    if names := _names(tags, pdf):
        tree["IDTree"] = names
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["MarkInfo"] = Dictionary({"Marked": "true"})


def _content(node: Node, tag: Tag, tags: Mapping[Node, Tag], pdf: PDF) -> Array:
    """What an element holds. Marks of content on its first page are given by their number alone."""
    first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    if first is not None:
        tag["Pg"] = pdf.page_references[first]
    content = Array()
    for kid in node.kids:
        match kid:
            case Node():
                content.append(tags[kid].reference)
            case Mark(page, number) if page == first:
                content.append(number)
            case Mark(page, number):
                content.append(Dictionary({"Type": "/MCR", "Pg": pdf.page_references[page], "MCID": number}))
            case _:
                place = {"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": pdf.page_references[kid.page]}
                content.append(Dictionary(place))
    return content


def _words(node: Node) -> dict[str, String]:
    """The words that an element tells, and its language where that is not the one around it."""
    words = {name: String(words) for name, words in node.words.items() if name != "Contents"}
    if node.holder and node.lang != node.holder.lang:
        words["Lang"] = String(node.lang)
    return words


def _older(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes as PDF 1.7 knows them."""
    older = {name: _IN_PDF_1.get(value, value) for name, value in attributes.items()}
    return {name: value for name, value in older.items() if value}


def _written(attributes: Mapping[str, Any], owner: str) -> Dictionary:
    written = Dictionary({"O": owner})
    for name, value in attributes.items():
        match value:
            case str():
                written[name] = f"/{value}"
            case tuple():
                written[name] = Array(String(one) if isinstance(one, str) else one for one in value)
            case _:
                written[name] = value
    return written


def _modernise(tags: Mapping[Node, Tag], tree: Tag, pdf: PDF) -> None:
    """What PDF 2.0 asks for: the namespace of types, and elements that point to each other."""
    space = Dictionary({"Type": "/Namespace", "NS": String(_SPACE)})
    pdf.add_object(space)
    tree["Namespaces"] = Array([space.reference])
    for node, tag in tags.items():
        if node.kind == "Note":
            tag["S"] = "/FENote"
        if node.kind not in BEFORE_2:
            tag["NS"] = space.reference
        if there := [tags[other].reference for other in node.refers if other in tags]:
            tag["Ref"] = Array(there)


def _owners(tags: Mapping[Node, Tag], pdf: PDF) -> bytes:
    """Which element each mark of a page, and each link, belongs to: a tree of numbers. Links are given theirs."""
    pages: list[dict[int, bytes]] = [{} for _ in pdf.page_references]
    spots: list[tuple[Any, bytes]] = []
    for node, tag in tags.items():
        for kid in node.kids:
            match kid:
                case Mark(page, number):
                    pages[page][number] = tag.reference
                case Spot(_, annotation):
                    spots.append((annotation, tag.reference))
                    if said := node.words.get("Contents"):
                        annotation["Contents"] = String(said)
    numbers = Array()
    for page, marks in enumerate(pages):
        numbers += page, Array(marks.get(number, "null") for number in range(max(marks, default=-1) + 1))
    for number, (annotation, reference) in enumerate(spots, len(pages)):
        annotation["StructParent"] = number
        numbers += number, reference
    owners = Dictionary({"Nums": numbers})
    pdf.add_object(owners)
    return bytes(owners.reference)


def _names(tags: Mapping[Node, Tag], pdf: PDF) -> bytes:
    """Elements by their names, in the order of these; nothing where none has any."""
    named = sorted((node.words["ID"], tag.reference) for node, tag in tags.items() if "ID" in node.words)
    if not named:
        return b""
    names = Dictionary({"Names": Array(item for name, reference in named for item in (String(name), reference))})
    pdf.add_object(names)
    return bytes(names.reference)
