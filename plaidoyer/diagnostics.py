"""What the program has to say about its input: data only.

A finding is a complete letter: rule, severity, message, place and a way to mend it. This module must
not know who prints it, nor which rules there are.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding weighs: only an error changes the exit status."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(Struct, frozen=True, order=True):
    """A place in a file of the campaign.

    ``file`` is relative to the campaign, with ``/``. ``line`` and ``column`` count from 1, columns in
    characters. ``length`` is what a caret line underlines on that line, at least 1.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


class Finding(Struct, frozen=True):
    """One thing wrong at one place, with a way to mend it."""

    rule: str
    message: str
    span: Span
    hint: str = ""
    severity: Severity = Severity.ERROR


class Silenced(Struct, frozen=True):
    """A finding that somebody allowed, and the reason given."""

    finding: Finding
    reason: str
