"""Characters that no typeface has: where the author wrote them, and what to do.

That they are on the page, and in no typeface, is known when this module is asked: it knows neither pages nor fonts. It
looks for them in the files of a brief as text, whatever their form; so it finds them in a record's title, a chart's
caption and a template alike. What is said of one file is gathered: a finding for each sign, and one for each script.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plaidoyer.diagnostics import Finding, Span

RULE = "missing-glyph"

_SPELLED = re.compile(
    r"&[#\w]+;"  # Markdown, HTML
    r"|\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"  # YAML
    r"|([0-9a-fA-F]{2,6}))"  # CSS
)
_INSTEAD = {"\u2011": "-", "✔": "✓", "✅": "✓", "⇒": "→", "➔": "→", "➜": "→", "➤": "→", "□": "☐"}
_ONE_BY_ONE = frozenset({"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER", "MATHEMATICAL", "FULLWIDTH"})
"""First words of the names of letters that are told one by one: a brief holds few of them."""
_LINES_TOLD = 5


class _Place(Struct, frozen=True):
    """Where characters that no typeface has stand in a text, and which they are."""

    start: int
    end: int
    chars: str


def missing_glyphs(unset: Iterable[str], printed: str, files: Mapping[str, str], brief: Span) -> Iterator[Finding]:
    """A finding for each of the characters ``unset``, or each script of them, in each file that they come from.

    ``printed`` are the words of the page: of what stands in several files, some is never printed. ``files`` are the
    texts that it was made of, by name. What is in none of them is reported at ``brief``.
    """
    lacking = frozenset(unset)
    if not lacking:
        return
    runs = re.compile(f"[{''.join(map(re.escape, sorted(lacking)))}]+")
    said = frozenset(runs.findall(printed))
    told: set[str] = set()
    for file, text in files.items():
        places = [
            *(_Place(match.start(), match.end(), match[0]) for match in runs.finditer(text) if match[0] in said),
            *_spelled(text, lacking),
        ]
        told.update(char for place in places for char in place.chars)
        yield from _gathered(file, text, sorted(places, key=lambda place: place.start))
    for char in sorted(lacking - told):  # cut, joined or set in capitals on its way to the page
        found = [(file, text) for file, text in files.items() if char in text]
        for file, text in found:
            yield from _gathered(
                file, text, [_Place(at.start(), at.end(), char) for at in re.finditer(re.escape(char), text)]
            )
        if not found:
            message = f"{_none_has(char, char)}, which is on the page: it comes from the template, or from its style"
            yield Finding(RULE, message, brief, _hint(char))


def in_picture(unset: Iterable[str], name: str, place: Span) -> Iterator[Finding]:
    """The same of the characters that a drawing at ``place`` says in letters."""
    by_kind: dict[str, list[str]] = {}
    for char in sorted(unset):
        by_kind.setdefault(_kind(char), []).append(char)
    for kind, chars in by_kind.items():
        message = f"{_none_has(kind, chars)}, in the drawing « {name} »"
        yield Finding(RULE, message, place, "turn the words of the drawing into paths, or write others")


def _spelled(text: str, lacking: frozenset[str]) -> Iterator[_Place]:
    """Characters that are written by their number or name."""
    for match in _SPELLED.finditer(text):
        number = int(match[match.lastindex], 16) if match.lastindex else 0
        char = html.unescape(match[0]) if match[0].startswith("&") else chr(number) if number < 0x110000 else ""
        if char in lacking:
            yield _Place(match.start(), match.end(), char)


def _gathered(file: str, text: str, places: Iterable[_Place]) -> Iterator[Finding]:
    by_kind: dict[str, list[_Place]] = {}
    for place in places:
        for kind in dict.fromkeys(map(_kind, place.chars)):
            by_kind.setdefault(kind, []).append(place)
    for kind, its in by_kind.items():
        chars = [char for place in its for char in place.chars if _kind(char) == kind]
        span = _span(file, text, its[0])
        lines = sorted({text.count("\n", 0, place.start) + 1 for place in its} - {span.line})
        message = _none_has(kind, chars)
        if len(set(chars)) == 1 and len(its) > 1:
            message += f", which stands in {len(its)} places here"
        if lines:
            more = ", …" if len(lines) > _LINES_TOLD else ""
            message += f" (also on line {', '.join(map(str, lines[:_LINES_TOLD]))}{more})"
        yield Finding(RULE, message, span, _hint(chars[0]))


def _span(file: str, text: str, place: _Place) -> Span:
    first = text.rfind("\n", 0, place.start) + 1
    return Span(file, text.count("\n", 0, first) + 1, place.start - first + 1, place.end - place.start)


def _kind(char: str) -> str:
    """What a character is reported with: others of its script (« Arabic »), or itself alone."""
    script = unicodedata.name(char, "").partition(" ")[0]
    if unicodedata.category(char)[0] in "LM" and script and script not in _ONE_BY_ONE:
        return script if script == "CJK" else script.title()
    return char


def _none_has(kind: str, chars: Sequence[str]) -> str:
    if len(set(chars)) == 1:
        return f"no typeface has {_named(chars[0])}"
    return f"no typeface has these {len(chars)} characters of {kind} script, the first of which is {_named(chars[0])}"


def _named(char: str) -> str:
    name = unicodedata.name(char, "")
    shown = f" « {char} »" if unicodedata.category(char)[0] in "LNPS" else ""
    return f"U+{ord(char):04X}{' ' if name else ''}{name}{shown}"


def _hint(char: str) -> str:
    instead = f"write « {_INSTEAD[char]} »" if char in _INSTEAD else "write another character"
    return f"{instead}, or take a template that has a typeface for it in its folder « fonts »"
