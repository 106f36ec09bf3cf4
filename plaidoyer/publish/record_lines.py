"""New lines of YAML for a record: texts, numbers, mappings and lists as a person of the house would write them.

ruamel.yaml is named here alone. It knows which character needs an escape and how a block is laid out; which text is
folded, quoted or left as it is, is the house's own way, and stands here. This module must not know where the lines go.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

STEP = 2
"""By how many spaces a level is indented, where a file does not say otherwise."""

_WIDTH = 100
_LONG = 80
_TOKEN = re.compile(r"[^\W_][\w./:@+%~-]*(?<!:)|[a-z]+(?: [a-z]+)+")
_ALREADY_TYPED = re.compile(r"(?i:true|false|yes|no|on|off|y|n|null)|[-+]?[\d.,_:]+(?:e[-+]?\d+)?|0[xob]\w+")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}[~?]?(?:/\d{4}(?:-\d\d){0,2}[~?]?)?")
_CUT_BY_A_COMMENT = ("n°", "N°", "no", "No", "nO", "NO")


class Noted(Struct, frozen=True):
    """A value with a comment at the end of its line."""

    value: Value
    comment: str


class Inline(Struct, frozen=True):
    """A mapping or list written in one line: « {fr: …, en: …} »."""

    value: Value


Value = str | bool | int | Decimal | Noted | Inline | Mapping[str, "Value"] | Sequence["Value"]
"""What can be written: texts, numbers, mappings and lists of these. A date is a text."""


def block(value: Value, column: int, step: int) -> str:
    """Lines of YAML, indented to ``column``, a nested mapping by ``step`` more."""
    writer = _writer()
    writer.indent(mapping=step, sequence=2, offset=0)
    if isinstance(value, Mapping):
        writer.indent(mapping=step, sequence=step + 2, offset=step)
    stream = io.StringIO()
    writer.dump(_commented(value, column, step), stream)
    return "".join(f"{' ' * column}{line}\n" for line in stream.getvalue().splitlines())


def flow_entry(value: Mapping[str, Value] | list[Value]) -> str:
    """One entry of a mapping, or one item of a list, as it stands between brackets."""
    if isinstance(value, Mapping):
        return block({name: Inline(each) for name, each in value.items()}, 0, STEP).strip()
    return block([Inline(each) for each in value], 0, STEP).strip().removeprefix("- ")


class _AllText(BaseResolver):
    """Takes every scalar for a text: what other readers would take for more is quoted by ``_text``."""

    processing_version = (1, 2)

    def __init__(self, version: object = None, loader: object = None) -> None:
        super().__init__(loader)


def _writer() -> Any:
    writer = YAML()
    writer.width = 1_000_000  # folds are ours
    writer.Resolver = _AllText
    writer.brace_single_entry_mapping_in_flow_sequence = True
    return writer


def _commented(value: Value, column: int, step: int, flow: bool = False) -> Any:
    """The value in ruamel.yaml's own types."""
    if isinstance(value, Noted):
        return _commented(value.value, column, step, flow)
    if isinstance(value, Inline):
        return _commented(value.value, column, step, True)
    if isinstance(value, Mapping):
        mapping = CommentedMap()
        for name, each in value.items():
            mapping[name] = _commented(each, column + step, step, flow)
            if isinstance(each, Noted) and not flow:
                mapping.yaml_add_eol_comment(each.comment, key=name, column=0)
        if flow:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, str):
        return _text(value, column, flow)
    if isinstance(value, bool | int | Decimal):
        return written(value)
    items = CommentedSeq([_commented(each, column + step + 2, step, flow) for each in value])
    if flow:
        items.fa.set_flow_style()
    return items


def written(value: str | bool | int | Decimal) -> str:
    """A single value as the record's reader gives it back: « true », « 20000 », « 12.50 »."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _text(value: str, column: int, flow: bool) -> Any:
    """A single word as it is, a long text folded, any other in quotation marks.

    Quoted, too, what YAML takes for more than a text, dates aside, and what the record's reader takes for a text cut
    short by the comment behind it (« n° »).
    """
    typed = _ALREADY_TYPED.fullmatch(value) and not _DATE.fullmatch(value)
    if _TOKEN.fullmatch(value) and not typed and not value.endswith(_CUT_BY_A_COMMENT):
        return value
    if flow or len(value) <= _LONG or value != " ".join(re.split("[ \t\n]+", value.strip())):
        return DoubleQuotedScalarString(value)
    folded = FoldedScalarString(value)
    folded.fold_pos = _folds(value, max(40, _WIDTH - column))
    return folded


def _folds(value: str, width: int) -> list[int]:
    """The spaces at which a line ends."""
    places, start, last = [], 0, -1
    for match in re.finditer("(?<=[^ \u00a0\u202f]) (?=[^ \u00a0\u202f])", value):
        if match.start() - start > width and last > start:
            places.append(last)
            start = last + 1
        last = match.start()
    if len(value) - start > width and last > start:
        places.append(last)
    return places
