"""A Document and a template → one page of HTML.

Templates are written by other people: they run in Jinja's sandbox, see the frozen Document and nothing
else, and every way in which one can fail ends in a ``TemplateFailure`` that names its file and line.
What a sandbox cannot stop is one that never ends, or swallows memory: see ``process``.
This module knows no PDF, and how inlines and blocks look in HTML is ``markup``'s business.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from functools import partial
from gettext import NullTranslations
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plaidoyer.compose.document import AmendmentPages, Document
from plaidoyer.render import markup
from plaidoyer.workers.failures import OutOfTime

PAGE = "template.html"
STYLE = "style.css"
SHARED = "_shared"
SHARED_STYLE = f"{SHARED}/base.css"
AMENDMENT = f"{SHARED}/amendment.html"
AMENDMENT_STYLE = f"{SHARED}/amendment.css"


class TemplateFailure(Exception):
    """A template that cannot be filled in. ``crash`` tells that it was ended, by a limit or of itself."""

    def __init__(self, message: str, file: Path, line: int, *, crash: bool = False) -> None:
        """Say what is wrong, in which file, on which line (from 1)."""
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.crash = crash

    def __reduce__(self) -> tuple[Callable[..., TemplateFailure], tuple[str, Path, int, bool]]:
        """Go from one process to another whole."""
        return _failure, (self.message, self.file, self.line, self.crash)


def _failure(message: str, file: Path, line: int, crash: bool) -> TemplateFailure:
    return TemplateFailure(message, file, line, crash=crash)


class ForeignTemplate(Exception):
    """A template that lies outside of the folder that was asked for; nothing of it was compiled."""


def render(
    document: Document,
    template: Path,
    search: Sequence[Path],
    catalogue: NullTranslations,
    within: Path | None = None,
) -> str:
    """The document as one HTML page.

    ``template`` is the folder of a template. ``search`` are the folders that hold templates, in order:
    ``{% extends "_shared/page.html" %}`` means the first of them that has that file. ``catalogue``
    translates the template's own words into the document's language.

    Raises TemplateFailure, whatever the template does; and ForeignTemplate where it is not ``within`` that folder, or
    needs one that is not.
    """
    return _filled(PAGE, document, template, search, catalogue, within)


def render_amendment(
    pages: AmendmentPages, search: Sequence[Path], catalogue: NullTranslations, within: Path | None = None
) -> str:
    """The change of law that a brief asks for, as a page of its own; arguments and errors as for ``render``."""
    shared = _first(AMENDMENT, search)
    return _filled(AMENDMENT, pages, shared.parent if shared else Path(SHARED), search, catalogue, within)


def _filled(
    page: str,
    document: Document | AmendmentPages,
    template: Path,
    search: Sequence[Path],
    catalogue: NullTranslations,
    within: Path | None,
) -> str:
    environment = _environment(template, search, catalogue, within)
    try:
        return environment.get_template(page).render(doc=document, template=template.name)
    except ForeignTemplate:
        raise
    except TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else template / Path(page).name
        raise TemplateFailure(f"template cannot be read: {error.message}", file, error.lineno) from None
    except Exception as error:  # also RecursionError and MemoryError: a template may do anything
        file, line = _place(error, (template, *search)) or (template / Path(page).name, 1)
        crash = isinstance(error, (MemoryError, OutOfTime))
        raise TemplateFailure(_reason(error), file, line, crash=crash) from None


def compile_templates(template: Path, search: Sequence[Path], within: Path | None = None) -> None:
    """Compile a template and those that it may share with others, so that ``render`` finds them ready.

    Raises ForeignTemplate as ``render`` does.
    """
    shared = next((folder / SHARED for folder in search if (folder / SHARED).is_dir()), template)
    environment = _environment(template, search, NullTranslations(), within)
    for name in (PAGE, *(f"{SHARED}/{path.name}" for path in sorted(shared.glob("*.html")))):
        try:
            environment.get_template(name)
        except (ForeignTemplate, OutOfTime, MemoryError):
            raise
        except Exception:
            continue  # the page that is meant will say what is wrong


def stylesheets(template: Path, search: Sequence[Path]) -> tuple[Path, ...]:
    """The style sheets of a template, in the order of the cascade: the shared one, then its own."""
    return _cascade(_first(SHARED_STYLE, search), _first(STYLE, (template,)))


def amendment_stylesheets(search: Sequence[Path]) -> tuple[Path, ...]:
    """The same of an amendment's page."""
    return _cascade(_first(SHARED_STYLE, search), _first(AMENDMENT_STYLE, search))


def _cascade(*sheets: Path | None) -> tuple[Path, ...]:
    return tuple(path for path in sheets if path is not None)


class _Compiled(BytecodeCache):
    """Templates compiled once a process, by name and hash of the source, so that edits are seen."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's, without powers: one line of them keeps a machine busy for days, and cannot be interrupted."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        raise SecurityError("templates compute no powers")


def _environment(template: Path, search: Sequence[Path], catalogue: NullTranslations, within: Path | None) -> _Sandbox:
    environment = _Sandbox(
        loader=FunctionLoader(partial(_load, template, search, within)),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_COMPILED,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension puts this method there; Jinja's types do not know it.
    install: Callable[..., None] = environment.install_gettext_translations  # type: ignore[attr-defined]
    install(catalogue, newstyle=True)
    labels = {"recommended": catalogue.gettext("Recommended"), "wording": catalogue.gettext("Proposed wording")}
    environment.filters.update(
        inlines=markup.inlines,
        plain=markup.plain,
        contact=markup.contact,
        sides=markup.sides,
        beside=markup.beside,
        blocks=partial(markup.blocks, labels=labels),
        compared=markup.compared,
    )
    return environment


def _load(template: Path, search: Sequence[Path], within: Path | None, name: str) -> tuple[str, str, None] | None:
    """The source of a template of that name, for Jinja: a file of this folder, or one below the search folders."""
    path = _first(PAGE, (template,)) if name == PAGE else _first(name, search)
    if path is None:
        return None
    if within is not None and not path.resolve().is_relative_to(within.resolve()):
        raise ForeignTemplate(name)
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateNotFound(name, f"template « {name} » cannot be read: {_first_line(error)}") from None
    return source, str(path), None


def _first(name: str, search: Sequence[Path]) -> Path | None:
    """The first file of that name below one of the folders, links followed, never outside of them."""
    for folder in search:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
    return None


def _place(error: Exception, folders: Sequence[Path]) -> tuple[Path, int] | None:
    """The last place in a template that the error came through: Jinja rewrites tracebacks to template lines."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix != ".py" and any(path.is_relative_to(folder) for folder in folders):
            return path, frame.lineno or 1
    return None


def _reason(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            message = _first_line(error)
            return message if " " in message else f"template « {error.name} » is not in the template folders"
        case RecursionError():
            return "template includes or calls itself without end"
        case MemoryError():
            return "template needs more memory than it may use"
        case OutOfTime():
            return f"template cannot be filled in: {error}"
        case _:
            return f"template cannot be filled in: {_first_line(error)} ({type(error).__name__})"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
