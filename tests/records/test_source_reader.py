"""A source record: everything in it is read, and every fault is told at its line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Kind, Localised, Qualifier, Source, Unit, name_of_law

PRESS = f"""\
id: agence-2024-10
type: article-newspaper
title: "L'image : un enjeu"
author: [{{literal: Agence}}]
issued: 2024-10
do-not-fetch: true
captures:
  - file: captures/agence-2024-10.txt
    sha256: {"0a" * 32}
    retrieved: 2024-11-05
  - {{file: captures/second.txt, sha256: {"1b" * 32}, redistributable: true}}
passages:
  rapports:
    exact: >-
      L'organisme a reçu 74 rapports
      en six mois.
    say: 74 rapports
    prefix: avant
    suffix: après
    capture: captures/second.txt
    locator: {{page: 3}}
    originator: {{name: {{fr: Fondation, en: Foundation}}, via: Une radio, said: 2024-07, exact: "selon la Fondation"}}
    translation: {{en: {{text: It received 74 reports, by: ours}}}}
  autre:  # plaidoyer: allow secondary-source: the report is not public
    exact: Entre 40 et 60 % des cas.
    originator: Office
figures:
  rapports:
    value: 74
    unit: {{fr: {{one: rapport, other: rapports}}}}
    of: {{fr: rapports reçus}}
    caveat: Chiffre provisoire.
    period: 2024-04/2024-09
    passage: rapports
  part: {{low: 40, high: 60, qualifier: about, unit: "%", kind: estimate, passage: autre}}
"""

LAW = """\
type: legislation
title: Code pénal
articles:
  "227-23":
    - id: LEGIARTI000000000001
      in-force: 2021-04-23
      seen: 2026-11-22
      seen-at: https://example.org/
      complete: false
      alineas: ["Un.", "Deux."]
    - {id: LEGIARTI000000000000, in-force: 2013-08-07, until: 2021-04-22, alineas: ["Un."]}
passages:
  premier: {exact: Un., article: "227-23", alinea: 1}
"""


def sound(text: str, stem: str) -> Source:
    """A record without fault."""
    source, findings = read_source(text, f"sources/{stem}.yaml", stem)
    assert findings == ()
    assert source is not None
    return source


def faults(text: str, stem: str = "a") -> list[tuple[str, int, str]]:
    """Rule, line, and message with hint, of every finding."""
    _, findings = read_source(text, f"sources/{stem}.yaml", stem)
    return [(finding.rule, finding.span.line, f"{finding.message} | {finding.hint}") for finding in findings]


def test_a_press_record_is_read_whole() -> None:
    source = sound(PRESS, "agence-2024-10")
    assert (source.type, source.do_not_fetch, source.csl["issued"]) == (
        "article-newspaper", True, Period(Date(2024, 10), Date(2024, 10)),
    )  # fmt: skip
    first, second = source.captures
    assert (first.file, first.retrieved, first.redistributable, second.redistributable) == (
        "captures/agence-2024-10.txt", Date(2024, 11, 5), False, True,
    )  # fmt: skip
    passage = source.passages["rapports"]
    assert passage.exact == "L'organisme a reçu 74 rapports en six mois."
    assert (passage.say, passage.prefix, passage.suffix, passage.capture, passage.locator) == (
        "74 rapports", "avant", "après", "captures/second.txt", {"page": "3"},
    )  # fmt: skip
    assert passage.originator is not None
    assert passage.originator.name == Localised({"fr": "Fondation", "en": "Foundation"})
    assert (passage.originator.via, passage.originator.said, passage.originator.exact) == (
        "Une radio", Date(2024, 7), "selon la Fondation",
    )  # fmt: skip
    assert (passage.translation["en"].text, passage.translation["en"].by) == ("It received 74 reports", "ours")
    assert source.passages["autre"].originator is not None
    figure, part = source.figures["rapports"], source.figures["part"]
    assert (figure.value, figure.qualifier, figure.kind, figure.passage) == (
        Decimal(74), Qualifier.EXACTLY, Kind.OBSERVED, "rapports",
    )  # fmt: skip
    assert (figure.unit, figure.of, figure.caveat, figure.period) == (
        Unit(names={"fr": {"one": "rapport", "other": "rapports"}}), Localised({"fr": "rapports reçus"}),
        Localised({"": "Chiffre provisoire."}), Period(Date(2024, 4), Date(2024, 9)),
    )  # fmt: skip
    assert (part.value, part.low, part.high, part.qualifier, part.kind) == (
        None, Decimal(40), Decimal(60), Qualifier.ABOUT, Kind.ESTIMATE,
    )  # fmt: skip
    (allowance,) = source.allowances
    assert (allowance.rule, allowance.first, allowance.last) == ("secondary-source", 24, 26)


def test_places_lead_to_the_words() -> None:
    """A finding about a quotation must open the editor on the quotation."""
    source = sound(PRESS, "agence-2024-10")
    file = "sources/agence-2024-10.yaml"
    assert source.places["title"] == Span(file, 3, 8, 20)
    assert source.passages["rapports"].span == Span(file, 13, 3, 8)
    assert source.passages["rapports"].places["exact"] == Span(file, 15, 7, 30)
    assert source.figures["part"].places["passage"] == Span(file, 35, 83, 5)


def test_articles_have_versions() -> None:
    source = sound(LAW, "code-penal")
    now, before = source.articles["227-23"]
    assert (now.id, now.in_force, now.until, now.complete, now.alineas) == (
        "LEGIARTI000000000001", Date(2021, 4, 23), None, False, ("Un.", "Deux."),
    )  # fmt: skip
    assert (now.seen, now.seen_at, before.until, before.complete) == (
        Date(2026, 11, 22), "https://example.org/", Date(2021, 4, 22), True,
    )  # fmt: skip
    assert (source.passages["premier"].article, source.passages["premier"].alinea) == ("227-23", 1)


def test_a_bill_is_of_the_day_it_was_issued() -> None:
    source = sound('type: bill\ntitle: X\nissued: 2026-02-10\narticles: {"1er": [{alineas: [A]}]}\n', "bill")
    assert source.articles["1er"][0].in_force == Date(2026, 2, 10)


def test_an_identifier_is_the_name_of_its_file() -> None:
    assert faults("id: b\ntype: report\n", "a") == [
        ("invalid-value", 1, "« b » is not the file's name | write « id: a », leave it out, or rename the file")
    ]


CASES = [
    pytest.param(
        "tpye: report",
        [("missing-field", "« type » is missing"), ("unknown-field", "« type »?")],
        id="a misspelt field",
    ),
    pytest.param("type: artcle-newspaper", [("invalid-value", "« article-newspaper »?")], id="an unknown type"),
    pytest.param("type: report\nissued: 2024-02-30", [("invalid-value", "no day 30")], id="a date that is none"),
    pytest.param(
        "type: report\ncaptures: [{file: a.txt, sha256: abc}]", [("invalid-value", "64 digits")], id="no hash"
    ),
    pytest.param("type: report\ncaptures: {file: a.txt}", [("invalid-value", "« - »")], id="captures without dashes"),
    pytest.param("type: report\npassages: {a: {say: b}}", [("missing-field", "exact")], id="no words"),
    pytest.param("type: report\npassages: {A: {exact: b}}", [("invalid-value", "lower-case")], id="a bad name"),
    pytest.param(
        "type: report\npassages: {a: {exact: b, capture: c.txt}}",
        [("invalid-value", "no capture")],
        id="no such capture",
    ),
    pytest.param(
        "type: report\npassages: {a: {exact: b, article: '1'}}", [("invalid-value", "no article")], id="no such article"
    ),
    pytest.param(
        "type: report\npassages: {a: {exact: b, alinea: 1}}", [("missing-field", "article")], id="an alinéa of nothing"
    ),
    pytest.param(
        "type: report\npassages: {a: {exact: b, locator: {pag: 3}}}", [("invalid-value", "« page »?")], id="a locator"
    ),
    pytest.param(
        "type: report\npassages: {a: {exact: b, translation: {en: c}}}", [("invalid-value", "by: ours")], id="by nobody"
    ),
    pytest.param(
        "type: report\npassages: {a: {exact: b, originator: {via: c}}}", [("missing-field", "name")], id="by no one"
    ),
    pytest.param(
        "type: report\narticles: {'1': [{id: x, in-force: 2020, alineas: [a]}]}",
        [("invalid-value", "legislation")],
        id="a report of law",
    ),
    pytest.param(
        "type: legislation\narticles: {'1': [{alineas: []}]}",
        [("missing-field", "id"), ("missing-field", "in-force")],
        id="an empty article",
    ),
    pytest.param(
        "type: legislation\narticles: {'1': [{id: x, in-force: 2020, alineas: []}]}",
        [("invalid-value", "no alinéa")],
        id="no alinéa",
    ),
    pytest.param(
        "type: legislation\narticles: {'1': [{id: x, in-force: 2020, until: 2019, alineas: [a]}]}",
        [("invalid-value", "ends before")],
        id="a version backwards",
    ),
    pytest.param("type: legislation\narticles: {'1': {id: x}}", [("invalid-value", "« - »")], id="no versions"),
    pytest.param(
        "type: bill\narticles: {'1': [{alineas: [a]}]}", [("missing-field", "in-force")], id="a bill of no day"
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_fault_is_told(text: str, expected: list[tuple[str, str]]) -> None:
    found = faults(text + "\n")
    assert [rule for rule, _, _ in found] == [rule for rule, _ in expected]
    for (_, _, said), (_, words) in zip(found, expected, strict=True):
        assert words in said


FIGURES = [
    pytest.param("value: mille", "invalid-value", "in digits", id="a value that is no number"),
    pytest.param("value: 20 000", "invalid-value", "write 20000", id="a French number"),
    pytest.param("kind: target", "missing-field", "« value » is missing", id="no value"),
    pytest.param("low: 3", "missing-field", "« high » is missing", id="half a range"),
    pytest.param("low: 3, high: 3", "invalid-value", "empty", id="an empty range"),
    pytest.param("value: 3, low: 3, high: 4", "invalid-value", "not both", id="a value and a range"),
    pytest.param("value: 3, passage: pp", "invalid-value", "« p »?", id="no such passage"),
    pytest.param("value: 3, qualifier: roughly", "invalid-value", "exactly, about", id="an unknown qualifier"),
    pytest.param("value: 3, period: 2024-13", "invalid-value", "no month 13", id="a period that is none"),
]


@pytest.mark.parametrize(("fields", "rule", "said"), FIGURES)
def test_a_figure_that_is_none_is_told_and_left_out(fields: str, rule: str, said: str) -> None:
    passage = "" if "passage" in fields else ", passage: p"
    text = f"type: report\npassages: {{p: {{exact: x}}}}\nfigures:\n  f: {{{fields}, unit: '%'{passage}}}\n"
    (fault,) = faults(text)
    assert fault[:2] == (rule, 4)
    assert said in fault[2]
    source, _ = read_source(text, "a.yaml", "a")
    assert source is not None
    assert list(source.passages) == ["p"]


def test_what_is_sound_stays_beside_what_is_broken() -> None:
    """A brief that cites the sound part must not be told that the source is unknown."""
    text = PRESS.replace("value: 74", "value: x").replace("title:", "titel:")
    source, findings = read_source(text, "a.yaml", "agence-2024-10")
    assert {finding.rule for finding in findings} == {"invalid-value", "unknown-field"}
    assert source is not None
    assert (list(source.passages), list(source.figures)) == (["rapports", "autre"], ["part"])


def test_a_passage_that_cannot_be_read_is_not_missing_too() -> None:
    """One fault, one finding: the figures of a broken passage are not reported for it."""
    assert [rule for rule, _, _ in faults(PRESS.replace("    exact: Entre", "    exakt: Entre"), "agence-2024-10")] == [
        "missing-field", "unknown-field",
    ]  # fmt: skip
    assert [
        rule for rule, _, _ in faults(PRESS.replace("    say: 74 rapports", "    say: 74 : rapports"), "agence-2024-10")
    ] == ["invalid-yaml"]


def test_a_text_without_fields_is_no_record() -> None:
    assert read_source("- a\n", "a.yaml", "a")[0] is None
    assert [rule for rule, _, _ in faults("- a\n")] == ["invalid-value"]
    assert [rule for rule, _, _ in faults("[" * 100_000)] == ["invalid-yaml"]


@pytest.mark.parametrize(("title", "name"), [("Code des lacs", "code des lacs"), ("CGI", "CGI"), ("", "a")])
def test_a_code_is_named_as_within_a_sentence(title: str, name: str) -> None:
    """« de l’article 12-3 du Code des lacs » would be sent back by the drafting office."""
    assert name_of_law(sound(f"type: legislation\ntitle: {title}\n", "a")) == name
