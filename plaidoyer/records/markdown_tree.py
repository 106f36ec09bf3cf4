"""Tokens in a row, as markdown-it gives them, set into one another: what opens holds all until it closes.

This module must not know what any token means.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

MAX_DEPTH = 200
"""How deep nodes may stand in one another: every later room that walks down them calls itself at each step."""


class Node:
    """A token, or a pair of them with all between; of a single token ``opening`` and ``closing`` are the same.

    ``type`` is the opening token's, without ``_open``.
    """

    __slots__ = ("children", "closing", "opening", "type")

    def __init__(self, opening: Token) -> None:
        self.type = opening.type.removesuffix("_open")
        self.opening = self.closing = opening
        self.children: list[Node] = []


def tree(tokens: Iterable[Token]) -> list[Node]:
    """The nodes at the top of some tokens. Raises RecursionError where they stand too deep in one another."""
    top: list[Node] = []
    siblings = top
    opened: list[tuple[Node, list[Node]]] = []
    for token in tokens:
        if token.nesting < 0:
            node, siblings = opened.pop()
            node.closing = token
            continue
        node = Node(token)
        siblings.append(node)
        if token.nesting > 0:
            opened.append((node, siblings))
            siblings = node.children
            if len(opened) > MAX_DEPTH:
                raise RecursionError("tokens stand too deep in one another")
    return top
