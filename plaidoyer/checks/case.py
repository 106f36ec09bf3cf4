"""What a rule may look at: one brief, with everything that was found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from plaidoyer.checks.plain import Statement, statements
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import Use
from plaidoyer.records.briefs import Brief
from plaidoyer.records.templates import Template


class Case(Struct, frozen=True, dict=True):
    """A brief before the rules; ``folder`` is where its images are, below ``root``, the campaign.

    ``unproven`` are passages, and ``unread`` figures, that have a finding of their own at error level, each as
    source and name: what rests on them is not reported again.
    """

    brief: Brief
    template: Template
    claims: tuple[Claim, ...]
    uses: Mapping[Span, Use]
    root: Path
    folder: Path
    unproven: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence of the brief's ask and text, in the order of the file: most rules read them."""
        return tuple(statements(self.brief))
