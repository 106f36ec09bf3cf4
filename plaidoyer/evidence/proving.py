"""Proving: every passage of every record against the captures that are here, or against its receipt.

Captures are tried in the order of the record, each by all its extractors, and the first that holds the words
counts; for a capture that is not here its receipt answers. An article of law is its own capture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import astuple

from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence import told
from plaidoyer.evidence.copies.captures import State
from plaidoyer.evidence.copies.extract import Unreadable, version
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.finding.matching import Ambiguous, Match, Missing, context, find
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.evidence.proving_captures import captures_of, of_captures, of_missing
from plaidoyer.evidence.proving_law import in_article
from plaidoyer.evidence.receipts import Receipt, by_passage, holds
from plaidoyer.evidence.rounds import Copies, Read, Text, Texts, Trial, rounds, trials, unreadable
from plaidoyer.records.sources import Capture, Passage, Source


class Proven(Struct, frozen=True):
    """The passages that were found; what is told of each, and of the captures.

    ``unproven`` are the passages that were not found, or not as they are recorded. One has no finding of its own
    where a capture that it may stand in has one, or where its record could not be read as a whole.
    """

    proofs: Mapping[Key, Proof]
    unproven: frozenset[Key]
    of_passages: Mapping[Key, tuple[Finding, ...]]
    of_captures: tuple[Finding, ...]


class _Answer(Struct, frozen=True):
    """What became of a passage: proven where there is a proof and no finding at error level."""

    proof: Proof | None
    findings: tuple[Finding, ...] = ()


def prove(
    sources: Iterable[Source], copies: Copies, read: Read, receipts: Iterable[Receipt], *, required: bool, jobs: int = 1
) -> Proven:
    """Look for every passage of ``sources``, by up to ``jobs`` processes.

    ``copies`` says of each capture whether it is here. With ``required`` no receipt stands for a capture.
    """
    sources = tuple(sources)
    passages = {
        (source.id, passage.name): (source, passage) for source in sources for passage in source.passages.values()
    }
    known = {} if required else by_passage(receipts)
    texts: Texts = {}
    wanted = {key: looked for source in sources for key, looked in _wanted(source, copies)}

    def look(key: Key, trial: Trial) -> _Answer | None:
        return _look(*passages[key], trial, texts, known.get(key, ()))

    answers = rounds(wanted, look, read, texts, jobs)
    nothing_read = unreadable(texts)
    for key, (source, passage) in passages.items():
        if passage.article:
            answers[key] = _Answer(*in_article(source, passage))
        elif key not in answers:
            answers[key] = _not_found(source, passage, wanted[key], copies, nothing_read, texts)
    proofs = {key: proof for key in passages if (proof := answers[key].proof)}
    of_passages = {key: list(answers[key].findings) for key in passages}
    for key in proofs:
        of_passages[key] += told.of_say(passages[key][1])
    for key, finding in _unnamed({key: passages[key][1] for key in proofs}, proofs, wanted, read, texts, jobs):
        of_passages[key].append(finding)
    silent = frozenset(key for key in passages if key not in proofs and not of_passages[key])
    about_captures: list[Finding] = []
    for source in sources:
        about_captures += of_captures(source, copies, nothing_read, required=required)
        if not required:
            of_those, of_them = of_missing(source, copies, proofs, silent)
            about_captures += of_them
            for name, finding in of_those.items():
                of_passages[source.id, name].append(finding)
    broken = {key for key in passages if key not in proofs or any(_is_error(one) for one in of_passages[key])}
    findings = {key: tuple(its) for key, its in of_passages.items()}
    return Proven(proofs, frozenset(broken), findings, tuple(about_captures))


def _wanted(source: Source, copies: Copies) -> Iterator[tuple[Key, Sequence[Trial]]]:
    """Where the passages of captures are looked for: the same for all that name the same capture, or none."""
    by_name: dict[str, Sequence[Trial]] = {}
    for passage in source.passages.values():
        if passage.article:
            continue
        if passage.capture not in by_name:
            by_name[passage.capture] = tuple(trials(captures_of(source, passage), copies))
        yield (source.id, passage.name), by_name[passage.capture]


def _look(source: Source, passage: Passage, trial: Trial, texts: Texts, receipts: Iterable[Receipt]) -> _Answer | None:
    """What one look gives; None where the words are not there."""
    if not trial.here:
        # Where a merge left two that hold, which one counts must not depend on who merged.
        holding = [one for one in receipts if holds(one, source, passage, trial.capture)]
        return _by_receipt(max(holding, key=astuple), passage, trial.capture) if holding else None
    text = texts[trial.place]
    if isinstance(text, Unreadable):
        return None
    match find(passage.exact, text.held, passage.prefix, passage.suffix):
        case Match() as match:
            loose = (told.loose(passage, trial.capture),) if match.loose else ()
            return _Answer(_proof(source, passage, trial, text.reading, match), loose)
        case Ambiguous() as several:
            return _Answer(None, (told.ambiguous(passage, trial.capture, text.reading, several),))
        case _:
            return None


def _proof(source: Source, passage: Passage, trial: Trial, reading: Reading, match: Match) -> Proof:
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
        *context(reading.text, match.start, match.end),
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


def _not_found(
    source: Source,
    passage: Passage,
    looked: Sequence[Trial],
    copies: Copies,
    nothing_read: Mapping[str, Unreadable],
    texts: Texts,
) -> _Answer:
    """Why a passage is in none of its captures.

    Where one of them could not be looked into, nothing more is known: it has a finding of its own.
    """
    captures = captures_of(source, passage)
    seen = [copies[one] for one in captures]
    if not _all_read(source, passage) or any(
        copy.state is not State.PRESENT or copy.sha256 in nothing_read for copy in seen
    ):
        return _Answer(None)
    if not captures:
        return _Answer(None, (told.nowhere(source, passage),))
    nearest = _nearest(looked, texts, passage.exact, passage.prefix, passage.suffix)
    return _Answer(None, (told.not_in_capture(source, passage, *nearest),))


def _all_read(source: Source, passage: Passage) -> bool:
    """Whether every capture in which a passage may stand could be read from the record."""
    files = {capture.file for capture in source.captures}
    if passage.capture:
        return passage.capture in files
    written = source.written.get("captures")
    return written is not None and written <= files


def _nearest(
    looked: Iterable[Trial], texts: Texts, words: str, prefix: str = "", suffix: str = ""
) -> tuple[Capture, Reading, Missing]:
    """What is told of words that are nowhere: that they stand there and do not count, else what is like them, else that
    nothing is; each of the first reading of which it can be said. One was read, and none holds the words.
    """
    read = [(trial.capture, text) for trial in looked if isinstance(text := texts.get(trial.place), Text)]
    found = [(capture, text.reading, find(words, text.held, prefix, suffix)) for capture, text in read]
    missing = [(capture, reading, one) for capture, reading, one in found if isinstance(one, Missing)]
    return max(missing, key=lambda one: (bool(one[2].reason), one[2].nearest is not None))


def _unnamed(
    passages: Mapping[Key, Passage],
    proofs: Mapping[Key, Proof],
    wanted: Mapping[Key, Sequence[Trial]],
    read: Read,
    texts: Texts,
    jobs: int,
) -> Iterator[tuple[Key, Finding]]:
    """Passages that were found, in a capture where the words that name their originator do not stand.

    Where they stand more than once, they stand there.
    """
    naming = {
        key: (said, [trial for trial in wanted[key] if trial.capture.file == proofs[key].capture])
        for key, passage in passages.items()
        if proofs[key].how == "capture" and (said := passage.originator) and said.exact
    }

    def look(key: Key, trial: Trial) -> bool | None:
        text = texts[trial.place]
        stands = isinstance(text, Text) and not isinstance(find(naming[key][0].exact, text.held), Missing)
        return stands or None

    named = rounds({key: looked for key, (_, looked) in naming.items()}, look, read, texts, jobs)
    for key, (said, looked) in naming.items():
        if key not in named:
            nearest = _nearest(looked, texts, said.exact)
            yield key, told.originator_not_in_capture(said, passages[key], *nearest)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
