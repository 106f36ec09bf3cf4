"""The ``plaidoyer`` command: parse, call one function, map to an exit status.

0 nothing at error level; 1 findings at error level; 2 the command line or the campaign cannot be used;
3 something outside the author's hands failed; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from msgspec.structs import replace

from plaidoyer.cli import collect
from plaidoyer.cli.law import law
from plaidoyer.config import Config, UsageError, find_campaign, load_config
from plaidoyer.diagnostics import Severity

if TYPE_CHECKING:
    from plaidoyer.pipeline.run import Report
    from plaidoyer.typeset.process import Typesetter

FINDINGS, UNUSABLE, FAILED, INTERRUPTED = 1, 2, 3, 130

_SLUGS = click.argument("slugs", nargs=-1, metavar="[SLUG]...")
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FORMS = ["text", "json", "sarif", "junit", "github"]
# Rooms are imported by the command that needs them: « rules » and « --help » answer at once.


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", type=_FOLDER, default=Path(), metavar="DIR", help="Act as if started in DIR.")
@click.version_option(package_name="plaidoyer")
@click.pass_context
def program(ctx: click.Context, folder: Path) -> int:
    """Turn cited sources and a brief into a PDF that a lawmaker can check.

    With no command, build every brief of the campaign.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder « {folder} »")
    ctx.obj = folder
    return ctx.invoke(build) if ctx.invoked_subcommand is None else 0


@program.command()
@_SLUGS
@click.option("--out", type=_FOLDER, metavar="DIR", help="Write there instead of dist/.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at work; one a core if left out.")
@click.option("--force", is_flag=True, help="Typeset every page, whatever was built before.")
@click.option("--watch", is_flag=True, help="Build again whenever a file is saved, until Ctrl-C.")
@click.option("--final", is_flag=True, help="Write only briefs without errors; stricter about citations.")
@click.option("--format", "form", type=click.Choice(["pdf", "html"]), default="pdf", show_default=True)
@click.pass_obj
def build(
    folder: Path,
    slugs: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    force: bool,
    watch: bool,
    final: bool,
    form: Literal["pdf", "html"],
) -> int:
    """Build the briefs named, or all, into dist/: what has changed since the last time."""
    root, config = _campaign(folder)
    config = replace(config, jobs=jobs or config.jobs)
    target = (folder / out if out else root / "dist").resolve()
    if watch:
        if force:
            raise UsageError("--watch builds what has changed: leave --force out, or build once with it before")
        from plaidoyer.cli.watching import watched

        watched(root, slugs, target, jobs=jobs, final=final, form=form, waiting=_wait, near=_near(target))
        return 0
    from plaidoyer.pipeline.repeat import unchanged_build

    report = None if force else unchanged_build(root, config, slugs, target, final=final, form=form)
    if report is None:
        with _typesetter(config, wanted=form == "pdf") as typesetter:
            from plaidoyer.cli.progress import progress
            from plaidoyer.pipeline import run
            from plaidoyer.publish.turn import turn

            with turn(root, _wait), progress("Building") as announce:
                _set_aside(root)
                report = run.build(
                    root, config, slugs, out=target, final=final, force=force, typesetter=typesetter, announce=announce
                )
    from plaidoyer.cli import reporters

    for entry in report.outputs:
        click.echo(reporters.output_line(entry, _near(target)))
    for slug in report.missed:
        click.echo(f"{_near(target)}/{slug}.{form}  {click.style('not written', fg='red')}")
    click.echo(reporters.as_text(report, reporters.lines_of(root)))
    return _status(report)


@program.command()
@_SLUGS
@click.option("--layout", is_flag=True, help="Typeset the briefs too, to check their length.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", show_default=True)
@click.pass_obj
def check(folder: Path, slugs: tuple[str, ...], layout: bool, form: str) -> int:
    """Apply every rule to the briefs named, or all; write no PDF."""
    root, config = _campaign(folder)
    with _typesetter(config, wanted=layout) as typesetter:
        from plaidoyer.cli import formats, reporters
        from plaidoyer.cli.progress import progress
        from plaidoyer.pipeline import run

        with progress("Checking") as announce:
            _set_aside(root)
            report = run.check(root, config, slugs, typesetter=typesetter, announce=announce)
    if text := formats.told(form, report, root, config.allow, slugs):
        click.echo(text)
    if form != "text":
        for failure in report.failures:
            click.echo(f"failed: {reporters.escaped(failure)}", err=True)
    return _status(report)


@program.command()
@click.pass_obj
def lock(folder: Path) -> int:
    """Verify every passage against the captures that are here, and write the receipts."""
    from plaidoyer.cli import reporters
    from plaidoyer.cli.progress import progress
    from plaidoyer.evidence.receipts import FILE
    from plaidoyer.pipeline.lock import lock as lock_evidence
    from plaidoyer.publish.turn import turn

    root, config = _campaign(folder)
    with turn(root, _wait), progress("Reading") as announce:
        locked = lock_evidence(root, config, announce)
    kept = f", {locked.kept} kept" if locked.kept else ""
    for file in locked.written:
        click.echo(f"wrote {_near(root / file)}")
    click.echo(f"{FILE}: {locked.proven} proven here{kept}")
    click.echo(reporters.as_text(locked.report, reporters.lines_of(root)))
    return _status(locked.report)


@program.command()
@click.option("--since", required=True, metavar="REV", help="A commit, a branch or a tag to compare with.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.pass_obj
def affected(folder: Path, since: str, form: str) -> int:
    """Say what changed in the sources since a revision of git, which claims rest on that, and what is to be built."""
    from plaidoyer.cli import affected as reporters
    from plaidoyer.pipeline import affected as pipeline

    root, config = _campaign(folder)
    found = pipeline.affected(root, config, since)
    click.echo({"text": reporters.as_text, "json": reporters.as_json, "markdown": reporters.as_markdown}[form](found))
    return FAILED if found.failures else 0


@program.command()
@click.argument("slug")
@click.argument("then", metavar="REV")
@click.argument("now", metavar="[REV]", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
)
@click.pass_obj
def diff(folder: Path, slug: str, then: str, now: str, form: str) -> int:
    """Say what changed in the brief SLUG between two revisions of git, or since one: claims, figures, sources, the ask.

    Words that are gone stand in [-…-], new ones in {+…+}.
    """
    from plaidoyer.cli import edition_page
    from plaidoyer.cli import editions as reporters
    from plaidoyer.cli.reporters import escaped
    from plaidoyer.pipeline import editions as pipeline
    from plaidoyer.pipeline.boundary import BriefFailure

    root, config = _campaign(folder)
    try:
        found = pipeline.editions(root, config, slug, then, now)
    except BriefFailure as failure:
        click.echo(f"plaidoyer: {escaped(f'{failure.finding.span.file}: {failure}')}", err=True)
        return FAILED
    tell = {"text": reporters.as_text, "json": reporters.as_json, "markdown": reporters.as_markdown}
    click.echo({**tell, "html": edition_page.as_html}[form](found))
    return 0


@program.command()
@_SLUGS
@click.option("--static", "target", type=_FOLDER, metavar="DIR", help="Write the pages into DIR, to be read only.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; a free one if left out.")
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@click.pass_obj
def review(folder: Path, slugs: tuple[str, ...], target: Path | None, port: int, no_browser: bool) -> int:
    """Show each claim beside what it rests on, in a browser of this machine alone.

    With --static, the same pages are written into a folder.
    """
    root, config = _campaign(folder)
    from plaidoyer.cli.reviewing import desk_of, export, serve

    desk = desk_of(root, config, slugs)
    if target:
        export(desk, config.lang, (folder / target).resolve(), target)
    else:
        serve(desk, config.lang, port=port, browse=not no_browser)
    return 0


@program.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def verify(folder: Path, file: Path, form: str) -> int:
    """Say what the PDF in FILE was built from, and whether this campaign builds the same; write nothing.

    Other versions of the engines make other bytes: then words and attached files are compared.
    """
    root, config = _campaign(folder)
    from plaidoyer.typeset.process import start

    with start(config.limits.seconds, config.limits.memory) as typesetter:
        from plaidoyer.cli import verified
        from plaidoyer.cli.progress import progress
        from plaidoyer.pipeline import verify as pipeline

        data = pipeline.load(folder / file, file)
        with progress("Verifying") as announce:
            found = pipeline.verify(root, config, data, file, typesetter=typesetter, announce=announce)
    click.echo(verified.as_json(found, file) if form == "json" else verified.as_text(found, file))
    if found.verdict is pipeline.Verdict.UNKNOWN_BRIEF:
        return UNUSABLE
    if found.failures:
        return FAILED
    return 0 if found.verdict in (pipeline.Verdict.SAME, pipeline.Verdict.OTHER_ENGINES) else FINDINGS


@program.command()
@click.argument("slug")
@click.option("--out", type=_FOLDER, metavar="DIR", help="What was built there instead of in dist/.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def explain(folder: Path, slug: str, out: Path | None, form: str) -> int:
    """Say why the PDFs of the brief SLUG would be built again, or would not, and from which files; write nothing.

    A file is marked « ~ » where it has changed since the last build, « + » where it is new, « - » where it is gone.
    """
    from plaidoyer.cli import explained
    from plaidoyer.cli.progress import progress
    from plaidoyer.pipeline import explain as pipeline

    root, config = _campaign(folder)
    target = (folder / out if out else root / "dist").resolve()
    with progress("Reading") as announce:
        found = pipeline.explain(root, config, slug, out=target, announce=announce)
    click.echo(explained.as_json(found) if form == "json" else explained.as_text(found, _near(target)))
    return FINDINGS if isinstance(found, pipeline.Unbuildable) else 0


@program.command()
@click.argument("slug")
@click.option("--template", help="The template to start from; the campaign's own choice if left out.")
@click.option("--lang", help="The language of the brief (fr, en); the campaign's if left out.")
@click.option("--title", help="The title of the brief.")
@click.pass_obj
def new(folder: Path, slug: str, template: str | None, lang: str | None, title: str | None) -> int:
    """Start the brief SLUG from a template, ready to build."""
    from plaidoyer.pipeline.study import template_folder
    from plaidoyer.publish.scaffold import new_brief

    root, config = _campaign(folder)
    chosen = template_folder(root, template or config.template)
    file = new_brief(root, slug, chosen, lang or config.lang, title or "", date.today().isoformat())
    click.echo(f"wrote {_near(file)}")
    click.echo(f"next: edit it, then « {_command(root)} build {slug} »")
    return 0


@program.command()
@click.argument("directory", type=_FOLDER, default=Path(), metavar="[DIR]")
@click.option(
    "--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="The campaign's language."
)
@click.pass_obj
def init(folder: Path, directory: Path, lang: str) -> int:
    """Start a campaign in DIR: its folders, settings and a first source record."""
    from plaidoyer.publish.scaffold import new_campaign

    target = folder / directory
    for file in new_campaign(target, lang):
        click.echo(f"wrote {_near(file)}")
    click.echo(f"next: « {_command(target)} new my-brief », then « {_command(target)} build »")
    return 0


@program.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> int:
    """List the rules, or explain one."""
    from plaidoyer.cli import manual

    click.echo(manual.explain(rule) if rule else manual.listing())
    return 0


program.add_command(collect.add)
program.add_command(collect.quote)
program.add_command(law)


def run_program(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; the exit status. Nothing is raised."""
    try:
        return int(program.main(list(arguments), prog_name="plaidoyer", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except UsageError as error:
        click.echo(f"plaidoyer: {error}", err=True)
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        click.echo(f"plaidoyer: {error.filename or 'system'}: {error.strerror or error}", err=True)
        return FAILED


def _wait() -> None:
    click.echo("another build of this campaign is at work: waiting for its end", err=True)


def _set_aside(root: Path) -> None:
    """Say which files of the state cannot be read; all that they held is found anew."""
    from plaidoyer.publish.state import set_aside

    for name in set_aside(root):
        click.echo(f"note: {name} is damaged, or of a newer program: it was set aside, and is made anew", err=True)


def _campaign(folder: Path) -> tuple[Path, Config]:
    root = find_campaign(folder)
    return root, load_config(root)


def _typesetter(config: Config, *, wanted: bool) -> AbstractContextManager[Typesetter | None]:
    """A typesetting process, started before the rooms are imported, so that both come up side by side."""
    if not wanted:
        return nullcontext()
    from plaidoyer.typeset.process import start
    from plaidoyer.workers.forks import cores

    return start(config.limits.seconds, config.limits.memory, config.jobs or cores())


def _status(report: Report) -> int:
    if report.failures:
        return FAILED
    return FINDINGS if report.count(Severity.ERROR) else 0


def _command(root: Path) -> str:
    """What to type here to work on the campaign ``root``."""
    return "plaidoyer" if Path.cwd().is_relative_to(root.resolve()) else f"plaidoyer -C {_near(root)}"


def _near(path: Path) -> Path:
    """A path as people would type it from here."""
    path = path.resolve()
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
