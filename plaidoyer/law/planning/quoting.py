"""Choosing the words that a wording quotes for one change: few, unique in the place named, and fit to be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.effect import FINAL_SIGNS, RefusedError, body_end, changed, is_sign, opening, word_changes
from plaidoyer.law.instructions import Words
from plaidoyer.law.planning.completing import told_apart
from plaidoyer.law.tokens import Tokens, is_function_word
from plaidoyer.law.units import fold, mark

_REACH = 9
"""How many tokens a quotation is extended by on each side, at most."""
_LONGEST_HEAD = 1_500
"""Characters of a rewritten start: beyond, nobody sees what stays."""
_SLIDE = 6

# The characters that each form prints besides what it quotes, and what the reader's effort is held to be worth.
_REPLACE, _INSERT, _DELETE, _APPEND, _PREPEND, _HEAD, _TAIL, _CUT = 56, 54, 33, 36, 44, 52, 66, 50
_EACH = 14
CHEAPEST = _DELETE
_IN_SENTENCE, _AT_BOUND, _RANKED = 26, 14, 34
_STRADDLES = 60
"""What it costs to quote the end of a sentence with the start of the next."""
_LONG = 90
"""An old text longer than this is tiring to compare: each further character counts half more."""


class Hunk(Struct, frozen=True):
    """Tokens of the text in force (``i``) that others of the text wanted (``j``) stand for."""

    i1: int
    i2: int
    j1: int
    j2: int


class Priced(Struct, frozen=True):
    """An instruction and its cost: the characters that it takes, and penalties."""

    cost: float
    words: Words


class Ground(Struct, frozen=True):
    """An alinéa in force, the one wanted, and which it is."""

    alinea: int
    before: Tokens
    after: Tokens


class Room(Struct, frozen=True):
    """How many unchanged tokens stand to the left and to the right of a change, and how many of them are its own."""

    left: int
    right: int
    own_left: int
    own_right: int


def best(ground: Ground, hunk: Hunk, room: Room, ceiling: float) -> Priced | None:
    """The cheapest legible instruction for one change, or None where none costs less than ``ceiling``."""
    found: list[Priced] = []
    for slid, space in _slid(ground, hunk, room):
        wanted = _wanted(ground, slid)
        for candidate in sorted(_candidates(ground, slid, space, ceiling), key=lambda one: one.cost):
            if candidate.cost >= (found[0].cost if found else ceiling):
                break
            if _does(ground, candidate.words, wanted):
                found[:] = [candidate]
                break
    return found[0] if found else None


_CONTEXTS = sorted(((left, right) for left in range(5) for right in range(5)), key=sum)


def at_each(ground: Ground, hunks: Sequence[Hunk]) -> Priced | None:
    """One instruction for a change that is made wherever its old words stand."""
    first, before, after = hunks[0], ground.before, ground.after
    for left, right in _CONTEXTS:
        i1, i2, j1, j2 = first.i1 - left, first.i2 + right, first.j1 - left, first.j2 + right
        if (
            i1 < 0
            or i2 > len(before.spans)
            or any(
                before.keys[h.i1 - left : h.i2 + right] != before.keys[i1:i2]
                or after.keys[h.j1 - left : h.j2 + right] != after.keys[j1:j2]
                for h in hunks
            )
        ):
            continue
        for words, form, ugly in _forms_at_each(ground, first, left, right):
            if ugly < float("inf") and len(before.found(fold(words.old), 0, len(before.text))) == len(hunks):
                often = replace(words, times=len(hunks))
                return Priced(form + ugly + len(words.old) + len(words.new) + _EACH, often)
    return None


def _forms_at_each(ground: Ground, hunk: Hunk, left: int, right: int) -> list[tuple[Words, float, float]]:
    old, new = _quoted(ground, hunk, left, right)
    before, after, alineas = ground.before, ground.after, (ground.alinea,)
    i1, i2, j1, j2 = hunk.i1 - left, hunk.i2 + right, hunk.j1 - left, hunk.j2 + right
    if hunk.i1 == hunk.i2 and left and not right:
        added = after.between(hunk.j1, hunk.j2)
        ugly = _ugly(before, i1, i2, content=True) + _ugly(after, hunk.j1, hunk.j2, content=True)
        return [(Words("after", alineas, old, added), _INSERT, ugly)]
    if hunk.j1 == hunk.j2 and not left and not right:
        return [(Words("delete", alineas, old), _DELETE, _ugly(before, i1, i2, content=True, sign=True))]
    if not old or not new or is_sign(old) != is_sign(new):
        return []
    return [(Words("replace", alineas, old, new), _REPLACE, _ugly(before, i1, i2) + _ugly(after, j1, j2))]


def _slid(ground: Ground, hunk: Hunk, room: Room) -> list[tuple[Hunk, Room]]:
    """The same change said in other places: « a [b a] b » is « [a b] a b », for an insertion or a deletion."""
    found = [(hunk, room)]
    if (hunk.i1 == hunk.i2) == (hunk.j1 == hunk.j2):
        return found
    keys, first, last = (
        (ground.after.keys, hunk.j1, hunk.j2) if hunk.i1 == hunk.i2 else (ground.before.keys, hunk.i1, hunk.i2)
    )
    for way in (-1, 1):
        reach = min(_SLIDE, room.own_left if way < 0 else room.own_right)
        for by in range(1, reach + 1):
            same = keys[first - by] == keys[last - by] if way < 0 else keys[first + by - 1] == keys[last + by - 1]
            if not same:
                break
            s = way * by
            moved = Hunk(hunk.i1 + s, hunk.i2 + s, hunk.j1 + s, hunk.j2 + s)
            space = Room(room.left + s, room.right - s, room.own_left + s, room.own_right - s)
            found.append((moved, space))
    return found


def _wanted(ground: Ground, hunk: Hunk) -> str:
    """The alinéa with this change alone."""
    before, after = ground.before, ground.after
    left = before.spans[hunk.i1 - 1][1] if hunk.i1 else 0
    right = before.spans[hunk.i2][0] if hunk.i2 < len(before.spans) else len(before.text)
    start = after.spans[hunk.j1 - 1][1] if hunk.j1 else 0
    stop = after.spans[hunk.j2][0] if hunk.j2 < len(after.spans) else len(after.text)
    return before.folded[:left] + after.folded[start:stop] + before.folded[right:]


def _does(ground: Ground, words: Words, wanted: str) -> bool:
    try:
        changes = word_changes(ground.before, words)
        return changed(ground.before.folded, [(start, end, fold(new)) for start, end, new in changes]) == wanted
    except RefusedError:
        return False


def _candidates(ground: Ground, hunk: Hunk, room: Room, ceiling: float) -> list[Priced]:
    found = [*_replacements(ground, hunk, room, ceiling), *_ends(ground, hunk, room)]
    if hunk.i1 == hunk.i2:
        found += _insertions(ground, hunk, room)
    elif hunk.j1 == hunk.j2:
        found += _located(ground, Words("delete", (ground.alinea,), *_quoted(ground, hunk, 0, 0)), hunk, _DELETE)
    return found


def _quoted(ground: Ground, hunk: Hunk, left: int, right: int) -> tuple[str, str]:
    return (
        ground.before.between(hunk.i1 - left, hunk.i2 + right),
        ground.after.between(hunk.j1 - left, hunk.j2 + right),
    )


def _replacements(ground: Ground, hunk: Hunk, room: Room, ceiling: float) -> list[Priced]:
    """Old words for new, both extended by unchanged ones until they can be quoted and single out their place."""
    if _REPLACE + sum(map(len, _quoted(ground, hunk, 0, 0))) >= ceiling:
        return []
    found: list[Priced] = []
    long = hunk.i2 - hunk.i1 + hunk.j2 - hunk.j1 > _LONG
    for reach in range(min(room.own_left + room.own_right, 3 if long else 2 * _REACH) + 1):
        least = float("inf")
        for left in range(max(0, reach - min(room.own_right, _REACH)), min(reach, room.own_left, _REACH) + 1):
            old, new = _quoted(ground, hunk, left, reach - left)
            if not old or not new or is_sign(old) != is_sign(new):
                continue
            size = _REPLACE + len(old) + len(new)
            least = min(least, size)
            if size >= ceiling:
                continue
            i1, i2, j1, j2 = hunk.i1 - left, hunk.i2 + reach - left, hunk.j1 - left, hunk.j2 + reach - left
            penalty = _ugly(ground.before, i1, i2) + _ugly(ground.after, j1, j2)
            spaced = ground.before.space(i1) == ground.after.space(j1) or is_sign(old)
            if penalty == float("inf") or not spaced:
                continue
            words = Words("replace", (ground.alinea,), old, new)
            for one in _placed(ground, words, i1, i2, _REPLACE + penalty):
                found.append(one)
                ceiling = min(ceiling, one.cost)
        if least >= ceiling and reach > 1:
            break
    return found


def _insertions(ground: Ground, hunk: Hunk, room: Room) -> list[Priced]:
    """New words after, or before, words that stay."""
    new = ground.after.between(hunk.j1, hunk.j2)
    penalty = _ugly(ground.after, hunk.j1, hunk.j2, content=True)
    if penalty == float("inf"):
        return []
    found: list[Priced] = []
    for act, most, extra in (("after", room.left, 0), ("before", room.right, 12)):
        for reach in range(1, min(most, _REACH) + 1):
            i1, i2 = (hunk.i1 - reach, hunk.i1) if act == "after" else (hunk.i2, hunk.i2 + reach)
            ugly = _ugly(ground.before, i1, i2, content=True)
            if ugly == float("inf"):
                continue
            words = Words("after" if act == "after" else "before", (ground.alinea,), ground.before.between(i1, i2), new)
            placed = _placed(ground, words, i1, i2, _INSERT + penalty + ugly + extra)
            found += placed
            if any(not one.words.rank and one.words.sentence is None for one in placed):
                break
    return found


def _ends(ground: Ground, hunk: Hunk, room: Room) -> list[Priced]:
    """Changes at the start or the end of the alinéa, or of a sentence."""
    before, after = ground.before, ground.after
    found: list[Priced] = []
    first = before.spans[hunk.i1][0] if hunk.i1 < len(before.spans) else len(before.text)
    last = before.spans[hunk.i2 - 1][1] if hunk.i2 else 0
    new = after.between(hunk.j1, hunk.j2)
    for index, (start, stop) in _scopes(before):
        begin = opening(before, new) if index is None else start
        if first not in (start, begin) and not start < last <= stop:
            continue
        extra = 0 if index is None else _IN_SENTENCE
        words = Words("append", (ground.alinea,), sentence=index)
        end = body_end(before.text, start, stop)
        if hunk.i1 == hunk.i2 and new:
            ugly = _ugly(after, hunk.j1, hunk.j2, content=True)
            if last == end and ugly < float("inf") and new[-1] not in FINAL_SIGNS:
                straddles = ugly + (_STRADDLES / 3 if ". " in new else 0)
                cost = _APPEND + extra + len(new) + (0 if index is None and told_apart(before, new) else straddles)
                found.append(Priced(cost, replace(words, new=new)))
            if first == begin:
                one = replace(words, act="prepend", new=new)
                found.append(Priced(_PREPEND + len(new) + extra + ugly, one))
        if hunk.i1 < hunk.i2 and last in (stop, end):
            found += _tails(ground, hunk, room, index, extra, last == stop)
        if hunk.i1 < hunk.i2 and first == start and hunk.j1 < hunk.j2:
            found += _heads(ground, hunk, room, index, extra)
    return found


def _scopes(before: Tokens) -> list[tuple[int | None, tuple[int, int]]]:
    whole: list[tuple[int | None, tuple[int, int]]] = [(None, (0, len(before.text)))]
    return whole + (list(enumerate(before.sentences)) if len(before.sentences) > 1 else [])


def _tails(ground: Ground, hunk: Hunk, room: Room, sentence: int | None, extra: int, to_the_end: bool) -> list[Priced]:
    """The end rewritten, or deleted, after words that stay: nothing old is quoted but these."""
    before, after = ground.before, ground.after
    right = 0
    if not to_the_end and hunk.j1 < hunk.j2:
        right = 1  # the final sign is part of a rewritten end
        if room.right < 1:
            return []
    signs = 0
    if hunk.j1 < hunk.j2 and room.own_left > 1 and is_sign(before.between(hunk.i1 - 1, hunk.i1)):
        signs = 1  # « après le mot : « A », … « , B » » rather than « après les mots : « A, », … « B » »
    new = after.between(hunk.j1 - signs, hunk.j2 + right)
    ugly = _ugly(after, hunk.j1 - signs, hunk.j2, content=True) if new else 0.0
    if (to_the_end and not new) or ugly == float("inf"):
        return []
    if new.startswith(". "):
        ugly -= _STRADDLES * 2 / 3  # sentences may end an alinéa
    found: list[Priced] = []
    for reach in range(1 + signs, min(room.left, _REACH) + 1):
        i1 = hunk.i1 - reach
        plain = _ugly(before, i1, hunk.i1 - signs, content=True)
        words = Words("tail" if new else "cut", (ground.alinea,), before.between(i1, hunk.i1 - signs), new, sentence)
        if plain == float("inf") or not _once(ground, words):
            continue
        cost = (_TAIL if new else _CUT) + len(words.old) + len(new) + extra + ugly + plain
        found.append(Priced(cost, words))
        break
    return found


def _heads(ground: Ground, hunk: Hunk, room: Room, sentence: int | None, extra: int) -> list[Priced]:
    """The start rewritten, up to words that stay."""
    if ground.after.spans[hunk.j2 - 1][1] - ground.after.spans[hunk.j1][0] > _LONGEST_HEAD:
        return []
    for reach in range(1, min(room.own_right, _REACH) + 1):
        new = ground.after.between(hunk.j1, hunk.j2 + reach)
        ugly = _ugly(ground.after, hunk.j2, hunk.j2 + reach, content=True)
        if ugly == float("inf") or new[0] in ".,;:" or _loses_mark(ground, hunk, new):
            continue
        words = Words("head", (ground.alinea,), "", new, sentence)
        try:
            word_changes(ground.before, words)
        except RefusedError:
            continue
        return [Priced(_HEAD + len(new) + extra + ugly, words)]
    return []


def _loses_mark(ground: Ground, hunk: Hunk, new: str) -> bool:
    """Whether a rewritten start would change the list mark of its alinéa, which has instructions of its own."""
    old = mark(ground.before.text) if not hunk.i1 else None
    opened = mark(new)
    return old is not None and (opened is None or (opened.level, opened.name) != (old.level, old.name))


def _once(ground: Ground, words: Words) -> bool:
    try:
        return bool(word_changes(ground.before, words))
    except RefusedError:
        return False


def _located(ground: Ground, words: Words, hunk: Hunk, form: float) -> list[Priced]:
    penalty = _ugly(ground.before, hunk.i1, hunk.i2, content=True, sign=True)
    return [] if penalty == float("inf") else _placed(ground, words, hunk.i1, hunk.i2, form + penalty)


def _placed(ground: Ground, words: Words, i1: int, i2: int, form: float) -> list[Priced]:
    """The instruction with each way of singling its old words out: alone in the alinéa or the sentence, or by rank."""
    before = ground.before
    start = before.spans[i1][0]
    old = before.folded[start : start + len(words.old)]
    length = len(words.old) + len(words.new)
    over = max(0, len(words.old) - _LONG) / 2
    cost = form + length + over
    found = before.found(old, 0, len(before.text))
    kept = _bounded(ground, words, i1, i2, cost)
    if len(found) == 1:
        return kept if is_sign(old) and kept else [Priced(cost, words)]
    for index, (first, last) in enumerate(before.sentences if len(before.sentences) > 1 else ()):
        if first <= start < last and len(before.found(old, first, last)) == 1:
            kept.append(Priced(cost + _IN_SENTENCE, replace(words, sentence=index)))
    if start in found:
        rank = found.index(start) + 1
        if 2 < rank == len(found):
            rank = -1
        if rank <= 6:
            ranked = _RANKED + (_RANKED if is_sign(old) and rank > 1 else 0) + 4 * abs(rank)
            kept.append(Priced(cost + ranked, replace(words, rank=rank, of=len(found))))
    return kept


def _bounded(ground: Ground, words: Words, i1: int, i2: int, cost: float) -> list[Priced]:
    """The instruction bound to the very start or end of the alinéa."""
    if words.act not in ("replace", "delete"):
        return []
    kept = []
    text = ground.before.text
    if is_sign(words.old):
        cost += 20 if words.act == "delete" else -8
    last = ground.before.spans[i2 - 1][1]
    if last in (len(text), body_end(text, 0, len(text))):
        kept.append(Priced(cost + _AT_BOUND, replace(words, bound="end")))
    if not i1:
        kept.append(Priced(cost + _AT_BOUND, replace(words, bound="start")))
    return kept


def _paired(quoted: str) -> bool:
    """Whether quotation marks stand in pairs: otherwise nobody can tell where the quotation ends."""
    depth = 0
    for character in quoted if "«" in quoted or "»" in quoted else "":
        depth += (character == "«") - (character == "»")
        if depth < 0:
            return False
    return not depth


def _ugly(text: Tokens, first: int, last: int, content: bool = False, sign: bool = False) -> float:
    """What quoting these tokens costs a reader; without end where it may not be done at all.

    Without ``content``, a quotation may lack a word of content where it is of signs alone.
    """
    infinite = float("inf")
    if first >= last:
        return infinite
    folded = text.folded
    begin, end = folded[text.spans[first][0] : text.spans[first][1]], folded[slice(*text.spans[last - 1])]
    quoted = folded[text.spans[first][0] : text.spans[last - 1][1]]
    if end[-1] == "'" or quoted[0] in "»)]" or (last < len(text.spans) and quoted[-1] in "«(["):
        return infinite
    cost = 0.0
    if text.content[last] == text.content[first]:
        signs = not any(map(str.isalnum, quoted))
        if not signs or (content and not sign) or not quoted.strip('«»"'):
            return infinite
        if last - first == 1:
            return 3.0
        cost += 3
    if is_function_word(end):
        cost += 12
    if not end[-1].isalnum() and end[-1] not in "°%€»)":
        cost += 5 if last - first > 1 else 0
    if not begin[0].isalnum() and begin[0] not in "(«,":
        cost += 4
    if not _paired(quoted):
        return infinite
    if quoted.count("(") != quoted.count(")") or quoted.count('"') % 2:
        cost += 12
    if any(quote in quoted for quote in '«»"'):
        cost += 6
    if quoted[0] == "." and len(quoted) > 1:
        cost += _STRADDLES
    elif ". " in quoted[:-1] and len(text.sentences) > 1:
        cost += _STRADDLES * 2 / 3
    return cost
