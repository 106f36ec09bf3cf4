"""What a change of sources touches, as text for people, JSON for programs and Markdown for a pull request.

Pure functions. Every word comes from files that anybody may have changed: it is shown escaped.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

import click
from msgspec import Struct

from plaidoyer.cli.markdown import fitting, plain
from plaidoyer.cli.reporters import escaped
from plaidoyer.pipeline.affected import Affected, Reason, Rebuilt
from plaidoyer.pipeline.record_changes import Fate, RecordChange
from plaidoyer.pipeline.revision import Trouble, When
from plaidoyer.pipeline.touched import Ground, Touched
from plaidoyer.records.changes import Aspect, Change, Status

_SHORT = 72  # signs of both sides that go on one line
_CONTEXT = 48  # signs of equal words on either side of what differs
_LONGEST = 160  # signs of one side, or of a claim
_MOST = 8  # names in one line
_ROWS = 80  # of one table

_NO_SOURCE = re.compile(r"(?:(?<=\[figure:)|(?<!\S))/(?=[a-z0-9])")
"""What stands before the name of a derived figure in the text of a claim, which names none of a source."""

_AMOUNT = ("value", "low", "high", "qualifier", "unit")
_COLOURS = {Fate.ADDED: "green", Fate.DELETED: "red", Fate.RENAMED: "yellow", Fate.CHANGED: "yellow"}
_HEADING = "What this change of sources touches"


class _Row(Struct, frozen=True):
    """What of a source changed, and both its texts, cut to where they differ; None where there is none."""

    label: str
    old: str | None
    new: str | None


# Text ---------------------------------------------------------------------------------------------


def as_text(found: Affected) -> str:
    """What changed, what rests on it, and what is to be built; styled for a terminal."""
    parts = {
        "sources": [*_sources(found)],
        "claims that rest on them": [line for one in found.touched for line in _claim(one)],
        "briefs to build": [*_briefs(found)],
    }
    blocks = [click.style(f"{name}\n", bold=True) + "\n".join(lines) for name, lines in parts.items() if lines]
    return "\n\n".join([*blocks, escaped(_summary(found))])


def _sources(found: Affected) -> Iterator[str]:
    for record in found.records:
        if record.fate is not Fate.REWRITTEN:
            fate = click.style(record.fate.value, fg=_COLOURS[record.fate])
            yield f"  {escaped(record.file)}  {fate}{escaped(_about(record))}"
            yield from (f"    {escaped(_trouble(one, found))}" for one in record.troubles)
            yield from (f"    {line}" for row in _rows(record) for line in _row(row))
    for file, status in found.files.items():
        yield f"  {escaped(file)}  {click.style(status.value, fg=_COLOURS[Fate(status.value)])}"
    if told := _receipts(found):
        yield f"  {escaped(told)}"
    for one in found.derived:
        told = f"briefs/{one.brief}/brief.md  figure {one.name}, derived: {one.old} → {one.new}"
        yield f"  {escaped(told)}"
    if same := [record.file for record in found.records if record.fate is Fate.REWRITTEN]:
        yield click.style(f"  no change of content: {escaped(', '.join(same))}", dim=True)


def _row(row: _Row) -> Iterator[str]:
    old, new = (None if one is None else escaped(one) for one in (row.old, row.new))
    label = escaped(row.label)
    if old is None or new is None:
        sign, colour, words = ("+", "green", new) if old is None else ("-", "red", old)
        yield click.style(sign, fg=colour) + f" {label}" + (f": {words}" if words else "")
    elif len(old) + len(new) <= _SHORT:
        yield f"{label}: {click.style(old, fg='red')} → {click.style(new, fg='green')}"
    else:
        yield f"{label}:"
        yield "  " + click.style(f"- {old}", fg="red")
        yield "  " + click.style(f"+ {new}", fg="green")


def _claim(one: Touched) -> Iterator[str]:
    place = click.style(f"{escaped(one.span.file)}:{one.span.line}", bold=True)
    yield f"  {place}  {escaped(grounds_words(one.grounds))}"
    yield f"    {escaped(_words(one))}"


def _briefs(found: Affected) -> Iterator[str]:
    width = max((len(one.slug) for one in found.briefs), default=0)
    for one in found.briefs:
        yield f"  {escaped(one.slug):{width}}  {escaped(_reasons(one))}"
    yield from (f"  {escaped(slug)}  {click.style('deleted', fg='red')}" for slug in found.deleted)
    yield from (click.style(f"  failed: {escaped(failure)}", fg="red", bold=True) for failure in found.failures)


# Markdown -----------------------------------------------------------------------------------------


def as_markdown(found: Affected) -> str:
    """The same for a comment on a pull request, short enough for one."""
    summary = _summary(found)
    return fitting([f"### {_HEADING}", "", plain(summary[0].upper() + summary[1:]) + ".", *_markdown(found)])


def _markdown(found: Affected) -> Iterator[str]:
    rows: dict[Aspect, list[Sequence[str]]] = {aspect: [] for aspect in Aspect}
    for record in found.records:
        for row, aspect in _rows_by_aspect(record):
            rows[aspect].append((record.id, row.label, row.old or "", row.new or ""))
    for one in found.derived:
        rows[Aspect.EVIDENCE].append((f"{one.brief} (brief)", f"figure {one.name}, derived", one.old, one.new))
    yield from _list(_notes(found))
    for aspect in Aspect:
        yield from _table(aspect.value.capitalize(), ("source", "what", "then", "now"), rows[aspect])
    claims = [(f"{one.span.file}:{one.span.line}", _words(one), grounds_words(one.grounds)) for one in found.touched]
    yield from _table("Claims to read again", ("place", "claim", "rests on"), claims)
    briefs = [(one.slug, _reasons(one)) for one in found.briefs] + [(slug, "deleted") for slug in found.deleted]
    yield from _table("Briefs to build", ("brief", "because of"), briefs)
    yield from _list(f"failed: {failure}" for failure in found.failures)


def _notes(found: Affected) -> Iterator[str]:
    """What goes into no table: whole records, copies, receipts, and what changed in writing alone."""
    for record in found.records:
        if record.fate in (Fate.ADDED, Fate.DELETED, Fate.RENAMED):
            yield f"{record.file} was {record.fate.value}{_about(record)}"
        yield from (f"{record.file}: {_trouble(one, found)}" for one in record.troubles)
    yield from (f"{file} was {status.value}" for file, status in found.files.items())
    yield from filter(None, [_receipts(found)])
    if same := [record.file for record in found.records if record.fate is Fate.REWRITTEN]:
        yield f"No change of content: {', '.join(same)}"


def _list(items: Iterable[str]) -> Iterator[str]:
    if told := [f"- {plain(item)}" for item in items]:
        yield from ("", *told)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from ("", f"#### {title}", "", f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}")
        yield from (f"| {' | '.join(map(plain, row))} |" for row in rows[:_ROWS])
        if len(rows) > _ROWS:
            yield from ("", f"… and {len(rows) - _ROWS} more.")


# Words --------------------------------------------------------------------------------------------


def _summary(found: Affected) -> str:
    """« since main (2ccbf2caa142): 2 sources changed, 7 claims rest on them, 3 briefs to build »."""
    changed = sum(record.fate is not Fate.REWRITTEN for record in found.records) + len(found.files)
    since = f"since {_cut(found.revision)} ({found.commit[:12]})"
    if not changed and not found.briefs and not found.deleted and found.receipts == ():
        return f"{since}: nothing changed" + (" but the writing of records" if found.records else "")
    counts = [
        f"{_plural(changed, 'source')} changed",
        f"{_plural(len(found.touched), 'claim')} to read again",
        f"{_plural(len(found.briefs), 'brief')} to build",
        *([f"{_plural(len(found.deleted), 'brief')} deleted"] if found.deleted else []),
    ]
    return f"{since}: {', '.join(counts)}"


def _about(record: RecordChange) -> str:
    """What goes behind a record's fate."""
    if record.fate is Fate.RENAMED:
        aspects = ", ".join(record.aspects) or "no change of content"
        return f" from {record.was}: {aspects}"
    if record.fate is Fate.CHANGED:
        return f": {', '.join(record.aspects)}" if record.aspects else ""
    counts = Counter(one.topic.part for one in record.changes if one.topic.aspect is Aspect.EVIDENCE)
    told = [_plural(counts[part], part) for part in ("capture", "passage", "figure", "article") if counts[part]]
    return f" ({', '.join(told)})" if told else ""


def _trouble(one: Trouble, found: Affected) -> str:
    when = f"at {_cut(found.revision)}" if one.when is When.THEN else "now"
    line = f", line {one.line}" if one.line else ""
    return f"{'cannot be read' if one.lost else 'has an error'} {when}{line}: {one.message}"


def _receipts(found: Affected) -> str:
    file = "sources/evidence.lock"
    if found.receipts is None:
        return f"{file}: not readable, now or then; « plaidoyer lock » writes it anew"
    if not found.receipts:
        return ""
    told = []
    for status in Status:
        names = [f"{one.source}/{one.passage}" for one in found.receipts if one.status is status]
        told += [f"{_plural(len(names), 'receipt')} {status} ({_listed(names)})"] if names else []
    return f"{file}: {'; '.join(told)}"


def _rows(record: RecordChange) -> Iterator[_Row]:
    return (row for row, _ in _rows_by_aspect(record))


def _rows_by_aspect(record: RecordChange) -> Iterator[tuple[_Row, Aspect]]:
    """What of a record changed, line by line; of one that came or went nothing but that."""
    if record.fate in (Fate.CHANGED, Fate.RENAMED):
        for change in record.changes:
            yield from ((row, change.topic.aspect) for row in _rows_of(change, record.amounts))


def _rows_of(change: Change, amounts: Mapping[str, tuple[str, str]]) -> Iterator[_Row]:
    topic = change.topic
    label = topic.name if topic.part in ("variable", "record") else f"{topic.part} {topic.name}"
    label += f" ({topic.version})" if topic.version else ""
    if change.status is not Status.CHANGED:
        words = _whole(change, amounts)
        yield _Row(label, None, words) if change.status is Status.ADDED else _Row(label, words, None)
        return
    old, new = amounts.get(topic.name, ("", "")) if topic.part == "figure" else ("", "")
    if old != new:
        yield _Row(label, old, new)
    for one in change.differences:
        if old == new or one.field.split(".")[0] not in _AMOUNT:
            yield _Row(f"{label}, {one.field}" if one.field else label, *_around(one.old or "", one.new or ""))


def _whole(change: Change, amounts: Mapping[str, tuple[str, str]]) -> str:
    """What there is to say of a part that came or went: an amount, words, or its one value."""
    if change.topic.part == "figure":
        return "".join(amounts[change.topic.name])
    fields = {one.field: (one.new if one.old is None else one.old) or "" for one in change.differences}
    return _cut(fields.get("exact") or fields.get("sha256") or fields.get("", ""))


def _around(old: str, new: str) -> tuple[str, str]:
    """Both texts, cut to where they differ and some words around it."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    first, last = _words_before(old[:start]), _words_before(old[len(old) - end :][::-1])
    return _part(old, start - first, end - last), _part(new, start - first, end - last)


def _alike(one: str, other: str) -> int:
    """How many signs two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _words_before(text: str) -> int:
    """How many signs the last whole words of a text have that are shown with what follows."""
    if len(text) <= _CONTEXT:
        return len(text)
    return len(text[-_CONTEXT:].partition(" ")[2]) or _CONTEXT


def _part(text: str, first: int, last: int) -> str:
    shown = text[first : len(text) - last]
    return ("…" if first else "") + _cut(shown) + ("…" if last else "")


def _words(one: Touched) -> str:
    if not one.id:
        return f"asks to change {one.text}"
    text = _cut(_NO_SOURCE.sub("", one.text))
    return f"{one.drawn}: {text}" if one.drawn else f"« {text} »"


def grounds_words(grounds: Sequence[Ground]) -> str:
    """What a claim rests on, in one line: « figure lakes/cases, passage lakes/north (deleted) »."""
    return _listed([_ground(one) for one in grounds])


def _ground(one: Ground) -> str:
    status = "" if one.status is Status.CHANGED else f" ({one.status})"
    if one.part == "derived":
        return f"figure {one.name}"
    if one.part == "record":
        return f"{one.source}{status}"
    return f"{one.part} {one.source}/{one.name}{status}"


def _reasons(brief: Rebuilt) -> str:
    return _listed([_reason(one, brief) for one in brief.reasons], "; ")


def _reason(one: Reason, brief: Rebuilt) -> str:
    match one.kind:
        case "new":
            return "new"
        case "unreadable":
            return "not readable: what it uses is unknown"
        case "own":
            return f"{one.file.removeprefix(f'briefs/{brief.slug}/')} {', '.join(one.what)}"
        case "settings" if not one.what:
            return f"{one.file}, which could not be used then"
        case _:
            return f"{one.file} ({', '.join(one.what)})" if one.what else one.file


def _listed(names: Sequence[str], mark: str = ", ") -> str:
    more = len(names) - _MOST
    return mark.join(names[:_MOST]) + (f"{mark}and {more} more" if more > 0 else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# JSON ---------------------------------------------------------------------------------------------


def as_json(found: Affected) -> str:
    """The same, version 1."""
    data = {
        "version": 1,
        "since": {"revision": found.revision, "commit": found.commit},
        "records": [_record(one) for one in found.records],
        "files": [{"file": file, "status": status.value} for file, status in found.files.items()],
        "receipts": None
        if found.receipts is None
        else [{"source": one.source, "passage": one.passage, "status": one.status.value} for one in found.receipts],
        "derived": [{"brief": one.brief, "name": one.name, "old": one.old, "new": one.new} for one in found.derived],
        "claims": [
            {"id": one.id, "text": one.text, "drawn": one.drawn or None, **_touched(one)}
            for one in found.touched
            if one.id
        ],
        "amendments": [{"article": one.text, **_touched(one)} for one in found.touched if not one.id],
        "briefs": [
            {
                "brief": one.slug,
                "file": one.file,
                "reasons": [{"kind": why.kind, "file": why.file, "what": [*why.what]} for why in one.reasons],
            }
            for one in found.briefs
        ],
        "deleted": [*found.deleted],
        "failures": [*found.failures],
    }
    # Half a surrogate pair stands for a byte of a file's name: as \udcff it is JSON.
    return json.dumps(data, ensure_ascii=False, indent=2).encode(errors="backslashreplace").decode()


def _record(record: RecordChange) -> Mapping[str, object]:
    return {
        "id": record.id,
        "file": record.file,
        "was": record.was or None,
        "status": record.fate.value,
        "aspects": [aspect.value for aspect in record.aspects],
        "troubles": [
            {"when": one.when.value, "lost": one.lost, "line": one.line or None, "message": one.message}
            for one in record.troubles
        ],
        "changes": [_change(one, record) for one in record.changes],
    }


def _change(change: Change, record: RecordChange) -> Mapping[str, object]:
    topic = change.topic
    known: dict[str, object] = {
        "aspect": topic.aspect.value,
        "part": topic.part,
        "name": topic.name,
        "status": change.status.value,
    }
    if topic.version:
        known["version"] = topic.version
    if topic.part == "figure":
        old, new = record.amounts[topic.name]
        known |= {"old": old or None, "new": new or None}
    fields = [{"field": one.field or None, "old": one.old, "new": one.new} for one in change.differences]
    return {**known, "fields": fields}


def _touched(one: Touched) -> Mapping[str, object]:
    grounds = [
        {"part": why.part, "source": why.source or None, "name": why.name or None, "status": why.status.value}
        for why in one.grounds
    ]
    span = one.span
    return {"brief": one.brief, "file": span.file, "line": span.line, "column": span.column, "rests-on": grounds}
