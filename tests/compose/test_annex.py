"""The evidence annex as data: each claim, the words that it rests on, where to check them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.citations.works import Formatted, FormattedEntry
from plaidoyer.compose.arrange import compose
from plaidoyer.compose.document import Annex, AnnexLine
from plaidoyer.compose.excerpts import LONGEST_CLAIM, LONGEST_PASSAGE, excerpt, shortened, written_number
from plaidoyer.compose.notes import notes_of
from plaidoyer.config import Config
from plaidoyer.evidence.claims import claims_of
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.uses import resolve
from plaidoyer.records.campaign import read_campaign
from plaidoyer.records.dates import Date
from plaidoyer.words import Text
from tests.compose.conftest import HEAD

SHA = "0123456789abcdef" * 4
MORE = """id: etude
type: report
title: Étude
language: en
passages:
  chapitre: {exact: "It is cold.", locator: {chapter: 2}}
"""

Make = Callable[..., Annex | None]


def proof(passage: str, how: Literal["capture", "article", "receipt"] = "capture", page: int = 0) -> Proof:
    """The passage of « rapport-2025 », found."""
    extractor = "plain" if how == "capture" else ""
    return Proof(
        "rapport-2025", passage, how, "captures/r.txt", SHA, extractor, 0, 9, page, retrieved=Date(2026, 11, 22)
    )


@pytest.fixture
def make(small: Path) -> Make:
    """``make("text", proof(…))``: the annex of a brief of that text; ``wanted`` is its front matter's word."""

    def made(
        text: str, *proofs: Proof, lang: str = "fr", wanted: str = "true", front: str = "", numbered: bool = True
    ) -> Annex | None:
        (small / "sources/etude.yaml").write_text(MORE, encoding="utf-8")
        brief = small / "briefs/text/brief.md"
        brief.parent.mkdir(exist_ok=True)
        head = HEAD.format(template="one-pager", lang=lang, front=f"evidence-annex: {wanted}\n{front}")
        brief.write_text(head + text, encoding="utf-8")
        campaign = read_campaign(small, Config())
        note = campaign.briefs["text"]
        claims = claims_of(note)
        uses = resolve(note, claims, campaign.sources, campaign.broken_sources).uses
        notes = notes_of(claims, uses, "call", lang)
        cited = dict.fromkeys(cite.source for cluster in notes.clusters for cite in cluster.cites)
        entries = tuple(FormattedEntry(source, (Text(source),)) for source in cited)
        formatted = Formatted(tuple(() for _ in notes.clusters), entries, note_style=False, numbered=numbered)
        found = {(each.source, each.passage): each for each in proofs}
        return compose(note, claims, uses, notes, formatted, "call", "", {}, found, draft=True).annex

    return made


def lines(annex: Annex | None) -> list[AnnexLine]:
    """Every line of the annex."""
    assert annex is not None
    return [line for claim in annex.claims for line in claim.lines]


def said(text: str) -> str:
    """Spaces that do not break, shown as plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_brief_has_an_annex_only_where_it_asks_for_one(make: Make) -> None:
    assert make("Un fait [@rapport-2025/part].", wanted="false") is None


def test_a_reviewer_finds_claim_passage_source_page_copy_and_date_in_one_line(make: Make) -> None:
    """What the contract promises of each line."""
    annex = make("Il y en a [](figure:rapport-2025/semestre-2025).", proof("premier-semestre"))
    assert annex is not None
    (claim,) = annex.claims
    (line,) = claim.lines
    assert (claim.number, said(claim.words)) == (1, "Il y en a 1 240 signalements.")
    assert line.passage == "De janvier à juin 2025, l'Observatoire a reçu 1 240 signalements."
    assert said(line.source) == "Observatoire des lacs, 15 janv. 2026"
    assert (line.entry, line.number, said(line.place)) == ("ref-rapport-2025", "1", "p. 3")
    assert (line.copy, said(line.date), line.proven) == (SHA, "22 novembre 2026", True)


def test_a_list_without_numbers_is_referred_to_by_none(make: Make) -> None:
    """A house style by author and date has no numbers: the annex must not invent any."""
    (line,) = lines(make("Un fait [@rapport-2025/part].", numbered=False))
    assert (line.entry, line.number) == ("ref-rapport-2025", "")


def test_a_receipt_gives_the_same_annex_as_the_copy_itself(make: Make) -> None:
    """« verify » on a machine without the private copies must come to the same bytes."""
    text = "Il y en a [](figure:rapport-2025/semestre-2025), dont une part [@rapport-2025/part]."
    names = ("premier-semestre", "part")
    here, elsewhere = (make(text, *(proof(name, how, 2) for name in names)) for how in ("capture", "receipt"))
    assert here == elsewhere


def test_a_passage_that_nobody_found_is_not_called_proven(make: Make) -> None:
    (line,) = lines(make("Un fait [@rapport-2025/part]."))
    assert (line.proven, line.copy, line.date) == (False, "", "")


def test_a_page_of_the_copy_serves_where_the_record_names_no_page(make: Make) -> None:
    """The brief's own locator wins over the record's, and that over the page of the copy."""
    text = "A [@rapport-2025/part]. B [@rapport-2025/premier-semestre]. C [@rapport-2025/part, p. 12]. "
    text += "D [@etude/chapitre]."
    found = lines(make(text, proof("part", page=7), proof("premier-semestre", page=7)))
    assert [said(line.place) for line in found] == ["p. 7 de la copie", "p. 3", "p. 12", "chapter 2"]


def test_a_citation_of_a_whole_source_says_so(make: Make) -> None:
    (line,) = lines(make("Un fait [@rapport-2025, p. 9]."))
    assert (line.passage, line.remark, said(line.place)) == ("", "source entière", "p. 9")


LAW = [
    ("[puni](law:code-lacs/12-3#1.2)", "La tentative est punie des mêmes peines.", "art. 12-3, al. 1, phrase 2", ""),
    (
        "[puni](law:code-lacs/12-3#2?reading)",
        "Les personnes morales peuvent être déclarées responsables.",
        "art. 12-3, al. 2",
        "notre lecture",
    ),
    ("[puni](law:code-lacs/12-3?reading)", "", "art. 12-3", "article entier, notre lecture"),
]


@pytest.mark.parametrize(("link", "passage", "place", "remark"), LAW)
def test_law_is_shown_with_alinea_version_and_date_of_reading(
    make: Make, link: str, passage: str, place: str, remark: str
) -> None:
    """The reviewer opens Légifrance at this version, not at today's."""
    (line,) = lines(make(f"C'est {link}."))
    assert (line.passage, said(line.place), line.remark) == (passage, place, remark)
    assert said(line.version) == "LACARTI0001, en vigueur depuis le 23 avril 2021"
    assert (said(line.date), line.copy, line.proven) == ("vu le 22 novembre 2026", "", True)


def test_a_sentence_of_law_in_a_language_without_profile_is_found(make: Make, small: Path) -> None:
    """A German record must not stop a French brief."""
    record = small / "sources/code-lacs.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("language: fr", "language: de"), encoding="utf-8")
    (line,) = lines(make("C'est [puni](law:code-lacs/12-3#1.2)."))
    assert (line.passage, line.lang) == ("La tentative est punie des mêmes peines.", "de")


def test_a_passage_that_names_an_article_is_shown_as_law(make: Make, small: Path) -> None:
    record = small / "sources/code-lacs.yaml"
    passages = 'passages:\n  tentative: {exact: "punie des mêmes peines", article: "12-3", alinea: 1}\n'
    record.write_text(record.read_text(encoding="utf-8") + passages, encoding="utf-8")
    here = Proof("code-lacs", "tentative", "article")
    (line,) = lines(make("Un fait [@code-lacs/tentative].", here))
    assert (line.version.partition(",")[0], said(line.place), line.proven) == ("LACARTI0001", "art. 12-3, al. 1", True)


def test_a_bill_is_in_force_nowhere(make: Make, small: Path) -> None:
    """An amendment quoted as if it were law would be a false claim of our own."""
    record = (
        (small / "sources/code-lacs.yaml")
        .read_text(encoding="utf-8")
        .replace("legislation", "bill\nissued: 2026-02-10")
    )
    (small / "sources/projet.yaml").write_text(record.replace("      in-force: 2021-04-23\n", ""), encoding="utf-8")
    (line,) = lines(make("Le projet dit [puni](law:projet/12-3#1.2)."))
    assert line.version == "LACARTI0001"


def test_a_derived_figure_shows_every_input_and_the_sum(make: Make) -> None:
    front = (
        "derived:\n  total:\n    inputs: {a: rapport-2025/semestre-2025, b: rapport-2025/annee-2024}\n"
        "    formula: a + b\n    unit: {fr: {one: signalement, other: signalements}}\n"
    )
    annex = make("En tout [](figure:total).", front=front)
    assert annex is not None
    assert [said(line.place) for line in lines(annex)] == ["p. 3", "p. 4"]
    (sum_,) = annex.claims[0].calculations
    assert "1 240 + 1 860 = 3 100" in said(sum_)


def test_charts_and_key_figures_are_claims(make: Make) -> None:
    text = (
        '::: {.chart figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" title="Les signalements"}\n:::\n\n'
        '::: {.key-figure figure="rapport-2025/part"}\n:::\n\n'
        '::: {.chart figures="rapport-2025/annee-2024"}\n:::\n\n'
        '::: {.key-figure figure="rapport-2025/inconnu"}\n:::\n'
    )
    annex = make(text)
    assert annex is not None
    assert [said(claim.words) for claim in annex.claims] == [
        "Les signalements",
        "40 %",
        "1 860 signalements signalements reçus",
        "rapport-2025/inconnu",
    ]
    assert [len(claim.lines) for claim in annex.claims] == [2, 1, 1, 1]


def test_what_the_record_lacks_is_named_as_the_text_does(make: Make) -> None:
    """A draft's annex leaves no claim out."""
    found = lines(make("Un [@nulle-part/rien] fait, [ceci](figure:rien), [cela](quote:rapport-2025/absent)."))
    assert [(line.source, line.proven) for line in found] == [
        ("nulle-part/rien", False),
        ("rien", False),
        ("rapport-2025/absent", False),
    ]


def test_claims_stand_everywhere_in_a_brief(make: Make) -> None:
    """Words of a claim in a heading, list, table, quotation or part are printed as they stand there."""
    text = (
        "## Titre [@rapport-2025/part]\n\n- Liste [@rapport-2025/part].\n\n> Cité [@rapport-2025/part].\n\n"
        "### Sous-titre [@rapport-2025/part]\n\n---\n\n    code\n\n"
        "| A [@rapport-2025/part] | B |\n|---|---|\n| C | D **gras** d [@rapport-2025/part] |\n\n"
        "::: sidebar\nMarge ![x](x.png) [@rapport-2025/part].\n:::\n\nDeux\\\nlignes [@rapport-2025/part].\n"
    )
    annex = make(text)
    assert annex is not None
    assert [claim.words for claim in annex.claims] == [
        "Titre",
        "Liste.",
        "Cité.",
        "Sous-titre",
        "A",
        "D gras d",
        "Marge.",
        "Deux lignes.",
    ]


def test_one_passage_cited_twice_in_a_sentence_is_one_line(make: Make) -> None:
    text = "Le ministère estime que [40 %](figure:rapport-2025/part) des lacs [@rapport-2025/part]."
    assert len(lines(make(text))) == 1


def test_a_passage_keeps_its_own_signs(make: Make) -> None:
    """Verbatim: no apostrophe is bent, no space is made narrow."""
    (line,) = lines(make("Un fait [@rapport-2025/part].", lang="en"))
    assert (line.passage, line.lang) == ("Le ministère estime que 40 % des lacs sont concernés.", "fr")
    (line,) = lines(make("« [a reçu 1 240](quote:rapport-2025/premier-semestre) »"))
    assert "l'Observatoire a reçu 1 240 signalements" in line.passage


# Excerpts -----------------------------------------------------------------------------------------


def test_a_long_claim_is_cut_after_a_word() -> None:
    cut = shortened("un mot, " * 60)
    assert len(cut) <= LONGEST_CLAIM + 1
    assert cut.endswith("un mot, un…")
    assert shortened("mot, " * 60).endswith("mot…")  # no sign before the cut
    assert shortened("court") == "court"
    assert len(shortened("x" * 999)) == LONGEST_CLAIM + 1


@pytest.mark.parametrize("place", [0, 100, 200, 300, 400, 590, 597])
def test_the_words_that_count_are_never_cut_out(place: int) -> None:
    """A reviewer looks for the figure: it stands in what is left of the passage, wherever it was."""
    text = " ".join(f"m{number}" for number in range(600))
    kept = f"m{place} m{place + 1} m{place + 2}"
    left = excerpt(text, kept)
    assert kept in left
    assert "[…]" in left
    assert len(left) <= LONGEST_PASSAGE + 20


def test_words_without_spaces_are_cut_too() -> None:
    """An address of a thousand letters must not fill the page."""
    assert len(excerpt("x" * 5000)) < LONGEST_PASSAGE + 20
    middle = excerpt("x" * 3000 + "y z" + "x" * 3000, "y z")
    assert "y z" in middle
    assert len(middle) < LONGEST_PASSAGE + 20


def test_signs_bent_by_typography_do_not_hide_the_words_that_count() -> None:
    text = "mot " * 90 + "l'image d'un mineur" + " mot" * 90
    assert "l'image d'un mineur" in excerpt(text, "l’image d’un\u00a0mineur")


@given(st.text(alphabet="ab ’\u00a0.", max_size=900), st.text(alphabet="ab ", max_size=400))
def test_whatever_is_left_of_a_passage_is_verbatim(text: str, kept: str) -> None:
    rest = text
    for piece in excerpt(text, kept).split(" […] "):
        piece = piece.removeprefix("[…] ").removesuffix(" […]")
        assert piece in rest
        rest = rest[rest.index(piece) + len(piece) :]


def test_a_number_is_found_as_the_passage_writes_it() -> None:
    assert written_number(Decimal(20254), "In all 20,254 images") == "20,254"
    assert written_number(Decimal("1240"), "reçu 1\u202f240 signalements") == "1\u202f240"
    assert written_number(Decimal("5.5"), "plus 15,5 ou 5,5 %") == "5,5"
    assert written_number(Decimal(20), "20,254 images, et 20 %") == "20"
    assert written_number(Decimal(254), "20,254 images") == ""
    assert written_number(Decimal(20), "vingt") == ""
    assert written_number(None, "vingt") == ""
