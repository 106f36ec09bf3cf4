"""What can be tabled: the law's articles, and the amendments that add them to a bill or change it."""

from __future__ import annotations

import pytest

from plaidoyer.diagnostics import Span
from plaidoyer.law.drafting import Drafts, InForce, added, drafted, drafts
from plaidoyer.records.amendments import Amendment, Change, Form, Vehicle

CODE = "code des lacs"
TEXT = ("Le préfet nomme le garde. Le garde est assermenté.", "Il porte un insigne.")
HERE = Span("amendment.yaml")


def change(article: str, *alineas: str, after: str = "", source: str = "code-lacs") -> Change:
    return Change(source, article, alineas or None, after, not alineas, HERE, {})


CHANGED = change("12-3", TEXT[0], "Il porte un insigne visible.")
NEW = change("12-3-1", "Un article « nouveau ».", "Son second alinéa.", after="12-3")
REPEALED = change("12-4")


def made(*changes: Change, forms: tuple[Form, ...] = ("loi",), after: str = "3 bis", bill: bool = False) -> Drafts:
    vehicle = Vehicle("ppl-12", "", "", after, None, HERE, {})
    amendment = Amendment("note", HERE.file, forms, changes, vehicle, None, None, HERE, {})
    return drafts(amendment, [InForce(() if one.after else TEXT, CODE, bill) for one in changes])


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_changes_become_articles_of_a_law() -> None:
    law = made(CHANGED, NEW, REPEALED)
    assert [(one.article, one.proved, one.fault, one.change) for one in law.wordings] == [
        ("12-3", True, "", 0),
        ("12-3-1", True, "", 1),
        ("12-4", True, "", 2),
    ]
    assert [(one.before, one.after) for one in law.wordings] == [
        (TEXT, CHANGED.proposed),
        ((), NEW.proposed),
        (TEXT, ()),
    ]
    assert [plain(one.text) for one in law.wordings] == [
        "Le second alinéa de l’article 12-3 du code des lacs est complété par le mot : « visible ».",
        "Après l’article 12-3 du code des lacs, il est inséré un article 12-3-1 ainsi rédigé :\n"
        "« Art. 12-3-1. – Un article « nouveau ».\n"
        "« Son second alinéa. »",
        "L’article 12-4 du code des lacs est abrogé.",
    ]


def test_an_amendment_puts_the_article_between_quotation_marks() -> None:
    """Each line of the law is opened anew, and only the last closed: what a chamber's service would retype."""
    both = made(NEW, REPEALED, forms=("an", "senat"))
    assert [(one.form, one.article, one.proved) for one in both.wordings] == [
        ("an", "12-3-1", True),
        ("an", "12-4", True),
        ("senat", "12-3-1", True),
        ("senat", "12-4", True),
    ]
    assert plain(both.of("an")[0].text) == (
        "Après l’article 3 bis, insérer l’article suivant :\n"
        "« Après l’article 12-3 du code des lacs, il est inséré un article 12-3-1 ainsi rédigé :\n"
        "« « Art. 12-3-1. – Un article « nouveau ».\n"
        "« « Son second alinéa. » »"
    )
    assert plain(both.of("senat")[1].text) == (
        "Après l’article 3 bis\nInsérer un article additionnel ainsi rédigé :\n"
        "« L’article 12-4 du code des lacs est abrogé. »"
    )


def test_an_article_of_the_bill_is_changed_in_the_grammar_of_the_chamber() -> None:
    forms: tuple[Form, ...] = ("loi", "an", "senat")
    two = made(change("2", *TEXT[:1], source="ppl-12"), forms=forms, bill=True)
    assert [(one.form, plain(one.text), one.proved) for one in two.wordings] == [
        ("an", "Supprimer l’alinéa 2.", True),
        ("senat", "Alinéa 2\nSupprimer cet alinéa.", True),
    ]
    assert [one.text for one in made(change("2"), forms=("an",), bill=True).wordings] == ["Supprimer cet article."]


def test_an_article_is_added_to_the_bill_in_its_own_words() -> None:
    law = "L’article 12-4 du code des lacs est abrogé."
    (new,) = made(change("3 ter", law, after="3 bis"), forms=("an",), bill=True).wordings
    assert (plain(new.text), new.proved) == (f"Après l’article 3 bis, insérer l’article suivant :\n« {law} »", True)
    (bad,) = made(change("3 ter", "Pas une loi", after="3 bis"), forms=("an",), bill=True).wordings
    assert not bad.proved
    assert bad.fault


def test_without_a_place_in_the_bill_nothing_is_added() -> None:
    assert [one.form for one in made(CHANGED, forms=("loi", "an"), after="").wordings] == ["loi"]


@pytest.mark.parametrize(
    ("of", "before", "fault"),
    [
        (change("12-3", *TEXT), TEXT, "the text wanted is the text in force"),
        (change("12-3", "Un\nTrois"), ("Un\nDeux",), None),
        (change("12-3-1", "", after="12-3"), (), None),
    ],
)
def test_what_cannot_be_proved_is_said(of: Change, before: tuple[str, ...], fault: str | None) -> None:
    """A wording that makes another law must never reach a sheet to be tabled."""
    wording = drafted(of, before, code=CODE, form="loi")
    assert not wording.proved
    assert wording.fault
    assert fault in (None, wording.fault)
    nested = added(wording, "3", "an")
    assert (nested.form, nested.proved, nested.fault) == ("an", False, wording.fault)


def test_the_law_is_read_in_the_code_that_it_names() -> None:
    """The fault is the reader's own, about the wording, not that another code was expected."""
    wording = drafted(change("12-3", "Un\nTrois"), ("Un\nDeux",), code=CODE, form="loi")
    assert "code" not in wording.fault
