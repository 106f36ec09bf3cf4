"""Amendments of the campaign « small », composed: what tests of their pages start from."""

from __future__ import annotations

from pathlib import Path

from plaidoyer.compose.amendment import Material, amendment_pages
from plaidoyer.compose.document import AmendmentPages
from plaidoyer.config import Config
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.study import study

BILL = """type: bill
title: Proposition de loi relative aux étangs
number: 12
articles:
  "3":
    - seen: 2026-11-20
      seen-at: https://example.org/ppl-12
      alineas: ["Le maire nomme un garde.", "Il porte un insigne."]
"""
CHANGED = """  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
"""
NEW = """  - article: code-lacs/12-3-1
    after: 12-3
    proposed: Un article « nouveau ».
"""
REPEALED = """  - article: code-lacs/12-3
    repeal: true
"""


def pages_of(
    small: Path, amendment: str, fallback: str = "", *, bill: str = BILL, draft: bool = False
) -> AmendmentPages:
    """The pages of an ``amendment.yaml`` beside the brief « note », with the bill « ppl-12 » on record."""
    (small / "sources/ppl-12.yaml").write_text(bill, encoding="utf-8")
    (small / "briefs/note/amendment.yaml").write_text(amendment, encoding="utf-8")
    if fallback:
        (small / "briefs/note/amendment-repli.yaml").write_text(fallback, encoding="utf-8")
    read, amended = study(small, Config(), ["note"], lambda campaign: amend(campaign, ["note"], 1))
    assert amended.findings == ()
    prepared = read.prepared["note"]
    assert prepared.brief.amendment
    rationales = {one.file: one for one in prepared.rationales}
    material = Material(amended.drafts["note"], read.campaign.sources, rationales, prepared.resolved.uses, {})
    return amendment_pages(prepared.brief, prepared.brief.amendment, material, draft=draft)


def plain(text: str) -> str:
    """Words with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
