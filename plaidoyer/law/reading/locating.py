"""Quoted words found in the text in force: as whole words, and exactly as often as is said."""

from __future__ import annotations

import re
from itertools import pairwise

from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.instructions import Bound, Times, Words
from plaidoyer.law.reading.quotations import Quote
from plaidoyer.law.reading.resolving import Scope, indices
from plaidoyer.law.reading.texts import Region, Text
from plaidoyer.law.units import fold, words

Hit = tuple[int, int, int]
"""An alinéa, and where the words start and end in it."""

_AT_END = re.compile(r"\s*[.;:,]?\s*\Z")


def locate(text: Text, quote: Quote, of: Words, scope: Scope, times: Times | None) -> list[Hit]:
    """Where quoted words stand. Raises Refusal unless it is as often as is said."""
    if scope.regions is None:
        raise Refusal("The article is not named.", of.place, "Name « l’article … ».")
    if scope.bound and (times or of.ranks):
        raise Refusal("Words at a bound stand there once.", of.place)
    if times and (of.ranks or (times.number and (len(scope.regions) > 1 or times.number < 2))):
        raise Refusal("A number of times is said of one place and of two occurrences or more.", times.place)
    found: list[Hit] = []
    for region in scope.regions:
        hits = _whole(text, quote, region)
        if scope.bound:
            hits = _at_bound(text, hits, region, scope.bound, quote)
        elif of.ranks:
            hits = _occurrences(of, hits, quote)
        elif times and times.number and len(hits) != times.number:
            raise Refusal(f"{shown(quote)} stands there {len(hits)} times, not {times.number}.", times.place)
        elif not times and len(hits) > 1:
            raise Refusal(
                f"{shown(quote)} stands {len(hits)} times in the place named.",
                quote.place,
                "Name the sentence or the occurrence, or quote more words.",
            )
        if any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(hits)):
            raise Refusal(f"Occurrences of {shown(quote)} overlap.", quote.place, "Quote more words.")
        found += hits
    if times and times.number is None and len(found) < 2:
        raise Refusal(f"{shown(quote)} stands there once, not several times.", times.place)
    return found


def _whole(text: Text, quote: Quote, region: Region) -> list[Hit]:
    wanted = fold(quote.words())
    hits = list(text.hits(wanted, region))
    whole = [hit for hit in hits if not text.cut(hit[0], hit[1]) and not text.cut(hit[0], hit[2])]
    if whole:
        return whole
    if hits:
        raise Refusal(
            f"{shown(quote)} stands there only within a longer word or number.", quote.place, "Quote whole words."
        )
    elsewhere = sorted({hit[0] + 1 for hit in text.hits(wanted, text.whole)})
    hint = (
        f"It stands in alinéa {', '.join(map(str, elsewhere[:5]))}."
        if elsewhere
        else "Quote the text in force to the letter."
    )
    raise Refusal(f"{shown(quote)} does not stand in the place named.", quote.place, hint)


def _at_bound(text: Text, hits: list[Hit], region: Region, bound: Bound, quote: Quote) -> list[Hit]:
    alinea = region.first if bound == "start" else region.last - 1
    start, end = text.span(region, alinea)
    if bound == "start":
        fits = [hit for hit in hits if hit[0] == alinea and hit[1] in {start, max(start, text.own_start(alinea))}]
    else:
        fits = [hit for hit in hits if hit[0] == alinea and _AT_END.match(text.folded[alinea][hit[2] : end])]
    if len(fits) != 1:
        raise Refusal(
            f"{shown(quote)} does not stand at the {'beginning' if bound == 'start' else 'end'} of it.",
            quote.place,
        )
    return fits


def shared(text: Text, quote: Quote, region: Region, *, beginning: bool) -> int:
    """Where the longest beginning (or end) of the new words that stands in a region begins (or ends)."""
    new = fold(quote.words())
    cuts = [start if not beginning else end for start, end in words(new)]
    found: tuple[str, list[Hit]] = "", []
    for cut in cuts if beginning else reversed(cuts):
        part = new[:cut] if beginning else new[cut:]
        hits = list(text.hits(part, region))
        if not hits:
            break
        found = part, hits
    hits = [hit for hit in found[1] if not text.cut(hit[0], hit[1]) and not text.cut(hit[0], hit[2])]
    if len(hits) != 1:
        side = "beginning" if beginning else "end"
        raise Refusal(
            f"The {side} of the new words does not single out a place.",
            quote.place,
            "Name the words up to which it goes.",
        )
    return hits[0][1] if beginning else hits[0][2]


def _occurrences(of: Words, hits: list[Hit], quote: Quote) -> list[Hit]:
    if len(hits) < 2:
        raise Refusal(f"{shown(quote)} stands there once: no occurrence is to be named.", of.place)
    return [hits[index] for index in indices(of.ranks, len(hits), "occurrence", of.place)]


def shown(quote: Quote) -> str:
    """Quoted words for a message, shortened where they are long."""
    text = quote.text if len(quote.text) <= 60 else quote.text[:57].rstrip() + "…"
    return f"« {text} »"
