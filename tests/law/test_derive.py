"""The wordings that a jurist would read: one case for each form, in the three grammars, and all the changes at hand.

``golden-wording.txt`` holds the cases: ``==`` names one and its grammar, ``-`` opens an alinéa in force, ``+`` one of
the text wanted, ``>`` a line of the wording. ACCEPT_GOLDEN=1 takes the wordings as they are now: read each before you
commit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.derive import Grammar, candidates, derive
from plaidoyer.law.reading.reader import Applied, read_and_apply
from plaidoyer.law.units import Article, fold

GOLDEN = Path(__file__).with_name("golden-wording.txt")
CHANGES = Path(__file__).parents[2] / "../shared/law/transitions-code-penal.jsonl"
GRAMMARS = ("loi", "an", "senat")


class Case(Struct, frozen=True):
    name: str
    grammar: Grammar
    before: Article
    after: Article
    wording: str


def cases() -> Iterator[Case]:
    for block in GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, *lines = block.strip("\n").split("\n")
        name, grammar = head.rsplit(" · ", 1)
        part = {sign: tuple(line[2:] for line in lines if line.startswith(sign)) for sign in "-+>"}
        yield Case(name, cast(Grammar, grammar), part["-"], part["+"], "\n".join(part[">"]))


def written(case: Case) -> str:
    lines = [f"- {text}" for text in case.before] + [f"+ {text}" for text in case.after]
    return "\n".join(
        [f"\n== {case.name} · {case.grammar}", *lines, *(f"> {line}" for line in case.wording.split("\n"))]
    )


def prove(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
    made = read_and_apply(wording, article, before, grammar=grammar, code=code)
    return made.after if isinstance(made, Applied) else None


def folded(article: Article) -> Article:
    return tuple(map(fold, article))


@pytest.mark.skipif("ACCEPT_GOLDEN" not in os.environ, reason="only to accept new wordings")
def test_golden_wordings_are_accepted() -> None:
    taken = [
        replace(case, wording=fold(derive("227-23", case.before, case.after, prove, grammar=case.grammar).wording))
        for case in cases()
    ]
    GOLDEN.write_text("".join(written(case) + "\n" for case in taken), encoding="utf-8")


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.name}-{case.grammar}") for case in cases()])
def test_the_wording_of_each_form(case: Case) -> None:
    derived = derive("227-23", case.before, case.after, prove, grammar=case.grammar)

    assert fold(derived.wording) == case.wording
    assert derived.proved


def test_nothing_to_say_where_nothing_changes() -> None:
    same = derive("1", ("L'image d'un mineur.",), ("L’image d’un mineur.",), prove)

    assert (same.wording, same.proved) == ("", True)


def test_a_refusal_makes_the_wording_coarser() -> None:
    """A reader that takes no quoted words gets alinéas rewritten; one that takes nothing, an unproved wording."""
    before = (
        "Le fait de diffuser l'image d'un mineur est puni.",
        "La tentative de ce délit est punie des mêmes peines.",
    )
    after = (before[0].replace("diffuser", "capter"), before[1])

    def wary(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
        return None if "mot" in wording.split("rédigé")[0] else prove(wording, article, before, grammar, code)

    coarse = derive("227-23", before, after, wary)
    assert coarse.proved
    assert "est ainsi rédigé" in coarse.wording
    assert not derive("227-23", before, after, lambda *_: None).proved


def test_other_codes_are_named() -> None:
    wording = derive("L121-3", ("Un mineur.", "Un majeur."), ("Un mineur.",), prove, code="code de la route").wording

    assert fold(wording) == "Le second alinéa de l'article L. 121-3 du code de la route est supprimé."


@pytest.mark.skipif(not CHANGES.is_file(), reason="the changes are other people's texts")
@pytest.mark.parametrize("grammar", GRAMMARS)
def test_the_best_wording_of_each_change_is_proved(grammar: Grammar) -> None:
    wrong = []
    for line in CHANGES.read_text(encoding="utf-8").splitlines():
        change = json.loads(line)
        before, after = tuple(change["before"]), tuple(change["after"])
        wording = next(candidates(change["article"], before, after, "code pénal", grammar))
        made = prove(wording, change["article"], before, grammar, "code pénal")
        if not isinstance(made, tuple) or folded(made) != folded(after):
            wrong.append(wording)

    assert wrong == []


@pytest.mark.parametrize("grammar", ["an", "senat"])
def test_an_amendment_may_have_hundreds_of_paragraphs(grammar: Grammar) -> None:
    """A bill of two hundred alinéas, a word changed in each, is edited word by word, not written anew."""
    rest = "Le conseil municipal en délibère, après avis des usagers de la bibliothèque et du personnel, chaque année."
    before = tuple(f"Le règlement numéro {number} est ancien. {rest}" for number in range(1, 231))
    after = tuple(one.replace("ancien", f"remplacé en {2000 + at}") for at, one in enumerate(before))
    derived = derive("1", before, after, prove, grammar=grammar)
    assert derived.proved
    assert "CCXXX. – " in fold(derived.wording)
