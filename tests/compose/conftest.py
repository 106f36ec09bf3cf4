"""Documents composed from short texts over the records of the campaign « small »."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plaidoyer.compose.document import Document
from plaidoyer.config import Config
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.composed import Ground, arranged
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.study import study

HEAD = """---
title: "Titre : le mien"
template: {template}
lang: {lang}
date: 2026-11-24
version: 1
ask: Que le Parlement agisse.
contact: a@example.org
transparency: Rien.
{front}---
"""
# What a sentence says of its evidence is not judged here.
ASIDE = ("unreviewed-claim", "secondary-source", "unattributed-estimate", "uncited-figure", "qualifier-dropped")


@pytest.fixture
def compose(small: Path) -> Callable[..., Document]:
    """``compose("text")``: the document of a brief of that text; ``template`` names a form of notes."""

    def make(text: str, lang: str = "fr", template: str = "call", front: str = "") -> Document:
        folder = small / "templates" / template
        folder.mkdir(parents=True, exist_ok=True)
        form = "footnotes" if template == "footnote" else "sources" if template == "call" else "inline"
        (folder / "template.yaml").write_text(
            f"title: {{fr: T, en: T}}\nmax-pages: 9\nnotes: {template}\ncsl: _shared/{form}.csl\n", encoding="utf-8"
        )
        brief = small / "briefs/text/brief.md"
        brief.parent.mkdir(exist_ok=True)
        brief.write_text(HEAD.format(template=template, lang=lang, front=front) + text, encoding="utf-8")
        read, evidence = study(small, Config(), ["text"], lambda one: evidence_of(one, Config(), lambda *_: None))
        known = examine(evidence, amend(read.campaign, (), 1), read.campaign, read.texts, read.config)
        found = (*read.findings, *known.findings)
        own = [one for one in found if one.span.file == "briefs/text/brief.md" and one.rule not in ASIDE]
        assert not own
        ground = Ground(known.evidence.proofs, {}, None, read.campaign.sources, None)
        return arranged(read.prepared["text"], ground, draft=False)

    return make
