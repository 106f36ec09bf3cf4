"""The evidence annex: each claim as it is printed, the words that it rests on, and where to check them.

Whether a capture was there, or a receipt stood for it, must not show: one PDF is made of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from plaidoyer.compose import document as d
from plaidoyer.compose.claim_words import runs_of, words_of
from plaidoyer.compose.excerpts import excerpt, shortened
from plaidoyer.compose.figures import language_of
from plaidoyer.compose.notes import OneSourceUse
from plaidoyer.compose.supports import Proofs, Support, place_of, supports
from plaidoyer.compose.writer import Writer
from plaidoyer.evidence.claims import Claim
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, format_period
from plaidoyer.languages.typography import set_text
from plaidoyer.records.briefs import Brief
from plaidoyer.records.dates import Period
from plaidoyer.records.sources import ArticleVersion, Source


def annex(document: d.Document, brief: Brief, claims: Sequence[Claim], writer: Writer, proofs: Proofs) -> d.Annex:
    """The annex of a brief that is already arranged as ``document``, whose claims' words it repeats."""
    words = words_of(claims, runs_of(document), brief.body.blocks, writer.uses, writer.lang)
    numbers = {entry.id: str(number) if document.numbered else "" for number, entry in enumerate(document.entries, 1)}
    lines = _Lines(brief.lang, writer, numbers)
    return d.Annex(
        tuple(
            d.AnnexClaim(
                number,
                shortened(words[claim.id]),
                tuple(sum_.words for sum_ in writer.notes.sums_of.get(claim.id, ())),
                tuple(dict.fromkeys(map(lines.line, supports(claim, brief, writer.uses, proofs)))),
            )
            for number, claim in enumerate(claims, 1)
        )
    )


class _Lines(Struct, frozen=True):
    """What lines are made with; ``numbers`` are those of the list of sources, or empty words."""

    lang: str
    writer: Writer
    numbers: Mapping[str, str]

    def line(self, support: Support) -> d.AnnexLine:
        """One line. What was not found stands there under its name in the text: only a draft shows it."""
        use, lang = support.use, self.lang
        if use is None:
            return d.AnnexLine("", "", "", support.name, "", "", "", "", "", "", proven=False)
        entry = f"ref-{use.source.id}"
        return d.AnnexLine(
            passage=excerpt(support.exact, support.kept),
            lang=language_of(use.source),
            remark=self._remark(support),
            source=set_text(self._named(use), lang),
            entry=entry if entry in self.numbers else "",
            number=self.numbers.get(entry, ""),
            place=set_text(place_of(support, lang), lang),
            version=self._version(support.version, use.source) if support.version else "",
            copy=support.proof.sha256 if support.proof else "",
            date=set_text(self._date(support), lang),
            proven=support.proven,
        )

    def _remark(self, support: Support) -> str:
        _ = catalogue(self.lang).gettext
        whole = _("whole article") if support.article else _("whole source")
        return ", ".join([whole] * (not support.exact) + [_("our reading")] * support.reading)

    def _named(self, use: OneSourceUse) -> str:
        """« IWF, cité par AFP, oct. 2024 »."""
        issued = use.source.csl.get("issued")
        day = [format_period(issued, self.lang, short=True)] if isinstance(issued, Period) else []
        return ", ".join((*self.writer.names(use), *day))

    def _date(self, support: Support) -> str:
        """When the article was last read, or the copy made; nothing where nobody says."""
        if support.version and support.version.seen:
            day = format_date(support.version.seen, self.lang)
            return catalogue(self.lang).gettext("last read on %(date)s") % {"date": day}
        made = support.proof.retrieved if support.proof else None
        return format_date(made, self.lang) if made else ""

    def _version(self, version: ArticleVersion, source: Source) -> str:
        if source.type == "bill":  # in force nowhere
            return version.id
        _ = catalogue(self.lang).gettext
        since = _("in force since %(date)s") % {"date": format_date(version.in_force, self.lang)}
        return f"{version.id}, {set_text(since, self.lang)}"
