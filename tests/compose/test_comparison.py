"""The comparison table holds both texts whole, and marks what only one of them has: nothing is lost, nothing added."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaidoyer.compose.comparison import as_printed, compared
from plaidoyer.compose.document import ComparedAlinea, ComparedRow
from plaidoyer.law.units import Article, fold
from plaidoyer.render.pasted import plain

CHANGES = Path(__file__).parents[2] / "../shared/law/transitions-code-penal.jsonl"
WORDS = st.sampled_from(
    ["Le maire", "nomme", "un garde", "des lacs", "1er", "assermenté", "l'étang", "« fermé »", "1° ;"]
)
LAKE, POND = "Un lac.", "Un étang."
SAME, NEW, GONE = "(Sans modification)", "(Alinéa nouveau)", "(Alinéa supprimé)"
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=6).map(tuple)


def said(alinea: ComparedAlinea | None) -> str:
    """An alinéa as a reader has it who sees neither bold nor strokes: [+ inserted +], [- deleted -]."""
    if alinea is None:
        return ""
    signs = {"same": ("", ""), "inserted": ("[+", "+]"), "deleted": ("[-", "-]")}
    parts = [signs[one.kind][0] + plain(one.children) + signs[one.kind][1] for one in alinea.words]
    return fold("".join(parts))


def table(before: Article, after: Article) -> list[tuple[str, str, str]]:
    return [(said(row.before), said(row.after), fold(row.remark)) for row in compared(before, after)]


def whole(rows: tuple[ComparedRow, ...]) -> tuple[list[str], list[str]]:
    """The alinéas of both sides by their numbers; « (Sans modification) » stands for the same words."""
    olds = {row.before.number: plain([c for w in row.before.words for c in w.children]) for row in rows if row.before}
    news = {row.after.number: plain([c for w in row.after.words for c in w.children]) for row in rows if row.after}
    same = [row for row in rows if row.before and not row.after and row.remark.startswith("(Sans modification")]
    return [fold(olds[one]) for one in sorted(olds)], [
        *(fold(news[one]) for one in sorted(news)),
        *(fold(olds[row.before.number]) for row in same if row.before),
    ]


def test_words_are_marked_on_their_own_side() -> None:
    before = ("Le maire nomme un garde.", "Il porte un insigne.")
    after = ("Le maire nomme deux gardes.", "Il porte un insigne.")
    assert table(before, after) == [
        ("Le maire nomme [-un garde-].", "Le maire nomme [+deux gardes+].", ""),
        ("Il porte un insigne.", "", "(Sans modification)"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ((LAKE,), (LAKE, POND), [(LAKE, "", SAME), ("", f"[+{POND}+]", NEW)]),
        ((LAKE, POND), (LAKE,), [(LAKE, "", SAME), (f"[-{POND}-]", "", GONE)]),
        ((POND, LAKE), (LAKE,), [(f"[-{POND}-]", "", GONE), (LAKE, "", "(Sans modification ; devient l'alinéa 1)")]),
        ((), (LAKE,), [("", f"[+{LAKE}+]", "(Article nouveau)")]),
        ((LAKE,), (), [(f"[-{LAKE}-]", "", "(Article abrogé)")]),
    ],
    ids=["inserted", "deleted", "renumbered", "new", "repealed"],
)
def test_what_stands_where_one_text_has_nothing(before: Article, after: Article, rows: list[tuple[str, ...]]) -> None:
    """An empty cell would leave open whether something was forgotten."""
    assert table(before, after) == rows


def test_an_alinea_that_moves_is_shown_at_both_places() -> None:
    moved = "Un décret fixe les conditions d'application."
    others = tuple(f"Le garde numéro {number} surveille l'étang numéro {number} de la commune." for number in (1, 2, 3))
    rows = table((moved, *others), (*others, moved))
    assert (moved, "", "(Déplacé : devient l'alinéa 4)") in rows
    assert ("", moved, "(Ancien alinéa 1, déplacé)") in rows


def test_an_alinea_that_is_split_or_merged_says_so() -> None:
    one = "Le maire nomme un garde assermenté pour chaque lac de la commune."
    two = "Le garde rend compte de ses visites au conseil municipal chaque année."
    split = compared((f"{one} {two}",), (one, two))
    assert [said(row.after) for row in split] == [one, two]
    assert split[1].remark == "(Alinéa 1, scindé)"
    merged = compared((one, two), (f"{one} {two}",))
    assert [said(row.before) for row in merged] == [one, two]
    assert merged[1].remark == "(Réuni à l’alinéa 1)"


def test_words_of_law_are_set_but_not_changed() -> None:
    """« 1er » is raised and apostrophes are curved; no word of the law becomes another."""
    printed = as_printed("L'article 1er « dit » : 75 000 euros")
    assert plain(printed) != "L'article 1er « dit » : 75 000 euros"
    assert fold(plain(printed)) == "L'article 1er « dit » : 75 000 euros"


@given(TEXTS, TEXTS)
def test_both_texts_are_there_whole(before: Article, after: Article) -> None:
    """A jurist reads the law off this table: what it leaves out or adds would be other law."""
    holds_both(before, after)


def holds_both(before: Article, after: Article) -> None:
    """Either column is its own text, letter by letter; no mark of the other is in it, and none cuts a word."""
    rows = compared(before, after)
    olds, news = whole(rows)
    assert olds == [fold(one) for one in before]
    assert sorted(news) == sorted(fold(one) for one in after)
    for row in rows:
        for alinea, other in ((row.before, "inserted"), (row.after, "deleted")):
            words = alinea.words if alinea else ()
            assert all(one.kind != other for one in words)
            pieces = [plain(one.children) for one in words]
            assert not any(left[-1].isalnum() and right[0].isalnum() for left, right in pairwise(pieces))


@pytest.mark.skipif(not CHANGES.exists(), reason="the changes of the Code pénal lie beside the repository")
def test_real_changes_are_shown_whole_and_no_mark_cuts_a_word() -> None:
    for line in CHANGES.read_text(encoding="utf-8").splitlines()[::3]:
        change: dict[str, Any] = json.loads(line)
        holds_both(tuple(change["before"]), tuple(change["after"]))
