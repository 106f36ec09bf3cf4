"""What a reviewer sees: the claim, its words in their copy, and what is wrong, as the files are now."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from plaidoyer.config import UsageError
from plaidoyer.review.escaping import visible
from plaidoyer.review.static_pages import static_pages
from tests.conftest import Ran
from tests.review.conftest import HERE, Get, client_of, desk_of


def sheets(get: Get, slug: str = "note") -> list[str]:
    """The addresses of the claims of a brief, in their order."""
    return re.findall(rf'<li value="\d+"><a href="(/briefs/{slug}/[^"]+)">', get(f"/briefs/{slug}/").text)


def test_a_folder_of_pages_holds_no_more_of_a_private_copy_than_its_passages(proven: Path) -> None:
    """What CI keeps, anybody may fetch: other people's text must not be in it."""
    record = proven / "sources/rapport-2025.yaml"
    around = "<mark>De janvier à juin 2025"
    for private in (False, True):
        if private:
            text = record.read_text(encoding="utf-8")
            record.write_text(text.replace("redistributable: true", "redistributable: false"), encoding="utf-8")
        desk = desk_of(proven)
        pages = [data.decode() for name, data in static_pages(desk, desk.shelves(), "fr") if name.endswith(".html")]
        assert any(around in page for page in pages) is not private
        assert any("La copie ne peut pas être transmise" in page for page in pages) is private
        assert any("De janvier à juin 2025" in page for page in pages)


def test_every_brief_is_listed_with_its_state(get: Get) -> None:
    page = get("/").text
    assert "Lacs" in page
    assert page.count("Sans erreur") == 2
    assert "Affirmations relues" in page


def test_a_claim_stands_beside_its_words_in_the_copy(get: Get) -> None:
    """Twenty open tabs were the reviewer's trade: the passage is marked in the copy's own text, and the figure said."""
    page = get(sheets(get)[0]).text
    assert "1 240 signalements" in page
    assert "<mark>De janvier à juin 2025, l&#39;Observatoire a reçu 1 240 signalements.</mark>" in page
    assert "trouvé dans la copie" in page
    assert "sources/rapport-2025.yaml:" in page
    assert "sources/captures/rapport-2025.txt" in page


def test_words_of_the_law_stand_in_their_alinea(get: Get) -> None:
    pages = [get(path).text for path in sheets(get)]
    law = next(page for page in pages if "polluer un lac" in page)
    assert "art. 12-3, al. 1" in law.replace("\u00a0", " ")
    assert re.search(r"Dans la loi.*<mark>", law, re.DOTALL)


def test_a_derived_figure_shows_its_calculation(get: Get) -> None:
    """Nobody can weigh a number that was computed without the numbers that it was computed from."""
    page = next(page for page in (get(path).text for path in sheets(get)) if "n / 6" in page)
    assert "par-mois = n / 6 →" in page


def test_a_reported_source_names_who_said_it(get: Get) -> None:
    assert any("Ministère de l’eau" in get(path).text for path in sheets(get))


def test_claims_are_reached_from_one_another(get: Get) -> None:
    """With j and k, or a finger: each claim leads to the next and to the one before."""
    found = sheets(get)
    for before, path, behind in zip([None, *found], found, [*found[1:], None], strict=False):
        page = get(path).text
        assert (f'rel="prev" href="{before}"' in page) == (before is not None)
        assert (f'rel="next" href="{behind}"' in page) == (behind is not None)


def test_what_is_wrong_is_told_at_its_claim(proven: Path) -> None:
    """The sentence whose figure is not its source's must not look like the others."""
    brief = proven / "briefs/note/brief.md"
    brief.write_text(brief.read_text(encoding="utf-8").replace("[40 %]", "[41 %]"), encoding="utf-8")
    client = client_of(proven)
    client.get("/open?token=the-key", base_url=HERE)
    assert "Brouillon" in client.get("/", base_url=HERE).text
    listing = client.get("/briefs/note/", base_url=HERE).text
    claim = next(part for part in listing.split("<li ") if "41" in part)
    assert "1 constat" in claim
    path = re.search(r'href="(/briefs/note/[^"]+)"', claim)
    assert path is not None
    assert "figure-mismatch" in client.get(path[1], base_url=HERE).text


def test_a_file_that_changes_is_seen_at_once(proven: Path, get: Get) -> None:
    """A reviewer must never weigh words that are no longer there."""
    first = sheets(get)[0]
    record = proven / "sources/rapport-2025.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("value: 1240", "value: 1241"), encoding="utf-8")
    page = get(first).text
    assert re.search(r"1\s241\ssignalements", page)
    assert "figure-not-in-passage" in page


def test_a_copy_that_changes_is_seen_at_once(proven: Path, get: Get) -> None:
    (proven / "sources/captures/rapport-2025.txt").write_text("Autre chose.", encoding="utf-8")
    page = get(sheets(get)[0]).text
    assert "capture-changed" in page
    assert "non prouvé" in page


def test_a_brief_that_is_new_or_gone_is_seen_at_once(proven: Path, get: Get) -> None:
    (proven / "briefs/note").rename(proven / "briefs/billet")
    assert get("/briefs/note/").status_code == 404
    assert "/briefs/billet/" in get("/").text
    assert get("/briefs/billet/").status_code == 200


def test_a_brief_that_cannot_be_read_says_why(proven: Path, get: Get) -> None:
    (proven / "briefs/note/brief.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    page = get("/briefs/note/").text
    assert "invalid-yaml" in page
    assert "Brouillon" in page


def test_without_the_copy_the_words_of_the_record_are_shown(proven: Path, get: Get) -> None:
    """Private copies are not on every reviewer's machine; a receipt stands for them, and the page says so."""
    (proven / "sources/captures/rapport-2025.txt").unlink()
    page = get(sheets(get)[0]).text
    assert "prouvé par un reçu" in page
    assert "a reçu 1 240 signalements." in page


def test_both_languages(proven: Path) -> None:
    client = client_of(proven, "en")
    client.get("/open?token=the-key", base_url=HERE)
    page = client.get("/", base_url=HERE).text
    assert '<html lang="en">' in page
    assert "Briefs to review" in page


def test_only_the_briefs_that_were_asked_for(proven: Path) -> None:
    desk = desk_of(proven, "memo")
    assert [shelf.slug for shelf in desk.shelves()] == ["memo"]
    assert desk.shelf("note") is None
    with pytest.raises(UsageError, match="did you mean « memo »"):
        desk_of(proven, "mem")


def test_the_same_pages_in_a_folder_need_nothing_else(proven: Path, client: FlaskClient) -> None:
    """A reader without Python opens a file: every address in it must be a file of the folder."""
    desk = desk_of(proven)
    pages = dict(static_pages(desk, desk.shelves(), "fr"))
    assert {"index.html", "review.css", "note/index.html", "memo/index.html"} <= pages.keys()
    for name, data in pages.items():
        if name.endswith(".html"):
            page = data.decode()
            assert "<script" not in page
            assert "<form" not in page
            for address in re.findall(r'(?:href|src)="([^"#]+)"', page):
                if not address.startswith("http"):
                    parts = (*name.split("/")[:-1], *address.split("/"))
                    there: list[str] = []
                    for part in parts:
                        there = there[:-1] if part == ".." else [*there, part]
                    assert "/".join(there) in pages, (name, address)


def test_the_command_writes_the_folder(proven: Path, tmp_path: Path, plaidoyer: Callable[..., Ran]) -> None:
    ran = plaidoyer(proven, "review", "note", "--static", str(tmp_path / "pages"))
    assert ran.status == 0
    assert (tmp_path / "pages/note/index.html").is_file()
    assert not (tmp_path / "pages/memo").exists()
    assert plaidoyer(proven, "review", "nope", "--static", str(tmp_path / "pages")).status == 2


def test_what_cannot_be_seen_is_shown() -> None:
    """Bidirectional marks turn words round: « 52 » would read « 25 »."""
    assert visible("a\u202eb\u200bc\x1b[0m") == "a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩[0m"
    assert visible("été\n« l’an »\u00a0!\u00ad") == "été\n« l’an »\u00a0!\u00ad"


def test_settings_and_receipts_are_read_again(proven: Path, get: Get) -> None:
    """What makes a brief a draft may stand in neither the brief nor its records."""
    (proven / "sources/captures/rapport-2025.txt").unlink()
    assert "Brouillon" not in get("/").text
    lock_file = proven / "sources/evidence.lock"
    receipts = lock_file.read_bytes()
    lock_file.unlink()
    assert "Brouillon" in get("/").text
    lock_file.write_bytes(receipts)
    assert "Brouillon" not in get("/").text
    settings = proven / "plaidoyer.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"require-captures = true\n{text}", encoding="utf-8")
    assert "Brouillon" in get("/").text
    settings.write_text("require-captures = [", encoding="utf-8")  # half written
    assert get("/").status_code == 200
    settings.write_text(text, encoding="utf-8")
    assert "Brouillon" not in get("/").text


class Ended:
    """A server that is interrupted at once."""

    def run(self) -> None:
        """As the real one: it keeps the interruption to itself."""

    def close(self) -> None:
        """Nothing is open."""


def test_the_address_is_printed_and_an_interruption_is_one(
    proven: Path, plaidoyer: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scripts tell an interrupted command by its status; and a browser that does not open leaves the address."""
    opened: list[str] = []
    monkeypatch.setattr("waitress.server.create_server", lambda *_, **__: Ended())
    monkeypatch.setattr("webbrowser.open", opened.append)
    ran = plaidoyer(proven, "review")
    assert ran.status == 130
    assert re.match(r"http://127\.0\.0\.1:\d+/open\?token=\S{32}\n", ran.out)
    assert opened == [ran.out.split("\n")[0]]
    assert plaidoyer(proven, "review", "--no-browser").status == 130
    assert len(opened) == 1


def test_a_port_that_is_taken_is_told(proven: Path, plaidoyer: Callable[..., Ran]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = plaidoyer(proven, "review", "--no-browser", "--port", str(port))
    assert ran.status == 2
    assert f"port {port} of this machine cannot be used" in ran.err
