"""A brief with an amendment: its texts are proved and written beside the PDF, or it is a draft and says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.config import Config
from plaidoyer.diagnostics import Severity
from plaidoyer.pipeline import run
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.run import Report
from plaidoyer.records.campaign import read_campaign
from tests.pictures import png

AMENDMENT, FALLBACK, BRIEF = "briefs/note/amendment.yaml", "briefs/note/amendment-repli.yaml", "briefs/note/brief.md"
CODE, BILL = "sources/code-lacs.yaml", "sources/ppl-12.yaml"
LAW = """form: [loi, an, senat]
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
"""
VEHICLE = "vehicle: {bill: ppl-12, after-article: 3}\n"
CHANGE = LAW + VEHICLE
FIGURE = "[1 240 signalements](figure:rapport-2025/semestre-2025)"
OF_THE_BILL = """type: bill
title: Proposition de loi relative aux lacs
number: "12"
issued: 2026-10-01
language: fr
articles:
  "2":
    - seen: 2026-11-22
      alineas:
        - "L'article 12-4 du code des lacs est abrogé."
        - "Le présent article entre en vigueur le 1er janvier 2028."
  "3":
    - seen: 2026-11-22
      alineas: ["Un décret précise les conditions d'application."]
"""


@pytest.fixture
def lakes(small: Path) -> Path:
    """The campaign « small », with a bill on record and an amendment to it."""
    write(small, BILL, OF_THE_BILL)
    write(small, AMENDMENT, CHANGE)
    return small


def write(root: Path, file: str, text: str) -> None:
    (root / file).write_text(text, encoding="utf-8")


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    write(root, file, text.replace(old, new))


def check(root: Path, slug: str = "note") -> Report:
    return run.check(root, Config(), (slug,), typesetter=None, announce=lambda *_: None)


def build(root: Path, slug: str = "note", *, final: bool = False) -> Report:
    out = root / "dist"
    return run.build(root, Config(), (slug,), out=out, final=final, typesetter=None, announce=lambda *_: None)


def outputs(root: Path) -> dict[str, Any]:
    entries = json.loads((root / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    return {entry["file"]: entry for entry in entries}


def statuses(root: Path) -> set[str]:
    return {entry["status"] for entry in outputs(root).values()}


def text(root: Path, name: str) -> str:
    data = (root / "dist/note" / name).read_text(encoding="utf-8")
    return data.replace("\u00a0", " ").replace("\u202f", " ")


def told(report: Report, file: str = AMENDMENT) -> list[tuple[str, int, str]]:
    return [(one.rule, one.span.line, one.message) for one in report.findings if one.span.file == file]


def rules(report: Report, file: str = AMENDMENT) -> list[tuple[str, int]]:
    return [(rule, line) for rule, line, _ in told(report, file)]


# What is tabled -------------------------------------------------------------------------------------

CHANGED = (
    "Au premier alinéa de l’article 12-3 du code des lacs, le montant : « 75 000 euros » est remplacé"
    " par le montant : « 90 000 euros »."
)


def test_texts_to_be_pasted_are_written_and_listed(lakes: Path) -> None:
    report = build(lakes)
    assert {one.rule for one in report.findings} <= {"secondary-source", "unreviewed-claim"}
    texts = ["amendement-an.txt", "amendement-senat.txt", "article-loi.txt", "texte-consolide.txt"]
    assert sorted(outputs(lakes)) == ["note.html", *sorted(f"note/{name}" for name in ("amendement.html", *texts))]
    assert CHANGED in text(lakes, "article-loi.txt").splitlines()
    assert f"Après l’article 3, insérer l’article suivant :\n\n« {CHANGED} »" in text(lakes, "amendement-an.txt")
    assert "\n\nLe fait de polluer un lac est puni d’une amende de 90 000" in text(lakes, "texte-consolide.txt")
    entry = outputs(lakes)["note/article-loi.txt"]
    assert (entry["brief"], entry["status"]) == ("note", "final")


def test_each_change_is_a_text_of_its_own_for_a_chamber(lakes: Path) -> None:
    """One amendment changes one article; the article of the code and that of the bill keep their own places."""
    write(lakes, AMENDMENT, "form: an\nchanges:\n  - article: ppl-12/2\n    repeal: true\n" + LAW.split("\n", 2)[2])
    edit(lakes, AMENDMENT, "responsables.\n", f"responsables.\n{VEHICLE}")
    assert [one for one in build(lakes).findings if one.severity is Severity.ERROR] == []
    bill, code = text(lakes, "amendement-an.txt").split("――――――――")
    assert "ARTICLE 2\n" in bill
    assert "Supprimer cet article." in bill
    assert "ARTICLE ADDITIONNEL APRÈS L’ARTICLE 3\n" in code
    assert CHANGED in code


def test_a_form_without_its_vehicle_leaves_the_others_in_place(lakes: Path) -> None:
    """The change that nothing says where to put must not lend its place to the next one."""
    write(lakes, AMENDMENT, f"{LAW}  - article: ppl-12/2\n    repeal: true\nvehicle: {{bill: ppl-12}}\n")
    edit(lakes, AMENDMENT, "[loi, an, senat]", "an")
    assert rules(build(lakes)) == [("missing-field", 10)]
    assert "ARTICLE 2\n" in text(lakes, "amendement-an.txt")
    assert "Article 2 de la proposition de loi relative aux lacs\n\n(Abrogé)" in text(lakes, "texte-consolide.txt")


def test_a_new_article_needs_no_more_than_a_place(lakes: Path) -> None:
    edit(lakes, CODE, "complete: true", "complete: false")
    edit(lakes, AMENDMENT, "code-lacs/12-3", 'code-lacs/12-3-1\n    after: "12-3"')
    assert {one.rule for one in build(lakes).findings} <= {"secondary-source", "unreviewed-claim"}
    assert "il est inséré un article 12-3-1 ainsi rédigé" in text(lakes, "article-loi.txt")


def test_a_form_that_is_withdrawn_leaves_nothing_behind(lakes: Path) -> None:
    """Yesterday's amendment must not lie beside today's."""
    build(lakes)
    kept = lakes / "dist/note/amendement-an.txt"
    kept.write_text("Annoté à la main.", encoding="utf-8")
    edit(lakes, AMENDMENT, "[loi, an, senat]", "loi")
    build(lakes)
    names = ["note.html", "note/amendement.html", "note/article-loi.txt", "note/texte-consolide.txt"]
    assert sorted(outputs(lakes)) == names
    assert not (lakes / "dist/note/amendement-senat.txt").exists()
    assert kept.exists()  # somebody wrote there: it is theirs


def test_texts_of_a_draft_say_so(lakes: Path) -> None:
    edit(lakes, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
    build(lakes)
    assert text(lakes, "article-loi.txt").startswith("BROUILLON\n\n")
    assert outputs(lakes)["note/article-loi.txt"]["status"] == "draft"
    build(lakes, final=True)
    assert outputs(lakes)["note/article-loi.txt"]["stale"] is True


# What makes a draft ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("code-lacs/12-3", "code-lac/12-3", ("unknown-source", 3, "no source record is called « code-lac »")),
        ("code-lacs/12-3", "code-lacs/12-5", ("unknown-article", 3, "« code-lacs » has no article 12-5")),
        (
            "code-lacs/12-3",
            "rapport-2025/12-3",
            ("invalid-value", 3, "« rapport-2025 » holds no articles: it is of type « report »"),
        ),
        (
            "code-lacs/12-3",
            'code-lacs/12-3\n    after: "12-3"',
            ("invalid-value", 3, "« code-lacs » has an article 12-3 already"),
        ),
        (
            "code-lacs/12-3",
            'code-lacs/12-3-1\n    after: "12-5"',
            ("unknown-article", 4, "« code-lacs » has no article 12-5"),
        ),
        (
            "90 000",
            "75 000",
            (
                "amendment-not-reproducible",
                3,
                "no wording can be tabled for this change: the text wanted is the text in force",
            ),
        ),
        ("bill: ppl-12", "bill: ppl-13", ("unknown-source", 8, "no source record is called « ppl-13 »")),
        (
            "bill: ppl-12",
            "bill: code-lacs",
            ("invalid-value", 8, "« code-lacs » is no bill, but of type « legislation »"),
        ),
        ("code-lacs/12-3", "ppl-12/2", ("invalid-value", 3, "a bill is changed by amendments, not by a law")),
    ],
)
def test_a_change_that_cannot_be_tabled_makes_a_draft(
    lakes: Path, old: str, new: str, found: tuple[str, int, str]
) -> None:
    edit(lakes, AMENDMENT, old, new)
    assert told(build(lakes)) == [found]
    assert statuses(lakes) == {"draft"}


def test_another_bill_than_the_one_in_hand_is_not_amended(lakes: Path) -> None:
    write(lakes, "sources/pjl-7.yaml", OF_THE_BILL)
    write(lakes, AMENDMENT, f"form: an\nchanges:\n  - article: pjl-7/2\n    repeal: true\n{VEHICLE}")
    assert told(build(lakes)) == [
        ("invalid-value", 3, "« pjl-7 » is not the bill to which the amendment is tabled"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("in-force: 2021-04-23", "in-force: 2027-01-01", "holds no version of article 12-3 in force on"),
        ("complete: true", "complete: false", "does not hold article 12-3 whole: no change of it can be worded"),
    ],
)
def test_a_change_needs_the_whole_text_in_force(lakes: Path, old: str, new: str, message: str) -> None:
    """Of a text that is half known, nothing can be said to be changed and the rest to stay."""
    edit(lakes, CODE, old, new)
    edit(lakes, BRIEF, "(law:code-lacs/12-3", "(https://example.org/12-3")  # the text of the brief names no article
    report = build(lakes)
    assert rules(report) == [("law-version-missing", 3)]
    assert message in told(report)[0][2]
    assert list(outputs(lakes)) == ["note.html"]


@pytest.mark.parametrize(("file", "lines"), [(BRIEF, [BRIEF]), (AMENDMENT, [AMENDMENT])])
def test_what_was_read_too_long_ago_is_said_once(lakes: Path, file: str, lines: list[str]) -> None:
    """A mistake is told where it shows first: in the text, else in the amendment, and never in the fallback too."""
    edit(lakes, CODE, "seen: 2026-11-22", "seen: 2026-01-01")
    write(lakes, FALLBACK, CHANGE.replace("90 000", "80 000"))
    if file == AMENDMENT:
        edit(lakes, BRIEF, "(law:code-lacs/12-3", "(https://example.org/12-3")
    assert [one.span.file for one in check(lakes).findings if one.rule == "law-version-stale"] == lines


def test_a_version_of_another_day_is_missing_once(lakes: Path) -> None:
    edit(lakes, CODE, "in-force: 2021-04-23", "in-force: 2027-01-01")
    write(lakes, FALLBACK, CHANGE)
    report = build(lakes)
    assert [one.span.file for one in report.findings if one.rule == "law-version-missing"] == [BRIEF]
    assert statuses(lakes) == {"draft"}


def test_without_a_date_the_newest_text_is_in_force(lakes: Path) -> None:
    edit(lakes, BRIEF, "date: 2026-11-24\n", "")
    older = CODE_VERSION.replace("2021-04-23", "2019-01-01").replace("75 000", "15 000").replace("0001", "0000")
    edit(lakes, CODE, CODE_VERSION, CODE_VERSION + older)
    build(lakes)
    assert CHANGED in text(lakes, "article-loi.txt")


CODE_VERSION = """    - id: LACARTI0001
      in-force: 2021-04-23
      seen: 2026-11-22
      complete: true
      alineas:
        - "Le fait de polluer un lac est puni d'une amende de 75 000 euros. La tentative est punie des mêmes peines."
        - "Les personnes morales peuvent être déclarées responsables."
"""


@pytest.mark.parametrize("file", [CODE, BILL])
@pytest.mark.parametrize("broken", ["- a list\n", "title: [Loi\n", "type: nothing\n"])
def test_a_record_that_cannot_be_read_is_not_called_unknown(lakes: Path, file: str, broken: str) -> None:
    """The brief is a draft, and the one thing to mend is the record."""
    write(lakes, file, broken)
    edit(lakes, BRIEF, "(law:code-lacs/12-3", "(https://example.org/12-3")
    report = build(lakes)
    assert rules(report) == []
    assert rules(report, file)
    assert statuses(lakes) == {"draft"}


def test_an_article_that_cannot_be_read_is_not_called_unknown(lakes: Path) -> None:
    edit(lakes, CODE, "in-force: 2021-04-23", "in-force: hier")
    report = build(lakes)
    assert rules(report) == []
    assert [rule for rule, _ in rules(report, CODE)] == ["invalid-value"]
    assert statuses(lakes) == {"draft"}


def test_one_run_tells_of_every_change(lakes: Path) -> None:
    """An article that is unknown hides no wording that fails."""
    more = "  - article: code-lacs/12-9\n    repeal: true\n"
    write(lakes, AMENDMENT, LAW.replace("90 000", "75 000") + more + VEHICLE)
    assert rules(build(lakes)) == [("amendment-not-reproducible", 3), ("unknown-article", 8)]
    assert list(outputs(lakes)) == ["note.html"]


def test_a_file_that_is_no_amendment_makes_a_draft_and_is_listed(lakes: Path) -> None:
    write(lakes, AMENDMENT, "form: [loi\n")
    assert [rule for rule, _ in rules(build(lakes))] == ["invalid-yaml"]  # what is not read is not called missing
    entry = outputs(lakes)["note.html"]
    assert entry["status"] == "draft"
    assert AMENDMENT in entry["inputs"]


def test_a_brief_that_cannot_be_read_hides_nothing_of_its_amendment(lakes: Path) -> None:
    write(lakes, BRIEF, "- a list\n")
    write(lakes, AMENDMENT, "form: loi\n")
    assert rules(check(lakes)) == [("missing-field", 1)]


# The amendment to fall back on ----------------------------------------------------------------------


def test_a_fallback_is_tabled_beside_the_first(lakes: Path) -> None:
    write(lakes, FALLBACK, CHANGE.replace("90 000", "80 000").replace("[loi, an, senat]", "an"))
    assert [one for one in build(lakes).findings if one.severity is Severity.ERROR] == []
    assert "« 80 000 euros »" in text(lakes, "amendement-an-repli.txt")
    assert "« 90 000 euros »" in text(lakes, "amendement-an.txt")
    assert {AMENDMENT, FALLBACK, CODE, BILL} <= set(outputs(lakes)["note/amendement-an.txt"]["inputs"])


@pytest.mark.parametrize(
    ("fallback", "rule"),
    [
        ("form: [loi\n", "invalid-yaml"),
        ("form: loi\n", "missing-field"),
        (CHANGE.replace("90 000", "75 000"), "amendment-not-reproducible"),
        (CHANGE.replace("12-3", "12-9"), "unknown-article"),
        (f"{CHANGE}fallback: amendment.yaml\n", "invalid-value"),
        (f"{CHANGE}rationale: En 2025, {FIGURE.replace('1 240', '1 250')}.\n", "figure-mismatch"),
    ],
)
def test_a_fallback_that_is_broken_hides_nothing_of_the_first(lakes: Path, fallback: str, rule: str) -> None:
    write(lakes, FALLBACK, fallback)
    report = build(lakes)
    assert [one for one, _ in rules(report, FALLBACK)] == [rule]
    assert statuses(lakes) == {"draft"}
    if rule != "amendment-not-reproducible":  # nothing that is not proved is to be pasted
        assert CHANGED in text(lakes, "article-loi.txt")
    edit(lakes, AMENDMENT, "code-lacs/12-3", "code-lacs/12-8")
    assert rules(check(lakes)) == [("unknown-article", 3)]


def test_a_first_that_cannot_be_read_hides_nothing_of_the_fallback(lakes: Path) -> None:
    write(lakes, AMENDMENT, "form: [loi\n")
    write(lakes, FALLBACK, "form: loi\n")
    assert rules(check(lakes), FALLBACK) == [("missing-field", 1)]


def test_files_that_nobody_reads_are_told(lakes: Path) -> None:
    """An amendment under another name would be missing from the page without a word."""
    (lakes / AMENDMENT).rename(lakes / "briefs/note/amendment.yml")
    write(lakes, FALLBACK, CHANGE)
    report = build(lakes)
    assert told(report, "briefs/note/amendment.yml") == [
        ("invalid-file", 1, "the amendment of a brief is called amendment.yaml: this file is not read")
    ]
    assert told(report, FALLBACK) == [
        ("invalid-file", 1, "there is no amendment.yaml that this could stand in for"),
    ]
    assert statuses(lakes) == {"draft"}


def test_a_fallback_may_have_a_name_of_its_own(lakes: Path) -> None:
    edit(lakes, AMENDMENT, "form:", "fallback: repli.yaml\nform:")
    assert rules(check(lakes)) == [("invalid-value", 1)]
    write(lakes, "briefs/note/repli.yaml", CHANGE.replace("90 000", "80 000").replace("12-3", "12-7"))
    assert rules(build(lakes), "briefs/note/repli.yaml") == [("unknown-article", 3)]
    assert statuses(lakes) == {"draft"}
    assert "briefs/note/repli.yaml" in outputs(lakes)["note.html"]["inputs"]


# The reasons ----------------------------------------------------------------------------------------


def reasons(root: Path, written: str) -> None:
    write(root, AMENDMENT, f"{CHANGE}rationale: {written}\n")


STYLES = ["|\n  {}", ">\n  {}", "{}", '"{}"', "'{}'"]
"""Every way to write a text in YAML."""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("words", "rule", "at"),
    [
        (f"En 2025 {FIGURE.replace('1 240', '1 250')}.", "figure-mismatch", "[1 250"),
        ("Voici [76 000 euros](quote:rapport-2025/cout).", "quote-mismatch", "[76 000"),
        ("On compte 7 500 cas nouveaux.", "uncited-figure", "7 500"),
        ("Il est puni de [polluer un étang](law:code-lacs/12-3#1).", "law-mismatch", "[polluer"),
        ("Voir la source [@rapport-2025/nulle].", "unknown-passage", "@rapport"),
        ("Une carte ![](../../carte.png) utile.", "image-without-alt", "![]"),
        ("Voir [plus haut](#law) encore.", "unknown-reference", "[plus"),
    ],
)
def test_the_reasons_are_held_against_the_evidence(lakes: Path, style: str, words: str, rule: str, at: str) -> None:
    """A lawmaker quotes the reasons before anything else: each mistake is told at its line and column."""
    first = "Un premier\n  paragraphe" if style != '"{}"' else "Un premier"
    reasons(lakes, style.format(f"{first}.\n\n  {words}"))
    lines = (lakes / AMENDMENT).read_text(encoding="utf-8").split("\n")
    (span,) = [one.span for one in check(lakes).findings if one.rule == rule and one.span.file == AMENDMENT]
    assert lines[span.line - 1][span.column - 1 :].startswith(at)


def test_the_claims_of_the_reasons_count(lakes: Path) -> None:
    before = check(lakes).claims
    reasons(lakes, f"|\n  Il a reçu {FIGURE}. Encore {FIGURE}.")
    write(lakes, FALLBACK, f"{CHANGE}rationale: Enfin {FIGURE}.\n")
    assert check(lakes).claims == before + 3


def test_a_broken_source_of_the_reasons_makes_a_draft(lakes: Path) -> None:
    write(lakes, "sources/avis.yaml", "type: report\ntitle: Avis\npassages: {un: {exact: Un lac.}}\n")
    reasons(lakes, "Un avis le dit [@avis/un].")
    report = build(lakes)
    assert [rule for rule, _ in rules(report, "sources/avis.yaml")]
    assert statuses(lakes) == {"draft"}
    assert "sources/avis.yaml" in outputs(lakes)["note/amendement.html"]["inputs"]
    assert any(name.endswith("_shared/inline.csl") for name in outputs(lakes)["note/amendement.html"]["inputs"])


def test_what_may_be_silenced_is_silenced_in_the_reasons_too(lakes: Path) -> None:
    (lakes / "briefs/note/carte.png").write_bytes(png(1, 1))
    reasons(
        lakes, ">\n  Un.\n\n  <!-- plaidoyer: allow image-without-alt: un décor -->\n  Une ![](carte.png)\n  carte."
    )
    report = build(lakes)
    assert rules(report) == []
    assert [(one.finding.rule, one.finding.span.line, one.reason) for one in report.silenced] == [
        ("image-without-alt", 13, "un décor")
    ]
    assert outputs(lakes)["note/amendement.html"]["silenced"]
    assert "briefs/note/carte.png" in outputs(lakes)["note/amendement.html"]["inputs"]
    reasons(lakes, "|\n  <!-- plaidoyer: allow figure-mismatch: presque -->\n  Un.")
    assert rules(check(lakes)) == [("invalid-value", 10)]


def test_the_reasons_are_french_whatever_the_brief(lakes: Path) -> None:
    """The law is French: what is read as English there would be misread."""
    folder = "briefs/memo/"
    said = "En 2025, [plus de 95 %](figure:rapport-2025/prevision) des lacs, selon Anne Martin."
    said += " [](quote:rapport-2025/cout). Deux avis, 1,5 lac."
    write(lakes, f"{folder}amendment.yaml", f"{CHANGE}rationale: |\n  Il a reçu {FIGURE}. {said}\n")
    report = build(lakes, "memo")
    assert told(report, f"{folder}amendment.yaml") == [("uncited-figure", 10, "« 1,5 » has no source")]
    reasons = (lakes / "dist/memo/amendement-an.txt").read_text(encoding="utf-8").split("Exposé sommaire")[1]
    assert "« Le coût est de 75 000 euros par an" in reasons.replace("\u202f", " ").replace("\u00a0", " ")
    edit(lakes, f"{folder}amendment.yaml", "1 240", "1,240")
    assert ("figure-mismatch", 10) in rules(check(lakes, "memo"), f"{folder}amendment.yaml")


def test_a_note_in_the_line_names_who_reports(lakes: Path) -> None:
    """The short form of notes cannot say it, so the text must; the reasons have notes that do."""
    reasons(lakes, "Le ministère de l'eau parle de [40 %](figure:rapport-2025/part).")
    assert "secondary-source" not in [rule for rule, _ in rules(build(lakes))]
    assert "Ministère de l’eau, cité par Observatoire des lacs" in text(lakes, "amendement-an.txt")


# A check of yesterday -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (AMENDMENT, "90 000", "75 000"),
        (FALLBACK, "80 000", "75 000"),
        (BILL, "type: bill", "type: report"),
        (CODE, "complete: true", "complete: false"),
        ("maps/map.png", "a", ""),
    ],
)
def test_a_check_is_repeated_only_while_nothing_of_the_amendment_changed(
    lakes: Path, file: str, old: str, new: str
) -> None:
    (lakes / "maps").mkdir()
    write(lakes, "maps/map.png", "a")
    write(lakes, FALLBACK, CHANGE.replace("90 000", "80 000"))
    reasons(lakes, "Une ![carte](../../maps/map.png).")
    first = check(lakes)
    assert check(lakes) == first
    if new:
        edit(lakes, file, old, new)
    else:
        (lakes / file).unlink()
    assert check(lakes).findings != first.findings


# What fails -----------------------------------------------------------------------------------------


def test_a_brief_on_which_the_program_fails_is_told_and_the_others_are_worded(
    lakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(lakes, "briefs/memo/amendment.yaml", CHANGE)
    from plaidoyer.law import drafting

    real = drafting.drafts

    def sometimes(amendment: Any, in_force: Any) -> Any:
        if amendment.slug == "memo":
            raise RecursionError
        return real(amendment, in_force)

    monkeypatch.setattr(drafting, "drafts", sometimes)
    made = amend(read_campaign(lakes, Config()), (), 1)
    assert list(made.drafts) == ["note"]
    assert [one.span.file for one in made.findings] == ["briefs/memo/brief.md"]


def test_only_the_briefs_asked_for_are_worded(lakes: Path) -> None:
    write(lakes, "briefs/memo/amendment.yaml", CHANGE.replace("12-3", "12-9"))
    assert rules(check(lakes), "briefs/memo/amendment.yaml") == []
    made = amend(read_campaign(lakes, Config()), ("memo",), 1)
    assert (dict(made.drafts), len(made.findings)) == ({}, 1)
