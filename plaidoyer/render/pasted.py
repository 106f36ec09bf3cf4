"""The texts of an amendment as plain text, to be pasted into the chambers' systems: no mark-up, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plaidoyer.compose.document import (
    AmendedArticle,
    AmendmentPages,
    Block,
    Chart,
    CodeBlock,
    Heading,
    KeyFigure,
    List,
    Paragraph,
    Part,
    Quotation,
    Rule,
    Table,
    Tabled,
    TabledSheet,
)
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.words import Break, Image, Inline, Text


def pasted(pages: AmendmentPages) -> Mapping[str, str]:
    """The texts by the names of their files, without ending; none where a wording is not proved.

    Sheets of one form are one file, with a rule between two amendments. A draft says so on the first line.
    """
    if any(sheet.fault for tabled in pages.tabled for sheet in tabled.sheets):
        return {}
    texts: dict[str, list[str]] = {}
    for tabled in pages.tabled:
        for sheet in tabled.sheets:
            texts.setdefault(sheet.name, []).append(_joined(_sheet(sheet)))
        texts[tabled.consolidated] = [_joined(_consolidated(tabled))]
    mark = f"{catalogue(pages.lang).gettext('DRAFT')}\n\n" if pages.draft else ""
    return {name: f"{mark}{_RULE.join(found)}\n" for name, found in texts.items()}


_RULE = "\n\n――――――――\n\n"


def _joined(parts: Iterable[Sequence[str]]) -> str:
    """Parts with a blank line between them, each of lines."""
    return "\n\n".join("\n".join(part) for part in parts if part)


def _sheet(sheet: TabledSheet) -> Iterator[Sequence[str]]:
    if sheet.subtitle:  # the name of a law is its own; an amendment has fields for number, author and bill
        yield [sheet.title, sheet.subtitle]
    wording = [part for one in sheet.wording for part in ([plain(one.head)], *([plain(p)] for p in one.paragraphs))]
    text = [part for part in ([plain(sheet.division)], *wording) if part != [""]]
    reasons: list[Sequence[str]] = []
    if sheet.reasons:
        reasons = [[sheet.reasons_title], *([[sheet.address]] if sheet.address else []), *_blocks(sheet.reasons)]
    yield from (*reasons, *text) if sheet.reasons_first else (*text, *reasons)


def _consolidated(tabled: Tabled) -> Iterator[Sequence[str]]:
    for article in tabled.articles:
        yield [article.title]
        yield from _alineas(article)


def _alineas(article: AmendedArticle) -> Iterator[Sequence[str]]:
    if not article.alineas:
        yield [article.remark]
    for alinea in article.alineas:
        yield [plain(alinea)]


def _blocks(blocks: Iterable[Block]) -> Iterator[Sequence[str]]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield [plain(block.children)]
            case List():
                numbers = range(block.start, block.start + len(block.items))
                heads = [f"{number}. " if block.ordered else "– " for number in numbers]
                items = (" ".join(" ".join(part) for part in _blocks(item.blocks)) for item in block.items)
                yield [head + item for head, item in zip(heads, items, strict=True)]
            case Quotation() | Part():
                yield from _blocks(block.blocks)
            case CodeBlock():
                yield block.text.splitlines()
            case Table():  # no chamber's form takes one, nor a picture: their words are kept
                yield [plain(block.caption)] if block.caption else []
                rows = [row for row in (block.head, *block.rows) if row]
                yield [" | ".join(plain(cell.children) for cell in row) for row in rows]
            case Chart():
                bars = [f"– {', '.join(filter(None, (bar.label, bar.value, bar.kind_word)))}" for bar in block.bars]
                yield [*filter(None, (plain(block.title), *bars, *block.caveats, plain(block.source)))]
                yield from _blocks(block.blocks)
            case KeyFigure():
                stated = " ".join(filter(None, (block.number, block.unit, block.of)))
                said = ", ".join(filter(None, (stated, block.kind_word, block.caveat)))
                yield [*filter(None, (said, plain(block.source)))]
                yield from _blocks(block.blocks)
            case Rule():
                pass


def plain(children: Iterable[Inline]) -> str:
    """The words of a run, notes in their place."""
    return "".join(_words(child) for child in children)


def _words(node: Inline) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return " "
        case Image():
            return f"[{node.alt}]" if node.alt else ""
        case _:
            return plain(node.children)
