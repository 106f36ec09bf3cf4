"""One bar of a chart: its words as text, its length as a small drawing.

The drawing carries its own colours because the PDF engine keeps a page's stylesheet out of drawings.
Dark and light bars stay apart in black and white; what has not happened yet is striped, and its kind is
printed in words as well.
"""

from __future__ import annotations

from markupsafe import Markup

from plaidoyer.compose.document import Bar

NAVY, GREY = "#12304F", "#8A94A0"  # 13.4 and 3.1 to 1 against white
_NOT_YET = frozenset({"forecast", "target"})

_BAR = Markup(
    '<div class="bar"><p class="bar-label">{label}</p><p class="bar-value">{value}</p>'
    '<svg role="img" width="100%" height="9" xmlns="http://www.w3.org/2000/svg"><title>{words}</title>'
    "{drawing}</svg></div>"
)
_SOLID = Markup('<rect width="{length}%" height="9" fill="{colour}"/>')
# Stripes rather than a slanted pattern: a pattern needs an identifier that nothing else on the page has.
_STRIPED = Markup(
    '<line x1="0.5" x2="{length}%" y1="4.5" y2="4.5" stroke="{colour}" stroke-width="8" stroke-dasharray="1.5 2.5"/>'
    '<rect x="0.5" y="0.5" width="{length}%" height="8" fill="none" stroke="{colour}" stroke-width="1"/>'
)


def bar(one: Bar) -> Markup:
    """Label and value above, the bar below; its length is a share of the longest bar's."""
    value = Markup("<strong>{}</strong>").format(one.value)
    if one.kind_word:
        value += Markup(' <span class="kind">({})</span>').format(one.kind_word)
    # The longest bar stops just short of the edge, where half of a striped bar's outline would be cut.
    length = f"{min(max(one.length, 0.0), 1.0) * 99:.2f}"
    drawing = (_STRIPED if one.kind in _NOT_YET else _SOLID).format(length=length, colour=NAVY if one.last else GREY)
    words = ", ".join(filter(None, (one.label, one.value, one.kind_word)))
    return _BAR.format(label=one.label, value=value, words=words, drawing=drawing)
