"""Notes: what each claim cites, in order, and what the list of sources says beyond its style.

CSL knows no « as reported by », no article of law and no calculation: these words are made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.citations.works import Cite, Cluster
from plaidoyer.compose.document import Calculation
from plaidoyer.compose.figures import amount_of, counted, in_words
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.derived import evaluate, written_out
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, SourceUse, Use
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, join_words
from plaidoyer.languages.typography import set_text
from plaidoyer.records.sources import ArticleVersion, Originator, Passage, Qualifier
from plaidoyer.records.text import CitationItem, EvidenceLink

Form = Literal["call", "footnote", "inline"]
"""How a template sets notes."""

OneSourceUse = SourceUse | FigureUse | QuoteUse | LawUse


class Notes(Struct, frozen=True):
    """What the claims of a brief cite.

    ``clusters`` go to the citation processor in this order; ``cluster_of`` and ``sums_of`` find a
    claim's own by the claim's id. A claim without evidence that exists has neither.
    """

    clusters: tuple[Cluster, ...]
    cluster_of: Mapping[str, int]
    sums_of: Mapping[str, tuple[Calculation, ...]]
    calculations: tuple[Calculation, ...]


def notes_of(claims: Sequence[Claim], uses: Mapping[Span, Use], form: Form, lang: str) -> Notes:
    """Merge the evidence of each claim into one note, in order, without repeats.

    A note that names an article of law says since when it is in force, once an article; of notes that are calls, the
    list of sources says it.
    """
    dated: set[tuple[str, str]] = set()
    clusters: list[Cluster] = []
    cluster_of: dict[str, int] = {}
    calculations: dict[str, Calculation] = {}
    sums_of: dict[str, tuple[Calculation, ...]] = {}
    for claim in claims:
        found = [(link, uses[link.span]) for link in claim.evidence if link.span in uses]
        cites = list(dict.fromkeys(cite for link, use in found for cite in _cites(link, use, form, lang)))
        for law in [use for _, use in found if isinstance(use, LawUse) and use.source.type != "bill"]:
            if form != "call" and (law.source.id, law.article) not in dated:
                dated.add((law.source.id, law.article))
                index = cites.index(_law_cite(law, form))
                cites[index] = replace(cites[index], suffix=f", {_since(law.version, lang)}")
        if cites:
            cluster_of[claim.id] = len(clusters)
            clusters.append(Cluster(tuple(cites)))
        for _, use in found:
            if isinstance(use, DerivedUse) and use.derived.name not in calculations:
                calculations[use.derived.name] = _calculation(use, len(calculations), lang)
        names = dict.fromkeys(use.derived.name for _, use in found if isinstance(use, DerivedUse))
        if names:
            sums_of[claim.id] = tuple(calculations[name] for name in names)
    return Notes(tuple(clusters), cluster_of, sums_of, tuple(calculations.values()))


def originators(use: Use) -> Iterator[Originator]:
    """Who said what a use rests on, where the source only reports it."""
    passages: list[Passage | None] = []
    match use:
        case SourceUse() | QuoteUse() | FigureUse():
            passages = [use.passage]
        case DerivedUse():
            passages = [inner.passage for inner in use.inputs.values()]
    for passage in passages:
        if passage is not None and passage.originator is not None:
            yield passage.originator


def originator_words(originator: Originator, lang: str) -> str:
    """« IWF, cité par », to stand before the source that reports it."""
    name, via = in_words(originator.name, lang) or next(iter(originator.name.texts.values())), originator.via
    said = format_date(originator.said, lang) if originator.said else ""
    _ = catalogue(lang).gettext
    if via and said:
        return _("%(originator)s (%(via)s, %(said)s), according to") % {"originator": name, "via": via, "said": said}
    if via or said:
        return _("%(originator)s (%(via)s), according to") % {"originator": name, "via": via or said}
    return _("%(originator)s, cited by") % {"originator": name}


def uses_by_source(uses: Sequence[Use]) -> Mapping[str, Sequence[OneSourceUse]]:
    """The uses of each source, by its id, in order; inputs of derived figures come after all others."""
    own: list[OneSourceUse] = [use for use in uses if not isinstance(use, DerivedUse)]
    own += [inner for use in uses if isinstance(use, DerivedUse) for inner in use.inputs.values()]
    found: dict[str, list[OneSourceUse]] = {}
    for use in own:
        found.setdefault(use.source.id, []).append(use)
    return found


def remarks(own: Sequence[OneSourceUse], lang: str) -> str:
    """What the list of sources adds to the entry of a source, of which ``own`` are the uses.

    Whom it reports, which articles were read when.
    """
    words = []
    names = dict.fromkeys(
        in_words(originator.name, lang) or next(iter(originator.name.texts.values()))
        for use in own
        for originator in originators(use)
    )
    if names:
        said = catalogue(lang).gettext("Secondary source: reports %(names)s")
        words.append(said % {"names": join_words(list(names), lang)})
    articles: dict[tuple[str, str], LawUse] = {}
    for use in own:
        if isinstance(use, LawUse):
            articles.setdefault((use.article, use.version.id), use)
    for use in articles.values():
        read = bill_words if use.source.type == "bill" else article_words
        words.append(read(use.article, use.version, lang))
    return ". ".join(words)


def article_words(article: str, version: ArticleVersion, lang: str) -> str:
    """Which version of an article it is, and when it was read."""
    words = catalogue(lang).gettext("Article %(article)s (%(version)s), as in force since %(date)s") % {
        "article": article,
        "version": version.id,
        "date": format_date(version.in_force, lang),
    }
    return words + _read_on(version, lang)


def bill_words(article: str, version: ArticleVersion, lang: str) -> str:
    """An article of a bill, which is in force nowhere, and when it was read."""
    return catalogue(lang).gettext("Article %(article)s") % {"article": article} + _read_on(version, lang)


def _read_on(version: ArticleVersion, lang: str) -> str:
    if not version.seen:
        return ""
    return catalogue(lang).gettext(", last read on %(date)s") % {"date": format_date(version.seen, lang)}


def locator_words(locator: Mapping[str, str]) -> str:
    """A passage's locator as citations write it: « p. 3 », « {chapter 2} »."""
    return ", ".join(f"p. {value}" if label == "page" else f"{{{label} {value}}}" for label, value in locator.items())


def _cites(link: CitationItem | EvidenceLink, use: Use, form: Form, lang: str) -> Iterator[Cite]:
    match use:
        case DerivedUse():
            for inner in use.inputs.values():
                yield from _cites(link, inner, form, lang)
        case LawUse():
            yield _law_cite(use, form)
        case SourceUse() | QuoteUse() | FigureUse():
            cite = Cite(use.source.id)
            if use.passage is not None:
                cite = replace(cite, locator=locator_words(use.passage.locator))
                if form != "call" and use.passage.originator is not None:
                    cite = replace(cite, prefix=originator_words(use.passage.originator, lang))
            if isinstance(link, CitationItem):
                cite = replace(
                    cite,
                    locator=link.locator or cite.locator,
                    prefix=" ".join(filter(None, (link.prefix, cite.prefix))),
                    suffix=link.suffix,
                    suppress_author=link.suppress_author,
                )
            yield cite


def _law_cite(use: LawUse, form: Form) -> Cite:
    alinea = f", al. {use.alinea}" if use.alinea else ""
    return Cite(use.source.id, locator="" if form == "call" else f"{{art. {use.article}{alinea}}}")


def _since(version: ArticleVersion, lang: str) -> str:
    """« dans sa version en vigueur depuis le 23 avril 2021 »."""
    return catalogue(lang).gettext("as in force since %(date)s") % {"date": format_date(version.in_force, lang)}


def _calculation(use: DerivedUse, index: int, lang: str) -> Calculation:
    numbers = {name: amount_of(inner, lang).number for name, inner in use.inputs.items()}
    equals = "≈" if use.qualifier is not Qualifier.EXACTLY or _is_rounded(use) else "="
    formula = f"{written_out(use.derived.formula, numbers)} {equals} {amount_of(use, lang).number}"
    words = catalogue(lang).gettext("calculation: %(formula)s") % {"formula": formula}
    named = [f"{numbers[name]}: {of}" for name, inner in use.inputs.items() if (of := counted(inner, lang))]
    words += f" ({'; '.join(named)})" if named else ""
    return Calculation(f"calculation-{use.derived.name}", _letter(index), set_text(words, lang))


def _is_rounded(use: DerivedUse) -> bool:
    values = {name: inner.figure.value for name, inner in use.inputs.items() if inner.figure.value is not None}
    return evaluate(use.derived.formula, values) != use.value


def _letter(index: int) -> str:
    """a … z, then aa, ab …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_lowercase[rest] + letters
    return letters
