"""Bibliographic variables come from and go to CSL without loss."""

from __future__ import annotations

from typing import Any

import pytest

from plaidoyer.records import csl
from plaidoyer.records.source_reader import read_source


def item(text: str) -> dict[str, Any]:
    """A record without fault, as CSL-JSON."""
    source, findings = read_source(f"type: report\n{text}", "sources/a.yaml", "a")
    assert findings == ()
    assert source is not None
    json = csl.to_csl_json(source)
    assert (json.pop("id"), json.pop("type")) == ("a", "report")
    return json


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("title: Été\nDOI: 10.1/x\nnote: n", {"title": "Été", "DOI": "10.1/x", "note": "n"}, id="text"),
        pytest.param(
            "page: 3-5\nvolume: 1.10\nedition: 2", {"page": "3-5", "volume": "1.10", "edition": "2"}, id="numbers"
        ),
        pytest.param("author: [{literal: AFP}]", {"author": [{"literal": "AFP"}]}, id="an institution"),
        pytest.param(
            "author: Agence France-Presse", {"author": [{"literal": "Agence France-Presse"}]}, id="a plain name"
        ),
        pytest.param(
            "editor: {family: Hazan, given: G.}", {"editor": [{"family": "Hazan", "given": "G."}]}, id="one name"
        ),
        pytest.param(
            "author:\n- {family: Gogh, non-dropping-particle: van, suffix: Jr.}\n- B\n",
            {"author": [{"family": "Gogh", "suffix": "Jr.", "non-dropping-particle": "van"}, {"literal": "B"}]},
            id="two names",
        ),
        pytest.param("issued: 2024-10", {"issued": {"date-parts": [[2024, 10]]}}, id="a month"),
        pytest.param(
            "issued: 2024-10-29~", {"issued": {"date-parts": [[2024, 10, 29]], "circa": True}}, id="about a day"
        ),
        pytest.param("issued: 2023-04/2024-03", {"issued": {"date-parts": [[2023, 4], [2024, 3]]}}, id="a period"),
        pytest.param(
            "accessed: {date-parts: [[2024, 1, 5]]}", {"accessed": {"date-parts": [[2024, 1, 5]]}}, id="date-parts"
        ),
        pytest.param(
            "issued: {date-parts: [['2023'], [2024]], circa: true}",
            {"issued": {"date-parts": [[2023], [2024]], "circa": True}},
            id="a period of date-parts",
        ),
        pytest.param("custom: {anything: [1, {b: c}]}", {}, id="custom"),
    ],
)
def test_a_variable_goes_through(text: str, expected: dict[str, Any]) -> None:
    assert item(text) == expected


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        pytest.param("titel: x", "unknown-field", "did you mean « title »?", id="a misspelt variable"),
        pytest.param("url: x", "unknown-field", "did you mean « URL »?", id="capitals"),
        pytest.param("author: {surname: X}", "unknown-field", "", id="an unknown part of a name"),
        pytest.param("author: [{suffix: Jr.}]", "missing-field", "literal", id="a name without a name"),
        pytest.param("issued: {date-parts: [[2024, 13]]}", "invalid-value", "2024-10-29", id="a month that is none"),
        pytest.param("issued: {date-parts: [[2024], [2023]]}", "invalid-value", "", id="a period backwards"),
        pytest.param("issued: {date-parts: [[2024, 1, 1, 1]]}", "invalid-value", "", id="too many parts"),
        pytest.param("issued: {date-parts: []}", "invalid-value", "", id="no date"),
        pytest.param("issued: {date-parts: [[]]}", "invalid-value", "", id="an empty date"),
        pytest.param("issued: {season: 1}", "missing-field", "date-parts", id="a season"),
        pytest.param("title: [x]", "invalid-value", "quotation marks", id="a list for a title"),
    ],
)
def test_a_variable_that_is_none_is_reported(text: str, rule: str, hint: str) -> None:
    _, findings = read_source(f"type: report\n{text}\n", "sources/a.yaml", "a")
    assert (rule, True) in [(finding.rule, hint in finding.hint) for finding in findings]


def test_the_names_of_csl_do_not_overlap() -> None:
    groups = [csl.STANDARD, csl.NUMBER, csl.NAME, csl.DATE]
    assert sum(map(len, groups)) == len(csl.VARIABLES)
    assert len(csl.TYPES) == len(set(csl.TYPES)) == 45
