"""The commands « add » and « quote »: what was saved becomes a capture, what it says a passage.

Everything that comes out of a page is shown escaped: a terminal obeys nobody's page.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaidoyer.config import Config, find_campaign, load_config

if TYPE_CHECKING:
    from plaidoyer.pipeline.collect import Added
    from plaidoyer.pipeline.quote import Nowhere, Place, Proposal, Several, Trouble
    from plaidoyer.publish.record_file import CannotEdit

_FINDINGS = 1
_WIDTH = 96


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "name", default="", metavar="ID", help="The record's id; made from the title if left out.")
@click.option("--type", "type_", default="", metavar="TYPE", help="A CSL type, such as report or article-newspaper.")
@click.option("--lang", default="", metavar="LANG", help="The language of the source (fr, en), if the page is wrong.")
@click.option("--retrieved", default="", metavar="DATE", help="The day the copy was saved; today if left out.")
@click.option(
    "--redistributable/--private",
    default=False,
    help="Whether the copy may be given on with the campaign; private, and out of git, if left out.",
)
@click.pass_obj
def add(folder: Path, file: Path, name: str, type_: str, lang: str, retrieved: str, redistributable: bool) -> int:
    """Store FILE, a saved page, PDF or text, as a capture, with a record filled from what it says of itself.

    Nothing is fetched: save the page with your browser first.
    """
    from plaidoyer.pipeline import collect
    from plaidoyer.pipeline.lock import keep_private
    from plaidoyer.publish.private import FILE as PRIVATE
    from plaidoyer.publish.record_file import CannotEdit
    from plaidoyer.records.campaign import read_campaign

    root, config = _campaign(folder)
    try:
        added = collect.add(
            root,
            config,
            folder / file,
            retrieved=retrieved or date.today().isoformat(),
            name=name,
            type_=type_,
            lang=lang,
            redistributable=redistributable,
        )
    except CannotEdit as refused:
        return _refuse(root, refused)
    private = PRIVATE if keep_private(read_campaign(root, config)) else ""
    for line in _added(root, added, redistributable, private):
        click.echo(line)
    return 0


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("words")
@click.option("--name", default="", metavar="NAME", help="The passage's name; made from its words if left out.")
@click.option("--hit", type=click.IntRange(min=1), default=None, metavar="N", help="Which of several places is meant.")
@click.option("--exact-words", is_flag=True, help="Take just the words, not the sentence that holds them.")
@click.option("--figures/--no-figures", default=True, help="Add the figures that can be read in the passage.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_obj
def quote(
    folder: Path, id_: str, words: str, name: str, hit: int | None, exact_words: bool, figures: bool, yes: bool
) -> int:
    """Find WORDS in the captures of the record ID, and add the passage around them to it."""
    from plaidoyer.cli.progress import progress
    from plaidoyer.pipeline import quote as pipeline
    from plaidoyer.publish.record_file import CannotEdit

    root, config = _campaign(folder)
    try:
        with progress("Reading") as announce:
            found = pipeline.quote(
                root,
                config,
                id_,
                words,
                name=name,
                hit=hit or 0,
                whole=not exact_words,
                figures=figures,
                announce=announce,
            )
        for line in _troubles(found.troubles):
            click.echo(line, err=True)
        if not isinstance(found, pipeline.Proposal):
            lines = _several(found) if isinstance(found, pipeline.Several) else _nowhere(found, words)
            for line in lines:
                click.echo(line)
            return _FINDINGS
        for line in _proposed(found):
            click.echo(line)
        if found.known:
            click.echo(
                f"« {found.file} » has these words already, as the passage « {found.name} »; nothing was written"
            )
        elif yes or not sys.stdin.isatty() or click.confirm(f"add it to {found.file}?", default=True):
            pipeline.save(root, found)
            for line in _saved(found):
                click.echo(line)
        else:
            click.echo("nothing was written")
            return 0
        for line in _links(found):
            click.echo(line)
    except CannotEdit as refused:
        return _refuse(root, refused)
    return 0


def _campaign(folder: Path) -> tuple[Path, Config]:
    root = find_campaign(folder)
    return root, load_config(root)


def _refuse(root: Path, refused: CannotEdit) -> int:
    """Say why a record is left alone, with what is wrong in it."""
    from plaidoyer.cli import reporters

    lines = reporters.lines_of(root)
    for finding in refused.findings:
        click.echo(reporters.block(finding, lines(finding.span.file)) + "\n")
    click.echo(f"{_escaped(refused.message)}; {_escaped(refused.hint)}. Nothing was written.", err=True)
    return _FINDINGS


# « add » --------------------------------------------------------------------------------------------


def _added(root: Path, added: Added, redistributable: bool, private: str) -> Iterator[str]:
    """What was done; ``private`` is the file that keeps copies out of git, where it had to be written."""
    capture, record = _near(root / added.capture), _near(root / added.record)
    if added.stored and not added.listed:
        yield f"put back {capture}, which {record} names"
    else:
        yield f"{'stored' if added.stored else 'there already:'} {capture}"
    if added.made:
        yield f"wrote {record}"
    elif added.listed:
        yield f"added the capture to {record}"
    elif not added.stored:
        yield f"{record} names this very copy already; the record was left as it is"
    if added.listed and not redistributable:
        yield "the copy is private, and not for git; with --redistributable it may be given on"
    if private:
        yield f"wrote {_near(root / private)}, which keeps private copies out of git"
    if added.others:
        yield f"note: the same copy is a capture of {', '.join(f'« {other} »' for other in added.others)}, too"
    if added.trouble:
        yield (
            click.style("warning", fg="yellow", bold=True)
            + f": {_escaped(added.trouble[0])}; {_escaped(added.trouble[1])}"
        )
    if added.said:
        yield ""
        yield f"To be confirmed in {record}, against the page:"
        width = max(len(said.variable) for said in added.said)
        for said in added.said:
            value = (
                said.value
                if isinstance(said.value, str)
                else "; ".join(name.get("literal") or f"{name['family']}, {name['given']}" for name in said.value)
            )
            where = click.style(f"({said.where})", dim=True)
            yield f"  {said.variable.ljust(width)}  {_shortened(_escaped(value), 60)}  {where}"
    if added.made and added.said:
        missing = [
            name for name in ("author", "issued", "language", "URL") if name not in {s.variable for s in added.said}
        ]
        if missing:
            yield f"  not found in the page: {', '.join(missing)}"
    yield ""
    yield f'next: plaidoyer quote {added.id} "some words of the page"'


# « quote » ------------------------------------------------------------------------------------------


def _proposed(found: Proposal) -> Iterator[str]:
    yield _where(found.place)
    yield ""
    yield from _context(found.place)
    yield ""
    if found.figures:
        yield f"with the figures: {'; '.join(_escaped(figure.words) for figure in found.figures)}"
        yield ""
    if found.loose:
        yield "note: hyphens, spaces or running lines of the copy differ from these words"
        yield ""


def _where(place: Place) -> str:
    return _escaped(place.capture) + (f", page {place.page}" if place.page else "")


def _context(place: Place) -> Iterator[str]:
    """The words between a line before and a line after."""
    for text, style in ((place.before, {"dim": True}), (place.words, {"bold": True}), (place.after, {"dim": True})):
        for line in textwrap.wrap(_escaped(text), _WIDTH, break_long_words=False, break_on_hyphens=False):
            mark = "  > " if "bold" in style else "    "
            yield mark + click.style(line, **style)


def _several(found: Several) -> Iterator[str]:
    total = len(found.places) + found.more
    yield f"the words stand in {total} passages; pick one with --hit N, or give more words"
    for number, place in enumerate(found.places, 1):
        yield ""
        yield f"{click.style(str(number), bold=True)}  {_where(place)}"
        yield from _context(place)
    if found.more:
        yield ""
        yield f"… and {found.more} more"


def _nowhere(found: Nowhere, words: str) -> Iterator[str]:
    if found.nearest is None:
        if found.looked:
            yield f"« {_shortened(_escaped(words), 80)} » does not stand in the captures, nor anything like it"
            yield "mend: copy some words from the page itself"
        return
    yield f"« {_shortened(_escaped(words), 80)} » does not stand in the captures; the nearest place:"
    yield ""
    yield _where(found.nearest)
    yield from _context(found.nearest)
    if found.differs:
        yield ""
        yield f"the difference: {_escaped(_to_you(found.differs))}"


def _to_you(difference: str) -> str:
    """A difference in the words for a record, in those for a person who typed some words."""
    return difference.replace("the record says", "you wrote").replace("the record has", "you wrote")


def _troubles(troubles: Sequence[Trouble]) -> Iterator[str]:
    for trouble in troubles:
        yield f"{_escaped(trouble.message)}; {_escaped(trouble.hint)}"


def _saved(found: Proposal) -> Iterator[str]:
    yield f"wrote {found.file}: passage « {found.name} »"
    for figure in found.figures:
        yield f"  figure « {figure.name} », to be confirmed: {_escaped(figure.words)}"
    for words in found.unread:
        yield f"  no figure for « {_escaped(words)} »: what it counts cannot be read; add it by hand if it is one"


def _links(found: Proposal) -> Iterator[str]:
    yield ""
    yield "In a brief:"
    yield f"  [words of the passage](quote:{found.id}/{found.name})"
    for figure in found.figures:
        yield f"  [{_escaped(figure.words)}](figure:{found.id}/{figure.name})"


def _escaped(text: str) -> str:
    from plaidoyer.cli.reporters import escaped

    return escaped(text)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _near(path: Path) -> Path:
    """A path as people would type it from here."""
    path = path.resolve()
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
