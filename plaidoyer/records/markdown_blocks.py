"""From block tokens to the blocks of ``text``: headings and their ids, lists, tables with captions, fenced divs.

This module must not know how a line was recognised, nor what a part of a brief is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal, cast

from markdown_it.token import Token
from msgspec.structs import replace

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.markdown_attributes import Attributes, trailing_attributes
from plaidoyer.records.markdown_inlines import read_inlines
from plaidoyer.records.markdown_notation import Target, read_target
from plaidoyer.records.markdown_rules import Opening
from plaidoyer.records.markdown_runs import Lines, Run, lines_run, row_runs
from plaidoyer.records.markdown_tree import Node, tree
from plaidoyer.records.text import (
    Attribute,
    Block,
    Cell,
    CodeBlock,
    Division,
    EvidenceLink,
    Heading,
    Inline,
    Item,
    List,
    Paragraph,
    Quotation,
    Rule,
    Table,
)


def read_blocks(
    tokens: Sequence[Token], lines: Lines, env: dict[str, object]
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks that ``tokens`` say, and what is wrong in them. ``lines`` is the text that was parsed.

    A block of words stands where its words begin (a heading at its ``#``), any other at the first character
    of its line.
    """
    reader = _Reader(lines, env)
    blocks = reader.blocks(tree(tokens))
    return blocks, tuple(reader.findings)


class _Reader:
    def __init__(self, lines: Lines, env: dict[str, object]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._env = env

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        """The blocks of some siblings; a caption becomes part of the table before it."""
        blocks: list[Block] = []
        for node in nodes:
            if node.type == "caption":
                blocks.append(self._with_caption(cast(Table, blocks.pop()), node))
            else:
                blocks += self._block(node)
        return tuple(blocks)

    def _block(self, node: Node) -> tuple[Block, ...]:
        match node.type:
            case "paragraph":
                run = self._run(node)
                children = self._inlines(run)
                return (Paragraph(children, self._lines.rest(run.source(0))),) if children else ()
            case "heading":
                return (self._heading(node),)
            case "bullet_list" | "ordered_list":
                items = tuple(Item(self.blocks(item.children), self._line(item)) for item in node.children)
                start = int(node.opening.attrs.get("start", 1))
                return (List(node.type == "ordered_list", start, items, self._line(node)),)
            case "table":
                return (self._table(node),)
            case "blockquote":
                return (Quotation(self.blocks(node.children), self._line(node)),)
            case "fence" | "code_block":
                return (self._code(node),)
            case "hr":
                return (Rule(self._line(node)),)
            case "division":
                return (self._division(node),)
            case _:
                hint = "remove it, or open what it closes with « ::: name »"
                self._find("invalid-markdown", "this « ::: » closes nothing", self._line(node), hint)
                return ()

    # Blocks of words

    def _run(self, node: Node) -> Run:
        return lines_run(self._lines, node.children[0].opening.meta["starts"])

    def _inlines(self, run: Run) -> tuple[Inline, ...]:
        children, findings = read_inlines(run.text, partial(self._between, run), self._env)
        self.findings += findings
        return children

    def _between(self, run: Run, first: int, last: int) -> Span:
        """The place of a run's characters from ``first`` to ``last``."""
        return self._lines.between(run.source(first), run.source(last))

    def _heading(self, node: Node) -> Heading:
        run = self._run(node)
        span = self._lines.rest(run.source(0))
        token = node.opening
        if token.markup.startswith("#"):
            words = run.text.rstrip("#")  # a closing sequence stands after a blank, or alone
            run = run.cut(len(token.markup), len(words) if words.endswith((" ", "\t")) else len(run.text)).strip()
        run, attributes = self._split(run)
        return Heading(int(token.tag[1]), attributes.id if attributes else "", self._inlines(run), span)

    def _split(self, run: Run) -> tuple[Run, Attributes | None]:
        """Part the words of a run from the attributes at its end."""
        found = trailing_attributes(run.text)
        if found is None:
            return run, None
        start, attributes = found
        if attributes is None:
            place = replace(self._lines.place(run.source(start)), length=len(run.text) - start)
            hint = "write {#id} after a heading, {law=id/article} after a table"
            self._find("invalid-value", f"« {run.text[start:]} » is not well formed", place, hint)
        return run.cut(0, start).strip(), attributes

    # Tables

    def _table(self, node: Node) -> Table:
        head, *body = (row for part in node.children for row in part.children)
        aligns = tuple(
            cast(Literal["", "left", "center", "right"], str(cell.attrs.get("style", "")).removeprefix("text-align:"))
            for cell in (cell.opening for cell in head.children)
        )
        rows = tuple(self._row(row) for row in body)
        return Table(self._row(head), rows, aligns, self._lines.rest(_start(head)))

    def _row(self, row: Node) -> tuple[Cell, ...]:
        """The cells of a row, as many as the table has columns: GFM leaves out what is too much, adds what lacks."""
        start = _start(row)
        runs = row_runs(self._lines, start)
        for run in runs[len(row.children) :]:
            if run.text.strip(" \0"):
                message = f"this cell stands beyond the last of {len(row.children)} columns, and would not be printed"
                span = self._lines.between(run.source(0), run.source(len(run.text) - 1))
                self._find("invalid-table", message, span, "give its column a head; write « \\| » for a bar in a cell")
        missing = Run("", ((0, self._lines.end(start)),))
        cells = []
        for run in (runs + [missing] * len(row.children))[: len(row.children)]:
            place = self._lines.place(run.source(0))
            length = run.source(len(run.text)) - run.source(0)
            cells.append(Cell(self._inlines(run), replace(place, length=max(1, length))))
        return tuple(cells)

    def _with_caption(self, table: Table, node: Node) -> Table:
        run = self._run(node)
        run = run.cut(1, len(run.text)).strip()
        words, attributes = self._split(run)
        law = None
        for name, value in attributes.values.items() if attributes else ():
            place = self._lines.place(run.source(value.start))
            span = replace(place, length=max(1, value.end - value.start))
            target = read_target(f"law:{value.text}")
            if name == "law" and isinstance(target, Target):
                law = EvidenceLink(
                    "law", target.source, target.name, (), span, target.flag, target.alinea, target.sentence
                )
            else:
                written = run.text[value.start : value.end]
                hint = "write {law=id/article} or {law=id/article#4}"
                self._find("invalid-value", f"« {name}={written} » says nothing about a table", span, hint)
        return replace(table, caption=self._inlines(words), law=law)

    # Other blocks

    def _code(self, node: Node) -> CodeBlock:
        token, span = node.opening, self._line(node)
        if token.type == "fence":
            first, end = token.map or (0, 0)
            closing = self._lines.words(end - 1).strip(" \t>")
            if end - 1 == first or not closing.startswith(token.markup) or closing.strip(token.markup[0]):
                self._find(
                    "invalid-markdown",
                    "this block of code is not closed",
                    span,
                    f"close it with a line of « {token.markup} »",
                )
        return CodeBlock(token.content.replace("\0", ""), span)

    def _division(self, node: Node) -> Division:
        said: Opening = node.opening.meta["opening"]
        span = self._lines.rest(said.start)
        if said.attributes is None:
            hint = 'write ::: name, or ::: {.name #id key="value"}'
            self._find("invalid-value", "the name or the attributes of this part are not well formed", span, hint)
        if not said.closed:
            self._find("invalid-markdown", "this part is not closed", span, "close it with a line of « ::: »")
        attributes = said.attributes or Attributes(said.start)
        values = {
            name: Attribute(value.text, replace(self._lines.place(value.start), length=max(1, value.end - value.start)))
            for name, value in attributes.values.items()
        }
        name = next(iter(attributes.classes), "")
        return Division(name, attributes.id, attributes.classes, values, self.blocks(node.children), span)

    def _line(self, node: Node) -> Span:
        first, _ = node.opening.map or (0, 0)
        return self._lines.line(first)

    def _find(self, rule: str, message: str, span: Span, hint: str) -> None:
        self.findings.append(Finding(rule, message, span, hint))


def _start(row: Node) -> int:
    """Where a table's row begins: all its cells know it."""
    start: int = row.children[0].children[0].opening.meta["starts"][0]
    return start
