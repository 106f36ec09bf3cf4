"""The campaign of the conformance matrix: what the tables list, as briefs and templates that are built by the program.

A brief takes a quarter of a second to set and to validate, however little stands in it, so constructs share briefs,
each in a section of its own name: what is found is told apart by its line, what is heard by the section's heading.
Where a brief does not comply, ``CONFORMANCE=apart`` gives each construct its own.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from plaidoyer.records.template_folders import shipped_templates
from tests.conformance import constructs, pages
from tests.conformance.constructs import Construct
from tests.conformance.pages import Piece
from tests.conformance.pictures import write_pictures

SMALL = Path(__file__).parents[1] / "projects" / "small"

_TOGETHER = 24  # constructs in one brief
_PICTURE = re.compile(r"[\w-]+\.(?:png|jpg|gif|webp|svg)\b")
_FIELDS = {"title": "Un lac", "date": "2026-11-24", "version": "1"}
_NOTES = {"open": ("call", "sources"), "notes": ("footnote", "footnotes"), "lines": ("inline", "inline")}
_MANIFEST = "title: {{fr: Essai, en: Trial}}\nmax-pages: 99\nnotes: {}\ncsl: _shared/{}.csl\n"
_OPEN = '{% extends "policy-brief/template.html" %}\n'
_BODY = '{{% extends "_shared/page.html" %}}{{% block body %}}{{% raw %}}{}{{% endraw %}}{{% endblock %}}'
_SHORT = "@page { size: 210mm 160mm }\n"  # on pages below 130 mm, the engine gives each footnote one of its own


class Section(Struct, frozen=True):
    """A construct in its brief, and what becomes of it there.

    ``lines`` are the first and the last of its own in the brief; a construct without has the brief for itself. ``says``
    are words that its PDF holds in this order; ``finds`` are the rules that say something of it, ``told`` is a part of
    what one says; where it is ``refused`` there is an error.
    """

    name: str
    lines: tuple[int, int] | None = None
    says: Sequence[str] = ()
    finds: frozenset[str] = frozenset()
    refused: bool = False
    told: str = ""


class Case(Struct, frozen=True):
    """A brief of the matrix: the files that it needs, the constructs in it, its outputs, the fewest pages of the first.

    What is refused is not meant to be read: nothing is asked of the pages of a draft that says so. Where it is
    ``drawn``, a template of its own may hide words of its page, or add some.
    """

    slug: str
    files: Mapping[str, str]
    sections: Sequence[Section]
    outputs: Sequence[str] = ()
    pages: int = 1
    drawn: bool = False

    @property
    def complies(self) -> bool:
        """Whether its PDFs are to keep the standards."""
        return not any(section.refused for section in self.sections)

    @property
    def is_plain(self) -> bool:
        """Whether all the words of its pages, and no others, are to be heard."""
        return self.complies and not self.drawn

    @property
    def pdfs(self) -> Sequence[str]:
        """The PDFs that it is built into."""
        return self.outputs or [f"{self.slug}.pdf"]


def cases() -> tuple[Case, ...]:
    """Every brief of the matrix."""
    together = 1 if os.environ.get("CONFORMANCE") == "apart" else _TOGETHER
    return (*_written(together), *_drawn(together), *_shipped(), *_amended())


def write_matrix(root: Path, every: Sequence[Case]) -> None:
    """Write the campaign with these briefs into ``root``, which is made."""
    shutil.copytree(SMALL, root, ignore=shutil.ignore_patterns("briefs"))
    write_pictures(root / "pictures")
    for name, (notes, style) in _NOTES.items():
        _write(root / f"templates/{name}/template.yaml", _MANIFEST.format(notes, style))
        _write(root / f"templates/{name}/template.html", _OPEN)
        _write(root / f"templates/{name}/style.css", _SHORT)
    for case in every:
        for name, text in case.files.items():
            file = root / name
            _write(file, text)
            for picture in _PICTURE.findall(text):
                if (source := root / "pictures" / picture).is_file():
                    shutil.copy(source, file.with_name(picture))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


# Markdown ---------------------------------------------------------------------------------------------


def _written(together: int) -> Iterator[Case]:
    for table, listed in constructs.EVERY.items():
        for one in listed:
            if one.alone:
                yield _brief_of_one(one)
        for (template, state), run in groupby(sorted((one for one in listed if not one.alone), key=_sort), _sort):
            for number, group in enumerate(_chunks(list(run), together), 1):
                yield _brief_of_many("-".join((table, template, *state.split(), str(number))), template, group)


def _sort(one: Construct) -> tuple[str, str]:
    """What the constructs of one brief have in common: an error in one makes a draft for all."""
    return one.template, "refused" if one.outcome == "refused" else "found" if one.finds else ""


def _chunks(listed: Sequence[Construct], size: int) -> Iterator[Sequence[Construct]]:
    return (listed[start : start + size] for start in range(0, len(listed), size))


def _brief_of_one(one: Construct) -> Case:
    section = Section(one.name, None, one.says, one.finds, one.outcome == "refused")
    text = _brief(one.fields, one.template, one.text)
    return Case(one.name, {f"briefs/{one.name}/brief.md": text}, [section], pages=one.pages)


def _brief_of_many(slug: str, template: str, group: Sequence[Construct]) -> Case:
    text, sections = _brief("", template, ""), []
    for one in group:
        first = text.count("\n") + 1
        text += f"## {one.name}\n\n{one.text}\n\n"
        lines = first, text.count("\n")
        sections.append(Section(one.name, lines, one.says, one.finds, one.outcome == "refused"))
    return Case(slug, {f"briefs/{slug}/brief.md": text}, sections)


def _brief(fields: str, template: str, text: str) -> str:
    own = {line.partition(":")[0] for line in fields.splitlines()}
    head = [f"{name}: {value}" for name, value in _FIELDS.items() if name not in own]
    return "\n".join(("---", *head, f"template: {template}", *([fields] if fields else []), "---", "", text, ""))


# Templates --------------------------------------------------------------------------------------------


def _drawn(together: int) -> Iterator[Case]:
    groups = {"links": pages.LINKS, "lists": pages.LISTS, "tables": pages.TABLES, "flow": pages.FLOW}
    groups["elements"] = pages.ELEMENTS
    for name, pieces in groups.items():
        if together == 1:
            for piece in pieces:
                yield _page(f"page-{piece.name}", [piece])
        else:
            yield _page(f"pages-{name}", pieces)
    for piece in pages.ALONE:
        yield _page(f"page-{piece.name}", [piece])


def _page(slug: str, pieces: Sequence[Piece]) -> Case:
    first, folder = pieces[0], f"templates/{slug}"
    parts = "\n".join(f"<section><h2>{piece.name}</h2>{piece.html}</section>" for piece in pieces)
    html = "{% raw %}" + first.html + "{% endraw %}" if first.whole else _BODY.format(parts)
    html = _PICTURE.sub(lambda match: f"{folder}/{match[0]}", html)  # addresses in a page begin at the campaign
    files = {
        f"briefs/{slug}/brief.md": _brief("", slug, "Mots."),
        f"{folder}/template.yaml": _MANIFEST.format(*_NOTES["open"]),
        f"{folder}/template.html": html,
        f"{folder}/style.css": _SHORT + "\n".join(piece.css for piece in pieces),
    }
    sections = [Section(one.name, None, one.says, refused=bool(one.refused), told=one.refused) for one in pieces]
    return Case(slug, files, sections, drawn=True)


def _shipped() -> Iterator[Case]:
    """A new brief of each template that goes with the program, in each of its languages."""
    for start in sorted(shipped_templates().glob("*/new.*.md")):
        template, lang = start.parent.name, start.suffixes[0][1:]
        slug = f"new-{template}-{lang}"
        text = start.read_text(encoding="utf-8")
        for mark, words in (("@TITLE@", "Un lac"), ("@SLUG@", slug), ("@DATE@", _FIELDS["date"])):
            text = text.replace(mark, words)
        yield Case(slug, {f"briefs/{slug}/brief.md": text}, [Section(slug, None, ["Un lac"])])


# Amendments -------------------------------------------------------------------------------------------

_BILL = """type: bill
title: Proposition de loi relative aux lacs
number: "12"
issued: 2026-10-01
language: fr
articles:
  "3":
    - seen: 2026-11-22
      alineas: ["Un décret précise les conditions d'application."]
"""
_AMENDMENT = """form: [loi, an, senat]
vehicle: {bill: ppl-12, after-article: 3}
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
rationale: |
  Le lac est *pollué*, voir [la rive](https://example.org).

  - un jardin

  - un ponton
"""


def _amended() -> Iterator[Case]:
    for slug, amendment, finds in (
        ("amendment", _AMENDMENT, ""),
        ("amendment-unknown", _AMENDMENT.replace("code-lacs/12-3", "code-lacs/99-9"), "unknown-article"),
    ):
        files = {
            "sources/ppl-12.yaml": _BILL,
            f"briefs/{slug}/brief.md": _brief("", "open", "Mots."),
            f"briefs/{slug}/amendment.yaml": amendment,
        }
        outputs = [f"{slug}.pdf", *([] if finds else [f"{slug}/amendement.pdf"])]
        yield Case(slug, files, [Section(slug, None, ["Un lac"], frozenset(finds.split()))], outputs)
