"""The versions of everything that decides the bytes of a PDF besides its page.

Two machines agree on the bytes when they agree on these. They are read without importing WeasyPrint,
for a build that has nothing to typeset asks for them too.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "fonttools",
    "pillow",
    "font-source-sans-pro",
    "font-source-serif-pro",
)
_SUFFIXES = {"darwin": ".0.dylib", "win32": "-0.dll"}
UNKNOWN = "unknown"


@cache
def engines() -> Mapping[str, str]:
    """Name → version, sorted by name; « unknown » where it cannot be told, « absent » for what is not installed."""
    found = {name: _package(name) for name in _PACKAGES}
    found["plaidoyer-typeset"] = _own()
    return MappingProxyType(dict(sorted({**found, **libraries()}.items())))


@cache
def libraries() -> Mapping[str, str]:
    """The same of the libraries of the system alone."""
    found = {"zlib": zlib.ZLIB_RUNTIME_VERSION}
    found["pango"] = _library("libpango-1.0", "pango_version_string")
    found["harfbuzz"] = _library("libharfbuzz", "hb_version_string")
    # Same source as HarfBuzz, but a package of its own: without it fonts are subset by other code.
    found["harfbuzz-subset"] = "present" if _loads("libharfbuzz-subset") else "absent"
    return MappingProxyType(found)


def _own() -> str:
    """What stands for the code of this room, which is an engine too: it may change between two releases."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and asked for late

    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _loads(stem: str) -> ctypes.CDLL | None:
    suffix = _SUFFIXES.get(sys.platform, ".so.0")
    try:
        return ctypes.CDLL(stem + suffix)
    except OSError:
        return None


def _library(stem: str, function: str) -> str:
    library = _loads(stem)
    if library is None:
        return UNKNOWN
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    answer = ask()
    return answer.decode() if isinstance(answer, bytes) else UNKNOWN
