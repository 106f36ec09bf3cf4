"""A value that is none is refused with the value that was probably meant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.records import schema
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.fields import Fields
from plaidoyer.records.nodes import Mapping, Node
from plaidoyer.records.sources import Kind, Localised, Qualifier, Unit
from plaidoyer.records.yaml import parse_yaml


def node(text: str) -> Node:
    """The value of ``a`` in a text."""
    root, findings = parse_yaml(f"a: {text}\n", "a.yaml")
    assert findings == ()
    assert isinstance(root, Mapping)
    return root.entries[0].value


READ: list[Any] = [
    (schema.text, "'  words '", "words"),
    (schema.slug, "afp-2024-10", "afp-2024-10"),
    (schema.boolean, "true", True),
    (schema.boolean, "false", False),
    (schema.integer(0), "12", 12),
    (schema.decimal, "74", Decimal(74)),
    (schema.decimal, "12.5", Decimal("12.5")),
    (schema.decimal, "−3", Decimal(-3)),
    (schema.decimal, "0.125", Decimal("0.125")),
    (schema.date, "2024-10", Date(2024, 10)),
    (schema.period, "2023-04/2024-03", Period(Date(2023, 4), Date(2024, 3))),
    (schema.member(Qualifier), "more than", Qualifier.MORE_THAN),
    (schema.path("sources"), "captures/a.txt", "captures/a.txt"),
    (schema.path("sources"), "../shared/a.txt", "../shared/a.txt"),
    (schema.sequence(schema.integer(0)), "[1, 2]", (1, 2)),
    (schema.one_or_more(schema.text), "one", ("one",)),
    (schema.table(schema.slug, schema.values(schema.text)), "{b: c}", {"b": "c"}),
    (schema.localised, "IWF", Localised({"": "IWF"})),
    (schema.localised, "{fr: rapports, en: reports}", Localised({"fr": "rapports", "en": "reports"})),
    (schema.unit, '"%"', Unit("%")),
    (schema.unit, "EUR", Unit("EUR")),
    (schema.unit, "{fr: {one: jour, other: jours}}", Unit(names={"fr": {"one": "jour", "other": "jours"}})),
]


@pytest.mark.parametrize(("reader", "text", "expected"), READ)
def test_a_value_is_read(reader: schema.Reader[Any], text: str, expected: object) -> None:
    assert reader(node(text)) == (expected, ())


REFUSED: list[Any] = [
    (schema.text, "''", "empty"),
    (schema.slug, "Rapport_2024", "lower-case"),
    (schema.boolean, "oui", "write true"),
    (schema.boolean, "NO", "write false"),
    (schema.boolean, "maybe", "true or false"),
    (schema.integer(1), "0", "from 1"),
    (schema.integer(0), "9" * 5000, "whole number"),
    (schema.decimal, "12,5", "write 12.5"),
    (schema.decimal, "20 000", "write 20000"),
    (schema.decimal, "20\u202f000,5", "write 20000.5"),
    (schema.decimal, "20.000", "write 20000, or 20.0000"),
    (schema.decimal, "20,000", "write 20000, or 20.0000"),
    (schema.decimal, "95 %", "write 95 here, and « % » in « unit »"),
    (schema.decimal, "vingt mille", "in digits"),
    (schema.decimal, "1e400", "write 1 here"),
    (schema.decimal, "٧٤", "in digits"),
    (schema.decimal, "NaN", "in digits"),
    (schema.date, "2023-02-30", "2024-10-29"),
    (schema.date, "29/10/2024", "did you mean « 2024-10-29 »?"),
    (schema.date, "octobre 2024", "2024-10"),
    (schema.period, "2024/2023", "2023-04/2024-03"),
    (schema.member(Kind), "estimation", "did you mean « estimate »?"),
    (schema.member(Kind), "xyz", "one of observed, estimate, forecast, target"),
    (schema.path("sources"), "/etc/passwd", "copy the file into the campaign"),
    (schema.path("sources"), "../../secret", "copy the file into the campaign"),
    (schema.path("sources"), "captures\\a.txt", "with /"),
    (schema.path("sources"), "https://example.org/a", "below « sources »"),
    (schema.sequence(schema.text), "one", "write « - one »"),
    (schema.sequence(schema.text), "{b: c}", "« - »"),
    (schema.table(schema.slug, schema.values(schema.text)), "[b]", "without « - »"),
    (schema.text, "{Montages: punir}", "{Montages: punir}"),
    (schema.localised, "[x]", "quotation marks"),
    (schema.localised, "{french: x}", "such as « fr »"),
    (schema.unit, "rapports", "{one: rapports, other: rapports}"),
    (schema.unit, "€", "write « EUR »"),
    (schema.unit, "{fr: jours}", "{one: jours, other: jours}"),
    (schema.unit, "{fr: {one: jour}}", "other: …"),
    (schema.unit, "{fr: {many: x, plural: y}}", "one of zero"),
]


@pytest.mark.parametrize(("reader", "text", "hint"), REFUSED)
def test_a_value_that_is_none_gets_a_way_to_mend_it(reader: schema.Reader[Any], text: str, hint: str) -> None:
    _, findings = reader(node(text))
    (finding,) = findings
    assert finding.rule in ("invalid-value", "missing-field")
    assert hint in f"{finding.message} {finding.hint}"
    assert (finding.span.file, finding.span.line) == ("a.yaml", 1)
    assert finding.span.column >= 4


def test_the_reason_of_an_impossible_date_is_told() -> None:
    assert "February 2023 has no day 30" in schema.date(node("2023-02-30"))[1][0].message


def test_a_colon_in_an_item_is_named() -> None:
    """« - Montages : punir » is a mapping to YAML; its author sees a sentence."""
    (value, (finding,)) = schema.sequence(schema.text)(node("\n  - Montages : punir"))
    assert value == ()
    assert finding.hint.endswith('"Montages : punir"')
    assert finding.span == Span("a.yaml", 2, 5, 16)


def test_lists_keep_what_is_sound_beside_what_is_wrong() -> None:
    values, findings = schema.sequence(schema.integer(0))(node("[1, x, 3, y]"))
    assert values == (1, 3)
    assert len(findings) == 2


# Fields -------------------------------------------------------------------------------------------


def fields(text: str) -> Fields:
    """The fields of a text."""
    root, _ = parse_yaml(text, "a.yaml")
    assert root is not None
    return Fields(root, Span("a.yaml", 7))


def test_one_broken_field_hides_no_other() -> None:
    record = fields("title:\nnumber: x\ntitel: y\n")
    assert record.require("title", schema.text) is None
    assert record.require("date", schema.date) is None
    assert record.get("number", schema.integer(0), 5) == 5
    assert [(finding.rule, finding.span.line, finding.hint) for finding in record.close()] == [
        ("missing-field", 1, "add « title: … »"),
        ("missing-field", 7, "add « date: … »"),
        ("invalid-value", 2, "write a whole number from 0 to 999999, in digits"),
        ("unknown-field", 3, "did you mean « title »?"),
    ]


def test_a_field_left_blank_is_a_field_left_out() -> None:
    """A new brief begins with fields to fill in."""
    record = fields("subtitle:\nnotice: ''\n")
    assert record.get("subtitle", schema.text, "none") == "none"
    assert record.get("notice", schema.text) is None
    assert record.close() == ()


def test_a_field_that_broke_the_syntax_is_not_missing_too() -> None:
    record = fields("title: a : b\nid: x\n")
    assert record.require("title", schema.text) is None
    record.get("id", schema.text)
    assert record.close() == ()


def test_a_text_in_place_of_fields() -> None:
    record = fields("- a\n")
    record.require("title", schema.text)
    (finding,) = record.close()
    assert "a mapping of fields is expected here" in finding.message
