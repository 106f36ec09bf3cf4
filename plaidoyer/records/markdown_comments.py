"""Comments of a Markdown text, ``<!-- … -->``: found, and taken out before anything else is read.

Comments may stand anywhere but in code (fenced blocks and code spans; in indented blocks they are taken
out too) and may run over blank lines. What they leave is the character U+0000, which no text holds, so
that every other character keeps its place. This module must not know the rest of Markdown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

HIDDEN = "\0"
"""What stands for each character of a comment."""

# Each alternative begins with one certain character: the engine then skips to the next of them.
_MARK = re.compile(r"\\[!-/:-@\[-`{-~]|``*|~~~~*|<!--")
_BACKTICKS = re.compile("``*")
_FENCE_PREFIX = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t>]*(?:\n|[-+*][ \t]|\d{1,9}[.)][ \t]|#|\||:::|\Z))")
_DIRECTIVE = re.compile(r"\s*plaidoyer\b")
_ALLOW = re.compile(r"\s*plaidoyer\s*:\s*allow\s+([a-z][a-z-]*)\s*:\s*(\S.*?)\s*", re.DOTALL)


class Comment(Struct, frozen=True):
    """A comment: its words and the offsets of ``<!--`` and after ``-->``."""

    words: str
    start: int
    end: int

    @property
    def is_directive(self) -> bool:
        """Whether it speaks to the program."""
        return bool(_DIRECTIVE.match(self.words))

    @property
    def allowance(self) -> tuple[str, str] | None:
        """The rule and the reason of ``plaidoyer: allow RULE: reason``; None for anything else."""
        said = _ALLOW.fullmatch(self.words)
        return (said[1], " ".join(said[2].split())) if said else None


class Hidden(Struct, frozen=True):
    """A text without its comments, of the same length; ``unclosed`` is the offset of a ``<!--`` that nothing closes."""

    text: str
    comments: tuple[Comment, ...]
    unclosed: int | None


def hide(text: str) -> Hidden:
    r"""Find the comments of ``text`` (line ends ``\n``, no U+0000) and put U+0000 in their place, line ends excepted.

    Blanks after a comment go with it where a blank or nothing stands before it.
    """
    comments: list[Comment] = []
    pieces: list[str] = []
    kept = 0
    code = CodeSpans(text, [end.start() for end in _PARAGRAPH_END.finditer(text)])
    position, unclosed = 0, None
    while mark := _MARK.search(text, position):
        if mark[0] == "<!--":
            end = text.find("-->", mark.start() + 2)
            if end < 0:
                unclosed = mark.start()
                break
            comments.append(Comment(text[mark.end() : end], mark.start(), end + 3))
            position = _after_blanks(text, mark.start(), end + 3)
            pieces += text[kept : mark.start()], re.sub(r"[^\n]", HIDDEN, text[mark.start() : position])
            kept = position
        elif mark[0].startswith(("```", "~~~")) and (fence_end := _fence_end(text, mark.start(), mark[0])) is not None:
            position = fence_end
        elif mark[0][0] == "`":
            position = code.end(mark.start(), len(mark[0]))
        else:
            position = mark.end()
    return Hidden("".join([*pieces, text[kept:]]), tuple(comments), unclosed)


def cut_line_ends(text: str) -> str:
    """Take comments at line ends away, with the blanks before them: no other character moves on its line."""
    return "\n".join(_cut(line) if HIDDEN in line else line for line in text.split("\n"))


def _cut(line: str) -> str:
    shown = line.rstrip(f" \t{HIDDEN}")
    return shown if HIDDEN in line[len(shown) :] else line


def _after_blanks(text: str, start: int, end: int) -> int:
    if start == 0 or text[start - 1].isspace():
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    return end


def _fence_end(text: str, start: int, run: str) -> int | None:
    """The offset after the block of code that the fence ``run`` opens at ``start``; None where it opens none."""
    line = text.rfind("\n", 0, start) + 1
    if not _FENCE_PREFIX.fullmatch(text, line, start):
        return None
    line_end = text.find("\n", start)
    if run[0] == "`" and "`" in text[start + len(run) : line_end if line_end >= 0 else len(text)]:
        return None
    close = re.compile(rf"\n[ \t>]*{run[0]}{{{len(run)},}}[ \t]*$", re.MULTILINE).search(text, start)
    return close.end() if close else len(text)


class CodeSpans:
    """Where code spans end. One never reaches over any of the offsets ``limits``, where paragraphs end."""

    def __init__(self, text: str, limits: Sequence[int] = ()) -> None:
        """Find the runs of backticks of ``text``."""
        self._limits = limits
        self._runs: dict[int, list[int]] = defaultdict(list)
        for run in _BACKTICKS.finditer(text):
            self._runs[len(run[0])].append(run.start())

    def end(self, start: int, length: int) -> int:
        """The offset after the code that ``length`` backticks open at ``start``; after these where they open none."""
        runs = self._runs[length]
        index = bisect_right(runs, start)
        closed = index < len(runs) and bisect_right(self._limits, runs[index]) == bisect_right(self._limits, start)
        return runs[index] + length if closed else start + length
