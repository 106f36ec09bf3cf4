"""What is cited, and what a citation processor makes of it: data only.

Nothing here knows which processor that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from plaidoyer.words import Inline


class Cite(Struct, frozen=True):
    """One source in a citation. ``locator`` is as an author writes it: « p. 3 », « {art. 5} », « 12-14 ».

    ``prefix`` and ``suffix`` are plain words; the space between them and the source is seen to.
    """

    source: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


class Cluster(Struct, frozen=True):
    """The sources cited at one place, in one note."""

    cites: tuple[Cite, ...]


class Work(Struct, frozen=True):
    """One brief as citations see it. ``clusters`` stand in the order of the text: « ibid. » rests on it.

    ``lang`` is a BCP 47 tag, ``style`` a CSL file, ``references`` CSL-JSON items, of which only those
    that are cited count.
    """

    slug: str
    lang: str
    style: Path
    references: tuple[Mapping[str, Any], ...]
    clusters: tuple[Cluster, ...]


class FormattedEntry(Struct, frozen=True):
    """One source of the list of sources, without a number of its own."""

    source: str
    children: tuple[Inline, ...]


class Formatted(Struct, frozen=True):
    """A work's citations in their final words, one for each cluster, and its list of sources.

    ``entries`` is in the order of the style, and empty where the style has no list. ``note_style`` tells
    that a cluster is the content of a footnote; ``numbered`` that clusters are numbers of the list, each a
    link to ``#ref-<source>``, counted from 1 in the order of ``entries``.
    """

    clusters: tuple[tuple[Inline, ...], ...]
    entries: tuple[FormattedEntry, ...]
    note_style: bool
    numbered: bool


class CitationFailure(Struct, frozen=True):
    """Why the citations of one work could not be formatted: a sentence, in lower case and without a period."""

    message: str
