"""What a PDF says of itself, as XMP (ISO 16684-1): standards that it keeps, title, authors, days, where it comes from.

One file keeps both PDF/A and PDF/UA: WeasyPrint writes the identifier of one of them alone. PDF/A wants every property
that its own list does not have described in the file (ISO 19005-2, 6.6.2.3.3); those of PDF/UA and ours are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, register_namespace, tostring

from msgspec import ValidationError, convert

from plaidoyer.typeset.job import Provenance

OURS = "urn:plaidoyer:provenance:1#"
"""The namespace of what is said of where a PDF comes from; PROPERTIES are its names."""

PROPERTIES = {
    "Output": "The name of the file among the outputs of its campaign, without ending",
    "Brief": "The brief that it was built from",
    "Template": "The template that the brief was set in",
    "Status": "Whether the brief was final, or a draft",
    "Fingerprint": "SHA-256 of all that the bytes of this file depend on: composed document, assets, engines",
    "Sources": "The records of sources that are cited, separated by spaces",
    "Engines": "Names and versions of the engines that set the file, separated by semicolons",
}

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "plaidoyer": OURS,
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Metadata(Protocol):
    """What the head of a page says; days are those of ISO 8601."""

    title: str | None
    authors: list[str]
    description: str | None
    keywords: list[str]
    generator: str | None
    created: str | None
    modified: str | None
    lang: str | None


def rdf(metadata: Metadata, part: int, provenance: Provenance | None) -> bytes:
    """The RDF of the XMP packet of a file that keeps PDF/A, of this ``part``, at level A, and PDF/UA-1."""
    root = Element(_name("rdf:RDF"))
    about = SubElement(root, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, value in _simple(metadata, part):
        SubElement(about, _name(name)).text = value
    if metadata.title:
        titles = SubElement(SubElement(about, _name("dc:title")), _name("rdf:Alt"))
        for lang in ("x-default", *([metadata.lang] if metadata.lang else [])):
            SubElement(titles, _name("rdf:li"), {_LANG: lang}).text = metadata.title
    if metadata.description:
        texts = SubElement(SubElement(about, _name("dc:description")), _name("rdf:Alt"))
        SubElement(texts, _name("rdf:li"), {_LANG: "x-default"}).text = metadata.description
    _listed(about, "dc:creator", "rdf:Seq", metadata.authors)
    _listed(about, "dc:subject", "rdf:Bag", metadata.keywords)
    _listed(about, "dc:language", "rdf:Bag", [metadata.lang] if metadata.lang else [])
    schemas = SubElement(SubElement(about, _name("pdfaExtension:schemas")), _name("rdf:Bag"))
    _schema(schemas, "pdfuaid", "PDF/UA identification", [("part", "Integer", "The part of ISO 14289 that is kept")])
    if provenance:
        for name, value in zip(PROPERTIES, _values(provenance), strict=True):
            SubElement(about, _name(f"plaidoyer:{name}")).text = value
        described = [(name, "Text", words) for name, words in PROPERTIES.items()]
        _schema(schemas, "plaidoyer", "Provenance of a policy brief", described)
    packet: bytes = tostring(root, encoding="utf-8")
    return packet


def provenance(packet: bytes) -> Provenance | None:
    """What ``rdf`` said of where a file comes from, in this packet; None where it says nothing, or something else.

    Programs that edit such packets write a property as an element or as an attribute.
    """
    try:
        described = list(fromstring(packet).iter(_name("rdf:Description")))
    except ParseError:
        return None
    said: dict[str, str] = {}
    for name in PROPERTIES:
        key = _name(f"plaidoyer:{name}")
        values = (value for one in described for value in (one.findtext(key), one.get(key)))
        said[name] = next(filter(None, values), "")
    try:
        return convert(
            {
                "output": said["Output"],
                "brief": said["Brief"],
                "template": said["Template"],
                "status": said["Status"],
                "fingerprint": said["Fingerprint"],
                "sources": tuple(said["Sources"].split()),
                "engines": tuple(filter(None, said["Engines"].split("; "))),
            },
            Provenance,
        )
    except ValidationError:
        return None


def _name(short: str) -> str:
    """« dc:title » with the address of its namespace."""
    prefix, _, name = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def _simple(metadata: Metadata, part: int) -> Iterator[tuple[str, str]]:
    yield "pdfaid:part", str(part)
    yield "pdfaid:conformance", "A"
    yield "pdfuaid:part", "1"
    yield "dc:format", "application/pdf"
    values = {
        "xmp:CreateDate": metadata.created,
        "xmp:ModifyDate": metadata.modified,
        "xmp:CreatorTool": metadata.generator,
        "pdf:Keywords": ", ".join(metadata.keywords),
    }
    for name, value in values.items():
        if value:
            yield name, value


def _listed(about: Element, name: str, kind: str, values: Iterable[str]) -> None:
    if values := list(values):
        items = SubElement(SubElement(about, _name(name)), _name(kind))
        for value in values:
            SubElement(items, _name("rdf:li")).text = value


def _schema(schemas: Element, prefix: str, title: str, properties: Iterable[tuple[str, str, str]]) -> None:
    resource = {_name("rdf:parseType"): "Resource"}
    schema = SubElement(schemas, _name("rdf:li"), resource)
    for name, value in (("schema", title), ("namespaceURI", _NAMESPACES[prefix]), ("prefix", prefix)):
        SubElement(schema, _name(f"pdfaSchema:{name}")).text = value
    listed = SubElement(SubElement(schema, _name("pdfaSchema:property")), _name("rdf:Seq"))
    for name, kind, words in properties:
        item = SubElement(listed, _name("rdf:li"), resource)
        for key, value in (("name", name), ("valueType", kind), ("category", "internal"), ("description", words)):
            SubElement(item, _name(f"pdfaProperty:{key}")).text = value


def _values(provenance: Provenance) -> tuple[str, ...]:
    """In the order of PROPERTIES."""
    return (
        provenance.output,
        provenance.brief,
        provenance.template,
        provenance.status,
        provenance.fingerprint,
        " ".join(provenance.sources),
        "; ".join(provenance.engines),
    )


for _prefix, _address in _NAMESPACES.items():
    register_namespace(_prefix, _address)
