"""Claims: the sentences of a brief that hold evidence.

A claim is a sentence that holds a citation or an evidence link; a list item and a table cell bound
the sentences in them. A chart and a key figure are claims too: they say their figures. This module
must not know whether the evidence exists.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.diagnostics import Span
from plaidoyer.languages.sentences import sentences
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief

FIGURE_DIVISIONS: Mapping[str, str] = {"chart": "figures", "key-figure": "figure"}
"""Fenced divs drawn from figures alone, and the attribute that names the figures."""

RATES: Mapping[str, int] = {"month": 1, "year": 12}
"""What « per » may be in a chart, and its length in months."""

Evidence = t.CitationItem | t.EvidenceLink


class Sentence(Struct, frozen=True):
    """A sentence of a run of inlines, and the evidence in it, in order."""

    children: tuple[t.Inline, ...]
    evidence: tuple[Evidence, ...]
    span: Span


class Claim(Struct, frozen=True):
    """A sentence that holds evidence.

    ``id`` is the brief's slug, a hash of ``text`` and a number among equals: it stays when lines move
    and when other claims change.
    """

    id: str
    text: str
    evidence: tuple[Evidence, ...]
    span: Span


def plain(children: Sequence[t.Inline]) -> str:
    """The words of a run, one string; what is to be filled in stands as its target, citations vanish."""
    return "".join(_plain(child) for child in children)


@lru_cache(maxsize=16_384)  # runs: asked for claims, then by the rules, then to write the page
def sentences_of(children: tuple[t.Inline, ...], lang: str) -> tuple[Sentence, ...]:
    """Cut a run of inlines into its sentences, splitting emphasis and links that cross a border."""
    starts = [start for start, _ in sentences("".join(_shape(child) for child in children), lang)][1:]
    groups = _cut_all(children, 0, starts)
    return tuple(Sentence(tuple(group), tuple(_evidence(group)), group[0].span) for group in groups if group)


def claims_of(brief: Brief) -> tuple[Claim, ...]:
    """Every claim of a brief: the ask, then the text, charts and key figures, in their order.

    Those of its amendments' reasons come after them: they are numbered last, and leave the others their ids.
    """
    found = [
        (plain(sentence.children), sentence.evidence, sentence.span)
        for run in (brief.ask, *(run.children for run in t.runs(brief.blocks)))
        for sentence in sentences_of(run, brief.lang_at(run[0].span) if run else brief.lang)
        if sentence.evidence
    ]
    for division in t.divisions(brief.blocks):
        if links := figure_links(division):
            title = division.attributes.get("title")
            words = " ".join([title.value if title else "", *(f"{link.source}/{link.name}" for link in links)])
            found.append((words, links, division.span))
    found.sort(key=lambda one: one[2].file != brief.file)
    seen: dict[str, int] = {}
    claims = []
    for words, evidence, span in found:
        text = " ".join(unicodedata.normalize("NFC", words).split())
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        seen[digest] = seen.get(digest, 0) + 1
        claims.append(Claim(f"{brief.slug}-{digest}-{seen[digest]}", text, evidence, span))
    files = [brief.file, *(one.file for one in brief.amendments)]
    return tuple(sorted(claims, key=lambda claim: (files.index(claim.span.file), claim.span)))


def claims_by_place(claims: Sequence[Claim]) -> Mapping[Span, Claim]:
    """Claims by the place of their first piece of evidence, which no other claim shares."""
    return {claim.evidence[0].span: claim for claim in claims}


def figure_links(division: t.Division) -> tuple[t.EvidenceLink, ...]:
    """The figures that a chart or key figure names (``id/name id/name``; ``name`` for a derived one)."""
    attribute = division.attributes.get(FIGURE_DIVISIONS.get(division.name, ""))
    if attribute is None:
        return ()
    links = []
    for word in re.finditer(r"\S+", attribute.value):
        source, slash, name = word[0].partition("/")
        span = replace(attribute.span, column=attribute.span.column + word.start(), length=len(word[0]))
        links.append(t.EvidenceLink("figure", source if slash else "", name if slash else source, (), span))
    return tuple(links)


def _plain(inline: t.Inline) -> str:
    match inline:
        case t.Text() | t.Code():
            return inline.text
        case t.Break():
            return " "
        case t.EvidenceLink() if not inline.children:
            return f"[{inline.kind}:{inline.source}/{inline.name}]"
        case t.Image() | t.Citation():
            return ""
        case _:
            return plain(inline.children)


def _shape(inline: t.Inline) -> str:
    """What sentence ends are found in: as ``_plain``, with a sign of the right sort for what is filled in."""
    match inline:
        case t.EvidenceLink() if not inline.children:
            return "«" if inline.kind == "quote" else "0"
        case t.Text() | t.Code() | t.Break() | t.Image() | t.Citation():
            return _plain(inline)
        case _:
            return "".join(_shape(child) for child in inline.children)


def _cut_all(children: Sequence[t.Inline], offset: int, starts: Sequence[int]) -> list[list[t.Inline]]:
    """Group ``children``, the first of which begins at ``offset``, by the sentences that begin at ``starts``."""
    groups: list[list[t.Inline]] = [[]]
    for child in children:
        length = len(_shape(child))
        if offset in starts and length:
            groups.append([])
        first, *others = _cut(child, offset, [s for s in starts if offset < s < offset + length])
        groups[-1].append(first)
        groups.extend([piece] for piece in others)
        offset += length
    return groups


def _cut(inline: t.Inline, offset: int, starts: Sequence[int]) -> list[t.Inline]:
    if not starts:
        return [inline]
    match inline:
        case t.Text():
            cuts = [0, *(start - offset for start in starts), len(inline.text)]
            return [
                replace(inline, text=inline.text[a:b], span=replace(inline.span, column=inline.span.column + a))
                for a, b in pairwise(cuts)
            ]
        case t.Emphasis() | t.Strong() | t.Link() | t.Marked() | t.EvidenceLink():
            groups = [group for group in _cut_all(inline.children, offset, starts) if group]
            if isinstance(inline, t.EvidenceLink):  # a link is one statement: it is never cut
                return [inline]
            return [replace(inline, children=tuple(group), span=group[0].span) for group in groups]
        case _:
            return [inline]


def _evidence(children: Sequence[t.Inline]) -> Iterator[Evidence]:
    for inline in t.inlines(tuple(children)):
        if isinstance(inline, t.Citation):
            yield from inline.items
        elif isinstance(inline, t.EvidenceLink):
            yield inline
