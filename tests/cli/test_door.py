"""The engine is started before the command line is known: a build comes up sooner, and no other command is held up."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from plaidoyer.cli import door
from plaidoyer.typeset import process


@pytest.mark.parametrize(
    ("line", "typesets"),
    [
        ("", True),
        ("build", True),
        ("-C campaign build note", True),
        ("check --layout", True),
        ("verify x.pdf", True),
        ("build --format html", False),
        ("check", False),
        ("--help", False),
        ("rules", False),
    ],
)
def test_only_what_typesets_starts_the_engine(
    line: str, typesets: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« rules » must not cost the memory and the second that the engine takes; and the status is the program's."""
    monkeypatch.chdir(tmp_path)
    started: list[process.Typesetter] = []

    def program(arguments: list[str]) -> int:
        assert arguments == line.split()
        assert len(process._AHEAD) == typesets
        if typesets:
            started.append(process.start(60, 2048))
            assert not process._AHEAD
        return 3

    monkeypatch.setattr("sys.argv", ["plaidoyer", *line.split()])
    monkeypatch.setattr("plaidoyer.cli.main.run_program", program)
    monkeypatch.setattr("gc.freeze", lambda: None)
    monkeypatch.setattr("gc.set_threshold", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        door.main()
    assert ended.value.code == 3
    for one in started:
        one._first.end()


def test_an_engine_that_nobody_takes_is_ended() -> None:
    """A command line with a mistake must not leave a process behind."""
    with process.ahead():
        (engine,) = process._AHEAD
        running = engine._running
    assert running is not None
    assert running.returncode is not None
    assert not process._AHEAD


@pytest.mark.parametrize(
    ("line", "typesets"),
    [
        ("build", False),
        ("-C .. build", False),
        ("build --force", True),
        ("-C elsewhere build", False),
        ("-C /nowhere build", True),
        ("verify x.pdf", True),
        ("check --layout", True),
    ],
)
def test_what_was_built_before_is_looked_at_first(
    line: str, typesets: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing has changed, the engine would be started for nothing: it takes longer than to find that out."""
    (tmp_path / ".plaidoyer").mkdir()
    (tmp_path / ".plaidoyer/checked.state").touch()
    (tmp_path / "briefs/elsewhere").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "briefs")
    assert door._typesets(line.split()) is typesets


@pytest.mark.parametrize(("line", "looks"), [("build", True), ("", True), ("check", True), ("rules", False)])
def test_only_what_may_have_nothing_to_do_is_looked_at_ahead(
    line: str, looks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« rules » would wait at its end for a process that reads every source."""
    (tmp_path / ".plaidoyer").mkdir()
    (tmp_path / ".plaidoyer/checked.state").touch()
    monkeypatch.chdir(tmp_path)
    asked: list[object] = []

    def looking(folders: object) -> object:
        asked.append(folders)
        return nullcontext()

    monkeypatch.setattr(door, "looking", looking)
    with door._ahead(line.split()):
        assert bool(asked) == looks
