"""Pandoc's inlines become words, and none is lost on the way."""

from __future__ import annotations

from typing import Any

from plaidoyer.citations.inlines import PAUSE, without_number, without_pauses, words
from plaidoyer.words import Foreign, Link, Styled, Text

_NONE: list[Any] = ["", [], []]


def _str(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def _paragraph(*nodes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"t": "Para", "c": list(nodes)}]


def test_words_are_joined_and_styles_kept() -> None:
    space = {"t": "Space"}
    run = _paragraph(_str("a"), space, {"t": "Emph", "c": [_str("b"), space, _str("c")]}, _str(","), space, _str("d"))
    assert words(run) == (Text("a "), Styled("emphasis", (Text("b c"),)), Text(", d"))


def test_a_link_inside_a_link_is_its_words() -> None:
    inner = {"t": "Link", "c": [_NONE, [_str("x")], ["https://example.org", ""]]}
    outer = {"t": "Link", "c": [_NONE, [_str("a "), inner], ["#ref-a", ""]]}
    assert words(_paragraph(outer)) == (Link("#ref-a", (Text("a x"),)),)


def test_a_language_becomes_foreign_words() -> None:
    span = {"t": "Span", "c": [["", [], [["lang", "en"]]], [_str("x")]]}
    assert words(_paragraph(span)) == (Foreign("en", (Text("x"),)),)


def test_no_element_swallows_its_words() -> None:
    nodes: list[dict[str, Any]] = [
        {"t": "Underline", "c": [_str("u")]},
        {"t": "Strikeout", "c": [_str("s")]},
        {"t": "Code", "c": [_NONE, "c"]},
        {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [_str("q")]]},
        {"t": "Span", "c": [["", ["nocase"], []], [_str("n")]]},
        {"t": "Note", "c": [{"t": "Div", "c": [_NONE, [{"t": "Plain", "c": [_str("b")]}]]}]},
        {"t": "LineBreak"},
    ]
    assert words(_paragraph(*nodes)) == (Text("uscqnb "),)


def test_letters_that_fonts_lack_become_plain_ones() -> None:
    assert words(_paragraph(_str("1ᵉʳ, nᵒ 2, 12\u201118"))) == (Text("1er, n° 2, 12-18"),)


def test_a_pause_goes_with_one_delimiter() -> None:
    pause = Styled("strong", (Text(f"{PAUSE}?"),))
    assert without_pauses((Text("a; "), pause, Text("; b")), "; ") == (Text("a; b"),)
    assert without_pauses((pause, Text("; b")), "; ") == (Text("b"),)
    assert without_pauses((Text("b; "), pause), "; ") == (Text("b"),)
    assert without_pauses((Text("a"), pause, Styled("emphasis", (Text("b"),))), "") == (
        Text("a"), Styled("emphasis", (Text("b"),)),
    )  # fmt: skip


def test_only_the_number_of_the_entry_goes() -> None:
    assert without_number((Text("[12] Title"),), 12) == (Text("Title"),)
    assert without_number((Styled("strong", (Text("3."),)), Text("Title")), 3) == (Text("Title"),)
    assert without_number((Text("12e rapport"),), 12) == (Text("12e rapport"),)
    assert without_number((Text("2024, a year"),), 20) == (Text("2024, a year"),)
    assert without_number((), 1) == ()
