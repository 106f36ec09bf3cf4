"""Nobody but the reviewer who opened the window may read or change anything through it: each line is an attack."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.review.guard import HEADERS, Guard, new_guard
from tests.review.conftest import GUARD, HERE, Get, client_of

PRIVATE = "Texte d'essai."  # of the brief, and on each of its pages' sources

FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:5005",
    "127.0.0.1",
    "127.0.0.1:80",
    "127.0.0.1:5006",
    "localhost:5006",
    "127.0.0.1:5005.evil.example",
    "127.0.0.1.evil.example:5005",
    "localhost.evil.example:5005",
    "[::1]:5005",
    "0.0.0.0:5005",
    "127.0.0.2:5005",
    "LOCALHOST:5005",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_name_that_was_made_to_lead_here_gets_nothing(client: FlaskClient, host: str) -> None:
    """A page of a stranger whose name is turned to this machine (DNS rebinding) must not read private captures."""
    answer = client.get("/", base_url=HERE, headers={"Host": host})
    assert answer.status_code == 421
    assert b"note" not in answer.data


@pytest.mark.parametrize("token", [None, "", "the-ke", "the-key ", "the-keyy", "THE-KEY", "the-k\u00e9y", "the-key\0"])
@pytest.mark.parametrize("path", ["/", "/briefs/note/", "/static/review.css"])
def test_no_page_without_the_key(proven: Path, token: str | None, path: str) -> None:
    """Other users of the machine can reach the port; they do not have the key."""
    client = client_of(proven)
    if token is not None:
        client.set_cookie(GUARD.cookie, token, domain="127.0.0.1")
    answer = client.get(path, base_url=HERE)
    assert answer.status_code == 403
    assert b"key to this window" in answer.data


@pytest.mark.parametrize("token", ["", "the-ke", "the-key%00", "the-key&token=the-key2"])
def test_a_wrong_key_opens_nothing(proven: Path, token: str) -> None:
    client = client_of(proven)
    answer = client.get(f"/open?token={token}", base_url=HERE)
    if answer.status_code == 303:  # the first of two keys is the right one: it is asked for, and given
        assert token.startswith("the-key&")
        return
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:5005", "http://127.0.0.1:5006", HERE + "/"]
)
def test_another_site_changes_nothing(client: FlaskClient, method: str, origin: str | None) -> None:
    """A form on a stranger's page is sent with the reviewer's cookies in old browsers: it must be refused."""
    headers = {"Origin": origin} if origin else {}
    assert client.open("/briefs/note/", method=method, base_url=HERE, headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "x"])
def test_another_site_reads_nothing(client: FlaskClient, site: str) -> None:
    """Nor may an image or a script of another page make the window work."""
    assert client.get("/", base_url=HERE, headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fapp.py",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%5capp.py",
        "/static//etc/hostname",
        "/static/%2fetc%2fhostname",
        "/static/review.css%00.py",
        "/briefs/..%2f..%2fsources/",
        "/briefs/../sources/rapport-2025.yaml",
        "/briefs/%2e%2e/",
        "/briefs/note/..%2fbrief.md",
        "/briefs/note/brief.md",
        "/briefs/note%2f..%2fmemo/",
        "/briefs/note/../../plaidoyer.toml",
        "/briefs/none/",
        "/sources/captures/rapport-2025.txt",
        "/.plaidoyer/checked.state",
        "/briefs/note/x/0.png",
        "/briefs/note/x/-1.png",
        "/briefs/note/x/99999999999999999999.png",
    ],
)
def test_no_other_file_is_served(get: Get, path: str) -> None:
    """Captures may be private, and the folder around a campaign holds other people's work."""
    answer = get(path)
    assert answer.status_code in (404, 308, 400)
    assert b"sha256" not in answer.data
    assert b"create_app" not in answer.data


def test_a_link_in_the_campaign_leads_nowhere(proven: Path, tmp_path: Path) -> None:
    """A brief that came from a stranger may bring a link to the reviewer's own files."""
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: SECRET\n---\nSECRET", encoding="utf-8")
    (proven / "briefs/stolen").mkdir()
    (proven / "briefs/stolen/brief.md").symlink_to(secret)
    client = client_of(proven)
    client.get("/open?token=the-key", base_url=HERE)
    for path in ("/", "/briefs/stolen/"):
        assert b"SECRET" not in client.get(path, base_url=HERE).data


SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</mark><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'app.py' %}",
    "<!--><iframe src=javascript:alert(1)>",
    "\u202e\u2066txt.exe\u2069",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_of_strangers_are_words(proven: Path, script: str) -> None:
    """A capture is what a stranger's server sent: shown beside a claim, it must not run, nor turn words round."""
    copy = proven / "sources/captures/rapport-2025.txt"
    record = proven / "sources/rapport-2025.yaml"
    from hashlib import sha256

    before = sha256(copy.read_bytes()).hexdigest()
    text = copy.read_text(encoding="utf-8")
    copy.write_text(f"{script}\n{text}\n{script}", encoding="utf-8")
    after = sha256(copy.read_bytes()).hexdigest()
    words = record.read_text(encoding="utf-8").replace(before, after)
    record.write_text(words.replace('title: "Rapport annuel', f"title: {script!r}\n#"), encoding="utf-8")
    client = client_of(proven)
    client.get("/open?token=the-key", base_url=HERE)
    desk_pages = ["/", "/briefs/note/"]
    listing = client.get("/briefs/note/", base_url=HERE).text
    desk_pages += [part.partition('"')[0] for part in listing.split('href="')[1:] if part.startswith("/briefs/note/")]
    told = [client.get(path, base_url=HERE).text for path in desk_pages]
    assert any("1 240 signalements" in page for page in told)
    for page in told:
        assert script not in page
        assert "\u202e" not in page
        assert "49" not in page.partition("<main")[0]


def test_every_answer_forbids_what_is_not_ours(get: Get, client: FlaskClient) -> None:
    """Whatever slips through must find no way to run, to be framed, or to tell anybody."""
    for answer in (get("/"), get("/none"), client.get("/", base_url=HERE, headers={"Host": "evil.example"})):
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "<script>" not in get("/").text
    assert "style=" not in get("/briefs/note/").text


def test_the_cookie_is_for_these_pages_alone(proven: Path) -> None:
    """A script must not read it, nor another site send it."""
    answer = client_of(proven).get("/open?token=the-key", base_url=HERE)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Strict" in answer.headers["Set-Cookie"]
    assert answer.headers["Location"] == "/"


def test_each_window_has_a_key_of_its_own() -> None:
    one, other = new_guard(5005), new_guard(5005)
    assert one.token != other.token
    assert len(one.token) >= 32


@given(st.text())
def test_no_guess_is_the_key(token: str) -> None:
    """A comparison that breaks on odd characters would answer with a traceback, or pass."""
    assert GUARD.knows(token) == (token == "the-key")
    assert Guard("k", 1).refusal("GET", {"Host": "127.0.0.1:1"}, token) is None or token != "k"
