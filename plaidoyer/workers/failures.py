"""Why a process at work has no answer. It must not know what the work is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Reason(StrEnum):
    """Why there is no result."""

    TIME = "time"
    MEMORY = "memory"
    CRASH = "crash"
    ERROR = "error"


class Failure(Struct, frozen=True):
    """A question that has no answer; ``message`` is what follows « because » for a person who knows the work."""

    reason: Reason
    message: str


class OutOfTime(Exception):
    """Raised wherever the work is when its time is over. Whoever catches everything lets it pass, or says so."""
