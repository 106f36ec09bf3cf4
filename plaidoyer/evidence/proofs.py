"""Proofs: where the words of a passage were found. Data only.

A proof says the same whether a machine read the words in the capture today or a receipt holds from the
day that one did: only ``how`` differs, and nothing that is printed may depend on it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plaidoyer.records.dates import Date

Key = tuple[str, str]
"""A passage: the id of its source, and its name."""


class Proof(Struct, frozen=True):
    """One passage, found. ``capture`` is relative to ``sources/``, ``sha256`` what its record declares.

    ``start`` and ``end`` are offsets in what ``extractor`` reads there, ``page`` counts from 1 (0 where there
    are no pages). ``loose`` tells that the words were found past an error of extraction. ``prefix`` and ``suffix``
    are what stands around them there, as in a W3C TextQuoteSelector: words of a copy that may be private, so no
    receipt holds them, and they are empty where one stands for the copy.
    """

    source: str
    passage: str
    how: Literal["capture", "article", "receipt"]
    capture: str = ""
    sha256: str = ""
    extractor: str = ""
    start: int = 0
    end: int = 0
    page: int = 0
    loose: bool = False
    retrieved: Date | None = None
    prefix: str = ""
    suffix: str = ""
