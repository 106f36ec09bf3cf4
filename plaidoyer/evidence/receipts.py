"""Receipts: which passages were found in which capture, for machines that do not hold the captures.

``sources/evidence.lock`` holds one line a passage, sorted, each a JSON object, after a line that says what the
file is. A receipt is bound to the SHA-256 of the capture, of the passage and of the figures read in it: an
edit of any of them voids it. It proves what its committer asserts, no more.

This module reads and writes text; who looks into captures is not its business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.proofs import Proof
from plaidoyer.records.sources import Capture, Figure, Passage, Source

FILE = "sources/evidence.lock"
"""Where receipts are, below the campaign."""

VERSION = 1

_HEAD = {"receipts": VERSION, "written-by": "plaidoyer lock", "note": "never edit or merge this file: run it again"}
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_HINT = "run « plaidoyer lock »: it keeps what still holds, and writes the file anew"


@dataclass(frozen=True, slots=True)
class Receipt:
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

    Where something is wrong, the receipts prove nothing until they are written anew.
    """
    receipts: list[Receipt] = []
    findings: list[Finding] = []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, line in lines:
        if line.startswith(_CONFLICT):
            findings.append(_invalid(f"a conflict of a merge is left here: « {line[:7]} »", number))
            continue
        match _entry(line):
            case {"receipts": int(version)}:
                if version > VERSION:
                    message = f"the receipts are of version {version}, this program reads version {VERSION}"
                    findings.append(_invalid(message, number, "install the newer plaidoyer that wrote them"))
            case Receipt() as one:
                receipts.append(one)
            case _:
                findings.append(_invalid("this line is no receipt", number))
    if lines and not findings:
        findings += _out_of_order(receipts, lines)
    return tuple(receipts), tuple(findings)


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


def _entry(line: str) -> object:
    """What a line holds: a head, a receipt, or None."""
    try:
        data: Any = json.loads(line)
        return data if isinstance(data, dict) and "receipts" in data else _typed(data)
    except (ValueError, TypeError, RecursionError):
        return None


def _typed(data: Mapping[str, Any]) -> Receipt | None:
    """A receipt whose values have their types. Raises TypeError where a field is missing, or one too many."""
    one = Receipt(**data)
    kinds = {name: type(value).__name__ for name, value in asdict(one).items()}
    return one if kinds == Receipt.__annotations__ else None


def _out_of_order(receipts: list[Receipt], lines: list[tuple[int, str]]) -> Iterator[Finding]:
    """A file that was not written by ``write_receipts``: two receipts of one passage, lines moved or added."""
    if "".join(f"{line}\n" for _, line in lines) != write_receipts({_key(one): one for one in receipts}.values()):
        yield _invalid("the receipts were edited: they are not as « plaidoyer lock » writes them", lines[0][0])


def _facts(figure: Figure) -> list[str]:
    values = (figure.value, figure.low, figure.high, figure.qualifier, figure.unit.symbol, figure.period)
    return [figure.name, *("" if value is None else str(value) for value in values)]


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False).encode()).hexdigest()


def _invalid(message: str, line: int, hint: str = _HINT) -> Finding:
    return Finding("invalid-receipts", message, Span(FILE, line), hint)
