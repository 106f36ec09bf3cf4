"""From inline tokens to the inlines of ``text``: what the marks in a sentence mean, and where they stand.

This module must not know blocks, nor whether what a link names exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.markdown_notation import Cited, Fault, Target, read_citation, read_target
from plaidoyer.records.markdown_rules import parse_inlines
from plaidoyer.records.markdown_tree import Node, tree
from plaidoyer.records.text import (
    Break,
    Citation,
    CitationItem,
    Code,
    Emphasis,
    EvidenceLink,
    Image,
    Inline,
    Link,
    Marked,
    Strong,
    Text,
)

_LEFTOVERS = (
    (
        re.compile(r"\]\s*\(\s*<?(?:figure|quote|law)\s*:", re.IGNORECASE),
        "this link to evidence is not understood",
        "write [words](figure:id/name), with no blank in the target or before it, and no link, citation or mark in the"
        " words",
    ),
    (
        re.compile(r"\]\(<?(?:https?:|mailto:|tel:|#)", re.IGNORECASE),
        "this link is not understood",
        "write [words](https://…), with no blank in the target, and no link, citation or mark such as [x]{.ours} in the"
        " words: mark the whole link, [[words](https://…)]{.ours}",
    ),
    (
        re.compile(r"\[-?@\w"),
        "this citation is not understood",
        "write [@id/passage, p. 3], with both brackets, in one paragraph",
    ),
    (
        re.compile(r"\]\{[^{}]*\}"),
        "these attributes are not understood",
        'write [words]{.ours}: .class, #id or key="value"',
    ),
)

_WHITE = re.compile(r"[\s\0]+")

Locate = Callable[[int, int], Span]
"""Maps the offsets of two characters of a run to the place from one to the other.

It is that of the first alone where they stand on different lines of the file.
"""


def read_inlines(text: str, locate: Locate, env: dict[str, object]) -> tuple[tuple[Inline, ...], tuple[Finding, ...]]:
    """The inlines of one run of Markdown, whose characters ``locate`` finds in the file."""
    reader = _Reader(text, locate, env)
    children = reader.inlines(tree(parse_inlines(text, env)))
    return children, tuple(reader.findings)


class _Reader:
    def __init__(self, text: str, locate: Locate, env: dict[str, object]) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._locate = locate
        self._env = env

    def inlines(self, nodes: Sequence[Node]) -> tuple[Inline, ...]:
        """The inlines of some nodes. A Text ends where its characters no longer follow one another in the file."""
        found: list[Inline] = []
        words, start = "", 0  # of a Text that may still grow
        for node in nodes:
            token = node.opening
            offset = token.meta["offset"]
            if node.type == "text" and words and start + len(words) == offset:
                words += token.content
                continue
            if node.type == "softbreak" and words:
                words += " "
                found += self._words(words, start)
                words = ""
                continue
            found += self._words(words, start)
            words = ""
            match node.type:
                case "text":
                    words, start = token.content, offset
                case "softbreak":
                    found.append(Text(" ", self._locate(offset, offset)))
                case _:
                    found += self._inline(node)
        return (*found, *self._words(words, start))

    def _words(self, words: str, start: int) -> tuple[Inline, ...]:
        if not words:
            return ()
        if "[" in words or "]" in words:
            for leftover, message, hint in _LEFTOVERS:
                for match in leftover.finditer(words):
                    self._find(message, hint, start + match.start(), start + match.end())
        return (Text(words, self._span(start, start + len(words))),)

    def _inline(self, node: Node) -> tuple[Inline, ...]:
        token = node.opening
        start = token.meta["offset"]
        span = self._span(start, token.meta["end"])
        match node.type:
            case "hardbreak":
                return (Break(span),)
            case "text_special":
                return (Text(token.content, self._span(start, start + len(token.markup))),)
            case "code_inline":
                return (Code(token.content.replace("\0", ""), span),)
            case "image":
                return (Image(str(token.attrs["src"]), _plain(token.children or []), span),)
            case "em":
                return (Emphasis(self.inlines(node.children), self._span(start, node.closing.meta["offset"] + 1)),)
            case "strong":  # its tokens are the inner ones of two pairs
                return (Strong(self.inlines(node.children), self._span(start - 1, node.closing.meta["offset"] + 2)),)
            case "span":
                span = self._span(start, node.closing.meta["end"])
                return (Marked(token.meta["classes"], self.inlines(node.children), span),)
            case "citation":
                return self._citation(token, span)
            case "link":
                return self._link(node)
            case _:  # what a comment left
                return ()

    def _citation(self, token: Token, span: Span) -> tuple[Inline, ...]:
        first = token.meta["offset"] + 1
        items = []
        for item in read_citation(token.content):
            if isinstance(item, Fault):
                self._find(item.message, item.hint, first + item.start, first + item.end)
            else:
                items.append(self._item(item, self._span(first + item.start, first + item.end)))
        return (Citation(tuple(items), span) if items else Text(f"[{_WHITE.sub(' ', token.content)}]", span),)

    def _item(self, item: Cited, span: Span) -> CitationItem:
        prefix, suffix = self._around(item.prefix), self._around(item.suffix)
        return CitationItem(item.source, item.passage, span, prefix, item.locator, suffix, item.suppress_author)

    def _around(self, words: str) -> str:
        """The words before or after a citation, without their marks."""
        words = words.strip()
        return " ".join(_plain(parse_inlines(words, self._env)).split()) if words else ""

    def _link(self, node: Node) -> tuple[Inline, ...]:
        """A link, or the evidence that it names. Of a malformed one its words stay."""
        token = node.opening
        automatic = token.info == "auto"  # <https://…>; else the token stands after its bracket
        start, end = token.meta["offset"] - (not automatic), node.closing.meta["end"]
        span = self._span(start, end)
        target = str(token.attrs["href"])
        children: tuple[Inline, ...]
        if automatic:
            words = node.children[0].opening.content
            children = (Text(words, self._span(start + 1, start + 1 + len(words))),)
        else:
            children = self.inlines(node.children)
        match read_target(target):
            case Target() if automatic:
                self._find(f"« <{target}> » says no words", f"write []({target}) to have them filled in", start, end)
                return children
            case Target(kind, source, name, flag, alinea, sentence):
                return (EvidenceLink(kind, source, name, children, span, flag, alinea, sentence),)
            case Fault(message, hint):
                self._find(message, hint, start, end)
                return children
            case None:
                return (Link(target, children, span),)

    def _find(self, message: str, hint: str, start: int, end: int) -> None:
        self.findings.append(Finding("invalid-value", message, self._span(start, end), hint))

    def _span(self, start: int, end: int) -> Span:
        """From ``start`` to ``end``, or to the end of the line if that comes first."""
        words = self._text[start:end].partition("\n")[0].rstrip(" \t\0")
        return self._locate(start, start + max(0, len(words) - 1))


def _plain(tokens: Sequence[Token]) -> str:
    """The words of some tokens, without any mark."""
    return "".join(
        _plain(token.children or [])
        if token.type == "image"
        else " "
        if token.type in ("softbreak", "hardbreak")
        else token.content
        for token in tokens
    )
