"""The tree of tags as plain values: what holds what, before there is any object of a PDF.

Nothing here knows of HTML, nor of how a page was laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, field

FIRST, END = 0, 1 << 60
"""The ranks of what comes first and last, wherever it stands in the HTML."""


class Mark(Struct, frozen=True):
    """A piece of what was drawn on a page, by its number there."""

    page: int
    number: int


class Spot(Struct, frozen=True):
    """A place on a page that is a link or a field: its annotation, a dictionary of pydyf."""

    page: int
    annotation: Any


class Node(Struct, eq=False):
    """An element of the tree. It is put into its ``holder`` with its first content: what holds nothing is not written.

    ``rank`` is its place in the HTML, below zero where it goes with what stands before it. ``words`` are told in place
    of what is drawn or beside it (Alt, E, Contents), or name it (ID); ``attributes`` are those that its type has.
    ``refers`` are the elements that it points to. ``scope`` is what a head cell says of itself in the HTML.

    While the tree grows: where ``flat``, nothing in it is an element; where ``bare``, it is a paragraph that only its
    words call for; ``in_contents`` tells that a list in it is one of contents. ``page`` is that of its last content,
    ``last`` the paragraph of bare words, or the item of a list, that was begun in it last.
    """

    kind: str
    holder: Node | None = None
    rank: int = -1
    lang: str = ""
    words: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    refers: list[Node] = field(default_factory=list)
    kids: list[Node | Mark | Spot] = field(default_factory=list)
    placed: bool = False
    scope: str = ""
    flat: bool = False
    bare: bool = False
    in_contents: bool = False
    page: int = -1
    last: Node | None = None

    def chain(self) -> Iterator[Node]:
        """This element, what holds it, and so on."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.holder

    def nodes(self) -> list[Node]:
        """The elements that stand in this one."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """This element and all in it, in the order of reading.

        What an element holds is looked up once it has been given: it may be changed meanwhile.
        """
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.nodes())

    def place(self) -> None:
        """Put this element into what holds it, unless it is there. A note waits until all is known of its call."""
        if not self.placed and self.holder is not None:
            self.holder.place()
            self.placed = True
            if self.kind != "Note":
                self.holder.kids.append(self)

    def add(self, content: Mark | Spot) -> None:
        """Let content belong to this element."""
        self.place()
        self.kids.append(content)

    def is_open_in(self, node: Node) -> bool:
        """Whether what comes next in ``node`` may go to this element: nothing that is read stands between."""
        one = self
        while one is not node:
            if one.holder is None or one.holder.last_read() is not one:
                return False
            one = one.holder
        return True

    def last_read(self) -> Node | Mark | None:
        """What is read last in this element, as far as it has grown. Links are not read, but their words."""
        return next((kid for kid in reversed(self.kids) if not isinstance(kid, Spot)), None)

    def end(self) -> None:
        """End this paragraph of bare words: those that are still to come are another, in the same place."""
        if self.placed and self.holder is not None:
            ended = Node(self.kind, self.holder, lang=self.lang, kids=self.kids, placed=True)
            for kid in ended.nodes():
                kid.holder = ended
            at = self.holder.kids.index(self)
            self.holder.kids[at] = ended
            self.kids, self.placed = [], False

    def wrap(self, kinds: Sequence[str], wanted: Callable[[Node], bool]) -> None:
        """Put each run of the elements in this one that are ``wanted`` into new ones of ``kinds``, outermost first."""
        kids: list[Node | Mark | Spot] = []
        for wraps, run in groupby(self.kids, lambda kid: isinstance(kid, Node) and wanted(kid)):
            if not wraps:
                kids += run
                continue
            around, into = self, kids
            for kind in kinds:
                new = Node(kind, around, lang=self.lang, placed=True)
                into.append(new)
                around, into = new, new.kids
            into += run
            for node in around.nodes():
                node.holder = around
        self.kids = kids
