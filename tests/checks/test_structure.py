"""Rules about what a brief is made of, each on the smallest brief that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
ASIDE = ("layout-unchecked", "secondary-source", "unattributed-estimate")


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
