"""Designations: « à la première phrase du second alinéa du II de l’article 227-23 du code pénal », « à l’alinéa 4 ».

In the law grammar alinéas are ordinals in words; in an amendment they are the digits printed in the bill's margin.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.forms import Parser, SlotReader
from plaidoyer.law.reading.instructions import Bound, Chain, Kind, Names, Ranks, Unit, Where
from plaidoyer.law.reading.numerals import Rank, count_at, order, rank_at
from plaidoyer.law.units import fold

TIMES = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"

_FEW = {
    "the": re.compile(
        r"(?P<this>cet(?:te)?\s|ledit\s|ladite\s)|(?P<these>ces\s|lesdite?s\s)|(?P<many>les\s)|(?P<one>le\s|la\s|l')",
        re.I,
    ),
    "of": re.compile(
        r"(?P<this>de\s+cet(?:te)?\s|dudit\s|de\s+ladite\s)|(?P<these>de\s+ces\s|desdite?s\s)|(?P<many>des\s)"
        r"|(?P<one>du\s|de\s+la\s|de\s+l')",
        re.I,
    ),
    "to": re.compile(
        r"(?P<this>[àa]\s+cet(?:te)?\s|audit\s|[àa]\s+ladite\s)|(?P<these>[àa]\s+ces\s|auxdite?s\s)|(?P<many>aux\s)"
        r"|(?P<one>au\s|[àa]\s+la\s|[àa]\s+l')",
        re.I,
    ),
}
"""The determiners of each case: « le », « du », « au »."""

_SAME = re.compile(r"mêmes?\s", re.I)
_NOUN = re.compile(r"(?P<noun>alinéa|phrase|tiret)(?P<s>s?)(?!\w)", re.I)
_ONLY = re.compile(r"uniques?(?!\w)", re.I)
_ARTICLE = re.compile(r"article(?!\w)", re.I)
NUMBER = re.compile(
    rf"(?:[A-Z]{{1,2}}\s?\.?\s?\*?\s?)?\d+(?:\s?er(?!\w))?(?:[-.]\d+)*(?:\s+(?:{TIMES})(?!\w))?"
    r"(?:\s+[A-Z](?![\w']))?(?![\w-])"
)
"""The number of an article: « 227-23 », « L. 121-3 », « R.* 123-1 », « 3 bis A »."""

_NAME = re.compile(
    rf"(?P<number>\d{{1,3}})\s?°(?:\s+(?P<times>{TIMES})(?!\w)(?:\s+(?P<letter>[A-Z])(?![\w']))?)?\)?(?!\w)"
    rf"|(?P<other>[IVXL]+|[A-Z]|(?P<small>[a-z])(?P=small)?)"
    rf"(?:\s+(?P<again>{TIMES})(?!\w)(?:\s+(?P<last>[A-Z])(?![\w']))?)?\)?(?![\w'°])"
)
_TO = re.compile(r"(?:à|a)\s+(?:la\s|l')?|au\s", re.I)
_AND = re.compile(r"(?:,|et(?!\w))\s*(?:aux?\s|à\s+la\s|les?\s|la\s|du\s|de\s+la\s)?", re.I)
_DIGITS = re.compile(r"alinéa(?P<s>s?)\s+(?=\d)", re.I)
_DIGIT = re.compile(r"(?P<number>\d{1,3})(?:\s?er(?!\w))?(?![\w°])", re.I)
_LAST_DIGIT = re.compile(r"(?:et|à)\s+(?=\d)|,\s*(?=\d)", re.I)
_IT = re.compile(r"(?P<many>ils|elles)\s|(?P<one>il|elle)\s", re.I)
_SAME_CODE = re.compile(
    r"(?:du|de\s+la)\s+même\s+(?:code|loi|ordonnance|décret)(?!\w)|dudit\s+code(?!\w)|de\s+ce\s+code(?!\w)", re.I
)
_OTHER_CODE = re.compile(
    r"(?:du|de\s+la|de\s+l')\s*(?:code|loi|ordonnance|décret|constitution)(?!\w)[^,:«]*?(?=,|:|«|\sest\s|\ssont\s|$)",
    re.I,
)
_BOUND = re.compile(r"(?P<end>[àa]\s+la\s+fin|in\s+fine)(?!\w)|(?P<start>au\s+(?:tout\s+)?début)(?!\w)", re.I)
_COMMA = re.compile(r",?")


def ranks_at(parser: Parser, at: int) -> tuple[Ranks, int] | None:
    """« premier, deuxième et quatrième », « deuxième à quatrième », « deux premiers »."""
    at = parser.skip(at)
    counted = count_at(parser.text, at)
    end = rank_at(parser.text, parser.skip(counted[1])) if counted else None
    if counted and end and end[0].number in (1, -1):
        count = counted[0]
        first = end[0].number == 1
        return ((Rank(1), Rank(count)) if first else (Rank(-count), Rank(-1)),), end[1]
    ranks: list[tuple[Rank, Rank]] = []
    while (one := rank_at(parser.text, parser.skip(at))) is not None:
        (first_rank, at), last = one, one[0]
        to = parser.take(_TO, at)
        until = rank_at(parser.text, parser.skip(to.end())) if to else None
        if until is not None:
            last, at = until
        ranks.append((first_rank, last))
        joined = parser.take(_AND, at)
        if joined is None or rank_at(parser.text, parser.skip(joined.end())) is None:
            break
        at = joined.end()
    return (tuple(ranks), at) if ranks else None


def names_at(parser: Parser, at: int) -> tuple[Names, int] | None:
    """« 3° », « II bis », « 3° à 5° », « a, b et d »: as the marks are named in a text."""
    names: list[tuple[str, str]] = []
    while (one := _name(parser, at)) is not None:
        (first, at), last = one, one[0]
        to = parser.take(_TO, at)
        until = _name(parser, to.end()) if to else None
        if until is not None:
            last, at = until
        names.append((first, last))
        joined = parser.take(_AND, at)
        if joined is None or _name(parser, joined.end()) is None:
            break
        at = joined.end()
    return (tuple(names), at) if names else None


def _name(parser: Parser, at: int) -> tuple[str, int] | None:
    found = parser.take(_NAME, at)
    if found is None:
        return None
    parts = (
        (found["number"] + "°", found["times"], found["letter"])
        if found["number"]
        else (found["other"], found["again"], found["last"])
    )
    return " ".join(part for part in parts if part), found.end()


def _chain(parser: Parser, at: int, case: str) -> tuple[Chain, int] | None:
    """A designation of the law grammar, in a case: « the » (le), « of » (du), « to » (au)."""
    return _steps(parser, at, case or "the", _law_unit)


def _bill_chain(parser: Parser, at: int, case: str) -> tuple[Chain, int] | None:
    """A designation of an amendment's grammar."""
    return _steps(parser, at, case or "the", _bill_unit)


def _steps(parser: Parser, at: int, case: str, unit: Any) -> tuple[Chain, int] | None:
    start = parser.skip(at)
    it = parser.take(_IT, start) if case == "the" else None
    if it:
        end = it.end() - 1
        return Chain((Unit("context", (start, end), it.lastgroup == "many"),), (start, end)), end
    read = unit(parser, start, case)
    if read is None:
        return None
    units, end = [read[0]], read[1]
    while units[-1].kind not in {"article", "code"} and (read := unit(parser, end, "of")) is not None:
        units.append(read[0])
        end = read[1]
    return Chain(tuple(units), (start, end)), end


def _law_unit(parser: Parser, at: int, case: str) -> tuple[Unit, int] | None:
    the = parser.take(_FEW[case], at)
    if the is None:
        return None
    start = the.start()
    many, this = the.lastgroup in {"many", "these"}, the.lastgroup in {"this", "these"}
    same = parser.take(_SAME, the.end())
    after = same.end() if same else the.end()
    if (article := parser.take(_ARTICLE, after)) is not None:
        return _article(parser, start, article.end(), many=many, same=bool(same), this=this)
    if case == "the" and not many and not this and (code := parser.take(_code(parser.code), after)) is not None:
        return Unit("code", (start, code.end()), False), code.end()
    if (named := names_at(parser, after)) is not None and not this:
        names, end = named
        unit = Unit("item", (start, end), many, names=names, same=bool(same))
        _agree(parser, unit, several=len(names) > 1 or names[0][0] != names[0][1])
        return unit, end
    counted = ranks_at(parser, after) if not same and not this else None
    noun = parser.take(_NOUN, counted[1] if counted else after)
    if noun is None or (counted is None and _DIGITS.match(parser.text, noun.start())):
        return None
    only = parser.take(_ONLY, noun.end()) if counted is None else None
    end = only.end() if only else noun.end()
    kind: Kind = noun["noun"].casefold()  # type: ignore[assignment]  # the pattern names kinds
    ranks = counted[0] if counted else ((Rank(1), Rank(-1)),) if only else ()
    unit = Unit(kind, (start, end), many, ranks=ranks, same=bool(same), this=not ranks and not same)
    several = len(ranks) > 1 or (bool(ranks) and not only and ranks[0][0] != ranks[0][1])
    _agree(parser, unit, several=several if ranks else bool(noun["s"]), noun_plural=bool(noun["s"]))
    return unit, end


def _agree(parser: Parser, unit: Unit, *, several: bool, noun_plural: bool | None = None) -> None:
    # « au premier et au troisième alinéas » names several with a determiner each.
    plurals = {several} | ({noun_plural} if noun_plural is not None else set())
    if plurals != {unit.plural} and not (
        several and not unit.plural and " et au" in parser.text[slice(*unit.place)].casefold()
    ):
        written = parser.text[slice(*unit.place)]
        raise Refusal(f"« {written} » does not agree.", unit.place, "Plural and singular must say the same.")


def _article(parser: Parser, start: int, at: int, *, many: bool, same: bool, this: bool) -> tuple[Unit, int] | None:
    number = parser.take(_exact(parser.article), at) if parser.article else None
    other = parser.take(NUMBER, at) if number is None else None
    if other and parser.article:
        raise Refusal(
            f"Article {other[0]} is named; the text is of article {parser.article}.",
            other.span(),
            f"Name article {parser.article}.",
        )
    found = number or other
    if found is None and not (same or this):
        return None
    end = found.end() if found else at
    named = found[0] if found else ""
    code = parser.take(_of_code(parser.code), end)
    again = parser.take(_SAME_CODE, end) if code is None else None
    stranger = parser.take(_OTHER_CODE, end) if code is None and again is None else None
    if stranger and parser.article:
        raise Refusal(
            f"« {stranger[0].strip()} » is named; the text is of: {parser.code}.",
            stranger.span(),
            f"Name the {parser.code}.",
        )
    law = code or again or stranger
    end = law.end() if law else end
    says: Any = "named" if code or stranger else "same" if again else ""
    return Unit("article", (start, end), many, article=named, same=same, this=this, code=says), end


def _bill_unit(parser: Parser, at: int, case: str) -> tuple[Unit, int] | None:
    the = parser.take(_FEW[case], at)
    if the is None:
        return None
    start = the.start()
    many, this = the.lastgroup in {"many", "these"}, the.lastgroup in {"this", "these"}
    if this and (article := parser.take(_ARTICLE, the.end())) is not None:
        return Unit("article", (start, article.end()), many, this=True, code="named"), article.end()
    if not this and (read := bill_alineas_at(parser, the.end())) is not None:
        unit = Unit("alinéa", (start, read[1]), many, ranks=read[0])
        _agree(parser, unit, several=len(read[0]) > 1 or read[0][0][0] != read[0][0][1], noun_plural=read[2])
        return unit, read[1]
    counted = ranks_at(parser, the.end()) if not this else None
    noun = parser.take(_NOUN, counted[1] if counted else the.end())
    if noun is None or (counted and noun["noun"].casefold() == "alinéa"):
        return None
    kind: Kind = noun["noun"].casefold()  # type: ignore[assignment]  # the pattern names kinds
    ranks = counted[0] if counted else ()
    unit = Unit(kind, (start, noun.end()), many, ranks=ranks, this=not ranks)
    several = bool(noun["s"]) if not ranks else len(ranks) > 1 or ranks[0][0] != ranks[0][1]
    _agree(parser, unit, several=several, noun_plural=bool(noun["s"]))
    return unit, noun.end()


def bill_alineas_at(parser: Parser, at: int) -> tuple[Ranks, int, bool] | None:
    """« alinéa 4 », « alinéas 4 à 6 », « alinéas 4 et 7 »: and whether the noun stands in the plural."""
    noun = parser.take(_DIGITS, at)
    if noun is None:
        return None
    ranks: list[tuple[Rank, Rank]] = []
    at = noun.end()
    ranging = False
    while (digit := parser.take(_DIGIT, at)) is not None:
        rank = Rank(int(digit["number"]))
        if ranging:
            ranks[-1] = ranks[-1][0], rank
        else:
            ranks.append((rank, rank))
        at = digit.end()
        joined = parser.take(_LAST_DIGIT, at)
        if joined is None:
            break
        was, ranging = ranging, joined[0][0] in "àÀ"
        if was and ranging:
            return None
        at = joined.end()
    return (tuple(ranks), at, bool(noun["s"])) if ranks else None


def _where(parser: Parser, at: int, chain: str) -> tuple[tuple[Where, ...], int] | None:
    """« Au premier alinéa, à la fin », « à la fin de la première phrase », « in fine »: one place in the other."""
    found: list[Where] = []
    end = at
    while True:
        comma = parser.take(_COMMA, end) if found else None
        start = parser.skip(comma.end() if comma else end)
        bound = parser.take(_BOUND, start)
        read = parser.slot(chain, "of" if bound else "to", bound.end() if bound else start)
        if bound is None and read is None:
            break
        side: Bound | None = bound.lastgroup if bound else None  # type: ignore[assignment]  # so named
        end = read[1] if read else bound.end() if bound else start
        found.append(Where(read[0] if read else None, side, (start, end)))
    return (tuple(found), end) if found else None


def _names(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    """« le 4° », « les 4° à 6° »."""
    the = parser.take(_FEW["the"], at)
    named = names_at(parser, the.end()) if the else None
    if the is None or named is None:
        return None
    names, end = named
    unit = Unit("item", (the.start(), end), the.lastgroup == "many", names=names)
    _agree(parser, unit, several=len(names) > 1 or names[0][0] != names[0][1])
    return unit, end


def _number(parser: Parser, at: int, _: str) -> tuple[Any, int] | None:
    """The number of the bill's article."""
    article = parser.take(_ARTICLE, at)
    found = parser.take(NUMBER, article.end()) if article else None
    if found is None:
        return None
    if parser.article and not same_article(found[0], parser.article):
        raise Refusal(f"Article {found[0]} is named; the text is of article {parser.article}.", found.span())
    return found[0], found.end()


def same_article(one: str, other: str) -> bool:
    """Whether two numbers name one article: « R. 226-3 » and « R226-3 »."""
    return _plain(one) == _plain(other)


def spread(name: str, last: str) -> tuple[str, ...]:
    """The plain marks from one to another: « 3° » to « 5° »; empty where that cannot be told."""
    first_at, last_at = order(name), order(last)
    if name == last:
        return (name,)
    if not first_at or not last_at or first_at[1:] != (0, 0) or last_at[1:] != (0, 0) or first_at >= last_at:
        return ()
    numbers = range(first_at[0], last_at[0] + 1)
    if name.endswith("°"):
        return tuple(f"{number}°" for number in numbers)
    if re.fullmatch(r"[IVXL]+", name) and re.fullmatch(r"[IVXL]+", last):
        return tuple(roman(number) for number in numbers)
    return tuple(chr(ord("A" if name.isupper() else "a") + number - 1) for number in numbers)


def roman(number: int) -> str:
    """A number as a roman numeral."""
    return (
        "C" * (number // 100)
        + ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[number // 10 % 10]
        + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
    )


def _plain(number: str) -> str:
    return re.sub(r"[\s.]|(?<=^1)er$", "", fold(number))


@cache
def _exact(article: str) -> re.Pattern[str]:
    """The number of an article however it is spaced: « R226-3 », « R. 226-3 »."""
    signs = r"[\s.]*".join(re.escape(sign) for sign in _plain(article))
    return re.compile(rf"{signs}(?:\s?er(?!\w))?(?![\w-])(?!\s+(?:{TIMES})(?!\w))(?!\.\d)")


@cache
def _code(code: str) -> re.Pattern[str]:
    return re.compile(
        r"\s+".join(re.escape(word) for word in fold(code).split()) + r"(?!\w|-)(?!\s+(?:de|du|des)\s)", re.I
    )


@cache
def _of_code(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:du\s|de\s+la\s|de\s+l'|des\s|de\s)\s*{_code(code).pattern}", re.I)


SLOTS: dict[str, SlotReader] = {
    "chain": _chain,
    "bill": _bill_chain,
    "where": _where,
    "names": _names,
    "number": _number,
}
