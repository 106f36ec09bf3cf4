"""What differs between the words of a record and those of a capture, word by word, for a message.

It explains a refusal and never takes part in one. This module must not know where the words come from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plaidoyer.evidence.finding.normal import normal, plain

_LONGEST = 60  # characters shown of one difference
_MOST = 3  # differences named; the rest is counted
_READ = 2_000  # words compared: beyond, nobody reads on

_WORD = re.compile(r"\S+")


def difference(said: str, there: str, source: str = "the capture") -> str:
    """How ``said`` (the record) and ``there`` (the ``source``) differ: one clause, to be put into a message.

    Empty where they are the same but for typography.
    """
    left, right = plain(said).split(), plain(there).split()
    changes = _changes(left[:_READ], right[:_READ])
    if not changes:
        return ""
    told = [_told(left, right, change, source) for change in changes[:_MOST]]
    if len(changes) > _MOST:
        more = len(changes) - _MOST
        told.append(f"and {more} more difference{'s' if more > 1 else ''}")
    return "; ".join(told)


def first_difference(said: str, there: str) -> tuple[int, int]:
    """Where in ``said`` the first word stands that ``there`` does not have at its place.

    Where a word is missing from ``said``, the word that stands in its place; at the end, the last word.
    """
    held = normal(said)
    words = list(_WORD.finditer(held.plain))
    if not words:
        return 0, len(said)
    left = [word[0] for word in words]
    changes = _changes(left[:_READ], plain(there).split()[:_READ])
    at = min(changes[0][0], len(words) - 1) if changes else 0
    start, end = held.in_original(*held.in_clean(*words[at].span()))
    return start, end


def _changes(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Runs of words that differ: ``left[a:b]`` stands for ``right[c:d]``."""
    from rapidfuzz.distance import Levenshtein  # slow to import, and most runs show no difference

    changes: list[tuple[int, int, int, int]] = []
    for operation in Levenshtein.opcodes(left, right):
        if operation.tag == "equal":
            continue
        a, b, c, d = operation.src_start, operation.src_end, operation.dest_start, operation.dest_end
        if changes and changes[-1][1] == a and changes[-1][3] == c:
            a, _, c, _ = changes.pop()
        changes.append((a, b, c, d))
    return changes


def _told(left: Sequence[str], right: Sequence[str], change: tuple[int, int, int, int], source: str) -> str:
    a, b, c, d = change
    said, there = _short(left[a:b]), _short(right[c:d])
    if a == b:
        return f"{source} has « {there} », which the record leaves out"
    if c == d:
        return f"the record has « {said} », which {source} does not"
    return f"the record says « {said} », {source} « {there} »"


def _short(words: Sequence[str]) -> str:
    """The words, cut in the middle where they are long."""
    whole = " ".join(words)
    if len(whole) <= _LONGEST:
        return whole
    half = _LONGEST // 2 - 2
    return f"{whole[:half].rstrip()} … {whole[-half:].lstrip()}"
