"""Progress of long work: a bar on a terminal, plain lines elsewhere, always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(verb: str) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is to be told of each brief: its slug, how many are done, of how many."""
    if not sys.stderr.isatty():
        yield lambda slug, done, total: click.echo(f"{verb} {slug} ({done}/{total})", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(verb), BarColumn(bar_width=30), MofNCompleteColumn(), TextColumn("{task.fields[slug]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=None, slug="")
        yield lambda slug, done, total: bar.update(task, completed=done, total=total, slug=slug)
