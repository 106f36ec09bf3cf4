"""Files of ``.plaidoyer/``: what one run leaves to the next. All of it can be made again, and none of it is trusted.

The first line of each says of which kind and version it is, and the SHA-256 of the rest. This module must not know what
the rest means.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from plaidoyer.publish.write import write

FOLDER = ".plaidoyer"

Kind = Literal["layout", "checked", "memory"]

_VERSIONS: dict[str, int] = {"layout": 3, "checked": 2, "memory": 1}
_HEAD = re.compile(rb"plaidoyer ([a-z]+) ([0-9]{1,9}) ([0-9a-f]{64})")
_ENDING = ".state"
_ASIDE = ".set-aside"


def place(root: Path, kind: Kind, name: str = "") -> Path:
    """The file of this kind of the campaign ``root``; of kinds that have several, the one called ``name``."""
    return root / FOLDER / kind / f"{name}{_ENDING}" if name else root / FOLDER / f"{kind}{_ENDING}"


def read(path: Path, kind: Kind) -> bytes:
    """What was kept; nothing where there is no such file, or none that is sound."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return b""
    return body if head == _head(kind, body) else b""


def save(root: Path, path: Path, kind: Kind, body: bytes) -> None:
    """Keep it. Raises OSError."""
    write(root / FOLDER / ".gitignore", b"*\n")
    write(path, _head(kind, body) + b"\n" + body)


def set_aside(root: Path) -> tuple[str, ...]:
    """Give another name to each file that is damaged, or that a newer program wrote; the names that they had."""
    return tuple(_moved(root))


def _moved(root: Path) -> Iterator[str]:
    folder = root / FOLDER
    for path in sorted([*folder.glob(f"*{_ENDING}"), *folder.glob(f"memory/*{_ENDING}")]):
        with suppress(OSError):
            head, _, body = path.read_bytes().partition(b"\n")
            known = _HEAD.fullmatch(head)
            if known is None or int(known[2]) > _VERSIONS.get(known[1].decode(), 0) or known[3] != _digest(body):
                path.replace(path.with_name(f"{path.name}{_ASIDE}"))
                yield path.relative_to(root).as_posix()


def _head(kind: Kind, body: bytes) -> bytes:
    return b"plaidoyer %b %d %b" % (kind.encode(), _VERSIONS[kind], _digest(body))


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
