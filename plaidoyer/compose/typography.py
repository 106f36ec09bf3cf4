"""The language's typography, applied to composed inlines across their borders.

Quotations of law, code and words in another language keep their own signs; they only lend context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plaidoyer.languages.typography import Piece, Run, set_runs
from plaidoyer.words import Break, Claim, Foreign, Image, Inline, Link, Note, Styled, Text

_VERBATIM = frozenset({"law", "code"})


def set_type(children: Sequence[Inline], lang: str) -> tuple[Inline, ...]:
    """``children`` as the profile of ``lang`` sets them; ordinals get superscripts."""
    pieces = iter(set_runs(list(_runs(children, lang, verbatim=False)), lang))
    return tuple(_rebuilt(children, lang, pieces))


def _runs(children: Sequence[Inline], lang: str, *, verbatim: bool) -> Iterator[Run]:
    for child in children:
        match child:
            case Text():
                yield Run(child.text, verbatim)
            case Break():
                yield Run(" ", True)
            case Note(form="call" | "footnote") | Image():
                pass
            case Foreign():
                yield from _runs(child.children, lang, verbatim=verbatim or child.lang != lang)
            case Styled():
                yield from _runs(child.children, lang, verbatim=verbatim or child.style in _VERBATIM)
            case Link() | Note() | Claim():
                yield from _runs(child.children, lang, verbatim=verbatim)


def _rebuilt(children: Sequence[Inline], lang: str, pieces: Iterator[tuple[Piece, ...]]) -> Iterator[Inline]:
    for child in children:
        match child:
            case Text():
                for piece in next(pieces):
                    words = Text(piece.text)
                    yield Styled("superscript", (words,)) if piece.superscript else words
            case Break():
                next(pieces)
                yield child
            case Image():
                yield child
            case Note(form="call"):
                yield child
            case Note(form="footnote"):
                yield Note(child.form, set_type(child.children, lang))
            case Foreign():
                inner = tuple(_rebuilt(child.children, lang, pieces))
                yield Foreign(child.lang, inner if child.lang == lang else _set_foreign(child))
            case Styled():
                yield Styled(child.style, tuple(_rebuilt(child.children, lang, pieces)))
            case Link():
                yield Link(child.href, tuple(_rebuilt(child.children, lang, pieces)))
            case Note():
                yield Note(child.form, tuple(_rebuilt(child.children, lang, pieces)))
            case Claim():
                yield Claim(child.id, tuple(_rebuilt(child.children, lang, pieces)), child.broken)


def _set_foreign(child: Foreign) -> tuple[Inline, ...]:
    """Words in another language, by that language's own profile."""
    return set_type(child.children, child.lang)
