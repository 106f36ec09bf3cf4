"""Sheets as HTML pages. Every word is somebody's, and hostile: all are escaped, and what cannot be seen is shown.

Where a page stands, and how others are reached from it, comes in as ``Places``: one set of pages serves a browser, the
other lies in a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plaidoyer.diagnostics import Severity
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.languages.numbers import format_date
from plaidoyer.records.changes import Status
from plaidoyer.records.dates import parse_date
from plaidoyer.review.escaping import visible
from plaidoyer.review.sheets import Ground, Sheet, Shelf
from plaidoyer.review.signers import Signer, Told
from plaidoyer.signoffs.standing import Change, Given, State

_Key = TypeVar("_Key")

_HERE = Path(__file__).parent
_STRINGS = (_HERE / "strings",)
_NOTHING = Told()


class Places(Protocol):
    """Where pages are, as seen from one of them."""

    @property
    def live(self) -> bool:
        """Whether something answers there."""

    def asset(self, name: str) -> str:
        """A style sheet or script."""

    def board(self) -> str:
        """The list of briefs."""

    def shelf(self, slug: str) -> str:
        """A brief."""

    def sheet(self, slug: str, key: str) -> str:
        """A claim."""

    def picture(self, slug: str, key: str, number: int) -> str:
        """The page of the copy that the ground with this number, from 0, was found on."""


def board_page(shelves: Sequence[Shelf], to: Places, lang: str) -> str:
    """The list of briefs."""
    return _filled("board.html", to, lang, shelves=shelves)


def shelf_page(shelf: Shelf, to: Places, lang: str, told: Told = _NOTHING, show: str = "") -> str:
    """A brief with its claims, or with some: those that have « findings », or are of a state.

    All are shown where there is no such thing to ``show``.
    """
    chosen = {"all": shelf.sheets, "findings": shelf.doubtful, **{one.value: shelf.of_state(one) for one in State}}
    shown = show if show in chosen else "all"
    return _filled("shelf.html", to, lang, shelf=shelf, told=told, chosen=chosen, shown=shown)


def sheet_page(
    shelf: Shelf, sheet: Sheet, to: Places, lang: str, told: Told = _NOTHING, signer: Signer | None = None
) -> str:
    """A claim beside what it rests on, with the verdicts on it; ``signer`` may give one where the page is live."""
    at = sheet.number - 1
    before = shelf.sheets[at - 1] if at else None
    behind = shelf.sheets[at + 1] if at + 1 < len(shelf.sheets) else None
    return _filled(
        "sheet.html", to, lang, shelf=shelf, sheet=sheet, told=told, signer=signer, before=before, behind=behind
    )


def _filled(name: str, to: Places, lang: str, **values: object) -> str:
    return _environment(lang).get_template(name).render(lang=lang, to=to, **values)


@cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    strings = catalogue(lang, _STRINGS)
    environment.install_gettext_translations(strings, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "visible": visible,
        "severity": _words(strings.gettext, _SEVERITIES),
        "kind": _words(strings.gettext, _KINDS),
        "proven": lambda ground: strings.gettext(_proven(ground)),
        "verdict": _words(strings.gettext, _VERDICTS),
        "change_of": lambda change: strings.gettext(_changed(change)),
        "outcome": _outcome,
        "day": lambda time: format_date(parse_date(time[:10]), lang),
    }
    return environment


def _words(gettext: Callable[[str], str], words: Mapping[_Key, str]) -> Callable[[_Key], str]:
    return lambda key: gettext(words[key])


def _(words: str) -> str:
    """Marks words for the catalogue; they are translated where they are printed."""
    return words


_SEVERITIES = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.NOTE: _("Note")}
_KINDS = {
    "figure": _("Figure"),
    "quote": _("Quotation"),
    "law": _("Law"),
    "passage": _("Passage"),
    "source": _("Whole source"),
    "nothing": _("Not found"),
}


_VERDICTS = {"accept": _("Accepted"), "reject": _("Rejected"), "work": _("Work asked for")}
_SORTS = {
    "passage": {
        Status.CHANGED: _("passage"),
        Status.ADDED: _("passage that it did not rest on"),
        Status.DELETED: _("passage that it rests on no more"),
    },
    "capture": {
        Status.CHANGED: _("copy"),
        Status.ADDED: _("copy that it did not rest on"),
        Status.DELETED: _("copy that it rests on no more"),
    },
    "figure": {
        Status.CHANGED: _("figure"),
        Status.ADDED: _("figure that it did not rest on"),
        Status.DELETED: _("figure that it rests on no more"),
    },
    "law": {
        Status.CHANGED: _("text of law"),
        Status.ADDED: _("text of law that it did not rest on"),
        Status.DELETED: _("text of law that it rests on no more"),
    },
}


def _changed(change: Change) -> str:
    """What sort of thing changed, and how; its name comes behind."""
    if change.sort == "claim":
        return _("its words") if change.fields else _("what its links name, and how")
    return _SORTS[change.sort][change.status]


def _outcome(given: Given) -> str:
    """What became of a verdict, as one word for templates."""
    if not given.latest:
        return "replaced"
    if given.changes:
        return "lapsed"
    return "own" if given.own and given.signoff.verdict == "accept" else "stands"


def _proven(ground: Ground) -> str:
    if not ground.proven:
        return _("not proven")
    if ground.proof is None:
        return _("on record")
    return _("found in the copy") if ground.proof.how == "capture" else _("proven by a receipt")
