"""A page that breaks the typesetting process takes nothing else with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaidoyer.typeset.job import Job, TypesetFailure
from plaidoyer.typeset.process import start

PAGE = "<html lang='en'><title>x</title><body><h1>x</h1><p>Words.</p></body></html>"


def test_pages_are_set_one_after_the_other(fontconfig: Path, tmp_path: Path) -> None:
    with start(60, 2048) as typesetter:
        first = typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pdf == first.pdf
        assert first.pages == 1


def test_a_page_that_fails_leaves_the_next_one_alone(fontconfig: Path, tmp_path: Path) -> None:
    with start(60, 2048) as typesetter:
        with pytest.raises(TypesetFailure, match="nested too deeply"):
            typesetter.typeset(Job("<div>" * 5000, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_a_page_without_end_is_given_up(fontconfig: Path, tmp_path: Path) -> None:
    """A brief that never finishes must not keep a build for ever."""
    endless = f"<html lang='en'><title>x</title><body>{'<table><td>' * 40}{'<p>x</p>' * 200_000}"
    with start(2, 2048) as typesetter, pytest.raises(TypesetFailure, match="longer than 2 s"):
        typesetter.typeset(Job(endless, (), tmp_path, fontconfig))


def test_a_page_that_takes_all_memory_is_given_up(fontconfig: Path, tmp_path: Path) -> None:
    """The machine must not be brought down by a brief; and the next one has a fresh process."""
    wide = "<html lang='en'><title>x</title><body><table><tr><td colspan='99999999' rowspan='65534'>x</table>"
    with start(60, 512) as typesetter:
        with pytest.raises(TypesetFailure, match=r"it needed more memory than it may use \(512 MB\)") as failed:
            typesetter.typeset(Job(wide, (), tmp_path, fontconfig))
        assert failed.value.crash
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_a_refusal_is_no_failure_of_the_program(fontconfig: Path, tmp_path: Path) -> None:
    """Exit status 3 tells people to look at the machine: here an author has to mend a template."""
    page = PAGE.replace("</title>", "</title><style>@color-profile --x { src: url('file:///etc/hostname') }</style>")
    with start(60, 2048) as typesetter:
        with pytest.raises(TypesetFailure, match="hostname » was not read: only files of") as failed:
            typesetter.typeset(Job(page, (), tmp_path, fontconfig))
        assert not failed.value.crash


def test_no_process_is_left_behind() -> None:
    with start(60, 2048) as typesetter:
        running = typesetter._first._running
        assert running is not None
    assert running.returncode is not None


def test_nothing_is_imported_from_where_somebody_works(
    fontconfig: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A campaign that came from elsewhere must not bring code with it."""
    for name in ("weasyprint", "logging", "pickle"):
        (tmp_path / f"{name}.py").write_text("import os; open('ran', 'w'); os._exit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with start(60, 2048) as typesetter:
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1
    assert not (tmp_path / "ran").exists()


def test_a_rehearsal_changes_no_byte(fontconfig: Path, tmp_path: Path) -> None:
    """What is only done to be quick must not be seen: a reviewer compares bytes."""
    sheet = tmp_path / "style.css"
    sheet.write_text("p { color: #123456; font-weight: 600 }", encoding="utf-8")
    page = "<html lang='fr'><head><title>T</title></head><body><h1>Titre</h1><p>Un mot.</p></body></html>"
    with start(60, 2048) as plain, start(60, 2048) as rehearsed:
        rehearsed.rehearse((sheet,), tmp_path, fontconfig)
        rehearsed.rehearse((tmp_path / "absent.css",), tmp_path, fontconfig)

        assert rehearsed.typeset(Job(page, (sheet,), tmp_path, fontconfig)) == plain.typeset(
            Job(page, (sheet,), tmp_path, fontconfig)
        )


def test_a_page_begun_ahead_is_the_page(fontconfig: Path, tmp_path: Path) -> None:
    """A supposition that holds saves time, and changes no byte."""
    with start(60, 2048) as plain, start(60, 2048) as ahead:
        ahead.suppose(Job(PAGE, (), tmp_path, fontconfig))
        assert ahead.typeset(Job(PAGE, (), tmp_path, fontconfig)) == plain.typeset(Job(PAGE, (), tmp_path, fontconfig))
        assert ahead.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_a_supposition_that_fails_is_never_the_answer(fontconfig: Path, tmp_path: Path) -> None:
    """A page set as final must not be handed out for the draft that was asked for."""
    draft = PAGE.replace("Words", "DRAFT")
    with start(60, 2048) as plain, start(60, 2048) as ahead:
        for supposed in (PAGE, "<div>" * 5000):
            ahead.suppose(Job(supposed, (), tmp_path, fontconfig))
            assert ahead.typeset(Job(draft, (), tmp_path, fontconfig)) == plain.typeset(
                Job(draft, (), tmp_path, fontconfig)
            )


def test_an_endless_supposition_is_given_up(fontconfig: Path, tmp_path: Path) -> None:
    endless = f"<html lang='en'><title>x</title><body>{'<table><td>' * 40}{'<p>x</p>' * 200_000}"
    with start(4, 2048) as typesetter:
        typesetter.suppose(Job(endless, (), tmp_path, fontconfig))
        assert typesetter.typeset(Job(PAGE, (), tmp_path, fontconfig)).pages == 1


def test_many_pages_find_every_process_started(fontconfig: Path, tmp_path: Path) -> None:
    """A hundred briefs must not wait for the engine of the second core when their pages are ready."""
    job = Job(PAGE, (), tmp_path, fontconfig)
    with start(60, 2048, jobs=2) as typesetter:
        typesetter.expect(3)
        assert len(typesetter._engines) == 1
        typesetter.expect(4)
        typesetter.expect(9)
        assert len(typesetter._engines) == 2
        assert all(one._running for one in typesetter._engines)
        typesetter.suppose(job)
        assert typesetter.typeset(job).pages == 1
    with start(60, 2048) as typesetter:
        typesetter.expect(100)
        assert len(typesetter._engines) == 1
