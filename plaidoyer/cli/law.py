"""The commands « law draft », « law derive » and « law apply »: texts of law, their changes and their wording."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from msgspec import Struct

from plaidoyer.config import UsageError, find_campaign, load_config
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.files import is_within
from plaidoyer.spelling import did_you_mean

if TYPE_CHECKING:
    from plaidoyer.records.sources import ArticleVersion

_FINDINGS, _UNUSABLE = 1, 2
_NOT_REPRODUCIBLE = "amendment-not-reproducible"


@click.group()
def law() -> None:
    """Texts of law: draft a change, derive its wording, apply a wording."""


@law.command()
@click.argument("article", metavar="ID/ARTICLE")
@click.option("--brief", default="", metavar="SLUG", help="Write it beside this brief, where it has none yet.")
@click.pass_obj
def draft(folder: Path, article: str, brief: str) -> int:
    """Print an amendment.yaml that holds the text of an article, to be changed.

    ID is the record of the code, or of the bill, as in « code-penal/227-23 ». The text is today's, or that of the day
    of the brief.
    """
    found = _found(folder, article, brief)
    if not found.version.complete:
        raise UsageError(f"{found.source} does not hold article {found.number} whole: add the alinéas that are missing")
    text = _draft(found)
    if not brief:
        click.echo(text, nl=False)
        return 0
    name = f"briefs/{brief}/amendment.yaml"
    path = found.root / name
    if not is_within(path, found.root):
        raise UsageError(f"a link leads out of the campaign at « {name} »")
    if path.exists() or path.is_symlink():
        raise UsageError(f"there is « {name} » already; without « --brief » the text is printed")
    from plaidoyer.publish.write import write

    write(path, text.encode())
    click.echo(name)
    return 0


def _draft(found: _Found) -> str:
    """The text of an amendment.yaml that changes nothing yet."""
    lines_of = (" ".join(line.strip() for line in alinea.splitlines()) for alinea in found.version.alineas)
    alineas = "\n\n".join(f"      {alinea}" for alinea in lines_of)
    lines = [
        "# What the article should say, a blank line between alinéas; the rest of the file stays as it is.",
        "form: [an, senat]" if found.bill else "form: [loi]",
        *([f'vehicle: {{bill: {found.source}, article: "{found.number}"}}'] if found.bill else []),
        "changes:",
        f"  - article: {found.source}/{found.number}",
        f"    proposed: |\n{alineas}",
    ]
    return "\n".join(lines) + "\n"


@law.command()
@click.option("--jsonl", is_flag=True, help="Read changes as lines of JSON: article, before, after, code, grammar.")
def derive(jsonl: bool) -> int:
    """Derive the wording of changes: lines in on standard input, the same lines with « wording » and « proved » out."""
    if not jsonl:
        raise click.UsageError("say « --jsonl »: changes are read from standard input, one a line")
    from plaidoyer.law.lines import derived

    return _lines(derived, lambda answer: bool(answer["proved"]))


@law.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--jsonl", is_flag=True, help="Read wordings as lines of JSON: article, before, wording, code, grammar.")
@click.option("--record", default="", metavar="ID/ARTICLE", help="The article that the wording of FILE changes.")
@click.option("--grammar", type=click.Choice(["loi", "an", "senat"]), default="loi", show_default=True)
@click.pass_obj
def apply(folder: Path, file: Path | None, jsonl: bool, record: str, grammar: Literal["loi", "an", "senat"]) -> int:
    """Apply a wording to the text in force: print the article as it would read, or what is wrong with the wording.

    FILE holds one wording of the article named by --record; with --jsonl, wordings are lines on standard input.
    """
    if jsonl == (file is not None):
        raise click.UsageError("give either FILE and --record, or --jsonl")
    if file is None:
        from plaidoyer.law.lines import applied

        return _lines(applied, lambda answer: "finding" not in answer)
    if not record:
        raise click.UsageError("« --record » names the article that the wording changes, as in code-penal/227-23")
    return _apply_file(folder, file, record, grammar)


def _apply_file(folder: Path, file: Path, record: str, grammar: Literal["loi", "an", "senat"]) -> int:
    from plaidoyer.cli.reporters import block
    from plaidoyer.law.reading.reader import Refused, read_and_apply
    from plaidoyer.records.files import decode

    found = _found(folder, record)
    if not (folder / file).is_file():
        raise UsageError(f"there is no file « {file} »")
    text, findings = decode((folder / file).read_bytes(), str(file))
    if text is not None:
        wording = text.rstrip("\n")
        made = read_and_apply(wording, found.number, found.version.alineas, grammar=grammar, code=found.code)
        if not isinstance(made, Refused):
            click.echo("\n\n".join(made.after))
            if made.nested:
                click.echo(f"\n{made.nested}")
            for new in made.created:
                click.echo(f"\nArt. {new.name}\n\n" + "\n\n".join(new.text))
            return 0
        findings = (
            Finding(_NOT_REPRODUCIBLE, made.message, _span(str(file), wording, made.start, made.end), made.hint),
        )
    for finding in findings:
        click.echo(block(finding, (text or "").splitlines()))
    return _FINDINGS


def _span(file: str, text: str, start: int, end: int) -> Span:
    """The place of some characters of a text, as far as they stand on one line."""
    line = text[start:end].partition("\n")[0]
    return Span(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), max(len(line), 1))


class _Found(Struct, frozen=True):
    """An article on record: its version of the day, and ``code``, the name of its code within a sentence."""

    root: Path
    source: str
    number: str
    version: ArticleVersion
    code: str
    bill: bool


def _found(folder: Path, named: str, brief: str = "") -> _Found:
    """The article that « ID/ARTICLE » names, as of today or of the date of a brief.

    Raises UsageError where there is no such article or brief.
    """
    from plaidoyer.pipeline.study import require
    from plaidoyer.records.campaign import read_campaign
    from plaidoyer.records.dates import Date
    from plaidoyer.records.sources import in_force, name_of_law

    source, slash, number = named.partition("/")
    if not slash or not number:
        raise UsageError(f"« {named} » names no article; write « ID/ARTICLE », as in code-penal/227-23")
    root = find_campaign(folder)
    campaign = read_campaign(root, load_config(root))
    require([brief] if brief else [], campaign.slugs)
    if source not in campaign.sources:
        raise UsageError(
            f"no record is called « {source} »; {did_you_mean(source, campaign.sources) or 'see sources/'}"
        )
    record = campaign.sources[source]
    if not record.articles.get(number):
        there = ", ".join(record.articles) or "none"
        raise UsageError(f"{source} holds no article « {number} »; {did_you_mean(number, record.articles) or there}")
    written = campaign.briefs.get(brief)
    day = written and written.date
    version = in_force(record, number, day or Date(*date.today().timetuple()[:3]))
    if version is None:
        when = f"on {day}" if day else "today"
        raise UsageError(f"{source} holds no version of « {number} » that is in force {when}")
    return _Found(root, source, number, version, name_of_law(record), record.type == "bill")


def _lines(answer: Callable[[str], dict[str, Any]], good: Callable[[dict[str, Any]], bool]) -> int:
    """Answer each line of standard input by one line; the exit status."""
    from plaidoyer.law.lines import BadLine

    status = 0
    for raw in sys.stdin.buffer:
        if not raw.strip():
            continue
        try:
            made = answer(raw.decode("utf-8"))
            status = max(status, 0 if good(made) else _FINDINGS)
        except UnicodeDecodeError:
            made, status = {"error": "this line is not UTF-8"}, _UNUSABLE
        except BadLine as error:
            made, status = {"error": str(error)}, _UNUSABLE
        click.echo(json.dumps(made, ensure_ascii=False).encode())  # UTF-8, whatever the terminal speaks
    return status
