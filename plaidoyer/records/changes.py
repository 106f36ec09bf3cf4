"""What differs between two states of a source record: its content, not its writing.

A record is taken apart into facts (« the value of the figure reports is 74 »); two states differ where their facts do.
Comments, order of fields, indentation and quotation marks are no facts. It knows neither git nor briefs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from plaidoyer.records.csl import Variable
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.sources import ArticleVersion, Source


class Aspect(StrEnum):
    """What a change is about: what is proven, what is printed of the source, or how the record is dealt with."""

    EVIDENCE = "evidence"
    BIBLIOGRAPHY = "bibliography"
    HANDLING = "handling"


class Status(StrEnum):
    """What became of something."""

    ADDED = "added"
    DELETED = "deleted"
    CHANGED = "changed"


class Difference(Struct, frozen=True):
    """A field (empty for what is one value), and its text in both states; None where it is not there."""

    field: str
    old: str | None
    new: str | None


class Topic(Struct, frozen=True, order=True):
    """A part of a record: « figure », « reports »; of an article also which ``version``."""

    aspect: Aspect
    part: str
    name: str
    version: str = ""


class Change(Struct, frozen=True):
    """What became of a part of a record, and which of its fields differ, in the order of their names."""

    topic: Topic
    status: Status
    differences: tuple[Difference, ...]


Facts = Mapping[Topic, Mapping[str, str]]

_WHERE = frozenset({"span", "places", "written"})
"""Fields that say where a thing is written: no facts about it."""

_CALLED = frozenset({"name", "file"})
"""What a part of a record is called."""

_PLAIN = frozenset({"names", "texts", "symbol"})
"""Fields of values that are written without a name of their own."""

_HANDLING = {"capture": ("retrieved", "redistributable"), "article": ("seen", "seen-at")}
"""Fields of evidence that say how it was come by and may be dealt with, and nothing of what it is."""

_TABLES = {"passage": "passages", "figure": "figures", "article": "articles", "capture": "captures"}
_ORDER = {aspect: place for place, aspect in enumerate(Aspect)}
_PARTS = ("figure", "passage", "article", "capture", "captures", "variable")


def changes(old: Source | None, new: Source | None) -> tuple[Change, ...]:
    """What differs, evidence first; None for a state in which the record is not there, or cannot be read.

    What could not be read in a state is not told as added or deleted: it has changed.
    """
    before, after = facts(old), facts(new)
    found = []
    for topic in {**before, **after}:
        was, now = before.get(topic, {}), after.get(topic, {})
        if was == now:
            continue
        status = Status.CHANGED
        if topic not in before and not _unread(old, topic):
            status = Status.ADDED
        elif topic not in after and not _unread(new, topic):
            status = Status.DELETED
        fields = sorted({*was, *now}, key=_in_order)
        differences = (Difference(name, was.get(name), now.get(name)) for name in fields)
        found.append(Change(topic, status, tuple(one for one in differences if one.old != one.new)))
    return tuple(sorted((one for one in found if not _follows(one, found)), key=_place))


def facts(source: Source | None) -> Facts:
    """The facts of a record, by what they are about, each field by its name as it is written."""
    if source is None:
        return {}
    found: dict[Topic, dict[str, str]] = {
        Topic(Aspect.BIBLIOGRAPHY, "variable", name): {"": _variable(value)}
        for name, value in {"type": source.type, **source.csl}.items()
    }
    for capture in source.captures:
        _add(found, "capture", capture.file, "", capture)
    if len(source.captures) > 1:  # they are tried in this order
        found[Topic(Aspect.EVIDENCE, "captures", "order")] = {"": ", ".join(one.file for one in source.captures)}
    for passage in source.passages.values():
        _add(found, "passage", passage.name, "", passage)
    for figure in source.figures.values():
        _add(found, "figure", figure.name, "", figure)
    for article, versions in source.articles.items():
        for name, version in zip(version_names(versions), versions, strict=True):
            _add(found, "article", article, name, version)
    if source.do_not_fetch:
        found[Topic(Aspect.HANDLING, "record", "do-not-fetch")] = {"": "true"}
    allowed = [f"{one.rule}: {one.reason}" for one in source.allowances]
    if allowed:
        found[Topic(Aspect.HANDLING, "record", "allowed")] = {"": "; ".join(sorted(allowed))}
    return found


def says(part: Struct) -> Mapping[str, str]:
    """The facts about one part of a record, or of a brief: each field by its name as it is written."""
    return dict(_flat(part))


def version_names(versions: Iterable[ArticleVersion]) -> tuple[str, ...]:
    """What the versions of an article are told apart by: their ids, or days; a number where these are the same."""
    seen: dict[str, int] = {}
    names = []
    for version in versions:
        name = version.id or str(version.in_force)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def rests_on(source: Source, part: str, name: str, alinea: int = 0) -> Iterator[tuple[str, str, int]]:
    """What a part of a record stands on, itself first: figure, passage, then captures or an article.

    Of an article the number of the alinéa is given too, 0 for all.
    """
    yield part, name, alinea
    if part == "figure" and name in source.figures:
        yield from rests_on(source, "passage", source.figures[name].passage)
    elif part == "passage" and name in source.passages:
        passage = source.passages[name]
        if passage.article:
            yield "article", passage.article, passage.alinea
        else:
            yield from (("capture", one.file, 0) for one in source.captures if passage.capture in ("", one.file))


def concerns(change: Change, version: str, alinea: int) -> bool:
    """Whether a change of an article concerns one of its versions (empty for any) and an alinéa (0 for any)."""
    if version and change.status is not Status.DELETED and change.topic.version != version:
        return False
    others = [one.field for one in change.differences if one.field != f"alineas.{alinea}"]
    changed = len(others) < len(change.differences)
    return not alinea or changed or any(not field.startswith("alineas.") for field in others)


def _add(found: dict[Topic, dict[str, str]], part: str, name: str, version: str, value: Struct) -> None:
    """Add the facts about a part of a record."""
    fields = {**says(value)}
    handled = {field: fields.pop(field) for field in _HANDLING.get(part, ()) if field in fields}
    found[Topic(Aspect.EVIDENCE, part, name, version)] = fields
    if handled:
        found[Topic(Aspect.HANDLING, part, name, version)] = handled


def _unread(source: Source | None, topic: Topic) -> bool:
    """Whether a part is in the file of a record, and could not be read."""
    if source is None or (topic.part == "article" and topic.name in source.articles):
        return False
    return topic.name in source.written.get(_TABLES.get(topic.part, ""), ())


def _follows(change: Change, changes: Iterable[Change]) -> bool:
    """Whether a change only follows from another: the order of captures, where one came or went."""
    return change.topic.part == "captures" and any(
        one.topic.part == "capture" and one.status is not Status.CHANGED for one in changes
    )


def _place(change: Change) -> tuple[int, int, Topic]:
    topic = change.topic
    part = _PARTS.index(topic.part) if topic.part in _PARTS else len(_PARTS)
    return _ORDER[topic.aspect], part, topic


def _in_order(name: str) -> tuple[tuple[int, str], ...]:
    """Fields by name, with numbers as such: the tenth alinéa comes after the ninth."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in name.split("."))


def _variable(value: Variable) -> str:
    if isinstance(value, str | Period):
        return str(value)
    return "; ".join(_name(parts) for parts in value)


def _name(parts: Mapping[str, str]) -> str:
    """« Agence France-Presse », « {family: Martin, given: Anne} »: what is not the same is not written alike."""
    literal = parts.get("literal", "")
    if [*parts] == ["literal"] and not {*literal} & {*';{"'}:
        return literal
    return "{" + ", ".join(f"{part}: {json.dumps(parts[part], ensure_ascii=False)}" for part in sorted(parts)) + "}"


def _flat(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The single values in ``value``, each with the way to it as it is written in a record: « unit.fr.one »."""
    match value:
        case bool():
            yield ".".join(path), str(value).lower()
        case str() | Decimal() | int() | Date() | Period():
            if value not in ("", 0) or isinstance(value, Decimal):
                yield ".".join(path), str(value)
        case Mapping():
            for key, one in value.items():
                yield from _flat(one, (*path, key) if key else path)
        case tuple():
            for number, one in enumerate(value, 1):
                yield from _flat(one, (*path, str(number)))
        case Struct():
            for name in value.__struct_fields__:
                if name not in _WHERE and (path or name not in _CALLED):
                    own = () if name in _PLAIN else (name.replace("_", "-"),)
                    yield from _flat(getattr(value, name), (*path, *own))
