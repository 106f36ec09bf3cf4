"""A whole check, a whole build: every brief asked for, one report.

A build begins with its first page before anything is proven. The rooms that prove and judge are imported only then, in
the functions that need them: to load them takes as long as to typeset half a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plaidoyer.checks.marks import grounds_of
from plaidoyer.config import Config, settings_file
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline.amending import Amended, amend
from plaidoyer.pipeline.boundary import BriefFailure
from plaidoyer.pipeline.foreseen import unforeseen
from plaidoyer.pipeline.making import Made, judged, make, ready, too_long
from plaidoyer.pipeline.page import (
    Page,
    fingerprint,
    prepare_template,
    rehearse,
    renderer,
    suppose,
    typeset_page,
)
from plaidoyer.pipeline.report import Report as Report
from plaidoyer.pipeline.report import from_json, may_be_kept, to_json
from plaidoyer.pipeline.study import Prepared, Study, study
from plaidoyer.publish import checked, manifest, verdicts
from plaidoyer.publish.write import write
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.text import images
from plaidoyer.render.process import Renderer
from plaidoyer.typeset.process import Typesetter
from plaidoyer.workers.forks import cores, each

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.pipeline.evidence import Evidence
    from plaidoyer.pipeline.examine import Examined

Announce = Callable[[str, int, int], None]
"""Told of each capture that is read and each brief that is done: its name, how many are done, of how many."""


def check(
    root: Path, config: Config, slugs: Sequence[str], *, typesetter: Typesetter | None, announce: Announce
) -> Report:
    """Run every rule over the briefs named, or all; those about the layout only with a ``typesetter``.

    Without one, the verdict of the last time that the very same page was typeset is repeated; and so is the whole
    report of the last time, where nothing changed on which it rests. Raises UsageError where a brief that is named
    does not exist.
    """
    from plaidoyer.pipeline import inputs

    lengths = verdicts.read(root)
    if typesetter:
        return _check(root, config, slugs, lengths, typesetter, announce)[0]
    rests_on = inputs.digest(root, config, slugs, lengths)
    if rests_on and (known := _known(root, rests_on)):
        return known
    report, also = _check(root, config, slugs, lengths, None, announce)
    others = inputs.digests(root, also)
    if rests_on and others is not None and may_be_kept(report):
        quiet = rests_on == inputs.digest(root, config, slugs, lengths)  # nobody wrote while it was read
        if quiet:
            with suppress(OSError):
                checked.save(root, rests_on, checked.Checked(to_json(report), others))
    return report


def _known(root: Path, rests_on: str) -> Report | None:
    """The report that was kept, where the other files that it rests on are unchanged too."""
    from plaidoyer.pipeline import inputs

    kept = checked.read(root, rests_on)
    return from_json(kept.found) if kept and inputs.unchanged(root, kept.also) else None


def _check(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    lengths: dict[str, int],
    typesetter: Typesetter | None,
    announce: Announce,
) -> tuple[Report, Collection[Path]]:
    """The report, and the files that it rests on besides records, briefs and templates."""
    from plaidoyer.pipeline.evidence import evidence_of
    from plaidoyer.pipeline.examine import examine

    def meanwhile(campaign: Campaign) -> tuple[Evidence, Amended]:
        return evidence_of(campaign, config, announce), amend(campaign, slugs, config.jobs or cores())

    read, (evidence, amended) = study(root, config, slugs, meanwhile)
    known = examine(evidence, amended, read.campaign, read.texts, config.jobs or cores())
    findings, failures = [*read.findings, *known.findings], [*read.failures, *known.failures]
    able = [read.prepared[slug] for slug in read.slugs if slug in read.prepared and slug not in known.lost]
    verdict = judged(read, findings, final=False)
    with renderer(config) as filler:  # started by nobody yet: each copy of this process has one of its own
        stamped = each(
            lambda prepared: _stamped(prepared, read, known, findings, verdict, filler), able, config.jobs or cores()
        )
    unchecked: list[Prepared] = []
    for number, (prepared, made) in enumerate(zip(able, stamped, strict=True), 1):
        announce(prepared.brief.slug, number, len(able))
        try:
            if isinstance(made, BriefFailure):
                raise made
            pages, found = made
            findings += found
            if typesetter:
                for stamp, page in pages.items():
                    result, problems = typeset_page(prepared, root, page, typesetter)
                    findings += unforeseen(problems, findings, prepared.files)
                    lengths[stamp] = result.text_pages
        except BriefFailure as failure:
            failure.report(findings, failures)
            continue
        if all(stamp in lengths for stamp in pages):
            findings += too_long(prepared, lengths[next(iter(pages))])
        else:
            unchecked.append(prepared)
    if unchecked:
        findings.append(_layout_unchecked(unchecked))
    if typesetter:
        _saved(lambda: verdicts.save(root, lengths), failures)
    return _report(read, known, judged(read, findings, final=False), failures), _other_files(read)


def _stamped(
    prepared: Prepared,
    read: Study,
    known: Examined,
    findings: Sequence[Finding],
    verdict: Verdict,
    filler: Renderer,
) -> tuple[Mapping[str, Page], tuple[Finding, ...]] | BriefFailure:
    """The pages of a brief by their fingerprints, its own first, and what is found in them; or what stops it."""
    try:
        pages, _, found = ready(prepared, read, known, findings, verdict, filler, final=False)
        return {fingerprint(page): page for page in pages.values()}, found
    except BriefFailure as failure:
        return failure


def _other_files(read: Study) -> Collection[Path]:
    """Pictures and citation styles, which may stand anywhere in the campaign."""
    files: set[Path] = set()
    for slug, brief in read.campaign.briefs.items():
        files |= {read.root / normpath(f"briefs/{slug}/{image.src}") for image in images(brief.blocks)}
        files |= {read.root / named for named in (brief.csl, read.config.csl) if named}
    return files


def build(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    *,
    out: Path,
    final: bool,
    typesetter: Typesetter | None,
    announce: Announce,
) -> Report:
    """Build the briefs named, or all, into ``out``, and write the manifest: PDF, or HTML without a ``typesetter``.

    With ``final`` only briefs without errors are written. Raises UsageError where a brief that is named
    does not exist. A file that cannot be written is a line of the report; the others are written.
    """
    if typesetter:
        rehearse(root, config.template, typesetter)
    with renderer(config) as filler:
        read, _ = study(root, config, slugs, lambda campaign: prepare_template(root, config.template, filler))
        if typesetter:
            _suppose(read, manifest.read(out), filler, typesetter)
        from plaidoyer.pipeline.evidence import evidence_of
        from plaidoyer.pipeline.examine import examine

        evidence = evidence_of(read.campaign, config, announce)
        amended = amend(read.campaign, slugs, config.jobs or cores())
        known = examine(evidence, amended, read.campaign, read.texts, config.jobs or cores())
        findings, failures = [*read.findings, *known.findings], [*read.failures, *known.failures]
        lengths = verdicts.read(root)
        written: list[tuple[Prepared, Made]] = []
        for prepared in _announced(read, known, announce):
            try:
                made = make(
                    read, known, prepared, findings, lengths, final=final, renderer=filler, typesetter=typesetter
                )
            except BriefFailure as failure:
                failure.report(findings, failures)
                continue
            for one in made:
                if not (final and one.draft) and _saved(partial(write, out / one.file, one.data), failures):
                    written.append((prepared, one))
    verdict = judged(read, findings, final=final)
    entries = tuple(_entry(read, known, prepared, made, verdict) for prepared, made in written)
    done = {prepared.brief.slug for prepared, _ in written}
    missed = [slug for slug in read.slugs if slug not in done]
    old = _without_withdrawn(manifest.read(out), entries, out)
    _saved(lambda: manifest.save(out, manifest.merged(old, entries, kept=read.campaign.slugs, stale=missed)), failures)
    _saved(lambda: verdicts.save(root, lengths), failures)
    return replace(_report(read, known, verdict, failures), outputs=entries, missed=tuple(missed))


def _without_withdrawn(
    old: Sequence[manifest.Entry], new: Sequence[manifest.Entry], out: Path
) -> tuple[manifest.Entry, ...]:
    """The entries of the last build without those of amendments that are tabled no more; their files are removed."""
    made = {_stem(entry) for entry in new}
    briefs = {entry["brief"] for entry in new}
    gone = [one for one in old if "/" in one["file"] and one["brief"] in briefs and _stem(one) not in made]
    for entry in gone:
        with suppress(OSError):
            if hashlib.sha256((out / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]:
                (out / entry["file"]).unlink()
    return tuple(entry for entry in old if entry not in gone)


def _stem(entry: manifest.Entry) -> str:
    """The name of an output without its ending: it may be PDF in one build, HTML in the next."""
    return str(entry["file"]).rpartition(".")[0]


def _suppose(read: Study, before: Sequence[Mapping[str, object]], filler: Renderer, typesetter: Typesetter) -> None:
    """Begin with the first page while its evidence is proven, if it is likely to be final.

    Not where something is wrong already, or it was a draft the last time, or an annex or a file tells of the proofs.
    """
    prepared = next((read.prepared[slug] for slug in read.slugs if slug in read.prepared), None)
    if prepared is None or prepared.brief.evidence_annex or prepared.brief.attach:
        return
    drafts = {entry.get("brief") for entry in before if entry.get("status") == "draft"}
    if prepared.brief.slug not in drafts and not any(one.span.file in prepared.files for one in read.findings):
        suppose(prepared, read.root, filler, typesetter)


def _announced(read: Study, known: Examined, announce: Announce) -> Iterator[Prepared]:
    """The briefs that can be set, in order; each brief asked for is announced when it is done."""
    for number, slug in enumerate(read.slugs, 1):
        if slug in read.prepared and slug not in known.lost:
            yield read.prepared[slug]
        announce(slug, number, len(read.slugs))


def _saved(step: Callable[[], None], failures: list[str]) -> bool:
    """Write something; whether the disk took it."""
    try:
        step()
    except OSError as error:
        failures.append(f"{error.filename}: {error.strerror}")
        return False
    return True


def _layout_unchecked(unchecked: Sequence[Prepared]) -> Finding:
    names = ", ".join(prepared.brief.slug for prepared in unchecked)
    return Finding(
        "layout-unchecked",
        f"the layout was not checked since the last change ({names})",
        unchecked[0].brief.span,
        "« plaidoyer check --layout » typesets without writing; « plaidoyer build » does too",
    )


def _entry(read: Study, known: Examined, prepared: Prepared, made: Made, verdict: Verdict) -> manifest.Entry:
    silenced = [
        {"rule": one.finding.rule, "file": one.finding.span.file, "line": one.finding.span.line, "reason": one.reason}
        for one in verdict.silenced
        if one.finding.span.file in prepared.files
    ]
    return manifest.entry(
        file=made.file,
        brief=prepared.brief.slug,
        status="draft" if made.draft else "final",
        sha256=hashlib.sha256(made.data).hexdigest(),
        pages=made.pages,
        fingerprint=made.stamp,
        silenced=silenced,
        receipts=_receipts(prepared, known),
        inputs=_inputs(read, prepared, made.page),
    )


def _receipts(prepared: Prepared, known: Examined) -> int:
    """How many passages of a brief rest on receipts."""
    grounds = {ground for use in prepared.resolved.uses.values() for ground in grounds_of(use)}
    proofs = known.evidence.proofs
    return sum(
        kind == "passage" and (key := (source, name)) in proofs and proofs[key].how == "receipt"
        for kind, source, name in grounds
    )


def _inputs(read: Study, prepared: Prepared, page: Page) -> Mapping[str, str]:
    """The files that an output was made of, each with the SHA-256 of its bytes."""
    records = {file: read.campaign.hashes[file] for file in sorted(prepared.files) if file in read.campaign.hashes}
    paths = {**page.inputs, **{_shown(style, read, prepared): style for style in prepared.styles}}
    if settings := settings_file(read.root):
        paths[settings] = read.root / settings
    return records | {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items() if path.is_file()
    }


def _shown(style: Path, read: Study, prepared: Prepared) -> str:
    """The name of a citation style in lists of inputs."""
    for folder, shown in (*prepared.folders, (read.root.resolve(), "")):
        if style.is_relative_to(folder):
            return f"{shown}/{style.relative_to(folder).as_posix()}".lstrip("/")
    return style.name


def _report(read: Study, known: Examined, verdict: Verdict, failures: Sequence[str]) -> Report:
    return Report(
        verdict.findings,
        verdict.silenced,
        briefs=len(read.slugs),
        claims=sum(len(one.claims) for slug, one in read.prepared.items() if slug not in known.lost),
        sources=len(read.campaign.files),
        failures=tuple(failures),
    )
