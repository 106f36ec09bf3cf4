"""Tables, once they are whole: which cells are the heads of which, and rows of one length (ISO 14289-1, 7.2 and 7.5).

A cell has its place by its row, by the cells before it and by those that reach down from rows above, as in HTML.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from plaidoyer.typeset.tagging.kinds import ROW_GROUPS
from plaidoyer.typeset.tagging.nodes import Node


class _Cell(Struct, frozen=True):
    """A cell of a table, by the rows and the columns that it covers."""

    node: Node
    row: Node
    down: range
    across: range


def shape_tables(root: Node) -> None:
    """Give the tables in a tree their shape."""
    tables = [node for node in root.walk() if node.kind == "Table"]
    for number, table in enumerate(tables):
        _shape_parts(table)
        rows = list(_rows(table))
        cells = list(_cells(rows))
        _set_heads(cells, number)
        _fill(rows, cells)


def _shape_parts(table: Node) -> None:
    """A table begins with its caption; it has one head and one foot at most, and a body where it has either."""
    captions = [part for part in table.nodes() if part.kind == "Caption"]
    table.kids = [*captions, *(kid for kid in table.kids if kid not in captions)]
    for kind in ("THead", "TFoot"):
        for further in [part for part in table.nodes() if part.kind == kind][1:]:
            further.kind = "TBody"
    kinds = {part.kind for part in table.nodes()}
    if kinds & ROW_GROUPS and "TBody" not in kinds:
        table.kids.append(Node("TBody", table, lang=table.lang, placed=True))


def _rows(table: Node) -> Iterator[Node]:
    for part in table.nodes():
        if part.kind in ROW_GROUPS:
            yield from (row for row in part.nodes() if row.kind == "TR")
        elif part.kind == "TR":
            yield part


def _cells(rows: Sequence[Node]) -> Iterator[_Cell]:
    """The cells of rows, each in its place; one that would lie over another, or reach below the last row, is cut."""
    taken: defaultdict[int, set[int]] = defaultdict(set)
    for index, row in enumerate(rows):
        column = 0
        for node in (one for one in row.nodes() if one.kind in ("TH", "TD")):
            while column in taken[index]:
                column += 1
            room = min((one for one in taken[index] if one > column), default=sys.maxsize) - column
            across = range(column, column + _span(node, "ColSpan", room))
            down = range(index, index + _span(node, "RowSpan", len(rows) - index))
            for below in down:
                taken[below].update(across)
            yield _Cell(node, row, down, across)


def _span(node: Node, name: str, most: int) -> int:
    """How many columns or rows a cell covers, which is written of it where it says so: no more than there are."""
    if name in node.attributes:
        node.attributes[name] = min(node.attributes[name], most)
    return int(node.attributes.get(name, 1))


def _set_heads(cells: Sequence[_Cell], number: int) -> None:
    """Say of each head cell what it is the head of, and of each other cell which are its heads.

    Head cells of rows hold for all of their rows, those of columns and of groups for what comes below. ``number`` is
    that of the table: names of cells hold throughout a document.
    """
    of_rows: defaultdict[int, list[str]] = defaultdict(list)
    of_groups: defaultdict[Node | None, list[str]] = defaultdict(list)
    of_columns: defaultdict[int, list[str]] = defaultdict(list)
    waiting: list[tuple[_Cell, list[str]]] = []
    for cell in cells:
        group = cell.row.holder
        if cell.node.kind != "TH":
            waiting.append((cell, [*of_groups[group], *_each(of_columns, cell.across)]))
            continue
        name = cell.node.words["ID"] = f"head-{number}-{cell.down.start}-{cell.across.start}"
        of_row = _is_of_row(cell)
        cell.node.attributes["Scope"] = "Row" if of_row else "Column"
        if cell.node.scope == "rowgroup":
            of_groups[group].append(name)
            continue
        heads, places = (of_rows, cell.down) if of_row else (of_columns, cell.across)
        for place in places:
            heads[place].append(name)
    for cell, above in waiting:
        if names := dict.fromkeys((*_each(of_rows, cell.down), *above)):
            cell.node.attributes["Headers"] = tuple(names)


def _each(heads: defaultdict[int, list[str]], places: range) -> Iterator[str]:
    return (name for place in places for name in heads[place])


def _is_of_row(cell: _Cell) -> bool:
    """Whether a head cell is that of a row. One that does not say is, where it comes first and others are no heads."""
    if cell.node.scope.startswith(("row", "col")):
        return cell.node.scope.startswith("row")
    in_head = cell.row.holder is not None and cell.row.holder.kind == "THead"
    return not (in_head or cell.across.start or all(node.kind == "TH" for node in cell.row.nodes()))


def _fill(rows: Sequence[Node], cells: Sequence[_Cell]) -> None:
    """Put empty cells at the end of rows that are shorter than others."""
    lengths = [0] * len(rows)
    for cell in cells:
        for index in cell.down:
            lengths[index] += len(cell.across)
    for row, length in zip(rows, lengths, strict=True):
        missing = max(lengths) - length
        row.kids += [Node("TD", row, lang=row.lang, placed=True) for _ in range(missing)]
