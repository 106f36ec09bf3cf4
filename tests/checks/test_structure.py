"""Rules about what a brief is made of, each on the smallest brief that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plaidoyer.checks.case import Case
from plaidoyer.checks.structure import invalid_charts, missing_parts, missing_translations
from plaidoyer.diagnostics import Finding

HEAD = """---
title: Titre
template: one-pager
lang: {lang}
date: 2026-11-24
version: 1
ask: Que le Parlement agisse.
contact: a@example.org
transparency: Rien.
---

"""
PERIODS = """type: report
title: Périodes
language: fr
passages: {p: {exact: "10 et 20"}}
figures:
  semaine: {value: 10, unit: "%", period: 2025-01-01/2025-01-07, passage: p}
  mois: {value: 20, unit: "%", period: 2025-01, passage: p}
  fevrier: {value: 20, unit: "%", period: 2025-02, passage: p}
"""
# What a sentence says of its evidence has tests of its own; here it is only there to be counted, drawn or translated.
ASIDE = ("layout-unchecked", "unreviewed-claim", "secondary-source", "unattributed-estimate")


@pytest.fixture
def findings(small: Path, plaidoyer: Callable[..., Any]) -> Callable[..., set[tuple[str, int]]]:
    """``findings("text")``: the rules that a brief of that text breaks, each with its line in the text."""
    (small / "sources/periodes.yaml").write_text(PERIODS, encoding="utf-8")

    def check(text: str, lang: str = "fr") -> set[tuple[str, int]]:
        head = HEAD.format(lang=lang)
        brief = small / "briefs/texte/brief.md"
        brief.parent.mkdir(exist_ok=True)
        brief.write_text(head + text, encoding="utf-8")
        found = plaidoyer(small, "check", "texte", "--format", "json").json["findings"]
        own = (one for one in found if one["file"] == "briefs/texte/brief.md" and one["rule"] not in ASIDE)
        return {(one["rule"], one["line"] - head.count("\n")) for one in own}

    return check


CASES = [
    ("::: chart\n:::\n", {("invalid-chart", 1)}),
    ('::: {.chart figures=""}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.chart figures="rapport-2025/agents"}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.chart figures="rapport-2025/part rapport-2025/cout"}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.chart figures="rapport-2025/part" per=week}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.chart figures="periodes/semaine periodes/mois"}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.chart figures="periodes/mois periodes/fevrier"}\n:::\n', set()),
    ('::: {.chart figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" per=year}\n:::\n', set()),
    ('::: {.key-figure figure="rapport-2025/part rapport-2025/cout"}\n:::\n', {("invalid-chart", 1)}),
    ('::: {.key-figure figure="rapport-2025/prt"}\n:::\n', {("unknown-figure", 1)}),
    ("## A\n\n#### B\n", {("heading-skip", 3)}),
    ("# A\n", {("heading-skip", 1)}),
    ("## A {#a}\n\n[](#b) [](#a)\n", {("unknown-reference", 3)}),
    ("Un fait [@rapport-2025; @rapport-2025/part].\n\nUn autre [@rapport-2025].\n", {("citation-without-passage", 3)}),
    ("![Un lac](../../../../etc/hostname)\n", {("missing-image", 1)}),
    ("![Un lac](brief.md)\n", {("missing-image", 1)}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_rule_sees_its_fault_and_nothing_else(
    findings: Callable[..., set[tuple[str, int]]], text: str, expected: set[tuple[str, int]]
) -> None:
    assert findings(text) == expected


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("It says [](quote:rapport-2025/part).\n", {"missing-translation"}),
        ("It says [](quote:rapport-2025/cout).\n", set()),
        ("It says [40 % des lacs](quote:rapport-2025/part).\n", set()),
        ("There are [](figure:rapport-2025/agents).\n", set()),
    ],
)
def test_what_has_no_words_in_the_language_is_found(
    findings: Callable[..., set[tuple[str, int]]], text: str, rules: set[str]
) -> None:
    """A French unit in an English brief would look like a slip of the pen."""
    assert {rule for rule, _ in findings(text, "en")} == rules


def test_what_a_template_requires_is_asked_for(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(text.replace("{#law}", "{#droit}").replace("contact: lacs@example.org\n", ""), encoding="utf-8")
    found = plaidoyer(small, "check", "note", "--format", "json").json["findings"]
    said = {one["rule"]: one["message"] for one in found}
    assert "« law »" in said["missing-part"]
    assert "« contact »" in said["missing-field"]


CHANGES = """type: report
title: Variations
language: fr
passages: {p: {exact: "-3, 0, 8 et de 5 à 10"}}
figures:
  baisse: {value: -3, unit: "%", passage: p}
  rien: {value: 0, unit: "%", passage: p}
  hausse: {value: 8, unit: "%", passage: p}
  entre: {low: 5, high: 10, unit: "%", passage: p}
  foyers:
    value: 8
    unit: {en: {one: household, other: households}}
    passage: p
"""
DERIVED = """derived:
  ecart: {inputs: {a: v/baisse, b: v/hausse}, formula: a - b, unit: "%"}
  somme: {inputs: {a: v/baisse, b: v/hausse}, formula: a + b, unit: "%"}
  moitie: {inputs: {a: v/hausse}, formula: a / 2, unit: {en: {one: household, other: households}}}
"""


def _told(findings: Iterable[Finding], text: str, at: Callable[..., list[str]]) -> list[tuple[str, str, str]]:
    """The words that each finding underlines, its message and its hint."""
    found = list(findings)
    lines = "\n" * (found[0].span.line - 1) + text if found else text
    return [(words, one.message, one.hint) for words, one in zip(at(found, lines), found, strict=True)]


def test_what_no_bar_can_show_is_refused(told: Callable[..., list[Finding]], at: Callable[..., list[str]]) -> None:
    """A negative figure would be drawn as a bar of no length, and a range as one of an invented length."""
    text = '::: {.chart figures="v/baisse v/rien v/hausse v/entre ecart somme"}'
    found = told(invalid_charts, text + "\n:::\n", records={"v": CHANGES}, front=DERIVED)
    negative = "bars start from zero: a negative figure cannot be drawn"
    assert _told(found, text, at) == [
        ("v/baisse", negative, "state it in the text instead"),
        ("v/entre", "a range cannot be drawn as a bar", "state it in the text instead"),
        ("ecart", negative, "state it in the text instead"),
    ]


def test_a_key_figure_may_be_negative_or_a_range(told: Callable[..., list[Finding]]) -> None:
    """It is written, not drawn: an advocate may show a fall."""
    text = "".join(f'::: {{.key-figure figure="{name}"}}\n:::\n' for name in ("v/baisse", "v/entre", "ecart"))
    assert told(invalid_charts, text, records={"v": CHANGES}, front=DERIVED) == []


def test_figures_of_two_units_share_no_axis(told: Callable[..., list[Finding]], at: Callable[..., list[str]]) -> None:
    """A derived figure's unit counts as a record's does: bars of households and of per cent cannot be compared."""
    text = '::: {.chart figures="v/hausse moitie"}'
    found = told(invalid_charts, text + "\n:::\n", records={"v": CHANGES}, front=DERIVED)
    assert _told(found, text, at) == [
        ("v/hausse moitie", "the figures of this chart have different units", "draw one chart for each unit")
    ]
    same = '::: {.chart figures="v/foyers moitie"}\n:::\n'
    assert told(invalid_charts, same, records={"v": CHANGES}, front=DERIVED) == []


def test_a_unit_without_words_is_shown_where_it_is_to_be_mended(
    told: Callable[..., list[Finding]], at: Callable[..., list[str]]
) -> None:
    """An English unit would be printed in a French brief; words of the author's own need none."""
    text = (
        "Il y a [](figure:v/foyers), dont [](figure:moitie); soit [huit foyers](figure:v/foyers), [](figure:v/hausse)."
    )
    found = told(missing_translations, text, records={"v": CHANGES}, front=DERIVED)
    assert _told(found, text, at) == [
        (
            "[](figure:v/foyers)",
            "« unit » of the figure « v/foyers » has no words in « fr », which this link prints",
            "add « fr: … » at sources/v.yaml:12",
        ),
        (
            "[](figure:moitie)",
            "« unit » of the derived figure « moitie » has no words in « fr », which this link prints",
            "add « fr: … » at briefs/b/brief.md:9",
        ),
    ]


def test_a_quotation_to_be_filled_in_needs_words_in_the_language_of_the_brief(
    told: Callable[..., list[Finding]], at: Callable[..., list[str]]
) -> None:
    """A French sentence would stand in an English brief; one whose language nobody wrote down is taken as it is."""
    text = "Un mot : [](quote:v/p), et [un autre](quote:v/p)."
    assert told(missing_translations, text, records={"v": CHANGES}) == []
    found = told(missing_translations, text, records={"v": CHANGES}, lang="en")
    message = "the passage « v/p » has no words in « en », which this link prints"
    assert _told(found, text, at) == [("[](quote:v/p)", message, "add « en: … » at sources/v.yaml:4")]
    unsaid = CHANGES.replace("language: fr\n", "")
    assert told(missing_translations, text, records={"v": unsaid}, lang="en") == []


def test_a_chart_at_fault_is_told_how_to_mend_it(
    told: Callable[..., list[Finding]], at: Callable[..., list[str]]
) -> None:
    """Who draws a week beside a month, or nothing, is to learn what to write instead."""
    text = '::: {.chart figures="v/semaine v/mois"}'
    assert _told(told(invalid_charts, text + "\n:::\n", records={"v": PERIODS}), text, at) == [
        (
            "v/semaine v/mois",
            "the periods of these figures differ in length, and are not of whole months",
            "draw figures of equal periods, or state them in the text",
        )
    ]
    (empty,) = told(invalid_charts, "::: chart\n:::\n", records={})
    assert (empty.message, empty.hint) == (
        "« chart » names no figure",
        'write ::: {.chart figures="id/name"}',
    )


def test_a_part_that_a_template_requires_is_named_with_what_would_do(told: Callable[..., list[Finding]]) -> None:
    """A brief without its key messages would be set all the same, and nobody would know what was left out."""

    def asked(text: str) -> list[tuple[str, str, int, str]]:
        def rule(case: Case) -> Iterable[Finding]:
            parts = (("key-messages",), ("objection", "recommended"))
            return missing_parts(replace(case, template=replace(case.template, parts=parts)))

        return [(one.rule, one.message, one.span.line, one.hint) for one in told(rule, text, records={})]

    either = (
        "missing-part",
        "the template « t » requires the part « objection » or « recommended »",
        1,
        "add « ::: objection » … « ::: »",
    )
    messages = (
        "missing-part",
        "the template « t » requires the part « key-messages »",
        1,
        "add « ::: key-messages » … « ::: »",
    )
    assert asked("Un mot.\n") == [messages, either]
    assert asked("::: key-messages\n- Un.\n:::\n") == [either]
    assert asked("::: key-messages\n- Un.\n:::\n\n> ::: recommended\n> Deux.\n> :::\n") == []


def test_reasons_of_an_amendment_refer_to_nothing_of_the_brief(
    small: Path, plaidoyer: Callable[..., Any], findings: Callable[..., set[tuple[str, int]]]
) -> None:
    """They are tabled on their own: a deputy would be sent to a section that is not there."""
    write = (small / "briefs/texte/amendment.yaml").write_text
    assert findings("## A {#a}\n") == set()
    write("form: loi\nchanges: []\nrationale: Voir [plus haut](#a).\n", encoding="utf-8")
    found = plaidoyer(small, "check", "texte", "--format", "json").json["findings"]
    at = [(one["line"], one["column"]) for one in found if one["rule"] == "unknown-reference"]
    assert at == [(3, 17)]
