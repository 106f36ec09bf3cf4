"""What can be said of a tree only once it is whole: the order of reading, notes, levels of headings, shapes of lists.

HTML allows what ISO 14289-1 and the types of ISO 32000-1, 14.8.4 do not. It is mended here, for every template alike.
What cannot be mended is left as it is: see ``told``.
"""

from __future__ import annotations

from collections.abc import Iterable

from plaidoyer.typeset.tagging.kinds import HEADINGS, HOLDS
from plaidoyer.typeset.tagging.nodes import END, FIRST, Node
from plaidoyer.typeset.tagging.tables import shape_tables


def finish(root: Node, notes: Iterable[tuple[Node, Node | None]]) -> None:
    """Mend the tree below ``root``, in place. ``notes`` are footnotes with their calls, none where nobody hears it."""
    for note, call in notes:
        _place_note(note, call)
    for node in root.walk():
        _order(node)
    _level_headings(root)
    _shape_lists(root)
    shape_tables(root)


def _order(node: Node) -> None:
    """Put what an element holds into the order of the HTML; what has no rank stays with what comes before it."""
    ranks, before = [], FIRST + 1
    for kid in node.kids:
        rank = kid.rank if isinstance(kid, Node) else -1
        ranks.append(rank if rank >= 0 else before)
        before = rank if rank > FIRST else before
    node.kids = [node.kids[at] for at in sorted(range(len(ranks)), key=ranks.__getitem__)]


def _place_note(note: Node, call: Node | None) -> None:
    """Put a note that holds anything after its call, or at the end of what the call would stand in."""
    if note.holder is None or not note.placed:
        return
    if call is not None and call.placed and call.holder is not None:
        note.holder = call.holder
        note.holder.kids.insert(note.holder.kids.index(call) + 1, note)
        note.refers, call.refers = [call], [note]
    else:
        note.rank = END
        note.holder.kids.append(note)


def _level_headings(root: Node) -> None:
    """The first heading is of level 1, and none more than one level below the one before (ISO 14289-1, 7.4.2)."""
    level = 0
    for node in root.walk():
        if node.kind in HEADINGS:
            level = min(HEADINGS[node.kind], level + 1)
            node.kind = f"H{level}"


def _shape_lists(root: Node) -> None:
    """A list holds items, one of contents its own sort; an item stands in a list (ISO 32000-1, tables 333 and 336)."""
    for node in root.walk():
        match node.kind:
            case "L":
                node.wrap(("LI", "LBody"), lambda kid: kid.kind not in HOLDS["L"])
                _set_numbering(node)
            case "TOC":
                node.wrap(("TOCI",), lambda kid: kid.kind not in HOLDS["TOC"])
            case _:
                node.wrap(("L",), lambda kid: kid.kind == "LI")


def _set_numbering(whole: Node) -> None:
    """A list says of what sort the labels of all its items are: as its first one does."""
    for item in whole.nodes():
        if item.kind == "LI":
            whole.attributes = item.attributes | whole.attributes
            item.attributes = {}
