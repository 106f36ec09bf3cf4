"""The claims that rest on what changed: each link is followed to its figure, passage, and capture or article.

Links are followed in the records of both states, so that a claim on what is gone is found too. Whether a claim still
holds is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from plaidoyer.compose.figures import amount_of
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import FIGURE_DIVISIONS, Claim, Evidence, claims_of
from plaidoyer.evidence.uses import DerivedUse, LawUse, resolve
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.study import Text
from plaidoyer.records.briefs import Brief
from plaidoyer.records.changes import Change, Status, concerns, rests_on, version_names
from plaidoyer.records.sources import Source
from plaidoyer.records.text import CitationItem, divisions

_PARTS = {"quote": "passage", "figure": "figure", "law": "article"}


class Ground(Struct, frozen=True):
    """Something that a claim rests on and that changed: a ``part`` of a source (« record » for all of it).

    ``source`` is empty for a figure that the brief derives.
    """

    source: str
    part: str
    name: str
    status: Status


class Changed(Struct, frozen=True):
    """What changed, as it is asked for.

    ``whole`` are records that came, went or cannot be read; ``parts`` the changes of evidence by source, part and name.
    ``then`` and ``now`` are all records in both states, ``broken`` those that could not be read whole then.
    """

    whole: Mapping[str, Status]
    parts: Mapping[tuple[str, str, str], tuple[Change, ...]]
    then: Mapping[str, Source]
    now: Mapping[str, Source]
    broken: frozenset[str]


class DerivedChange(Struct, frozen=True):
    """A figure that a brief derives from others, in words, then and now."""

    brief: str
    name: str
    old: str
    new: str


class Touched(Struct, frozen=True):
    """A claim, or a change of law (without ``id``), that rests on what changed; figures come first in ``grounds``.

    ``drawn`` is « chart » or « key-figure » for what is drawn from figures; ``text`` is then its title and figures.
    """

    brief: str
    id: str
    text: str
    span: Span
    grounds: tuple[Ground, ...]
    drawn: str = ""


def derived_changes(text: Text, was: Brief | None, changed: Changed) -> tuple[DerivedChange, ...]:
    """The derived figures of a brief whose words are not those of then, where it ``was`` as given; in the text's order.

    One that was not derived then, or could not be, is not told: nothing of it changed.
    """
    if was is None or not (was.derived and text.brief.derived):
        return ()
    try:
        before = bounded(was, partial(_derived, was, changed.then, changed.broken))
    except BriefFailure:  # told of the brief of now, where it matters
        return ()
    after = _words(text.resolved.uses.values(), text.brief.lang)
    return tuple(
        DerivedChange(text.brief.slug, name, before[name], words)
        for name, words in after.items()
        if before.get(name, words) != words
    )


def touched(text: Text, derived: Iterable[DerivedChange], changed: Changed) -> Iterator[Touched]:
    """The claims of a brief, and the changes of law that it asks for, which rest on what changed; in their order."""
    slug = text.brief.slug
    own = {one.name for one in derived if one.brief == slug}
    drawn = {one.span: one.name for one in divisions(text.brief.blocks) if one.name in FIGURE_DIVISIONS}
    for claim in text.claims:
        if grounds := _grounds_of(claim, text, own, changed):
            yield Touched(slug, claim.id, claim.text, claim.span, grounds, drawn.get(claim.span, ""))
    for amendment in text.brief.amendments:
        asked = [(one.source, one.article or one.after, one.span) for one in amendment.changes]
        if vehicle := amendment.vehicle:
            asked.append((vehicle.bill, vehicle.article or vehicle.after_article, vehicle.span))
        for source, article, span in asked:
            if grounds := tuple(_found(source, "article", article, ("", 0), changed)):
                yield Touched(slug, "", f"{source}/{article}" if article else source, span, grounds)


def _derived(brief: Brief, sources: Mapping[str, Source], broken: frozenset[str]) -> Mapping[str, str]:
    return _words(resolve(brief, claims_of(brief), sources, broken).uses.values(), brief.lang)


def _words(uses: Iterable[object], lang: str) -> Mapping[str, str]:
    """What the derived figures among ``uses`` print, by their names."""
    return {use.derived.name: str(amount_of(use, lang)) for use in uses if isinstance(use, DerivedUse)}


def _grounds_of(claim: Claim, text: Text, derived: Iterable[str], changed: Changed) -> tuple[Ground, ...]:
    grounds: list[Ground] = []
    for link in claim.evidence:
        if not isinstance(link, CitationItem) and not link.source and link.name in derived:
            grounds.append(Ground("", "derived", link.name, Status.CHANGED))
        use = text.resolved.uses.get(link.span)
        law = (_version(use), use.alinea) if isinstance(use, LawUse) else ("", 0)
        for source, part, name in _named(link, text.brief):
            grounds += _found(source, part, name, law, changed)
    return tuple(sorted(dict.fromkeys(grounds), key=lambda one: one.part not in ("figure", "derived")))


def _version(use: LawUse) -> str:
    """Which version of an article is meant, as changes name it."""
    versions = use.source.articles[use.article]
    return version_names(versions)[versions.index(use.version)]


def _named(link: Evidence, brief: Brief) -> Iterator[tuple[str, str, str]]:
    """The source, part and name that a link names; of a derived figure, those of its inputs."""
    if isinstance(link, CitationItem):
        yield link.source, "passage" if link.passage else "record", link.passage
    elif link.source:
        yield link.source, _PARTS[link.kind], link.name
    elif link.name in brief.derived:
        for one in brief.derived[link.name].inputs.values():
            yield one.source, "figure", one.name


def _found(source: str, part: str, name: str, law: tuple[str, int], changed: Changed) -> Iterator[Ground]:
    """What changed of that which a part of a source rests on; ``law`` is the version and the alinéa of an article."""
    if source in changed.whole:
        yield Ground(source, "record", "", changed.whole[source])
        return
    version, alinea = law
    both = [one for one in (changed.now.get(source), changed.then.get(source)) if one]
    keys = dict.fromkeys(key for one in both for key in rests_on(one, part, name, alinea))
    for kind, named, of in keys:
        for change in changed.parts.get((source, kind, named), ()):
            if kind != "article" or concerns(change, version, of):
                yield Ground(source, kind, named, change.status)
