"""What an advocate writes in amendment.yaml, and what is said of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from plaidoyer.diagnostics import Span
from plaidoyer.records import text as t
from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.amendments import Amendment, Vehicle
from plaidoyer.records.dates import Date
from plaidoyer.records.text import Body, Paragraph, Text

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
        ("code-lacs", "12-4", "", None),
    ]
    assert [one.repeal for one in amendment.changes] == [False, False, True]
    place = Span(FILE, 14, 10, 79)
    assert amendment.vehicle
    vehicle = replace(amendment.vehicle, places={})
    assert vehicle == Vehicle("ppl-12", "première lecture", "", "3", Date(2026, 12, 1), place, {})
    assert amendment.vehicle.places["bill"] == Span(FILE, 14, 17, 6)
    words = Span(FILE, 15, 12, 9)
    assert amendment.rationale == Body((Paragraph((Text("Pourquoi.", words),), words),))
    assert (amendment.fallback, amendment.fallback_file) == (None, "amendment-repli.yaml")
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
            "code-lacs/12-4",
            "[code-lacs/12-4]",
            (
                "invalid-value",
                "a text is expected here, not a list",
                12,
                '« [ » or « - » makes a list of it; a text that holds it needs quotation marks: "[code-lacs/12-4]"',
            ),
        ),
        (
            "after-article: 3",
            "after-article: [3]",
            (
                "invalid-value",
                "a text is expected here, not a list",
                14,
                '« [ » or « - » makes a list of it; a text that holds it needs quotation marks: "[3]"',
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
            "after-article: 3",
            "article: 2, after-article: 3",
            (
                "invalid-value",
                "an amendment changes an article of the bill, or adds one",
                14,
                "keep « article » to change that article, « after-article » to add one after it",
            ),
        ),
        (
            "after-article: 3",
            'article: "3"',
            (
                "missing-field",
                "nothing says after which article of the bill the law's article is added",
                14,
                "add « after-article: … » to the vehicle",
            ),
        ),
        (
            "after-article: 3, ",
            "",
            (
                "missing-field",
                "nothing says after which article of the bill the law's article is added",
                14,
                "add « after-article: … » to the vehicle",
            ),
        ),
        (
            "    repeal: true",
            '    repeal: true\n    after: "12-3"',
            ("invalid-value", "an article that is repealed is not put after another", 14, "leave « after » out"),
        ),
        (
            "code-lacs/12-4",
            "code-lacs/12-3",
            (
                "invalid-value",
                "article 12-3 of « code-lacs » is changed twice",
                12,
                "put both changes into one text under « proposed »",
            ),
        ),
        (
            "rationale: Pourquoi.",
            "rationale: {a: b}",
            (
                "invalid-value",
                "a text is expected here, not a mapping",
                15,
                '« : » makes a mapping of it; a text that holds it needs quotation marks: "{a: b}"',
            ),
        ),
        (
            "rationale: Pourquoi.",
            "rationale: Pourquoi <!-- dit",
            ("invalid-markdown", "this comment is not closed", 15, "close it with « --> »"),
        ),
        (
            "form: [senat, loi]",
            "# plaidoyer: allow\nform: [senat, loi]",
            (
                "invalid-value",
                "this allowance lacks its rule or its reason",
                1,
                "write « # plaidoyer: allow RULE: reason », with the rule's name and a reason",
            ),
        ),
        (
            "form: [senat, loi]",
            "form: []",
            ("invalid-value", "no form is named", 1, "write one or more of loi, an, senat"),
        ),
        (
            "    repeal: true",
            "    repeal: oui",
            ("invalid-value", "« oui » is neither true nor false", 13, "write true"),
        ),
        (
            "    repeal: true",
            "    proposed:",
            ("missing-field", "the text wanted is missing", 13, "add « proposed: … »"),
        ),
        (
            "    repeal: true",
            "    proposed: [Un, deux]",
            (
                "invalid-value",
                "a text is expected here, not a list",
                13,
                "write « proposed: | », and the alinéas below it, a blank line between two",
            ),
        ),
        (
            '    after: "12-3"',
            "    after: [12-3]",
            (
                "invalid-value",
                "a text is expected here, not a list",
                10,
                '« [ » or « - » makes a list of it; a text that holds it needs quotation marks: "[12-3]"',
            ),
        ),
        (
            "after-article: 3",
            "after-article: l'article 3",
            (
                "invalid-value",
                "« l'article 3 » is no number of an article",
                14,
                "write the number alone: « 3 », « 1er », « 3 bis »",
            ),
        ),
        (
            "rationale: Pourquoi.",
            "rationale: [Pourquoi]",
            (
                "invalid-value",
                "a text is expected here, not a list",
                15,
                "write « rationale: | », and the text below it, indented",
            ),
        ),
        (
            "amendment-repli.yaml",
            "./amendment.yaml",
            (
                "invalid-value",
                "an amendment cannot fall back on itself",
                16,
                "name a « .yaml » file beside this one, or leave « fallback » out",
            ),
        ),
        (
            "amendment-repli.yaml",
            "../memo/amendment.yaml",
            (
                "invalid-value",
                "« ../memo/amendment.yaml » is not in the brief's folder",
                16,
                "name a « .yaml » file beside this one, or leave « fallback » out",
            ),
        ),
        (
            "amendment-repli.yaml",
            "brief.md",
            (
                "invalid-value",
                "« brief.md » is no amendment",
                16,
                "name a « .yaml » file beside this one, or leave « fallback » out",
            ),
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


RATIONALE = """form: an
changes:
  - article: ppl-12/2
    proposed: Un texte.
vehicle: {bill: ppl-12}
"""


def places(text: str) -> list[tuple[str, str]]:
    """The kind of each inline of a rationale, and the words of the file at its place."""
    amendment, findings = read(text)
    assert findings == []
    assert amendment
    assert amendment.rationale
    lines = text.split("\n")
    found = [inline for run in t.runs(amendment.rationale.blocks) for inline in t.inlines(run.children)]
    spans = [(type(one).__name__, one.span) for one in found]
    shown = [(kind, lines[at.line - 1][at.column - 1 : at.column - 1 + at.length]) for kind, at in spans]
    return [(kind, words) for kind, words in shown if words.strip()]


@pytest.mark.parametrize("head", ["rationale: |", "rationale: |2-", "# plus haut\nrationale: |\n"])
def test_each_word_of_a_rationale_knows_its_place(head: str) -> None:
    """A figure that differs is reported at its line and column, within the indented block."""
    assert places(f"{RATIONALE}{head}\n  Un [cas](figure:a/b).\n\n  - Le *second* [@c/d]\n    suit.\n") == [
        ("Text", "Un"),
        ("EvidenceLink", "[cas](figure:a/b)"),
        ("Text", "cas"),
        ("Text", "."),
        ("Text", "Le"),
        ("Emphasis", "*second*"),
        ("Text", "second"),
        ("Citation", "[@c/d]"),
        ("Text", "suit."),
    ]


@pytest.mark.parametrize("text", ["rationale: Un *cas*.\n", 'rationale: "Un *cas*."\n', "rationale: >\n  Un *cas*.\n"])
def test_a_rationale_may_be_a_line(text: str) -> None:
    kinds = places(RATIONALE + text)
    assert ("Emphasis", "*cas*") in kinds
    assert ("Text", "cas") in kinds


def test_folded_paragraphs_stay_paragraphs() -> None:
    amendment, _ = read(f"{RATIONALE}rationale: >\n  Un\n  deux.\n\n  Trois.\n")
    assert amendment
    assert amendment.rationale
    assert len(amendment.rationale.blocks) == 2


def test_an_amendment_of_a_bill_names_its_article() -> None:
    amendment, findings = read(RATIONALE.replace("ppl-12}", "ppl-12, article: 2}"))
    assert findings == []
    assert amendment
    assert amendment.vehicle
    assert amendment.vehicle.article == "2"
    _, findings = read(RATIONALE.replace("ppl-12}", "ppl-12, article: 3}"))
    assert [(rule, line) for rule, _, line, _ in findings] == [("invalid-value", 3)]


def test_what_is_allowed_is_known() -> None:
    text = RATIONALE.replace("an\n", "an # plaidoyer: allow heading-skip: court\n")
    amendment, findings = read(f"{text}rationale: |\n  Un. <!-- plaidoyer: allow missing-glyph: rare -->\n")
    assert findings == []
    assert amendment
    assert [(one.rule, one.first) for one in amendment.allowances] == [
        ("heading-skip", 1),
        ("missing-glyph", 7),
    ]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", []),
        ("form: loi\n", ["field « changes » is missing"]),
        ("form: loi\nchanges: []\n", ["nothing is changed"]),
        ("form: loi\nchanges: [x]\n", ["a mapping of fields is expected here, not a text"]),
        ("changes:\n  - article: code-lacs/12-3\n    repeal: true\n", ["field « form » is missing"]),
        ("form: an\nchanges: []\nvehicle: {bill: ppl-12}\n", ["nothing is changed"]),
        ("form: loi\nchanges:\n  - proposed: Un texte.\n", ["field « article » is missing"]),
    ],
)
def test_the_reasons_are_read_whatever_else_is_wrong(text: str, messages: list[str]) -> None:
    """One run tells of a misquoted figure too: nobody mends a file in two rounds."""
    amendment, findings = read(f"{text}rationale: Pourquoi.\n")
    assert amendment
    assert amendment.rationale
    found = [message for _, message, _, _ in findings]
    assert found == (messages or ["field « form » is missing", "field « changes » is missing"])


@pytest.mark.parametrize("text", ["", "- a list\n", "a text\n"])
def test_what_holds_no_fields_is_no_amendment(text: str) -> None:
    amendment, findings = read(text)
    assert amendment is None
    assert len(findings) == 1


@pytest.mark.parametrize(
    "written",
    [
        "|\n\n      Un\n        deux.\n   \n\n      Trois.\n\n",
        ">\n      Un\n      deux.\n\n      Trois.\n",
        "Un\n      deux.\n\n      Trois.\n",
        '"Un\n      deux.\n\n      Trois."\n',
        '"Un deux.\\n\\nTrois."\n',
    ],
)
def test_a_blank_line_parts_alineas_in_every_style(written: str) -> None:
    """Alinéas that ran together would be proposed as one."""
    amendment, findings = read(f"form: loi\nchanges:\n  - article: code-lacs/12-3\n    proposed: {written}")
    assert findings == []
    assert amendment
    assert amendment.changes[0].proposed == ("Un deux.", "Trois.")
