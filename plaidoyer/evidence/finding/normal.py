"""One form for all the ways in which the same words are set, and the way back to the characters as they stand.

Three texts, each the next one's source. The **original**. The **clean** text: composed (NFC), invisible
characters gone, ligatures and « … » spelt out, and every quotation mark, dash and space of one kind written
alike; line ends stay, since extraction errs there. The **plain** text: line ends and runs of spaces are one
space, words cut at a line end are joined, and the spaces are gone that only typography puts there. What is
not listed here stays itself: « ² », « ½ », « œ », case, every letter and digit. Never NFKC, which makes 102
of 10².

This module must not know what is searched, nor in which language.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

LINE_END_HYPHEN = r"\ufffe\x02"
"""What pdfium writes for a hyphen at the end of a line (U+FFFE; U+0002 in its older versions)."""

_INVISIBLE = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_CONTROL = "\x00\x01\x03-\x08\x0e-\x1f\x7f"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st", "…": "..."}

_UNCLEAN = re.compile(
    # One class first: the engine runs to the next such character without trying what follows.
    rf"[\r{LINE_END_HYPHEN}{_INVISIBLE}{_CONTROL}ﬀ-ﬆ…](?:"
    rf"(?P<hyphen>(?<=[{LINE_END_HYPHEN}])[^\S\n\r]*(?:\r\n?|\n)?|(?<=\u00ad)[^\S\n\r]*(?:\r\n?|\n))"
    r"|(?P<line>(?<=\r)\n)|(?<!\r))"
)

_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_ALIKE = {
    **dict.fromkeys("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    "‹": "«",
    "›": "»",
    **dict.fromkeys("“”„‟❝❞＂〃", '"'),
    **dict.fromkeys("’‘‛ʼʹ`´＇", "'"),
    **dict.fromkeys("‐‑⁃−﹣－", "-"),
    **dict.fromkeys("‒", "–"),
    **dict.fromkeys("―⸺", "—"),
    "º": "°",  # « nº » and « n° »
}

_CLOSE = frozenset(";:!?»)]")
_POINTS = frozenset(".,")
_SIGNS = frozenset("%‰€$£¥°")
_LOOSE = re.compile(
    # One class first: the engine runs to the next such character without trying what follows. Nearly all that it meets
    # are spaces between words: nothing else is tried there.
    r"[\s«»—–(\[°-](?<! (?=\w))(?:"
    # Spaces, unless one common space stands between words; a dash with spaces around it belongs to them.
    r"(?P<space>(?:(?<=\s)(?=[\s;:!?»)\]%‰€$£¥°.,—–-])|(?<=\n))\s*(?:—\s*|[–-](?:\s+|\Z))?)"
    # After a sign. A hyphen at a line end: of a word cut there (joined), or of a number (kept).
    r"|(?<!\s)(?:(?P<joined>(?<=[^\W\d_]-)[^\S\n]*\n\s*(?=[^\W\d_]))|(?P<kept>(?<=\w[–-])[^\S\n]*\n\s*(?=\w))"
    r"|(?P<first>(?<=\A[–-])\s+)|(?P<dash>(?<=—)\s*)|(?P<hyphen>(?<=–))|(?P<quote>(?<=«)\s*|(?<=»))"
    r"|(?P<open>(?<=[(\[])\s+)|(?P<number>(?<=[nN]°)\s+(?=\d))))"
)
_LINE_IN_TEXT = re.compile(r"\n(?<=[^\W\d_]\n)(?=[^\W\d_])")
"""A line end between two letters, the commonest of what is loose: a space, and found much faster so."""

_REPLACED = {"joined": "", "kept": "-", "first": "– ", "dash": " – ", "hyphen": "-", "quote": '"', "number": "°"}


_Change = tuple[int, int, str]
"""From where to where in a text, and what stands there instead."""


class Offsets(Struct, frozen=True):
    """From offsets in a new text to those in the old one that it was made from.

    The text is cut into segments, by turns copied and replaced: ``new`` and ``old`` hold where each begins. With one
    segment alone, offsets are the same in both.
    """

    new: tuple[int, ...] = (0,)
    old: tuple[int, ...] = (0,)

    def start(self, offset: int) -> int:
        """Where the character at ``offset`` begins: a replacement begins where the old characters do."""
        at = bisect_right(self.new, offset) - 1
        return self.old[at] if at % 2 else self.old[at] + offset - self.new[at]

    def end(self, offset: int) -> int:
        """Where the character before ``offset`` ends: a replacement ends where the old characters do."""
        if offset == 0:
            return 0
        at = bisect_right(self.new, offset - 1) - 1
        return self.old[at + 1] if at % 2 else self.old[at] + offset - self.new[at]


class Normal(Struct, frozen=True):
    """A text in its three forms. Offsets of ``plain`` lead to ``clean`` and those of ``clean`` to ``original``."""

    original: str
    clean: str
    plain: str
    _to_original: tuple[Offsets, ...]
    _to_clean: Offsets

    def in_original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``original`` of ``clean[start:end]``."""
        for offsets in self._to_original:
            start, end = offsets.start(start), offsets.end(end)
        return start, end

    def in_clean(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``clean`` of ``plain[start:end]``."""
        return self._to_clean.start(start), self._to_clean.end(end)

    def from_original(self, offsets: Iterable[int]) -> tuple[int, ...]:
        """The offsets in ``clean`` of characters of ``original``."""
        return tuple(
            bisect_left(range(len(self.clean)), at, key=lambda place: self.in_original(place, place)[0])
            for at in offsets
        )


def normal(text: str) -> Normal:
    """The forms of ``text``."""
    spelt, first = _replace(text, ((match.start(), match.end(), _cleaned(match)) for match in _UNCLEAN.finditer(text)))
    composed, second = _compose(spelt)
    clean = _alike(composed)
    lines = _LINE_IN_TEXT.sub(" ", clean)
    tight, third = _replace(
        lines, ((match.start(), match.end(), _tightened(match)) for match in _LOOSE.finditer(lines))
    )
    return Normal(text, clean, tight, tuple(one for one in (second, first) if len(one.new) > 1), third)


def plain(text: str) -> str:
    """The plain form alone, without spaces around it."""
    clean = _alike(_compose(_UNCLEAN.sub(_cleaned, text))[0])
    return _LOOSE.sub(_tightened, clean).strip()


def _alike(text: str) -> str:
    """``text.translate(_ALIKE)``, faster: few of those characters are in any one text."""
    for character, common in _ALIKE.items():
        text = text.replace(character, common)
    return text


def _cleaned(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "hyphen":
            return "-\n"
        case "line":
            return "\n"
    return _LIGATURES.get(match[0], "")


def _tightened(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "open":
        return match[0][0]
    return _space(match) if kind == "space" else _REPLACED[str(kind)]


def _space(match: re.Match[str]) -> str:
    """What stays of a run of spaces: nothing where French typography, or bad setting, put it before a sign."""
    text, spaces, end = match.string, match[0], match.end()
    if spaces.strip():
        return " – "
    before, after = text[match.start() - 1 : match.start()], text[end : end + 1]
    if after in _CLOSE or (after in _SIGNS and before.isdecimal()):
        return ""
    if after in _POINTS and not (text[end + 1 : end + 2].isalnum() or text[end + 1 : end + 2] == "."):
        return ""
    if before.isdecimal() and after.isdecimal() and spaces.count("\n") > 1:
        return "\n"  # two cells, two blocks: never the thousands of one number
    return " "


def _replace(text: str, changes: Iterable[_Change]) -> tuple[str, Offsets]:
    """``text`` with every change made, and the way back."""
    pieces: list[str] = []
    new, old = [0], [0]
    copied = grown = 0
    for start, end, put in changes:
        pieces += (text[copied:start], put)
        copied = end
        if len(put) != 1 or end - start != 1:  # one character for another leaves every offset as it is
            new += (start + grown, start + grown + len(put))
            old += (start, end)
            grown += len(put) - (end - start)
    if not pieces:
        return text, Offsets()
    pieces.append(text[copied:])
    return "".join(pieces), Offsets(tuple(new), tuple(old))


def _compose(text: str) -> tuple[str, Offsets]:
    """``text`` in NFC. Most texts are: only the others pay for the way back."""
    if unicodedata.is_normalized("NFC", text):
        return text, Offsets()
    return _replace(text, _clusters(text))


def _clusters(text: str) -> Iterator[_Change]:
    """Characters that compose with each other, and those that change alone."""
    for run in _NOT_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        start = run.start()
        for at in range(start + 1, run.end() + 1):
            if at == run.end() or not _joins(text[at - 1], text[at]):
                composed = unicodedata.normalize("NFC", text[start:at])
                if composed != text[start:at]:
                    yield start, at, composed
                start = at


def _joins(before: str, character: str) -> bool:
    """Whether a character may compose with those before it."""
    if unicodedata.combining(character) or "\u1160" <= character <= "\u11ff":  # vowels and finals of Hangul
        return True
    return unicodedata.normalize("NFC", before + character) != unicodedata.normalize(
        "NFC", before
    ) + unicodedata.normalize("NFC", character)
