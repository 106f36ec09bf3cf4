"""Whether this campaign builds the very file that somebody holds, and if not, what differs. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from plaidoyer.config import Config, UsageError
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.boundary import BriefFailure
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.making import Made, make
from plaidoyer.pipeline.page import Page, fingerprint, renderer
from plaidoyer.pipeline.run import Announce
from plaidoyer.pipeline.study import study
from plaidoyer.typeset.built import LARGEST, Built, NotBuilt, read
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.job import Provenance
from plaidoyer.typeset.process import Typesetter
from plaidoyer.workers.forks import cores

_MOST_WORDS = 20_000
"""Words of a text that are compared in order: a brief has some thousand, a long dossier some ten thousand."""


class Verdict(StrEnum):
    """What is known of a file. SAME and OTHER_ENGINES are well: of the second, all but what engines do is the same."""

    SAME = "same"
    OTHER_ENGINES = "other-engines"
    DIFFERS = "differs"
    CHANGED = "changed"
    UNKNOWN_BRIEF = "unknown-brief"


class Engine(Struct, frozen=True):
    """An engine whose version in the file (``there``) is not the one ``here``; empty where there is none."""

    name: str
    there: str
    here: str


class Words(Struct, frozen=True):
    """Words of the file (``there``) in whose place this campaign prints others (``here``); either may be empty."""

    there: str
    here: str


class Verified(Struct, frozen=True):
    """What a file was built from, as it says itself, and how it stands to this campaign.

    ``differences`` are clauses for a person. ``failures`` are lines about what no author can mend.
    """

    provenance: Provenance
    verdict: Verdict
    differences: tuple[str, ...] = ()
    engines: tuple[Engine, ...] = ()
    words: tuple[Words, ...] = ()
    failures: tuple[str, ...] = ()


def load(path: Path, shown: Path) -> bytes:
    """The bytes of the file to verify, ``shown`` in messages. Raises UsageError."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"« {shown} » has more than the {LARGEST // 1024**2} MB that are read")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"« {shown} » cannot be read: {error.strerror or error}") from None


def verify(
    root: Path, config: Config, data: bytes, shown: Path, *, typesetter: Typesetter, announce: Announce
) -> Verified:
    """Build in memory what the bytes of a PDF say that they are, and compare.

    Raises UsageError where nothing is known of the file, which is ``shown`` under this name.
    """
    try:
        return _verified(root, config, data, typesetter, announce)
    except NotBuilt as error:
        raise UsageError(f"« {shown} » cannot be verified: {error}") from None


def _verified(root: Path, config: Config, data: bytes, typesetter: Typesetter, announce: Announce) -> Verified:
    built = read(data)
    said = built.provenance
    findings: list[Finding] = []
    try:
        made = _made(root, config, said.brief, findings, typesetter, announce)
    except UsageError as error:
        return Verified(said, Verdict.UNKNOWN_BRIEF, (str(error),))
    except BriefFailure as failure:
        failures: list[str] = []
        failure.report(findings, failures)
        told = f"this campaign cannot build it: {failure.finding.message}"
        return Verified(said, Verdict.DIFFERS, (told,), failures=tuple(failures))
    ours = next((one for one in made if one.file == f"{said.output}.pdf"), None)
    if ours is None:
        return Verified(said, Verdict.DIFFERS, (_not_built(said, findings),))
    if data == ours.data:
        return Verified(said, Verdict.SAME)
    return _compared(built, read(ours.data), ours.page)


def _made(
    root: Path, config: Config, slug: str, findings: list[Finding], typesetter: Typesetter, announce: Announce
) -> Sequence[Made]:
    """All outputs of the brief ``slug``; none where it cannot be set. Raises UsageError where it does not exist."""
    jobs = config.jobs or cores()
    known, evidence = study(root, config, [slug], lambda campaign: evidence_of(campaign, config, announce))
    judged = examine(evidence, amend(known.campaign, [slug], jobs), known.campaign, known.texts, known.config, jobs)
    findings += (*known.findings, *judged.findings)
    prepared = known.prepared.get(slug)
    if prepared is None or slug in judged.lost:
        return ()
    with renderer(config) as filler:
        return make(prepared, known, judged, findings, filler, typesetter)


def _not_built(said: Provenance, findings: Sequence[Finding]) -> str:
    """Why there is nothing to compare a file with: the first thing that is wrong with the brief, if any."""
    wrong = (one for one in findings if one.severity is Severity.ERROR)
    told = [one.message for one in wrong if one.span.file.startswith(f"briefs/{said.brief}/")]
    return f"this campaign makes no « {said.output}.pdf »" + "".join(f": {message}" for message in told[:1])


def _compared(theirs: Built, ours: Built, page: Page) -> Verified:
    """What is known of a file whose bytes are not ``ours``, which are those of ``page``."""
    said = theirs.provenance
    there, here = _versions(said), engines()
    of_engines = tuple(
        Engine(name, there.get(name, ""), here.get(name, ""))
        for name in sorted({*there, *here})
        if there.get(name) != here.get(name)
    )
    words = tuple(changes(theirs.words, ours.words)) if Counter(theirs.words) != Counter(ours.words) else ()
    differences = [*_unlike(said, page), *_other_files(theirs.files, ours.files)]
    same = fingerprint(page, there) == said.fingerprint
    if same and not of_engines:
        return Verified(said, Verdict.CHANGED, tuple(differences), (), words)
    if same and not words and not differences:
        return Verified(said, Verdict.OTHER_ENGINES, (), of_engines)
    if same:
        differences.append("it says that its content is that of this campaign: it was changed, or set otherwise")
    elif not words:
        differences.append("the words on its pages are the same: what differs is how they are set, or what it carries")
    return Verified(said, Verdict.DIFFERS, tuple(differences), of_engines, words)


def _versions(said: Provenance) -> Mapping[str, str]:
    """The engines' versions, by their names, which have no spaces."""
    parts = (engine.partition(" ") for engine in said.engines)
    return {name: version for name, _, version in parts}


def _unlike(said: Provenance, page: Page) -> Iterator[str]:
    """What a file says of itself that this campaign would not say, in clauses."""
    if said.template != page.template:
        yield f"it was set in the template « {said.template} », here it is « {page.template} »"
    if (said.status == "draft") != page.draft:
        yield "it is final, here it is a draft" if page.draft else "it is a draft, here it is final"
    if gone := sorted({*said.sources} - {*page.sources}):
        yield f"it cites what is not cited here: {', '.join(gone)}"
    if new := sorted({*page.sources} - {*said.sources}):
        yield f"it does not cite what is cited here: {', '.join(new)}"


def _other_files(theirs: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[str]:
    """Files that only one of both carries, or that are not the same, in clauses."""
    for name in sorted({*theirs, *ours}):
        if name not in ours:
            yield f"it carries « {name} », which is not carried here"
        elif name not in theirs:
            yield f"it does not carry « {name} », which is carried here"
        elif theirs[name] != ours[name]:
            yield f"the file « {name} » that it carries is another one here"


def changes(theirs: Sequence[str], ours: Sequence[str]) -> Iterator[Words]:
    """Runs of words that differ, in order."""
    from rapidfuzz.distance import Levenshtein  # slow to import, and most files are the same

    left, right = theirs[:_MOST_WORDS], ours[:_MOST_WORDS]
    start: tuple[int, int] | None = None
    for step in Levenshtein.opcodes(left, right):
        if step.tag != "equal":
            start = start or (step.src_start, step.dest_start)
        elif start:
            yield Words(" ".join(left[start[0] : step.src_start]), " ".join(right[start[1] : step.dest_start]))
            start = None
    if start:
        yield Words(" ".join(left[start[0] :]), " ".join(right[start[1] :]))
