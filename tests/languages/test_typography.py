"""Typography: what a reader would see wrong on the page if a rule failed.

In these tables ``~`` is a no-break space (U+00A0) and ``|`` a narrow one (U+202F).
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.typography import Piece, Run, quote_marks, set_runs, set_text


def shown(text: str) -> str:
    """No-break spaces made visible."""
    return text.replace("\u00a0", "~").replace("\u202f", "|")


FRENCH = [
    # spaces before punctuation
    ("Pourquoi ?", "Pourquoi|?"),
    ("Pourquoi?", "Pourquoi|?"),
    ("Assez !", "Assez|!"),
    ("Assez!", "Assez|!"),
    ("un ; deux", "un|; deux"),
    ("un; deux", "un|; deux"),
    ("deux : le droit", "deux~: le droit"),
    ("deux: le droit", "deux~: le droit"),
    ("deux\u00a0; trois", "deux|; trois"),
    ("deux\u202f: trois", "deux~: trois"),
    ("Quoi ?!", "Quoi|?!"),
    ("Quoi?!", "Quoi|?!"),
    ("Quoi…?", "Quoi…|?"),
    ("Titre :", "Titre~:"),
    ("(pourquoi ?)", "(pourquoi|?)"),
    ("(pourquoi?) Non", "(pourquoi|?) Non"),
    ("certain (?) ou non (!)", "certain (?) ou non (!)"),
    ("Le mot : « A »", "Le mot~: «|A|»"),
    ("les mots:« A »", "les mots~:«|A|»"),
    ("espaces   ; multiples", "espaces|; multiples"),
    ("fin.", "fin."),
    ("un, deux", "un, deux"),
    # what is not punctuation
    ("à 12:30", "à 12:30"),
    ("ratio 16:9", "ratio 16:9"),
    ("std::sort", "std::sort"),
    ("un :: deux", "un :: deux"),
    ("bien :-)", "bien :-)"),
    ("bien ;-)", "bien ;-)"),
    ("a;b", "a;b"),
    ("?id=3", "?id=3"),
    ("LEGIARTI000043409170", "LEGIARTI000043409170"),
    ("code-penal/227-23#1.1", "code-penal/227-23#1.1"),
    ("https://exemple.fr/a?b=c;d:e!f", "https://exemple.fr/a?b=c;d:e!f"),
    ("voir https://exemple.fr/a?b=c ; puis", "voir https://exemple.fr/a?b=c|; puis"),
    ("voir https://exemple.fr/a: oui", "voir https://exemple.fr/a~: oui"),
    ("https://exemple.fr/l'article", "https://exemple.fr/l'article"),
    ("https://exemple.fr/a...b", "https://exemple.fr/a...b"),
    ("www.exemple.fr/?q='x'&r=1", "www.exemple.fr/?q='x'&r=1"),
    ("contact@exemple.fr : écrire", "contact@exemple.fr~: écrire"),
    ("o'brien@exemple.fr", "o’brien@exemple.fr"),
    ("doi:10.1000/x;y", "doi:10.1000/x;y"),
    ("10.1000/182%20a:b", "10.1000/182%20a:b"),
    ("urn:lex:fr", "urn:lex:fr"),
    # quotation marks
    ('il dit "oui"', "il dit «|oui|»"),
    ("«mot»", "«|mot|»"),
    ("« mot »", "«|mot|»"),
    ("«\u00a0mot\u00a0»", "«|mot|»"),
    ("«mot», dit-il", "«|mot|», dit-il"),
    ("« mot »; puis", "«|mot|»|; puis"),
    ('"mot"', "«|mot|»"),
    ('("mot")', "(«|mot|»)"),
    ('l\'"image"', "l’«|image|»"),
    ('« il dit "non" ici »', "«|il dit “non” ici|»"),
    ('"il dit "non" ici"', "«|il dit “non” ici|»"),
    ('""a" b"', "«|“a” b|»"),
    ('“il dit "non" ici”', "“il dit «|non|» ici”"),
    ('"un" et "deux"', "«|un|» et «|deux|»"),
    ("« « A » »", "«|«|A|»|»"),
    ('un écran de 15" en tout', 'un écran de 15" en tout'),
    ('"sans fin', '"sans fin'),
    ('fin sans début"', 'fin sans début"'),
    ('"Pourquoi?"', "«|Pourquoi|?|»"),
    ('"Fin."', "«|Fin.|»"),
    ('dit "« A »"', "dit «|«|A|»|»"),
    ("“déjà” posé", "“déjà” posé"),
    ("un 'mot' simple", "un ‘mot’ simple"),
    # apostrophes, points, dashes
    ("l'article", "l’article"),
    ("L'Ofmin n'a qu'un rôle", "L’Ofmin n’a qu’un rôle"),
    ("aujourd'hui", "aujourd’hui"),
    ("l’article", "l’article"),
    ("etc...", "etc…"),
    ("[...]", "[…]"),
    ("....", "...."),
    ("Non... oui", "Non… oui"),
    ("pages 3--5", "pages~3–5"),
    ("le mot -- rare -- reste", "le mot – rare – reste"),
    ("--final", "--final"),
    ("à demi-mot", "à demi-mot"),
    # numbers and units
    ("95%", "95~%"),
    ("95 %", "95~%"),
    ("95\u202f%", "95~%"),
    ("75000€", "75000~€"),
    ("75 000 €", "75|000~€"),
    ("75 000 euros d'amende", "75|000~euros d’amende"),
    ("20 000 images", "20|000 images"),
    ("20\u00a0000 images", "20|000 images"),
    ("1 234 567,5 t", "1|234|567,5 t"),
    ("plus de 20 000", "plus de 20|000"),
    ("20.000 images", "20.000 images"),
    ("en 2023 120 rapports", "en 2023 120 rapports"),
    ("01 23 45 67 89", "01 23 45 67 89"),
    ("12 345 67", "12 345 67"),
    ("1 2345", "1 2345"),
    ("article 227 500", "article~227 500"),
    ("l'art. 227 500", "l’art.~227 500"),
    ("n° 227 500", "n°~227 500"),
    ("5 ans, 75 000 €", "5~ans, 75|000~€"),
    ("un an", "un an"),
    ("12 mois", "12~mois"),
    ("6 jours", "6~jours"),
    ("à 20 h", "à 20~h"),
    ("à 20 heures", "à 20~heures"),
    ("3 millions", "3~millions"),
    ("3 anses", "3 anses"),
    ("5%20", "5%20"),
    # references and dates
    ("n° 3", "n°~3"),
    ("N° 3", "N°~3"),
    ("no 3", "no 3"),
    ("art. 5", "art.~5"),
    ("Art. 34-1. – Le fait", "Art.~34-1. – Le fait"),
    ("p. 3", "p.~3"),
    ("pp. 3-5", "pp.~3-5"),
    ("al. 2", "al.~2"),
    ("alinéa 4", "alinéa~4"),
    ("l'article 227-23 du code", "l’article~227-23 du code"),
    ("les articles 226-8-1 et 227-23", "les articles~226-8-1 et 227-23"),
    ("article L. 34-1", "article~L.~34-1"),
    ("titre IV", "titre~IV"),
    ("un article de loi", "un article de loi"),
    ("cap. 5", "cap. 5"),
    ("§ 12", "§~12"),
    ("M. Dupont et Mme Hazan", "M.~Dupont et Mme~Hazan"),
    ("MM. A et B", "MM.~A et B"),
    ("Me Élan", "Me~Élan"),
    ("M. le président", "M. le président"),
    ("24 novembre 2026", "24~novembre 2026"),
    ("1er février", "1er~février"),
    ("12 sept. 2007", "12~sept.~2007"),
    ("XXIe siècle", "XXIe~siècle"),
    ("", ""),
    (" ", " "),
]

ENGLISH = [
    ('"yes"', "“yes”"),
    ('he said "yes".', "he said “yes”."),
    ("it's", "it’s"),
    ("the '90s", "the ’90s"),
    ("in '24", "in ’24"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("'tis so", "’tis so"),
    ("the victims' rights", "the victims’ rights"),
    ("a 'new' law", "a ‘new’ law"),
    ("\"she said 'no' to it\"", "“she said ‘no’ to it”"),
    ('"she said "no" to it"', "“she said ‘no’ to it”"),
    ("\"'No' is no answer\"", "“‘No’ is no answer”"),
    ('""\'', "“”’"),
    ("'\"no\"'", "‘“no”’"),
    ('("yes")', "(“yes”)"),
    ("6'2\" tall", '6’2" tall'),
    ("“yes”", "“yes”"),
    ("wait...", "wait…"),
    ("Why?", "Why?"),
    ("Why ?", "Why ?"),
    ("one; two: three!", "one; two: three!"),
    ("95%", "95%"),
    ("95 %", "95%"),
    ("20 million", "20~million"),
    ("20,254 images", "20,254 images"),
    ("20 000 images", "20 000 images"),
    ("5 years", "5~years"),
    ("Art. 5", "Art.~5"),
    ("No. 3", "No.~3"),
    ("p. 3", "p.~3"),
    ("pp. 3--5", "pp.~3–5"),
    ("2020--2024", "2020–2024"),
    ("well-known", "well-known"),
    ("a -- b", "a – b"),
    ("Mr Smith", "Mr~Smith"),
    ("Dr. Jones", "Dr.~Jones"),
    ("24 November 2026", "24~November 2026"),
    ("1st May", "1st~May"),
    ("the 21st century", "the 21st~century"),
    ("in « droit » law", "in «|droit|» law"),
    ("in «droit» law", "in «|droit|» law"),
    ('« il dit "non" »', "«|il dit “non”|»"),
    ("https://example.org/it's?a=b", "https://example.org/it's?a=b"),
    ("12:30", "12:30"),
]


@pytest.mark.parametrize(("typed", "expected"), FRENCH)
def test_french_prose_is_set_as_the_imprimerie_nationale_would(typed: str, expected: str) -> None:
    """Otherwise a line begins with « ; », or a number parts from its unit."""
    assert shown(set_text(typed, "fr")) == expected


@pytest.mark.parametrize(("typed", "expected"), ENGLISH)
def test_english_prose_is_set_as_british_printers_would(typed: str, expected: str) -> None:
    """Otherwise a brief in English shows typewriter marks, or French spaces."""
    assert shown(set_text(typed, "en")) == expected


@pytest.mark.parametrize(
    ("typed", "raised"),
    [
        ("1er", ["er"]),
        ("1re", ["re"]),
        ("2e alinéa", ["e"]),
        ("XXIe siècle", ["e"]),
        ("livre Ier", ["er"]),
        ("Ve République", ["e"]),
        ("les 1ers et 2es", ["ers", "es"]),
        ("al. 1er, 2e et 3e", ["er", "e", "e"]),
        ("Ce De Le Me", []),
        ("fer, mère, 3 euros, 1er-né", ["er"]),
        ("227-23e", []),
        ("a1er 2en 3e8 #1e", []),
        ("https://exemple.fr/1er", []),
    ],
)
def test_french_ordinals_are_raised(typed: str, raised: list[str]) -> None:
    """« 1er » on the line is a mistake to a French reader; « Ce » raised would be a worse one."""
    (pieces,) = set_runs((Run(typed),), "fr")
    assert [piece.text for piece in pieces if piece.superscript] == raised
    assert "".join(piece.text for piece in pieces) == set_text(typed, "fr")


def test_english_ordinals_stay_on_the_line() -> None:
    """British style prints « 1st » without superscript."""
    assert set_runs((Run("1st"),), "en") == ((Piece("1st"),),)


def lines(runs: list[Run], lang: str = "fr") -> list[str]:
    """The text of each run once set, no-break spaces visible."""
    return [shown("".join(piece.text for piece in pieces)) for pieces in set_runs(runs, lang)]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("Note"), Run(" : suite")], ["Note", "~: suite"]),
        ([Run("Note"), Run(": suite")], ["Note", "~: suite"]),
        ([Run("loi", True), Run(" ; puis")], ["loi", "|; puis"]),
        ([Run("loi", True), Run("; puis")], ["loi", "|; puis"]),
        ([Run("mot "), Run("; loi", True)], ["mot|", "; loi"]),
        ([Run("« "), Run("l'image", True), Run(" »")], ["«|", "l'image", "|»"]),
        ([Run("«"), Run("l'image", True), Run("»")], ["«|", "l'image", "|»"]),
        ([Run("qu'il juge \""), Run("glaçante", True), Run('".')], ["qu’il juge «|", "glaçante", "|»."]),
        ([Run('« "'), Run("mot"), Run('" »')], ["«|“", "mot", "”|»"]),
        ([Run("40"), Run(" %")], ["40", "~%"]),
        ([Run("40"), Run("%")], ["40", "~%"]),
        ([Run("74"), Run(" "), Run("mois")], ["74", "~", "mois"]),
        ([Run("l'"), Run("article"), Run(" 5")], ["l’", "article", "~5"]),
        ([Run("à 12"), Run(":30")], ["à 12", ":30"]),
        ([Run("« mot ; », 20 000 %", True)], ["« mot ; », 20 000 %"]),
        ([Run("https://exemple.fr/a"), Run("?b=c;d")], ["https://exemple.fr/a", "?b=c;d"]),
        ([Run(""), Run("oui !"), Run("")], ["", "oui|!", ""]),
        ([], []),
    ],
)
def test_rules_see_the_paragraph_and_change_single_nodes(runs: list[Run], expected: list[str]) -> None:
    """A « : » after a link begins a node of its own; words of law keep every character."""
    assert lines(runs) == expected


def test_an_ordinal_may_go_over_a_border() -> None:
    """« **1**er » is still an ordinal."""
    assert set_runs((Run("1"), Run("er rang")), "fr") == ((Piece("1"),), (Piece("er", True), Piece(" rang")))


def test_a_verbatim_ordinal_is_not_raised() -> None:
    """Words of law are printed as the law page has them."""
    assert set_runs((Run("1er", True),), "fr") == ((Piece("1er"),),)


def test_words_in_a_language_without_a_profile_stay_as_they_are() -> None:
    """A German title in a French brief must not get French spaces, nor stop the build."""
    assert set_text('Warum? "Ja"', "de") == 'Warum? "Ja"'


def test_a_region_is_no_other_language() -> None:
    """« lang: fr-FR » is written by many."""
    assert set_text("Oui !", "fr-FR") == set_text("Oui !", "fr")


@pytest.mark.parametrize(("lang", "marks"), [("fr", ("«\u202f", "\u202f»")), ("en", ("“", "”"))])
def test_quote_marks_are_final(lang: str, marks: tuple[str, str]) -> None:
    """A quotation filled in by the program looks like one that the author typed."""
    assert quote_marks(lang) == marks
    assert set_text(f"{marks[0]}mot{marks[1]}", lang) == f"{marks[0]}mot{marks[1]}"


words = st.text(alphabet=" \u00a0\u202f«»“”‘’\"'.;:!?%€…-–()[]/@1230aeIVXMnp°é", max_size=30) | st.sampled_from(
    [
        "https://x.fr/a?b",
        "art. ",
        "n° ",
        "1er ",
        "20 000",
        " euros",
        "M. X",
        "...",
        " -- ",
        "'n'",
        "a@b.fr",
        "12:30",
        " : ",
        "l'",
    ]
)
texts = st.lists(words, max_size=6).map("".join)
paragraphs = st.lists(st.builds(Run, words, st.booleans()), max_size=6)
languages = st.sampled_from(sorted(PROFILES))


@settings(deadline=None)
@given(texts, languages)
def test_setting_twice_changes_nothing(text: str, lang: str) -> None:
    """Texts pass through typography more than once: filled figures inside set sentences."""
    once = set_text(text, lang)
    assert set_text(once, lang) == once


@settings(deadline=None)
@given(paragraphs, languages)
def test_setting_runs_twice_changes_nothing(runs: list[Run], lang: str) -> None:
    """The same, with borders between nodes."""
    once = set_runs(runs, lang)
    again = [Run("".join(p.text for p in pieces), run.verbatim) for run, pieces in zip(runs, once, strict=True)]
    assert set_runs(again, lang) == once


@settings(deadline=None)
@given(paragraphs, languages)
def test_verbatim_words_never_change(runs: list[Run], lang: str) -> None:
    """A changed character in words of law is a misquotation."""
    for run, pieces in zip(runs, set_runs(runs, lang), strict=True):
        if run.verbatim:
            assert pieces == ((Piece(run.text),) if run.text else ())


def essence(text: str) -> str:
    """A text without spaces, and with marks in one form: what typography may not touch."""
    text = text.replace("...", "…").replace("--", "–")
    plain = {"«": '"', "»": '"', "“": '"', "”": '"', "‘": "'", "’": "'"}
    signs = "".join(plain.get(char, char) for char in text if not unicodedata.category(char).startswith("Z"))
    return signs.replace("'", "").replace('"', "")


@settings(deadline=None)
@given(texts, languages)
def test_nothing_but_spaces_and_marks_changes(text: str, lang: str) -> None:
    """A lost letter or digit would change what a brief says."""
    assert essence(set_text(text, lang)) == essence(text)
