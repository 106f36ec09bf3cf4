"""What changed between two editions of a brief, as one page for a browser, in the brief's language.

It needs no other file, runs nothing and loads nothing, and says so to the browser. Every word comes from files that
anybody may have changed: it is escaped, control and bidirectional characters are shown.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from gettext import NullTranslations
from pathlib import Path

from markupsafe import Markup, escape

from plaidoyer.cli.editions import alinea_places
from plaidoyer.cli.reporters import escaped_text
from plaidoyer.languages.catalogues import catalogue
from plaidoyer.pipeline.editions import Editions, FigureChange, Side, SourceChange
from plaidoyer.pipeline.restated import StatementChange
from plaidoyer.pipeline.tabled import AlineaChange, AmendmentChange, ArticleChange
from plaidoyer.pipeline.touched import Ground
from plaidoyer.records.amendments import LANG
from plaidoyer.records.changes import Change, Status
from plaidoyer.rewording import FieldChange, Piece, word_difference

_STYLE = Path(__file__).with_suffix(".css")
_PAGE = Markup(
    """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
{head}
</header>
<main>
{body}
</main>
</body>
</html>"""
)


def as_html(found: Editions) -> str:
    """The page."""
    strings = catalogue(found.lang)
    side = found.now if found.now.there else found.then
    style = _style()
    title = strings.gettext("What changed: %(title)s") % {"title": side.title}
    page = _PAGE.format(
        lang=found.lang,
        hash=Markup(b64encode(hashlib.sha256(style.encode()).digest()).decode()),
        title=title,
        style=Markup(style),
        head=_lines(_head(found, side, strings)),
        body=_lines(_body(found, strings)),
    )
    return escaped_text(page)


@lru_cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _lines(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _element(tag: str, inner: str, css: str = "") -> Markup:
    """An element around words, which are escaped, or around markup."""
    return Markup('<{0} class="{1}">{2}</{0}>' if css else "<{0}>{2}</{0}>").format(tag, css, inner)


# The head -----------------------------------------------------------------------------------------


def _head(found: Editions, side: Side, strings: NullTranslations) -> Iterator[Markup]:
    _ = strings.gettext
    yield _element("p", _("Two editions compared"), "eyebrow")
    yield _element("h1", side.title or found.slug)
    yield Markup('<dl class="sides">')
    for name, one in ((_("Before"), found.then), (_("After"), found.now)):
        yield Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, Markup("<br>").join(_edition(one, strings)))
    yield Markup("</dl>")
    if counts := [*_counts(found, strings)]:
        yield Markup('<nav aria-label="{}"><ul class="counts">').format(_("What changed"))
        for anchor, words in counts:
            yield Markup('<li><a href="#{}">{}</a></li>').format(anchor, words)
        yield Markup("</ul></nav>")


def _edition(side: Side, strings: NullTranslations) -> Iterator[Markup]:
    """Which edition it is, for somebody who knows git, and for somebody who has the printed page."""
    _ = strings.gettext
    if side.commit:
        commit = side.commit[: max(12, len(side.revision))]
        code = Markup(" <code>{}</code>").format(commit) if not commit.startswith(side.revision) else ""
        yield Markup("{}{}").format(side.revision, code)
    else:
        yield escape(_("the brief as it stands"))
    if not side.there:
        yield escape(_("there is no such brief"))
    version = _("version %(number)s") % {"number": side.version} if side.version else ""
    if told := ", ".join(filter(None, (version, side.date))):
        yield escape(told)


def _counts(found: Editions, strings: NullTranslations) -> Iterator[tuple[str, str]]:
    """How much there is in each section, and the section's id."""
    count = strings.ngettext
    claims = sum(one.is_claim for one in found.statements)
    others = len(found.statements) - claims
    if found.status is Status.CHANGED:
        for anchor, number, words in (
            ("fields", len(found.fields), strings.gettext("Head of the brief")),
            ("claims", claims, count("%(count)s claim", "%(count)s claims", claims)),
            ("figures", len(found.figures), count("%(count)s figure", "%(count)s figures", len(found.figures))),
            ("sources", len(found.sources), count("%(count)s source", "%(count)s sources", len(found.sources))),
            ("amendment", len(found.amendments), strings.gettext("Amendment")),
            ("sentences", others, count("%(count)s other sentence", "%(count)s other sentences", others)),
        ):
            if number:
                yield anchor, words % {"count": number}


# The body -----------------------------------------------------------------------------------------


def _body(found: Editions, strings: NullTranslations) -> Iterator[Markup]:
    _ = strings.gettext
    yield from _faults(found, strings)
    match found.status:
        case None:
            yield _element("p", _("Nothing has changed."), "notice")
        case Status.ADDED:
            yield _element("p", _("This brief is new."), "notice")
        case Status.DELETED:
            yield _element("p", _("This brief is gone."), "notice")
        case _:
            yield _legend(strings)
            statement = partial(_statement, strings=strings)
            claims = [statement(one) for one in found.statements if one.is_claim]
            others = [statement(one) for one in found.statements if not one.is_claim]
            yield from _section("fields", _("Head of the brief"), [_field(one, strings) for one in found.fields])
            yield from _section("claims", _("Claims"), claims)
            yield from _section("figures", _("Figures"), [_figure(one, strings) for one in found.figures])
            yield from _section("sources", _("Sources"), [_source(one, strings) for one in found.sources])
            amendments = [_amendment(one, strings) for one in found.amendments]
            yield from _section("amendment", _("Amendment"), amendments)
            yield from _section("sentences", _("Other sentences"), others)


def _section(anchor: str, title: str, items: Iterable[Markup]) -> Iterator[Markup]:
    if told := [*items]:
        yield Markup('<section id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>').format(anchor, title)
        yield Markup("<ul>\n{}\n</ul></section>").format(_lines(told))


def _item(fate: str, label: str, *parts: Markup) -> Markup:
    head = _element("p", label, "fate") if label else Markup()
    return Markup('<li class="{}">{}</li>').format(fate, Markup().join((head, *parts)))


def _legend(strings: NullTranslations) -> Markup:
    _ = strings.gettext
    words = (Piece("added", _("words that are new")), Piece("removed", _("words that are gone")))
    return Markup('<p class="legend">{} {}</p>').format(*(_piece(one, strings) for one in words))


def _faults(found: Editions, strings: NullTranslations) -> Iterator[Markup]:
    """First errors of files, in the words of the program, which are English."""
    items = [
        _element("li", f"{one.span.file}:{one.span.line}: {one.message}")
        for side in (found.then, found.now)
        for one in side.faults
    ]
    if items:
        title = strings.gettext("Not all could be read")
        yield Markup('<div class="notice"><p>{}</p><ul lang="en">{}</ul></div>').format(title, Markup().join(items))


def _words(pieces: Iterable[Piece], strings: NullTranslations, lang: str = "") -> Markup:
    inner = Markup().join(_piece(piece, strings) for piece in pieces)
    return Markup('<p class="words"{}>{}</p>').format(Markup(' lang="{}"').format(lang) if lang else "", inner)


def _piece(piece: Piece, strings: NullTranslations) -> Markup:
    """Words of both editions, or of one; for those who do not see which, it is said before and after them."""
    if piece.kind == "kept":
        return escape(piece.text)
    _ = strings.gettext
    tag, begin = ("ins", _("new:")) if piece.kind == "added" else ("del", _("gone:"))
    told = Markup('<{0}><span class="unseen">[{1} </span>{2}<span class="unseen">]</span></{0}>')
    return told.format(Markup(tag), begin, piece.text)


def _field(one: FieldChange, strings: NullTranslations) -> Markup:
    return _item("changed", _field_name(one.name, strings), _words(one.words, strings))


def _statement(one: StatementChange, strings: NullTranslations) -> Markup:
    _ = strings.gettext
    if one.status is Status.ADDED:
        fate, label, evidence = "added", _("New"), _("Rests on: %(evidence)s")
    elif one.status is Status.DELETED:
        fate, label, evidence = "deleted", _("Gone"), _("Rested on: %(evidence)s")
    elif one.is_reworded:
        fate, label, evidence = "changed", _("Reworded"), _("What changed of its evidence: %(evidence)s")
    else:
        fate, label, evidence = "same", _("Same words, other evidence"), _("What changed: %(evidence)s")
    said = one.statement
    kinds = {"heading": _("heading"), "chart": _("chart"), "key-figure": _("key figure"), "sentence": ""}
    kind = kinds[said.kind] or ("" if said.span.file.endswith("/brief.md") else _("reasons of the amendment"))
    whole = one.status is not Status.CHANGED  # it is told once that all of it is new, or gone
    pieces = [Piece("kept", piece.text) for piece in one.words] if whole else one.words
    parts = [_words(pieces, strings)]
    if one.grounds:
        named = ", ".join(_ground(ground, strings, whole=whole) for ground in one.grounds)
        parts.append(_element("p", evidence % {"evidence": named}, "evidence"))
    return _item(fate, f"{label} ({kind})" if kind else label, *parts)


def _ground(one: Ground, strings: NullTranslations, *, whole: bool) -> str:
    """« figure lakes/cases (addition) »; what became of it is left out where all of the statement is new, or gone."""
    _ = strings.gettext
    article, _sign, alinea = one.name.partition("#")
    if one.part == "article":
        place = _("art. %(article)s, para. %(alinea)s") if alinea else _("art. %(article)s")
        words = f"{one.source}, {place % {'article': article, 'alinea': alinea}}"
    else:
        words = f"{_part(one.part, strings)} {'/'.join(filter(None, (one.source, one.name)))}"
    return words if whole or one.status is Status.CHANGED else f"{words} ({_became(one.status, strings)})"


def _part(part: str, strings: NullTranslations) -> str:
    _ = strings.gettext
    names = {
        "figure": _("figure"),
        "derived": _("derived figure"),
        "passage": _("passage"),
        "article": _("article"),
        "capture": _("copy"),
        "captures": _("copies"),
        "record": _("source"),
    }
    return names.get(part, "")


def _became(status: Status, strings: NullTranslations) -> str:
    """What became of a part that is new, or gone."""
    _ = strings.gettext
    return _("addition") if status is Status.ADDED else _("removal")


def _figure(one: FigureChange, strings: NullTranslations) -> Markup:
    _ = strings.gettext
    labels = {Status.ADDED: _("Stated now"), Status.DELETED: _("No longer stated"), Status.CHANGED: _("Changed")}
    pieces = [Piece("removed", one.old)] * bool(one.old) + [Piece("added", one.new)] * bool(one.new)
    whole = one.status is not Status.CHANGED
    shown = [escape(one.old or one.new)] if whole else [_piece(piece, strings) for piece in pieces]
    amount = Markup('<p class="words">{}</p>').format(Markup(" → ").join(shown))
    name = f"{one.source}/{one.name}" if one.source else f"{one.name} ({_('derived figure')})"
    return _item(one.status.value, labels[one.status], amount, Markup('<p class="evidence">{}</p>').format(name))


def _source(one: SourceChange, strings: NullTranslations) -> Markup:
    _ = strings.gettext
    labels = {Status.ADDED: _("Cited now"), Status.DELETED: _("No longer cited"), Status.CHANGED: _("Changed")}
    name = _("%(id)s, formerly %(was)s") % {"id": one.id, "was": one.was} if one.was else one.id
    title = Markup('<p class="words">{} <code>{}</code></p>').format(one.title, name)
    facts = [fact for change in one.changes for fact in _facts(change, strings)]
    return _item(one.status.value, labels[one.status], title, *_listed(facts))


def _listed(items: Iterable[Markup]) -> Iterator[Markup]:
    if told := [*items]:
        yield Markup('<dl class="facts">{}</dl>').format(_lines(told))


def _facts(change: Change, strings: NullTranslations) -> Iterator[Markup]:
    """What differs of a part of a record; of one that came or went, only that."""
    topic = change.topic
    name = " ".join(filter(None, (_part(topic.part, strings), topic.name)))
    name += f" ({topic.version})" if topic.version else ""
    if change.status is not Status.CHANGED and len(change.differences) > 1:
        yield _fact(name, escape(_became(change.status, strings)))
        return
    for one in change.differences:
        told = Markup().join(_piece(piece, strings) for piece in word_difference(one.old or "", one.new or ""))
        yield _fact(f"{name}, {one.field}" if one.field else name, told)


def _fact(name: str, told: Markup) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, told)


def _amendment(one: AmendmentChange, strings: NullTranslations) -> Markup:
    _ = strings.gettext
    labels = {Status.ADDED: _("Asked for now"), Status.DELETED: _("No longer asked for"), Status.CHANGED: _("Changed")}
    facts = (
        _fact(_field_name(field.name, strings), Markup().join(_piece(piece, strings) for piece in field.words))
        for field in one.fields
    )
    articles = (part for article in one.articles for part in _article(article, strings))
    name = _element("p", _("Amendment to fall back on"), "words") if one.fallback else Markup()
    return _item(one.status.value, labels[one.status], name, *_listed(facts), *articles)


def _article(one: ArticleChange, strings: NullTranslations) -> Iterator[Markup]:
    _ = strings.gettext
    name = _("Article %(article)s") % {"article": one.article}
    remarks = []
    if one.repealed[1]:
        remarks.append(_("to be repealed"))
    elif one.status is Status.ADDED:
        remarks.append(_("compared with the law in force"))
    elif one.status is Status.DELETED:
        remarks.append(_("no longer asked for"))
    after = [_("after article %(article)s") % {"article": one.fields[0].new}] if one.fields else []
    told = ", ".join([*remarks, *after])
    yield Markup("<h3>{} <code>{}</code>{}</h3>").format(name, one.source, f", {told}" if told else "")
    for alinea in one.alineas:
        yield _element("p", _alinea(alinea, strings), "fate")
        yield _words(alinea.words, strings, LANG)


def _alinea(one: AlineaChange, strings: NullTranslations) -> str:
    _ = strings.gettext
    became = {
        "inserted": _("Paragraph %(number)s, new"),
        "deleted": _("Paragraph %(number)s, gone"),
        "moved": _("Paragraph %(number)s, moved"),
        "split": _("Paragraph %(number)s, split"),
        "merged": _("Paragraph %(number)s, merged"),
    }
    return became.get(one.kind, _("Paragraph %(number)s")) % {"number": alinea_places(one)}


def _field_name(name: str, strings: NullTranslations) -> str:
    """What a field of the front matter, or of an amendment, is called on the page."""
    _ = strings.gettext
    names: Mapping[str, str] = {
        "title": _("Title"),
        "subtitle": _("Subtitle"),
        "ask": _("What we ask"),
        "version": _("Version"),
        "edition": _("Edition"),
        "authors": _("Authors"),
        "issuer": _("Issuer"),
        "audience": _("Audience"),
        "recipients": _("Recipients"),
        "contact": _("Contact"),
        "transparency": _("Transparency"),
        "notice": _("Notice"),
        "keywords": _("Keywords"),
        "abbreviations": _("Abbreviations"),
        "date": _("Date"),
        "lang": _("Language"),
        "template": _("Template"),
        "csl": _("Citation style"),
        "attach": _("Files attached"),
        "evidence-annex": _("Evidence annex"),
        "large-print": _("Large print"),
        "form": _("Forms"),
        "bill": _("Text under discussion"),
        "stage": _("Stage"),
        "article": _("Article of the bill"),
        "after-article": _("After article"),
        "deadline": _("Deadline"),
    }
    return names.get(name, name)
