"""A verdict to take apart."""

from __future__ import annotations

import pytest

from plaidoyer.signoffs.verdicts import Grounds, Reviewer, Signoff, fingerprints, signoff

ANNE = Reviewer("Anne Dupont", "anne@example.org")
PAUL = Reviewer("Paul Martin", "paul@example.org")
GROUNDS = Grounds({"rapport/part": {"exact": "un lac sur deux"}}, {"rapport/part": {"value": "50", "unit": "%"}})
PRINTS = fingerprints("c0", {"rapport/rapport.txt": "k0"}, GROUNDS)


@pytest.fixture
def verdict() -> Signoff:
    """An acceptance, with a comment in two lines and in more than ASCII."""
    comment = "Vérifié, page 3.\nLe chiffre est « rond »."
    time = "2026-11-24T09:00:00Z"
    return signoff("note", "0123456789ab-1", "Un lac sur deux.", "accept", comment, ANNE, time, PRINTS, GROUNDS)
