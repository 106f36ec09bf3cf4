"""Third stride, its second half: one brief becomes pages of HTML."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from posixpath import normpath

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.compose.attachments import Carried
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.composed import Ground, composed
from plaidoyer.pipeline.study import Prepared
from plaidoyer.records.files import is_within
from plaidoyer.records.template_folders import shipped_templates, template_folders
from plaidoyer.records.template_reader import find_template
from plaidoyer.records.text import Body, images
from plaidoyer.render.html import SHARED, TemplateFailure, amendment_stylesheets, stylesheets
from plaidoyer.render.process import Renderer
from plaidoyer.render.standalone import SCREEN
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.fonts import bundled

_ASIDE = frozenset({".md", ".csl"})
"""Files beside a template that are not part of it: first texts, and citation styles, of which one is named."""

_THROUGH_THE_PAGE = frozenset({".html", ".yaml", ".po", ".toml"})
"""Files that act on a PDF through its page alone."""

RAISED = "« seconds » or « memory » under « limits » in the settings"
"""The settings that a hint names where something took too much."""

AMENDMENT = "amendement"
"""The file of a brief's amendment, in the folder of the brief's name, without ending."""


class Page(Struct, frozen=True):
    """A brief, or its amendment, filled into its template; ``output`` is the name of its file without ending.

    ``sources`` are the records behind it, sorted; ``day`` is the ISO 8601 day of the brief.

    ``inputs`` are the files behind it that are neither brief nor record, by their names in lists of inputs. ``carried``
    are the files that its PDF carries; ``beside`` tells that they are written beside it, too.

    ``stamp`` is its fingerprint.
    """

    output: str
    template: str
    draft: bool
    day: str
    sources: tuple[str, ...]
    html: str
    sheets: tuple[Path, ...]
    inputs: Mapping[str, Path]
    carried: tuple[Carried, ...] = ()
    beside: bool = False
    stamp: str = ""


def renderer(config: Config) -> Renderer:
    """What fills in templates: those of a campaign within its limits, those of the program at once."""
    return Renderer(shipped_templates(), config.limits.seconds, config.limits.memory)


def set_pages(prepared: Prepared, root: Path, ground: Ground, renderer: Renderer, *, draft: bool) -> Mapping[str, Page]:
    """Arrange a brief, and its amendment, and fill them into their templates; by their outputs, the brief's own first.

    Raises BriefFailure.
    """
    return bounded(prepared.brief, lambda: _pages(prepared, root, ground, renderer, draft=draft))


def prepare_template(root: Path, name: str, renderer: Renderer) -> None:
    """Compile the template ``name`` and those that templates share, ahead of the first page that is filled in."""
    template, _ = find_template(name, template_folders(root), Span(name))
    if template is not None:
        renderer.prepare(template.folder, [folder for folder, _ in template_folders(root)])


def readable(prepared: Prepared, root: Path) -> tuple[Path, ...]:
    """The folders that a page may read from, but one that a link puts outside of the campaign, or of the program."""
    own = [
        (root / "briefs" / prepared.brief.slug, root),
        (prepared.template.folder, prepared.template.folder.parents[1]),
    ]
    shared = [(folder / SHARED, folder.parent) for folder, _ in prepared.folders]
    return (*(folder for folder, bound in (*own, *shared) if is_within(folder, bound)), *bundled())


def _pages(prepared: Prepared, root: Path, ground: Ground, renderer: Renderer, *, draft: bool) -> dict[str, Page]:
    brief, template, folders = prepared.brief, prepared.template, _folders(prepared)
    made = composed(prepared, ground, draft=draft)
    document, tabled = made.document, made.tabled
    html = _rendered(prepared, lambda: renderer.render(document, template.folder, folders, brief.lang))
    day = date(*brief.date.first) if brief.date else date(1970, 1, 1)  # no clock counts
    own = Page(
        brief.slug,
        template.name,
        draft,
        day.isoformat(),
        tuple(prepared.records),
        html,
        stylesheets(template.folder, folders),
        _inputs(prepared, root, [brief.body]),
        made.carried,
    )
    if tabled is None:
        return {own.output: _stamped(own)}
    sheets = tabled.pages
    amendment = replace(
        own,
        output=f"{brief.slug}/{AMENDMENT}",
        html=_rendered(prepared, lambda: renderer.render_amendment(sheets, folders, sheets.lang)),
        sheets=amendment_stylesheets(folders),
        inputs=_inputs(prepared, root, [one.body for one in prepared.rationales]),
        carried=tabled.texts,
        beside=True,
    )
    return {own.output: _stamped(own), amendment.output: _stamped(amendment)}


def _stamped(page: Page) -> Page:
    return replace(page, stamp=fingerprint(page))


def _inputs(prepared: Prepared, root: Path, bodies: Sequence[Body]) -> dict[str, Path]:
    return _pictures(prepared, root, bodies) | dict(_template_files(prepared))


def _folders(prepared: Prepared) -> list[Path]:
    return [folder for folder, _ in prepared.folders]


def _rendered(prepared: Prepared, step: Callable[[], str]) -> str:
    """The HTML that ``step`` gives; a template that fails is a finding at its line."""
    try:
        return step()
    except TemplateFailure as error:
        place = Span(_shown(error.file, prepared), max(error.line, 1))
        hint = f"let it ask for less, or raise {RAISED}" if error.crash else "mend the template at this line"
        raise BriefFailure(Finding("template-error", error.message, place, hint), crash=error.crash) from error


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


def fingerprint(page: Page, versions: Mapping[str, str] | None = None) -> str:
    """What stands for all that a PDF's bytes depend on.

    The page, the files that it carries, the engines, and every file that typesetting may read: pictures, styles, what
    styles name, fonts. With ``versions``, what it would be with engines of these versions, by their names.
    """
    files = [(one.name, one.description, one.relationship) for one in page.carried]
    known = dict(engines() if versions is None else versions)
    says = [known, page.output, page.template, page.draft, page.day, page.sources, files]
    digest = hashlib.sha256(json.dumps(says, sort_keys=True).encode())
    paths = (path for path in page.inputs.values() if path.suffix not in _THROUGH_THE_PAGE and path.name != SCREEN)
    texts = (one.text.encode() for one in page.carried)
    for data in (page.html.encode(), *texts, *(path.read_bytes() for path in paths if path.is_file())):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _shown(file: Path | None, prepared: Prepared) -> str:
    """The name of a template's file, as in lists of inputs."""
    for folder, shown in prepared.folders:
        if file is not None and file.is_relative_to(folder):
            return f"{shown}/{file.relative_to(folder).as_posix()}"
    return f"{prepared.template.shown}/template.html"
