"""What a reader could not see, shown: control and bidirectional characters turn words round, or hide them."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"


def visible(text: str) -> str:
    """A text with each character that cannot be seen written as « ⟨U+202E⟩ »."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _is_seen(one) else f"⟨U+{ord(one):04X}⟩" for one in text)


def _is_seen(one: str) -> bool:
    return one in _KEPT or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co") or one == "\u00ad"
