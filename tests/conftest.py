"""Whole tiny campaigns, run through the program itself."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from msgspec import Struct

from plaidoyer.cli.main import run_program
from plaidoyer.typeset.fonts import configure

PROJECTS = Path(__file__).parent / "projects"
_LONGEST_NAME = 200
"""Signs that a case's value may have to be part of its name."""

# Machines that build must agree; people's machines go on looking for new cases.
# No test measures time.
settings.register_profile("people", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("people")
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def _bundled_typefaces(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fontconfig learns once in a process which typefaces there are: whichever test is first, the bundled ones."""
    os.environ["FONTCONFIG_FILE"] = str(configure(tmp_path_factory.mktemp("typefaces")))


class Ran(Struct, frozen=True):
    """What a run of the program ended with."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which holds JSON alone."""
        return json.loads(self.out)

    @property
    def places(self) -> set[tuple[str, str, int]]:
        """Rule, file and line of every finding of a JSON report."""
        return {(finding["rule"], finding["file"], finding["line"]) for finding in self.json["findings"]}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the campaign « small », whose briefs have no fault."""
    return Path(shutil.copytree(PROJECTS / "small", tmp_path / "small"))


@pytest.fixture
def plaidoyer(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The program: ``plaidoyer(folder, "check", "--format", "json")``."""

    def run(folder: Path, *arguments: str) -> Ran:
        capfd.readouterr()
        status = run_program(["-C", str(folder), *arguments])
        captured = capfd.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """What is long names no test: processes that share the tests must find one name, and some bytes are random."""
    return argname if isinstance(val, str | bytes) and len(repr(val)) > _LONGEST_NAME else None


def pytest_sessionfinish() -> None:
    """Give fonts back while the engine's modules are still whole: later, it complains."""
    from plaidoyer.typeset import pdf

    pdf._PARSED.clear()
    pdf._fonts.cache_clear()
