"""The comparison table of one article: alinéa beside alinéa, and the words that only one of the two texts has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Literal

from plaidoyer.compose.document import ComparedAlinea, ComparedRow, ComparedWords
from plaidoyer.compose.typography import set_type
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.law.difference import Edit, Run, difference
from plaidoyer.law.units import Article, fold
from plaidoyer.words import Inline, Styled, Text

LANG = "fr"
"""The language of the law that is amended, and of its pages."""

Kind = Literal["same", "inserted", "deleted"]


def compared(before: Article, after: Article) -> tuple[ComparedRow, ...]:
    """The rows of the table, in the order of both texts."""
    return tuple(row for edit in difference(before, after) for row in _rows(edit, before, after))


def as_printed(text: str) -> tuple[Inline, ...]:
    """Words of law in the typography of the page: apostrophes, spaces and raised letters, and nothing else."""
    made = set_type((Text(text),), LANG)
    return made if fold("".join(words for words, _ in _pieces(made))) == fold(text) else (Text(text),)


def _rows(edit: Edit, before: Article, after: Article) -> Iterator[ComparedRow]:
    """The rows of one edit; of alinéas that are split or merged, the first stands beside the first."""
    olds, news, runs = edit.before, edit.after, edit.runs
    if edit.kind == "moved":  # its words stay: only the place is told, in a row where it was and one where it is
        (run,) = runs
        olds, news = (olds, ()) if run.kind == "deleted" else ((), news)
        runs = (Run("same", run.text),)
    left = _alineas(olds, before, [run for run in runs if run.kind != "inserted"])
    if edit.kind == "unchanged":
        yield ComparedRow(left[0], None, _unchanged(edit))
        return
    right = _alineas(news, after, [run for run in runs if run.kind != "deleted"])
    for old, new in zip_longest(left, right):
        if old and new:
            yield ComparedRow(old, new, "")
        else:
            yield ComparedRow(old, new, _remark(edit, gone=new is None, whole=not (before and after)))


def _unchanged(edit: Edit) -> str:
    _ = catalogue(LANG).gettext
    if edit.before == edit.after:
        return _("(Unchanged)")
    return _("(Unchanged; becomes paragraph %(number)s)") % {"number": edit.after[0] + 1}


def _remark(edit: Edit, *, gone: bool, whole: bool) -> str:
    """What stands where one of the texts has nothing: the text wanted where the alinéa is ``gone``.

    ``whole`` means that one of the texts has no alinéa at all.
    """
    _ = catalogue(LANG).gettext
    match edit.kind:
        case "moved":
            words = _("(Moved: becomes paragraph %(number)s)") if gone else _("(Former paragraph %(number)s, moved)")
            return words % {"number": (edit.after if gone else edit.before)[0] + 1}
        case "split":
            return _("(Paragraph %(number)s, split)") % {"number": edit.before[0] + 1}
        case "merged":
            return _("(Merged into paragraph %(number)s)") % {"number": edit.after[0] + 1}
    if whole:
        return _("(Article repealed)") if gone else _("(New article)")
    return _("(Paragraph deleted)") if gone else _("(New paragraph)")


def _alineas(indexes: Sequence[int], article: Article, runs: Sequence[Run]) -> list[ComparedAlinea]:
    """Alinéas of one text, their words marked as ``runs`` mark them.

    Marks are counted by letters: the runs of alinéas that were put together know no line between them.
    """
    marks: Iterator[Kind] = iter([run.kind for run in runs for sign in run.text if not sign.isspace()])
    return [ComparedAlinea(index + 1, tuple(_marked(article[index], marks))) for index in indexes]


def _marked(alinea: str, marks: Iterator[Kind]) -> Iterator[ComparedWords]:
    """The words of an alinéa, as printed, by the marks of their letters."""
    signs = [(sign, raised) for words, raised in _pieces(as_printed(alinea)) for sign in words]
    kinds = _with_spaces([None if sign.isspace() else next(marks) for sign, _ in signs])
    for kind, group in groupby(zip(kinds, signs, strict=True), key=lambda pair: pair[0]):
        yield ComparedWords(kind, tuple(_inlines([sign for _, sign in group])))


def _with_spaces(marks: Sequence[Kind | None]) -> list[Kind]:
    """The marks, with those of spaces: a space is marked where the letters before and after it are marked alike."""
    lefts, rights = _carried(marks), reversed(list(_carried(reversed(marks))))
    return [left if left and left == right else "same" for left, right in zip(lefts, rights, strict=True)]


def _carried(marks: Iterable[Kind | None]) -> Iterator[Kind | None]:
    """The mark at each place, or the last one before it."""
    last: Kind | None = None
    for mark in marks:
        last = mark or last
        yield last


def _pieces(children: Sequence[Inline]) -> Iterator[tuple[str, bool]]:
    """The words of a run, and whether they are raised."""
    for child in children:
        raised = isinstance(child, Styled)
        for inner in child.children if isinstance(child, Styled) else (child,):
            assert isinstance(inner, Text), "typography raises letters, and does nothing else"
            yield inner.text, raised


def _inlines(signs: Sequence[tuple[str, bool]]) -> Iterator[Inline]:
    for raised, group in groupby(signs, key=lambda sign: sign[1]):
        words = Text("".join(sign for sign, _ in group))
        yield Styled("superscript", (words,)) if raised else words
