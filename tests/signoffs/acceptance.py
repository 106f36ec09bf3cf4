"""Two reviewers, and what a claim rests on, for verdicts to take apart."""

from __future__ import annotations

from plaidoyer.signoffs.verdicts import Grounds, Reviewer, fingerprints

ANNE = Reviewer("Anne Dupont", "anne@example.org")
PAUL = Reviewer("Paul Martin", "paul@example.org")
GROUNDS = Grounds(
    passages={"rapport/part": {"exact": "un lac sur deux"}},
    figures={"rapport/part": {"value": "50", "unit": "%"}},
    law={"code/12-3#1": {"id": "L1", "in-force": "2020-01-01"}},
)
PRINTS = fingerprints("c0", {"rapport/rapport.txt": "k0"}, GROUNDS)
