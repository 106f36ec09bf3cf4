"""What a run takes over from the last one, and what it leaves to the next: the plan, between the disk and the rooms.

Only what is done of a whole campaign is remembered. Where a part cannot stand for the whole, everything is done: see
``holds``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from posixpath import normpath

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.diagnostics import Finding
from plaidoyer.evidence.receipts import FILE, lines_by_source
from plaidoyer.evidence.uses import names_in
from plaidoyer.pipeline import inputs
from plaidoyer.pipeline.inputs import Now, digest_of
from plaidoyer.pipeline.making import Readied
from plaidoyer.pipeline.plan import Plan, brief_rests_on, plan, record_rests_on
from plaidoyer.pipeline.report import BY_CHANCE
from plaidoyer.pipeline.study import Prepared, Study
from plaidoyer.publish import memory
from plaidoyer.publish.manifest import Entry, by_brief
from plaidoyer.publish.memory import Memory, OfBrief, OfRecord
from plaidoyer.records.campaign import list_campaign
from plaidoyer.records.text import images


class Done(Struct, frozen=True):
    """What was made of a brief: the fingerprints of its pages, and its entries in the manifest; none in a check."""

    stamps: tuple[str, ...]
    outputs: tuple[Entry, ...] = ()


def planned(root: Path, way: str, now: Now, laid: Collection[str]) -> Plan | None:
    """What a check has to do; None where that is everything.

    ``laid`` are the fingerprints of the pages of which it is known how they come out.
    """
    return _planned(root, way, now, lambda _, one: {*one.stamps} <= {*laid})


def planned_build(root: Path, way: str, now: Now, out: Path, listed: Sequence[Entry]) -> Plan | None:
    """What a build into ``out`` has to do, with the manifest of the last one; None where that is everything."""
    there = by_brief(listed)

    def intact(slug: str, one: OfBrief) -> bool:
        return there.get(slug, []) == [*one.outputs] and all(
            digest_of(out / entry["file"]) == entry["sha256"] for entry in one.outputs
        )

    return _planned(root, way, now, intact)


def holds(one: Readied, plan: Plan) -> bool:
    """Whether what was done by a plan is what doing everything would have come to.

    Not where a brief names what there is not (near names are proposed of all that there are), where receipts prove
    nothing, or where something was found that tells of briefs that were kept: in a template that they share with one
    that was done, or in a figure that both state.
    """
    named = {name for text in one.read.texts for name in names_in(text.brief, text.claims)}
    elsewhere = _elsewhere(one)
    compared: dict[str, set[Finding]] = {slug: set() for slug in plan.kept_briefs}
    for finding in one.known.conflicts:
        compared.setdefault(_folder(finding), set()).add(finding)
    return (
        named <= plan.files.keys()
        and not any(finding.span.file == FILE for finding in one.known.findings)
        and all(
            elsewhere.isdisjoint(kept.files) and compared[slug] == {*kept.conflicts}
            for slug, kept in plan.kept_briefs.items()
        )
    )


def remember(root: Path, way: str, now: Now, one: Readied, done: Mapping[str, Done]) -> None:
    """Leave to the next run what was found and made in this one.

    What may have been chance is left out, and so is what cannot be told of one record or brief alone.
    """
    read, known, plan, campaign = one.read, one.known, one.plan, one.read.campaign
    by_file: dict[str, list[Finding]] = {}
    for finding in dict.fromkeys(one.findings):
        by_file.setdefault(finding.span.file, []).append(finding)
    if FILE in by_file or list_campaign(root).findings:
        return
    elsewhere = _elsewhere(one)
    also = {slug: _also(read, read.prepared[slug]) for slug in done}
    seen = _completed(root, now, (name for its in also.values() for name in its))
    if seen is None:
        return
    records = dict(plan.kept_records) if plan else {}
    for id_, file in campaign.files.items():
        found = tuple(by_file.get(file, ()))
        if id_ not in records and file not in elsewhere and _sure(found):
            source = campaign.sources.get(id_)
            captures = tuple(normpath(f"sources/{one.file}") for one in source.captures) if source else ()
            rests_on = record_rests_on(seen, id_, file, captures)
            records[id_] = OfRecord(rests_on, captures, found, tuple(campaign.allowances.get(file, ())))
    briefs = dict(plan.kept_briefs) if plan else {}
    texts = {text.brief.slug: text for text in read.texts}
    for slug, made in done.items():
        prepared, own = read.prepared[slug], f"briefs/{slug}/"
        found = tuple(one for file, its in by_file.items() if file.startswith(own) for one in its)
        names = sorted(names_in(prepared.brief, texts[slug].claims))
        if records.keys() >= {*names} and elsewhere.isdisjoint(prepared.files) and _sure(found):
            briefs[slug] = OfBrief(
                brief_rests_on(seen, slug, {name: records[name].rests_on for name in names}, also[slug]),
                tuple(names),
                also[slug],
                tuple(sorted(prepared.files)),
                tuple(one for one in found if one not in known.conflicts),
                {file: its for file, its in campaign.allowances.items() if file.startswith(own)},
                tuple(one for one in found if one in known.conflicts),
                known.stated[slug],
                len(prepared.claims),
                made.stamps,
                tuple(dict(entry) for entry in made.outputs),
            )
    with suppress(OSError):
        memory.save(root, way, Memory(records, briefs))


def _planned(root: Path, way: str, now: Now, intact: Callable[[str, OfBrief], bool]) -> Plan | None:
    last, listing = memory.read(root, way), list_campaign(root)
    if not last.briefs or listing.findings:
        return None
    seen = _completed(root, now, (name for one in last.briefs.values() for name in one.also))
    sound = [slug for slug, one in last.briefs.items() if intact(slug, one)]
    return plan(last, seen, tuple(listing.briefs), listing.sources, sound) if seen else None


def _completed(root: Path, now: Now, also: Iterable[str]) -> Now | None:
    """The same, with the receipts of each record, and with other files; None where one of these cannot be told."""
    others = inputs.digests_of(root, (root / name for name in dict.fromkeys(also)))
    try:
        text = (root / FILE).read_bytes().decode("latin-1")  # only to tell lines apart
    except FileNotFoundError:
        text = ""
    except OSError:
        return None
    digests = {source: hashlib.sha256(lines.encode()).hexdigest() for source, lines in lines_by_source(text).items()}
    return None if others is None else replace(now, also=others, receipts=digests)


def _also(read: Study, prepared: Prepared) -> tuple[str, ...]:
    """The files that a brief rests on, besides those of its folder, its records, and what is common to all."""
    brief = prepared.brief
    pictures = {normpath(f"briefs/{brief.slug}/{image.src}") for image in images(brief.blocks)}
    named = {one for one in (brief.csl, read.config.csl, read.config.allowed_signers) if one}
    return tuple(sorted(name for name in pictures | named if not name.startswith(f"briefs/{brief.slug}/")))


def _elsewhere(one: Readied) -> frozenset[str]:
    """The files, outside of their folders, in which something was found that tells of briefs."""
    others = {*one.read.campaign.findings, *one.known.evidence.findings, *one.known.conflicts}
    own = tuple(f"briefs/{slug}/" for slug in one.read.slugs)
    files = {finding.span.file for finding in one.findings if finding not in others}
    return frozenset(file for file in files if not file.startswith(own))


def _folder(finding: Finding) -> str:
    """The name of the brief in whose folder something was found."""
    return finding.span.file.split("/")[1]


def _sure(found: Iterable[Finding]) -> bool:
    return BY_CHANCE.isdisjoint(one.rule for one in found)
