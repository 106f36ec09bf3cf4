"""What can be tabled: the law's articles, and the amendments that add them to a bill."""

from __future__ import annotations

import pytest

from plaidoyer.law.drafting import Wanted, amendment_text, law_text, worded

CODE = "code des lacs"
TEXT = ("Le préfet nomme le garde. Le garde est assermenté.", "Il porte un insigne.")
CHANGED = Wanted(CODE, "12-3", TEXT, (TEXT[0], "Il porte un insigne visible."))
NEW = Wanted(CODE, "12-3-1", (), ("Un article « nouveau ».", "Son second alinéa."), after="12-3")
REPEALED = Wanted(CODE, "12-4", TEXT, ())


def plain(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ").replace("\u202f", " ")


def test_changes_become_articles_of_a_law() -> None:
    wordings = [worded(one) for one in (CHANGED, NEW, REPEALED)]
    assert [one.fault for one in wordings] == ["", "", ""]
    assert plain(law_text(wordings)) == (
        "Article 1er\n"
        "Le second alinéa de l’article 12-3 du code des lacs est complété par le mot : « visible ».\n\n"
        "Article 2\n"
        "Après l’article 12-3 du code des lacs, il est inséré un article 12-3-1 ainsi rédigé :\n"
        "« Art. 12-3-1. – Un article « nouveau ».\n"
        "« Son second alinéa. »\n\n"
        "Article 3\n"
        "L’article 12-4 du code des lacs est abrogé."
    )
    assert plain(law_text(wordings[2:])) == "L’article 12-4 du code des lacs est abrogé."


def test_an_amendment_puts_the_article_between_quotation_marks() -> None:
    """Each line of the law is opened anew, and only the last closed: what a chamber's service would retype."""
    wording = worded(NEW)
    assert plain(amendment_text(wording, "3 bis", "an")) == (
        "Après l’article 3 bis, insérer l’article suivant :\n"
        "« Après l’article 12-3 du code des lacs, il est inséré un article 12-3-1 ainsi rédigé :\n"
        "« « Art. 12-3-1. – Un article « nouveau ».\n"
        "« « Son second alinéa. » »"
    )
    assert plain(amendment_text(worded(REPEALED), "3", "senat")) == (
        "Après l’article 3\nInsérer un article additionnel ainsi rédigé :\n"
        "« L’article 12-4 du code des lacs est abrogé. »"
    )


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (Wanted(CODE, "12-3", TEXT, TEXT), "the text wanted is the text in force"),
        (Wanted(CODE, "12-3", ("Un\nDeux",), ("Un\nTrois",)), None),
        (Wanted(CODE, "12-3-1", (), ("",), after="12-3"), None),
    ],
)
def test_what_cannot_be_proved_is_said(wanted: Wanted, fault: str | None) -> None:
    """A wording that makes another law must never reach a sheet to be tabled."""
    made = worded(wanted)
    assert made.fault
    assert fault in (None, made.fault)
