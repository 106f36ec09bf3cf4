"""The grammar of an amendment at the Sénat: the place on a line of its own, then the infinitive."""

from __future__ import annotations

from collections.abc import Sequence

from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Sentences, Whole, Words
from plaidoyer.law.units import Article, sentences
from plaidoyer.law.wording.amendments import numbered_mark, ranges, sentence_range, split
from plaidoyer.law.wording.clauses import rank_name
from plaidoyer.law.wording.french import COLON, alineas_quoted, called, counted, du, le, quoted

_COLON = COLON.rstrip() + "\n"


def senat_wording(article: Article, instructions: Sequence[Instruction]) -> str:
    """The wording of an amendment to an article of a bill: one paragraph, or « I. – … », « II. – … »."""
    said = [_paragraph(article, one) for one in split(article, instructions)]
    if len(said) == 1:
        return said[0]
    return "\n".join(f"{numbered_mark(index)}.\u00a0–\u00a0{text}" for index, text in enumerate(said))


def _paragraph(article: Article, instruction: Instruction) -> str:
    match instruction:
        case Whole():
            return f"Rédiger ainsi cet article{COLON.rstrip()}{alineas_quoted(instruction.new)}"
        case Words():
            return _ended(_words(article, instruction))
        case Sentences():
            return _ended(_sentences(article, instruction))
        case Alineas():
            return _alineas(article, instruction)
        case Mention():
            place = f"Alinéa {instruction.alinea + 1}, au début"
            return f"{place}\nAjouter la mention{_COLON}{quoted(instruction.mark.strip())}"
        case Renumbered():
            raise ValueError("an amendment says marks as words")


def _ended(text: str) -> str:
    return text if text.endswith("»") else f"{text}."


def _named(alineas: Sequence[int]) -> str:
    numbers = [alinea + 1 for alinea in alineas]
    return f"Alinéa {numbers[0]}" if len(numbers) == 1 else f"Alinéas {ranges(numbers)}"


def _label(text: str) -> str:
    return f"{le(called(text))}{_COLON}{quoted(text)}"


def _old(words: Words) -> str:
    if not words.rank:
        return _label(words.old)
    return f"la {rank_name(words)} occurrence {du(called(words.old))}{_COLON}{quoted(words.old)}"


def _words(article: Article, words: Words) -> str:
    place = _named(words.alineas)
    this = "cet alinéa" if len(words.alineas) == 1 else "ces alinéas"
    of_this = "de " + this
    if words.sentence is not None:
        count = len(sentences(article[words.alineas[0]]))
        place += f", {sentence_range(words.sentence, words.sentence + 1, count).name}"
        this, of_this = "cette phrase", "de cette phrase"
    bound = "start" if words.act == "prepend" else words.bound
    place += {"": "", "start": ", au début", "end": ", à la fin"}[bound]
    often = "deux fois" if words.times == 2 else "à chaque occurrence" if words.times else ""
    place += f", {often}" if often else ""
    return f"{place}\n{_done(words, this, of_this)}"


def _done(words: Words, this: str, of_this: str) -> str:
    match words.act:
        case "append":
            return f"Compléter {this} par {_label(words.new)}"
        case "prepend":
            return f"Ajouter {_label(words.new)}"
        case "head":
            return f"Rédiger ainsi le début {of_this}{_COLON}{quoted(words.new)}"
        case "tail":
            return f"Après {_old(words)}\nrédiger ainsi la fin {of_this}{_COLON}{quoted(words.new)}"
        case "cut":
            return f"Après {_old(words)}\nsupprimer la fin {of_this}"
        case "after" | "before":
            return f"{'Après' if words.act == 'after' else 'Avant'} {_old(words)}\ninsérer {_label(words.new)}"
        case "delete":
            return f"Supprimer {_old(words)}"
    return f"Remplacer {_old(words)}\npar {_label(words.new)}"


def _sentences(article: Article, edit: Sentences) -> str:
    place, new = f"Alinéa {edit.alinea + 1}", len(edit.new)
    count = len(sentences(article[edit.alinea]))
    text = f" ainsi rédigée{'s' if new > 1 else ''}{_COLON}{quoted(' '.join(edit.new))}"
    if edit.first == edit.last:
        if edit.first == count:
            words = f"{_label(edit.words)}\net par " if edit.words else ""
            return f"{place}\nCompléter cet alinéa par {words}{counted(new, 'phrase', 'f')}{text}"
        where = "après" if edit.first else "avant"
        anchor = sentence_range(max(edit.first - 1, 0), max(edit.first, 1), count).le()
        return f"{place}, {where} {anchor}\nInsérer {counted(new, 'phrase', 'f')}{text}"
    old = sentence_range(edit.first, edit.last, count)
    this = "ces phrases" if old.plural else "cette phrase"
    if not new:
        return f"{place}, {old.name}\nSupprimer {this}"
    if new == edit.last - edit.first:
        return f"{place}, {old.name}\nRédiger ainsi {this}{_COLON}{quoted(' '.join(edit.new))}"
    return f"{place}, {old.name}\nRemplacer {this} par {counted(new, 'phrase', 'f')}{text}"


def _alineas(article: Article, edit: Alineas) -> str:
    new = len(edit.new)
    text = f" ainsi rédigé{'s' if new > 1 else ''}{COLON.rstrip()}{alineas_quoted(edit.new)}" if new else "."
    if edit.first == edit.last:
        if edit.first == len(article):
            return f"Compléter cet article par {counted(new, 'alinéa')}{text}"
        place = f"Après l’alinéa {edit.first}" if edit.first else "Avant l’alinéa 1"
        return f"{place}\nInsérer {counted(new, 'alinéa')}{text}"
    place = _named(range(edit.first, edit.last))
    this = "cet alinéa" if edit.last - edit.first == 1 else "ces alinéas"
    if not new:
        return f"{place}\nSupprimer {this}."
    if new == edit.last - edit.first:
        return f"{place}\nRédiger ainsi {this}{COLON.rstrip()}{alineas_quoted(edit.new)}"
    return f"{place}\nRemplacer {this} par {counted(new, 'alinéa')}{text}"
