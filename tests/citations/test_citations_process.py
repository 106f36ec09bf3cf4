"""One process for a whole build: no brief sees another, none can hold up the rest, nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from plaidoyer.citations import process
from plaidoyer.citations.process import start
from plaidoyer.citations.works import CitationFailure, Cite, Cluster, Formatted, Work
from plaidoyer.words import Inline

Printed = Callable[[Iterable[Inline]], str]

ITEMS = tuple(
    {
        "id": f"s{number}",
        "type": "book",
        "title": f"Title {number}",
        "author": [{"family": "Martin", "given": "Anne"}],
        "issued": {"date-parts": [[2020]]},
    }
    for number in range(5)
)


def _work(slug: str, style: Path, *sources: str, lang: str = "fr") -> Work:
    return Work(slug, lang, style, ITEMS, tuple(Cluster((Cite(source),)) for source in sources))


def _endless(folder: Path) -> Path:
    """A style whose macros call each other a thousand million times."""
    calls = [f'<text macro="m{n + 1}"/>' * 10 for n in range(9)]
    macros = "".join(f'<macro name="m{n}">{call}</macro>' for n, call in enumerate(calls))
    path = folder / "endless.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title></info>'
        f'{macros}<macro name="m9"><text value="x"/></macro>'
        '<citation><layout><text macro="m0"/></layout></citation></style>'
    )
    return path


def test_a_second_brief_never_begins_with_ibid(styles: dict[str, Path], printed: Printed) -> None:
    with start() as pandoc:
        one, two = pandoc.format([_work("a", styles["footnotes"], "s1"), _work("b", styles["footnotes"], "s1", "s1")])
    assert isinstance(one, Formatted)
    assert isinstance(two, Formatted)
    assert printed(one.clusters[0]) == printed(two.clusters[0]) == "Anne Martin, *Title 1*, 2020."
    assert printed(two.clusters[1]) == "*Ibid.*"


def test_year_suffixes_and_sources_stay_in_their_brief(styles: dict[str, Path], printed: Printed) -> None:
    with start() as pandoc:
        one, two = pandoc.format([
            _work("a", styles["author-date"], "s1", "s2"), _work("b", styles["author-date"], "s3", lang="en"),
        ])  # fmt: skip
    assert isinstance(one, Formatted)
    assert isinstance(two, Formatted)
    assert printed(one.clusters[0]) == "([Martin, 2020a](#ref-s1))"
    assert printed(two.clusters[0]) == "([Martin, 2020](#ref-s3))"
    assert [entry.source for entry in two.entries] == ["s3"]


def test_a_brief_reads_the_same_alone_and_among_a_hundred(styles: dict[str, Path]) -> None:
    names = ("sources", "footnotes", "inline", "author-date")
    works = [
        _work(f"w{n}", styles[names[n % 4]], *(f"s{(n + k) % 5}" for k in range(n % 7)), lang=("fr", "en")[n % 2])
        for n in range(100)
    ]
    with start() as pandoc:
        together = pandoc.format(works)
        again = pandoc.format(works[::-1])[::-1]
    assert together == again
    assert all(isinstance(result, Formatted) for result in together)


def test_an_endless_style_costs_its_own_brief_alone(styles: dict[str, Path], tmp_path: Path) -> None:
    works = [
        _work("a", styles["sources"], "s1"),
        _work("b", _endless(tmp_path), "s1"),
        _work("c", styles["sources"], "s2"),
    ]
    with start(seconds=2) as pandoc:
        before, endless, after = pandoc.format(works)
    assert isinstance(before, Formatted)
    assert endless == CitationFailure("the citations of this brief took longer than 2 s to format")
    assert isinstance(after, Formatted)


def test_memory_is_bounded(styles: dict[str, Path]) -> None:
    huge = Work("a", "fr", styles["sources"], ({**ITEMS[1], "title": "x" * 100_000_000},), (Cluster((Cite("s1"),)),))
    with start(megabytes=16) as pandoc:
        failure, after = pandoc.format([huge, _work("b", styles["sources"], "s1")])
    assert failure == CitationFailure("the citations of this brief took more than 16 MB to format")
    assert isinstance(after, Formatted)


def test_a_process_that_dies_is_replaced(styles: dict[str, Path]) -> None:
    with start() as pandoc:
        assert pandoc._running is not None
        pandoc._running.kill()
        first, second = pandoc.format([_work("a", styles["sources"], "s1"), _work("b", styles["sources"], "s1")])
    assert first == CitationFailure("the citation processor ended unexpectedly, with status -9")
    assert isinstance(second, Formatted)


def test_without_pandoc_every_brief_says_so(styles: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "find_spec", lambda name: None)
    with start() as pandoc:
        results = pandoc.format([_work("a", styles["sources"], "s1"), _work("b", styles["inline"], "s1")])
    assert [result.message for result in results if isinstance(result, CitationFailure)] == [
        "citations cannot be formatted: Pandoc (package « pypandoc_binary ») does not start"
    ] * 2


def test_the_process_is_reaped_when_a_build_is_interrupted() -> None:
    running = None

    def build() -> None:
        nonlocal running
        with start() as pandoc:
            running = pandoc._running
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build()
    assert running is not None
    assert running.returncode is not None


def test_nothing_of_the_user_s_own_pandoc_is_loaded(
    styles: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague's « init.lua » must not change what the same campaign prints."""
    for folder in (tmp_path / "pandoc", tmp_path / ".local" / "share" / "pandoc", tmp_path / ".pandoc"):
        folder.mkdir(parents=True)
        (folder / "init.lua").write_text("print('hello') os.exit(3)")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LUA_INIT", "os.exit(4)")
    with start() as pandoc:
        (result,) = pandoc.format([_work("a", styles["sources"], "s1")])
    assert isinstance(result, Formatted)


def test_nothing_is_left_among_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc keeps an empty file there while it runs: a thousand builds would leave a thousand."""
    started: Any = Popen

    def elsewhere(*arguments: Any, env: Mapping[str, str], **options: Any) -> Any:
        return started(*arguments, env={**env, "TMPDIR": str(tmp_path)}, **options)

    monkeypatch.setattr("plaidoyer.citations.process.Popen", elsewhere)
    with start() as processor:
        running = processor._running
        assert running is not None
    assert running.returncode == 0
    assert list(tmp_path.iterdir()) == []
