"""YAML as plaidoyer speaks it: text, lists and mappings, and nothing that surprises.

A text goes in, nodes with places come out. The parser is PyYAML's, libyaml where it is there, but only
its events are used: nodes are built here on a stack, so that no depth of nesting can exhaust Python's.
Refused, because an author never means them: aliases, anchors, tags, merge keys, several documents,
lists as keys. It knows no field by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from plaidoyer.diagnostics import Finding
from plaidoyer.records.nodes import Broken, Entry, Mapping, Node, Origin, Scalar, Sequence, Style
from plaidoyer.records.yaml_errors import corrected, explain

MAX_DEPTH = 64
MAX_NODES = 100_000
_MAX_PIECES = 1_000

_LOADER: type = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}

# What YAML 1.1 does not take for text, and the line ends that it knows beside \n: an editor shows none.
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_KEY_LINE = re.compile(r"""^([^\s#\[\]{}"'|>&*!%@`,?:-][^\n:#]*?|"[^"\n]*"|'[^'\n]*')[ ]*:(?=[ \n]|\Z)""", re.MULTILINE)
_IN_QUOTES = "put the value in quotation marks"
_CUT = re.compile(r"[ ]+#(?=\w)(?!\s*plaidoyer\b)[^\n]*")
_CUT_NUMBER = re.compile(r"(?<=[nN][°o])[ ]+#[^\n]*")


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read one YAML document; its first line is line ``first_line`` of ``file``.

    Never raises. What is sound is returned beside the findings: where the syntax breaks, every entry at
    the top is read by itself, and the broken ones become ``Broken``. Without any node there is at least
    one finding.
    """
    origin = Origin(text, file, first_line)
    readable, findings = _readable(origin)
    tabs = [match.end() - 1 for match in _TAB_INDENT.finditer(text)]
    if tabs:
        findings.append(_tabs(origin, tabs))
    try:
        root, found = (None, []) if tabs else _read(readable, 0, origin)
        findings += found
    except yaml.YAMLError as error:
        root, found = _salvage(readable, tabs, origin)
        findings += found or [explain(error, 0, origin)]
    else:
        if tabs:
            root, found = _salvage(readable, tabs, origin)
            findings += found
    if root is None and not findings:
        hint = "write « field: value » lines"
        findings.append(
            Finding("invalid-yaml", "there is nothing here but comments or blank lines", origin.span(0), hint)
        )
    return root, tuple(findings)


def _readable(origin: Origin) -> tuple[str, list[Finding]]:
    """The text with a stand-in, of the same length, for each character that YAML cannot hold."""
    first: dict[str, int] = {}
    for match in _UNPRINTABLE.finditer(origin.text):
        first.setdefault(match[0], match.start())
    findings = [
        Finding(
            "invalid-yaml",
            f"the invisible character U+{ord(char):04X} cannot stand in YAML",
            origin.span(index),
            "remove it; it often comes along with text pasted from a PDF or a web page",
        )
        for char, index in first.items()
    ]
    return (_UNPRINTABLE.sub("\ufffd", origin.text) if first else origin.text), findings


def _tabs(origin: Origin, tabs: list[int]) -> Finding:
    more = f" (and {len(tabs) - 1} more)" if len(tabs) > 1 else ""
    return Finding(
        "invalid-yaml",
        f"this line{more} is indented with a tab",
        origin.span(tabs[0]),
        "indent with spaces, two a level",
    )


# A broken document, entry by entry --------------------------------------------------------------


def _salvage(text: str, tabs: list[int], origin: Origin) -> tuple[Mapping | None, list[Finding]]:
    """Read each entry at the top by itself, so that one broken entry hides neither another nor its fault.

    An unclosed quotation mark is blamed by YAML on some later line; read alone, the entry that opens it
    is the one that fails.
    """
    keys = list(_KEY_LINE.finditer(text))
    if not keys or len(keys) > _MAX_PIECES:
        return None, []
    findings: list[Finding] = []
    entries: list[Entry] = []
    head = _read_piece(text[: keys[0].start()], 0, origin)
    entries += head[0]
    findings += head[1]
    for match, end in zip(keys, [*(key.start() for key in keys[1:]), len(text)], strict=True):
        start = match.start()
        found: tuple[list[Entry], list[Finding]] = ([], [])
        if not any(start <= tab < end for tab in tabs):
            found = _read_piece(text[start:end], start, origin)
        if not found[0]:
            key = Scalar(match[1].strip("\"'"), "plain", start, match.end(1), origin)
            found = [Entry(key, Broken(start, start + len(text[start:end].rstrip()), origin))], found[1]
        entries += found[0]
        findings += found[1]
    kept, doubles = _unique(entries)
    return Mapping(tuple(kept), keys[0].start(), len(text.rstrip()), origin), findings + doubles


def _read_piece(text: str, base: int, origin: Origin) -> tuple[list[Entry], list[Finding]]:
    """The entries of one piece of a document, none where it is broken."""
    builder = _Builder(origin, base)
    try:
        builder.feed(text)
    except yaml.YAMLError as error:
        # What was refused before may have caused the fault: mend that first, and run again.
        if all(finding.rule == "duplicate-key" for finding in builder.findings):
            builder.findings.append(explain(error, base, origin))
        return [], builder.findings
    return list(builder.root.entries) if isinstance(builder.root, Mapping) else [], builder.findings


# Events to nodes ----------------------------------------------------------------------------------


def _read(text: str, base: int, origin: Origin) -> tuple[Node | None, list[Finding]]:
    """The nodes of a text that stands at ``base`` in its origin. Raises YAMLError."""
    builder = _Builder(origin, base)
    builder.feed(text)
    return builder.root, builder.findings


class _Open:
    """A list or mapping whose end has not been seen."""

    def __init__(self, start: int, flow: bool, is_mapping: bool) -> None:
        self.start = start
        self.flow = flow
        self.is_mapping = is_mapping
        self.items: list[Node] = []  # of a list
        self.entries: list[Entry] = []  # of a mapping
        self.key: Node | None = None


class _Builder:
    """Turns events into nodes; what is refused becomes a finding and, where need be, a Broken node."""

    def __init__(self, origin: Origin, base: int) -> None:
        self.origin = origin
        self.base = base
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._open: list[_Open] = []
        self._nodes = 0

    def feed(self, text: str) -> None:
        """Read a whole text. Raises YAMLError where the syntax breaks; findings so far stay."""
        for event in _events(text):
            start, end = event.start_mark.index + self.base, event.end_mark.index + self.base
            if isinstance(event, NodeEvent):
                self._nodes += 1
                too_deep = len(self._open) == MAX_DEPTH and isinstance(event, CollectionStartEvent)
                if too_deep or self._nodes > MAX_NODES:
                    self._give_up(start)
                    return
                if event.anchor is not None or getattr(event, "tag", None) is not None:
                    self._refuse_properties(event, start)
                if isinstance(event, ScalarEvent):
                    self._add(self._scalar(event, start, end))
                elif isinstance(event, AliasEvent):
                    self._add(Broken(start, end, self.origin))
                elif isinstance(event, CollectionStartEvent):
                    self._open.append(_Open(start, bool(event.flow_style), isinstance(event, MappingStartEvent)))
            elif isinstance(event, CollectionEndEvent):
                self._close(end)
            elif isinstance(event, DocumentStartEvent) and self.root is not None:
                hint = "remove the « --- » line: a file holds one record"
                self._refuse("a second YAML document begins here", start, hint)
                return

    def _give_up(self, start: int) -> None:
        """A text without measure: nothing of it is kept."""
        self.root = None
        if self._nodes > MAX_NODES:
            self._refuse(f"there are more than {MAX_NODES:,} values in this file", start, "split it")
        else:
            self._refuse(f"values are nested more than {MAX_DEPTH} levels deep", start, "close what was opened")

    def _refuse(self, message: str, start: int, hint: str, end: int = 0) -> None:
        self.findings.append(Finding("invalid-yaml", message, self.origin.span(start, end), hint))

    def _refuse_properties(self, event: NodeEvent, start: int) -> None:
        """Refuse ``*alias``, ``&anchor`` and ``!tag``: an author meant a text that begins so."""
        if isinstance(event, AliasEvent):
            message = f"« *{event.anchor} » is read as a YAML alias, and aliases are not accepted"
        elif event.anchor is not None:
            message = f"« &{event.anchor} » is read as a YAML anchor, and anchors are not accepted"
        else:
            message = "« ! » begins a YAML tag, and tags are not accepted"
        self._refuse(message, start, corrected(self.origin, start) or "write the value out, without it")

    def _scalar(self, event: ScalarEvent, start: int, end: int) -> Scalar:
        style = _STYLES.get(event.style, "plain")
        if style in ("literal", "folded"):
            end = start + len(self.origin.text[start:end].rstrip(" \t\n"))
        scalar = Scalar(event.value, style, start, end, self.origin)
        if style == "plain" and self.origin.text.startswith(" ", end):
            self._check_cut(scalar)
        return scalar

    def _check_cut(self, scalar: Scalar) -> None:
        """A comment glued to its first word, or behind « n° », was meant as text: ``Affaire #3``."""
        source = self.origin.text
        cut = _CUT.match(source, scalar.end) or _CUT_NUMBER.match(source, scalar.end)
        if cut:
            in_flow = bool(self._open) and self._open[-1].flow
            hint = "" if in_flow else corrected(self.origin, scalar.start)
            self.findings.append(
                Finding(
                    "invalid-value",
                    "« # » begins a comment here, and cuts the value short",
                    self.origin.span(cut.end() - len(cut[0].lstrip()), cut.end()),
                    f"{hint or _IN_QUOTES}; if a comment is meant, leave a space after « # »",
                )
            )

    def _close(self, end: int) -> None:
        done = self._open.pop()
        if not done.is_mapping:
            if not done.flow:
                end = done.items[-1].end if done.items else done.start
            self._add(Sequence(tuple(done.items), done.start, end, self.origin))
        else:
            entries, doubles = _unique(done.entries)
            self.findings += doubles
            if not done.flow:
                end = entries[-1].value.end if entries else done.start
            self._add(Mapping(tuple(entries), done.start, end, self.origin))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = self._name(parent.key), None
            if key is not None:
                parent.entries.append(Entry(key, node))

    def _name(self, key: Node) -> Scalar | None:
        """A key that names a field, or None; an alias as a key has been refused before."""
        if isinstance(key, Broken):
            return None
        if not isinstance(key, Scalar):
            self._refuse(
                "a list or a mapping stands where a field's name is expected", key.start, "write « name: value »"
            )
        elif key.text == "<<" and key.plain:
            self._refuse("« << » merges mappings, which is not accepted", key.start, "write the fields out", key.end)
        elif not key.text.strip():
            self._refuse("a value without a field's name", key.start, "write the name before « : »")
        else:
            return key
        return None


def _events(text: str) -> Iterator[Any]:
    """PyYAML's events; their marks are always there, whatever the annotations of its stubs say."""
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    return events


def _unique(entries: list[Entry]) -> tuple[list[Entry], list[Finding]]:
    """The first entry of each name, and a finding for every other."""
    first: dict[str, Entry] = {}
    findings: list[Finding] = []
    for entry in entries:
        known = first.setdefault(entry.key.text, entry)
        if known is not entry:
            line = known.span.line
            findings.append(
                Finding(
                    "duplicate-key",
                    f"« {entry.key.text} » is already given on line {line}",
                    entry.span,
                    f"keep one of the two, or merge them on line {line}",
                )
            )
    return list(first.values()), findings
