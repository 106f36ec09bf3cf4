"""A failing and a mended example of every rule: what « plaidoyer rules » shows, and tests.

The examples are data, in ``manual/``: a small campaign in which nothing is to be found, and in ``examples.yaml`` the
words that change it. This module turns them into the files of a campaign; it must not know who checks those.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

_FOLDER = Path(__file__).parent / "manual"
_CAMPAIGN = _FOLDER / "campaign"
SAID_FILE = _FOLDER / "said.json"
"""What the program says of each failing example, kept so that the manual need not run it."""

_HASH = re.compile(rb"\{sha256 of ([^}\n]+)\}")
_CHECK = "check"


class Example(Struct, frozen=True):
    """How a rule is broken, and mended. The fields are explained at the top of ``examples.yaml``.

    ``failing`` and ``mended`` are lines of ``file``, with their line end; an empty ``mended`` is no file.
    """

    rule: str
    file: str
    failing: str
    mended: str = ""
    replaces: str = ""
    mended_file: str = ""
    mending: str = ""
    given: str = ""
    line: int = 1
    lines: int = 1
    reported: str = ""
    reported_at: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    tracked: tuple[str, ...] = ()
    said_too: frozenset[str] = frozenset()
    encoding: str = "utf-8"
    times: int = 1
    command: str = _CHECK
    mended_command: str = _CHECK

    @property
    def place(self) -> tuple[str, int]:
        """The file and the line of the finding, in the failing campaign."""
        file = self.reported or self.file
        old = self.reported_at or self.replaces or self.mended
        if self.line == 0 or not old:
            return file, max(self.line, 1)
        before, found, _ = self._contents().get(file, b"").decode().partition(old)
        return file, (before.count("\n") if found else 0) + self.line

    def files(self, *, mended: bool) -> Mapping[str, bytes]:
        """Every file of the campaign with the failing words, or with the mended ones, by its path."""
        contents = self._contents()
        words = self.mended if mended else self.failing * self.times
        if self.file in contents:
            new = _replaced(contents[self.file].decode(), self.replaces or self.mended, words, self.rule)
            contents[self.file] = new.encode(self.encoding if not mended else "utf-8")
        elif words:
            contents[self.mended_file if mended and self.mended_file else self.file] = words.encode()
        hashes = _hashes(contents)
        return {name: _filled(data, hashes) for name, data in contents.items()}

    def filled(self, text: str) -> str:
        """``text`` with the hashes of the captures that it names."""
        return _filled(text.encode(), _hashes(self._contents())).decode()

    def _contents(self) -> dict[str, bytes]:
        return {**campaign(), **{name: text.encode() for name, text in self.more.items()}}


def _hashes(contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: hashlib.sha256(data).hexdigest().encode() for name, data in contents.items()}


def _filled(data: bytes, hashes: Mapping[str, bytes]) -> bytes:
    return _HASH.sub(lambda match: hashes[f"sources/{match[1].decode()}"], data)


def _replaced(text: str, old: str, new: str, rule: str) -> str:
    """``text`` with one run of whole lines exchanged. Raises ValueError where they are not there once."""
    if f"\n{text}".count(f"\n{old}") != 1:
        raise ValueError(f"the example of « {rule} » replaces lines that do not stand once in its file: {old!r}")
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]


@cache
def campaign() -> Mapping[str, bytes]:
    """The files of the campaign that examples differ from; the hashes of its captures are still to be filled in."""
    paths = sorted(path for path in _CAMPAIGN.rglob("*") if path.is_file())
    return {path.relative_to(_CAMPAIGN).as_posix(): path.read_bytes() for path in paths}


@cache
def examples() -> Mapping[str, Example]:
    """Every example, by its rule."""
    written: Mapping[str, Mapping[str, Any]] = yaml.safe_load((_FOLDER / "examples.yaml").read_text(encoding="utf-8"))
    return {rule: _example(rule, fields) for rule, fields in written.items()}


def said(rule: str) -> str:
    """What the program says of the failing example of ``rule``, as on a terminal; empty where that is not kept."""
    return _kept().get(rule, "")


@cache
def _kept() -> Mapping[str, str]:
    kept: Mapping[str, str] = json.loads(SAID_FILE.read_text(encoding="utf-8"))
    return kept


def _example(rule: str, fields: Mapping[str, Any]) -> Example:
    values = {name.replace("-", "_"): value for name, value in fields.items()}
    values["more"] = values.pop("with", {})
    values["tracked"] = tuple(values.pop("tracked", ()))
    values["said_too"] = frozenset(values.pop("said_too", ()))
    return Example(rule, **values)
