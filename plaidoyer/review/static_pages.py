"""The same pages as a folder: read-only, self-contained, for whoever has no Python, and for what CI keeps.

They may come into anybody's hands: of a copy that may not be passed on, they show the passage alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from posixpath import relpath

from msgspec import Struct

from plaidoyer.review.app import STATIC, Desk, with_copies
from plaidoyer.review.pages import board_page, sheet_page, shelf_page
from plaidoyer.review.sheets import Shelf

_BOARD = "index.html"
_ASSETS = ("review.css", "icon.svg")


class InFolder(Struct, frozen=True):
    """Addresses as seen from the page ``here``, a path in the folder."""

    here: str
    live: bool = False

    def asset(self, name: str) -> str:
        """A style sheet."""
        return self._to(name)

    def board(self) -> str:
        """The list of briefs."""
        return self._to(_BOARD)

    def shelf(self, slug: str) -> str:
        """A brief."""
        return self._to(f"{slug}/{_BOARD}")

    def sheet(self, slug: str, key: str) -> str:
        """A claim."""
        return self._to(f"{slug}/{key}.html")

    def picture(self, slug: str, key: str, number: int) -> str:
        """A page of a copy."""
        return self._to(f"{slug}/{key}-{number}.png")

    def _to(self, path: str) -> str:
        return relpath(path, str(PurePosixPath(self.here).parent))


def static_pages(desk: Desk, shelves: Sequence[Shelf], lang: str) -> Iterator[tuple[str, bytes]]:
    """Each file of the folder: its path there, with « / », and its bytes."""
    for name in _ASSETS:
        yield name, (STATIC / name).read_bytes()
    yield _BOARD, board_page(shelves, InFolder(_BOARD), lang).encode()
    for shelf in shelves:
        list_ = f"{shelf.slug}/{_BOARD}"
        yield list_, shelf_page(shelf, InFolder(list_), lang).encode()
        for sheet in shelf.sheets:
            page = InFolder(f"{shelf.slug}/{sheet.key}.html")
            shown = with_copies(sheet, desk, private=False)
            yield page.here, sheet_page(shelf, shown, page, lang).encode()
            for number, ground in enumerate(shown.grounds):
                image = desk.picture(ground.proof) if ground.pictured and ground.proof else None
                if image:
                    yield f"{shelf.slug}/{sheet.key}-{number}.png", image
