"""Comments that silence a rule, with a reason: ``# plaidoyer: allow RULE: reason`` in YAML.

At the end of a line a comment covers that line, or the entry that begins on it; alone on its line it
covers the whole next entry. Which rules there are, and which may be silenced, is for other rooms.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from plaidoyer.diagnostics import Finding
from plaidoyer.records.nodes import Entry, Node, Scalar, Sequence, walk
from plaidoyer.records.text import Allowance

_COMMENT = re.compile(r"#[ \t]*plaidoyer\b(?=([^\n]*))")
_ALLOW = re.compile(r"#\s*plaidoyer\s*:\s*allow\s+([a-z][a-z-]*)\s*:\s*(\S.*?)\s*")


def read_allowances(root: Node | None) -> tuple[tuple[Allowance, ...], tuple[Finding, ...]]:
    """The allowances among the comments of a YAML text, and ``invalid-value`` for each malformed one."""
    if root is None or not _COMMENT.search(root.origin.text):
        return (), ()
    origin = root.origin
    nodes = list(walk(root))
    scalars = [node for node in nodes if isinstance(node, Scalar)]
    starts = [scalar.start for scalar in scalars]
    extents = _extents(nodes)
    lines = sorted(extents)
    allowances: list[Allowance] = []
    findings: list[Finding] = []
    for match in _COMMENT.finditer(origin.text):
        before = bisect_right(starts, match.start()) - 1
        scalar = scalars[before] if before >= 0 else None
        if not _is_comment(match.start(), origin.text, scalar):
            continue
        place = origin.span(match.start(), match.end(1))
        said = _ALLOW.fullmatch(match[0] + match[1])
        if not said:
            hint = "write « # plaidoyer: allow RULE: reason », with the rule's name and a reason"
            findings.append(Finding("invalid-value", "this allowance lacks its rule or its reason", place, hint))
            continue
        first = last = place.line
        if origin.line_text(match.start())[: place.column - 1].strip():
            last = max(first, extents.get(first, (0, 0))[0])
        else:
            following = lines[bisect_right(lines, first) :][:1]
            last = extents[following[0]][1] if following else first
        allowances.append(Allowance(said[1], said[2], first, last, place))
    return tuple(allowances), tuple(findings)


def _extents(nodes: list[Entry | Node]) -> dict[int, tuple[int, int]]:
    """For each line on which an entry or a list's item begins: the last line of its entries, and of both."""
    extents: dict[int, tuple[int, int]] = {}
    for node in nodes:
        if isinstance(node, Entry):
            first, last = node.span.line, node.key.origin.line(node.value.end)
            entries, both = extents.get(first, (0, 0))
            extents[first] = max(entries, last), max(both, last)
        elif isinstance(node, Sequence):
            for item in node.items:
                first, last = item.span.line, item.origin.line(item.end)
                entries, both = extents.get(first, (0, 0))
                extents[first] = entries, max(both, last)
    return extents


def _is_comment(index: int, text: str, before: Scalar | None) -> bool:
    """Whether ``#`` at ``index`` begins a comment: after a blank, in no text and in no other comment.

    ``before`` is the last scalar that begins before it. The header line of a block may have a comment.
    """
    line = text.rfind("\n", 0, index) + 1
    if before is not None and index < before.end:
        return before.style in ("literal", "folded") and line <= before.start and "#" not in text[before.start : index]
    start = max(line, before.end) if before is not None else line
    return "#" not in text[start:index] and (index == line or text[index - 1] in " \t")
