"""A change of content is told, and told apart: evidence, bibliography, handling. A change of writing is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from plaidoyer.records.changes import (
    Aspect,
    Change,
    Difference,
    Status,
    changes,
    concerns,
    facts,
    rests_on,
    version_names,
)
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source

A, C = "a" * 64, "c" * 64

RECORD = """\
type: report
title: "Les lacs"
author: [{literal: Observatoire}, {family: Martin, given: Anne}]
issued: 2025-01
language: fr
captures:
  - {file: captures/a.txt, sha256: AAAA, retrieved: 2026-01-02, redistributable: true}
  - {file: captures/b.txt, sha256: BBBB}
passages:
  cas:
    exact: "Elle compte 74 cas."
    capture: captures/a.txt
    locator: {page: 3}
    originator: {name: {fr: Mairie, en: Town hall}, via: Radio Lac, said: 2025-07}
    translation: {en: {text: "It counts 74 cases.", by: ours}}
  part: {exact: "La part est de 40 %."}
figures:
  cas:
    value: 74
    unit: {fr: {one: cas, other: cas}}
    of: {fr: des lacs}
    period: 2024-04/2024-09
    passage: cas
  part: {low: 40, high: 41, unit: "%", passage: part}
""".replace("AAAA", A).replace("BBBB", "b" * 64)

LAW = """\
type: legislation
title: Code des lacs
do-not-fetch: true
articles:
  "12-3":
    - {id: L1, in-force: 2020-01-01, until: 2024-01-01, alineas: ["Un.", "Deux."]}
    - {id: L2, in-force: 2024-01-01, seen: 2026-01-01, seen-at: https://lakes.example, alineas: ["Un.", "Trois."]}
passages:
  deux: {exact: "Trois.", article: "12-3", alinea: 2}
"""


def record(text: str = RECORD, name: str = "lacs") -> Source:
    source, findings = read_source(text, f"sources/{name}.yaml", name)
    assert source is not None, findings
    return source


def differ(old: str, new: str, text: str = RECORD) -> tuple[Change, ...]:
    assert old in text
    return changes(record(text), record(text.replace(old, new)))


def told(found: Sequence[Change]) -> list[str]:
    """« evidence figure cas changed: value 74 → 75 »."""
    return [
        f"{one.topic.aspect} {one.topic.part} {one.topic.name} {one.status}: {each.field} {each.old} → {each.new}"
        for one in found
        for each in one.differences
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: report", "# a comment\ntype: report"),
        ('title: "Les lacs"', "title:   Les lacs"),
        ("passage: cas", "passage: cas\n    qualifier: exactly\n    kind: observed"),
        ("issued: 2025-01\nlanguage: fr\n", "language: fr\nissued: 2025-01\n"),
        ("\n", "\n\n"),
        ("locator: {page: 3}", "locator:\n      page: '3'"),
    ],
)
def test_another_way_to_write_the_same_is_no_change(old: str, new: str) -> None:
    """A reviewer is not to look for a difference that is not there."""
    assert differ(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("value: 74", "value: 75", "evidence figure cas changed: value 74 → 75"),
        ("value: 74", "value: 74.0", "evidence figure cas changed: value 74 → 74.0"),
        ("low: 40", "low: 39", "evidence figure part changed: low 40 → 39"),
        ("{fr: des lacs}", "{en: of lakes}", "evidence figure cas changed: of.en None → of lakes"),
        ("one: cas,", "one: fait,", "evidence figure cas changed: unit.fr.one cas → fait"),
        ("2024-04/2024-09", "2024-04", "evidence figure cas changed: period 2024-04/2024-09 → 2024-04"),
        ("compte 74", "compte 75", "evidence passage cas changed: exact Elle compte 74 cas. → Elle compte 75 cas."),
        ("page: 3", "page: 4", "evidence passage cas changed: locator.page 3 → 4"),
        ("Town hall", "Mayor", "evidence passage cas changed: originator.name.en Town hall → Mayor"),
        ("by: ours", "by: Martin", "evidence passage cas changed: translation.en.by ours → Martin"),
        (A, C, f"evidence capture captures/a.txt changed: sha256 {A} → {C}"),
        ("2026-01-02", "2026-01-03", "handling capture captures/a.txt changed: retrieved 2026-01-02 → 2026-01-03"),
        ("table: true", "table: false", "handling capture captures/a.txt changed: redistributable true → false"),
        ("type: report", "type: book", "bibliography variable type changed:  report → book"),
        ("Les lacs", "Les étangs", "bibliography variable title changed:  Les lacs → Les étangs"),
        ("2025-01\n", "2025-02\n", "bibliography variable issued changed:  2025-01 → 2025-02"),
        ("language: fr\n", "language: fr\nISBN: 1\n", "bibliography variable ISBN added:  None → 1"),
        ("language: fr\n", "", "bibliography variable language deleted:  fr → None"),
        ("type: r", "do-not-fetch: true\ntype: r", "handling record do-not-fetch added:  None → true"),
        ("{page: 3}", "{page: 3}  # plaidoyer: allow x: why", "handling record allowed added:  None → x: why"),
    ],
)
def test_a_change_of_content_is_told_with_both_values(old: str, new: str, expected: str) -> None:
    found = differ(old, new)
    assert expected in told(found)
    assert len(found) == 1


def test_authors_that_are_not_written_alike_are_not_alike() -> None:
    """Two names are not one name with a semicolon in it, nor a family name one that is printed as it stands."""
    authors = [
        "[{literal: A}, {literal: B}]",
        '[{literal: "A; B"}]',
        "[{family: A, given: B}]",
        "[{family: B, given: A}]",
        '[{literal: "{family: A}"}]',
    ]
    records = [record(f"type: report\nauthor: {one}\n") for one in authors]
    assert all(changes(one, other) for one in records for other in records if one is not other)
    assert not changes(record("type: report\nauthor: A\n"), record("type: report\nauthor: [{literal: A}]\n"))


def test_parts_that_came_and_went_are_told_as_such() -> None:
    (found,) = differ(
        '  part: {exact: "La part est de 40 %."}', '  part: {exact: "La part est de 40 %."}\n  new: {exact: X}'
    )
    assert (found.topic.name, found.status) == ("new", Status.ADDED)
    assert found.differences == (Difference("exact", None, "X"),)
    assert [one.status for one in changes(record(), None)] == [Status.DELETED] * 13
    assert [one.status for one in changes(None, record())] == [Status.ADDED] * 13
    assert changes(None, None) == ()


def test_evidence_is_told_first_and_figures_before_all() -> None:
    parts = [(one.topic.aspect, one.topic.part) for one in changes(record(), None)]
    assert parts[0] == (Aspect.EVIDENCE, "figure")
    assert [aspect for aspect, _ in parts] == sorted((aspect for aspect, _ in parts), key=[*Aspect].index)


def test_the_order_of_captures_counts_where_nothing_else_changed() -> None:
    """They are tried in order: the first that holds the words counts."""
    first, second = RECORD[RECORD.index("  - {file") :].split("\n")[:2]
    (found,) = differ(f"{first}\n{second}", f"{second}\n{first}")
    assert (found.topic.part, found.topic.name) == ("captures", "order")
    parts = {one.topic.part for one in differ(f"{first}\n", "")}
    assert parts == {"capture", "passage"}  # the passage that names it is not sound any more


def test_an_entry_that_cannot_be_read_has_changed_and_is_not_gone() -> None:
    """A mistake in a figure must not read as if somebody had removed it."""
    found = {one.topic.name: one.status for one in differ("value: 74", "value: beaucoup")}
    assert found == {"cas": Status.CHANGED}
    back = changes(record(RECORD.replace("value: 74", "value: beaucoup")), record())
    assert [(one.topic.name, one.status) for one in back] == [("cas", Status.CHANGED)]


def test_versions_of_an_article_are_told_apart() -> None:
    found = differ('"Un.", "Trois."', '"Un.", "Quatre."', LAW)
    assert [(one.topic.name, one.topic.version) for one in found] == [("12-3", "L2")]
    assert told(found) == ["evidence article 12-3 changed: alineas.2 Trois. → Quatre."]
    (seen,) = differ("seen: 2026-01-01", "seen: 2026-02-01", LAW)
    assert (seen.topic.aspect, seen.topic.version) == (Aspect.HANDLING, "L2")


def test_a_bill_whose_versions_have_no_ids_has_numbers() -> None:
    text = 'type: bill\ntitle: X\nissued: 2026-01-01\narticles: {"1": [{alineas: [A]}, {alineas: [B]}]}\n'
    names = version_names(record(text).articles["1"])
    assert names == ("2026-01-01", "2026-01-01 (2)")


def test_the_tenth_alinea_comes_after_the_ninth() -> None:
    alineas = ", ".join(f'"{n}."' for n in range(1, 13))
    text = f'type: legislation\ntitle: X\narticles: {{"1": [{{id: L, in-force: 2020, alineas: [{alineas}]}}]}}\n'
    (found,) = changes(record(text), record(text.replace('"2."', '"X."').replace('"10."', '"Y."')))
    assert [one.field for one in found.differences] == ["alineas.2", "alineas.10"]


def test_every_field_of_a_record_is_looked_at() -> None:
    """A field that a later version adds must not change unseen."""
    known = {"type", "csl", "captures", "passages", "figures", "articles", "do_not_fetch", "allowances"}
    assert {*Source.__struct_fields__} - known == {"id", "file", "span", "places", "written"}


def test_a_zero_is_a_value() -> None:
    assert told(differ("value: 74", "value: 0")) == ["evidence figure cas changed: value 74 → 0"]
    assert any(fields.get("value") == "0" for fields in facts(record(RECORD.replace("value: 74", "value: 0"))).values())


# What rests on what -------------------------------------------------------------------------------


def test_a_figure_rests_on_its_passage_and_that_on_its_capture() -> None:
    assert [*rests_on(record(), "figure", "cas")] == [
        ("figure", "cas", 0),
        ("passage", "cas", 0),
        ("capture", "captures/a.txt", 0),
    ]
    assert [one[1] for one in rests_on(record(), "figure", "part")] == [
        "part",
        "part",
        "captures/a.txt",
        "captures/b.txt",
    ]
    assert [*rests_on(record(), "figure", "none")] == [("figure", "none", 0)]
    assert [*rests_on(record(), "passage", "none")] == [("passage", "none", 0)]


def test_a_passage_of_law_rests_on_its_alinea() -> None:
    assert [*rests_on(record(LAW), "passage", "deux")] == [("passage", "deux", 0), ("article", "12-3", 2)]
    assert [*rests_on(record(LAW), "article", "12-3", 1)] == [("article", "12-3", 1)]


@pytest.mark.parametrize(
    ("old", "new", "version", "alinea", "expected"),
    [
        ('"Un.", "Trois."', '"Un.", "Quatre."', "L2", 2, True),
        ('"Un.", "Trois."', '"Un.", "Quatre."', "L2", 1, False),
        ('"Un.", "Trois."', '"Un.", "Quatre."', "L2", 0, True),
        ('"Un.", "Trois."', '"Un.", "Quatre."', "L1", 2, False),
        ('"Un.", "Trois."', '"Un.", "Quatre."', "", 2, True),
        ("until: 2024-01-01", "until: 2023-01-01", "L1", 1, True),
        ("    - {id: L1, in-force: 2020-01-01, until: 2024-01-01, alineas: [\"Un.\", \"Deux.\"]}\n", "", "L2", 1, True),
    ],
)  # fmt: skip
def test_a_change_of_law_concerns_the_version_and_the_alinea_that_changed(
    old: str, new: str, version: str, alinea: int, expected: bool
) -> None:
    """Whoever quotes the first alinéa need not read again because the second changed."""
    found = [one for one in differ(old, new, LAW) if one.topic.part == "article"]
    assert [concerns(one, version, alinea) for one in found] == [expected]
