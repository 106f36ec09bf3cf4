"""The nearest known word to one that is not known.

Below every room, because settings, records and evidence all answer a misspelt name with the one that
was meant. It knows no finding and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean « title »?`` for the known word nearest to ``word``, capitals aside; else an empty text."""
    from difflib import get_close_matches  # slow to import, and few names are misspelt

    by_fold = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = get_close_matches(word.casefold()[:80], by_fold, n=1)
    return f"did you mean « {by_fold[close[0]]} »?" if close else ""
