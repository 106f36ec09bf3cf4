"""``build --watch``: the folders of a campaign watched, and what is said of each build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

import click
from msgspec.structs import replace

from plaidoyer.cli import reporters
from plaidoyer.cli.progress import progress
from plaidoyer.config import OWN_FILE, SHARED_FILE, Config, UsageError, load_config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline import run
from plaidoyer.pipeline.report import Report
from plaidoyer.pipeline.run import Warm
from plaidoyer.pipeline.watch import builds
from plaidoyer.publish.manifest import Entry
from plaidoyer.publish.turn import turn
from plaidoyer.typeset.process import Typesetter

_FOLDERS = ("sources", "briefs", "templates")
_GATHER, _PAUSE = 400, 10
"""Milliseconds: files saved within so many belong together; after so many without another, the change is whole."""

_LOOK = 200
"""Milliseconds between looks at what no system tells of: a folder that is new, the settings."""


def watched(
    root: Path,
    slugs: Sequence[str],
    out: Path,
    *,
    jobs: int | None,
    final: bool,
    form: str,
    waiting: Callable[[], None],
    near: Path,
) -> None:
    """Build into ``out``, which is shown as ``near``, again and again, until somebody interrupts it."""

    def configured() -> Config:
        config = load_config(root)
        return replace(config, jobs=jobs or config.jobs)

    def build(config: Config, typesetter: Typesetter | None, warm: Warm) -> Report:
        with turn(root, waiting), progress("Building") as announce:
            return run.build(
                root, config, slugs, out=out, final=final, typesetter=typesetter, announce=announce, warm=warm
            )

    tell(root, builds(configured, build, saved(root), typeset=form == "pdf"), near)


def saved(root: Path) -> Iterator[Collection[Path]]:
    """The files that were saved, after each change, for ever; temporary files of editors do not count.

    They are watched from now on, so that what is saved while something is built is told afterwards. A change without
    files is told where something may have been missed. Raises OSError where the system cannot watch them.
    """
    told, stop = SimpleQueue[Collection[Path] | OSError](), Event()
    thread = Thread(target=_watch, args=(root, told.put, stop), daemon=True)
    thread.start()
    if isinstance(first := told.get(), OSError):
        raise first

    def each() -> Iterator[Collection[Path]]:
        try:
            while True:
                one = told.get()
                if isinstance(one, OSError):
                    raise one
                yield one
        finally:  # a thread that the watcher's own code runs in must be gone before the interpreter is
            stop.set()
            thread.join()

    return each()


def _watch(root: Path, tell: Callable[[Collection[Path] | OSError], None], stop: Event) -> None:
    """Watch until it is told to stop, in a thread of its own."""
    from watchfiles import watch

    try:
        while not stop.is_set():
            before = _apart(root)
            folders = [folder for name in _FOLDERS if (folder := root / name).is_dir()]
            begun = False
            for changes in watch(
                *folders,
                debounce=_GATHER,
                step=_PAUSE,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                stop_event=stop,
                raise_interrupt=False,
            ):
                if changes or not begun:
                    tell({Path(file) for _, file in changes})
                begun = True
                if (now := _apart(root)) != before:
                    tell({root / name for name in now.keys() | before.keys() if now.get(name) != before.get(name)})
                    break
    except OSError as error:
        tell(error)


def _apart(root: Path) -> dict[str, tuple[int, int]]:
    """What stands for settings as they are, and for the folders that there are."""
    found: dict[str, tuple[int, int]] = {}
    for name in (OWN_FILE, SHARED_FILE):
        if (path := root / name).is_file():
            found[name] = path.stat().st_mtime_ns, path.stat().st_size
    return found | {name: (0, 0) for name in _FOLDERS if (root / name).is_dir()}


def tell(root: Path, found: Iterator[Report | UsageError], near: Path) -> None:
    """Say of each build what was written anew, below ``near``, and what was found; a note is told once."""
    before: list[Entry] = []
    noted: set[Finding] = set()
    for report in found:
        now = datetime.now().astimezone().strftime("%H:%M:%S")
        if isinstance(report, UsageError):
            click.echo(f"plaidoyer: {report}", err=True)
        else:
            for entry in report.outputs:
                if entry not in before:
                    click.echo(reporters.output_line(entry, near))
            before = [*report.outputs]
            for slug in report.missed:
                click.echo(f"{near}/{slug}  {click.style('not written', fg='red')}")
            new = tuple(one for one in report.findings if one not in noted)
            noted = {one for one in report.findings if one.severity is Severity.NOTE}
            click.echo(reporters.as_text(replace(report, findings=new), reporters.lines_of(root)))
        click.echo(click.style(f"{now}  waiting for changes; Ctrl-C ends", dim=True))
