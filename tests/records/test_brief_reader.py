"""A brief: front matter with places in the whole file, then Markdown."""

from __future__ import annotations

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.records.brief_reader import FIELDS, read_brief
from plaidoyer.records.briefs import Brief, FigureName
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import Localised, Qualifier, Unit
from plaidoyer.records.text import Citation, Emphasis, Heading, inlines

FILE = "briefs/note/brief.md"

WHOLE = """\
---
title: "Protéger : une phrase suffit"
subtitle: Une note
template: one-pager
lang: en
date: 2026-11-24
version: 1.10
authors: [Anne, Paul]
issuer: Fondation
audience: Commission des lois
recipients: Mme la présidente
ask: >-
  Que le Parlement complète *l'article* 227-23,
  et vite [@loi/premier].
contact: a@example.org
transparency: Fonds propres
notice: Démonstration  # plaidoyer: allow secondary-source: the report is not public
keywords: [droit]
abbreviations: {IA: intelligence artificielle}
csl: style.csl
derived:
  moyenne:
    inputs: {n: agence-2024-10/rapports}
    formula: n / 6
    unit: {fr: {one: rapport, other: rapports}}
    digits: 1
    qualifier: about
    of: reçus
    caveat: {fr: provisoire}
evidence-annex: true
attach: [evidence]
large-print: true
edition: deuxième
---

## Le problème {#problem}

Une phrase [@agence-2024-10/rapports].
"""


def read(text: str) -> Brief:
    """A brief without fault."""
    brief, findings = read_brief(text, FILE, "note", "fr", "policy-brief")
    assert findings == ()
    assert brief is not None
    return brief


def faults(text: str) -> list[tuple[str, int]]:
    """Rule and line of every finding."""
    _, findings = read_brief(text, FILE, "note", "fr", "policy-brief")
    return [(finding.rule, finding.span.line) for finding in findings]


def test_every_field_is_read() -> None:
    brief = read(WHOLE)
    assert set(brief.places) == set(FIELDS)
    assert (brief.title, brief.subtitle, brief.template, brief.lang, brief.date, brief.version) == (
        "Protéger : une phrase suffit", "Une note", "one-pager", "en", Date(2026, 11, 24), "1.10",
    )  # fmt: skip
    assert (brief.authors, brief.issuer, brief.audience, brief.recipients) == (
        ("Anne", "Paul"), "Fondation", "Commission des lois", ("Mme la présidente",),
    )  # fmt: skip
    assert (brief.contact, brief.transparency, brief.notice, brief.keywords, brief.abbreviations) == (
        "a@example.org", "Fonds propres", "Démonstration", ("droit",), {"IA": "intelligence artificielle"},
    )  # fmt: skip
    assert (brief.csl, brief.evidence_annex, brief.attach, brief.large_print, brief.edition) == (
        "style.csl", True, ("evidence",), True, "deuxième",
    )  # fmt: skip
    derived = brief.derived["moyenne"]
    assert derived.inputs == {"n": FigureName("agence-2024-10", "rapports", Span(FILE, 23, 17, 23))}
    assert (derived.formula, derived.unit, derived.digits, derived.qualifier, derived.of, derived.caveat) == (
        "n / 6", Unit(names={"fr": {"one": "rapport", "other": "rapports"}}), 1, Qualifier.ABOUT,
        Localised({"": "reçus"}), Localised({"fr": "provisoire"}),
    )  # fmt: skip


def test_a_single_word_says_what_to_attach() -> None:
    """Nobody writes a list of one."""
    assert read("---\ntitle: x\nattach: evidence\n---\n").attach == ("evidence",)


def test_the_ask_is_markdown_with_its_places() -> None:
    """An unknown source in the ask must be shown on its own line, not at the top of the field."""
    found = list(inlines(read(WHOLE).ask))
    emphasis = next(inline for inline in found if isinstance(inline, Emphasis))
    citation = next(inline for inline in found if isinstance(inline, Citation))
    assert (emphasis.span.line, emphasis.span.column) == (13, 29)
    assert (citation.items[0].span.line, citation.items[0].source) == (14, "loi")


def test_the_text_counts_its_lines_in_the_file() -> None:
    brief = read(WHOLE)
    heading = brief.body.blocks[0]
    assert isinstance(heading, Heading)
    assert heading.span.line == 36
    assert [(each.rule, each.first) for each in brief.body.allowances] == [("secondary-source", 17)]


def test_language_and_template_are_the_campaigns_where_none_is_named() -> None:
    brief = read("---\ntitle: x\n---\n")
    assert (brief.lang, brief.template) == ("fr", "policy-brief")


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("lang: de", "invalid-value"),
        ("date: 24/11/2026", "invalid-value"),
        ("versoin: 2", "unknown-field"),
        ("large-print: oui", "invalid-value"),
        ("attach: /etc/passwd", "invalid-value"),
        ("attach: [evidence, annexe.pdf]", "invalid-value"),
        ("attach: true", "invalid-value"),
        ("template: ../x", "invalid-value"),
        ("title: y", "duplicate-key"),
        ("ask: [a]", "invalid-value"),
        ("notice: un : deux", "invalid-yaml"),
        ("derived: {a: {inputs: {n: x}, formula: n, unit: EUR}}", "invalid-value"),
        ("derived: {a: {inputs: {N: x/y}, formula: n, unit: EUR}}", "invalid-value"),
        ("derived: {a: {inputs: {n: x/y}, formula: n}}", "missing-field"),
        ("# plaidoyer: allow heading-skip", "invalid-value"),
    ],
)
def test_a_fault_of_the_front_matter_hides_neither_the_brief_nor_the_text(field: str, rule: str) -> None:
    text = f"---\ntitle: x\n{field}\n---\n\n::: open\nUne phrase.\n"
    assert faults(text) == [(rule, 3), ("invalid-markdown", 6)]
    assert read_brief(text, FILE, "note", "fr", "policy-brief")[0] is not None


def test_a_brief_without_title_is_called_by_its_folder() -> None:
    brief, (finding,) = read_brief("---\nlang: fr\n---\n", FILE, "note", "fr", "policy-brief")
    assert (finding.rule, finding.span.line) == ("missing-field", 1)
    assert brief is not None
    assert brief.title == "note"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("# Titre\n\nTexte.\n", "has no front matter", id="none"),
        pytest.param("\n---\ntitle: x\n---\n", "has no front matter", id="too late"),
        pytest.param("---\ntitle: x\n\n# Titre\n", "never closed", id="never closed"),
        pytest.param("---\n---\n", "nothing here", id="empty"),
        pytest.param("---\n- a\n---\n", "mapping of fields", id="a list"),
    ],
)
def test_front_matter_that_is_none_is_told(text: str, said: str) -> None:
    brief, findings = read_brief(text, FILE, "note", "fr", "policy-brief")
    assert brief is None
    assert said in findings[0].message
    assert findings[0].hint
