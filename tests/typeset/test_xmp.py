"""What a PDF says of itself and of where it comes from."""

from __future__ import annotations

import zlib
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import Element, fromstring

import pytest

from plaidoyer.typeset.job import Attached, Job, Provenance
from plaidoyer.typeset.pdf import typeset
from plaidoyer.typeset.xmp import OURS, PROPERTIES, provenance, rdf

RDF, DC = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://purl.org/dc/elements/1.1/}"
PROVENANCE = Provenance("lac/amendement", "lac", "one-pager", "draft", "ab12", ("a", "b"), ("x 1", "y 2.0"))


def metadata(**other: object) -> SimpleNamespace:
    empty: dict[str, object] = dict.fromkeys(("title", "description", "generator", "created", "modified", "lang"))
    return SimpleNamespace(**empty | {"authors": [], "keywords": []} | other)


def about(packet: bytes) -> Element:
    described = fromstring(packet).find(f"{RDF}Description")
    assert described is not None
    return described


def test_head_of_a_page_is_what_the_file_says() -> None:
    """An archive that files by title, author, language and day would not find the brief."""
    packet = rdf(
        metadata(
            title="Le lac",
            authors=["Mairie", "Lise Martin"],
            description="Un mot",
            keywords=["eau", "rive"],
            generator="plaidoyer",
            created="2026-11-24",
            modified="2026-11-24",
            lang="fr",
        ),
        2,
        None,
    )
    described = about(packet)

    def texts(name: str) -> list[str | None]:
        return [item.text for item in described.findall(f"{DC}{name}/*/{RDF}li")]

    assert texts("title") == ["Le lac", "Le lac"]
    assert texts("creator") == ["Mairie", "Lise Martin"]
    assert texts("subject") == ["eau", "rive"]
    assert texts("language") == ["fr"]
    assert texts("description") == ["Un mot"]
    assert [one.text for one in described.findall("{http://ns.adobe.com/xap/1.0/}CreateDate")] == ["2026-11-24"]
    assert f"{{{OURS}}}" not in " ".join(element.tag for element in described)


def test_page_that_says_nothing_has_no_empty_properties() -> None:
    """A reader would show an author without a name."""
    tags = {element.tag.rpartition("}")[2] for element in about(rdf(metadata(), 3, None))}
    assert tags == {"part", "conformance", "format", "schemas"}
    assert "Le lac" in rdf(metadata(title="Le lac"), 3, None).decode()


def test_provenance_is_said_and_each_of_its_names_described() -> None:
    """A reviewer could not tell what a file was built from; and PDF/A refuses names that are not described."""
    described = about(rdf(metadata(), 2, PROVENANCE))
    said = {name: described.findtext(f"{{{OURS}}}{name}") for name in PROPERTIES}
    assert said == {
        "Output": "lac/amendement",
        "Brief": "lac",
        "Template": "one-pager",
        "Status": "draft",
        "Fingerprint": "ab12",
        "Sources": "a b",
        "Engines": "x 1; y 2.0",
    }
    names = {element.text for element in described.iter("{http://www.aiim.org/pdfa/ns/property#}name")}
    assert names == {"part", *PROPERTIES}


def test_what_is_said_is_read_again() -> None:
    """« verify » would not know what to build; other programs write the same properties as attributes."""
    packet = rdf(metadata(title="Le lac"), 2, PROVENANCE)
    assert provenance(packet) == PROVENANCE
    said = zip(PROPERTIES, ("lac/amendement", "lac", "one-pager", "draft", "ab12", "a b", "x 1; y 2.0"), strict=True)
    values = " ".join(f'p:{name}="{value}"' for name, value in said)
    described = f'<r:Description xmlns:p="{OURS}" {values}/>'
    assert provenance(f'<r:RDF xmlns:r="{RDF[1:-1]}">{described}</r:RDF>'.encode()) == PROVENANCE


@pytest.mark.parametrize(
    "packet", [b"", b"<x", rdf(metadata(), 2, None), rdf(metadata(), 2, PROVENANCE).replace(b">draft<", b">good<")]
)
def test_what_says_nothing_of_ours_gives_nothing(packet: bytes) -> None:
    assert provenance(packet) is None


@pytest.mark.parametrize(("attached", "part"), [((), b"2"), ((Attached("a.txt", "x", "2026-11-24"),), b"3")])
def test_file_keeps_both_standards(
    attached: tuple[Attached, ...], part: bytes, fontconfig: Path, tmp_path: Path
) -> None:
    """A service that archives, or reads aloud, would refuse the file."""
    html = "<!doctype html><html lang=fr><head><title>t</title></head><body><h1>Mots</h1></body></html>"
    pdf = typeset(Job(html, (), tmp_path, fontconfig, attached, PROVENANCE)).pdf
    streams = [chunk.partition(b"endstream")[0] for chunk in pdf.split(b"stream\n")[1:]]
    packets = [text for one in streams if b"xpacket" in (text := _unpacked(one))]
    assert len(packets) == 1
    assert b"<pdfaid:part>" + part + b"</pdfaid:part>" in packets[0]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packets[0]


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:  # a picture, or no stream at all
        return b""
