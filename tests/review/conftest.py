"""A window on the campaign « small », and a browser that has opened it."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.test import TestResponse

from plaidoyer.config import load_config
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.review.app import create_app
from plaidoyer.review.guard import Guard
from plaidoyer.review.sheets import Sheet

ROOT = Path(__file__).parents[2]
HERE = "http://127.0.0.1:5005"
GUARD = Guard("the-key", 5005)


def _chromium() -> str | None:
    """The browser, where there is one, and what drives it can start."""
    try:
        if sys.platform == "linux":
            ctypes.CDLL("libatomic.so.1")
    except OSError:
        return None
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


CHROMIUM = _chromium()
AXE: Any = Axe()
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]

_REFUSED = re.compile(r"the server responded with a status of (404|409|422) ")
"""A browser logs each such answer, whose page is meant to be read."""

Get = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def _a_machine_without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests has a name in git's settings: no verdict here may be theirs."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


def git(root: Path, *arguments: str) -> str:
    """What git says to a command in a campaign; it must not fail."""
    told = subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True)
    return told.stdout


def named(root: Path, name: str, email: str) -> Path:
    """The campaign, in a repository of its own where whoever signs has this name."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "config", "user.name", name)
    git(root, "config", "user.email", email)
    return root


def desk_of(root: Path, *slugs: str) -> Desk:
    """The briefs of a campaign."""
    return Desk(root, load_config(root), slugs, lambda *_: None)


def client_of(root: Path, lang: str = "fr") -> FlaskClient:
    """A window that nobody has opened yet."""
    return create_app(desk_of(root), GUARD, lang).test_client()


def opened(root: Path, lang: str = "en") -> FlaskClient:
    """A window that its reviewer has opened."""
    client = client_of(root, lang)
    assert client.get("/open?token=the-key", base_url=HERE).status_code == 303
    return client


def claims(root: Path, slug: str = "note") -> tuple[Sheet, ...]:
    """The claims of a brief, as they are now."""
    shelf = desk_of(root).shelf(slug)
    assert shelf is not None
    return shelf.sheets


def edited(file: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def proven(small: Path) -> Path:
    """The campaign, its receipts written."""
    lock(small, load_config(small), lambda *_: None)
    return small


@pytest.fixture
def ours(proven: Path) -> Path:
    """The same, where Anne signs."""
    return named(proven, "Anne Dupont", "anne@example.org")


@pytest.fixture
def client(proven: Path) -> FlaskClient:
    """A window that its reviewer has opened."""
    return opened(proven, "fr")


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Asks for a page of the window."""
    return lambda path, **options: client.get(path, base_url=HERE, **options)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def address(proven: Path) -> Iterator[str]:
    """A window, served by the program itself."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "-C", str(proven), "review", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Opened by the reviewer; whatever the browser complains of fails the test."""
    told: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("console", lambda message: None if _REFUSED.search(message.text) else told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(address)
        yield page
    assert not told
