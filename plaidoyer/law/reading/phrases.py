"""Slots for what is said around quotations: nouns, verbs, counts, and new alinéas."""

from __future__ import annotations

import re
from typing import Any

from plaidoyer.law.reading.designations import NUMBER, names_at, ranks_at
from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.forms import Parser, SlotReader
from plaidoyer.law.reading.instructions import Noun, Ranks, Times, Units, Words
from plaidoyer.law.reading.numerals import count_at, is_number
from plaidoyer.law.units import fold, words

_DETERMINERS = {
    "the": r"les?\s|la\s|l'",
    "of": r"du\s|des\s|de\s+la\s|de\s+l'|d'",
    "to": r"aux?\s|[àa]\s+la\s|[àa]\s+l'",
}
_NOUNS = {
    "mot": (False, False), "mots": (False, True), "terme": (False, False), "termes": (False, True),
    "nombre": (False, False), "nombres": (False, True), "chiffre": (False, False), "chiffres": (False, True),
    "montant": (False, False), "montants": (False, True), "somme": (True, False), "sommes": (True, True),
    "année": (True, False), "années": (True, True), "date": (True, False), "dates": (True, True),
    "taux": (False, False), "pourcentage": (False, False), "pourcentages": (False, True),
    "référence": (True, False), "références": (True, True), "mention": (True, False), "mentions": (True, True),
    "signe": (False, False), "signes": (False, True),
}  # fmt: skip
"""Each noun's gender (feminine) and number (plural)."""

_NOUN = {
    case: re.compile(
        rf"(?P<the>{determiner})\s*(?P<noun>{'|'.join(sorted(_NOUNS, reverse=True))})(?!\w)"
        r"(?:\s+suivante?s?(?!\w))?\s*:?",
        re.IGNORECASE,
    )
    for case, determiner in _DETERMINERS.items()
}
_THE = {case: re.compile(determiner, re.IGNORECASE) for case, determiner in _DETERMINERS.items()}
_OCCURRENCES = re.compile(r"(?:seule\s+)?occurrences?(?!\w)", re.IGNORECASE)
_AND = re.compile(r"(?:,\s*)?et(?!\w)\s*,?|,", re.IGNORECASE)
_BE = re.compile(r"(?P<it>il\s+est)(?!\w)|(?P<one>est)(?!\w)|(?P<many>sont)(?!\w)", re.IGNORECASE)
_SIDE = re.compile(r"(?P<after>après)(?!\w)|(?P<before>avant)(?!\w)", re.IGNORECASE)
_EACH = re.compile(r"respectivement(?!\w)", re.IGNORECASE)
_EVERY = re.compile(
    r"[àa]\s+(?:chaque|toutes?\s+(?:les|ses|leurs)|chacune\s+de\s+(?:ses|leurs))\s+occurrences?(?!\w)", re.IGNORECASE
)
_FOLD = re.compile(r"fois(?!\w)", re.IGNORECASE)
_BY = re.compile(r"(?:par|à|a)\s+", re.IGNORECASE)
_INCLUSIVE = re.compile(r"(?P<out>exclus?e?s?|non\s+compris)(?!\w)|(?P<in>inclus?e?s?|compris)(?!\w)", re.IGNORECASE)

_WRITTEN = re.compile(r"(?:nouveaux?\s+|nouvelles?\s+)?ainsi\s+rédigé(?P<e>e?)(?P<s>s?)(?!\w)", re.IGNORECASE)
_UNIT = re.compile(r"(?P<noun>alinéa|phrase)(?P<s>s?)(?!\w)", re.IGNORECASE)
_ONE = re.compile(r"(?P<one>une?)(?!\w)|(?P<many>des)(?!\w)", re.IGNORECASE)
_ARTICLES = re.compile(r"articles?(?!\w)", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"(?:(?P<one>l'(?P<alinea>alinéa)|la\s+(?P<phrase>phrase)|l'(?P<article>article))\s+suivante?"
    r"|(?P<any>les\s+dispositions\s+suivantes|la\s+disposition\s+suivante))(?!\w)",
    re.IGNORECASE,
)
_THESE = re.compile(r"les(?!\w)", re.IGNORECASE)
_NEXT = re.compile(r"suivant(?P<e>e?)s(?!\w)", re.IGNORECASE)

_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[^\s\w]")


def _noun(parser: Parser, at: int, case: str) -> tuple[Noun, int] | None:
    found = parser.take(_NOUN[case], at)
    if found is None:
        return None
    word = found["noun"].casefold()
    feminine, plural = _NOUNS[word]
    determiner = found["the"].strip().casefold()
    plural = determiner in {"les", "des", "aux"} if word == "taux" else plural
    noun = Noun(word, feminine, plural, found.span())
    if (determiner in {"les", "des", "aux"}) != plural:
        raise Refusal(f"« {found[0].strip(' :')} » does not agree.", noun.place)
    return noun, found.end()


def _old(parser: Parser, at: int, case: str) -> tuple[Words, int] | None:
    """« les mots : « A » et « B » », « le mot : « A » et les mots : « B » », « la dernière occurrence du mot »."""
    return _words(parser, at, case or "the", mixed=True)


def _new(parser: Parser, at: int, case: str) -> tuple[Words, int] | None:
    """« les mots : « A » »: one noun, so that « et les mots : … » may begin another order."""
    return _words(parser, at, "the", mixed=case == "many")


def _words(parser: Parser, at: int, case: str, *, mixed: bool) -> tuple[Words, int] | None:
    ranks: Ranks = ()
    read = _noun(parser, at, case)
    if read is None:
        the = parser.take(_THE[case], at)
        counted = ranks_at(parser, the.end()) if the else None
        called = parser.take(_OCCURRENCES, counted[1]) if counted else None
        read = _noun(parser, called.end(), "of") if called else None
        if counted is None or read is None:
            return None
        ranks = counted[0]
    noun, end = read
    quoted = parser.quote(end)
    if quoted is None:
        return None
    nouns, quotes, end = [noun], [quoted[0]], quoted[1]
    while (joined := parser.take(_AND, end)) is not None:
        other = _noun(parser, joined.end(), case) if mixed and not ranks else None
        quoted = parser.quote(other[1] if other else joined.end())
        if quoted is None:
            break
        nouns.append(other[0] if other else nouns[-1])
        quotes.append(quoted[0])
        end = quoted[1]
    found = Words(tuple(nouns), tuple(quotes), ranks, (at, end))
    _check_nouns(found)
    return found, end


def _check_nouns(of: Words) -> None:
    """Raise Refusal where a noun says another thing than what is quoted after it."""
    for noun in dict.fromkeys(of.nouns):
        quotes = [quote for quote, own in zip(of.quotes, of.nouns, strict=True) if own == noun]
        if len(quotes) > 1 and not noun.plural:
            raise Refusal(f"« {noun.word} » is one, but {len(quotes)} are quoted.", quotes[1].place)
        for quote in quotes:
            _check_noun(noun, quote, alone=len(quotes) == 1)


def _check_noun(noun: Noun, quote: Any, *, alone: bool) -> None:
    text = fold(quote.words())
    found = [text[start:end] for start, end in words(text)]
    whole = [word for word in found if not word.endswith("'")]
    kind, wrong = noun.word, ""
    if kind in {"mot", "terme"} and len(whole) > 1:
        wrong = f"« le {kind} » is said of {len(whole)} words."
    elif kind in {"mots", "termes"} and alone and len(found) == 1 and not _SIGN.search(text.replace(found[0], "", 1)):
        wrong = f"« les {kind} » is said of one word."
    elif kind in {"signe", "signes"} and found:
        wrong = f"« {kind} » is said of words."
    elif kind in {"année", "années"} and not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        wrong = f"« {kind} » is said of what is no year."
    elif kind in {"nombre", "nombres", "chiffre", "chiffres"} and not (
        _DIGIT.search(text) or is_number(text) or all(map(is_number, found))
    ):
        wrong = f"« {kind} » is said of what is no number."
    elif kind in {
        "montant",
        "montants",
        "somme",
        "sommes",
        "taux",
        "pourcentage",
        "pourcentages",
        "date",
        "dates",
    } and not (_DIGIT.search(text) or any(map(is_number, found))):
        wrong = f"« {kind} » is said of what holds no number."
    elif kind in {"référence", "références"} and not (
        _DIGIT.search(text) or re.search(r"(?<!\w)[IVXLA-Z]+(?!\w)", text)
    ):
        wrong = f"« {kind} » is said of what is no reference."
    if wrong:
        raise Refusal(
            wrong, (noun.place[0], quote.end), "Name it for what it is: le mot, les mots, le montant, le signe …"
        )


def _block(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    return parser.quote(at)


def _be(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    found = parser.take(_BE, at)
    return ((found.lastgroup, found.span()), found.end()) if found else None


def _done(parser: Parser, at: int, verbs: str) -> tuple[Any, int] | None:
    """A participle: its verb, whether it is feminine and plural, and its place."""
    found = parser.take(_participle(verbs), at)
    return ((found[1].casefold(), bool(found[2]), bool(found[3]), found.span()), found.end()) if found else None


def _participle(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"({verbs})(e?)(s?)(?!\w)", re.IGNORECASE)


def _side(parser: Parser, at: int, only: str) -> tuple[Any, int] | None:
    found = parser.take(_SIDE, at)
    return (found.lastgroup, found.end()) if found and only in {"", found.lastgroup} else None


def _each(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    found = parser.take(_EACH, at)
    return (True, found.end()) if found else None


def _times(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    """« à chaque occurrence », « deux fois », « par deux fois »."""
    every = parser.take(_EVERY, at)
    if every:
        return Times(None, every.span()), every.end()
    by = parser.take(_BY, at)
    count = count_at(parser.text, parser.skip(by.end() if by else at))
    found = parser.take(_FOLD, count[1]) if count else None
    return (Times(count[0], (at, found.end())), found.end()) if count and found else None


def _inclusive(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    found = parser.take(_INCLUSIVE, at)
    return (found.lastgroup == "in", found.end()) if found else None


def _units(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    """« deux alinéas ainsi rédigés », « un 3° bis ainsi rédigé », « des articles 12-1 et 12-2 ainsi rédigés »."""
    start = parser.skip(at)
    following = parser.take(_FOLLOWING, start)
    if following and following["any"]:
        return Units("any", None, following.span()), following.end()
    counted = count_at(parser.text, start)
    unit = parser.take(_UNIT, counted[1]) if counted else None
    if counted and unit:
        kind = unit["noun"].casefold()
        return _written(parser, kind, counted[0], start, unit.end(), plural=bool(unit["s"]), feminine=kind == "phrase")
    one = parser.take(_ONE, start)
    if one is None:
        return None
    many = one.lastgroup == "many"
    if (article := parser.take(_ARTICLES, one.end())) is not None:
        return _articles(parser, start, article.end(), many=many)
    named = names_at(parser, one.end())
    if named is None:
        return None
    return _written(parser, "item", None, start, named[1], plural=many, feminine=False, names=named[0])


def _articles(parser: Parser, start: int, at: int, *, many: bool) -> tuple[Any, int] | None:
    names = []
    while (name := parser.take(NUMBER, at)) is not None:
        names.append((name[0], name[0]))
        at = name.end()
        joined = parser.take(_AND, at)
        if joined is None:
            break
        at = joined.end()
    return (
        _written(parser, "article", None, start, at, plural=many, feminine=False, names=tuple(names)) if names else None
    )


def _written(
    parser: Parser, kind: Any, count: int | None, start: int, at: int, *, plural: bool, feminine: bool, names: Any = ()
) -> tuple[Any, int] | None:
    written = parser.take(_WRITTEN, at)
    if written is None:
        return None
    many = plural if count is None else count > 1
    if (plural, plural, feminine) != (many, bool(written["s"]), bool(written["e"])):
        raise Refusal(f"« {parser.text[start : written.end()]} » does not agree.", (start, written.end()))
    if kind in {"item", "article"} and (len(names) > 1 or names[0][0] != names[0][1]) != plural:
        raise Refusal(f"« {parser.text[start : written.end()]} » does not agree.", (start, written.end()))
    return Units(kind, count, (start, written.end()), names, plural, feminine), written.end()


def _following(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    """« l’alinéa suivant », « les deux phrases suivantes », « les dispositions suivantes »."""
    start = parser.skip(at)
    found = parser.take(_FOLLOWING, start)
    if found:
        kind: Any = (
            "alinéa" if found["alinea"] else "phrase" if found["phrase"] else "article" if found["article"] else "any"
        )
        feminine = kind == "phrase"
        if kind != "any" and found[0].endswith("e") != feminine:
            raise Refusal(f"« {found[0]} » does not agree.", found.span())
        return Units(kind, None if kind == "any" else 1, found.span(), feminine=feminine), found.end()
    these = parser.take(_THESE, start)
    counted = count_at(parser.text, parser.skip(these.end())) if these else None
    unit = parser.take(_UNIT, counted[1] if counted else these.end()) if these else None
    after = parser.take(_NEXT, unit.end()) if unit else None
    if unit is None or after is None:
        return None
    kind = unit["noun"].casefold()
    count = counted[0] if counted else None
    if not unit["s"] or bool(after["e"]) != (kind == "phrase") or count == 1:
        raise Refusal(f"« {parser.text[start : after.end()]} » does not agree.", (start, after.end()))
    return Units(kind, count, (start, after.end()), (), True, kind == "phrase"), after.end()


SLOTS: dict[str, SlotReader] = {
    "old": _old,
    "new": _new,
    "block": _block,
    "be": _be,
    "done": _done,
    "side": _side,
    "each": _each,
    "times": _times,
    "inclusive": _inclusive,
    "units": _units,
    "following": _following,
}
