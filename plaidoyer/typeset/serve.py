"""The typesetting process: jobs on standard input, answers on standard output, until the input ends.

An answer is a ``Typeset``, or the words of a failure. What the engine prints goes nowhere, never between
answers.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from contextlib import suppress

from plaidoyer.typeset.job import Job, Rehearsal, Typeset, TypesetFailure
from plaidoyer.typeset.pdf import load, typeset


def rehearse(job: Rehearsal) -> None:
    """Set a page of one word, so that the next one finds styles and typefaces ready; it is thrown away."""
    with suppress(TypesetFailure):  # the page that is meant will say what is wrong
        typeset(Job("<html lang='fr'><body><p>1</p></body></html>", job.stylesheets, job.assets_root, job.fontconfig))


def main() -> None:
    """Load the engine at once, then serve.

    Garbage is collected between pages, never while one is set: looking for it took as long as setting the page.
    """
    gc.disable()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    failure = load()
    while True:
        try:
            job: Job | Rehearsal = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if isinstance(job, Rehearsal):
            if not failure:
                rehearse(job)
            continue
        answer: Typeset | str = failure
        if not failure:
            try:
                answer = typeset(job)
            except TypesetFailure as error:
                answer = str(error)
        pickle.dump(answer, answers)
        answers.flush()
        gc.collect()
