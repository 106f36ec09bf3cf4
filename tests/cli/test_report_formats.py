"""What servers of continuous integration read: SARIF, JUnit XML and annotations of GitHub Actions.

``sarif-schema-2.1.0.json`` is the schema of OASIS, errata 01 of version 2.1.0, as OASIS publishes it (© OASIS Open).
``junit-10.xsd`` is that of the Jenkins xUnit plugin; its licence stands in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from plaidoyer.checks.rules import RULES
from plaidoyer.cli.formats import prefix_of, told
from plaidoyer.cli.report_github import as_github
from plaidoyer.cli.report_junit import as_junit
from plaidoyer.cli.report_sarif import FINGERPRINT, as_sarif, driver
from plaidoyer.diagnostics import Finding, Severity, Silenced, Span
from plaidoyer.pipeline.run import Report

HERE = Path(__file__).parent
OASIS: dict[str, Any] = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
SCHEMA = jsonschema.Draft4Validator(OASIS)
RESULT = jsonschema.Draft4Validator({**OASIS["definitions"]["result"], "definitions": OASIS["definitions"]})
XSD = etree.XMLSchema(etree.parse(HERE / "junit-10.xsd"))

BRIEF = "briefs/x/brief.md"
ERROR = Finding("unknown-source", "no source is called « b »", Span(BRIEF, 12, 6, 4), "did you mean « c »?")
WARNING = Finding("heading-skip", "a level is skipped", Span(BRIEF, 20), "write « ## »", Severity.WARNING)
NOTE = Finding("layout-unchecked", "not checked", Span("briefs/y/brief.md"), "", Severity.NOTE)
HOSTILE = "a\r\n::set-output name=x::1%0A::error::y,line=9:\x1b[2J\u202e\ufffe\x00 ]]> <b> & \udcff"


def report(*findings: Finding, silenced: tuple[Silenced, ...] = (), failures: tuple[str, ...] = ()) -> Report:
    return Report(findings, silenced, briefs=2, claims=2, sources=3, failures=failures)


def hostile(text: str = HOSTILE) -> Report:
    """Every text that a finding has is somebody else's."""
    finding = Finding("unknown-source", text, Span(f"briefs/{text}", 3, 2), text)
    silenced = Silenced(Finding("heading-skip", text, Span(f"sources/{text}")), text)
    return report(finding, silenced=(silenced,), failures=(text,))


def lines(file: str) -> list[str]:
    return ["", "## Titre", "Le texte."] if file == BRIEF else []


# SARIF --------------------------------------------------------------------------------------------


def sarif(of: Report, allowed: dict[str, str] | None = None, prefix: str = "", of_file: Any = lines) -> Any:
    """The run of a log that the schema of OASIS accepts."""
    text = as_sarif(of, of_file, allowed or {}, prefix).encode(errors="backslashreplace")
    log = json.loads(text)
    SCHEMA.validate(log)
    return log["runs"][0]


def test_the_schema_is_whole_and_refuses_what_is_wrong() -> None:
    """A schema that accepts everything would prove nothing of the logs below."""
    assert OASIS["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    assert len(OASIS["definitions"]) == 52
    wrong = json.loads(as_sarif(report(ERROR), lines, {}, ""))
    wrong["runs"][0]["results"][0]["level"] = "fatal"
    assert not SCHEMA.is_valid(wrong)


def test_a_result_has_the_place_the_rule_and_the_way_to_mend_it() -> None:
    run = sarif(report(ERROR, WARNING, NOTE))
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "unknown-source" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert result["message"]["text"] == "no source is called « b »\ndid you mean « c »?"
    assert place["artifactLocation"] == {"uri": BRIEF, "uriBaseId": "SRCROOT"}
    assert place["region"] == {"startLine": 12, "startColumn": 6, "endColumn": 10}
    assert run["columnKind"] == "unicodeCodePoints"
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note"]
    assert run["results"][2]["message"]["text"] == "not checked"


def test_every_rule_is_described_with_its_example() -> None:
    """The page of an alert is where a reviewer learns what to do."""
    driver = sarif(report())["tool"]["driver"]
    assert driver["name"] == "plaidoyer"
    assert driver["semanticVersion"] == driver["version"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.id for rule in RULES]
    rule = next(rule for rule in driver["rules"] if rule["id"] == "heading-skip")
    assert rule["name"] == "HeadingSkip"
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["shortDescription"]["text"] == "A heading skips a level."
    assert rule["fullDescription"]["text"].startswith("A heading skips a level. Screen readers")
    assert rule["help"]["text"].startswith("To mend it: Use « ## »")
    assert "#### Do nothing\n```" in rule["help"]["markdown"]
    assert "### Do nothing\n```" in rule["help"]["markdown"]


def test_a_message_that_shows_a_link_makes_none() -> None:
    """« [words](figure:id) » in a plain SARIF message would be a link to nowhere; « [@id] » is none."""
    hint = "write [words](figure:id/name), or [@id/passage], or []{.ours}"
    finding = Finding("uncited-figure", "m", Span(BRIEF), hint)
    text = sarif(report(finding))["results"][0]["message"]["text"]
    assert text == r"m" + "\n" + r"write \[words](figure:id/name), or [@id/passage], or []{.ours}"


def prints(*findings: Finding, at: dict[int, str]) -> list[str]:
    text = ["" for _ in range(99)]
    for line, words in at.items():
        text[line - 1] = words
    return [
        one["partialFingerprints"][FINGERPRINT] for one in sarif(report(*findings), of_file=lambda _: text)["results"]
    ]


def test_an_alert_stays_the_same_when_its_line_moves() -> None:
    """A paragraph added above must not close every alert and open it anew."""
    first, second = Finding("heading-skip", "m", Span(BRIEF, 4)), Finding("heading-skip", "m", Span(BRIEF, 9))
    before = prints(first, second, at={4: "#### A", 9: "#### A"})
    moved = (Finding("heading-skip", "m", Span(BRIEF, 14, 3)), Finding("heading-skip", "m", Span(BRIEF, 19)))
    assert prints(*moved, at={14: "  #### A", 19: "#### A"}) == before
    assert len(set(before)) == 2
    assert not set(before) & set(prints(first, second, at={4: "#### B", 9: "#### B"}))
    assert not set(before) & set(prints(Finding("missing-part", "m", Span(BRIEF, 4)), at={4: "#### A"}))
    assert prints(Finding("heading-skip", "m", Span(BRIEF, 120)), at={})


def test_what_is_silenced_is_suppressed_with_its_reason() -> None:
    silenced = (Silenced(WARNING, "the layout wants it"), Silenced(NOTE, "set in the settings"))
    results = sarif(report(silenced=silenced), {"layout-unchecked": "set in the settings"})["results"]
    assert [one["suppressions"] for one in results] == [
        [{"kind": "inSource", "justification": "the layout wants it"}],
        [{"kind": "external", "justification": "set in the settings"}],
    ]
    assert "suppressions" not in sarif(report(ERROR))["results"][0]


def test_a_failure_of_the_machine_is_no_success() -> None:
    """A scan that broke off must not close the alerts of the last one."""
    invocation = sarif(report(failures=("dist: disk full",)))["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [{"level": "error", "message": {"text": "dist: disk full"}}]
    assert sarif(report(ERROR))["invocations"][0]["executionSuccessful"] is True


def test_addresses_are_percent_encoded_and_start_at_the_top_of_the_repository() -> None:
    finding = Finding("invalid-file", "m", Span("sources/été %20 a:b#c?\udcff.yaml"))
    (result,) = sarif(report(finding), prefix="campaigns/lakes/")["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "campaigns/lakes/sources/%C3%A9t%C3%A9%20%2520%20a%3Ab%23c%3F%FF.yaml"


def test_a_shipped_template_is_not_looked_for_in_the_repository() -> None:
    finding = Finding("template-error", "m", Span("plaidoyer:templates/one-pager/template.html", 3))
    (result,) = sarif(report(finding), prefix="lakes/")["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "plaidoyer%3Atemplates/one-pager/template.html"}


def test_the_address_of_the_program_is_named_where_its_package_has_one() -> None:
    assert "informationUri" not in driver("1.0.0", [])
    assert "informationUri" not in driver("1.0.0", ["Changes, https://a.example/c"])
    addresses = ["Source, https://a.example/s", "Homepage, https://a.example/"]
    assert driver("1.0.0", addresses)["informationUri"] == "https://a.example/"


def test_a_version_between_two_releases_is_not_called_semantic() -> None:
    assert driver("1.0.0-rc.1+g1", [])["semanticVersion"] == "1.0.0-rc.1+g1"
    assert "semanticVersion" not in driver("1.0.dev1", [])


@given(st.text(max_size=40))
@example(HOSTILE)
def test_no_text_breaks_a_sarif_log(text: str) -> None:
    log = json.loads(as_sarif(hostile(text), lines, {}, "").encode(errors="backslashreplace"))
    for result in log["runs"][0]["results"]:
        RESULT.validate(result)
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert address.isascii()
        assert not set(address) & set(' "<>\\^`{|}')


# JUnit --------------------------------------------------------------------------------------------


def junit(of: Report, *files: str, prefix: str = "") -> ElementTree.Element:
    """The suite of a report that the schema accepts."""
    data = as_junit(of, files, prefix).encode()
    XSD.assertValid(etree.fromstring(data))
    (suite,) = ElementTree.fromstring(data)
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
    assert suite.get("errors") == str(sum(case.find("error") is not None for case in cases))
    return suite


def test_a_file_is_a_test_that_fails_with_all_its_errors() -> None:
    """Servers show the first failure of a test alone."""
    other = Finding("unknown-figure", "no figure", Span(BRIEF, 14), "")
    suite = junit(report(ERROR, other, WARNING, NOTE), BRIEF, "sources/a.yaml", prefix="lakes/")
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == ["lakes/briefs/x/brief.md", "lakes/briefs/y/brief.md", "lakes/sources/a.yaml"]
    case = cases["lakes/briefs/x/brief.md"]
    (failure,) = case.findall("failure")
    assert case.get("classname") == "plaidoyer.briefs"
    assert failure.get("message") == "2 errors: unknown-source, unknown-figure"
    assert failure.text == (
        "lakes/briefs/x/brief.md:12:6: error[unknown-source]: no source is called « b »\n"
        "mend: did you mean « c »?\n\n"
        "lakes/briefs/x/brief.md:14:1: error[unknown-figure]: no figure"
    )
    assert "warning[heading-skip]: a level is skipped\nmend: write" in case.findtext("system-out", "")
    assert cases["lakes/briefs/y/brief.md"].find("failure") is None, "a note fails nothing"
    assert len(cases["lakes/sources/a.yaml"]) == 0, "a file without a fault is a test that passed"


def test_one_error_is_the_message_of_its_test() -> None:
    failure = junit(report(ERROR)).find("testcase/failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("unknown-source", "no source is called « b »")


def test_a_file_at_the_top_is_a_test_too() -> None:
    suite = junit(report(Finding("invalid-value", "m", Span("plaidoyer.toml"))))
    assert [case.get("classname") for case in suite] == ["plaidoyer.campaign"]


def test_a_failure_of_the_machine_is_a_test_in_error() -> None:
    suite = junit(report(failures=("dist: disk full", "b: denied")), BRIEF)
    assert suite.findtext("testcase/error") == "dist: disk full\nb: denied"
    assert suite.get("tests") == "2"


@given(st.text(max_size=40))
@example(HOSTILE)
def test_no_text_breaks_the_xml(text: str) -> None:
    """A record must not be able to hide all findings by one character that XML does not know."""
    junit(hostile(text))


# GitHub -------------------------------------------------------------------------------------------


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner of GitHub Actions reads it (``ActionCommand.TryParseV2``)."""
    match = re.fullmatch(r"::(?P<head>.*?)::(?P<data>.*)", line)
    assert match, line
    name, _, properties = match["head"].partition(" ")
    read = dict(one.split("=", 1) for one in properties.split(",") if one)
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def unescaped(text: str) -> str:
        return re.sub("%(0D|0A|3A|2C|25)", lambda found: escapes[found[0]], text)

    return name, {key: unescaped(value) for key, value in read.items()}, unescaped(match["data"])


def test_a_finding_is_an_annotation_at_its_words() -> None:
    assert as_github(report(ERROR, WARNING, NOTE, failures=("dist: full",)), "lakes/").splitlines() == [
        "::error file=lakes/briefs/x/brief.md,line=12,col=6,endColumn=10,title=unknown-source"
        "::no source is called « b »%0Adid you mean « c »?",
        "::warning file=lakes/briefs/x/brief.md,line=20,col=1,endColumn=2,title=heading-skip"
        "::a level is skipped%0Awrite « ## »",
        "::notice file=lakes/briefs/y/brief.md,line=1,col=1,endColumn=2,title=layout-unchecked::not checked",
        "::error title=plaidoyer failed::dist: full",
    ]


def test_nothing_found_is_nothing_said() -> None:
    assert as_github(report(), "") == ""


def assert_tame(text: str) -> None:
    """Somebody else's text is in two commands, each on a line, and in no other part of them than its own."""
    lines_said = as_github(hostile(text), "").split("\n")
    assert len(lines_said) == 2
    assert "".join(lines_said).isprintable() or not text.isprintable()
    for line, names in zip(lines_said, (["file", "line", "col", "endColumn", "title"], ["title"]), strict=True):
        assert line.splitlines() == [line]
        name, properties, _ = parsed(line)
        assert name == "error"
        assert list(properties) == names
    assert parsed(lines_said[0])[1]["line"] == "3"


def test_a_hostile_message_starts_no_second_command() -> None:
    """Who can write a source record must not be able to set a variable of the pipeline."""
    assert_tame(HOSTILE)
    name, properties, data = parsed(as_github(hostile(), "").split("\n")[0])
    assert name == "error"
    assert "%0A::error::y,line=9:" in properties["file"], "what was written as %0A is shown as that, not obeyed"
    assert data.startswith("a\\u000d\n::set-output name=x::1%0A::error::y,line=9:\\u001b[2J\\u202e")


@given(st.text(alphabet=st.sampled_from("a:%,=\r\n\u2028\x85\x1b0AD "), max_size=30))
def test_no_text_leaves_its_place_in_an_annotation(text: str) -> None:
    assert_tame(text)


# All of them, as a user runs them -----------------------------------------------------------------


def test_a_campaign_within_a_repository_is_named_from_its_top(tmp_path: Path) -> None:
    """An annotation on « briefs/x/brief.md » of a repository that has it elsewhere is shown nowhere."""
    campaign = tmp_path / "work/lakes"
    campaign.mkdir(parents=True)
    assert prefix_of(campaign) == ""
    (tmp_path / "work/.git").mkdir()
    assert prefix_of(campaign) == "lakes/"
    assert prefix_of(tmp_path / "work") == ""


FORMS = ("json", "sarif", "junit", "github")


def readable(form: str, text: str) -> None:
    """Raise where standard output holds anything beside the format."""
    match form:
        case "json":
            json.loads(text)
        case "sarif":
            SCHEMA.validate(json.loads(text))
        case "junit":
            XSD.assertValid(etree.fromstring(text.encode()))
        case _:
            assert all(line.startswith("::") for line in text.splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_standard_output_holds_the_format_alone(small: Path, plaidoyer: Callable[..., Any], form: str) -> None:
    brief = small / "briefs/note/brief.md"
    brief.write_text(brief.read_text(encoding="utf-8") + "\n#### Trop bas [@nulle-part]\n", encoding="utf-8")
    checked = plaidoyer(small, "check", "note", "--format", form)
    assert checked.status == 1
    readable(form, checked.out)
    assert "unknown-source" in checked.out
    assert ("briefs/memo" in checked.out) is False, "only the brief that was named is a test"


@pytest.mark.parametrize("form", FORMS)
def test_a_failure_is_told_on_standard_error_and_in_the_format(
    small: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """A job that only reads the file must not take a broken run for a clean one."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "layouts")

    monkeypatch.setattr("plaidoyer.publish.layouts.save", full)
    checked = plaidoyer(small, "check", "memo", "--layout", "--format", form)
    assert checked.status == 3
    readable(form, checked.out)
    assert "failed: layouts: No space left on device" in checked.err
    assert ("No space left" in checked.out) is (form != "json"), "the contract of json has no place for it"


@pytest.mark.skipif(os.name != "posix", reason="names that are no UTF-8 are of POSIX")
@pytest.mark.parametrize("form", ["text", *FORMS])
def test_a_name_that_is_no_text_stops_no_report(small: Path, plaidoyer: Callable[..., Any], form: str) -> None:
    """A file that came out of an old archive must be reported, not end the run."""
    try:
        Path(os.fsdecode(os.fsencode(small / "sources") + b"/\xff.yaml")).write_text("type: report\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    checked = plaidoyer(small, "check", "--format", form)
    assert checked.status == 1
    assert "invalid-file" in checked.out
    if form != "text":
        readable(form, checked.out)


def test_records_and_briefs_without_a_fault_are_tests_that_passed(small: Path) -> None:
    suite = ElementTree.fromstring(told("junit", report(), small, {}, ()))[0]
    assert [case.get("name") for case in suite] == [
        "briefs/memo/brief.md",
        "briefs/note/brief.md",
        "sources/code-lacs.yaml",
        "sources/rapport-2025.yaml",
    ]
