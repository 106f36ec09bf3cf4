"""The HTML output on a screen: one file, readable on a phone, and no PDF that depends on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from plaidoyer.render.standalone import standalone


def test_styles_for_screens_come_last_and_of_each_folder(tmp_path: Path) -> None:
    """A template may add its own for screens, and it wins over the shared one."""
    for name in ("_shared", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "style.css").write_text(f"{name}-print", encoding="utf-8")
        (tmp_path / name / "screen.css").write_text(f"{name}-screen", encoding="utf-8")
    sheets = [tmp_path / name / "style.css" for name in ("_shared", "mine")]
    html = standalone("<head></head><p>x</p>", sheets, tmp_path, ())
    order = [html.index(words) for words in ("_shared-print", "mine-print", "_shared-screen", "mine-screen", "</head>")]
    assert order == sorted(order)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html


def test_only_pictures_of_the_brief_and_its_template_are_taken_in(tmp_path: Path) -> None:
    """A brief from somebody else must not carry off a private copy of a source."""
    for folder in ("briefs/note", "sources"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "é.png").write_bytes(folder.encode())
    (tmp_path / "briefs/note/link.png").symlink_to(tmp_path / "sources/é.png")
    pictures = ["briefs/note/é.png", "briefs/note/link.png", "briefs/note/none.png", "sources/é.png", "../é.png"]
    html = "".join(f'<img alt="" src="{picture}">' for picture in pictures)
    shown = standalone(html, (), tmp_path, (tmp_path / "briefs/note",))
    assert shown == html.replace("briefs/note/é.png", "data:image/png;base64,YnJpZWZzL25vdGU=")


def test_a_style_for_screens_that_is_elsewhere_is_not_taken_in(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/style.css").write_text("mine", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "mine/screen.css").symlink_to(tmp_path / "secret")
    assert "secret" not in standalone("<head></head>", [tmp_path / "mine/style.css"], tmp_path, ())


def test_a_style_for_screens_changes_no_pdf(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """Whoever mends the look of the web page must not have every PDF signed again."""
    folder = small / "templates/simple"
    folder.mkdir(parents=True)
    (folder / "template.html").write_text(
        "<html lang=fr><head><title>x</title></head><h1>{{ doc.title }}</h1>", encoding="utf-8"
    )
    (folder / "template.yaml").write_text(
        "title: {fr: T}\nmax-pages: 1\nnotes: call\ncsl: _shared/sources.csl\n", encoding="utf-8"
    )
    (folder / "style.css").write_text("h1 { font-family: 'Source Sans Pro' }", encoding="utf-8")
    brief = small / "briefs/memo/brief.md"
    text = brief.read_text(encoding="utf-8").replace("template: one-pager", "template: simple")
    brief.write_text(text, encoding="utf-8")
    fingerprints = set()
    for style in ("", "h1 { color: red }"):
        (folder / "screen.css").write_text(style, encoding="utf-8")
        ran = plaidoyer(small, "build", "memo", "--out", str(small / "dist"), "--format", "html")
        assert ran.status == 0
        assert style in (small / "dist/memo.html").read_text(encoding="utf-8")
        manifest = (small / "dist/manifest.json").read_text(encoding="utf-8")
        assert '"templates/simple/screen.css"' in manifest
        fingerprints.add(manifest.partition('"fingerprint"')[2].split('"')[1])
    assert len(fingerprints) == 1
