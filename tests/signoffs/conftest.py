"""A verdict to take apart."""

from __future__ import annotations

import pytest

from plaidoyer.signoffs.verdicts import Fingerprints, Reviewer, Signoff, signoff

ANNE = Reviewer("Anne Dupont", "anne@example.org")
PAUL = Reviewer("Paul Martin", "paul@example.org")
PRINTS = Fingerprints("c0", {"rapport/part": "p0"}, {"rapport/rapport.txt": "k0"}, {"rapport/part": "f0"}, {})


@pytest.fixture
def verdict() -> Signoff:
    """An acceptance, with a comment in two lines and in more than ASCII."""
    comment = "Vérifié, page 3.\nLe chiffre est « rond »."
    return signoff(
        "note", "0123456789ab-1", "Un lac sur deux.", "accept", comment, ANNE, "2026-11-24T09:00:00Z", PRINTS
    )
