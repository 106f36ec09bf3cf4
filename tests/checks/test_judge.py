"""Findings are weighed, silenced and sorted in one place."""

from __future__ import annotations

from plaidoyer.checks.judge import judge, may_be_silenced, useless_allowances
from plaidoyer.checks.marks import is_draft
from plaidoyer.checks.rules import BY_ID, RULES
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.records.text import Allowance


def finding(rule: str, line: int = 1, file: str = "briefs/a/brief.md") -> Finding:
    return Finding(rule, "something", Span(file, line))


def test_findings_are_sorted_by_place_and_said_once() -> None:
    verdict = judge(
        [finding("invalid-value", 9), finding("heading-skip", 2), finding("invalid-value", 9)], {}, {}, final=False
    )
    assert [(one.span.line, one.severity) for one in verdict.findings] == [(2, Severity.WARNING), (9, Severity.ERROR)]


def test_final_makes_strict_rules_errors() -> None:
    (one,) = judge([finding("citation-without-passage")], {}, {}, final=True).findings
    assert one.severity is Severity.ERROR


def test_a_comment_silences_its_rule_on_its_lines_alone() -> None:
    allowance = Allowance("heading-skip", "because", 3, 5, Span("briefs/a/brief.md", 2))
    found = [finding("heading-skip", line) for line in (2, 3, 5, 6)] + [finding("missing-image", 4)]
    verdict = judge(found, {}, {"briefs/a/brief.md": [allowance]}, final=False)
    assert [one.span.line for one in verdict.findings] == [2, 4, 6]
    assert [(one.finding.span.line, one.reason) for one in verdict.silenced] == [(3, "because"), (5, "because")]


def test_the_settings_silence_a_rule_everywhere() -> None:
    assert judge([finding("missing-part")], {"missing-part": "why"}, {}, final=False).findings == ()


def test_evidence_and_unreadable_files_are_never_silenced() -> None:
    """A reason must not hide that a claim has no source."""
    rules = [rule.id for rule in RULES if rule.evidence] + ["invalid-yaml", "not-typeset", "template-error"]
    assert "unknown-source" in rules
    found = [finding(rule) for rule in rules]
    assert len(judge(found, dict.fromkeys(rules, "why"), {}, final=False).findings) == len(rules)
    assert not any(map(may_be_silenced, rules))


def test_comments_that_can_silence_nothing_are_reported() -> None:
    allowances = [
        Allowance(rule, "why", 1, 1, Span("f")) for rule in ("unknown-source", "no-such-rule", "missing-part")
    ]
    assert len(list(useless_allowances(allowances))) == 2


def test_every_rule_says_why_and_how_to_mend() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(rule.title and rule.why.endswith(".") and rule.mend.endswith(".") for rule in RULES)


def test_a_finding_may_weigh_less_than_its_rule_and_never_more() -> None:
    """A capture that is missing while its receipts hold is a note: with an error, no clone of a campaign would pass."""
    note = Finding("capture-missing", "m", Span("f"), "", Severity.NOTE)
    error = Finding("heading-skip", "m", Span("f"), "", Severity.ERROR)
    strict = Finding("uncited-figure", "m", Span("f"), "", Severity.ERROR)
    for final, expected in (
        (
            False,
            {"capture-missing": Severity.NOTE, "heading-skip": Severity.WARNING, "uncited-figure": Severity.WARNING},
        ),
        (True, {"capture-missing": Severity.NOTE, "heading-skip": Severity.WARNING, "uncited-figure": Severity.ERROR}),
    ):
        found = judge([note, error, strict], {}, {}, final=final).findings
        assert {one.rule: one.severity for one in found} == expected


def test_only_errors_in_its_own_files_make_a_draft() -> None:
    warning = judge([finding("heading-skip")], {}, {}, final=False).findings
    assert not is_draft(warning, ["briefs/a/brief.md"])
    assert not is_draft([finding("invalid-value", file="sources/x.yaml")], ["briefs/a/brief.md"])
    assert is_draft([finding("invalid-value")], ["briefs/a/brief.md"])


def test_the_lighter_weight_counts() -> None:
    """A copy that is missing while a receipt holds is a note, though its rule is an error; nothing weighs more."""
    light = Finding("capture-missing", "m", Span("f"), severity=Severity.NOTE)
    heavy = Finding("heading-skip", "m", Span("f"), severity=Severity.ERROR)
    weights = {one.rule: one.severity for one in judge([light, heavy], {}, {}, final=False).findings}
    assert weights == {"capture-missing": Severity.NOTE, "heading-skip": Severity.WARNING}


def test_a_comment_that_allows_nothing_is_told() -> None:
    """Somebody who mistypes a rule would believe that it is silenced."""
    places = [Span("f", line) for line in (3, 5, 7)]
    rules = ("heading-skop", "law-mismatch", "heading-skip")
    allowances = [Allowance(rule, "because", 1, 2, place) for rule, place in zip(rules, places, strict=True)]
    assert list(useless_allowances(allowances)) == [
        Finding(
            "invalid-value", "there is no rule « heading-skop » to allow", places[0], "« plaidoyer rules » lists them"
        ),
        Finding(
            "invalid-value",
            "« law-mismatch » cannot be silenced",
            places[1],
            "mend what it reports, and take the comment out",
        ),
    ]
