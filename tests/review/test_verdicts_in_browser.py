"""Verdicts given in a real browser: with the keys alone, without a script, on a phone's width, by a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from plaidoyer.review.sheets import Sheet
from plaidoyer.review.static_pages import static_pages
from plaidoyer.signoffs.verdicts import Word
from tests.review.conftest import AXE, CHROMIUM, claims, desk_of, edited, git, named

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
    pytest.mark.xdist_group("browser"),
]

ALERT = "changed since this page was opened"


@pytest.fixture
def proven(ours: Path) -> Path:
    """The campaign that the window is opened on: in English, and Anne signs."""
    edited(ours / "plaidoyer.toml", 'lang = "fr"', 'lang = "en"')
    return ours


@pytest.fixture
def at(page: Page) -> Callable[[Sheet], Page]:
    """Opens the page of a claim."""

    def go(sheet: Sheet) -> Page:
        page.goto(f"{page.url.split('/briefs')[0].rstrip('/')}/briefs/note/{sheet.key}")
        return page

    return go


At = Callable[[Sheet], Page]


def signed(root: Path, sheet: Sheet, verdict: Word, comment: str = "") -> None:
    """A verdict that was given before."""
    desk_of(root).sign("note", sheet.key, sheet.mark, verdict, comment)


def assert_sound(page: Page) -> None:
    """Nothing that axe-core finds, and nothing that runs off the page."""
    found: Any = AXE.run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# With keys ----------------------------------------------------------------------------------------


def test_read_and_signed_with_keys_alone(proven: Path, page: Page, at: At) -> None:
    """Accept, ask for work, reject: no mouse anywhere; and what was signed is there when the page is opened again."""
    first, second, third, fourth, *_ = claims(proven)
    at(first).keyboard.press("a")
    page.wait_for_url(f"**/{second.key}?signed={first.key}")
    expect(page.get_by_role("status")).to_contain_text("Claim 1 – Accepted, signed as Anne Dupont")
    page.keyboard.press("c")
    page.keyboard.type("Which article? j k a r w")
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.wait_for_url(f"**/{third.key}?signed={second.key}")
    page.keyboard.press("r")  # a comment is wanted: the cursor waits for it
    expect(page.get_by_role("alert").filter(has_text="Say in a comment")).to_be_visible()
    page.keyboard.type("Not in the report.")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_url(f"**/{fourth.key}?signed={third.key}")
    page.keyboard.press("k")
    page.wait_for_url(f"**/{third.key}")
    page.reload()
    expect(page.locator(".mark.state")).to_have_text("rejected")
    expect(page.locator(".verdict")).to_contain_text("Not in the report.")
    assert [one.standing.state.value for one in claims(proven)[:4]] == ["reviewed", "work", "rejected", "unreviewed"]
    assert claims(proven)[1].standing.given[0].signoff.comment == "Which article? j k a r w"


def test_keys_of_the_browser_sign_nothing(proven: Path, page: Page, at: At) -> None:
    """Ctrl-A selects, Ctrl-R reloads, and a key that somebody leans on is no verdict on the next claim."""
    first, *_ = claims(proven)
    at(first)
    for key in ("Control+a", "Alt+a", "Meta+a", "Control+c", "A"):
        page.keyboard.press(key)
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', repeat: true, bubbles: true}))")
    page.keyboard.press("?")
    page.keyboard.press("a")  # in the list of keys it means nothing
    expect(page.get_by_role("dialog")).to_contain_text("ask for work on it, with a comment")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    assert page.url.endswith(first.key)
    assert not (proven / "briefs/note/reviews").exists()


def test_the_form_is_reached_and_sent_by_tab(proven: Path, page: Page, at: At) -> None:
    """Whoever knows no key of ours goes from field to button, each with a name that is read out."""
    first, second, *_ = claims(proven)
    at(first)
    comment = page.get_by_role("textbox", name="Comment")
    comment.focus()
    page.keyboard.type("Seen.")
    for name in ("Accept", "Reject", "Ask for work"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{second.key}?signed={first.key}")
    assert claims(proven)[0].standing.state.value == "work"


def test_it_is_signed_without_script(browser: Browser, proven: Path, address: str) -> None:
    first, second, *_ = claims(proven)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.goto(f"{address.split('/open')[0]}/briefs/note/{first.key}")
        page.get_by_role("button", name="Reject").click()
        assert "say in a comment what is wrong" in page.get_by_role("alert").first.inner_text()
        page.get_by_role("textbox", name="Comment").fill("Not so.")
        page.get_by_role("button", name="Reject").click()
        page.wait_for_url(f"**/{second.key}?signed={first.key}")
    assert claims(proven)[0].standing.state.value == "rejected"


# Files that change --------------------------------------------------------------------------------


def test_a_page_on_screen_tells_that_its_files_changed(proven: Path, page: Page, at: At) -> None:
    """Nobody signs what is no longer there; the comment that was begun is not lost, and the claim is read again."""
    first, *_ = claims(proven)
    at(first).get_by_role("textbox", name="Comment").fill("Half a comment")
    edited(proven / "briefs/note/brief.md", "en six mois.", "en un semestre.")
    alert = page.get_by_role("alert").filter(has_text=ALERT)
    expect(alert).to_be_visible(timeout=20_000)
    for name in ("Accept", "Reject", "Ask for work"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert_sound(page)
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("[data-told] del")).to_contain_text("six mois")
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("Half a comment")
    assert_sound(page)
    assert not (proven / "briefs/note/reviews").exists()
    page.get_by_role("button", name="Ask for work").click()
    page.wait_for_url("**?signed=*")
    assert claims(proven)[0].standing.given[0].signoff.comment == "Half a comment"


def test_it_is_told_when_the_reviewer_comes_back(proven: Path, page: Page, at: At) -> None:
    """From the editor to the window: what was changed there is told at once."""
    first, *_ = claims(proven)
    page.add_init_script("window.setInterval = () => 0")  # it does not look by itself
    at(first)
    edited(proven / "sources/rapport-2025.yaml", "locator: {page: 3}", "locator: {page: 5}")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("alert").filter(has_text=ALERT)).to_be_visible(timeout=20_000)


def test_what_changed_between_look_and_click_is_not_signed(proven: Path, page: Page, at: At) -> None:
    """The page cannot have noticed yet: the server does."""
    first, *_ = claims(proven)
    at(first)
    edited(proven / "briefs/note/brief.md", "en six mois.", "en un semestre.")
    with page.expect_response("**/verdict") as answer:
        page.evaluate("document.querySelector('button.accept').click()")
    assert answer.value.status == 409
    expect(page.locator("[data-told]")).to_contain_text("nothing was signed")
    expect(page.locator("[data-told]")).to_be_focused()
    assert not (proven / "briefs/note/reviews").exists()


# Every state --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
def test_every_state_is_accessible_and_fits(proven: Path, page: Page, at: At, width: int) -> None:
    """Verdicts of all kinds, a lapse with its words, lists of each state: read by anybody, on any screen."""
    first, second, third, fourth, *others = claims(proven)
    signed(proven, first, "accept")
    signed(proven, second, "reject", "A-long-word-without-an-end" * 20)
    signed(proven, second, "work", "Two lines,\nand more.")
    signed(proven, third, "reject", "No.")
    named(proven, "Bruno " + "Petit" * 30, "bruno@example.org")
    signed(proven, first, "accept", "Seen.")
    signed(proven, fourth, "accept")
    edited(proven / "briefs/note/brief.md", "en six mois.", "en un semestre.")
    edited(proven / "briefs/note/brief.md", "version: 1\n", "version: 1\nauthors: [bruno@example.org]\n")
    page.set_viewport_size({"width": width, "height": 800})
    first, *_ = claims(proven)
    for sheet, state in ((first, "lapsed"), (second, "work asked for"), (third, "rejected"), (fourth, "not reviewed")):
        at(sheet)
        expect(page.locator(".mark.state")).to_have_text(state)
        assert_sound(page)
    expect(page.locator(".caution").filter(has_text="You are an author")).to_be_visible()
    expect(at(first).locator(".changed ins")).to_contain_text("un semestre")
    page.keyboard.press("?")
    assert_sound(page)
    page.keyboard.press("Escape")
    at(others[0]).get_by_role("button", name="Reject").click()
    assert_sound(page)
    for show in ("", "?show=lapsed", "?show=findings", f"?signed={second.key}"):
        page.goto(f"{page.url.split('/briefs')[0]}/briefs/note/{show}")
        assert_sound(page)
    page.goto(page.url.split("briefs")[0])
    expect(page.locator(".board")).to_contain_text("0 of 9 claims reviewed")
    assert_sound(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_cannot_be_signed_is_accessible_and_fits(proven: Path, page: Page, at: At, width: int) -> None:
    """A key that is not there, a name that git does not know: said on the page, with the comment kept."""
    page.set_viewport_size({"width": width, "height": 800})
    first, *_ = claims(proven)
    git(proven, "config", "gpg.format", "ssh")
    git(proven, "config", "user.signingkey", "/nowhere/" + "a-long-name" * 20)
    at(first).get_by_role("textbox", name="Comment").fill("Seen.")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("[data-told]")).to_contain_text("Nothing was signed")
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("Seen.")
    assert_sound(page)
    git(proven, "config", "--unset", "user.name")
    at(first)
    expect(page.locator(".signing")).to_contain_text("Nothing can be signed here")
    assert page.get_by_role("button", name="Accept").count() == 0
    assert_sound(page)
    assert not (proven / "briefs/note/reviews").exists()


def test_what_has_the_focus_is_not_hidden_by_the_form(proven: Path, page: Page, at: At) -> None:
    """The form stays in view on a large screen: who goes on by Tab must see where they are."""
    page.emulate_media(reduced_motion="reduce")  # nothing is still on its way when it is asked where it is
    edited(proven / "sources/rapport-2025.yaml", "type: report", "type: report\nURL: https://example.org/rapport")
    link = at(claims(proven)[2]).locator(".grounds a").last
    box = link.bounding_box()
    assert box is not None
    page.set_viewport_size({"width": 1280, "height": int(box["y"]) + 60})
    form = page.locator(".signing")
    assert page.evaluate("getComputedStyle(document.querySelector('.signing')).position") == "sticky"
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    behind, bar = link.bounding_box(), form.bounding_box()
    assert behind is not None
    assert bar is not None
    assert behind["y"] + behind["height"] <= bar["y"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_folder_of_pages_shows_verdicts_to_anybody(
    browser: Browser, proven: Path, tmp_path: Path, width: int
) -> None:
    """Whoever has no Python reads what was said of each claim, and can send nothing."""
    first, second, *_ = claims(proven)
    signed(proven, first, "accept")
    signed(proven, second, "work", "Which lakes?")
    edited(proven / "briefs/note/brief.md", "en six mois.", "en un semestre.")
    first, second, *_ = claims(proven)
    desk = desk_of(proven)
    for name, data in static_pages(desk, desk.shelves(), "en"):
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_bytes(data)
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for name in ("index.html", "note/index.html", f"note/{first.key}.html", f"note/{second.key}.html"):
            page.goto((tmp_path / "pages" / name).as_uri())
            assert_sound(page)
            assert page.locator("form, button, textarea").count() == 0
        expect(page.locator(".mark.state")).to_have_text("work asked for")
        expect(page.locator(".verdict")).to_contain_text("Which lakes?")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_claim_that_is_gone_is_told_to_everybody(proven: Path, page: Page, at: At, width: int) -> None:
    """The list of the brief comes instead, with what was written."""
    page.set_viewport_size({"width": width, "height": 800})
    gone = next(one for one in claims(proven) if "tentative" in one.text)
    at(gone).get_by_role("textbox", name="Comment").fill("Half a comment")
    edited(proven / "briefs/note/brief.md", "L'article 12-3 punit [la tentative](law:code-lacs/12-3#1?reading). ", "")
    page.evaluate("document.querySelector('button.accept').click()")
    expect(page.locator("[data-told]")).to_contain_text("Half a comment")
    assert_sound(page)
    at(gone)
    expect(page.locator("[data-told]")).to_contain_text("or no longer")
    assert_sound(page)
