"""The house keeps its walls: what import-linter cannot see of the contracts in ``pyproject.toml``."""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "plaidoyer"


def test_pandoc_is_started_by_citations_alone() -> None:
    """A second room that runs Pandoc would have its own limits, its own failures and its own version."""
    rooms = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bpypandoc\b", path.read_text(encoding="utf-8"))
    }

    assert rooms == {"citations"}


def test_the_init_of_a_room_holds_a_docstring_and_no_more() -> None:
    """Code there would run at every import of any module of the room, and hide who imports whom."""
    longer = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("__init__.py")
        if not re.fullmatch(r'"""[^"]+"""\n', path.read_text(encoding="utf-8"))
    ]

    assert longer == []
