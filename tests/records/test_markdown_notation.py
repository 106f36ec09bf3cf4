"""Citations and link targets are read as Pandoc's users write them, and slips are named with the right form."""

from __future__ import annotations

import pytest

from plaidoyer.records import text as t
from plaidoyer.records.markdown import parse_body
from plaidoyer.records.markdown_notation import Fault, Target, read_target


def items(text: str) -> list[tuple[str, str, str, str, str, bool]]:
    """Prefix, source, passage, locator, suffix and suppressed author of every item of the citations of a text."""
    body, findings = parse_body(text, "brief.md", 1)
    assert findings == ()
    return [
        (item.prefix, item.source, item.passage, item.locator, item.suffix, item.suppress_author)
        for run in t.runs(body.blocks)
        for inline in t.inlines(run.children)
        if isinstance(inline, t.Citation)
        for item in inline.items
    ]


@pytest.mark.parametrize(
    ("citation", "prefix", "locator", "suffix"),
    [
        ("[@id]", "", "", ""),
        ("[voir *aussi* @id]", "voir aussi", "", ""),
        ("[@id, p. 3]", "", "p. 3", ""),
        ("[@id, p.\u00a03]", "", "p. 3", ""),
        ("[@id p. 3]", "", "p. 3", ""),
        ("[@id, pp. 3-5, 8 et 12 et *passim*]", "", "pp. 3-5, 8 et 12", "et passim"),
        ("[@id, 33]", "", "33", ""),
        ("[@id, 33 s., note]", "", "33", "s., note"),
        ("[@id, art. L. 123-4, al. 2]", "", "art. L. 123-4, al. 2", ""),
        ("[@id, article 5 à 7]", "", "article 5 à 7", ""),
        ("[@id, considérant 12]", "", "considérant 12", ""),
        ("[@id, n° 339]", "", "n° 339", ""),
        ("[@id, § 12]", "", "§ 12", ""),
        ("[@id, chap. iv]", "", "chap. iv", ""),
        ("[@id, {art. 5; al. 2}, fin]", "", "{art. 5; al. 2}", ", fin"),
        ("[@id, voir l'annexe 3]", "", "", "voir l'annexe 3"),
        ("[@id et autres]", "", "", "et autres"),
        ("[@id,\np. 3]", "", "p. 3", ""),
        ("[@id <!-- à vérifier -->, p. 3]", "", "p. 3", ""),
    ],
)
def test_words_around_a_key_find_their_place(citation: str, prefix: str, locator: str, suffix: str) -> None:
    assert items(f"mot {citation}.") == [(prefix, "id", "", locator, suffix, False)]


def test_a_citation_has_as_many_items_as_keys() -> None:
    assert items("[see @id/passage, p. 3; -@other;@third/p]{.x}[@fourth]") == [
        ("see", "id", "passage", "p. 3", "", False),
        ("", "other", "", "", "", True),
        ("", "third", "p", "", "", False),
        ("", "fourth", "", "", "", False),
    ]


@pytest.mark.parametrize(
    "text", ["@id", "écrire à [a@b.fr]", "\\[@id]", "[\\@id]", "`[@id]`", "[@ id]", "[l'@id]", "[@id](#x)"]
)
def test_other_words_with_the_sign_are_no_citations(text: str) -> None:
    assert items(text) == ([] if text != "[l'@id]" else [("l'", "id", "", "", "", False)])


@pytest.mark.parametrize(
    ("citation", "column", "message", "hint"),
    [
        ("[@Id]", 2, "« @Id » names no source or passage", "did you mean « @id »?"),
        ("[voir @id_x/é, p. 3]", 7, "« @id_x/é » names no source or passage", "write [@id] or [@id/passage]"),
        ("[@id/p/q]", 2, "« @id/p/q » names no source or passage", "write [@id]"),
        ("[@{id}]", 2, "« @{id} » names no source or passage", "did you mean « @id »?"),
        ("[@id @other]", 6, "two citations stand side by side", "put « ; » between them"),
        ("[@id; et l'autre]", 7, "« et l'autre » cites nothing", "every part"),
    ],
)
def test_a_malformed_citation_is_named_with_its_form(citation: str, column: int, message: str, hint: str) -> None:
    _, (finding,) = parse_body(citation, "brief.md", 1)
    assert (finding.rule, finding.span.column, finding.message) == ("invalid-value", column, message)
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize(
    ("target", "read"),
    [
        ("figure:afp-2024-10/rapports", Target("figure", "afp-2024-10", "rapports")),
        ("figure:afp/rapports?rounded", Target("figure", "afp", "rapports", "rounded")),
        ("figure:illicites", Target("figure", "", "illicites")),
        ("figure:illicites?rounded", Target("figure", "", "illicites", "rounded")),
        ("quote:afp/demande", Target("quote", "afp", "demande")),
        ("law:code-penal/227-23", Target("law", "code-penal", "227-23")),
        ("law:code/L. 123-4#4.2", Target("law", "code", "L. 123-4", "", 4, 2)),
        ("law:code/227-23#1?reading", Target("law", "code", "227-23", "reading", 1)),
    ],
)
def test_a_target_names_its_evidence(target: str, read: Target) -> None:
    assert read_target(target) == read


@pytest.mark.parametrize(
    "target",
    [
        "figure:",
        "figure:a/b?reading",
        "figure:a/b/c",
        "figure:a/b#1",
        "Figure:a/b",
        "figure:à/b",
        "quote:a",
        "quote:a/b?rounded",
        "law:code",
        "law:code/1#0",
        "law:code/1#4.",
        "law:code/1#99999",
        "law:code/1?reading#4",
        "figures:a/b",
        "data:text/html,x",
        "java\nscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_malformed_target_comes_with_the_right_form(target: str) -> None:
    fault = read_target(target)
    assert isinstance(fault, Fault)
    assert fault.hint


@pytest.mark.parametrize(
    "target", ["#law", "https://x.fr", "HTTP://x.fr", "mailto:a@x.fr", "tel:+33", "annexe.pdf", ""]
)
def test_ordinary_links_are_left_alone(target: str) -> None:
    assert read_target(target) is None
