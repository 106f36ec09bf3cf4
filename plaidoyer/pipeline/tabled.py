"""What became of the change of law that a brief asks for: the text wanted, alinéa by alinéa, and where it is tabled.

The wording that a chamber is handed is derived from the text wanted, and not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from plaidoyer.law.difference import difference
from plaidoyer.pipeline.edition import Edition
from plaidoyer.pipeline.restated import status_of
from plaidoyer.records.amendments import Amendment
from plaidoyer.records.changes import Status
from plaidoyer.records.sources import in_force
from plaidoyer.rewording import FieldChange, Piece, field_changes, word_difference

Moved = Literal["unchanged", "changed", "moved", "split", "merged", "inserted", "deleted"]


class AlineaChange(Struct, frozen=True):
    """What became of alinéas of the text wanted: which they were and are (from 1), and their words."""

    kind: Moved
    before: tuple[int, ...]
    after: tuple[int, ...]
    words: tuple[Piece, ...]


class ArticleChange(Struct, frozen=True):
    """An article as it is wanted; ``repealed`` where it was to be repealed then, and where it is now.

    ``alineas`` are those that read otherwise than before; of a change that was not asked for before, otherwise than the
    law in force on the brief's date, as far as that is on record.
    """

    source: str
    article: str
    status: Status
    repealed: tuple[bool, bool]
    fields: tuple[FieldChange, ...]
    alineas: tuple[AlineaChange, ...]


class AmendmentChange(Struct, frozen=True):
    """The change of law that is asked for, or the one to fall back on."""

    fallback: bool
    status: Status
    fields: tuple[FieldChange, ...]
    articles: tuple[ArticleChange, ...]


def amendment_changes(old: Edition, new: Edition, names: Mapping[str, str]) -> Iterator[AmendmentChange]:
    """What became of the amendment, and of the one to fall back on; ``names`` gives new ids of renamed records."""
    first = [edition.brief.amendment if edition.brief else None for edition in (old, new)]
    for fallback in (False, True):
        was, now = [one.fallback if one else None for one in first] if fallback else first
        articles = tuple(_articles(was, now, names, new))
        fields = tuple(field_changes(_tabled(was, names), _tabled(now, {})))
        if articles or fields:
            yield AmendmentChange(fallback, status_of(was, now), fields, articles)


def _tabled(one: Amendment | None, names: Mapping[str, str]) -> Mapping[str, str]:
    """In which forms an amendment is tabled, and to what."""
    if one is None:
        return {}
    fields = {"form": ", ".join(one.forms)}
    if vehicle := one.vehicle:
        fields |= {"bill": names.get(vehicle.bill, vehicle.bill), "stage": vehicle.stage, "article": vehicle.article}
        fields |= {"after-article": vehicle.after_article, "deadline": str(vehicle.deadline or "")}
    return fields


def _articles(
    old: Amendment | None, new: Amendment | None, names: Mapping[str, str], edition: Edition
) -> Iterator[ArticleChange]:
    before = {(names.get(one.source, one.source), one.article): one for one in (old.changes if old else ())}
    after = {(one.source, one.article): one for one in (new.changes if new else ())}
    for key in {**after, **before}:
        was, now = before.get(key), after.get(key)
        texts = ((was and was.proposed) or (), (now and now.proposed) or ())
        if was is None:
            texts = (_law(edition, *key), texts[1])
        alineas = tuple(_alineas(*texts)) if now else ()
        fields = tuple(field_changes({"after": was.after if was else ""}, {"after": now.after if now else ""}))
        repealed = (bool(was and was.repeal), bool(now and now.repeal))
        if fields or alineas or repealed[0] != repealed[1] or not (was and now):
            yield ArticleChange(*key, status_of(was, now), repealed, fields, alineas)


def _law(edition: Edition, source: str, article: str) -> tuple[str, ...]:
    """The article as it is in force on the brief's date; nothing where that is not on record."""
    record = edition.sources.get(source)
    if record is None or edition.brief is None or not record.articles.get(article):
        return ()
    version = in_force(record, article, edition.brief.date)
    return version.alineas if version else ()


def _alineas(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[AlineaChange]:
    for edit in difference(before, after):
        if edit.kind == "unchanged" or (edit.kind == "moved" and edit.runs[0].kind == "inserted"):
            continue  # what moved is told where it was
        olds, news = " ".join(before[at] for at in edit.before), " ".join(after[at] for at in edit.after)
        places, now = tuple(at + 1 for at in edit.before), tuple(at + 1 for at in edit.after)
        yield AlineaChange(edit.kind, places, now, word_difference(olds, news))
