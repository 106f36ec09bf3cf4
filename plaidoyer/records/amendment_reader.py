"""One ``briefs/<slug>/amendment.yaml`` becomes an ``Amendment``. Whether its articles exist is for other rooms."""

from __future__ import annotations

import re

from plaidoyer.diagnostics import Span
from plaidoyer.records import schema
from plaidoyer.records.amendments import FORMS, Amendment, Change, Form, Vehicle
from plaidoyer.records.fields import Fields
from plaidoyer.records.nodes import Node
from plaidoyer.records.schema import Findings, one_or_more, sequence
from plaidoyer.records.yaml import parse_yaml

_ARTICLE = re.compile(r"([a-z0-9][a-z0-9-]*)/([^\s/]+)")
_BLANK = re.compile(r"\n[ \t]*\n\s*")


def read_amendment(text: str, file: str, slug: str) -> tuple[Amendment | None, Findings]:
    """Read the amendment of the brief ``slug`` from the text of ``file``; None where nothing of it can be used."""
    root, findings = parse_yaml(text, file)
    if root is None:
        return None, findings
    fields = Fields(root, Span(file))
    forms = fields.require("form", one_or_more(schema.choice(FORMS)))
    changes = fields.require("changes", sequence(_change))
    vehicle = fields.get("vehicle", _vehicle)
    rationale = fields.get("rationale", schema.text, "")
    fallback = fields.get("fallback", schema.path(f"briefs/{slug}"), "")
    if changes == () and not fields.findings:
        fields.refuse("changes", "nothing is changed", "name an article and its text, as « plaidoyer law draft » does")
    if forms and set(forms) & {"an", "senat"} and vehicle is None and fields.node("vehicle") is None:
        message = "an amendment needs the bill that it is tabled to"
        fields.missing("vehicle", message, fields.places.get("form", Span(file)))
    found = findings + fields.close()
    if not forms or not changes:
        return None, found
    known: tuple[Form, ...] = tuple(form for form in FORMS if form in forms)
    places = fields.places
    return Amendment(slug, file, known, changes, Span(file), places, vehicle, rationale, fallback), found


def _change(node: Node) -> tuple[Change | None, Findings]:
    fields = Fields(node, node.span)
    article = fields.require("article", _article)
    proposed = fields.get("proposed", schema.text)
    repeal = fields.get("repeal", schema.boolean, False)
    after = fields.get("after", schema.text, "")
    if repeal and fields.node("proposed") is not None:
        fields.refuse("repeal", "an article is repealed, or it has a text", "leave « proposed » or « repeal » out")
    elif not repeal and proposed is None and not fields.findings:
        fields.missing("proposed", "the text wanted is missing", node.span)
    found = fields.close()
    if article is None or (proposed is None) != repeal:
        return None, found
    alineas = tuple(" ".join(alinea.split("\n")).strip() for alinea in _BLANK.split(proposed)) if proposed else ()
    return Change(*article, alineas, node.span, fields.places, after), found


def _article(node: Node) -> tuple[tuple[str, str] | None, Findings]:
    """``id/article``."""
    value, findings = schema.text(node)
    if value is None:
        return None, findings
    if match := _ARTICLE.fullmatch(value):
        return (match[1], match[2]), ()
    hint = "write the record and the article: « code-penal/227-23 »"
    return None, (schema.invalid(node.span, f"« {schema.shortened(value)} » names no article", hint),)


def _vehicle(node: Node) -> tuple[Vehicle | None, Findings]:
    fields = Fields(node, node.span)
    bill = fields.require("bill", schema.slug)
    after = fields.require("after-article", schema.text)
    stage = fields.get("stage", schema.text, "")
    deadline = fields.get("deadline", schema.date)
    findings = fields.close()
    return (Vehicle(bill, after, stage, deadline) if bill and after else None), findings
