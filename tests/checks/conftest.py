"""Rules run on a few lines: a record and a sentence in, rule, line and words at fault out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from plaidoyer.checks.case import Case
from plaidoyer.checks.figures import unread_figures
from plaidoyer.checks.translations import mistranslated
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import claims_of
from plaidoyer.evidence.uses import resolve
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Localised, Source
from plaidoyer.records.templates import Template

HEAD = """---
title: Titre
template: t
lang: {lang}
{date}{front}ask: "{ask}"
---
"""


def _source(text: str, name: str) -> Source:
    source, findings = read_source(text, f"sources/{name}.yaml", name)
    assert source is not None
    assert list(findings) == []
    return source


@pytest.fixture
def faults() -> Callable[..., list[tuple[str, int, str]]]:
    """``faults(record)``: of a record that is sound but for its figures, rule, line and words at fault."""

    def run(text: str, unproven: Iterable[str] = ()) -> list[tuple[str, int, str]]:
        source = _source(text, "s")
        found = [*unread_figures(source, frozenset(unproven)), *mistranslated(source, frozenset(unproven))]
        return sorted((one.rule, one.span.line, _words(text, one.span)) for _, one in found)

    return run


@pytest.fixture
def told() -> Callable[..., list[Finding]]:
    """``told(rule, sentence, record=…)``: the findings of a rule on a brief of that text; records are ``id: text``."""

    def run(
        rule: Callable[[Case], Iterable[Finding]],
        text: str,
        *,
        lang: str = "fr",
        records: dict[str, str],
        front: str = "",
        date: str = "date: 2026-11-24\n",
        ask: str = "Que le Parlement agisse.",
        notes: str = "call",
        unproven: Iterable[tuple[str, str]] = (),
        unread: Iterable[tuple[str, str]] = (),
    ) -> list[Finding]:
        head = HEAD.format(lang=lang, date=date, front=front, ask=ask)
        brief, findings = read_brief(head + text, "briefs/b/brief.md", "b", lang, "t")
        assert brief is not None
        assert list(findings) == []
        sources = {name: _source(record, name) for name, record in records.items()}
        claims = claims_of(brief)
        resolved = resolve(brief, claims, sources, frozenset())
        assert resolved.findings == ()
        form = {"call": "call", "footnote": "footnote", "inline": "inline"}[notes]
        template = Template(
            "t", Path(), "t", Localised({}), (), (), (), 2, 3, form, "x.csl", Span("t/template.yaml")  # type: ignore[arg-type]
        )  # fmt: skip
        case = Case(
            brief, template, claims, resolved.uses, Path(), Path(), frozenset(unproven), frozenset(unread)
        )  # fmt: skip
        found = []
        for one in rule(case):
            assert one.span.file == "briefs/b/brief.md"
            found.append(one)
        return found

    return run


@pytest.fixture
def at() -> Callable[..., list[str]]:
    """``at(findings, text)``: the words that each finding underlines."""

    def words(findings: Iterable[Finding], text: str) -> list[str]:
        return [_words(text, one.span) for one in findings]

    return words


def _words(text: str, span: Span) -> str:
    return text.split("\n")[span.line - 1][span.column - 1 :][: span.length]
