"""The corpus: true passages of pages and PDFs are found, and no corruption of one ever is.

A passage that is wrongly refused costs an author an evening; one that is wrongly accepted costs the brief its promise.
Every capture is read by each extractor in turn, as the program does: words count as found where any reading has them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pytest

from plaidoyer.evidence.copies.extract import extract, extractors
from plaidoyer.evidence.finding.matching import Missing, Searchable, find, searchable
from tests.evidence.corpus.corruptions import KINDS, corrupted
from tests.evidence.corpus.pages import STYLES, pdf, web_page
from tests.evidence.corpus.sources import Text, runs, sentences, texts, truly_stands

RUNS = 38  # passages of each text, beside its sentences

LOG = logging.getLogger(__name__)  # pytest --log-cli-level=INFO shows the counts

Captures = Mapping[tuple[str, str], Sequence[Searchable]]


@pytest.fixture(scope="module")
def library() -> tuple[Text, ...]:
    return texts()


@pytest.fixture(scope="module")
def captures(library: tuple[Text, ...]) -> Captures:
    """The readings of each text's captures, by the name of the text and the kind of capture."""
    held: dict[tuple[str, str], Sequence[Searchable]] = {}
    for text in library:
        held[text.name, "page"] = _readings(web_page(text), "html")
    for lang in {text.lang for text in library}:
        together = [text for text in library if text.lang == lang]
        for style in STYLES:
            read = _readings(pdf(together, style), "pdf")
            held.update({(text.name, style): read for text in together})
    return held


def _readings(data: bytes, kind: str) -> Sequence[Searchable]:
    readings = [extract(data, extractor) for extractor in extractors(kind)]
    return [searchable(reading.text, reading.pages) for reading in readings]


def passages(text: Text) -> list[str]:
    return list(dict.fromkeys(sentences(text) + runs(text, RUNS, seed=1)))


def accepted(words: str, readings: Sequence[Searchable]) -> bool:
    return any(not isinstance(find(words, reading), Missing) for reading in readings)


def test_a_true_passage_is_found(library: tuple[Text, ...], captures: Captures) -> None:
    tried, missed = 0, []
    for text in library:
        for passage in passages(text):
            for kind in ("page", *STYLES):
                tried += 1
                if not accepted(passage, captures[text.name, kind]):
                    missed.append((text.name, kind, passage))
    LOG.info("%d of %d true passages found", tried - len(missed), tried)
    assert sum(len(passages(text)) for text in library) >= 300
    assert len(missed) <= tried // 100, missed


def test_a_corrupted_passage_is_never_found(library: tuple[Text, ...], captures: Captures) -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for text, kind, words in _corruptions(library):
        counts[kind] += 1
        wrong += [(kind, name, words) for name in ("page", *STYLES) if accepted(words, captures[text.name, name])]
    LOG.info("%d corruptions: %s", counts.total(), dict(counts))
    assert set(counts) == set(KINDS)
    assert counts.total() >= 10_000
    assert wrong == []


def _corruptions(library: tuple[Text, ...]) -> Iterator[tuple[Text, str, str]]:
    """Every corruption that is not, by chance, a run of whole words of a text in the same captures."""
    for text in library:
        beside = [other for other in library if other.lang == text.lang]
        for passage in passages(text):
            for kind, words in corrupted(passage, trials=1):
                if not any(truly_stands(words, other) for other in beside):
                    yield text, kind, words
