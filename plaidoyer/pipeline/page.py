"""Third stride: one brief becomes a page of HTML, and that a PDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field

from plaidoyer.compose.arrange import compose
from plaidoyer.compose.document import Document
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.study import Prepared, template_folders
from plaidoyer.publish.verdicts import FOLDER
from plaidoyer.records.sources import Source
from plaidoyer.records.template_reader import find_template
from plaidoyer.records.text import Body, images
from plaidoyer.render.html import (
    TemplateFailure,
    amendment_stylesheets,
    compile_templates,
    render,
    render_amendment,
    stylesheets,
)
from plaidoyer.render.standalone import SCREEN
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Attached, Job, Provenance, Typeset, TypesetFailure
from plaidoyer.typeset.process import Typesetter

if TYPE_CHECKING:
    from plaidoyer.law.drafting import Drafts

_ASIDE = frozenset({".md", ".csl"})
"""Files beside a template that are not part of it: first texts, and citation styles, of which one is named."""

_THROUGH_THE_PAGE = frozenset({".html", ".yaml", ".po", ".toml"})
"""Files that act on a PDF through its page alone."""


_ADDRESS = re.compile(r"file://(/[^\s'\"]+)")

AMENDMENT = "amendement"
"""The file of a brief's amendment, in the folder of the brief's name, without ending."""

Proofs = Mapping[Key, Proof]
Broken = Mapping[str, tuple[str, ...]]


class Page(Struct, frozen=True):
    """A brief, or its amendment, filled into its template; ``output`` is the name of its file without ending.

    ``sources`` are the records behind it, sorted.

    ``inputs`` are the files behind it that are neither brief nor record, by their names in lists of inputs. ``texts``
    are what is to be pasted of an amendment, by the names of their files without ending.
    """

    output: str
    draft: bool
    sources: tuple[str, ...]
    html: str
    sheets: tuple[Path, ...]
    inputs: Mapping[str, Path]
    texts: Mapping[str, str] = field(default_factory=dict)


def set_page(prepared: Prepared, root: Path, proofs: Proofs, broken: Broken, *, draft: bool) -> Page:
    """Arrange a brief and fill it into its template.

    ``proofs`` are what the annex tells of. A draft marks the claims that are ``broken``, each by its identifier with
    the rules that it breaks. Raises BriefFailure.
    """
    return bounded(prepared.brief, lambda: _page(prepared, root, proofs, broken, draft=draft))


def set_amendment(
    prepared: Prepared, root: Path, drafts: Drafts, sources: Mapping[str, Source], broken: Broken, *, draft: bool
) -> Page:
    """The same of the amendment of a brief, which is worded; ``sources`` are the records by id. Raises BriefFailure."""
    return bounded(prepared.brief, lambda: _amendment(prepared, root, drafts, sources, broken, draft=draft))


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
        typesetter.suppose(_job(prepared, root, page))


def typeset_page(
    prepared: Prepared, root: Path, page: Page, typesetter: Typesetter
) -> tuple[Typeset, tuple[Finding, ...]]:
    """The page as a PDF, and what the engine could not set as asked. Raises BriefFailure."""
    span = prepared.brief.span
    try:
        result = typesetter.typeset(_job(prepared, root, page))
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


def _job(prepared: Prepared, root: Path, page: Page) -> Job:
    """All that the typesetting process is to know of a page."""
    provenance = Provenance(
        page.output,
        prepared.brief.slug,
        prepared.template.name,
        "draft" if page.draft else "final",
        fingerprint(page),
        page.sources,
        tuple(f"{name} {version}" for name, version in engines().items()),
    )
    attached = tuple(_attached(prepared, page))
    return Job(page.html, page.sheets, root, _fonts(prepared, root), attached, provenance)


def _attached(prepared: Prepared, page: Page) -> Sequence[Attached]:
    """The texts of a page as files of its PDF, of the brief's day: no clock counts."""
    day = prepared.brief.date
    created = date(*day.first) if day else date(1970, 1, 1)
    return [Attached(f"{name}.txt", text, created.isoformat()) for name, text in page.texts.items()]


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
    brief = prepared.brief
    return compose(
        brief,
        [claim for claim in prepared.claims if claim.span.file == brief.file],
        prepared.resolved.uses,
        prepared.notes,
        prepared.formatted,
        prepared.template.notes,
        f"briefs/{brief.slug}",
        broken,
        draft=draft,
        proofs=proofs,
    )


def _page(prepared: Prepared, root: Path, proofs: Proofs, broken: Broken, *, draft: bool) -> Page:
    brief, template, folders = prepared.brief, prepared.template, _folders(prepared)
    document = arranged(prepared, proofs, broken, draft=draft)
    html = _rendered(prepared, lambda: render(document, template.folder, folders, catalogue(brief.lang)))
    inputs = _pictures(prepared, root, [brief.body]) | dict(_template_files(prepared))
    return Page(brief.slug, draft, tuple(prepared.records), html, stylesheets(template.folder, folders), inputs)


def _amendment(
    prepared: Prepared, root: Path, drafts: Drafts, sources: Mapping[str, Source], broken: Broken, *, draft: bool
) -> Page:
    # The rooms of the law, which few briefs need.
    from plaidoyer.compose.amendment import Material, amendment_pages
    from plaidoyer.render.pasted import pasted

    brief, folders = prepared.brief, _folders(prepared)
    assert brief.amendment is not None, "there are drafts only of an amendment"
    rationales = {one.file: one for one in prepared.rationales}
    material = Material(drafts, sources, rationales, prepared.resolved.uses, broken)
    pages = amendment_pages(brief, brief.amendment, material, draft=draft)
    html = _rendered(prepared, lambda: render_amendment(pages, folders, catalogue(pages.lang)))
    inputs = _pictures(prepared, root, [one.body for one in prepared.rationales]) | dict(_template_files(prepared))
    sheets = amendment_stylesheets(folders)
    return Page(f"{brief.slug}/{AMENDMENT}", draft, tuple(prepared.records), html, sheets, inputs, pasted(pages))


def _folders(prepared: Prepared) -> list[Path]:
    return [folder for folder, _ in prepared.folders]


def _rendered(prepared: Prepared, step: Callable[[], str]) -> str:
    """The HTML that ``step`` gives; a template that fails is a finding at its line."""
    try:
        return step()
    except TemplateFailure as error:
        place = Span(_shown(error.file, prepared), max(error.line, 1))
        raise BriefFailure(Finding("template-error", error.message, place, "mend the template at this line")) from error


def _pictures(prepared: Prepared, root: Path, bodies: Sequence[Body]) -> dict[str, Path]:
    folder = f"briefs/{prepared.brief.slug}"
    names = {normpath(f"{folder}/{image.src}") for body in bodies for image in images(body.blocks)}
    return {name: root / name for name in sorted(names)}


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

    The page, the texts that go with it, the engines, and every file that typesetting may read: pictures, styles, what
    styles name, fonts.
    """
    says = [dict(engines()), page.output, page.draft, page.sources]
    digest = hashlib.sha256(json.dumps(says, sort_keys=True).encode())
    paths = (path for path in page.inputs.values() if path.suffix not in _THROUGH_THE_PAGE and path.name != SCREEN)
    texts = (text.encode() for _, text in sorted(page.texts.items()))
    for data in (page.html.encode(), *texts, *(path.read_bytes() for path in paths if path.is_file())):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _shown(file: Path | None, prepared: Prepared) -> str:
    """The name of a template's file, as in lists of inputs."""
    for folder, shown in prepared.folders:
        if file is not None and file.is_relative_to(folder):
            return f"{shown}/{file.relative_to(folder).as_posix()}"
    return f"{prepared.template.shown}/template.html"
