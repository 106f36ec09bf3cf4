"""Figures and quotations in words: what an evidence link prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, Use
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import Amount, amount
from plaidoyer.languages.profiles import profile
from plaidoyer.languages.typography import quote_marks
from plaidoyer.records.sources import Kind, Localised, Source
from plaidoyer.records.text import EvidenceLink
from plaidoyer.words import Foreign, Inline, Styled, Text

FigureLike = FigureUse | DerivedUse


def amount_of(use: FigureLike, lang: str) -> Amount:
    """The qualifier, number and unit of a figure, in words of ``lang``."""
    match use:
        case FigureUse(figure=figure):
            return amount(
                figure.unit, lang, value=figure.value, low=figure.low, high=figure.high, qualifier=figure.qualifier
            )
        case DerivedUse():
            return amount(use.derived.unit, lang, value=use.value, qualifier=use.qualifier, digits=use.derived.digits)


def value_of(use: FigureLike) -> Decimal | None:
    """The value of a figure; None for a range."""
    return use.figure.value if isinstance(use, FigureUse) else use.value


def kind_of(use: FigureLike) -> Kind:
    """What a figure is; a figure derived from an estimate or a forecast is one too."""
    if isinstance(use, FigureUse):
        return use.figure.kind
    kinds = [inner.figure.kind for inner in use.inputs.values() if inner.figure.kind is not Kind.OBSERVED]
    return kinds[0] if kinds else Kind.OBSERVED


def kind_word(kind: Kind, lang: str) -> str:
    """« prévision »; nothing for an observed figure."""
    return "" if kind is Kind.OBSERVED else catalogue(lang).gettext(kind.value)


def in_words(text: Localised | None, lang: str) -> str:
    """A localised text, empty where there is none."""
    return (text.in_language(lang) or "") if text else ""


def caveat_of(use: FigureLike, lang: str) -> str:
    """What has to be said with a figure, empty where nothing has."""
    return in_words(use.figure.caveat if isinstance(use, FigureUse) else use.derived.caveat, lang)


def counted(use: FigureLike, lang: str) -> str:
    """What a figure counts."""
    return in_words(use.figure.of if isinstance(use, FigureUse) else use.derived.of, lang)


def first_uses(claims: Sequence[Claim], uses: Mapping[Span, Use]) -> frozenset[Span]:
    """The links by which each figure is used for the first time, in the order of the text."""
    first: dict[tuple[str, str], Span] = {}
    for claim in claims:
        for link in claim.evidence:
            if isinstance(link, EvidenceLink) and link.kind == "figure" and link.span in uses:
                first.setdefault((link.source, link.name), link.span)
    return frozenset(first.values())


def figure_words(
    link: EvidenceLink, use: FigureLike, words: tuple[Inline, ...], sentence: str, lang: str, *, first: bool
) -> tuple[Inline, ...]:
    """What a figure link prints: the author's words or the figure's own, then at its first use kind and caveat.

    The kind is left out where ``sentence`` says it itself (« l'Ofmin estime que … »).
    """
    shown = words or (Text(str(amount_of(use, lang))),)
    kind = kind_of(use)
    said = any(re.search(rf"\b{stem}", sentence, re.IGNORECASE) for stem in profile(lang).says_itself.get(kind, ()))
    remarks = (
        [remark for remark in (("" if said else kind_word(kind, lang)), caveat_of(use, lang)) if remark]
        if first
        else []
    )
    aside = (Text(f" ({', '.join(remarks)})"),) if remarks else ()
    return (Styled("figure", shown), *aside)


def quote_words(use: QuoteUse, words: tuple[Inline, ...], lang: str) -> tuple[Inline, ...]:
    """What a quotation link prints: the author's words, or the passage between quotation marks.

    A passage in another language is printed in its recorded translation, which says whose it is.
    """
    if words:
        return (Styled("quote", words),)
    opening, closing = quote_marks(lang)
    source_lang = language_of(use.source)
    translation = use.passage.translation.get(lang) if source_lang not in ("", lang) else None
    if translation is not None:
        by = catalogue(lang).gettext("our translation") if translation.by == "ours" else translation.by
        return (Styled("quote", (Text(f"{opening}{translation.text}{closing}"),)), Text(f" ({by})"))
    said: Inline = Text(use.passage.say or use.passage.exact)
    if source_lang not in ("", lang):
        said = Foreign(source_lang, (said,))
    return (Styled("quote", (Text(opening), said, Text(closing))),)


def language_of(source: Source) -> str:
    """The primary language of a source (« fr »), empty where its record does not say."""
    return str(source.csl.get("language", "")).partition("-")[0].lower()
