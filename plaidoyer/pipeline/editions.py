"""What changed between two editions of a brief: its statements and what they rest on, figures, sources, the law wanted.

Two ``Edition`` go in, plain values come out; how they are told is for the command line to say. It looks at content,
never at writing: comments, the order of fields, and typography that the page sets alike, are no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.compose.figures import amount_of
from plaidoyer.config import Config, UsageError
from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.uses import DerivedUse, FigureUse
from plaidoyer.languages.numbers import format_date
from plaidoyer.languages.typography import set_text
from plaidoyer.pipeline.boundary import BriefFailure
from plaidoyer.pipeline.edition import Edition, edition_at, edition_now
from plaidoyer.pipeline.record_changes import renamed
from plaidoyer.pipeline.restated import StatementChange, restated, status_of
from plaidoyer.pipeline.revision import Record
from plaidoyer.pipeline.statements import Key, Link, Statement, is_read, printed, statements, used
from plaidoyer.pipeline.tabled import AmendmentChange, amendment_changes
from plaidoyer.records.changes import Aspect, Change, Status, changes
from plaidoyer.records.text import EvidenceLink
from plaidoyer.rewording import FieldChange, counterparts, field_changes
from plaidoyer.spelling import did_you_mean

_SAME = 0.5
"""A brief under another name is the same from this share of its claims on, of those of the longer of both."""


class Side(Struct, frozen=True):
    """One of the two editions: the ``revision`` asked for and its ``commit``, both empty for the brief as it is.

    ``there`` is False where there was no such brief. ``version`` and ``date`` are those that it bears, in words.
    ``faults`` are the first errors of its files.
    """

    revision: str
    commit: str
    there: bool
    title: str
    version: str
    date: str
    claims: int
    sources: int
    faults: tuple[Finding, ...]


class FigureChange(Struct, frozen=True):
    """A figure that the brief states, in its language, then and now; derived where ``source`` is empty."""

    source: str
    name: str
    status: Status
    old: str
    new: str


class SourceChange(Struct, frozen=True):
    """A record that the brief names, and which facts about it changed that the brief prints or rests on.

    ``was`` is the id that it had, where it was renamed. Of one that is new to the brief, or gone, there are no
    ``changes``.
    """

    id: str
    was: str
    title: str
    status: Status
    changes: tuple[Change, ...]


class Editions(Struct, frozen=True):
    """Two editions of a brief, and all that differs. ``lang`` is that of the brief, as it is or was."""

    slug: str
    lang: str
    then: Side
    now: Side
    fields: tuple[FieldChange, ...]
    statements: tuple[StatementChange, ...]
    figures: tuple[FigureChange, ...]
    sources: tuple[SourceChange, ...]
    amendments: tuple[AmendmentChange, ...]

    @property
    def status(self) -> Status | None:
        """What became of the brief; None where nothing differs."""
        if not self.then.there:
            return Status.ADDED
        if not self.now.there:
            return Status.DELETED
        anything = self.fields or self.statements or self.figures or self.sources or self.amendments
        return Status.CHANGED if anything else None


def editions(root: Path, config: Config, slug: str, then: str, now: str = "") -> Editions:
    """Compare the brief ``slug`` at the revision ``then`` with that at ``now``, or as it stands in the campaign.

    Raises UsageError where there is no such brief in either, one cannot be read, or git cannot tell; TimeoutError where
    git hangs; BriefFailure where a brief breaks the program.
    """
    before, after = partial(_edition, root, config, then), partial(_edition, root, config, now)
    old, new = before(slug), after(slug)
    if old.brief is None and new.brief is None:
        known = {*old.slugs, *new.slugs}
        hint = did_you_mean(slug, known) or f"there are: {', '.join(sorted(known)) or 'none yet'}"
        raise UsageError(f"no brief is called « {slug} » in either of the two editions; {hint}")
    if old.brief is None:
        old = _renamed_brief(new, old, before) or old
    elif new.brief is None:
        new = _renamed_brief(old, new, after) or new
    return compared(slug, old, new)


def _edition(root: Path, config: Config, revision: str, slug: str) -> Edition:
    return edition_at(root, config, slug, revision) if revision else edition_now(root, config, slug)


def _renamed_brief(here: Edition, other: Edition, read: Callable[[str], Edition]) -> Edition | None:
    """The brief of the edition ``here`` in the ``other``, where it has another name; None where there is none such.

    It is one that has no namesake ``here``; so many of its claims as ``_SAME`` says are the same, or reworded.
    """
    found: dict[float, Edition] = {}
    for name in sorted(other.slugs - here.slugs):
        with suppress(UsageError, BriefFailure):  # one that cannot be read is none that can be compared
            edition = read(name)
            texts, others = ([claim.text for claim in one.claims] for one in (here, edition))
            share = len(counterparts(texts, others)) / max(len(texts), len(others), 1)
            found.setdefault(share, edition)
    best = max(found, default=0.0)
    return found[best] if best >= _SAME else None


def compared(slug: str, old: Edition, new: Edition) -> Editions:
    """What differs between two editions of a brief; one of them at least holds it."""
    brief = new.brief or old.brief
    assert brief is not None, "one of both is there"
    names = _renamed(old, new)
    before, after = statements(old), statements(new)
    before = tuple(_renaming(one, names) for one in before)
    return Editions(
        slug,
        brief.lang,
        _side(old),
        _side(new),
        tuple(field_changes(_printed(old), _printed(new))),
        tuple(restated(before, after)),
        tuple(_figures(_stated(old, names), _stated(new, {}))),
        tuple(_sources(old, new, names, {key for one in (*before, *after) for key in used(one)}, brief.lang)),
        tuple(amendment_changes(old, new, names)),
    )


def _side(edition: Edition) -> Side:
    brief = edition.brief
    date = format_date(brief.date, brief.lang) if brief and brief.date else ""
    called = (brief.title, brief.version, date) if brief else ("", "", "")
    counts = (len(edition.claims), len(edition.named))
    return Side(edition.revision, edition.commit, brief is not None, *called, *counts, edition.faults)


# Records that were renamed ------------------------------------------------------------------------


def _renamed(old: Edition, new: Edition) -> Mapping[str, str]:
    """The new id of each record that was renamed, by its old one: that is there no more, and this was not."""
    records = {
        id_: Record(id_, source.file, "", source, None, ())
        for id_, source in old.sources.items()
        if id_ not in new.records
    }
    records |= {
        id_: Record(id_, "", source.file, None, source, ())
        for id_, source in new.sources.items()
        if id_ not in old.records
    }
    return {was: id_ for id_, was in renamed(records)}


def _renaming(statement: Statement, names: Mapping[str, str]) -> Statement:
    """A statement as if the records that it names had always had the names of now."""

    def key(of: Key) -> Key:
        part, source, name = of
        return part, names.get(source, source), name

    links = [
        Link(key(link.key), link.how, {key(one): link.rests[one] for one in link.rests}) for link in statement.links
    ]
    return replace(statement, links=tuple(links))


# Fields -------------------------------------------------------------------------------------------


def _printed(edition: Edition) -> Mapping[str, str]:
    """The front matter that a reader sees something of, by the names of its fields, in words of the page."""
    brief = edition.brief
    if brief is None:
        return {}
    texts = {
        "slug": brief.slug,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "ask": printed(brief.ask, edition.uses, brief.lang),
        "version": brief.version,
        "edition": brief.edition,
        "authors": "; ".join(brief.authors),
        "issuer": brief.issuer,
        "audience": brief.audience,
        "recipients": "; ".join(brief.recipients),
        "contact": brief.contact,
        "transparency": brief.transparency,
        "notice": brief.notice,
        "keywords": "; ".join(brief.keywords),
        "abbreviations": "; ".join(f"{short}: {words}" for short, words in brief.abbreviations.items()),
    }
    return {
        **{name: set_text(text, brief.lang) for name, text in texts.items()},
        "date": format_date(brief.date, brief.lang) if brief.date else "",
        "lang": brief.lang,
        "template": brief.template,
        "csl": brief.csl,
        "attach": "; ".join(brief.attach),
        "evidence-annex": _flag(brief.evidence_annex),
        "large-print": _flag(brief.large_print),
    }


def _flag(value: bool) -> str:
    return "true" if value else ""


# Figures and sources ------------------------------------------------------------------------------


def _stated(edition: Edition, names: Mapping[str, str]) -> Mapping[tuple[str, str], str]:
    """The figures that a brief states, in the order of its text: « more than 1,200 cases »."""
    found: dict[tuple[str, str], str] = {}
    links = [link for claim in edition.claims for link in claim.evidence if isinstance(link, EvidenceLink)]
    for link in links:
        use = edition.uses.get(link.span)
        if edition.brief and isinstance(use, FigureUse | DerivedUse):
            found[names.get(link.source, link.source), link.name] = str(amount_of(use, edition.brief.lang))
    return found


def _figures(old: Mapping[tuple[str, str], str], new: Mapping[tuple[str, str], str]) -> Iterator[FigureChange]:
    for key in {**new, **old}:
        was, now = old.get(key, ""), new.get(key, "")
        if was != now:
            yield FigureChange(*key, status_of(was, now), was, now)


def _sources(
    old: Edition, new: Edition, names: Mapping[str, str], keys: Iterable[Key], lang: str
) -> Iterator[SourceChange]:
    """The sources that came and went, and those of which something changed that the brief has any use for."""
    parts = {(part, source, name.partition("#")[0]) for part, source, name in keys}
    amendments = [one for brief in (old.brief, new.brief) if brief for one in brief.amendments]
    wanted = [change for one in amendments for change in one.changes]
    parts |= {("article", names.get(one.source, one.source), one.article) for one in wanted}
    were = {names.get(id_, id_): id_ for id_ in old.named}
    for id_ in sorted({*were, *new.named}):
        before, after = old.sources.get(were.get(id_, "")), new.sources.get(id_)
        shown = after or before
        title = str(shown.csl.get("title", "")) if shown else ""
        was = were.get(id_, id_)
        if id_ not in were or id_ not in new.named:
            yield SourceChange(id_, "", title, status_of(id_ in were, id_ in new.named), ())
        elif bool(before) != bool(after):  # it cannot be read in one of both, or is not there
            yield SourceChange(id_, "", title, Status.CHANGED, ())
        elif (found := tuple(_told(id_, changes(before, after), parts, lang))) or was != id_:
            yield SourceChange(id_, was if was != id_ else "", title, Status.CHANGED, found)


def _told(id_: str, found: Iterable[Change], parts: Iterable[Key], lang: str) -> Iterator[Change]:
    """The changes of a record that a brief has a use for, without what it holds for other languages."""
    known = {*parts}
    for change in found:
        topic = change.topic
        if topic.aspect is Aspect.BIBLIOGRAPHY or (topic.part, id_, topic.name) in known:
            fields = tuple(one for one in change.differences if is_read(one.field, lang))
            if fields and topic.aspect is not Aspect.HANDLING:
                yield replace(change, differences=fields)
