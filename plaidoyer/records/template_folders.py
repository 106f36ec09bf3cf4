"""Where templates are. It must not read them: whoever only asks for their folders needs no reader."""

from __future__ import annotations

from pathlib import Path

import plaidoyer

SHIPPED = "plaidoyer:templates"
"""What the folder of the shipped templates is called in lists of inputs."""


def shipped_templates() -> Path:
    """The folder of the templates shipped with the program: in the package, or beside it in its repository."""
    package = Path(plaidoyer.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def template_folders(root: Path) -> tuple[tuple[Path, str], ...]:
    """The folders that hold templates, in the order of search, each with its name in lists of inputs."""
    return (root / "templates", "templates"), (shipped_templates(), SHIPPED)
