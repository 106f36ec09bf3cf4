"""Third stride: one brief becomes a page of HTML, and that a PDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from msgspec import Struct

from plaidoyer.compose.arrange import compose
from plaidoyer.compose.document import Document
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.study import Prepared, template_folders
from plaidoyer.publish.verdicts import FOLDER
from plaidoyer.records.template_reader import find_template
from plaidoyer.records.text import images
from plaidoyer.render.html import TemplateFailure, compile_templates, render, stylesheets
from plaidoyer.render.standalone import SCREEN
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Typeset, TypesetFailure
from plaidoyer.typeset.process import Typesetter

_ASIDE = frozenset({".md", ".csl"})
"""Files beside a template that are not part of it: first texts, and citation styles, of which one is named."""

_THROUGH_THE_PAGE = frozenset({".html", ".yaml", ".po", ".toml"})
"""Files that act on a PDF through its page alone."""


_ADDRESS = re.compile(r"file://(/[^\s'\"]+)")


Proofs = Mapping[Key, Proof]
Broken = Mapping[str, tuple[str, ...]]


class Page(Struct, frozen=True):
    """A brief filled into its template.

    ``inputs`` are the files behind it that are neither brief nor record, by their names in lists of inputs.
    """

    html: str
    sheets: tuple[Path, ...]
    inputs: Mapping[str, Path]


def set_page(prepared: Prepared, root: Path, proofs: Proofs, broken: Broken, *, draft: bool) -> Page:
    """Arrange a brief and fill it into its template.

    ``proofs`` are what the annex tells of. A draft marks the claims that are ``broken``, each by its identifier with
    the rules that it breaks. Raises BriefFailure.
    """
    return bounded(prepared.brief, lambda: _page(prepared, root, proofs, broken, draft=draft))


def rehearse(root: Path, name: str, typesetter: Typesetter) -> None:
    """Have the typesetting process make the styles of the template ``name`` ready, while briefs are read here.

    Only where its typefaces are the bundled ones: Fontconfig learns once in a process which there are.
    """
    folders = template_folders(root)
    template, _ = find_template(name, folders, Span(name))
    if template is not None and not (template.folder / "fonts").is_dir():
        with suppress(OSError):  # the page that is meant will say so
            fonts = configure(root / FOLDER / "fonts")
            typesetter.rehearse(stylesheets(template.folder, [folder for folder, _ in folders]), root, fonts)


def prepare_template(root: Path, name: str) -> None:
    """Compile the template ``name`` and those that templates share, ahead of the first page that is filled in."""
    template, _ = find_template(name, template_folders(root), Span(name))
    if template is not None:
        compile_templates(template.folder, [folder for folder, _ in template_folders(root)])


def suppose(prepared: Prepared, root: Path, typesetter: Typesetter) -> None:
    """Have the page of a brief typeset, supposing that nothing is wrong with it, while that is looked into here.

    Where it is so, ``typeset_page`` finds the work done; where not, it is thrown away, and nothing has been written.
    """
    with suppress(BriefFailure):  # the page that is meant will say so
        page = set_page(prepared, root, {}, {}, draft=False)
        typesetter.suppose(page.html, page.sheets, root, _fonts(prepared, root))


def typeset_page(
    prepared: Prepared, root: Path, page: Page, typesetter: Typesetter
) -> tuple[Typeset, tuple[Finding, ...]]:
    """The page as a PDF, and what the engine could not set as asked. Raises BriefFailure."""
    span = prepared.brief.span
    fonts = _fonts(prepared, root)
    try:
        result = typesetter.typeset(page.html, page.sheets, root, fonts)
    except TypesetFailure as error:
        raise BriefFailure(
            Finding(
                "not-typeset", _relative(str(error), prepared, root), span, "simplify what is nested or very large"
            ),
            crash=True,
        ) from error
    problems = tuple(
        Finding(
            "not-typeset",
            f"the page was not set as asked: {_relative(problem, prepared, root)}",
            span,
            "mend the template's style or the text that is named",
        )
        for problem in result.problems
    )
    return result, problems


def _fonts(prepared: Prepared, root: Path) -> Path:
    return bounded(prepared.brief, lambda: configure(root / FOLDER / "fonts", (prepared.template.folder / "fonts",)))


def _relative(problem: str, prepared: Prepared, root: Path) -> str:
    """A problem in the engine's words, with files named as in lists of inputs, not by their place on this machine."""
    problem = _ADDRESS.sub(lambda address: unquote(address[1]), problem)
    names = {root.resolve(): ""} | {folder.resolve(): f"{shown}/" for folder, shown in reversed(prepared.folders)}
    for folder in sorted(names, reverse=True):  # what lies in another folder comes before it
        problem = problem.replace(f"{folder}/", names[folder])
    return problem


def arranged(prepared: Prepared, proofs: Proofs, broken: Broken, *, draft: bool) -> Document:
    """The composed document of a brief."""
    return compose(
        prepared.brief,
        prepared.claims,
        prepared.resolved.uses,
        prepared.notes,
        prepared.formatted,
        prepared.template.notes,
        f"briefs/{prepared.brief.slug}",
        broken,
        draft=draft,
        proofs=proofs,
    )


def _page(prepared: Prepared, root: Path, proofs: Proofs, broken: Broken, *, draft: bool) -> Page:
    brief, template = prepared.brief, prepared.template
    document = arranged(prepared, proofs, broken, draft=draft)
    folders = [folder for folder, _ in prepared.folders]
    try:
        html = render(document, template.folder, folders, catalogue(brief.lang))
    except TemplateFailure as error:
        place = Span(_shown(error.file, prepared), max(error.line, 1))
        raise BriefFailure(Finding("template-error", error.message, place, "mend the template at this line")) from error
    sheets = stylesheets(template.folder, folders)
    folder = f"briefs/{brief.slug}"
    pictures = {normpath(f"{folder}/{image.src}") for image in images(brief.body.blocks)}
    inputs = {name: root / name for name in sorted(pictures)} | dict(_template_files(prepared))
    return Page(html, sheets, inputs)


def _template_files(prepared: Prepared) -> Iterator[tuple[str, Path]]:
    """The files of a template, and those that templates share, from the first folder that has them."""
    folders = [(prepared.template.folder, prepared.template.shown)]
    folders += [
        (folder / "_shared", f"{shown}/_shared") for folder, shown in prepared.folders if (folder / "_shared").is_dir()
    ][:1]
    for folder, shown in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _ASIDE):
            yield f"{shown}/{path.relative_to(folder).as_posix()}", path


def fingerprint(page: Page) -> str:
    """What stands for all that a PDF's bytes depend on.

    The page, the engines, and every file that typesetting may read: pictures, styles, what styles name, fonts.
    """
    digest = hashlib.sha256(json.dumps(dict(engines()), sort_keys=True).encode())
    paths = (path for path in page.inputs.values() if path.suffix not in _THROUGH_THE_PAGE and path.name != SCREEN)
    for data in (page.html.encode(), *(path.read_bytes() for path in paths if path.is_file())):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _shown(file: Path | None, prepared: Prepared) -> str:
    """The name of a template's file, as in lists of inputs."""
    for folder, shown in prepared.folders:
        if file is not None and file.is_relative_to(folder):
            return f"{shown}/{file.relative_to(folder).as_posix()}"
    return f"{prepared.template.shown}/template.html"
