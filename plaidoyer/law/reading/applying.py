"""What a wording's instructions do to the text in force: edits collected, then made together.

A suspicious clerk: what designations, words and counts leave open is refused, and so is what contradicts itself.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from msgspec.structs import replace

from plaidoyer.law.reading import instructions as order
from plaidoyer.law.reading.designations import same_article
from plaidoyer.law.reading.edits import Edits, before_final_sign, glue
from plaidoyer.law.reading.findings import NewArticle, Refusal
from plaidoyer.law.reading.instructions import Act, Chain, Instruction, Units
from plaidoyer.law.reading.locating import locate, shared, shown
from plaidoyer.law.reading.numerals import order as order_of
from plaidoyer.law.reading.quotations import Quote
from plaidoyer.law.reading.quoting import articles, check_marks, only, quoted_alineas, quoted_sentences
from plaidoyer.law.reading.resolving import Resolver, Scope, inside, level_of, spread_names
from plaidoyer.law.reading.texts import Region, Text, items
from plaidoyer.law.units import Article, fold, mark, words

Span = tuple[int, int]

_SIGNS = (".", ";", ":", ",")
_KINDS = {"substitution": order.Replace, "insertion": order.Insert, "suppression": order.Delete}
_EMPTY = re.compile(r"\(?(?:abrogé|supprimé)e?s?\.?\)?\s*[.;]?\Z", re.I)


class Applying:
    """The reading of one wording against one text: what was named so far, and the edits that it comes to."""

    def __init__(self, before: Article, article: str, *, bill: bool) -> None:
        self.text = Text(before)
        self.edits = Edits(self.text)
        self.created: list[NewArticle] = []
        self.nested: tuple[Quote, str] | None = None
        self._article, self._bill = article, bill
        self._resolver = Resolver(self.text, article, bill=bill)
        self._given: dict[str, list[Act]] = {}
        self._numbered: list[tuple[int, Span]] = []
        self._repealed: Span | None = None

    def apply(self, found: tuple[Instruction, ...]) -> Article:
        """The law that instructions make. Raises Refusal."""
        scope = Scope((self.text.whole,) if self._bill else None)
        for instruction in found:
            self._remember(instruction)
            self._instruction(instruction, scope)
        if self._repealed and len(_acts(found)) > 1:
            raise Refusal("The article goes as a whole, yet other instructions change it.", self._repealed)
        after = () if self._repealed else self.edits.applied()
        self._check_numbering(after, found)
        return after

    def _instruction(self, instruction: Instruction, scope: Scope) -> None:
        act = instruction.act
        if isinstance(act, order.Within):
            inner = self._resolver.scope(act.where, scope)
            for one in act.body:
                self._instruction(one, inner)
            return
        self._act(act, scope, instruction.place)

    def _remember(self, instruction: Instruction) -> None:
        """Keep the orders that a later one may give again, those of each kind by the last instruction with any."""
        acts = _acts((instruction,))
        for name, kind in _KINDS.items():
            orders = [act for act in acts if isinstance(act, kind)]
            self._given[name] = orders or self._given.get(name, [])

    def _again(self, again: order.Again, scope: Scope, place: Span) -> None:
        orders = self._given[again.kind]
        if len(orders) != 1:
            raise Refusal(
                f"It is not clear which {again.kind} is meant: {len(orders)} were ordered before.",
                place,
                "Say it whole.",
            )
        self._act(replace(orders[0], times=again.times), scope, place)

    def _act(self, act: Act, scope: Scope, place: Span) -> None:
        match act:
            case order.Replace():
                self._replace(act, scope, place)
            case order.Insert():
                self._insert(act, scope, place)
            case order.Delete():
                for quote in act.old.quotes:
                    for alinea, start, end in locate(self.text, quote, act.old, scope, act.times):
                        self.edits.delete(alinea, start, end, place)
            case order.Again():
                self._again(act, scope, place)
            case order.Add():
                self._add(act, scope, place)
            case order.RewriteEnd():
                self._rewrite_end(act, scope, place)
            case order.RewriteStart():
                self._rewrite_start(act, scope, place)
            case order.Complete():
                for region in self._resolver.resolve(act.of, scope):
                    self._complete(region, only(act.new), place)
            case order.CompleteBoth():
                self._act(act.words, scope, place)
                self._act(act.sentences, scope, place)
            case order.CompleteUnits():
                self._complete_units(act, scope, place)
            case order.Suppress():
                self._suppress(act, scope, place)
            case order.Rewrite():
                self._rewrite(act, scope, place)
            case order.InsertUnits():
                self._insert_units(act, scope, place)
            case order.Rename():
                self._rename(act, scope, place)
            case order.Precede():
                region = self._resolver.one_region(act.of, scope)
                self._precede(region, act.new, place)
            case order.AddArticle():
                self.nested = act.block, "\n".join(act.block.alineas())

    def _replace(self, act: order.Replace, scope: Scope, place: Span) -> None:
        old, new = act.old.quotes, act.new.quotes
        if act.each and not 1 < len(old) == len(new):
            raise Refusal(f"« respectivement »: {len(old)} quotations for {len(new)}.", place)
        if not act.each and (len(old) > 1 or len(new) > 1):
            raise Refusal(
                "Several quotations, without « respectivement ».",
                place,
                "Say « respectivement », or give each its own.",
            )
        for one, other in zip(old, new, strict=True):
            if fold(one.words()) == fold(other.words()):
                raise Refusal(f"{shown(one)} is replaced by itself.", other.place)
            for alinea, start, end in locate(self.text, one, act.old, scope, act.times):
                self._put(alinea, start, end, one, other.words(), place)

    def _put(self, alinea: int, start: int, end: int, old: Quote, new: str, place: Span) -> None:
        """Words in the place of others; a sign in the place of a sign takes its own space before it."""
        text = self.text.article[alinea]
        if not words(old.words()) and not words(new) and start > 0:
            kept = len(text[:start].rstrip())
            if new[0] in ";:?!" and kept == start:
                new = " " + new
            elif new[0] in ".," and kept < start:
                start = kept
        self.edits.replace(alinea, start, end, new, place)

    def _insert(self, act: order.Insert, scope: Scope, place: Span) -> None:
        new, anchor = only(act.new).words(), only(act.anchor)
        for alinea, start, end in locate(self.text, anchor, act.anchor, scope, act.times):
            words_ = self.text.article[alinea][start:end]
            if act.side == "after":
                self.edits.replace(alinea, end, end, glue(words_, new) + new, place)
            else:
                self.edits.replace(alinea, start, start, new + glue(new, words_), place)

    def _add(self, act: order.Add, scope: Scope, place: Span) -> None:
        if scope.regions is None or scope.bound is None:
            raise Refusal(
                "It is not said where the words go.", place, "Say « après les mots », « au début » or « à la fin »."
            )
        quote = only(act.new)
        for region in scope.regions:
            if scope.bound == "end":
                self._complete(region, quote, place)
            elif act.new.nouns[0].word == "mention":
                self._precede(region, quote, place)
            else:
                new = quote.words()
                opened = mark(new + " ")
                start = self.text.span(region, region.first)[0]
                if opened is None or opened.end <= len(new):
                    start = max(start, self.text.own_start(region.first))
                self.edits.replace(
                    region.first, start, start, new + glue(new, self.text.article[region.first][start:]), place
                )

    def _precede(self, region: Region, quote: Quote, place: Span) -> None:
        if region.kind == "phrase":
            raise Refusal("A mention stands before an alinéa, not before a sentence.", place)
        new = quote.words()
        self.edits.replace(region.first, 0, 0, new + glue(new, self.text.article[region.first]), place)

    def _complete(self, region: Region, quote: Quote, place: Span) -> None:
        new = quote.words()
        if new.endswith(_SIGNS):
            raise Refusal(
                "Words that complete a text end without its final sign.", quote.place, "Leave the last sign out."
            )
        alinea = region.last - 1
        start, end = self.text.span(region, alinea)
        before = self.text.article[alinea][start:end]
        at = start + before_final_sign(before)
        self.edits.replace(alinea, at, at, glue(before[: at - start], new) + new, place)

    def _rewrite_end(self, act: order.RewriteEnd, scope: Scope, place: Span) -> None:
        for region in self._parts(act.of, scope, place):
            alinea = region.first
            start, end = self.text.span(region, alinea)
            text = self.text.article[alinea]
            if act.anchor is None:
                if act.new is None:
                    raise Refusal("It is not said where the end begins.", place)
                new = act.new.words()
                at = shared(self.text, act.new, region, beginning=True)
                self.edits.replace(alinea, at, end, new, place)
                continue
            ((_, begins, ends),) = locate(self.text, only(act.anchor), act.anchor, Scope((region,)), None)
            if act.new is None:
                until = start + before_final_sign(text[start:end])
                if until <= ends:
                    raise Refusal("Nothing follows these words.", place)
                self.edits.replace(alinea, ends, until, "", place)
            else:
                new = act.new.words()
                self.edits.replace(alinea, ends, end, glue(text[begins:ends], new) + new, place)

    def _rewrite_start(self, act: order.RewriteStart, scope: Scope, place: Span) -> None:
        new = act.new.words()
        for region in self._parts(act.of, scope, place):
            alinea = region.first
            start, _ = self.text.span(region, alinea)
            opened = mark(self.text.article[alinea])
            if start == 0 and opened and getattr(mark(new), "name", "") != opened.name:
                raise Refusal(
                    f"The new beginning leaves out « {opened.name} ».", act.new.place, "Begin with the list mark."
                )
            if act.upto is None:
                self.edits.replace(alinea, start, shared(self.text, act.new, region, beginning=False), new, place)
                continue
            ((_, begins, ends),) = locate(self.text, only(act.upto), act.upto, Scope((region,)), None)
            if act.inclusive:
                self.edits.replace(alinea, start, ends, new, place)
            else:
                words_ = self.text.article[alinea][begins:ends]
                self.edits.replace(alinea, start, begins, new + glue(new, words_), place)

    def _parts(self, of: Chain | None, scope: Scope, place: Span) -> tuple[Region, ...]:
        regions = self._resolver.resolve(of, scope) if of else scope.regions or ()
        if not regions or scope.bound or not all(region.single for region in regions):
            raise Refusal(
                "It is not clear which alinéa or sentence is meant.", of.place if of else place, "Name its rank."
            )
        return regions

    def _complete_units(self, act: order.CompleteUnits, scope: Scope, place: Span) -> None:
        if scope.bound == "start":
            raise Refusal("What is added at the beginning goes before the first alinéa.", place)
        region = self._resolver.one_region(act.of, scope)
        if act.units.kind == "phrase":
            if not region.single or region.kind == "phrase":
                raise Refusal("It is not clear which alinéa the sentence completes.", act.of.place, "Name the alinéa.")
            end = len(self.text.article[region.first])
            self.edits.replace(region.first, end, end, " " + quoted_sentences(act.block, act.units), place)
            return
        if region.kind not in {"article", "item"} or act.units.kind == "article":
            raise Refusal(
                "Alinéas complete an article or an item.", act.of.place, "Say « après le … alinéa, il est inséré »."
            )
        lines = quoted_alineas(act.block, act.units)
        self._number(act.units, lines, region.last, place)
        self.edits.lines(region.last, region.last, lines, place)

    def _suppress(self, act: order.Suppress, scope: Scope, place: Span) -> None:
        regions = self._resolver.resolve(act.of, scope)
        for region in regions:
            if act.repeal and region.kind in {"alinéa", "phrase"}:
                raise Refusal("« abrogé » is said of an article or a numbered item.", place, "Say « supprimé ».")
            if region.kind == "article":
                if not act.repeal and not self._bill:
                    raise Refusal("« supprimé » is not said of an article.", place, "Say « abrogé ».")
                self._repealed = place
            elif region.kind == "phrase" and region.span:
                self.edits.delete(region.first, *region.span, place)
            else:
                self.edits.lines(region.first, region.last, (), place)

    def _rewrite(self, act: order.Rewrite, scope: Scope, place: Span) -> None:
        if act.restored and act.of.units[0].kind == "item":
            self._restore(act, scope, place)
            return
        regions = self._resolver.resolve(act.of, scope)
        region = self._resolver.one_region(act.of, scope)
        if region.kind == "phrase" and region.span:
            units = act.units or Units("phrase", len(regions), place)
            if units.kind not in {"phrase", "any"}:
                raise Refusal("A sentence is replaced by sentences.", units.place)
            self.edits.replace(region.first, *region.span, quoted_sentences(act.block, units), place)
            return
        if region.kind == "article" and not self._bill:
            if act.units and act.units.kind not in {"any"}:
                raise Refusal("An article is rewritten, not replaced.", act.units.place, "Say « est ainsi rédigé ».")
            if act.restored and any(not _EMPTY.match(alinea) for alinea in self.text.folded):
                raise Refusal("« rétabli » is said of what is in force.", place, "Say « est ainsi rédigé ».")
            ((name, lines),) = articles(act.block, 1)
            if not same_article(name, self._article):
                raise Refusal(f"Article {name} is quoted; the text is of article {self._article}.", act.block.place)
        else:
            if act.restored:
                raise Refusal("« rétabli » is said of an article or an item.", place)
            units = act.units or Units("alinéa" if region.kind == "alinéa" else "any", len(regions), place)
            if units.kind in {"phrase", "article"}:
                raise Refusal("Alinéas are replaced by alinéas.", units.place)
            lines = quoted_alineas(act.block, units)
            self._number(units, lines, region.first, place)
            if region.kind == "item" and act.units is None:
                check_marks(act.of.units[0], lines, act.block)
        if tuple(map(fold, lines)) == self.text.folded[region.first : region.last]:
            raise Refusal("What is rewritten reads as before.", act.block.place)
        self.edits.lines(region.first, region.last, lines, place)

    def _restore(self, act: order.Rewrite, scope: Scope, place: Span) -> None:
        """An item that was repealed, or is missing in the numbering."""
        unit = act.of.units[0]
        outer = Chain(act.of.units[1:], act.of.place)
        regions = self._resolver.resolve(outer, scope) if outer.units else scope.regions
        if regions is None or len(regions) != 1:
            raise Refusal("It is not clear where the item belongs.", unit.place)
        region, names = regions[0], spread_names(unit.names, unit.place)
        lines = quoted_alineas(act.block, Units("any", None, place))
        check_marks(unit, lines, act.block)
        level = level_of(names[0])
        peers = [item for item in self.text.items if item.level == level and inside(item.first, region)]
        depth = min((len(item.path) for item in peers), default=0)
        peers = [item for item in peers if len(item.path) == depth]
        there = [item for item in peers if item.name in names]
        if there:
            if any(item.last - item.first > 1 or not _EMPTY.match(self._own(item.first)) for item in there):
                raise Refusal("« rétabli » is said of what is in force.", place, "Say « est ainsi rédigé ».")
            self.edits.lines(there[0].first, there[-1].last, lines, place)
            return
        before = [item for item in peers if order_of(item.name) < order_of(names[0])]
        if not before or any(one.last != other.first for one, other in pairwise(peers)):
            raise Refusal("It is not clear where the item belongs.", unit.place, "Say after which item it is inserted.")
        self.edits.lines(before[-1].last, before[-1].last, lines, place)

    def _own(self, alinea: int) -> str:
        return self.text.folded[alinea][self.text.own_start(alinea) :]

    def _insert_units(self, act: order.InsertUnits, scope: Scope, place: Span) -> None:
        regions = self._resolver.resolve(act.of, scope)
        if len(regions) != 1 or scope.bound:
            raise Refusal("It is not clear after or before what.", act.of.place)
        region, units = regions[0], act.units
        if units.kind == "article" or region.kind == "article":
            if region.kind != "article" or units.kind != "article" or self._bill:
                raise Refusal("Articles are inserted after articles, alinéas after alinéas.", place)
            self._create(act)
        elif region.kind == "phrase" or units.kind == "phrase":
            if region.kind != "phrase" or units.kind != "phrase" or region.span is None:
                raise Refusal("Sentences are inserted after sentences, alinéas after alinéas.", place)
            new = quoted_sentences(act.block, units)
            start, end = region.span
            at = end if act.side == "after" else start
            self.edits.replace(region.first, at, at, " " + new if act.side == "after" else new + " ", place)
        else:
            lines = quoted_alineas(act.block, units)
            at = region.last if act.side == "after" else region.first
            self._number(units, lines, at, place)
            self.edits.lines(at, at, lines, place)

    def _create(self, act: order.InsertUnits) -> None:
        names = [name for name, _ in act.units.names]
        found = articles(act.block, len(names))
        for name, (quoted, lines) in zip(names, found, strict=True):
            if not same_article(name, quoted):
                raise Refusal(f"Article {quoted} is quoted; article {name} is announced.", act.block.place)
            if same_article(name, self._article):
                raise Refusal(f"Article {name} exists.", act.units.place)
            self.created.append(NewArticle(name, lines))

    def _rename(self, act: order.Rename, scope: Scope, place: Span) -> None:
        regions = self._resolver.resolve(act.of, scope)
        names = spread_names(act.names, act.place)
        if len(regions) != len(names):
            raise Refusal(f"{len(regions)} items become {len(names)}.", place)
        for region, name in zip(regions, names, strict=True):
            opened = mark(self.text.article[region.first])
            if region.kind != "item" or opened is None or opened.level != level_of(name):
                raise Refusal("Items of lists are renumbered, each within its level.", place)
            if opened.name == name:
                raise Refusal(f"{name} becomes itself.", place)
            self.edits.replace(region.first, 0, len(opened.name), name, place)
            self._numbered.append((region.first, place))

    def _number(self, units: Units, lines: Article, at: int, place: Span) -> None:
        """New items open with the marks that are announced."""
        if units.kind != "item":
            return
        names = spread_names(units.names, units.place)
        level = level_of(names[0])
        opened = [found.name for found in map(mark, lines) if found and found.level == level]
        first = mark(lines[0])
        if tuple(opened) != names or first is None or first.name != names[0]:
            raise Refusal(
                f"What is quoted does not open with {' and '.join(names)}.",
                place,
                "Count again: each mark opens an alinéa.",
            )
        self._numbered.append((at, place))

    def _check_numbering(self, after: Article, found: tuple[Instruction, ...]) -> None:
        """No two items of one list have one mark, where the wording numbers items."""
        if not self._numbered:
            return
        before = Counter(item.path for item in self.text.items)
        counted = Counter(item.path for item in items(after) if not any(step.startswith("dash") for step in item.path))
        twice = [path for path, count in counted.items() if count > max(1, before[path])]
        if twice:
            raise Refusal(
                f"There would be two items {twice[0][-1].partition(' ')[2]}.",
                self._numbered[0][1],
                "Renumber the items after it.",
            )


def _acts(found: tuple[Instruction, ...]) -> list[Act]:
    return [act for one in found for act in (_acts(one.act.body) if isinstance(one.act, order.Within) else [one.act])]
