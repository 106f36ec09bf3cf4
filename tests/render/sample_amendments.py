"""Pages of amendments for the tests of how they are set, of texts as long as a test wants them."""

from __future__ import annotations

from collections.abc import Sequence

from plaidoyer.compose.comparison import as_printed, compared
from plaidoyer.compose.document import (
    AdmissibilityCheck,
    AmendedArticle,
    AmendmentPages,
    Tabled,
    TabledSheet,
    WordingPart,
)
from plaidoyer.law.units import Article
from tests.render.sample_documents import p

SHORT: Article = (
    "Le maire nomme un garde. Il est assermenté.",
    "Le garde porte un insigne.",
    "Il ouvre les grilles du 1er avril au 30 septembre.",
)
WANTED: Article = ("Le maire nomme deux gardes. Il est assermenté. Il en rend compte.", SHORT[1], "Un décret suffit.")
CHECKS_TITLE = "Recevabilité\u00a0: à vérifier"


def article(before: Article, after: Article) -> AmendedArticle:
    """An article beside its amended self."""
    return AmendedArticle(
        title="Article 12-3 du code des lacs",
        before="Droit en vigueur",
        origin="Article 12-3, en vigueur depuis le 23 avril 2021",
        rows=compared(before, after),
        alineas=tuple(map(as_printed, after)),
        remark="" if after else "(Abrogé)",
    )


def law(wording: Sequence[str], reasons: Sequence[str] = ("Une raison.",), fault: str = "") -> TabledSheet:
    """A proposition de loi of one article."""
    return TabledSheet(
        name="article-loi",
        genre="Pour l’Assemblée nationale ou le Sénat",
        title="Proposition de loi",
        subtitle="visant à modifier l’article 12-3 du code des lacs",
        bill="",
        author="présentée par …",
        division=(),
        wording=(WordingPart(as_printed("Article unique"), tuple(map(as_printed, wording))),),
        reasons_title="Exposé des motifs",
        address="Mesdames, Messieurs,",
        reasons=tuple(map(p, reasons)),
        reasons_first=True,
        fault=fault,
    )


def amendment(chamber: str, wording: Sequence[str] = ("Supprimer l’alinéa 4.",)) -> TabledSheet:
    """An amendment to an article of a bill, without reasons."""
    return TabledSheet(
        name="amendement",
        genre=chamber,
        title="Amendement n° …",
        subtitle="",
        bill="Proposition de loi relative aux étangs, n° 12, première lecture",
        author="présenté par …",
        division=as_printed("ARTICLE 3"),
        wording=(WordingPart((), tuple(map(as_printed, wording))),),
        reasons_title="Objet",
        address="",
        reasons=(),
        reasons_first=False,
        fault="",
    )


def sample(
    before: Article = SHORT,
    after: Article = WANTED,
    sheets: Sequence[TabledSheet] = (law(["Le dernier alinéa est supprimé."]),),
    *others: Tabled,
    brief_lang: str = "fr",
    draft: bool = False,
) -> AmendmentPages:
    """The pages of one article and its sheets; ``others`` are those of the amendment to fall back on."""
    return AmendmentPages(
        lang="fr",
        title="Modification de l’article 12-3 du code des lacs",
        brief="Lakes",
        brief_lang=brief_lang,
        authors=(),
        issuer="Les amis des lacs",
        keywords=(),
        date="24 novembre 2026",
        date_iso="2026-11-24",
        version="1",
        notice="A test.",
        draft=draft,
        large_print=False,
        tabled=(Tabled(False, (article(before, after),), tuple(sheets), "texte-consolide"), *others),
        checks=(AdmissibilityCheck("Article 40", as_printed("Une charge est-elle créée ?")),),
    )
