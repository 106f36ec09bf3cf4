"""The Markdown parser: CommonMark and tables from markdown-it, and the syntax that is our own.

Ours are citations, ``[words]{.class}``, fenced divs, table captions and what comments leave behind. Every
token knows where it begins: markdown-it gives inline tokens no place, and blocks their lines only. What
the tokens mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct

from plaidoyer.records.markdown_attributes import Attributes, read_attributes
from plaidoyer.records.markdown_comments import HIDDEN, CodeSpans
from plaidoyer.records.markdown_notation import is_citation

MAX_NESTING = 50
"""How many blocks may stand in one another; a list counts for two."""

_MAX_BRACKETS = 10

_COLONS = re.compile(r":{3,}[ \t]*")
_NAME = re.compile(r"[^\s{}]+?(?=[ \t]*:*[ \t]*$)", re.MULTILINE)
_OPENING_END = re.compile(r"[ \t]*:*[ \t]*$", re.MULTILINE)
# Each alternative begins with one certain character: the engine then skips to the next of them.
_BRACKET = re.compile(r"\\.|``*|<[a-z][^<>\s]*>|\[|\]", re.IGNORECASE | re.DOTALL)
_LANDMARK = re.compile(
    r"(?P<item>(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?:(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})|:{3,}[ \t]*(?P<name>\S)?)"
)


class Opening(Struct, frozen=True):
    """The opening of a fenced div: where it begins, its attributes (None where malformed), whether a line closes it."""

    start: int
    attributes: Attributes | None
    closed: bool


class _BlockState(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; the inline content before it, if any, learns where the words of each of its lines begin."""
        if self.tokens and self.tokens[-1].type == "inline":
            content = self.tokens[-1]
            first, last = content.map or (0, 0)
            content.meta["starts"] = [self.bMarks[line] + self.tShift[line] for line in range(first, last)]
        return super().push(ttype, tag, nesting)


class _BlockParser(ParserBlock):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:
        """Read the blocks of ``src`` into ``outTokens``."""
        state = _BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Read the blocks of some lines; ``env["too-deep"]`` is the first line that is given up."""
        if state.level >= MAX_NESTING:
            state.env.setdefault("too-deep", startLine)
        super().tokenize(state, startLine, endLine)


class _InlineState(StateInline):
    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:
        super().__init__(src, md, env, outTokens)
        self._pending_offset = 0
        self._marker: tuple[Token, int] | None = None
        self._brackets: dict[int, int] | None = None

    def closing(self, start: int) -> int:
        """Where the bracket that opens at ``start`` is closed; -1 where none opens, is closed, or is read so deep.

        Without this the parser would look from every ``[`` to the end of the text, and take minutes over thousands.
        """
        if self._brackets is None:
            self._brackets = _brackets(self.src)
        end = self._brackets.get(start, -1)
        return end if end < self.posMax else -1

    def append_pending(self, text: str) -> None:
        """Add literal text, and remember where the first of it stands."""
        if not self.pending:
            self._pending_offset = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        """Push the literal text as a token."""
        token = super().pushPending()
        token.meta["offset"] = self._pending_offset
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token that begins here; of a run such as ``***`` the markers are pushed in turn from its first."""
        before = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        token.meta["offset"] = self.pos
        if ttype == "text":
            if before and self._marker == (before, self.pos):
                token.meta["offset"] = before.meta["offset"] + len(before.content)
            self._marker = token, self.pos
        return token


class _InlineParser(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read the inlines of ``src`` into ``tokens``, each with ``meta["offset"]`` and ``meta["end"]``."""
        state = _InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        end = len(src)
        for token in reversed(tokens):
            token.meta["end"] = end
            end = token.meta["offset"]
        return tokens


class _Markdown(MarkdownIt):
    """CommonMark with tables and our own syntax; link targets are left as the author wrote them."""

    def __init__(self) -> None:
        super().__init__()
        self.inline, self.block = _InlineParser(), _BlockParser()
        self.configure("commonmark", {"html": False, "maxNesting": MAX_NESTING})
        self.enable("table")
        self.disable(["html_block", "html_inline", "fragments_join"])
        self.block.ruler.before("table", "caption", _caption, {"alt": ["blockquote"]})
        self.block.ruler.before(
            "table", "division", _division, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
        self.inline.ruler.before("link", "citation", _with_attributes(_citation))
        self.inline.ruler.before("link", "span", _span)
        self.inline.ruler.at("link", _with_attributes(link))
        self.inline.ruler.at("image", _with_attributes(image))
        self.inline.ruler.before("text", "hidden", _hidden)
        self.inline.add_terminator_char(HIDDEN)

    def normalizeLink(self, url: str) -> str:
        """The target as written."""
        return url

    def normalizeLinkText(self, link: str) -> str:
        """The words of ``<https://…>`` as written."""
        return link

    def validateLink(self, url: str) -> bool:
        """Every target is a link: what it may be is judged, with a finding, where its meaning is known."""
        return True


def parse_blocks(text: str) -> tuple[list[Token], dict[str, object]]:
    r"""The block tokens of ``text`` (line ends ``\n``), and what inlines need to know of it: its reference links."""
    env: dict[str, object] = {}
    tokens: list[Token] = []
    PARSER.block.parse(text, PARSER, env, tokens)
    return tokens, env


def parse_inlines(text: str, env: dict[str, object]) -> list[Token]:
    """The inline tokens of ``text``."""
    return PARSER.inline.parse(text, PARSER, env, [])


# Blocks -----------------------------------------------------------------------------------------------


def _caption(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """``: words`` after a table, blank lines between or not."""
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start : start + 2] not in (": ", ":\t") or state.is_code_block(line):
        return False
    if silent:
        return state.parentType == "table"
    if not state.tokens or state.tokens[-1].type != "table_close":
        return False
    table = next(token for token in reversed(state.tokens) if token.type == "table_open")
    paragraph(state, line, end, False)
    state.tokens[-3].type, state.tokens[-1].type = "caption_open", "caption_close"
    if table.map:
        table.map[1] = state.line
    return True


def _division(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """``::: name`` or ``::: {…}`` … ``:::``. As in Pandoc, a bare ``:::`` of any length closes the innermost div."""
    start = state.bMarks[line] + state.tShift[line]
    colons = _COLONS.match(state.src, start, state.eMarks[line])
    if not colons or state.is_code_block(line):
        return False
    if silent:
        return True
    if colons.end() == state.eMarks[line]:
        token = state.push("stray", "", 0)
        token.map = [line, line + 1]
        state.line = line + 1
        return True
    attributes = _opening(state.src, colons.end())
    first = line + 1
    while attributes and first < end and state.eMarks[first - 1] < attributes.end:
        first += 1
    close = _closing_line(state, first, end)
    last = _parent_end(state, first, end) if close is None else close

    old_type, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "division", last
    token = state.push("division_open", "div", 1)
    token.map = [line, last if close is None else last + 1]
    token.meta["opening"] = Opening(start, attributes, close is not None)
    state.md.block.tokenize(state, first, last)
    state.push("division_close", "div", -1)
    state.parentType, state.lineMax = old_type, old_end
    state.line = token.map[1]
    return True


def _opening(text: str, start: int) -> Attributes | None:
    if text[start] == "{":
        attributes = read_attributes(text, start)
        return attributes if attributes and _OPENING_END.match(text, attributes.end) else None
    name = _NAME.match(text, start)
    return Attributes(name.end(), classes=(name[0],)) if name else None


def _parent_end(state: StateBlock, first: int, end: int) -> int:
    """The line on which the block around ends."""
    return next((line for line in range(first, end) if _leaves(state, line)), end)


def _leaves(state: StateBlock, line: int) -> bool:
    return state.sCount[line] < state.blkIndent and not state.isEmpty(line)


def _closing_line(state: StateBlock, first: int, end: int) -> int | None:
    """The ``:::`` that closes a div whose content begins on the line ``first``; inner divs and code are passed over."""
    depth, fence = 1, ""
    for line in range(first, end):
        if _leaves(state, line):
            return None
        words = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
        if fence:
            if words.startswith(fence) and not words.strip(fence[0]):
                fence = ""
        # Below the mark of a list item that opened a div, four spaces are the item's own, not code's.
        elif (landmark := _LANDMARK.match(words)) and (depth > 1 or not state.is_code_block(line)):
            if landmark["fence"]:
                fence = landmark["fence"]
            elif landmark["name"]:
                depth += 1
            elif not landmark["item"]:
                depth -= 1
            if depth == 0:
                return line
    return None


# Inlines ----------------------------------------------------------------------------------------------

_Rule = Callable[[StateInline, bool], bool]


def _hidden(state: StateInline, silent: bool) -> bool:
    """What a comment left."""
    end = state.pos
    while end < state.posMax and state.src[end] == HIDDEN:
        end += 1
    if end == state.pos:
        return False
    if not silent:
        state.push("hidden", "", 0)
    state.pos = end
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    """``[see @id/passage, p. 3; @other]``, unless ``(`` follows."""
    end = _closing(state)
    inside = state.src[state.pos + 1 : end]
    if end < 0 or state.src[end + 1 : min(end + 2, state.posMax)] == "(" or not is_citation(inside):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = inside
    state.pos = end + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """``[words]{.class}``"""
    end = _closing(state)
    if end < 0 or state.src[end + 1 : min(end + 2, state.posMax)] != "{":
        return False
    attributes = read_attributes(state.src, end + 1)
    if not attributes or attributes.end > state.posMax:
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        token = state.push("span_open", "span", 1)
        token.meta["classes"] = attributes.classes
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = attributes.end
    return True


def _closing(state: StateInline) -> int:
    """Where the bracket of the link, image, citation or span that may begin here is closed; -1 where it is not."""
    is_image = state.src[state.pos] == "!"
    return state.closing(state.pos + is_image) if isinstance(state, _InlineState) else -1


def _brackets(text: str) -> dict[int, int]:
    """Where brackets open and are closed, but for those within ten others. Code is passed over."""
    code = CodeSpans(text)
    opened: list[int] = []
    pairs: dict[int, int] = {}
    position = 0
    while mark := _BRACKET.search(text, position):
        position = mark.end()
        if mark[0][0] == "`":
            position = code.end(mark.start(), len(mark[0]))
        elif mark[0] == "[":
            opened.append(mark.start())
        elif mark[0] == "]" and opened:
            pairs[opened.pop()] = mark.start()
    read: dict[int, int] = {}
    around: list[int] = []
    for start, end in sorted(pairs.items()):
        while around and around[-1] < start:
            around.pop()
        around.append(end)
        if len(around) <= _MAX_BRACKETS:
            read[start] = end
    return read


def _with_attributes(rule: _Rule) -> _Rule:
    """``rule`` of a bracket, and the attributes that may follow, which say nothing to us."""

    def with_attributes(state: StateInline, silent: bool) -> bool:
        if _closing(state) < 0 or not rule(state, silent):
            return False
        if state.src[state.pos : state.pos + 1] == "{" and (attributes := read_attributes(state.src, state.pos)):
            state.pos = min(attributes.end, state.posMax)
        return True

    return with_attributes


PARSER: MarkdownIt = _Markdown()
