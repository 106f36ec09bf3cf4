"""Settings: where the campaign is, and what its ``plaidoyer.toml`` or ``pyproject.toml`` says.

Settings are read once and frozen. It knows no rule by name, and neither records nor templates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from plaidoyer.spelling import did_you_mean

OWN_FILE = "plaidoyer.toml"
SHARED_FILE = "pyproject.toml"
"""Read where there is no file of our own, for its table ``[tool.plaidoyer]``."""

_LANGUAGES = ("fr", "en")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_NONE: Mapping[str, str] = MappingProxyType({})


class UsageError(Exception):
    """The command line or the campaign cannot be used; its message is a line a fault, with the way to mend it."""


class Limits(Struct, frozen=True):
    """Bounds on what is read, and on work that a brief or a template asks for.

    ``file_size``: bytes of a record, a brief or a manifest. ``seconds`` of a processor and ``memory`` in MB: for
    typesetting one brief, and for filling in a template that is the campaign's own.
    """

    file_size: int = 1024 * 1024
    seconds: int = 60
    memory: int = 2048


class Config(Struct, frozen=True):
    """The settings of a campaign.

    ``template`` and ``lang`` serve briefs that name none; ``csl`` is a citation style in the campaign,
    empty for the template's own; ``jobs`` is a number of processes, 0 for one a core; ``reviewers`` is
    how many must accept each claim of a final brief, with ``self_review`` its authors too; where ``allowed_signers``
    is given, a file of the campaign with the keys of reviewers, only verdicts that they signed count;
    ``require_captures`` lets no receipt stand for a capture; ``allow`` gives the reason why a rule is silenced
    everywhere.
    """

    template: str = "policy-brief"
    lang: str = "fr"
    csl: str = ""
    jobs: int = 0
    reviewers: int = 0
    self_review: bool = False
    allowed_signers: str = ""
    require_captures: bool = False
    allow: Mapping[str, str] = field(default_factory=lambda: _NONE)
    limits: Limits = field(default_factory=Limits)


def find_campaign(start: Path) -> Path:
    """The nearest campaign from ``start`` upwards. Raises UsageError where there is none."""
    folder = start.absolute()
    if not folder.is_dir():
        raise UsageError(f"there is no folder « {start} »")
    for candidate in (folder, *folder.parents):
        if _is_campaign(candidate):
            return candidate
    raise UsageError(
        f"there is no campaign in « {start} » or above it: a campaign has a {OWN_FILE}, or the folders "
        "briefs/ and sources/; « plaidoyer init » makes one"
    )


def load_config(root: Path) -> Config:
    """The settings of the campaign ``root``, each its default where it is not given.

    ``plaidoyer.toml`` wins: beside it, ``pyproject.toml`` is not read. Raises UsageError, which tells all
    settings that cannot be used.
    """
    if (root / OWN_FILE).exists():
        text = _text(root / OWN_FILE)
        return _config(_parsed(text, OWN_FILE), OWN_FILE, text)
    if (root / SHARED_FILE).exists():
        text = _text(root / SHARED_FILE)
        tool = _parsed(text, SHARED_FILE).get("tool", {})
        own = tool.get("plaidoyer", {}) if isinstance(tool, dict) else {}
        if not isinstance(own, dict):
            raise UsageError(f"{SHARED_FILE}: [tool.plaidoyer] must be a table of settings")
        return _config(own, SHARED_FILE, text)
    return Config()


def settings_file(root: Path) -> str | None:
    """The name of the file that the settings of the campaign ``root`` are in; None where it has none."""
    if (root / OWN_FILE).is_file():
        return OWN_FILE
    return SHARED_FILE if _has_table(root) else None


def line_of(root: Path, name: str) -> int:
    """The line on which the settings of the campaign ``root`` give the one of this ``name``; 1 where it is unknown."""
    file = settings_file(root)
    with suppress(UsageError):  # they were read before, and may have been broken since
        return _line_of(name, file, _text(root / file)) if file else 1
    return 1


def _is_campaign(folder: Path) -> bool:
    return settings_file(folder) is not None or ((folder / "briefs").is_dir() and (folder / "sources").is_dir())


def _has_table(folder: Path) -> bool:
    """Whether a ``pyproject.toml`` there has settings of ours."""
    try:
        shared = (folder / SHARED_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    # A file that breaks below the table still marks the campaign; loading it says where it breaks.
    return re.search(r"^\s*\[\s*tool\s*\.\s*plaidoyer\s*[\].]", shared, re.MULTILINE) is not None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not encoded in UTF-8: save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read: {error}") from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{name} is not well-formed TOML: {reason}; look for a missing quotation mark") from error
    except RecursionError as error:
        raise UsageError(f"{name} cannot be read: {error}") from error


# Settings -----------------------------------------------------------------------------------------


class _Unusable(Exception):
    """Settings that cannot be used: the name of each, and what is wrong."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.faults = faults


def _config(given: Mapping[str, Any], file: str, text: str) -> Config:
    try:
        return Config(**_read(given, _SETTINGS))
    except _Unusable as error:
        found = sorted((_line_of(name, file, text), message) for name, message in error.faults)
        raise UsageError("\n".join(f"{file}:{line}: {message}" for line, message in found)) from error


def _line_of(name: str, file: str, text: str) -> int:
    """The first line, below the head of our table, that has this name before its comment; 1 where none has."""
    begin = re.search(r"^\s*\[\s*tool\s*\.\s*plaidoyer", text, re.MULTILINE) if file == SHARED_FILE else None
    first = text.count("\n", 0, begin.end()) if begin else 0
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    lines = enumerate(text.split("\n")[first:], first + 1)
    return next((number for number, line in lines if word.search(line.partition("#")[0])), 1)


def _read(given: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """The values of ``given`` under Python names, each read by its reader. Raises _Unusable."""
    values: dict[str, Any] = {}
    faults = []
    for name, value in given.items():
        if name not in known:
            hint = did_you_mean(name, known) or f"known here: {', '.join(known)}"
            faults.append((name, f"setting « {name} » is unknown: {hint}"))
            continue
        try:
            values[name.replace("-", "_")] = known[name](value)
        except ValueError as error:
            faults.append((name, f"setting « {name} » {error}"))
        except _Unusable as error:
            faults += [(inner, f"{name}: {message}") for inner, message in error.faults]
    if faults:
        raise _Unusable(faults)
    return values


def _name(value: Any) -> str:
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    raise ValueError(f'must be a template\'s name, such as "policy-brief", not {_shown(value)}')


def _language(value: Any) -> str:
    if isinstance(value, str) and value in _LANGUAGES:
        return value
    raise ValueError(f'must be "fr" or "en", not {_shown(value)}')


def _path(value: Any) -> str:
    if isinstance(value, str):
        parts = PurePosixPath(value)
        if not parts.is_absolute() and ".." not in parts.parts and "\\" not in value and ":" not in value:
            return value
    raise ValueError(f"must be a path inside the campaign, with /, not {_shown(value)}")


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"must be true or false, not {_shown(value)}")


def _count(least: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        raise ValueError(f"must be a whole number from {least} up, not {_shown(value)}")

    return read


def _reasons(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise ValueError('must be a table of rules and reasons, such as heading-skip = "the printed form asks for it"')
    for rule, reason in value.items():
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f'must give a reason for « {rule} »: {rule} = "…"')
    return MappingProxyType({rule: reason.strip() for rule, reason in value.items()})


def _limits(value: Any) -> Limits:
    if not isinstance(value, dict):
        raise ValueError("must be a table, such as limits.file-size = 1048576")
    return Limits(**_read(value, {"file-size": _count(1), "seconds": _count(1), "memory": _count(512)}))


def _shown(value: Any) -> str:
    words = repr(value)
    return words if len(words) <= 60 else f"{words[:59]}…"


_SETTINGS: Mapping[str, Callable[[Any], Any]] = {
    "template": _name,
    "lang": _language,
    "csl": _path,
    "jobs": _count(0),
    "reviewers": _count(0),
    "self-review": _flag,
    "allowed-signers": _path,
    "require-captures": _flag,
    "allow": _reasons,
    "limits": _limits,
}
