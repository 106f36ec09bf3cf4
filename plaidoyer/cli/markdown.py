"""Somebody's text inside Markdown that a server shows: it stays words, whatever it holds.

A comment on a pull request must ping nobody, load no picture, make no link and break no table. Signs that Markdown or
HTML give a meaning to become character references, which CommonMark never takes for structure. What servers look for
in the finished page (names after @, numbers after #, addresses) is broken by a space without width.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plaidoyer.cli.reporters import escaped

_BREAK = "&#8203;"
_COMMENT = 60_000  # signs: a comment on GitHub has at most 65,536
_SIGNS = re.compile(
    r"""(?P<structure> [&<>\\`*_{}\[\]|~^$] )
    | @                               # @someone, a@b.org, owner/repository@1a2b3c4
    | [\#!%] (?=\w)                   # issues and the like: #12, !12, %12
    | :      (?= // | [\w+-]+: )      # an address; a picture by its name
    | \b (?: www (?=\.) | GH (?=-) )  # an address without « http », an issue
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REFERENCE = re.compile(r"[&~$^*\[](?=\w)")
"""What GitLab looks for besides: $12, &12, ~label, ^alert#1, *iteration:1, [vulnerability:1]."""


def plain(text: str) -> str:
    """``text`` as Markdown for one line of prose or one cell of a table; a line end becomes « ⏎ »."""
    return _SIGNS.sub(_broken, escaped(text.replace("\r\n", "\n").replace("\n", "⏎")))


def fitting(lines: Iterable[str]) -> str:
    """The lines as one text that a comment has room for: those beyond are left out, and that is told."""
    kept: list[str] = []
    room = _COMMENT
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept += ["", "The rest is too long for a comment."]
            break
        kept.append(line)
    return "\n".join(kept)


def _broken(match: re.Match[str]) -> str:
    sign = match[0]
    if not match["structure"]:
        return sign + _BREAK
    return f"&#{ord(sign)};" + (_BREAK if _REFERENCE.match(match.string, match.start()) else "")
