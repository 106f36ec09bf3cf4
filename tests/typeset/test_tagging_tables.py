"""Tables, read aloud: whole, with their head once, and each cell with what it is a cell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plaidoyer.typeset.tagging.nodes import Node
from plaidoyer.typeset.tagging.tables import shape_tables
from tests.typeset.conftest import Hear

ROWS = "".join(f'<tr><th scope="row">Lac {number}</th><td>{number} m</td></tr>' for number in range(25))


def test_a_table_over_pages_is_one_and_its_head_is_read_once(hear: Hear) -> None:
    """Who listens would hear the head again in the middle, and could not ask for the column of a cell."""
    head = '<thead><tr><th scope="col">Nom</th><th scope="col">Fond</th></tr></thead>'
    foot = "<tfoot><tr><th>Tous</th><td>9 m</td></tr></tfoot>"
    page = hear(f"<table>{head}{foot}<tbody>{ROWS}</tbody></table>")
    assert page.pages > 1
    assert page.shape().startswith("H1 Table(THead(TR(TH TH)) TBody(TR(TH TD) TR(TH TD)")
    assert page.shape().endswith("TFoot(TR(TH TD)))")
    assert len(page.tags("TR")) == 27
    assert (page.words().count("Fond"), page.words().count("Tous")) == (1, 1)
    assert page.artifacts(1).count("Pagination") >= 4, "what is drawn again is decoration"
    assert [str(cell.A.Scope) for cell in page.tags("TH")[:3]] == ["/Column", "/Column", "/Row"]
    heads = {str(cell.ID): page.words(cell) for cell in page.tags("TH")}
    assert [[heads[str(name)] for name in cell.A.Headers] for cell in page.tags("TD")] == [
        *([f"Lac {number}", "Fond"] for number in range(25)),
        ["Tous", "Fond"],
    ]
    known = [str(name) for name in list(page.pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert known == sorted(heads)


def test_a_row_that_goes_on_overleaf_is_one(hear: Hear) -> None:
    words = " ".join(f"mot{number}" for number in range(300))
    page = hear(f"<table><tr><th>Nom</th></tr><tr><td>{words}</td></tr></table>")
    assert page.pages > 1
    assert page.words(page.tag("TD")) == words


def test_links_of_a_repeated_head_lead_somewhere(hear: Hear) -> None:
    """A link that no tag holds could not be followed without a mouse."""
    link = '<a href="https://example.org/"><em>Nom</em></a>'
    page = hear(f"<table><thead><tr><th>{link}</th><th>Fond</th></tr></thead>{ROWS}</table>")
    assert page.words().count("Nom") == 1
    there = {one.objgen for each in page.pdf.pages for one in each.Annots}
    assert {one.objgen for one in page.links(page.tag("Link"))} == there
    assert len({int(one.StructParent) for one in page.links(page.tag("Link"))}) == len(there) >= page.pages


def test_a_caption_belongs_to_its_table(hear: Hear) -> None:
    page = hear(f"<table><caption>Les lacs</caption>{ROWS[:60]}</td></tr></table>", "caption { caption-side: bottom }")
    assert page.shape().startswith("H1 Table(Caption TBody(")
    assert page.words().startswith("Titre Les lacs Lac 0")


def test_tables_of_any_form_can_be_walked_through(hear: Hear) -> None:
    """Who listens could not walk through the cells: rows would end at different columns, or a body would be missing."""
    page = hear(
        "<table><thead><tr><th>a</th></tr></thead></table>"
        "<table><caption>Lacs</caption><tfoot><tr><td>a</td></tr></tfoot></table>"
        "<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr><tr></tr></table>"
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody><caption>Lacs</caption>"
        "<thead><tr><th>c</th></tr></thead></table>"
    )
    assert page.shape().split(" Table") == [
        "H1",
        "(THead(TR(TH)) TBody)",
        "(Caption TFoot(TR(TD)) TBody)",
        "(TBody(TR(TH TD) TR(TD TD) TR(TD TD)))",
        "(Caption THead(TR(TH)) TBody(TR(TD)) TBody(TR(TH)))",
    ]


def test_cells_over_columns_and_rows_say_so(hear: Hear) -> None:
    page = hear(
        "<table><tr><th colspan=2>a</th></tr><tr><td rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>"
    )
    assert int(page.tag("TH").A.ColSpan) == 2
    assert int(page.tags("TD")[0].A.RowSpan) == 2


def test_boxes_set_as_a_table_are_none(hear: Hear) -> None:
    """Columns of a layout would be heard as rows and cells."""
    boxes = '<div style="display: table-row"><p style="display: table-cell">un</p></div>'
    page = hear(f'<div style="display: table">{boxes}</div>')
    assert page.shape() == "H1 Div(Div(P))"


# Heads of cells, without a page -----------------------------------------------------------------------


def table(*rows: Sequence[str], head: int = 0) -> tuple[Node, Mapping[str, Node]]:
    """A table, and its cells by their names: « a th col 2x1 » is a head cell of a column, over two columns."""
    top = Node("Table")
    groups = {kind: Node(kind, top, placed=True) for kind in ("THead", "TBody")}
    cells: dict[str, Node] = {}
    for number, row in enumerate(rows):
        group = groups["THead" if number < head else "TBody"]
        line = Node("TR", group, placed=True)
        group.kids.append(line)
        for words in row:
            name, kind, scope, spans = (*words.split(), "", "", "")[:4]
            across, _, down = (spans or "1x1").partition("x")
            wider = {"ColSpan": int(across), "RowSpan": int(down)}
            cells[name] = Node(kind.upper(), line, attributes=wider, scope=scope.strip("-"), placed=True)
            line.kids.append(cells[name])
    top.kids += [group for group in groups.values() if group.kids]
    shape_tables(top)
    return top, cells


def heads(cells: Mapping[str, Node]) -> dict[str, str]:
    """The heads of each cell that is none."""
    names = {cell.words["ID"]: name for name, cell in cells.items() if "ID" in cell.words}
    plain = {name: cell for name, cell in cells.items() if cell.kind == "TD"}
    return {name: " ".join(names[one] for one in cell.attributes.get("Headers", ())) for name, cell in plain.items()}


def test_cells_have_the_heads_of_all_columns_and_rows_that_they_cover() -> None:
    """« 40 » would be heard without the year that it is of."""
    _, cells = table(
        ["_ td", "y th col 2x1", "z th col"],
        ["n th row 1x2", "a td", "b td", "c td"],
        ["d td - 2x1", "e td"],
        ["f td", "g td - 3x9"],
    )
    assert heads(cells) == {"_": "", "a": "n y", "b": "n y", "c": "n z", "d": "n y", "e": "n z", "f": "", "g": "y z"}


def test_cells_that_lie_over_others_are_cut() -> None:
    """Two cells in one place cannot be walked through; HTML takes them for a mistake, and shows both."""
    _, cells = table(["a td", "b td - 1x9"], ["c td - 2x1"])
    assert cells["b"].attributes == {"ColSpan": 1, "RowSpan": 2}
    assert cells["c"].attributes == {"ColSpan": 1, "RowSpan": 1}


def test_heads_of_a_group_hold_for_its_rows() -> None:
    _, cells = table(["p th"], ["g th rowgroup"], ["a td"], head=1)
    assert heads(cells) == {"a": "g p"}
    assert cells["g"].attributes["Scope"] == "Row"


def test_heads_that_say_nothing_are_of_what_they_stand_before() -> None:
    """Which of the two a head is, HTML leaves to who reads."""
    _, cells = table(["a th", "b th"], ["c th", "d td"], ["e td", "f th"])
    scopes = {name: cells[name].attributes["Scope"] for name in "abcf"}
    assert scopes == {"a": "Column", "b": "Column", "c": "Row", "f": "Column"}
    _, cells = table(["a th", "b td"], head=1)
    assert cells["a"].attributes["Scope"] == "Column"


def test_rows_without_a_group_are_rows() -> None:
    row, top = Node("TR", placed=True), Node("Table")
    row.kids += [Node("TH", row), Node("P", row)]
    top.kids += [Node("Caption", top), row]
    shape_tables(top)
    assert row.nodes()[0].attributes == {"Scope": "Row"}
    assert [node.kind for node in row.nodes()] == ["TH", "P"]
