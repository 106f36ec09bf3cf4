"""Building again whenever something is saved, in processes that stay warm.

Who watches files, and what is said of a build, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import nullcontext
from pathlib import Path

from plaidoyer.config import Config, UsageError
from plaidoyer.pipeline.report import Report
from plaidoyer.pipeline.run import Warm, started
from plaidoyer.typeset.process import Typesetter, start
from plaidoyer.workers.forks import cores


def builds(
    configured: Callable[[], Config],
    build: Callable[[Config, Typesetter | None, Warm], Report],
    saved: Iterator[Collection[Path]],
    *,
    typeset: bool,
) -> Iterator[Report | UsageError]:
    """The report of a build now, and of one after each change, until ``saved`` tells of no more; or why there is none.

    ``saved`` gives the files of each change. Settings are read, and processes started, anew where one of them is in the
    way: settings, or typefaces, which a process learns once.
    """
    changed: Collection[Path] | None = ()
    while changed is not None:
        try:
            config = configured()
        except UsageError as error:
            yield error
            changed = next(saved, None)
            continue
        jobs = config.jobs or cores()
        engine = start(config.limits.seconds, config.limits.memory, jobs) if typeset else nullcontext()
        with engine as typesetter, started(config) as warm:
            changed = ()
            while changed is not None and not any(map(_is_learnt, changed)):
                try:
                    yield build(config, typesetter, warm)
                except UsageError as error:  # a brief that was asked for by name is no more
                    yield error
                changed = next(saved, None)


def _is_learnt(path: Path) -> bool:
    return path.suffix == ".toml" or "fonts" in path.parts
