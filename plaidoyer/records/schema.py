"""Readers of nodes: a text, a number, a date, a list or a mapping of these.

A reader takes a node and gives its value, or None, with every finding on the way; a reader of a list
or a mapping gives what is sound beside what is wrong. Readers know what a value looks like, and no
record. A ``Broken`` node gives None in silence: it has had its finding.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.dates import Date, Period, parse_date, parse_period
from plaidoyer.records.nodes import Broken, Entry, Mapping, Node, Scalar, Sequence
from plaidoyer.records.sources import Localised, Unit
from plaidoyer.spelling import did_you_mean

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

Findings = tuple[Finding, ...]
Reader = Callable[[Node], tuple[T | None, Findings]]
EntryReader = Callable[[Entry], tuple[T | None, Findings]]

_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_POINT_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_COMMA_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+")
_SPACE_GROUPS = re.compile("-?[0-9]{1,3}([ \u00a0\u2009\u202f][0-9]{3})+([.,][0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_WITH_UNIT = re.compile("(-?[0-9]+(?:\\.[0-9]+)?)[ \u00a0\u202f]?([^0-9.,\\s].{0,30})")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_DATE_FORM = "a date is written 2024, 2024-10 or 2024-10-29"
_LONGEST = 200
_YES = {"yes", "oui", "vrai", "on", "y", "true"}
_NO = {"no", "non", "faux", "off", "n", "false"}
_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR", "percent": "%", "pour cent": "%"}
_PLURALS = ("zero", "one", "two", "few", "many", "other")


def invalid(place: Span, message: str, hint: str = "") -> Finding:
    """A finding ``invalid-value``."""
    return Finding("invalid-value", message, place, hint)


# One value ----------------------------------------------------------------------------------------


def text(node: Node) -> tuple[str | None, Findings]:
    """A text that is not empty, without the blanks around it."""
    if isinstance(node, Scalar):
        value = node.text.strip()
        return (value, ()) if value else (None, (invalid(node.span, "this value is empty", "write it, or remove it"),))
    return None, not_a(node, "a text")


def matching(pattern: re.Pattern[str], what: str, hint: str) -> Reader[str]:
    """A text of the form ``pattern``; ``what`` names it in « … is no … »."""

    def read(node: Node) -> tuple[str | None, Findings]:
        value, findings = text(node)
        if value is None or pattern.fullmatch(value):
            return value, findings
        return None, (invalid(node.span, f"« {shortened(value)} » is no {what}", hint),)

    return read


slug: Reader[str] = matching(
    _SLUG, "name", "a name has lower-case letters without accents, digits and hyphens: « rapport-2024 »"
)
language: Reader[str] = matching(_LANGUAGE, "language", "write a code such as « fr » or « en »")


def choice(known: Collection[str]) -> Reader[str]:
    """One of the words of ``known``."""

    def read(node: Node) -> tuple[str | None, Findings]:
        value, findings = text(node)
        if value is None or value in known:
            return value, findings
        hint = did_you_mean(value, known) or f"write one of {', '.join(known)}"
        return None, (invalid(node.span, f"« {shortened(value)} » is not known here", hint),)

    return read


def reference(known: Collection[str] | None, what: str) -> Reader[str]:
    """A name that the record gives to a ``what``; any text where ``known`` is None, because they cannot be told."""

    def read(node: Node) -> tuple[str | None, Findings]:
        value, findings = text(node)
        if value is None or known is None or value in known:
            return value, findings
        hint = did_you_mean(value, known) or f"add it to the record's {what}s"
        return None, (invalid(node.span, f"« {shortened(value)} » is no {what} of this record", hint),)

    return read


def member(words: type[E]) -> Reader[E]:
    """A member of an enumeration, by its word."""
    read_word = choice([str(word) for word in words])

    def read(node: Node) -> tuple[E | None, Findings]:
        word, findings = read_word(node)
        return (None if word is None else words(word)), findings

    return read


def boolean(node: Node) -> tuple[bool | None, Findings]:
    """``true`` or ``false``, and no other word for them."""
    value, findings = text(node)
    if value is None:
        return None, findings
    if value in ("true", "false"):
        return value == "true", ()
    word = "true" if value.lower() in _YES else "false" if value.lower() in _NO else ""
    return None, (
        invalid(node.span, f"« {shortened(value)} » is neither true nor false", f"write {word or 'true or false'}"),
    )


def integer(least: int, most: int = 999_999) -> Reader[int]:
    """A whole number from ``least`` to ``most``, in digits."""

    def read(node: Node) -> tuple[int | None, Findings]:
        value, findings = text(node)
        if value is None:
            return None, findings
        if re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most:
            return int(value), ()
        hint = f"write a whole number from {least} to {most}, in digits"
        return None, (invalid(node.span, f"« {shortened(value)} » does not fit here", hint),)

    return read


def decimal(node: Node) -> tuple[Decimal | None, Findings]:
    """A number as ``74`` or ``12.5``. What another country would read as another number is refused."""
    value, findings = text(node)
    if value is None:
        return None, findings
    value = value.replace("\u2212", "-")
    if _POINT_GROUPS.fullmatch(value):
        whole = value.replace(".", "")
        hint = f"write {whole}, or {value}0 where the point begins the decimals"
        return None, (invalid(node.span, f"« {value} » can be read as two numbers", hint),)
    if _DECIMAL.fullmatch(value):
        return Decimal(value), ()
    return None, (invalid(node.span, f"« {shortened(value)} » is no number", _number_hint(value)),)


def _number_hint(value: str) -> str:
    if _SPACE_GROUPS.fullmatch(value):
        return "write " + re.sub(r"\s", "", value).replace(",", ".") + ", without spaces"
    if _COMMA_GROUPS.fullmatch(value):
        return f"write {value.replace(',', '')}, or {value.replace(',', '.')}0 where the comma begins the decimals"
    if _COMMA.fullmatch(value):
        return f"write {value.replace(',', '.')}, with a point"
    unit = _WITH_UNIT.fullmatch(value)
    if unit:
        return f"write {unit[1]} here, and « {unit[2].strip()} » in « unit »"
    return "write it in digits: 74, or 12.5"


def date(node: Node) -> tuple[Date | None, Findings]:
    """An EDTF date: ``2024``, ``2024-10``, ``2024-10-29``."""
    return _dated(node, parse_date, "date", _DATE_FORM)


def period(node: Node) -> tuple[Period | None, Findings]:
    """An EDTF date or interval: ``2024-10``, ``2023-04/2024-03``."""
    return _dated(node, parse_period, "date or period", f"{_DATE_FORM}; a period 2023-04/2024-03")


def _dated(node: Node, parse: Callable[[str], T], what: str, form: str) -> tuple[T | None, Findings]:
    value, findings = text(node)
    if value is None:
        return None, findings
    try:
        return parse(value), ()
    except ValueError as error:
        turned = _DAY_FIRST.fullmatch(value)
        guess = f"{turned[3]}-{int(turned[2]):02}-{int(turned[1]):02}" if turned else ""
        reason = f": {error}" if str(error) != _DATE_FORM else ""
        hint = f"did you mean « {guess} »?" if guess else form
        return None, (invalid(node.span, f"« {shortened(value)} » is no {what}{reason}", hint),)


def path(base: str) -> Reader[str]:
    """A path relative to the folder ``base`` of the campaign, with ``/``, that stays in the campaign.

    Links are followed only where the file is opened; this looks at the words alone.
    """

    def read(node: Node) -> tuple[str | None, Findings]:
        value, findings = text(node)
        if value is None:
            return None, findings
        if "\\" in value or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
            hint = f"write a path below « {base or '.'} », with / between folders"
            return None, (invalid(node.span, f"« {shortened(value)} » is no path inside the campaign", hint),)
        if value.startswith(("/", "~")) or posixpath.normpath(posixpath.join(base, value)).split("/")[0] == "..":
            hint = f"copy the file into the campaign, and write its path from « {base or '.'} »"
            return None, (invalid(node.span, f"« {shortened(value)} » leads out of the campaign", hint),)
        return value, ()

    return read


# Several values -----------------------------------------------------------------------------------


def sequence(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list; its sound items, in order."""

    def read(node: Node) -> tuple[tuple[T, ...] | None, Findings]:
        if not isinstance(node, Sequence):
            return None, not_a(node, "a list")
        results = [item(each) for each in node.items]
        values = tuple(value for value, _ in results if value is not None)
        return values, tuple(finding for _, findings in results for finding in findings)

    return read


def one_or_more(item: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list, or a single value in its place."""
    read_list = sequence(item)

    def read(node: Node) -> tuple[tuple[T, ...] | None, Findings]:
        if isinstance(node, Sequence):
            return read_list(node)
        value, findings = item(node)
        return (None if value is None else (value,)), findings

    return read


def table(key: Reader[str], value: EntryReader[T]) -> Reader[dict[str, T]]:
    """A mapping of names to values of one kind; its sound entries, in order."""

    def read(node: Node) -> tuple[dict[str, T] | None, Findings]:
        if not isinstance(node, Mapping):
            return None, not_a(node, "a mapping of names to values")
        values: dict[str, T] = {}
        findings: list[Finding] = []
        for entry in node.entries:
            name, wrong_name = key(entry.key)
            result, wrong = value(entry)
            findings += [*wrong_name, *wrong]
            if name is not None and result is not None:
                values[name] = result
        return values, tuple(findings)

    return read


def values(reader: Reader[T]) -> EntryReader[T]:
    """Reads an entry's value, whatever its key."""
    return lambda entry: reader(entry.value)


_texts = table(language, values(text))


def localised(node: Node) -> tuple[Localised | None, Findings]:
    """A text that serves everywhere, or a mapping of languages to texts."""
    if isinstance(node, Scalar):
        plain, findings = text(node)
        return (None if plain is None else Localised({"": plain})), findings
    if not isinstance(node, Mapping):
        return None, not_a(node, "a text, or a mapping of languages to texts")
    texts, findings = _texts(node)
    return (Localised(texts) if texts else None), findings


def unit(node: Node) -> tuple[Unit | None, Findings]:
    """``%``, a currency code, or the plural forms of a unit's name by language."""
    if isinstance(node, Mapping):
        names, findings = _unit_names(node)
        return (Unit(names=names) if names else None), findings
    value, findings = text(node)
    if value is None:
        return None, findings
    if value == "%" or _CURRENCY.fullmatch(value):
        return Unit(symbol=value), ()
    if value.lower() in _SYMBOLS:
        hint = f"write « {_SYMBOLS[value.lower()]} »"
    else:
        forms = f"{{one: {shortened(value)}, other: {shortened(value)}}}"
        hint = f"write {{fr: {forms}}}, « % », or a currency code such as EUR"
    return None, (invalid(node.span, f"« {shortened(value)} » is no unit", hint),)


def _plurals(node: Node) -> tuple[dict[str, str] | None, Findings]:
    if isinstance(node, Scalar):
        hint = f"write {{one: {shortened(node.text)}, other: {shortened(node.text)}}}"
        return None, (invalid(node.span, "a unit needs its singular and its plural", hint),)
    forms, findings = _plural_forms(node)
    if forms is not None and not findings and "other" not in forms:
        return None, (
            Finding("missing-field", "the plural form « other » is missing", node.span, "write {one: …, other: …}"),
        )
    return forms, findings


_plural_forms = table(choice(_PLURALS), values(text))
_unit_names = table(language, values(_plurals))


def not_a(node: Node, what: str) -> Findings:
    """The finding for a node of another kind; none for a broken one."""
    if isinstance(node, Broken):
        return ()
    kind = "a text" if isinstance(node, Scalar) else "a list" if isinstance(node, Sequence) else "a mapping"
    if what.startswith("a text"):
        hint = _text_hint(node)
    elif what == "a list":
        hint = f"write « - {shortened(node.text)} »" if isinstance(node, Scalar) else "begin each item with « - »"
    else:
        hint = "write « name: value » lines" + (", without « - »" if isinstance(node, Sequence) else "")
    return (invalid(node.span, f"{what} is expected here, not {kind}", hint),)


def _text_hint(node: Node) -> str:
    """How to write as a text what YAML took for a list or a mapping: « Montages : punir »."""
    source = node.origin.text[node.start : node.end]
    if "\n" in source or len(source) > _LONGEST or '"' in source:
        return "put the text in quotation marks, or write « >- » and the text below it, indented"
    reason = "« : » makes a mapping of it" if isinstance(node, Mapping) else "« [ » or « - » makes a list of it"
    return f'{reason}; a text that holds it needs quotation marks: "{source}"'


def shortened(value: str) -> str:
    """A value as quoted in a message."""
    words = " ".join(value.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
