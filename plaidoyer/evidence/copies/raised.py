"""Digits that are set high or low, as characters of their own: 20 000² is not 20 0002, nor is CO₂ CO2."""

from __future__ import annotations

import re

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised digits, in their order."""

_RAISED = str.maketrans("0123456789", DIGITS)
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MINUS = re.compile(r"[-−–](?=\d)")


def raised(text: str) -> str:
    """``text`` with superscript digits, and a superscript minus before them; letters stay (« 1er »)."""
    return _MINUS.sub("⁻", text).translate(_RAISED)


def lowered(text: str) -> str:
    """``text`` with subscript digits."""
    return text.translate(_LOWERED)
