"""Words of a brief against its records: links that state, quote or cite, and numbers that nothing stands behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from msgspec.structs import replace

from plaidoyer.checks.case import Case
from plaidoyer.checks.prose import misstated_figures
from plaidoyer.checks.quotations import misquoted_law, misquoted_passages
from plaidoyer.checks.uncited import uncited_figures
from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.uses import FigureUse

Told = Callable[..., list[Finding]]
At = Callable[..., list[str]]

REPORT = """type: report
title: Rapport
author: [{literal: Observatoire}]
language: fr
issued: 2025
passages:
  rapports:
    exact: "L'Observatoire a reçu 74 rapports en six mois, d'avril à septembre 2024, contre 70."
    translation: {en: {text: "The Observatory received 74 reports in six months, from April to September 2024, against 70.", by: ours}}
  images: {exact: "plus de 20.000 images, un cinquième des 100 000 contenus examinés"}
  vues: {exact: "20 254 images ont été vues."}
  part: {exact: "L'enquête trouve 40 % des affaires, soit 1,2 million d'euros."}
  agents: {exact: "entre 5 et 10 agents"}
  mois: {exact: "un délai de 6 mois"}
  age: {exact: "le lac a 6 ans"}
  chute: {exact: "moins de 30 cas"}
figures:
  rapports: {value: 74, unit: {fr: {one: rapport, other: rapports}, en: {one: report, other: reports}}, period: 2024-04/2024-09, passage: rapports}
  images: {value: 20000, qualifier: more than, unit: {fr: {one: image, other: images}, en: {one: image, other: images}}, passage: images}
  vues: {value: 20254, unit: {fr: {one: image, other: images}, en: {one: image, other: images}}, passage: vues}
  part: {value: 40, unit: "%", passage: part}
  cout: {value: 1200000, unit: EUR, passage: part}
  agents: {low: 5, high: 10, unit: {fr: {one: agent, other: agents}}, passage: agents}
  mois: {value: 6, unit: {fr: {one: mois, other: mois}}, passage: mois}
  age: {value: 6, unit: {fr: {one: an, other: ans}}, passage: age}
  chute: {value: 30, qualifier: less than, unit: {fr: {one: cas, other: cas}}, passage: chute}
"""  # noqa: E501
LAW = """type: legislation
title: Code
language: fr
articles:
  "12":
    - id: A
      in-force: 2021-04-23
      alineas:
        - "Le fait d'offrir une telle image est puni de cinq ans d'emprisonnement et de 75 000 euros d'amende. La tentative est punie des mêmes peines."
        - "Les peines sont portées à 7 ans lorsque la victime est un mineur de quinze ans."
"""  # noqa: E501
RECORDS = {"r": REPORT, "c": LAW}
DERIVED = """derived:
  par-mois: {inputs: {n: r/rapports}, formula: n / 6, digits: 1, unit: {fr: {one: rapport par mois, other: rapports par mois}}}
"""  # noqa: E501

RIGHT = [
    "L'Observatoire a reçu [74 rapports](figure:r/rapports) en six mois.",
    "L'Observatoire a reçu [74](figure:r/rapports) rapports.",
    "L'Observatoire a reçu [74 nouveaux rapports](figure:r/rapports).",
    "Il en a reçu [74 en six mois](figure:r/rapports), [74 d'avril à septembre 2024](figure:r/rapports).",
    "[Soixante-quatorze rapports](figure:r/rapports) ont été reçus.",
    "Il a reçu [](figure:r/rapports).",
    "[plus de 20 000 images](figure:r/images)",
    "plus de [20 000 images](figure:r/images)",
    "[plus de 20.000](figure:r/images) images",
    "[vingt mille images au moins](figure:r/vues?rounded)",
    "[20 000 images](figure:r/vues?rounded)",
    "[plus de 20 000 images](figure:r/vues?rounded)",
    "[environ 20 000 images](figure:r/vues?rounded)",
    "[près de 20 300 images](figure:r/vues?rounded)",
    "[plus de 20 000 images](figure:r/images?rounded)",
    "[40 % des affaires](figure:r/part)",
    "[40](figure:r/part) % des affaires",
    "de [40](figure:r/part) à [50 %]{.ours} des affaires",
    "[quarante pour cent](figure:r/part)",
    "[1,2 million d’euros](figure:r/cout), soit [1 200 000 €](figure:r/cout)",
    "[entre 5 et 10 agents](figure:r/agents)",
    "[5 à 10 agents](figure:r/agents)",
    "Le nombre est passé de [40 %](figure:r/part) à [74 rapports](figure:r/rapports).",
    "un délai de [six mois](figure:r/mois)",
    "[moins de 30 cas](figure:r/chute)",
    "[12,3 rapports par mois](figure:par-mois) en moyenne",
    "[un total de 74 rapports](figure:r/rapports)",
    "**Plus de [20 000](figure:r/images)** images",
    "[les 74 premiers rapports](figure:r/rapports), [74 rapports, un premier pas](figure:r/rapports)",
    "[plus de 20 000 de ces images](figure:r/images)",
    "[6 ans](figure:r/age)",
]

WRONG = [
    ("[75 rapports](figure:r/rapports)", "figure-mismatch"),
    ("[74 images](figure:r/rapports)", "figure-mismatch"),
    ("[74 %](figure:r/rapports)", "figure-mismatch"),
    ("[40 affaires](figure:r/part)", "figure-mismatch"),
    ("[la plupart](figure:r/part)", "figure-mismatch"),
    ("[1,2 million de dollars](figure:r/cout)", "figure-mismatch"),
    ("[plus de 74 rapports](figure:r/rapports)", "figure-mismatch"),
    ("près de [74 rapports](figure:r/rapports)", "figure-mismatch"),
    ("[20 000 images](figure:r/images)", "qualifier-dropped"),
    ("[30 cas](figure:r/chute)", "qualifier-dropped"),
    ("[moins de 20 000 images](figure:r/images)", "figure-mismatch"),
    ("[20 000 images](figure:r/vues)", "figure-mismatch"),
    ("[21 000 images](figure:r/vues?rounded)", "figure-mismatch"),
    ("[plus de 20 300 images](figure:r/vues?rounded)", "figure-mismatch"),
    ("[près de 20 000 images](figure:r/vues?rounded)", "figure-mismatch"),
    ("[moins de 20 000 images](figure:r/vues?rounded)", "figure-mismatch"),
    ("[20 000 images](figure:r/images?rounded)", "qualifier-dropped"),
    ("[moins de 20 000 images](figure:r/images?rounded)", "figure-mismatch"),
    ("[environ 20 000 images](figure:r/images?rounded)", "qualifier-dropped"),
    ("[entre 5 et 11 agents](figure:r/agents)", "figure-mismatch"),
    ("[10 agents](figure:r/agents)", "figure-mismatch"),
    ("[74 rapports contre 70](figure:r/rapports)", "figure-mismatch"),
    ("[74 rapports en 2023](figure:r/rapports)", "figure-mismatch"),
    ("[74 rapports en huit mois](figure:r/rapports)", "figure-mismatch"),
    ("[12,4 rapports par mois](figure:par-mois)", "figure-mismatch"),
    ("[6 semaines](figure:r/mois)", "figure-mismatch"),
    ("plus de [](figure:r/images)", "figure-mismatch"),
    ("environ [](figure:r/rapports)", "figure-mismatch"),
    ("[plus de 20 000 de nos lacs](figure:r/images)", "figure-mismatch"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_words_that_state_their_figure_are_left_alone(told: Told, text: str) -> None:
    """An advocate who is told nonsense stops listening."""
    assert told(misstated_figures, text, records=RECORDS, front=DERIVED) == []


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_words_that_state_another_figure_are_told(told: Told, text: str, rule: str) -> None:
    """A lawmaker would read a number, a unit or a bound that the source does not give."""
    (finding,) = told(misstated_figures, text, records=RECORDS, front=DERIVED)
    assert finding.rule == rule


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("[74 reports](figure:r/rapports) in six months", []),
        ("[more than 20,000 images](figure:r/images)", []),
        ("over [20,000](figure:r/images) images", []),
        ("[40% of cases](figure:r/part)", []),
        ("[€1.2 million](figure:r/cout)", []),
        ("[nearly 20,300 images](figure:r/vues?rounded)", []),
        ("[20.000 images](figure:r/images)", ["figure-mismatch"]),
        ("[74 cases](figure:r/rapports)", ["figure-mismatch"]),
        ("[20,000 images](figure:r/images)", ["qualifier-dropped"]),
        ("[nearly 20,000 images](figure:r/vues?rounded)", ["figure-mismatch"]),
    ],
)
def test_words_are_read_in_the_language_of_the_brief(told: Told, text: str, rules: list[str]) -> None:
    assert [one.rule for one in told(misstated_figures, text, records=RECORDS, lang="en")] == rules


def test_the_message_gives_both_figures_and_the_line_of_the_digit(told: Told, at: At) -> None:
    """A link may go over several lines: the one to mend is told."""
    text = "Il a reçu [un ensemble de\n75 rapports](figure:r/rapports)."
    (finding,) = told(misstated_figures, text, records=RECORDS)
    assert finding.message == "these words state « 75 »; the figure « r/rapports » is « 74\u00a0rapports »"
    assert finding.span.line == 9
    assert finding.span.column == 1


FILL = "correct the words, or leave the brackets empty: they are filled in"
TAKE_OUT = "take the qualifier out, or leave the brackets empty: they are filled in"
OWN_LINK = "take it out of the link, and give it a link of its own"
SAID = [
    ("[la plupart](figure:r/part)", "these words state no number; the figure « r/part » is « 40\u00a0% »", FILL),
    ("[74 %](figure:r/rapports)",
     "these words state « 74 % »; the figure « r/rapports » is « 74\u00a0rapports », its unit no sign", FILL),
    ("[40 affaires](figure:r/part)",
     "these words state « 40 »; the figure « r/part » is « 40\u00a0% », its unit %", FILL),
    ("[74 images](figure:r/rapports)",
     "these words count « images »; the figure « r/rapports » is « 74\u00a0rapports »", FILL),
    ("[12,4 rapports par mois](figure:par-mois)",
     "these words state « 12,4 »; the figure « par-mois » is « 12,3\u00a0rapports par mois »", FILL),
    ("[entre 5 et 11 agents](figure:r/agents)",
     "these words state « 5 et 11 »; the figure « r/agents » is « entre 5 et 10\u00a0agents »", FILL),
    ("[20 000 images](figure:r/images)",
     "these words leave out « more than »; the figure « r/images » is « plus de 20\u202f000\u00a0images »",
     "write the qualifier"),
    ("[plus de 74 rapports](figure:r/rapports)",
     "these words say « more than »; the figure « r/rapports » is « 74\u00a0rapports »", TAKE_OUT),
    ("[74 rapports contre 70](figure:r/rapports)",
     "« 70 » in these words is not of the figure « r/rapports »", OWN_LINK),
    ("[74 rapports en huit mois](figure:r/rapports)",
     "« huit » in these words is not of the figure « r/rapports »", OWN_LINK),
    ("environ [](figure:r/rapports)",
     "« about » stands before a link that is filled in with « 74\u00a0rapports »",
     "take the qualifier out: the link brings its own"),
    ("[12 rapports par mois](figure:par-mois)",
     "these words state « 12 »; the figure « par-mois » is « 12,3\u00a0rapports par mois »",
     "write the number in full, or allow rounding: figure:par-mois?rounded"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), SAID)
def test_the_message_gives_words_and_figure_and_how_to_mend_them(
    told: Told, text: str, message: str, hint: str
) -> None:
    (finding,) = told(misstated_figures, text, records=RECORDS, front=DERIVED)
    assert (finding.message, finding.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[sans\nplus de 74 rapports](figure:r/rapports)", "plus de 74"),
        ("[vingt\nmille images](figure:r/images)", None),
        ("[en tout\n20 000 images](figure:r/images)", "20 000"),
        ("[en tout\n74 %](figure:r/rapports)", "74 %"),
        ("[74 rapports,\ncontre 70](figure:r/rapports)", "70"),
        ("[en tout\n74 images](figure:r/rapports)", "74"),
    ],
)
def test_the_words_at_fault_are_underlined_on_their_line(told: Told, at: At, text: str, words: str | None) -> None:
    """A link over several lines: the line to mend is told, and no more of it than the number."""
    (finding,) = found = told(misstated_figures, text, records=RECORDS)
    if words is None:
        assert finding.span.line == 8
    else:
        assert finding.span.line == 9
        assert at(found, "\n" * 7 + text)[0] in words


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("[74 rapports, en six mois](figure:r/rapports)", []),
        ("[74 rapports, sur deux ans](figure:r/rapports)", ["figure-mismatch"]),
        ("[74 rapports, d’avril à mai 2024](figure:r/rapports)", []),
        ("[74 rapports, d’avril à mai 2023](figure:r/rapports)", ["figure-mismatch"]),
        ("[le deuxième total, 74 rapports](figure:r/rapports)", []),
        ("[5 ou 6 agents](figure:r/agents?rounded)", ["figure-mismatch"]),
        ("[moins de 20 254 images](figure:r/vues?rounded)", ["figure-mismatch"]),
        ("[plus de 20 254 images](figure:r/vues?rounded)", ["figure-mismatch"]),
        ("[au moins 20 300 images](figure:r/vues?rounded)", ["figure-mismatch"]),
        ("[au moins 20 254 images](figure:r/vues?rounded)", []),
        ("[au plus 20 254 images](figure:r/vues?rounded)", []),
        ("[au plus 20 300 images](figure:r/vues?rounded)", []),
        ("[moins de 20 300 images](figure:r/vues?rounded)", []),
        ("[au moins 20 000 images](figure:r/images?rounded)", []),
    ],
)
def test_what_may_stand_beside_a_figure_and_what_a_rounded_one_may_say(told: Told, text: str, rules: list[str]) -> None:
    """The period of a figure is part of it; another length of time, or a bound that it does not keep, is false."""
    assert [one.rule for one in told(misstated_figures, text, records=RECORDS)] == rules


def test_rounding_that_is_not_allowed_is_named(told: Told) -> None:
    (finding,) = told(misstated_figures, "[20 000 images](figure:r/vues)", records=RECORDS)
    assert finding.hint == "write the number in full, or allow rounding: figure:r/vues?rounded"


@pytest.mark.parametrize("known", [{"unread": {("r", "rapports")}}, {"unproven": {("r", "rapports")}}])
def test_what_rests_on_a_fault_is_not_told_again(told: Told, known: dict[str, set[tuple[str, str]]]) -> None:
    """One mistake gives one finding."""
    text = "[75 rapports](figure:r/rapports), [13 rapports par mois](figure:par-mois)"
    assert told(misstated_figures, text, records=RECORDS, front=DERIVED, **known) == []
    if "unproven" in known:
        assert told(misquoted_passages, "« [75 rapports](quote:r/rapports) »", records=RECORDS, **known) == []


# Quotations and law -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("« [L’Observatoire a reçu 74 rapports](quote:r/rapports) »", "fr"),
        ("[« a reçu 74 rapports »](quote:r/rapports)", "fr"),
        ("« [L’Observatoire a reçu 74 rapports […] contre 70](quote:r/rapports) »", "fr"),
        ("[](quote:r/rapports)", "fr"),
        ("“[received 74 reports](quote:r/rapports)”", "en"),
        ("« [74 rapports](quote:r/rapports) »", "en"),
    ],
)
def test_the_words_of_a_passage_are_left_alone(told: Told, text: str, lang: str) -> None:
    assert told(misquoted_passages, text, records=RECORDS, lang=lang) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("« [L’Observatoire a reçu 75 rapports](quote:r/rapports) »", "fr"),
        ("« [L’Observatoire n’a pas reçu 74 rapports](quote:r/rapports) »", "fr"),
        ("« [contre 70 […] 74 rapports](quote:r/rapports) »", "fr"),
        ("« [apport](quote:r/rapports) »", "fr"),
        ("“[received 75 reports](quote:r/rapports)”", "en"),
        ("« [received 74 reports](quote:r/rapports) »", "fr"),
        ("« [«  »](quote:r/rapports) »", "fr"),
        ("« [![74 rapports](a.png)](quote:r/rapports) »", "fr"),
    ],
)
def test_any_other_words_are_told(told: Told, text: str, lang: str) -> None:
    """Likeness never counts: one digit or one negation is a different sentence."""
    (finding,) = told(misquoted_passages, text, records=RECORDS, lang=lang)
    assert finding.rule == "quote-mismatch"


COPY = "copy the words, and mark a cut inside them with « […] »"


@pytest.mark.parametrize(
    ("text", "message", "words"),
    [
        ("« [L’Observatoire a reçu 75 rapports](quote:r/rapports) »",
         "these words are not in the passage « r/rapports », which says « L'Observatoire a reçu 74 rapports »", None),
        ("« [apport](quote:r/rapports) »",
         "these words are not in the passage « r/rapports »: it is cut inside the word « rapport »", None),
        ("« [Zut](quote:r/rapports) »", "these words are not in the passage « r/rapports »", None),
        ("« [L’Observatoire\na reçu 75 rapports](quote:r/rapports) »",
         "these words are not in the passage « r/rapports », which says « L'Observatoire a reçu 74 rapports »", "75"),
    ],
)  # fmt: skip
def test_a_wrong_quotation_is_told_with_the_words_of_the_passage(
    told: Told, at: At, text: str, message: str, words: str | None
) -> None:
    """Who sees both need not open the record; and the word to mend is on the line that is named."""
    (finding,) = found = told(misquoted_passages, text, records=RECORDS)
    assert (finding.message, finding.hint) == (message, COPY)
    assert at(found, "\n" * 7 + text)[0] == (words or text[2:-2])


def test_a_wrong_quotation_is_held_against_the_passage_before_its_translation(told: Told) -> None:
    """The words of the source come first: who compares the two languages would start from the wrong one."""
    record = (
        "type: report\ntitle: T\nlanguage: fr\npassages:\n  p:\n    exact: Alpha Beta compte 74 lacs.\n"
        "    translation: {en: {text: 'Alpha Beta has 74 lakes.', by: ours}}\n"
    )
    (finding,) = told(misquoted_passages, "“[Alpha Beta had 75](quote:s/p)”", records={"s": record}, lang="en")
    assert finding.message.endswith("which says « Alpha Beta compte »")


def test_the_words_of_a_long_passage_are_cut_in_the_middle(told: Told) -> None:
    """A message of a whole page would hide what it has to say."""
    words = " ".join(f"mot{number}" for number in range(1, 61))
    record = f'type: report\ntitle: T\nlanguage: fr\npassages:\n  p: {{exact: "{words}"}}\n'
    text = f"« [{words.replace('mot30 ', 'mont30 ')}](quote:s/p) »"
    (finding,) = told(misquoted_passages, text, records={"s": record})
    assert finding.message == (
        "these words are not in the passage « s/p », which says « mot1 mot2 mot3 mot4 mot5 mot6 mot7 mot8 mot9 "
        "mot10 mot11 mot12 mot13 mot14 mot15 … ot49 mot50 mot51 mot52 mot53 mot54 mot55 mot56 mot57 mot58 mot59 mot60 »"
    )


def test_the_hint_for_words_of_law_says_how_to_mark_a_reading(told: Told) -> None:
    (finding,) = told(misquoted_law, "« [Zut](law:c/12) »", records=RECORDS)
    assert (finding.message, finding.hint) == (
        "these words are not in article 12",
        f"{COPY}; where they are our own, add « ?reading »",
    )
    (finding,) = told(misquoted_law, "« [La tentative](law:c/12#1.3) »", records=RECORDS)
    assert finding.hint == "correct the number of the sentence"
    (finding,) = told(misquoted_law, "| A |\n|---|\n| 6 ans |\n\n: Peines {law=c/12}", records=RECORDS)
    assert finding.hint == "correct the number, or link it to what states it"


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("| 5 ans |\n|---|\n| mot |", 0),
        ("| 9 ans |\n|---|\n| mot |", 0),
        ("| A |\n|---|\n| 9 ans |", 1),
        ("| A |\n|---|\n| plus de 5 ans |", 0),
        ("| A |\n|---|\n| 60 mois |", 0),
        ("| A |\n|---|\n| 61 mois |", 1),
        ("| A |\n|---|\n| [alinéa](law:c/12#1?reading) 9 ans |", 1),
    ],
)
def test_penalties_of_a_table_are_read_in_its_article(told: Told, cells: str, count: int) -> None:
    """An age in the head of a table is no penalty; sixty months are five years."""
    assert len(told(misquoted_law, f"{cells}\n\n: Peines {{law=c/12}}", records=RECORDS)) == count


@pytest.mark.parametrize(
    "text",
    [
        "« [cinq ans d’emprisonnement](law:c/12#1.1) »",
        "« [La tentative est punie des mêmes peines.](law:c/12#1.2) »",
        "« [La tentative](law:c/12#1) », « [portées à 7 ans](law:c/12) »",
        "[puni de 9 ans](law:c/12#1?reading)",
        "[](law:c/12#1.2)",
        "| A | B |\n|---|---|\n| offrir (al. 2) | 5 ans, 75 000 € |\n| mineur de 15 ans | [74](figure:r/rapports) |\n"
        "| note | [9 ans]{.ours}, depuis 2021 |\n\n: Peines {law=c/12}",
        "| A |\n|---|\n| sept ans |\n\n: Peines {law=c/12#2}",
    ],
)
def test_the_words_of_the_law_are_left_alone(told: Told, text: str) -> None:
    assert told(misquoted_law, text, records=RECORDS) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("« [six ans d’emprisonnement](law:c/12#1.1) »", "these words are not in article 12, alinéa 1, sentence 1"),
        ("« [La tentative](law:c/12#1.1) »", "these words are not in article 12, alinéa 1, sentence 1"),
        ("« [La tentative](law:c/12#2) »", "these words are not in article 12, alinéa 2"),
        ("« [La détention](law:c/12) »", "these words are not in article 12"),
        ("« [La tentative](law:c/12#1.3) »", "article 12, alinéa 1 has no sentence 3: it has 2"),
        ("| A |\n|---|\n| 6 ans |\n\n: Peines {law=c/12}", "article 12, which covers this table, does not"),
        ("| A |\n|---|\n| 5 mois |\n\n: Peines {law=c/12}", "article 12, which covers this table, does not"),
        ("| A |\n|---|\n| 5 ans |\n\n: Peines {law=c/12#2}", "article 12, which covers this table, does not"),
        ("| A |\n|---|\n| 75 € |\n\n: Peines {law=c/12}", "article 12, which covers this table, does not state « 75 €"),
    ],
)
def test_other_words_and_numbers_than_the_article_has_are_told(told: Told, text: str, message: str) -> None:
    """A lawmaker who looks the article up would find the brief wrong."""
    (finding,) = told(misquoted_law, text, records=RECORDS)
    assert finding.rule == "law-mismatch"
    assert finding.message.startswith(message)


# Numbers without a source -------------------------------------------------------------------------

NEEDS_NONE = [
    "Depuis le 23 avril 2021, en 2024 et en mai 2023, à 12 h 30.",
    "L’article 227-23 (al. 1er), p. 12, n° 45, de la loi n° 2024-449 du 21 mai 2024.",
    "Les mineurs de 15 ans, de quinze à dix-sept ans, de moins de 18 ans.",
    "Le premier alinéa, la 2e phrase, au XXIe siècle.",
    "Trois options, deux avis défavorables, une phrase ; l’un et l’autre.",
    "Les 3 options et les 2 phrases.",
    "Il a reçu [74 rapports](figure:r/rapports) en six mois.",
    "Il a reçu 74 rapports [@r/rapports].",
    "En [neuf mois]{.ours}, `12 000` et [75 000 euros](law:c/12#1.1).",
    "F-½ est le nom d’un plan.",
    "GPT-4, le Covid-19, la 5G, https://example.org/2024/1234 et a12@example.org.",
    "1. Premier point\n2. Deuxième point",
    "## 1. Le problème",
    "## 1) Le problème",
    "Douze options, et deux avis sur [74 rapports](figure:r/rapports).",
    "Il y a eu [40 %](figure:r/part) d’affaires, puis 74 rapports [@r/rapports].",
    "Il faut appeler le 01 23 45 67 89.",
    "```\n5 000\n```\n\n---\n\nUn mot.",
    "Un rapport et une image, zéro rapport.",
    "| A |\n|---|\n| 5 ans |\n\n: Peines {law=c/12}",
    "::: wording\nLe fait est puni de trois ans d’emprisonnement et de 45 000 euros d’amende.\n:::",
    "[Article](https://example.org) 227-23, [article](law:c/12#1?reading) 12.",
]

NEEDS_ONE = [
    ("Il a reçu 74 rapports.", ["74"]),
    ("Il y a eu 12 000 affaires, soit 40 % du total.", ["12 000", "40 %"]),
    ("Deux rapports ont été publiés [@r/vues].", ["Deux"]),
    ("Une affaire sur cinq, deux tiers des cas, la moitié des mineurs.", None),
    ("Il a fallu 9 mois à [74 rapports](figure:r/rapports).", ["9"]),
    ("Il a reçu 75 rapports [@r/rapports].", ["75"]),
    ("Le nombre passe de [74](figure:r/rapports) à 80.", ["80"]),
    ("Vingt parlementaires et trois millions d’euros.", ["Vingt", "trois millions d’euros"]),
    ("## Les 74 rapports", ["74"]),
    ("- Un point\n- *Plus de **500** cas*", ["500"]),
    ("| A |\n|---|\n| 5 000 |\n\n: Peines de 9 000 cas", ["5 000", "9 000"]),
    ("Le texte vise 3 mineurs.", ["3"]),
    ("Ils sont 3.", ["3"]),
    ("12 000. C’est beaucoup.", ["12 000"]),
    ("Il a reçu [74 rapports](figure:r/rapports), et 70 avant.", ["70"]),
    ("> Une ligne\\\n> puis 500 cas ![](a.png)", ["500"]),
    ("::: wording\nLe fait est puni de trois ans.\n:::\n\nIl y a eu 500 cas.", ["500"]),
    ("F-½ est le plan de 500 lacs.", ["500"]),
    ("Entre deux et six mineurs sont venus.", ["deux et six"]),
    ("Deux pour cent des lacs ont gelé.", ["Deux pour cent"]),
]


@pytest.mark.parametrize("text", NEEDS_NONE)
def test_numbers_that_are_no_figures_are_left_alone(told: Told, text: str) -> None:
    """Dates, ages, articles and counts of the text itself need no source."""
    assert told(uncited_figures, text, records=RECORDS) == []


@pytest.mark.parametrize(("text", "words"), NEEDS_ONE)
def test_a_number_without_a_source_is_told_where_it_stands(
    told: Told, at: At, text: str, words: list[str] | None
) -> None:
    """The first question of a lawmaker's staff is where a number comes from."""
    found = told(uncited_figures, text, records=RECORDS)
    shifted = "\n" * 7 + text
    if words is None:
        assert len(found) == 3
    else:
        assert at(found, shifted) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Since 23 April 2021, under section 12, three options for under-15s aged 13 to 14.", []),
        ("It received [74 reports](figure:r/rapports) in six months.", []),
        ("One in five cases, half of the children, 1,200 files.", None),
        ("It received 75 reports [@r/rapports].", ["75"]),
        ("It received 74 reports [@r/rapports].", []),
    ],
)
def test_numbers_without_a_source_in_english(told: Told, at: At, text: str, words: list[str] | None) -> None:
    found = told(uncited_figures, text, records=RECORDS, lang="en")
    if words is None:
        assert len(found) == 3
    else:
        assert at(found, "\n" * 7 + text) == words


def test_a_number_of_the_translation_needs_no_other_source(told: Told) -> None:
    """The brief quotes what its reader can look up, in the language that it is written in."""
    record = (
        "type: report\ntitle: T\nlanguage: fr\npassages:\n  p:\n    exact: La moitié des cas.\n"
        "    translation: {en: {text: 'The rate is 50% of cases.', by: ours}}\n"
    )
    assert told(uncited_figures, "It is 50% of cases [@s/p].", records={"s": record}, lang="en") == []
    assert len(told(uncited_figures, "It is 51% of cases [@s/p].", records={"s": record}, lang="en")) == 1


def test_a_length_of_time_beside_a_figure_at_fault_is_left_alone(told: Told) -> None:
    """It may be the length of the period that has to be mended first."""
    text = "Il a reçu [74 rapports](figure:r/rapports) en neuf mois."
    assert told(uncited_figures, text, records=RECORDS, unread={("r", "rapports")}) == []
    assert len(told(uncited_figures, text, records=RECORDS)) == 1


def test_a_length_of_time_beside_a_period_that_cannot_be_read_is_left_alone(told: Told) -> None:
    """The period has a finding of its own: nobody knows yet how long it is."""

    def rule(case: Case) -> Iterable[Finding]:
        uses = {
            span: replace(use, figure=replace(use.figure, period=None)) if isinstance(use, FigureUse) else use
            for span, use in case.uses.items()
        }
        return uncited_figures(replace(case, uses=uses))

    assert told(rule, "Il a reçu [74 rapports](figure:r/rapports) en neuf mois.", records=RECORDS) == []
    assert len(told(rule, "Il a trouvé [40 %](figure:r/part) en neuf mois.", records=RECORDS)) == 1


def test_the_ask_and_titles_of_charts_are_read_too(told: Told) -> None:
    text = '::: {.chart #a figures="r/rapports r/part" title="Les 500 rapports de 2024"}\n:::\n'
    found = told(uncited_figures, text, records=RECORDS, ask="Que le Parlement vote 12 millions d’euros.")
    assert [(one.span.line, one.message) for one in found] == [
        (6, "« 12 millions d’euros » has no source"),
        (8, "« 500 » has no source"),
    ]
    assert {one.hint for one in found} == {"link it: [words](figure:id/name); your own number is marked [words]{.ours}"}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Les 500 rapports", ["500"]),
        ("Deux options, GPT-4 en 2024", []),
        ("Deux rapports de 2024", ["Deux"]),
    ],
)
def test_a_number_in_the_title_of_a_chart_is_underlined(told: Told, at: At, title: str, words: list[str]) -> None:
    """Titles are read first; a number in one is believed like any other."""
    text = f'::: {{.chart figures="r/rapports r/part" title="{title}"}}\n:::\n'
    found = told(uncited_figures, text, records=RECORDS)
    assert {one.rule for one in found} <= {"uncited-figure"}
    assert at(found, "\n" * 7 + text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Un délai de six mois [@r/mois].", []),
        ("Un délai de 180 jours [@r/mois].", ["180"]),
        ("Un délai de 48 heures [@r/mois].", ["48"]),
        ("Un délai de [](figure:r/mois), soit 9 mois.", ["9"]),
        ("Il a reçu [74 rapports](figure:r/rapports), puis, 6 mois après, rien.", []),
    ],
)
def test_a_length_of_time_is_accounted_for_by_what_the_sentence_cites(
    told: Told, at: At, text: str, words: list[str]
) -> None:
    assert at(told(uncited_figures, text, records=RECORDS), "\n" * 7 + text) == words
