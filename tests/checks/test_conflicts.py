"""One fact with two values: found across the briefs of a campaign, and not where both may be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from msgspec import convert, to_builtins
from msgspec.structs import replace

from plaidoyer.checks.case import Case
from plaidoyer.checks.conflicts import conflicting, stated_in
from plaidoyer.checks.stated import Stated
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import claims_of
from plaidoyer.evidence.uses import resolve
from plaidoyer.records.campaign import read_campaign
from plaidoyer.records.sources import Localised
from plaidoyer.records.templates import Template

HEAD = """---
title: Titre
template: one-pager
lang: {lang}
date: 2026-11-24
version: 1
ask: Que le Parlement agisse.
contact: a@example.org
{front}---

"""
RECORD = """type: report
title: Comptes
language: fr
passages: {{p: {{exact: "Des nombres."}}}}
figures:
  un: {one}
  deux: {two}
"""
FIRST = HEAD.count("\n") + 1


def found_in(cases: Iterable[Case]) -> Iterator[Finding]:
    """What is found in what the briefs state, kept between as a build keeps it."""
    stated = [one for case in cases for one in stated_in(case)]
    return conflicting(convert(to_builtins(stated), list[Stated]))


TEMPLATE = Template("t", Path(), "t", Localised({}), (), (), (), 1, 1, "call", "", Span("t"))
LAKES = "of: {fr: des lacs touchés, en: of lakes affected}, period: 2024, passage: p"
COUNT = "unit: {fr: {one: lac, other: lacs}, en: {one: lake, other: lakes}}, " + LAKES

Find = Callable[..., list[Finding]]


@pytest.fixture
def cases(small: Path) -> Callable[..., Sequence[Case]]:
    """Briefs « a », « b » … of these texts, over a record with the figures « un » and « deux »."""

    def make(
        *texts: str,
        one: str = "{value: 1, unit: '%', passage: p}",
        two: str = "",
        langs: str = "fr fr fr",
        front: str = "",
    ) -> Sequence[Case]:
        record = RECORD.format(one=one, two=two or one)
        (small / "sources/comptes.yaml").write_text(record, encoding="utf-8")
        slugs = "abc"[: len(texts)]
        fronts = front.split("---") if "---" in front else [front] * len(texts)
        for slug, text, lang, its in zip(slugs, texts, langs.split(), fronts, strict=False):
            folder = small / "briefs" / slug
            folder.mkdir()
            (folder / "brief.md").write_text(HEAD.format(lang=lang, front=its) + text, encoding="utf-8")
        campaign = read_campaign(small, Config())
        assert not campaign.findings
        made = []
        for brief in (campaign.briefs[slug] for slug in slugs):
            claims = claims_of(brief)
            resolved = resolve(brief, claims, campaign.sources, frozenset())
            assert not resolved.findings
            made.append(Case(brief, TEMPLATE, claims, resolved.uses, small, small))
        return made

    return make


@pytest.fixture
def find(cases: Callable[..., Sequence[Case]]) -> Find:
    """The findings of ``cases(…)``, each of the right rule."""

    def made(*texts: str, **given: str) -> list[Finding]:
        found = list(found_in(cases(*texts, **given)))
        assert {each.rule for each in found} <= {"conflicting-figures"}
        return found

    return made


ONE, TWO = "Il y en a [](figure:comptes/un) [@comptes/p].\n", "Il y en a [](figure:comptes/deux).\n"


def test_two_figures_of_one_fact_are_found_at_the_later_brief(find: Find) -> None:
    """The reader of both briefs sees 70 lakes here and 72 there."""
    (found,) = find(ONE, "Un mot.\n\n" + TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    assert (found.span.file, found.span.line, found.span.column) == ("briefs/b/brief.md", FIRST + 2, 11)
    for words in ("« 72 lacs »", "« 70 lacs »", f"« a », briefs/a/brief.md:{FIRST}"):
        assert words in found.message
    assert "period" in found.hint


def test_two_languages_are_compared_too(find: Find) -> None:
    """The French brief and its English sister are read by the same people."""
    two = f"{{value: 72, {COUNT}}}".replace("fr: des lacs touchés, ", "")
    (found,) = find(ONE, "There are [](figure:comptes/deux).\n", one=f"{{value: 70, {COUNT}}}", two=two, langs="fr en")
    assert "« 72 lakes » and « 70 lacs »" in found.message


def test_one_brief_may_contradict_itself(find: Find) -> None:
    (found,) = find(ONE + "\n" + TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    assert (found.span.line, f"(line {FIRST})" in found.message) == (FIRST + 2, True)


def test_a_pair_is_reported_once_in_each_later_brief(find: Find) -> None:
    """Not once for every sentence: a warning that repeats itself is turned off."""
    twice = TWO + "\n" + TWO
    found = find(ONE + "\n" + ONE, twice, twice, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    assert [(each.span.file, each.span.line) for each in found] == [
        ("briefs/b/brief.md", FIRST),
        ("briefs/c/brief.md", FIRST),
    ]


def test_charts_and_key_figures_state_facts_too(find: Find) -> None:
    drawn = '::: {.key-figure figure="comptes/un"}\n:::\n'
    (found,) = find(drawn, TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    assert f"briefs/a/brief.md:{FIRST}" in found.message


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (COUNT.replace("2024", "2025"), "another period"),
        (COUNT.replace("period: 2024, ", ""), "no period"),
        (COUNT.replace("touchés", "sauvés").replace("affected", "saved"), "another fact"),
        (COUNT.replace("lac,", "mare,").replace("lacs}", "mares}").replace("lake", "pond"), "another unit"),
        (COUNT.replace("of: {fr: des lacs touchés, en: of lakes affected}, ", ""), "nothing said of what it counts"),
        (COUNT + ", kind: forecast", "a forecast"),
        ("unit: '%', " + LAKES, "a share"),
    ],
)
def test_what_differs_in_anything_is_another_fact(find: Find, other: str, reason: str) -> None:
    assert find(ONE, TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {other}}}") == [], reason


def test_signs_and_capitals_make_no_other_fact(find: Find) -> None:
    """« l’IWF » and « l'IWF » are one."""
    other = COUNT.replace("des lacs touchés", '"Des  lacs, touchés."')
    assert len(find(ONE, TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {other}}}")) == 1
    # « +5 % » of something and « 5 % » of it would be, and stay apart


def test_an_estimate_is_held_against_a_count(find: Find) -> None:
    two = f"{{value: 90, kind: estimate, {COUNT}}}"
    assert len(find(ONE, TWO, one=f"{{value: 70, {COUNT}}}", two=two)) == 1


AGREE = [
    ("value: 20254", "value: 20000, qualifier: more than", True),
    ("value: 20254", "value: 20254, qualifier: at least", True),
    ("value: 20254", "value: 20254, qualifier: more than", False),
    ("value: 20254", "value: 30000, qualifier: more than", False),
    ("value: 20254", "value: 30000, qualifier: less than", True),
    ("value: 20254", "value: 20254, qualifier: at most", True),
    ("value: 20254", "value: 20000, qualifier: less than", False),
    ("value: 20000, qualifier: more than", "value: 30000, qualifier: more than", True),
    ("value: 20000, qualifier: more than", "value: 20000, qualifier: less than", False),
    ("value: 20000, qualifier: at least", "value: 20000, qualifier: at most", True),
    ("value: 20254", "value: 20000, qualifier: about", True),
    ("value: 20254", "value: 22000, qualifier: about", False),
    ("value: 20254", "value: 15000, qualifier: about", False),
    ("value: 20000, qualifier: about", "value: 22000, qualifier: about", True),
    ("value: -20, qualifier: about", "value: -21", True),
    ("value: 7", "low: 5, high: 10", True),
    ("value: 11", "low: 5, high: 10", False),
    ("low: 9, high: 12", "low: 5, high: 10", True),
    ("value: 12.34", "value: 12", True),
    ("value: 12.34", "value: 12.3", True),
    ("value: 12.5", "value: 13", True),
    ("value: 12.34", "value: 12.4", False),
    ("value: 12", "value: 12.0", True),
    ("value: 20254", "value: 20000", False),
    ("value: 123456789012345678.123456789012345678", "value: 123456789012345678.123456789012345679", False),
]


@pytest.mark.parametrize(("one", "two", "agree"), AGREE)
def test_only_what_cannot_both_be_true_is_a_conflict(find: Find, one: str, two: str, agree: bool) -> None:
    """« plus de 20 000 » and 20 254 are one fact, said twice rightly; in either order."""
    values = f"{{{one}, {COUNT}}}", f"{{{two}, {COUNT}}}"
    assert len(find(ONE, TWO, one=values[0], two=values[1])) == (not agree)


def test_the_order_of_two_briefs_changes_nothing(cases: Callable[..., Sequence[Case]]) -> None:
    made = cases(ONE, TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    (found,) = found_in(made[::-1])
    assert found.span.file == "briefs/a/brief.md"


def test_the_same_figure_never_contradicts_itself(find: Find) -> None:
    assert find(ONE, ONE, one=f"{{value: 70, {COUNT}}}") == []


def test_a_figure_that_was_not_read_is_not_reported_twice(cases: Callable[..., Sequence[Case]]) -> None:
    """It has a finding of its own at its record."""
    first, second = cases(ONE, TWO, one=f"{{value: 70, {COUNT}}}", two=f"{{value: 72, {COUNT}}}")
    assert list(found_in([first, replace(second, unread=frozenset({("comptes", "deux")}))])) == []


def derived(formula: str, more: str = "", names: str = "a b") -> str:
    """Front matter of a figure « total » derived from « un » and « deux », under these names."""
    a, b = names.split()
    return (
        f"derived:\n  total:\n    inputs: {{{a}: comptes/un, {b}: comptes/deux}}\n    formula: {formula}\n"
        f"    unit: {{fr: {{one: lac, other: lacs}}, en: {{one: lake, other: lakes}}}}\n{more}"
    )


TOTAL = "En tout [](figure:total).\n"
COUNT_OF_TOTAL = "unit: {fr: {one: lac, other: lacs}, en: {one: lake, other: lakes}}\n    of: {fr: des lacs touchés}"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (derived("a / b", "    digits: 1\n"), derived("x / y", "    digits: 2\n", "x y"), 1),
        (derived("a / b", "    digits: 1\n"), derived("x / y", "    digits: 1\n", "x y"), 0),
        (derived("a / b", "    digits: 1\n"), derived("y / x", "    digits: 2\n", "x y"), 0),
        (derived("a + 2 * b"), derived("2 * y + x", "    qualifier: about\n", "x y"), 1),
        (derived("-a + b"), derived("y + -x", "", "x y"), 0),
        (derived("-a + b"), derived("y + -x", "    qualifier: about\n", "x y"), 1),
        (derived("2 * a + b"), derived("3 * a + b", "    qualifier: about\n"), 0),
        (derived("a - b"), derived("a + b", "    qualifier: about\n"), 0),
        (derived("a - b"), derived("a - b", "    qualifier: about\n"), 1),
        (derived("a + b"), derived("a * b"), 0),
        (derived("a - b"), derived("a / b"), 0),
    ],
)
def test_one_calculation_is_printed_in_one_way(find: Find, first: str, second: str, count: int) -> None:
    """5,8 a month here and 5,83 there: one sum, two figures to whoever reads both."""
    one, two = f"{{value: 70, {COUNT}}}", f"{{value: 12, {COUNT}}}".replace("2024", "2023")
    found = find(TOTAL, TOTAL, one=one, two=two, front=f"{first}---{second}")
    assert len(found) == count
    assert all("one calculation" in each.message and "digits" in each.hint for each in found)


def test_a_derived_figure_may_contradict_a_recorded_one(find: Find) -> None:
    """The sum of the parts is not the total that the other brief states."""
    front = derived("a + b", "    of: {fr: au total}\n")
    one, two = f"{{value: 70, {COUNT}}}", f"{{value: 72, {COUNT}}}".replace("des lacs touchés", "au total")
    found = find(TOTAL, TWO, one=one, two=two, front=front + "---")
    assert [("« 72 lacs » and « 142 lacs »" in each.message) for each in found] == [True]


def test_a_figure_is_held_against_every_other_and_not_only_the_first(find: Find) -> None:
    """« au moins 60 » agrees with 70 and with 72; 70 and 72 do not agree."""
    front = f"derived:\n  total:\n    inputs: {{b: comptes/deux}}\n    formula: b + 2\n    {COUNT_OF_TOTAL}\n"
    one, two = f"{{value: 60, qualifier: at least, {COUNT}}}", f"{{value: 70, {COUNT}}}"
    found = find(ONE + "\n" + TWO, TOTAL, one=one, two=two, front="---" + front)
    assert [("« 72 lacs » and « 70 lacs »" in each.message) for each in found] == [True]


def test_a_derived_figure_of_several_periods_is_compared_with_none(find: Find) -> None:
    front = derived("a + b", "    of: {fr: des lacs touchés}\n")
    one, two = f"{{value: 70, {COUNT}}}", f"{{value: 72, {COUNT}}}".replace("2024", "2023")
    assert find(TOTAL, TWO, one=one, two=two, front=front + "---") == []


@pytest.mark.parametrize(
    ("first", "second", "langs", "count"),
    [
        ("[20 000 lacs](figure:comptes/un?rounded)", "[20 300 lacs](figure:comptes/un?rounded)", "fr fr", 1),
        ("[20 000 lacs](figure:comptes/un?rounded)", "[20,300 lakes](figure:comptes/un?rounded)", "fr en", 1),
        ("[20 000 lacs](figure:comptes/un?rounded)", "[20,000 lakes](figure:comptes/un?rounded)", "fr en", 0),
        ("[20 000 lacs](figure:comptes/un?rounded)", "[](figure:comptes/un)", "fr fr", 0),
        ("[beaucoup, en 2024](figure:comptes/un?rounded)", "[20 300 lacs](figure:comptes/un?rounded)", "fr fr", 0),
        ("[bien des lacs](figure:comptes/un?rounded)", "[20 300 lacs](figure:comptes/un?rounded)", "fr fr", 0),
    ],
)
def test_one_figure_is_rounded_in_one_way(find: Find, first: str, second: str, langs: str, count: int) -> None:
    texts = (f"Ils sont {words}.\n" for words in (first, second))
    found = find(*texts, one=f"{{value: 20254, {COUNT}}}", langs=langs)
    assert len(found) == count
    assert all("« 20 000 lacs »" in each.message and "round" in each.hint for each in found)


def test_one_brief_may_round_as_its_sentences_need(find: Find) -> None:
    """Only « in two briefs »: “some 20,000” and, three pages on, “20,300” are one author's choice."""
    text = "Ils sont [20 000](figure:comptes/un?rounded), puis [20 300](figure:comptes/un?rounded).\n"
    assert find(text, one=f"{{value: 20254, {COUNT}}}") == []
