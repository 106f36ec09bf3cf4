"""What became of each source record whose file differs: its content told apart from its writing, renames recognised.

It looks at records alone: neither at git nor at briefs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.languages.numbers import amount
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.pipeline.revision import Record, Trouble
from plaidoyer.records.changes import Aspect, Change, changes
from plaidoyer.records.sources import Figure, Source


class Fate(StrEnum):
    """What became of a record. REWRITTEN: its file is not the same, its content is."""

    ADDED = "added"
    DELETED = "deleted"
    RENAMED = "renamed"
    CHANGED = "changed"
    REWRITTEN = "rewritten"


class RecordChange(Struct, frozen=True):
    """A record whose file differs; ``file`` is that of now, or of then where it is gone.

    ``was`` and ``was_id`` are its file and id then, where it is renamed. ``amounts`` gives the figures among
    ``changes`` in words, then and now, by name; an empty text where there is none.
    """

    id: str
    file: str
    fate: Fate
    changes: tuple[Change, ...]
    amounts: Mapping[str, tuple[str, str]]
    troubles: tuple[Trouble, ...]
    was: str = ""
    was_id: str = ""

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What its changes are about, evidence first."""
        return tuple(dict.fromkeys(change.topic.aspect for change in self.changes))


def record_changes(records: Mapping[str, Record], lang: str) -> tuple[RecordChange, ...]:
    """What became of each record, by file; amounts in ``lang`` where the figure's unit has a name in it.

    Those that are ``renamed`` are one record.
    """
    names = dict(renamed(records))
    told = []
    for id_, record in records.items():
        if id_ in names:
            old = records[names[id_]]
            told.append(_told(replace(record, was=old.was, old=old.old, troubles=old.troubles + record.troubles), lang))
        elif id_ not in names.values():
            told.append(_told(record, lang))
    return tuple(sorted(told, key=lambda one: one.file))


def renamed(records: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """The new and the old id of each record that was renamed.

    One that is gone and one that is new are the same where their content is, or their type and title.
    """
    gone = {id_: record.old for id_, record in records.items() if not record.file and record.old}
    for id_, record in records.items():
        if record.new is not None and not record.was:
            alike = [old for old, source in gone.items() if not changes(source, record.new)]
            alike += [old for old, source in gone.items() if _title(source) == _title(record.new)]
            if alike:
                del gone[alike[0]]
                yield id_, alike[0]


def _title(source: Source) -> tuple[object, ...]:
    return source.type, source.csl.get("title", source.id)


def _told(record: Record, lang: str) -> RecordChange:
    lost = any(trouble.lost for trouble in record.troubles)
    found = () if lost else changes(record.old, record.new)  # what could not be read has not come, nor gone
    if not record.was:
        fate = Fate.ADDED
    elif not record.file:
        fate = Fate.DELETED
    elif record.was != record.file:
        fate = Fate.RENAMED
    else:
        fate = Fate.CHANGED if found or record.troubles else Fate.REWRITTEN
    renamed = fate is Fate.RENAMED
    return RecordChange(
        record.id,
        record.file or record.was,
        fate,
        found,
        dict(_amounts(found, record, lang)),
        record.troubles,
        record.was if renamed else "",
        record.old.id if renamed and record.old else "",
    )


def _amounts(found: Iterable[Change], record: Record, lang: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for topic in (change.topic for change in found if change.topic.part == "figure"):
        old, new = (
            _words(source.figures.get(topic.name), lang) if source else "" for source in (record.old, record.new)
        )
        yield topic.name, (old, new)


def _words(figure: Figure | None, lang: str) -> str:
    """A figure as a brief would print it."""
    if figure is None:
        return ""
    known = next((one for one in (lang, *PROFILES) if figure.unit.in_language(one)), lang)
    return str(
        amount(figure.unit, known, value=figure.value, low=figure.low, high=figure.high, qualifier=figure.qualifier)
    )
