"""The rules: a visible tuple, in the order of the manual.

A rule that looks at a brief has a function here or in a module beside; the findings of the others are
made where the fault shows: reading, resolving links, rendering, typesetting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from plaidoyer.checks import attribution, law, navigation, pictures, prose, quotations, structure, uncited
from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding, Severity


class Rule(Struct, frozen=True):
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
        "a name is given twice",
        "A citation or a link could mean either of two files or places; file systems differ on case.",
        "Rename one of the two.",
        check=navigation.repeated_ids,
    ),
    Rule(
        "capture-missing",
        "a saved copy is not here",
        "Without the copy nobody can see the words in their place. A receipt that « plaidoyer lock » wrote where the "
        "copy was stands for it, and the finding is then a note.",
        "Put the copy where the record says; « plaidoyer add FILE --id … » stores a new one. Where others hold the "
        "copies, ask them to run « plaidoyer lock ».",
        evidence=True,
    ),
    Rule(
        "capture-changed",
        "a saved copy is not the one that the record describes",
        "Its SHA-256 differs: the page was saved again, or somebody edited the copy.",
        "Restore the copy; or, where a new one is meant, store it with « plaidoyer add » and check every passage "
        "again.",
        evidence=True,
    ),
    Rule(
        "capture-unreadable",
        "no text can be read in a saved copy",
        "A damaged, encrypted or monstrous file proves nothing, and must not hold up the others.",
        "Save the page again, as HTML, PDF or plain text; a scan needs a text layer.",
        evidence=True,
    ),
    Rule(
        "quote-not-in-capture",
        "a passage does not stand in its source",
        "A quotation is verbatim, or it is none. Likeness never counts: one digit or one negation is a different "
        "sentence.",
        'Copy the words from the place that is shown, or let « plaidoyer quote ID "words" » write the passage.',
        evidence=True,
    ),
    Rule(
        "quote-ambiguous",
        "a passage stands in its source more than once",
        "A reviewer would not know which place is meant, and the two may say different things.",
        "Add « prefix » or « suffix », the words just before or after, or quote more words.",
        evidence=True,
    ),
    Rule(
        "loose-quote",
        "a passage was found past an error of extraction",
        "A hyphen at a line end, a running head or the call of a note stands between the words there. They are the "
        "same words, and a reviewer may want to look.",
        "Nothing has to be mended; look at the place in the copy.",
        Severity.NOTE,
        evidence=True,
    ),
    Rule(
        "figure-not-in-passage",
        "a figure cannot be read in its passage",
        "The value, its unit, its qualifier and its dates must be those of the passage, in digits or in words.",
        "Correct the figure, or name the passage that states it.",
        evidence=True,
    ),
    Rule(
        "translation-mismatch",
        "a recorded translation states other numbers than its passage",
        "A reader of the translation would be told another figure than the source gives.",
        "Correct the number in the translation.",
        evidence=True,
    ),
    Rule(
        "private-capture-tracked",
        "a saved copy that may not be passed on is in git",
        "Other people's text would be published with the campaign.",
        "« git rm --cached FILE »; « plaidoyer lock » keeps such copies out of git. Or set « redistributable: true ».",
        evidence=True,
    ),
    Rule(
        "invalid-receipts",
        "the receipts cannot be read",
        "After a merge, or an edit by hand, a receipt proves nothing.",
        "Run « plaidoyer lock », which writes them anew; never merge them by hand.",
        evidence=True,
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
        "figure-mismatch",
        "the words of a link state another figure than its record",
        "The number, the unit and the qualifier that a lawmaker reads are those of the source.",
        "Correct the words, or leave the brackets empty: they are filled in. « ?rounded » lets the words round.",
        evidence=True,
        check=prose.misstated_figures,
    ),
    Rule(
        "qualifier-dropped",
        "the words of a link leave out « more than », « about » or the like",
        "« More than 20,000 » is another statement than « 20,000 ».",
        "Write the qualifier with the number, inside or just before the link.",
        severity=Severity.WARNING,
        evidence=True,
    ),
    Rule(
        "quote-mismatch",
        "the words of a link are not those of the passage",
        "Words between quotation marks are the source's own, or its recorded translation; only typography may differ.",
        "Copy the words from the passage, and mark a cut inside them with « […] ».",
        evidence=True,
        check=quotations.misquoted_passages,
    ),
    Rule(
        "law-mismatch",
        "the words or numbers of a link are not in the article",
        "A law is quoted to the letter, from the alinéa that is named.",
        "Copy the words from the alinéa, correct its number, or add « ?reading » where the words are our own.",
        evidence=True,
        check=quotations.misquoted_law,
    ),
    Rule(
        "law-version-missing",
        "the record does not hold the law in force on the brief's date",
        "An argument from a text that is not in force yet, or no longer, is lost at its first reading.",
        "Add the version in force to the record, whole where it is to be changed; or correct the brief's date.",
        evidence=True,
        check=law.missing_versions,
    ),
    Rule(
        "law-version-stale",
        "the law was last read more than 30 days before the brief's date",
        "Codes change every month; whoever tables a change of last season's text changes nothing.",
        "Read the article again, correct the record where it changed, and write the day under « seen ».",
        severity=Severity.WARNING,
        evidence=True,
        check=law.stale_versions,
    ),
    Rule(
        "amendment-not-reproducible",
        "no wording can be proved for a change of law",
        "What is tabled must make the very text that is wanted: a wording is read back and applied to that in force.",
        "Correct the text wanted in « amendment.yaml »; « plaidoyer law apply » shows what a wording makes of it.",
        evidence=True,
    ),
    Rule(
        "uncited-figure",
        "a number has no source",
        "The first question of a lawmaker's staff is where a number comes from.",
        "Link it: [words](figure:id/name). Your own number is marked [words]{.ours}.",
        severity=Severity.WARNING,
        evidence=True,
        strict=True,
        check=uncited.uncited_figures,
    ),
    Rule(
        "unattributed-estimate",
        "an estimate or forecast does not say whose it is",
        "Without its author an estimate reads like a fact.",
        "Name in the same sentence who made it: « selon l’Ofmin », “according to Ofmin”.",
        evidence=True,
        check=attribution.unattributed_estimates,
    ),
    Rule(
        "secondary-source",
        "a sentence rests on a source that only reports another",
        "The reader believes that the first source was read.",
        "Name the reporting source in the sentence (« citée par l’AFP »), or cite the first source itself.",
        severity=Severity.WARNING,
        evidence=True,
        check=attribution.secondary_sources,
    ),
    Rule(
        "source-after-brief",
        "a source is younger than the brief",
        "A brief cannot have known it: one of the two dates is wrong.",
        "Correct the date of the brief or of the record.",
        severity=Severity.WARNING,
        evidence=True,
        check=attribution.sources_after_brief,
    ),
    Rule(
        "conflicting-figures",
        "two briefs give one fact two values",
        "Whoever reads both, or both languages, doubts both.",
        "State the same figure in both briefs, or say in « of » and « period » how the two differ.",
        severity=Severity.WARNING,
        evidence=True,
    ),
    Rule(
        "unreviewed-claim",
        "nobody has reviewed a claim",
        "A machine proves that the words stand in their source; whether they support the sentence, a person judges.",
        "Read it beside its source, and give a verdict: « plaidoyer review ». The setting « reviewers » says how many "
        "must accept each claim of a final brief; without it, one note tells what is left to review.",
    ),
    Rule(
        "review-lapsed",
        "a claim, or what it rests on, has changed since it was reviewed",
        "A signature stands for what was read, not for what was written over it.",
        "Have the claim reviewed again: « plaidoyer review » shows what has changed.",
    ),
    Rule(
        "review-rejected",
        "a reviewer rejects a claim, or asks for work on it",
        "Whoever read the sentence beside its source does not stand behind it.",
        "Change the claim as the reviewer's comment says; the verdict lapses, and the claim is reviewed again.",
    ),
    Rule(
        "invalid-review",
        "a sign-off is not what its reviewer wrote",
        "A verdict is one file, written once: edited, renamed, moved to another brief or signed by another key, it is "
        "nobody's word.",
        "Restore the file as git has it; or remove it, and review the claim again.",
        evidence=True,
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
        "a link leads nowhere",
        "Its reader would not arrive: the brief does not have the place, or what is named is no address.",
        "Correct the identifier, or give it to a section or a chart: {#id}. An address is written whole: https://….",
        check=navigation.unknown_references,
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
        check=pictures.missing_images,
    ),
    Rule(
        "unfit-image",
        "an image cannot be printed or archived as it is",
        "What is damaged, moves, names other files or has the colours of a printing press would be printed otherwise "
        "than it looks here, or not at all.",
        "Export it again as PNG or JPEG in RGB, 8 bits a channel, or as plain SVG.",
        check=pictures.unfit_images,
    ),
    Rule(
        "image-without-alt",
        "an image has no text alternative",
        "A reader who does not see the image is told nothing.",
        "Say between the square brackets what the image shows: ![words](file).",
        check=pictures.images_without_alt,
    ),
    Rule(
        "heading-skip",
        "a heading skips a level",
        "Screen readers navigate by levels; the title of the brief is level 1.",
        "Use « ## » for sections and « ### » below them.",
        severity=Severity.WARNING,
        check=navigation.heading_skips,
    ),
    Rule(
        "no-words",
        "a heading or a link has no words",
        "Whoever listens to the page is told that there is a heading or a link, and not which.",
        "Write its words, or remove it.",
        check=navigation.wordless,
    ),
    Rule(
        "invalid-table",
        "a table cannot be read by its columns",
        "Whoever listens to the page hears the head of its column before each cell; a cell beyond the last column "
        "would not be printed.",
        "Give each column a head, but the first where it holds the heads of rows; write « \\| » for a bar in a cell.",
        check=navigation.headless_columns,
    ),
    Rule(
        "missing-glyph",
        "no typeface has a character",
        "An empty box would be printed in its place, and read aloud as nothing.",
        "Write another character, or take a template that has a typeface for it in its folder « fonts ».",
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
