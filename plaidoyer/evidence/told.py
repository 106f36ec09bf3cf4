"""What is told of passages and captures: each finding with its place, its words and a way to mend it.

No judgement here: whether a passage is found is for ``proving``.
"""

from __future__ import annotations

from collections.abc import Iterator

from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.finding.difference import difference, first_difference
from plaidoyer.evidence.finding.matching import Ambiguous, Missing, within
from plaidoyer.records.nodes import Scalar
from plaidoyer.records.sources import Capture, Originator, Passage, Source

_LONG = 200
_ARTICLE = "the article"
_PUT = "put the copy there; whoever has it can run « plaidoyer lock »"


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
    what, hint = _naming(passage)
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
    return _words(what, exact, written, otherwise, there, where, missing.reason, hint)


def not_in_article(passage: Passage, there: str, reason: str) -> Finding:
    """The words of a passage do not stand in its article, where ``there`` are the nearest."""
    where = f"article {passage.article}" + (f", alinéa {passage.alinea}" if passage.alinea else "")
    what, hint = f"the passage « {passage.name} »", "copy the words from the article, or correct « alinea »"
    return _words(what, passage.exact, passage.written.get("exact"), passage.span, there, where, reason, hint, _ARTICLE)


def originator_not_in_article(said: Originator, passage: Passage, there: str, reason: str) -> Finding:
    """The words that name who said a passage do not stand in its article."""
    what, hint = _naming(passage)
    where = f"article {passage.article}"
    return _words(what, said.exact, said.written.get("exact"), said.span, there, where, reason, hint, _ARTICLE)


def _naming(passage: Passage) -> tuple[str, str]:
    return f"the « exact » of the originator of « {passage.name} »", "copy the words that name who said it"


def _words(
    what: str,
    exact: str,
    written: Scalar | None,
    otherwise: Span,
    there: str,
    where: str,
    reason: str,
    hint: str,
    in_source: str = "the capture",
) -> Finding:
    """What is told of words that do not stand where they should."""
    place = _place(written, otherwise, 0, len(exact))
    if reason:
        message = f"{what} is not in {where} as a whole: {reason}"
    elif not there:
        message = f"nothing like {what} is in {where}"
    else:
        differs = difference(exact, there, in_source) or f"{in_source} has these words, and sets them otherwise"
        message = f"{what} is not in {where}: {differs}"
        place = _place(written, otherwise, *first_difference(exact, there))
        hint = f"the nearest words there: « {_short(there)} »; {hint}"
    return Finding("quote-not-in-capture", message, place, hint)


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
    """A passage of an alinéa that its article does not have in any version, or of an article without any."""
    what = f"alinéa {passage.alinea}" if passage.alinea else "text"
    message = f"article {passage.article} of « {source.id} » has no {what}"
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


def changed(capture: Capture, sha256: str) -> Finding:
    """A capture is not the one that its record describes; ``sha256`` is what it really has."""
    message = (
        f"{capture.file} is not the copy that the record describes: its SHA-256 is {sha256}, "
        f"the record says {capture.sha256}"
    )
    hint = "restore the copy; if the new one is meant, write its SHA-256 here and check the passages"
    return Finding("capture-changed", message, capture.places["sha256"], hint)


def unreadable(capture: Capture, problem: str, hint: str) -> Finding:
    """No text can be read in a capture."""
    return Finding("capture-unreadable", f"{capture.file} cannot be read: {problem}", capture.places["file"], hint)


def required(capture: Capture) -> Finding:
    """A capture is not here, and the settings let no receipt stand for it."""
    hint = "put the copy there, or take « require-captures » out of the settings"
    message = f"{capture.file} is not here, and the settings require captures"
    return Finding("capture-missing", message, capture.places["file"], hint)


def no_receipt(capture: Capture) -> Finding:
    """A capture is not here, and no receipt stands for it."""
    return Finding(
        "capture-missing", f"{capture.file} is not here, and no receipt stands for it", capture.places["file"], _PUT
    )


def by_receipt(capture: Capture, resting: int) -> Finding:
    """A capture is not here; ``resting`` passages rest on receipts."""
    rests = f"{resting} passages rest on receipts" if resting > 1 else "1 passage rests on a receipt"
    rests = rests if resting else "nothing rests on it"
    return Finding("capture-missing", f"{capture.file} is not here: {rests}", capture.places["file"], "", Severity.NOTE)


def lost(passage: Passage, capture: Capture, *, several: bool) -> Finding:
    """A capture is not here, and of its receipts none is for a passage; ``several``: the record has others."""
    message = (
        f"{capture.file} is not here, and no receipt holds for the passage « {passage.name} »: "
        "it was added or edited since"
    )
    hint = f"{_PUT}; if another copy holds the words, name it: « capture: … »" if several else _PUT
    return Finding("capture-missing", message, passage.places.get("exact", passage.span), hint)


def _place(written: Scalar | None, otherwise: Span, start: int, end: int) -> Span:
    return written.part(start, end) if written else otherwise


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1].rstrip()}…"
