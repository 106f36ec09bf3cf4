"""A page that breaks the typesetting process takes nothing else with it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from plaidoyer.typeset.job import Job, TypesetFailure
from plaidoyer.typeset.process import start

PAGE = "<html lang='en'><title>x</title><body><h1>x</h1><p>Words.</p></body></html>"


def test_pages_are_set_one_after_the_other(fontconfig: Path, tmp_path: Path) -> None:
    with start() as typesetter:
        first = typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pdf == first.pdf
        assert first.pages == 1


def test_a_page_that_fails_leaves_the_next_one_alone(fontconfig: Path, tmp_path: Path) -> None:
    with start() as typesetter:
        with pytest.raises(TypesetFailure, match="nested too deeply"):
            typesetter.typeset(Job("<div>" * 5000, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_a_page_without_end_is_given_up(fontconfig: Path, tmp_path: Path) -> None:
    """A brief that never finishes must not keep a build for ever."""
    endless = f"<html lang='en'><title>x</title><body>{'<table><td>' * 40}{'<p>x</p>' * 200_000}"
    with start(seconds=2) as typesetter, pytest.raises(TypesetFailure, match="longer than 2 s"):
        typesetter.typeset(Job(endless, (), tmp_path, fontconfig))


def test_a_process_that_dies_is_reported_and_replaced(fontconfig: Path, tmp_path: Path) -> None:
    with start() as typesetter:
        typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert typesetter._running is not None
        os.kill(typesetter._running.pid, signal.SIGKILL)
        with pytest.raises(TypesetFailure, match=r"ended unexpectedly \(status -9\)"):
            typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_no_process_is_left_behind() -> None:
    with start() as typesetter:
        running = typesetter._running
        assert running is not None
    assert running.poll() is not None


def test_nothing_is_imported_from_where_somebody_works(
    fontconfig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A campaign that came from elsewhere must not bring code with it."""
    for name in ("weasyprint", "logging", "pickle"):
        (tmp_path / f"{name}.py").write_text("import os; open('ran', 'w'); os._exit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with start() as typesetter:
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1
    assert not (tmp_path / "ran").exists()


def test_a_rehearsal_changes_no_byte(fontconfig: Path, tmp_path: Path) -> None:
    """What is only done to be quick must not be seen: a reviewer compares bytes."""
    sheet = tmp_path / "style.css"
    sheet.write_text("p { color: #123456; font-weight: 600 }", encoding="utf-8")
    page = "<html lang='fr'><head><title>T</title></head><body><h1>Titre</h1><p>Un mot.</p></body></html>"
    with start() as plain, start() as rehearsed:
        rehearsed.rehearse((sheet,), tmp_path, fontconfig)
        rehearsed.rehearse((tmp_path / "absent.css",), tmp_path, fontconfig)

        assert rehearsed.typeset(Job(page, (sheet,), tmp_path, fontconfig)) == plain.typeset(
            Job(page, (sheet,), tmp_path, fontconfig)
        )


def test_a_page_begun_ahead_is_the_page(fontconfig: Path, tmp_path: Path) -> None:
    """A supposition that holds saves time, and changes no byte."""
    with start() as plain, start() as ahead:
        ahead.suppose(Job(PAGE, (), tmp_path, fontconfig))
        assert ahead.typeset(Job(PAGE, (), tmp_path, fontconfig)) == plain.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert ahead.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_a_supposition_that_fails_is_never_the_answer(fontconfig: Path, tmp_path: Path) -> None:
    """A page set as final must not be handed out for the draft that was asked for."""
    draft = PAGE.replace("Words", "DRAFT")
    with start() as plain, start() as ahead:
        for supposed in (PAGE, "<div>" * 5000):
            ahead.suppose(Job(supposed, (), tmp_path, fontconfig))
            assert ahead.typeset(Job(draft, (), tmp_path, fontconfig)) == plain.typeset(
                Job(draft, (), tmp_path, fontconfig)
            )


def test_an_endless_supposition_is_given_up(fontconfig: Path, tmp_path: Path) -> None:
    endless = f"<html lang='en'><title>x</title><body>{'<table><td>' * 40}{'<p>x</p>' * 200_000}"
    with start(seconds=4) as typesetter:
        typesetter.suppose(Job(endless, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1
