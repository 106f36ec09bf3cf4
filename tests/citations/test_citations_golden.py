"""What a documentalist in Paris and a librarian in London would check first: each kind of source, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from plaidoyer.citations.works import Cite, Formatted
from plaidoyer.diagnostics import Span
from plaidoyer.records.csl import DATE, NAME, to_csl_json
from plaidoyer.records.dates import parse_period
from plaidoyer.records.sources import Source
from plaidoyer.words import Inline

Format = Callable[..., Formatted]
Printed = Callable[[Iterable[Inline]], str]

GOLDEN: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text("utf-8"))
NAMES = tuple(GOLDEN)


def _item(identifier: str) -> dict[str, Any]:
    fields = dict(GOLDEN[identifier]["source"])
    kind = fields.pop("type")
    csl = {
        name: parse_period(value) if name in DATE else tuple(value) if name in NAME else value
        for name, value in fields.items()
    }
    return to_csl_json(Source(identifier, kind, csl, "", Span(""), {}))


ITEMS = tuple(map(_item, NAMES))


@pytest.fixture(scope="module", params=["fr", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def listed(cited: Format, lang: str) -> Formatted:
    return cited("sources", ITEMS, *([name] for name in NAMES), lang=lang)


@pytest.fixture(scope="module")
def noted(cited: Format, lang: str) -> Formatted:
    again = [[Cite(name, "p. 3")] for name in NAMES]
    return cited("footnotes", ITEMS, *([name] for name in NAMES), *again, lang=lang)


@pytest.fixture(scope="module")
def named(cited: Format, lang: str) -> Formatted:
    return cited("inline", ITEMS, *([name] for name in NAMES), lang=lang)


@pytest.mark.parametrize("name", NAMES)
def test_the_list_prints_a_source_whole(name: str, listed: Formatted, lang: str, printed: Printed) -> None:
    entry = listed.entries[NAMES.index(name)]
    assert (entry.source, printed(entry.children)) == (name, GOLDEN[name]["whole"][lang])


@pytest.mark.parametrize("name", NAMES)
def test_a_first_footnote_prints_a_source_whole(name: str, noted: Formatted, lang: str, printed: Printed) -> None:
    assert printed(noted.clusters[NAMES.index(name)]) == GOLDEN[name]["whole"][lang]


@pytest.mark.parametrize("name", NAMES)
def test_a_later_footnote_is_short(name: str, noted: Formatted, lang: str, printed: Printed) -> None:
    assert printed(noted.clusters[len(NAMES) + NAMES.index(name)]) == GOLDEN[name]["again"][lang]


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_named_in_the_line(name: str, named: Formatted, lang: str, printed: Printed) -> None:
    assert printed(named.clusters[NAMES.index(name)]) == GOLDEN[name]["inline"][lang]


def test_the_alphabetical_list_follows_the_words_that_it_prints_first(noted: Formatted) -> None:
    order = [entry.source for entry in noted.entries]
    chosen = [name for name in order if name in {"afp", "hearing", "report-senate", "book", "code", "archive"}]
    assert chosen == ["afp", "hearing", "archive", "book", "code", "report-senate"]


def test_the_two_styles_that_print_whole_sources_share_their_macros(styles: dict[str, Path]) -> None:
    """A correction made in one only would let the list and the footnotes of one campaign disagree."""
    sources, footnotes = (
        {
            element.get("name") or "".join(element.attrib.values()): ElementTree.tostring(element)
            for element in ElementTree.parse(styles[name]).getroot()
            if element.tag.endswith(("}macro", "}locale"))
        }
        for name in ("sources", "footnotes")
    )
    assert len(sources) > 20
    assert sources.items() <= footnotes.items()
