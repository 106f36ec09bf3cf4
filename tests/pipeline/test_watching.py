"""A campaign that is built again as its files are saved, until somebody interrupts it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import Timer

import pytest

from plaidoyer.cli.watching import saved, tell
from plaidoyer.config import Config, UsageError, load_config
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.pipeline import run
from plaidoyer.pipeline.report import Report
from plaidoyer.pipeline.run import Warm
from plaidoyer.pipeline.watch import builds
from plaidoyer.typeset.process import Typesetter
from tests.pipeline.rebuilding import BRIEF, edit, rules

NOTE, ERROR = Severity.NOTE, Severity.ERROR


@pytest.fixture
def used() -> list[Warm]:
    """The warm processes that each build was given."""
    return []


@pytest.fixture
def build(small: Path, used: list[Warm]) -> Callable[[Config, Typesetter | None, Warm], Report]:
    def one(config: Config, typesetter: Typesetter | None, warm: Warm) -> Report:
        used.append(warm)
        return run.build(
            small,
            config,
            (),
            out=small / "dist",
            final=False,
            typesetter=typesetter,
            announce=lambda *_: None,
            warm=warm,
        )

    return one


def steps(*changes: Callable[[], Collection[Path]]) -> Iterator[Collection[Path]]:
    """Each change, made when it is asked for."""
    yield from (change() for change in changes)


def test_each_save_is_built_in_processes_that_stay(
    small: Path, build: Callable[[Config, Typesetter | None, Warm], Report], used: list[Warm]
) -> None:
    """To start them takes longer than a page."""

    def mistake() -> Collection[Path]:
        edit(small, BRIEF, "[@rapport-2025/", "[@rapport-2052/")
        return [small / BRIEF]

    def mended() -> Collection[Path]:
        edit(small, BRIEF, "[@rapport-2052/", "[@rapport-2025/")
        return [small / BRIEF]

    found = list(builds(lambda: load_config(small), build, steps(mistake, mended), typeset=False))
    assert ["unknown-source" in rules(one) for one in found if isinstance(one, Report)] == [False, True, False]
    assert len(set(map(id, used))) == 1


def test_citations_are_formatted_as_the_style_says_now(
    small: Path, build: Callable[[Config, Typesetter | None, Warm], Report]
) -> None:
    """A style that was read once must not be the style for ever."""
    style = small / "own.csl"
    style.write_text(
        (Path(__file__).parents[2] / "templates/_shared/inline.csl").read_text(encoding="utf-8"), encoding="utf-8"
    )
    edit(small, BRIEF, "version: 1", "version: 1\ncsl: own.csl")

    def broken() -> Collection[Path]:
        style.write_text("<style/>", encoding="utf-8")
        return [style]

    found = list(builds(lambda: load_config(small), build, steps(broken), typeset=False))
    assert ["invalid-style" in rules(one) for one in found if isinstance(one, Report)] == [False, True]


def test_new_settings_are_taken_and_broken_ones_are_told(
    small: Path, build: Callable[[Config, Typesetter | None, Warm], Report], used: list[Warm]
) -> None:
    """A slip in the settings must not end the watch."""
    file = small / "plaidoyer.toml"

    def slip() -> Collection[Path]:
        file.write_text('langue = "fr"\n', encoding="utf-8")
        return [file]

    def mended() -> Collection[Path]:
        file.write_text('lang = "fr"\njobs = 1\n', encoding="utf-8")
        return [file]

    first, told, again = builds(lambda: load_config(small), build, steps(slip, mended), typeset=False)
    assert isinstance(first, Report)
    assert isinstance(told, UsageError)
    assert isinstance(again, Report)
    assert len(set(map(id, used))) == 2


def test_what_cannot_be_built_for_now_is_told(small: Path) -> None:
    def build(config: Config, typesetter: Typesetter | None, warm: Warm) -> Report:
        raise UsageError("no brief is called so")

    found = list(builds(lambda: load_config(small), build, steps(lambda: [small / BRIEF]), typeset=False))
    assert [str(one) for one in found] == ["no brief is called so"] * 2


def test_what_is_said_of_each_build(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An output is named when it was written, not each time; a mistake in the command is told and not the end."""
    entry = {"file": "note.pdf", "brief": "note", "status": "final", "sha256": "0", "pages": 1}
    note, error = (Finding("capture-missing", name, Span("a.yaml"), severity=name) for name in (NOTE, ERROR))
    report = Report((note, error), (), briefs=1, claims=2, sources=3, outputs=(entry,))
    missing = Report((), (), briefs=1, claims=2, sources=3, missed=("note",))
    tell(small, iter([report, report, missing, UsageError("no such thing")]), Path("dist"))
    said = capsys.readouterr()
    assert said.out.count("dist/note.pdf") == 1
    assert (said.out.count("note[capture-missing]"), said.out.count("error[capture-missing]")) == (1, 2)
    assert "dist/note  not written" in said.out
    assert said.out.count("waiting for changes; Ctrl-C ends") == 4
    assert said.err == "plaidoyer: no such thing\n"


def test_what_no_system_tells_of_is_looked_for(small: Path) -> None:
    """A first template of the campaign's own, and settings: neither lies in a folder that is watched."""
    told = saved(small)

    def after(step: Callable[[], object]) -> set[str]:
        """What is told of a step that is taken while somebody watches."""

        Timer(0.5, step).start()
        return {path.name for path in next(told)}

    assert after(lambda: edit(small, BRIEF, "version: 1", "version: 2")) == {"brief.md"}
    assert after(lambda: (small / "templates").mkdir()) == {"templates"}
    assert next(told) == set(), "what was saved before the new folder was watched is looked at"
    assert after(lambda: (small / "templates/note.txt").write_text("a", encoding="utf-8")) == {"note.txt"}
    assert after(lambda: (small / "plaidoyer.toml").write_text("jobs = 1\n", encoding="utf-8")) == {"plaidoyer.toml"}


def test_a_whole_watch(small: Path) -> None:
    """From the command to Ctrl-C, which ends it at once and leaves what was built."""
    # Whatever runs the tests may have been told not to hear of it, in the background.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{hears}; from plaidoyer.cli.door import main; main()"
    command = [sys.executable, "-u", "-c", code, "-C", str(small), "build", "--watch", "--format", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            assert any("waiting for changes" in line for line in process.stdout)
            edit(small, BRIEF, "Ne rien faire.", "Attendre encore.")
            assert any("note.html" in line for line in process.stdout)
            assert "Attendre encore." in (small / "dist/note.html").read_text(encoding="utf-8")
            assert any("waiting for changes" in line for line in process.stdout)
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 130
        finally:
            process.kill()
