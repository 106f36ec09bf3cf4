"""The rules: a visible tuple, in the order of the manual.

A rule that looks at a brief has a function here or in a module beside; the findings of the others are
made where the fault shows: reading, resolving links, rendering, typesetting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plaidoyer.checks import structure
from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``evidence`` rules can never be silenced; ``strict`` ones are errors with ``--final``."""

    id: str
    title: str
    why: str
    mend: str
    severity: Severity = Severity.ERROR
    evidence: bool = False
    strict: bool = False
    check: Callable[[Case], Iterable[Finding]] | None = None


RULES: tuple[Rule, ...] = (
    Rule(
        "invalid-file",
        "a file cannot be read as text",
        "Records and briefs are UTF-8 text files without a byte-order mark; anything else is read differently on the "
        "next machine.",
        "Save the file as « UTF-8 » (not « UTF-8 with BOM », not « Windows-1252 ») in your editor.",
    ),
    Rule(
        "invalid-yaml",
        "a record or front matter is not well-formed YAML",
        "A record that can be read in two ways proves nothing: tabs, aliases, tags and second documents are refused.",
        "Mend the line that is shown; put a text that holds « : » or « # » between quotation marks.",
    ),
    Rule(
        "invalid-markdown",
        "the text of a brief is not well-formed",
        "An unclosed « ::: » or comment would swallow the rest of the brief.",
        "Close what is open, on a line of its own.",
    ),
    Rule(
        "duplicate-key",
        "a field is given twice",
        "One of the two values would silently win.",
        "Keep one of the two lines.",
    ),
    Rule(
        "unknown-field",
        "a field has a name that nothing reads",
        "A misspelt field would silently be left out of the PDF.",
        "Correct the name; the hint names the nearest one.",
    ),
    Rule(
        "missing-field",
        "a field that is required is not there",
        "The record, or the template that sets the brief, cannot do without it.",
        "Add the field.",
        check=structure.missing_fields,
    ),
    Rule(
        "invalid-value",
        "a field has a value that its type does not allow",
        "Dates, numbers, languages and names have one form, so that they are read alike everywhere.",
        "Write the value in the form that the hint shows.",
    ),
    Rule(
        "invalid-formula",
        "the formula of a derived figure gives no number",
        "A derived figure is computed at every build; a division by zero or an unknown name has no value.",
        "Use + - * / and brackets over the names in « inputs ».",
        evidence=True,
    ),
    Rule(
        "duplicate-id",
        "two files claim one name",
        "A citation could mean either of them, and file systems differ on case.",
        "Rename one of the files.",
    ),
    Rule(
        "unknown-source",
        "a citation names a source that has no record",
        "A claim whose source is missing cannot be checked.",
        "Correct the name, or add the record to « sources/ ».",
        evidence=True,
    ),
    Rule(
        "unknown-passage",
        "a link names a passage that its record does not have",
        "The words that support the claim are not on record.",
        "Correct the name, or add the passage to the record.",
        evidence=True,
    ),
    Rule(
        "unknown-figure",
        "a link names a figure that its record, or « derived », does not have",
        "The number has no source.",
        "Correct the name, or add the figure to the record.",
        evidence=True,
    ),
    Rule(
        "unknown-article",
        "a link names an article or alinéa that its record does not have",
        "The text of law that the sentence rests on is not on record.",
        "Correct the number, or add the article to the record.",
        evidence=True,
    ),
    Rule(
        "citation-without-passage",
        "a claim cites a whole source",
        "A reviewer would have to read all of it to check one sentence.",
        "Bind the sentence to a passage: [@id/passage].",
        severity=Severity.WARNING,
        evidence=True,
        strict=True,
        check=structure.citations_without_passage,
    ),
    Rule(
        "missing-part",
        "a part that the template requires is not there",
        "A reader of this kind of brief looks for it, and the page is designed around it.",
        "Add the section or fenced div that is named.",
        check=structure.missing_parts,
    ),
    Rule(
        "missing-translation",
        "a record lacks words in the brief's language",
        "A unit, a caveat or a quotation would be printed in the wrong language, or not at all.",
        "Add the language to the field of the record.",
        check=structure.missing_translations,
    ),
    Rule(
        "unknown-reference",
        "a link names a place that the brief does not have",
        "The reader would be sent nowhere.",
        "Correct the identifier, or give it to a section or a chart: {#id}.",
        check=structure.unknown_references,
    ),
    Rule(
        "invalid-chart",
        "a chart or key figure cannot be drawn from its figures",
        "Bars of unlike units, of ranges or of no figure at all would mislead.",
        "Name figures that have one value and the same unit.",
        check=structure.invalid_charts,
    ),
    Rule(
        "unknown-template",
        "a brief names a template that is nowhere",
        "Without its template a brief cannot be set.",
        "Correct the name, or add the folder to « templates/ ».",
    ),
    Rule(
        "template-error",
        "a template fails",
        "A page built from half a template would look finished.",
        "Mend the template at the line that is shown.",
    ),
    Rule(
        "invalid-style",
        "a citation style cannot be used",
        "Only a local, independent CSL style gives the same citations on every machine.",
        "Name a « .csl » file of the campaign, or leave « csl » out for the house style.",
    ),
    Rule(
        "missing-image",
        "an image is not there, or is none",
        "The page would show a hole.",
        "Correct the path, which is relative to the brief's folder, or add the file.",
        check=structure.missing_images,
    ),
    Rule(
        "image-without-alt",
        "an image has no text alternative",
        "A reader who does not see the image is told nothing.",
        "Say between the square brackets what the image shows: ![words](file).",
        check=structure.images_without_alt,
    ),
    Rule(
        "heading-skip",
        "a heading skips a level",
        "Screen readers navigate by levels; the title of the brief is level 1.",
        "Use « ## » for sections and « ### » below them.",
        severity=Severity.WARNING,
        check=structure.heading_skips,
    ),
    Rule(
        "too-long",
        "the brief is longer than its template allows",
        "Lawmakers are promised a length; a page more is a page unread.",
        "Shorten the text, or choose a template for longer texts.",
    ),
    Rule(
        "layout-unchecked",
        "the layout was not checked since the last change",
        "Whether a brief keeps within its pages is known only once it is typeset.",
        "Run « plaidoyer check --layout », or build.",
        severity=Severity.NOTE,
    ),
    Rule(
        "not-typeset",
        "the brief could not be typeset",
        "No PDF was written, or it would not be what the text says.",
        "Mend what the message names; if the text looks innocent, cut it in half to find the cause.",
    ),
)

BY_ID = {rule.id: rule for rule in RULES}
