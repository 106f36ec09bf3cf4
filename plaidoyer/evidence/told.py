"""What is told of passages and captures: each finding with its place, its words and a way to mend it.

No judgement here: whether a passage is found is for ``proving``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.captures import Copy, State
from plaidoyer.evidence.difference import difference, first_difference
from plaidoyer.evidence.matching import Ambiguous, Missing, within
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.readings import Reading
from plaidoyer.evidence.unreadable import Unreadable
from plaidoyer.records.nodes import Scalar
from plaidoyer.records.sources import Capture, Originator, Passage, Source

_LONG = 200


def not_in_capture(source: Source, passage: Passage, capture: Capture, reading: Reading, missing: Missing) -> Finding:
    """The words of a passage do not stand in a capture."""
    hint = f'« plaidoyer quote {source.id} "…" » finds words and writes the passage'
    return _not_there(
        f"the passage « {passage.name} »", passage.exact, passage.written.get("exact"), passage.span, capture, reading,
        missing, hint,
    )  # fmt: skip


def originator_not_in_capture(
    said: Originator, passage: Passage, capture: Capture, reading: Reading, missing: Missing
) -> Finding:
    """The words that name who said a passage do not stand in its capture."""
    what, hint = f"the « exact » of the originator of « {passage.name} »", "copy the words that name who said it"
    return _not_there(what, said.exact, said.written.get("exact"), said.span, capture, reading, missing, hint)


def _not_there(
    what: str,
    exact: str,
    written: Scalar | None,
    otherwise: Span,
    capture: Capture,
    reading: Reading,
    missing: Missing,
    hint: str,
) -> Finding:
    there = reading.text[slice(*missing.nearest)] if missing.nearest else ""
    page = reading.page(missing.nearest[0]) if missing.nearest else 0
    where = f"{capture.file}, page {page}" if page else capture.file
    return Finding("quote-not-in-capture", *_words(what, exact, written, otherwise, there, where, missing.reason, hint))


def not_in_article(passage: Passage, there: str, reason: str) -> Finding:
    """The words of a passage do not stand in its article."""
    where = f"article {passage.article}" + (f", alinéa {passage.alinea}" if passage.alinea else "")
    what, hint = f"the passage « {passage.name} »", "copy the words from the article, or correct « alinea »"
    exact = passage.written.get("exact")
    return Finding(
        "quote-not-in-capture", *_words(what, passage.exact, exact, passage.span, there, where, reason, hint)
    )


def _words(
    what: str, exact: str, written: Scalar | None, otherwise: Span, there: str, where: str, reason: str, hint: str
) -> tuple[str, Span, str]:
    """Message, place and hint for words that do not stand where they should."""
    if reason:
        return f"{what} is not in {where} as a whole: {reason}", _place(written, otherwise, 0, len(exact)), hint
    if not there:
        return f"nothing like {what} is in {where}", _place(written, otherwise, 0, len(exact)), hint
    place = _place(written, otherwise, *first_difference(exact, there))
    return (
        f"{what} is not in {where}: {difference(exact, there)}",
        place,
        f"the nearest words there: « {_short(there)} »; {hint}",
    )


def ambiguous(passage: Passage, capture: Capture, reading: Reading, several: Ambiguous) -> Finding:
    """The words of a passage stand in a capture more than once."""
    pages = dict.fromkeys(page for match in several.matches if (page := reading.page(match.start)))
    on = f" (pages {', '.join(map(str, pages))})" if pages else ""
    return _ambiguous(passage, f"{len(several.matches)} times in {capture.file}{on}")


def ambiguous_in_article(passage: Passage) -> Finding:
    """The words of a passage stand in an article more than once."""
    return _ambiguous(passage, f"more than once in article {passage.article}")


def _ambiguous(passage: Passage, where: str) -> Finding:
    message = f"the passage « {passage.name} » stands {where}"
    hint = "add « prefix: … » or « suffix: … », the words just before or after it there, or quote more words"
    return Finding(
        "quote-ambiguous", message, _place(passage.written.get("exact"), passage.span, 0, len(passage.exact)), hint
    )


def loose(passage: Passage, capture: Capture) -> Finding:
    """A passage was found past an error of extraction."""
    message = (
        f"the passage « {passage.name} » was found in {capture.file} past a line end, a running head or a note call: "
        "a reviewer may want to look"
    )
    return Finding("loose-quote", message, passage.span, "", Severity.NOTE)


def nowhere(source: Source, passage: Passage) -> Finding:
    """A passage in a record that names no capture."""
    message = f"the record names no capture in which the passage « {passage.name} » could be found"
    return Finding(
        "capture-missing", message, passage.span, f"« plaidoyer add FILE --id {source.id} » stores a copy of the source"
    )


def no_such_alinea(source: Source, passage: Passage) -> Finding:
    """A passage of an alinéa that its article does not have in any version."""
    message = f"article {passage.article} of « {source.id} » has no alinéa {passage.alinea}"
    place = passage.places.get("alinea", passage.span)
    return Finding("unknown-article", message, place, "correct the number, or add the alinéas that are missing")


def of_say(passage: Passage) -> Iterator[Finding]:
    """« say » holds words that are not a part of « exact »."""
    if passage.say and within(passage.say, passage.exact) is None:
        place = _place(passage.written.get("say"), passage.span, *first_difference(passage.say, passage.exact))
        message = f"« say » of the passage « {passage.name} » is no part of its « exact »"
        yield Finding(
            "quote-not-in-capture", message, place, "copy it from « exact », and mark a cut inside it with « […] »"
        )


def of_captures(
    source: Source,
    copies: Mapping[Capture, Copy],
    unreadable: Mapping[str, Unreadable],
    proofs: Mapping[tuple[str, str], Proof],
    *,
    required: bool,
) -> Iterator[Finding]:
    """What is wrong with the captures of a record: each is told once, or once a passage that lost its receipt."""
    for capture in source.captures:
        copy = copies[capture]
        match copy.state:
            case State.CHANGED:
                message = (
                    f"{capture.file} is not the copy that the record describes: its SHA-256 is {copy.sha256}, "
                    f"the record says {capture.sha256}"
                )
                hint = "restore the copy; if the new one is meant, write its SHA-256 here and check the passages"
                yield Finding("capture-changed", message, capture.places["sha256"], hint)
            case State.UNREADABLE:
                yield _unreadable(capture, copy.problem, copy.hint)
            case State.PRESENT if copy.sha256 in unreadable:
                problem = unreadable[copy.sha256]
                yield _unreadable(capture, problem.message, problem.hint)
            case State.MISSING:
                yield from _missing(source, capture, proofs, required=required)
            case _:
                pass


def _unreadable(capture: Capture, problem: str, hint: str) -> Finding:
    message = f"{capture.file} cannot be read: {problem}"
    return Finding("capture-unreadable", message, capture.places["file"], hint)


def _missing(
    source: Source, capture: Capture, proofs: Mapping[tuple[str, str], Proof], *, required: bool
) -> Iterator[Finding]:
    """A capture that is not here: a note where receipts stand for it, an error where one is needed and none holds."""
    place = capture.places["file"]
    here = f"{capture.file} is not here"
    if required:
        hint = "put the copy there, or take « require-captures » out of the settings"
        yield Finding("capture-missing", f"{here}, and the settings require captures", place, hint)
        return
    resting = [proof for (its, _), proof in proofs.items() if its == source.id and proof.capture == capture.file]
    lost = [one for one in _looked_for(source, capture) if (source.id, one.name) not in proofs]
    hint = "put the copy there; whoever has it can run « plaidoyer lock »"
    if lost and not resting:
        yield Finding("capture-missing", f"{here}, and no receipt stands for it", place, hint)
        return
    for passage in lost:
        message = f"{here}, and no receipt holds for the passage « {passage.name} »: it was added or edited since"
        yield Finding("capture-missing", message, passage.places.get("exact", passage.span), hint)
    count = len(resting)
    rests = f"{count} passage{'s rest' if count > 1 else ' rests'} on receipts" if resting else "nothing rests on it"
    yield Finding("capture-missing", f"{here}: {rests}", place, "", Severity.NOTE)


def _looked_for(source: Source, capture: Capture) -> list[Passage]:
    """The passages of a record that may stand in a capture."""
    return [one for one in source.passages.values() if not one.article and one.capture in ("", capture.file)]


def _place(written: Scalar | None, otherwise: Span, start: int, end: int) -> Span:
    return written.part(start, end) if written else otherwise


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1].rstrip()}…"
