"""What instructions do to a text, character by character; the writer plans by it, and never prints what it refuses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Sentences, Whole, Words
from plaidoyer.law.tokens import Tokens, tokens
from plaidoyer.law.units import Article, fold, mark

FINAL_SIGNS = ".;:,"

Change = tuple[int, int, str]
"""Where a change of an alinéa starts and ends, and what it puts there."""


class RefusedError(ValueError):
    """An instruction that singles out no place, or the place of another one."""


def glue(before: str, after: str) -> str:
    """What stands between two texts that are put side by side."""
    closes = after[:1] in (",", ".", ")", "]", "-", "\u2011")
    opens = fold(before[-1:]) in ("'", "(", "[")
    return "" if not before or not after or closes or opens else " "


def body_end(text: str, start: int, stop: int) -> int:
    """Where the words of a sentence or an alinéa end: before its final sign and the space before that."""
    if stop > start and text[stop - 1] in FINAL_SIGNS:
        stop -= 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
    return stop


def apply(before: Article, instructions: Iterable[Instruction]) -> Article:
    """The article as the instructions leave it. Raises RefusedError where one has no place of its own."""
    inside: dict[int, list[Change]] = {}
    whole: list[Alineas] = []
    for instruction in instructions:
        match instruction:
            case Whole():
                return instruction.new
            case Alineas():
                whole.append(instruction)
            case Words():
                for alinea in instruction.alineas:
                    inside.setdefault(alinea, []).extend(word_changes(tokens(before[alinea]), instruction))
            case Sentences():
                changes = changes_of(tokens(before[instruction.alinea]), instruction)
                inside.setdefault(instruction.alinea, []).extend(changes)
            case Renumbered():
                for alinea, name in zip(instruction.alineas, instruction.names, strict=True):
                    opened = mark(before[alinea])
                    if opened is None:
                        raise RefusedError(name)
                    inside.setdefault(alinea, []).append((0, len(opened.name), name))
            case Mention():
                inside.setdefault(instruction.alinea, []).append((0, 0, instruction.mark.strip() + " "))
    return _put_together(before, inside, whole)


def changed(text: str, changes: Sequence[Change]) -> str:
    """A text with all its changes made at once."""
    parts, at = [], 0
    for start, stop, new in sorted(changes, key=lambda change: change[:2]):
        if start < at:
            raise RefusedError(text[start:stop])
        parts += [text[at:start], new]
        at = stop
    return "".join([*parts, text[at:]])


def _put_together(before: Article, inside: dict[int, list[Change]], whole: list[Alineas]) -> Article:
    after: list[str] = []
    at = 0
    for block in [*sorted(whole, key=lambda one: (one.first, one.last)), Alineas(len(before), len(before), ())]:
        if block.first < at or any(index in inside for index in range(block.first, block.last)):
            raise RefusedError(str(block.first))
        after += [changed(before[index], inside.get(index, [])) for index in range(at, block.first)]
        after += block.new
        at = block.last
    return tuple(after)


def changes_of(ground: Tokens, edit: Words | Sentences) -> tuple[Change, ...]:
    """The changes that an instruction about words or sentences makes in one alinéa."""
    if isinstance(edit, Words):
        return word_changes(ground, edit)
    completed = word_changes(ground, Words("append", (edit.alinea,), new=edit.words)) if edit.words else ()
    return (*completed, sentence_change(ground, edit))


def word_changes(ground: Tokens, words: Words) -> tuple[Change, ...]:
    """The changes that an instruction about words makes in one alinéa."""
    text = ground.text
    start, stop = (0, len(text)) if words.sentence is None else ground.sentences[words.sentence]
    if words.act == "append":
        end = body_end(text, start, stop)
        return ((end, end, glue(text[:end], words.new) + words.new),)
    if words.act == "prepend":
        at = start if words.sentence is not None else opening(ground, words.new)
        return ((at, at, words.new + glue(words.new, text[at:])),)
    if words.act == "head":
        return ((start, _last_words(ground, words.new, start, stop), words.new),)
    return tuple(_at(text, words, place, start, stop) for place in _places(ground, words, start, stop))


def opening(ground: Tokens, new: str) -> int:
    """Where an alinéa's own words start, before which ``new`` ones go: after its list mark, unless they are a mark."""
    opened, added = mark(ground.text), mark(f"{new} ")
    return opened.end if opened and (added is None or added.end <= len(new)) else 0


def _last_words(ground: Tokens, new: str, start: int, stop: int) -> int:
    """Where the words end that a rewritten start leaves standing: the longest end of it that stands there once."""
    end = tokens(new)
    for first in range(len(end.spans)):
        found = ground.found(end.folded[end.spans[first][0] :], start, stop)
        if len(found) == 1:
            return found[0] + len(new) - end.spans[first][0]
        if found:
            break
    raise RefusedError(new)


def _places(ground: Tokens, words: Words, start: int, stop: int) -> tuple[int, ...]:
    old = fold(words.old)
    if words.bound == "start":
        found: tuple[int, ...] = (start,) if ground.folded.startswith(old, start, stop) else ()
    elif words.bound == "end":
        ends = [end for end in (stop, body_end(ground.text, start, stop)) if ground.folded.endswith(old, start, end)]
        found = (ends[0] - len(old),) if ends else ()
    else:
        found = ground.found(old, start, stop)
        if words.rank:
            rank = words.rank - 1 if words.rank > 0 else len(found) - 1
            found = found[rank : rank + 1] if len(found) > 1 else ()
    enough = bool(found) if words.times < 0 else len(found) == max(words.times, 1)
    if not enough or any(ground.inner[place] or ground.inner[place + len(old)] for place in found):
        raise RefusedError(words.old)
    return found


def _at(text: str, words: Words, place: int, start: int, stop: int) -> Change:
    end = place + len(words.old)
    match words.act:
        case "after":
            return end, end, glue(words.old, words.new) + words.new
        case "before":
            return place, place, words.new + glue(words.new, words.old)
        case "tail":
            return end, stop, glue(words.old, words.new) + words.new
        case "cut":
            return end, body_end(text, start, stop), ""
        case "delete":
            return _deleted(text, place, end)
    if is_sign(words.old) and is_sign(words.new):
        return _sign_replaced(text, place, end, words.new)
    return place, end, words.new


def _sign_replaced(text: str, start: int, end: int, new: str) -> Change:
    """A sign for a sign: the space before it is the new one's."""
    bare = len(text[:start].rstrip())
    if new[0] in ".,":
        return bare, end, new
    return (bare, end, " " + new) if new[0] in ";:?!" else (start, end, new)


def is_sign(text: str) -> bool:
    """Whether there is no letter or digit in a text."""
    return not any(map(str.isalnum, text))


def _deleted(text: str, start: int, end: int) -> Change:
    """Words go with the space before them, or after them where they open the alinéa or a bracket."""
    if start and text[start - 1].isspace() and not (end < len(text) and text[end].isalnum()):
        return start - 1, end, ""
    if end < len(text) and text[end].isspace() and (not start or not text[start - 1].isalnum()):
        return start, end + 1, ""
    return start, end, ""


def sentence_change(ground: Tokens, edit: Sentences) -> Change:
    """The change that an instruction about sentences makes in its alinéa, besides the words before them."""
    text, spans = ground.text, ground.sentences
    new = " ".join(edit.new)
    if edit.first == edit.last:
        if edit.first == len(spans):
            return len(text), len(text), " " + new
        at = spans[edit.first][0]
        return at, at, new + " "
    start, end = spans[edit.first][0], spans[edit.last - 1][1]
    if edit.new:
        return start, end, new
    if edit.first:
        return spans[edit.first - 1][1], end, ""
    return start, spans[edit.last][0] if edit.last < len(spans) else end, ""
