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
from plaidoyer.law.planning.alinea import most_edits
from plaidoyer.law.reading.reader import Applied, read_and_apply
from plaidoyer.law.tokens import tokens
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


def test_what_a_reader_refuses_costs_one_alinea_among_many() -> None:
    """One change that no reader takes must not make the others coarse, nor every alinéa be read by itself."""
    rest = "Le conseil municipal en délibère, après avis des usagers de la bibliothèque et du personnel, chaque année."
    before = tuple(f"Le règlement numéro {number} est ancien. {rest}" for number in range(1, 65))
    after = tuple(one.replace("ancien", f"affiché en {2000 + at}") for at, one in enumerate(before))
    after = (*after[:40], before[40].replace("ancien", "lacustre"), *after[41:])
    asked = []

    def wary(wording: str, article: str, before: Article, grammar: Grammar, code: str) -> object:
        asked.append(wording)
        refused = "« lacustre »" in fold(wording).replace("\u202f", " ")
        return None if refused else prove(wording, article, before, grammar, code)

    derived = derive("1", before, after, wary, grammar="an")

    assert derived.proved
    assert fold(derived.wording).count("Rédiger ainsi") == 1
    assert fold(derived.wording).count("substituer au mot") == 63
    assert len(asked) < 20


def test_a_long_alinea_keeps_a_short_wording() -> None:
    """In an alinéa of three thousand words, forty changes are told apart, or by sentences, not by rewriting it."""
    told = "le garde du lac en rend compte au maire, au conseil et aux habitants de la commune, qui en prennent acte"
    lines = [f"À la borne {number}, {told}, et le registre de {1900 + number} en fait foi." for number in range(120)]
    before = (" ".join(lines), "Le maire veille au lac.")
    for step in range(0, 120, 3):
        lines[step] = lines[step].replace("compte", f"raison {step} fois")
    derived = derive("1", before, (" ".join(lines), before[1]), prove)

    assert derived.proved
    assert len(derived.wording) < len(before[0]) * 0.6


def test_no_alinea_has_more_edits_than_letters() -> None:
    """Edits of an alinéa are listed from « a) » to « z) »; an ordinary one has four at most."""
    assert [most_edits(tokens("lac " * count)) for count in (10, 600, 700, 3000, 9000)] == [4, 4, 5, 26, 26]


def test_many_alineas_are_aligned_by_the_words_that_they_share() -> None:
    """Alinéas deleted, inserted and changed among many are not mixed up; the same edit in all of them is said once."""
    kinds = ("jardin", "moulin", "fontaine", "barque", "forêt")
    told = "de la commune est ouvert sur décision motivée du maire, article"
    before = tuple(f"Le {kinds[number % 5]} numéro {number} {told} {number}." for number in range(60))
    after = [one.replace("motivée", "publique") for one in before]
    after[40:40] = ["Nul ne pêche sans permis."]
    del after[20:23]

    derived = derive("1", before, tuple(after), prove, grammar="an")

    assert derived.proved
    assert fold(derived.wording).replace("\u202f", " ") == (
        "I. – Aux alinéas 1 à 20 et 24 à 60, substituer au mot : « motivée » le mot : « publique ».\n"
        "II. – Supprimer les alinéas 21 à 23.\n"
        "III. – Après l'alinéa 40, insérer l'alinéa suivant :\n« Nul ne pêche sans permis. »"
    )


def test_numbers_out_of_order_are_counted_as_alineas() -> None:
    """In a list that is numbered downwards nobody finds « le 2° », and « les 3° et 1° » is no French."""
    before = ("Le maire :", "3° Nomme le garde ;", "2° Ouvre le jardin ;", "1° Ferme le moulin.")
    derived = derive("1", before, (*before[:2], "2° Ouvre le lac et le jardin ;", "5° Part.", "4° Vient."), prove)

    assert derived.proved
    assert "Les 2° et 1°" not in fold(derived.wording)
    assert "5° et 4° ainsi" not in fold(derived.wording)
