"""A new campaign, a new brief: first files to start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from plaidoyer.config import UsageError
from plaidoyer.publish.write import write

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_START = Path(__file__).parent / "start"


def new_campaign(folder: Path, lang: str) -> Iterator[Path]:
    """Write the first files of a campaign into ``folder``; yields each. Nothing that exists is changed.

    Raises UsageError where a campaign is there already, OSError where the disk takes nothing.
    """
    capture = (_START / f"example-report.{lang}.txt").read_bytes()
    if (folder / "plaidoyer.toml").exists():
        raise UsageError(f"there is a campaign in « {folder} » already")
    for name, start in (
        ("plaidoyer.toml", "plaidoyer.toml"),
        (".gitignore", "gitignore"),
        ("sources/captures/example-report.txt", f"example-report.{lang}.txt"),
        ("sources/example-report.yaml", f"example-report.{lang}.yaml"),
        ("briefs/.gitkeep", ""),
    ):
        path = folder / name
        if not path.exists():
            text = (_START / start).read_text(encoding="utf-8") if start else ""
            write(path, text.replace("@LANG@", lang).replace("@SHA256@", sha256(capture).hexdigest()).encode())
            yield path


def new_brief(root: Path, slug: str, template: Path, lang: str, title: str, today: str) -> Path:
    """Write ``briefs/<slug>/brief.md`` from the template's own first text; returns its path.

    Raises UsageError where the name cannot be one, the brief is there already, or the template has no
    first text in that language; OSError where the disk takes nothing.
    """
    if not _SLUG.match(slug):
        raise UsageError(
            f"« {slug} » cannot name a brief: use small letters, digits and hyphens, such as « amend-article-12 »"
        )
    path = root / "briefs" / slug / "brief.md"
    if path.exists():
        raise UsageError(f"there is a brief « {slug} » already: {path.relative_to(root).as_posix()}")
    start = template / f"new.{lang}.md"
    if not start.is_file():
        there = ", ".join(sorted(file.suffixes[0][1:] for file in template.glob("new.*.md"))) or "no language"
        raise UsageError(f"the template « {template.name} » has no first text in « {lang} »; it has: {there}")
    text = start.read_text(encoding="utf-8")
    words = title or slug.replace("-", " ").capitalize()
    write(
        path,
        text.replace("@TITLE@", words.replace('"', '\\"')).replace("@SLUG@", slug).replace("@DATE@", today).encode(),
    )
    return path
