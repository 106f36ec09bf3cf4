"""What the links of a brief name: the record behind each, or one finding that says what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plaidoyer.evidence.claims import claims_of
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, Resolved, SourceUse, names_in, resolve
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Qualifier

LAKES = """type: report
title: Lacs
language: fr
passages: {vu: {exact: "40 visites, environ 30 baigneurs, 5 à 10 agents"}}
figures:
  visites: {value: 40, unit: "%", passage: vu}
  baigneurs: {value: 30, qualifier: about, unit: "%", passage: vu}
  agents: {low: 5, high: 10, unit: "%", passage: vu}
"""
LAW = """type: legislation
title: Code
language: fr
articles:
  "9":
    - {id: B, in-force: 2024-01-01, alineas: ["Deux.", "Trois."]}
    - {id: A, in-force: 2020-01-01, until: 2023-12-31, alineas: ["Un."]}
"""
BROKEN = """type: report
title: Abîmé
language: fr
passages: {lisible: {exact: "40 visites"}, abime: {exact: [40]}}
figures:
  visites: {value: 40, unit: "%", passage: lisible}
  perdu: {value: 40, unit: "%", passage: abime}
"""


def brief_of(text: str, *front: str) -> tuple[Brief, str]:
    file = "\n".join(["---", "title: Titre", *front, "---", text])
    brief, findings = read_brief(file, "briefs/b/brief.md", "b", "fr", "t")
    assert brief is not None
    assert findings == ()
    return brief, file


def resolved(text: str, *front: str, unreadable: frozenset[str] = frozenset()) -> tuple[Resolved, str]:
    """What the links of ``text`` name, and the whole file; records with faults are broken, ``unreadable`` ones too."""
    brief, file = brief_of(text, *front)
    sources, broken = {}, set(unreadable)
    for name, record in (("lacs", LAKES), ("code", LAW), ("abime", BROKEN)):
        source, faults = read_source(record, f"sources/{name}.yaml", name)
        assert source is not None
        sources[name] = source
        broken |= {name} if faults else set()
    assert broken == {"abime", *unreadable}
    return resolve(brief, claims_of(brief), sources, frozenset(broken)), file


def said(text: str, *front: str) -> list[tuple[str, str, str, str]]:
    """Of each finding its rule, the words that it underlines, its message and its hint."""
    found, file = resolved(text, *front, unreadable=frozenset({"illisible"}))
    lines = file.split("\n")
    return [
        (one.rule, lines[one.span.line - 1][one.span.column - 1 :][: one.span.length], one.message, one.hint)
        for one in found.findings
    ]


def test_every_kind_of_link_is_led_to_its_record() -> None:
    """A sentence would be judged by a passage or a figure that it does not name."""
    found, _ = resolved(
        "[](quote:lacs/vu), [](figure:lacs/visites), [un](law:code/9#1), [](figure:double) [@lacs; @lacs/vu].",
        "derived: {double: {inputs: {n: lacs/visites}, formula: n * 2, unit: '%'}}",
    )
    quote, figure, law, double, whole, part = found.uses.values()
    assert found.findings == ()
    assert isinstance(quote, QuoteUse)
    assert (quote.source.id, quote.passage.name) == ("lacs", "vu")
    assert isinstance(figure, FigureUse)
    assert (figure.source.id, figure.figure.name, figure.passage.name) == ("lacs", "visites", "vu")
    assert isinstance(law, LawUse)
    assert (law.source.id, law.article, law.alinea) == ("code", "9", 1)
    assert isinstance(double, DerivedUse)
    assert (double.value, double.qualifier, dict(double.inputs)) == (Decimal(80), Qualifier.EXACTLY, {"n": figure})
    assert isinstance(whole, SourceUse)
    assert whole.passage is None
    assert isinstance(part, SourceUse)
    assert part.passage == quote.passage


@pytest.mark.parametrize(
    ("front", "version"),
    [
        (("date: 2026-11-24",), "B"),
        (("date: 2024-01-01",), "B"),
        (("date: 2023-12-31",), "A"),
        (("date: 2019-01-01",), "A"),
        ((), "B"),
    ],
)
def test_a_brief_speaks_of_the_law_of_its_day(front: tuple[str, ...], version: str) -> None:
    """A quotation would be held against words that were not in force. Without a date, the last ones count."""
    (use,) = resolved("Il dit [un](law:code/9#1).", *front)[0].uses.values()
    assert isinstance(use, LawUse)
    assert use.version.id == version


UNKNOWN = [
    (
        "Il dit [un](law:code/90#1).",
        "unknown-article",
        "[un](law:code/90#1)",
        "the record « code » has no article « 90 »",
        "did you mean « 9 »?",
    ),
    (
        "Il dit [un](law:code/L12#1).",
        "unknown-article",
        "[un](law:code/L12#1)",
        "the record « code » has no article « L12 »",
        "add it to « articles » in sources/code.yaml",
    ),
    (
        "Il dit [un](law:code/9#3).",
        "unknown-article",
        "[un](law:code/9#3)",
        "article 9 of « code » has no alinéa 3: the record holds 2",
        "correct the number, or add the alinéas that are missing to the record",
    ),
    (
        "Soit [](figure:doubel).",
        "unknown-figure",
        "[](figure:doubel)",
        "no derived figure is called « doubel »",
        "did you mean « double »?",
    ),
    (
        "Soit [](figure:total).",
        "unknown-figure",
        "[](figure:total)",
        "no derived figure is called « total »",
        "add it to « derived », or write « figure:id/name »",
    ),
]


@pytest.mark.parametrize(("text", "rule", "words", "message", "hint"), UNKNOWN)
def test_a_link_to_nothing_is_underlined_with_a_way_to_mend(
    text: str, rule: str, words: str, message: str, hint: str
) -> None:
    """A sentence whose evidence does not exist would pass for proven."""
    double = "derived: {double: {inputs: {n: lacs/visites}, formula: n * 2, unit: '%'}}"
    assert said(text, double) == [(rule, words, message, hint)]


def test_what_a_broken_record_may_hold_is_not_reported_again() -> None:
    """An advocate with one slip in a record would get a page of errors; a name written nowhere is still one."""
    assert (
        said("Un [@abime/abime]. Deux [](quote:abime/abime). Trois [](figure:abime/perdu). Quatre [@illisible/p].")
        == []
    )
    assert said("Un [@abime/lisible]. Deux [](figure:abime/visites).") == []
    assert said("Un [@abime/ailleurs].") == [
        (
            "unknown-passage",
            "@abime/ailleurs",
            "the record « abime » has no passage « ailleurs »",
            "add it to « passages » in sources/abime.yaml",
        )
    ]


INPUTS = [
    (
        "{inputs: {n: rien/visites}, formula: n, unit: '%'}",
        ("unknown-source", "rien/visites", "no source record is called « rien »", "add sources/rien.yaml"),
    ),
    (
        "{inputs: {n: lacs/oiseaux}, formula: n, unit: '%'}",
        (
            "unknown-figure",
            "lacs/oiseaux",
            "the record « lacs » has no figure « oiseaux »",
            "add it to « figures » in sources/lacs.yaml",
        ),
    ),
    (
        "{inputs: {n: lacs/agents}, formula: n, unit: '%'}",
        (
            "invalid-value",
            "lacs/agents",
            "the figure « lacs/agents » is a range: nothing can be computed from it",
            "use a figure that has one value",
        ),
    ),
    (
        "{inputs: {n: lacs/visites}, formula: n + m, unit: '%'}",
        (
            "invalid-formula",
            "n + m",
            "« m » in the formula is none of its inputs",
            "use + - * / and brackets over the names in « inputs » (n)",
        ),
    ),
]


@pytest.mark.parametrize(("derived", "finding"), INPUTS)
def test_what_cannot_be_computed_is_told_once_and_where(derived: str, finding: tuple[str, str, str, str]) -> None:
    """A figure made of nothing would be printed, or one slip told twice: in « derived » and at the link."""
    assert said("Soit [](figure:x).", f"derived: {{x: {derived}}}") == [finding]


def test_a_missing_input_hides_no_fault_of_the_formula() -> None:
    """The author would mend the input, only to be told of the formula in the next run."""
    found = said("", "derived: {x: {inputs: {n: rien/a, m: lacs/visites}, formula: n + m + o, unit: '%'}}")
    assert [(rule, message) for rule, _, message, _ in found] == [
        ("unknown-source", "no source record is called « rien »"),
        ("invalid-formula", "« o » in the formula is none of its inputs"),
    ]


def test_an_input_that_is_not_exact_asks_for_a_qualifier() -> None:
    """« 60 » computed from « about 30 » would be printed as if somebody had counted it."""
    inputs = "{inputs: {m: lacs/visites, n: lacs/baigneurs}, formula: m + n, unit: '%'"
    found, file = resolved("Soit [](figure:x).", f"derived: {{x: {inputs}}}}}")
    (one,) = found.findings
    assert (one.rule, one.message, one.hint) == (
        "missing-field",
        "« x » needs a « qualifier »: its input « n » is not exact",
        "add for example « qualifier: about »",
    )
    assert file.split("\n")[one.span.line - 1].startswith("derived:")
    assert found.uses == {}

    (use,) = resolved("Soit [](figure:x).", f"derived: {{x: {inputs}, qualifier: at least}}}}")[0].uses.values()
    assert isinstance(use, DerivedUse)
    assert (use.value, use.qualifier) == (Decimal(70), Qualifier.AT_LEAST)


def test_every_record_that_a_brief_names_is_known_broken_ones_too() -> None:
    """A brief would be called sound while a record behind one of its figures is not."""
    brief, _ = brief_of(
        "Un [@code]. Deux [@abime/abime]. Trois [](figure:x).",
        "derived: {x: {inputs: {n: lacs/visites}, formula: n, unit: '%'}}",
    )
    assert names_in(brief, claims_of(brief)) == {"code", "abime", "lacs"}
