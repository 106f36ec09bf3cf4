"""What became of each alinéa, as a comparison table tells it."""

from __future__ import annotations

from plaidoyer.law.difference import Run, difference, words_compared

FIRST = "Le fait de diffuser l'image d'un mineur est puni de cinq ans d'emprisonnement."
SECOND = "La tentative est punie des mêmes peines."
THIRD = "Les biens saisis sont confisqués par la juridiction."


def kinds(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(edit.kind, edit.before, edit.after) for edit in difference(before, after)]


def test_what_does_not_change_is_told_as_unchanged() -> None:
    assert kinds((FIRST, SECOND), (FIRST, SECOND)) == [("unchanged", (0,), (0,)), ("unchanged", (1,), (1,))]


def test_kinds_of_space_and_apostrophe_are_no_change() -> None:
    assert kinds((FIRST,), (FIRST.replace("'", "’").replace(" ans", "\u00a0ans"),)) == [("unchanged", (0,), (0,))]


def test_a_changed_alinea_shows_its_words() -> None:
    (edit,) = difference((FIRST,), (FIRST.replace("cinq", "sept"),))

    assert edit.kind == "changed"
    assert [run for run in edit.runs if run.kind != "same"] == [Run("deleted", " cinq"), Run("inserted", " sept")]
    assert "".join(run.text for run in edit.runs if run.kind != "inserted") == FIRST


def test_an_inserted_and_a_deleted_alinea() -> None:
    assert kinds((FIRST, SECOND), (FIRST, THIRD, SECOND)) == [
        ("unchanged", (0,), (0,)),
        ("inserted", (), (1,)),
        ("unchanged", (1,), (2,)),
    ]
    assert kinds((FIRST, THIRD, SECOND), (FIRST, SECOND))[1] == ("deleted", (1,), ())


def test_a_moved_alinea_is_told_in_both_places() -> None:
    assert ("moved", (0,), (2,)) in kinds((SECOND, FIRST, THIRD), (FIRST, THIRD, SECOND))


def test_a_split_alinea_and_merged_ones() -> None:
    joined = f"{FIRST} {THIRD}"

    assert kinds((joined, SECOND), (FIRST, THIRD, SECOND))[0] == ("split", (0,), (0, 1))
    assert kinds((FIRST, THIRD, SECOND), (joined, SECOND))[0] == ("merged", (0, 1), (0,))


def test_repeated_alineas_stay_in_order() -> None:
    assert kinds((SECOND,) * 3, (SECOND,) * 4)[-1][0] == "inserted"


def test_sentences_of_a_changed_alinea_are_paired() -> None:
    (edit,) = difference((f"{FIRST} {SECOND}",), (f"{FIRST} {THIRD} {SECOND}",))

    assert [(pair.before, pair.after) for pair in edit.sentences] == [(0, 0), (None, 1), (1, 2)]


def test_an_amount_is_one_word() -> None:
    runs = words_compared("une amende de 75 000 euros encourue", "une amende de 100 000 euros encourue")

    assert [run.text for run in runs] == ["une amende de", " 75 000 euros", " 100 000 euros", " encourue"]
