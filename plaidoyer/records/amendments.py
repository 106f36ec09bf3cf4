"""A change of law as a brief asks for it: the articles as they should read, and the texts that say so."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plaidoyer.diagnostics import Span
from plaidoyer.records.dates import Date
from plaidoyer.records.sources import Places
from plaidoyer.records.text import Allowance, Body

Form = Literal["loi", "an", "senat"]
"""A law's article; an amendment at the Assemblée nationale, or at the Sénat."""

FORMS: tuple[Form, ...] = ("loi", "an", "senat")

LANG = "fr"
"""The language of the law, and of all that is tabled, whatever the brief's."""

FALLBACK = "amendment-repli.yaml"
"""The amendment to fall back on, where no other file is named."""


class Change(Struct, frozen=True):
    """What becomes of one ``article`` of the record ``source``: a code's, or a bill's.

    ``proposed`` holds its alinéas as they should read; None where it is repealed (``repeal``). ``after`` names the
    article after which a new one is put.
    """

    source: str
    article: str
    proposed: tuple[str, ...] | None
    after: str
    repeal: bool
    span: Span
    places: Places


class Vehicle(Struct, frozen=True):
    """The bill that an amendment is tabled to.

    ``article`` is the one of its articles that is changed, or ``after_article`` the one after which another is added.
    """

    bill: str
    stage: str
    article: str
    after_article: str
    deadline: Date | None
    span: Span
    places: Places


class Amendment(Struct, frozen=True):
    """One ``briefs/<slug>/amendment.yaml``; ``fallback`` is a second one beside it, in ``fallback_file``."""

    slug: str
    file: str
    forms: tuple[Form, ...]
    changes: tuple[Change, ...]
    vehicle: Vehicle | None
    rationale: Body | None
    fallback: Amendment | None
    span: Span
    places: Places
    fallback_file: str = ""
    allowances: tuple[Allowance, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The records that it names, by id."""
        return (*(one.source for one in self.changes), *([self.vehicle.bill] if self.vehicle else []))


def amendment_files(slug: str, amendment: Amendment | None) -> tuple[str, str]:
    """The files of a brief's amendment and of the one to fall back on, there or not."""
    fallback = amendment.fallback_file if amendment else ""
    return f"briefs/{slug}/amendment.yaml", f"briefs/{slug}/{fallback or FALLBACK}"
