"""What a rule may look at: one brief, with everything that was found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import Use
from plaidoyer.records.briefs import Brief
from plaidoyer.records.templates import Template


@dataclass(frozen=True, slots=True)
class Case:
    """A brief before the rules; ``folder`` is where its images are, below ``root``, the campaign."""

    brief: Brief
    template: Template
    claims: tuple[Claim, ...]
    uses: Mapping[Span, Use]
    root: Path
    folder: Path
