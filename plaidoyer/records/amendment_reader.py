"""One ``briefs/<slug>/amendment.yaml`` becomes an ``Amendment``. Whether its articles exist is for other rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records import schema
from plaidoyer.records.allowances import read_allowances
from plaidoyer.records.amendments import FORMS, Amendment, Change, Form, Vehicle
from plaidoyer.records.fields import Fields
from plaidoyer.records.nodes import Node, Scalar, Sequence
from plaidoyer.records.scalar_text import as_written, parse_scalar
from plaidoyer.records.schema import Findings, one_or_more, sequence
from plaidoyer.records.text import Body
from plaidoyer.records.yaml import parse_yaml

_ARTICLE = re.compile(r"([a-z0-9][a-z0-9-]*)/([^\s/]+(?: [^\s/]+)*)")
_number = schema.matching(
    re.compile(r"(?:[A-Z]{1,2}\.? ?)?\d+(?:er)?(?:-\d+)*(?: [a-z]+)?(?: [A-Z]{1,2})?"),
    "number of an article",
    "write the number alone: « 3 », « 1er », « 3 bis »",
)
_BLANK = re.compile(r"\n[ \t]*\n\s*")


def read_amendment(text: str, file: str, slug: str) -> tuple[Amendment | None, Findings]:
    """Read an amendment of the brief ``slug`` from the text of ``file``: what is sound of it, beside findings.

    None where the text holds no fields. The amendment to fall back on is only named (``fallback_file``): it is a file
    of its own.
    """
    root, findings = parse_yaml(text, file)
    if root is None:
        return None, findings
    fields = Fields(root, Span(file))
    forms = fields.require("form", one_or_more(schema.choice(FORMS)))
    if forms == () and not fields.findings:
        fields.refuse("form", "no form is named", f"write one or more of {', '.join(FORMS)}")
    before = len(fields.findings)
    changes = fields.require("changes", sequence(_change))
    if changes == () and len(fields.findings) == before:
        fields.refuse("changes", "nothing is changed", "name an article and its text, as « plaidoyer law draft » does")
    fields.findings += _again(changes or ())
    vehicle = fields.get("vehicle", _vehicle)
    tabled = bool({"an", "senat"}.intersection(forms or ()))
    if tabled and fields.node("vehicle") is None:
        message = "an amendment needs the bill that it is tabled to"
        fields.missing("vehicle", message, fields.places["form"])
    if tabled and vehicle:
        told = {one.span for one in fields.findings}
        fields.findings += (one for one in _without_place(vehicle, changes or ()) if one.span not in told)
    rationale = fields.get("rationale", _markdown)
    named = fields.get("fallback", schema.path(f"briefs/{slug}"))
    fallback = normpath(named) if named else ""
    if named and (fault := _no_fallback(fallback, f"briefs/{slug}", file)):
        fields.refuse("fallback", fault, "name a « .yaml » file beside this one, or leave « fallback » out")
        fallback = ""
    allowances, malformed = read_allowances(root)
    own = fields.close()
    if any(one.rule == "invalid-yaml" for one in findings):  # what is missing may stand where nothing can be read
        own = tuple(one for one in own if one.rule != "missing-field")
    found = findings + own + malformed
    if not fields.is_mapping:
        return None, found
    known: tuple[Form, ...] = tuple(form for form in FORMS if form in (forms or ()))
    amendment = Amendment(
        slug, file, known, changes or (), vehicle, rationale, None, Span(file), fields.places,
        fallback, allowances + (rationale.allowances if rationale else ()),
    )  # fmt: skip
    return amendment, found


def _no_fallback(path: str, folder: str, file: str) -> str:
    """What is wrong with the path of an amendment to fall back on, from the ``folder`` of ``file``."""
    if f"{folder}/{path}" == file:
        return "an amendment cannot fall back on itself"
    if path.startswith("../"):
        return f"« {schema.shortened(path)} » is not in the brief's folder"
    return "" if path.endswith((".yaml", ".yml")) else f"« {schema.shortened(path)} » is no amendment"


def _again(changes: tuple[Change, ...]) -> Iterator[Finding]:
    """A finding at each change of an article that another one changes already."""
    told: set[tuple[str, str]] = set()
    for one in changes:
        if (one.source, one.article) in told:
            message = f"article {one.article} of « {one.source} » is changed twice"
            yield schema.invalid(one.places["article"], message, "put both changes into one text under « proposed »")
        told.add((one.source, one.article))


def _without_place(vehicle: Vehicle, changes: tuple[Change, ...]) -> Iterator[Finding]:
    """A finding where nothing says at which article of the bill an amendment is tabled."""
    if any(change.source != vehicle.bill for change in changes) and not vehicle.after_article:
        message = "nothing says after which article of the bill the law's article is added"
        places = (vehicle.places[name] for name in ("after-article", "article") if name in vehicle.places)
        place = next(places, vehicle.span)
        yield Finding("missing-field", message, place, "add « after-article: … » to the vehicle")
    for change in changes:
        if change.source == vehicle.bill and vehicle.article and change.article != vehicle.article:
            message = f"the amendment is tabled to article {vehicle.article} of the bill, and this changes another"
            yield schema.invalid(change.places["article"], message, "one amendment changes one article of a bill")


def _change(node: Node) -> tuple[Change | None, Findings]:
    fields = Fields(node, node.span)
    article = fields.require("article", _article)
    proposed = fields.get("proposed", _alineas)
    repeal = fields.get("repeal", schema.boolean)
    after = fields.get("after", schema.text)
    if repeal and fields.node("proposed") is not None:
        fields.refuse("repeal", "an article is repealed, or it has a text", "leave « proposed » or « repeal » out")
    elif repeal and after:
        fields.refuse("after", "an article that is repealed is not put after another", "leave « after » out")
    elif fields.is_mapping and fields.node("proposed") is None and (fields.node("repeal") is None or repeal is False):
        fields.missing("proposed", "the text wanted is missing", fields.places.get("proposed", node.span))
    found = fields.close()
    if article is None or (proposed is None) != bool(repeal) or (after is None and fields.node("after") is not None):
        return None, found
    return Change(*article, proposed, after or "", bool(repeal), node.span, fields.places), found


def _article(node: Node) -> tuple[tuple[str, str] | None, Findings]:
    """``id/article``."""
    value, findings = schema.text(node)
    if value is None:
        return None, findings
    if match := _ARTICLE.fullmatch(value):
        return (match[1], match[2]), ()
    hint = "write the record and the article: « code-penal/227-23 »"
    return None, (schema.invalid(node.span, f"« {schema.shortened(value)} » names no article", hint),)


def _alineas(node: Node) -> tuple[tuple[str, ...] | None, Findings]:
    """The alinéas of an article, a blank line between two."""
    if not isinstance(node, Scalar):
        return None, _no_text(node, "write « proposed: | », and the alinéas below it, a blank line between two")
    alineas = _BLANK.split(as_written(node).strip())
    return tuple(" ".join(line.strip() for line in alinea.split("\n")) for alinea in alineas), ()


def _vehicle(node: Node) -> tuple[Vehicle | None, Findings]:
    fields = Fields(node, node.span)
    bill = fields.require("bill", schema.slug)
    stage = fields.get("stage", schema.text, "")
    article = fields.get("article", _number, "")
    after = fields.get("after-article", _number, "")
    deadline = fields.get("deadline", schema.date)
    if article and after:
        hint = "keep « article » to change that article, « after-article » to add one after it"
        fields.refuse("after-article", "an amendment changes an article of the bill, or adds one", hint)
    findings = fields.close()
    if bill is None:
        return None, findings
    return Vehicle(bill, stage, article, after, deadline, node.span, fields.places), findings


def _markdown(node: Node) -> tuple[Body | None, Findings]:
    if not isinstance(node, Scalar):
        return None, _no_text(node, "write « rationale: | », and the text below it, indented")
    return parse_scalar(node)


def _no_text(node: Node, hint: str) -> Findings:
    """The finding for what is no text; a list may have been meant as one."""
    if isinstance(node, Sequence):
        return (schema.invalid(node.span, "a text is expected here, not a list", hint),)
    return schema.not_a(node, "a text")
