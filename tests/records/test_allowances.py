"""``# plaidoyer: allow RULE: reason`` silences what its author meant it to, and nothing beside."""

from __future__ import annotations

import pytest

from plaidoyer.records.allowances import read_allowances
from plaidoyer.records.yaml import parse_yaml

TEXT = """\
# plaidoyer: allow secondary-source: the report is not public
passages:
  one:
    exact: >-
      # plaidoyer: allow a-b: inside a block
      end
  two: {exact: "x # plaidoyer: allow a-b: inside quotes"}  # plaidoyer: allow heading-skip: seen by a jurist

captures:
  # plaidoyer: allow capture-missing: sent by post
  - file: a.txt
    sha256: b
  - file: c.txt # plaidoyer: allow capture-changed: known
    sha256: d
note: |  # plaidoyer: allow missing-glyph: an old letter
  long
  text
last: x
# plaidoyer: allow too-long: nothing follows
"""


def test_an_allowance_covers_its_line_or_the_next_entry() -> None:
    root, _ = parse_yaml(TEXT, "a.yaml")
    allowances, findings = read_allowances(root)
    assert findings == ()
    assert [(each.rule, each.reason, each.first, each.last) for each in allowances] == [
        ("secondary-source", "the report is not public", 1, 7),
        ("heading-skip", "seen by a jurist", 7, 7),
        ("capture-missing", "sent by post", 10, 12),
        ("capture-changed", "known", 13, 13),
        ("missing-glyph", "an old letter", 15, 17),
        ("too-long", "nothing follows", 19, 19),
    ]
    assert (allowances[1].span.line, allowances[1].span.column) == (7, 60)


def test_lines_count_from_where_front_matter_begins() -> None:
    root, _ = parse_yaml("# plaidoyer: allow a-b: c\ntitle: x\n", "brief.md", first_line=2)
    ((allowance,), _) = read_allowances(root)
    assert (allowance.first, allowance.last) == (2, 3)


@pytest.mark.parametrize(
    "comment",
    [
        "# plaidoyer: allow too-long",
        "# plaidoyer: allow too-long:  ",
        "# plaidoyer too-long: x",
        "#plaidoyer: alow x: y",
    ],
)
def test_an_allowance_without_a_reason_is_reported(comment: str) -> None:
    root, _ = parse_yaml(f"a: b\n{comment}\n", "a.yaml")
    allowances, (finding,) = read_allowances(root)
    assert allowances == ()
    assert (finding.rule, finding.span.line, finding.span.column) == ("invalid-value", 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "# a # plaidoyer: allow a-b: c\nx: y\n",
        "a: b#plaidoyer: allow\n",
        "# # plaidoyer\nx: y\n",
        "a: '\n  # plaidoyer: allow x: y'\n",
    ],
)
def test_what_only_looks_like_an_allowance_is_none(text: str) -> None:
    root, _ = parse_yaml(text, "a.yaml")
    assert read_allowances(root) == ((), ())
