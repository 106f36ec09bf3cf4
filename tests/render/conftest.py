"""The shipped templates, filled with the sample documents and typeset."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plaidoyer.compose.document import AmendmentPages, Document
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.render.html import amendment_stylesheets, render, render_amendment, stylesheets
from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.pdf import typeset

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

ToHtml = Callable[[Document, str], str]
ToPdf = Callable[[Document, str], Typeset]


@pytest.fixture(scope="session")
def to_html() -> ToHtml:
    """A document in a shipped template, as HTML."""

    def make(document: Document, template: str) -> str:
        return render(document, TEMPLATES / template, [TEMPLATES], catalogue(document.lang))

    return make


@pytest.fixture(scope="session")
def to_pdf(to_html: ToHtml, tmp_path_factory: pytest.TempPathFactory) -> ToPdf:
    """The same as a PDF."""
    fontconfig = configure(tmp_path_factory.mktemp("fonts"))

    def make(document: Document, template: str) -> Typeset:
        sheets = stylesheets(TEMPLATES / template, [TEMPLATES])
        return typeset(Job(to_html(document, template), sheets, ROOT, fontconfig))

    return make


@pytest.fixture(scope="session")
def amendment_to_html() -> Callable[[AmendmentPages], str]:
    """The pages of an amendment as HTML."""
    return lambda pages: render_amendment(pages, [TEMPLATES], catalogue(pages.lang))


@pytest.fixture(scope="session")
def amendment_to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Typeset]:
    """That HTML as a PDF."""
    fontconfig = configure(tmp_path_factory.mktemp("fonts"))
    return lambda html: typeset(Job(html, amendment_stylesheets([TEMPLATES]), ROOT, fontconfig))
