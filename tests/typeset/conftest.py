"""The bundled typefaces, configured once, and pages that are set to be listened to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plaidoyer.typeset.fonts import configure
from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset
from tests.pictures import png
from tests.typeset.heard import Heard

_PAGE = """<!doctype html><html lang="fr"><head><title>Le lac</title><style>
@page {{ size: 90mm 90mm; margin: 10mm; @bottom-left {{ content: "Pied de page" }} }}
body {{ margin: 0; font-size: 10pt }}
.note {{ float: footnote }}
{style}</style></head><body>{body}</body></html>"""

Hear = Callable[..., Heard]


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Fontconfig file that knows the bundled typefaces alone."""
    return configure(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def hear(fontconfig: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hear]:
    """``hear("<p>…</p>")``: a page under the heading « Titre », set; the same page is set once. A « lac.png » is there.

    Where ``told`` is not asked for, nothing may be told of it.
    """
    folder = tmp_path_factory.mktemp("heard")
    (folder / "lac.png").write_bytes(png(9, 9))
    known: dict[tuple[str, str], Heard] = {}

    def run(body: str, style: str = "", *, told: bool = False) -> Heard:
        if (body, style) not in known:
            html = _PAGE.format(body=f"<h1>Titre</h1>{body}", style=style)
            result = typeset(Job(html, (), folder, fontconfig, folders=(folder,)))
            known[body, style] = Heard(result.pdf, result.problems)
        assert told or known[body, style].told == ()
        return known[body, style]

    yield run
    for one in known.values():
        one.pdf.close()
