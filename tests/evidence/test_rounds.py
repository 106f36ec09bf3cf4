"""Looking into captures in rounds: what is said of a copy that only one of its extractors can read."""

from __future__ import annotations

from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.copies.unreadable import Unreadable
from plaidoyer.evidence.rounds import Text, unreadable


def test_a_copy_that_one_extractor_reads_is_not_unreadable() -> None:
    """Else an author would be told to save again a page whose words are proven."""
    read, scan = Text(Reading("visible", "Le lac est froid.")), Unreadable("it holds no text", "print the page")
    assert unreadable({("a", "html", 0): scan, ("a", "html", 1): read, ("b", "html", 0): read}) == {}
    assert unreadable({("a", "html", 0): read, ("b", "pdf", 0): scan, ("b", "pdf", 1): scan}) == {"b": scan}
