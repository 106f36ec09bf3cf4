"""Findings as annotations of GitHub Actions, one workflow command a line: a pure function.

The commands and their escaping are documented at
https://docs.github.com/actions/reference/workflow-commands-for-github-actions; which characters are escaped is in
``actions/toolkit``, ``packages/core/src/command.ts``. Text of others must never begin a second command.
"""

from __future__ import annotations

from plaidoyer.cli.reporters import escaped_text, placed
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.run import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(report: Report, prefix: str) -> str:
    """One line for each finding, and for each failure; empty where there is none.

    ``prefix`` is the campaign's folder from the top of the repository, with a closing ``/``, or empty.
    """
    rows = [_annotation(finding, prefix) for finding in report.findings]
    rows += [f"::error title={_property('plaidoyer failed')}::{_data(failure)}" for failure in report.failures]
    return "\n".join(rows)


def _annotation(finding: Finding, prefix: str) -> str:
    span = finding.span
    properties = {
        "file": placed(span.file, prefix),
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(span.column + span.length),
        "title": finding.rule,
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {named}::{_data(text)}"


def _data(text: str) -> str:
    """The message of a command: what could end its line is escaped, and the sign that escapes."""
    return escaped_text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, which could also end at a colon or a comma."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
