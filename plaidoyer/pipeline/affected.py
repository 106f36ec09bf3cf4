"""What a change of sources touches since a revision of git: records, the claims that rest on them, the briefs to build.

Plain values come out; how they are told is for the command line to say. Nothing is proven or judged here, and what
another version of the program would change is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from plaidoyer.config import Config
from plaidoyer.evidence.receipts import FILE as RECEIPTS
from plaidoyer.evidence.receipts import by_passage, read_receipts
from plaidoyer.evidence.uses import names_in
from plaidoyer.pipeline.record_changes import Fate, RecordChange, record_changes
from plaidoyer.pipeline.revision import (
    LARGEST_RECEIPTS,
    SETTINGS,
    Record,
    Revision,
    When,
    brief_then,
    changed_records,
    is_record,
    read_revision,
    settings_then,
)
from plaidoyer.pipeline.study import Text, texts_of
from plaidoyer.pipeline.touched import Changed, DerivedChange, Touched, derived_changes, touched
from plaidoyer.records.campaign import Campaign, read_campaign
from plaidoyer.records.changes import Aspect, Change, Status, Topic
from plaidoyer.records.files import read_text

Kind = Literal["new", "own", "template", "style", "settings", "record", "receipts", "capture", "unreadable"]

_SCAFFOLD = re.compile(r"templates/[^/]+/new\.[a-z]+\.md")
"""What a new brief starts from, in a template's folder: no brief that exists reads it."""

_IDLE_SETTINGS = ("jobs",)
"""Settings that change how a brief is made, and nothing of it."""


class ReceiptChange(Struct, frozen=True):
    """What became of the receipts of a passage."""

    source: str
    passage: str
    status: Status


class Reason(Struct, frozen=True):
    """Why a brief is to be built anew: a file, and ``what`` about it (aspects of a record, names of settings, …)."""

    kind: Kind
    file: str
    what: tuple[str, ...] = ()


class Rebuilt(Struct, frozen=True):
    """A brief to be built anew."""

    slug: str
    file: str
    reasons: tuple[Reason, ...]


class Affected(Struct, frozen=True):
    """What changed since ``revision``, the commit ``commit``, and what that touches.

    ``files`` are captures and other files below ``sources/`` that differ; ``deleted`` are the slugs of briefs that are
    gone. ``receipts`` is None where those of then or of now cannot be read. ``failures`` are lines about briefs that
    no author can mend.
    """

    revision: str
    commit: str
    records: tuple[RecordChange, ...]
    files: Mapping[str, Status]
    receipts: tuple[ReceiptChange, ...] | None
    derived: tuple[DerivedChange, ...]
    touched: tuple[Touched, ...]
    briefs: tuple[Rebuilt, ...]
    deleted: tuple[str, ...]
    failures: tuple[str, ...]


def affected(root: Path, config: Config, revision: str) -> Affected:
    """Compare a campaign with what it was at ``revision``.

    Raises UsageError where git cannot tell, TimeoutError where it hangs.
    """
    campaign = read_campaign(root, config)
    read = texts_of(campaign, campaign.slugs)
    styles = {text.brief.csl or config.csl for text in read.texts} - {""}
    then = read_revision(root, config, revision, styles)
    settings = settings_then(then, root, config)
    differing = changed_records(then, campaign)
    records = record_changes(differing, config.lang)
    files = {name: status for name, status in then.files.items() if _is_beside(name)}
    receipts = _receipts(root, then)
    changed = _changed(campaign, then, differing, records, files)
    derived = tuple(
        one
        for text in read.texts
        for one in derived_changes(text, brief_then(then, text.brief, settings or config), changed)
    )
    everywhere = tuple(_settings(config, settings, then))
    of_records = dict(_by_source(campaign, records, files, receipts))
    texts = {text.brief.slug: text for text in read.texts}
    briefs = []
    for slug in campaign.slugs:
        reasons = [*_own(slug, then), *_styled(texts[slug], config, then)] if slug in texts else [*_own(slug, then)]
        reasons += everywhere
        if slug in texts:
            reasons += [one for source in _sources(texts[slug]) for one in of_records.get(source, ())]
        elif of_records:
            reasons.append(Reason("unreadable", f"briefs/{slug}/brief.md"))
        if reasons:
            briefs.append(Rebuilt(slug, f"briefs/{slug}/brief.md", tuple(dict.fromkeys(reasons))))
    return Affected(
        revision,
        then.commit,
        records,
        files,
        receipts,
        derived,
        tuple(one for text in read.texts for one in touched(text, derived, changed)),
        tuple(briefs),
        tuple(sorted(then.slugs - {*campaign.slugs})),
        read.failures,
    )


def _is_beside(name: str) -> bool:
    return name.startswith("sources/") and name != RECEIPTS and not is_record(name)


def _changed(
    campaign: Campaign,
    then: Revision,
    differing: Mapping[str, Record],
    records: Iterable[RecordChange],
    files: Mapping[str, Status],
) -> Changed:
    """What changed, as claims ask for it. A renamed record is, under its new id, what it was under the old one."""
    whole: dict[str, Status] = {}
    parts: dict[tuple[str, str, str], tuple[Change, ...]] = {}
    before = {id_: source for id_, source in campaign.sources.items() if id_ not in differing}
    before = {id_: source for id_, source in before.items() if source.file in then.names}
    before |= {id_: one.old for id_, one in differing.items() if one.old}
    for record in records:
        if record.was_id not in ("", record.id):
            whole[record.was_id] = Status.DELETED
            before[record.id] = before[record.was_id]
        if record.fate in (Fate.ADDED, Fate.DELETED):
            whole[record.id] = Status(record.fate.value)
        elif record.id not in before or record.id not in campaign.sources:
            whole[record.id] = Status.CHANGED  # it cannot be read in one of both states
        for change in record.changes:
            if change.topic.aspect is Aspect.EVIDENCE:
                key = (record.id, change.topic.part, change.topic.name)
                parts[key] = (*parts.get(key, ()), change)
    for id_, file in _captures(campaign, files):
        topic = Topic(Aspect.EVIDENCE, "capture", file.removeprefix("sources/"))
        parts.setdefault((id_, topic.part, topic.name), (Change(topic, files[file], ()),))
    broken = {id_ for id_, one in differing.items() if any(trouble.when is When.THEN for trouble in one.troubles)}
    return Changed(whole, parts, before, campaign.sources, frozenset(broken))


def _captures(campaign: Campaign, files: Mapping[str, Status]) -> Iterator[tuple[str, str]]:
    """The records of captures whose file differs, and that file."""
    for id_, source in campaign.sources.items():
        yield from ((id_, file) for one in source.captures if (file := f"sources/{one.file}") in files)


def _receipts(root: Path, then: Revision) -> tuple[ReceiptChange, ...] | None:
    """The passages whose receipts are not the same; None where they cannot be read in one of both states."""
    if RECEIPTS not in then.files:
        return ()
    now, _ = read_text(root / RECEIPTS, RECEIPTS, LARGEST_RECEIPTS)
    states = []
    for text, there in (
        (then.texts.get(RECEIPTS), RECEIPTS in then.names),
        (now, then.files[RECEIPTS] is not Status.DELETED),
    ):
        receipts, faults = read_receipts(text) if text is not None else ((), ())
        if faults or (there and text is None):
            return None
        states.append(by_passage(receipts))
    old, new = states
    return tuple(
        ReceiptChange(*key, _status(key in old, key in new))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    )


def _status(then: bool, now: bool) -> Status:
    if then and now:
        return Status.CHANGED
    return Status.ADDED if now else Status.DELETED


# Briefs -------------------------------------------------------------------------------------------


def _own(slug: str, then: Revision) -> Iterator[Reason]:
    """What a brief's own folder tells."""
    if slug not in then.slugs:
        yield Reason("new", f"briefs/{slug}/brief.md")
        return
    for name, status in then.files.items():
        if name.startswith(f"briefs/{slug}/"):
            yield Reason("own", name, (status.value,))


def _styled(text: Text, config: Config, then: Revision) -> Iterator[Reason]:
    """What the template tells, and the citation style."""
    folders = ("templates/_shared/", f"templates/{text.brief.template}/")
    for name, status in then.files.items():
        if name.startswith(folders) and not _SCAFFOLD.fullmatch(name):
            yield Reason("template", name, (status.value,))
    if (style := text.brief.csl or config.csl) in then.files:
        yield Reason("style", style, (then.files[style].value,))


def _settings(config: Config, before: Config | None, then: Revision) -> Iterator[Reason]:
    """The settings that are not the same; nothing of them where those of then could not be used."""
    file = next((name for name in SETTINGS if name in then.files), "")
    if before is None:
        yield Reason("settings", file)
        return
    names = [name for name in Config.__struct_fields__ if getattr(config, name) != getattr(before, name)]
    if told := tuple(name.replace("_", "-") for name in names if name not in _IDLE_SETTINGS):
        yield Reason("settings", file, told)


def _sources(text: Text) -> list[str]:
    """The records that a brief names."""
    return sorted(names_in(text.brief, text.claims))


def _by_source(
    campaign: Campaign,
    records: Iterable[RecordChange],
    files: Mapping[str, Status],
    receipts: Iterable[ReceiptChange] | None,
) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """What the records, captures and receipts of each source tell."""
    found: dict[str, list[Reason]] = {}
    for record in records:
        what: tuple[str, ...] = tuple(aspect.value for aspect in record.aspects) or ("unreadable",)
        if record.fate in (Fate.ADDED, Fate.DELETED):
            what = (record.fate.value,)
        if record.was_id not in ("", record.id):
            found[record.was_id] = [Reason("record", record.was, (Fate.RENAMED.value,))]
        if record.changes or record.troubles:
            found[record.id] = [Reason("record", record.file, what)]
    for id_, file in _captures(campaign, files):
        found.setdefault(id_, []).append(Reason("capture", file, (files[file].value,)))
    for receipt in receipts or ():
        found.setdefault(receipt.source, [Reason("receipts", RECEIPTS)])
    for id_ in campaign.files if receipts is None else ():
        found.setdefault(id_, [Reason("receipts", RECEIPTS, ("unreadable",))])
    yield from ((id_, tuple(reasons)) for id_, reasons in found.items())
