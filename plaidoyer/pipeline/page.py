"""Second stride: one brief becomes a page of HTML, and that a PDF."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plaidoyer.checks.marks import broken_claims
from plaidoyer.compose import document as d
from plaidoyer.compose.arrange import compose
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.pipeline.study import Prepared
from plaidoyer.publish.verdicts import FOLDER
from plaidoyer.render.html import TemplateFailure, render, stylesheets
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.pdf import Typeset, TypesetFailure, typeset
from plaidoyer.words import Image

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Page:
    """A brief filled into its template.

    ``fingerprint`` stands for all that its PDF's bytes depend on; ``inputs`` are the files behind it that
    are neither brief nor record, by their names in lists of inputs.
    """

    html: str
    sheets: tuple[Path, ...]
    fingerprint: str
    inputs: Mapping[str, Path]


class BriefFailure(Exception):
    """What stops one brief: a finding. ``crash`` tells that no author can mend it."""

    def __init__(self, finding: Finding, *, crash: bool = False) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.crash = crash


def set_page(prepared: Prepared, root: Path, findings: Iterable[Finding], *, draft: bool) -> Page:
    """Arrange a brief and fill it into its template; a draft marks the claims that ``findings`` break.

    Raises BriefFailure.
    """
    return _bounded(prepared, lambda: _page(prepared, root, findings, draft=draft))


def typeset_page(prepared: Prepared, root: Path, page: Page) -> tuple[Typeset, tuple[Finding, ...]]:
    """The page as a PDF, and what the engine could not set as asked. Raises BriefFailure."""
    result = _bounded(prepared, lambda: typeset(page.html, page.sheets, root, _fontconfig(prepared, root)))
    span = prepared.brief.span
    problems = tuple(
        Finding("not-typeset", f"the page was not set as asked: {problem}", span, "mend the template's style or the text that is named")
        for problem in result.problems
    )
    return result, problems


def _page(prepared: Prepared, root: Path, findings: Iterable[Finding], *, draft: bool) -> Page:
    brief, template = prepared.brief, prepared.template
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    broken = broken_claims(prepared.claims, errors, prepared.records) if draft else {}
    document = compose(
        brief, prepared.claims, prepared.resolved.uses, prepared.notes, prepared.formatted, template.notes,
        f"briefs/{brief.slug}", broken, draft=draft,
    )
    html = render(document, template.folder, [folder for folder, _ in prepared.folders], catalogue(brief.lang))
    folders = [folder for folder, _ in prepared.folders]
    sheets = stylesheets(template.folder, folders)
    pictures = {name: root / name for name in images(document)}
    return Page(html, sheets, _fingerprint(html, (*sheets, *pictures.values())), pictures | dict(_template_files(prepared)))


def _template_files(prepared: Prepared) -> Iterator[tuple[str, Path]]:
    """The files of a template, and those that templates share, from the first folder that has them."""
    folders = [(prepared.template.folder, prepared.template.shown)]
    folders += [(folder / "_shared", f"{shown}/_shared") for folder, shown in prepared.folders if (folder / "_shared").is_dir()][:1]
    for folder, shown in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield f"{shown}/{path.relative_to(folder).as_posix()}", path


def images(document: d.Document) -> tuple[str, ...]:
    """The images of a document, relative to the campaign, each once, sorted."""
    found: set[str] = set()
    _collect(document, found)
    return tuple(sorted(found))


def _collect(value: object, found: set[str]) -> None:
    if isinstance(value, Image):
        found.add(value.src)
    elif isinstance(value, tuple):
        for inner in value:
            _collect(inner, found)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            _collect(getattr(value, name), found)
    elif isinstance(value, dict):
        _collect(tuple(value.values()), found)


def _fingerprint(html: str, assets: Iterable[Path]) -> str:
    digest = hashlib.sha256(json.dumps(dict(engines()), sort_keys=True).encode())
    for data in (html.encode(), *(path.read_bytes() for path in assets if path.is_file())):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _fontconfig(prepared: Prepared, root: Path) -> Path:
    return configure(root / FOLDER / "fonts", (prepared.template.folder / "fonts",))


def _bounded(prepared: Prepared, step: Callable[[], _T]) -> _T:
    """One boundary for all that can go wrong with one brief: it becomes a finding that names the file."""
    brief, template = prepared.brief, prepared.template
    try:
        return step()
    except TemplateFailure as error:
        file = f"{template.shown}/{error.file.name}" if error.file else f"{template.shown}/template.html"
        raise BriefFailure(Finding("template-error", error.message, Span(file, max(error.line, 1)), "mend the template at this line")) from error
    except TypesetFailure as error:
        raise BriefFailure(Finding("not-typeset", str(error), brief.span, "simplify what is nested or very large"), crash=True) from error
    except OSError as error:
        message = f"{error.filename or 'a file'}: {error.strerror or error}"
        raise BriefFailure(Finding("not-typeset", message, brief.span, "see that the file can be read and written"), crash=True) from error
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0]
        message = f"the brief could not be composed: {reason} ({type(error).__name__})"
        raise BriefFailure(Finding("not-typeset", message, brief.span, "please report this: it is a fault of the program"), crash=True) from error
