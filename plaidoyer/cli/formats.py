"""The forms that a check can be told in, by their names on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from plaidoyer.cli.report_github import as_github
from plaidoyer.cli.report_junit import as_junit
from plaidoyer.cli.report_sarif import as_sarif
from plaidoyer.cli.reporters import as_json, as_text, lines_of
from plaidoyer.pipeline.run import Report


def told(form: str, report: Report, root: Path, allowed: Mapping[str, str], slugs: Sequence[str]) -> str:
    """A report on the campaign ``root`` in the format ``form``; empty where that form has nothing to say.

    ``allowed`` is the setting (rule → reason); ``slugs`` are the briefs asked for, none for all. What comes back can be
    encoded as UTF-8, whatever files are called.
    """
    match form:
        case "text":
            text = as_text(report, lines_of(root))
        case "json":
            text = as_json(report)
        case "sarif":
            text = as_sarif(report, lines_of(root), allowed, prefix_of(root))
        case "junit":
            text = as_junit(report, _files(root, slugs), prefix_of(root))
        case _:
            text = as_github(report, prefix_of(root))
    # Half a surrogate pair stands for a byte of a file's name: as \udcff it is JSON, and a readable name.
    return text.encode(errors="backslashreplace").decode()


def prefix_of(root: Path) -> str:
    """The campaign's folder from the top of its git repository, as servers name files: « a/b/ », or empty."""
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    inner = root.relative_to(top).as_posix()
    return "" if inner == "." else f"{inner}/"


def _files(root: Path, slugs: Sequence[str]) -> Sequence[str]:
    """The records and briefs that a check looks at."""
    briefs = [root / "briefs" / slug / "brief.md" for slug in slugs] or sorted(root.glob("briefs/[!.]*/brief.md"))
    records = sorted(path for path in root.glob("sources/[!.]*") if path.suffix in (".yaml", ".yml"))
    return [path.relative_to(root).as_posix() for path in (*briefs, *records)]
