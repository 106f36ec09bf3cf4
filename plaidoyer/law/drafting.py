"""From changes to the texts that a deputy can table: derived, printed, read back; and the law as it would then read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.proof import derive
from plaidoyer.law.reading.reader import Applied, Refused, read_and_apply
from plaidoyer.law.units import Article, fold
from plaidoyer.law.wording.articles import added_to_bill, article_inserted
from plaidoyer.records.amendments import Amendment, Change, Form

Chamber = Literal["an", "senat"]


class InForce(Struct, frozen=True):
    """What a change starts from: the alinéas in force (none of a new article), of a ``code`` (« code pénal »).

    With ``bill`` the article is one of the bill under discussion.
    """

    alineas: Article
    code: str
    bill: bool = False


class Wording(Struct, frozen=True):
    """One change in the words of one form; ``fault`` says why it is not ``proved``.

    ``before`` is the article in force, empty where it is new; ``after`` the article wanted, empty where it is repealed.
    ``change`` is its rank among the changes of the amendment, from 0.
    """

    form: Form
    text: str
    proved: bool
    before: Article
    after: Article
    article: str
    code: str
    fault: str = ""
    change: int = 0


class Drafts(Struct, frozen=True):
    """What an amendment tables: the wordings of its changes, form by form, each in the order of the changes."""

    slug: str
    wordings: tuple[Wording, ...]
    fallback: Drafts | None = None

    def of(self, form: Form) -> tuple[Wording, ...]:
        """The wordings in one form."""
        return tuple(one for one in self.wordings if one.form == form)


def drafts(amendment: Amendment, in_force: Sequence[InForce | None]) -> Drafts:
    """Word every change of an amendment in every form; ``in_force`` is what each change starts from, where it is known.

    A bill is changed by amendments alone, a code by a law's article, which an amendment adds to the bill.
    """
    after = amendment.vehicle.after_article if amendment.vehicle else ""
    forms = [form for form in amendment.forms if form == "loi" or amendment.vehicle]
    made: dict[tuple[Form, int], Wording] = {}
    for rank, (change, its) in enumerate(zip(amendment.changes, in_force, strict=True)):
        if its is None:
            continue
        if its.bill:
            chambers = [form for form in forms if form != "loi"]
            wordings = [drafted(change, its.alineas, code=its.code, form=form) for form in chambers]
        else:
            law = drafted(change, its.alineas, code=its.code, form="loi")
            wordings = [law if form == "loi" else added(law, after, form) for form in forms if form == "loi" or after]
        made |= {(one.form, rank): replace(one, change=rank) for one in wordings}
    ordered = [made[form, rank] for form in forms for rank in range(len(in_force)) if (form, rank) in made]
    return Drafts(amendment.slug, tuple(ordered))


def drafted(change: Change, before: Article, *, code: str, form: Form) -> Wording:
    """A change of a code in the words of a law (``loi``), or of a bill's article in a chamber's, proved by reading."""
    wanted = change.proposed or ()
    wording = Wording(form, "", False, before, wanted, change.article, code)
    if change.after and form == "loi":
        text = article_inserted(change.after, change.article, wanted, code)
        made = read_and_apply(text, change.after, ("",), code=code)
        proved = isinstance(made, Applied) and [_folded(one.text) for one in made.created] == [_folded(wanted)]
        return replace(wording, text=text, proved=proved, fault="" if proved else _fault(made))
    if change.after and form != "loi":
        return _added(replace(wording, text="\n".join(wanted), proved=True), change.after, form)
    derived = derive(change.article, before, wanted, code=code, grammar=form)
    if not derived.wording:
        return replace(wording, fault="the text wanted is the text in force")
    wording = replace(wording, text=derived.wording, proved=derived.proved)
    if derived.proved:
        return wording
    return replace(wording, fault=_fault(read_and_apply(wording.text, change.article, before, grammar=form, code=code)))


def added(law: Wording, after_article: str, chamber: Chamber) -> Wording:
    """The amendment that adds a law's article after an article of the bill, proved where the law's article is."""
    return _added(law, after_article, chamber) if law.proved else replace(law, form=chamber)


def _added(article: Wording, after: str, chamber: Chamber) -> Wording:
    text = added_to_bill(article.text, after, chamber == "senat")
    made = read_and_apply(text, after, ("",), grammar=chamber, code=article.code)
    proved = isinstance(made, Applied) and fold(made.nested) == fold(article.text)
    return replace(article, form=chamber, text=text, proved=proved, fault="" if proved else _fault(made))


def _folded(article: Article) -> Article:
    return tuple(map(fold, article))


def _fault(made: Applied | Refused) -> str:
    return made.message if isinstance(made, Refused) else "read back, the wording makes another law"
