"""Classes of characters, as regular expressions for one character.

A class of more than two ranges beyond Latin-1 is laid out over all of Unicode each time it is compiled, and these are
compiled some two hundred times; so each is written as smaller classes. ``(?!\\S)`` and ``(?!\\w)``, which say nothing
of what follows them, keep two of these from being merged into one.
"""

from __future__ import annotations

SPACE = r"(?:(?![\u2028\u2029])[^\S\n-\r\x1c-\x1f\x85])"
"""Spaces within a line."""

GAP = r"(?:[ \t\n\u00a0]|(?!\S)[\u2007-\u200a\u202f])"
"""A space, or a line's end, between words that belong together."""

DATE_GAP = r"(?:[ \t\n\u00a0]|(?!\S)[\u2009\u202f])"
"""A space, or a line's end, within a date."""

WORD_GAP = r"(?:[ \n\u00a0-]|(?!\w)[\u202f‐‑])"
"""A space, a line's end or a hyphen between the words of one number."""

DASH = r"(?:-|(?!\w)[‐‑–—])"
"""A hyphen or a dash."""

LETTER = r"(?:(?![⁰⁴-⁹])(?![₀-₉⅐-⅞])[^\W0-9_²³¹¼-¾])"
"""A letter; a superscript is none."""
