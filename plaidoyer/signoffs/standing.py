"""Which verdicts stand: those on what a claim says, and rests on, today. Values in, values out.

Of each reviewer the latest verdict on a claim counts, and none that lapsed. A claim that was reworded has those of the
sentence that it was, too; they have lapsed, and tell what there was to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from plaidoyer.records.changes import Status
from plaidoyer.rewording import FieldChange, counterparts, field_changes
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.signoffs.verdicts import Facts, Fingerprints, Grounds, Reviewer, Signoff


class State(StrEnum):
    """How a claim stands with its reviewers."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    LAPSED = "lapsed"
    WORK = "work"
    REJECTED = "rejected"


class Change(Struct, frozen=True):
    """What a verdict was about, and is another thing now: its sort (« claim », « passage », …), and its name.

    ``fields`` are those that read otherwise; none where it came or went, of a copy, or where a claim has the same words
    and other links.
    """

    sort: str
    name: str
    status: Status = Status.CHANGED
    fields: tuple[FieldChange, ...] = ()


class Given(Struct, frozen=True):
    """A verdict on a claim, and what became of it.

    ``changes`` are what it lapsed by. It is ``latest`` where its reviewer gave none after it; ``own`` tells that the
    reviewer is an author of the brief, so that an acceptance of theirs does not count.
    """

    signoff: Signoff
    changes: tuple[Change, ...]
    latest: bool
    own: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is the word of its reviewer on what there is now."""
        return self.latest and not self.changes


class Standing(Struct, frozen=True):
    """How a claim stands: the verdicts on it, the last one first; ``wanted`` reviewers must accept it."""

    given: tuple[Given, ...] = ()
    wanted: int = 1

    @property
    def accepted(self) -> tuple[Given, ...]:
        """The acceptances that stand and count."""
        return tuple(one for one in self.given if one.stands and one.signoff.verdict == "accept" and not one.own)

    @property
    def against(self) -> Given | None:
        """The last verdict that stands and asks for a change, a rejection before others."""
        standing = [one for one in self.given if one.stands and one.signoff.verdict != "accept"]
        return min(standing, key=lambda one: one.signoff.verdict != "reject", default=None)

    @property
    def lapsed(self) -> Given | None:
        """The last verdict that would count if nothing had changed."""
        return next((one for one in self.given if one.latest and one.changes and not one.own), None)

    @property
    def state(self) -> State:
        """One word for it."""
        if self.against:
            return State.REJECTED if self.against.signoff.verdict == "reject" else State.WORK
        if len(self.accepted) >= self.wanted:
            return State.REVIEWED
        return State.LAPSED if self.lapsed else State.UNREVIEWED


class Weighed(Struct, frozen=True):
    """A claim to be weighed: its identifier without the slug of its brief, its words, what it rests on."""

    key: str
    text: str
    fingerprints: Fingerprints
    grounds: Grounds


def standings(
    claims: Sequence[Weighed], signoffs: Iterable[Signoff], wanted: int, is_own: Callable[[Reviewer], bool]
) -> Mapping[str, Standing]:
    """How each claim of a brief stands, by its key.

    ``signoffs`` come in the order in which they were given; ``is_own`` tells authors, whose acceptance does not count.
    """
    signoffs = tuple(signoffs)
    of_claim = _reworded(claims, signoffs) | {claim.key: claim.key for claim in claims}
    given: dict[str, list[Signoff]] = {claim.key: [] for claim in claims}
    for one in signoffs:
        if key := of_claim.get(one.claim):
            given[key].append(one)
    return {
        claim.key: Standing(tuple(_given(given[claim.key][::-1], claim, is_own)), max(wanted, 1)) for claim in claims
    }


def _reworded(claims: Sequence[Weighed], signoffs: Iterable[Signoff]) -> dict[str, str]:
    """The key of the claim that each claim of before has become, by the key that it had."""
    here = {claim.key for claim in claims}
    gone = {one.claim: one.text for one in signoffs if one.claim not in here}
    became = counterparts([*gone.values()], [claim.text for claim in claims]) if gone else {}
    keys = [*gone]
    return {keys[then]: claims[now].key for then, now in became.items()}


def _given(its: Sequence[Signoff], claim: Weighed, is_own: Callable[[Reviewer], bool]) -> Iterator[Given]:
    said: set[str] = set()
    for one in its:
        latest = one.reviewer.key not in said
        said.add(one.reviewer.key)
        yield Given(one, tuple(changes(one, claim)), latest, is_own(one.reviewer))


def changes(then: Signoff, now: Weighed) -> Iterator[Change]:
    """What has changed since a verdict, claim first."""
    was, is_ = then.fingerprints, now.fingerprints
    if was.claim != is_.claim:
        yield Change("claim", "", fields=tuple(field_changes({"text": then.text}, {"text": now.text})))
    read, reads = then.grounds, now.grounds
    yield from _changes("passage", was.passages, is_.passages, read.passages, reads.passages)
    yield from _changes("capture", was.captures, is_.captures, {}, {})
    yield from _changes("figure", was.figures, is_.figures, read.figures, reads.figures)
    yield from _changes("law", was.law, is_.law, read.law, reads.law)


def _changes(
    sort: str, was: Mapping[str, str], is_: Mapping[str, str], read: Mapping[str, Facts], reads: Mapping[str, Facts]
) -> Iterator[Change]:
    """Things of one sort whose digests differ, or that came or went, with what is read in them."""
    for name in sorted({*was, *is_}):
        if name not in is_:
            yield Change(sort, name, Status.DELETED)
        elif name not in was:
            yield Change(sort, name, Status.ADDED)
        elif was[name] != is_[name]:
            fields = field_changes(read.get(name, {}), reads.get(name, {}))
            yield Change(sort, name, fields=tuple(fields))


def reviewed(standings: Iterable[Standing]) -> Reviewed | None:
    """Who reviewed a brief, and when; None where a claim is not reviewed, or there is none."""
    all_ = tuple(standings)
    if not all_ or any(one.state is not State.REVIEWED for one in all_):
        return None
    accepted = [given.signoff for one in all_ for given in one.accepted]
    names = {one.reviewer.key: one.reviewer.name for one in sorted(accepted, key=lambda one: one.time)}
    return Reviewed(tuple(sorted(names.values())), max(one.time for one in accepted)[:10])
