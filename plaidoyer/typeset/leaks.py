"""Memory that the engine never gives back, given back: some 80 KB a page, in processes that set thousands.

WeasyPrint (70) makes Pango a list of font features for each line that it lays out or draws, and forgets it. It shares
the features themselves between lists, so that no list could be let go. Here each list has its own, and belongs to its
layout alone: Pango frees both with the layout. Nothing that is printed changes.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

_Value = TypeVar("_Value")


class _Unshared(dict[bytes, Any]):
    """Stands where the engine keeps features to be shared, and keeps none."""

    def setdefault(self, _: bytes, value: _Value) -> _Value:  # type: ignore[override]  # always given a value
        """The value that was made for this list."""
        return value


def mend() -> None:
    """Let layouts own their lists, once in a process; the engine is imported by now."""
    from weasyprint.text import line_break

    setup = line_break.Layout.setup
    if hasattr(setup, "__wrapped__"):
        return
    pango, ffi = line_break.pango, line_break.ffi

    @wraps(setup)
    def owned(layout: Any, style: Any) -> None:
        setup(layout, style)
        features = pango.pango_layout_get_attributes(layout.layout)
        if features != ffi.NULL and isinstance(style.font_config.font_features, _Unshared):
            pango.pango_attr_list_unref(features)  # the reference of whoever made it; the layout has its own

    line_break.Layout.setup = owned


def unshared(fonts: FontConfiguration) -> FontConfiguration:
    """A font configuration whose features are not shared between lists."""
    mend()
    fonts.font_features = _Unshared()
    return fonts
