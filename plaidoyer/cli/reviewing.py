"""``plaidoyer review``: the window in a browser, or as a folder of pages."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from plaidoyer.cli.progress import progress
from plaidoyer.config import Config, UsageError
from plaidoyer.pipeline.reviewing import Desk
from plaidoyer.publish.write import write
from plaidoyer.review.app import create_app
from plaidoyer.review.guard import new_guard
from plaidoyer.review.static_pages import static_pages

_HOST = "127.0.0.1"
_THREADS = 4


def desk_of(root: Path, config: Config, slugs: Sequence[str]) -> Desk:
    """The briefs named, or all, read and judged."""
    with progress("Reading") as announce:
        return Desk(root, config, slugs, announce)


def export(desk: Desk, lang: str, folder: Path, near: Path) -> None:
    """Write the pages into a folder, which is shown as ``near``."""
    count = 0
    for name, data in static_pages(desk, desk.shelves(), lang):
        write(folder / name, data)
        count += 1
    click.echo(f"{near}/index.html  {count} files")


def serve(desk: Desk, lang: str, *, port: int, browse: bool) -> None:
    """Serve the window to this machine until it is interrupted, and open a browser on it.

    Raises KeyboardInterrupt, and UsageError where the port cannot be had.
    """
    from waitress.server import create_server

    with socket.socket() as listener:
        try:
            listener.bind((_HOST, port))
        except OSError as error:
            raise UsageError(f"port {port} of this machine cannot be used: {error.strerror}") from None
        guard = new_guard(listener.getsockname()[1])
        server = create_server(
            create_app(desk, guard, lang),
            sockets=[listener],
            threads=_THREADS,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
        address = f"http://{_HOST}:{guard.port}/open?token={guard.token}"
        click.echo(f"{address}\nCtrl-C ends the review.")
        if browse:
            webbrowser.open(address)
        try:
            server.run()
        finally:
            server.close()
    raise KeyboardInterrupt  # the server ends at nothing else, and keeps it to itself
