"""Lines as long as they can be: a page of short lines looks broken, and is longer than it needs to be."""

from __future__ import annotations

import random
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pypdfium2
import pytest

from plaidoyer.typeset.job import Job
from plaidoyer.typeset.pdf import typeset
from plaidoyer.typeset.spaces import set_last_spaces_apart

WORDS = "un mineur de quinze ans est puni même sans intention de diffuser cette image par le moyen que ce soit"


def parted(markup: str) -> str:
    root = fromstring(markup)
    set_last_spaces_apart(root)
    return tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>un deux trois</p>", "<p>un deux trois</p>"),
        ("<p>un <b>deux</b> trois </p>", "<p>un<span> </span><b>deux</b> trois<span> </span></p>"),
        (
            "<p>dit «\u202f<b>un mot</b>\u202f» et</p>",
            "<p>dit<span> </span>«\u202f<b>un mot</b>\u202f» et</p>",
        ),
        ("<ul> <li>un</li> <li>deux</li> </ul>", "<ul> <li>un</li> <li>deux</li> </ul>"),
        ("<div><pre>a b</pre><head><title>a b</title></head></div>",) * 2,
        ("<div><svg xmlns='http://www.w3.org/2000/svg'><title>a b</title></svg></div>",) * 2,
        ("<p><a>a b</a> c d</p>", "<p><a>a b</a> c d</p>"),
        ("<p>un<!-- a b -->deux</p>", "<p>un<!-- a b -->deux</p>"),
    ],
)
def test_the_last_space_of_a_text_stands_apart(markup: str, expected: str) -> None:
    assert parted(markup) == tostring(fromstring(expected), encoding="unicode")


def test_lines_are_not_broken_early(fontconfig: Path, tmp_path: Path) -> None:
    """Sentences as French notes have them, quotation marks glued to a link: the next word never fits the line."""
    chance = random.Random(1)

    def words(most: int) -> str:
        return " ".join(chance.choices(WORDS.split(), k=chance.randint(1, most)))

    sentences = (
        f"<span>{words(9)} «\u202f<em>{words(6)}</em>\u202f»<sup><a href='#a'>1</a></sup>.</span> " for _ in range(400)
    )
    body = "body { margin: 0; font: 11pt 'Source Sans Pro' } sup { font-size: 6pt }"
    style = f"<title>x</title><style>@page {{ size: 80mm 4000mm; margin: 0 }} {body}</style>"
    page = f"<html lang='fr'>{style}<body><h1 id='a'>x</h1><p>{''.join(sentences)}</p></body></html>"
    text = pypdfium2.PdfDocument(typeset(Job(page, (), tmp_path, fontconfig)).pdf)[0].get_textpage()
    lines: dict[int, float] = {}
    for index in range(text.count_chars()):
        _, bottom, right, top = text.get_charbox(index, loose=True)
        if top - bottom > 10:  # not the notes, which stand above the line
            lines[round(bottom)] = max(lines.get(round(bottom), 0), right)
    _, *ends, _ = (lines[bottom] for bottom in sorted(lines))

    # The longest word, with its marks, is less than 60 points wide: a line that leaves 70 could have held it.
    assert len(ends) > 150
    assert [end for end in ends if end < 80 * 72 / 25.4 - 70] == []
