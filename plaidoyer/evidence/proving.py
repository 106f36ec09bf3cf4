"""Proving: every passage of every record against the captures that are here, or against its receipt.

Captures are tried in the order of the record, each by all its extractors, and the first that holds the words
counts; for a capture that is not here its receipt answers. Reading captures is slow, so it is asked for in
rounds: all that is looked into next, at once. An article of law is its own capture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence import told
from plaidoyer.evidence.captures import Copy, State
from plaidoyer.evidence.extract import Unreadable, extractors, version
from plaidoyer.evidence.matching import Ambiguous, Match, Missing, Searchable, find, searchable
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.readings import Reading
from plaidoyer.evidence.receipts import Receipt, by_passage, holds
from plaidoyer.records.sources import Capture, Passage, Source

Key = tuple[str, str]
"""A passage: the id of its source, and its name."""

Copies = Mapping[Capture, Copy]

Read = Callable[[Sequence[Copy], int], Mapping[str, Reading | Unreadable]]
"""Gives what the extractor of a number, from 0, reads in each copy, by the copy's SHA-256."""

_RECEIPT = -1


@dataclass(frozen=True, slots=True)
class Proven:
    """The passages that were found; what is told of each, and of the captures.

    ``unproven`` are the passages that were not found, or not as they are recorded. One whose capture has a finding
    may have none of its own.
    """

    proofs: Mapping[Key, Proof]
    unproven: frozenset[Key]
    of_passages: Mapping[Key, tuple[Finding, ...]]
    of_captures: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """One look into one capture, by the extractor of a number, or by receipt where it is not here."""

    capture: Capture
    copy: Copy
    number: int


@dataclass(frozen=True, slots=True)
class _Text:
    """What an extractor reads in a capture, ready to be searched."""

    reading: Reading
    held: Searchable


@dataclass(frozen=True, slots=True)
class _Answer:
    """What became of a passage: proven where there is a proof and no finding at error level."""

    proof: Proof | None
    findings: tuple[Finding, ...] = ()


_Texts = dict[tuple[str, int], _Text | Unreadable]


def prove(
    sources: Iterable[Source], copies: Copies, read: Read, receipts: Iterable[Receipt], *, required: bool
) -> Proven:
    """Look for every passage of ``sources``.

    ``copies`` says of each capture whether it is here. With ``required`` no receipt stands for a capture.
    """
    sources = tuple(sources)
    passages = {
        (source.id, passage.name): (source, passage) for source in sources for passage in source.passages.values()
    }
    trials = {key: tuple(_trials(source, passage, copies)) for key, (source, passage) in passages.items()}
    known = {} if required else by_passage(receipts)
    texts: _Texts = {}
    answers = {key: _in_article(source, passage) for key, (source, passage) in passages.items() if passage.article}
    turn = 0
    while looking := [key for key in passages if key not in answers and turn < len(trials[key])]:
        _read_ahead([trials[key][turn] for key in looking], read, texts)
        for key in looking:
            answer = _look(*passages[key], trials[key][turn], texts, known.get(key, ()))
            if answer is not None:
                answers[key] = answer
        turn += 1
    for key, (source, passage) in passages.items():
        if key not in answers:
            answers[key] = _not_found(source, passage, trials[key], texts)
    proofs = {key: proof for key in passages if (proof := answers[key].proof)}
    findings = {
        key: (*answers[key].findings, *(told.of_say(passage) if key in proofs else ()))
        for key, (_, passage) in passages.items()
    }
    broken = {key for key in passages if key not in proofs or any(_is_error(one) for one in findings[key])}
    unreadable = _unreadable(texts)
    of_captures = (told.of_captures(source, copies, unreadable, proofs, required=required) for source in sources)
    return Proven(proofs, frozenset(broken), findings, tuple(chain.from_iterable(of_captures)))


def captures_of(source: Source, passage: Passage) -> tuple[Capture, ...]:
    """Where a passage may stand: in the capture that it names, or in any of its record."""
    return tuple(one for one in source.captures if passage.capture in ("", one.file))


def _trials(source: Source, passage: Passage, copies: Copies) -> Iterator[_Trial]:
    for capture in captures_of(source, passage):
        copy = copies[capture]
        if copy.state is State.PRESENT:
            yield from (_Trial(capture, copy, number) for number in range(len(extractors(copy.kind))))
        elif copy.state is State.MISSING:
            yield _Trial(capture, copy, _RECEIPT)


def _read_ahead(trials: Iterable[_Trial], read: Read, texts: _Texts) -> None:
    """Read at once all that ``trials`` look into and nobody looked into before."""
    wanted: dict[int, dict[str, Copy]] = {}
    for trial in trials:
        if trial.number != _RECEIPT and (trial.copy.sha256, trial.number) not in texts:
            wanted.setdefault(trial.number, {})[trial.copy.sha256] = trial.copy
    for number, copies in wanted.items():
        for sha256, reading in read(tuple(copies.values()), number).items():
            if isinstance(reading, Unreadable):
                texts[sha256, number] = reading
            else:
                texts[sha256, number] = _Text(reading, searchable(reading.text, reading.pages))


def _look(
    source: Source, passage: Passage, trial: _Trial, texts: _Texts, receipts: Iterable[Receipt]
) -> _Answer | None:
    """What one look gives; None where the words are not there."""
    if trial.number == _RECEIPT:
        return next(
            (
                _by_receipt(one, passage, trial.capture)
                for one in receipts
                if holds(one, source, passage, trial.capture)
            ),
            None,
        )
    text = texts[trial.copy.sha256, trial.number]
    if isinstance(text, Unreadable):
        return None
    match find(passage.exact, text.held, passage.prefix, passage.suffix):
        case Match() as match:
            return _Answer(
                _proof(source, passage, trial, text.reading, match), tuple(_beside(passage, trial, text, match))
            )
        case Ambiguous() as several:
            return _Answer(None, (told.ambiguous(passage, trial.capture, text.reading, several),))
    return None


def _beside(passage: Passage, trial: _Trial, text: _Text, match: Match) -> Iterator[Finding]:
    """What a look into the capture tells beside the passage itself."""
    if match.loose:
        yield told.loose(passage, trial.capture)
    said = passage.originator
    if said and said.exact and not isinstance(found := find(said.exact, text.held), Match | Ambiguous):
        yield told.originator_not_in_capture(said, passage, trial.capture, text.reading, found)


def _proof(source: Source, passage: Passage, trial: _Trial, reading: Reading, match: Match) -> Proof:
    return Proof(
        source.id,
        passage.name,
        "capture",
        trial.capture.file,
        trial.capture.sha256,
        version(reading.extractor),
        match.start,
        match.end,
        reading.page(match.start),
        match.loose,
        trial.capture.retrieved,
    )


def _by_receipt(one: Receipt, passage: Passage, capture: Capture) -> _Answer:
    proof = Proof(
        one.source,
        one.passage,
        "receipt",
        one.capture,
        one.sha256,
        one.extractor,
        one.start,
        one.end,
        one.page,
        one.loose,
        capture.retrieved,
    )
    return _Answer(proof, (told.loose(passage, capture),) if one.loose else ())


def _not_found(source: Source, passage: Passage, trials: Sequence[_Trial], texts: _Texts) -> _Answer:
    """Why a passage is in none of its captures: said once, of the first that could be read.

    A capture that is not here, or not as recorded, has a finding of its own: then nothing more is known.
    """
    if not source.captures:
        return _Answer(None, (told.nowhere(source, passage),))
    failures: list[tuple[Capture, Reading, Missing]] = []
    for trial in trials:
        text = texts.get((trial.copy.sha256, trial.number))
        if isinstance(text, _Text):
            found = find(passage.exact, text.held, passage.prefix, passage.suffix)
            failures += [(trial.capture, text.reading, found)] if isinstance(found, Missing) else []
    if not failures:
        return _Answer(None)
    return _Answer(
        None, (told.not_in_capture(source, passage, *max(failures, key=lambda failure: bool(failure[2].reason))),)
    )


def _in_article(source: Source, passage: Passage) -> _Answer:
    """A passage of law: the newest version that holds it counts."""
    versions = sorted(source.articles.get(passage.article, ()), key=lambda one: one.in_force.first, reverse=True)
    failure = told.no_such_alinea(source, passage)
    for one in versions:
        if passage.alinea > len(one.alineas):
            continue
        text = one.alineas[passage.alinea - 1] if passage.alinea else "\n\n".join(one.alineas)
        match find(passage.exact, searchable(text), passage.prefix, passage.suffix):
            case Match() as match:
                return _Answer(Proof(source.id, passage.name, "article", start=match.start, end=match.end))
            case Ambiguous():
                return _Answer(None, (told.ambiguous_in_article(passage),))
            case missing:
                nearest = text[slice(*missing.nearest)] if missing.nearest else ""
                failure = told.not_in_article(passage, nearest, missing.reason)
    return _Answer(None, (failure,))


def _unreadable(texts: _Texts) -> Mapping[str, Unreadable]:
    """The copies, by their SHA-256, in which no extractor reads anything, and why."""
    read = {sha256 for (sha256, _), text in texts.items() if isinstance(text, _Text)}
    return {sha256: text for (sha256, _), text in texts.items() if isinstance(text, Unreadable) and sha256 not in read}


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
