"""The process that fills in templates of campaigns: a page of HTML for each document."""

from __future__ import annotations

from plaidoyer.compose.document import Document
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.render.html import TemplateFailure, compile_templates, render, render_amendment
from plaidoyer.render.process import Compiling, Filling
from plaidoyer.workers.service import serve


def answer(question: Filling | Compiling) -> str | TemplateFailure | None:
    """The page, or why there is none."""
    if isinstance(question, Compiling):
        compile_templates(question.template, question.search)
        return None
    words = catalogue(question.lang)
    try:
        if isinstance(question.document, Document):
            return render(question.document, question.template, question.search, words)
        return render_amendment(question.document, question.search, words)
    except TemplateFailure as error:
        return error


def main() -> None:
    """Serve until the input ends."""
    serve(lambda: answer)
