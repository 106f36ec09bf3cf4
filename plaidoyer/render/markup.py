"""Inlines and blocks of a Document as HTML.

Pure functions from frozen values to ``Markup``; everything that an author wrote is escaped. What a
template arranges (title, ask, sections, sources) is not this module's business, nor are colours, sizes
and PDF.

The shapes below keep a tagged PDF valid: links hold text alone (a styled word inside a link becomes a
styled link), a paragraph in a list item is wrapped only where the item has several, every table head
cell has a scope, every picture has its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from markupsafe import Markup, escape

from plaidoyer.compose.document import (
    Block,
    Cell,
    Chart,
    CodeBlock,
    ComparedWords,
    Heading,
    Item,
    KeyFigure,
    List,
    Paragraph,
    Part,
    Quotation,
    Rule,
    Table,
)
from plaidoyer.render.bars import bar
from plaidoyer.words import Break, Claim, Foreign, Image, Inline, Link, Note, Styled, Text

_TAGS = {"emphasis": "em", "strong": "strong", "superscript": "sup", "subscript": "sub", "code": "code", "mark": "mark"}
# What may stand behind a link. A relative address would print this machine's folders into the PDF,
# and its bytes would change from one machine to the next.
_ADDRESS = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)
_CONTACT = re.compile(r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])")
_SHORT_TABLE = 8  # rows up to which a table is kept on one page
_LETTERS_OF_MARGIN_LINE, _LINES_OF_MARGIN = 30, 55  # a cautious guess; 59 lines fill the column
_SHORT_CELL, _WHOLE_COLUMNS = 20, 60  # characters of a short cell, and of all columns that are not to wrap
_IN_THE_MARGIN = frozenset({"sidebar", "chart", "key-figure"})


def attributes(**values: str) -> Markup:
    """``name="value"`` for each value that is not empty, with a space before each.

    Underscores in names stand for hyphens; a final one is dropped (``class_``).
    """
    return Markup(
        "".join(
            [
                f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'  # names are ours
                for name, value in values.items()
                if value
            ]
        )
    )


def element(tag: str, content: Markup | str, **values: str) -> Markup:
    """One element around ``content`` (escaped where it is not yet markup)."""
    words = content if isinstance(content, Markup) else escape(content)
    return Markup(f"<{tag}{attributes(**values) if values else ''}>{words}</{tag}>")  # tags are ours


def _together(parts: Iterable[Markup]) -> Markup:
    """Markup in a row. ``Markup.join`` would ask of each part once more whether it has to be escaped."""
    return Markup("".join(parts))


def broken(rules: Sequence[str]) -> str:
    """What the mark of a broken claim says: the rules' identifiers. Empty in a final document."""
    return " ".join(rules)


# Inlines ------------------------------------------------------------------------------------------


def inlines(children: Iterable[Inline]) -> Markup:
    """A run of inlines."""
    return _run(children, "")


def plain(children: Iterable[Inline]) -> str:
    """The words of a run alone, without notes and pictures: for titles and text alternatives."""
    return "".join(_words(child) for child in children)


def contact(text: str) -> Markup:
    """A line of contact, its e-mail and web addresses made into links."""
    words = Markup("")
    end = 0
    for match in _CONTACT.finditer(text):
        href = match[0] if match["url"] else f"mailto:{match[0]}"
        words += escape(text[end : match.start()]) + element("a", match[0], href=href)
        end = match.end()
    return words + escape(text[end:])


def _inline(node: Inline, href: str) -> Markup:
    """One inline; ``href`` is the address of the link that holds it, pushed down to its words."""
    match node:
        case Text(text):
            return element("a", text, href=href) if href else escape(text)
        case Styled("small-caps", children):
            return element("span", _run(children, href), class_="small-caps")
        case Styled(style, children):
            content = _run(children, href)
            # What is quoted or stated looks like the rest, and gets no element: each one is a place where
            # the engine may break a line badly.
            return element(_TAGS[style], content) if style in _TAGS else content
        case Foreign(lang, children):
            return element("span", _run(children, href), lang=lang)
        case Link(address, children):
            return _run(children, address if _ADDRESS.match(address) else href)
        case Image(src, alt):
            return Markup("<img{}>").format(attributes(src=src, alt=alt))
        case Break():
            return Markup("<br>")
        case Note("call", children):
            return element("sup", _run(children, ""), class_="note-call")
        case Note(form, children):
            return element("span", _run(children, ""), class_="footnote" if form == "footnote" else "note")
        case Claim(id_, children, rules):
            # Named, but no target: each target would be one more destination in the PDF.
            return element("span", _run(children, href), class_="claim", data_claim=id_, data_broken=broken(rules))
        case _:
            assert_never(node)


def _run(children: Iterable[Inline], href: str) -> Markup:
    return _together([_inline(child, href) for child in children])


def _words(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return " "
        case Image() | Note():
            return ""
        case _:
            return plain(node.children)


def compared(words: Iterable[ComparedWords], said: Mapping[str, Sequence[str]]) -> Markup:
    """Words of a comparison table: those of one text alone are marked, and ``said`` so to who cannot see it.

    ``said`` gives by kind what is said before the words, and after them.
    """
    return _together([_compared(one, said) for one in words])


def _compared(words: ComparedWords, said: Mapping[str, Sequence[str]]) -> Markup:
    if words.kind == "same":
        return inlines(words.children)
    before, after = said[words.kind]
    marked = element("ins" if words.kind == "inserted" else "del", inlines(words.children))
    return unseen(f" {before} ") + marked + unseen(f" {after} ")


def unseen(words: str) -> Markup:
    """Words that are read aloud, and not seen: a line breaks neither in them nor beside them.

    A style sheet can take back the room of their ``--letters``.
    """
    return element("span", words.replace(" ", "\u00a0"), class_="unseen", style=f"--letters: {len(words)}")


# Blocks -------------------------------------------------------------------------------------------


def sides(content: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands in the margin beside a section's heading, and the rest of the section.

    Sidebars, charts and key figures are floats, and a float begins where it stands: one written at the
    end of its section would begin beside the next heading. So the first of them goes to the head, the
    others before one block of text each, which leaves a place to turn the page between them.
    """
    blocks = tuple(content)
    margin = [block for block in blocks if _in_the_margin(block)]
    head, waiting = margin[:1], margin[1:]
    placed: list[Block] = []
    for block in blocks:
        if _in_the_margin(block):
            continue
        if placed and waiting and not isinstance(placed[-1], Heading):
            placed.append(waiting.pop(0))
        placed.append(block)
    return tuple(head), (*placed, *waiting)


def beside(content: Markup) -> Markup:
    """What stands in the margin column, in a frame of its own.

    A frame that fits a page is kept whole: it is laid out as if it were one letter, which the PDF engine
    never cuts. One that may not fit must be cut, or its end would be lost below the page.
    """
    lines = len(content.striptags()) / _LETTERS_OF_MARGIN_LINE + content.count("<svg") + content.count("<p")
    return element("div", content, class_="beside whole" if lines <= _LINES_OF_MARGIN else "beside")


def _in_the_margin(block: Block) -> bool:
    return isinstance(block, Chart | KeyFigure) or (isinstance(block, Part) and block.name in _IN_THE_MARGIN)


def blocks(content: Iterable[Block], labels: Mapping[str, str]) -> Markup:
    """A run of blocks. ``labels`` gives the words printed at the head of parts of that name."""
    return Markup("\n").join(_block(block, labels) for block in content)


def _block(block: Block, labels: Mapping[str, str]) -> Markup:
    match block:
        case Paragraph(children):
            return element("p", inlines(children))
        case Heading(level, id_, children):
            return element(f"h{min(level, 6)}", inlines(children), id=id_)
        case List(ordered, start, items):
            content = Markup("").join(_item(item, labels) for item in items)
            if ordered:
                return element("ol", content, start="" if start == 1 else str(start))
            return element("ul", content)
        case Table():
            return _table(block)
        case Quotation(content):
            return element("blockquote", blocks(content, labels))
        case CodeBlock(text):
            return element("pre", element("code", text))
        case Rule():
            return Markup("<hr>")
        case Part():
            return _part(block, labels)
        case Chart():
            return _chart(block, labels)
        case KeyFigure():
            return _key_figure(block, labels)
        case _:
            assert_never(block)


def _item(item: Item, labels: Mapping[str, str]) -> Markup:
    paragraphs = sum(isinstance(block, Paragraph) for block in item.blocks)
    content = (
        inlines(block.children) if isinstance(block, Paragraph) and paragraphs == 1 else _block(block, labels)
        for block in item.blocks
    )
    return element("li", Markup("").join(content))


def _table(table: Table) -> Markup:
    whole = _columns_kept_whole(table)

    def cell(tag: str, cell: Cell, column: int, scope: str = "") -> Markup:
        align = table.aligns[column] if column < len(table.aligns) else ""
        classes = " ".join(filter(None, (align, "whole" if column in whole else "")))
        return element(tag, inlines(cell.children), scope=scope, class_=classes)

    def row(index: int, cells: tuple[Cell, ...]) -> Markup:
        head = Markup("").join(cell("th", first, 0, "row") for first in cells[:1])
        rest = Markup("").join(cell("td", other, column) for column, other in enumerate(cells[1:], start=1))
        return element("tr", head + rest, class_="emphatic" if index in table.strong_rows else "")

    caption = element("caption", inlines(table.caption)) if table.caption else Markup("")
    head = element("tr", Markup("").join(cell("th", first, i, "col") for i, first in enumerate(table.head)))
    body = Markup("\n").join(row(index, cells) for index, cells in enumerate(table.rows))
    content = caption + element("thead", head) + element("tbody", body)
    return element("table", content, class_="short" if len(table.rows) <= _SHORT_TABLE else "")


def _columns_kept_whole(table: Table) -> frozenset[int]:
    """The columns of short cells, whose words stay on one line: a long column would squeeze them else.

    None where together they are too wide for the page.
    """
    widths: dict[int, int] = {}
    for cells in (table.head, *table.rows):
        for column, cell in enumerate(cells):
            widths[column] = max(widths.get(column, 0), len(plain(cell.children)))
    short = {column: width for column, width in widths.items() if width <= _SHORT_CELL}
    return frozenset(short) if sum(short.values()) <= _WHOLE_COLUMNS else frozenset()


def _part(part: Part, labels: Mapping[str, str]) -> Markup:
    label = labels.get(part.name, "")
    content = (element("p", label, class_="label") if label else Markup("")) + blocks(part.blocks, labels)
    classes = " ".join(dict.fromkeys(("part", part.name, *part.classes)))
    if part.name == "sidebar":
        return beside(element("aside", content, class_=classes, id=part.id))
    return element("div", content, class_=classes, id=part.id)


def _chart(chart: Chart, labels: Mapping[str, str]) -> Markup:
    content = Markup("\n").join(
        (
            element("figcaption", inlines(chart.title)),
            *(bar(one) for one in chart.bars),
            *(element("p", caveat, class_="caveat") for caveat in chart.caveats),
            element("p", inlines(chart.source), class_="source"),
            blocks(chart.blocks, labels),
        )
    )
    marks = broken(chart.broken)
    return beside(
        element("figure", content, class_="chart", id=chart.id, role="group", aria_label=chart.alt, data_broken=marks)
    )


def _key_figure(figure: KeyFigure, labels: Mapping[str, str]) -> Markup:
    qualifier, number = _split_qualifier(figure.number)
    words = (
        element("span", qualifier, class_="qualifier") if qualifier else None,
        element("strong", number),
        element("span", figure.unit, class_="unit") if figure.unit else None,
    )
    source = inlines(figure.source)
    lines = (
        element("p", Markup(" ").join(word for word in words if word), class_="number"),
        element("p", figure.of, class_="of") if figure.of else Markup(""),
        element("p", figure.kind_word, class_="kind") if figure.kind_word else Markup(""),
        element("p", source, class_="source") if source else Markup(""),
        element("p", figure.caveat, class_="caveat") if figure.caveat else Markup(""),
        blocks(figure.blocks, labels),
    )
    marks = broken(figure.broken)
    return beside(element("figure", Markup("").join(lines), class_="key-figure", id=figure.id, data_broken=marks))


def _split_qualifier(number: str) -> tuple[str, str]:
    """« plus de 20 000 » → « plus de », « 20 000 »: the words before the first digit are set smaller."""
    start = re.search(r"\d", number)
    words = number[: start.start()] if start else ""
    # What touches the digit is part of the number: a sign, a currency.
    space = re.search(r"\s(?=\S*\Z)", words)
    return (words[: space.start()].strip(), number[space.end() :]) if space else ("", number)
