"""Findings as SARIF 2.1.0, for code scanning: a pure function.

SARIF is the Static Analysis Results Interchange Format of OASIS (version 2.1.0, errata 01); section numbers below are
its own. Addresses are relative to the top of the repository (``uriBaseId`` SRCROOT), columns count code points.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import metadata
from urllib.parse import quote

from plaidoyer.checks.rules import RULES, Rule
from plaidoyer.cli.manual import example_as_markdown
from plaidoyer.cli.reporters import Lines, escaped_text, is_shipped, placed
from plaidoyer.diagnostics import Finding, Silenced
from plaidoyer.pipeline.run import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "plaidoyerLine/v1"
"""The name of our fingerprint; a new way to compute it gets a new number (§3.27.16)."""

_INDEX = {rule.id: index for index, rule in enumerate(RULES)}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_SEMANTIC = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")


def as_sarif(report: Report, lines: Lines, allowed: Mapping[str, str], prefix: str) -> str:
    """One run as a SARIF log.

    ``lines`` gives the lines of a file, for fingerprints. ``allowed`` is the setting (rule → reason): what it
    silences is suppressed from outside, the rest by a comment. ``prefix`` is the campaign's folder from the top of the
    repository, with a closing ``/``, or empty.
    """
    entries: list[tuple[Finding, Silenced | None]] = [(finding, None) for finding in report.findings]
    entries += [(one.finding, one) for one in report.silenced]
    prints = _fingerprints([finding for finding, _ in entries], lines, prefix)
    results = [
        _result(finding, silenced, fingerprint, allowed, prefix)
        for (finding, silenced), fingerprint in zip(entries, prints, strict=True)
    ]
    invocation = {
        "executionSuccessful": not report.failures,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": _plain(failure)}} for failure in report.failures
        ],
    }
    package = metadata("plaidoyer")
    run = {
        "tool": {"driver": driver(package["Version"], package.get_all("Project-URL") or ())},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The top of the repository."}}},
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def driver(version: str, addresses: Iterable[str]) -> Mapping[str, object]:
    """What SARIF says of the program (§3.19): its version, the rules, and the address to learn more at.

    ``addresses`` are « Label, address » lines of the package; the program is described without where none fits.
    """
    named = {label.strip().lower(): address.strip() for label, _, address in (one.partition(",") for one in addresses)}
    known = [named[label] for label in ("homepage", "documentation", "repository", "source") if label in named]
    return {
        "name": "plaidoyer",
        "version": version,
        **({"semanticVersion": version} if _SEMANTIC.fullmatch(version) else {}),
        **({"informationUri": known[0]} if known else {}),
        "rules": [_rule(rule) for rule in RULES],
    }


def _rule(rule: Rule) -> Mapping[str, object]:
    title = f"{rule.title[0].upper()}{rule.title[1:]}."
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": _plain(title)},
        "fullDescription": {"text": _plain(f"{title} {rule.why}")},
        "help": {
            "text": _plain(f"To mend it: {rule.mend}"),
            "markdown": f"**To mend it:** {_literal(rule.mend)}\n\n{example_as_markdown(rule)}",
        },
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(
    finding: Finding, silenced: Silenced | None, fingerprint: str, allowed: Mapping[str, str], prefix: str
) -> Mapping[str, object]:
    span = finding.span
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": finding.severity.value,
        "message": {"text": _plain(text)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(span.file, prefix),
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endColumn": span.column + span.length,
                    },
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if silenced:
        kind = "external" if allowed.get(finding.rule) == silenced.reason else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": escaped_text(silenced.reason)}]
    return result


def _fingerprints(findings: Sequence[Finding], lines: Lines, prefix: str) -> Iterator[str]:
    """What names each finding after lines moved: its rule, file, the text of its line, its number among equals."""
    read: dict[str, Sequence[str]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        span = finding.span
        if span.file not in read:
            read[span.file] = lines(span.file)
        text = read[span.file][span.line - 1].strip() if span.line <= len(read[span.file]) else ""
        key = (finding.rule, placed(span.file, prefix), text)
        seen[key] += 1
        data = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(data.encode(errors="surrogateescape")).hexdigest()


def _artifact(file: str, prefix: str) -> Mapping[str, str]:
    """A file by its address, percent-encoded by the bytes of its name. A shipped template is not in the repository."""
    uri = quote(placed(file, prefix), safe="/", errors="surrogateescape")
    return {"uri": uri} if is_shipped(file) else {"uri": uri, "uriBaseId": "SRCROOT"}


def _plain(text: str) -> str:
    """A plain text message, in which « [words](target) » would be a link (§3.11.6)."""
    return _LINK.sub(r"\\[", escaped_text(text))


def _literal(text: str) -> str:
    """Text of ours inside Markdown: what looks like markup is shown as it is."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
