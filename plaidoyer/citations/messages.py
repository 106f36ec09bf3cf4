"""What Pandoc is asked for a work, and what its answer says: plain data on both sides.

This module must not know processes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from plaidoyer.citations.inlines import PAUSE, without_number, without_pauses, words
from plaidoyer.citations.locators import for_pandoc
from plaidoyer.citations.styles import Style
from plaidoyer.citations.works import Cluster, Formatted, FormattedEntry, Work
from plaidoyer.words import Inline, Styled

# What is asked ------------------------------------------------------------------------------------

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


def request(work: Work, style: Style) -> dict[str, Any]:
    """Everything that Pandoc is told of a work; ``pandoc.lua`` reads it."""
    cited = {cite.source for cluster in work.clusters for cite in cluster.cites}
    references = [_without_repeats(item) for item in work.references if item["id"] in cited]
    if not style.listed and not style.notes:
        references = [_with_acronyms(item) for item in references]
    return {
        "style": "data:text/xml;base64," + b64encode(style.text.encode()).decode(),
        "lang": _LOCALES.get(work.lang, work.lang),
        "references": json.dumps(references),
        "links": style.listed and not style.notes,
        # No cluster is empty in Pandoc's document, and `formatted` counts on it.
        "clusters": [list(_cites(cluster, work.lang, style)) for cluster in work.clusters if cluster.cites],
    }


def _cites(cluster: Cluster, lang: str, style: Style) -> Iterator[dict[str, Any]]:
    """Before a prefix in a note there is a pause: « IWF, cité par ibid. » would say nothing."""
    for number, cite in enumerate(cluster.cites):
        prefix, suffix = cite.prefix.strip(), cite.suffix.strip()
        if prefix and style.notes:
            yield {"source": PAUSE, "prefix": "", "suffix": ""}
            prefix = prefix if number else prefix[0].upper() + prefix[1:]
        yield {
            "source": cite.source,
            "prefix": prefix,
            "suffix": f", {for_pandoc(cite.locator, lang)}{_spaced(suffix)}",
            "suppress_author": cite.suppress_author,
        }


def _spaced(suffix: str) -> str:
    return f" {suffix}" if suffix and suffix[0] not in ",.;:!?)" else suffix


_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_TEXTS_OF_LAW = {"bill", "hearing", "legal_case", "legislation", "regulation", "treaty"}


def _without_repeats(item: Mapping[str, Any]) -> dict[str, Any]:
    """What would be printed twice goes.

    The title of a text of law is often its whole citation (« Cass. crim., 12 septembre 2007, n° 06-86.763 »):
    no number follows it, and no court opens it, once more. Nor is an author named again as publisher, nor
    the resolver before a DOI, which styles put there themselves.
    """
    told: set[str] = set()
    number = str(item.get("number", ""))
    if item["type"] in _TEXTS_OF_LAW and number and number in str(item.get("title", "")):
        told |= {"number", "genre"}
        if item["type"] == "legal_case":
            told.add("authority")
    if {"literal": item.get("publisher")} in item.get("author", ()):
        told.add("publisher")
    kept = {name: value for name, value in item.items() if name not in told}
    if "DOI" in kept:
        kept["DOI"] = _DOI_ADDRESS.sub("", str(kept["DOI"]))
    return kept


_ACRONYM = re.compile(r".+ \(([^()]{2,12})\)")


def _with_acronyms(item: Mapping[str, Any]) -> dict[str, Any]:
    """Where sources are only named in passing, « Agence France-Presse (AFP) » is « AFP »."""
    return {name: list(map(_acronym, value)) if isinstance(value, list) else value for name, value in item.items()}


def _acronym(name: Mapping[str, str]) -> Mapping[str, str]:
    match = _ACRONYM.fullmatch(name.get("literal", ""))
    return {"literal": match[1]} if match else name


# What is answered ---------------------------------------------------------------------------------


def formatted(work: Work, style: Style, document: Mapping[str, Any]) -> Formatted:
    """Read Pandoc's document: a paragraph for each cluster that cites something, then the list of sources."""
    blocks = document["blocks"]
    texts = (words([block]) for block in blocks if block["t"] == "Para")
    clusters = tuple(_cluster(next(texts), style) if cluster.cites else () for cluster in work.clusters)
    divisions = [division["c"] for block in blocks if block["t"] == "Div" for division in block["c"][1]]
    entries = (FormattedEntry(identifier.removeprefix("ref-"), words(inner)) for (identifier, _, _), inner in divisions)
    if style.list_numbers:
        entries = (replace(entry, children=without_number(entry.children, n)) for n, entry in enumerate(entries, 1))
    return Formatted(clusters, tuple(entries), style.notes, style.numeric)


def _cluster(run: tuple[Inline, ...], style: Style) -> tuple[Inline, ...]:
    """Numbers stand in a call that is raised already."""
    match without_pauses(run, style.delimiter):
        case (Styled("superscript", children),) if style.numeric:
            return children
        case cluster:
            return cluster
