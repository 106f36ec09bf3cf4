"""Findings as JUnit XML, for servers that show test results: a pure function.

A file of the campaign is a test case. It fails once, with all its errors in the text: servers show the first failure
of a case alone. Warnings and notes are its output. What no author can mend is a case of its own, in error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from plaidoyer.cli.reporters import escaped_text, placed
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.run import Report

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""Not allowed in XML 1.0, and no control characters either."""


def as_junit(report: Report, files: Sequence[str], prefix: str) -> str:
    """One run as a test suite.

    ``files`` are those that were checked, ``prefix`` the campaign's folder from the top of the repository, with a
    closing ``/``, or empty.
    """
    found: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in report.findings:
        found.setdefault(finding.span.file, []).append(finding)
    failing = sum(any(one.severity is Severity.ERROR for one in findings) for findings in found.values())
    errors = 1 if report.failures else 0
    suite = ElementTree.Element(
        "testsuite",
        name="plaidoyer",
        tests=str(len(found) + errors),
        failures=str(failing),
        errors=str(errors),
        skipped="0",
    )
    for file in sorted(found):
        _case(suite, file, found[file], prefix)
    if report.failures:
        case = ElementTree.SubElement(suite, "testcase", name="run", classname="plaidoyer")
        text = "\n".join(_legal(failure) for failure in report.failures)
        message = "something outside the author's hands failed"
        ElementTree.SubElement(case, "error", type="failed", message=message).text = text
    top = ElementTree.Element("testsuites")
    top.append(suite)
    ElementTree.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(top, encoding="unicode")


def _case(suite: ElementTree.Element, file: str, findings: Sequence[Finding], prefix: str) -> None:
    folder = file.split("/")[0] if "/" in file else "campaign"
    name = _legal(placed(file, prefix))
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=f"plaidoyer.{_legal(folder)}")
    errors = [one for one in findings if one.severity is Severity.ERROR]
    others = [one for one in findings if one.severity is not Severity.ERROR]
    if errors:
        rules = ", ".join(dict.fromkeys(one.rule for one in errors))
        message = _legal(errors[0].message) if len(errors) == 1 else f"{len(errors)} errors: {rules}"
        failure = ElementTree.SubElement(case, "failure", type=errors[0].rule, message=message)
        failure.text = "\n\n".join(_letter(one, prefix) for one in errors)
    if others:
        ElementTree.SubElement(case, "system-out").text = "\n\n".join(_letter(one, prefix) for one in others)


def _letter(finding: Finding, prefix: str) -> str:
    span = finding.span
    place = f"{placed(span.file, prefix)}:{span.line}:{span.column}"
    rows = [f"{place}: {finding.severity}[{finding.rule}]: {finding.message}"]
    return _legal("\n".join([*rows, *([f"mend: {finding.hint}"] if finding.hint else [])]))


def _legal(text: str) -> str:
    """``text`` with every character escaped that would deceive a reader or is none in XML; line ends are kept."""
    return _NO_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped_text(text))
