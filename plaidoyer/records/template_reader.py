"""Templates: where they are looked up, and what ``template.yaml`` says of one.

A campaign's own come first, then those shipped with the program. The page itself, ``template.html``
and ``style.css``, is for the room that renders.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from plaidoyer.diagnostics import Finding, Span
from plaidoyer.records.brief_reader import FIELDS
from plaidoyer.records.fields import Fields
from plaidoyer.records.files import LIMIT, is_within, read_text
from plaidoyer.records.nodes import Node
from plaidoyer.records.schema import Findings, choice, integer, localised, one_or_more, path, sequence, slug
from plaidoyer.records.templates import Template
from plaidoyer.records.yaml import parse_yaml
from plaidoyer.spelling import did_you_mean

Notes = Literal["call", "footnote", "inline"]
_NOTES: dict[str, Notes] = {"call": "call", "footnote": "footnote", "inline": "inline"}
_MOST_PAGES = 500


def find_template(
    name: str, folders: Sequence[tuple[Path, str]], place: Span, limit: int = LIMIT
) -> tuple[Template | None, Findings]:
    """The template ``name`` from the first folder that holds it, or None with every finding.

    ``folders`` are given with their names in lists of inputs; ``place`` is where the template is named.
    A link that leads out of the campaign, or of the program, is not followed.
    """
    for folder, shown in folders:
        manifest = folder / name / "template.yaml"
        if manifest.is_file() and is_within(manifest, folder.parent):
            return read_template(folder / name, f"{shown}/{name}", limit)
    names = sorted({manifest.parent.name for folder, _ in folders for manifest in folder.glob("*/template.yaml")})
    hint = did_you_mean(name, names) or f"there are: {', '.join(names) or 'none yet'}"
    return None, (Finding("unknown-template", f"there is no template « {name} »", place, hint),)


def read_template(folder: Path, shown: str, limit: int = LIMIT) -> tuple[Template | None, Findings]:
    """Read the manifest in ``folder``, found under the name ``shown``. None with every finding at error level."""
    file = f"{shown}/template.yaml"
    content, findings = read_text(folder / "template.yaml", file, limit)
    if content is None:
        return None, findings
    root, findings = parse_yaml(content, file)
    if root is None:
        return None, findings
    fields = Fields(root, Span(file))
    title = fields.require("title", localised)
    required, sections, parts = fields.get("requires", _requirements, ((), (), ()))
    max_pages = fields.require("max-pages", integer(1, _MOST_PAGES))
    large_print = fields.get("max-pages-large-print", integer(1, _MOST_PAGES), max_pages)
    notes = fields.require("notes", choice(tuple(_NOTES)))
    csl = fields.require("csl", path("templates"))
    findings += fields.close()
    if findings or title is None or max_pages is None or large_print is None or notes is None or csl is None:
        return None, findings
    template = Template(
        folder.name, folder, shown, title, required, sections, parts,
        max_pages, large_print, _NOTES[notes], csl, fields.place,
    )  # fmt: skip
    return template, ()


def _requirements(
    node: Node,
) -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, ...], ...]], Findings]:
    fields = Fields(node)
    required = fields.get("fields", sequence(choice(FIELDS)), ())
    sections = fields.get("sections", sequence(slug), ())
    parts = fields.get("parts", sequence(one_or_more(slug)), ())
    return (required, sections, parts), fields.close()
