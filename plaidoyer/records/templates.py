"""A template's manifest: what it asks of a brief, and how it sets notes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.records.sources import Localised


class Template(Struct, frozen=True):
    """``templates/<name>/template.yaml``, with ``template.html``, ``style.css`` beside it.

    ``folder`` is where it was found; ``shown`` is that folder's name in lists of inputs
    (``templates/policy-brief`` in a campaign, ``plaidoyer:templates/policy-brief`` as shipped).
    ``fields`` are front-matter fields, ``sections`` identifiers of level-2 headings, ``parts`` names of
    fenced divs that a brief must have; of several names in one tuple, one is enough.
    ``csl`` is the citation style, a path below the folder that holds the templates.
    """

    name: str
    folder: Path
    shown: str
    title: Localised
    fields: tuple[str, ...]
    sections: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    max_pages: int
    max_pages_large_print: int
    notes: Literal["call", "footnote", "inline"]
    csl: str
    span: Span
