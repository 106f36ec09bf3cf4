"""A style is a file of the campaign and nothing else: none can reach out, or bring the build down."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaidoyer.citations.process import Process
from plaidoyer.citations.styles import InvalidStyle, read_style
from plaidoyer.citations.works import CitationFailure, Cite, Cluster, Formatted, Work

HERE = Path(__file__).parent
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
BODY = "<info><title>t</title></info><citation><layout><text value='x'/></layout></citation></style>"


def _refusal(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "mine.csl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InvalidStyle) as caught:
        read_style(path)
    return str(caught.value)


def test_a_dependent_style_is_refused_before_its_parent_is_fetched() -> None:
    with pytest.raises(InvalidStyle, match=r"« dependent.csl » cannot be used: it depends on another style"):
        read_style(HERE / "styles" / "dependent.csl")


@pytest.mark.parametrize("address", ["http://example.org/a.csl", "https://example.org/a.csl", "missing.csl", "."])
def test_only_a_local_file_is_a_style(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidStyle, match="is not a local file"):
        read_style(Path(address))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEAD + "<citation>", "cannot be used: no element found"),
        ("not XML at all", "cannot be used: syntax error"),
        ("", "cannot be used: no element found"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "is not text in UTF-8"),
        ("<html><body/></html>", "it is not a CSL style"),
        (HEAD + "<info/></style>", "it has no layout for citations"),
        (HEAD.replace("in-text", "poster") + BODY, "its class is neither « in-text » nor « note »"),
        (HEAD + " " * 1_000_001 + BODY, "larger than a style can be"),
    ],
)
def test_what_is_no_style_is_refused_with_a_reason(content: str | bytes, reason: str, tmp_path: Path) -> None:
    assert reason in _refusal(tmp_path, content)


def test_entities_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
    bomb = f'<!DOCTYPE style [<!ENTITY l0 "lol">{laughs}]>{HEAD}<info><title>&l9;</title></info></style>'
    assert "it declares a document type" in _refusal(tmp_path, bomb)


def test_a_file_named_by_an_entity_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    content = f'<!DOCTYPE style [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>{HEAD}{BODY}'
    assert "it declares a document type" in _refusal(tmp_path, content)


def test_a_style_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_bytes(b"\xef\xbb\xbf" + (HEAD + BODY).encode())
    assert read_style(tmp_path / "mine.csl").delimiter == ""


def test_a_macro_that_calls_itself_is_looked_at_once(tmp_path: Path) -> None:
    macros = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    listed = "<citation><layout><text macro='a'/></layout></citation><bibliography><layout/></bibliography></style>"
    (tmp_path / "mine.csl").write_text(HEAD + macros + listed)
    assert not read_style(tmp_path / "mine.csl").numeric


def test_a_refused_style_fails_its_own_work_alone(pandoc: Process, styles: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.csl"
    broken.write_text("<style")
    item = {"id": "a", "type": "book", "title": "A"}
    works = [
        Work(str(style), "fr", style, (item,), (Cluster((Cite("a"),)),))
        for style in (
            styles["sources"],
            broken,
            styles["dependent"],
            Path("http://example.org/a.csl"),
            styles["inline"],
        )
    ]
    results = pandoc.format(works)
    assert [type(result) for result in results] == [Formatted, *[CitationFailure] * 3, Formatted]


def test_a_style_that_citeproc_refuses_is_reported_with_its_reason(pandoc: Process, tmp_path: Path) -> None:
    path = tmp_path / "odd.csl"
    path.write_text(HEAD + "<citation><layout><txet/></layout></citation></style>")
    (result,) = pandoc.format([Work("w", "fr", path, (), (Cluster((Cite("a"),)),))])
    assert result == CitationFailure(
        'the citation style « odd.csl » cannot be used: CiteprocParseError: unknown element "txet"'
    )
