"""What a change of sources touches, from git's two states to the list of briefs, through the program itself."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.cli.main import run_program
from plaidoyer.evidence.receipts import Receipt, write_receipts
from plaidoyer.pipeline import revision
from tests.histories import AMENDMENT, LAW, MEMO, NOTE, RECORD, edit, git, keep

Told = Mapping[str, Any]
Since = Callable[..., Told]


@pytest.fixture
def campaign(small: Path) -> Path:
    """The campaign « small » with one commit."""
    (small / ".gitignore").write_text("dist/\n.plaidoyer/\n", encoding="utf-8")
    keep(small)
    return small


@pytest.fixture
def since(capfd: pytest.CaptureFixture[str]) -> Since:
    """What « affected » tells of a campaign: ``since(folder, "HEAD")``."""

    def run(folder: Path, revision: str = "HEAD") -> Told:
        capfd.readouterr()
        status = run_program(["-C", str(folder), "affected", "--since", revision, "--format", "json"])
        captured = capfd.readouterr()
        assert status == 0, captured.err
        told: Told = json.loads(captured.out)
        assert told["version"] == 1
        return told

    return run


def briefs(told: Told) -> dict[str, list[str]]:
    """Why each brief is built anew: « record sources/a.yaml evidence »."""
    return {
        one["brief"]: [" ".join([why["kind"], why["file"], *why["what"]]) for why in one["reasons"]]
        for one in told["briefs"]
    }


def records(told: Told) -> dict[str, tuple[str, list[str]]]:
    return {one["file"]: (one["status"], one["aspects"]) for one in told["records"]}


def claims(told: Told) -> dict[tuple[str, int], list[str]]:
    """What each claim rests on, by file and line."""
    return {(one["file"], one["line"]): [*map(_ground, one["rests-on"])] for one in told["claims"]}


def _ground(why: Mapping[str, str]) -> str:
    return f"{why['part']} {why['source']}/{why['name']} {why['status']}"


def line(folder: Path, file: str, words: str) -> tuple[str, int]:
    text = (folder / file).read_text(encoding="utf-8")
    return file, text[: text.index(words)].count("\n") + 1


# Records ------------------------------------------------------------------------------------------


def test_nothing_changed(campaign: Path, since: Since) -> None:
    told = since(campaign)
    assert told["since"] == {"revision": "HEAD", "commit": git(campaign, "rev-parse", "HEAD")}
    rest = {name: value for name, value in told.items() if name not in ("version", "since")}
    assert not any(rest.values()), rest


def test_a_digit_that_changed_is_followed_to_every_claim(campaign: Path, since: Since) -> None:
    """One figure, what is derived from it, each sentence and chart that says it, and both briefs; nothing else."""
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    told = since(campaign)
    assert records(told) == {RECORD: ("changed", ["evidence"])}
    (change,) = told["records"][0]["changes"]
    assert (change["part"], change["name"], change["old"], change["new"]) == (
        "figure", "semestre-2025", "1\u202f240\u00a0signalements", "1\u202f340\u00a0signalements",
    )  # fmt: skip
    assert change["fields"] == [{"field": "value", "old": "1240", "new": "1340"}]
    assert told["derived"] == [
        {
            "brief": "note",
            "name": "par-mois",
            "old": "206,7\u00a0signalements par mois",
            "new": "223,3\u00a0signalements par mois",
        }
    ]
    figure = "figure rapport-2025/semestre-2025 changed"
    assert claims(told) == {
        line(campaign, MEMO, '::: {.key-figure figure="rapport-2025/semestre-2025"}'): [figure],
        line(campaign, MEMO, "The Observatory received"): [figure],
        line(campaign, NOTE, "L'Observatoire a reçu"): [figure],
        line(campaign, NOTE, "::: {.chart"): [figure],
        line(campaign, NOTE, "L'Observatoire des lacs (OL)"): ["derived None/par-mois changed", figure],
    }
    assert [one["drawn"] for one in told["claims"]] == ["key-figure", None, None, "chart", None]
    assert briefs(told) == {one: [f"record {RECORD} evidence"] for one in ("memo", "note")}


def test_words_of_a_passage_touch_what_is_quoted_and_counted_from_it(campaign: Path, since: Since) -> None:
    edit(campaign / RECORD, "Le coût est de 75 000 euros", "Le coût serait de 75 000 euros")
    assert {one: why for one, why in claims(since(campaign)).items() if one[0] == NOTE} == {
        line(campaign, NOTE, "Le coût est connu"): ["passage rapport-2025/cout changed"],
        line(campaign, NOTE, "Le coût est de [](figure:rapport-2025/cout)"): ["passage rapport-2025/cout changed"],
    }


def test_a_figure_that_is_new_or_gone_has_one_amount(campaign: Path, since: Since) -> None:
    edit(campaign / RECORD, "  agents:\n    low", "  personnes:\n    low")
    (record,) = since(campaign)["records"]
    assert [(one["name"], one["status"], one["old"], one["new"]) for one in record["changes"]] == [
        ("agents", "deleted", "entre 5 et 10\u00a0agents", None),
        ("personnes", "added", None, "entre 5 et 10\u00a0agents"),
    ]


def test_bibliography_is_told_apart_from_evidence(campaign: Path, since: Since) -> None:
    """Notes and lists of sources change; no sentence is to be read again."""
    edit(campaign / RECORD, "issued: 2026-01-15", "issued: 2026-01-16")
    told = since(campaign)
    assert records(told) == {RECORD: ("changed", ["bibliography"])}
    assert told["claims"] == []
    assert briefs(told) == {one: [f"record {RECORD} bibliography"] for one in ("memo", "note")}


def test_a_comment_changes_nothing_and_is_said_so(campaign: Path, since: Since) -> None:
    edit(campaign / RECORD, "type: report", "# Read again by the mayor.\ntype: 'report'")
    told = since(campaign)
    assert records(told) == {RECORD: ("rewritten", [])}
    assert (told["claims"], told["briefs"]) == ([], [])


def test_line_ends_change_nothing(campaign: Path, since: Since) -> None:
    """A checkout on Windows is not a change of every file; nor is a file whose line ends somebody mended."""
    for name in (RECORD, NOTE):
        (campaign / name).write_bytes((campaign / name).read_bytes().replace(b"\n", b"\r\n"))
    assert (since(campaign)["records"], since(campaign)["briefs"]) == ([], [])
    keep(campaign)
    (campaign / RECORD).write_bytes((campaign / RECORD).read_bytes().replace(b"\r\n", b"\n"))
    assert records(since(campaign)) == {RECORD: ("rewritten", [])}


def test_a_record_that_is_gone_leaves_claims_behind(campaign: Path, since: Since) -> None:
    (campaign / LAW).unlink()
    told = since(campaign)
    assert records(told)[LAW][0] == "deleted"
    assert {*map(str, claims(told).values())} == {"['record code-lacs/None deleted']"}
    assert briefs(told) == {"note": [f"record {LAW} deleted"]}
    git(campaign, "checkout", "--quiet", "--", ".")
    (campaign / LAW).unlink()
    keep(campaign)
    git(campaign, "checkout", "--quiet", "HEAD~1", "--", ".")
    told = since(campaign)
    assert records(told)[LAW][0] == "added"
    assert claims(told)[line(campaign, NOTE, "Elle ne vise que")] == ["record code-lacs/None added"]


def test_a_renamed_record_is_one_record(campaign: Path, since: Since) -> None:
    """Its content is compared with that under the old name; who still names that is told."""
    git(campaign, "mv", LAW, "sources/lacs.yaml")
    told = since(campaign)
    (record,) = told["records"]
    assert (record["file"], record["was"], record["status"], record["changes"]) == (
        "sources/lacs.yaml", LAW, "renamed", [],
    )  # fmt: skip
    assert {*map(str, claims(told).values())} == {"['record code-lacs/None deleted']"}
    assert briefs(told) == {"note": [f"record {LAW} renamed"]}
    edit(campaign / NOTE, "law:code-lacs/", "law:lacs/")
    edit(campaign / "sources/lacs.yaml", "75 000", "80 000")
    told = since(campaign)
    assert records(told) == {"sources/lacs.yaml": ("renamed", ["evidence"])}
    assert claims(told)[line(campaign, NOTE, "Elle ne vise que")] == ["article lacs/12-3 changed"]
    assert briefs(told) == {"note": [f"own {NOTE} changed", "record sources/lacs.yaml evidence"]}


def test_another_ending_is_a_rename_that_touches_nothing(campaign: Path, since: Since) -> None:
    git(campaign, "mv", LAW, "sources/code-lacs.yml")
    told = since(campaign)
    assert records(told) == {"sources/code-lacs.yml": ("renamed", [])}
    assert (told["records"][0]["was"], told["claims"], told["briefs"]) == (LAW, [], [])


def test_a_second_file_of_one_name_does_not_hide_the_first(campaign: Path, since: Since) -> None:
    shutil.copy(campaign / LAW, campaign / "sources/code-lacs.yml")
    told = since(campaign)
    assert told["records"] == []  # the file that is read is the same; the other is a finding of « check »


def test_two_new_records_are_not_both_the_old_one(campaign: Path, since: Since) -> None:
    git(campaign, "mv", LAW, "sources/lacs-1.yaml")
    shutil.copy(campaign / "sources/lacs-1.yaml", campaign / "sources/lacs-2.yaml")
    found = {file: fate for file, (fate, _) in records(since(campaign)).items()}
    assert found == {"sources/lacs-1.yaml": "renamed", "sources/lacs-2.yaml": "added"}


@pytest.mark.parametrize(
    ("broken", "message", "number"),
    [
        (b"type: report\n\ttitle: x\n", "", 2),
        (b"type: caf\xe9\n", "not UTF-8", None),
        (b"x" * 2_000_000, "bytes, more than are read", None),
    ],
)
def test_a_record_that_was_broken_then_is_told_as_such(
    campaign: Path, since: Since, broken: bytes, message: str, number: int | None
) -> None:
    """No revision of a campaign is ever a traceback; what rests on such a record is to be read again."""
    good = (campaign / LAW).read_bytes()
    (campaign / LAW).write_bytes(broken)
    old = keep(campaign)
    (campaign / LAW).write_bytes(good)
    told = since(campaign, old)
    (record,) = told["records"]
    (trouble,) = record["troubles"]
    assert (record["status"], trouble["when"], trouble["lost"], trouble["line"]) == ("changed", "then", True, number)
    assert message in trouble["message"]
    assert claims(told)[line(campaign, NOTE, "Elle ne vise que")] == ["record code-lacs/None changed"]
    assert briefs(told)["note"] == [f"record {LAW} unreadable"]


def test_a_revision_that_changed_beyond_all_bounds_is_told_without_its_content(
    campaign: Path, since: Since, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many files differ, the machine's memory is not what ends it."""
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    monkeypatch.setattr("plaidoyer.workers.git.MOST", 10)
    (trouble,) = since(campaign)["records"][0]["troubles"]
    assert (trouble["lost"], trouble["when"]) == (True, "then")


def test_a_mistake_in_a_record_hides_no_other_change(campaign: Path, since: Since) -> None:
    """What is sound in both states is compared, and what is not is told at its line."""
    edit(campaign / RECORD, "publisher:", "publishr:")
    old = keep(campaign)
    edit(campaign / RECORD, "publishr:", "publisher:")
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    told = since(campaign, old)
    (record,) = told["records"]
    assert [(one["when"], one["lost"], one["line"]) for one in record["troubles"]] == [("then", False, 5)]
    assert [one["name"] for one in record["changes"]] == ["semestre-2025", "publisher"]
    edit(campaign / RECORD, "publisher:", "publishr:")
    edit(campaign / RECORD, "value: 1340", "value: 1240")
    edit(campaign / RECORD, "publishr:", "# Of the town.\npublishr:")
    (record,) = since(campaign, old)["records"]
    assert (record["status"], len(record["troubles"]), record["changes"]) == ("changed", 2, [])
    assert briefs(since(campaign, old))["note"] == [f"record {RECORD} unreadable"]


def test_a_record_that_cannot_be_read_now_and_has_moved(campaign: Path, since: Since) -> None:
    git(campaign, "mv", LAW, "sources/code-lacs.yml")
    (campaign / "sources/code-lacs.yml").write_bytes(b"\xff")
    told = since(campaign)
    assert [one["when"] for one in told["records"][0]["troubles"]] == ["now"]
    assert {*map(str, claims(told).values())} == {"['record code-lacs/None changed']"}
    keep(campaign)
    git(campaign, "mv", "sources/code-lacs.yml", LAW)
    told = since(campaign)
    assert (told["records"][0]["status"], told["records"][0]["troubles"][0]["when"]) == ("renamed", "then")


def test_a_link_in_a_campaign_is_followed_in_both_states(campaign: Path, since: Since) -> None:
    (campaign / "shared").mkdir()
    git(campaign, "mv", LAW, "sources/captures/lois.yaml")
    (campaign / LAW).symlink_to("captures/lois.yaml")
    old = keep(campaign)
    assert since(campaign, old)["records"] == []
    edit(campaign / "sources/captures/lois.yaml", "75 000", "80 000")
    assert records(since(campaign, old)) == {LAW: ("changed", ["evidence"])}


def test_a_record_that_git_ignores_is_no_part_of_either_state(campaign: Path, since: Since) -> None:
    (campaign / ".gitignore").write_text("dist/\n.plaidoyer/\nsources/private-*\n", encoding="utf-8")
    keep(campaign)
    shutil.copy(campaign / LAW, campaign / "sources/private-lacs.yaml")
    told = since(campaign)
    assert (told["records"], told["files"], told["briefs"]) == ([], [], [])


def test_a_change_of_law_touches_those_who_speak_of_that_version_and_alinea(campaign: Path, since: Since) -> None:
    edit(campaign / LAW, "Les personnes morales peuvent", "Les personnes morales ne peuvent")
    told = since(campaign)
    assert (records(told), told["claims"]) == ({LAW: ("changed", ["evidence"])}, [])  # all speak of the first alinéa
    assert briefs(told) == {"note": [f"record {LAW} evidence"]}
    edit(campaign / LAW, "est puni d'une amende", "est puni d'une lourde amende")
    assert {*claims(since(campaign))} == {
        line(campaign, NOTE, "Elle ne vise que"),
        line(campaign, NOTE, "L'article 12-3 punit"),
    }


def test_a_change_of_law_touches_the_amendments_to_it(campaign: Path, since: Since) -> None:
    (campaign / "sources/ppl-1.yaml").write_text(
        'type: bill\ntitle: "Proposition de loi"\nissued: 2026-01\narticles: {"2": [{alineas: ["Un."]}]}\n',
        encoding="utf-8",
    )
    vehicle = "vehicle:\n  bill: ppl-1\n  stage: première lecture\n  after-article: 2\n"
    (campaign / "briefs/note/amendment.yaml").write_text(AMENDMENT + vehicle, encoding="utf-8")
    keep(campaign)
    edit(campaign / LAW, "Les personnes morales peuvent", "Les personnes morales ne peuvent")
    edit(campaign / "sources/ppl-1.yaml", "Un.", "Deux.")
    told = since(campaign)
    assert [(one["article"], one["file"], one["line"]) for one in told["amendments"]] == [
        ("code-lacs/12-3", "briefs/note/amendment.yaml", 3),
        ("ppl-1/2", "briefs/note/amendment.yaml", 9),
    ]
    assert briefs(told) == {"note": [f"record {LAW} evidence", "record sources/ppl-1.yaml evidence"]}
    edit(campaign / LAW, "Les personnes morales ne peuvent", "Les personnes morales peuvent")
    assert [one["article"] for one in since(campaign)["amendments"]] == ["ppl-1/2"]
    edit(campaign / LAW, "Les personnes morales peuvent", "Les personnes morales ne peuvent")
    (campaign / "briefs/note/amendment.yaml").write_text(AMENDMENT, encoding="utf-8")
    assert [one["article"] for one in since(campaign)["amendments"]] == ["code-lacs/12-3"]


# Other files of sources/ --------------------------------------------------------------------------


def test_a_saved_copy_that_changed_touches_what_is_proven_in_it(campaign: Path, since: Since) -> None:
    """The record says the same, but its words may no longer stand there."""
    capture = "sources/captures/rapport-2025.txt"
    with (campaign / capture).open("a", encoding="utf-8") as file:
        file.write("more\n")
    told = since(campaign)
    assert told["files"] == [{"file": capture, "status": "changed"}]
    assert (
        "capture rapport-2025/captures/rapport-2025.txt changed"
        in claims(told)[line(campaign, NOTE, "Le coût est connu")]
    )
    assert briefs(told) == {one: [f"capture {capture} changed"] for one in ("memo", "note")}
    (campaign / capture).unlink()
    assert since(campaign)["files"] == [{"file": capture, "status": "deleted"}]


def test_a_copy_that_is_kept_elsewhere_has_not_changed_at_every_look(campaign: Path, since: Since) -> None:
    """With Git LFS a commit holds a pointer, and the folder the copy."""
    capture = campaign / "sources/captures/rapport-2025.txt"
    data = capture.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    capture.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n")
    keep(campaign)
    capture.write_bytes(data)
    assert (since(campaign)["files"], since(campaign)["briefs"]) == ([], [])


def test_other_files_are_named_and_touch_nothing(campaign: Path, since: Since) -> None:
    """A name that cannot be a record's is a finding of « check »; here a reviewer sees that there is a file."""
    (campaign / "sources/Étang n° 1.yaml").write_text("type: report\n", encoding="utf-8")
    told = since(campaign)
    assert told["files"] == [{"file": "sources/Étang n° 1.yaml", "status": "added"}]
    assert (told["records"], told["briefs"]) == ([], [])


def receipts(*names: str, start: int = 0) -> str:
    return write_receipts(
        [Receipt("rapport-2025", name, "captures/x", "a", "b", "c", "e", start, 2, 0, False) for name in names]
    )


def test_receipts_that_came_and_went_are_told(campaign: Path, since: Since) -> None:
    lock = campaign / "sources/evidence.lock"
    lock.write_text(receipts("part", "cout"), encoding="utf-8")
    assert [one["status"] for one in since(campaign)["receipts"]] == ["added", "added"]
    keep(campaign)
    lock.write_text(receipts("part", "agents", start=1), encoding="utf-8")
    told = since(campaign)
    assert [(one["passage"], one["status"]) for one in told["receipts"]] == [
        ("agents", "added"),
        ("cout", "deleted"),
        ("part", "changed"),
    ]
    assert briefs(told) == {one: ["receipts sources/evidence.lock"] for one in ("memo", "note")}
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    assert briefs(since(campaign))["memo"] == [f"record {RECORD} evidence"]
    lock.unlink()
    assert {one["status"] for one in since(campaign)["receipts"]} == {"deleted"}


@pytest.mark.parametrize("broken", ["<<<<<<< main\n", "\xff", "{}\n"])
def test_receipts_that_cannot_be_read_are_told_as_such(campaign: Path, since: Since, broken: str) -> None:
    lock = campaign / "sources/evidence.lock"
    lock.write_text(receipts("part"), encoding="utf-8")
    keep(campaign)
    lock.write_bytes(broken.encode("latin-1"))
    told = since(campaign)
    assert told["receipts"] is None
    assert briefs(told)["note"] == ["receipts sources/evidence.lock unreadable"]
    keep(campaign)
    lock.write_text(receipts("part"), encoding="utf-8")
    assert since(campaign)["receipts"] is None


# Briefs -------------------------------------------------------------------------------------------


def test_a_brief_is_named_for_its_own_files(campaign: Path, since: Since) -> None:
    (campaign / "briefs/note/carte été.png").write_bytes(b"\x89PNG")
    with (campaign / NOTE).open("a", encoding="utf-8") as file:
        file.write("\nUne phrase.\n")
    told = since(campaign)
    assert briefs(told) == {"note": [f"own {NOTE} changed", "own briefs/note/carte été.png added"]}


def test_briefs_that_came_and_went_are_named(campaign: Path, since: Since) -> None:
    git(campaign, "mv", "briefs/memo", "briefs/lettre")
    told = since(campaign)
    assert (briefs(told), told["deleted"]) == ({"lettre": ["new briefs/lettre/brief.md"]}, ["memo"])


def test_a_brief_that_cannot_be_read_may_use_anything(campaign: Path, since: Since) -> None:
    edit(campaign / MEMO, "template: one-pager", "template: nowhere")
    assert briefs(since(campaign)) == {"memo": [f"own {MEMO} changed"]}
    edit(campaign / LAW, "75 000", "80 000")
    assert briefs(since(campaign))["memo"] == [f"own {MEMO} changed", f"unreadable {MEMO}"]


def test_a_template_names_the_briefs_that_it_sets(campaign: Path, since: Since) -> None:
    """What is shared names them all, and what only a new brief starts from names none."""
    shutil.copytree(Path(__file__).parents[2] / "templates", campaign / "templates")
    keep(campaign)
    (campaign / "templates/one-pager/style.css").write_text("", encoding="utf-8")
    (campaign / "templates/one-pager/new.fr.md").unlink()
    assert briefs(since(campaign)) == {"memo": ["template templates/one-pager/style.css changed"]}
    (campaign / "templates/_shared/base.css").unlink()
    assert briefs(since(campaign))["note"] == ["template templates/_shared/base.css deleted"]


def test_a_citation_style_names_the_briefs_that_use_it(campaign: Path, since: Since) -> None:
    shutil.copy(Path(__file__).parents[2] / "templates/_shared/sources.csl", campaign / "house style.csl")
    edit(campaign / NOTE, "version: 1\n", "version: 1\ncsl: house style.csl\n")
    keep(campaign)
    edit(campaign / "house style.csl", "</style>", "</style>\n")
    assert briefs(since(campaign)) == {"note": ["style house style.csl changed"]}


def test_settings_name_every_brief_and_those_that_change_nothing_none(campaign: Path, since: Since) -> None:
    settings = campaign / "plaidoyer.toml"
    settings.write_text('# A comment.\nlang = "fr"\njobs = 2\n', encoding="utf-8")
    assert since(campaign)["briefs"] == []
    settings.write_text('lang = "en"\nrequire-captures = true\n', encoding="utf-8")
    reason = ["settings plaidoyer.toml lang require-captures"]
    assert briefs(since(campaign)) == {"memo": reason, "note": reason}
    settings.unlink()
    (campaign / "pyproject.toml").write_text("[tool.plaidoyer]\nreviewers = 2\n", encoding="utf-8")
    assert briefs(since(campaign))["memo"] == ["settings plaidoyer.toml reviewers"]
    keep(campaign)
    shutil.copy(Path(__file__).parents[1] / "projects/small/plaidoyer.toml", settings)
    assert briefs(since(campaign))["memo"] == ["settings plaidoyer.toml reviewers"]


@pytest.mark.parametrize("broken", [b"lang = fr", b"\xff", b"#" * 2_000_000])
def test_settings_that_could_not_be_used_then_are_told_as_such(campaign: Path, since: Since, broken: bytes) -> None:
    good = (campaign / "plaidoyer.toml").read_bytes()
    (campaign / "plaidoyer.toml").write_bytes(broken)
    keep(campaign)
    (campaign / "plaidoyer.toml").write_bytes(good)
    assert briefs(since(campaign))["note"] == ["settings plaidoyer.toml"]


def test_a_derived_figure_is_compared_with_the_brief_of_then(campaign: Path, since: Since) -> None:
    """Its formula stands in the brief; one that is new, or could not be computed, has no value to compare with."""
    edit(campaign / NOTE, "formula: n / 6", "formula: n / 12")
    told = since(campaign)
    assert [(one["name"], one["old"][:5]) for one in told["derived"]] == [("par-mois", "206,7")]
    assert claims(told) == {line(campaign, NOTE, "L'Observatoire des lacs (OL)"): ["derived None/par-mois changed"]}
    edit(campaign / NOTE, "  par-mois:", "  chaque-mois:")
    assert (since(campaign)["derived"], since(campaign)["claims"]) == ([], [])  # the link names nothing any more
    edit(campaign / NOTE, "(figure:par-mois)", "(figure:chaque-mois)")
    assert (since(campaign)["derived"], since(campaign)["claims"]) == ([], [])
    (campaign / NOTE).write_bytes(b"\xff")
    old = keep(campaign)
    git(campaign, "checkout", "--quiet", "HEAD~1", "--", ".")
    assert since(campaign, old)["derived"] == []


def test_a_brief_of_then_that_stops_the_program_stops_nothing(
    campaign: Path, since: Since, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(campaign / RECORD, "value: 1240", "value: 1340")

    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("plaidoyer.pipeline.touched.resolve", fail)
    assert since(campaign)["derived"] == []


def test_a_fault_of_the_program_in_one_brief_is_told_and_ends_with_3(
    campaign: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("lakes")

    monkeypatch.setattr("plaidoyer.pipeline.study.resolve", fail)
    ran = plaidoyer(campaign, "affected", "--since", "HEAD", "--format", "json")
    assert ran.status == 3
    assert [one.partition(":")[0] for one in ran.json["failures"]] == [MEMO, NOTE]


# Where campaigns lie ------------------------------------------------------------------------------


def test_a_campaign_below_the_top_of_its_repository(small: Path, tmp_path: Path, since: Since) -> None:
    """With an accent and a blank in its path; what its neighbours change is not its business."""
    root = tmp_path / "dépôt/campagne d’été 1"
    (tmp_path / "dépôt").mkdir()
    shutil.copytree(small, root)
    (tmp_path / "dépôt/sources").mkdir()
    git(tmp_path / "dépôt", "init", "--quiet")
    keep(tmp_path / "dépôt")
    (tmp_path / "dépôt/sources/other.yaml").write_text("type: report\n", encoding="utf-8")
    edit(root / RECORD, "value: 1240", "value: 1340")
    assert records(since(root)) == {RECORD: ("changed", ["evidence"])}
    assert records(since(root / "briefs/note")) == {RECORD: ("changed", ["evidence"])}


def test_a_worktree_is_compared_with_a_branch_of_its_repository(campaign: Path, tmp_path: Path, since: Since) -> None:
    git(campaign, "worktree", "add", "--quiet", "-b", "work", str(tmp_path / "work"))
    edit(tmp_path / "work" / RECORD, "value: 1240", "value: 1340")
    keep(tmp_path / "work")
    assert records(since(tmp_path / "work", "main")) == {RECORD: ("changed", ["evidence"])}
    assert since(campaign, "main")["records"] == []


def test_a_revision_from_before_the_campaign_makes_all_of_it_new(small: Path, since: Since) -> None:
    git(small, "init", "--quiet")
    git(small, "commit", "--quiet", "--allow-empty", "--message", "empty")
    told = since(small)
    assert {fate for fate, _ in records(told).values()} == {"added"}
    assert briefs(told)["memo"] == [
        f"new {MEMO}",
        f"record {RECORD} added",
        "capture sources/captures/rapport-2025.txt added",
    ]


# What cannot be told ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nowhere", "--output=x", ""])
def test_an_unknown_revision_is_one_line_and_2(campaign: Path, plaidoyer: Callable[..., Any], name: str) -> None:
    ran = plaidoyer(campaign, "affected", f"--since={name}")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("plaidoyer: git has no revision")
    assert ran.err.count("\n") == 1
    assert not (campaign / "x").exists()


def test_a_campaign_without_git_and_a_shallow_clone_are_2(
    campaign: Path, tmp_path: Path, plaidoyer: Callable[..., Any]
) -> None:
    old = git(campaign, "rev-parse", "HEAD")
    edit(campaign / RECORD, "value: 1240", "value: 1340")
    keep(campaign)
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{campaign}", "shallow")
    ran = plaidoyer(tmp_path / "shallow", "affected", "--since", old)
    assert ran.status == 2
    assert "git fetch --unshallow" in ran.err
    shutil.rmtree(campaign / ".git")
    ran = plaidoyer(campaign, "affected", "--since", "HEAD")
    assert (ran.status, ran.out) == (2, "")
    assert "in no git repository" in ran.err


def test_the_command_needs_to_know_since_when(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    ran = plaidoyer(campaign, "affected")
    assert ran.status == 2
    assert "--since" in ran.err


def test_records_are_known_by_their_names() -> None:
    assert revision.is_record("sources/a-1.yml")
    assert not any(map(revision.is_record, ("sources/A.yaml", "sources/captures/a.yaml", "a.yaml", "sources/a.yaml\n")))
