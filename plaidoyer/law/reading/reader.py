"""The door: French wording and the text in force in, the law that the wording makes out, or why it is refused.

The grammar is this room's own; with what writes wording it shares nothing but what an alinéa, a sentence and a word are
(``law.units``). That is what makes it a proof.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from plaidoyer.law.reading import sentences
from plaidoyer.law.reading.applying import Applying
from plaidoyer.law.reading.findings import Applied, NewArticle, Refusal, Refused
from plaidoyer.law.reading.forms import Parser
from plaidoyer.law.reading.instructions import Instruction
from plaidoyer.law.reading.quotations import Reading, Readings
from plaidoyer.law.units import Article, fold

__all__ = ["Applied", "Grammar", "NewArticle", "Refused", "read_and_apply"]

Grammar = Literal["loi", "an", "senat"]

_PARSERS: dict[Grammar, Callable[[Parser], tuple[Instruction, ...]]] = {
    "loi": sentences.law,
    "an": sentences.assembly,
    "senat": sentences.senate,
}
_INFINITIVE = re.compile(
    r"\s*(?:(?:I\.?\s?[-–—]\s*)?(?:(?:[^\W\d_]+\s+){0,2}l'article\s\S+\s*,?\s*|[^«.:]*?,?\s*)?"
    r"(?:supprimer|substituer|insérer|rédiger|compléter|remplacer|ajouter)(?!\w))",
    re.I,
)
_DIGITS = re.compile(r"alinéas?\s+\d", re.I)
_INDICATIVE = re.compile(r"(?:est|sont)\s+(?:ainsi\s+)?(?:supprim|remplac|insér|rédig|complét|modifi|abrog)", re.I)
_NESTING = 2


def read_and_apply(
    wording: str, article: str, before: Article, *, grammar: Grammar = "loi", code: str = "code pénal"
) -> Applied | Refused:
    """The law that a wording makes of an article.

    ``article`` is the number that the wording must name (in an amendment: the bill's article), ``before`` its alinéas
    in force, ``code`` the code that it belongs to. Whatever is not understood whole, or could be meant in two ways, is
    refused; nothing is raised. Conventions: Guide de légistique, fiches 2.2.4, 3.2.2 and 3.4.1; circular of 20 October
    2000.
    """
    try:
        return _read(wording, article, before, grammar, code)
    except Refusal as refusal:
        return _refused(refusal, wording, grammar)


def _read(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> Applied:
    readings = Readings(wording)
    reading: Reading | None = readings.first()
    first: Refusal | None = None
    laws: list[Applied] = []
    while reading is not None:
        failed_at: int | None = None
        parser = Parser.of(reading, sentences.SLOTS, article, code)
        try:
            found = _PARSERS[grammar](parser)
        except Refusal as refusal:
            failed_at = max(parser.furthest, refusal.place[1])
            first = first or refusal
        else:
            try:
                law = _law(found, article, before, grammar, code)
            except Refusal as refusal:
                first = first or refusal
                if not reading.doubtful:
                    raise
            else:
                if not reading.doubtful:
                    return law
                laws.append(law)
        reading = readings.another(failed_at)
    if (laws and readings.exhausted) or len(set(laws)) > 1:
        raise Refusal(
            "The quotations can be read in two ways that make different laws.",
            (0, len(wording)),
            "Quote more, or whole alinéas.",
        )
    if laws:
        return laws[0]
    raise first or Refusal("", (0, 0))


def _law(found: tuple[Instruction, ...], article: str, before: Article, grammar: Grammar, code: str) -> Applied:
    applying = Applying(before, article, bill=grammar != "loi")
    after = applying.apply(found)
    nested = ""
    if applying.nested:
        quote, nested = applying.nested
        _check_nested(nested, quote.place, code)
    if not nested and not applying.created and tuple(map(fold, after)) == tuple(map(fold, before)):
        raise Refusal("The wording changes nothing.", (0, 0))
    return Applied(after, tuple(applying.created), nested)


def _check_nested(wording: str, place: tuple[int, int], code: str) -> None:
    """Raise Refusal unless the wording that an amendment adds is one of the law grammar."""
    readings = Readings(wording)
    reading: Reading | None = readings.first()
    while reading is not None:
        parser = Parser.of(reading, sentences.SLOTS, None, code)
        try:
            sentences.law(parser)
        except Refusal as refusal:
            reading = readings.another(max(parser.furthest, refusal.place[1]))
        else:
            return
    raise Refusal("The article to be added is not understood as a law article.", place, "Word it in the law grammar.")


def _refused(refusal: Refusal, wording: str, grammar: Grammar) -> Refused:
    start, end = refusal.place
    if refusal.message:
        return Refused(refusal.message, refusal.hint, start, min(max(end, start + 1), max(len(wording), 1)))
    if not wording.strip():
        return Refused("There is no wording.", "", 0, len(wording))
    if start >= len(wording.rstrip()):
        start = len(wording.rstrip()) - 1
        return Refused("The wording breaks off.", _mixed(wording, grammar), start, start + 1)
    end = min(len(wording), start + 40)
    shown = " ".join(wording[start:end].split())
    return Refused(
        f"Not understood from « {shown}{'…' if end < len(wording) else ''} ».", _mixed(wording, grammar), start, end
    )


def _mixed(wording: str, grammar: Grammar) -> str:
    """A hint where one grammar is used for another."""
    frame = re.sub(r"«[^»]*»", "«»", fold(wording))
    if grammar == "loi" and (_INFINITIVE.match(frame) or _DIGITS.search(frame)):
        return (
            "This is an amendment's grammar: a law article speaks in the indicative, of alinéas by ordinals in words."
        )
    if grammar != "loi" and _INDICATIVE.search(frame):
        return "This is a law article's grammar: an amendment speaks in the infinitive, of alinéas by digits."
    return ""
