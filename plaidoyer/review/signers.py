"""Who signs a verdict here, and why one may not be taken. Data only: the desk writes."""

from __future__ import annotations

from msgspec import Struct

from plaidoyer.review.sheets import Sheet
from plaidoyer.rewording import Piece


class Signer(Struct, frozen=True):
    """Whose verdicts the window writes, as git's settings say.

    ``key`` is that which signs them, empty where none does. ``own`` tells that it is an author of the brief, whose
    acceptance does not count, ``idle`` that no verdict of it does: the campaign counts signed ones alone, and there is
    no key. ``wrong`` says why nothing can be signed, and how to mend it; empty where something can.
    """

    name: str = ""
    email: str = ""
    key: str = ""
    own: bool = False
    idle: bool = False
    wrong: str = ""


class Told(Struct, frozen=True):
    """What a page tells first, and what it keeps of a form that was sent in vain.

    A verdict on the claim ``signed`` was written. Or ``refused`` says why none was; or the claim is ``changed`` since
    it was read: then ``words`` are what became of it, where that can be told. ``comment`` is what its reviewer wrote.
    ``missing`` tells that there is no claim where one was asked for.
    """

    signed: Sheet | None = None
    refused: str = ""
    changed: bool = False
    words: tuple[Piece, ...] = ()
    comment: str = ""
    missing: bool = False


class Changed(Exception):
    """The claim, or what it rests on, is not what its reviewer was shown."""


class Refused(Exception):
    """A verdict that cannot be written; its message is one line that says why."""
