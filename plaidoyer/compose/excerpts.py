"""Words cut to a length that can be read at a glance: what is left is verbatim, and every cut shows."""

from __future__ import annotations

import re
from decimal import Decimal

LONGEST_CLAIM, LONGEST_PASSAGE = 220, 300
"""Letters of a claim (two lines of the annex), and of a passage, beyond which they are cut."""

_LEAST_CUT = 40  # what is cut out is longer than the mark that says so
_CUT = " […] "
_ALIKE = str.maketrans("’\u00a0\u202f", "'  ")  # letter for letter: places stay
_BETWEEN_DIGITS = r"[\s.,']?"


def shortened(text: str) -> str:
    """A claim, cut after a word where it is long."""
    if len(text) <= LONGEST_CLAIM:
        return text
    return f"{_before(text, LONGEST_CLAIM).rstrip(' ,;:.«“(')}…"


def excerpt(text: str, kept: str = "") -> str:
    """A passage, its middle cut out where it is long; ``kept``, where it stands in there, stays.

    What is left is verbatim.
    """
    if len(text) <= LONGEST_PASSAGE:
        return text
    half = (LONGEST_PASSAGE - _LEAST_CUT) // 2
    head, tail = _before(text, half), _after(text, len(text) - half)
    at = text.translate(_ALIKE).find(kept.translate(_ALIKE)) if kept else -1
    end = at + len(kept)
    if at < 0 or end <= len(head) or at >= len(text) - len(tail):
        return f"{head}{_CUT}{tail}"
    room = max(0, LONGEST_PASSAGE - len(kept)) // 2
    before, after = _after(text[:at], at - room), _before(text[end:], room)
    return "".join(
        (
            _CUT.lstrip() if len(before) < at else "",
            before,
            text[at:end],
            after,
            _CUT.rstrip() if end + len(after) < len(text) else "",
        )
    )


def written_number(value: Decimal | None, text: str) -> str:
    """A number as ``text`` writes it in digits; nothing where it does not."""
    digits = "" if value is None else re.sub(r"\D", "", format(value, "f"))
    pattern = rf"(?<!\d)(?<!\d[.,']){_BETWEEN_DIGITS.join(digits)}(?!\d|[.,']\d|\s\d{{3}})"
    found = re.search(pattern, text.translate(_ALIKE)) if digits else None
    return text[found.start() : found.end()] if found else ""


def _before(text: str, length: int) -> str:
    """The words that end within ``length`` letters; one that is longer is cut."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length + 1)
    return text[: end if end > 0 else length]


def _after(text: str, start: int) -> str:
    """The words that begin from ``start`` on; one that does not end is cut."""
    if start <= 0:
        return text
    space = text.find(" ", start - 1)
    return text[space + 1 if space >= 0 else start :]
