"""« quote »: some words are found in a record's captures, and the passage around them is proposed for the record.

What is proposed has been read back and proven: the passage by the rule that will look for it, the figures by the rule
that will compare them with it. Nothing is written before ``save``. What is printed is for the command line to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from plaidoyer.checks.figures import unread_figures
from plaidoyer.config import Config, UsageError
from plaidoyer.evidence.copies.captures import Announce, Copy, State, look, read
from plaidoyer.evidence.copies.extract import Unreadable, extractors
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.finding.difference import difference
from plaidoyer.evidence.finding.excerpt import Excerpt, around, excerpt
from plaidoyer.evidence.finding.matching import Ambiguous, Match, Missing, Searchable, find, searchable
from plaidoyer.languages.profiles import PROFILES, primary
from plaidoyer.languages.things import things
from plaidoyer.pipeline.collect import slug
from plaidoyer.pipeline.skeletons import Skeleton, skeletons
from plaidoyer.publish.record_file import Addition, CannotEdit, with_additions
from plaidoyer.publish.record_lines import Inline, Value
from plaidoyer.publish.state import FOLDER
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import Campaign, read_campaign
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source
from plaidoyer.spelling import did_you_mean
from plaidoyer.workers.forks import cores

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMED_BY = 3
_MOST_HITS = 20


class Trouble(Struct, frozen=True):
    """A capture that cannot be looked into, or words that are not there: a sentence, and what to do."""

    message: str
    hint: str


class Place(Struct, frozen=True):
    """Words in a capture, with what stands around them; ``page`` is 0 where there are none."""

    capture: str
    page: int
    before: str
    words: str
    after: str


class Nowhere(Struct, frozen=True):
    """The words stand in no capture that could be looked into; ``looked``: there is one.

    ``nearest`` is where they nearly stand, ``differs`` in which words.
    """

    looked: bool
    nearest: Place | None
    differs: str
    troubles: tuple[Trouble, ...]


class Several(Struct, frozen=True):
    """The words stand in several passages: a person picks one."""

    places: tuple[Place, ...]
    more: int
    troubles: tuple[Trouble, ...]


class Proposal(Struct, frozen=True):
    """A passage, and its figures, that ``save`` can write.

    ``known``: the record has these words already, as the passage ``name``; there is nothing to save. ``unread`` are
    numbers whose unit cannot be read. ``loose`` as in ``Match``.
    """

    id: str
    file: str
    name: str
    place: Place
    loose: bool
    known: bool
    figures: tuple[Skeleton, ...]
    unread: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    old: bytes
    new: bytes


class _Found(Struct, frozen=True):
    """What one extractor reads in one capture, and the passages in it that hold the words."""

    copy: Copy
    reading: Reading
    excerpts: tuple[Excerpt, ...]


def quote(
    root: Path,
    config: Config,
    id_: str,
    words: str,
    *,
    name: str = "",
    hit: int = 0,
    whole: bool = True,
    figures: bool = True,
    announce: Announce,
) -> Proposal | Several | Nowhere:
    """Look for ``words`` in the captures of the record ``id_``.

    ``hit`` picks one of several places, from 1; ``whole`` takes the sentences that hold the words; ``name`` is the
    passage's. Raises UsageError for what cannot be used, CannotEdit for a record that cannot be added to.
    """
    campaign = read_campaign(root, config)
    source = _source(campaign, id_)
    taken = {*source.passages, *source.written.get("passages", ())}
    _check_words(words, name, taken)
    lang = primary(str(source.csl.get("language", "")) or config.lang)
    troubles = [*_without_capture(source)]
    with suppress(OSError):  # what is read of private captures stays out of git; where nothing can be kept, nothing is
        write(root / FOLDER / ".gitignore", b"*\n")
    nearest: tuple[Place, str] | None = None
    looked = False
    for copy in look(root, source.captures).values():
        if copy.state is not State.PRESENT:
            troubles.append(_trouble(id_, copy))
            continue
        found = _search(root, config, copy, words, lang if lang in PROFILES else config.lang, whole, announce)
        if isinstance(found, Trouble):
            troubles.append(found)
        elif isinstance(found, _Found):
            return _chosen(root, source, found, words, name, hit, lang, taken, figures, tuple(troubles))
        else:
            looked = True
            nearest = nearest or found
    return Nowhere(looked, nearest[0] if nearest else None, nearest[1] if nearest else "", tuple(troubles))


def save(root: Path, proposal: Proposal) -> None:
    """Write what was proposed. Raises CannotEdit where the record has changed meanwhile, OSError."""
    path = root / proposal.file
    if path.read_bytes() != proposal.old:
        raise CannotEdit(f"« {proposal.file} » was changed meanwhile", "run the command again")
    write(path, proposal.new)


# The record -----------------------------------------------------------------------------------------


def _source(campaign: Campaign, id_: str) -> Source:
    if id_ not in campaign.files:
        hint = did_you_mean(id_, campaign.files) or "« plaidoyer add » makes one from a saved page"
        raise UsageError(f"there is no record « {id_} »; {hint}")
    source = campaign.sources.get(id_)
    file = campaign.files[id_]
    findings = [finding for finding in campaign.findings if finding.span.file == file]
    if source is None or (findings and not source.captures):
        raise CannotEdit(f"« {file} » cannot be read as a record", "mend what is told of it first", findings)
    return source


def _check_words(words: str, name: str, taken: set[str]) -> None:
    if not any(map(str.isalnum, words)):
        raise UsageError("there is no word to look for; give some words of the passage, in quotation marks")
    if name and not _NAME.fullmatch(name):
        better = f", such as « {slug(name)} »" if slug(name) else ""
        raise UsageError(
            f"« {name} » cannot name a passage: use small letters without accents, digits and hyphens{better}"
        )
    if name in taken:
        raise UsageError(f"the record has a passage « {name} » already; give another --name")


def _without_capture(source: Source) -> Iterator[Trouble]:
    if source.articles:
        yield Trouble(
            f"« {source.id} » holds articles, whose text needs no passage",
            f"cite them in a brief: « [words](law:{source.id}/{next(iter(source.articles))}#1) »",
        )
    elif not source.captures:
        yield Trouble(f"« {source.id} » has no capture", f"save the page, then « plaidoyer add --id {source.id} FILE »")


def _trouble(id_: str, copy: Copy) -> Trouble:
    file = f"sources/{copy.capture.file}"
    if copy.state is State.MISSING:
        return Trouble(
            f"the capture « {file} » is not here",
            f"ask whoever saved it for the file, then « plaidoyer add --id {id_} FILE » puts it back",
        )
    if copy.state is State.CHANGED:
        return Trouble(
            f"the capture « {file} » is not the file that the record describes: its SHA-256 differs",
            "put the recorded file back; or store this one under another name and add it as a new capture",
        )
    return Trouble(copy.problem, copy.hint)


# The search -----------------------------------------------------------------------------------------


def _search(
    root: Path, config: Config, copy: Copy, words: str, lang: str, whole: bool, announce: Announce
) -> _Found | Trouble | tuple[Place, str] | None:
    """What the first extractor that finds the words finds; else the nearest place and how it differs, or nothing."""
    nearest: tuple[Place, str] | None = None
    trouble: Trouble | None = None
    legible = False
    for trial in range(len(extractors(copy.kind))):
        readings = read(root, [copy], trial, root / FOLDER / "texts", config.jobs or cores(), announce)
        reading = readings[copy.sha256]
        if isinstance(reading, Unreadable):
            trouble = Trouble(
                f"no text can be read in « sources/{copy.capture.file} »: {reading.message}", reading.hint
            )
            continue
        legible = True
        held = searchable(reading.text, reading.pages)
        found = find(words, held)
        if isinstance(found, Missing):
            nearest = nearest or _nearest(copy, reading, found, words)
            continue
        matches = found.matches if isinstance(found, Ambiguous) else (found,)
        if excerpts := _excerpts(reading, held, words, matches, lang, whole):
            return _Found(copy, reading, excerpts)
        return Trouble(
            f"nothing around the words tells apart the places of « sources/{copy.capture.file} » where they stand",
            "give more words",
        )
    return nearest if legible else trouble


def _excerpts(
    reading: Reading, held: Searchable, words: str, matches: Sequence[Match], lang: str, whole: bool
) -> tuple[Excerpt, ...]:
    """The passages that hold the words, each once."""
    found: dict[tuple[int, int], Excerpt] = {}
    for match in matches:
        if any(start <= match.start and match.end <= end for start, end in found):
            continue
        one = excerpt(reading.text, held, words, match, lang, whole=whole)
        if one:
            found.setdefault((one.start, one.end), one)
    return tuple(found.values())


def _nearest(copy: Copy, reading: Reading, missing: Missing, words: str) -> tuple[Place, str] | None:
    if missing.nearest is None:
        return None
    start, end = missing.nearest
    place = Place(f"sources/{copy.capture.file}", reading.page(start), *around(reading.text, start, end))
    return place, missing.reason or difference(words, place.words)


# The proposal ---------------------------------------------------------------------------------------


def _chosen(
    root: Path,
    source: Source,
    found: _Found,
    words: str,
    name: str,
    hit: int,
    lang: str,
    taken: set[str],
    figures: bool,
    troubles: tuple[Trouble, ...],
) -> Proposal | Several:
    places = [_place(found, one) for one in found.excerpts]
    if hit > len(places):
        raise UsageError(f"there is no hit {hit}: the words stand in {len(places)} passage{'s' * (len(places) > 1)}")
    if len(places) > 1 and not hit:
        return Several(tuple(places[:_MOST_HITS]), max(0, len(places) - _MOST_HITS), troubles)
    one, place = found.excerpts[max(0, hit - 1)], places[max(0, hit - 1)]
    old = (root / source.file).read_bytes()
    for known in source.passages.values():
        if known.exact == one.exact and known.prefix == one.prefix and known.capture in ("", found.copy.capture.file):
            return Proposal(
                source.id, source.file, known.name, place, one.loose, True, (), (), troubles, old, old
            )  # fmt: skip
    name = name or _free(_significant(words, lang) or _significant(one.exact, lang) or "passage", taken)
    passage = Addition("passages", name, _passage(source, found, one))
    new = with_additions(old, source.file, [passage])
    proposed: tuple[Skeleton, ...] = ()
    unread: tuple[str, ...] = ()
    if figures:
        used = {*source.figures, *source.written.get("figures", ())}
        proposed, unread = skeletons(one.exact, name, lang, used)
        proposed, refused = _proven(old, source, passage, proposed)
        unread += refused
        new = with_additions(old, source.file, [passage, *_additions(proposed)])
    return Proposal(source.id, source.file, name, place, one.loose, False, proposed, unread, troubles, old, new)


def _place(found: _Found, one: Excerpt) -> Place:
    file = f"sources/{found.copy.capture.file}"
    return Place(file, found.reading.page(one.start), one.before, one.exact, one.after)


def _passage(source: Source, found: _Found, one: Excerpt) -> Value:
    """The passage's fields, in the order in which records have them."""
    fields: dict[str, Value] = {"exact": one.exact}
    if one.prefix:
        fields["prefix"] = one.prefix
    if one.suffix:
        fields["suffix"] = one.suffix
    if found.copy.capture != source.captures[0]:
        fields["capture"] = found.copy.capture.file
    if page := found.reading.page(one.start):
        fields["locator"] = Inline({"page": page})
    return fields


def _additions(figures: Sequence[Skeleton]) -> list[Addition]:
    return [Addition("figures", one.name, one.fields) for one in figures]


def _proven(
    old: bytes, source: Source, passage: Addition, proposed: tuple[Skeleton, ...]
) -> tuple[tuple[Skeleton, ...], tuple[str, ...]]:
    """The figures that the rule about them has nothing to say of, and the words of the others."""
    text = with_additions(old, source.file, [passage, *_additions(proposed)]).decode()
    read_back, _ = read_source(re.sub("\r\n?", "\n", text), source.file, source.id)
    assert read_back is not None  # with_additions has read it
    doubted = {name for name, _ in unread_figures(read_back, frozenset())}
    return (
        tuple(one for one in proposed if one.name not in doubted),
        tuple(one.words for one in proposed if one.name in doubted),
    )


def _significant(words: str, lang: str) -> str:
    """A name made of the first words that say something."""
    borders = things(lang).borders
    chosen = [word for word in _WORD.findall(words) if word.casefold() not in borders]
    return slug(" ".join(chosen[:_NAMED_BY]))


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free
