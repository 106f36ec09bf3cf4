"""From the slots of a form to the order that it gives; number and gender must agree on the way.

Functions end in the name of the slots they take; all of them raise Refusal for « le mot : … sont remplacés ».
"""

from __future__ import annotations

from plaidoyer.law.reading.findings import Refusal
from plaidoyer.law.reading.forms import Slots
from plaidoyer.law.reading.instructions import (
    Add,
    AddArticle,
    Again,
    Chain,
    Complete,
    CompleteBoth,
    CompleteUnits,
    Delete,
    Insert,
    InsertUnits,
    Precede,
    Rename,
    Replace,
    Rewrite,
    RewriteEnd,
    RewriteStart,
    Suppress,
    Unit,
    Units,
)

_HINT = "Verb and participle agree with what is named: a plural may say that another thing was meant."


def replace(s: Slots) -> Replace:
    """Words by words."""
    if "be" in s:
        _agree(s, s["old"].plural, s["old"].feminine)
    return Replace(s["old"], s["new"], s.get("times"), s.get("each", False))


def insert(s: Slots) -> Insert:
    """Words beside words."""
    if "be" in s:
        _agree(s, s["new"].plural, s["new"].feminine)
    return Insert(s["side"], s["old"], s["new"], s.get("times"))


def delete(s: Slots) -> Delete:
    """Words left out."""
    if "be" in s:
        _agree(s, s["old"].plural, s["old"].feminine)
    return Delete(s["old"], s.get("times"))


def replace_again(s: Slots) -> Again:
    """Words by words, as before."""
    return Again("substitution", s.get("times"), s["place"])


def insert_again(s: Slots) -> Again:
    """Words beside words, as before."""
    return Again("insertion", s.get("times"), s["place"])


def delete_again(s: Slots) -> Again:
    """Words left out, as before."""
    return Again("suppression", s.get("times"), s["place"])


def add(s: Slots) -> Add:
    """Words at a bound."""
    if "be" in s:
        _agree(s, s["new"].plural, s["new"].feminine)
    return Add(s["new"])


def rewrite_end(s: Slots) -> RewriteEnd:
    """« la fin … est ainsi rédigée », « … est supprimée »."""
    return RewriteEnd(s.get("of"), s.get("old"), s.get("block"))


def rewrite_start(s: Slots) -> RewriteStart:
    """« le début … est ainsi rédigé »."""
    return RewriteStart(s.get("of"), s.get("old"), s.get("inclusive", True), s["block"])


def complete(s: Slots) -> Complete:
    """« est complété par les mots »."""
    _agree_chain(s)
    return Complete(s["of"], s["new"])


def complete_units(s: Slots) -> CompleteUnits:
    """« est complété par deux alinéas ainsi rédigés »."""
    _agree_chain(s)
    return CompleteUnits(s["of"], s["units"], s["block"])


def complete_both(s: Slots) -> CompleteBoth:
    """« est complété par les mots … et par une phrase ainsi rédigée »."""
    _agree_chain(s)
    if s["units"].kind != "phrase":
        raise Refusal("Words and alinéas complete a text in two instructions.", s["units"].place)
    return CompleteBoth(Complete(s["of"], s["new"]), CompleteUnits(s["of"], s["units"], s["block"]))


def add_units(s: Slots) -> CompleteUnits:
    """« Il est ajouté un alinéa ainsi rédigé »: at the end of the place."""
    _agree_units(s)
    place = s["place"]
    return CompleteUnits(Chain((Unit("context", place, False),), place), s["units"], s["block"])


def suppress(s: Slots) -> Suppress:
    """« est supprimé », « est abrogé »."""
    _agree_chain(s)
    return Suppress(s["of"], "done" in s and s["done"][0].startswith("abrogé"))


def rewrite(s: Slots) -> Rewrite:
    """« est ainsi rédigé », « est remplacé par deux alinéas ainsi rédigés »."""
    _agree_chain(s)
    return Rewrite(s["of"], s.get("units"), s["block"], "done" in s and s["done"][0] == "rétabli")


def insert_units(s: Slots) -> InsertUnits:
    """« Après le premier alinéa, il est inséré un alinéa ainsi rédigé »."""
    _agree_units(s)
    return InsertUnits(s["side"], s["of"], s["units"], s["block"])


def rename(s: Slots) -> Rename:
    """« Le 3° devient le 4° »."""
    of, names = s["of"].units[0], s["names"]
    if of.plural != names.plural or of.plural != s["become"]:
        raise Refusal("What becomes and what it becomes do not agree.", s["place"], _HINT)
    return Rename(s["of"], names.names, s["place"])


def precede(s: Slots) -> Precede:
    """« est précédé de la mention »."""
    _agree_chain(s)
    return Precede(s["of"], s["block"])


def add_article(s: Slots) -> AddArticle:
    """« Après l’article 3, insérer l’article suivant »."""
    return AddArticle(s["side"], s["number"], s["block"], s["place"])


def group(s: Slots) -> None:
    """« est ainsi modifié » agrees with what is named."""
    _agree_chain(s)


def _agree(s: Slots, plural: bool, feminine: bool) -> None:
    (be, be_place), (_, done_feminine, done_plural, done_place) = s["be"], s["done"]
    if be == "it":
        right = not done_plural and not done_feminine
    else:
        right = (be == "many") == plural == done_plural and done_feminine == feminine
    if not right:
        raise Refusal("Verb or participle does not agree with what is named.", (be_place[0], done_place[1]), _HINT)


def _agree_chain(s: Slots) -> None:
    if "be" not in s:
        return
    unit = s["of"].units[0]
    feminine = s["done"][1] if unit.kind == "context" else unit.feminine
    _agree(s, unit.plural, feminine)


def _agree_units(s: Slots) -> None:
    if "be" not in s:
        return
    units: Units = s["units"]
    _agree(s, units.plural, units.feminine)
