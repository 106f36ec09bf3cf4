"""The fields of a record: asked for by name, required or not; what nobody asked for is unknown.

It knows no field by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Mapping as ReadOnly
from typing import TypeVar, overload

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.nodes import Entry, Mapping, Node, Scalar
from plaidoyer.records.schema import Findings, Reader, invalid, not_a, shortened
from plaidoyer.spelling import did_you_mean

T = TypeVar("T")
D = TypeVar("D")


class _Places(ReadOnly[str, Span]):
    """The places of some values by name, each worked out when it is asked for: only findings need them."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Node]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Span:
        return self._values[name].span

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Fields:
    """The fields of a mapping, asked for by name. What is never asked for is unknown.

    It lives as long as one reader does; findings gather in it and leave with ``close``. A field with
    nothing after its colon is as good as absent.
    """

    def __init__(self, node: Node, place: Span | None = None) -> None:
        """Open ``node``; ``place`` is where a missing field is reported, the mapping's own by default."""
        self._node = node
        self._place = place
        self.findings: list[Finding] = []
        self._entries: dict[str, Entry] = {}
        self._asked: set[str] = set()
        self.is_mapping = isinstance(node, Mapping)
        if isinstance(node, Mapping):
            self._entries = {entry.key.text: entry for entry in node.entries}
        else:
            self.findings += not_a(node, "a mapping of fields")

    @property
    def place(self) -> Span:
        """Where a missing field is reported."""
        return self._place or self._node.span

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are given, in the order of the file."""
        return tuple(self._entries)

    @property
    def places(self) -> ReadOnly[str, Span]:
        """The place of each field's value."""
        return _Places({name: entry.value for name, entry in self._entries.items()})

    @property
    def written(self) -> dict[str, Scalar]:
        """The fields that are single values, as they are written."""
        return {name: entry.value for name, entry in self._entries.items() if isinstance(entry.value, Scalar)}

    def node(self, name: str) -> Node | None:
        """The value of a field, None where it is absent or empty."""
        self._asked.add(name)
        entry = self._entries.get(name)
        if entry is None or (isinstance(entry.value, Scalar) and not entry.value.text.strip()):
            return None
        return entry.value

    @overload
    def get(self, name: str, reader: Reader[T]) -> T | None: ...
    @overload
    def get(self, name: str, reader: Reader[T], default: D) -> T | D: ...
    def get(self, name: str, reader: Reader[T], default: D | None = None) -> T | D | None:
        """A field that may be left out."""
        node = self.node(name)
        if node is None:
            return default
        value, findings = reader(node)
        self.findings += findings
        return default if value is None else value

    def require(self, name: str, reader: Reader[T]) -> T | None:
        """A field that must be there."""
        if self.node(name) is not None:
            return self.get(name, reader)
        if name in self._entries:
            self.missing(name, f"field « {name} » has no value", self._entries[name].span)
        elif self.is_mapping:
            self.missing(name, f"field « {name} » is missing", self.place)
        return None

    def missing(self, name: str, message: str, place: Span) -> None:
        """Note a finding ``missing-field``."""
        self.findings.append(Finding("missing-field", message, place, f"add « {name}: … »"))

    def refuse(self, name: str, message: str, hint: str = "") -> None:
        """Note a finding ``invalid-value`` at a field that is given."""
        self.findings.append(invalid(self._entries[name].value.span, message, hint))

    def close(self, others: Collection[str] = ()) -> Findings:
        """All findings, with one for each field that was never asked for, ``others`` left aside."""
        known = self._asked.union(others)
        for name, entry in self._entries.items():
            if name not in known:
                hint = did_you_mean(name, known) or "remove it, or make it a comment"
                self.findings.append(
                    Finding("unknown-field", f"field « {shortened(name)} » is unknown", entry.span, hint)
                )
        return tuple(self.findings)
