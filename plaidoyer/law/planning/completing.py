"""What completes an alinéa, said as its drafter would: words, then whole sentences, in one instruction."""

from __future__ import annotations

from msgspec.structs import replace

from plaidoyer.law.effect import glue
from plaidoyer.law.instructions import Sentences, Words
from plaidoyer.law.tokens import Tokens
from plaidoyer.law.units import sentences

_WORD = "fin"


def told_apart(before: Tokens, new: str) -> tuple[str, ...]:
    """Words put before the last point of an alinéa, as words that end its sentence (maybe none) and as sentences.

    Empty where no sentence is among them.
    """
    if ". " not in new or not before.text.endswith("."):
        return ()
    text = f"{_WORD}{glue(_WORD, new)}{new}."
    said = [text[start:stop] for start, stop in sentences(text)]
    if len(said) < 2 or not said[0].endswith("."):
        return ()
    return said[0][len(_WORD) : -1].strip(), *said[1:]


def completed(before: Tokens, edits: tuple[Words | Sentences, ...]) -> tuple[Words | Sentences, ...]:
    """The edits of an alinéa, with all that completes it said in one."""
    end = len(before.sentences)
    for index, edit in enumerate(edits):
        if not isinstance(edit, Words) or edit.act != "append" or edit.sentence not in (None, end - 1):
            continue
        following = edits[index + 1 : index + 2]
        if following and isinstance(following[0], Sentences) and following[0].first == following[0].last == end:
            return (*edits[:index], replace(following[0], words=edit.new), *edits[index + 2 :])
        if told := told_apart(before, edit.new):
            added = Sentences(edit.alineas[0], end, end, told[1:], told[0])
            return (*edits[:index], added, *edits[index + 1 :])
    return edits
