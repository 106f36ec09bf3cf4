"""The grammar of an amendment at the Assemblée nationale: the infinitive, and alinéas by digits."""

from __future__ import annotations

from collections.abc import Sequence

from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Sentences, Whole, Words
from plaidoyer.law.units import Article, sentences
from plaidoyer.law.wording.amendments import alineas_named, follows, numbered_mark, sentence_range, split
from plaidoyer.law.wording.clauses import label, rank_name
from plaidoyer.law.wording.french import COLON, Noun, alineas_quoted, called, capital, cardinal, place_of, quoted


def assemblee_wording(article: Article, instructions: Sequence[Instruction]) -> str:
    """The wording of an amendment to an article of a bill: one paragraph, or « I. – … », « II. – … »."""
    parts = split(article, instructions)
    said = [_paragraph(article, one) for one in parts]
    if len(said) == 1:
        return said[0]
    lines = []
    for index, text in enumerate(said):
        if follows(parts, index):
            text = f"En conséquence, {text[0].lower()}{text[1:]}"
        lines.append(f"{numbered_mark(index)}.\u00a0–\u00a0{text}")
    return "\n".join(lines)


def _paragraph(article: Article, instruction: Instruction) -> str:
    match instruction:
        case Whole():
            return f"Rédiger ainsi cet article{COLON.rstrip()}{_block(instruction.new)}"
        case Words():
            return _ended(capital(_words(article, instruction)))
        case Sentences():
            return _ended(capital(_sentences(article, instruction)))
        case Alineas():
            return _alineas(article, instruction)
        case Mention():
            place = alineas_named((instruction.alinea,)).du()
            return f"Au début {place}, insérer la mention{COLON}{quoted(instruction.mark.strip())}."
        case Renumbered():
            raise ValueError("an amendment says marks as words")


def _block(alineas: Article) -> str:
    text = alineas_quoted(alineas)
    return text if alineas[-1].endswith(".") else f"{text}."


def _ended(text: str) -> str:
    return text if text.endswith(".\u202f»") else f"{text}."


def _place(article: Article, words: Words) -> Noun:
    noun = alineas_named(words.alineas)
    if words.sentence is None:
        return noun
    count = len(sentences(article[words.alineas[0]]))
    return Noun(f"{place_of(words.sentence, count, 'f')} phrase", f" {noun.du()}", "f")


def _to(noun: Noun) -> str:
    """The noun after « à »: « aux mots », « à l’année »."""
    return "à l’année" if noun.name == "année" else noun.au()


def _old(words: Words, article: str = "le") -> str:
    """The old words after « après » (« le mot ») or « substituer » (« au mot »), with their rank where it is said."""
    noun = called(words.old)
    if words.rank:
        of = "de l’année" if noun.name == "année" else noun.du()
        return f"{'à la' if article == 'au' else 'la'} {rank_name(words)} occurrence {of}{COLON}{quoted(words.old)}"
    if article == "au":
        return f"{_to(noun)}{COLON}{quoted(words.old)}"
    return label(words.old)


def _words(article: Article, words: Words) -> str:
    place = _place(article, words)
    often = "par deux fois, " if words.times == 2 else "à chaque occurrence, " if words.times else ""
    where = {"": place.au(), "start": f"au début {place.du()}", "end": f"à la fin {place.du()}"}[words.bound]
    match words.act:
        case "append":
            return f"compléter {place.le()} par {label(words.new)}"
        case "prepend":
            return f"au début {place.du()}, insérer {label(words.new)}"
        case "head":
            return f"rédiger ainsi le début {place.du()}{COLON}{quoted(words.new)}"
        case "tail":
            return f"après {_old(words)}, rédiger ainsi la fin {place.du()}{COLON}{quoted(words.new)}"
        case "cut":
            return f"après {_old(words)}, supprimer la fin {place.du()}"
        case "after":
            return f"{where}, {often}après {_old(words)}, insérer {label(words.new)}"
        case "before":
            return f"{where}, {often}avant {_old(words)}, insérer {label(words.new)}"
        case "delete":
            return f"{where}, {often}supprimer {_old(words)}"
    return f"{where}, {often}substituer {_old(words, 'au')} {label(words.new)}"


def _following(number: int, name: str, gender_f: bool) -> str:
    """« la phrase suivante », « les deux alinéas suivants »."""
    ending = "e" if gender_f else ""
    if number == 1:
        return f"{'la ' if gender_f else 'l’'}{name} suivant{ending}"
    return f"les {cardinal(number)} {name}s suivant{ending}s"


def _sentences(article: Article, edit: Sentences) -> str:
    alinea = alineas_named((edit.alinea,))
    count, new = len(sentences(article[edit.alinea])), len(edit.new)
    text = f"{COLON}{quoted(' '.join(edit.new))}"
    if edit.first == edit.last:
        if edit.first == count:
            words = f"{label(edit.words)} et par " if edit.words else ""
            return f"compléter {alinea.le()} par {words}{_following(new, 'phrase', True)}{text}"
        anchor = sentence_range(max(edit.first - 1, 0), max(edit.first, 1), count).within(f" {alinea.du()}")
        where = "après" if edit.first else "avant"
        return f"{where} {anchor.le()}, insérer {_following(new, 'phrase', True)}{text}"
    old = sentence_range(edit.first, edit.last, count).within(f" {alinea.du()}")
    if not new:
        return f"supprimer {old.le()}"
    if new == edit.last - edit.first:
        return f"rédiger ainsi {old.le()}{text}"
    return f"substituer {old.au()} {_following(new, 'phrase', True)}{text}"


def _alineas(article: Article, edit: Alineas) -> str:
    new = len(edit.new)
    text = f"{COLON.rstrip()}{_block(edit.new)}" if new else "."
    if edit.first == edit.last:
        what = _following(new, "alinéa", False)
        if edit.first == len(article):
            return f"Compléter cet article par {what}{text}"
        return f"{'Après l’alinéa ' + str(edit.first) if edit.first else 'Avant l’alinéa 1'}, insérer {what}{text}"
    old = alineas_named(range(edit.first, edit.last))
    if not new:
        return f"Supprimer {old.le()}."
    if new == edit.last - edit.first:
        return f"Rédiger ainsi {old.le()}{text}"
    return f"Substituer {old.au()} {_following(new, 'alinéa', False)}{text}"
