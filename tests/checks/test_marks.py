"""Which claims of a draft are marked as broken: those that a finding is about, and no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from plaidoyer.checks.marks import Ground, broken_claims
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import Claim, claims_of
from plaidoyer.evidence.uses import Use, resolve
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.source_reader import read_source

RECORD = """type: report
title: Rapport
captures: [{file: a.txt, sha256: "%s"}]
passages:
  p: {exact: "Il y a 40 cas."}
  q: {exact: "Il y a 50 cas."}
figures:
  forty: {value: 40, unit: {fr: {one: cas, other: cas}}, passage: p}
  fifty: {value: 50, unit: {fr: {one: cas, other: cas}}, passage: q}
""" % ("0" * 64)

BRIEF = """---
title: Titre
lang: fr
date: 2026-11-24
ask: Que le Parlement agisse.
derived:
  double: {inputs: {n: s/forty}, formula: n * 2, unit: {fr: {one: cas, other: cas}}}
---

Un [@s/p].

Deux [](figure:s/forty).

Trois [@s/q; @other].

Quatre [](figure:double).

Cinq [](quote:s/absent).
"""

SPAN = Span("sources/s.yaml", 5, 14)


@pytest.fixture(scope="module")
def brief() -> tuple[tuple[Claim, ...], Mapping[Span, Use]]:
    """Five claims: of a passage, of a figure in it, of another passage, of a sum of the figure, of nothing."""
    source, found = read_source(RECORD, "sources/s.yaml", "s")
    assert source
    assert found == ()
    read, found = read_brief(BRIEF, "briefs/b/brief.md", "b", "fr", "t")
    assert read
    assert found == ()
    claims = claims_of(read)
    return claims, resolve(read, claims, {"s": source}, frozenset({"other"})).uses


def marked(
    brief: tuple[tuple[Claim, ...], Mapping[Span, Use]],
    *errors: Finding,
    owned: Mapping[Ground, Collection[Finding]],
) -> dict[str, tuple[str, ...]]:
    """The rules that each claim breaks, by its first word."""
    claims, uses = brief
    records = {"s": "sources/s.yaml", "other": "sources/other.yaml"}
    broken = broken_claims(claims, uses, errors, records, owned)
    return {claim.text.split()[0]: broken[claim.id] for claim in claims if claim.id in broken}


def test_a_passage_that_is_not_proven_breaks_what_rests_on_it_alone(
    brief: tuple[tuple[Claim, ...], Mapping[Span, Use]],
) -> None:
    """One misquoted passage must not cast doubt on every sentence that cites the same report."""
    finding = Finding("quote-not-in-capture", "m", SPAN)
    assert marked(brief, finding, owned={("passage", "s", "p"): [finding]}) == dict.fromkeys(
        ("Un", "Deux", "Quatre"), ("quote-not-in-capture",)
    )


def test_a_figure_breaks_what_states_it_and_what_is_computed_from_it(
    brief: tuple[tuple[Claim, ...], Mapping[Span, Use]],
) -> None:
    finding = Finding("figure-not-in-passage", "m", SPAN)
    assert marked(brief, finding, owned={("figure", "s", "forty"): [finding]}) == dict.fromkeys(
        ("Deux", "Quatre"), ("figure-not-in-passage",)
    )


def test_an_error_in_a_record_that_nothing_owns_breaks_all_that_rests_on_the_record(
    brief: tuple[tuple[Claim, ...], Mapping[Span, Use]],
) -> None:
    """A sum, too: its link does not name the record, its inputs do."""
    changed = Finding("capture-changed", "m", Span("sources/s.yaml", 3, 1))
    unreadable = Finding("invalid-yaml", "m", Span("sources/other.yaml", 1, 1))
    assert marked(brief, changed, unreadable, owned={}) == {
        "Un": ("capture-changed",),
        "Deux": ("capture-changed",),
        "Trois": ("capture-changed", "invalid-yaml"),
        "Quatre": ("capture-changed",),
        "Cinq": ("capture-changed",),
    }


def test_a_finding_at_a_link_or_a_sentence_breaks_that_claim(
    brief: tuple[tuple[Claim, ...], Mapping[Span, Use]],
) -> None:
    claims, _ = brief
    (last,) = (claim for claim in claims if claim.text.startswith("Cinq"))
    (first,) = (claim for claim in claims if claim.text.startswith("Un"))
    link = Finding("unknown-passage", "m", last.evidence[0].span)
    sentence = Finding("uncited-figure", "m", first.span)
    elsewhere = Finding("missing-part", "m", Span("briefs/b/brief.md", 1, 1))
    assert marked(brief, link, sentence, elsewhere, owned={}) == {
        "Un": ("uncited-figure",),
        "Cinq": ("unknown-passage",),
    }


def test_what_is_no_error_breaks_nothing(brief: tuple[tuple[Claim, ...], Mapping[Span, Use]]) -> None:
    note = Finding("loose-quote", "m", SPAN)
    assert marked(brief, owned={("passage", "s", "p"): [note]}) == {}
