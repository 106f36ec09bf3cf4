"""Rules about what a brief is made of: its fields, parts, records and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.claims import FIGURE_DIVISIONS, RATES, figure_links
from plaidoyer.evidence.uses import DerivedUse, FigureUse, QuoteUse, SourceUse, Use
from plaidoyer.records import text as t
from plaidoyer.records.sources import Localised, Unit


def missing_fields(case: Case) -> Iterator[Finding]:
    """Front-matter fields that the template requires."""
    for field in case.template.fields:
        if field not in case.brief.places:
            yield Finding(
                "missing-field",
                f"the template « {case.template.name} » requires the field « {field} »",
                case.brief.span,
                f"add « {field}: … » to the front matter",
            )


def missing_parts(case: Case) -> Iterator[Finding]:
    """Sections and fenced divs that the template requires."""
    sections = {block.id for block in case.brief.body.blocks if isinstance(block, t.Heading) and block.level == 2}
    for section in case.template.sections:
        if section not in sections:
            yield Finding(
                "missing-part",
                f"the template « {case.template.name} » requires a section « {section} »",
                case.brief.span,
                f"add a heading « ## … {{#{section}}} »; its words are free",
            )
    parts = {division.name for division in t.divisions(case.brief.body.blocks)}
    for names in case.template.parts:
        if parts.isdisjoint(names):
            wanted = " or ".join(f"« {name} »" for name in names)
            yield Finding(
                "missing-part",
                f"the template « {case.template.name} » requires the part {wanted}",
                case.brief.span,
                f"add « ::: {names[0]} » … « ::: »",
            )


def citations_without_passage(case: Case) -> Iterator[Finding]:
    """Claims of which nothing but whole sources is cited."""
    for claim in case.claims:
        uses = [case.uses.get(link.span) for link in claim.evidence]
        if all(isinstance(use, SourceUse) and use.passage is None for use in uses):
            link = claim.evidence[0]
            passages = next((list(use.source.passages) for use in uses if isinstance(use, SourceUse)), [])
            yield Finding(
                "citation-without-passage",
                f"this sentence only cites « {link.source} » as a whole",
                link.span,
                f"bind it to a passage, such as [@{link.source}/{passages[0]}]"
                if passages
                else f"add the words that support it to « passages » in the record « {link.source} »",
            )


def missing_translations(case: Case) -> Iterator[Finding]:
    """Units, names, caveats and quotations without words in the language of their text."""
    for link, use in _links(case):
        lang = case.brief.lang_at(link.span)
        for field, place in _untranslated(use, link, lang):
            yield Finding(
                "missing-translation",
                f"{field} has no words in « {lang} », which this link prints",
                link.span,
                f"add « {lang}: … » at {place.file}:{place.line}",
            )


def invalid_charts(case: Case) -> Iterator[Finding]:
    """Charts and key figures that name no figure, a range, or figures of unlike units."""
    for division in t.divisions(case.brief.blocks):
        attribute = FIGURE_DIVISIONS.get(division.name)
        if attribute is None:
            continue
        links = figure_links(division)
        if not links:
            yield Finding(
                "invalid-chart",
                f"« {division.name} » names no figure",
                division.span,
                f'write ::: {{.{division.name} {attribute}="id/name"}}',
            )
            continue
        if division.name == "key-figure" and len(links) > 1:
            yield Finding(
                "invalid-chart", "a key figure is one figure", links[1].span, "use one « key-figure » for each"
            )
        found = ((link, case.uses.get(link.span)) for link in links)
        uses = [(link, use) for link, use in found if isinstance(use, FigureUse | DerivedUse)]
        if division.name == "chart":
            for link, use in uses:
                yield from _without_bar(link, use)
            yield from _unequal_periods(division, [use for _, use in uses])
        if len({_unit_key(_unit(use)) for _, use in uses}) > 1:
            yield Finding(
                "invalid-chart",
                "the figures of this chart have different units",
                attribute_span(division, attribute),
                "draw one chart for each unit",
            )


def _without_bar(link: t.EvidenceLink, use: FigureUse | DerivedUse) -> Iterator[Finding]:
    """A figure that no bar can show."""
    value = use.figure.value if isinstance(use, FigureUse) else use.value
    if value is None:
        yield Finding("invalid-chart", "a range cannot be drawn as a bar", link.span, "state it in the text instead")
    elif value < 0:
        yield Finding(
            "invalid-chart",
            "bars start from zero: a negative figure cannot be drawn",
            link.span,
            "state it in the text instead",
        )


def _unequal_periods(division: t.Division, uses: Sequence[Use]) -> Iterator[Finding]:
    """Periods of unlike lengths that no rate makes comparable: as bars they would look like equals."""
    per = division.attributes.get("per")
    if per is not None and per.value not in RATES:
        yield Finding(
            "invalid-chart", f"« per={per.value} » is no rate", per.span, f"write per={' or per='.join(RATES)}"
        )
    periods = [use.figure.period for use in uses if isinstance(use, FigureUse) and use.figure.period is not None]
    if len({period.days for period in periods}) > 1 and not all(period.months for period in periods):
        yield Finding(
            "invalid-chart",
            "the periods of these figures differ in length, and are not of whole months",
            attribute_span(division, "figures"),
            "draw figures of equal periods, or state them in the text",
        )


def attribute_span(division: t.Division, name: str) -> Span:
    """Where an attribute of a fenced div stands; the div itself where it has none."""
    attribute = division.attributes.get(name)
    return attribute.span if attribute else division.span


def _unit(use: FigureUse | DerivedUse) -> Unit:
    return use.figure.unit if isinstance(use, FigureUse) else use.derived.unit


def _unit_key(unit: Unit) -> object:
    return unit.symbol or tuple(sorted((lang, tuple(sorted(forms.items()))) for lang, forms in unit.names.items()))


def _links(case: Case) -> Iterator[tuple[t.CitationItem | t.EvidenceLink, Use]]:
    for claim in case.claims:
        for link in claim.evidence:
            if link.span in case.uses:
                yield link, case.uses[link.span]


def _untranslated(use: Use, link: t.CitationItem | t.EvidenceLink, lang: str) -> Iterator[tuple[str, Span]]:
    """Fields that ``link`` prints and that have no words in ``lang``, each with the place to mend."""
    if isinstance(link, t.CitationItem):
        return
    match use:
        case FigureUse():
            label, places, caveat, of = (
                f"the figure « {use.source.id}/{use.figure.name} »",
                use.figure.places,
                use.figure.caveat,
                use.figure.of,
            )
            here = use.figure.span
        case DerivedUse():
            label, places, caveat, of = (
                f"the derived figure « {use.derived.name} »",
                use.derived.places,
                use.derived.caveat,
                use.derived.of,
            )
            here = use.derived.span
        case QuoteUse():
            language = str(use.source.csl.get("language", ""))[:2]
            if not link.children and language not in ("", lang) and lang not in use.passage.translation:
                yield f"the passage « {use.source.id}/{use.passage.name} »", use.passage.span
            return
        case _:
            return
    unit = _unit(use)
    if not link.children and not unit.symbol and unit.in_language(lang) is None:
        yield f"« unit » of {label}", places.get("unit", here)
    texts: tuple[tuple[str, Localised | None], ...] = (("caveat", caveat), ("of", of))
    for name, text in texts:
        if text is not None and text.in_language(lang) is None:
            yield f"« {name} » of {label}", places.get(name, here)
