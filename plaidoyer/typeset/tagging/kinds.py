"""The types of structure elements: which HTML becomes which, and what may stand in what.

Tables of names, after ISO 32000-1, 14.8.4, with a few types of ISO 32000-2 that say more. Nothing here knows of boxes
or of the objects of a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping

SVG = "{http://www.w3.org/2000/svg}svg"
PICTURES = frozenset({"img", SVG, "object", "embed"})

KINDS: Mapping[str, str] = {
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
"""Types by the name of an HTML element. One that is not here is none of the tree: its words belong around it."""

ROLES: Mapping[str, str] = {"Em": "Span", "Strong": "Span", "Aside": "Sect"}
"""What a reader of PDF 1.7 takes types of PDF 2.0 for."""

BEFORE_2 = frozenset({"Art", "BlockQuote", "TOC", "TOCI", "Quote", "Reference", "Code"})
"""Types that PDF 2.0 no longer has: they stand in the namespace of PDF 1.7."""

HEADINGS: Mapping[str, int] = {f"H{level}": level for level in range(1, 7)}
ROW_GROUPS = frozenset({"THead", "TBody", "TFoot"})
LISTS = frozenset({"L", "LI", "Lbl", "LBody", "TOC", "TOCI"})
WORDLESS = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "L", "TOC", "Table", "TR", *ROW_GROUPS}
)
"""Types that hold no words: those that stand in them alone are a paragraph."""

IN_LINE = frozenset({"Span", "Em", "Strong", "Quote", "Code", "Link", "Reference"})
EVEN_EMPTY = frozenset({"TR", "TH", "TD"})
"""Types that are written even where they hold nothing: a table has its shape by them."""

HOLDS: Mapping[str, frozenset[str]] = {
    "L": frozenset({"LI", "L", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOCI", "TOC", "Caption"}),
    "Table": frozenset({"TR", "Caption", *ROW_GROUPS}),
    **dict.fromkeys(ROW_GROUPS, frozenset({"TR"})),
    "TR": frozenset({"TH", "TD"}),
}
"""What alone may stand in a type."""

HELD: Mapping[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "Lbl": frozenset({"LI", "TOCI", "Note"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
    "TR": frozenset({"Table", *ROW_GROUPS}),
    **dict.fromkeys(ROW_GROUPS, frozenset({"Table"})),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
}
"""What alone a type may stand in."""

NUMBERINGS: Mapping[str, str] = {
    **{name: name.title() for name in ("disc", "circle", "square", "decimal")},
    **{f"{case}-{name}": f"{case.title()}Alpha" for case in ("lower", "upper") for name in ("alpha", "latin")},
    **{f"{case}-roman": f"{case.title()}Roman" for case in ("lower", "upper")},
}
"""What a list says of its labels, by CSS's name for them (ISO 32000-1, table 347)."""
