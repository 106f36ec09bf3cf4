"""What is known of a PDF that was built before, as text for people and as JSON for programs: pure functions.

Everything that a file says of itself is shown escaped: it may be anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from plaidoyer.cli.reporters import escaped
from plaidoyer.pipeline.verify import Verdict, Verified, Words

_MOST, _LONGEST = 8, 120  # differences of words that are shown, and letters of each side

_TOLD = {
    Verdict.SAME: ("green", "This campaign builds the same file, byte for byte."),
    Verdict.OTHER_ENGINES: (
        "yellow",
        "This campaign builds the same content, with other engines: bytes cannot be compared. "
        "The words on its pages, and the files that it carries, are the same.",
    ),
    Verdict.DIFFERS: ("red", "This campaign does not build this file."),
    Verdict.CHANGED: ("red", "The file was changed after it was built: same content, same engines, other bytes."),
    Verdict.UNKNOWN_BRIEF: ("red", "This campaign does not have this brief."),
}


def as_text(verified: Verified, shown: Path) -> str:
    """What the file ``shown`` was built from, then how it stands to the campaign; styled for a terminal."""
    return "\n".join(_lines(verified, shown))


def as_json(verified: Verified, shown: Path) -> str:
    """The same, version 1."""
    said = verified.provenance
    data = {
        "version": 1,
        "file": str(shown),
        "verdict": verified.verdict.value,
        "built": {
            "output": said.output,
            "brief": said.brief,
            "template": said.template,
            "status": said.status,
            "fingerprint": said.fingerprint,
            "sources": said.sources,
            "engines": said.engines,
        },
        "differences": verified.differences,
        "engines": [{"name": one.name, "there": one.there, "here": one.here} for one in verified.engines],
        "words": [{"there": one.there, "here": one.here} for one in verified.words],
        "failures": verified.failures,
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode(errors="backslashreplace").decode()


def _lines(verified: Verified, shown: Path) -> Iterator[str]:
    said = verified.provenance
    yield escaped(str(shown))
    yield f"  output       {escaped(said.output)}.pdf, {said.status}"
    yield f"  brief        {escaped(said.brief)}, set in « {escaped(said.template)} »"
    yield f"  sources      {escaped(', '.join(said.sources)) or 'none'}"
    yield f"  fingerprint  {escaped(said.fingerprint)}"
    yield f"  engines      {escaped(', '.join(said.engines)) or 'none'}"
    yield ""
    colour, told = _TOLD[verified.verdict]
    yield click.style(told, fg=colour, bold=True)
    yield from (f"- {escaped(one)}" for one in verified.differences)
    for engine in verified.engines:
        yield f"- {escaped(engine.name)}: {escaped(engine.there) or 'none'} there, {engine.here or 'none'} here"
    yield from map(_words, verified.words[:_MOST])
    if (more := len(verified.words) - _MOST) > 0:
        yield f"- and {more} more {'places' if more > 1 else 'place'} where words differ"
    yield from (click.style(f"failed: {escaped(one)}", fg="red", bold=True) for one in verified.failures)


def _words(words: Words) -> str:
    there, here = (_cut(escaped(one)) for one in (words.there, words.here))
    if not there:
        return f"- here stands « {here} », which the file does not have"
    if not here:
        return f"- the file has « {there} », which does not stand here"
    return f"- the file says « {there} », here stands « {here} »"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
