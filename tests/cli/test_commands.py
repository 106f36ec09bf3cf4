"""The commands, as users and their scripts run them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def test_a_build_writes_pdfs_and_a_manifest(small: Path, plaidoyer: Callable[..., Any]) -> None:
    built = plaidoyer(small, "build")
    assert built.status == 0, built.out
    manifest = json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == 1
    assert [output["file"] for output in manifest["outputs"]] == ["memo.pdf", "note.pdf"]
    for output in manifest["outputs"]:
        data = (small / "dist" / output["file"]).read_bytes()
        assert data.startswith(b"%PDF-")
        assert output["sha256"] == hashlib.sha256(data).hexdigest()
        assert output["status"] == "final"
        assert output["pages"] in (1, 2)
        assert output["silenced"] == []
        record = (small / "sources/rapport-2025.yaml").read_bytes()
        assert output["inputs"]["sources/rapport-2025.yaml"] == hashlib.sha256(record).hexdigest()
        assert any(
            name.startswith("plaidoyer:templates/") and name.endswith("/template.html") for name in output["inputs"]
        )
    assert "sources/code-lacs.yaml" not in manifest["outputs"][0]["inputs"]


def test_with_no_command_it_builds(small: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, ROOT / "build.py"], cwd=small, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (small / "dist/note.pdf").is_file()


def test_a_partial_build_keeps_the_other_entries(small: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(small, "build", "--format", "html")
    before = json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert plaidoyer(small, "build", "memo", "--format", "html").status == 0
    assert json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"] == before


def test_a_final_build_writes_only_briefs_without_errors(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """A PDF with a broken claim must never replace one that was right."""
    plaidoyer(small, "build", "--format", "html")
    good = (small / "dist/note.html").read_bytes()
    brief = small / "briefs/note/brief.md"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace("(figure:rapport-2025/part)", "(figure:rapport-2025/prt)"),
        encoding="utf-8",
    )
    built = plaidoyer(small, "build", "--final", "--format", "html")
    assert built.status == 1
    assert (small / "dist/note.html").read_bytes() == good
    outputs = {
        output["brief"]: output
        for output in json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    }
    assert outputs["note"]["stale"] is True
    assert "stale" not in outputs["memo"]


def test_a_whole_source_cited_is_a_warning_and_with_final_an_error(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace("dès sa publication", "dès sa publication [@rapport-2025]"),
        encoding="utf-8",
    )
    checked = plaidoyer(small, "check", "note", "--format", "json")
    assert checked.status == 0
    assert ("warning", "citation-without-passage") in {(f["severity"], f["rule"]) for f in checked.json["findings"]}
    assert plaidoyer(small, "build", "note", "--final", "--format", "html").status == 1
    assert not (small / "dist/note.html").exists()


def test_a_broken_claim_makes_a_draft_that_says_so_in_place(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    brief.write_text(
        brief.read_text(encoding="utf-8").replace("(figure:rapport-2025/part)", "(figure:rapport-2025/prt)"),
        encoding="utf-8",
    )
    built = plaidoyer(small, "build", "note", "--format", "html")
    assert built.status == 1
    html = (small / "dist/note.html").read_text(encoding="utf-8")
    assert "BROUILLON" in html
    assert html.count("unknown-figure") == 1
    outputs = json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert outputs[0]["status"] == "draft"


def test_an_error_in_a_record_nobody_uses_leaves_a_brief_final(small: Path, plaidoyer: Callable[..., Any]) -> None:
    (small / "sources/autre.yaml").write_text("type: report\ntitel: X\n", encoding="utf-8")
    built = plaidoyer(small, "build", "note", "--format", "html")
    assert built.status == 1
    assert json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"][0]["status"] == "final"


def test_an_error_in_a_record_that_a_brief_uses_makes_it_a_draft(small: Path, plaidoyer: Callable[..., Any]) -> None:
    record = small / "sources/code-lacs.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("complete: true", "complet: true"), encoding="utf-8")
    built = plaidoyer(small, "build", "--format", "html")
    assert built.status == 1
    statuses = {
        o["brief"]: o["status"]
        for o in json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    }
    assert statuses == {"memo": "final", "note": "draft"}


def test_too_long_is_found_by_the_build_and_repeated_by_check(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    text = brief.read_text(encoding="utf-8")
    brief.write_text(
        text + "\n".join(f"Phrase numéro {n} qui allonge le texte de la note.\n" for n in range(120)), encoding="utf-8"
    )
    first = plaidoyer(small, "check", "note", "--format", "json")
    assert [finding["rule"] for finding in first.json["findings"]] == ["layout-unchecked", "unreviewed-claim"]
    built = plaidoyer(small, "build", "note")
    assert built.status == 1
    assert json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"][0]["status"] == "draft"
    again = plaidoyer(small, "check", "note", "--format", "json")
    assert again.status == 1
    assert [finding["rule"] for finding in again.json["findings"]] == ["too-long", "unreviewed-claim"]
    brief.write_text(text, encoding="utf-8")
    mended = plaidoyer(small, "check", "note", "--layout", "--format", "json")
    assert [finding["rule"] for finding in mended.json["findings"]] == ["unreviewed-claim"]


def test_what_the_engine_cannot_set_is_named_by_its_path_in_the_campaign(
    small: Path, plaidoyer: Callable[..., Any]
) -> None:
    """A message with a path of somebody's machine helps nobody else, and tells strangers about it."""
    folder = Path(shutil.copytree(ROOT / "templates", small / "templates")) / "policy-brief"
    (folder / "style.css").write_text("body { background: url('fond blanc.png') }", encoding="utf-8")
    (folder / "fond blanc.png").write_bytes(b"no picture")
    ran = plaidoyer(small, "check", "note", "--layout", "--format", "json")
    said = [one["message"] for one in ran.json["findings"] if one["rule"] == "not-typeset"]
    assert len(said) == 1
    assert "« templates/policy-brief/fond blanc.png »" in said[0]
    assert str(small) not in said[0]
    assert "file:" not in said[0]


def test_check_counts(small: Path, plaidoyer: Callable[..., Any]) -> None:
    summary = plaidoyer(small, "check", "--format", "json").json["summary"]
    assert summary == {"errors": 0, "warnings": 0, "notes": 3, "briefs": 2, "claims": 14, "sources": 2}


def test_check_never_imports_weasyprint(small: Path) -> None:
    """A check in an editor's save hook must not wait for the typesetter."""
    code = (
        "import sys; from plaidoyer.cli.main import run_program; "
        f"status = run_program(['-C', {str(small)!r}, 'check']); "
        "assert not any(name.split('.')[0] == 'weasyprint' for name in sys.modules); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "nte"], "did you mean « note »"),
        (["check", "absent"], "no brief is called « absent »"),
        (["rules", "unknown-sorce"], "did you mean « unknown-source »"),
        (["new", "Note"], "small letters"),
        (["new", "note"], "already"),
        (["new", "autre", "--template", "policy"], "no template"),
        (["new", "autre", "--lang", "de"], "no first text in « de »"),
        (["build", "--frmat", "pdf"], "--frmat"),
    ],
)
def test_a_command_line_that_cannot_be_used_ends_with_one_line(
    small: Path, plaidoyer: Callable[..., Any], arguments: list[str], said: str
) -> None:
    ran = plaidoyer(small, *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_no_campaign_and_an_unknown_setting(small: Path, tmp_path: Path, plaidoyer: Callable[..., Any]) -> None:
    (tmp_path / "empty").mkdir()
    assert plaidoyer(tmp_path / "empty", "build").status == 2
    assert plaidoyer(tmp_path / "nowhere", "build").status == 2
    (small / "plaidoyer.toml").write_text('langue = "fr"\n', encoding="utf-8")
    ran = plaidoyer(small, "check")
    assert ran.status == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert "« lang »" in ran.err


def test_a_folder_that_cannot_be_written_is_no_fault_of_the_author(small: Path, plaidoyer: Callable[..., Any]) -> None:
    (small / "dist").write_text("a file stands where the folder should be", encoding="utf-8")
    ran = plaidoyer(small, "build", "--format", "html")
    assert ran.status == 3
    assert "failed:" in ran.out
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_leaves_what_was_there(
    small: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    plaidoyer(small, "build", "--format", "html")
    before = (small / "dist/note.html").read_bytes()
    brief = small / "briefs/note/brief.md"
    brief.write_text(brief.read_text(encoding="utf-8").replace("Ne rien faire", "Ne rien changer"), encoding="utf-8")

    def full(handle: int) -> None:
        os.write(os.open("/dev/full", os.O_WRONLY), b"x")

    monkeypatch.setattr("plaidoyer.publish.write.os.fsync", full)
    ran = plaidoyer(small, "build", "--format", "html")
    assert ran.status == 3
    assert "No space left" in ran.out
    assert (small / "dist/note.html").read_bytes() == before
    assert not list((small / "dist").glob(".*"))


def test_a_finding_can_be_allowed_with_a_reason(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    text = brief.read_text(encoding="utf-8").replace("La mesure s'applique", "#### Trop bas\n\nLa mesure s'applique")
    brief.write_text(text, encoding="utf-8")
    assert "heading-skip" in {found[0] for found in plaidoyer(small, "check", "--format", "json").places}
    brief.write_text(
        text.replace("#### Trop bas", "<!-- plaidoyer: allow heading-skip: repris du modèle -->\n#### Trop bas"),
        encoding="utf-8",
    )
    assert "heading-skip" not in {found[0] for found in plaidoyer(small, "check", "--format", "json").places}
    plaidoyer(small, "build", "note", "--format", "html")
    output = json.loads((small / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"][0]
    assert [(one["rule"], one["reason"]) for one in output["silenced"]] == [("heading-skip", "repris du modèle")]
    assert "repris du modèle" not in (small / "dist/note.html").read_text(encoding="utf-8")


def test_findings_about_evidence_cannot_be_allowed(small: Path, plaidoyer: Callable[..., Any]) -> None:
    brief = small / "briefs/note/brief.md"
    text = brief.read_text(encoding="utf-8").replace("(figure:rapport-2025/part)", "(figure:rapport-2025/prt)")
    brief.write_text(
        text.replace("## Le problème", "<!-- plaidoyer: allow unknown-figure: plus tard -->\n## Le problème"),
        encoding="utf-8",
    )
    (small / "plaidoyer.toml").write_text('lang = "fr"\n[allow]\nunknown-figure = "plus tard"\n', encoding="utf-8")
    rules = {found[0] for found in plaidoyer(small, "check", "--format", "json").places}
    assert {"unknown-figure", "invalid-value"} <= rules


def test_a_campaign_from_nothing_builds(tmp_path: Path, plaidoyer: Callable[..., Any]) -> None:
    """An advocate's first quarter of an hour."""
    assert plaidoyer(tmp_path, "init", "campagne").status == 0
    campaign = tmp_path / "campagne"
    for slug, template, lang in [
        ("premiere", "policy-brief", "fr"),
        ("second", "one-pager", "en"),
        ("third", "policy-brief", "en"),
        ("quatrieme", "one-pager", "fr"),
        ("cinquieme", "dossier", "fr"),
        ("sixth", "dossier", "en"),
        ("septieme", "cover-note", "fr"),
        ("eighth", "cover-note", "en"),
    ]:
        assert (
            plaidoyer(
                campaign, "new", slug, "--template", template, "--lang", lang, "--title", 'Un "titre" : le mien'
            ).status
            == 0
        )
    built = plaidoyer(campaign, "build")
    assert built.status == 0, built.out
    assert len(list((campaign / "dist").glob("*.pdf"))) == 8
    assert plaidoyer(tmp_path, "init", "campagne").status == 2


def test_every_rule_is_explained(small: Path, plaidoyer: Callable[..., Any]) -> None:
    listing = plaidoyer(small, "rules").out
    ids = [line.split()[0] for line in listing.splitlines() if line and not line.startswith("«")]
    assert len(ids) > 20
    for rule in ids:
        assert rule in plaidoyer(small, "rules", rule).out


def test_a_terminal_sees_the_line_a_caret_and_a_way_to_mend(small: Path, plaidoyer: Callable[..., Any]) -> None:
    record = small / "sources/rapport-2025.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("publisher:", "publsher:"), encoding="utf-8")
    out = plaidoyer(small, "check", "memo").out
    (block,) = (block for block in out.split("\n\n") if block.startswith("error[unknown-field]"))
    assert block.splitlines()[1:] == [
        " --> sources/rapport-2025.yaml:5:1",
        "  |",
        "5 | publsher: Observatoire des lacs",
        "  | ^^^^^^^^",
        "  = mend: did you mean « publisher »?",
    ]


def test_a_state_that_cannot_be_read_is_told_and_made_anew(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """Somebody who wonders why everything is built again must see why."""
    plaidoyer(small, "build", "--format", "html")
    (small / ".plaidoyer/checked.state").write_text("{", encoding="utf-8")
    ran = plaidoyer(small, "build", "--format", "html")
    said = "note: .plaidoyer/checked.state is damaged, or of a newer program: it was set aside, and is made anew"
    assert said in ran.err.splitlines()
    assert ran.status == 0
    assert (small / ".plaidoyer/checked.state.set-aside").is_file()


def test_a_watch_does_not_begin_anew_each_time(small: Path, plaidoyer: Callable[..., Any]) -> None:
    ran = plaidoyer(small, "build", "--watch", "--force")
    assert (ran.status, ran.err) == (
        2,
        "plaidoyer: --watch builds what has changed: leave --force out, or build once with it before\n",
    )
