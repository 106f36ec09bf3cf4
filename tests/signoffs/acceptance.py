"""Two reviewers, and what a claim rests on, for verdicts to take apart."""

from __future__ import annotations

from plaidoyer.signoffs.verdicts import Grounds, Reviewer, fingerprints

ANNE = Reviewer("Anne Dupont", "anne@example.org")
PAUL = Reviewer("Paul Martin", "paul@example.org")
GROUNDS = Grounds({"rapport/part": {"exact": "un lac sur deux"}}, {"rapport/part": {"value": "50", "unit": "%"}})
PRINTS = fingerprints("c0", {"rapport/rapport.txt": "k0"}, GROUNDS)
