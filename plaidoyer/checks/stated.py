"""What a brief states, as plain values, which can be kept from one run to the next: what ``conflicts`` compares."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.records.sources import Qualifier


class Rounding(Struct, frozen=True):
    """The number that a ``?rounded`` link writes, and the link's own words."""

    low: Decimal
    high: Decimal
    words: str


class Stated(Struct, frozen=True):
    """A figure as a link of the brief ``slug`` states it; plain values, which can be kept.

    ``words`` are what it says, for a message. ``fact`` stands for the figure, or the calculation, itself; ``counted``
    for what it counts, once in each language. A link may round it.
    """

    slug: str
    span: Span
    words: str
    fact: str
    low: Decimal
    high: Decimal
    qualifier: Qualifier
    counted: tuple[str, ...]
    calculated: bool
    rounding: Rounding | None
