"""Golden cases of the reader: the law that each form makes, and the exact words in which a wrong wording is refused."""

from __future__ import annotations

import re

import pytest

from plaidoyer.law.reading.reader import Applied, Refused, read_and_apply
from tests.law.golden_cases import GoldenCase, golden_cases

CASES = golden_cases()
MADE = [case for case in CASES if not case.refused]


def _read(case: GoldenCase, wording: str) -> Applied | Refused:
    return read_and_apply(wording, case.article, case.before, grammar=case.grammar, code=case.code)


def test_there_are_enough_and_each_has_a_name() -> None:
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: GoldenCase) -> None:
    read = _read(case, case.wording)
    if case.refused:
        assert isinstance(read, Refused)
        assert read.message == case.refused
        assert 0 <= read.start < read.end <= len(case.wording)
    else:
        assert read == Applied(case.after, case.created, case.nested)


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)
def test_spaces_and_apostrophes_of_another_kind_make_the_same_law(case: GoldenCase) -> None:
    """What a word processor turns into other spaces is the same wording; quoted text keeps its own."""
    frame = re.sub(
        r"(«[^«»\n]*»)|[ ’]",
        lambda found: found[1] or {" ": "\u00a0", "’": "'"}[found[0]],
        case.wording,
    )
    read = _read(case, frame)
    assert isinstance(read, Applied)
    assert tuple(line.replace("\u00a0", " ").replace("'", "’") for line in read.after) == case.after


@pytest.mark.parametrize("case", MADE, ids=lambda case: case.name)
def test_the_other_grammars_refuse_it(case: GoldenCase) -> None:
    """Two grammars, never mixed. « Compléter cet article par les mots » is said alike in both chambers."""
    for grammar in ("loi", "an", "senat"):
        if (grammar == "loi") == (case.grammar == "loi"):
            continue
        read = read_and_apply(case.wording, case.article, case.before, grammar=grammar, code=case.code)
        assert isinstance(read, Refused), grammar
