"""What an edition of a brief says, sentence by sentence, in the words that are printed, and what each one rests on.

Claims and sentences without evidence alike: a reader is told of all that changed. What is empty in the text is filled
in, as the page has it; notes, pictures and layout are no words. Whether anything holds is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.compose.figures import amount_of, caveat_of, counted, quote_words
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import FIGURE_DIVISIONS, Evidence, claims_by_place, sentences_of
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, Use, version_at
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.typography import set_text
from plaidoyer.pipeline.edition import Edition
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief
from plaidoyer.records.changes import Aspect, Facts, Topic, facts, rests_on, version_names
from plaidoyer.records.sources import Source
from plaidoyer.words import Foreign, Inline, Styled, Text

Kind = Literal["sentence", "heading", "chart", "key-figure"]

Key = tuple[str, str, str]
"""A part of a source: « figure », the source's id, its name; of an article with its alinéa, « 12-3#2 »."""

Fields = Mapping[str, str]
"""What a record says of a part, by the names of its fields."""


class Link(Struct, frozen=True):
    """What a link of a statement names, how it does, and all that this rests on, itself among it."""

    key: Key
    how: Fields
    rests: Mapping[Key, Fields]


class Statement(Struct, frozen=True):
    """One thing that an edition says, as printed. ``id`` is a claim's: other statements have neither id nor links."""

    kind: Kind
    text: str
    span: Span
    id: str
    links: tuple[Link, ...]


def statements(edition: Edition) -> tuple[Statement, ...]:
    """All that an edition says, in the order of its text; of the ask only claims, for it is a field of its own."""
    brief = edition.brief
    if brief is None:
        return ()
    known = {id_: facts(source) for id_, source in edition.sources.items()}
    ids = claims_by_place(edition.claims)
    found = []
    for kind, text, span, evidence in (*_spoken(brief, edition.uses), *_drawn(edition, brief)):
        links = tuple(_link(one, edition, brief, known) for one in evidence)
        claim = ids[evidence[0].span].id if evidence else ""
        found.append(Statement(kind, set_text(text, brief.lang_at(span)), span, claim, links))
    files = [brief.file, *(one.file for one in brief.amendments)]
    return tuple(sorted(found, key=lambda one: (files.index(one.span.file), one.span)))


def printed(children: Sequence[t.Inline], uses: Mapping[Span, Use], lang: str) -> str:
    """The words of a run, filled in, without notes: one line, not set in type."""
    words = " ".join("".join(_words(child, uses, lang) for child in children).split())
    return re.sub(r" +(?=[.,…])", "", words)


def used(statement: Statement) -> Iterator[Key]:
    """Every part of a source that a statement rests on."""
    return (key for link in statement.links for key in link.rests)


_Said = tuple[Kind, str, Span, Sequence[Evidence]]


def _spoken(brief: Brief, uses: Mapping[Span, Use]) -> Iterator[_Said]:
    """Sentences and headings."""
    for sentence in sentences_of(brief.ask, brief.lang):
        if sentence.evidence:
            yield "sentence", printed(sentence.children, uses, brief.lang), sentence.span, sentence.evidence
    for run in t.runs(brief.blocks):
        kind: Kind = "heading" if isinstance(run, t.Heading) else "sentence"
        lang = brief.lang_at(run.span)
        for sentence in sentences_of(run.children, lang):
            words = printed(sentence.children, uses, lang)
            if words or sentence.evidence:
                yield kind, words, sentence.span, sentence.evidence


def _drawn(edition: Edition, brief: Brief) -> Iterator[_Said]:
    """Charts and key figures: their title, and each figure with what it counts."""
    claims = {claim.span: claim for claim in edition.claims}
    for division in t.divisions(brief.blocks):
        if division.name in FIGURE_DIVISIONS and division.span in claims:
            title = division.attributes.get("title")
            evidence = claims[division.span].evidence
            figures = [_figure(edition.uses.get(link.span), brief.lang) or _name(link) for link in evidence]
            words = ": ".join(filter(None, (title.value if title else "", "; ".join(figures))))
            yield ("chart" if division.name == "chart" else "key-figure"), words, division.span, evidence


def _figure(use: Use | None, lang: str) -> str:
    """« 1,240 reports received », « 40% of lakes »: a figure, and what it counts where its unit does not begin so."""
    if not isinstance(use, FigureUse | DerivedUse):
        return ""
    amount, of, caveat = amount_of(use, lang), counted(use, lang), caveat_of(use, lang)
    if amount.unit and of.startswith(amount.unit):
        amount, of = replace(amount, unit=of), ""
    return " ".join(filter(None, (str(amount), of, f"({caveat})" if caveat else "")))


def _name(link: Evidence) -> str:
    """A link as it is written, for what is not to be found: « [figure:lacs/profondeur] »."""
    if isinstance(link, t.CitationItem) or link.kind == "law":  # neither prints a word of its own
        return ""
    return f"[{link.kind}:{link.source}{'/' if link.source else ''}{link.name}]"


def _words(inline: t.Inline, uses: Mapping[Span, Use], lang: str) -> str:
    match inline:
        case t.Text() | t.Code():
            return inline.text
        case t.Break():
            return " "
        case t.EvidenceLink() if not inline.children:
            use = uses.get(inline.span)
            if isinstance(use, FigureUse | DerivedUse):
                return str(amount_of(use, lang))
            return _quotation(use, lang) if isinstance(use, QuoteUse) else _name(inline)
        case t.Image() | t.Citation():
            return ""
        case _:
            return "".join(_words(child, uses, lang) for child in inline.children)


def _quotation(use: QuoteUse, lang: str) -> str:
    return "".join(_flat(one) for one in quote_words(use, (), lang))


def _flat(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    assert isinstance(inline, Styled | Foreign), "a quotation is words, marked as such or as of another language"
    return "".join(map(_flat, inline.children))


# What a link rests on -----------------------------------------------------------------------------


def _link(link: Evidence, edition: Edition, brief: Brief, known: Mapping[str, Facts]) -> Link:
    if not link.source:
        return _derived(link, edition, brief, known)
    how: Mapping[str, str] = {}
    if isinstance(link, t.CitationItem):
        how = {"prefix": link.prefix, "locator": link.locator, "suffix": link.suffix}
        part, name = ("passage", link.passage) if link.passage else ("record", "")
    elif link.kind == "law":
        how = {"flag": link.flag, "sentence": str(link.sentence or "")}
        part, name = "article", link.name
    else:
        part, name = ("passage" if link.kind == "quote" else link.kind), link.name
    alinea = link.alinea if isinstance(link, t.EvidenceLink) else 0
    key = (part, link.source, _article(name, alinea))
    how = {field: value for field, value in how.items() if value}
    return Link(key, how, {key: {}, **_closure(edition, brief, known, link.source, part, name, alinea)})


def _derived(link: Evidence, edition: Edition, brief: Brief, known: Mapping[str, Facts]) -> Link:
    """A figure that the brief derives from others: how it does, and all that these rest on."""
    assert isinstance(link, t.EvidenceLink), "only a figure is of no source"
    key = ("derived", "", link.name)
    derived, use = brief.derived.get(link.name), edition.uses.get(link.span)
    if derived is None:
        return Link(key, {}, {key: {}})
    words = str(amount_of(use, brief.lang)) if isinstance(use, DerivedUse) else ""
    rests: dict[Key, Fields] = {key: {"formula": derived.formula, "words": words}}
    for one in derived.inputs.values():
        rests |= _closure(edition, brief, known, one.source, "figure", one.name)
    return Link(key, {}, rests)


def _closure(
    edition: Edition, brief: Brief, known: Mapping[str, Facts], id_: str, part: str, name: str, alinea: int = 0
) -> Mapping[Key, Fields]:
    """A part of a record and all that it stands on, with what the record says of each; nothing where there is none."""
    source = edition.sources.get(id_)
    if source is None or part == "record":
        return {}
    found: dict[Key, Fields] = {}
    for kind, named, of in rests_on(source, part, name, alinea):
        if kind == "article":
            found[kind, id_, _article(named, of)] = _version(source, known, named, of, brief)
        else:
            fields = known[id_].get(Topic(Aspect.EVIDENCE, kind, named), {})
            found[kind, id_, named] = {one: text for one, text in fields.items() if is_read(one, brief.lang)}
    return found


def _version(source: Source, known: Mapping[str, Facts], article: str, alinea: int, brief: Brief) -> Fields:
    """What a record says of an article as the brief's date wants it: all, or one alinéa of it."""
    versions = source.articles.get(article)
    if not versions:
        return {}
    name = version_names(versions)[versions.index(version_at(versions, brief))]
    fields = known[source.id][Topic(Aspect.EVIDENCE, "article", article, name)]
    others = {field for field in fields if alinea and field.startswith("alineas.")} - {f"alineas.{alinea}"}
    return {field: text for field, text in fields.items() if field not in others}


def _article(article: str, alinea: int) -> str:
    return f"{article}#{alinea}" if alinea else article


def is_read(field: str, lang: str) -> bool:
    """Whether a brief in ``lang`` may print a field of a record: « of.fr » and « value », where « of.en » is not."""
    return not ({*PROFILES} - {lang}) & {*field.split(".")[1:]}
