"""Attributes between braces: ``{.class #id key="value"}``, as Pandoc writes them.

The reader of ``mdit_py_plugins.attrs`` is not used, because it forgets where a value stands and refuses
``law=code-penal/227-23``. This module must not know what any attribute means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

_ITEM = re.compile(
    r"""\s*(?:
          \.(?P<class>[\w:-]+)
        | \#(?P<id>[\w:-]+)
        | (?P<key>[A-Za-z_][\w:.-]*)=
          (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s"'{}=]+))
    )""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRAILING = re.compile(r"\{[^{}]*\}\Z")


class Value(Struct, frozen=True):
    """A value, and the offsets between which it is written, quotation marks excluded."""

    text: str
    start: int
    end: int


class Attributes(Struct, frozen=True):
    """What stands between the braces; ``end`` is the offset after them."""

    end: int
    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)


def read_attributes(text: str, start: int) -> Attributes | None:
    """The attributes whose ``{`` stands at ``start``; None where they are malformed. Of two ids the last wins."""
    identifier, classes, values = "", [], {}
    position = start + 1
    while item := _ITEM.match(text, position):
        position = item.end()
        if item["class"]:
            classes.append(item["class"])
        elif item["id"]:
            identifier = item["id"]
        else:
            form = next(name for name in ("double", "single", "bare") if item[name] is not None)
            values[item["key"]] = Value(_ESCAPED.sub(r"\1", item[form]), item.start(form), item.end(form))
    end = _END.match(text, position)
    return Attributes(end.end(), identifier, tuple(classes), values) if end else None


def trailing_attributes(text: str) -> tuple[int, Attributes | None] | None:
    """Where the braces that end ``text`` begin, and their attributes (None where malformed); None without braces."""
    braces = _TRAILING.search(text)
    return (braces.start(), read_attributes(text, braces.start())) if braces else None
