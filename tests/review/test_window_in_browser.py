"""The window in a real browser: read with the keys alone, on a phone's width, and by a screen reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.review.conftest import AXE, CHROMIUM, ROOT

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
    pytest.mark.xdist_group("browser"),
]


def test_opened_and_read_with_keys_alone(page: Page) -> None:
    """Open, tab to a brief, enter, j to the first claim, enter, j and k: no mouse anywhere."""
    assert "token" not in page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content, past what stands on every page
    while page.evaluate("document.activeElement.getAttribute('href')") != "/briefs/note/":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefs/note/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    _at_claim(page, 1)
    page.keyboard.press("j")
    _at_claim(page, 2)
    page.keyboard.press("k")
    _at_claim(page, 1)
    page.keyboard.press("?")
    assert page.is_visible("dialog")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")
    assert page.locator(".excerpt mark").first.inner_text().startswith("De janvier")


def _at_claim(page: Page, number: int) -> None:
    """Wait for a claim and its keys: by what Playwright asks itself, for the page lets no function of ours be made."""
    page.locator(".turn", has_text=f"{number} / ").wait_for()
    page.wait_for_load_state()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible_and_fits(page: Page, width: int) -> None:
    """Readers with a screen reader, a magnifier or a phone review too: axe-core finds nothing, nothing runs off."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(page.url)
    first = page.locator(".board a").last
    second = page.locator(".claims a").nth(1)
    for link in (None, first, second):
        if link:
            link.click()
        page.wait_for_load_state()
        found: Any = AXE.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_it_works_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.click("text=Lacs : punir")
        page.click(".claims a >> nth=0")
        assert page.locator("mark").count() > 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_of_two_editions_is_accessible_and_fits(browser: Browser, small: Path, width: int) -> None:
    """What changed since the last edition is read by the same people, on the same screens."""
    git = ["git", "-C", str(small), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    brief = small / "briefs/note/brief.md"
    text = brief.read_text(encoding="utf-8").replace("La loi est incomplète", "La loi du lac est incomplète")
    brief.write_text(text.replace("[40 %]", "[41 %]"), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, ROOT / "build.py", "-C", small, "diff", "note", "HEAD", "--format", "html"],
        capture_output=True,
        check=True,
    )
    (small / "diff.html").write_bytes(told.stdout)
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto((small / "diff.html").as_uri())
        found: Any = AXE.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.locator("ins").count() > 0
