"""What became of the statements of a brief from one edition to the next, in their words and in what they rest on.

Which statement is which one of before is told by their words alone; whether either holds is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from plaidoyer.pipeline.statements import Key, Kind, Link, Statement
from plaidoyer.pipeline.touched import Ground
from plaidoyer.records.changes import Status
from plaidoyer.rewording import Piece, counterparts, word_difference


class StatementChange(Struct, frozen=True):
    """A statement that is new, gone, or changed: in its words, or in what it rests on (``grounds``).

    ``old`` and ``new`` are None where there is none. Of a statement that is new or gone, ``grounds`` are all that its
    links name.
    """

    status: Status
    old: Statement | None
    new: Statement | None
    words: tuple[Piece, ...]
    grounds: tuple[Ground, ...]

    @property
    def statement(self) -> Statement:
        """The statement as it is, or as it was where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def is_claim(self) -> bool:
        """Whether it rests on evidence, or did."""
        return any(one.links for one in (self.old, self.new) if one)

    @property
    def is_reworded(self) -> bool:
        """Whether it is in both editions, in other words."""
        return self.status is Status.CHANGED and any(piece.kind != "kept" for piece in self.words)


def restated(before: Sequence[Statement], after: Sequence[Statement]) -> Iterator[StatementChange]:
    """What became of statements, in the order of the text: one that is gone, after the one that it stood behind."""
    pairs = _pairs(before, after)
    known = {*pairs.values()}
    found = [((j, 0), _added(after[j])) for j in range(len(after)) if j not in known]
    behind = -1
    for i, one in enumerate(before):
        if i in pairs:
            behind = pairs[i]
            found += [((behind, 0), change) for change in _changed(one, after[behind])]
        else:
            found.append(((behind, i + 1), _deleted(one)))
    yield from (change for _, change in sorted(found, key=lambda one: one[0]))


def _pairs(before: Sequence[Statement], after: Sequence[Statement]) -> Mapping[int, int]:
    """The place of each statement's counterpart: a sentence's is a sentence, in the same file."""
    pairs: dict[int, int] = {}
    for group in dict.fromkeys(map(_group, before)):
        olds = [i for i, one in enumerate(before) if _group(one) == group]
        news = [j for j, one in enumerate(after) if _group(one) == group]
        found = counterparts([before[i].text for i in olds], [after[j].text for j in news])
        pairs |= {olds[i]: news[j] for i, j in found.items()}
    return pairs


def _group(one: Statement) -> tuple[Kind, str]:
    return one.kind, one.span.file.split("/", 2)[-1]  # « brief.md », whatever the folder is called


def _added(one: Statement) -> StatementChange:
    return StatementChange(Status.ADDED, None, one, word_difference("", one.text), _named(one, Status.ADDED))


def _deleted(one: Statement) -> StatementChange:
    return StatementChange(Status.DELETED, one, None, word_difference(one.text, ""), _named(one, Status.DELETED))


def _changed(old: Statement, new: Statement) -> Iterator[StatementChange]:
    grounds = tuple(_grounds(old.links, new.links))
    if old.text != new.text or grounds:
        yield StatementChange(Status.CHANGED, old, new, word_difference(old.text, new.text), grounds)


def _named(one: Statement, status: Status) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(_ground(link.key, status) for link in one.links))


def _ground(key: Key, status: Status) -> Ground:
    part, source, name = key
    return Ground(source, part, name, status)


def _grounds(old: Iterable[Link], new: Iterable[Link]) -> Iterator[Ground]:
    """What differs of that which a statement rests on: links that came or went, then what stands behind the others."""
    before, after = ({link.key: link for link in links} for links in (old, new))
    for key in {**after, **before}:
        if key not in before or key not in after:
            yield _ground(key, status_of(key in before, key in after))
    both = [(before[key], after[key]) for key in after if key in before]
    told: dict[Key, Status] = {one.key: Status.CHANGED for one, other in both if one.how != other.how}
    for one, other in both:
        keys = [one.key] if _is_lost(one, other) else [*{**other.rests, **one.rests}]
        for key in keys:
            if one.rests.get(key) != other.rests.get(key):
                told.setdefault(key, status_of(key in one.rests, key in other.rests))
    yield from (_ground(key, status) for key, status in told.items())


def _is_lost(one: Link, other: Link) -> bool:
    """Whether one of both editions knows nothing of what a link names: what this stands on has not come, nor gone."""
    return not (one.rests[one.key] and other.rests[other.key])


def status_of(old: object, new: object) -> Status:
    """What became of something that there was then, or is now, or both."""
    if old and new:
        return Status.CHANGED
    return Status.ADDED if new else Status.DELETED
