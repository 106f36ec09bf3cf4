"""What is told of captures, once it is known which passages were found: changed, unreadable or not here.

A capture that is not here is worth a note where nothing waits for it, an error where something does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from plaidoyer.diagnostics import Finding
from plaidoyer.evidence import told
from plaidoyer.evidence.copies.captures import State
from plaidoyer.evidence.copies.unreadable import Unreadable
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.evidence.rounds import Copies
from plaidoyer.records.sources import Capture, Passage, Source


def captures_of(source: Source, passage: Passage) -> tuple[Capture, ...]:
    """Where a passage may stand: in the capture that it names, or in any of its record."""
    return tuple(one for one in source.captures if passage.capture in ("", one.file))


def of_captures(
    source: Source, copies: Copies, nothing_read: Mapping[str, Unreadable], *, required: bool
) -> Iterator[Finding]:
    """Captures of a record that are not as it describes them, in which nothing can be read, or that are required."""
    for capture in source.captures:
        copy = copies[capture]
        match copy.state:
            case State.CHANGED:
                yield told.changed(capture, copy.sha256)
            case State.UNREADABLE:
                yield told.unreadable(capture, copy.problem, copy.hint)
            case State.PRESENT if problem := nothing_read.get(copy.sha256):
                yield told.unreadable(capture, problem.message, problem.hint)
            case State.MISSING if required:
                yield told.required(capture)
            case _:
                pass


def of_missing(
    source: Source, copies: Copies, proofs: Mapping[Key, Proof], silent: Set[Key]
) -> tuple[Mapping[str, Finding], tuple[Finding, ...]]:
    """What is told of the captures of a record that are not here: by passage, and of the captures themselves.

    ``silent`` are passages that were not found, and of which nothing was told. One of these that was added or edited
    has a finding of its own where other passages rest on receipts; else its capture has one for all.
    """
    missing = [capture for capture in source.captures if copies[capture].state is State.MISSING]
    found = [proof.capture for name in source.passages if (proof := proofs.get((source.id, name)))]
    lost: dict[str, Finding] = {}
    alone: set[Capture] = set()
    for name, passage in source.passages.items():
        absent = [capture for capture in captures_of(source, passage) if capture in missing]
        if (source.id, name) in silent and absent:
            capture = next((one for one in absent if one.file in found), absent[0])
            if capture.file in found:
                lost[name] = told.lost(passage, capture, several=len(source.captures) > 1)
            else:
                alone.add(capture)
    of_them = (told.no_receipt(one) if one in alone else told.by_receipt(one, found.count(one.file)) for one in missing)
    return lost, tuple(of_them)
