"""Cutting a paragraph into sentences, by the rule of the product contract.

A sentence ends at ``. ! ? …`` before a space and a capital, an opening quotation mark or a digit,
except after an abbreviation of the language. Closing quotation marks and brackets belong to the
sentence before them. Any white space is a space; the caller gives a line break as one. This module
must not know what a claim is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plaidoyer.languages.profiles import REFERENCE, Profile, profile

_END = re.compile(r"[.!?…](?<![\[(.!?…].)[.!?…]*(?P<closed>(?:\s?»|[”’\"')\]])*)(?=\s+(?P<next>\S))")
"""Not just after an opening bracket: « […] » marks a cut, « (!) » a doubt."""

_OPENING = frozenset("«“„‘\"'")
_WORD = re.compile(r"[^\s(\[«“\"'’‘]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]\.")
_LONGEST = 20  # no abbreviation is longer; a sentence may be
_INTRODUCED = re.compile(rf"\s+{REFERENCE}")


def sentences(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends, without the white space around it, in order.

    Together they hold every character of ``text`` that is not white space. Raises KeyError for a
    language without a profile.
    """
    of = profile(lang)
    found, start = [], len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        following = match["next"]
        if not (following.isupper() or following.istitle() or following.isdigit() or following in _OPENING):
            continue
        if text[match.start() : match.end()] == "." and _abbreviated(text, start, match.end(), of):
            continue
        found.append((start, match.end()))
        start = match.start("next")
    end = len(text.rstrip())
    return (*found, (start, end)) if start < end else tuple(found)


def _abbreviated(text: str, start: int, end: int, of: Profile) -> bool:
    """Whether the point before ``end`` closes an abbreviation rather than a sentence."""
    word = _WORD.search(text, max(start, end - _LONGEST), end)
    written = word[0] if word else ""
    if written.casefold() in of.abbreviations or written in of.titles or _is_initials(written):
        return True
    return written.casefold() in _casefolded(of.labels) and _INTRODUCED.match(text, end) is not None


@lru_cache
def _casefolded(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(label.casefold() for label in labels)


def _is_initials(word: str) -> bool:
    """« J. », « J.-C. », « U.K. »: capitals; a small letter with a point may be a word (« il y en a. »)."""
    return _INITIALS.fullmatch(word) is not None and word.isupper()
