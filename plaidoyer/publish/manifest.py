"""``dist/manifest.json``: every output, its status, and the hashes of what it was made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import ValidationError, convert

from plaidoyer.publish.write import write
from plaidoyer.signoffs.reviewed import Reviewed

VERSION = 1
NAME = "manifest.json"

Entry = Mapping[str, Any]


def entry(
    *,
    file: str,
    brief: str,
    status: str,
    sha256: str,
    pages: int | None,
    fingerprint: str,
    silenced: Sequence[Mapping[str, object]],
    receipts: int,
    reviewed: Reviewed | None,
    inputs: Mapping[str, str],
) -> Entry:
    """One output; ``pages`` is None for one that has no pages, ``reviewed`` for one whose claims are not all reviewed.

    ``receipts`` counts the passages that no capture here proves, but the word of whoever wrote their receipts.
    """
    known = {"file": file, "brief": brief, "status": status, "sha256": sha256}
    return {
        **known,
        **({} if pages is None else {"pages": pages}),
        "fingerprint": fingerprint,
        "silenced": list(silenced),
        "receipts": receipts,
        **({} if reviewed is None else {"reviewed": {"by": list(reviewed.by), "on": reviewed.on}}),
        "inputs": dict(sorted(inputs.items())),
    }


def reviewed(one: Entry) -> Reviewed | None:
    """Who reviewed the brief of an output, and when, as its entry says."""
    try:
        return convert(one.get("reviewed"), Reviewed | None)
    except ValidationError:
        return None


def read(folder: Path) -> tuple[Entry, ...]:
    """The entries of the last build; none where there is no manifest that can be read."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        entries = data["outputs"] if data["version"] == VERSION else []
        return tuple(
            e
            for e in entries
            if isinstance(e, dict) and isinstance(e.get("file"), str) and isinstance(e.get("brief"), str)
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def by_brief(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by the briefs that they are of, those of a brief by their files."""
    found: dict[str, list[Entry]] = {}
    for one in sorted(entries, key=lambda one: str(one["file"])):
        found.setdefault(one["brief"], []).append(one)
    return found


def merged(old: Sequence[Entry], new: Sequence[Entry], kept: Sequence[str], stale: Sequence[str]) -> tuple[Entry, ...]:
    """The entries after a build, by file.

    ``new`` replace those of the same file. Of the others, those of the briefs ``kept`` stay; those of
    the briefs ``stale``, which this build should have written and did not, stay and say so. None stays
    that names a file which no build writes of its brief: it was damaged.
    """
    sound = [e for e in old if e["file"].startswith((f"{e['brief']}.", f"{e['brief']}/"))]
    entries = {e["file"]: e for e in sound if e["brief"] in kept}
    entries |= {e["file"]: {**e, "stale": True} for e in sound if e["brief"] in stale}
    entries |= {e["file"]: e for e in new}
    return tuple(entries[file] for file in sorted(entries))


def save(folder: Path, entries: Sequence[Entry]) -> None:
    """Write the manifest. Raises OSError."""
    text = json.dumps({"version": VERSION, "outputs": list(entries)}, ensure_ascii=False, indent=2)
    write(folder / NAME, f"{text}\n".encode())
