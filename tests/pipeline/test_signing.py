"""Sign-offs in a campaign: what counts, what lapses, what the page and the rules say of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from plaidoyer.config import load_config
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.review.signers import Changed, Refused
from plaidoyer.signoffs.standing import State
from tests.conftest import Ran

ANNE, PAUL = ("Anne Dupont", "anne@example.org"), ("Paul Martin", "paul@example.org")
RECORD, BRIEF = "sources/rapport-2025.yaml", "briefs/note/brief.md"
REVIEWS = "briefs/note/reviews"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)

Run = Callable[..., Ran]


@pytest.fixture
def campaign(small: Path) -> Path:
    """The campaign « small » in a repository of Anne's, where one reviewer is asked for."""
    subprocess.run(["git", "init", "--quiet", str(small)], check=True)
    become(small, ANNE)
    settings(small, reviewers=1)
    lock(small, load_config(small), lambda *_: None)
    return small


def settings(root: Path, **values: object) -> None:
    lines = ['lang = "fr"', *(f"{name.replace('_', '-')} = {json.dumps(value)}" for name, value in values.items())]
    (root / "plaidoyer.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def become(root: Path, who: tuple[str, str], **others: str) -> None:
    for name, value in {"user.name": who[0], "user.email": who[1], **others}.items():
        subprocess.run(["git", "-C", str(root), "config", name, value], check=True)


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def desk_of(root: Path) -> Desk:
    return Desk(root, load_config(root), (), lambda *_: None, lambda: NOW)


def sign(root: Path, verdict: str = "accept", containing: str = "", slug: str = "note", comment: str = "") -> int:
    """Give a verdict on the claims of a brief that hold these words; how many they were."""
    desk = desk_of(root)
    shelf = desk.shelf(slug)
    assert shelf is not None
    wanted = [one for one in shelf.sheets if containing in plain(one.text)]
    for one in wanted:
        desk.sign(slug, one.key, one.mark, verdict, comment or ("" if verdict == "accept" else "À revoir."))  # type: ignore[arg-type]
    return len(wanted)


def states(root: Path, slug: str = "note") -> dict[str, State]:
    """How each claim stands, by its words."""
    shelf = desk_of(root).shelf(slug)
    assert shelf is not None
    return {plain(one.text): one.standing.state for one in shelf.sheets}


def plain(text: str) -> str:
    """Words with spaces as they are typed."""
    return re.sub(r"\s", " ", text)


def found(ran: Ran, *rules: str) -> list[dict[str, Any]]:
    return [one for one in ran.json["findings"] if one["rule"] in rules]


# What rules find ----------------------------------------------------------------------------------


def test_a_claim_that_nobody_reviewed_makes_a_draft_where_reviewers_are_asked_for(
    campaign: Path, plaidoyer: Run
) -> None:
    told = found(plaidoyer(campaign, "check", "note", "--format", "json"), "unreviewed-claim")
    assert len(told) == len(states(campaign))
    assert {one["severity"] for one in told} == {"error"}
    assert {one["file"] for one in told} == {BRIEF}
    assert len({(one["line"], one["column"]) for one in told}) == len(told)


def test_without_reviewers_one_note_says_what_is_left(campaign: Path, plaidoyer: Run) -> None:
    """Whoever does not review yet is told so once, not once a sentence."""
    settings(campaign)
    first, *others = states(campaign)
    sign(campaign, containing=first)
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "unreviewed-claim")
    assert (told["severity"], told["line"]) == ("note", 1)
    assert told["message"] == f"{len(others)} of {len(others) + 1} claims of this brief have not been reviewed"


def test_a_rejection_and_a_wish_for_work_stand_in_the_report_with_their_comment(campaign: Path, plaidoyer: Run) -> None:
    settings(campaign)
    sign(campaign)
    sign(campaign, "reject", "40 %", comment="Le ministère ne dit pas\ncela.")
    sign(campaign, "work", "Le coût est connu")
    ran = plaidoyer(campaign, "check", "note", "--format", "json")
    assert ran.status == 1
    told = found(ran, "review-rejected")
    assert [one["message"] for one in told] == [
        "Anne Dupont rejects this claim: « Le ministère ne dit pas cela. »",
        "Anne Dupont asks for work on this claim: « À revoir. »",
    ]


def test_two_reviewers_are_two_people(campaign: Path, plaidoyer: Run) -> None:
    settings(campaign, reviewers=2)
    sign(campaign)
    sign(campaign)
    told = found(plaidoyer(campaign, "check", "note", "--format", "json"), "unreviewed-claim")
    assert {one["message"] for one in told} == {"1 of 2 reviewers have accepted this claim"}
    become(campaign, PAUL)
    sign(campaign)
    assert {*states(campaign).values()} == {State.REVIEWED}


def test_authors_do_not_review_themselves_unless_the_settings_say_so(campaign: Path, plaidoyer: Run) -> None:
    edit(campaign, BRIEF, "version: 1\n", "version: 1\nauthors: [anne  DUPONT]\n")
    sign(campaign)
    told = found(plaidoyer(campaign, "check", "note", "--format", "json"), "unreviewed-claim")
    assert {one["message"] for one in told} == {"nobody but its author, Anne Dupont, has reviewed this claim"}
    settings(campaign, reviewers=1, self_review=True)
    assert {*states(campaign).values()} == {State.REVIEWED}


@pytest.mark.parametrize(
    ("author", "own"),
    [
        ("Anne Dupont <a.dupont@example.org>", True),
        ("Service de presse <Anne@example.org>", True),
        ("ANNE@example.org", True),
        ("Jo-anne@example.org", False),
        ("Anne Dupont-Martin", False),
        ("Anne", False),
    ],
)
def test_an_author_is_known_by_name_or_address_and_nobody_else_is_taken_for_one(
    campaign: Path, author: str, own: bool
) -> None:
    """Whoever is taken for an author by a likeness signs in vain."""
    edit(campaign, BRIEF, "version: 1\n", f"version: 1\nauthors: [{author}]\n")
    assert desk_of(campaign).signer("note").own is own


# Lapsing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "about"),
    [
        (BRIEF, "des lacs sont concernés", "de nos lacs sont concernés", ("40 %",)),
        (BRIEF, "reçoit [](figure:par-mois)", "reçoit [](figure:par-mois) [@rapport-2025/cout]", ("reçoit",)),
        (BRIEF, "formula: n / 6", "formula: n / 12", ("reçoit",)),
        (RECORD, "passage: part\n", "passage: part\n    period: 2025\n", ("40 %",)),
        (RECORD, '"méthode non publiée"', '"méthode inconnue"', ("40 %",)),
        (RECORD, "fr: Ministère de l'eau", "fr: Ministère des eaux", ("40 %",)),
        (RECORD, 'exact: "Le coût est', 'say: "75 000 euros"\n    exact: "Le coût est', ("Le coût est",)),
        (RECORD, "locator: {page: 4}", "locator: {page: 5}", ("Signalements reçus",)),
        ("sources/code-lacs.yaml", "La tentative est", "La tentative en est", ("polluer un lac", "la tentative")),
        ("sources/code-lacs.yaml", "id: LACARTI0001", "id: LACARTI0002", ("polluer un lac", "la tentative")),
    ],
)
def test_what_changes_a_claim_or_its_evidence_lapses_its_verdict_and_no_other(
    campaign: Path, file: str, old: str, new: str, about: tuple[str, ...]
) -> None:
    sign(campaign)
    before = states(campaign)
    assert {*before.values()} == {State.REVIEWED}
    edit(campaign, file, old, new)
    lapsed = [text for text, state in states(campaign).items() if state is State.LAPSED]
    assert lapsed
    assert [text for text in lapsed if not any(words in text for words in about)] == []
    edit(campaign, file, new, old)
    assert states(campaign) == before  # a signature is given on words, and stands for them again


def test_a_copy_that_changed_lapses_what_was_read_in_it(campaign: Path) -> None:
    """The same words may stand in another context now."""
    sign(campaign)
    copy = campaign / "sources/captures/rapport-2025.txt"
    digest = subprocess.run(["sha256sum", copy], capture_output=True, check=True, text=True).stdout.split()[0]
    copy.write_text(copy.read_text(encoding="utf-8") + "\nErratum : ces chiffres sont retirés.\n", encoding="utf-8")
    new = subprocess.run(["sha256sum", copy], capture_output=True, check=True, text=True).stdout.split()[0]
    edit(campaign, RECORD, digest, new)
    found = states(campaign)
    assert {state for text, state in found.items() if "12-3" not in text and "polluer" not in text} == {State.LAPSED}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RECORD, 'title: "Rapport annuel : les signalements"', "title: Rapport annuel"),
        (RECORD, "retrieved: 2026-11-20", "retrieved: 2026-11-21"),
        (RECORD, "figures:\n", "# Un commentaire.\nfigures:\n"),
        ("sources/code-lacs.yaml", "seen: 2026-11-22", "seen: 2026-11-23"),
        (BRIEF, "## Le problème {#problem}\n", "## Le problème {#problem}\n\nUne phrase de plus, sans preuve.\n"),
        (BRIEF, 'title: "Lacs : punir la pollution"', "title: Les lacs"),
        (BRIEF, "template: policy-brief", "template: one-pager"),
    ],
)
def test_what_is_no_evidence_lapses_nothing(campaign: Path, file: str, old: str, new: str) -> None:
    """Nobody signs twice because a comma moved in a bibliography."""
    sign(campaign)
    edit(campaign, file, old, new)
    assert {*states(campaign).values()} == {State.REVIEWED}


def test_it_makes_no_difference_whether_a_copy_is_here_or_its_receipt(campaign: Path) -> None:
    """A reviewer signs where the private copies are; CI, which has receipts, takes the signature."""
    sign(campaign)
    (campaign / "sources/captures/rapport-2025.txt").unlink()
    assert {*states(campaign).values()} == {State.REVIEWED}


def test_a_reworded_claim_is_told_with_who_accepted_what_it_was(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign)
    edit(campaign, BRIEF, "des lacs sont concernés", "de nos lacs sont concernés")
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "unreviewed-claim", "review-lapsed")
    assert told["message"] == "what Anne Dupont accepted on 2026-11-24 has changed: its words"


def test_a_figure_that_changed_is_told_with_both_values(campaign: Path, plaidoyer: Run) -> None:
    """A log of CI says what to look at, without the window."""
    sign(campaign, containing="40 %")
    edit(campaign, RECORD, '"méthode non publiée"', '"méthode inconnue"')
    told = {one["message"] for one in found(plaidoyer(campaign, "check", "note", "--format", "json"), "review-lapsed")}
    assert told == {
        "what Anne Dupont accepted on 2026-11-24 has changed: "
        "figure rapport-2025/part (caveat.fr « méthode non publiée » → « méthode inconnue »)"
    }


def test_other_links_under_the_same_words_are_told_as_such(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign, containing="la tentative")
    edit(campaign, BRIEF, "(law:code-lacs/12-3#1?reading)", "(law:code-lacs/12-3#1.2?reading)")
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "review-lapsed")
    assert told["message"] == "what Anne Dupont accepted on 2026-11-24 has changed: its links"


def test_what_a_claim_rests_on_now_or_no_more_is_told_by_its_name(campaign: Path, plaidoyer: Run) -> None:
    link = "[](figure:par-mois)"
    sign(campaign, containing="reçoit")
    edit(campaign, BRIEF, f"reçoit {link}", f"reçoit {link} [@rapport-2025/cout]")
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "review-lapsed")
    message = told["message"].removeprefix("what Anne Dupont accepted on 2026-11-24 has changed: ")
    assert message == "its links, it rests now on passage rapport-2025/cout"
    sign(campaign, containing="reçoit")
    edit(campaign, BRIEF, f"reçoit {link} [@rapport-2025/cout]", f"reçoit {link}")
    min((campaign / REVIEWS).glob("*.json")).unlink()
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "review-lapsed")
    assert told["message"].endswith("its links, it rests no more on passage rapport-2025/cout")


# Tampering ----------------------------------------------------------------------------------------


def test_a_verdict_that_was_edited_counts_for_nothing(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign)
    sign(campaign, "reject", "40 %")
    rejection = max((campaign / REVIEWS).glob("*.json"))
    rejection.write_text(rejection.read_text().replace('"reject"', '"accept"'), encoding="utf-8")
    ran = plaidoyer(campaign, "check", "note", "--format", "json")
    (told,) = found(ran, "invalid-review")
    assert told["file"] == f"{REVIEWS}/{rejection.name}"
    assert ran.status == 1


def test_a_verdict_is_not_to_be_replayed(campaign: Path, plaidoyer: Run) -> None:
    """Copied to another brief, or under the name of another claim, it is refused and told."""
    sign(campaign, containing="40 %")
    (one,) = (campaign / REVIEWS).glob("*.json")
    memo = campaign / "briefs/memo/reviews"
    memo.mkdir()
    shutil.copy(one, memo / one.name)
    _, claim, _ = one.name.split("-", 1)[1].rsplit("-", 2)
    shutil.copy(one, one.with_name(one.name.replace(f"-{claim}-", "-2-")))
    shutil.copy(one, one.with_name(one.name.replace(one.name[17:29], "0123456789ab")))
    told = found(plaidoyer(campaign, "check", "--format", "json"), "invalid-review")
    assert len(told) == 2 if claim == "2" else 3
    assert {*states(campaign, "memo").values()} == {State.UNREVIEWED}
    assert [state for text, state in states(campaign).items() if "40 %" not in text].count(State.REVIEWED) == 0


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "large", "linked folder", "file"])
def test_no_file_in_the_place_of_a_verdict_stops_the_check(
    campaign: Path, tmp_path: Path, plaidoyer: Run, kind: str
) -> None:
    reviews = campaign / REVIEWS
    outside = tmp_path / "outside"
    outside.mkdir()
    name = "20261124T090000Z-0123456789ab-1-0123456789abcdef.json"
    if kind in ("linked folder", "file"):
        reviews.symlink_to(outside) if kind == "linked folder" else reviews.write_text("")
    else:
        reviews.mkdir()
        place = reviews / name
        match kind:
            case "folder":
                place.mkdir()
            case "link":
                (outside / "x.json").write_text("{}")
                place.symlink_to(outside / "x.json")
            case "pipe":
                subprocess.run(["mkfifo", place], check=True)
            case "large":
                place.write_bytes(b"x" * 70_000)
    ran = plaidoyer(campaign, "check", "note", "--format", "json")
    assert ran.status == 1
    assert len(found(ran, "invalid-review")) == (0 if kind == "file" else 1)
    assert "Traceback" not in ran.err


# Signatures ---------------------------------------------------------------------------------------


@pytest.fixture
def keys(campaign: Path, tmp_path: Path) -> dict[str, Path]:
    """Keys of Anne and Paul, both allowed; Anne signs with hers."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("there is no ssh-keygen to sign with")
    found = {}
    for name, (_, address) in {"anne": ANNE, "paul": PAUL}.items():
        found[name] = tmp_path / name
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(found[name])]
        subprocess.run(command, check=True)
        with (campaign / "reviewers.keys").open("a") as allowed:
            allowed.write(f"{address} {found[name].with_suffix('.pub').read_text()}")
    become(campaign, ANNE, **{"gpg.format": "ssh", "user.signingkey": str(found["anne"])})
    settings(campaign, reviewers=1, allowed_signers="reviewers.keys")
    return found


@pytest.mark.usefixtures("keys")
def test_a_signed_verdict_counts(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign)
    assert {*states(campaign).values()} == {State.REVIEWED}
    assert not found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review", "unreviewed-claim")


@pytest.mark.usefixtures("keys")
def test_a_verdict_without_signature_does_not_count_where_signers_are_named(campaign: Path, plaidoyer: Run) -> None:
    become(campaign, ANNE, **{"gpg.format": "openpgp"})
    sign(campaign, containing="40 %")
    assert {*states(campaign).values()} == {State.UNREVIEWED}
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")
    assert (told["severity"], told["message"]) == ("warning", "Anne Dupont did not sign it: it does not count")


def test_a_verdict_signed_by_another_key_does_not_count(campaign: Path, keys: dict[str, Path], plaidoyer: Run) -> None:
    """Whoever may write to the repository may call themselves Anne; they do not have her key."""
    become(campaign, ANNE, **{"user.signingkey": str(keys["paul"])})
    sign(campaign, containing="40 %")
    assert {*states(campaign).values()} == {State.UNREVIEWED}
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")
    assert (told["severity"], told["message"]) == ("error", "it is not the signature of its reviewer")


@pytest.mark.usefixtures("keys")
def test_a_signature_is_not_to_be_replayed_on_another_verdict(campaign: Path) -> None:
    sign(campaign, "work", "40 %")
    (one,) = (campaign / REVIEWS).glob("*.json")
    signature = one.with_name(f"{one.name}.sig")
    kept = signature.read_bytes()
    one.unlink()
    signature.unlink()
    become(campaign, ANNE, **{"gpg.format": "openpgp"})
    sign(campaign, "accept", "40 %")
    (forged,) = (campaign / REVIEWS).glob("*.json")
    forged.with_name(f"{forged.name}.sig").write_bytes(kept)
    assert {*states(campaign).values()} == {State.UNREVIEWED}


@pytest.mark.usefixtures("keys")
def test_a_forged_later_verdict_does_not_take_the_place_of_a_signed_one(campaign: Path) -> None:
    """Or anybody could undo a rejection by writing an acceptance under the same name."""
    sign(campaign, "reject", "40 %")
    become(campaign, ANNE, **{"gpg.format": "openpgp"})
    sign(campaign, "accept", "40 %")
    assert [state for text, state in states(campaign).items() if "40 %" in text] == [State.REJECTED]


@pytest.mark.usefixtures("keys")
def test_one_forged_verdict_takes_no_other_away(campaign: Path) -> None:
    """Or one bad file in a folder would undo the work of a week."""
    sign(campaign)
    forged = max((campaign / REVIEWS).glob("*.sig"))
    forged.write_bytes(min((campaign / REVIEWS).glob("*.sig")).read_bytes())
    counts = [*states(campaign).values()]
    assert (counts.count(State.UNREVIEWED), counts.count(State.REVIEWED)) == (1, len(counts) - 1)


@pytest.mark.usefixtures("keys")
def test_what_was_not_signed_before_is_nobodys_business_once_it_is(campaign: Path, plaidoyer: Run) -> None:
    become(campaign, ANNE, **{"gpg.format": "openpgp"})
    sign(campaign, containing="40 %")
    become(campaign, ANNE, **{"gpg.format": "ssh"})
    sign(campaign, containing="40 %")
    assert not found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")


@pytest.mark.usefixtures("keys")
def test_without_the_file_of_signers_nothing_counts(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign)
    (campaign / "reviewers.keys").unlink()
    assert {*states(campaign).values()} == {State.UNREVIEWED}
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")
    assert (told["file"], told["line"]) == ("plaidoyer.toml", 3)


@pytest.mark.usefixtures("keys")
def test_the_file_of_signers_is_the_campaigns_own(campaign: Path, tmp_path: Path, plaidoyer: Run) -> None:
    """A link to a file of somebody's machine would make a signature count there and nowhere else."""
    sign(campaign)
    (campaign / "reviewers.keys").rename(tmp_path / "keys")
    (campaign / "reviewers.keys").symlink_to(tmp_path / "keys")
    (told,) = found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")
    assert told["message"].startswith("« allowed-signers » names no file that can be read, « reviewers.keys »")


@pytest.mark.usefixtures("keys")
def test_a_key_that_is_withdrawn_is_noticed_by_a_check_that_had_nothing_else_to_do(
    campaign: Path, plaidoyer: Run
) -> None:
    """What was found before is repeated only while the file of signers is the same."""
    sign(campaign)
    for _ in range(2):
        assert not found(plaidoyer(campaign, "check", "--format", "json"), "invalid-review")
    allowed = campaign / "reviewers.keys"
    lines = allowed.read_text(encoding="utf-8").splitlines(keepends=True)
    allowed.write_text("".join(line for line in lines if "anne" not in line), encoding="utf-8")
    assert found(plaidoyer(campaign, "check", "--format", "json"), "invalid-review")


@pytest.mark.usefixtures("keys")
def test_a_machine_that_cannot_verify_says_so_and_the_next_that_can_looks_again(
    campaign: Path, tmp_path: Path, plaidoyer: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes of the machine is not kept as if it came of the campaign."""
    sign(campaign)
    with monkeypatch.context() as patch:
        (tmp_path / "bin").mkdir()
        patch.setenv("PATH", str(tmp_path / "bin"))
        told = found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")
        assert ["openssh-client" in one["message"] for one in told] == [True]
    assert not found(plaidoyer(campaign, "check", "note", "--format", "json"), "invalid-review")


@pytest.mark.usefixtures("keys")
def test_a_key_that_cannot_sign_writes_nothing(campaign: Path) -> None:
    become(campaign, ANNE, **{"user.signingkey": str(campaign / "none")})
    with pytest.raises(Refused, match="made no signature"):
        sign(campaign)
    assert not [*(campaign / "briefs").rglob("reviews/*.json")]


# Signing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (BRIEF, "[40 %](figure:rapport-2025/part) des", "[40 %](figure:rapport-2025/part) de tous les"),
        (RECORD, '"méthode non publiée"', '"méthode publiée"'),
        (BRIEF, "[40 %](figure:rapport-2025/part) des lacs sont concernés.", "Rien."),
    ],
)
def test_what_changed_while_it_was_read_is_not_signed(campaign: Path, file: str, old: str, new: str) -> None:
    """A reviewer signs what was on the screen, and nothing else."""
    desk = desk_of(campaign)
    shelf = desk.shelf("note")
    assert shelf is not None
    (shown,) = [one for one in shelf.sheets if "40 %" in plain(one.text)]
    edit(campaign, file, old, new)
    with pytest.raises(Changed):
        desk.sign("note", shown.key, shown.mark, "accept", "")
    assert not (campaign / REVIEWS).exists()


def test_who_is_not_known_to_git_signs_nothing(campaign: Path) -> None:
    become(campaign, ("", ""))
    with pytest.raises(Refused, match=r"git config user\.name"):
        sign(campaign)


def test_a_rejection_says_why(campaign: Path) -> None:
    desk = desk_of(campaign)
    shelf = desk.shelf("note")
    assert shelf is not None
    first = shelf.sheets[0]
    with pytest.raises(Refused, match="comment"):
        desk.sign("note", first.key, first.mark, "reject", " \r\n ")
    with pytest.raises(Refused, match="letters"):
        desk.sign("note", first.key, first.mark, "accept", "x" * 5_000)


def test_a_verdict_that_could_not_be_read_again_is_not_written(campaign: Path) -> None:
    edit(campaign, BRIEF, "des lacs sont concernés", "des lacs sont concernés" + " et touchés" * 28_000)
    with pytest.raises(Refused, match="too long"):
        sign(campaign, containing="40 %")
    assert not (campaign / REVIEWS).exists()


def test_a_clock_that_goes_back_does_not_revive_an_older_verdict(campaign: Path) -> None:
    for verdict, state in (("accept", State.REVIEWED), ("reject", State.REJECTED), ("accept", State.REVIEWED)):
        sign(campaign, verdict, "40 %")  # all within one second of the clock
        assert [found for text, found in states(campaign).items() if "40 %" in text] == [state]


def test_verdicts_are_kept_from_the_line_ends_of_git(campaign: Path) -> None:
    """A checkout on Windows must not turn every verdict into one that somebody edited."""
    sign(campaign)
    (campaign / "sources/.gitattributes").write_text("* -text\n", encoding="utf-8")  # as for copies
    assert (campaign / REVIEWS / ".gitattributes").read_bytes() == b"* -text\n"
    subprocess.run(["git", "-C", str(campaign), "add", "-A"], check=True)
    for command in (["commit", "-qm", "signed"], ["config", "core.autocrlf", "true"], ["rm", "-rq", "--cached", "."]):
        subprocess.run(["git", "-C", str(campaign), *command], check=True)
    subprocess.run(["git", "-C", str(campaign), "reset", "--hard", "-q"], check=True)
    assert {*states(campaign).values()} == {State.REVIEWED}


# On the page --------------------------------------------------------------------------------------


def test_a_reviewed_brief_says_so_and_the_manifest_carries_it(campaign: Path, plaidoyer: Run) -> None:
    sign(campaign)
    become(campaign, PAUL)
    sign(campaign, containing="40 %")
    assert plaidoyer(campaign, "build", "note", "--format", "html").status == 0
    page = (campaign / "dist/note.html").read_text(encoding="utf-8")
    assert '<p class="reviewed">Vérifié par Anne Dupont et Paul Martin le 24\u00a0novembre 2026</p>' in page
    (entry,) = json.loads((campaign / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert entry["status"] == "final"
    assert entry["reviewed"] == {"by": ["Anne Dupont", "Paul Martin"], "on": "2026-11-24"}
    assert sum(name.startswith(REVIEWS) for name in entry["inputs"]) == len([*(campaign / REVIEWS).glob("*.json")])


def test_a_brief_that_is_reviewed_but_for_one_claim_does_not_say_so(campaign: Path, plaidoyer: Run) -> None:
    settings(campaign)
    sign(campaign)
    (campaign / REVIEWS / min(path.name for path in (campaign / REVIEWS).glob("*.json"))).unlink()
    assert plaidoyer(campaign, "build", "note", "--format", "html").status == 0
    assert 'class="reviewed"' not in (campaign / "dist/note.html").read_text(encoding="utf-8")
    (entry,) = json.loads((campaign / "dist/manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert "reviewed" not in entry


def test_many_names_stay_on_one_line() -> None:
    """The line has one place: what does not fit is counted."""
    from plaidoyer.compose.signed import reviewed_words
    from plaidoyer.signoffs.reviewed import Reviewed

    names = tuple(f"Marie-Madeleine Delacroix-Montmorency {n}" for n in range(5))
    assert reviewed_words(Reviewed(names, "2026-11-24"), "fr") == (
        "Vérifié par Marie-Madeleine Delacroix-Montmorency 0 et 4 autres personnes le 24\u00a0novembre 2026"
    )
    assert (
        reviewed_words(Reviewed(("A" * 90,), "2026-11-01"), "en")
        == "Reviewed by 1 other person on 1\u00a0November 2026"
    )


def letters(pdf: Path) -> list[tuple[int, str, tuple[float, ...]]]:
    """Every letter of a PDF with its page and its place, but for the line of the review."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        top = page.get_height() - 15 / 25.4 * 72  # the upper margin
        for index in range(text.count_chars()):
            place = text.get_charbox(index)
            if place[1] < top:
                found.append((number, text.get_text_range(index, 1), tuple(round(one, 2) for one in place)))
    return found


def test_a_signature_changes_one_line_of_the_pdf_and_moves_no_other(campaign: Path, plaidoyer: Run) -> None:
    """Who signs last must not have to read the layout again; and the file is what this campaign builds."""
    settings(campaign)
    pdf = campaign / "dist/note.pdf"
    assert plaidoyer(campaign, "build", "note").status == 0
    before = letters(pdf)
    sign(campaign)
    assert plaidoyer(campaign, "build", "note").status == 0
    first = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "Vérifié par Anne Dupont le 24 novembre 2026" in plain(first)
    assert letters(pdf) == before
    bytes_before = pdf.read_bytes()
    sign(campaign, containing="40 %")  # again: the day is the same
    assert plaidoyer(campaign, "build", "note").status == 0
    assert pdf.read_bytes() == bytes_before
    assert plaidoyer(campaign, "verify", "dist/note.pdf").status == 0
