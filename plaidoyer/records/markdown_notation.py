"""The notations that bind words to evidence: citations ``[@id/passage, p. 3]`` and link targets ``figure:id/name``.

Strings in, data out. Whether what they name exists is for later rooms; how Markdown finds them in a
text is not known here. Source of the first: Pandoc's manual, « Citation syntax », brackets only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Literal, cast

from msgspec import Struct

_ID = r"[a-z0-9][a-z0-9-]*"

# Citations ------------------------------------------------------------------------------------------

_KEY = re.compile(r"(?<![^\s;(\[«\"'“‘’–—\0])(-?)@([^\s,;\[\]\0]*[\w{}/-])")
_NAMES = re.compile(rf"({_ID})(?:/({_ID}))?")
_PARTS = re.compile(r"\{[^{}]*\}|;")
_LABEL = (
    r"(?:pp?\.|pages?\b|art\.|articles?\b|al\.|alinéas?\b|alineas?\b|§§?|chap\.|chapitres?\b|chapters?\b|n[°ºo]s?\.?(?=[\s\d])"
    r"|consid(?:é|e)rants?\b|cons\.|vol\.|volumes?\b|fig\.|figures?\b)"
)
_NUMBER = r"(?:(?:[LRDA]\.\s?)?[^\s,;{}]*\d[^\s,;{}]*|[ivxlcdm]+\b)"
_NEXT = r"(?:,\s*|\s+(?:et|and|à|to|&|[-–—])\s+)"
_LOCATOR = re.compile(
    rf"(?:{_LABEL}\s*{_NUMBER}|\d[^\s,;{{}}]*)(?:{_NEXT}(?:{_LABEL}\s*{_NUMBER}|\d[^\s,;{{}}]*))*", re.IGNORECASE
)
_BRACES = re.compile(r"\{[^{}]*\}")
_BLANKS = " \t\n\0\u00a0\u202f"


class Fault(Struct, frozen=True):
    """What is wrong with a notation, how to mend it, and where in the string it begins and ends."""

    message: str
    hint: str
    start: int = 0
    end: int = 0


class Cited(Struct, frozen=True):
    """One ``@id`` of a citation. ``start`` and ``end`` bound ``@id/passage``; the words around it are raw Markdown."""

    source: str
    passage: str
    start: int
    end: int
    prefix: str
    locator: str
    suffix: str
    suppress_author: bool


def is_citation(inside: str) -> bool:
    """Whether the words between two brackets are meant as a citation."""
    return "@" in inside and bool(_KEY.search(inside))


def read_citation(inside: str) -> Iterator[Cited | Fault]:
    """The items between the brackets of a citation, each after a ``;``, and what is wrong with others.

    A locator keeps its braces (``{art. 5}``). A suffix loses the comma that follows the key, and no other.
    """
    start = 0
    for end in [*(part.start() for part in _PARTS.finditer(inside) if part[0] == ";"), len(inside)]:
        yield from _item(inside, start, end)
        start = end + 1


def _item(inside: str, start: int, end: int) -> Iterator[Cited | Fault]:
    keys = list(_KEY.finditer(inside, start, end))
    if not keys:
        words = inside[start:end]
        if words.strip(_BLANKS):
            begin = start + len(words) - len(words.lstrip(_BLANKS))
            yield Fault(f"« {_squeeze(words)} » cites nothing", "every part between « ; » holds one @id", begin, end)
        return
    key, *others = keys
    if others:
        other = others[0]
        yield Fault(
            "two citations stand side by side", "put « ; » between them: [@id; @other]", other.start(2) - 1, other.end()
        )
        end = other.start()
    names = _NAMES.fullmatch(key[2])
    if not names:
        yield Fault(f"« @{key[2]} » names no source or passage", _form(key[2]), key.start(2) - 1, key.end())
        return
    locator, suffix = _after(inside[key.end() : end])
    prefix = inside[start : key.start()]
    yield Cited(names[1], names[2] or "", key.start(2) - 1, key.end(), prefix, locator, suffix, bool(key[1]))


def _after(words: str) -> tuple[str, str]:
    """The locator and the suffix in what follows a key. Bare digits need a comma before them, labels and braces not."""
    rest = words.lstrip(_BLANKS)
    comma = rest.startswith(",")
    rest = rest[comma:].lstrip(_BLANKS)
    found = _BRACES.match(rest) or _LOCATOR.match(rest)
    if found and (comma or not found[0][0].isdigit()):
        return _squeeze(found[0]), rest[found.end() :]
    return "", rest


def _form(key: str) -> str:
    form = "write [@id] or [@id/passage], names in small letters, digits and hyphens"
    better = re.sub(r"[^a-z0-9/]+", "-", key.lower()).strip("-")
    return f"did you mean « @{better} »? {form}" if _NAMES.fullmatch(better) else form


def _squeeze(words: str) -> str:
    return " ".join(words.replace("\0", "").split())


# Link targets ---------------------------------------------------------------------------------------

Kind = Literal["figure", "quote", "law"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f-\x9f]")
_ADDRESSES = frozenset({"http", "https", "mailto", "tel"})
_FORMS: dict[Kind, tuple[re.Pattern[str], str]] = {
    "figure": (
        re.compile(rf"figure:(?:(?P<source>{_ID})/)?(?P<name>{_ID})(?:\?(?P<flag>rounded))?"),
        "write figure:id/name, figure:id/name?rounded, or figure:name for a derived figure",
    ),
    "quote": (re.compile(rf"quote:(?P<source>{_ID})/(?P<name>{_ID})"), "write quote:id/name"),
    "law": (
        re.compile(
            rf"law:(?P<source>{_ID})/(?P<name>[0-9A-Za-z][^/#?]*)"
            r"(?:\#(?P<alinea>[1-9]\d{0,3})(?:\.(?P<sentence>[1-9]\d{0,3}))?)?(?:\?(?P<flag>reading))?",
            re.ASCII,
        ),
        "write law:id/article, law:id/article#4, law:id/article#4.2, with « ?reading » after it for an interpretation",
    ),
}


class Target(Struct, frozen=True):
    """What an evidence link names; see ``text.EvidenceLink``."""

    kind: Kind
    source: str
    name: str
    flag: Literal["", "rounded", "reading"] = ""
    alinea: int = 0
    sentence: int = 0


def read_target(target: str) -> Target | Fault | None:
    """The evidence that a link names; None for an ordinary link.

    A scheme that is neither evidence nor an address is a fault: it is a slip (``figures:``) or a danger
    (``javascript:``).
    """
    scheme = _SCHEME.match(_BLANK.sub("", target))
    if not scheme or scheme[1].lower() in _ADDRESSES:
        return None
    kind = scheme[1].lower()
    if kind not in _FORMS:
        close = get_close_matches(kind, _FORMS, n=1)
        hint = (
            f"did you mean « {close[0]}: »?"
            if close
            else "link to https:, http:, mailto:, tel:, #id, or figure:, quote:, law:"
        )
        return Fault(f"« {scheme[1]}: » is no kind of link", hint)
    form, hint = _FORMS[cast(Kind, kind)]
    match = form.fullmatch(target)
    if not match:
        return Fault(f"« {target} » is not well formed", hint)
    said = match.groupdict("")
    return Target(
        cast(Kind, kind),
        said["source"],
        said["name"],
        cast(Literal["", "rounded", "reading"], said.get("flag", "")),
        int(said.get("alinea") or 0),
        int(said.get("sentence") or 0),
    )
