"""A window on the campaign « small », and a browser that has opened it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plaidoyer.config import load_config
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.review.app import create_app
from plaidoyer.review.guard import Guard

HERE = "http://127.0.0.1:5005"
GUARD = Guard("the-key", 5005)

Get = Callable[..., TestResponse]


def desk_of(root: Path, *slugs: str) -> Desk:
    """The briefs of a campaign."""
    return Desk(root, load_config(root), slugs, lambda *_: None)


def client_of(root: Path, lang: str = "fr") -> FlaskClient:
    """A window that nobody has opened yet."""
    return create_app(desk_of(root), GUARD, lang).test_client()


@pytest.fixture
def proven(small: Path) -> Path:
    """The campaign, its receipts written."""
    lock(small, load_config(small), lambda *_: None)
    return small


@pytest.fixture
def client(proven: Path) -> FlaskClient:
    """A window that its reviewer has opened."""
    client = client_of(proven)
    assert client.get("/open?token=the-key", base_url=HERE).status_code == 303
    return client


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Asks for a page of the window."""
    return lambda path, **options: client.get(path, base_url=HERE, **options)
