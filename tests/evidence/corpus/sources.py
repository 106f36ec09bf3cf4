"""The corpus's own texts, and the passages that truly stand in them.

A text is a file of ``texts/``: blocks apart by a blank line; ``#`` a heading, ``-`` a list, ``|`` a table, ``{1}`` the
call of a note and ``{1}:`` the note. In memory, numbers keep their groups and their sign together with no-break
spaces, so that a word of ``split(" ")`` is never a part of a number. Nothing here uses the code under test.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from msgspec import Struct

TEXTS = Path(__file__).parent / "texts"

NO_BREAK = "\u00a0"
CALL = re.compile(r"\{(\d+)\}")

_NEGATIONS = {
    *(
        "ne",
        "pas",
        "jamais",
        "guère",
        "non",
        "ni",
        "aucun",
        "aucune",
        "nul",
        "sans",
        "rien",
        "personne",
        "plus",
        "point",
    ),
    *("no", "not", "never", "nor", "neither", "without", "none", "nobody", "cannot", "que", "qu"),
}
_NUMBER_WORDS = set(
    """un une deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent cents mille million millions
    milliard milliards et demi demie quart one two three four five six seven eight nine ten eleven fourteen thousand
    hundred billion and""".split()  # noqa: SIM905
)


class Block(Struct, frozen=True):
    """A heading, paragraph, item, row or note; ``text`` holds the calls of notes."""

    kind: str  # "h1" | "h2" | "p" | "li" | "tr" | "note"
    text: str

    @property
    def words(self) -> str:
        """The text without calls of notes."""
        return CALL.sub("", self.text)


class Text(Struct, frozen=True):
    """One report."""

    name: str
    lang: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self.blocks[0].text


def texts() -> tuple[Text, ...]:
    """Every text of the corpus."""
    return tuple(_read(path) for path in sorted(TEXTS.glob("*.txt")))


def _read(path: Path) -> Text:
    blocks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        for start, kind in (("# ", "h1"), ("## ", "h2"), ("- ", "li"), ("| ", "tr")):
            if line.startswith(start):
                blocks.append(Block(kind, _tied(line.removeprefix(start))))
                break
        else:
            note = re.match(r"\{\d+\}: ", line)
            blocks.append(Block("note", _tied(line[note.end() :])) if note else Block("p", _tied(line)))
    return Text(path.stem, path.stem[:2], tuple(blocks))


def _tied(text: str) -> str:
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\u202f", text)
    text = re.sub(r"(?<=\d) (?=[%€‰])|(?<=±) ", NO_BREAK, text)
    text = re.sub(r"« ", "«" + NO_BREAK, text)
    text = re.sub(r"(?<=\d) (?=(?:millions?|milliards?|billion|thousand|points?|M€)\b)", NO_BREAK, text)
    for whole in ("Vingt et un", "vingts pour cent", "ans et demi", "cent vingt-trois"):
        text = text.replace(whole, whole.replace(" ", NO_BREAK))
    return re.sub(r" (?=[»;:!?])", NO_BREAK, text)


def sentences(text: Text) -> list[str]:
    """The sentences of the paragraphs, items and notes, in order, without calls of notes."""
    found = []
    for block in text.blocks:
        if block.kind in ("p", "li"):
            found += re.split(r"(?<=[a-zé»”%\d\])][.!?])[ ](?=[A-ZÀÉ«“])|(?<=[.!?]”)[ ](?=[A-ZÀÉ«“])", block.words)
    return found


def runs(text: Text, count: int, seed: int) -> list[str]:
    """Runs of whole words from the paragraphs, which do not leave out a negation or a part of a number beside them."""
    chance = random.Random(f"{text.name} {seed}")
    paragraphs = [block.words.split(" ") for block in text.blocks if block.kind == "p"]
    found: list[str] = []
    while len(found) < count:
        words = chance.choice(paragraphs)
        size = chance.randint(4, 24)
        start = chance.randrange(0, max(1, len(words) - size))
        run = words[start : start + size]
        before = words[start - 1] if start else ""
        after = words[start + size] if start + size < len(words) else ""
        if not _tears(before, run[0], run[1]) and not _tears(run[-1], after, ""):
            found.append(" ".join(run))
    return found


def _tears(left: str, right: str, then: str) -> bool:
    """Whether a cut between two words would part a negation from its verb, or a number from its rest."""
    plain = re.sub(r"[^\w’-]", "", left.casefold()).rpartition("’")[2]
    first = re.sub(r"[^\w’-]", "", right.casefold())
    if left[-1:] in ".;:,?!»)":
        return False
    if (
        plain in _NEGATIONS
        or first.partition("’")[0] in _NEGATIONS
        or left.casefold().endswith("n’t")
        or re.match("[nN]’", left)
    ):
        return True
    return (plain in _NUMBER_WORDS or plain[-1:].isdigit()) and (
        first in _NUMBER_WORDS or first[:1].isdigit() or first in ("pour", "per")
    )


def truly_stands(words: str, text: Text) -> bool:
    """Whether ``words`` are, word by word, a run of words of one block: compared by splitting, and nothing else."""
    wanted = words.replace("\u202f", NO_BREAK).split(" ")
    for block in text.blocks:
        held = block.words.replace("\u202f", NO_BREAK).split(" ")
        for start in range(len(held) - len(wanted) + 1):
            window = held[start : start + len(wanted)]
            if (
                window[1:-1] == wanted[1:-1]
                and _bare(window[0]) == _bare(wanted[0])
                and _bare(window[-1]) == _bare(wanted[-1])
            ):
                return True
    return False


def _bare(word: str) -> str:
    """A word without the marks around it, and without an elided article before it."""
    bare = word.strip(".,;:!?()«»“”[]" + NO_BREAK)
    return re.sub(r"^(?:[ldjmtscLDJMTSC]|qu|Qu)’", "", bare)
