"""Recorded translations against their passages: both state the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from difflib import SequenceMatcher

from msgspec import Struct

from plaidoyer.checks.amounts import quantities
from plaidoyer.checks.figures import language_of
from plaidoyer.diagnostics import Finding
from plaidoyer.languages.reading.quantities import Sort
from plaidoyer.records.sources import Passage, Source, Translation

_SMALL = 12
"""Numbers up to twelve are written in words, and languages differ in where they say them: « les deux », “both”."""


class _Number(Struct, frozen=True):
    """What a number states, so that it can be compared across languages, its words and its place.

    ``small``: in words, and no greater than languages use as a way of speaking.
    """

    key: tuple[object, ...]
    words: str
    start: int
    end: int
    small: bool = False


def mistranslated(source: Source, unproven: Set[str]) -> Iterator[tuple[str, Finding]]:
    """Translations that state other numbers than the passage, with the passage's name.

    A translation may render the whole passage or the part of it that is printed. ``unproven`` are passages
    that have a finding of their own.
    """
    for passage in source.passages.values():
        for lang, translation in passage.translation.items():
            if passage.name in unproven:
                continue
            texts = [text for text in (passage.exact, passage.say) if text]
            differences = [_difference(translation.text, lang, text, language_of(source)) for text in texts]
            if None not in differences:
                wrong, missing = min(filter(None, differences), key=lambda pair: len(pair[0]) + len(pair[1]))
                yield passage.name, _finding(passage, lang, translation, wrong, missing)


def _difference(said: str, lang: str, there: str, source_lang: str) -> tuple[list[_Number], list[_Number]] | None:
    """Numbers of ``said`` that ``there`` lacks, and numbers of ``there`` that ``said`` lacks; None for neither."""
    ours, theirs = _numbers(said, lang), _numbers(there, source_lang)
    wrong, missing = _without(ours, theirs), _without(theirs, ours)
    if not (wrong and missing):  # a small number in words alone may be a way of speaking
        wrong, missing = ([one for one in these if not one.small] for these in (wrong, missing))
    return (wrong, missing) if wrong or missing else None


def _numbers(text: str, lang: str) -> list[_Number]:
    """What each number of a text states."""
    found = []
    for one in quantities(text, lang):
        words = " ".join(text[one.qualifier_start : one.end].split())
        if one.in_words and one.low == one.high and abs(one.low) <= 1:
            continue  # « un », “a”, “one”
        if one.sort is Sort.DATE:
            for date in one.dates:  # of the two ends of a range, each is told at its year
                start = max(one.start, text.find(str(date.year), one.start, one.end))
                found.append(_Number((date.year, date.month, date.day), words, start, one.end))
        elif one.sort in (Sort.REFERENCE, Sort.TIME, Sort.ORDINAL) and not one.in_words:
            digits = "".join(filter(str.isdigit, text[one.start : one.end]))
            found.append(_Number((digits,), words, one.start, one.end))
        else:
            key = (one.low.normalize(), one.high.normalize(), one.sign)
            small = one.in_words and not one.sign and abs(one.high) <= _SMALL
            found.append(_Number(key, words, one.start, one.end, small))
    return found


def _without(these: list[_Number], those: list[_Number]) -> list[_Number]:
    """What ``these`` state more often than ``those``: of equals, what stands where the other side has none."""
    keys, others = [one.key for one in these], [one.key for one in those]
    paired = {
        block.a + index
        for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()
        for index in range(block.size)
    }
    left = Counter(others)
    more = []
    for index in sorted(range(len(these)), key=lambda index: index not in paired):
        if left[keys[index]]:
            left[keys[index]] -= 1
        else:
            more.append(index)
    return [these[index] for index in sorted(more)]


def _finding(
    passage: Passage, lang: str, translation: Translation, wrong: list[_Number], missing: list[_Number]
) -> Finding:
    stated = ", ".join(dict.fromkeys(f"« {one.words} »" for one in missing))
    written = translation.written.get("text")
    if wrong:
        message = f"the translation of « {passage.name} » states « {wrong[0].words} »; its passage " + (
            f"states {stated} there" if stated else "does not"
        )
        place = written.part(wrong[0].start, wrong[0].end) if written else translation.span
    else:
        message = f"the translation of « {passage.name} » in « {lang} » leaves out {stated}"
        place = written.span if written else translation.span
    return Finding("translation-mismatch", message, place, "correct the number in the translation")
