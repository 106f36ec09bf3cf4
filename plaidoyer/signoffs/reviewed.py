"""That a brief is reviewed, as its page and the manifest say it.

A module of its own, because the manifest is read by every command: it asks for nothing that is slow to import.
"""

from __future__ import annotations

from msgspec import Struct


class Reviewed(Struct, frozen=True):
    """That every claim of a brief is reviewed: the names of those whose acceptances stand, and the last day of them.

    ``on`` is an ISO 8601 day, of UTC.
    """

    by: tuple[str, ...]
    on: str
