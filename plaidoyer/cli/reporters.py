"""Findings as text for people and as JSON for programs: pure functions, no printing."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline.report import Report
from plaidoyer.records.template_folders import SHIPPED, template_folders

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WIDTH = 100
_BEFORE = 60

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a file of the campaign; empty where it cannot be read as text."""


def as_text(report: Report, lines: Lines) -> str:
    """Every finding with the line that it is about and a caret, then a count; styled for a terminal."""
    read: dict[str, Sequence[str]] = {}
    blocks = []
    for finding in report.findings:
        file = finding.span.file
        if file not in read:
            read[file] = lines(file)
        blocks.append(block(finding, read[file]))
    blocks += [click.style(f"failed: {escaped(failure)}", fg="red", bold=True) for failure in report.failures]
    return "\n\n".join([*blocks, summary(report)])


def summary(report: Report) -> str:
    """One line: how many findings, over how much."""
    counts = [_plural(report.count(severity), severity.value) for severity in Severity if report.count(severity)]
    found = ", ".join(counts) or "nothing to mend"
    silenced = f" ({len(report.silenced)} silenced)" if report.silenced else ""
    over = [_plural(report.briefs, "brief"), _plural(report.claims, "claim"), _plural(report.sources, "source")]
    return f"{found}{silenced} in {', '.join(over if report.briefs else over[2:])}"


def as_json(report: Report) -> str:
    """The findings in the contract's form, version 1."""
    data = {
        "version": 1,
        "findings": [_record(finding) for finding in report.findings],
        "summary": {
            **{f"{severity}s": report.count(severity) for severity in Severity},
            "briefs": report.briefs,
            "claims": report.claims,
            "sources": report.sources,
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def escaped(text: str) -> str:
    """``text`` with control and bidirectional characters shown, so that a terminal obeys none of them."""
    return "".join(
        f"\\u{ord(sign):04x}" if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs") else sign for sign in text
    )


def _record(finding: Finding) -> Mapping[str, object]:
    span = finding.span
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": span.file,
        "line": span.line,
        "column": span.column,
    }


def block(finding: Finding, lines: Sequence[str]) -> str:
    """One finding with its line of ``lines``, those of its file, a caret, and how to mend it; styled for a terminal."""
    span = finding.span
    colour = _COLOURS[finding.severity]
    head = click.style(f"{finding.severity}[{finding.rule}]", fg=colour, bold=True) + f": {escaped(finding.message)}"
    gutter = " " * len(str(span.line))
    rows = [head, f"{gutter}--> {escaped(span.file)}:{span.line}:{span.column}"]
    if 0 < span.line <= len(lines) and finding.severity is not Severity.NOTE:
        shown, start, length = _window(lines[span.line - 1], span.column - 1, span.length)
        caret = click.style("^" * length, fg=colour, bold=True)
        rows += [f"{gutter} |", f"{span.line} | {shown}", f"{gutter} | {' ' * start}{caret}"]
    if finding.hint:
        rows += [f"{gutter} = " + click.style("mend", bold=True) + f": {line}" for line in escaped_lines(finding.hint)]
    return "\n".join(rows)


def escaped_lines(text: str) -> list[str]:
    """The lines of a hint, each escaped."""
    return [escaped(line) for line in text.split("\n")]


def escaped_text(text: str) -> str:
    """``text`` escaped but for its line ends."""
    return "\n".join(escaped_lines(text))


def is_shipped(file: str) -> bool:
    """Whether a file belongs to the program, not to the campaign."""
    return file.startswith(f"{SHIPPED}/")


def placed(file: str, prefix: str) -> str:
    """A file of the campaign as servers name it, below ``prefix``; a shipped template keeps its name."""
    return file if is_shipped(file) else prefix + file


def _window(line: str, start: int, length: int) -> tuple[str, int, int]:
    """The part of a long line around what is underlined; where the caret begins in it, and its length."""
    start = min(start, len(line))
    first = 0 if len(line) <= _WIDTH else max(0, min(start - _BEFORE, len(line) - _WIDTH))
    before, within = escaped(line[first:start]), escaped(line[start : start + length])
    after = escaped(line[start + length : first + _WIDTH])
    left, right = ("…" if first else ""), ("…" if first + _WIDTH < len(line) else "")
    room = max(1, len(left + before + within) - len(left + before))
    return f"{left}{before}{within}{after}{right}", _cells(left + before), max(1, min(_cells(within), room))


def _cells(text: str) -> int:
    """How many columns a terminal gives to ``text``."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def output_line(entry: Mapping[str, object], folder: object) -> str:
    """« dist/x.pdf  2 pages  final »."""
    pages = entry.get("pages")
    length = f"  {_plural(int(str(pages)), 'page')}" if pages is not None else ""
    draft = entry["status"] == "draft"
    return f"{folder}/{entry['file']}{length}  " + click.style(
        str(entry["status"]).upper() if draft else "final", fg="yellow" if draft else "green"
    )


def lines_of(root: Path) -> Lines:
    """Where the lines of a campaign's files are read from; those of shipped templates are found, too."""

    def lines(file: str) -> Sequence[str]:
        for folder, shown in reversed(template_folders(root)):
            if file.startswith(f"{shown}/"):
                return _lines(folder / file.removeprefix(f"{shown}/"))
        return _lines(root / file)

    return lines


def _lines(path: Path) -> Sequence[str]:
    try:
        return path.read_bytes().decode(errors="replace").splitlines()
    except OSError:
        return ()
