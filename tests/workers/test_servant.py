"""One bad question among many: what it breaks, it must break alone, and nothing may stay behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from plaidoyer.workers import servant
from plaidoyer.workers.failures import Failure, Reason
from plaidoyer.workers.forks import FEWEST, each
from plaidoyer.workers.servant import Servant

ERRANDS = "tests.workers.errands"


@pytest.fixture
def errands(monkeypatch: pytest.MonkeyPatch) -> Iterator[Servant[str, object]]:
    """A servant with two seconds and half a gigabyte for each question, and little patience."""
    monkeypatch.setattr(servant, "_SLACK", 2.0)
    with Servant[str, object](ERRANDS, 2, 512) as one:
        yield one


@pytest.mark.parametrize(
    ("bad", "failure"),
    [
        ("go on", Failure(Reason.TIME, "it took longer than 2 s")),
        ("go on in C", Failure(Reason.TIME, "it took longer than 2 s")),
        ("go on all the same", Failure(Reason.TIME, "it took longer than 2 s")),
        ("sleep", Failure(Reason.TIME, "it took longer than 2 s")),
        ("be stopped by the system", Failure(Reason.TIME, "it took longer than 2 s")),
        ("swallow memory", Failure(Reason.MEMORY, "it needed more memory than it may use (512 MB)")),
        ("bring much", Failure(Reason.MEMORY, "what comes of it is larger than 128 MB")),
        ("crash", Failure(Reason.CRASH, "the process at work ended unexpectedly (status -11)")),
        ("be killed", Failure(Reason.CRASH, "the process at work ended unexpectedly (status -9)")),
        ("leave", Failure(Reason.CRASH, "the process at work ended unexpectedly (status 4)")),
        ("raise", Failure(Reason.ERROR, "this one is bad (ValueError)")),
    ],
)
def test_a_bad_question_fails_alone(bad: str, failure: Failure, errands: Servant[str, object]) -> None:
    """A brief that hangs, dies or swallows memory must leave the others their turn, and the program alive."""
    assert [errands.ask(name) for name in ("one", bad, "two")] == ["one done", failure, "two done"]


def test_a_question_that_nests_without_end_is_told(errands: Servant[str, object]) -> None:
    failure = errands.ask("nest")
    assert isinstance(failure, Failure)
    assert failure.reason is Reason.ERROR
    assert failure.message.endswith("(RecursionError)")


def test_time_is_counted_anew_for_each_question(errands: Servant[str, object]) -> None:
    """A build of a hundred briefs takes longer than any of them may."""
    assert [errands.ask("be slow") for _ in range(4)] == ["be slow done"] * 4


def test_a_sound_process_is_kept(errands: Servant[str, object]) -> None:
    """The engine takes a second to come up: once a build, not once a brief."""
    assert [errands.ask("count") for _ in range(3)] == [1, 2, 3]


def test_a_process_that_has_failed_is_not_used_again(errands: Servant[str, object]) -> None:
    """What is left of its memory, or of an engine that was stopped half-way, is not for the next."""
    assert errands.ask("count") == 1
    errands.ask("swallow memory")
    assert errands.ask("count") == 1


def test_what_libraries_print_is_no_answer(errands: Servant[str, object], capfd: pytest.CaptureFixture[str]) -> None:
    assert [errands.ask("print"), errands.ask("one")] == ["print done", "one done"]
    assert capfd.readouterr() == ("", "")


def test_what_was_begun_is_there_when_it_is_asked_for(errands: Servant[str, object]) -> None:
    errands.begin("one")
    errands.begin("two")
    assert errands.finish() == "two done"
    assert errands.ask("three") == "three done"


def test_what_was_begun_for_nothing_is_never_the_answer(errands: Servant[str, object]) -> None:
    """A page set as final must not be handed out for the draft that was asked for."""
    errands.begin("one")
    assert errands.ask("two") == "two done"


@pytest.mark.parametrize("bad", ["be killed", "swallow memory", "sleep"])
def test_what_was_begun_and_fails_takes_nothing_with_it(bad: str, errands: Servant[str, object]) -> None:
    """A rehearsal that breaks the process must not be taken for a fault of the first brief."""
    errands.begin(bad)
    errands.begin("one")
    assert errands.finish() == "one done"


def test_nothing_is_an_answer_too(errands: Servant[str, object]) -> None:
    """What was made ready ahead must be there for the first page: to lose it doubles the time of a short build."""
    errands.begin("nothing")
    assert errands.ask("count") == 1
    assert [errands.ask("nothing"), errands.ask("count")] == [None, 2]


def test_each_copy_of_a_process_has_a_servant_of_its_own(errands: Servant[str, object]) -> None:
    """Copies that spoke to one process would get each other's pages."""
    assert errands.ask("count") == 1
    assert each(lambda _: errands.ask("count"), range(2 * FEWEST), 2) == [
        count for number in range(FEWEST) for count in (number + 2, number + 1)
    ]
    assert errands.ask("count") == FEWEST + 2


def test_a_process_that_dies_while_it_waits_is_replaced(errands: Servant[str, object]) -> None:
    """A machine short of memory ends whom it likes: no brief is to blame."""
    errands.start()
    assert errands._running is not None
    os.kill(errands._running.pid, signal.SIGKILL)
    errands._running.wait()
    assert errands.ask("one") == "one done"


def test_a_process_that_never_serves_is_told() -> None:
    """Nothing would come of starting it for ever."""
    with Servant[str, object]("tests.workers.chores", 2, 512) as none:
        assert none.ask("one") == Failure(Reason.CRASH, "no process could be started for it")


def test_a_process_that_does_not_come_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servant, "_STARTING", 0.2)
    with Servant[str, object]("tests.workers.sleepers", 2, 512) as none:
        assert none.ask("one") == Failure(Reason.CRASH, "no process could be started for it")


def test_a_question_that_is_not_read_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe takes a megabyte; the rest waits for a reader, who may be busy for ever."""
    monkeypatch.setattr(servant, "_SLACK", 0)
    with Servant[str, object](ERRANDS, 1, 512) as one:
        one.begin("sleep")
        one.begin("x" * 8_000_000)
        assert one.finish() == f"{'x' * 8_000_000} done"


def test_no_process_is_left_behind() -> None:
    with Servant[str, object](ERRANDS, 2, 512) as one:
        one.begin("sleep")
        running = one._running
        assert running is not None
    assert running.returncode is not None
    with Servant[str, object](ERRANDS, 2, 512):
        pass  # nobody asked
