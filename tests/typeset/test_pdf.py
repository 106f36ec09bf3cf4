"""HTML to PDF: the same bytes, nothing read that should not be, and no failure in silence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from plaidoyer.typeset.job import Attached, Job, TypesetFailure
from plaidoyer.typeset.pdf import typeset

HEAD = (
    '<html lang="fr"><head><title>Le titre</title><meta name="author" content="Jeanne Exemple">'
    '<meta name="keywords" content="droit, enfance"><meta name="dcterms.created" content="2026-11-24">'
    '<meta name="dcterms.modified" content="2026-11-24"></head>'
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
PACKAGE = Path(__file__).resolve().parents[2] / "plaidoyer"


def test_the_pdf_says_what_it_is(fontconfig: Path, tmp_path: Path) -> None:
    result = typeset(Job(f"{HEAD}<body><h1>Mots</h1></body></html>", (), tmp_path, fontconfig))
    document = pypdfium2.PdfDocument(result.pdf)

    assert (result.pages, result.problems) == (1, ())
    metadata = document.get_metadata_dict()
    assert {name: metadata[name] for name in ("Title", "Author", "Keywords", "CreationDate", "ModDate")} == {
        "Title": "Le titre",
        "Author": "Jeanne Exemple",
        "Keywords": "droit, enfance",
        "CreationDate": "D:20261124",
        "ModDate": "D:20261124",
    }
    assert document.is_tagged()


def test_the_same_page_gives_the_same_bytes(fontconfig: Path, tmp_path: Path) -> None:
    """« verify » rebuilds a PDF on another machine, in another time zone, and compares."""
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    (tmp_path / "style.css").write_text("h1 { font: 600 20pt 'Source Serif Pro'; } p { color: red }", encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from plaidoyer.typeset.job import Job\n"
        "from plaidoyer.typeset.pdf import typeset\n"
        f'html = {HEAD!r} + \'<body><h1>Titre</h1><p>Mots <a href="#a">un</a> <em id=a>deux</em></p>'
        "<img src=pixel.png alt=point></body></html>'\n"
        f"root, fonts = Path({str(tmp_path)!r}), Path({str(fontconfig)!r})\n"
        "r = typeset(Job(html, (root / 'style.css',), root, fonts, folders=(root,)))\n"
        "assert r.problems == (), r.problems\n"
        "sys.stdout.buffer.write(r.pdf)"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "PYTHONPATH": str(PACKAGE.parent)},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone, lang in (("1", "Pacific/Auckland", "fr_FR.UTF-8"), ("2", "America/Lima", "C"))
    }

    assert len(made) == 1
    assert made.pop().startswith(b"%PDF-1.7")


def test_a_picture_of_the_campaign_is_read(fontconfig: Path, tmp_path: Path) -> None:
    (tmp_path / "un dossier").mkdir()
    (tmp_path / "un dossier" / "carte é.png").write_bytes(PIXEL)
    html = f'{HEAD}<body><h1>x</h1><img src="un dossier/carte é.png" alt="La carte"></body></html>'

    assert typeset(Job(html, (), tmp_path, fontconfig, folders=(tmp_path,))).problems == ()


def test_what_could_not_be_set_is_told_once_and_not_again(fontconfig: Path, tmp_path: Path) -> None:
    """WeasyPrint only logs a missing picture, and goes on."""
    html = f'{HEAD}<style>p {{ colour: red }}</style><body><h1>x</h1><img src="none.png" alt="x"></body></html>'

    problems = typeset(Job(html, (), tmp_path, fontconfig, folders=(tmp_path,))).problems
    assert len(problems) == 2
    assert "none.png » was not read: the file cannot be read: No such file" in problems[0]
    assert "colour" in problems[1]
    assert typeset(Job(f"{HEAD}<body><h1>x</h1></body></html>", (), tmp_path, fontconfig)).problems == ()


def test_an_edit_of_a_style_is_seen(fontconfig: Path, tmp_path: Path) -> None:
    """Style sheets are parsed once; a watching build lives for hours."""
    sheet = tmp_path / "style.css"
    made = []
    for text in ("h1 { color: red }", "h1 { color: blue }", "h1 { color: red }"):
        sheet.write_text(text, encoding="utf-8")
        made.append(typeset(Job(f"{HEAD}<body><h1>x</h1></body></html>", (sheet,), tmp_path, fontconfig)).pdf)

    assert made[0] == made[2] != made[1]


def test_a_page_nested_without_end_fails_in_one_sentence(fontconfig: Path, tmp_path: Path) -> None:
    with pytest.raises(TypesetFailure, match="the page is nested too deeply to be typeset"):
        typeset(Job(f"{HEAD}<body>{'<div>' * 3000}x</body></html>", (), tmp_path, fontconfig))


def test_a_style_sheet_that_is_not_there_fails_in_one_sentence(fontconfig: Path, tmp_path: Path) -> None:
    with pytest.raises(TypesetFailure, match=r"the page cannot be typeset: .*none\.css.* \(FileNotFoundError\)"):
        typeset(Job(f"{HEAD}<body>x</body></html>", (tmp_path / "none.css",), tmp_path, fontconfig))


def test_weasyprint_is_named_here_alone() -> None:
    """A second room that called it would have its own fonts, its own fetcher and its own failures."""
    rooms = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\s*(?:import|from) weasyprint\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert rooms == {"typeset"}


def test_footnotes_stand_on_the_page_of_their_calls(fontconfig: Path, tmp_path: Path) -> None:
    """A dossier with forty notes must not grow by forty pages."""
    notes = "".join(f"<p>Un mot<span class='footnote'>Note {n}.</span> et la suite.</p>" for n in range(8))
    style = PACKAGE.parent / "templates/_shared/base.css"
    result = typeset(
        Job(f"{HEAD}<body><h1>Mots</h1><main>{notes}</main></body></html>", (style,), tmp_path, fontconfig)
    )
    text = pypdfium2.PdfDocument(result.pdf)[0].get_textpage().get_text_range()
    assert result.pages == 1
    assert [f"Note {n}." in text for n in range(8)] == [True] * 8


def test_texts_go_with_a_pdf_and_no_clock_counts(fontconfig: Path, tmp_path: Path) -> None:
    """Who has only the PDF can still paste its wording; and the same day gives the same bytes."""
    page = f"{HEAD}<body><h1>Mots</h1></body></html>"
    texts = (Attached("article-loi.txt", "L’article 3 est abrogé.\n", "2026-11-24"),)
    first, second = (typeset(Job(page, (), tmp_path, fontconfig, texts)) for _ in range(2))
    assert first.pdf == second.pdf
    document = pypdfium2.PdfDocument(first.pdf)
    (attachment,) = (document.get_attachment(index) for index in range(document.count_attachments()))
    assert (attachment.get_name(), bytes(attachment.get_data())) == ("article-loi.txt", texts[0].text.encode())
    document.close()
