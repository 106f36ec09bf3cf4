"""Work shared between copies gives what one process would give."""

from __future__ import annotations

import os
import signal

import pytest

from plaidoyer.workers.forks import FEWEST, each

MANY = list(range(5 * FEWEST))


@pytest.mark.parametrize("count", [0, 1, FEWEST, 2 * FEWEST - 1, 2 * FEWEST, 5 * FEWEST + 1])
@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_results_come_in_the_order_of_the_items(count: int, jobs: int) -> None:
    items = list(range(count))
    assert each(lambda item: item * item, items, jobs) == [item * item for item in items]


def test_more_than_one_process_works() -> None:
    assert len(set(each(lambda _: os.getpid(), MANY, 3))) == 3
    assert set(each(lambda _: os.getpid(), MANY, 1)) == {os.getpid()}


def test_an_item_that_fails_is_raised_here() -> None:
    """A copy that swallowed what went wrong would leave briefs out of a report."""

    def work(item: int) -> int:
        if item == 11:
            raise ValueError(f"item {item}")
        return item

    with pytest.raises(ValueError, match="item 11"):
        each(work, MANY, 3)


def test_a_copy_that_is_killed_leaves_its_work_to_this_process() -> None:
    here = os.getpid()

    def work(item: int) -> int:
        if item == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return -item

    assert each(work, MANY, 4) == [-item for item in MANY]


def test_an_interruption_is_for_this_process_alone() -> None:
    def work(item: int) -> signal.Handlers | None:
        return signal.getsignal(signal.SIGINT) if item == 1 else None  # type: ignore[return-value]

    assert each(work, MANY, 2)[1] is signal.SIG_IGN
