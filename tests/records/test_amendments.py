"""What an advocate writes in amendment.yaml, and what is said of it."""

from __future__ import annotations

import pytest

from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.amendments import Amendment, Vehicle
from plaidoyer.records.dates import Date

FILE = "briefs/note/amendment.yaml"
WHOLE = """form: [senat, loi]
changes:
  - article: code-lacs/12-3
    proposed: |
      Le premier alinéa
      sur deux lignes.

      Le second.
  - article: code-lacs/12-3-1
    after: "12-3"
    proposed: Un article nouveau.
  - article: code-lacs/12-4
    repeal: true
vehicle: {bill: ppl-12, stage: première lecture, after-article: 3, deadline: 2026-12-01}
rationale: Pourquoi.
fallback: amendment-repli.yaml
"""


def read(text: str) -> tuple[Amendment | None, list[tuple[str, str, int, str]]]:
    amendment, findings = read_amendment(text, FILE, "note")
    return amendment, [(one.rule, one.message, one.span.line, one.hint) for one in findings]


def test_every_field_is_read() -> None:
    amendment, findings = read(WHOLE)
    assert findings == []
    assert amendment is not None
    assert amendment.forms == ("loi", "senat")
    assert [(one.source, one.article, one.after, one.proposed) for one in amendment.changes] == [
        ("code-lacs", "12-3", "", ("Le premier alinéa sur deux lignes.", "Le second.")),
        ("code-lacs", "12-3-1", "12-3", ("Un article nouveau.",)),
        ("code-lacs", "12-4", "", ()),
    ]
    assert amendment.vehicle == Vehicle("ppl-12", "3", "première lecture", Date(2026, 12, 1))
    assert (amendment.rationale, amendment.fallback) == ("Pourquoi.", "amendment-repli.yaml")
    assert amendment.changes[1].places["article"].line == 9


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("senat, loi", "sénat, loi", ("invalid-value", "« sénat » is not known here", 1, "did you mean « senat »?")),
        ("fallback:", "falback:", ("unknown-field", "field « falback » is unknown", 16, "did you mean « fallback »?")),
        (
            "code-lacs/12-4",
            "code-lacs",
            (
                "invalid-value",
                "« code-lacs » names no article",
                12,
                "write the record and the article: « code-penal/227-23 »",
            ),
        ),
        (
            "    repeal: true\n",
            "",
            ("missing-field", "the text wanted is missing", 12, "add « proposed: … »"),
        ),
        (
            "    repeal: true",
            "    repeal: true\n    proposed: Un texte.",
            (
                "invalid-value",
                "an article is repealed, or it has a text",
                13,
                "leave « proposed » or « repeal » out",
            ),
        ),
        (
            "vehicle: {bill: ppl-12, stage: première lecture, after-article: 3, deadline: 2026-12-01}\n",
            "",
            ("missing-field", "an amendment needs the bill that it is tabled to", 1, "add « vehicle: … »"),
        ),
        (
            "bill: ppl-12, ",
            "",
            ("missing-field", "field « bill » is missing", 14, "add « bill: … »"),
        ),
        (
            "fallback: amendment-repli.yaml",
            "fallback: ../../../x.yaml",
            (
                "invalid-value",
                "« ../../../x.yaml » leads out of the campaign",
                16,
                "copy the file into the campaign, and write its path from « briefs/note »",
            ),
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, finding: tuple[str, str, int, str]) -> None:
    """An advocate who mistypes learns which line to mend, and how; nothing else is reported."""
    assert WHOLE.count(old) == 1
    amendment, findings = read(WHOLE.replace(old, new))
    assert findings == [finding]
    assert amendment is not None


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", None),
        ("- a list\n", None),
        ("form: loi\n", ["field « changes » is missing"]),
        ("form: loi\nchanges: []\n", ["nothing is changed"]),
        ("changes:\n  - article: code-lacs/12-3\n    repeal: true\n", ["field « form » is missing"]),
        ("form: loi\nchanges:\n  - proposed: Un texte.\n", ["field « article » is missing"]),
    ],
)
def test_without_a_change_there_is_no_amendment(text: str, messages: list[str] | None) -> None:
    amendment, findings = read(text)
    assert amendment is None
    assert findings
    assert messages is None or [message for _, message, _, _ in findings] == messages
