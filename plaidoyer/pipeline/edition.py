"""One edition of a brief: its text, its amendment and the records that it names, at a revision of git or as it is.

What is read of a revision is read from its bytes, by the readers of today, and nothing of it is written anywhere. Only
what the brief names is read. Two editions are compared in ``editions``; nothing is judged in either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.config import Config, UsageError
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.claims import Claim, claims_of
from plaidoyer.evidence.uses import Use, names_in, resolve
from plaidoyer.pipeline.boundary import bounded
from plaidoyer.pipeline.revision import SETTINGS, settings_in
from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.amendments import FALLBACK, Amendment
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import list_campaign
from plaidoyer.records.files import decode, is_within, read_text
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source
from plaidoyer.workers import git

_RECORD = re.compile(r"sources/([a-z0-9][a-z0-9-]*)\.ya?ml")
_BRIEF = re.compile(r"briefs/([a-z0-9][a-z0-9-]*)/brief\.md")


class Edition(Struct, frozen=True):
    """A brief as it was at ``revision``, the commit ``commit``; both are empty for the brief as it is.

    ``brief`` is None where there is none. ``sources`` are the records among ``named``, ids, that could be read,
    ``records`` the ids of all that there are, ``slugs`` those of all briefs. ``faults`` tells the first error of each
    file that was read, and what is sound of such a file is here too.
    """

    revision: str
    commit: str
    brief: Brief | None
    claims: tuple[Claim, ...]
    uses: Mapping[Span, Use]
    named: frozenset[str]
    sources: Mapping[str, Source]
    records: frozenset[str]
    slugs: frozenset[str]
    faults: tuple[Finding, ...]


class _Read(Struct, frozen=True):
    """The text of a file, or None; and what is wrong with it."""

    text: str | None
    findings: tuple[Finding, ...]


class _State(Struct, frozen=True):
    """A campaign in one state: the file of each record and brief, and a way to the texts of those that are there."""

    records: Mapping[str, str]
    briefs: Mapping[str, str]
    texts: Callable[[Iterable[str]], Mapping[str, _Read]]


def edition_now(root: Path, config: Config, slug: str) -> Edition:
    """The brief ``slug`` as it stands in the campaign ``root``.

    Raises UsageError where it is there and cannot be read, BriefFailure where it breaks the program.
    """
    listing = list_campaign(root)
    state = _State(listing.sources, listing.briefs, partial(_texts_here, root, config.limits.file_size))
    return _edition(state, slug, config, "", "")


def edition_at(root: Path, config: Config, slug: str, revision: str) -> Edition:
    """The brief ``slug`` as it was at ``revision``, under the settings of then where these can be used.

    Raises UsageError where git cannot tell or the brief was there and cannot be read, TimeoutError where git hangs,
    BriefFailure where the brief breaks the program.
    """
    commit = git.commit(root, revision)
    blobs = git.blobs(root, commit, ("briefs", "sources", *SETTINGS))
    records = {match[1]: name for name in sorted(blobs, reverse=True) if (match := _RECORD.fullmatch(name))}
    briefs = {match[1]: name for name in blobs if (match := _BRIEF.fullmatch(name))}
    state = _State(records, briefs, partial(_texts_then, root, blobs, config.limits.file_size))
    settings = {name: read.text for name, read in state.texts(SETTINGS).items()}
    known = settings_in({name: text for name, text in settings.items() if text is not None})
    return _edition(state, slug, known if known and None not in settings.values() else config, revision, commit)


def _texts_here(root: Path, most: int, names: Iterable[str]) -> Mapping[str, _Read]:
    found = {}
    for name in names:
        path = root / name
        if path.exists() or path.is_symlink():
            inside = is_within(path, root)
            found[name] = _Read(*read_text(path, name, most)) if inside else _refused(name, "a link leads out of here")
    return found


def _texts_then(root: Path, blobs: Mapping[str, git.Blob], most: int, names: Iterable[str]) -> Mapping[str, _Read]:
    there = [name for name in names if name in blobs]
    kept = git.contents(root, [blobs[name] for name in there if blobs[name].size <= most])
    return {
        name: _Read(*decode(kept[blobs[name].id], name))
        if blobs[name].id in kept
        else _refused(name, f"the file had {blobs[name].size:,} bytes, more than are read")
        for name in there
    }


def _refused(name: str, message: str) -> _Read:
    return _Read(None, (Finding("invalid-file", message, Span(name)),))


def _edition(state: _State, slug: str, config: Config, revision: str, commit: str) -> Edition:
    records, slugs = frozenset(state.records), frozenset(state.briefs)
    empty = Edition(revision, commit, None, (), {}, frozenset(), {}, records, slugs, ())
    if slug not in state.briefs:
        return empty
    file = state.briefs[slug]
    read = state.texts([file]).get(file, _refused(file, "it is gone"))
    if read.text is None:
        raise UsageError(_unreadable(file, revision, read.findings[0]))
    brief, findings = read_brief(read.text, file, slug, config.lang, config.template)
    lost = next((one for one in findings if one.rule == "invalid-yaml"), None)
    if brief is None or lost:  # what stands behind a break would be told as gone
        raise UsageError(_unreadable(file, revision, lost or findings[0]))
    amendment, found = _amendment(state, slug)
    brief = replace(brief, amendment=amendment)
    return bounded(brief, partial(_resolved, empty, brief, state, (*findings, *found)))


def _unreadable(file: str, revision: str, finding: Finding) -> str:
    when = f" at « {revision} »" if revision else ""
    line = f", line {finding.span.line}" if finding.span.line > 1 else ""
    return f"{file}{when} cannot be read{line}: {finding.message}; there is nothing to compare"


def _amendment(state: _State, slug: str) -> tuple[Amendment | None, tuple[Finding, ...]]:
    """The amendment of a brief, with the one to fall back on."""
    first, found = _one_amendment(state, f"briefs/{slug}/amendment.yaml", slug)
    if first is None:
        return None, found
    second, others = _one_amendment(state, f"briefs/{slug}/{first.fallback_file or FALLBACK}", slug)
    return replace(first, fallback=second), (*found, *others)


def _one_amendment(state: _State, file: str, slug: str) -> tuple[Amendment | None, tuple[Finding, ...]]:
    read = state.texts([file]).get(file, _Read(None, ()))
    if read.text is None:
        return None, read.findings
    return read_amendment(read.text, file, slug)


def _resolved(empty: Edition, brief: Brief, state: _State, findings: Iterable[Finding]) -> Edition:
    claims = claims_of(brief)
    named = names_in(brief, claims)
    files = {id_: state.records[id_] for id_ in sorted(named) if id_ in state.records}
    texts = state.texts(files.values())
    sources: dict[str, Source] = {}
    found = [*findings]
    for id_, file in files.items():
        read = texts[file]
        source, own = read_source(read.text, file, id_) if read.text is not None else (None, ())
        found += (*read.findings, *own)
        if source is not None:
            sources[id_] = source
    errors = {one.span.file: one for one in reversed(found) if one.severity is Severity.ERROR}
    broken = frozenset(id_ for id_, file in files.items() if file in errors)
    uses = resolve(brief, claims, sources, broken).uses
    faults = tuple(sorted(errors.values(), key=lambda one: one.span))
    return replace(empty, brief=brief, claims=claims, uses=uses, named=named, sources=sources, faults=faults)
