"""The law commands as scripts and jurists use them: a line in, a line out; and never a traceback."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.cli.main import run_program
from plaidoyer.records.amendment_reader import read_amendment

BEFORE = ["Le maire nomme le garde. Le garde est assermenté.", "Il porte un insigne."]
AFTER = ["Le maire nomme le garde. Le garde est assermenté.", "Il porte un insigne visible."]


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, *given: Any
) -> tuple[int, list[Any]]:
    data = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in given)
    monkeypatch.setattr(sys, "stdin", _Stdin(data + b"\n"))
    status = run_program(["law", command, "--jsonl"])
    out, err = capsys.readouterr()
    assert err == ""
    return status, [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("grammar", ["loi", "an", "senat"])
def test_what_is_derived_is_applied(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], grammar: str
) -> None:
    """A script that feeds one command's lines to the other gets the text wanted back."""
    change = {"article": "3", "before": BEFORE, "after": AFTER, "grammar": grammar, "code": "code rural", "mine": 1}
    status, (derived,) = lines(monkeypatch, capsys, "derive", change)
    assert status == 0
    assert derived["proved"] is True
    assert change.items() <= derived.items()
    wording = {key: value for key, value in derived.items() if key != "after"}
    status, (applied,) = lines(monkeypatch, capsys, "apply", wording)
    assert (status, applied["after"]) == (0, AFTER)


def test_an_article_is_repealed_and_restored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, answers = lines(
        monkeypatch,
        capsys,
        "derive",
        {"article": "3", "before": BEFORE, "after": []},
        {"article": "3", "before": [], "after": ["Un."]},
        {"article": "3", "before": BEFORE, "after": [], "grammar": "an"},
        {"article": "3", "before": BEFORE, "after": BEFORE},
    )
    assert status == 0
    assert [one["proved"] for one in answers] == [True] * 4
    assert [one["wording"].replace("\u00a0", " ").replace("\u202f", " ") for one in answers] == [
        "L’article 3 du code pénal est abrogé.",
        "L’article 3 du code pénal est ainsi rétabli :\n« Art. 3. – Un. »",
        "Supprimer cet article.",
        "",
    ]


def test_a_wrong_wording_is_a_finding_at_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wording = "Le troisième alinéa de l’article 3 du code pénal est supprimé."
    status, (answer,) = lines(monkeypatch, capsys, "apply", {"article": "3", "before": BEFORE, "wording": wording})
    finding = answer["finding"]
    assert status == 1
    assert finding["message"] == "The rank does not exist: there are 2 alinéas."
    assert wording[finding["start"] : finding["end"]].startswith("Le troisième alinéa")


def test_a_line_that_cannot_be_used_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A batch of thousands must not be lost for one bad line."""
    good: dict[str, Any] = {"article": "3", "before": BEFORE, "after": AFTER}
    bad: list[Any] = [
        b"{",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        {**good, "article": 3},
        {**good, "grammar": "eu"},
        {"article": "3"},
    ]
    bad += [{**good, "before": "Un."}, {**good, "before": [1]}, {**good, "article": " "}]
    status, answers = lines(monkeypatch, capsys, "derive", *bad, good)
    assert status == 2
    assert [set(one) for one in answers[:-1]] == [{"error"}] * len(bad)
    assert answers[2]["error"] == "this line is not UTF-8"
    assert answers[4]["error"] == "« article » must be a text"
    assert answers[6]["error"] == "« before » is missing"
    assert answers[-1]["proved"] is True


@pytest.mark.parametrize("arguments", [["derive"], ["apply"], ["apply", "w.txt"], ["apply", "w.txt", "--jsonl"]])
def test_half_a_command_says_what_is_missing(
    small: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (small / "w.txt").write_text("Un.\n", encoding="utf-8")
    assert run_program(["-C", str(small), "law", *arguments]) == 2
    assert "Error: " in capsys.readouterr().err


def test_a_draft_starts_from_the_text_in_force(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_program(["-C", str(small), "law", "draft", "code-lacs/12-3"]) == 0
    out = capsys.readouterr().out
    assert "  - article: code-lacs/12-3\n    proposed: |\n      Le fait de polluer" in out
    assert "\n\n      Les personnes morales" in out


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ("code-lac/12-3", "no record is called « code-lac »; did you mean « code-lacs »?"),
        ("code-lacs/12-4", "code-lacs holds no article « 12-4 »; did you mean « 12-3 »?"),
        ("code-lacs", "« code-lacs » names no article; write « ID/ARTICLE », as in code-penal/227-23"),
    ],
)
def test_an_article_that_is_not_there(
    small: Path, capsys: pytest.CaptureFixture[str], article: str, message: str
) -> None:
    assert run_program(["-C", str(small), "law", "draft", article]) == 2
    assert capsys.readouterr().err == f"plaidoyer: {message}\n"


def test_a_wording_in_a_file_is_held_against_the_record(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "w.txt"
    file.write_text("Le second alinéa de l’article 12-3 du code des lacs est supprimé.\n", encoding="utf-8")
    command = ["-C", str(small), "law", "apply", "w.txt", "--record", "code-lacs/12-3"]
    assert run_program(command) == 0
    assert capsys.readouterr().out.startswith("Le fait de polluer un lac")
    file.write_text("Le troisième alinéa de l’article 12-3 du code des lacs est supprimé.\n", encoding="utf-8")
    assert run_program(command) == 1
    out = capsys.readouterr().out
    assert "error[amendment-not-reproducible]: The rank does not exist: there are 2 alinéas." in out
    assert "w.txt:1:1" in out
    file.unlink()
    assert run_program(command) == 2
    assert capsys.readouterr().err == "plaidoyer: there is no file « w.txt »\n"


def test_half_a_character_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON can hold what no file can: it must not stop the lines after it."""
    good = {"article": "3", "before": BEFORE, "after": AFTER}
    half = b'{"article": "3", "before": ["Un \\ud800."], "after": ["Deux."]}'
    status, answers = lines(monkeypatch, capsys, "derive", half, good)
    assert status == 2
    assert answers[0] == {"error": "an escape of this line is half a character, as « \\ud800 » is"}
    assert answers[1]["proved"] is True


def test_a_draft_is_written_beside_its_brief(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written can be read back, and is never written over."""
    command = ["-C", str(small), "law", "draft", "code-lacs/12-3", "--brief", "note"]
    assert run_program(command) == 0
    assert capsys.readouterr().out == "briefs/note/amendment.yaml\n"
    file = small / "briefs/note/amendment.yaml"
    text = file.read_text(encoding="utf-8")
    amendment, findings = read_amendment(text, "amendment.yaml", "note")
    assert findings == ()
    assert amendment
    assert amendment.forms == ("loi",)
    assert len(amendment.changes[0].proposed or ()) == 2
    file.write_text("à moi\n", encoding="utf-8")
    assert run_program(command) == 2
    assert file.read_text(encoding="utf-8") == "à moi\n"
    error = "plaidoyer: there is « briefs/note/amendment.yaml » already; without « --brief » the text is printed\n"
    assert capsys.readouterr().err == error
    assert run_program([*command[:-1], "not"]) == 2
    assert capsys.readouterr().err == "plaidoyer: no brief is called « not »; did you mean « note »?\n"


def test_a_draft_starts_from_the_text_of_the_day_of_its_brief(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The amendment is proved against the law of that day: another text would be taken for a change."""
    record, brief = small / "sources/code-lacs.yaml", small / "briefs/note/brief.md"
    text = record.read_text(encoding="utf-8").replace(
        "in-force: 2021-04-23", "in-force: 2021-04-23\n      until: 2022-01-01"
    )
    later = "    - {id: LACARTI0002, in-force: 2022-01-01, alineas: ['Un texte\n        plus   récent.']}\n"
    record.write_text(text + later, encoding="utf-8")
    command = ["-C", str(small), "law", "draft", "code-lacs/12-3"]
    assert run_program(command) == 0
    assert "      Un texte plus   récent.\n" in capsys.readouterr().out
    brief.write_text(brief.read_text(encoding="utf-8").replace("2026-11-24", "2021-06"), encoding="utf-8")
    assert run_program([*command, "--brief", "note"]) == 0
    assert "Le fait de polluer" in (small / "briefs/note/amendment.yaml").read_text(encoding="utf-8")
    (small / "briefs/note/amendment.yaml").unlink()
    brief.write_text(brief.read_text(encoding="utf-8").replace("2021-06", "2019-06"), encoding="utf-8")
    assert run_program([*command, "--brief", "note"]) == 2
    brief.write_text("no front matter", encoding="utf-8")
    assert run_program([*command, "--brief", "note"]) == 0
    record.write_text(text, encoding="utf-8")
    assert run_program(command) == 2
    assert capsys.readouterr().err == (
        "plaidoyer: code-lacs holds no version of « 12-3 » that is in force on 2019-06\n"
        "plaidoyer: code-lacs holds no version of « 12-3 » that is in force today\n"
    )


def test_a_draft_is_not_written_outside_the_campaign(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "briefs/note").rename(tmp_path / "note")
    (small / "briefs/note").symlink_to(tmp_path / "note")
    assert run_program(["-C", str(small), "law", "draft", "code-lacs/12-3", "--brief", "note"]) == 2
    assert capsys.readouterr().err == (
        "plaidoyer: a link leads out of the campaign at « briefs/note/amendment.yaml »\n"
    )
    assert not (tmp_path / "note/amendment.yaml").exists()


def test_a_wording_that_is_no_text_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "w.txt").write_bytes(b"\xff")
    assert run_program(["-C", str(small), "law", "apply", "w.txt", "--record", "code-lacs/12-3"]) == 1
    assert "error[invalid-file]" in capsys.readouterr().out


def test_an_article_of_a_bill_is_drafted_for_the_chambers(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "sources/ppl-12.yaml").write_text(
        'type: bill\ntitle: Loi\narticles: {"2": [{seen: 2026-11-22, alineas: ["Un.", "Deux."]}]}\n',
        encoding="utf-8",
    )
    assert run_program(["-C", str(small), "law", "draft", "ppl-12/2"]) == 0
    out = capsys.readouterr().out
    amendment, findings = read_amendment(out, "amendment.yaml", "note")
    assert findings == ()
    assert amendment
    assert amendment.forms == ("an", "senat")
    assert amendment.vehicle
    assert (amendment.vehicle.bill, amendment.vehicle.article) == ("ppl-12", "2")
    (small / "w.txt").write_text("Supprimer l’alinéa 2.\n", encoding="utf-8")
    assert run_program(["-C", str(small), "law", "apply", "w.txt", "--record", "ppl-12/2", "--grammar", "an"]) == 0
    assert capsys.readouterr().out == "Un.\n"


def test_half_an_article_is_no_draft(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who starts from a text with alinéas missing would propose to delete them."""
    record = small / "sources/code-lacs.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("complete: true", "complete: false"), encoding="utf-8")
    assert run_program(["-C", str(small), "law", "draft", "code-lacs/12-3"]) == 2
    assert "does not hold article 12-3 whole" in capsys.readouterr().err
