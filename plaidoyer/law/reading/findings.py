"""What reading a wording comes to: the law that it makes, or why it is refused."""

from __future__ import annotations

from msgspec import Struct

from plaidoyer.law.units import Article


class NewArticle(Struct, frozen=True):
    """An article that the wording adds: its number as it is written, and its alinéas."""

    name: str
    text: Article


class Applied(Struct, frozen=True):
    """The law that a wording makes.

    ``after`` is the article as it then reads: without alinéas where it is repealed, as before where only articles are
    added after it. ``created`` holds these. ``nested`` is the wording in the law grammar that an amendment adds as an
    article of the bill, its outer quotation marks removed: whoever has the article of the code reads it in turn.
    """

    after: Article
    created: tuple[NewArticle, ...] = ()
    nested: str = ""


class Refused(Struct, frozen=True):
    """Why a wording makes no law that is beyond doubt, how to mend it, and which of its characters are meant."""

    message: str
    hint: str
    start: int
    end: int


class Refusal(Exception):
    """Ends the reading of a wording; never leaves this room."""

    def __init__(self, message: str, place: tuple[int, int], hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.place = message, hint, place
