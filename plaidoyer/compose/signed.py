"""What a brief prints of its review: « Vérifié par Anne Dupont le 24 novembre 2026 »."""

from __future__ import annotations

from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, join_words
from plaidoyer.languages.typography import set_text
from plaidoyer.records.dates import parse_date
from plaidoyer.signoffs.reviewed import Reviewed

_MOST = 80
"""Letters that names may take: the line has one place, and no second line."""


def reviewed_words(reviewed: Reviewed | None, lang: str) -> str:
    """Who reviewed a brief, and when, on one line; nothing of one that is not reviewed."""
    if reviewed is None:
        return ""
    words = catalogue(lang).gettext("Reviewed by %(names)s on %(date)s")
    day = format_date(parse_date(reviewed.on), lang)
    return set_text(words % {"names": _names(reviewed.by, lang), "date": day}, lang)


def _names(names: tuple[str, ...], lang: str) -> str:
    """All of them, or as many as there is room for, and how many others."""
    shown = join_words(names, lang)
    for count in range(len(names) - 1, -1, -1):
        if len(shown) <= _MOST:
            break
        others = len(names) - count
        more = catalogue(lang).ngettext("%(count)s other person", "%(count)s other people", others) % {"count": others}
        shown = join_words((*names[:count], more), lang)
    return shown
