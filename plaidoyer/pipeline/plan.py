"""The plan: which briefs are to be done, and what holds of the last time. Values in, values out: no file is looked at.

A record rests on its file, its captures and its receipts; a brief on its folder, its records and what else it names;
all of them on what is common: the program, its settings, its templates.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from plaidoyer.pipeline.inputs import Now
from plaidoyer.publish.memory import Memory, OfBrief, OfRecord
from plaidoyer.workers.digests import MISSING


class Plan(Struct, frozen=True):
    """The briefs that are to be done, the records to be read besides those that they name, and what holds of others.

    ``files`` gives the file of each record that there is.
    """

    files: Mapping[str, str]
    briefs: tuple[str, ...]
    records: frozenset[str]
    kept_briefs: Mapping[str, OfBrief]
    kept_records: Mapping[str, OfRecord]


def alone(slugs: Sequence[str], files: Mapping[str, str]) -> Plan:
    """To do some briefs, with the records that they name, and nothing else; ``files`` gives the file of each record."""
    return Plan(files, tuple(slugs), frozenset(), {}, {})


def plan(memory: Memory, now: Now, asked: Collection[str], files: Mapping[str, str], intact: Collection[str]) -> Plan:
    """What is to be done of the briefs ``asked`` for.

    ``files`` gives the file of each record; ``intact`` are briefs whose outputs lie where they were written.
    """
    records = {
        id_: one
        for id_, one in memory.records.items()
        if id_ in files and one.rests_on == record_rests_on(now, id_, files[id_], one.captures)
    }
    digests = {id_: one.rests_on for id_, one in records.items()}
    briefs = {
        slug: one
        for slug in asked
        if slug in intact
        and (one := memory.briefs.get(slug))
        and digests.keys() >= {*one.names}
        and one.rests_on == brief_rests_on(now, slug, {id_: digests[id_] for id_ in one.names}, one.also)
    }
    todo = tuple(slug for slug in asked if slug not in briefs)
    return Plan(files, todo, frozenset(files.keys() - records.keys()), briefs, records)


def record_rests_on(now: Now, id_: str, file: str, captures: Collection[str]) -> str:
    """The digest of all that is found of a record rests on."""
    contents = {name: now.sources.get(name, MISSING) for name in (file, *captures)}
    return _digest([now.common, id_, file, contents, now.receipts.get(id_, MISSING)])


def brief_rests_on(now: Now, slug: str, records: Mapping[str, str], also: Collection[str]) -> str:
    """The digest of all that is found of a brief rests on; ``records`` are digests of those that it names."""
    others = {name: now.also.get(name, MISSING) for name in also}
    return _digest([now.common, slug, now.briefs.get(slug, {}), records, others])


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
