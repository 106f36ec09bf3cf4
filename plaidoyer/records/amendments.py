"""A change of law as a brief asks for it: the articles as they should read, and the texts that say so."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import Places

Form = Literal["loi", "an", "senat"]
"""A law's article; an amendment at the Assemblée nationale, or at the Sénat."""

FORMS: tuple[Form, ...] = ("loi", "an", "senat")


class Change(Struct, frozen=True):
    """What becomes of one ``article`` of the record ``source``.

    ``proposed`` holds its alinéas as they should read; none where it is repealed. ``after`` names the article after
    which a new one is put.
    """

    source: str
    article: str
    proposed: tuple[str, ...]
    span: Span
    places: Places
    after: str = ""


class Vehicle(Struct, frozen=True):
    """The bill that an amendment is tabled to; ``after_article`` is that of the bill after which it puts its own."""

    bill: str
    after_article: str
    stage: str = ""
    deadline: Date | None = None


class Amendment(Struct, frozen=True):
    """One ``briefs/<slug>/amendment.yaml``."""

    slug: str
    file: str
    forms: tuple[Form, ...]
    changes: tuple[Change, ...]
    span: Span
    places: Places
    vehicle: Vehicle | None = None
    rationale: str = ""
    fallback: str = ""
