"""A locator as authors write it, in French or English → the form in braces that Pandoc reads.

Pandoc knows a label only in the words of the style's language, and takes « art. 227-23 » for a range of
pages. So a label is recognised here, in either language or under its CSL name. One that styles have a term
for is handed on in the work's language, and the style prints it; any other is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

VERBATIM = "\ue000"
"""Opens a locator that is printed as it stands: no label begins with it. Removed from what is printed."""

HYPHEN = "\ue001"
"""Stands for a hyphen that joins no range of pages. Made a hyphen again in what is printed."""


class _Label(Struct, frozen=True):
    """``terms`` are the long forms of the CSL term, ``short`` what is printed, in French and in English."""

    terms: tuple[str, str] | None
    short: tuple[str, str]


_LABELS = {
    "page": _Label(("page", "page"), ("p.", "p.")),
    "chapter": _Label(("chapitre", "chapter"), ("chap.", "ch.")),
    "section": _Label(("section", "section"), ("section", "section")),
    "paragraph": _Label(("paragraphe", "paragraph"), ("§", "para.")),
    "line": _Label(("ligne", "line"), ("l.", "l.")),
    "note": _Label(("note", "note"), ("note", "note")),
    "figure": _Label(("figure", "figure"), ("fig.", "fig.")),
    "part": _Label(("partie", "part"), ("partie", "part")),
    "volume": _Label(("volume", "volume"), ("vol.", "vol.")),
    "column": _Label(("colonne", "column"), ("col.", "col.")),
    "article-locator": _Label(None, ("art.", "art.")),
    "appendix": _Label(None, ("annexe", "appendix")),
    "table": _Label(None, ("tableau", "table")),
    "timestamp": _Label(None, ("", "")),
}

_MORE_SPELLINGS = {
    "pp.": "page", "pages": "page",
    "chapitres": "chapter", "chapters": "chapter",
    "sect.": "section", "sections": "section",
    "paragr.": "paragraph", "paragraphes": "paragraph", "paragraphs": "paragraph", "paras.": "paragraph",
    "lignes": "line", "lines": "line",
    "notes": "note",
    "figures": "figure",
    "article": "article-locator", "articles": "article-locator",
}  # fmt: skip

_SPELLINGS = {
    spelling: label
    for label, forms in _LABELS.items()
    for spelling in (label, *(forms.terms or ()), *forms.short)
    # « § » is a section here and a paragraph there, « L. 34-1 » an article: they stay what they are.
    if spelling not in {"", "§", "l."}
} | _MORE_SPELLINGS

_PART = re.compile(r"(?P<label>[^\W\d][\w-]*\.?)[\s\u00a0\u202f]*(?P<value>\S.*)", re.DOTALL)


def for_pandoc(words: str, lang: str) -> str:
    """The locator in braces, to follow a comma; empty braces where there is none."""
    parts = list(_parts(words.replace("{", "").replace("}", "").strip()))
    english = not lang.startswith("fr")
    if len(parts) == 1:
        label, value = parts[0]
        if label and (terms := _LABELS[label].terms):
            return f"{{{terms[english]} {value}}}"
    printed = ", ".join(_printed(label, value, english) for label, value in parts)
    return f"{{{VERBATIM}{printed.replace('-', HYPHEN)}}}" if printed else "{}"


def _parts(words: str) -> Iterator[tuple[str, str]]:
    """Each labelled part as label and value; what bears no known label comes as it stands, under none."""
    label, values = "", list[str]()
    for number, part in enumerate(filter(None, re.split(r",\s*", words))):
        match = _PART.fullmatch(part)
        new = _SPELLINGS.get(match["label"].lower(), "") if match else ""
        bare = part[0].isdigit()
        if number and bare:
            values.append(part)
            continue
        if values:
            yield label, ", ".join(values)
        label = new or ("page" if bare else "")
        values = [match["value"] if match and new else part]
    if values:
        yield label, ", ".join(values)


def _printed(label: str, value: str, english: bool) -> str:
    short = _LABELS[label].short[english] if label else ""
    return f"{short}\u00a0{value}" if short else value
