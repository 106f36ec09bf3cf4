"""The evidence annex on paper: pages of its own, that a reviewer can work with."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from plaidoyer.compose.document import Annex, AnnexClaim, AnnexLine, Document
from plaidoyer.typeset.job import Typeset
from tests.render.sample_documents import ENGLISH, FRENCH
from tests.render.test_page_layout import pages

ToHtml = Callable[[Document, str], str]
ToPdf = Callable[[Document, str], Typeset]

SHA = "afc13f58131de5ce4dd226a5acb70fca177992d024dd6f660a6dba1da298696b"
LINE = AnnexLine(
    "In total, 20,254 images were found.",
    "en",
    "",
    "IWF, oct. 2023",
    FRENCH.entries[0].id,
    "1",
    "p. 3",
    "",
    SHA,
    "22 nov. 2026",
    True,
)
LAW = replace(
    LINE, passage="Le fait de créer", lang="fr", remark="notre lecture", place="art. 227-23, al. 4", copy="",
    version="LEGIARTI000043409170, en vigueur depuis le 23 avril 2021", date="vu le 22 novembre 2026",
)  # fmt: skip
UNPROVEN = replace(LINE, passage="", copy="", date="", place="", entry="", number="", proven=False)


def annexed(document: Document, claims: int = 1, *lines: AnnexLine) -> Document:
    """The document with an annex of so many claims."""
    made = (AnnexClaim(n, f"début{n} de l’affirmation.", ("calcul : 1 + 1 = 2",), lines) for n in range(1, claims + 1))
    return replace(document, annex=Annex(tuple(made)))


@pytest.mark.parametrize(("document", "template"), [(FRENCH, "policy-brief"), (ENGLISH, "one-pager")])
def test_the_annex_begins_a_page_and_does_not_count_as_the_brief_s(
    document: Document, template: str, to_pdf: ToPdf
) -> None:
    """A template's length is promised for what lawmakers read."""
    own = (replace(LINE, entry=document.entries[0].id), replace(LAW, entry=document.entries[-1].id))
    bare, result = (to_pdf(one, template) for one in (document, annexed(document, 40, *own)))

    assert result.problems == ()
    assert (bare.annex_pages, bare.text_pages) == (0, bare.pages)
    assert result.text_pages == bare.pages
    assert result.annex_pages >= 2
    texts = pages(result)
    assert not any("début" in text for text in texts[: bare.pages])
    assert "Annexe" in texts[bare.pages] or "Evidence annex" in texts[bare.pages]


def test_no_author_can_hide_pages_behind_an_annex(to_pdf: ToPdf) -> None:
    """A section that bears the annex's name counts like any other."""
    section = replace(FRENCH.sections[0], id="evidence-annex")
    result = to_pdf(replace(FRENCH, sections=(section,)), "policy-brief")
    assert result.annex_pages == 0


def test_a_line_says_all_that_the_contract_promises(to_html: ToHtml, to_pdf: ToPdf) -> None:
    document = annexed(FRENCH, 1, LINE, LAW, UNPROVEN)
    text = pages(to_pdf(document, "policy-brief"))[-1]
    for words in (
        *("début1 de l’affirmation.", "calcul : 1 + 1 = 2", "In total, 20,254 images were found."),
        *("IWF, oct. 2023 [1], p. 3", "copie afc13f58131d, 22 nov. 2026", "notre lecture", "non prouvé"),
        *("art. 227-23, al. 4", "LEGIARTI000043409170, en vigueur depuis le 23 avril 2021, vu le 22 novembre 2026"),
    ):
        assert words in text
    assert SHA not in text
    html = to_html(document, "policy-brief")
    assert f'data-sha256="{SHA}"' in html
    assert '<span class="words" lang="en">' in html
    assert '<span class="words">Le fait' in html


def test_a_reader_of_the_page_s_structure_can_follow(to_html: ToHtml) -> None:
    """Heads have a scope, rows have equally many columns, and the heading skips no level."""
    html = to_html(annexed(FRENCH, 2, LINE, UNPROVEN), "policy-brief")
    annex = html[html.index('class="evidence-annex"') :]
    assert re.findall(r"<h(\d)", annex) == ["2"]
    for head in re.findall(r"<th\b[^>]*>", annex):
        assert "scope=" in head
    for row in re.findall(r"<tr.*?</tr>", annex, re.DOTALL):
        cells = re.findall(r"<t[hd]\b[^>]*>", row)
        assert sum(2 if "colspan" in cell else 1 for cell in cells) == 2


def test_a_claim_keeps_its_first_passage_and_no_row_is_cut(to_pdf: ToPdf) -> None:
    """Wherever the page ends, a claim is not left alone at its foot, and the head of the table comes again."""
    for lines in range(1, 5):
        long = replace(LINE, passage="premiers mots " + "et encore des mots " * (5 * lines) + "derniers mots")
        document = annexed(FRENCH, 40 // lines, *(long,) * 2)
        result = to_pdf(document, "policy-brief")
        texts = pages(result)[result.text_pages :]
        assert len(texts) >= 2
        for text in texts:
            assert text.count("premiers mots") == text.count("derniers mots")
            assert "Source, endroit, copie, date" in text
            last = re.findall(r"début\d+|derniers mots", text)[-1]
            assert last == "derniers mots"


def test_a_claim_of_more_lines_than_a_page_holds_is_all_there(to_pdf: ToPdf) -> None:
    many = [replace(LINE, passage=f"passage{n}.") for n in range(120)]
    text = " ".join(pages(to_pdf(annexed(FRENCH, 1, *many), "policy-brief")))
    assert all(f"passage{n}." in text for n in range(120))


def test_the_annex_is_on_by_front_matter_and_leaves_the_length_alone(
    small: Path, plaidoyer: Callable[..., Any]
) -> None:
    """A brief that fits its template goes on fitting when its reviewers want the annex."""
    brief = small / "briefs/memo/brief.md"
    text = brief.read_text(encoding="utf-8")
    without = plaidoyer(small, "check", "memo", "--layout", "--format", "json").json["findings"]
    brief.write_text(text.replace("version: 1\n", "version: 1\nevidence-annex: true\n"), encoding="utf-8")
    found = plaidoyer(small, "check", "memo", "--layout", "--format", "json").json["findings"]
    assert "too-long" not in {one["rule"] for one in (*without, *found)}
    built = plaidoyer(small, "build", "memo", "--out", str(small / "dist"))
    assert built.status == 0
    assert "2 pages" in built.out + built.err
    again = plaidoyer(small, "check", "memo", "--format", "json").json["findings"]  # by the verdict that was kept
    assert not {"too-long", "layout-unchecked"} & {one["rule"] for one in again}
