"""Templates of a campaign are filled in by a process that can be ended, those of the program here, at once.

A template may loop for ever, or ask for all memory there is. The program's own are known, and most pages need no
other: only where one is not, a process is started (``workers.servant``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from msgspec import Struct

from plaidoyer.compose.document import AmendmentPages, Document
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.render.html import PAGE, ForeignTemplate, TemplateFailure, compile_templates, render, render_amendment
from plaidoyer.workers.failures import Failure
from plaidoyer.workers.servant import Servant


class Filling(Struct, frozen=True):
    """What goes to the process: a document, the folder of its template, those to search, and the page's language.

    The change of law that a brief asks for names no template: it has one that all templates share.
    """

    document: Document | AmendmentPages
    template: Path
    search: tuple[Path, ...]
    lang: str


class Compiling(Struct, frozen=True):
    """A template to be compiled ahead; see ``html.compile_templates``. It has no answer."""

    template: Path
    search: tuple[Path, ...]


class Renderer:
    """What fills in templates. Use it as a context manager: the process, where there is one, is always reaped.

    ``shipped`` is the folder of the program's templates. A template of another may take ``seconds`` of a processor and
    ``memory`` MB.
    """

    def __init__(self, shipped: Path, seconds: float, memory: int) -> None:
        """Start nothing yet."""
        self._shipped = shipped
        self._servant = Servant[Filling | Compiling, str | TemplateFailure | None](
            "plaidoyer.render.serve", seconds, memory
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._servant.end()

    def prepare(self, template: Path, search: Sequence[Path]) -> None:
        """Have a template compiled that is likely to be needed."""
        try:
            compile_templates(template, search, self._shipped)
        except ForeignTemplate:
            self._servant.begin(Compiling(template, tuple(search)))

    def render(self, document: Document, template: Path, search: Sequence[Path], lang: str) -> str:
        """The document as one HTML page in the language ``lang``; see ``html.render``. Raises TemplateFailure alone."""
        try:
            return render(document, template, search, catalogue(lang), self._shipped)
        except ForeignTemplate:
            return self._asked(Filling(document, template, tuple(search), lang))

    def render_amendment(self, pages: AmendmentPages, search: Sequence[Path], lang: str) -> str:
        """The same of the change of law that a brief asks for."""
        try:
            return render_amendment(pages, search, catalogue(lang), self._shipped)
        except ForeignTemplate:
            return self._asked(Filling(pages, search[0], tuple(search), lang))

    def _asked(self, filling: Filling) -> str:
        answer = self._servant.ask(filling)
        if isinstance(answer, Failure):
            message = f"template cannot be filled in: {answer.message}"
            raise TemplateFailure(message, filling.template / PAGE, 1, crash=True)
        if isinstance(answer, TemplateFailure):
            if answer.crash:
                self._servant.end()  # what is left of its memory is not for the next
            raise answer
        assert answer is not None, "only what is compiled has no answer"
        return answer
