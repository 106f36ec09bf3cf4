"""One Pandoc for all tests of this room, and citations written out as a reader of a failure wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.citations.process import Process, start
from plaidoyer.citations.works import Cite, Cluster, Formatted, Work
from plaidoyer.words import Foreign, Inline, Link, Styled, Text

HERE = Path(__file__).parent
HOUSE = HERE.parents[1] / "templates" / "_shared"

Format = Callable[..., Formatted]
Printed = Callable[[Iterable[Inline]], str]


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Process]:
    with start() as process:
        yield process


@pytest.fixture(scope="session")
def styles() -> dict[str, Path]:
    """The house styles and those of strangers, by name."""
    return {path.stem: path for folder in (HOUSE, HERE / "styles") for path in folder.glob("*.csl")}


@pytest.fixture(scope="session")
def cited(pandoc: Process, styles: dict[str, Path]) -> Format:
    """Format clusters, each a list of cites or names of sources, in a style named."""

    def cited(
        style: str, references: Iterable[dict[str, Any]], *clusters: Iterable[Cite | str], lang: str = "fr"
    ) -> Formatted:
        made = tuple(Cluster(tuple(Cite(c) if isinstance(c, str) else c for c in cluster)) for cluster in clusters)
        (result,) = pandoc.format([Work("brief", lang, styles[style], tuple(references), made)])
        assert isinstance(result, Formatted), result
        return result

    return cited


@pytest.fixture(scope="session")
def printed() -> Printed:
    """A run as one line: ``~`` no-break space, ``*…*`` emphasis, ``<…>`` an address, ``{en: …}`` a language."""
    marks = {"emphasis": "*", "superscript": "^", "strong": "**"}

    def printed(run: Iterable[Inline]) -> str:
        words = ""
        for inline in run:
            match inline:
                case Text(text):
                    words += text.replace("\u00a0", "~").replace("\u202f", "~")
                case Styled(style, children):
                    mark = marks.get(style, f"|{style}|")
                    words += f"{mark}{printed(children)}{mark}"
                case Foreign(lang, children):
                    words += f"{{{lang}: {printed(children)}}}"
                case Link(href, (Text(text),)) if href == text:
                    words += f"<{href}>"
                case Link(href, children):
                    words += f"[{printed(children)}]({href})"
                case other:
                    raise AssertionError(other)
        return words

    return printed
