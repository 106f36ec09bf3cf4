"""Why outputs would be made again, or would not, as text for people and as JSON for programs: pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import to_builtins

from plaidoyer.cli.reporters import escaped
from plaidoyer.pipeline.explain import Explained, Reason, Unbuildable

_TOLD = {
    Reason.NEW: "it was not built before",
    Reason.MISSING: "its file is not there",
    Reason.ALTERED: "its file was changed after it was built",
    Reason.STATUS: "it would be {} now",
    Reason.PAGE: "what is printed, or carried, has changed",
    Reason.ENGINES: "other engines, or another version of the program, would set it",
}
_MARKS = {"same": " ", "changed": "~", "added": "+", "gone": "-"}
_COLOURS = {"changed": "yellow", "added": "green", "gone": "red"}


def as_text(found: Sequence[Explained] | Unbuildable, out: Path) -> str:
    """A block for each output, ``out`` before its name; styled for a terminal."""
    if isinstance(found, Unbuildable):
        return f"{escaped(found.slug)} cannot be built: {escaped(found.message)}"
    return "\n\n".join("\n".join(_lines(one, out)) for one in found)


def as_json(found: Sequence[Explained] | Unbuildable) -> str:
    """The same, version 1."""
    said = {"failure": found.message} if isinstance(found, Unbuildable) else {"outputs": to_builtins(found)}
    return json.dumps({"version": 1, **said}, ensure_ascii=False, indent=2)


def _lines(one: Explained, out: Path) -> Iterator[str]:
    name = escaped(str(out / one.file))
    if one.reasons:
        yield click.style(f"{name} would be typeset", bold=True)
        for reason in one.reasons:
            yield f"- {_TOLD[reason].format('final' if one.status == 'final' else 'a draft')}"
    else:
        yield click.style(f"{name} would be left as it is", bold=True)
        if any(its.change != "same" for its in one.inputs):
            yield "- files behind it have changed, but not what is printed"
    for its in one.inputs:
        colour = _COLOURS.get(its.change)
        mark = _MARKS[its.change]
        yield click.style(f"  {mark} {escaped(its.file)}", fg=colour)
