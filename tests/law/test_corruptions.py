"""No wrong wording makes law: every corruption is refused, or happens to make the very law of the right wording."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from plaidoyer.law.derive import candidates
from plaidoyer.law.reading.reader import Applied, Grammar, Refused, read_and_apply
from plaidoyer.law.units import Article
from tests.law.corruptions import corruptions
from tests.law.golden_cases import golden_cases
from tests.law.synthetic import CODE, worded

KINDS = {"old words", "occurrences", "ranks", "counts", "numbering", "syntax", "names"}
CHANGES = Path(__file__).parents[3] / "shared" / "law" / "transitions-code-penal.jsonl"
GRAMMARS: tuple[Grammar, ...] = ("loi", "an", "senat")

Right = tuple[str, str, str, Article, Grammar]


def _invented() -> Iterator[Right]:
    for case in golden_cases():
        if not case.refused:
            yield case.wording, case.article, case.code, case.before, case.grammar
    for one in worded(seed=20001020, count=80):
        yield one.wording, one.article, CODE, one.before, one.grammar


def _derived() -> Iterator[Right]:
    for line in CHANGES.read_text(encoding="utf-8").splitlines()[::8]:
        change = json.loads(line)
        before, after = tuple(change["before"]), tuple(change["after"])
        for grammar in GRAMMARS:
            wording = next(candidates(change["article"], before, after, "code pénal", grammar))
            yield wording, change["article"], "code pénal", before, grammar


def _refused(rights: Iterator[Right]) -> Counter[str]:
    """How many corruptions of each kind were refused; none may make another law."""
    refused: Counter[str] = Counter()
    same = 0
    for wording, article, code, before, grammar in rights:
        law = read_and_apply(wording, article, before, grammar=grammar, code=code)
        if isinstance(law, Refused):
            continue  # the writer takes its next wording
        for wrong in corruptions(wording, article, code, before, grammar):
            read = read_and_apply(wrong.wording, article, before, grammar=grammar, code=code)
            if isinstance(read, Applied):
                assert read == law, f"{wrong.kind}: {wrong.wording}"
                same += 1
            else:
                refused[wrong.kind] += 1
    logging.getLogger(__name__).info("refused %s: %s; no corruptions %d", refused.total(), dict(refused), same)
    assert set(refused) == KINDS
    assert same <= refused.total() // 100
    return refused


def test_every_corruption_of_invented_law_is_refused() -> None:
    assert _refused(_invented()).total() >= 5000


@pytest.mark.skipif(not CHANGES.exists(), reason="the changes of the Code pénal are not here")
def test_every_corruption_of_changes_of_the_code_penal_is_refused() -> None:
    assert _refused(_derived()).total() >= 5000
