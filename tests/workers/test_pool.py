"""One bad page among a hundred: what it breaks, it must break alone, and nothing may stay behind."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from plaidoyer.workers.pool import Failure, Reason, run
from tests.workers.chores import chore, leave_a_mark

GIGABYTE = 1024**3
ROOT = Path(__file__).parents[2]


def test_results_come_in_the_order_of_the_items() -> None:
    items = [f"item {number}" for number in range(25)]
    assert list(run(chore, items, jobs=2, seconds=60, memory=GIGABYTE)) == [(item, f"{item} done") for item in items]


def test_without_items_no_process_is_started() -> None:
    assert list(run(chore, [], jobs=2, seconds=60, memory=GIGABYTE)) == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("sleep", Reason.TIME),
        ("sleep in C", Reason.TIME),
        ("swallow memory", Reason.MEMORY),
        ("crash", Reason.CRASH),
        ("be killed", Reason.CRASH),
        ("leave", Reason.CRASH),
        ("raise", Reason.ERROR),
    ],
)
def test_a_bad_item_fails_alone(bad: str, reason: Reason) -> None:
    answers = dict(run(chore, ["one", bad, "two", "three"], jobs=2, seconds=2, memory=GIGABYTE))
    failure = answers.pop(bad)
    assert isinstance(failure, Failure)
    assert failure.reason is reason
    assert answers == {"one": "one done", "two": "two done", "three": "three done"}


def test_items_that_kill_every_process_leave_the_others_their_turn() -> None:
    items = ["leave", "be killed", "crash", "leave", "one", "be killed", "leave", "two"]
    answers = [answer for _, answer in run(chore, items, jobs=2, seconds=60, memory=GIGABYTE)]
    assert [answer if isinstance(answer, str) else answer.reason for answer in answers] == [
        *([Reason.CRASH] * 4), "one done", Reason.CRASH, Reason.CRASH, "two done",
    ]  # fmt: skip


def test_what_an_item_raises_is_told() -> None:
    [(_, failure)] = run(chore, ["raise"], jobs=1, seconds=60, memory=GIGABYTE)
    assert failure == Failure(Reason.ERROR, "ValueError: this one is bad")


def test_noise_of_libraries_does_not_reach_a_report(capfd: pytest.CaptureFixture[str]) -> None:
    [printed, _] = run(chore, ["print", "crash"], jobs=1, seconds=60, memory=GIGABYTE)
    assert printed == ("print", "print done")
    assert capfd.readouterr() == ("", "")


def test_whoever_stops_listening_leaves_no_process_behind(tmp_path: Path) -> None:
    results = run(leave_a_mark, [tmp_path, tmp_path], jobs=2, seconds=1, memory=GIGABYTE)
    next(results)
    results.close()
    assert not _running(tmp_path)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of a terminal are POSIX")
def test_ctrl_c_ends_all_processes_at_once(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group: the program must end with KeyboardInterrupt, its workers with it."""
    script = tmp_path / "script.py"
    folder = tmp_path / "marks"
    folder.mkdir()
    script.write_text(
        "import signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # shells ignore it in the background
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from plaidoyer.workers.pool import run\n"
        "from tests.workers.chores import leave_a_mark\n"
        "if __name__ == '__main__':\n"
        f"    list(run(leave_a_mark, [Path({str(folder)!r})] * 4, jobs=2, seconds=600, memory=1 << 30))\n"
    )
    with subprocess.Popen([sys.executable, script], start_new_session=True, stderr=subprocess.PIPE) as program:
        while len(list(folder.iterdir())) < 2 and program.poll() is None:
            time.sleep(0.02)
        os.killpg(program.pid, 2)
        _, complaint = program.communicate(timeout=60)
    assert complaint.count(b"Traceback") == 1  # that of the program itself
    assert b"KeyboardInterrupt" in complaint
    assert not _running(folder)


def _running(folder: Path) -> list[int]:
    """The processes that left a mark in ``folder`` and still run."""
    running = []
    for mark in folder.iterdir():
        with suppress(ProcessLookupError):
            os.kill(int(mark.name), 0)
            running.append(int(mark.name))
    return running
