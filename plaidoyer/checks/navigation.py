"""Rules about finding one's way: headings, links, and tables, which are read aloud by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding
from plaidoyer.records import text as t
from plaidoyer.spelling import did_you_mean

_ADDRESS = re.compile(r"https?://|mailto:|tel:", re.IGNORECASE)
_OF_THE_PAGE = frozenset({"ask", "sources"})
"""Identifiers that the page gives to parts of its own."""


def unknown_references(case: Case) -> Iterator[Finding]:
    """Links that lead nowhere: to ``#id`` that nothing carries, or to what is no address."""
    brief, blocks = case.brief, case.brief.body.blocks
    known = {name for name, _ in _names(blocks)}
    for link in _links((t.Paragraph(brief.ask, brief.span), *blocks)):
        if link.target.startswith("#") and link.target[1:] not in known:
            yield Finding(
                "unknown-reference",
                f"nothing in this brief is called « {link.target} »",
                link.span,
                did_you_mean(link.target[1:], known) or "give the identifier to a heading or a chart: {#id}",
            )
    for link in _links(brief.blocks[len(blocks) :]):
        if link.target.startswith("#"):
            yield Finding(
                "unknown-reference",
                f"« {link.target} » leads nowhere: the reasons of an amendment are tabled on their own",
                link.span,
                "say it in words",
            )
    for link in _links((t.Paragraph(brief.ask, brief.span), *brief.blocks)):
        if not link.target.startswith("#") and not _ADDRESS.match(link.target):
            said = f"« {link.target} » is no address that a page can lead to" if link.target else "this link is empty"
            hint = "write https://…, mailto:…, tel:…, or #id for a place in this brief"
            yield Finding("unknown-reference", said, link.span, hint)


def repeated_ids(case: Case) -> Iterator[Finding]:
    """Identifiers that two places of a brief carry, or that its page gives to a part of its own."""
    taken: dict[str, int] = {}
    for name, block in _names(case.brief.body.blocks):
        if name in _OF_THE_PAGE:
            message = f"« {name} » is what the page calls a part of its own"
            yield Finding("duplicate-id", message, block.span, "choose another identifier")
        elif name in taken:
            message = f"« {name} » is the identifier of a place on line {taken[name]}, too"
            yield Finding("duplicate-id", message, block.span, "choose another identifier for one of the two")
        taken.setdefault(name, block.span.line)


def heading_skips(case: Case) -> Iterator[Finding]:
    """Headings more than one level below the one before; the title is level 1."""
    level = 1
    for heading in t.headings(case.brief.body.blocks):
        if heading.level == 1:
            yield Finding(
                "heading-skip",
                "the title of the brief is its only heading of level 1",
                heading.span,
                "write « ## » for a section",
            )
        elif heading.level > level + 1:
            yield Finding(
                "heading-skip",
                f"this heading is of level {heading.level}, the one before of level {level}",
                heading.span,
                f"write « {'#' * (level + 1)} »",
            )
        level = heading.level


def wordless(case: Case) -> Iterator[Finding]:
    """Headings and links that say nothing. A link without anything between its brackets has its words filled in."""
    brief = case.brief
    for heading in t.headings(brief.blocks):
        if not _says_something(heading.children):
            yield Finding("no-words", "this heading has no words", heading.span, "write them, or remove the heading")
    for link in _links((t.Paragraph(brief.ask, brief.span), *brief.blocks)):
        if link.children and not _says_something(link.children):
            yield Finding("no-words", "this link has no words", link.span, "write them, or remove the link")


def headless_columns(case: Case) -> Iterator[Finding]:
    """Tables whose columns have no heads; the first column may have none, where it holds the heads of rows."""
    for table in t.tables(case.brief.blocks):
        heads = [_says_something(cell.children) for cell in table.head]
        if not any(heads):
            message = "this table has no heads of columns"
            yield Finding("invalid-table", message, table.span, "write in its first line what each column holds")
            continue
        for cell, has_head in list(zip(table.head, heads, strict=True))[1:]:
            if not has_head:
                yield Finding("invalid-table", "this column has no head", cell.span, "write what the column holds")


def _names(blocks: tuple[t.Block, ...]) -> Iterator[tuple[str, t.Heading | t.Division]]:
    for block in t.every(blocks):
        if isinstance(block, t.Heading | t.Division) and block.id:
            yield block.id, block


def _links(blocks: tuple[t.Block, ...]) -> Iterator[t.Link]:
    for run in t.runs(blocks):
        for inline in t.inlines(run.children):
            if isinstance(inline, t.Link):
                yield inline


def _says_something(children: tuple[t.Inline, ...]) -> bool:
    for inline in t.inlines(children):
        match inline:
            case t.Text() | t.Code():
                if any(map(str.isalnum, inline.text)):
                    return True
            case t.Image() | t.EvidenceLink():
                return True
            case t.Link() if not inline.children:
                return True
            case _:
                pass
    return False
