"""The golden cases: what a wording makes of a text in force, or why it is refused, for a jurist to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from plaidoyer.law.reading.reader import Grammar, NewArticle
from plaidoyer.law.units import Article

_FOLDER = Path(__file__).parent / "golden"


class GoldenCase(Struct, frozen=True):
    """One wording for one text; ``refused`` is the message where it is refused, else ``after`` is the law."""

    name: str
    grammar: Grammar
    article: str
    code: str
    before: Article
    wording: str
    after: Article
    created: tuple[NewArticle, ...]
    nested: str
    refused: str


def golden_cases() -> tuple[GoldenCase, ...]:
    """All cases of ``golden/``, in the order of the files."""
    return tuple(_case(path.stem, one) for path in sorted(_FOLDER.glob("*.yaml")) for one in _read(path))


def _read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _case(file: str, one: dict[str, Any]) -> GoldenCase:
    created = tuple(NewArticle(new["name"], tuple(new["text"])) for new in one.get("created", ()))
    return GoldenCase(
        f"{file}: {one['name']}",
        one["grammar"],
        one["article"],
        one["code"],
        tuple(one["before"]),
        one["wording"],
        tuple(one.get("after", ())),
        created,
        one.get("nested", ""),
        one.get("refused", ""),
    )
