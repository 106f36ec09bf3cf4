"""Who signs a verdict here, and why one may not be taken. Data only: the desk writes."""

from __future__ import annotations

from msgspec import Struct


class Signer(Struct, frozen=True):
    """Whose verdicts the window writes, as git's settings say.

    ``key`` is that which signs them, empty where none does. ``own`` tells that it is an author of the brief, whose
    acceptance does not count. ``wrong`` says why nothing can be signed, and how to mend it; empty where something can.
    """

    name: str = ""
    email: str = ""
    key: str = ""
    own: bool = False
    wrong: str = ""


class Changed(Exception):
    """The claim, or what it rests on, is not what its reviewer was shown."""


class Refused(Exception):
    """A verdict that cannot be written; its message is one line that says why."""
