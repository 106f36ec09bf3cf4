"""What the reviewer's window shows: data only, in words and numbers, nothing to be looked up.

It must not know files, Flask or HTML.
"""

from __future__ import annotations

from msgspec import Struct

from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.proofs import Proof
from plaidoyer.rewording import Piece, counterparts, word_difference
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.signoffs.standing import Change, Given, Standing, State
from plaidoyer.signoffs.verdicts import Reviewer


class Excerpt(Struct, frozen=True):
    """Words of a copy as they stand there: those that are meant, with what is before and behind them.

    ``begins`` and ``ends`` tell that nothing of the copy is left out before, or behind. ``page`` counts from 1; 0 where
    there are none.
    """

    before: str
    words: str
    after: str
    page: int = 0
    begins: bool = True
    ends: bool = True


class Ground(Struct, frozen=True):
    """One thing that a claim rests on.

    ``name`` is that of the link (« id/name »), ``stated`` what a figure says, ``derived`` the name of the figure that
    is computed from it. ``words`` are those of the passage or the law, in the language ``lang``; ``translation`` is the
    record's. ``version`` is that of a law. ``file`` and ``line`` are the place in the record. ``proof`` says in which
    copy the words were found; ``excerpt`` shows them there, where it is here and was asked for, and ``pictured`` tells
    that its page can be shown; a ``private`` copy may not be passed on. What is not ``proven`` has findings.
    """

    kind: str
    name: str
    proven: bool
    words: str = ""
    lang: str = ""
    translation: str = ""
    stated: str = ""
    derived: str = ""
    reading: bool = False
    source: str = ""
    by: str = ""
    issued: str = ""
    address: str = ""
    place: str = ""
    version: str = ""
    file: str = ""
    line: int = 0
    proof: Proof | None = None
    excerpt: Excerpt | None = None
    pictured: bool = False
    private: bool = False


class Sheet(Struct, frozen=True):
    """A claim, as a reviewer weighs it; ``key`` is its identifier without the brief's slug.

    ``standing`` is what reviewers said of it. ``mark`` stands for all that a verdict on it is about: one that was given
    on another mark was given on something else.
    """

    key: str
    number: int
    text: str
    file: str
    line: int
    findings: tuple[Finding, ...]
    grounds: tuple[Ground, ...]
    standing: Standing
    mark: str

    @property
    def last(self) -> Given | None:
        """The verdict that is held against what there is now: the last, or one that lapsed and is to be given again."""
        asked = self.standing.lapsed if self.standing.state is State.LAPSED else None
        return asked or next(iter(self.standing.given), None)

    @property
    def rewording(self) -> tuple[Piece, ...]:
        """What became of the words that the last verdict was about, word by word; nothing where they are the same."""
        if self.last is None or self.last.signoff.text == self.text:
            return ()
        return word_difference(self.last.signoff.text, self.text)

    @property
    def others(self) -> tuple[Change, ...]:
        """What else has changed since the last verdict."""
        changes = self.last.changes if self.last else ()
        return tuple(one for one in changes if one.sort != "claim" or not self.rewording)

    def has(self, reviewer: Reviewer) -> bool:
        """Whether a verdict of theirs stands on it."""
        return any(one.stands and one.signoff.reviewer.key == reviewer.key for one in self.standing.given)


class Shelf(Struct, frozen=True):
    """A brief with its claims, in their order; ``findings`` are those that belong to none of them.

    ``reviewed`` says by whom and when, where all of its claims are reviewed.
    """

    slug: str
    title: str
    lang: str
    draft: bool
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    reviewed: Reviewed | None = None

    @property
    def doubtful(self) -> tuple[Sheet, ...]:
        """The claims that have findings."""
        return tuple(one for one in self.sheets if one.findings)

    def of_state(self, state: State) -> tuple[Sheet, ...]:
        """The claims that stand so with their reviewers."""
        return tuple(one for one in self.sheets if one.standing.state is state)

    def sheet(self, key: str) -> Sheet | None:
        """The claim with this key."""
        return next((one for one in self.sheets if one.key == key), None)

    def waiting(self, reviewer: Reviewer, behind: str) -> Sheet | None:
        """The next claim that is not reviewed and that ``reviewer`` said nothing of, as it is now.

        It is looked for behind the claim with the key ``behind``, and from the beginning again.
        """
        at = next((one.number for one in self.sheets if one.key == behind), 0)
        others = (one for one in (*self.sheets[at:], *self.sheets[:at]) if one.key != behind)
        return next((one for one in others if one.standing.state is not State.REVIEWED and not one.has(reviewer)), None)

    def successor(self, text: str) -> Sheet | None:
        """The claim that one with these words has become."""
        return next((self.sheets[at] for at in counterparts([text], [one.text for one in self.sheets]).values()), None)
