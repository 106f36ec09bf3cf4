"""A source record: who said what, where, in which words, and the figures read in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, field

from plaidoyer.diagnostics import Span
from plaidoyer.records.dates import Date, Period
from plaidoyer.records.nodes import Scalar
from plaidoyer.records.text import Allowance

Places = Mapping[str, Span]
"""Where each field of a record stands: its name as written in the file → the place of its value."""

Written = Mapping[str, Scalar]
"""The fields that are texts, as they are written: they know the place of each of their words."""


class Qualifier(StrEnum):
    """How a figure is bounded by the words of its source."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"


class Kind(StrEnum):
    """What a figure is: counted, estimated, foreseen or aimed at."""

    OBSERVED = "observed"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    TARGET = "target"


class Localised(Struct, frozen=True):
    """A text by language; the language ``""`` is one that serves everywhere."""

    texts: Mapping[str, str]

    def in_language(self, lang: str) -> str | None:
        """The text in ``lang`` (``fr``), or None where there is none."""
        return self.texts.get(lang, self.texts.get(""))


class Unit(Struct, frozen=True):
    """``%``, an ISO 4217 currency code, or names by language and CLDR plural category."""

    symbol: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def in_language(self, lang: str) -> Mapping[str, str] | None:
        """The plural forms in ``lang``, or None where there are none."""
        return self.names.get(lang)


class Capture(Struct, frozen=True):
    """A saved copy; ``file`` is relative to ``sources/``."""

    file: str
    sha256: str
    retrieved: Date | None
    redistributable: bool
    span: Span
    places: Places

    def __hash__(self) -> int:
        return hash((self.file, self.sha256, self.span))  # a table, as ``places`` is, has no hash


class Originator(Struct, frozen=True):
    """Who said it, when the source only reports it; ``via`` is where, ``said`` when."""

    name: Localised
    span: Span
    via: str = ""
    said: Date | None = None
    exact: str = ""
    written: Written = field(default_factory=dict)


class Translation(Struct, frozen=True):
    """A passage in another language; ``by`` is ``ours`` or a name."""

    text: str
    by: str
    span: Span
    written: Written = field(default_factory=dict)


class Passage(Struct, frozen=True):
    """Exact words of a source (a W3C TextQuoteSelector), and what may be printed of them."""

    name: str
    exact: str
    span: Span
    places: Places
    prefix: str = ""
    suffix: str = ""
    say: str = ""
    capture: str = ""
    locator: Mapping[str, str] = field(default_factory=dict)  # CSL label ("page") → value ("3")
    originator: Originator | None = None
    translation: Mapping[str, Translation] = field(default_factory=dict)
    article: str = ""
    alinea: int = 0
    written: Written = field(default_factory=dict)


class Figure(Struct, frozen=True):
    """A typed value read in a passage: either ``value``, or ``low`` and ``high``."""

    name: str
    unit: Unit
    passage: str
    span: Span
    places: Places
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    of: Localised | None = None
    kind: Kind = Kind.OBSERVED
    caveat: Localised | None = None
    period: Period | None = None


class ArticleVersion(Struct, frozen=True):
    """An article of law as in force from a date; ``until`` is None for the version in force."""

    id: str
    in_force: Date
    alineas: tuple[str, ...]
    span: Span
    places: Places
    until: Date | None = None
    seen: Date | None = None
    seen_at: str = ""
    complete: bool = True


def version_on(versions: Iterable[ArticleVersion], then: tuple[int, int, int]) -> ArticleVersion | None:
    """The version of an article that is in force on a day (year, month, day); None where the record holds none."""
    past = [one for one in versions if one.in_force.first <= then and (one.until is None or then < one.until.first)]
    return max(past, key=lambda one: one.in_force.first, default=None)


WITH_ARTICLES = ("legislation", "bill")
"""The types of the records that hold articles."""


class Source(Struct, frozen=True):
    """One file of ``sources/``.

    ``csl`` holds the bibliographic variables under their CSL names: text, a tuple of names (mappings
    of CSL name parts) or a Period. ``written`` gives the names in each table of the file, and the files of its
    captures, sound or not, where they can be told.
    """

    id: str
    type: str
    csl: Mapping[str, str | tuple[Mapping[str, str], ...] | Period]
    file: str
    span: Span
    places: Places
    captures: tuple[Capture, ...] = ()
    passages: Mapping[str, Passage] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    articles: Mapping[str, tuple[ArticleVersion, ...]] = field(default_factory=dict)
    do_not_fetch: bool = False
    allowances: tuple[Allowance, ...] = ()
    written: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def may_hold(self, table: str, name: str) -> bool:
        """Whether the file may hold a ``name`` in ``table`` that could not be read."""
        return name in self.written.get(table, {name})


def in_force(source: Source, article: str, day: Date | None) -> ArticleVersion | None:
    """The version of an article on the last day that ``day`` may mean, or the newest; of a bill, the last on record."""
    versions = source.articles[article]
    if source.type == "bill":
        return versions[-1]
    if day is None:
        return max(versions, key=lambda one: one.in_force.first)
    return version_on(versions, day.last)


def name_of_law(source: Source) -> str:
    """The title of a code or a bill within a sentence: « code pénal »."""
    title = str(source.csl.get("title", source.id))
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]  # « CGI » stays
