"""How claims stand after random edits and verdicts, against a plain model (more of them: ``benchmarks/reviews.py``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reviews import differences


@pytest.mark.parametrize("seed", range(12))
def test_the_window_says_of_each_claim_what_a_plain_model_says(seed: int, tmp_path: Path) -> None:
    """A verdict that stands too long, or not long enough, is worse than none: « vérifié » would be untrue."""
    assert list(differences(seed, tmp_path)) == []
