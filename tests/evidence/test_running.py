"""What is passed over between the halves of a sentence: heads, feet and notes, and never a line of the text."""

from __future__ import annotations

from plaidoyer.evidence.finding.running import without_running_lines


def still(*pages: str) -> list[str]:
    """The lines left of pages, without the blanked ones."""
    offsets = [sum(map(len, pages[:number])) for number in range(len(pages))]
    text = "".join(pages)
    blanked = without_running_lines(text, offsets)
    assert len(blanked) == len(text)
    return [line for line in blanked.split("\n") if line.strip()]


def test_a_text_of_one_page_stays() -> None:
    assert still("Rapport annuel\nmot\n1\n") == ["Rapport annuel", "mot", "1"]


def test_heads_and_feet_go_and_the_same_words_in_the_text_stay() -> None:
    pages = [
        f"Rapport annuel\nUn {word}.\nRapport annuel\nDeux {word}s.\nPage {n} sur 4\n"
        for n, word in enumerate("abcd", 1)
    ]
    assert still(*pages[:2]) == ["Un a.", "Rapport annuel", "Deux as.", "Un b.", "Rapport annuel", "Deux bs."]


def test_a_foot_between_columns_goes_where_nearly_every_page_has_it() -> None:
    pages = [f"Un {word}.\n— {n} —\nDeux {word}s.\n" for n, word in enumerate("abcd", 7)]
    assert still(*pages) == ["Un a.", "Deux as.", "Un b.", "Deux bs.", "Un c.", "Deux cs.", "Un d.", "Deux ds."]
    assert still(*pages[:3], "Un d.\nDeux ds.\n") == still(*pages)
    assert "— 7 —" in still(*pages[:2], "Un c.\nDeux cs.\n", "Un d.\nDeux ds.\n")


def test_a_short_line_that_recurs_in_the_text_stays() -> None:
    """« de la » may end any column: to pass over it would let two words be left out."""
    pages = [f"Un {word}.\nde la\nvie {word} et\nde la\n" for word in "abc"]
    assert still(*pages).count("de la") == 6


def test_the_title_of_a_chapter_goes_from_neighbouring_pages() -> None:
    pages = ["Les moyens de l’enquête\na\n", "Les moyens de l’enquête\nb\n", *(f"{word}\n" for word in "cdefghij")]
    assert still(*pages) == list("abcdefghij")


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    pages = [f"{'Observatoire' if n % 2 else 'Rapport 2024'}\nmot {word}\n" for n, word in enumerate("abcdef")]
    assert still(*pages) == [f"mot {word}" for word in "abcdef"]


def test_a_very_long_line_is_text() -> None:
    line = "mot " * 60
    assert len(still(f"{line}\na\n", f"{line}\nb\n")) == 4


def test_footnotes_go_with_their_continuations() -> None:
    assert still(
        "Un mot¹ et deux²\nmots ici.\nEncore deux lignes de texte\n1. Note une,\nqui va loin.\n2. Deux.\n", ""
    ) == [
        "Un mot¹ et deux²",
        "mots ici.",
        "Encore deux lignes de texte",
    ]


def test_a_numbered_list_is_no_footnote() -> None:
    """A list whose numbers are not called above, or not all, is the text itself."""
    assert len(still("Un mot et deux ici, en toutes lettres.\n1. Une.\n2. Deux.\n", "")) == 3
    assert len(still("Un mot¹ et deux² et trois³ ici.\n1. Une.\n2. Deux.\n", "")) == 3
    assert len(still("Un 10 m² et\n2. Deux.\n", "")) == 2
    assert len(still("1. Une.\nUn mot¹ ici.\n", "")) == 2


def test_what_fills_most_of_a_page_is_no_footnote() -> None:
    assert len(still("Un mot¹.\n1. Note\n" + "et la suite\n" * 9, "")) == 11


def test_the_marks_of_a_list_go() -> None:
    """Some engines draw them all after the text."""
    assert still("a\nb\n•\n• •\n", "c\n") == ["a", "b", "c"]
