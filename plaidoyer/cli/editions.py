"""What changed between two editions of a brief, as text for people, JSON for programs and Markdown for a pull request.

Pure functions; the page for a browser is ``edition_page``. Every word comes from files that anybody may have changed:
it is shown escaped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click
from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.cli.affected import grounds_words
from plaidoyer.cli.markdown import fitting, plain
from plaidoyer.cli.reporters import escaped
from plaidoyer.pipeline.editions import Editions, FigureChange, Side, SourceChange
from plaidoyer.pipeline.restated import StatementChange
from plaidoyer.pipeline.tabled import AlineaChange, AmendmentChange, ArticleChange
from plaidoyer.pipeline.touched import Ground
from plaidoyer.records.changes import Change, Status
from plaidoyer.rewording import FieldChange, Piece, word_difference

_CONTEXT = 80  # signs of words that stayed, on either side of what changed
_SIGNS = {Status.ADDED: "+", Status.DELETED: "-", Status.CHANGED: "~"}
_COLOURS = {"+": "green", "-": "red", "~": "yellow", "=": "cyan"}


class _Row(Struct, frozen=True):
    """One line of the telling: a sign (+ - ~ =), what it is about, and words that changed; rows below it."""

    sign: str
    head: str
    words: tuple[Piece, ...] = ()
    below: tuple[_Row, ...] = ()


# Text ---------------------------------------------------------------------------------------------


def as_text(found: Editions) -> str:
    """What changed, part by part, then a count; styled for a terminal."""
    blocks = [
        click.style(f"{name}\n", bold=True) + "\n".join(line for row in rows for line in _lines(row, "  "))
        for name, rows in _parts(found)
    ]
    return "\n\n".join([*blocks, escaped(_summary(found))])


def _lines(row: _Row, indent: str) -> Iterator[str]:
    sign = f"{click.style(row.sign, fg=_COLOURS[row.sign])} " if row.sign else ""
    words = "".join(_styled(piece) for piece in _shortened(row.words))
    if row.sign and words:
        yield f"{indent}{sign}{escaped(row.head)}"
        yield f"{indent}  {words}"
    else:
        yield f"{indent}{sign}{escaped(row.head)}" + (f": {words}" if words else "")
    for one in row.below:
        yield from _lines(one, f"{indent}  ")


def _styled(piece: Piece) -> str:
    """A piece in brackets that can be read without colours, as git writes them: [-gone-]{+new+}."""
    if piece.kind == "kept":
        return escaped(piece.text)
    left, right, colour = ("[-", "-]", "red") if piece.kind == "removed" else ("{+", "+}", "green")
    return click.style(f"{left}{escaped(piece.text)}{right}", fg=colour)


# Markdown -----------------------------------------------------------------------------------------


def as_markdown(found: Editions) -> str:
    """The same for a comment on a pull request, short enough for one."""
    summary = _summary(found)
    return fitting(["### What changed in the brief", "", f"{plain(summary)}.", *_markdown(found)])


def _markdown(found: Editions) -> Iterator[str]:
    for name, rows in _parts(found):
        yield from ("", f"#### {name.capitalize()}", "")
        for row in rows:
            yield from _items(row, "")


def _items(row: _Row, indent: str) -> Iterator[str]:
    words = "".join(_marked(piece) for piece in _shortened(row.words))
    between = "<br>" if row.sign else ": "
    yield f"{indent}- {plain(row.head)}" + (f"{between}{words}" if words else "")
    for one in row.below:
        yield from _items(one, f"{indent}  ")


def _marked(piece: Piece) -> str:
    """A piece in the two elements of HTML that servers leave in Markdown, wherever spaces and signs stand."""
    tag = {"removed": "del", "added": "ins"}.get(piece.kind)
    return f"<{tag}>{plain(piece.text)}</{tag}>" if tag else plain(piece.text)


# What there is to tell ----------------------------------------------------------------------------


def _parts(found: Editions) -> Iterator[tuple[str, Sequence[_Row]]]:
    """The parts of the telling that are not empty, by their names; of a brief that came or went, only its errors."""
    parts: dict[str, Iterable[_Row]] = {"errors": _faults(found)}
    if found.status is Status.CHANGED:
        parts |= {
            "front matter": map(_field, found.fields),
            "claims": (_statement(one) for one in found.statements if one.is_claim),
            "other sentences": (_statement(one) for one in found.statements if not one.is_claim),
            "figures": map(_figure, found.figures),
            "sources": map(_source, found.sources),
            "amendment": map(_amendment, found.amendments),
        }
    for name, rows in parts.items():
        if told := tuple(rows):
            yield name, told


def _faults(found: Editions) -> Iterator[_Row]:
    for side in (found.then, found.now):
        for one in side.faults:
            yield _Row("", f"{one.span.file}:{one.span.line}, {_when(side)}: {one.message}")


def _field(one: FieldChange) -> _Row:
    return _Row("", one.name, one.words)


def _statement(one: StatementChange) -> _Row:
    said = one.statement
    place = f"{said.span.file}:{said.span.line}"
    kind = "" if said.kind == "sentence" else f"{said.kind}, "
    if one.status is Status.CHANGED:
        evidence = f"evidence: {grounds_words(one.grounds)}" if one.grounds else ""
        if one.is_reworded:
            return _Row("~", f"{place}  {kind}" + "; ".join(filter(None, ("reworded", evidence))), one.words)
        return _Row("=", f"{place}  {kind}same words, other {evidence}", one.words)
    # All of it is new, or gone: it is told once, neither of each word nor of each thing that it rests on.
    words = (Piece("kept", said.text),)
    named = grounds_words([replace(ground, status=Status.CHANGED) for ground in one.grounds])
    rests = f", rests on {named}" if named else ""
    if one.status is Status.ADDED:
        return _Row("+", f"{place}  {kind}new{rests}", words)
    return _Row("-", f"{place} then  {kind}gone{rests}", words)


def _figure(one: FigureChange) -> _Row:
    name = f"{one.source}/{one.name}" if one.source else f"{one.name}, derived"
    return _Row(_SIGNS[one.status], f"{name}: {' → '.join(filter(None, (one.old, one.new)))}")


def _source(one: SourceChange) -> _Row:
    title = f"  « {one.title} »" if one.title else ""
    renamed = f", renamed from {one.was}" if one.was else ""
    aspects = ", ".join(dict.fromkeys(change.topic.aspect for change in one.changes))
    below = tuple(row for change in one.changes for row in _facts(change))
    return _Row(_SIGNS[one.status], f"{one.id}{renamed}{title}" + (f": {aspects}" if aspects else ""), (), below)


def _facts(change: Change) -> Iterator[_Row]:
    """What differs of a part of a record, field by field."""
    topic = change.topic
    name = topic.name if topic.part == "variable" else f"{topic.part} {topic.name}"
    name += f" ({topic.version})" if topic.version else ""
    if change.status is not Status.CHANGED and len(change.differences) > 1:  # its name says enough of what came or went
        yield _Row(_SIGNS[change.status], name)
        return
    for one in change.differences:
        yield _Row("", f"{name}, {one.field}" if one.field else name, word_difference(one.old or "", one.new or ""))


def _amendment(one: AmendmentChange) -> _Row:
    name = "the amendment to fall back on" if one.fallback else "the amendment"
    below = (*map(_field, one.fields), *map(_article, one.articles))
    return _Row(_SIGNS[one.status], name, (), below)


def _article(one: ArticleChange) -> _Row:
    fate = {Status.ADDED: ", asked for now", Status.DELETED: ", no longer asked for"}.get(one.status, "")
    if one.repealed[1]:
        fate += ", to be repealed"
    elif one.status is Status.ADDED:
        fate += "; against the law in force"
    below = (*map(_field, one.fields), *map(_alinea, one.alineas))
    return _Row(_SIGNS[one.status], f"article {one.source}/{one.article}{fate}", (), below)


def _alinea(one: AlineaChange) -> _Row:
    return _Row("", f"alinéa {alinea_places(one)} {one.kind}", one.words)


def alinea_places(one: AlineaChange) -> str:
    """« 2 », « 2 → 3, 4 »."""
    before, after = (", ".join(map(str, places)) for places in (one.before, one.after))
    return before if before == after else " → ".join(filter(None, (before, after)))


def _shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; of many words that stayed, those beside what changed."""
    told = [*pieces]
    for piece in told:
        first, _, _ = piece.text[:_CONTEXT].rpartition(" ")
        _, _, last = piece.text[-_CONTEXT:].partition(" ")
        long = piece.kind == "kept" and len(told) > 1 and len(piece.text) > 3 * _CONTEXT
        yield replace(piece, text=f"{first} … {last}") if long else piece


def _summary(found: Editions) -> str:
    """« note, from main (2ccbf2caa142) to the brief as it is: 2 claims reworded, 1 new claim »."""
    between = f"{found.slug}, from {_when(found.then)} to {_when(found.now)}"
    if found.status is None:
        return f"{between}: nothing changed"
    if found.status is not Status.CHANGED:
        side, fate = (found.now, "new") if found.status is Status.ADDED else (found.then, "gone")
        counts = [_plural(side.claims, "claim"), _plural(side.sources, "source")]
        return f"{between}: the brief « {side.title} » is {fate} ({', '.join(counts)})"
    claims = [one for one in found.statements if one.is_claim]
    fates = Counter("reworded" if one.is_reworded else one.status.value for one in claims)
    became = ", ".join(f"{fates[fate]} {words}" for fate, words in _FATES.items() if fates[fate])
    parts = {
        "claim": (len(claims), f" ({became})"),
        "figure": (len(found.figures), ""),
        "source": (len(found.sources), ""),
        "amendment": (len(found.amendments), ""),
        "other sentence": (len(found.statements) - len(claims), ""),
        "field": (len(found.fields), ""),
    }
    return f"{between}: {', '.join(_plural(count, noun) + more for noun, (count, more) in parts.items() if count)}"


_FATES = {"added": "new", "deleted": "gone", "reworded": "reworded", "changed": "on other evidence"}


def _when(side: Side) -> str:
    return f"{side.revision} ({side.commit[:12]})" if side.commit else "the brief as it is"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# JSON ---------------------------------------------------------------------------------------------


def as_json(found: Editions) -> str:
    """The same, version 1."""
    data = {
        "version": 1,
        "brief": found.slug,
        "status": found.status.value if found.status else "unchanged",
        "then": _side(found.then),
        "now": _side(found.now),
        "fields": [_field_data(one) for one in found.fields],
        "claims": [_statement_data(one) for one in found.statements if one.is_claim],
        "sentences": [_statement_data(one) for one in found.statements if not one.is_claim],
        "figures": [
            {
                "source": one.source or None,
                "name": one.name,
                "status": one.status.value,
                "old": one.old or None,
                "new": one.new or None,
            }
            for one in found.figures
        ],
        "sources": [_source_data(one) for one in found.sources],
        "amendments": [_amendment_data(one) for one in found.amendments],
    }
    # Half a surrogate pair stands for a byte of a file's name: as \udcff it is JSON.
    return json.dumps(data, ensure_ascii=False, indent=2).encode(errors="backslashreplace").decode()


_Data = Mapping[str, object]


def _side(side: Side) -> _Data:
    return {
        "revision": side.revision or None,
        "commit": side.commit or None,
        "there": side.there,
        "title": side.title or None,
        "claims": side.claims,
        "sources": side.sources,
        "errors": [{"file": one.span.file, "line": one.span.line, "message": one.message} for one in side.faults],
    }


def _pieces_data(pieces: Iterable[Piece]) -> list[_Data]:
    return [{"kind": piece.kind, "text": piece.text} for piece in pieces]


def _field_data(one: FieldChange) -> _Data:
    return {"field": one.name, "old": one.old or None, "new": one.new or None, "words": _pieces_data(one.words)}


def _statement_data(one: StatementChange) -> _Data:
    old, new, said = one.old, one.new, one.statement
    status = one.status.value
    if one.status is Status.CHANGED:
        status = "reworded" if one.is_reworded else "evidence"
    return {
        "status": status,
        "kind": said.kind,
        "id": (new.id or None) if new else None,
        "was": (old.id or None) if old else None,
        "file": said.span.file,
        "line": said.span.line,
        "column": said.span.column,
        "old": old.text if old else None,
        "new": new.text if new else None,
        "words": _pieces_data(one.words),
        "evidence": [_ground(ground) for ground in one.grounds],
    }


def _ground(one: Ground) -> _Data:
    return {"part": one.part, "source": one.source or None, "name": one.name or None, "status": one.status.value}


def _source_data(one: SourceChange) -> _Data:
    return {
        "id": one.id,
        "was": one.was or None,
        "title": one.title or None,
        "status": one.status.value,
        "changes": [
            {
                "aspect": change.topic.aspect.value,
                "part": change.topic.part,
                "name": change.topic.name,
                "version": change.topic.version or None,
                "status": change.status.value,
                "fields": [{"field": it.field or None, "old": it.old, "new": it.new} for it in change.differences],
            }
            for change in one.changes
        ],
    }


def _amendment_data(one: AmendmentChange) -> _Data:
    return {
        "fallback": one.fallback,
        "status": one.status.value,
        "fields": [_field_data(field) for field in one.fields],
        "articles": [
            {
                "source": article.source,
                "article": article.article,
                "status": article.status.value,
                "repealed": article.repealed[1],
                "fields": [_field_data(field) for field in article.fields],
                "alineas": [
                    {
                        "status": alinea.kind,
                        "before": [*alinea.before],
                        "after": [*alinea.after],
                        "words": _pieces_data(alinea.words),
                    }
                    for alinea in article.alineas
                ],
            }
            for article in one.articles
        ],
    }
