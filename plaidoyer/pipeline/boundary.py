"""One boundary for all that can go wrong with one brief: it becomes a finding, and the others go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plaidoyer.diagnostics import Finding
from plaidoyer.records.briefs import Brief

_T = TypeVar("_T")


class BriefFailure(Exception):
    """What stops one brief: a finding. ``crash`` tells that no author can mend it."""

    def __init__(self, finding: Finding, *, crash: bool = False) -> None:
        """Take the finding; its message is the exception's."""
        super().__init__(finding.message)
        self.finding = finding
        self.crash = crash

    def __reduce__(self) -> tuple[Callable[..., BriefFailure], tuple[Finding, bool]]:
        """Go from one process to another whole."""
        return _failure, (self.finding, self.crash)

    def report(self, findings: list[Finding], failures: list[str]) -> None:
        """Add to ``findings``, and to ``failures`` what no author can mend."""
        findings.append(self.finding)
        if self.crash:
            failures.append(f"{self.finding.span.file}: {self.finding.message}")


def _failure(finding: Finding, crash: bool) -> BriefFailure:
    return BriefFailure(finding, crash=crash)


def bounded(brief: Brief, step: Callable[[], _T]) -> _T:
    """Do ``step``, which works on ``brief`` alone. Raises BriefFailure, and nothing else."""
    try:
        return step()
    except BriefFailure:
        raise
    except OSError as error:
        message, hint = (
            f"{error.filename or 'a file'}: {error.strerror or error}",
            "see that the file can be read and written",
        )
    except (RecursionError, MemoryError) as error:
        message, hint = (
            f"the brief is too deep or too large ({type(error).__name__})",
            "simplify what is nested or very large",
        )
    except Exception as error:
        reason = (str(error).splitlines() or [""])[0]
        message = f"the brief could not be composed: {reason} ({type(error).__name__})"
        hint = "please report this: it is a fault of the program"
    raise BriefFailure(Finding("not-typeset", message, brief.span, hint), crash=True)
