"""Figures of a record against their passages: a wrong digit is told at its line, a right one never."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from plaidoyer.checks.amounts import is_rounding
from plaidoyer.checks.dates import covers
from plaidoyer.checks.figures import unread_figures
from plaidoyer.checks.translations import mistranslated
from plaidoyer.records.dates import parse_period
from plaidoyer.records.source_reader import read_source

Faults = Callable[..., list[tuple[str, int, str]]]

RECORD = """type: report
title: Rapport
language: {lang}
issued: 2025
passages:
  p:
    exact: "{exact}"
figures:
  f:
    {value}
    unit: {unit}
{more}    passage: p
"""
IMAGES = "{fr: {one: image, other: images}, en: {one: image, other: images}}"
REPORTS = "{fr: {one: rapport, other: rapports}, en: {one: report, other: reports}}"
CASES = "{fr: {one: affaire, other: affaires}, en: {one: case, other: cases}}"


def record(exact: str, value: str, unit: str, lang: str = "fr", **more: str) -> str:
    """A record of one passage and one figure; the figure's value is on line 10, its unit on line 11."""
    if not value.startswith("low"):
        value = f"value: {value}"
    lines = "".join(f"    {name}: {what}\n" for name, what in more.items())
    return RECORD.format(lang=lang, exact=exact, value=value.replace(", ", "\n    "), unit=unit, more=lines)


READ = [
    record("plus de 20.000 images ont été publiées", "20000", IMAGES, qualifier="more than"),
    record("En 2023, 2 562 nouvelles images.", "2562", IMAGES, period="2023"),
    record("Plus d'un million d'images circulent.", "1000000", IMAGES, qualifier="more than"),
    record("1,2 million d’images", "1200000", IMAGES),
    record("vingt mille images", "20000", IMAGES),
    record("L'organisme a reçu 70 rapports en 2023, et 74 en 2024.", "74", REPORTS, period="2024"),
    record("Rapports reçus : 1 240.", "1240", REPORTS),
    record("Le nombre de rapports a bondi à 74 cette année.", "74", REPORTS),
    record("40 % des affaires", "40", '"%"'),
    record("quarante pour cent des affaires", "40", '"%"'),
    record("puni de 75 000 euros d'amende", "75000", "EUR"),
    record("une moyenne de 6 mois d'attente", "6", "{fr: {one: mois, other: mois}}"),
    record("entre 5 et 10 affaires par an", "low: 5, high: 10", CASES),
    record("12,3 rapports par mois", "12.3", "{fr: {one: rapport par mois, other: rapports par mois}}"),
    record("2,562 images were assessed, and 416 assessed as criminal prohibited images.", "416", IMAGES, "en"),
    record("20,254 AI-generated images were found", "20254", IMAGES, "en"),
    record("more than 1,000 suspected cases", "1000", CASES, "en", qualifier="more than"),
    record("Reports rose from 70 to 74 between April and the end of September 2024.", "74", REPORTS, "en",
           period="2024-04/2024-09"),
    record("entre avril et fin septembre 2024, 74 rapports", "74", REPORTS, period="2024-04/2024-09"),
    record("Depuis 2020, 74 rapports", "74", REPORTS, period="2020/2024"),
    record("Au premier semestre 2024, 74 rapports", "74", REPORTS, period="2024-01/2024-06"),
    record("74 rapports", "74", REPORTS, period="2024"),
    record("74 rapports", "74", "{en: {one: report, other: reports}}"),
    record("74 rapports de 2024, IA comprise", "74", REPORTS, of="{fr: reçus en 2024}", caveat="{fr: publié en 2025}"),
]  # fmt: skip

UNREAD = [
    (record("plus de 20.000 images", "30000", IMAGES, qualifier="more than"), 10, "30000"),
    (record("plus de 20.000 images", "20000", IMAGES), 9, "f"),
    (record("20.000 images", "20000", IMAGES, qualifier="more than"), 12, "more than"),
    (record("Dans 40 affaires, des images ont été trouvées.", "40", IMAGES), 11, IMAGES),
    (record("Dans 40 affaires impliquant des images.", "40", IMAGES), 11, IMAGES),
    (record("40 affaires.", "40", '"%"'), 11, '"%"'),
    (record("40 % des affaires.", "40", CASES), 11, CASES),
    (record("40 dollars", "40", "EUR"), 11, "EUR"),
    (record("In 40 cases linked to images.", "40", IMAGES, "en"), 11, IMAGES),
    (record("40 cases involving images", "40", IMAGES, "en"), 11, IMAGES),
    (record("En 2024, elle en avait reçu 1 860.", "1860", REPORTS), 11, REPORTS),
    (record("En 2024, des rapports.", "2024", REPORTS), 10, "2024"),
    (record("Un mineur de 15 ans, des rapports.", "15", REPORTS), 10, "15"),
    (record("L'article 227 et des rapports.", "227", REPORTS), 10, "227"),
    (record("6 semaines d'attente", "6", "{fr: {one: mois, other: mois}}"), 10, "6"),
    (record("1 affaire", "1", IMAGES), 11, IMAGES),
    (record("entre 5 et 10 affaires", "low: 5, high: 11", CASES), 11, "11"),
    (record("entre 5 et 10 affaires", "low: 6, high: 10", CASES), 10, "6"),
    (record("entre 5 et 10 affaires", "10", CASES), 10, "10"),
    (record("entre avril et fin septembre 2024, 74 rapports", "74", REPORTS, period="2024-04/2024-08"), 12,
     "2024-04/2024-08"),
    (record("En 2024, 74 rapports", "74", REPORTS, period="2023"), 12, "2023"),
    (record("En mars 2024, 74 rapports", "74", REPORTS, period="2024-04"), 12, "2024-04"),
    (record("74 rapports", "74", REPORTS, of="{fr: dont 12 en ligne}"), 12, "{fr: dont 12 en ligne}"),
    (record("74 rapports", "74", REPORTS, caveat="{fr: série rompue en 2019}"), 12, "{fr: série rompue en 2019}"),
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_a_figure_that_stands_in_its_passage_is_left_alone(faults: Faults, text: str) -> None:
    """An advocate who is told nonsense stops listening."""
    assert faults(text) == []


@pytest.mark.parametrize(("text", "line", "words"), UNREAD)
def test_a_figure_that_its_passage_does_not_state_is_told_at_its_line(
    faults: Faults, text: str, line: int, words: str
) -> None:
    """A lawmaker would be given a number that nobody said."""
    assert faults(text) == [("figure-not-in-passage", line, words)]


SAID = [
    (record("70 rapports, puis 74", "75", REPORTS),
     "the figure « f » is 75, and its passage « p » states « 70 », « 74 »",
     "correct the value, or name the passage that states it"),
    (record("1 240 rapports, puis 70, 71, 72, 73, 74, 76", "75", REPORTS),
     "the figure « f » is 75, and its passage « p » states « 1 240 », « 70 », « 71 », « 72 », « 73 »",
     "correct the value, or name the passage that states it"),
    (record("Des rapports.", "75", REPORTS),
     "the figure « f » is 75, and its passage « p » states no number",
     "correct the value, or name the passage that states it"),
    (record("entre 5 et 10 affaires", "low: 5, high: 11", CASES),
     "the figure « f » is 5 to 11, and its passage « p » states « 5 et 10 »",
     "correct the value, or name the passage that states it"),
    (record("Dans 40 affaires, des images.", "40", IMAGES),
     "the unit of « f » is « image / images », and its passage « p » states « 40 » of « affaires »",
     "give the unit the name that the passage uses, or name the passage that states it"),
    (record("1 240.", "1240", "{fr: {one: nouveau rapport, other: nouveaux rapports}}"),
     "the unit of « f » is « nouveau rapport / nouveaux rapports », and its passage « p » states « 1 240 »",
     "give the unit the name that the passage uses, or name the passage that states it"),
    (record("40 % des affaires.", "40", CASES),
     "the unit of « f » is « affaire / affaires », and its passage « p » states « 40 % »",
     "give the unit the name that the passage uses, or name the passage that states it"),
    (record("40 % d’affaires", "40", "EUR"),
     "the unit of « f » is « EUR », and its passage « p » states « 40 % »",
     "give the unit the name that the passage uses, or name the passage that states it"),
    (record("40 affaires.", "40", '"%"'),
     "the unit of « f » is « % », and its passage « p » states « 40 » of « affaires »",
     "give the unit the name that the passage uses, or name the passage that states it"),
    (record("plus de 20.000 images", "20000", IMAGES),
     "the qualifier of « f » is « exactly »; the passage « p » states « plus de 20.000 », that is « more than »",
     "write « qualifier: more than »"),
    (record("20.000 images", "20000", IMAGES, qualifier="more than"),
     "the qualifier of « f » is « more than »; the passage « p » states « 20.000 », that is « exactly »",
     "write « qualifier: exactly », or leave it out"),
    (record("En mars 2024, 74 rapports", "74", REPORTS, period="2024-04"),
     "the period of « f » is 2024-04; the passage « p » names « mars 2024 »",
     "correct the period, leave it out, or name the passage that states it"),
    (record("74 rapports", "74", REPORTS, of="{fr: dont 12 en ligne}"),
     "« of » of « f » says « 12 », which its passage « p » does not state",
     "correct the number, or leave it out"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), SAID)
def test_the_message_says_what_the_passage_states_and_how_to_mend_it(text: str, message: str, hint: str) -> None:
    source, _ = read_source(text, "sources/s.yaml", "s")
    assert source
    ((name, finding),) = unread_figures(source, frozenset())
    assert (name, finding.message, finding.hint) == ("f", message, hint)


def test_a_fault_of_what_a_record_does_not_write_is_told_at_the_figure() -> None:
    """A figure made by the program has no lines of its own for its fields: a finding stands at it all the same."""
    for text, *_ in SAID:
        source, _ = read_source(text, "sources/s.yaml", "s")
        assert source
        figure = source.figures["f"]
        bare = replace(source, figures={"f": replace(figure, places={})})
        ((_, finding),) = unread_figures(bare, frozenset())
        assert finding.span == figure.span


@pytest.mark.parametrize(
    ("period", "exact", "named"),
    [
        ("2024-04-02/2024-09-29", "entre avril et fin septembre 2024, 74 rapports", True),
        ("2023-04/2024-09", "entre avril et fin septembre 2024, 74 rapports", False),
        ("2024-04/2025-09", "entre avril et fin septembre 2024, 74 rapports", False),
        ("2024-05/2024-09", "entre avril et fin septembre 2024, 74 rapports", False),
        ("2024-04-30", "En avril 2024, 74 rapports", True),
        ("2024-04-01", "En avril 2024, 74 rapports", True),
        ("2024-03-31/2024-04-30", "En avril 2024, 74 rapports", False),
    ],
)
def test_a_period_agrees_with_dates_said_in_less_detail(faults: Faults, period: str, exact: str, named: bool) -> None:
    """A period of another year would put a number where it does not belong."""
    assert (faults(record(exact, "74", REPORTS, period=period)) == []) is named


@pytest.mark.parametrize(
    ("period", "date", "covered"),
    [
        ("2024-01/2024-06", "2024-01", True),
        ("2024-01/2024-06", "2024-06", True),
        ("2024-01/2024-06", "2024", True),
        ("2024-07/2024-12", "2024", True),
        ("2024-01/2024-06", "2023", False),
        ("2024-01/2024-06", "2024-06/2024-07", False),
    ],
)
def test_a_date_beside_a_figure_lies_in_its_period_or_holds_it(period: str, date: str, covered: bool) -> None:
    """« en 2024 » is said rightly of the first half of that year, and « en 2023 » is not."""
    said = parse_period(date)
    dates = (said.start,) if said.start == said.end else (said.start, said.end)
    assert covers(parse_period(period), dates) is covered


def test_one_mistake_gives_one_finding(faults: Faults) -> None:
    """A passage that is not in its capture is reported there, not at each of its figures again."""
    assert faults(UNREAD[0][0], {"p"}) == []
    assert faults(TRANSLATED.replace("70 reports", "71 reports"), {"p"}) == []


TRANSLATED = """type: report
title: Rapport
language: fr
passages:
  p:
    exact: >-
      L'organisme, qui avait reçu 70 rapports entre avril 2023 et mars 2024, en a reçu 74 en six mois,
      soit 40 % de plus, selon l'article 227-23.
    say: 40 % de plus
    translation:
      en:
        text: >-
          The organisation, which had received 70 reports between April 2023 and March 2024, has received 74
          in six months, that is 40% more, under article 227-23.
        by: ours
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("70 reports", "71 reports", 13, "71"),
        ("40% more", "45% more", 14, "45%"),
        ("April 2023", "April 2022", 13, "2022"),
        ("six months", "eight months", 14, "eight"),
        ("under article 227-23", "under article 227-24", 14, "227-24"),
        ("that is 40% more, ", "", 13, "The organisation, which had received 70 reports between April 2023 and March"),
    ],
)
def test_a_number_changed_in_translation_is_told_where_it_stands(
    faults: Faults, before: str, after: str, line: int, words: str
) -> None:
    """A reader of the translation would be told another figure than the source gives."""
    ((rule, found, at),) = faults(TRANSLATED.replace(before, after))
    assert (rule, found) == ("translation-mismatch", line)
    assert at.startswith(words) or words in at


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("70 reports", "71 reports", "the translation of « p » states « 71 »; its passage states « 70 » there"),
        ("received 74", "received 74 and 75", "the translation of « p » states « 75 »; its passage does not"),
        ("40% more", "40% more, in 8 lakes", "the translation of « p » states « 8 »; its passage does not"),
        ("70 reports between April 2023", "reports between April",
         "the translation of « p » in « en » leaves out « 70 », « avril 2023 et mars 2024 »"),
    ],
)  # fmt: skip
def test_a_wrong_translation_is_told_with_both_numbers(before: str, after: str, message: str) -> None:
    source, _ = read_source(TRANSLATED.replace(before, after), "sources/s.yaml", "s")
    assert source
    ((name, finding),) = mistranslated(source, frozenset())
    assert (name, finding.message, finding.hint) == ("p", message, "correct the number in the translation")


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (None, None),
        ("L'une de deux lois.", "One of the two laws."),
        ("Les deux ont augmenté.", "Both have risen."),
        ("en l'espace d'un mois, plus de 20.000 images", "in the space of just one month, more than 20,000 images"),
        ("1,5 million d'euros", "€1.5 million"),
        ("le 29 octobre 2024", "on 29 October 2024"),
    ],
)
def test_a_faithful_translation_is_left_alone(faults: Faults, exact: str | None, text: str | None) -> None:
    made = TRANSLATED
    if exact:
        made = f'type: report\ntitle: R\nlanguage: fr\npassages:\n  p:\n    exact: "{exact}"\n'
        made += f'    translation: {{en: {{text: "{text}", by: ours}}}}\n'
    assert faults(made) == []


def test_a_translation_may_render_the_part_that_is_printed(faults: Faults) -> None:
    text = TRANSLATED[: TRANSLATED.index("        text:")] + "        text: 40% more\n        by: ours\n"
    assert faults(text) == []
    assert faults(text.replace("40%", "41%")) == [("translation-mismatch", 12, "41%")]


@pytest.mark.parametrize(
    ("shown", "true", "is_one"),
    [("21000", "20500", True), ("20000", "20500", True), ("20500", "20500", True), ("20000", "25000", False)],
)
def test_a_half_is_rounded_up(shown: str, true: str, is_one: bool) -> None:
    """20 500 is « 21 000 » to every reader; arithmetic of banks would make it 20 000."""
    assert is_rounding(Decimal(shown), Decimal(1), Decimal(true)) is is_one


REFERENCE = Path(__file__).parents[2] / "sources"


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_figure_of_the_reference_campaign_stands_in_its_passage(path: Path, faults: Faults) -> None:
    source, _ = read_source(path.read_text(encoding="utf-8"), f"sources/{path.name}", path.stem)
    assert source
    assert [*unread_figures(source, frozenset()), *mistranslated(source, frozenset())] == []
