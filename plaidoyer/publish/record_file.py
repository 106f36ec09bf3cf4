"""Additions to a record's YAML file that leave every other byte as it was.

ruamel.yaml writes what is new (see ``record_lines``), never the file: a round trip through it keeps comments and order,
but wraps long lines anew, changes indentation and drops quotation marks, so that a reviewer could no longer see in the
difference what was added. The places of the record's own reader say where new lines belong, and the lines are put
there. Then the file is read again, and must hold exactly the old data and the new, or nothing is handed back.

It must not know what a passage or a figure is; only in which order a record has its tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from plaidoyer.diagnostics import Finding
from plaidoyer.publish.record_lines import STEP, Inline, Noted, Value, block, flow_entry, written
from plaidoyer.records import nodes
from plaidoyer.records.files import decode
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.yaml import parse_yaml

TABLES = ("captures", "articles", "passages", "figures")
"""The tables of a record in the order in which they stand in a file: a new one goes before those behind it."""

_APART = ("passages", "figures")  # a blank line stands before these
_STRUCTURAL = ("invalid-yaml", "duplicate-key", "invalid-file")
_COMMENT_LINE = re.compile(r"([ ]*)#[^\n]*(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")


class Addition(Struct, frozen=True):
    """An entry ``name`` for a table (``passages``, ``figures``); without a name, an item for a list (``captures``)."""

    table: str
    name: str
    value: Value


class CannotEdit(Exception):
    """A record that is left as it is: why, how to mend it, and what was found in it."""

    def __init__(self, message: str, hint: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.message, self.hint, self.findings = message, hint, tuple(findings)


def new_record(fields: Mapping[str, Value], head: str = "") -> bytes:
    """The bytes of a new record with these fields, in their order, below the comment ``head``."""
    return (f"# {head}\n" if head else "").encode() + block(fields, 0, STEP).encode()


def with_additions(data: bytes, file: str, additions: Sequence[Addition]) -> bytes:
    """The bytes of a record with entries appended to its tables; what was there is there as before.

    A table that is missing is begun; line ends and indentation are the file's own. ``file`` is its name in findings.
    Raises CannotEdit where the file cannot be read, or where no way is known to write into it.
    """
    old, findings = decode(data, file)
    if old is None:
        raise CannotEdit(f"« {file} » cannot be read", "mend what is told of it first", findings)
    root = _sound(old, file)
    text = data.decode()
    for addition in additions:
        text = _added(text, file, addition)
    new = text.encode()
    read, _ = decode(new, file)
    if read is None or not _holds(root, _root(read, file), additions) or _news(old, read, file):
        raise CannotEdit(
            f"« {file} » is written in a way that nothing can safely be added to",
            "add the entry by hand, or write its tables as « name: value » lines, indented by two spaces",
        )
    return new


def _sound(text: str, file: str) -> nodes.Mapping:
    """The root of a record whose structure is certain. Raises CannotEdit."""
    _, findings = read_source(text, file, file.rpartition("/")[2].partition(".")[0])
    root = _root(text, file)
    broken = [finding for finding in findings if finding.rule in _STRUCTURAL]
    if broken or root is None:
        raise CannotEdit(f"« {file} » cannot be read as a record", "mend what is told of it first", broken or findings)
    return root


def _root(text: str, file: str) -> nodes.Mapping | None:
    root, _ = parse_yaml(text, file)
    return root if isinstance(root, nodes.Mapping) else None


# Where new lines belong ---------------------------------------------------------------------------


class _Edit(Struct, frozen=True):
    """Words for the characters from ``start`` to ``end`` of a text whose lines end with LF."""

    start: int
    end: int
    words: str


def _added(raw: str, file: str, addition: Addition) -> str:
    """``raw``, with its own line ends, and one entry more. Raises CannotEdit."""
    text = re.sub(r"\r\n?", "\n", raw)
    root = _root(text, file)
    if root is None:  # an addition before this one has broken it
        return raw
    entry = next((entry for entry in root.entries if entry.key.text == addition.table), None)
    edits = _into_table(text, root, entry, addition) if entry else [_new_table(text, root, addition)]
    if not edits:
        raise CannotEdit(
            f"« {addition.table} » on line {entry.span.line if entry else 1} of « {file} » is not "
            + ("a mapping of names" if addition.name else "a list"),
            f"write « {addition.table}: » and its entries below it, indented by two spaces",
        )
    return _edited(raw, text, edits)


def _into_table(text: str, root: nodes.Mapping, entry: nodes.Entry, addition: Addition) -> list[_Edit]:
    """What puts an entry into a table that is there; nothing where it is no table."""
    node = entry.value
    if isinstance(node, nodes.Scalar) and node.plain and not node.text.strip():
        return [] if _is_flow(root) else [_below(text, root, entry, addition)]
    if not isinstance(node, nodes.Mapping if addition.name else nodes.Sequence):
        return []
    if not _is_flow(node):
        words = block(_content(addition), _column(node), _step(node))
        return [_Edit(*(2 * (_line_after(text, node, max(_column(node), _column(root) + 1)),)), words)]
    if not _children(node) and not _is_flow(root) and "\n" not in text[node.start : node.end]:
        start = len(text[: node.start].rstrip(" \t"))
        return [_below(text, root, entry, addition), _Edit(start, node.end, "")]
    return [_into_flow(node, addition)]


def _below(text: str, root: nodes.Mapping, entry: nodes.Entry, addition: Addition) -> _Edit:
    """The first entry of a table whose name stands alone, or before ``{}``."""
    place = _line_after(text, entry.value, _column(root) + 1)
    step = _step(root)
    return _Edit(place, place, block(_content(addition), _column(root) + step, step))


def _into_flow(node: nodes.Mapping | nodes.Sequence, addition: Addition) -> _Edit:
    """An entry more between brackets."""
    children = _children(node)
    place = children[-1].end if children else node.start + 1
    return _Edit(place, place, (", " if children else "") + flow_entry(_content(addition)))


def _new_table(text: str, root: nodes.Mapping, addition: Addition) -> _Edit:
    """The table, with its first entry, behind the fields that come before it."""
    table: dict[str, Value] = {addition.table: _content(addition)}
    if _is_flow(root):
        place = root.entries[-1].value.end
        return _Edit(place, place, ", " + flow_entry(table))
    later = TABLES[TABLES.index(addition.table) + 1 :]
    before = list(root.entries)
    for index, entry in enumerate(root.entries):
        if index and entry.key.text in later:
            before = before[:index]
            break
    place = _line_after(text, before[-1].value, _column(root) + 1)
    words = block(table, _column(root), _step(root))
    if addition.table in _APART:
        follows = text[place:].partition("\n")[0].strip()
        words = "\n" + words + ("\n" if follows else "")
    return _Edit(place, place, words)


def _content(addition: Addition) -> dict[str, Value] | list[Value]:
    return {addition.name: addition.value} if addition.name else [addition.value]


def _line_after(text: str, node: nodes.Node, column: int) -> int:
    """Where a line may be put behind ``node``: past its own comments, which are indented to ``column`` or more.

    A block that keeps its last blank lines (``|+``) keeps them.
    """
    end = text.find("\n", node.end)
    place = len(text) if end < 0 else end + 1
    last = node
    while children := _children(last):
        last = children[-1]
    if isinstance(last, nodes.Scalar) and last.style in ("literal", "folded"):
        kept = _BLANK_LINES.match(text, place) if "+" in text[last.start : last.start + 3] else None
        return kept.end() if kept else place
    while (comment := _COMMENT_LINE.match(text, place)) and len(comment[1]) >= column:
        place = comment.end()
    return place


def _children(node: nodes.Node) -> list[nodes.Node]:
    if isinstance(node, nodes.Mapping):
        return [entry.value for entry in node.entries]
    return list(node.items) if isinstance(node, nodes.Sequence) else []


def _is_flow(node: nodes.Mapping | nodes.Sequence) -> bool:
    return node.origin.text[node.start] in "{["


def _column(node: nodes.Node) -> int:
    """How many characters stand before a node on its line."""
    return node.span.column - 1


def _step(node: nodes.Mapping | nodes.Sequence) -> int:
    """By how many spaces the mappings inside a mapping are indented: as the first one is."""
    if isinstance(node, nodes.Mapping):
        for child in _children(node):
            if isinstance(child, nodes.Mapping) and not _is_flow(child) and _column(child) > _column(node):
                return _column(child) - _column(node)
    return STEP


def _edited(raw: str, text: str, edits: Sequence[_Edit]) -> str:
    """``raw`` with edits to ``text``, which is the same but for its line ends; new lines end as the first one does."""
    ends = [match.start() - number for number, match in enumerate(re.finditer("\r\n", raw))]
    first = re.search(r"\r\n?|\n", raw)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        words = edit.words
        if words.endswith("\n") and edit.start == len(text) and not text.endswith("\n"):
            words = "\n" + words[:-1]
        start, end = (place + bisect_left(ends, place) for place in (edit.start, edit.end))
        raw = raw[:start] + words.replace("\n", first[0] if first else "\n") + raw[end:]
    return raw


# The proof ----------------------------------------------------------------------------------------


def _holds(old: nodes.Mapping, new: nodes.Mapping | None, additions: Sequence[Addition]) -> bool:
    """Whether ``new`` is the data of ``old`` and the additions, in the order in which they stand."""
    if new is None:
        return False
    names = {addition.table for addition in additions}
    before, after = dict(_fields(old)), dict(_fields(new))
    kept = [name for name in after if name in before]
    if kept != list(before) or set(after) - set(before) - names:
        return False
    wanted: dict[str, list[Any]] = {name: list(before.get(name) or ()) for name in names}
    for addition in additions:
        value = _data(addition.value)
        wanted[addition.table].append((addition.name, value) if addition.name else value)
    return all(after[name] == (tuple(wanted[name]) if name in names else before[name]) for name in after)


def _fields(root: nodes.Mapping) -> tuple[tuple[str, Any], ...]:
    return tuple((entry.key.text, _read(entry.value)) for entry in root.entries)


def _read(node: nodes.Node) -> Any:
    """A node as plain data: a mapping is a tuple of pairs, so that order counts."""
    if isinstance(node, nodes.Mapping):
        return _fields(node)
    if isinstance(node, nodes.Sequence):
        return tuple(_read(item) for item in node.items)
    return node.text if isinstance(node, nodes.Scalar) else None


def _data(value: Value) -> Any:
    """What ``_read`` gives for a value once it is written."""
    if isinstance(value, Noted | Inline):
        return _data(value.value)
    if isinstance(value, Mapping):
        return tuple((name, _data(each)) for name, each in value.items())
    if isinstance(value, str | bool | int | Decimal):
        return written(value)
    return tuple(_data(each) for each in value)


def _news(old: str, new: str, file: str) -> bool:
    """Whether the record's reader has anything to say of ``new`` that it does not say of ``old``."""
    stem = file.rpartition("/")[2].partition(".")[0]
    said = [
        Counter((finding.rule, finding.message) for finding in read_source(text, file, stem)[1]) for text in (old, new)
    ]
    return bool(said[1] - said[0])
