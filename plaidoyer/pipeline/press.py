"""Third stride, its end: pages of HTML become PDFs, each once.

A page's fingerprint stands for all that its PDF depends on: where it is known how a page came out, that is not found
out again, and where its PDF is there, nothing is typeset.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.composed import supposed
from plaidoyer.pipeline.page import RAISED, Page, readable, set_pages
from plaidoyer.pipeline.study import Prepared
from plaidoyer.publish.layouts import Layout
from plaidoyer.publish.manifest import Entry
from plaidoyer.publish.state import FOLDER
from plaidoyer.records.files import is_within
from plaidoyer.records.template_folders import template_folders
from plaidoyer.records.template_reader import find_template
from plaidoyer.render.html import stylesheets
from plaidoyer.render.process import Renderer
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.typeset.engines import engines
from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Attached, Job, Provenance, TypesetFailure
from plaidoyer.typeset.process import Typesetter

_ADDRESS = re.compile(r"file://(/[^\s'\"]+)")
_MEND = "mend the template's style or the text that is named"


class Laid(Struct, frozen=True):
    """How a page came out, and its PDF; empty where it was neither made nor looked for."""

    layout: Layout
    pdf: bytes = b""


class Before(Struct, frozen=True):
    """What was made before: how pages came out, by their fingerprints; entries of the manifest in ``out``, by file."""

    layouts: Mapping[str, Layout]
    out: Path
    entries: Mapping[str, Entry]

    def pdf(self, page: Page) -> bytes:
        """The PDF of a page, where it was written and has not been touched since; else nothing."""
        name = f"{page.output}.pdf"
        entry = self.entries.get(name, {})
        if entry.get("fingerprint") != page.stamp:
            return b""
        with suppress(OSError):
            data = (self.out / name).read_bytes()
            return data if hashlib.sha256(data).hexdigest() == entry.get("sha256") else b""
        return b""


NEVER = Before({}, Path(), {})
"""Where nothing was made before, or nothing of it counts."""


class Press:
    """What sets pages of the campaign ``root``. Threads may ask at once; a page is for one of them.

    ``layouts`` are those that are known so far, by fingerprint.
    """

    def __init__(self, root: Path, typesetter: Typesetter, before: Before) -> None:
        """Take what was made ``before``."""
        self.layouts = dict(before.layouts)
        self._root = root
        self._typesetter = typesetter
        self._before = before

    def suppose(self, prepared: Prepared, reviewed: Reviewed | None, renderer: Renderer) -> None:
        """Begin with the page of a brief, supposing that nothing is wrong with it, while that is looked into here.

        It is supposed to be ``reviewed`` as it was the last time.
        Where it is so, ``pdf`` finds the work done; where not, it is thrown away, and nothing has been written.
        """
        with suppress(BriefFailure):  # the page that is meant will say so
            page = set_pages(prepared, self._root, supposed(reviewed), renderer, draft=False)[prepared.brief.slug]
            if page.stamp not in self.layouts:
                self._typesetter.suppose(_job(prepared, self._root, page))

    def layout(self, prepared: Prepared, page: Page) -> Laid:
        """How a page comes out: known, or found out by setting it. Raises BriefFailure."""
        known = self.layouts.get(page.stamp)
        return self.pdf(prepared, page) if known is None else Laid(known)

    def pdf(self, prepared: Prepared, page: Page) -> Laid:
        """A page with its PDF: there already, or set. Raises BriefFailure."""
        known = self.layouts.get(page.stamp)
        there = self._before.pdf(page) if known else b""
        if known is None or not there:
            known, there = self._set(prepared, page)
            self.layouts[page.stamp] = known
        return Laid(known, there)

    def _set(self, prepared: Prepared, page: Page) -> tuple[Layout, bytes]:
        try:
            result = self._typesetter.typeset(_job(prepared, self._root, page))
        except TypesetFailure as error:
            hint = f"simplify what is nested or very large, or raise {RAISED}" if error.crash else _MEND
            message = _relative(str(error), prepared, self._root)
            finding = Finding("not-typeset", message, prepared.brief.span, hint)
            raise BriefFailure(finding, crash=error.crash) from error
        problems = tuple(_relative(problem, prepared, self._root) for problem in result.problems)
        return Layout(result.pages, result.text_pages, problems), result.pdf


def problems(prepared: Prepared, layouts: Sequence[Layout]) -> Iterator[Finding]:
    """What the engine could not set as asked in the pages of a brief, and whether it is too long.

    The first layout is that of the brief itself.
    """
    for layout in layouts:
        for problem in layout.problems:
            yield Finding("not-typeset", f"the page was not set as asked: {problem}", prepared.brief.span, _MEND)
    yield from _too_long(prepared, layouts[0].text_pages)


def _too_long(prepared: Prepared, pages: int) -> Iterator[Finding]:
    """What is wrong with a brief of so many ``pages``, those of its annex not counted."""
    template, brief = prepared.template, prepared.brief
    most = template.max_pages_large_print if brief.large_print else template.max_pages
    if pages > most:
        yield Finding(
            "too-long",
            f"the brief has {pages} pages; the template « {template.name} » allows {most}",
            brief.span,
            "shorten the text, or choose a template for longer texts",
        )


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


def _job(prepared: Prepared, root: Path, page: Page) -> Job:
    """All that the typesetting process is to know of a page."""
    provenance = Provenance(
        page.output,
        prepared.brief.slug,
        page.template,
        "draft" if page.draft else "final",
        page.stamp,
        page.sources,
        tuple(f"{name} {version}" for name, version in engines().items()),
    )
    attached = tuple(Attached(one.name, one.text, page.day, one.description, one.relationship) for one in page.carried)
    return Job(page.html, page.sheets, root, _fonts(prepared, root), attached, provenance, readable(prepared, root))


def _fonts(prepared: Prepared, root: Path) -> Path:
    own = prepared.template.folder / "fonts"
    extra = (own,) if is_within(own, prepared.template.folder) else ()
    return bounded(prepared.brief, lambda: configure(root / FOLDER / "fonts", extra))


def _relative(problem: str, prepared: Prepared, root: Path) -> str:
    """A problem in the engine's words, with files named as in lists of inputs, not by their place on this machine."""
    problem = _ADDRESS.sub(lambda address: unquote(address[1]), problem)
    names = {root.resolve(): ""} | {folder.resolve(): f"{shown}/" for folder, shown in reversed(prepared.folders)}
    for folder in sorted(names, reverse=True):  # what lies in another folder comes before it
        problem = problem.replace(f"{folder}/", names[folder])
    return problem
