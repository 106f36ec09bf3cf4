"""« lock »: receipts written where the captures are, and trusted where they are not."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "../shared/seed/captures"

Program = Callable[..., Any]
CAPTURE = "sources/captures/rapport-2025.txt"
LOCK = "sources/evidence.lock"
ASIDE = ("layout-unchecked", "unreviewed-claim")
NOTE = (
    "note[capture-missing]: captures/rapport-2025.txt is not here: 5 passages rest on receipts\n"
    " --> sources/rapport-2025.yaml:8:11"
)


def edit(root: Path, old: str, new: str, file: str = "sources/rapport-2025.yaml") -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def told(ran: Any) -> list[str]:
    """Rule, severity and line of all that is told, but of the layout and the review, of which nobody asked."""
    found = ran.json["findings"]
    return [f"{one['severity']} {one['rule']} {one['line']}" for one in found if one["rule"] not in ASIDE]


def git(root: Path, *arguments: str, status: int = 0) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def locked(small: Path, plaidoyer: Program) -> Path:
    """The campaign « small » with its receipts, on a machine that does not hold the capture."""
    assert plaidoyer(small, "lock").status == 0
    (small / CAPTURE).unlink()
    return small


def test_lock_writes_one_line_a_passage_and_says_how_many(
    small: Path, plaidoyer: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    ran = plaidoyer(Path(), "lock")
    assert ran.out == (
        "wrote sources/evidence.lock\nsources/evidence.lock: 5 proven here\nnothing to mend in 2 sources\n"
    )
    assert ran.status == 0
    head, *lines = (small / LOCK).read_text(encoding="utf-8").splitlines()
    assert json.loads(head)["receipts"] == 1
    names = ["annee-2024", "cout", "part", "premier-semestre", "prevision"]
    assert [json.loads(line)["passage"] for line in lines] == names
    text = (small / CAPTURE).read_bytes()
    assert {json.loads(line)["sha256"] for line in lines} == {hashlib.sha256(text).hexdigest()}


def test_lock_again_writes_nothing(small: Path, plaidoyer: Program) -> None:
    """A lock that changes by itself would show up in every commit."""
    plaidoyer(small, "lock")
    before = (small / LOCK).stat().st_mtime_ns
    ran = plaidoyer(small, "lock")
    assert "wrote" not in ran.out
    assert (small / LOCK).stat().st_mtime_ns == before


def test_the_lock_is_the_same_in_another_folder_and_whatever_the_order_of_the_records(
    small: Path, tmp_path: Path, plaidoyer: Program
) -> None:
    """Portable: the machine, the folder and the order in which people write leave no trace."""
    plaidoyer(small, "lock")
    other = Path(shutil.copytree(small, tmp_path / "ailleurs/été"))
    (other / LOCK).unlink()
    record = other / "sources/rapport-2025.yaml"
    head, passages, figures = re.split(r"(?m)^(?=passages:|figures:)", record.read_text(encoding="utf-8"))
    entries = re.findall(r"(?m)^  \S.*\n(?:    .*\n)+", passages)
    assert len(entries) == 5
    record.write_text(f"{figures}{head}passages:\n{''.join(reversed(entries))}", encoding="utf-8")
    assert plaidoyer(other, "lock").status == 0
    assert (other / LOCK).read_bytes() == (small / LOCK).read_bytes()
    assert str(tmp_path) not in (small / LOCK).read_text(encoding="utf-8")


def test_without_its_capture_a_campaign_passes_with_a_note(locked: Path, plaidoyer: Program) -> None:
    """This is how CI, and everybody who clones the campaign, sees private copies."""
    ran = plaidoyer(locked, "check")
    assert ran.status == 0
    assert NOTE in ran.out
    assert "error[" not in ran.out
    again = plaidoyer(locked, "lock")
    assert again.status == 0
    assert "wrote" not in again.out
    assert "sources/evidence.lock: 0 proven here, 5 kept" in again.out


def test_without_capture_and_receipts_nothing_passes(locked: Path, plaidoyer: Program) -> None:
    (locked / LOCK).unlink()
    ran = plaidoyer(locked, "check", "--format", "json")
    assert ran.status == 1
    assert told(ran) == ["error capture-missing 8"]
    again = plaidoyer(locked, "lock")
    assert again.status == 1
    assert "sources/evidence.lock: 0 proven here" in again.out
    assert not (locked / LOCK).exists()


def test_an_edited_passage_voids_its_receipt_and_breaks_its_claims_alone(locked: Path, plaidoyer: Program) -> None:
    edit(locked, "40 % des lacs sont concernés", "40 % des lacs sont atteints")
    ran = plaidoyer(locked, "check", "--format", "json")
    assert ran.status == 1
    assert told(ran) == ["note capture-missing 8", "error capture-missing 20"]
    assert [one["message"] for one in ran.json["findings"] if one["severity"] == "error"] == [
        "captures/rapport-2025.txt is not here, and no receipt holds for the passage « part »: it was added or edited "
        "since"
    ]
    built = plaidoyer(locked, "build", "note", "--format", "html")
    assert built.status == 1
    page = (locked / "dist/note.html").read_text(encoding="utf-8")
    assert page.count("capture-missing") == 1


def test_an_edited_figure_voids_the_receipt_of_its_passage(locked: Path, plaidoyer: Program) -> None:
    """A figure that is changed under a receipt must be looked at where the copy is."""
    edit(locked, "value: 1860", "value: 1861")
    assert "error capture-missing 17" in told(plaidoyer(locked, "check", "--format", "json"))
    plaidoyer(locked, "lock")
    kept = [json.loads(line)["passage"] for line in (locked / LOCK).read_text(encoding="utf-8").splitlines()[1:]]
    assert kept == ["cout", "part", "premier-semestre", "prevision"]


def test_a_figure_that_its_passage_does_not_state_leaves_the_passage_proven(small: Path, plaidoyer: Program) -> None:
    """With the copy here, the words are there: only what is said of the figure is wrong."""
    edit(small, "value: 1860", "value: 1861")
    ran = plaidoyer(small, "lock")
    assert ran.status == 1
    assert "error[figure-not-in-passage]" in ran.out
    assert "sources/evidence.lock: 5 proven here\n" in ran.out


def test_required_captures_let_no_receipt_count_and_lock_keeps_them(locked: Path, plaidoyer: Program) -> None:
    (locked / "plaidoyer.toml").write_text("require-captures = true\n", encoding="utf-8")
    ran = plaidoyer(locked, "check", "--format", "json")
    assert ran.status == 1
    assert told(ran) == ["error capture-missing 8"]
    before = (locked / LOCK).read_bytes()
    assert plaidoyer(locked, "lock").status == 0
    assert (locked / LOCK).read_bytes() == before


def test_a_receipt_of_a_record_that_is_gone_is_passed_over_and_dropped(small: Path, plaidoyer: Program) -> None:
    shutil.copy(small / "sources/rapport-2025.yaml", small / "sources/copie.yaml")
    plaidoyer(small, "lock")
    (small / "sources/copie.yaml").unlink()
    assert told(plaidoyer(small, "check", "--format", "json")) == []
    assert "wrote" in plaidoyer(small, "lock").out
    assert "copie" not in (small / LOCK).read_text(encoding="utf-8")


def test_two_captures_are_tried_in_their_order(small: Path, plaidoyer: Program) -> None:
    """The first that holds the words counts; the receipt says which, and each may be missing."""
    text = (small / CAPTURE).read_text(encoding="utf-8")
    first = text.replace("40 % des lacs", "41 % des lacs")
    (small / "sources/captures/premier.txt").write_text(first, encoding="utf-8")
    digest = hashlib.sha256(first.encode()).hexdigest()
    edit(
        small,
        "captures:\n",
        f"captures:\n  - {{file: captures/premier.txt, sha256: {digest}, redistributable: true}}\n",
    )
    assert plaidoyer(small, "lock").status == 0
    rows = [json.loads(line) for line in (small / LOCK).read_text(encoding="utf-8").splitlines()[1:]]
    assert {row["passage"]: row["capture"] for row in rows} == {
        **dict.fromkeys(("annee-2024", "cout", "premier-semestre", "prevision"), "captures/premier.txt"),
        "part": "captures/rapport-2025.txt",
    }
    before = (small / LOCK).read_bytes()
    for missing in ("premier", "rapport-2025"):
        copy = small / f"sources/captures/{missing}.txt"
        kept = copy.read_bytes()
        copy.unlink()
        assert plaidoyer(small, "lock").status == 0
        assert (small / LOCK).read_bytes() == before
        copy.write_bytes(kept)


# Merges -------------------------------------------------------------------------------------------


def two_sides(small: Path, plaidoyer: Program) -> None:
    """Two people edit two passages, lock each, and merge: git finds a conflict in the receipts alone."""
    (small / ".gitignore").write_text(".plaidoyer/\ndist/\n", encoding="utf-8")
    plaidoyer(small, "lock")
    git(small, "init", "--quiet", "--initial-branch=main")
    git(small, "add", ".")
    git(small, "commit", "--quiet", "--message=one")
    git(small, "checkout", "--quiet", "-b", "other")
    edit(small, "Le ministère estime que 40 % des lacs sont concernés.", "40 % des lacs sont concernés.")
    plaidoyer(small, "lock")
    git(small, "commit", "--quiet", "--all", "--message=two")
    git(small, "checkout", "--quiet", "main")
    edit(small, "Le coût est de 75 000 euros par an, entre", "75 000 euros par an, entre")
    plaidoyer(small, "lock")
    git(small, "commit", "--quiet", "--all", "--message=three")
    assert "evidence.lock" in git(small, "merge", "other", status=1)
    assert "<<<<<<< HEAD" in (small / LOCK).read_text(encoding="utf-8")
    assert "<<<<<<<" not in (small / "sources/rapport-2025.yaml").read_text(encoding="utf-8")


def test_a_conflict_in_the_receipts_is_told_and_proves_nothing(small: Path, plaidoyer: Program) -> None:
    two_sides(small, plaidoyer)
    with_capture = plaidoyer(small, "check")
    assert with_capture.status == 1
    assert (
        "error[invalid-receipts]: a conflict of a merge is left here: « <<<<<<< »\n"
        " --> sources/evidence.lock:3:1\n"
        "  |\n"
        "3 | <<<<<<< HEAD\n"
        "  | ^\n"
        "  = mend: run « plaidoyer lock »: it keeps what still holds, and writes the file anew"
    ) in with_capture.out
    assert "capture-missing" not in with_capture.out
    (small / CAPTURE).unlink()
    assert told(plaidoyer(small, "check", "--format", "json")) == [
        "error invalid-receipts 3",
        "error capture-missing 8",
    ]


@pytest.mark.parametrize("here", [True, False], ids=["with the capture", "without it"])
def test_lock_settles_a_conflict_by_looking_not_by_choosing_a_side(small: Path, plaidoyer: Program, here: bool) -> None:
    """With the copy all is proven anew; without it each side's receipts that match the merged records are kept."""
    two_sides(small, plaidoyer)
    if not here:
        (small / CAPTURE).unlink()
    ran = plaidoyer(small, "lock")
    assert ran.status == 0, ran.out
    assert ("5 proven here\n" if here else "0 proven here, 5 kept\n") in ran.out
    merged = (small / LOCK).read_bytes()
    assert told(plaidoyer(small, "check", "--format", "json")) == ([] if here else ["note capture-missing 8"])
    git(small, "checkout", "--quiet", "HEAD", "--", CAPTURE)
    assert plaidoyer(small, "lock").status == 0
    assert (small / LOCK).read_bytes() == merged


def test_a_passage_that_both_sides_edited_is_proven_by_neither(small: Path, plaidoyer: Program) -> None:
    """The merged words are a third version, which nobody has looked up."""
    two_sides(small, plaidoyer)
    (small / CAPTURE).unlink()
    edit(small, "75 000 euros par an, entre 5 et 10 agents étant employés.", "75 000 euros par an.")
    ran = plaidoyer(small, "lock")
    assert ran.status == 1
    assert "no receipt holds for the passage « cout »" in ran.out
    assert "0 proven here, 4 kept" in ran.out


# A file that is not as it was written -------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: data[:-40], "this line is no receipt"),
        (lambda data: data.replace(b'"page": 0', b'"page":0'), "the receipts were edited"),
        (lambda data: b"", "the file is empty"),
        (lambda data: data.decode().encode("utf-16"), "the file is encoded in UTF-16"),
        (lambda data: b"\xff" + data, "the byte FF is not UTF-8"),
    ],
    ids=["truncated", "edited", "emptied", "UTF-16", "not UTF-8"],
)
def test_a_damaged_file_proves_nothing_and_is_written_anew(
    small: Path, plaidoyer: Program, damage: Callable[[bytes], bytes], message: str
) -> None:
    plaidoyer(small, "lock")
    good = (small / LOCK).read_bytes()
    (small / LOCK).write_bytes(damage(good))
    ran = plaidoyer(small, "check", "--format", "json")
    assert ran.status == 1
    (finding,) = (one for one in ran.json["findings"] if one["severity"] == "error")
    assert finding["rule"] == "invalid-receipts"
    assert finding["message"].startswith(message)
    assert finding["hint"] == "run « plaidoyer lock »: it keeps what still holds, and writes the file anew"
    assert plaidoyer(small, "lock").status == 0
    assert (small / LOCK).read_bytes() == good


def test_a_file_that_lost_its_last_lines_lacks_their_receipts(locked: Path, plaidoyer: Program) -> None:
    lines = (locked / LOCK).read_bytes().splitlines(keepends=True)
    (locked / LOCK).write_bytes(b"".join(lines[:-1]))
    assert told(plaidoyer(locked, "check", "--format", "json")) == [
        "note capture-missing 8",
        "error capture-missing 23",
    ]


def test_git_on_windows_may_turn_the_ends_of_line(locked: Path, plaidoyer: Program) -> None:
    (locked / LOCK).write_bytes((locked / LOCK).read_bytes().replace(b"\n", b"\r\n"))
    assert told(plaidoyer(locked, "check", "--format", "json")) == ["note capture-missing 8"]


def test_receipts_of_a_newer_program_are_never_written_over(locked: Path, plaidoyer: Program) -> None:
    """Who is late with an upgrade must not undo the work of the others."""
    newer = (locked / LOCK).read_text(encoding="utf-8").replace('{"receipts": 1', '{"receipts": 2')
    (locked / LOCK).write_text(newer, encoding="utf-8")
    ran = plaidoyer(locked, "lock")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "plaidoyer: sources/evidence.lock: the receipts are of a newer version than this program reads; install the "
        "newer plaidoyer that wrote them\n"
    )
    assert (locked / LOCK).read_text(encoding="utf-8") == newer
    assert told(plaidoyer(locked, "check", "--format", "json")) == [
        "error invalid-receipts 1",
        "error capture-missing 8",
    ]


def test_a_folder_in_the_place_of_the_file_is_told(small: Path, plaidoyer: Program) -> None:
    (small / LOCK).mkdir()
    assert told(plaidoyer(small, "check", "--format", "json")) == ["error invalid-receipts 1"]
    ran = plaidoyer(small, "lock")
    assert ran.status == 3
    assert "evidence.lock" in ran.err
    assert "Traceback" not in ran.err


def test_a_disk_that_takes_nothing_leaves_what_was_there(
    small: Path, plaidoyer: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only checkout can be checked, and « lock » says why it cannot write."""
    plaidoyer(small, "lock")
    before = (small / LOCK).read_bytes()
    edit(small, "redistributable: true", "redistributable: false")
    edit(small, "Le coût est de 75", "75")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("plaidoyer.publish.write._replace", refuse)
    ran = plaidoyer(small, "lock")
    assert ran.status == 3
    assert "Read-only file system" in ran.err
    assert (small / LOCK).read_bytes() == before
    assert plaidoyer(small, "check").status == 0


# Records with errors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: report", "type: repport"),
        ("title:", "titel:"),
        ('    exact: "Le coût', '    excat: "Le coût'),
        ("sha256: f7", "sha256: F7"),
        ("publisher: Obs", "publisher: : Obs"),
    ],
    ids=["nothing can be read", "a field", "a passage", "the hash in capitals", "YAML"],
)
def test_an_error_in_a_record_costs_no_receipt(locked: Path, plaidoyer: Program, old: str, new: str) -> None:
    """Whoever locks with a slip in a record, and without the copy, could never get the receipts back."""
    before = (locked / LOCK).read_bytes()
    text = (locked / "sources/rapport-2025.yaml").read_bytes()
    edit(locked, old, new)
    assert plaidoyer(locked, "lock").status == 1
    assert (locked / LOCK).read_bytes() == before
    (locked / "sources/rapport-2025.yaml").write_bytes(text)
    assert plaidoyer(locked, "check").status == 0


def test_what_is_wrong_in_briefs_is_no_matter_of_lock(small: Path, plaidoyer: Program) -> None:
    edit(small, "lang: en", "lnag: en", "briefs/memo/brief.md")
    assert plaidoyer(small, "lock").status == 0


def test_where_nothing_can_be_proven_no_file_is_made(tmp_path: Path, plaidoyer: Program) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "briefs").mkdir()
    ran = plaidoyer(tmp_path, "lock")
    assert (ran.status, ran.out) == (0, "sources/evidence.lock: 0 proven here\nnothing to mend in 0 sources\n")
    assert list((tmp_path / "sources").iterdir()) == []


# Private captures ---------------------------------------------------------------------------------

TRACKED = (
    "error[private-capture-tracked]: captures/rapport-2025.txt may not be passed on, and git tracks it\n"
    "  --> sources/rapport-2025.yaml:8:11\n"
    "   |\n"
    "8  |   - file: captures/rapport-2025.txt\n"
)


def test_lock_keeps_private_captures_out_of_git(small: Path, plaidoyer: Program) -> None:
    edit(small, "redistributable: true", "redistributable: false")
    git(small, "init", "--quiet")
    ran = plaidoyer(small, "lock")
    assert ran.status == 0
    assert "/sources/.gitignore\n" in ran.out
    git(small, "add", ".")
    assert CAPTURE not in git(small, "ls-files").splitlines()
    assert plaidoyer(small, "check").status == 0
    edit(small, "title:", "titel:")
    plaidoyer(small, "lock")
    assert git(small, "check-ignore", CAPTURE) == f"{CAPTURE}\n"


def test_a_private_capture_that_git_has_is_told_with_the_way_out(small: Path, plaidoyer: Program) -> None:
    edit(small, "redistributable: true", "redistributable: false")
    git(small, "init", "--quiet")
    git(small, "add", ".")
    ran = plaidoyer(small, "check")
    assert ran.status == 1
    assert "captures/rapport-2025.txt may not be passed on, and git tracks it" in ran.out
    command = re.search(r"« (git rm --cached .*?) », then", ran.out)
    assert command
    git(small, *command[1].split()[1:])
    plaidoyer(small, "lock")
    git(small, "add", ".")
    assert plaidoyer(small, "check").status == 0


@pytest.mark.parametrize("way", ["roundabout", "link"])
def test_a_private_capture_is_found_in_git_under_any_name(small: Path, plaidoyer: Program, way: str) -> None:
    """A path with a detour, or a link to another file, would publish the copy unseen."""
    edit(small, "redistributable: true", "redistributable: false")
    if way == "roundabout":
        edit(small, "captures/rapport-2025.txt", "./captures//../captures/rapport-2025.txt")
    else:
        (small / "copies").mkdir()
        (small / CAPTURE).rename(small / "copies/l'original.txt")
        (small / CAPTURE).symlink_to("../../copies/l'original.txt")
    git(small, "init", "--quiet")
    git(small, "add", "--force", "sources/captures" if way == "roundabout" else "copies")
    ran = plaidoyer(small, "check", "--format", "json")
    (finding,) = (one for one in ran.json["findings"] if one["rule"] == "private-capture-tracked")
    name = f"git rm --cached {CAPTURE}" if way == "roundabout" else "git rm --cached 'copies/l'\"'\"'original.txt'"
    assert name in finding["hint"]


def test_a_circle_of_links_is_no_capture_and_no_crash(small: Path, plaidoyer: Program) -> None:
    edit(small, "redistributable: true", "redistributable: false")
    (small / CAPTURE).unlink()
    (small / CAPTURE).symlink_to("rapport-2025.txt")
    git(small, "init", "--quiet")
    git(small, "add", "briefs")
    assert told(plaidoyer(small, "check", "--format", "json")) == ["error capture-unreadable 8"]


def test_add_keeps_a_private_copy_out_of_git_at_once(
    small: Path, tmp_path: Path, plaidoyer: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« git add . » may be the very next command."""
    page = tmp_path / "page.txt"
    page.write_text("Une lettre sur le lac.\n", encoding="utf-8")
    monkeypatch.chdir(small)
    git(small, "init", "--quiet")
    ran = plaidoyer(Path(), "add", str(page), "--id", "lettre")
    assert ran.status == 0
    assert "wrote sources/.gitignore, which keeps private copies out of git\n" in ran.out
    git(small, "add", ".")
    assert [name for name in git(small, "ls-files", "sources").splitlines() if name.endswith(".txt")] == [CAPTURE]
    open_page = tmp_path / "autre.txt"
    open_page.write_text("Une autre lettre sur le lac.\n", encoding="utf-8")
    assert ".gitignore" not in plaidoyer(Path(), "add", str(open_page), "--id", "autre", "--redistributable").out


# The same PDF everywhere --------------------------------------------------------------------------


def test_a_pdf_and_its_annex_are_the_same_with_captures_and_with_receipts(small: Path, plaidoyer: Program) -> None:
    """Else whoever holds no copies could never rebuild, nor verify, what others have built."""
    edit(small, "version: 1\n", "version: 1\nevidence-annex: true\n", "briefs/note/brief.md")
    assert plaidoyer(small, "lock").status == 0
    for out in ("with", "without"):
        built = plaidoyer(small, "build", "--final", "--out", out)
        assert built.status == 0, built.out
        (small / CAPTURE).unlink(missing_ok=True)
    for name in ("note.pdf", "memo.pdf"):
        assert (small / "with" / name).read_bytes() == (small / "without" / name).read_bytes()
    entries = {
        out: json.loads((small / out / "manifest.json").read_text(encoding="utf-8"))["outputs"]
        for out in ("with", "without")
    }
    assert [(one["file"], one["receipts"]) for one in entries["with"]] == [("memo.pdf", 0), ("note.pdf", 0)]
    assert [(one["file"], one["receipts"]) for one in entries["without"]] == [("memo.pdf", 4), ("note.pdf", 5)]
    assert [one["fingerprint"] for one in entries["with"]] == [one["fingerprint"] for one in entries["without"]]


@pytest.mark.skipif(not SEED.is_dir(), reason="the captures of the reference campaign are not here")
def test_the_receipts_of_the_reference_campaign_are_those_that_its_captures_give(
    tmp_path: Path, plaidoyer: Program
) -> None:
    """What is committed must be what « lock » writes where the copies are."""
    shutil.copy(ROOT / "plaidoyer.toml", tmp_path)
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / LOCK).unlink()
    shutil.copytree(SEED, tmp_path / "sources/captures", dirs_exist_ok=True)
    ran = plaidoyer(tmp_path, "lock")
    assert ran.status == 0, ran.out
    assert "kept" not in ran.out
    assert (tmp_path / LOCK).read_bytes() == (ROOT / LOCK).read_bytes()
    assert (tmp_path / "sources/.gitignore").read_bytes() == (ROOT / "sources/.gitignore").read_bytes()


def test_what_a_lock_that_was_killed_left_is_taken_away(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """A file with a name of nobody's would be added to git with the receipts; other people's parts stay."""
    left = small / "sources/.evidence.lock.a1b2c3d4.plaidoyer-part"
    other = small / "sources/.rapport-2025.yaml.a1b2c3d4.plaidoyer-part"
    for one in (left, other):
        one.write_text("x", encoding="utf-8")
    assert plaidoyer(small, "lock").status == 0
    assert not left.exists()
    assert other.exists()
