"""The pages of an amendment: what changes, how the law would read, the sheet of each form, what to check before filing.

They are in the language of the law, whatever the brief's. What is given on filing stays blank: number and author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plaidoyer.compose import document as d
from plaidoyer.compose.comparison import LANG, as_printed, compared
from plaidoyer.compose.figures import first_uses
from plaidoyer.compose.notes import article_words, bill_words
from plaidoyer.compose.rationale import Rationale
from plaidoyer.compose.writer import Writer
from plaidoyer.diagnostics import Span
from plaidoyer.evidence.claims import claims_by_place
from plaidoyer.evidence.uses import Use
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date, join_words
from plaidoyer.languages.typography import set_text
from plaidoyer.law.drafting import Drafts, Wording
from plaidoyer.law.wording.french import article_number, of_code
from plaidoyer.records.amendments import Amendment, Change, Form, Vehicle
from plaidoyer.records.briefs import Brief
from plaidoyer.records.sources import ArticleVersion, Source, in_force, name_of_law

FILES: Mapping[Form, str] = {"loi": "article-loi", "an": "amendement-an", "senat": "amendement-senat"}
"""The file of plain text of each form, without ending."""

CONSOLIDATED = "texte-consolide"
_FALLBACK = "-repli"


class Material(Struct, frozen=True):
    """What the pages are made of.

    ``drafts`` are the wordings of the brief's amendment, ``sources`` the records by id, ``rationales`` the reasons
    by the file of their amendment, ``uses`` and ``broken`` as for the brief itself.
    """

    drafts: Drafts
    sources: Mapping[str, Source]
    rationales: Mapping[str, Rationale]
    uses: Mapping[Span, Use]
    broken: Mapping[str, tuple[str, ...]]


def amendment_pages(brief: Brief, amendment: Amendment, material: Material, *, draft: bool) -> d.AmendmentPages:
    """The pages of an amendment, and of the one to fall back on."""
    tablings = [_Tabling(brief, amendment, material.drafts, material, fallback=False)]
    if amendment.fallback and material.drafts.fallback:
        tablings.append(_Tabling(brief, amendment.fallback, material.drafts.fallback, material, fallback=True))
    return d.AmendmentPages(
        lang=LANG,
        title=_set(tablings[0].title()),
        brief=set_text(brief.title, brief.lang),
        brief_lang=brief.lang,
        authors=brief.authors,
        issuer=set_text(brief.issuer, brief.lang),
        keywords=brief.keywords,
        date=format_date(brief.date, LANG) if brief.date else "",
        date_iso=str(brief.date) if brief.date else "",
        version=brief.version,
        notice=set_text(brief.notice, brief.lang),
        draft=draft,
        large_print=brief.large_print,
        tabled=tuple(one.tabled() for one in tablings),
        checks=tuple(_checks(amendment, _read_again(tablings))),
    )


class _Tabling(Struct, frozen=True):
    """One amendment, and all that its pages are written with."""

    brief: Brief
    amendment: Amendment
    drafts: Drafts
    material: Material
    fallback: bool

    def tabled(self) -> d.Tabled:
        """Its articles, then its sheets, form by form."""
        of_change = {wording.change: wording for wording in self.drafts.wordings}  # texts are those of any form
        sheets = (sheet for form in self.amendment.forms for sheet in self._sheets(form))
        return d.Tabled(
            self.fallback,
            tuple(self._article(wording) for _, wording in sorted(of_change.items())),
            tuple(sheets),
            self._file(CONSOLIDATED),
        )

    def _file(self, name: str) -> str:
        return f"{name}{_FALLBACK}" if self.fallback else name

    # Articles -------------------------------------------------------------------------------------

    def _article(self, wording: Wording) -> d.AmendedArticle:
        _ = catalogue(LANG).gettext
        change = self.amendment.changes[wording.change]
        return d.AmendedArticle(
            title=_set(_capital(self._named(change))),
            before=_("Text under discussion") if self._is_bill(change) else _("Law in force"),
            origin=_set(self._origin(change)),
            rows=compared(wording.before, wording.after),
            alineas=tuple(as_printed(alinea) for alinea in wording.after),
            remark="" if wording.after else _("(Repealed)"),
        )

    def _named(self, change: Change) -> str:
        """« article 227-23 du code pénal », « article 2 de la proposition de loi relative à la presse »."""
        return f"article {article_number(change.article)} {of_code(name_of_law(self._source(change)))}"

    def _is_bill(self, change: Change) -> bool:
        return self._source(change).type == "bill"

    def _source(self, change: Change) -> Source:
        """The record of what is changed: it exists, or nothing could have been worded."""
        return self.material.sources[change.source]

    def read(self, change: Change) -> tuple[Source, str, ArticleVersion]:
        """What was read for a change: the record, the number of the article, and the version in force."""
        source, number = self._source(change), change.after or change.article
        version = in_force(source, number, self.brief.date)
        assert version is not None, "nothing was worded otherwise"
        return source, number, version

    def _origin(self, change: Change) -> str:
        """« Article 227-23 (LEGIARTI…), en vigueur depuis le 23 avril 2021, vu le 22 novembre 2026, adresse »."""
        _ = catalogue(LANG).gettext
        source, number, version = self.read(change)
        told = bill_words if source.type == "bill" else article_words
        words = told(article_number(number), version, LANG)
        if change.after:
            words = _("To be inserted after %(article)s") % {"article": f"l’{words[:1].lower()}{words[1:]}"}
        return f"{words}, {version.seen_at}" if version.seen_at else words

    # Sheets ---------------------------------------------------------------------------------------

    def _sheets(self, form: Form) -> Iterator[d.TabledSheet]:
        """A law is one text; an amendment changes one article."""
        wordings = self.drafts.of(form)
        if form == "loi":
            yield from [self._law(wordings)] if wordings else []
        else:
            yield from (self._amendment(form, self.amendment.changes[one.change], one) for one in wordings)

    def _law(self, wordings: Sequence[Wording]) -> d.TabledSheet:
        """A proposition de loi where no bill is open, else an article of one."""
        _ = catalogue(LANG).gettext
        whole = self.amendment.vehicle is None
        heads = [""] if len(wordings) == 1 else [f"Article {number + 1}" for number in range(len(wordings))]
        if whole and len(wordings) == 1:
            heads = [_("Sole article")]
        elif heads[0]:
            heads[0] = "Article 1er"
        parts = zip(heads, wordings, strict=True)
        return d.TabledSheet(
            name=self._file(FILES["loi"]),
            genre=self._genre(_("For either chamber") if whole else _("Article of a bill")),
            title=_("Bill") if whole else _("Article to be inserted"),
            subtitle=_set(self._aim()) if whole else "",
            bill=_set(self._bill(self.amendment.vehicle)) if self.amendment.vehicle else "",
            author=_("tabled by …") if whole else "",
            division=(),
            wording=tuple(_part(head, wording.text) for head, wording in parts),
            reasons_title=_("Explanatory memorandum"),
            address=_("Ladies and gentlemen,") if whole else "",
            reasons=self._reasons(),
            reasons_first=whole,
            fault=_fault(wordings),
        )

    def _amendment(self, form: Form, change: Change, wording: Wording) -> d.TabledSheet:
        _ = catalogue(LANG).gettext
        vehicle = self.amendment.vehicle
        assembly = form == "an"
        return d.TabledSheet(
            name=self._file(FILES[form]),
            genre=self._genre(_("For the Assemblée nationale") if assembly else _("For the Sénat")),
            title=_set(_("Fallback amendment no. …") if self.fallback else _("Amendment no. …")),
            subtitle="",
            bill=_set(self._bill(vehicle)) if vehicle else "",
            author=_("presented by …"),
            division=as_printed(_division(change, vehicle, assembly=assembly)),
            wording=(_part("", wording.text),),
            reasons_title=_("Summary of reasons") if assembly else _("Object"),
            address="",
            reasons=self._reasons(),
            reasons_first=False,
            fault=_fault((wording,)),
        )

    def _genre(self, words: str) -> str:
        return f"{catalogue(LANG).gettext('Fallback')} · {words}" if self.fallback else words

    def _aim(self) -> str:
        """What a bill says after its name: « visant à modifier l’article 227-23 du code pénal »."""
        _ = catalogue(LANG).gettext
        return self._of_changes(
            _("to amend %(article)s"),
            _("to add %(article)s"),
            _("to repeal %(article)s"),
            _("to amend the text %(codes)s"),
        )

    def title(self) -> str:
        """What the changes do, as a title: « Modification de l’article 227-23 du code pénal »."""
        _ = catalogue(LANG).gettext
        return self._of_changes(
            _("Amendment of %(article)s"),
            _("Addition of %(article)s"),
            _("Repeal of %(article)s"),
            _("Amendment %(codes)s"),
        )

    def _of_changes(self, amended: str, added: str, repealed: str, several: str) -> str:
        """The words for a single change of that kind, or for ``several``, filled in."""
        change, *others = self.amendment.changes
        if others:
            return several % {"codes": self._codes()}
        if change.after:
            return added % {"article": f"un {self._named(change)}"}
        return (repealed if change.repeal else amended) % {"article": f"l’{self._named(change)}"}

    def _codes(self) -> str:
        """« du code pénal et du code de procédure pénale »."""
        names = dict.fromkeys(of_code(name_of_law(self._source(change))) for change in self.amendment.changes)
        return join_words(list(names), LANG)

    def _bill(self, vehicle: Vehicle) -> str:
        """Title and number of the bill, and its reading."""
        source = self.material.sources.get(vehicle.bill)
        title = str(source.csl.get("title", vehicle.bill)) if source else vehicle.bill
        number = str(source.csl.get("number", "")) if source else ""
        words = title if not number or number in title else f"{title}, n° {number}"
        return _capital(f"{words}, {vehicle.stage}" if vehicle.stage else words)

    def _reasons(self) -> tuple[d.Block, ...]:
        found = self.material.rationales.get(self.amendment.file)
        if found is None:
            return ()
        writer = Writer(
            LANG,
            f"briefs/{self.brief.slug}",
            self.brief.abbreviations,
            {},
            claims_by_place(found.claims),
            self.material.uses,
            first_uses(found.claims, self.material.uses),
            found.notes,
            found.formatted,
            "inline",
            self.material.broken,
        )
        return writer.blocks(found.body.blocks)


def _part(head: str, text: str) -> d.WordingPart:
    return d.WordingPart(as_printed(head), tuple(as_printed(line) for line in text.splitlines()))


def _fault(wordings: Sequence[Wording]) -> str:
    return next((one.fault or "amendment-not-reproducible" for one in wordings if not one.proved), "")


def _division(change: Change, vehicle: Vehicle | None, *, assembly: bool) -> str:
    """Where in the bill: « ARTICLE 2 », « ARTICLE ADDITIONNEL APRÈS L’ARTICLE 3 »."""
    if vehicle is None or change.source == vehicle.bill:
        return f"ARTICLE {_first(change.article, assembly)}"
    return f"ARTICLE ADDITIONNEL APRÈS L’ARTICLE {_first(vehicle.after_article, assembly)}"


def _first(number: str, assembly: bool) -> str:
    """The first article is « premier » at the Assemblée nationale."""
    if number in ("1", "1er"):
        return "PREMIER" if assembly else "1er"
    return number


# Before filing ------------------------------------------------------------------------------------


def _checks(amendment: Amendment, articles: Iterable[str]) -> Iterator[d.AdmissibilityCheck]:
    """The questions of admissibility, then what this program cannot know; ``articles`` are those to be read again."""
    _ = catalogue(LANG).gettext
    yield _check(
        _("Constitution, article 40"),
        _(
            "Does the wording create or increase a public charge? Then it is inadmissible, even if offset. Does it"
            " reduce public revenue? Then the loss must be offset."
        ),
    )
    yield _check(
        _("Constitution, article 41"),
        _("Is all of it a matter for statute (article 34), and none of it delegated to the Government (article 38)?"),
    )
    yield _check(_("Constitution, article 45"), " ".join(_link(amendment.vehicle, _)))
    if named := join_words(list(dict.fromkeys(articles)), LANG):
        yield _check(
            _("Law in force"),
            _("On the day of filing, read the text in force again on Légifrance: %(articles)s.") % {"articles": named},
        )
    if filing := " ".join(_filing(amendment, _)):
        yield _check(_("Filing"), filing)


def _link(vehicle: Vehicle | None, _: Callable[[str], str]) -> Iterator[str]:
    """What article 45 asks, at the stage of the bill; of a text that is no amendment, nothing yet."""
    if vehicle is None:
        yield _("Not for a bill of its own; for the day when its text is tabled as an amendment:")
    first = "premi" in vehicle.stage.lower() if vehicle and vehicle.stage else None
    if first is not False:
        yield _("In first reading, has it a link, even an indirect one, with the bill as tabled or transmitted?")
    if not first:
        yield _("After first reading, does it bear directly on a provision that is still under discussion?")


def _filing(amendment: Amendment, _: Callable[[str], str]) -> Iterator[str]:
    """Where an amendment is filed, and until when."""
    if "an" in amendment.forms or "senat" in amendment.forms:
        yield _(
            "Paste the text into the chamber’s system (Eloi at the Assemblée nationale, Ameli at the Sénat): it gives"
            " the number, and asks for author and co-signatories."
        )
    if amendment.vehicle and amendment.vehicle.deadline:
        yield _("Deadline: %(date)s.") % {"date": format_date(amendment.vehicle.deadline, LANG)}


def _read_again(tablings: Iterable[_Tabling]) -> Iterator[str]:
    """The articles of codes that the wordings start from, with the days on which they were read."""
    _ = catalogue(LANG).gettext
    for tabling in tablings:
        for change in tabling.amendment.changes:
            source, number, version = tabling.read(change)
            if source.type != "bill" and version.seen:
                values = {
                    "article": article_number(number),
                    "code": name_of_law(source),
                    "date": format_date(version.seen, LANG),
                }
                yield _("article %(article)s, %(code)s (read on %(date)s)") % values


def _check(title: str, question: str) -> d.AdmissibilityCheck:
    return d.AdmissibilityCheck(_set(title), as_printed(question))


# Words --------------------------------------------------------------------------------------------


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _set(words: str) -> str:
    return set_text(words, LANG)
