"""What each claim rests on, link by link: for the annex of a brief, and for the files that its PDF carries.

Whether a capture was there, or a receipt stood for it, must not show: one PDF is made of both. Nothing here is cut,
dated in words or set in type: that is for the annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from plaidoyer.compose.excerpts import written_number
from plaidoyer.compose.figures import language_of
from plaidoyer.compose.notes import OneSourceUse
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import Claim, Evidence, plain
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.uses import DerivedUse, FigureUse, LawUse, QuoteUse, SourceUse, Use, version_at
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.sentences import sentences
from plaidoyer.records import text as t
from plaidoyer.records.briefs import Brief
from plaidoyer.records.sources import ArticleVersion, Passage

Proofs = Mapping[tuple[str, str], Proof]
"""Where passages were found, by source and name; one that is not there is not proven."""

Uses = Mapping[Span, Use]


class Support(Struct, frozen=True):
    """What one link of a claim rests on.

    ``use`` is None for what was not found. It is never a derived figure: each of its inputs is a support, and
    ``derived`` names it. ``exact`` are the words, whole; none where a source or an article is cited as one.
    ``kept`` are those of them that an excerpt must hold. ``locator`` is what the brief says instead of the record. A
    passage of an article has a ``version`` and no ``proof``: its capture is the record.
    """

    link: Evidence
    use: OneSourceUse | None = None
    derived: str = ""
    exact: str = ""
    kept: str = ""
    locator: str = ""
    passage: Passage | None = None
    article: str = ""
    alinea: int = 0
    sentence: int = 0
    version: ArticleVersion | None = None
    proof: Proof | None = None
    proven: bool = False

    @property
    def name(self) -> str:
        """What the link names: « id/name », « id », or the name of a derived figure."""
        inner = self.link.passage if isinstance(self.link, t.CitationItem) else self.link.name
        return "/".join(filter(None, (self.link.source, inner)))

    @property
    def reading(self) -> bool:
        """Whether it is the brief's reading of the law, not its words."""
        return isinstance(self.link, t.EvidenceLink) and self.link.flag == "reading"


def supports(claim: Claim, brief: Brief, uses: Uses, proofs: Proofs) -> Iterator[Support]:
    """What a claim of ``brief`` rests on, in the order of its links; each input of a derived figure for itself."""
    for link in claim.evidence:
        use = uses.get(link.span)
        if use is None:
            yield Support(link)
        elif isinstance(use, DerivedUse):
            for inner in use.inputs.values():
                yield _of_passage(link, inner, inner.passage, brief, proofs, use.derived.name)
        elif isinstance(use, LawUse):
            yield _of_law(link, use, brief)
        elif use.passage is None:
            place = link.locator if isinstance(link, t.CitationItem) else ""
            yield Support(link, use, locator=place, proven=True)
        else:
            yield _of_passage(link, use, use.passage, brief, proofs)


def _of_passage(
    link: Evidence,
    use: SourceUse | FigureUse | QuoteUse,
    passage: Passage,
    brief: Brief,
    proofs: Proofs,
    derived: str = "",
) -> Support:
    kept = locator = ""
    if isinstance(use, FigureUse):
        value = use.figure.low if use.figure.value is None else use.figure.value
        kept = written_number(value, passage.exact)
    elif isinstance(use, QuoteUse):
        kept = _stated(link) or passage.say
    else:
        locator = link.locator if isinstance(link, t.CitationItem) else ""
    proof = proofs.get((use.source.id, passage.name))
    found = proof is not None
    article, alinea = passage.article, passage.alinea
    if article:
        version = version_at(use.source.articles[article], brief)
        return Support(
            link, use, derived, passage.exact, kept, "", passage, article, alinea, 0, version, None, proven=found
        )
    return Support(link, use, derived, passage.exact, kept, locator, passage, proof=proof, proven=found)


def _of_law(link: Evidence, use: LawUse, brief: Brief) -> Support:
    sentence = link.sentence if isinstance(link, t.EvidenceLink) else 0
    exact = use.version.alineas[use.alinea - 1] if use.alinea else ""
    spoken = language_of(use.source)
    cuts = sentences(exact, spoken if spoken in PROFILES else brief.lang) if sentence else ()
    if 0 < sentence <= len(cuts):
        start, end = cuts[sentence - 1]
        exact = exact[start:end]
    return Support(
        link,
        use,
        exact=exact,
        kept=_stated(link),
        article=use.article,
        alinea=use.alinea,
        sentence=sentence,
        version=use.version,
        proven=True,
    )


def _stated(link: Evidence) -> str:
    """The words of a link that states them."""
    return plain(link.children) if isinstance(link, t.EvidenceLink) and not link.flag else ""


def place_of(support: Support, lang: str) -> str:
    """Where in its source it stands: « p. 3 », « art. 227-23, al. 1 »; nothing where nobody says."""
    _ = catalogue(lang).gettext
    if support.article:
        names = {"article": support.article, "alinea": support.alinea, "sentence": support.sentence}
        if support.alinea and support.sentence:
            return _("art. %(article)s, para. %(alinea)s, sentence %(sentence)s") % names
        if support.alinea:
            return _("art. %(article)s, para. %(alinea)s") % names
        return _("art. %(article)s") % names
    place = support.locator or _locator(support.passage.locator if support.passage else {})
    if not place and support.proof and support.proof.page:
        place = _("p. %(page)s of the copy") % {"page": support.proof.page}
    return place


def _locator(locator: Mapping[str, str]) -> str:
    return ", ".join(f"p. {value}" if label == "page" else f"{label} {value}" for label, value in locator.items())
