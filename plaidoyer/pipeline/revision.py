"""A campaign as it was at a revision of git: which files differ from the working tree, and what the old ones say.

Only files that differ are taken out of git, and they are read from their bytes, by the readers of today. What was
broken then is told, and never stops anything. What a difference means for a brief is not judged here.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from plaidoyer.config import OWN_FILE, SHARED_FILE, Config, UsageError, load_config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.receipts import FILE as RECEIPTS
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.changes import Status
from plaidoyer.records.files import decode, read_text
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source
from plaidoyer.workers import git

LARGEST_RECEIPTS = 64 * 1024 * 1024
"""Bytes of the file of receipts: a line a passage."""

SETTINGS = (OWN_FILE, SHARED_FILE)
"""The files that settings may be in."""

_FOLDERS = ("sources", "briefs", "templates")
_RECORD = re.compile(r"sources/([a-z0-9][a-z0-9-]*)\.ya?ml")
_BRIEF = re.compile(r"briefs/([a-z0-9][a-z0-9-]*)/brief\.md")


class When(StrEnum):
    """One of the two states that are compared."""

    THEN = "then"
    NOW = "now"


class Trouble(Struct, frozen=True):
    """What is wrong with a record in a state, and on which line (0 for none); ``lost``: nothing of it could be read."""

    when: When
    message: str
    line: int = 0
    lost: bool = False


class Record(Struct, frozen=True):
    """A record whose file differs: its file then and now (empty where there is none), and what could be read."""

    id: str
    was: str
    file: str
    old: Source | None
    new: Source | None
    troubles: tuple[Trouble, ...]


class Revision(Struct, frozen=True):
    """What a commit holds of a campaign.

    ``names`` are its files; ``files`` says of each that is not the same now what became of it since, new ones among
    them. ``texts`` are the old texts of records, briefs, receipts and settings that differ; ``unread`` says why one
    could not be read.
    """

    commit: str
    names: frozenset[str]
    files: Mapping[str, Status]
    texts: Mapping[str, str]
    unread: Mapping[str, str]

    @property
    def slugs(self) -> frozenset[str]:
        """The briefs that there were."""
        return frozenset(match[1] for name in self.names if (match := _BRIEF.fullmatch(name)))


def read_revision(root: Path, config: Config, revision: str, also: Iterable[str] = ()) -> Revision:
    """Compare the files of a campaign with what they were at ``revision``; ``also`` names some outside of its folders.

    Files that git ignores are no part of either. Raises UsageError where git cannot tell, TimeoutError where it hangs.
    """
    commit = git.commit(root, revision)
    watched = (*_FOLDERS, *SETTINGS, *sorted({*also}))
    then = git.blobs(root, commit, watched)
    now = {name for name in {*git.present(root, watched), *then} if (root / name).is_file()}
    changed = [name for name in {*then} & now if not git.is_same(root / name, then[name])]
    wanted = {
        name: then[name]
        for name in (*changed, *({*then} - now))
        if (_is_read(name) and then[name].size <= _most(name, config)) or git.may_be_pointer(then[name])
    }
    contents = git.contents(root, wanted.values())
    kept = {name: contents[blob.id] for name, blob in wanted.items() if blob.id in contents}
    files = dict.fromkeys(now - {*then}, Status.ADDED) | dict.fromkeys({*then} - now, Status.DELETED)
    for name in changed:
        if not git.is_same(root / name, then[name], kept.get(name)):
            files[name] = Status.CHANGED
    texts: dict[str, str] = {}
    unread: dict[str, str] = {}
    for name in sorted(name for name in files if name in then and _is_read(name)):
        if name not in kept:
            unread[name] = f"the file had {then[name].size:,} bytes, more than are read"
            continue
        text, findings = decode(kept[name], name)
        if text is None:
            unread[name] = findings[0].message
        else:
            texts[name] = text
    return Revision(commit, frozenset(then), dict(sorted(files.items())), texts, unread)


def changed_records(revision: Revision, campaign: Campaign) -> Mapping[str, Record]:
    """The records whose file is not the same, by id; those that came and went among them."""
    was = {match[1]: name for name in sorted(revision.names, reverse=True) if (match := _RECORD.fullmatch(name))}
    now = {id_: name for id_, name in campaign.files.items() if name in revision.names or name in revision.files}
    return {
        id_: _record(revision, campaign, id_, was.get(id_, ""), now.get(id_, ""))
        for id_ in sorted({*was, *now})
        if was.get(id_) in revision.files or now.get(id_) in revision.files
    }


def is_record(name: str) -> bool:
    """Whether a file is a source record, by its name."""
    return _RECORD.fullmatch(name) is not None


def brief_then(revision: Revision, brief: Brief, config: Config) -> Brief | None:
    """A brief as it was, under the settings of then; None where there was none, or nothing of it can be read."""
    if brief.file not in revision.files:
        return brief
    text = revision.texts.get(brief.file)
    return read_brief(text, brief.file, brief.slug, config.lang, config.template)[0] if text else None


def settings_then(revision: Revision, root: Path, config: Config) -> Config | None:
    """The settings as they were, ``config`` being those of now; None where they could not be used."""
    if not {*SETTINGS} & {*revision.files}:
        return config
    texts: dict[str, str] = {}
    for name in SETTINGS:
        text, why = _text(revision, root, name)
        if why:
            return None
        if text is not None:
            texts[name] = text
    return settings_in(texts)


def settings_in(texts: Mapping[str, str]) -> Config | None:
    """The settings in the ``texts`` of the files that hold them; None where they cannot be used."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        try:
            return load_config(Path(folder))
        except UsageError:
            return None


def _is_read(name: str) -> bool:
    return name in (*SETTINGS, RECEIPTS) or is_record(name) or _BRIEF.fullmatch(name) is not None


def _most(name: str, config: Config) -> int:
    return LARGEST_RECEIPTS if name == RECEIPTS else config.limits.file_size


def _record(revision: Revision, campaign: Campaign, id_: str, was: str, file: str) -> Record:
    text, why = _text(revision, campaign.root, was)
    old, findings = read_source(text, was, id_) if text is not None else (None, ())
    new = campaign.sources.get(id_) if file else None
    now = (one for one in campaign.findings if one.span.file == file)
    before = [Trouble(When.THEN, why, lost=True)] if why else _trouble(When.THEN, findings, old)
    return Record(id_, was, file, old, new, (*before, *_trouble(When.NOW, now, new)))


def _text(revision: Revision, root: Path, name: str) -> tuple[str | None, str]:
    """The text of a file as it was, or why it cannot be read; neither where there was no such file."""
    if name in revision.texts:
        return revision.texts[name], ""
    if name in revision.unread or name not in revision.names:
        return None, revision.unread.get(name, "")
    text, findings = read_text(root / name, name)
    return text, findings[0].message if findings else ""


def _trouble(when: When, findings: Iterable[Finding], source: Source | None) -> list[Trouble]:
    """The first error, if any."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    return [Trouble(when, one.message, one.span.line, source is None) for one in errors[:1]]
