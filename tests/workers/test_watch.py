"""A process that has nothing more to do may tidy up; one that does not go is ended."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen

from plaidoyer.workers.watch import dismiss


def test_a_process_that_waits_for_work_tidies_up(tmp_path: Path) -> None:
    code = f"import sys, pathlib; sys.stdin.read(); pathlib.Path({str(tmp_path / 'tidy')!r}).touch()"
    assert dismiss(Popen([sys.executable, "-c", code], stdin=PIPE), 30) == 0
    assert (tmp_path / "tidy").exists()


def test_one_that_does_not_go_is_ended() -> None:
    """Or the program would wait for ever for something that hangs."""
    assert dismiss(Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdin=PIPE), 0.1) < 0
    assert dismiss(Popen([sys.executable, "-c", "import time; time.sleep(600)"]), 0.1) < 0
