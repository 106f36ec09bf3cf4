"""Which text became which, and which of its words are new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plaidoyer import rewording
from plaidoyer.rewording import LIKE, Piece, counterparts, folded, word_difference

_WORDS = [
    "lac",
    "lacs",
    "eau",
    "l’",
    "l'",
    "d’",
    "maire",
    "75",
    "000",
    "3,5",
    "1°",
    "227-23",
    "«",
    ",",
    ".",
    "aujourd’hui",
]
_SPACES = ["", "\u00a0", "\u202f", "\n", "É", "é"]
TEXTS = st.lists(st.sampled_from([*_WORDS, *_SPACES]), max_size=30).map(" ".join) | st.text(max_size=40)
SENTENCES = st.lists(st.sampled_from(["Le lac", "Un lac", "est sale", "est propre", "et froid", "."]), max_size=5).map(
    " ".join
)


def shown(then: str, now: str) -> str:
    """Both texts in one: « le [-petit -]lac est {+vert+} »."""
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_difference(then, now))


# Which words are new ------------------------------------------------------------------------------


@given(TEXTS, TEXTS)
@example("a b", "b")
@example(" ", "\u00a0")
@example("l'eau", "l’eau")
def test_the_pieces_give_back_both_texts(then: str, now: str) -> None:
    """A reviewer who reads the difference reads every sign of both editions."""
    pieces = word_difference(then, now)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == then
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == now
    kinds = [piece.kind for piece in pieces]
    assert all(piece.text for piece in pieces)
    assert not any(pair in (("kept", "kept"), ("added", "removed")) for pair in pairwise(kinds))


@given(TEXTS)
def test_what_did_not_change_is_kept_in_one_piece(text: str) -> None:
    assert word_difference(text, text) == ((Piece("kept", text),) if text else ())


@given(TEXTS, TEXTS)
def test_no_word_or_number_is_torn(then: str, now: str) -> None:
    """« 75 000 » that becomes « 76 000 » is never told as « 5 » that becomes « 6 »."""
    at = 0
    words = [match.span() for match in rewording._WORD.finditer(then)]
    for piece in word_difference(then, now):
        if piece.kind != "added":
            assert not any(start < at < end for start, end in words)
            at += len(piece.text)


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("", "Un lac.", "{+Un lac.+}"),
        ("Un lac.", "", "[-Un lac.-]"),
        ("Le petit lac", "Le lac", "Le [-petit -]lac"),
        ("Le lac", "Le lac vert", "Le lac{+ vert+}"),
        ("Petit lac", "lac", "[-Petit -]lac"),
        ("75\u202f000 mares", "75\u202f500 mares", "[-75\u202f000-]{+75\u202f500+} mares"),
        ("3,5 mares", "3,6 mares", "[-3,5-]{+3,6+} mares"),
        ("1240€ par an", "1340€ par an", "[-1240-]{+1340+}€ par an"),
        ("l'eau", "l’eau", "[-l'-]{+l’+}eau"),
        ("l’eau du lac", "l’onde du lac", "l’[-eau-]{+onde+} du lac"),
        ("l’eau du lac", "la rive du lac", "[-l’eau-]{+la rive+} du lac"),
        ("aujourd’hui", "aujourd’hier", "[-aujourd’hui-]{+aujourd’hier+}"),
        ("article 227-23", "article 227-24", "article [-227-23-]{+227-24+}"),
        ("lac\u00a0: sale", "lac : sale", "lac[-\u00a0-]{+ +}: sale"),
        (
            "La maire a compté les mares et les lacs.",
            "Le préfet voit des étangs et des rivières.",
            "[-La maire a compté les mares et les lacs-]{+Le préfet voit des étangs et des rivières+}.",
        ),
        (
            "Créer, sans le dire, une image du lac.",
            "Reste un cas : créer, sans le dire, une photo du lac.",
            "[-Créer-]{+Reste un cas : créer+}, sans le dire, une [-image-]{+photo+} du lac.",
        ),
    ],
)
def test_what_changed_can_be_read_at_a_glance(then: str, now: str, told: str) -> None:
    assert shown(then, now) == told


def test_long_texts_are_compared_too() -> None:
    """A passage of many pages is told like a sentence, and does not stop a page from being shown."""
    then = " ".join(f"mot{number}" for number in range(3_000))
    now = then.replace("mot7 ", "").replace("mot1500", "autre")
    told = re.findall(r"\[-.*?-\](?:\{\+.*?\+\})?", shown(then, now))
    assert told == [
        "[-mot7 -]",
        "[-mot1500-]{+autre+}",
    ]


# Which text is which ------------------------------------------------------------------------------


@given(st.lists(SENTENCES, max_size=12), st.lists(SENTENCES, max_size=12))
def test_counterparts_are_one_to_one_alike_and_the_same_each_time(then: list[str], now: list[str]) -> None:
    pairs = counterparts(then, now)
    assert [*pairs] == sorted(pairs)
    assert len({*pairs.values()}) == len(pairs)
    assert all(0 <= i < len(then) and 0 <= j < len(now) for i, j in pairs.items())
    assert all(_likeness(then[i], now[j]) > LIKE - 0.001 for i, j in pairs.items())
    assert counterparts([*then], [*now]) == pairs
    left = [text for i, text in enumerate(then) if i not in pairs]
    new = [text for j, text in enumerate(now) if j not in {*pairs.values()}]
    assert not any(_likeness(one, other) > LIKE + 0.001 for one in left for other in new)


@given(st.lists(SENTENCES, max_size=12), st.randoms(use_true_random=False))
def test_texts_that_only_moved_are_all_found_again(then: list[str], chance: object) -> None:
    now = sorted(then, key=lambda _: chance.random())  # type: ignore[attr-defined]
    pairs = counterparts(then, now)
    assert len(pairs) == len(then)
    assert all(then[i] == now[j] for i, j in pairs.items())


def _likeness(one: str, other: str) -> float:
    """The measure as it is stated: twice the signs of the longest common row, of all signs."""
    a, b = folded(one), folded(other)
    row = [0] * (len(b) + 1)
    for sign in a:
        above = 0
        for j, against in enumerate(b, 1):
            above, row[j] = row[j], above + 1 if sign == against else max(row[j], row[j - 1])
    return 2 * row[-1] / (len(a) + len(b)) if a or b else 1.0


@pytest.mark.parametrize(
    ("then", "now", "pairs"),
    [
        ([], [], {}),
        (["Un lac."], [], {}),
        ([], ["Un lac."], {}),
        (["Un lac.", "Un lac."], ["Un lac.", "Un lac."], {0: 0, 1: 1}),
        (["Un lac.", "Un lac."], ["Un lac."], {0: 0}),
        (["l'eau\u00a0: 5"], ["La préfète vote.", "l’eau : 5"], {0: 1}),
        (["Le lac est sale.", "La mare est sèche."], ["La mare est à sec.", "Le lac est très sale."], {0: 1, 1: 0}),
        (["Le maire a compté 74 lacs."], ["Rien.", "Le maire a compté 75 lacs."], {0: 1}),
        (["Le maire a compté 74 lacs."], ["Une route passe ici."], {}),
    ],
)
def test_which_text_is_which(then: Sequence[str], now: Sequence[str], pairs: dict[int, int]) -> None:
    assert counterparts(then, now) == pairs


def test_the_same_words_come_before_words_that_are_alike() -> None:
    """A sentence that was copied and then edited is not taken for the one that stayed."""
    then = ["Le maire a compté 74 lacs."]
    assert counterparts(then, ["Le maire a compté 75 lacs.", "Le maire a compté 74 lacs."]) == {0: 1}


def test_of_texts_as_alike_the_one_between_the_same_neighbours_is_it() -> None:
    """Rows of a table that differ in a number stay with their rows."""
    then = ["Plaine.", "Il y a 10 lacs.", "Montagne.", "Il y a 20 lacs.", "Côte."]
    now = ["Plaine.", "Il y a 21 lacs.", "Montagne.", "Il y a 11 lacs.", "Côte."]
    assert counterparts(then, now) == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}


def test_without_neighbours_the_nearest_place_is_it() -> None:
    then = ["Il y a 10 lacs.", "Il y a 20 lacs.", "Il y a 30 lacs."]
    now = ["Il y a 41 lacs.", "Il y a 51 lacs.", "Il y a 61 lacs."]
    assert counterparts(then, now) == {0: 0, 1: 1, 2: 2}


def test_none_of_many_texts_that_are_all_alike_is_left_over() -> None:
    """A table of forty rows whose numbers were all brought up to date is forty reworded claims, none new or gone."""
    then = [f"Dans la commune du lac, en 2024, il y a {number} mares." for number in range(100, 140)]
    now = [f"Dans la commune du lac, en 2025, il y a {number} mares." for number in range(800, 840)]
    assert len(counterparts(then, now)) == 40


def test_more_texts_than_can_be_compared_are_looked_for_at_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A brief of a hundred thousand list items ends, and its edits are still found where they were made."""
    monkeypatch.setattr(rewording, "_MOST", 40)
    then = [f"Le lac {number} est {'x' * 20}" for number in range(30)]
    now = [f"Le lac {number} est {'x' * 20}y" for number in range(30)]
    pairs = counterparts(then, now)
    assert pairs
    assert all(abs(i - j) <= 8 for i, j in pairs.items())


@given(TEXTS)
def test_folding_leaves_nothing_to_fold(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.replace("'", "’").replace(" ", "\u00a0")) == folded(text)
