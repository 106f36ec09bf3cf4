"""Verdicts given in the window: what is signed is what was read, and nothing else is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace
from werkzeug.test import TestResponse

from plaidoyer.publish.write import write
from plaidoyer.review.app import create_app
from plaidoyer.review.sheets import Sheet, Shelf
from plaidoyer.review.signers import Changed
from plaidoyer.review.static_pages import static_pages
from plaidoyer.signoffs.standing import State
from plaidoyer.signoffs.verdicts import written
from tests.conftest import Ran
from tests.review.conftest import GUARD, HERE, claims, client_of, desk_of, edited, git, named, opened

OURS = {"Origin": HERE}


def given(root: Path, slug: str = "note") -> list[dict[str, Any]]:
    """The verdicts on a brief, as they are on the disk, the oldest first."""
    files = sorted((root / f"briefs/{slug}/reviews").glob("*.json"))
    return [json.loads(file.read_bytes()) for file in files]


def read(client: FlaskClient, path: str) -> str:
    """A page of the window."""
    answer = client.get(path, base_url=HERE)
    assert answer.status_code == 200
    return answer.text


def fields(page: str) -> dict[str, str]:
    """What the form of a claim's page sends besides the verdict."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    comment = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert comment is not None
    return {name: unescape(value) for name, value in hidden} | {"comment": unescape(comment[1])}


def send(client: FlaskClient, sheet: Sheet, page: str, verdict: str, comment: str = "") -> TestResponse:
    """Press a button of a page that was read."""
    sent = fields(page) | {"verdict": verdict} | ({"comment": comment} if comment else {})
    return client.post(f"/briefs/note/{sheet.key}/verdict", data=sent, base_url=HERE, headers=OURS)


def sign(client: FlaskClient, sheet: Sheet, verdict: str = "accept", comment: str = "") -> TestResponse:
    """Read a claim and give a verdict at once."""
    return send(client, sheet, read(client, f"/briefs/note/{sheet.key}"), verdict, comment)


# Given --------------------------------------------------------------------------------------------


def test_a_verdict_is_written_and_leads_to_the_next_claim(ours: Path) -> None:
    """Sign, and go on reading: no list to go back to, and no doubt that it was signed."""
    client, (first, second, *_) = opened(ours), claims(ours)
    answer = sign(client, first, "accept", "Seen in the copy.\r\nPage 3.")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/briefs/note/{second.key}?signed={first.key}"
    page = read(client, answer.headers["Location"])
    assert re.search(r'role="status".*Claim 1 – <strong>Accepted</strong>, signed as <bdi>Anne Dupont', page, re.DOTALL)
    (verdict,) = given(ours)
    assert (verdict["verdict"], verdict["claim"], verdict["text"]) == ("accept", first.key, first.text)
    assert verdict["comment"] == "Seen in the copy.\nPage 3."
    assert verdict["reviewer"] == {"name": "Anne Dupont", "email": "anne@example.org"}
    assert claims(ours)[0].standing.state is State.REVIEWED


def test_who_signs_is_told_before(ours: Path) -> None:
    """A verdict under somebody else's name cannot be taken back quietly."""
    page = read(opened(ours), f"/briefs/note/{claims(ours)[0].key}")
    assert "Signed as <bdi>Anne Dupont</bdi>" in page
    assert "anne@example.org" in page
    assert "with the key" not in page


def test_behind_the_last_claim_it_goes_on_from_the_beginning(ours: Path) -> None:
    """Claims that were left for later come again; those that were signed do not."""
    client, all_ = opened(ours), claims(ours)
    assert sign(client, all_[-1]).headers["Location"].startswith(f"/briefs/note/{all_[0].key}?")
    for sheet in all_[1:-1]:
        sign(client, sheet, "reject", "No.")
    answer = sign(client, all_[0])
    assert answer.headers["Location"] == f"/briefs/note/?signed={all_[0].key}"
    page = read(client, answer.headers["Location"])
    assert "Claim 1 – <strong>Accepted" in page
    assert "2 of 9 claims reviewed" in page


def test_whoever_is_to_read_new_words_is_shown_them_though_another_has_signed_them(ours: Path) -> None:
    """The second reviewer signed the words of before: those are what the difference is to begin from."""
    (ours / "plaidoyer.toml").write_text('lang = "fr"\nreviewers = 2\n', encoding="utf-8")
    (at,) = [one.number - 1 for one in claims(ours) if "concernés" in one.text]
    for name in ("Paul", "Anne"):
        named(ours, name, f"{name.lower()}@example.org")
        sign(opened(ours), claims(ours)[at])
    edited(ours / "briefs/note/brief.md", "des lacs sont concernés", "de nos lacs sont concernés")
    sign(opened(ours), claims(ours)[at])
    sheet = claims(ours)[at]
    assert sheet.standing.state is State.LAPSED
    assert [piece.text for piece in sheet.rewording if piece.kind == "added"] == ["de nos"]


@pytest.mark.parametrize(
    ("file", "old", "new", "thing", "told"),
    [
        ("sources/rapport-2025.yaml", "value: 40\n", "value: 41\n", "figure", ("value", ["40"], ["41"])),
        (
            "sources/code-lacs.yaml",
            "La tentative est",
            "La seule tentative est",
            "text of law",
            ("alineas.1", [], ["seule "]),
        ),
    ],
)
def test_what_changed_in_what_a_claim_rests_on_is_shown_word_by_word(
    ours: Path, file: str, old: str, new: str, thing: str, told: tuple[str, list[str], list[str]]
) -> None:
    """Whoever accepted a figure of 40 is to see that it says 41 now, and not only that something is new."""
    for sheet in claims(ours):
        sign(opened(ours), sheet)
    edited(ours / file, old, new)
    lapsed = [one for one in claims(ours) if one.standing.state is State.LAPSED]
    assert lapsed
    for sheet in lapsed:
        (change,) = sheet.others
        (field,) = change.fields
        gone, come = ([one.text for one in field.words if one.kind == kind] for kind in ("removed", "added"))
        assert (field.name, gone, come) == told
        page = read(opened(ours), f"/briefs/note/{sheet.key}")
        assert re.search(rf'class="changed".*{thing} <code>{re.escape(change.name)}</code>.*<ins>', page, re.DOTALL)


def test_a_brief_that_is_reviewed_says_by_whom(ours: Path) -> None:
    client = opened(ours)
    for sheet in claims(ours):
        answer = sign(client, sheet)
    assert answer.headers["Location"].startswith("/briefs/note/?")
    for path in ("/", "/briefs/note/"):
        assert re.search(r"reviewed by <bdi>Anne Dupont</bdi>, <time", read(client, path))


def test_the_last_verdict_of_a_reviewer_counts(ours: Path) -> None:
    """Minds change: the page shows both verdicts, the last first, and which one counts."""
    client, (first, *_) = opened(ours), claims(ours)
    sign(client, first, "reject", "The copy says less.")
    page = read(client, f"/briefs/note/{first.key}")
    assert '<span class="mark state rejected">' in page
    assert "The copy says less." in page
    sign(client, first)
    page = read(client, f"/briefs/note/{first.key}")
    assert '<span class="mark state reviewed">' in page
    outcomes = re.findall(r'<li class="verdict (\w+) (\w+)">', page)
    assert outcomes == [("accept", "stands"), ("reject", "replaced")]
    assert "Replaced by a later verdict" in page


def test_a_verdict_that_lapsed_says_by_what(ours: Path) -> None:
    """Whoever reads again reads what changed first: the words, and what they rest on."""
    client, (first, *_) = opened(ours), claims(ours)
    sign(client, first)
    edited(
        ours / "briefs/note/brief.md",
        "a reçu [](figure:rapport-2025/semestre-2025) en",
        "a eu [](figure:rapport-2025/semestre-2025) en",
    )
    edited(
        ours / "sources/rapport-2025.yaml",
        "of: {fr: signalements reçus, en: reports received}\n    period: 2025",
        "of: {fr: signalements, en: reports}\n    period: 2025",
    )
    page = read(client, f"/briefs/note/{claims(ours)[0].key}")
    assert '<span class="mark state lapsed">' in page
    assert re.search(r"this changed: its words, figure <code>rapport-2025/semestre-2025</code>", page)
    assert '<del><span class="hidden">[gone: </span>reçu<span class="hidden">]</span></del>' in page
    assert '<ins><span class="hidden">[new: </span>eu<span class="hidden">]</span></ins>' in page


def test_an_author_is_warned_and_does_not_count(ours: Path) -> None:
    """Who wrote a sentence does not see what it lacks."""
    edited(ours / "briefs/note/brief.md", "version: 1\n", "version: 1\nauthors: [Anne Dupont]\n")
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    assert "You are an author of this brief" in page
    send(client, first, page, "accept")
    page = read(client, f"/briefs/note/{first.key}")
    assert "It does not count" in page
    assert '<span class="mark state unreviewed">' in page


def test_so_many_reviewers_as_the_settings_want(ours: Path) -> None:
    edited(ours / "plaidoyer.toml", 'lang = "fr"', 'lang = "fr"\nreviewers = 2')
    client, (first, second, *_) = opened(ours), claims(ours)
    assert sign(client, first).headers["Location"].startswith(f"/briefs/note/{second.key}?")
    page = read(client, f"/briefs/note/{first.key}")
    assert "Accepted by 1 of 2 reviewers" in page
    assert '<span class="mark state unreviewed">' in page
    named(ours, "Bruno Petit", "bruno@example.org")
    sign(client, first)
    page = read(client, f"/briefs/note/{first.key}")
    assert "Accepted by 2 of 2 reviewers" in page
    assert '<span class="mark state reviewed">' in page


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no OpenSSH here")
def test_a_key_signs_and_is_named_before(ours: Path, tmp_path: Path) -> None:
    """Whose key it is, is seen before it is used; and what cannot be signed is not written."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    git(ours, "config", "gpg.format", "ssh")
    git(ours, "config", "user.signingkey", str(key))
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    assert f"{key}</span>" in page
    assert send(client, first, page, "accept").status_code == 303
    assert len(list((ours / "briefs/note/reviews").glob("*.json.sig"))) == 1
    key.unlink()
    key.with_suffix(".pub").unlink()
    answer = send(client, first, page, "reject", "Not so.")
    assert answer.status_code == 422
    assert "ssh-keygen made no signature" in answer.text
    assert len(given(ours)) == 1


def test_where_signatures_are_wanted_who_has_no_key_is_told(ours: Path) -> None:
    """A verdict that will not count is work for nothing: it is told before, and its finding behind."""
    (ours / "signers").write_text("", encoding="utf-8")
    edited(ours / "plaidoyer.toml", 'lang = "fr"', 'lang = "fr"\nallowed-signers = "signers"')
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    assert "Only verdicts that are signed with a key count" in page
    answer = send(client, first, page, "accept")
    assert answer.headers["Location"] == "/briefs/note/"
    assert "Anne Dupont did not sign it: it does not count" in read(client, "/briefs/note/")


# Refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["reject", "work"])
@pytest.mark.parametrize("comment", [" \r\n\t", "x" * 4001])
def test_what_is_refused_says_why_and_keeps_the_comment(ours: Path, verdict: str, comment: str) -> None:
    """A comment is work: it is not lost by a click."""
    client, (first, *_) = opened(ours), claims(ours)
    answer = sign(client, first, verdict, comment)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "comment" in answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert fields(answer.text)["comment"] == comment.replace("\r\n", "\n")
    assert given(ours) == []


def test_nobody_signs_without_a_name(proven: Path) -> None:
    """The way to mend it is told where the buttons would be."""
    client, (first, *_) = opened(proven), claims(proven)
    page = read(client, f"/briefs/note/{first.key}")
    assert "git config user.name" in page
    assert 'name="verdict"' not in page
    sent = {"mark": first.mark, "comment": "", "verdict": "accept"}
    answer = client.post(f"/briefs/note/{first.key}/verdict", data=sent, base_url=HERE, headers=OURS)
    assert answer.status_code == 422
    assert given(proven) == []


@pytest.mark.parametrize("change", ["verdict", "no verdict", "no mark", "no comment"])
def test_a_form_that_is_not_ours_is_refused(ours: Path, change: str) -> None:
    client, (first, *_) = opened(ours), claims(ours)
    sent = {"mark": first.mark, "comment": "", "verdict": "accept"}
    if change == "verdict":
        sent["verdict"] = "<b>accept"
    else:
        del sent[change.removeprefix("no ")]
    answer = client.post(f"/briefs/note/{first.key}/verdict", data=sent, base_url=HERE, headers=OURS)
    assert answer.status_code == 400
    assert "<b>" not in answer.text
    assert given(ours) == []


def test_a_form_that_is_too_large_is_not_read(ours: Path) -> None:
    client, (first, *_) = opened(ours), claims(ours)
    assert sign(client, first, "reject", "x" * 70_000).status_code == 413
    assert given(ours) == []


# Changed meanwhile --------------------------------------------------------------------------------


def assert_kept(answer: TestResponse, sheet: Sheet, root: Path) -> None:
    """The claim as it is now, with an alert and the comment; nothing signed."""
    assert answer.status_code == 409
    assert "changed while you were reading; nothing was signed" in answer.text
    sent = fields(answer.text)
    assert sent["comment"] == "My comment"
    assert sent["mark"] == sheet.mark
    assert given(root) == []


def test_a_record_that_changed_while_it_was_read(ours: Path) -> None:
    """The words are the same, what they rest on is not: nobody has read that."""
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    edited(ours / "sources/rapport-2025.yaml", "locator: {page: 3}", "locator: {page: 5}")
    now = claims(ours)[0]
    assert now.key == first.key
    answer = send(client, first, page, "accept", "My comment")
    assert_kept(answer, now, ours)
    assert send(client, now, answer.text, "accept").status_code == 303  # once it was read again
    assert given(ours)[0]["comment"] == "My comment"


def test_a_claim_that_was_reworded_while_it_was_read(ours: Path) -> None:
    """Its key is another then: the page of what it has become, and which words are new."""
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    edited(
        ours / "briefs/note/brief.md",
        "a reçu [](figure:rapport-2025/semestre-2025) en",
        "a vu [](figure:rapport-2025/semestre-2025) en",
    )
    now = claims(ours)[0]
    assert now.key != first.key
    answer = send(client, first, page, "reject", "My comment")
    assert_kept(answer, now, ours)
    assert re.search(r'role="alert".*<del>.*reçu.*</del><ins>.*vu.*</ins>', answer.text, re.DOTALL)


def test_a_claim_that_is_gone(ours: Path) -> None:
    """The brief's page tells it; the comment is still there to be copied."""
    client, all_ = opened(ours), claims(ours)
    gone = next(one for one in all_ if "tentative" in one.text)
    page = read(client, f"/briefs/note/{gone.key}")
    edited(ours / "briefs/note/brief.md", "L'article 12-3 punit [la tentative](law:code-lacs/12-3#1?reading). ", "")
    answer = send(client, gone, page, "reject", "My\r\n<comment>")
    assert answer.status_code == 409
    assert "The claim that you read is no longer there." in answer.text
    assert ">My\n&lt;comment&gt;<" in answer.text
    assert '<ol class="claims">' in answer.text
    assert given(ours) == []


def test_a_copy_that_is_another_one_now(ours: Path) -> None:
    """Nothing proves the words any more: whoever signs must have seen that."""
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    (ours / "sources/captures/rapport-2025.txt").write_text("Autre chose.", encoding="utf-8")
    assert send(client, first, page, "accept", "My comment").status_code == 409
    assert given(ours) == []


def test_the_mark_of_a_claim_is_told_as_it_is_now(ours: Path) -> None:
    """The page on screen asks for it, and for no more."""
    client, (first, *_) = opened(ours), claims(ours)
    path = f"/briefs/note/{first.key}/mark"
    answer = client.get(path, base_url=HERE)
    assert answer.text == first.mark
    assert answer.mimetype == "text/plain"
    edited(ours / "sources/rapport-2025.yaml", "locator: {page: 3}", "locator: {page: 5}")
    assert read(client, path) not in ("", first.mark)
    assert read(client, "/briefs/note/none/mark") == ""
    assert read(client, "/briefs/none/none/mark") == ""


def test_it_is_read_again_with_the_comment_that_was_begun(ours: Path) -> None:
    """Nothing is signed by reading again, whatever else is sent."""
    client, (first, *_) = opened(ours), claims(ours)
    path = f"/briefs/note/{first.key}"
    sent = fields(read(client, path)) | {"comment": "Half a", "verdict": "accept"}
    answer = client.post(f"{path}/again", data=sent, base_url=HERE, headers=OURS)
    assert answer.status_code == 200
    assert fields(answer.text)["comment"] == "Half a"
    assert given(ours) == []
    for end in ("again", "verdict"):  # of an address that was reloaded
        assert client.get(f"{path}/{end}", base_url=HERE).headers["Location"] == path


def test_two_windows_at_once(ours: Path) -> None:
    """Several requests come at once: each verdict is written whole, none twice at the same time."""
    desk, (first, *_) = desk_of(ours), claims(ours)

    def give(number: int) -> None:
        desk.sign("note", first.key, first.mark, "work", f"Number {number}.")
        assert desk.shelf("note") is not None

    threads = [Thread(target=give, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = given(ours)
    assert {one["comment"] for one in told} == {f"Number {number}." for number in range(6)}
    assert len({one["time"] for one in told}) == 6
    assert len(claims(ours)[0].standing.given) == 6


def test_a_link_that_is_older_than_the_words_leads_to_the_brief(ours: Path) -> None:
    """« Next », while the author rewrites what is next: no dead end."""
    client, (first, *_) = opened(ours), claims(ours)
    edited(ours / "briefs/note/brief.md", "en six mois", "en un semestre")
    answer = client.get(f"/briefs/note/{first.key}", base_url=HERE)
    assert answer.status_code == 404
    assert "is not in this brief, or no longer" in answer.text
    assert claims(ours)[0].key in answer.text


def test_nobody_waits_for_a_key_that_is_not_touched(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token may wait for half a minute: pages are read meanwhile, and what changes meanwhile is not signed."""
    git(ours, "config", "gpg.format", "ssh")
    git(ours, "config", "user.signingkey", "/a/token")
    asked, touched = Event(), Event()

    def wait(*_: object) -> bytes:
        asked.set()
        assert touched.wait(30)
        return b"signature"

    monkeypatch.setattr("plaidoyer.pipeline.reviewing.sign", wait)
    desk, (first, *_) = desk_of(ours), claims(ours)
    told: list[BaseException] = []

    def give() -> None:
        try:
            desk.sign("note", first.key, first.mark, "accept", "")
        except Changed as changed:
            told.append(changed)

    thread = Thread(target=give)
    thread.start()
    assert asked.wait(30)
    edited(ours / "sources/rapport-2025.yaml", "locator: {page: 3}", "locator: {page: 5}")
    read_meanwhile: list[Shelf | None] = []
    reader = Thread(target=lambda: read_meanwhile.append(desk.shelf("note")))
    reader.start()
    reader.join(30)
    assert read_meanwhile
    touched.set()
    thread.join()
    assert told
    assert given(ours) == []


def test_half_of_a_signed_verdict_is_none(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told not to be signed is not there: a disk may be full between the verdict and its signature."""
    git(ours, "config", "gpg.format", "ssh")
    git(ours, "config", "user.signingkey", "/a/key")
    monkeypatch.setattr("plaidoyer.pipeline.reviewing.sign", lambda *_: b"signature")

    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".sig":
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr("plaidoyer.pipeline.reviewing.write", full)
    client, (first, *_) = opened(ours), claims(ours)
    answer = sign(client, first)
    assert answer.status_code == 422
    assert "No space left on device" in answer.text
    assert given(ours) == []


# Lists --------------------------------------------------------------------------------------------


def test_the_list_shows_the_claims_of_one_state(ours: Path) -> None:
    """What is left to do is one click away; an address that means nothing shows all."""
    client, all_ = opened(ours), claims(ours)
    sign(client, all_[0])
    sign(client, all_[1], "reject", "No.")
    sign(client, all_[2], "work", "More.")
    sign(client, all_[5])
    edited(ours / "briefs/note/brief.md", "Anne Martin annonce", "Anne Martin dit")

    def shown(show: str) -> list[int]:
        page = read(client, f"/briefs/note/?show={show}")
        return [int(number) for number in re.findall(r'<li value="(\d+)">', page)]

    assert shown("reviewed") == [1]
    assert shown("rejected") == [2]
    assert shown("work") == [3]
    assert shown("lapsed") == [6]
    assert shown("unreviewed") == [4, 5, 7, 8, 9]
    assert shown("findings") == []
    for other in ("all", "", "REVIEWED", "<script>", "state", "..%2f"):
        assert shown(other) == [*range(1, 10)]
    page = read(client, "/briefs/note/?show=lapsed")
    assert re.search(r'\?show=lapsed" aria-current="true">lapsed \(1\)</a>', page)
    assert "not reviewed (5)" in page
    assert "1 of 9 claims reviewed" in read(client, "/")


def test_only_a_claim_that_has_a_verdict_is_told_as_signed(ours: Path) -> None:
    """An address can be written by anybody: it confirms nothing that is not so, and repeats nothing."""
    client, (first, second, *_) = opened(ours), claims(ours)
    for signed in (first.key, "none", "<script>", ""):
        page = read(client, f"/briefs/note/{second.key}?signed={signed}")
        assert 'role="status"' not in page
        assert "<script>" not in page


def test_pages_in_a_folder_show_verdicts_and_take_none(ours: Path) -> None:
    client, (first, *_) = opened(ours), claims(ours)
    sign(client, first, "work", "Which lakes?")
    desk = desk_of(ours)
    pages = {name: data.decode() for name, data in static_pages(desk, desk.shelves(), "en") if name.endswith(".html")}
    page = pages[f"note/{first.key}.html"]
    assert "Which lakes?" in page
    assert '<span class="mark state work">' in page
    assert '<span class="mark state work">' in pages["note/index.html"]
    assert "0 of 9 claims reviewed" in pages["index.html"]
    for page in pages.values():
        assert not re.search(r"<(form|button|script|textarea|template)\b", page)


# Attacks ------------------------------------------------------------------------------------------

MARKUP = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}"
EVIL = f"{MARKUP}\u202e\u2066x\u2069\x07"
"""Sent by a reviewer who is none: markup, a template, characters that turn words round."""


def test_words_of_reviewers_are_words(ours: Path) -> None:
    """A verdict comes with a pull request from anybody: its words must not run, nor turn other words round."""
    named(ours, f"Eve {MARKUP}", "eve<b>@example.org")
    client, (first, *_) = opened(ours), claims(ours)
    answer = sign(client, first, "reject", EVIL)
    assert answer.status_code == 303
    assert given(ours)[0]["comment"] == EVIL.strip()
    desk = desk_of(ours)
    pages = {name: data.decode() for name, data in static_pages(desk, desk.shelves(), "en") if name.endswith(".html")}
    paths = ("/", "/briefs/note/", f"/briefs/note/{first.key}", answer.headers["Location"])
    for page in (*pages.values(), *(read(client, path) for path in paths)):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>" not in page
        assert not set("\u202e\u2066\u2069\x07") & set(page)
    page = pages[f"note/{first.key}.html"]
    assert "&lt;script&gt;alert(1)" in page
    assert "⟨U+202E⟩" in page
    assert "{{ 7 * 7 }}" in page


def test_a_name_that_cannot_be_read_signs_nothing(ours: Path) -> None:
    """A name that turns the words behind it round would be printed on the first page."""
    named(ours, "Eve\u202e", "eve@example.org")
    page = read(opened(ours), f"/briefs/note/{claims(ours)[0].key}")
    assert "git config user.name" in page
    assert "<textarea" not in page


def test_a_comment_that_is_sent_back_stays_a_comment(ours: Path) -> None:
    """What a refused form held stands in the page again: escaped, and as its writer wrote it."""
    client, (first, *_) = opened(ours), claims(ours)
    page = read(client, f"/briefs/note/{first.key}")
    sent = fields(page) | {"comment": EVIL, "text": EVIL, "mark": EVIL, "verdict": "accept"}
    for end in ("verdict", "again"):
        answer = client.post(f"/briefs/note/{first.key}/{end}", data=sent, base_url=HERE, headers=OURS)
        assert answer.status_code in (409, 200)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert fields(answer.text)["comment"] == EVIL
    assert given(ours) == []


@pytest.mark.parametrize("end", ["verdict", "again"])
@pytest.mark.parametrize(
    "attack", ["no origin", "null", "other site", "other port", "no key", "wrong key", "host", "fetch"]
)
def test_another_page_signs_nothing(ours: Path, attack: str, end: str) -> None:
    """A stranger's page must not sign in the reviewer's name, whatever it knows of the claim."""
    client, (first, *_) = opened(ours), claims(ours)
    headers, base = dict(OURS), HERE
    match attack:
        case "no origin":
            headers = {}
        case "null":
            headers = {"Origin": "null"}
        case "other site":
            headers = {"Origin": "http://evil.example"}
        case "other port":
            headers = {"Origin": "http://127.0.0.1:5006"}
        case "no key":
            client = client_of(ours)
        case "wrong key":
            client = client_of(ours)
            client.set_cookie("plaidoyer-5005", "the-kez", domain="127.0.0.1")
        case "host":
            headers = {"Host": "evil.example:5005", "Origin": "http://evil.example:5005"}
        case "fetch":
            headers |= {"Sec-Fetch-Site": "cross-site"}
    sent = {"mark": first.mark, "comment": "x", "verdict": "accept"}
    answer = client.post(f"/briefs/note/{first.key}/{end}", data=sent, base_url=base, headers=headers)
    assert answer.status_code in (403, 421)
    assert first.text not in answer.text
    assert not (ours / "briefs/note/reviews").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/briefs/..%2f..%2fsources/x/verdict",
        "/briefs/%2e%2e/x/verdict",
        "/briefs/../x/verdict",
        "/briefs/note%2f..%2fmemo/{key}/verdict",
        "/briefs/none/{key}/verdict",
        "/briefs/..%2fbriefs%2fnote/{key}/verdict",
        "/briefs/note/..%2f{key}/verdict",
        "/briefs/note/%2e%2e%2fmemo/verdict",
    ],
)
def test_verdicts_go_to_no_other_folder(ours: Path, path: str) -> None:
    """An address is words of somebody: it must not lead a file elsewhere."""
    client, (first, *_) = opened(ours), claims(ours)
    before = sorted(ours.rglob("*"))
    sent = {"mark": first.mark, "comment": "x", "verdict": "accept"}
    answer = client.post(path.format(key=first.key), data=sent, base_url=HERE, headers=OURS)
    assert answer.status_code in (404, 405, 409)
    assert sorted(ours.rglob("*")) == before


def test_a_brief_that_was_not_asked_for_is_not_signed(ours: Path) -> None:
    """Who opened one brief must not sign another by an address."""
    (first, *_) = claims(ours)
    client = create_app(desk_of(ours, "memo"), GUARD, "en").test_client()
    client.get("/open?token=the-key", base_url=HERE)
    sent = {"mark": first.mark, "comment": "x", "verdict": "accept"}
    answer = client.post(f"/briefs/note/{first.key}/verdict", data=sent, base_url=HERE, headers=OURS)
    assert answer.status_code == 404
    assert not (ours / "briefs/note/reviews").exists()


def test_a_folder_that_leads_out_is_not_written_to(ours: Path, tmp_path: Path) -> None:
    """A campaign from a stranger may bring a link where verdicts go."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (ours / "briefs/note/reviews").symlink_to(outside)
    client, (first, *_) = opened(ours), claims(ours)
    assert sign(client, first).status_code in (409, 422)
    assert list(outside.iterdir()) == []


def test_a_verdict_of_a_day_that_is_none_breaks_nothing(ours: Path) -> None:
    """Anybody can write a file: what says 30 February must not close the window."""
    client, (first, *_) = opened(ours), claims(ours)
    sign(client, first)
    one = claims(ours)[0].standing.given[0].signoff
    for time in ("2026-02-30T10:00:00Z", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"):
        name, data = written(replace(one, time=time))
        (ours / "briefs/note/reviews" / name).write_bytes(data)
    assert "invalid-review" in read(client, "/briefs/note/")
    assert sign(client, first, "work", "More.").status_code == 303


# Two reviewers ------------------------------------------------------------------------------------


def test_two_reviewers_sign_apart_and_meet_in_git(ours: Path, tmp_path: Path, plaidoyer: Any) -> None:
    """Each in a clone, the same claims: what they merge has no conflict, and both verdicts on each claim."""
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "A campaign")
    branch = git(ours, "branch", "--show-current").strip()
    clones = []
    for name in ("Anne", "Bruno"):
        clone = tmp_path / name
        git(tmp_path, "clone", "-q", str(ours), str(clone))
        named(clone, name, f"{name.lower()}@example.org")
        client = opened(clone)
        for sheet in claims(clone)[:3]:
            answer = sign(client, sheet, "accept" if name == "Anne" else "work", f"So says {name}.")
            assert answer.status_code == 303
        git(clone, "add", "-A")
        git(clone, "commit", "-qm", f"Reviewed by {name}")
        clones.append(clone)
    anne, bruno = clones
    git(anne, "pull", "-q", "--no-rebase", "--no-edit", str(bruno), branch)
    client = opened(anne)
    for sheet in claims(anne)[:3]:
        page = read(client, f"/briefs/note/{sheet.key}")
        assert "So says Anne." in page
        assert "So says Bruno." in page
        assert len(re.findall(r'<li class="verdict \w+ stands">', page)) == 2
        assert '<span class="mark state work">' in page
    ran: Ran = plaidoyer(anne, "check", "note", "--format", "json")
    assert "invalid-review" not in {finding["rule"] for finding in ran.json["findings"]}
