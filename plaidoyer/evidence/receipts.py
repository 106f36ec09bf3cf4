"""Receipts: which passages were found in which capture, for machines that do not hold the captures.

``sources/evidence.lock`` holds one line a passage, sorted, each a JSON object, after a line that says what the
file is. A receipt is bound to the SHA-256 of the capture, of the passage and of the figures read in it: an
edit of any of them voids it. It proves what its committer asserts, no more.

This module reads and writes text; who looks into captures is not its business.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.proofs import Proof
from plaidoyer.records.sources import Capture, Figure, Passage, Source

FILE = "sources/evidence.lock"
"""Where receipts are, below the campaign."""

VERSION = 1

_BEGINS = re.compile(r'\{"source": "([^"\\]+)", ')
_HEAD = {"receipts": VERSION, "written-by": "plaidoyer lock", "note": "never edit or merge this file: run it again"}
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_NEWER = "install the newer plaidoyer that wrote them"
_HINT = "run « plaidoyer lock »: it keeps what still holds, and writes the file anew"


class Receipt(Struct, frozen=True):
    """One passage found. ``capture`` is relative to ``sources/``; the digests are SHA-256, in hexadecimal.

    ``extractor`` is what read it, with its version; the others are as in ``Proof``.
    """

    source: str
    passage: str
    capture: str
    sha256: str
    passage_sha256: str
    figures_sha256: str
    extractor: str
    start: int
    end: int
    page: int
    loose: bool


def receipt(proof: Proof, source: Source) -> Receipt:
    """The receipt of a passage of ``source`` that was found in a capture."""
    passage = source.passages[proof.passage]
    return Receipt(
        source.id,
        passage.name,
        proof.capture,
        proof.sha256,
        passage_digest(passage),
        figures_digest(source, passage),
        proof.extractor,
        proof.start,
        proof.end,
        proof.page,
        proof.loose,
    )


def holds(one: Receipt, source: Source, passage: Passage, capture: Capture) -> bool:
    """Whether a receipt stands for ``passage`` in ``capture``, as both are recorded today."""
    return (
        (one.source, one.passage, one.capture) == (source.id, passage.name, capture.file)
        and one.sha256 == capture.sha256
        and one.passage_sha256 == passage_digest(passage)
        and one.figures_sha256 == figures_digest(source, passage)
    )


def passage_digest(passage: Passage) -> str:
    """What of a passage is proven in its capture, as a hash: its words, how they are told apart, who said them."""
    said = passage.originator.exact if passage.originator else ""
    return _digest([passage.exact, passage.prefix, passage.suffix, passage.say, said])


def figures_digest(source: Source, passage: Passage) -> str:
    """The figures that are read in a passage, as a hash: everything of them that their sentence must state."""
    figures = sorted(name for name, figure in source.figures.items() if figure.passage == passage.name)
    return _digest([_facts(source.figures[name]) for name in figures])


def read_receipts(text: str) -> tuple[tuple[Receipt, ...], tuple[Finding, ...]]:
    """Every receipt of the file that can be read, those of both sides of a conflict too; and what is wrong with it.

    Where something is wrong, the receipts prove nothing until they are written anew. None are read of a newer version.
    """
    lines = [_Line(number, line, _entry(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if newer := [line.number for line in lines if isinstance(line.entry, int) and line.entry > VERSION]:
        return (), (invalid("the receipts are of a newer version than this program reads", newer[0], _NEWER),)
    receipts = tuple(line.entry for line in lines if isinstance(line.entry, Receipt))
    fault = _fault(lines, receipts)
    return receipts, (fault,) if fault else ()


def lines_by_source(text: str) -> Mapping[str, str]:
    """The lines of the file that tell of each source; under no name those that tell of none, whatever they are."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        begins = _BEGINS.match(line)
        found.setdefault(begins[1] if begins else "", []).append(line)
    return {source: "\n".join(lines) for source, lines in found.items()}


def invalid(message: str, line: int, hint: str = _HINT) -> Finding:
    """Something is wrong with the file."""
    return Finding("invalid-receipts", message, Span(FILE, line), hint)


def is_newer(findings: Iterable[Finding]) -> bool:
    """Whether what is wrong with the file is that a newer program wrote it: it must not be written over."""
    return any(finding.hint == _NEWER for finding in findings)


def write_receipts(receipts: Iterable[Receipt]) -> str:
    """The text of the file: the same for the same receipts, whatever their order."""
    rows = [asdict(one) for one in sorted(receipts, key=_key)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (_HEAD, *rows))


def by_passage(receipts: Iterable[Receipt]) -> Mapping[tuple[str, str], tuple[Receipt, ...]]:
    """The receipts of each passage, by source and name."""
    found: dict[tuple[str, str], tuple[Receipt, ...]] = {}
    for one in receipts:
        key = (one.source, one.passage)
        found[key] = (*found.get(key, ()), one)
    return found


def _key(one: Receipt) -> tuple[str, ...]:
    return one.source, one.passage, one.capture


class _Line(Struct, frozen=True):
    """A line of the file, and what it holds: a receipt, the version in a head, or None."""

    number: int
    text: str
    entry: Receipt | int | None


def _entry(line: str) -> Receipt | int | None:
    try:
        data: Any = json.loads(line)
        if isinstance(data, dict) and type(version := data.get("receipts")) is int:
            return version
        one = Receipt(**data)
        kinds = {name: type(getattr(one, name)).__name__ for name in Receipt.__annotations__}
        write_receipts([one]).encode()
    except (ValueError, TypeError, RecursionError):  # no JSON, no mapping, a field missing or one too many, no text
        return None
    return one if kinds == Receipt.__annotations__ else None


def _fault(lines: Sequence[_Line], receipts: Iterable[Receipt]) -> Finding | None:
    """The first thing that is wrong: whatever it is, the file is written anew as a whole."""
    for line in lines:
        if line.text.startswith(_CONFLICT):
            return invalid(f"a conflict of a merge is left here: « {line.text[:7]} »", line.number)
        if line.entry is None:
            return invalid("this line is no receipt", line.number)
    if "".join(f"{line.text}\n" for line in lines) != write_receipts({_key(one): one for one in receipts}.values()):
        return invalid("the receipts were edited: they are not as « plaidoyer lock » writes them", 1)
    return None


def _facts(figure: Figure) -> list[str]:
    values = (figure.value, figure.low, figure.high, figure.qualifier, figure.unit.symbol, figure.period)
    return [figure.name, *("" if value is None else str(value) for value in values)]


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()
