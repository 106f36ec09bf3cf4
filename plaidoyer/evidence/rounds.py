"""Looking into captures in rounds: reading one is slow, so all that is looked into next is asked for at once.

This module must not know what is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from plaidoyer.evidence.copies.captures import Copy, State
from plaidoyer.evidence.copies.extract import Unreadable, extractors
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.finding.searchable import Searchable, searchable
from plaidoyer.records.sources import Capture
from plaidoyer.workers.forks import each

_K = TypeVar("_K")
_T = TypeVar("_T")

Copies = Mapping[Capture, Copy]

Read = Callable[[Sequence[Copy], int], Mapping[str, Reading | Unreadable]]
"""Gives what the extractor of a number, from 0, reads in each copy, by the copy's SHA-256."""

_NONE = -1


class Trial(Struct, frozen=True):
    """One look into one capture, by the extractor of a ``number``; by none where the capture is not here."""

    capture: Capture
    copy: Copy
    number: int = _NONE

    @property
    def place(self) -> tuple[str, str, int]:
        """What is read. The name of a file may tell its kind: the same bytes can be read in two ways."""
        return self.copy.sha256, self.copy.kind, self.number

    @property
    def here(self) -> bool:
        """Whether the capture can be looked into."""
        return self.number != _NONE


class Text(Struct, frozen=True, dict=True):
    """What an extractor reads in a capture."""

    reading: Reading

    @cached_property
    def held(self) -> Searchable:
        """The same, ready to be searched."""
        return searchable(self.reading.text, self.reading.pages)


Texts = dict[tuple[str, str, int], Text | Unreadable]
"""What was read, by the place of its trial."""


def trials(captures: Iterable[Capture], copies: Copies) -> Iterator[Trial]:
    """Every way to look into ``captures``, in order; none into a copy that is not the one recorded."""
    for capture in captures:
        copy = copies[capture]
        if copy.state is State.PRESENT:
            yield from (Trial(capture, copy, number) for number in range(len(extractors(copy.kind))))
        elif copy.state is State.MISSING:
            yield Trial(capture, copy)


def rounds(
    wanted: Mapping[_K, Sequence[Trial]], look: Callable[[_K, Trial], _T | None], read: Read, texts: Texts, jobs: int
) -> dict[_K, _T]:
    """The first answer that ``look`` gives for each key, in the order of its trials; no entry where there is none.

    What is read on the way is added to ``texts``, before ``look`` is asked, by up to ``jobs`` processes: what it
    changes is lost, and its answers can be pickled.
    """
    answers: dict[_K, _T] = {}
    turn = 0
    while looking := {key: its[turn] for key, its in wanted.items() if key not in answers and turn < len(its)}:
        _read_ahead(looking.values(), read, texts)
        groups: dict[tuple[str, str, int], list[_K]] = {}  # all that is looked for in one text, by one process
        for key, trial in looking.items():
            groups.setdefault(trial.place, []).append(key)
        given = each(lambda keys: [look(key, looking[key]) for key in keys], list(groups.values()), jobs)
        for keys, its in zip(groups.values(), given, strict=True):
            answers |= {key: answer for key, answer in zip(keys, its, strict=True) if answer is not None}
        turn += 1
    return answers


def unreadable(texts: Texts) -> Mapping[str, Unreadable]:
    """The copies, by their SHA-256, in which no extractor reads anything, and why."""
    read = {sha256 for (sha256, _, _), text in texts.items() if isinstance(text, Text)}
    return {place[0]: text for place, text in texts.items() if isinstance(text, Unreadable) and place[0] not in read}


def _read_ahead(wanted: Iterable[Trial], read: Read, texts: Texts) -> None:
    """Read at once all that nobody looked into before."""
    by_number: dict[int, dict[tuple[str, str, int], Copy]] = {}
    for trial in wanted:
        if trial.here and trial.place not in texts:
            by_number.setdefault(trial.number, {})[trial.place] = trial.copy
    for number, waiting in by_number.items():
        while waiting:  # the same bytes as two kinds: one after the other
            batch = {place[0]: place for place in waiting}
            answers = read([waiting.pop(place) for place in batch.values()], number)
            for sha256, place in batch.items():
                answer = answers[sha256]
                text = answer if isinstance(answer, Unreadable) else Text(answer)
                texts[place] = text
