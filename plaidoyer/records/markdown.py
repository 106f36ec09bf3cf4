"""Reading the Markdown of a brief into the blocks and inlines of ``text``, each with its exact place.

CommonMark and pipe tables, with the syntax of briefs: citations, evidence links, marked words, fenced divs,
captions, identifiers. HTML is literal text, its comments are never printed. Nothing is resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.markdown_blocks import read_blocks
from plaidoyer.records.markdown_comments import HIDDEN, cut_line_ends, hide
from plaidoyer.records.markdown_inlines import read_inlines
from plaidoyer.records.markdown_rules import MAX_NESTING, parse_blocks
from plaidoyer.records.markdown_runs import Inside, Lines, Locate
from plaidoyer.records.text import Allowance, Body, Inline

_LINE_END = re.compile(r"\r\n?")


def parse_body(text: str, file: str, first_line: int) -> tuple[Body, tuple[Finding, ...]]:
    """Read the Markdown after the front matter, whose first line is the file's line ``first_line``.

    Gives the body and findings: ``invalid-markdown`` (what is not closed, or nested too deeply) and
    ``invalid-value`` (a malformed citation, link, attribute or allowance). Any text gives a body.

    An allowance alone on its lines covers the block that begins next (of several on one line the outermost, a table
    with its caption); one beside other words covers that line.
    """
    return _bounded(text, partial(Lines, file=file, first_line=first_line))


def parse_body_inside(text: str, locate: Locate) -> tuple[Body, tuple[Finding, ...]]:
    r"""Read Markdown that stands in its file in another form, with line ends ``\n``; findings are as for a body."""
    return _bounded(text, partial(Inside, locate=locate))


def parse_inline(text: str, locate: Callable[[int], Span]) -> tuple[tuple[Inline, ...], tuple[Finding, ...]]:
    """Read one run of inline Markdown; ``locate`` maps an offset in ``text`` to its place.

    Findings are as for a body. Comments are left out, and allow nothing.
    """
    hidden = hide(text.replace("\0", "\ufffd").replace("\r", " "))

    def between(first: int, last: int) -> Span:
        start, end = locate(first), locate(last)
        return replace(start, length=end.column - start.column + 1 if end.line == start.line else 1)

    try:
        children, findings = read_inlines(hidden.text, between, {})
    except RecursionError:
        return (), (_too_deep(locate(0)),)
    if hidden.unclosed is not None:
        findings += (_unclosed(locate(hidden.unclosed)),)
    return children, findings


def _bounded(text: str, lines: Callable[[str], Lines]) -> tuple[Body, tuple[Finding, ...]]:
    try:
        return _read_body(_LINE_END.sub("\n", text).replace("\0", "\ufffd"), lines)
    except RecursionError:
        return Body(()), (_too_deep(lines(text).place(0)),)


def _read_body(text: str, lines: Callable[[str], Lines]) -> tuple[Body, tuple[Finding, ...]]:
    hidden = hide(text)
    shown = lines(cut_line_ends(hidden.text))
    tokens, env = parse_blocks(shown.text)
    blocks, found = read_blocks(tokens, shown, env)
    findings = list(found)
    if isinstance(line := env.get("too-deep"), int):
        findings.append(_too_deep(shown.line(line)))

    written = lines(text)
    if hidden.unclosed is not None:
        findings.append(_unclosed(written.place(hidden.unclosed)))
    extents = [(token.map[0], token.map[1] - 1) for token in tokens if token.map]
    allowances = []
    for comment in hidden.comments:
        place = written.place(comment.start)
        first, last = written.number(comment.start), written.number(comment.end - 1)
        alone = not any(shown.words(line).strip(f" \t>{HIDDEN}") for line in (first, last))
        if comment.allowance:
            last = _follower(last, extents) if alone else first
            allowances.append(Allowance(*comment.allowance, place.line, shown.line(last).line, place))
        elif comment.is_directive:
            hint = "write <!-- plaidoyer: allow RULE: reason -->, with the rule's name and a reason"
            findings.append(Finding("invalid-value", "this allowance lacks its rule or its reason", place, hint))
    return Body(blocks, tuple(allowances)), tuple(findings)


def _follower(line: int, extents: Iterable[tuple[int, int]]) -> int:
    """The last line of the block that is the first to begin after ``line``: of several, the outermost."""
    following = [(first, -last) for first, last in extents if first > line]
    return -min(following)[1] if following else line


def _unclosed(place: Span) -> Finding:
    return Finding("invalid-markdown", "this comment is not closed", place, "close it with « --> »")


def _too_deep(place: Span) -> Finding:
    message = "this is nested too deeply to be read"
    return Finding("invalid-markdown", message, place, f"nest fewer than {MAX_NESTING} parts, quotations and lists")
