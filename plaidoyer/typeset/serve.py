"""The typesetting process: the engine, loaded at once, and a PDF for each job."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from plaidoyer.typeset.job import Job, Rehearsal, Typeset, TypesetFailure
from plaidoyer.typeset.pdf import load, typeset
from plaidoyer.workers.service import serve


def rehearse(job: Rehearsal) -> None:
    """Set a page of one word, so that the next one finds styles and typefaces ready; it is thrown away."""
    page = "<html lang='fr'><body><p>1</p></body></html>"
    with suppress(TypesetFailure):  # the page that is meant will say what is wrong
        typeset(Job(page, job.stylesheets, job.assets_root, job.fontconfig))


def answering() -> Callable[[Job | Rehearsal], Typeset | TypesetFailure | None]:
    """Load the engine; the function that answers for it, with the failure of each page where it cannot be loaded."""
    missing = load()

    def answer(job: Job | Rehearsal) -> Typeset | TypesetFailure | None:
        if missing:
            return TypesetFailure(missing)
        if isinstance(job, Rehearsal):
            rehearse(job)
            return None
        try:
            return typeset(job)
        except TypesetFailure as error:
            return error

    return answer


def main() -> None:
    """Serve until the input ends."""
    serve(answering)
