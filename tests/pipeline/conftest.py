"""A campaign that is built already, and a typesetter that tells what it was asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECTS
from tests.pipeline.rebuilding import Watched, build


@pytest.fixture(scope="module")
def running() -> Iterator[Watched]:
    """One for all tests: to start it takes longer than to set a page."""
    with Watched() as typesetter:
        yield typesetter


@pytest.fixture
def typesetter(running: Watched) -> Watched:
    """A running one that was asked nothing."""
    running.asked.clear()
    return running


@pytest.fixture(scope="module")
def once(running: Watched, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign « small », built."""
    root = Path(shutil.copytree(PROJECTS / "small", tmp_path_factory.mktemp("once") / "small"))
    build(root, running)
    return root


@pytest.fixture
def built(once: Path, typesetter: Watched, tmp_path: Path) -> Path:
    """The same in another place, as a cache of CI, or another checkout, has it; the typesetter was asked nothing."""
    return Path(shutil.copytree(once, tmp_path / "elsewhere"))
