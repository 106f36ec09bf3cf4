"""One verdict of one reviewer on one claim, as a file: written once, never edited.

Its name holds the digest of its bytes, and its bytes are the only ones that say what it says: whatever is changed in
it, somebody did it by hand. Two reviewers, or one at two times, never write the same name. It knows no folder.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

Word = Literal["accept", "reject", "work"]
"""What a reviewer says: the claim is sound, it is not, or there is work to be done on it."""

WORDS: tuple[Word, ...] = ("accept", "reject", "work")

FOLDER = "reviews"
"""Where sign-offs are, in the folder of their brief."""

ENDING = ".json"
SIGNATURE = ".sig"
"""Added to the name of a verdict: its signature."""

LARGEST = 256 * 1024
"""Bytes of a verdict, or of a signature."""

LONGEST = 4_000
"""Letters of a comment."""

_VERSION = 1
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{12}-[1-9][0-9]*)-([0-9a-f]{16})\.json")
_TIME = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ")


class Reviewer(Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs, as git knows them."""

    name: str
    email: str

    @property
    def is_somebody(self) -> bool:
        """Whether it is a name and an address, each of signs that can be read."""
        return all(words == words.strip() and words.isprintable() and words for words in (self.name, self.email))

    @property
    def key(self) -> str:
        """What tells one reviewer from another: the address, whatever its capitals."""
        return self.email.casefold()


Facts = Mapping[str, str]
"""What a thing says: the text of each of its fields, by the field's name as it is written in a record."""


class Grounds(Struct, frozen=True, forbid_unknown_fields=True):
    """What a claim rests on and its reviewer reads, each by its name: kept, so that a change of it can be shown."""

    passages: Mapping[str, Facts] = {}
    figures: Mapping[str, Facts] = {}
    law: Mapping[str, Facts] = {}


class Fingerprints(Struct, frozen=True, forbid_unknown_fields=True):
    """SHA-256 of all that a verdict is about: the claim, and what it rests on, each by its name.

    ``captures`` are those that the words were found in, as their records declare them.
    """

    claim: str
    passages: Mapping[str, str]
    captures: Mapping[str, str]
    figures: Mapping[str, str]
    law: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One digest for all of them."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def fingerprints(claim: str, captures: Mapping[str, str], grounds: Grounds) -> Fingerprints:
    """Those of what is read, where those of the claim and of copies are known."""
    passages, figures, law = (
        {name: digest_of(facts) for name, facts in each.items()}
        for each in (grounds.passages, grounds.figures, grounds.law)
    )
    return Fingerprints(claim, passages, captures, figures, law)


def digest_of(facts: object) -> str:
    """The SHA-256 of plain data, whatever the order of its fields."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Signoff(Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict on a claim.

    ``claim`` is its identifier without the slug of its ``brief``; ``text`` and ``grounds`` are what its reviewer read.
    ``time`` is as in RFC 3339, in UTC and whole seconds.
    """

    version: int
    brief: str
    claim: str
    text: str
    verdict: Word
    comment: str
    reviewer: Reviewer
    time: str
    fingerprints: Fingerprints
    grounds: Grounds


class Invalid(Exception):
    """A file that is no verdict; its message says why."""


def signoff(
    brief: str,
    claim: str,
    text: str,
    verdict: Word,
    comment: str,
    reviewer: Reviewer,
    time: str,
    on: Fingerprints,
    grounds: Grounds,
) -> Signoff:
    """A verdict, of the form of today."""
    return Signoff(_VERSION, brief, claim, text, verdict, comment, reviewer, time, on, grounds)


def written(one: Signoff) -> tuple[str, bytes]:
    """The name of a verdict's file, and its bytes."""
    data = _bytes(one)
    stamp = one.time.replace("-", "").replace(":", "")
    return f"{stamp}-{one.claim}-{_digest(data)}{ENDING}", data


def read(name: str, data: bytes, brief: str) -> Signoff:
    """The verdict in a file of this name, in the folder of a brief. Raises Invalid."""
    if not (parts := _NAME.fullmatch(name)):
        raise Invalid("its name is not that of a verdict")
    if parts[3] != _digest(data):
        raise Invalid("it is not what its reviewer wrote: the digest in its name is of other bytes")
    try:
        version = json.loads(data).get("version")
        if version != _VERSION:
            raise Invalid("it was written by a newer plaidoyer: install that")
        one = msgspec.json.decode(data, type=Signoff)
    except (ValueError, RecursionError, AttributeError) as error:
        raise Invalid(f"it does not hold a verdict: {error}") from error
    if one.brief != brief:
        raise Invalid(f"it is a verdict on the brief « {one.brief} »")
    if not _is_time(one.time) or not one.reviewer.is_somebody or written(one) != (name, data):
        raise Invalid("it does not hold a verdict as plaidoyer writes it")
    if one.fingerprints != fingerprints(one.fingerprints.claim, one.fingerprints.captures, one.grounds):
        raise Invalid("what its reviewer read in it is not what its fingerprints are of")
    return one


def _is_time(text: str) -> bool:
    """Whether it is written so, and there is such a day: 30 February has the form of one."""
    with suppress(ValueError):
        datetime.fromisoformat(text)
        return _TIME.fullmatch(text) is not None
    return False


def _bytes(one: Signoff) -> bytes:
    return msgspec.json.format(msgspec.json.encode(one, order="deterministic"), indent=2) + b"\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
