"""Numbers of a sentence that no evidence link, code or mark of the author's vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from plaidoyer.checks.amounts import is_part_of_name, quantities
from plaidoyer.checks.plain import Plain
from plaidoyer.languages.reading.quantities import Quantity, Sort

NEVER_CITED = frozenset({Sort.DATE, Sort.AGE, Sort.REFERENCE, Sort.ORDINAL, Sort.TIME})
"""What a reader takes for no figure."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b10\.\d{4,}/\S+|(?<!\w)[+0]\d[\d .\u00a0\u202f]{6,}\d")
"""Of the web, of e-mail, a DOI, a telephone number."""


def unlinked_numbers(said: Plain, lang: str) -> Iterator[Quantity]:
    """Quantities outside links, as they stand in ``said.text``, that are no part of a name or address.

    They are read twice: by themselves, for a link must not lend its digits to a number beside it, and in the
    whole sentence, where a linked « Article » makes a reference of the number after it.
    """
    alone = quantities(said.unlinked, lang)
    if not alone:
        return
    whole = [one for one in quantities(said.text, lang) if one.sort in NEVER_CITED]
    addresses = [address.span() for address in _ADDRESS.finditer(said.text)]
    for one in alone:
        if is_part_of_name(said.text, one):
            continue
        covering = next((other for other in whole if other.start <= one.start and one.end <= other.end), one)
        if not any(start <= one.start < end for start, end in addresses):
            yield one if one.sort in NEVER_CITED else replace(one, sort=covering.sort)
