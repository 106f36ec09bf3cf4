"""Where quotations of a wording begin and end.

Words stand between « and »; quoted alinéas stand each on a line of its own, each opened by « and only the last closed
by ». The words themselves may hold such marks, in pairs or not. A mark closes a quotation only where the sentence
around it can go on; of several that can, the one that closes a pair is preferred. What is left open is decided by the
grammar, reading by reading.
"""

from __future__ import annotations

import re

from msgspec import Struct

from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.units import fold

_MARK = re.compile(r"[«»“”\"]|\n\s*+(«?)")
_FIRST = re.compile(r"[«“\"]")
_OPENING = {"«": "»", "“": "”", '"': '"'}
_GOES_ON = re.compile(
    r"""
    \s*+ [.;]? \s*+ \Z
  | [^\S\n]*+ [.;]? [^\S\n]*+ \n \s*+ (?!«)
  | \s*+ [.;] \s*+ (?: \d+\s?° | [a-z]{1,2}\s?\) | [-–—]\s | [IVXLA-H]+(?:\sbis)?\s?\.?\s?[-–—]
                   | En\ conséquence | Alinéas?\s\d )
  | \s*+ ,? \s*+ (?: (?:il\s)?(?:est|sont|deviennent|devient)\s | les?\s | la\s | l' | par\s | aux?\s | à\s
                   | après\s | avant\s | insérer | supprimer | rédiger | compléter | substituer | remplacer
                   | ajouter | respectivement
                   | deux\s | trois\s | inclus | exclus?\s | non\scompris | compris | et[\s,] )
  | \s*+ , \s*+ [«“"]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORDING = re.compile(
    r"(?:mots?|nombre|montant|année|taux|référence|signe|mention|rédigée?s?|suivante?s?)\s*:?\s*[«“\"]", re.I
)
_DEEPEST = 2
_MOST_READINGS, _FEWEST_READINGS = 48, 12
_MOST_CHARACTERS = 400_000
"""How many readings are tried: fewer of a long wording, so that time grows with its length alone."""
_FIRST_ENDS, _LAST_ENDS = 8, 4
"""Of very many places where a quotation might end, these are tried."""


class Quote(Struct, frozen=True):
    """Words or alinéas between quotation marks: as they stand, and where the marks stand in the wording."""

    text: str
    start: int
    end: int

    @property
    def place(self) -> tuple[int, int]:
        """From the opening mark to past the closing one."""
        return self.start, self.end

    def words(self) -> str:
        """The words quoted, on one line; marks in them stand in pairs, or it would not be clear where they end."""
        if re.search(r"\n\s*«", self.text):
            raise Refusal("Words of one alinéa are quoted over several alinéas.", self.place)
        text = re.sub(r"\s*\n\s*", " ", self.text)
        if not text:
            raise Refusal("A quotation is empty.", self.place)
        if not _in_pairs(text):
            hint = "Quote words whose marks stand in pairs, or the sentence or alinéa whole."
            raise Refusal("Quotation marks do not stand in pairs in the words quoted.", self.place, hint)
        return text

    def alineas(self) -> tuple[str, ...]:
        """The alinéas quoted."""
        first, *others = (line.strip() for line in self.text.split("\n"))
        others = [line for line in others if line]
        if not all(line.startswith("«") for line in others):
            raise Refusal(
                "A line of quoted alinéas does not open with « .", self.place, "Open each quoted alinéa with « ."
            )
        found = (first, *(line[1:].strip() for line in others))
        if not all(found):
            raise Refusal("A quoted alinéa is empty.", self.place)
        return found


class Reading(Struct, frozen=True):
    """A wording whose quotations are known: ``text`` is as long, folded, and holds nothing of what is quoted.

    ``doubtful`` says that other readings of its quotations remain.
    """

    text: str
    quotes: dict[int, Quote]
    doubtful: bool


class _Choice(Struct):
    """Where one quotation may end; ``paired``: the first of these closes its pair. ``whole``: all of them are known."""

    start: int
    ends: list[int]
    paired: bool
    whole: bool
    taken: int = 0

    @property
    def doubtful(self) -> bool:
        return self.taken > 0 or (not self.paired and len(self.ends) > 1)


class Readings:
    """The readings of a wording's quotations, the likeliest first."""

    def __init__(self, wording: str) -> None:
        self._wording, self._folded = wording, fold(wording)
        self._choices: list[_Choice] = []
        self._known: dict[tuple[int, bool], tuple[list[int], bool]] = {}
        self._given = 0
        most = _MOST_CHARACTERS // max(1, len(wording))
        self._most = max(_FEWEST_READINGS, min(_MOST_READINGS, most))

    @property
    def exhausted(self) -> bool:
        """Whether so many were given that the rest is not looked at."""
        return self._given >= self._most

    def first(self) -> Reading:
        """The likeliest reading. Raises Refusal where a quotation cannot be closed."""
        try:
            return self._extended(0)
        except Refusal as refusal:
            reading = self.another(refusal.place[0])
            if reading is None:
                raise
            return reading

    def another(self, failed_at: int | None) -> Reading | None:
        """The next reading after one that failed at a place of the wording, or that succeeded (None).

        How quotations beyond that place are read makes no difference. Where a pair of marks made a sentence, the marks
        in it are not tried in another way.
        """
        while self._choices and not self.exhausted:
            last = self._choices[-1]
            if failed_at is None or last.start <= failed_at:
                if failed_at is not None and not last.whole:
                    last.ends += [end for end in self._ends(last.start, alone=False)[0] if end not in last.ends]
                    last.whole = True
                if last.taken + 1 < len(last.ends):
                    last.taken += 1
                    try:
                        return self._extended(last.ends[last.taken])
                    except Refusal as refusal:
                        failed_at = refusal.place[0]
                        continue
            self._choices.pop()
        return None

    def _extended(self, at: int) -> Reading:
        while (found := _FIRST.search(self._folded, at)) is not None:
            start = found.start()
            ends, paired = self._ends(start, alone=True)
            if not ends:
                place = start, min(len(self._wording), start + 40)
                raise Refusal("A quotation is never closed.", place, "Close it with » before the sentence goes on.")
            self._choices.append(_Choice(start, list(ends), paired, whole=not paired))
            at = ends[0]
        self._given += 1
        return self._reading()

    def _reading(self) -> Reading:
        pieces, quotes, at = [], {}, 0
        for choice in self._choices:
            start, end = choice.start, choice.ends[choice.taken]
            quotes[start] = Quote(self._wording[start + 1 : end - 1].strip(), start, end)
            pieces += [self._folded[at:start], "«", "\0" * (end - start - 2), "»"]
            at = end
        doubtful = any(choice.doubtful for choice in self._choices)
        return Reading("".join((*pieces, self._folded[at:])), quotes, doubtful)

    def _ends(self, start: int, *, alone: bool) -> tuple[list[int], bool]:
        """Where the quotation that opens at ``start`` may end, and whether the first of these closes its pair.

        ``alone``: nothing but the pair's end, where there is one.
        """
        key = start, alone
        if key not in self._known:
            ends, paired = self._searched(start, alone=alone)
            if len(ends) > _FIRST_ENDS + _LAST_ENDS:
                ends = ends[:_FIRST_ENDS] + ends[-_LAST_ENDS:]
            self._known[key] = ends, paired
        return self._known[key]

    def _searched(self, start: int, *, alone: bool) -> tuple[list[int], bool]:
        closing = _OPENING[self._folded[start]]
        depth, wrapped = 1, False
        line = not self._folded[self._folded.rfind("\n", 0, start) + 1 : start].strip()  # alinéas begin on a line
        unpaired: int | None = None
        ends: list[int] = []
        for mark in _MARK.finditer(self._folded, start + 1):
            sign = mark[0]
            if sign[0] == "\n":
                if mark[1]:
                    depth = 1  # each quoted alinéa opens with a mark of its own
                elif ends:
                    break  # the quoted lines are over
                else:
                    wrapped = True
            elif sign == closing:
                depth -= 1
                empty = not self._folded[start + 1 : mark.start()].strip()
                if not empty and _GOES_ON.match(self._folded, mark.end()):
                    if not line and unpaired is not None and _WORDING.search(self._folded, unpaired, mark.start()):
                        break  # what follows is wording, which is not understood
                    ends.append(mark.end())
                    paired = depth == 0 and unpaired is None
                    if (
                        alone
                        and paired
                        and (line or len(ends) == 1 or not _WORDING.search(self._folded, start, ends[-1]))
                    ):
                        return [mark.end()], True
                    if wrapped:
                        break
                if unpaired is None and depth == 0:
                    unpaired = mark.end()
            elif sign == "«" and closing == "»":
                depth += 1
        return ends, False


def _in_pairs(text: str) -> bool:
    """Whether the marks of a text stand in pairs, and pairs in these at most."""
    depth = 0
    for mark in re.findall("[«»]", text):
        depth += 1 if mark == "«" else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0
