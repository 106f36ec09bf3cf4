"""What changed between two editions of a brief, from git to the telling, through the program itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.cli.main import run_program
from plaidoyer.config import Config
from plaidoyer.diagnostics import Span
from plaidoyer.pipeline import edition, editions
from plaidoyer.pipeline.restated import restated
from plaidoyer.pipeline.statements import Link, Statement
from plaidoyer.records.changes import Status
from plaidoyer.workers import git as workers_git
from tests.conftest import Ran
from tests.histories import AMENDMENT, LAW, MEMO, NOTE, RECORD, edit, git, keep

Told = Mapping[str, Any]
Diff = Callable[..., Told]


@pytest.fixture
def campaign(small: Path) -> Path:
    """The campaign « small » with one commit."""
    keep(small)
    return small


@pytest.fixture
def diff(capfd: pytest.CaptureFixture[str]) -> Diff:
    """What « diff » tells: ``diff(folder, "HEAD")``, of the brief « note » where none is named.

    No-break spaces are plain ones here.
    """

    def run(folder: Path, *revisions: str, slug: str = "note") -> Told:
        capfd.readouterr()
        status = run_program(["-C", str(folder), "diff", slug, *(revisions or ("HEAD",)), "--format", "json"])
        captured = capfd.readouterr()
        assert status == 0, captured.err
        told: Told = json.loads(captured.out.replace("\u00a0", " ").replace("\u202f", " "))
        assert told["version"] == 1
        return told

    return run


PARTS = ("fields", "claims", "sentences", "figures", "sources", "amendments")


def parts(told: Told) -> list[str]:
    """The parts of the telling that hold anything."""
    return [name for name in PARTS if told[name]]


def said(pieces: Sequence[Mapping[str, str]]) -> str:
    """« le [-petit -]lac »."""
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece["kind"]].format(piece["text"]) for piece in pieces)


def claims(told: Told, name: str = "claims") -> dict[str, tuple[str, list[str]]]:
    """What became of each claim and of its evidence, by its words."""
    return {
        said(one["words"]): (
            one["status"],
            [f"{why['part']} {why['source'] or ''}/{why['name']} {why['status']}" for why in one["evidence"]],
        )
        for one in told[name]
    }


def figures(told: Told) -> list[tuple[str | None, str, str, str | None, str | None]]:
    return [(one["source"], one["name"], one["status"], one["old"], one["new"]) for one in told["figures"]]


# Words and evidence -------------------------------------------------------------------------------


def test_nothing_changed(campaign: Path, diff: Diff) -> None:
    told = diff(campaign)
    assert (told["status"], parts(told)) == ("unchanged", [])
    commit = git(campaign, "rev-parse", "HEAD")
    assert told["then"] == {
        "revision": "HEAD",
        "commit": commit,
        "there": True,
        "title": "Lacs : punir la pollution",
        "claims": 9,
        "sources": 2,
        "errors": [],
    }
    assert told["now"] == {**told["then"], "revision": None, "commit": None}


def test_writing_is_no_change(campaign: Path, diff: Diff) -> None:
    """Who reads the PDF reads the same: a comment, line breaks, apostrophes, an order of fields."""
    edit(campaign / NOTE, "L'Observatoire a reçu", "L’Observatoire\n  a reçu")
    edit(campaign / NOTE, "version: 1\nissuer: Les amis des lacs\n", "issuer: 'Les amis des lacs'\nversion: 1\n")
    edit(campaign / NOTE, "## Le droit", "<!-- read by the mayor -->\n\n## Le droit")
    edit(campaign / RECORD, "type: report", "# read\ntype: report")
    told = diff(campaign)
    assert (told["status"], parts(told)) == ("unchanged", [])


def test_a_claim_in_other_words(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, "L'Observatoire a reçu", "Depuis janvier, l'Observatoire a reçu")
    told = diff(campaign)
    assert (told["status"], parts(told)) == ("changed", ["claims"])
    assert claims(told) == {
        "[-L’-]{+Depuis janvier, l’+}Observatoire a reçu 1 240 signalements en six mois.": (
            "reworded",
            [],
        )
    }
    (claim,) = told["claims"]
    assert (claim["kind"], claim["file"], claim["line"]) == ("sentence", NOTE, 23)
    assert claim["id"].startswith("note-")
    assert claim["was"].startswith("note-")
    assert claim["id"] != claim["was"]
    assert claim["old"] == "L’Observatoire a reçu 1 240 signalements en six mois."


def test_claims_that_are_new_and_gone(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, "Le coût est connu : [](quote:rapport-2025/cout).", "")
    edit(campaign / NOTE, "dès sa publication.", "dès sa publication. Le maire l'a dit [@rapport-2025/part].")
    assert claims(diff(campaign)) == {
        "[-Le coût est connu : « Le coût est de 75 000 euros par an, entre 5 et 10 agents étant employés. ».-]": (
            "deleted",
            ["passage rapport-2025/cout deleted"],
        ),
        "{+Le maire l’a dit.+}": ("added", ["passage rapport-2025/part added"]),
    }
    one, other = diff(campaign)["claims"]
    assert ((one["was"] or "")[:5], one["id"], other["was"], other["id"][:5]) == ("note-", None, None, "note-")


def test_a_digit_of_a_record_is_followed_to_every_claim_and_figure(campaign: Path, diff: Diff) -> None:
    """The sentence that prints it, what is computed from it, and the chart: none of their words were typed anew."""
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    told = diff(campaign)
    assert parts(told) == ["claims", "figures", "sources"]
    why = ["figure rapport-2025/semestre-2025 changed"]
    assert claims(told) == {
        "L’Observatoire a reçu [-1 240-]{+1 340+} signalements en six mois.": ("reworded", why),
        "Signalements reçus : 1 860 signalements reçus ; [-1 240-]{+1 340+}"
        " signalements reçus": ("reworded", why),
        "L’Observatoire des lacs (OL) reçoit [-206,7-]{+223,3+} signalements par mois.": (
            "reworded", ["derived /par-mois changed", *why],
        ),
    }  # fmt: skip
    assert [one["kind"] for one in told["claims"]] == ["sentence", "chart", "sentence"]
    assert figures(told) == [
        ("rapport-2025", "semestre-2025", "changed", "1 240 signalements", "1 340 signalements"),
        (None, "par-mois", "changed", "206,7 signalements par mois", "223,3 signalements par mois"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value: 95\n    qualifier: more than", "value: 95\n    qualifier: at least", "au moins 95 %"),
        ("low: 5\n    high: 10", "low: 5\n    high: 12", "entre 5 et 12 agents"),
        ("value: 75000\n    unit: EUR", "value: 75000\n    unit: CHF", "75 000 CHF"),
    ],
)
def test_qualifier_bounds_and_unit_are_parts_of_a_figure(
    campaign: Path, diff: Diff, old: str, new: str, words: str
) -> None:
    edit(campaign / RECORD, old, new)
    (figure,) = diff(campaign)["figures"]
    assert (figure["status"], figure["new"]) == ("changed", words)


def test_the_same_words_on_other_evidence(campaign: Path, diff: Diff) -> None:
    """A passage that was mended under a sentence that nobody touched is what a reviewer must read again."""
    edit(campaign / RECORD, "Le ministère estime que 40 %", "Le ministère pense que 40 %")
    told = diff(campaign)
    assert parts(told) == ["claims", "sources"]
    (words,) = claims(told)
    assert claims(told)[words] == ("evidence", ["passage rapport-2025/part changed"])
    assert "{+" not in words


def test_links_that_came_and_went_under_the_same_words(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, " des lacs touchés [@rapport-2025/prevision]", " des lacs touchés [@rapport-2025/part, p. 2]")
    ((_, evidence),) = claims(diff(campaign)).values()
    assert evidence == ["passage rapport-2025/part added", "passage rapport-2025/prevision deleted"]
    keep(campaign)
    edit(campaign / NOTE, "[@rapport-2025/part, p. 2]", "[@rapport-2025/part, p. 3]")
    assert [*claims(diff(campaign)).values()] == [("evidence", ["passage rapport-2025/part changed"])]


def test_a_citation_that_was_dropped_is_told_with_its_sentence(campaign: Path, diff: Diff) -> None:
    """It is no claim any more, and that is what the reader wants to know."""
    edit(campaign / NOTE, "[la tentative](law:code-lacs/12-3#1?reading)", "la tentative")
    told = diff(campaign)
    assert parts(told) == ["claims"]
    assert claims(told) == {"L’article 12-3 punit la tentative.": ("evidence", ["article code-lacs/12-3#1 deleted"])}
    assert (told["claims"][0]["id"], told["claims"][0]["was"] is not None) == (None, True)


def test_law_is_followed_to_the_alinea(campaign: Path, diff: Diff) -> None:
    """An alinéa that the brief does not speak of is in no claim."""
    edit(campaign / LAW, "75 000", "80 000")
    evidence = [why for one in diff(campaign)["claims"] for why in one["evidence"]]
    assert {(why["part"], why["name"]) for why in evidence} == {("article", "12-3#1")}
    git(campaign, "checkout", "--quiet", "--", ".")
    edit(campaign / LAW, "Les personnes morales", "Toutes les personnes morales")
    told = diff(campaign)
    assert parts(told) == ["sources"]


def test_a_capture_that_changed_is_evidence(campaign: Path, diff: Diff) -> None:
    edit(campaign / RECORD, "f7ff22dc46", "aaaaaaaaaa")
    told = diff(campaign)
    assert {one["status"] for one in told["claims"]} == {"evidence"}
    assert {why["part"] for one in told["claims"] for why in one["evidence"]} == {"capture"}


def test_text_for_another_language_is_no_change(campaign: Path, diff: Diff) -> None:
    """The French brief prints nothing of it; the English one does."""
    edit(campaign / RECORD, "The cost is 75,000 euros", "The price is 75,000 euros")
    edit(campaign / RECORD, "en: {one: report, other: reports}", "en: {one: account, other: accounts}")
    assert diff(campaign)["status"] == "unchanged"
    assert parts(diff(campaign, slug="memo")) == ["claims", "figures", "sources"]


def test_sentences_without_evidence_are_told_apart(campaign: Path, diff: Diff) -> None:
    """What a lawmaker reads in a heading or an option has changed too, and no reviewer need look at it."""
    edit(campaign / NOTE, "## Le droit", "## Le droit actuel")
    edit(campaign / NOTE, "1. Ne rien faire.", "1. Attendre encore.")
    told = diff(campaign)
    assert parts(told) == ["sentences"]
    assert claims(told, "sentences") == {
        "Le droit{+ actuel+}": ("reworded", []),
        "[-Ne rien faire.-]": ("deleted", []),
        "{+Attendre encore.+}": ("added", []),
    }
    assert [one["kind"] for one in told["sentences"]] == ["heading", "sentence", "sentence"]


def test_what_the_reader_sees_of_the_front_matter(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, "version: 1", "version: 2\nevidence-annex: true\nauthors: [Anne Martin, Jean Petit]")
    edit(campaign / NOTE, "date: 2026-11-24", "date: 2026-12-01")
    edit(campaign / NOTE, "avant l'été 2027", "avant [le coût de 40 %](figure:rapport-2025/part) connu")
    edit(campaign / NOTE, "audience: Commission du développement durable\n", "")
    told = diff(campaign)
    assert {one["field"]: (one["old"], one["new"]) for one in told["fields"]} == {
        "ask": (
            "Que le Parlement complète l’article 12-3 du code des lacs avant l’été 2027.",
            "Que le Parlement complète l’article 12-3 du code des lacs avant le coût de 40 % connu.",
        ),
        "version": ("1", "2"),
        "authors": (None, "Anne Martin ; Jean Petit"),
        "audience": ("Commission du développement durable", None),
        "date": ("24 novembre 2026", "1er décembre 2026"),
        "evidence-annex": (None, "true"),
    }
    assert [one["status"] for one in told["claims"]] == ["added"]  # the ask holds evidence now


def test_what_is_printed_is_what_is_compared(campaign: Path, diff: Diff) -> None:
    """Line breaks, pictures, code and emphasis; a sentence that is nothing but a citation."""
    edit(
        campaign / NOTE,
        "La mesure s'applique dès sa publication.",
        "La *mesure*\\\nest `prête` ![Un lac](lac.png).\n\n[@rapport-2025/part]",
    )
    told = diff(campaign)
    assert claims(told, "sentences") == {
        "[-La mesure s’applique dès sa publication.-]": ("deleted", []),
        "{+La mesure est prête.+}": ("added", []),
    }
    assert claims(told) == {"": ("added", ["passage rapport-2025/part added"])}


def test_a_table_that_an_article_covers(campaign: Path, diff: Diff) -> None:
    """Its caption prints no word for the article; a picture says nothing; an unknown article stops nothing."""
    table = "| Acte | Peine |\n| --- | --- |\n| Polluer | 75 000 |\n\n: Les peines {law=code-lacs/12-3}\n"
    edit(campaign / NOTE, "## Les options", f"{table}\n![Un lac](lac.png)\n\n## Les options")
    told = diff(campaign)
    assert claims(told) == {"{+Les peines+}": ("added", ["article code-lacs/12-3 added"])}
    assert [*claims(told, "sentences")] == ["{+Acte+}", "{+Peine+}", "{+Polluer+}", "{+75 000+}"]
    keep(campaign)
    edit(campaign / NOTE, "{law=code-lacs/12-3}", "{law=code-lacs/99}")
    assert claims(diff(campaign)) == {
        "Les peines": ("evidence", ["article code-lacs/99 added", "article code-lacs/12-3 deleted"])
    }


def test_a_key_figure_says_what_it_counts(campaign: Path, diff: Diff) -> None:
    """« 40 % », of what? A caveat is printed with it, and a figure that is not to be found by its name."""
    edit(campaign / RECORD, '    unit: "%"\n    kind: estimate', '    unit: "%"\n    of: des lacs\n    kind: estimate')
    keep(campaign)
    edit(campaign / NOTE, "## Le problème", '::: {.key-figure figure="rapport-2025/part"}\n:::\n\n## Le problème')
    edit(campaign / NOTE, 'figures="rapport-2025/annee-2024', 'figures="rapport-2025/nulle')
    told = claims(diff(campaign))
    assert "{+40 % des lacs (méthode non publiée)+}" in told
    assert any("{+[figure:rapport-2025/nulle]+}" in words for words in told)


# Sources ------------------------------------------------------------------------------------------


def test_bibliography_is_told_apart_from_evidence(campaign: Path, diff: Diff) -> None:
    edit(campaign / RECORD, "issued: 2026-01-15", "issued: 2026-01-16")
    edit(campaign / RECORD, "retrieved: 2026-11-20", "retrieved: 2026-11-21")
    told = diff(campaign)
    assert parts(told) == ["sources"]
    (source,) = told["sources"]
    assert (source["id"], source["status"], source["title"]) == (
        "rapport-2025", "changed", "Rapport annuel : les signalements",
    )  # fmt: skip
    assert [(one["aspect"], one["name"]) for one in source["changes"]] == [("bibliography", "issued")]
    assert source["changes"][0]["fields"] == [{"field": None, "old": "2026-01-15", "new": "2026-01-16"}]


def test_a_part_that_the_brief_does_not_use_is_not_told(campaign: Path, diff: Diff) -> None:
    edit(campaign / RECORD, "value: 1860", "value: 1870")
    edit(campaign / NOTE, "rapport-2025/annee-2024 ", "")
    keep(campaign)
    edit(campaign / RECORD, "value: 1870", "value: 1880")
    assert diff(campaign)["status"] == "unchanged"


def test_sources_that_came_and_went(campaign: Path, diff: Diff) -> None:
    shutil.copy(campaign / RECORD, campaign / "sources/autre.yaml")
    edit(campaign / "sources/autre.yaml", "Rapport annuel", "Autre rapport")
    keep(campaign)
    text = (campaign / NOTE).read_text(encoding="utf-8")
    (campaign / NOTE).write_text(text.replace("[@rapport-2025/prevision]", "[@autre/prevision]"), encoding="utf-8")
    told = diff(campaign)
    assert [(one["id"], one["status"]) for one in told["sources"]] == [("autre", "added")]
    assert [(one["id"], one["status"]) for one in diff(campaign, "HEAD", "HEAD")["sources"]] == []
    keep(campaign)
    assert [(one["id"], one["status"]) for one in diff(campaign, "HEAD", "HEAD~1")["sources"]] == [("autre", "deleted")]


def test_a_renamed_record_is_one_source(campaign: Path, diff: Diff) -> None:
    """Thirty links that were typed anew are not thirty claims to be read again."""
    git(campaign, "mv", RECORD, "sources/observatoire.yaml")
    edit(campaign / NOTE, "rapport-2025", "observatoire")
    told = diff(campaign)
    assert parts(told) == ["sources"]
    (source,) = told["sources"]
    assert (source["id"], source["was"], source["status"], source["changes"]) == (
        "observatoire", "rapport-2025", "changed", [],
    )  # fmt: skip
    edit(campaign / "sources/observatoire.yaml", "value: 1240", "value: 1340")
    assert [one["evidence"][-1]["source"] for one in diff(campaign)["claims"]] == ["observatoire"] * 3


@pytest.mark.parametrize("asked", ["note", "lacs"])
def test_a_renamed_brief_is_compared_with_what_it_was(campaign: Path, diff: Diff, asked: str) -> None:
    """A better name for a folder does not make forty claims new; whichever name is asked for."""
    first = keep(campaign)
    git(campaign, "mv", "briefs/note", "briefs/lacs")
    edit(campaign / "briefs/lacs/brief.md", "des lacs sont concernés", "de nos lacs sont concernés")
    for revisions in ((first,), (first, keep(campaign))):
        told = diff(campaign, *revisions, slug=asked)
        assert (told["status"], parts(told)) == ("changed", ["fields", "claims"])
        assert [(one["field"], one["old"], one["new"]) for one in told["fields"]] == [("slug", "note", "lacs")]
        assert len(told["claims"]) == 1


def test_another_brief_in_the_place_of_one_that_is_gone_is_new(campaign: Path, diff: Diff) -> None:
    first = keep(campaign)
    git(campaign, "rm", "-r", "--quiet", "briefs/note")
    text = (campaign / MEMO).read_text(encoding="utf-8")
    (campaign / "briefs/autre").mkdir()
    (campaign / "briefs/autre/brief.md").write_text(text, encoding="utf-8")
    assert diff(campaign, first, slug="autre")["status"] == "added"
    assert diff(campaign, first, slug="note")["status"] == "deleted"


def test_a_record_that_another_takes_the_place_of_was_not_renamed(campaign: Path, diff: Diff) -> None:
    shutil.copy(campaign / RECORD, campaign / "sources/copie.yaml")
    edit(campaign / NOTE, "rapport-2025", "copie")
    assert [(one["id"], one["status"]) for one in diff(campaign)["sources"]] == [
        ("copie", "added"), ("rapport-2025", "deleted"),
    ]  # fmt: skip


def test_a_record_that_cannot_be_read_is_named_and_stops_nothing(campaign: Path, diff: Diff) -> None:
    good = (campaign / LAW).read_bytes()
    (campaign / LAW).write_bytes(b"type: legislation\n\ttitle: x\n")
    old = keep(campaign)
    (campaign / LAW).write_bytes(good)
    told = diff(campaign, old)
    assert [(one["file"], one["line"]) for one in told["then"]["errors"]] == [(LAW, 2)]
    assert [(one["id"], one["status"], one["changes"]) for one in told["sources"]] == [("code-lacs", "changed", [])]
    evidence = {why["part"] for one in told["claims"] for why in one["evidence"]}
    assert evidence == {"article"}
    (campaign / LAW).write_bytes(b"x" * 2_000_000)
    keep(campaign)
    (campaign / LAW).write_bytes(good)
    (error,) = diff(campaign)["then"]["errors"]
    assert "more than are read" in error["message"]


def test_a_record_that_is_not_there_is_no_change_of_it(campaign: Path, diff: Diff) -> None:
    """Broken links print what was typed, then and now."""
    edit(campaign / NOTE, "(figure:rapport-2025/cout)", "(figure:nulle-part/cout)")
    edit(campaign / NOTE, "(figure:par-mois)", "(figure:par-jour)")
    told = diff(campaign)
    assert "[figure:nulle-part/cout]" in "".join(claims(told))
    keep(campaign)
    edit(campaign / NOTE, "reçoit [](figure", "ne reçoit que [](figure")
    assert parts(diff(campaign)) == ["claims"]


# The law that is wanted ---------------------------------------------------------------------------


def test_an_amendment_that_is_new_is_compared_with_the_law(campaign: Path, diff: Diff) -> None:
    (campaign / "briefs/note/amendment.yaml").write_text(AMENDMENT, encoding="utf-8")
    told = diff(campaign)
    assert parts(told) == ["amendments"]
    (amendment,) = told["amendments"]
    assert (amendment["status"], amendment["fallback"]) == ("added", False)
    assert [(one["field"], one["new"]) for one in amendment["fields"]] == [("form", "loi")]
    (article,) = amendment["articles"]
    assert (article["source"], article["article"], article["status"]) == ("code-lacs", "12-3", "added")
    assert [(one["status"], one["before"], one["after"]) for one in article["alineas"]] == [("changed", [1], [1])]
    assert "[-75 000-]{+90 000+}" in said(article["alineas"][0]["words"])


def test_the_text_wanted_changed(campaign: Path, diff: Diff) -> None:
    file = campaign / "briefs/note/amendment.yaml"
    file.write_text(AMENDMENT, encoding="utf-8")
    keep(campaign)
    edit(file, "90 000", "95 000")
    edit(file, "form: [loi]", "form: [loi]\nrationale: |\n  Les lacs sont sales. Le maire l'a vu [@rapport-2025/part].")
    told = diff(campaign)
    assert parts(told) == ["claims", "sentences", "amendments"]
    assert [one["file"] for one in told["claims"]] == ["briefs/note/amendment.yaml"]
    (article,) = told["amendments"][0]["articles"]
    assert ["[-90 000-]{+95 000+}" in said(one["words"]) for one in article["alineas"]] == [True]
    edit(file, "\n      Les personnes morales peuvent être déclarées responsables.\n", "")
    (article,) = diff(campaign)["amendments"][0]["articles"]
    assert [(one["status"], one["before"], one["after"]) for one in article["alineas"]] == [
        ("changed", [1], [1]), ("deleted", [2], []),
    ]  # fmt: skip


def test_alineas_that_moved_are_told_once(campaign: Path, diff: Diff) -> None:
    file = campaign / "briefs/note/amendment.yaml"
    lines = ["Les lacs sont propres et clairs.", "Une amende punit qui les salit.", "Le maire en rend compte."]
    head = AMENDMENT.partition("      Le fait")[0]
    file.write_text(head + "\n\n".join(f"      {one}" for one in lines) + "\n", encoding="utf-8")
    keep(campaign)
    file.write_text(head + "\n\n".join(f"      {one}" for one in [*lines[1:], lines[0]]) + "\n", encoding="utf-8")
    (article,) = diff(campaign)["amendments"][0]["articles"]
    places = [(*one["before"], *one["after"]) for one in article["alineas"] if one["status"] == "moved"]
    assert (1, 3) in places
    assert len(places) == len({*places}) == len(article["alineas"])


def test_repeals_vehicles_and_fallbacks(campaign: Path, diff: Diff) -> None:
    first, second = campaign / "briefs/note/amendment.yaml", campaign / "briefs/note/amendment-repli.yaml"
    first.write_text(AMENDMENT, encoding="utf-8")
    second.write_text(AMENDMENT, encoding="utf-8")
    keep(campaign)
    first.write_text("form: [loi]\nchanges:\n  - article: code-lacs/12-3\n    repeal: true\n", encoding="utf-8")
    second.unlink()
    one, other = diff(campaign)["amendments"]
    assert (one["fallback"], one["status"], one["articles"][0]["repealed"]) == (False, "changed", True)
    assert [alinea["status"] for alinea in one["articles"][0]["alineas"]] == ["deleted", "deleted"]
    assert (other["fallback"], other["status"], other["articles"][0]["alineas"]) == (True, "deleted", [])
    vehicle = "vehicle: {bill: ppl-12, stage: première lecture, after-article: 3, deadline: 2026-12-01}\n"
    new = "  - article: code-lacs/12-4\n    after: 12-3\n    proposed: Un lac est un lac.\n"
    first.write_text(AMENDMENT.replace("[loi]", "[loi, an]") + new + vehicle, encoding="utf-8")
    second.write_text(AMENDMENT, encoding="utf-8")
    (one,) = diff(campaign)["amendments"]
    assert {field["field"]: field["new"] for field in one["fields"]} == {
        "form": "loi, an", "bill": "ppl-12", "stage": "première lecture", "after-article": "3",
        "deadline": "2026-12-01",
    }  # fmt: skip
    (article,) = one["articles"]
    assert (article["article"], [field["new"] for field in article["fields"]]) == ("12-4", ["12-3"])
    assert [alinea["status"] for alinea in article["alineas"]] == ["inserted"]


def test_an_article_of_which_no_version_is_in_force_yet_has_nothing_to_be_compared_with(
    campaign: Path, diff: Diff
) -> None:
    edit(campaign / NOTE, "date: 2026-11-24", "date: 1900-01-01")
    keep(campaign)
    (campaign / "briefs/note/amendment.yaml").write_text(AMENDMENT, encoding="utf-8")
    (article,) = diff(campaign)["amendments"][0]["articles"]
    assert {alinea["status"] for alinea in article["alineas"]} == {"inserted"}


def test_an_amendment_that_cannot_be_read_is_named(campaign: Path, diff: Diff) -> None:
    (campaign / "briefs/note/amendment.yaml").write_text("form: [loi\n", encoding="utf-8")
    told = diff(campaign)
    assert told["amendments"] == []
    assert [one["file"] for one in told["now"]["errors"]] == ["briefs/note/amendment.yaml"]
    (campaign / "briefs/note/amendment.yaml").write_bytes(b"\xff\xff")
    assert [one["file"] for one in diff(campaign)["now"]["errors"]] == ["briefs/note/amendment.yaml"]


# Revisions ----------------------------------------------------------------------------------------


def test_two_revisions_are_compared_whatever_lies_in_the_folder(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, "version: 1", "version: 2")
    keep(campaign)
    edit(campaign / NOTE, "version: 2", "version: 3")
    (campaign / RECORD).unlink()
    assert [(one["old"], one["new"]) for one in diff(campaign, "HEAD~1", "HEAD")["fields"]] == [("1", "2")]
    assert [(one["old"], one["new"]) for one in diff(campaign, "HEAD", "HEAD~1")["fields"]] == [("2", "1")]
    assert diff(campaign, "HEAD", "main")["status"] == "unchanged"


def test_settings_are_those_of_the_revision(campaign: Path, diff: Diff) -> None:
    """A brief without « lang » was in the language of the campaign of then."""
    edit(campaign / MEMO, "lang: en\n", "")
    (campaign / "plaidoyer.toml").write_text('lang = "en"\n', encoding="utf-8")
    old = keep(campaign)
    (campaign / "plaidoyer.toml").write_text('lang = "fr"\n', encoding="utf-8")
    fields = {one["field"]: (one["old"], one["new"]) for one in diff(campaign, old, slug="memo")["fields"]}
    assert fields["lang"] == ("en", "fr")
    (campaign / "plaidoyer.toml").write_text("colour = 1\n", encoding="utf-8")
    older = keep(campaign)
    (campaign / "plaidoyer.toml").write_text('lang = "fr"\n', encoding="utf-8")
    assert diff(campaign, older, slug="memo")["status"] == "unchanged"  # it could not be used: that of now is
    (campaign / "plaidoyer.toml").write_bytes(b"\xff")
    oldest = keep(campaign)
    (campaign / "plaidoyer.toml").write_text('lang = "fr"\n', encoding="utf-8")
    assert diff(campaign, oldest, slug="memo")["status"] == "unchanged"


def test_a_brief_that_is_new_or_gone_is_said_so(campaign: Path, diff: Diff) -> None:
    shutil.copytree(campaign / "briefs/note", campaign / "briefs/nouvelle")
    told = diff(campaign, slug="nouvelle")
    assert (told["status"], told["then"]["there"], told["now"]["title"]) == (
        "added",
        False,
        "Lacs : punir la pollution",
    )
    assert {one["status"] for one in told["claims"]} == {"added"}
    shutil.rmtree(campaign / "briefs/note")
    shutil.rmtree(campaign / "briefs/nouvelle")
    told = diff(campaign)
    assert (told["status"], told["now"]["there"], told["now"]["claims"]) == ("deleted", False, 0)
    assert {one["status"] for one in [*told["claims"], *told["figures"], *told["sources"]]} == {"deleted"}


def test_links_are_followed_and_lead_nowhere_else(campaign: Path, tmp_path: Path, diff: Diff) -> None:
    """A campaign of links is read like git reads it; no file of the machine comes into the telling."""
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    (campaign / NOTE).rename(campaign / "briefs/note/text.md")
    (campaign / NOTE).symlink_to("text.md")
    assert diff(campaign)["status"] == "unchanged"
    (campaign / NOTE).unlink()
    (campaign / NOTE).symlink_to(tmp_path / "secret.md")
    assert run_program(["-C", str(campaign), "diff", "note", "HEAD"]) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("note", "nope"), "git has no revision « nope » here"),
        (("note", "--", "-x"), "git has no revision « -x » here"),
        (("note", "HEAD", "nope"), "git has no revision « nope » here"),
        (("noté", "HEAD"), "no brief is called « noté » in either of the two editions; did you mean « note »?"),
        (("../note", "HEAD"), "no brief is called « ../note »"),
        (("xyz", "HEAD"), "there are: memo, note"),
        (("note",), "Missing argument 'REV'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(
    campaign: Path, plaidoyer: Callable[..., Ran], arguments: Sequence[str], message: str
) -> None:
    ran = plaidoyer(campaign, "diff", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (b"---\ntitle: x\n\ty: z\n---\n", "at « HEAD~1 » cannot be read, line 3: "),
        (b"no front matter", "at « HEAD~1 » cannot be read: the brief has no front matter"),
        (b"\xff\xfe", "at « HEAD~1 » cannot be read: the file is encoded in UTF-16"),
        (b"", "at « HEAD~1 » cannot be read: the file is empty"),
        (b"x" * 2_000_000, "at « HEAD~1 » cannot be read: the file had 2,000,000 bytes, more than are read"),
    ],
)
def test_a_brief_that_could_not_be_read_is_named_with_its_fault(
    campaign: Path, plaidoyer: Callable[..., Ran], broken: bytes, message: str
) -> None:
    good = (campaign / NOTE).read_bytes()
    (campaign / NOTE).write_bytes(broken)
    keep(campaign)
    (campaign / NOTE).write_bytes(good)
    keep(campaign)
    ran = plaidoyer(campaign, "diff", "note", "HEAD~1")
    assert (ran.status, ran.out) == (2, "")
    assert f"{NOTE} {message}" in ran.err
    (campaign / NOTE).write_bytes(broken)
    ran = plaidoyer(campaign, "diff", "note", "HEAD")
    assert (ran.status, f"{NOTE} cannot be read" in ran.err) == (2, True)


def test_a_brief_with_an_error_is_compared_all_the_same(campaign: Path, diff: Diff) -> None:
    edit(campaign / NOTE, "version: 1", "version: 2\ncolour: red")
    told = diff(campaign)
    assert [one["field"] for one in told["fields"]] == ["version"]
    assert [(one["file"], one["line"]) for one in told["now"]["errors"]] == [(NOTE, 7)]


def test_without_git_there_is_nothing_to_compare_with(small: Path, plaidoyer: Callable[..., Ran]) -> None:
    ran = plaidoyer(small, "diff", "note", "HEAD")
    assert (ran.status, "this campaign is in no git repository" in ran.err) == (2, True)


def test_a_shallow_clone_says_what_to_fetch(campaign: Path, tmp_path: Path, plaidoyer: Callable[..., Ran]) -> None:
    keep(campaign)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{campaign}", "clone")
    ran = plaidoyer(tmp_path / "clone", "diff", "note", "HEAD~1")
    assert (ran.status, "this clone is shallow" in ran.err) == (2, True)


def test_git_that_hangs_is_no_fault_of_the_author(
    campaign: Path, plaidoyer: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_git, "SECONDS", 0.0)
    assert plaidoyer(campaign, "diff", "note", "HEAD").status == 3


def test_a_brief_that_breaks_the_program_is_a_failure(
    campaign: Path, plaidoyer: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(edition, "claims_of", broken)
    ran = plaidoyer(campaign, "diff", "note", "HEAD")
    assert (ran.status, ran.out) == (3, "")
    assert f"{NOTE}: the brief is too deep or too large" in ran.err


def test_a_brief_that_goes_while_it_is_looked_at_is_said_so(
    campaign: Path, plaidoyer: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "_texts_here", lambda *_: {})
    ran = plaidoyer(campaign, "diff", "note", "HEAD")
    assert (ran.status, "cannot be read: it is gone" in ran.err) == (2, True)


# Any two editions ---------------------------------------------------------------------------------

_TEXTS = st.sampled_from(
    ["Le lac est sale.", "Le lac est propre.", "Une mare.", "Deux mares.", "Le maire a vu 12 lacs."]
)
_LINKS = st.lists(
    st.builds(
        lambda name, how, fields: Link(("passage", "a", name), how, {("passage", "a", name): fields}),
        st.sampled_from("xy"),
        st.sampled_from([{}, {"locator": "p. 3"}]),
        st.sampled_from([{"exact": "un"}, {"exact": "deux"}, {}]),
    ),
    max_size=2,
    unique_by=lambda link: link.key,
).map(tuple)
_EDITIONS = st.lists(
    st.builds(Statement, st.sampled_from(["sentence", "heading"]), _TEXTS, st.just(Span(NOTE)), st.just(""), _LINKS),
    max_size=8,
)


@given(_EDITIONS, _EDITIONS)
def test_every_statement_is_told_or_unchanged(before: list[Statement], after: list[Statement]) -> None:
    """From the one edition and what is told, the other can be made: nothing is lost, nothing told twice."""
    told = [*restated(before, after)]
    gone = [one.old for one in told if one.status is Status.DELETED]
    new = [one.new for one in told if one.status is Status.ADDED]
    assert len(before) - len(gone) == len(after) - len(new)
    olds = [*map(_content, before)]
    for old in (one.old for one in told if one.old):
        olds.remove(_content(old))
    olds += [_content(one.new) for one in told if one.new]
    assert sorted(olds) == sorted(map(_content, after))
    for one in told:
        assert one.is_reworded == (one.old is not None and one.new is not None and one.old.text != one.new.text)
        assert "".join(piece.text for piece in one.words if piece.kind != "added") == (one.old.text if one.old else "")
        assert "".join(piece.text for piece in one.words if piece.kind != "removed") == (
            one.new.text if one.new else ""
        )
        assert one.is_claim == any(side is not None and bool(side.links) for side in (one.old, one.new))


def _content(one: Statement) -> tuple[str, str, str]:
    links = sorted((link.key, sorted(link.how.items()), sorted(link.rests[link.key].items())) for link in one.links)
    return one.kind, one.text, str(links)


@given(_EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition: list[Statement]) -> None:
    assert [*restated(edition, edition)] == []


@given(st.lists(st.integers(0, 9), unique=True, max_size=8), st.lists(st.integers(0, 9), unique=True, max_size=8))
def test_what_there_is_now_is_told_in_its_order(before: list[int], after: list[int]) -> None:
    """A reader goes through the telling beside the page."""
    names = ["bleu", "vert", "gris", "noir", "rose", "doré", "brun", "roux", "beige", "mauve"]

    def written(numbers: list[int]) -> list[Statement]:
        return [
            Statement("sentence", names[number] * 4, Span(NOTE, line), "", ()) for line, number in enumerate(numbers, 1)
        ]

    told = [*restated(written(before), written(after))]
    lines = [one.new.span.line for one in told if one.new]
    assert lines == sorted(lines)
    gone = [one.old.span.line for one in told if one.old]
    if sorted({*before} & {*after}, key=before.index) == sorted({*before} & {*after}, key=after.index):
        assert gone == sorted(gone)


def test_the_core_is_pure(campaign: Path) -> None:
    """Two editions that were read give the same answer without a folder or git."""
    config = Config()
    old, new = (edition.edition_at(campaign, config, "note", "HEAD"), edition.edition_now(campaign, config, "note"))
    shutil.rmtree(campaign)
    assert editions.compared("note", old, new).status is None
