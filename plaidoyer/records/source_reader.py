"""One file of ``sources/`` becomes a ``Source``: bibliography, captures, passages, figures, articles.

The bibliographic part is CSL, read by ``csl``. It looks at one record alone: whether a capture is
there, and whether a passage stands in it, is for other rooms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from decimal import Decimal

from plaidoyer.diagnostics import Span
from plaidoyer.records import csl
from plaidoyer.records.allowances import read_allowances
from plaidoyer.records.dates import Period
from plaidoyer.records.fields import Fields
from plaidoyer.records.nodes import Entry, Mapping, Node, Scalar, Sequence
from plaidoyer.records.schema import (
    EntryReader,
    Findings,
    Reader,
    boolean,
    choice,
    date,
    decimal,
    integer,
    invalid,
    language,
    localised,
    matching,
    member,
    path,
    period,
    reference,
    sequence,
    slug,
    table,
    text,
    unit,
    values,
)
from plaidoyer.records.sources import (
    WITH_ARTICLES,
    ArticleVersion,
    Capture,
    Figure,
    Kind,
    Originator,
    Passage,
    Qualifier,
    Source,
    Translation,
)
from plaidoyer.records.yaml import parse_yaml

_TABLES = ("passages", "figures", "articles")
_OWN_FIELDS = ("id", "type", "do-not-fetch", "captures", "passages", "figures", "articles", "custom")
_sha256 = matching(re.compile("[0-9a-f]{64}"), "SHA-256", "write its 64 digits 0-9 and a-f, as `sha256sum` prints them")
_article_name = matching(
    re.compile(r"[A-Za-z0-9][A-Za-z0-9.*-]*(?: [A-Za-z0-9]+)*"),
    "article number",
    "write it as in « 227-23 », « L226-8-1 » or « 3 bis »",
)


def read_source(text: str, file: str, stem: str) -> tuple[Source | None, Findings]:
    """Read a record from the text of ``file``; its identifier is ``stem``, the file's name without ending.

    Beside findings stands what is sound: a passage or figure that cannot be read is left out. None
    where the text holds no fields, or no usable ``type``.
    """
    root, findings = parse_yaml(text, file)
    if root is None:
        return None, findings
    fields = Fields(root, Span(file, root.span.line))
    kind = fields.require("type", choice(csl.TYPES))
    written = fields.get("id", slug)
    if written is not None and written != stem:
        hint = f"write « id: {stem} », leave it out, or rename the file"
        fields.refuse("id", f"« {written} » is not the file's name", hint)
    variables = csl.read_variables(fields)
    captures = fields.get("captures", sequence(_capture), ())
    articles = fields.get("articles", table(_article_name, values(sequence(_version(variables, kind or "")))), {})
    if articles and kind not in (None, *WITH_ARTICLES):
        fields.refuse(
            "articles", f"a record of type « {kind} » holds no articles", "only « legislation » and « bill » do"
        )
    passages = fields.get("passages", table(slug, _passage(_files(fields), _names(fields, "articles"))), {})
    figures = fields.get("figures", table(slug, _figure(_names(fields, "passages"))), {})
    do_not_fetch = fields.get("do-not-fetch", boolean, False)
    allowances, malformed = read_allowances(root)
    findings += fields.close(csl.VARIABLES.union(_OWN_FIELDS)) + malformed
    if kind is None:
        return None, findings
    tables = {name: names for name in _TABLES if fields.node(name) and (names := _names(fields, name)) is not None}
    if (files := _files(fields)) is not None:
        tables["captures"] = files
    source = Source(
        stem, kind, variables, file, fields.place, fields.places,
        captures, passages, figures, articles, do_not_fetch, allowances, tables,
    )  # fmt: skip
    return source, findings


def _names(fields: Fields, name: str) -> frozenset[str] | None:
    """The names below a field as they are written, sound or not; None where they cannot be told."""
    node = fields.node(name)
    if node is None:
        return frozenset()
    return frozenset(entry.key.text for entry in node.entries) if isinstance(node, Mapping) else None


def _files(fields: Fields) -> frozenset[str] | None:
    """The files of the captures as they are written; None where one of them cannot be told."""
    node = fields.node("captures")
    if node is None:
        return frozenset()
    if not isinstance(node, Sequence):
        return None
    files = [item.get("file") for item in node.items if isinstance(item, Mapping)]
    known = [file.text.strip() for file in files if isinstance(file, Scalar)]
    return frozenset(known) if len(known) == len(node.items) else None


def _capture(node: Node) -> tuple[Capture | None, Findings]:
    fields = Fields(node)
    file = fields.require("file", path("sources"))
    sha256 = fields.require("sha256", _sha256)
    retrieved = fields.get("retrieved", date)
    redistributable = fields.get("redistributable", boolean, False)
    findings = fields.close()
    if file is None or sha256 is None:
        return None, findings
    return Capture(file, sha256, retrieved, redistributable, node.span, fields.places), findings


# Articles -----------------------------------------------------------------------------------------


def _version(variables: ReadOnly[str, csl.Variable], kind: str) -> Reader[ArticleVersion]:
    """A version of an article. A bill is in force nowhere: its text is of the day it was issued, or else seen."""
    issued = variables.get("issued")
    day = issued.start if kind == "bill" and isinstance(issued, Period) else None

    def read(node: Node) -> tuple[ArticleVersion | None, Findings]:
        fields = Fields(node)
        name = (fields.get if kind == "bill" else fields.require)("id", text)
        until = fields.get("until", date)
        seen = fields.get("seen", date)
        since = day or (seen if kind == "bill" else None)
        in_force = fields.get("in-force", date, since) if since else fields.require("in-force", date)
        seen_at = fields.get("seen-at", text, "")
        complete = fields.get("complete", boolean, True)
        alineas = fields.require("alineas", sequence(text))
        if alineas == () and not fields.findings:
            fields.refuse("alineas", "the article has no alinéa", "write each alinéa as an item, in quotation marks")
        if in_force and until and until.last < in_force.first:
            fields.refuse("until", "the version ends before it is in force", "exchange the two dates, or mend one")
        findings = fields.close()
        if (name is None and kind != "bill") or in_force is None or not alineas:
            return None, findings
        version = ArticleVersion(
            name or "", in_force, alineas, node.span, fields.places, until, seen, seen_at, complete
        )  # fmt: skip
        return version, findings

    return read


# Passages -----------------------------------------------------------------------------------------


def _passage(captures: frozenset[str] | None, articles: frozenset[str] | None) -> EntryReader[Passage]:
    """A passage of a record that has these captures and articles."""
    capture_of_record, article_of_record = reference(captures, "capture"), reference(articles, "article")

    def read(entry: Entry) -> tuple[Passage | None, Findings]:
        fields = Fields(entry.value, entry.span)
        exact = fields.require("exact", text)
        prefix = fields.get("prefix", text, "")
        suffix = fields.get("suffix", text, "")
        say = fields.get("say", text, "")
        capture = fields.get("capture", capture_of_record, "")
        locator = fields.get("locator", _locators, {})
        originator = fields.get("originator", _originator)
        translation = fields.get("translation", _translations, {})
        article = fields.get("article", article_of_record, "")
        alinea = fields.get("alinea", _alinea, 0)
        if fields.node("alinea") is not None and fields.node("article") is None:
            fields.missing("article", "an alinéa is named, and no article", fields.place)
        if fields.node("capture") is not None and fields.node("article") is not None:
            fields.refuse(
                "article", "a passage stands in a capture or in an article, not in both", "keep one of the two"
            )
        findings = fields.close()
        if exact is None:
            return None, findings
        passage = Passage(
            entry.key.text, exact, entry.span, fields.places,
            prefix, suffix, say, capture, locator, originator, translation, article, alinea, fields.written,
        )  # fmt: skip
        return passage, findings

    return read


def _originator(node: Node) -> tuple[Originator | None, Findings]:
    if isinstance(node, Scalar):
        name, findings = localised(node)
        return (None if name is None else Originator(name, node.span)), findings
    fields = Fields(node)
    name = fields.require("name", localised)
    via = fields.get("via", text, "")
    said = fields.get("said", date)
    exact = fields.get("exact", text, "")
    findings = fields.close()
    return (None if name is None else Originator(name, node.span, via, said, exact, fields.written)), findings


def _translation(node: Node) -> tuple[Translation | None, Findings]:
    if isinstance(node, Scalar):
        hint = "write {text: …, by: ours}, or the translator's name in place of « ours »"
        return None, (invalid(node.span, "a translation says who made it", hint),)
    fields = Fields(node)
    words = fields.require("text", text)
    by = fields.require("by", text)
    findings = fields.close()
    return (None if words is None or by is None else Translation(words, by, node.span, fields.written)), findings


_locators = table(choice(csl.LOCATORS), values(text))
_translations = table(language, values(_translation))
_alinea = integer(1)


# Figures ------------------------------------------------------------------------------------------

_qualifier, _kind = member(Qualifier), member(Kind)


def _figure(passages: frozenset[str] | None) -> EntryReader[Figure]:
    """A figure of a record that has these passages."""
    passage_of_record = reference(passages, "passage")

    def read(entry: Entry) -> tuple[Figure | None, Findings]:
        fields = Fields(entry.value, entry.span)
        value, low, high = _amounts(fields)
        qualifier = fields.get("qualifier", _qualifier, Qualifier.EXACTLY)
        measure = fields.require("unit", unit)
        of = fields.get("of", localised)
        kind = fields.get("kind", _kind, Kind.OBSERVED)
        caveat = fields.get("caveat", localised)
        during = fields.get("period", period)
        passage = fields.require("passage", passage_of_record)
        findings = fields.close()
        if measure is None or passage is None or (value is None and (low is None or high is None)):
            return None, findings
        figure = Figure(
            entry.key.text, measure, passage, entry.span, fields.places,
            value, low, high, qualifier, of, kind, caveat, during,
        )  # fmt: skip
        return figure, findings

    return read


def _amounts(fields: Fields) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """``value``, or ``low`` and ``high``: exactly one of the two forms."""
    ranged = [name for name in ("low", "high") if fields.node(name) is not None]
    if not ranged:
        return fields.require("value", decimal), None, None
    if fields.node("value") is not None:
        fields.refuse(
            ranged[0], "a figure has a value or a range, not both", "remove « value », or « low » and « high »"
        )
        fields.get("value", decimal)
    low, high = fields.require("low", decimal), fields.require("high", decimal)
    if low is not None and high is not None and low >= high:
        fields.refuse("low", f"the range from {low} to {high} is empty", "« low » is less than « high »")
    return None, low, high
