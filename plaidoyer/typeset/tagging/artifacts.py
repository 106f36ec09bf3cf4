"""What is drawn and not read: heads and feet of pages, what repeats, decoration (ISO 32000-1, 14.8.2.2).

It is marked as such in the streams of the pages. What else is in the tree is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pydyf
from msgspec import Struct

from plaidoyer.typeset.tagging.nodes import Mark

PAGINATION: Mapping[str, str] = {"Type": "/Pagination"}
LAYOUT: Mapping[str, str] = {"Type": "/Layout"}


class Artifact(Struct, frozen=True):
    """Content of a page that is no content of the document, and what is said of it."""

    mark: Mark
    properties: Mapping[str, str]


def mark_artifacts(artifacts: Iterable[Artifact], streams: Sequence[Any]) -> None:
    """Mark artifacts, given page by page, as such in the ``streams`` of the pages.

    What was drawn apart from its page, behind « opacity », is not found, and stays as it is: see ``told``.
    """
    for page, ones in groupby(artifacts, lambda one: one.mark.page):
        stream = streams[page].stream
        drawn = ((place, item) for place, item in enumerate(stream) if isinstance(item, dict))
        places = {item["MCID"]: place for place, item in drawn if "MCID" in item}
        for one in ones:
            place = places.get(one.mark.number)
            if place is not None:
                # Before the properties stands the type of the content.
                stream[place - 1 : place + 1] = "/Artifact", pydyf.Dictionary(one.properties)
