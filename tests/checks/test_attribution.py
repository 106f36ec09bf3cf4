"""Who said it: estimates, sources that report others, and dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plaidoyer.checks.attribution import secondary_sources, sources_after_brief, unattributed_estimates
from plaidoyer.checks.names import names_known
from plaidoyer.diagnostics import Finding

Told = Callable[..., list[Finding]]

PRESS = """type: article-newspaper
title: Dépêche
author: [{literal: Agence France-Presse (AFP)}]
container-title: Le Monde
language: fr
issued: 2024-10
passages:
  part:
    exact: "L'Office des mineurs (Ofmin) estime que dans 40% des affaires"
    originator: Ofmin
  prevision:
    exact: "95 % des images, selon Gabrielle Hazan"
    originator: {name: {fr: Gabrielle Hazan}, via: France Inter, said: 2024-07}
  rapports:
    exact: "L'Internet Watch Foundation a reçu 74 rapports"
    originator: Internet Watch Foundation
  propre: {exact: "L'AFP a compté 12 procès"}
figures:
  part: {value: 40, unit: "%", kind: estimate, passage: part}
  prevision: {value: 95, unit: "%", kind: forecast, passage: prevision}
  rapports: {value: 74, unit: {fr: {one: rapport, other: rapports}}, passage: rapports}
  proces: {value: 12, unit: {fr: {one: procès, other: procès}}, kind: estimate, passage: propre}
"""
PRIMARY = """type: webpage
title: Report
author: [{literal: Internet Watch Foundation}]
publisher: IWF
language: en
issued: 2027-01
passages: {p: {exact: "74 reports"}}
"""
PERSON = """type: book
title: Étude
author: [{family: Martin, given: Anne}]
language: fr
passages: {p: {exact: "environ 30 cas"}}
figures:
  cas: {value: 30, qualifier: about, unit: {fr: {one: cas, other: cas}}, kind: estimate, passage: p}
"""
RECORDS = {"afp": PRESS, "iwf": PRIMARY, "livre": PERSON}
SHORT = "abbreviations: {IWF: Internet Watch Foundation}\n"

NAMED = [
    "L’Ofmin estime que [40 %](figure:afp/part) des affaires sont concernées.",
    "L’Office des mineurs (Ofmin) estime cette part à [40 %](figure:afp/part).",
    "L’Office des mineurs estime cette part à [40 %](figure:afp/part).",
    "Selon OFMIN, [40 %](figure:afp/part).",
    "Gabrielle Hazan prévoit [95 %](figure:afp/prevision).",
    "Mme Hazan prévoit [95 %](figure:afp/prevision).",
    "L’AFP compte [12 procès](figure:afp/proces).",
    "Selon Agence France‑Presse, [12 procès](figure:afp/proces).",
    "Anne Martin compte [environ 30 cas](figure:livre/cas).",
    "Selon Martin, [environ 30 cas](figure:livre/cas).",
    '::: {.key-figure figure="afp/part"}\n:::',
    "| Source | Part |\n|---|---|\n| Ofmin | [40 %](figure:afp/part) |",
    "| Part |\n|---|\n| [40 %](figure:afp/part) |\n\n: Estimation de l’Ofmin",
    "Il y a eu [74 rapports](figure:afp/rapports).",
]
UNNAMED = [
    "On estime que [40 %](figure:afp/part) des affaires sont concernées.",
    "Il estime cette part à [40 %](figure:afp/part).",
    "Selon l’AFP, [40 %](figure:afp/part) des affaires.",
    "Sa cheffe prévoit [95 %](figure:afp/prevision).",
    "Ofmin. Une estimation donne [40 %](figure:afp/part).",
    "Il y a [12 procès](figure:afp/proces), dit-on à France Inter.",
    "Les martinets : [environ 30 cas](figure:livre/cas).",
    "Les offices : [deux fois plus](figure:double).",
    "| Part |\n|---|\n| [40 %](figure:afp/part) |\n| Ofmin |",
]
DOUBLE = 'derived: {double: {inputs: {n: afp/part}, formula: n * 2, unit: "%"}}\n'


@pytest.mark.parametrize("text", NAMED)
def test_an_estimate_whose_author_is_named_is_left_alone(told: Told, text: str) -> None:
    assert told(unattributed_estimates, text, records=RECORDS, front=SHORT + DOUBLE) == []


@pytest.mark.parametrize("text", UNNAMED)
def test_an_estimate_without_an_author_is_told(told: Told, text: str) -> None:
    """Without its author an estimate reads like a fact."""
    (finding,) = told(unattributed_estimates, text, records=RECORDS, front=SHORT + DOUBLE)
    assert finding.rule == "unattributed-estimate"


def test_the_hint_names_who_made_the_estimate(told: Told) -> None:
    (finding,) = told(unattributed_estimates, "[40 %](figure:afp/part).", records=RECORDS)
    assert finding.message == "« afp/part » is an estimate, and this sentence does not say whose"
    assert finding.hint == "name « Ofmin » in the sentence"
    (finding,) = told(unattributed_estimates, "[environ 30 cas](figure:livre/cas).", records=RECORDS)
    assert finding.hint == "name « Anne Martin » in the sentence"


REPORTED = [
    "Selon l’AFP, l’IWF a reçu [74 rapports](figure:afp/rapports).",
    "Selon l’Agence France-Presse, [74 rapports](figure:afp/rapports).",
    "Selon Le Monde, [74 rapports](figure:afp/rapports).",
    "L’IWF a reçu [74 rapports](figure:afp/rapports) [@iwf/p].",
    "Il y a eu [12 procès](figure:afp/proces).",
    '::: {.key-figure figure="afp/rapports"}\nContre [40 %](figure:afp/part).\n:::',
    "Un fait [@afp].",
]
HIDDEN = [
    "L’IWF a reçu [74 rapports](figure:afp/rapports).",
    "L’IWF a reçu « [74 rapports](quote:afp/rapports) » [@afp/part].",
    "L’IWF a reçu des rapports [@afp/rapports].",
    "Selon l’IWF, [](figure:double).",
    "Dans le monde, [74 rapports](figure:afp/rapports).",
]


@pytest.mark.parametrize("text", REPORTED)
def test_a_sentence_that_names_the_reporting_source_is_left_alone(told: Told, text: str) -> None:
    assert told(secondary_sources, text, records=RECORDS, front=SHORT + DOUBLE) == []


@pytest.mark.parametrize("text", HIDDEN)
def test_a_sentence_that_hides_the_reporting_source_is_told_once(told: Told, text: str) -> None:
    """The reader believes that the first source was read."""
    (finding,) = told(secondary_sources, text, records=RECORDS, front=SHORT + DOUBLE)
    assert finding.rule == "secondary-source"
    for form in ("footnote", "inline"):  # these notes print « IWF, cité par AFP » themselves
        assert told(secondary_sources, text, records=RECORDS, front=SHORT + DOUBLE, notes=form) == []


def test_a_source_younger_than_the_brief_is_told_once(told: Told) -> None:
    """A brief cannot have known it: one of the two dates is wrong."""
    text = "Un fait [@iwf/p], un autre [@iwf/p].\n\nUn troisième [@afp/part; @livre/p]."
    (finding,) = told(sources_after_brief, text, records=RECORDS)
    assert finding.message == "« iwf » was issued on 2027-01, after the date of this brief, 2026-11-24"
    assert (finding.span.line, finding.span.column) == (8, 10)


@pytest.mark.parametrize(
    ("text", "sentence", "said"),
    [
        ("L’Office des mineurs (Ofmin) enquête.", "selon cet Office des mineurs", True),
        ("selon l’agence (Ofmin), rien.", "selon l’agence", False),
        ("L’Agence (ofmin), rien.", "selon l’Agence", False),
        ("Une Agence. Un service (Ofmin) enquête.", "une Agence", False),
        ("La Banque Centrale Européenne (Ofmin)", "la Banque Centrale Européenne", True),
        ("La Banque Centrale Européenne (Ofmin)", "une Européenne", False),
        ("Haut Conseil (Ofmin)", "un conseil", False),
        ("Le Comité, Haut Conseil (Ofmin)", "le Haut Conseil", True),
    ],
)
def test_an_abbreviation_that_a_text_explains_is_known(text: str, sentence: str, said: bool) -> None:
    assert names_known({}, [text], "fr").said_in(sentence, "Ofmin") is said


def test_an_abbreviation_of_the_brief_stands_for_its_name() -> None:
    """An author who explains « OfL » in the front matter may attribute with it."""
    known = names_known({"OfL": "Observatoire des lacs (OL)"}, [], "fr")
    assert known.said_in("selon l’OfL", "Observatoire des lacs")
    assert not known.said_in("selon l’OfM", "Observatoire des lacs")


def test_two_abbreviations_that_no_name_explains_are_not_one() -> None:
    """« selon l’Ofal » would name the Ofmin."""
    known = names_known({}, ["la cellule (Ofmin) et un service (Ofal) enquêtent."], "fr")
    assert not known.said_in("selon l’Ofal", "Ofmin")


@pytest.mark.parametrize(
    ("sentence", "name", "said"),
    [
        ("selon l’IWF", "Internet Watch Foundation", True),
        ("the IWF's report", "Internet Watch Foundation", True),
        ("le iwf", "Internet Watch Foundation", False),
        ("selon l’OMS", "Organisation mondiale de la santé", True),
        ("du Défenseur des droits", "Le Défenseur des droits", True),
        ("dans le monde", "Le Monde", False),
        ("une fondation", "Internet Watch Foundation", False),
        ("selon le Dr van der Berg", "Anna van der Berg", True),
        ("un mot", "X", False),
        ("l’un d’eux", "", False),
    ],
)
def test_who_is_named(sentence: str, name: str, said: bool) -> None:
    assert names_known({}, [], "fr").said_in(sentence, name) is said
