"""One ``briefs/<slug>/brief.md`` becomes a ``Brief``: front matter, then Markdown.

Whether the sources that it names exist, and what its template asks of it, is for other rooms.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records import schema
from plaidoyer.records.allowances import read_allowances
from plaidoyer.records.briefs import Brief, Derived, FigureName
from plaidoyer.records.fields import Fields
from plaidoyer.records.markdown import parse_body, parse_inline
from plaidoyer.records.nodes import Entry, Node, Scalar
from plaidoyer.records.schema import Findings, invalid, localised, member, one_or_more, table, values
from plaidoyer.records.sources import Qualifier
from plaidoyer.records.text import Inline
from plaidoyer.records.yaml import parse_yaml

LANGUAGES = ("fr", "en")

FIELDS = (
    "title", "subtitle", "template", "lang", "date", "version", "authors", "issuer", "audience", "recipients", "ask",
    "contact", "transparency", "notice", "keywords", "abbreviations", "csl", "derived", "evidence-annex", "attach",
    "large-print", "edition",
)  # fmt: skip
"""The fields of the front matter, by their names in the file."""

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_FIGURE = re.compile(r"([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9-]*)")
_variable = schema.matching(
    re.compile(r"[a-z][a-z0-9_]*"), "variable", "a variable of a formula has letters a-z and digits, as « n »"
)
_carried = schema.matching(
    re.compile(r"evidence"), "set of files that a PDF can carry", "write « attach: evidence », or leave it out"
)


def read_brief(text: str, file: str, slug: str, lang: str, template: str) -> tuple[Brief | None, Findings]:
    """Read the brief ``slug`` from the text of ``file``; ``lang`` and ``template`` where it names none.

    A brief whose front matter can be read is returned even with findings, so that its draft can be
    built: a missing title is then its slug.
    """
    lines = text.split("\n")
    end = _end_of_front_matter(lines)
    if end is None:
        return None, _without_front_matter(lines, text, file)
    root, findings = parse_yaml("\n".join(lines[1:end]) + "\n", file, 2)
    body, of_body = parse_body("\n".join(lines[end + 1 :]), file, end + 2)
    if root is None:
        return None, findings + of_body
    allowances, malformed = read_allowances(root)
    fields = Fields(root, Span(file, 1))
    title = fields.require("title", schema.text)
    brief = Brief(
        slug=slug,
        file=file,
        title=title or slug,
        lang=fields.get("lang", schema.choice(LANGUAGES), lang),
        body=replace(body, allowances=allowances + body.allowances),
        span=Span(file, 1),
        places=fields.places,
        template=fields.get("template", schema.slug, template),
        subtitle=fields.get("subtitle", schema.text, ""),
        date=fields.get("date", schema.date),
        version=fields.get("version", schema.text, ""),
        authors=fields.get("authors", one_or_more(schema.text), ()),
        issuer=fields.get("issuer", schema.text, ""),
        audience=fields.get("audience", schema.text, ""),
        recipients=fields.get("recipients", one_or_more(schema.text), ()),
        ask=fields.get("ask", _inline, ()),
        contact=fields.get("contact", schema.text, ""),
        transparency=fields.get("transparency", schema.text, ""),
        notice=fields.get("notice", schema.text, ""),
        keywords=fields.get("keywords", one_or_more(schema.text), ()),
        abbreviations=fields.get("abbreviations", table(schema.text, values(schema.text)), {}),
        csl=fields.get("csl", schema.text, ""),
        derived=fields.get("derived", table(schema.slug, _derived), {}),
        evidence_annex=fields.get("evidence-annex", schema.boolean, False),
        attach=fields.get("attach", one_or_more(_carried), ()),
        large_print=fields.get("large-print", schema.boolean, False),
        edition=fields.get("edition", schema.text, ""),
    )
    of_front_matter = findings + fields.close() + malformed
    return (brief if fields.is_mapping else None), of_front_matter + of_body


def _end_of_front_matter(lines: list[str]) -> int | None:
    """The index of the line that closes the front matter; None where it is not opened or not closed."""
    if not _OPENING.fullmatch(lines[0]):
        return None
    return next((index for index in range(1, len(lines)) if _CLOSING.fullmatch(lines[index])), None)


def _without_front_matter(lines: list[str], text: str, file: str) -> Findings:
    if _OPENING.fullmatch(lines[0]):
        hint = "write a line « --- » after its last field"
        return (Finding("invalid-yaml", "the front matter opens here and is never closed", Span(file, 1, 1, 3), hint),)
    hint = "begin the file with a line « --- », then « title: … » and the other fields, then a line « --- »"
    _, findings = parse_body(text, file, 1)
    return (Finding("invalid-yaml", "the brief has no front matter", Span(file), hint), *findings)


def _inline(node: Node) -> tuple[tuple[Inline, ...] | None, Findings]:
    """A line of inline Markdown."""
    if not isinstance(node, Scalar):
        return None, schema.not_a(node, "a text")
    return parse_inline(node.text.rstrip(), node.at)


def _derived(entry: Entry) -> tuple[Derived | None, Findings]:
    fields = Fields(entry.value, entry.span)
    inputs = fields.require("inputs", table(_variable, values(_figure_name)))
    formula = fields.require("formula", schema.text)
    unit = fields.require("unit", schema.unit)
    digits = fields.get("digits", schema.integer(0, 6))
    qualifier = fields.get("qualifier", member(Qualifier))
    of = fields.get("of", localised)
    caveat = fields.get("caveat", localised)
    findings = fields.close()
    if not inputs or formula is None or unit is None:
        return None, findings
    derived = Derived(
        entry.key.text, inputs, formula, unit, entry.span, fields.places, digits, qualifier, of, caveat
    )  # fmt: skip
    return derived, findings


def _figure_name(node: Node) -> tuple[FigureName | None, Findings]:
    """``id/name``: a figure of a source."""
    value, findings = schema.text(node)
    if value is None:
        return None, findings
    match = _FIGURE.fullmatch(value)
    if match:
        return FigureName(match[1], match[2], node.span), ()
    hint = "write the source and the figure: « afp-2024-10/reports »"
    return None, (invalid(node.span, f"« {schema.shortened(value)} » names no figure", hint),)
