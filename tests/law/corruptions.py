"""Wordings made wrong in ways that show in the wording and the text in force alone: each must be refused.

What is left out on purpose: another *new* word, and another place where the same words could be changed. These make
other law, not a wrong wording; ``derive`` proves each wording against the text wanted. A corruption that by chance
makes the very same law is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from plaidoyer.law.reading.reader import Grammar
from plaidoyer.law.units import Article, fold

Kind = Literal["old words", "occurrences", "ranks", "counts", "numbering", "syntax", "names"]

_NOUN = r"(?:(?:le|la|les)\s|l’)\s?(?:mots?|nombre|montant|année|taux|références?|signe|date|pourcentage)\s*:\s*$"
_OLD_BEFORE = re.compile(
    rf"(?:après|avant|remplacer|supprimer)\s+{_NOUN}"
    r"|(?:aux?|à\s+la|à\s+l’)\s?(?:mots?|nombre|montant|année|taux|références?|signe)\s*:\s*$",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(r"\s*,?\s*(?:est|sont)\s(?!insér)")
_ORDINAL = r"(?:premi(?:er|ère)|second|seconde|dernière?|avant-dernière?|(?:[a-zé]+(?:-|\set\s))*[a-zé]+ième)"
_RANK = re.compile(rf"(?<=\s){_ORDINAL}(?=\s(?:alinéa|phrase|occurrence)\b)")
_DIGIT = re.compile(r"(?<=alinéa\s)\d+", re.IGNORECASE)
_RANGE = re.compile(rf"({_ORDINAL})(\sà\s)({_ORDINAL})(?=\s(?:alinéas|phrases))")
_COUNTS = (
    ("il est inséré un alinéa ainsi rédigé", "sont insérés deux alinéas ainsi rédigés"),
    ("un alinéa ainsi rédigé", "deux alinéas ainsi rédigés"),
    ("deux alinéas ainsi rédigés", "trois alinéas ainsi rédigés"),
    ("deux alinéas ainsi rédigés", "un alinéa ainsi rédigé"),
    ("trois alinéas ainsi rédigés", "quatre alinéas ainsi rédigés"),
    ("une phrase ainsi rédigée", "cinq phrases ainsi rédigées"),
    ("deux phrases ainsi rédigées", "une phrase ainsi rédigée"),
    ("deux phrases ainsi rédigées", "trois phrases ainsi rédigées"),
    ("l’alinéa suivant", "les deux alinéas suivants"),
    ("les deux alinéas suivants", "l’alinéa suivant"),
    ("les deux alinéas suivants", "les trois alinéas suivants"),
    ("la phrase suivante", "les deux phrases suivantes"),
)
_MARKS = (
    (re.compile(r"(?m)^(\d+)°"), lambda number: f"{int(number) + 1}°"),
    (re.compile(r"(?m)^(\d+)°"), lambda number: f"{int(number) + 10}°"),
    (re.compile(r"(?m)^([b-x])\)"), lambda letter: f"{chr(ord(letter) + 1)})"),
    (re.compile(r"(?m)^([b-x])\)"), lambda letter: f"{chr(ord(letter) - 1)})"),
    (re.compile(r"(?m)^(I+)(?=\.\s–)"), lambda roman: roman + "I"),
)
_SYNTAX = (
    (r"\best\b", ""),
    (r"\bsont\b", ""),
    (r"\best\b(?= (?:remplac|supprim|insér|ajout|complét))", "sont"),
    (r"\bsont\b(?= (?:remplac|supprim|insér|ajout))", "est"),
    (r"remplacés(?= par)", "remplacé"),
    (r"insérés(?= les)", "insérées"),
    (r"supprimée\b", "supprimé"),
    (r"complété\b", "complétée"),
    (r"\bpar (?=les? mots?|un alinéa|une phrase|la phrase|l’alinéa)", ""),
    (r"ainsi (?=rédigé|modifié)", ""),
    (r"les mots(?= :)", "mots"),
    (r"substituer", "remplacer"),
    (r"Remplacer", "Substituer"),
    (r"Supprimer", "Suppression"),
    (r"(?i)insérer", "insertion"),
    (r"Compléter", "Complété"),
    (r"(?i)rédiger ainsi", "rédiger"),
    (r"(?m) ;$", ""),
    (r"(?m) ;$", "."),
)


class Corruption(Struct, frozen=True):
    """A wording made wrong, and in which way."""

    kind: Kind
    wording: str


def corruptions(wording: str, article: str, code: str, before: Article, grammar: Grammar) -> Iterator[Corruption]:
    """Every corruption of a wording; none where its quotation marks do not stand in pairs."""
    quotes = _quotes(wording)
    if quotes is None:
        return
    yield from _old_words(wording, quotes, before)
    frame = _frame(wording, quotes)
    yield from _occurrences(wording, frame)
    yield from _ranks(wording, frame)
    yield from _counts(wording, frame)
    for pattern, next_ in _MARKS:
        for found in pattern.finditer(frame):
            yield Corruption("numbering", _put(wording, found.span(), next_(found[1])))
    yield from _syntax(wording, frame, quotes)
    yield from _names(wording, frame, article, code, grammar)


def _quotes(wording: str) -> list[tuple[int, int]] | None:
    """Where the quotations stand: pairs of marks; each further line of quoted alinéas opens with one of its own."""
    found: list[tuple[int, int]] = []
    depth, start = 0, -1
    for mark in re.finditer(r"«|»|\n(?P<next>«?)", wording):
        if mark[0][0] == "\n" and start < 0:
            depth = 0
        elif mark[0][0] == "\n" and (depth != 1 or not mark["next"]):
            return None
        if "«" in mark[0]:
            depth += mark[0] == "«" or start < 0
            start = mark.end() - 1 if start < 0 else start
        elif mark[0] == "»":
            depth -= 1
            if depth < 0:
                return None
            if depth == 0:
                found.append((start, mark.end()))
                start = -1
    return found if depth == 0 else None


def _frame(wording: str, quotes: list[tuple[int, int]]) -> str:
    """The wording with every quotation blotted out: the same length."""
    frame = wording
    for start, end in quotes:
        frame = frame[: start + 1] + "\0" * (end - start - 2) + frame[end - 1 :]
    return frame


def _put(wording: str, place: tuple[int, int], new: str) -> str:
    return wording[: place[0]] + new + wording[place[1] :]


def _old_words(wording: str, quotes: list[tuple[int, int]], before: Article) -> Iterator[Corruption]:
    text = "\n".join(map(fold, before))
    for start, end in quotes:
        if not (_OLD_BEFORE.search(wording[:start]) or _OLD_AFTER.match(wording, end)):
            continue
        inner = re.search(r"[^\W\d_]{3,}", wording[start:end])
        if inner:
            at = start + inner.start() + 1
            wrong = _put(wording, (at, at), "zq")
            yield Corruption("old words", wrong)
        content = fold(wording[start + 1 : end - 1].strip())
        if re.match(r"[^\W\d_]{2}", content) and not re.search(rf"(?<!\w){re.escape(content[1:])}(?!\w)", text):
            first = wording.index(wording[start + 1 : end - 1].strip(), start + 1)
            yield Corruption("old words", _put(wording, (first, first + 1), ""))
        if re.search(r"\w{2}$", content) and not re.search(rf"(?<!\w){re.escape(content[:-1])}(?!\w)", text):
            last = start + 1 + len(wording[start + 1 : end - 1].rstrip())
            yield Corruption("old words", _put(wording, (last - 1, last), ""))
        if not re.search(rf"{re.escape(content)} étranger", text):
            last = start + 1 + len(wording[start + 1 : end - 1].rstrip())
            yield Corruption("old words", _put(wording, (last, last), " étranger"))


def _occurrences(wording: str, frame: str) -> Iterator[Corruption]:
    for found in re.finditer(rf"{_ORDINAL}(?=\soccurrence)", frame):
        yield Corruption("occurrences", _put(wording, found.span(), "quatre-vingtième"))
    for found in re.finditer(r"(?i),? ?à chaque occurrence,?", frame):
        yield Corruption("occurrences", _put(wording, found.span(), ""))
    for found in re.finditer(r"\b(?:deux|trois)(?= fois)", frame):
        yield Corruption("occurrences", _put(wording, found.span(), "dix-neuf"))
    for found in re.finditer(r"(?:remplacée?s?|supprimée?s?)(?= par l|[ ;.]*$)", frame):
        if re.search(r"»[\s,]+(?:est|sont) $", frame[: found.start()]) and "fois" not in frame:
            yield Corruption("occurrences", _put(wording, (found.end(), found.end()), ", dix-neuf fois,"))


def _ranks(wording: str, frame: str) -> Iterator[Corruption]:
    for found in _RANK.finditer(frame):
        yield Corruption("ranks", _put(wording, found.span(), "neuf centième"))
    for found in _DIGIT.finditer(frame):
        yield Corruption("ranks", _put(wording, found.span(), "998"))
        yield Corruption("ranks", _put(wording, found.span(), "0"))
    for found in _RANGE.finditer(frame):
        yield Corruption("ranks", _put(wording, found.span(), found[3] + found[2] + found[1]))
    for found in re.finditer(r"(?<=\s)\d+°(?:\s(?:bis|ter|quater))?(?=\s(?:de l’article|est|devient|du))", frame):
        yield Corruption("ranks", _put(wording, found.span(), "997°"))


def _counts(wording: str, frame: str) -> Iterator[Corruption]:
    for old, new in _COUNTS:
        for found in re.finditer(re.escape(old).replace(r"\ ", r"\s"), frame):
            yield Corruption("counts", _put(wording, found.span(), new))


def _syntax(wording: str, frame: str, quotes: list[tuple[int, int]]) -> Iterator[Corruption]:
    for pattern, new in _SYNTAX:
        for found in list(re.finditer(pattern, frame))[:3]:
            yield Corruption("syntax", _put(wording, found.span(), new))
    for start, end in quotes[:4]:
        yield Corruption("syntax", _put(wording, (start, start + 1), ""))
        if "»" not in wording[start : end - 1]:
            yield Corruption("syntax", _put(wording, (end - 1, end), ""))
    yield Corruption("syntax", wording.rstrip(" .\u202f") + ", le reste étant sans changement.")
    yield Corruption("syntax", wording + " Cette disposition est expresse.")
    yield Corruption("syntax", "Il est proposé que " + wording)


def _names(wording: str, frame: str, article: str, code: str, grammar: Grammar) -> Iterator[Corruption]:
    if grammar != "loi":
        return
    for found in re.finditer(rf"(?<=article\s){re.escape(article)}(?= (?:du|de))", frame):
        yield Corruption("names", _put(wording, found.span(), f"{article}-9"))
        yield Corruption("names", _put(wording, found.span(), "999-99"))
    for found in re.finditer(rf"\s(?:du|de la)\s{re.escape(code)}", frame):
        yield Corruption("names", _put(wording, found.span(), " du code de la route"))
        yield Corruption("names", _put(wording, found.span(), ""))
    for found in re.finditer(r"(?<=«\s)Art\.\s[-\d]+(?=\.\s–)", wording):
        yield Corruption("names", _put(wording, found.span(), "Art. 999-99"))
