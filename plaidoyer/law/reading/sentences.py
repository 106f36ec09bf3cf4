"""From forms to a whole wording: places before orders, orders joined, and lists that are numbered without a gap.

Each grammar has one function that reads an instruction; ``instructions`` reads the wording to its end or refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plaidoyer.law.reading import acts, designations, phrases
from plaidoyer.law.reading.designations import bill_alineas_at, ranks_at
from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.forms import Form, Parser, SlotReader, Slots, act_at, match
from plaidoyer.law.reading.grammar import ASSEMBLY, LAW, LAW_GROUP, SENATE, SENATE_BESIDE
from plaidoyer.law.reading.instructions import Act, Bound, Chain, Instruction, Side, Times, Unit, Where, Within

Read = tuple[Instruction, int] | None
Reader = Callable[[Parser, int], Read]

_BECOME = re.compile(r"(?P<one>devient)(?!\w)|(?P<many>deviennent)(?!\w)", re.I)


def _become(parser: Parser, at: int, _: str) -> tuple[bool, int] | None:
    found = parser.take(_BECOME, at)
    return (found.lastgroup == "many", found.end()) if found else None


SLOTS: dict[str, SlotReader] = {**phrases.SLOTS, **designations.SLOTS, "become": _become}

_MARKS = {
    "roman": re.compile(r"([IVXLC]+)\s?\.?\s?[-–—](?=\s)"),
    "number": re.compile(r"(\d{1,3})\s?°\)?(?=\s)"),
    "letter": re.compile(r"([a-z]{1,2})\s?\)"),
    "dash": re.compile(r"[-–—](?=\s)"),
}
_DEEPEST = 6
_SHOWN = {"number": "{}°", "letter": "{})"}
_SEMICOLON, _STOP = re.compile(r";"), re.compile(r"\.")
_COMMA, _COLON = re.compile(r",?"), re.compile(r":")
_AND = re.compile(r"(?:,\s*)?et(?!\w)\s*,?|,", re.I)
_CONSEQUENCE = re.compile(r"en\s+conséquence\s*,?", re.I)
_ALINEA_SIDE = re.compile(r"(?:(?P<after>après)|(?P<before>avant))\s+l'(?=alinéa\s)", re.I)
_SENTENCES = re.compile(r"phrase(s?)(?!\w)", re.I)
_SIDE = re.compile(r"(?:(?P<after>après)|(?P<before>avant))\s+(?=l)", re.I)
_BOUND = re.compile(r"(?P<end>[àa]\s+la\s+fin|in\s+fine)(?!\w)|(?P<start>au\s+début)(?!\w)", re.I)


def law(parser: Parser) -> tuple[Instruction, ...]:
    """The instructions of a wording in the law grammar. Raises Refusal."""
    return _whole(parser, _law_instruction)


def assembly(parser: Parser) -> tuple[Instruction, ...]:
    """Those of an amendment at the Assemblée nationale."""
    return _whole(parser, _assembly_instruction)


def senate(parser: Parser) -> tuple[Instruction, ...]:
    """Those of an amendment at the Sénat."""
    return _whole(parser, _senate_instruction)


def _whole(parser: Parser, one: Reader) -> tuple[Instruction, ...]:
    at = parser.skip(0)
    read = _list(parser, at, "roman", one) if _marked(parser, at, "roman") else _paragraphs(parser, at, one)
    if read is None:
        raise Refusal("", (parser.furthest, parser.furthest))
    found, end = read
    stop = parser.take(_STOP, end)
    end = parser.skip(stop.end() if stop else end)
    if end < len(parser.text):
        parser.furthest = max(parser.furthest, end)
        raise Refusal("", (parser.furthest, parser.furthest))
    return found


def _paragraphs(parser: Parser, at: int, one: Reader) -> tuple[tuple[Instruction, ...], int] | None:
    """One instruction, and those that follow from it: « En conséquence, … »."""
    read = one(parser, at)
    found = []
    while read is not None:
        found.append(read[0])
        stop = parser.take(_STOP, read[1])
        if stop is None or one is _law_instruction or parser.take(_CONSEQUENCE, stop.end()) is None:
            return tuple(found), read[1]
        read = one(parser, stop.end())
    return None


def _law_instruction(parser: Parser, at: int) -> Read:
    """« Au premier alinéa, … », « Le premier alinéa est … », « L’article … est ainsi modifié : 1° … »."""
    start = parser.skip(at)
    slots: Slots = {}
    end = match(parser, LAW_GROUP, start, slots)
    if end is not None:
        acts.group(slots)
        of: Chain = slots["of"]
        return _group(parser, (Where(of, None, of.place),), start, end)
    read = parser.slot("where", "chain", start)
    if read is None:
        return _acts(parser, start, LAW, ())
    where, end = read
    colon = parser.take(_COLON, end)
    return _group(parser, where, start, colon.end()) if colon else _acts(parser, start, LAW, where, end)


def _assembly_instruction(parser: Parser, at: int) -> Read:
    """« À l’alinéa 4, substituer … », « Supprimer l’alinéa 4 »."""
    start = parser.skip(at)
    then = parser.take(_CONSEQUENCE, start)
    begins = parser.skip(then.end() if then else start)
    read = parser.slot("where", "bill", begins)
    return _acts(parser, begins, ASSEMBLY, read[0], read[1]) if read else _acts(parser, begins, ASSEMBLY, ())


def _senate_instruction(parser: Parser, at: int) -> Read:
    """« Alinéa 4, deuxième phrase », then the order; « Après l’alinéa 4 », then « Insérer … »."""
    start = parser.skip(at)
    then = parser.take(_CONSEQUENCE, start)
    start = parser.skip(then.end() if then else start)
    beside = parser.take(_ALINEA_SIDE, start)
    numbers = bill_alineas_at(parser, beside.end() if beside else start)
    if numbers is None:
        return _acts(parser, start, SENATE, ()) if not beside else None
    ranks, end, plural = numbers
    several = len(ranks) > 1 or ranks[0][0] != ranks[0][1]
    if several != plural:
        raise Refusal("« Alinéa » and the numbers after it do not agree.", (start, end))
    unit = Unit("alinéa", (start, end), plural, ranks=ranks)
    if beside:
        side: Side = beside.lastgroup  # type: ignore[assignment]  # the groups are named after sides
        return _acts(parser, start, SENATE_BESIDE, (), end, {"side": side, "of": Chain((unit,), (start, end))})
    return _senate_place(parser, start, unit, end)


def _senate_place(parser: Parser, start: int, alineas: Unit, end: int) -> Read:
    """The rest of the place: « , première phrase », « , au début », « , après la première phrase », « , deux fois »."""
    units: tuple[Unit, ...] = (alineas,)
    bound: Bound | None = None
    given: Slots = {}
    while (comma := parser.take(re.compile(","), end)) is not None:
        at = parser.skip(comma.end())
        ranks = ranks_at(parser, at)
        noun = parser.take(_SENTENCES, ranks[1]) if ranks else None
        side, edge, times = parser.take(_SIDE, at), parser.take(_BOUND, at), parser.slot("times", "", at)
        if ranks and noun and units == (alineas,):
            several = len(ranks[0]) > 1 or ranks[0][0][0] != ranks[0][0][1]
            if several != bool(noun[1]):
                raise Refusal("« Phrase » and its ranks do not agree.", (at, noun.end()))
            units, end = (Unit("phrase", (at, noun.end()), several, ranks=ranks[0]), alineas), noun.end()
        elif edge and bound is None:
            bound, end = edge.lastgroup, edge.end()  # type: ignore[assignment]  # the groups are named after bounds
        elif times and "times" not in given:
            given["times"], end = times
        elif side and (read := parser.slot("bill", "the", side.end())) is not None:
            chain = Chain((*read[0].units, alineas), (start, read[1]))
            return _acts(parser, start, SENATE_BESIDE, (), read[1], {"side": side.lastgroup, "of": chain})
        else:
            return None
    return _acts(parser, start, SENATE, (Where(Chain(units, (start, end)), bound, (start, end)),), end, given)


def _acts(
    parser: Parser,
    start: int,
    forms: tuple[Form, ...],
    where: tuple[Where, ...],
    at: int | None = None,
    given: Slots | None = None,
) -> Read:
    """Orders for one place, joined by « et » or commas."""
    comma = parser.take(_COMMA, at) if at is not None else None
    read = act_at(parser, forms, comma.end() if comma else start, given or {})
    if read is None:
        return None
    found: list[tuple[Act, int, int]] = [(read[0], start, read[1])]
    end = read[1]
    while (joined := parser.take(_AND, end)) is not None:
        begins = parser.skip(joined.end())
        read = act_at(parser, forms, begins, given or {})
        if read is None:
            return None
        found.append((read[0], begins, read[1]))
        end = read[1]
    _check_times(found, given)
    body = tuple(Instruction(act, (begins, ends)) for act, begins, ends in found)
    return (body[0] if len(body) == 1 and not where else Instruction(Within(where, body), (start, end))), end


def _check_times(found: list[tuple[Act, int, int]], given: Slots | None) -> None:
    times: Times | None = (given or {}).get("times")
    if times and not all(hasattr(act, "times") for act, _, _ in found):
        raise Refusal("A number of times is said of no words.", times.place)


def _group(parser: Parser, where: tuple[Where, ...], start: int, at: int) -> Read:
    """The list after « est ainsi modifié : »."""
    for level in ("number", "letter", "dash", "roman"):
        if _marked(parser, at, level):
            if parser.lists == _DEEPEST:
                raise Refusal("Lists stand in lists without end.", (start, at))
            parser.lists += 1
            read = _list(parser, at, level, _law_instruction)
            parser.lists -= 1
            return (Instruction(Within(where, read[0]), (start, read[1])), read[1]) if read else None
    return None


def _list(parser: Parser, at: int, level: str, one: Reader) -> tuple[tuple[Instruction, ...], int] | None:
    """Items of one level: each but the last ends with « ; », those under roman numerals with « . »."""
    ends = _STOP if level == "roman" else _SEMICOLON
    found: list[Instruction] = []
    first = at
    while (mark := _marked(parser, at, level)) is not None:
        if level != "dash" and mark[1] != _numbered(level, len(found) + 1):
            wanted = _SHOWN.get(level, "{}").format(_numbered(level, len(found) + 1))
            raise Refusal(
                f"The list goes on with {mark[0].strip()} where {wanted} is next.", mark.span(), "Number without a gap."
            )
        read = one(parser, mark.end())
        if read is None:
            return None
        found.append(read[0])
        end = read[1]
        between = parser.take(ends, end)
        following = _marked(parser, between.end() if between else end, level)
        if following is None:
            break
        if between is None and level != "roman":
            raise Refusal("An item of a list ends with « ; », the last alone with « . ».", (end, following.end()))
        at = following.start()
    if len(found) == 1:
        raise Refusal("A list holds one item.", (first, first + 2), "Say it without a list.")
    return tuple(found), end


def _marked(parser: Parser, at: int, level: str) -> re.Match[str] | None:
    """The mark of a list that stands at a place."""
    return _MARKS[level].match(parser.text, parser.skip(at))


def _numbered(level: str, number: int) -> str:
    if level == "number":
        return str(number)
    if level == "letter":
        return chr(ord("a") + number - 1) if number <= 26 else chr(ord("a") + number - 27) * 2
    return designations.roman(number)
