"""The grammar of a law: the indicative, and alinéas by ordinals in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.law.instructions import Alineas, Instruction, Mention, Renumbered, Sentences, Whole, Words
from plaidoyer.law.units import Article, fold, mark, sentences
from plaidoyer.law.wording.clauses import by_alinea, in_breaths, inside_of, label, occurrence, subject
from plaidoyer.law.wording.french import (
    COLON,
    SEMICOLON,
    Noun,
    alineas_quoted,
    all_called,
    article_number,
    called,
    capital,
    counted,
    listed,
    of_code,
    quoted,
)
from plaidoyer.law.wording.places import Places, items_named, marks_of, places

_SHORT = 60
"""Quotations no longer than this are told apart by « respectivement »."""
_EMPTIED = ("(abrogé)", "(supprimé)", "abrogé", "supprimé")


class _Scope(Struct, frozen=True):
    """What a sentence need not name: ``tail`` follows each place; ``within`` is what the chapeau above names."""

    places: Places
    tail: str = ""
    within: int | None = None
    """The alinéa that the chapeau names, or None: the article, where it is ``listed``."""
    listed: bool = False
    same: int | None = None
    """The alinéa that was named last: « le même alinéa »."""

    def alineas(self, indexes: Sequence[int]) -> Noun | None:
        """The alinéas as this sentence names them; None where the chapeau did."""
        if tuple(indexes) == (self.within,):
            return None
        if len(self.places.article) == 1:
            return None if self.listed else Noun(self.tail.removeprefix(" de l’"))
        if tuple(indexes) == (self.same,) and self.places.alinea(indexes[0]).name.endswith("alinéa"):
            return Noun("même alinéa")
        return self.places.alineas(indexes).within(self.tail)


def law_wording(
    article: Article, number: str, instructions: Sequence[Instruction], code: str, by_items: bool = True
) -> str:
    """The wording of a law that changes an article: one sentence, or a chapeau and a list."""
    named = Noun(f"article {article_number(number)} {of_code(code)}")
    first = instructions[0]
    if isinstance(first, Whole):
        return _ended(f"{capital(named.le())} est ainsi rédigé{COLON.rstrip()}{article_quoted(number, first.new)}")
    scope = _Scope(places(article, by_items), " " + named.du())
    groups = by_alinea(instructions)
    if len(groups) > 1 or len(article) == 1:
        units = _units(groups, replace(scope, tail="", listed=True))
        if len(units) > 1:
            return _list(f"{capital(named.le())} est ainsi modifié", units)
        only = _units(groups, scope)[0]
        return _ended(only[0])
    (heading, items), *_ = _units(groups, scope)
    return _list(heading, [(item, ()) for item in items]) if items else _ended(heading)


def article_quoted(number: str, alineas: Article) -> str:
    """A whole article between quotation marks: « Art. 227-23. – … »."""
    return alineas_quoted((f"Art.\u00a0{article_number(number)}.\u00a0–\u00a0{alineas[0]}", *alineas[1:]))


_Unit = tuple[str, tuple[str, ...]]
"""A sentence without its end, or a chapeau and the sentences under it."""


def _units(groups: Sequence[tuple[Instruction, ...]], scope: _Scope) -> list[_Unit]:
    units: list[_Unit] = []
    for group in groups:
        only = inside_of(group[0])
        breaths = in_breaths([one for one in group if isinstance(one, Words | Sentences)])
        if only is None:
            units.append((_sentence(group[0], scope), ()))
        elif len(breaths) == 1:
            units.append((_inside(breaths[0], scope), ()))
        elif scope.listed and len(scope.places.article) == 1:
            units += [(_inside(breath, scope), ()) for breath in breaths]
        else:
            noun = scope.alineas((only,))
            heading = f"{capital(noun.le())} {noun.done('ainsi modifié')}" if noun else ""
            under = replace(scope, tail="", within=only, listed=True)
            units.append((heading, tuple(_inside(breath, under) for breath in breaths)))
        scope = replace(scope, same=_named_last(group[-1]) if scope.listed else None)
    return units


def _named_last(instruction: Instruction) -> int | None:
    """The alinéa that an instruction names, where it names one."""
    match instruction:
        case Words():
            return instruction.alineas[0] if len(instruction.alineas) == 1 else None
        case Sentences() | Mention():
            return instruction.alinea
        case Alineas():
            return instruction.first if instruction.last - instruction.first == 1 else None
    return None


def _list(heading: str, units: Sequence[_Unit]) -> str:
    """A chapeau and its list, « 1° … ; », « a) … ; », the last sentence ended by a point."""
    lines: list[str] = []
    for index, (text, items) in enumerate(units):
        last = index == len(units) - 1
        if items:
            lines.append(f"{index + 1}°\u00a0{text}{COLON.rstrip()}")
            for rank, item in enumerate(items):
                end = _ended(item) if last and rank == len(items) - 1 else item + SEMICOLON
                lines.append(f"{_letter(rank)})\u00a0{end}")
        else:
            lines.append(f"{index + 1}°\u00a0{_ended(text) if last else text + SEMICOLON}")
    return "\n".join([heading + COLON.rstrip(), *lines])


def _letter(rank: int) -> str:
    return chr(ord("a") + rank)


def _ended(text: str) -> str:
    """A sentence with its point, but for one that ends with a quotation that has its own."""
    return text if text.endswith(".\u202f»") else f"{text}."


def _inside(edits: Sequence[Words | Sentences], scope: _Scope) -> str:
    """Edits of one alinéa that are said in one sentence."""
    first = edits[0]
    if len(edits) == 1:
        return _sentence(first, scope)
    said = [edit for edit in edits if isinstance(edit, Words)]
    return capital(_lead(said[0], scope) + _respectively(said))


def _respectively(edits: Sequence[Words]) -> str:
    """Clauses one after the other; two replacements of the same kind, or deletions, together."""
    if all(edit.act == "delete" and not edit.rank for edit in edits):
        gone = all_called([edit.old for edit in edits])
        if gone:
            return f"{gone.le()}{COLON}{listed([quoted(edit.old) for edit in edits])} {gone.done('supprimé')}"
    if len(edits) == 2 and all(edit.act == "replace" and not edit.rank for edit in edits):
        old, new = all_called([edit.old for edit in edits]), all_called([edit.new for edit in edits])
        if old and new and max(len(text) for edit in edits for text in (edit.old, edit.new)) <= _SHORT:
            olds, news = listed([quoted(edit.old) for edit in edits]), listed([quoted(edit.new) for edit in edits])
            return f"{old.le()}{COLON}{olds} {old.done('remplacé')}, respectivement, par {new.le()}{COLON}{news}"
    return listed([_clause(edit) for edit in edits])


def _sentence(instruction: Instruction, scope: _Scope) -> str:
    """One instruction, without its final point."""
    match instruction:
        case Words():
            return capital(_words(instruction, scope))
        case Sentences():
            return capital(_sentences(instruction, scope))
        case Alineas():
            return capital(_alineas(instruction, scope))
        case Renumbered():
            return capital(_renumbered(instruction, scope))
        case Mention():
            noun = scope.alineas((instruction.alinea,))
            named = noun.le() if noun else "il"
            return capital(f"{named} est précédé de la mention{COLON}{quoted(instruction.mark.strip())}")
        case Whole():
            raise ValueError("a whole article is no instruction of a list")


def _lead(words: Words, scope: _Scope) -> str:
    """Where words are changed, before the clause: « à la première phrase du second alinéa, »."""
    noun = scope.alineas(words.alineas)
    place = _thing(words, noun, scope)
    bound = {"start": "au début", "end": "à la fin", "": ""}[words.bound or ("start" if words.act == "prepend" else "")]
    if place is None:
        return f"{bound}, " if bound else ""
    return f"{bound} {place.du()}, " if bound else f"{place.au()}, "


def _thing(words: Words, noun: Noun | None, scope: _Scope) -> Noun | None:
    """The sentence, alinéa or article that an instruction about words names."""
    if words.sentence is None:
        return noun
    return scope.places.sentence(words.alineas[0], words.sentence).within(f" {noun.du()}" if noun else "")


def _words(words: Words, scope: _Scope) -> str:
    place = _thing(words, scope.alineas(words.alineas), scope)
    match words.act:
        case "append":
            named, done = (place.le(), place.done("complété")) if place else ("il", "est complété")
            return f"{named} {done} par {label(words.new)}"
        case "head":
            return f"le début {place.du() + ' ' if place else ''}est ainsi rédigé{COLON}{quoted(words.new)}"
        case "tail" | "cut":
            end = f"la fin {place.du() + ' ' if place else ''}est "
            done = f"ainsi rédigée{COLON}{quoted(words.new)}" if words.act == "tail" else "supprimée"
            return f"après {occurrence(words)}, {end}{done}"
    return _lead(words, scope) + _clause(words)


def _clause(words: Words) -> str:
    """What is done to words, without the place."""
    every = "à chaque occurrence, " if words.times not in (0, 2) else ""
    twice = ", deux fois," if words.times == 2 else ""
    old = subject(words)
    match words.act:
        case "prepend":
            return f"{called(words.new).done('ajouté')} {label(words.new)}"
        case "after" | "before":
            where = "après" if words.act == "after" else "avant"
            done = called(words.new).done("inséré")
            return f"{every}{where} {occurrence(words)}, {done}{twice.rstrip(',')} {label(words.new)}"
        case "delete":
            return f"{every}{occurrence(words)} {old.done('supprimé')}{twice.rstrip(',')}"
    return f"{every}{occurrence(words)} {old.done('remplacé')}{twice} par {label(words.new)}"


def _sentences(edit: Sentences, scope: _Scope) -> str:
    noun = scope.alineas((edit.alinea,))
    tail = f" {noun.du()}" if noun else ""
    count = len(edit.new)
    new = Noun("phrases" if count > 1 else "phrase", gender="f", plural=count > 1)
    text = f"{new.said('ainsi rédigé')}{COLON}{quoted(' '.join(edit.new))}"
    total = len(sentences(scope.places.article[edit.alinea]))
    if edit.first == edit.last:
        if edit.first == total:
            words = f"{label(edit.words)} et par " if edit.words else ""
            return f"{noun.le() if noun else 'il'} est complété par {words}{counted(count, 'phrase', 'f')} {text}"
        where = "après" if edit.first else "avant"
        anchor = scope.places.sentence(edit.alinea, max(edit.first - 1, 0)).within(tail)
        done = "il est inséré" if count == 1 else "sont insérées"
        return f"{where} {anchor.le()}, {done} {counted(count, 'phrase', 'f')} {text}"
    old = scope.places.sentences(edit.alinea, edit.first, edit.last).within(tail)
    if not edit.new:
        return f"{old.le()} {old.done('supprimé')}"
    if edit.last - edit.first == count:
        return f"{old.le()} {old.done('ainsi rédigé')}{COLON}{quoted(' '.join(edit.new))}"
    return f"{old.le()} {old.done('remplacé')} par {counted(count, 'phrase', 'f')} {text}"


def _alineas(edit: Alineas, scope: _Scope) -> str:
    named, count = scope.places, len(edit.new)
    written = f"ainsi rédigé{'s' if count > 1 else ''}{COLON.rstrip()}{alineas_quoted(edit.new)}"
    if edit.first == edit.last:
        return _inserted(edit, scope, written)
    items = named.whole_items(edit.first, edit.last)
    old = named.items(items).within(scope.tail) if items else scope.alineas(range(edit.first, edit.last))
    if old is None:
        old = Noun("article")
    if not edit.new:
        return f"{old.le()} {old.done('abrogé' if items else 'supprimé')}"
    marks = marks_of(edit.new)
    if len(items) == 1 and marks and marks[0] == named.outline.name(items[0]) and count == 1:
        opened = mark(named.article[items[0]])
        emptied = opened and fold(named.article[items[0]])[opened.end :].strip(" .;:").lower() in _EMPTIED
        done = "ainsi rétabli" if emptied else "ainsi rédigé"
        return f"{old.le()} {old.done(done)}{COLON.rstrip()}{alineas_quoted(edit.new)}"
    if edit.last - edit.first == count:
        if items and marks != tuple(named.outline.name(item) for item in items):
            old = _ranked(named, edit, scope)
        return f"{old.le()} {old.done('ainsi rédigé')}{COLON.rstrip()}{alineas_quoted(edit.new)}"
    by = items_named(marks) if items and marks else counted(count, "alinéa")
    return f"{old.le()} {old.done('remplacé')} par {by} {written}"


def _ranked(named: Places, edit: Alineas, scope: _Scope) -> Noun:
    """Alinéas by their ranks in the article."""
    return replace(named, by_items=False).alineas(range(edit.first, edit.last)).within(scope.tail)


def _inserted(edit: Alineas, scope: _Scope, written: str) -> str:
    named, count = scope.places, len(edit.new)
    marks = marks_of(edit.new)
    level = mark(edit.new[0]).level if marks else None  # type: ignore[union-attr]
    if edit.first == len(named.article):
        what = items_named(marks) if marks else counted(count, "alinéa")
        whole = "il" if scope.listed else scope.tail.removeprefix(" de ")
        return f"{whole} est complété par {what} {written}"
    done = "il est inséré" if count == 1 else "sont insérés"
    sibling = named.item_before(edit.first, level) if marks else None
    if sibling is not None:
        anchor = f"après {named.item(sibling).within(scope.tail).le()}"
        return f"{anchor}, {done} {items_named(marks)} {written}"
    if not edit.first:
        first = Noun("premier alinéa", scope.tail) if len(named.article) == 1 else named.alinea(0).within(scope.tail)
        anchor = f"avant {first.le()}"
    else:
        item = named.item_before(edit.first)
        if item is not None and named.alinea(edit.first - 1) != named.item(item):
            anchor = f"après {named.item(item).within(scope.tail).le()}"
        else:
            noun = scope.alineas((edit.first - 1,)) or Noun("premier alinéa")
            anchor = f"après {noun.le()}"
    return f"{anchor}, {done} {counted(count, 'alinéa')} {written}"


def _renumbered(edit: Renumbered, scope: _Scope) -> str:
    first, last = scope.places.item(edit.alineas[0]), scope.places.item(edit.alineas[-1])
    if len(edit.alineas) == 1:
        return f"{first.within(scope.tail).le()} devient le {edit.names[0]}"
    joint = "à" if len(edit.alineas) > 2 else "et"
    old = Noun(f"{first.name} {joint} {last.name}", first.tail + scope.tail, plural=True)
    return f"{old.le()} deviennent les {edit.names[0]} {joint} {edit.names[-1]}"
