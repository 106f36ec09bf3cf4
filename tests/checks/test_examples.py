"""Every rule has an example of how it is broken and mended: the manual shows it, and here it is put to the proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plaidoyer.checks.examples import SAID_FILE, Example, campaign, examples
from plaidoyer.checks.rules import RULES
from plaidoyer.cli import manual
from plaidoyer.cli.rehearsal import rehearse, said_of
from plaidoyer.pipeline.run import Report

ROOT = Path(__file__).parents[2]
IDS = [rule.id for rule in RULES]
AGAIN = "run tools/write_rules.py, and read the difference"


def rules_in(report: Report, example: Example) -> set[str]:
    """What was reported, but what is always said: that the layout was not checked, and that nobody has reviewed it."""
    always = {"layout-unchecked", "unreviewed-claim"} - {example.rule} - example.said_too
    return {finding.rule for finding in report.findings} - always


@pytest.fixture(scope="module")
def mended_before() -> dict[str, set[str]]:
    """What was reported of mended campaigns, by their files: most are the campaign that examples differ from."""
    return {}


def test_every_rule_has_an_example() -> None:
    """A rule without one is a riddle to the advocate who meets it."""
    assert list(examples()) == IDS
    assert all(example.mended or example.mending for example in examples().values())


@pytest.mark.parametrize("rule", IDS)
def test_a_failing_example_is_reported_where_it_stands_and_as_the_manual_says(rule: str, tmp_path: Path) -> None:
    example = examples()[rule]
    report = rehearse(example, tmp_path, mended=False)
    places = {(finding.span.file, finding.span.line) for finding in report.findings if finding.rule == rule}
    file, line = example.place
    assert places == {(file, line + more) for more in range(example.lines)}
    assert rules_in(report, example) == {rule} | example.said_too
    kept = json.loads(SAID_FILE.read_text(encoding="utf-8"))
    assert said_of(report, example, tmp_path) == kept.get(rule), AGAIN


@pytest.mark.parametrize("rule", IDS)
def test_a_mended_example_has_nothing_left_to_mend(
    rule: str, tmp_path: Path, mended_before: dict[str, set[str]]
) -> None:
    """Who does as the manual says must not be sent on to the next error."""
    example = examples()[rule]
    same = repr((example.files(mended=True), example.tracked, example.mended_command, example.rule))
    if same not in mended_before:
        report = rehearse(example, tmp_path, mended=True)
        mended_before[same] = rules_in(report, example) | set(report.failures)
    assert mended_before[same] == set()


def test_the_page_of_rules_is_the_rules() -> None:
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == manual.as_markdown(), AGAIN


def test_nothing_is_said_of_rules_that_are_no_more() -> None:
    assert set(json.loads(SAID_FILE.read_text(encoding="utf-8"))) == set(IDS), AGAIN


def test_the_manual_shows_the_failing_lines_what_is_said_and_the_mended_lines() -> None:
    assert manual.explain("unknown-figure") == (
        "unknown-figure: error\n"
        "\n"
        "A link names a figure that its record, or « derived », does not have. The number has no\n"
        "source.\n"
        "\n"
        "To mend it: Correct the name, or add the figure to the record.\n"
        "\n"
        "It cannot be silenced.\n"
        "\n"
        "For example, in briefs/clean-lakes/brief.md:\n"
        "\n"
        "    A year of inspections costs [](figure:lake-survey/costs).\n"
        "\n"
        "« plaidoyer check » says:\n"
        "\n"
        "    error[unknown-figure]: the record « lake-survey » has no figure « costs »\n"
        "      --> briefs/clean-lakes/brief.md:44:29\n"
        "       |\n"
        "    44 | A year of inspections costs [](figure:lake-survey/costs).\n"
        "       |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "       = mend: did you mean « cost »?\n"
        "\n"
        "Mended:\n"
        "\n"
        "    A year of inspections costs [](figure:lake-survey/cost)."
    )


def test_the_manual_tells_what_its_lines_cannot_show() -> None:
    assert "in sources/lakes-code.yaml, saved as windows-1252:" in manual.explain("invalid-file")
    assert "(these words 60 times):" in manual.explain("too-long")
    assert "« plaidoyer check --layout » says:" in manual.explain("too-long")
    assert "Mended, as sources/lake-survey-release.yaml:" in manual.explain("duplicate-id")
    assert "Mended: Run « plaidoyer lock », which writes" in manual.explain("invalid-receipts")
    assert "git was told of sources/captures/lake-survey.txt. For example" in manual.explain("private-capture-tracked")
    assert "sha256 of" not in manual.explain("capture-changed")
    assert "9d9595c5d94f…" in manual.explain("capture-changed")


def test_an_example_that_no_longer_fits_its_campaign_is_told() -> None:
    """A campaign may be edited; an example that silently changed nothing would prove nothing."""
    with pytest.raises(ValueError, match="do not stand once"):
        Example("unknown-field", "sources/lakes-code.yaml", failing="titel: x\n", mended="titles: x\n").files(
            mended=False
        )


def test_the_campaign_of_the_manual_is_whole() -> None:
    """Were its data not shipped, « plaidoyer rules » would fail where it is installed."""
    assert {"plaidoyer.toml", "sources/captures/lake-survey.txt", "briefs/clean-lakes/brief.md"} <= set(campaign())
