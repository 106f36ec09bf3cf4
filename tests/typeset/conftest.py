"""The bundled typefaces, configured once."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaidoyer.typeset.fonts import configure


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Fontconfig file that knows the bundled typefaces alone."""
    return configure(tmp_path_factory.mktemp("fonts"))
