"""The reasons of an amendment, as they come to composition: a text with claims and notes of its own."""

from __future__ import annotations

from msgspec import Struct

from plaidoyer.citations.works import Formatted
from plaidoyer.compose.notes import Notes
from plaidoyer.evidence.claims import Claim
from plaidoyer.records.text import Body


class Rationale(Struct, frozen=True):
    """The ``rationale`` of the amendment in ``file``. Its notes stand in the line: a chamber has no footnotes."""

    file: str
    body: Body
    claims: tuple[Claim, ...]
    notes: Notes
    formatted: Formatted
