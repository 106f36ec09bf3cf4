"""What a web page says of itself: JSON-LD, Highwire (citation_*), Open Graph, Dublin Core, its title and language.

Sources: schema.org; Google Scholar's inclusion guidelines for ``citation_*``; ogp.me; DCMI metadata terms. What none of
them says, trafilatura may guess from the page. This module must not know records.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree, html
from msgspec import Struct

from plaidoyer.evidence.copies.about_values import About, Name, Said, address, clean, day, language, names, present
from plaidoyer.evidence.copies.characters import decode

_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_LONGEST_JSON = 2_000_000
_DEEPEST = 500  # trafilatura calls itself
_MOST_ITEMS = 5_000

_TYPES = (
    ("NewsArticle", "article-newspaper"),
    ("ScholarlyArticle", "article-journal"),
    ("BlogPosting", "post-weblog"),
    ("Report", "report"),
    ("Article", "webpage"),
    ("WebPage", "webpage"),
)
_BETWEEN_TITLE_AND_SITE = re.compile(r"\s+[|–—·•:»-]\s+")

Item = Mapping[str, Any]


class _Page(Struct, frozen=True):
    """What stands in a page: ``meta`` by name (in small letters), and the JSON-LD item that is the page."""

    meta: Mapping[str, list[str]]
    item: Item
    kind: str
    title: str
    lang: str
    canonical: str

    def texts(self, name: str) -> list[str]:
        return self.meta.get(name, [])


def about_page(data: bytes) -> About:
    """What an HTML page says of itself. Nothing is raised."""
    tree = _tree(data)
    if tree is None:
        return About("webpage")
    page = _page(tree)
    site = _first("container-title", _sites(page), clean)
    said = {
        "title": _first("title", _titles(page, str(site.value)), clean),
        "author": _authors(page),
        "issued": _first("issued", _days(page), day),
        "container-title": site,
        "publisher": _first("publisher", [("citation_publisher", _one(page, "citation_publisher"))], clean),
        "language": _first("language", _languages(page), language),
        "URL": _first("URL", _addresses(page), address),
        "DOI": _first("DOI", [("citation_doi", _one(page, "citation_doi").removeprefix("doi:"))], clean),
    }
    guessed = {} if all(said[name].value for name in ("title", "author", "issued")) else _guessed(tree)
    type_, where = _type(page)
    return About(type_, where, present(each if each.value else guessed.get(name, each) for name, each in said.items()))


def _tree(data: bytes) -> html.HtmlElement | None:
    declared = _DECLARED.search(data, 0, 4096)
    text = decode(data, declared[1].decode("ascii", "replace") if declared else "")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError):  # an empty page
        return None


# Where a page speaks --------------------------------------------------------------------------------


def _page(tree: html.HtmlElement) -> _Page:
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content", "").strip():
            meta.setdefault(name.strip().lower(), []).append(element.get("content"))
    canonical = [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    title = tree.find(".//title")
    kind, item = _json_ld(tree)
    return _Page(
        meta, item, kind, "" if title is None else title.text_content(), tree.get("lang", ""), "".join(canonical[:1])
    )


def _json_ld(tree: html.HtmlElement) -> tuple[str, Item]:
    """The item of JSON-LD that is the page, and its type: the first of the type that says most."""
    items: list[Item] = []
    for script in tree.iter("script"):
        if script.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            items += _items(script.text or "")
    by_id = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and len(item) > 1}
    for name, _ in _TYPES:
        for item in items:
            of = item.get("@type")
            kinds = [kind for kind in (of if isinstance(of, list) else [of]) if isinstance(kind, str)]
            if any(kind.endswith(name) for kind in kinds):
                return name, {key: _resolved(value, by_id) for key, value in item.items()}
    return "", {}


def _items(text: str) -> Iterator[Item]:
    """Every object of a JSON-LD text that stands at its top, in a list or in ``@graph``."""
    try:
        found = json.loads(text[:_LONGEST_JSON], strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [found]
    for _ in range(_MOST_ITEMS):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [one[name] for name in ("@graph", "mainEntity") if isinstance(one.get(name), list | dict)]


def _resolved(value: Any, by_id: Mapping[str, Item]) -> list[Any]:
    """A property's values, what is only named by ``@id`` in full."""
    values = value if isinstance(value, list) else [value]
    return [
        by_id.get(each["@id"], each) if isinstance(each, dict) and isinstance(each.get("@id"), str) else each
        for each in values
    ]


# What it says ---------------------------------------------------------------------------------------

Places = Iterable[tuple[str, object]]
"""Places of a page that may give a value, the most trustworthy first, and what stands there."""


def _first(variable: str, places: Places, read: Any) -> Said:
    for where, value in places:
        if found := read(value):
            return Said(variable, found, where)
    return Said(variable, "", "")


def _one(page: _Page, name: str) -> str:
    return "".join(page.texts(name)[:1])


def _in_item(page: _Page, name: str) -> object:
    """A text of the JSON-LD item: itself, or the name of what stands there."""
    value = next(iter(page.item.get(name, [])), "")
    return (value.get("name") or value.get("@id")) if isinstance(value, dict) else value


def _titles(page: _Page, site: str) -> Places:
    title = clean(page.title)
    parts = _BETWEEN_TITLE_AND_SITE.split(title)
    if site and len(parts) > 1 and parts[-1].casefold() == site.casefold():
        title = title[: -len(parts[-1])].rstrip(" |–—·•:»-")
    return [
        ("citation_title", _one(page, "citation_title")),
        ("JSON-LD", _in_item(page, "headline")),
        ("og:title", _one(page, "og:title")),
        ("DC.title", _one(page, "dc.title") or _one(page, "dcterms.title")),
        ("<title>", title),
        ("JSON-LD", _in_item(page, "name")),
    ]


def _authors(page: _Page) -> Said:
    if found := names(page.texts("citation_author"), inverted=True):
        return Said("author", found, "citation_author")
    if found := tuple(name for each in page.item.get("author", []) for name in _person(each)):
        return Said("author", found, "JSON-LD")
    for name in ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"):
        if found := names(page.texts(name)):
            return Said("author", found, name)
    return Said("author", "", "")


def _person(value: Any) -> tuple[Name, ...]:
    """A name of JSON-LD."""
    if not isinstance(value, dict):
        return names([value])
    family, given = clean(value.get("familyName")), clean(value.get("givenName"))
    if family and given:
        return ({"family": family, "given": given},)
    return names(value["name"] if isinstance(value.get("name"), list) else [value.get("name")])


def _days(page: _Page) -> Places:
    yield from ((name, _one(page, name)) for name in ("citation_publication_date", "citation_date"))
    yield "JSON-LD", _in_item(page, "datePublished")
    for name in ("article:published_time", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date"):
        yield name, _one(page, name)
    for name in ("datepublished", "pubdate", "date", "dcterms.date", "dcterms.created"):
        yield name, _one(page, name)


def _sites(page: _Page) -> Places:
    return [
        ("citation_journal_title", _one(page, "citation_journal_title")),
        ("og:site_name", _one(page, "og:site_name")),
        ("JSON-LD", _in_item(page, "publisher")),
        ("JSON-LD", _in_item(page, "isPartOf")),
        ("application-name", _one(page, "application-name")),
        ("DC.publisher", _one(page, "dc.publisher") or _one(page, "dcterms.publisher")),
    ]


def _languages(page: _Page) -> Places:
    return [
        ("<html lang>", page.lang),
        ("JSON-LD", _in_item(page, "inLanguage")),
        ("citation_language", _one(page, "citation_language")),
        ("DC.language", _one(page, "dc.language") or _one(page, "dcterms.language")),
        ("og:locale", _one(page, "og:locale")),
        ("content-language", _one(page, "content-language")),
    ]


def _addresses(page: _Page) -> Places:
    return [
        ("canonical link", page.canonical),
        ("og:url", _one(page, "og:url")),
        ("JSON-LD", _in_item(page, "url")),
        ("JSON-LD", _in_item(page, "mainEntityOfPage")),
    ]


def _type(page: _Page) -> tuple[str, str]:
    if _one(page, "citation_journal_title"):
        return "article-journal", "citation_journal_title"
    of_item = dict(_TYPES).get(page.kind, "webpage")
    if of_item != "webpage":
        return of_item, "JSON-LD"
    if clean(_one(page, "og:type")).lower() == "article":
        return "article-newspaper", "og:type"
    return "webpage", ""


def _guessed(tree: html.HtmlElement) -> Mapping[str, Said]:
    """What trafilatura makes of the page's looks; nothing where it fails."""
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # nothing on standard error
    try:
        if _depth(tree) > _DEEPEST:
            return {}
        found = extract_metadata(tree, extensive=False)
    except Exception:  # a guess may fail in any way; then there is none
        return {}
    where = "guessed from the page"
    return {
        "title": Said("title", clean(found.title), where),
        "author": Said("author", names((found.author or "").split(";")), where),
        "issued": Said("issued", day(found.date), where),
        "container-title": Said("container-title", clean(found.sitename), where),
    }


def _depth(tree: html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
