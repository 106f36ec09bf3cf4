"""A whole check, a whole build: every brief asked for, one report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from posixpath import normpath

from plaidoyer.checks.judge import Verdict, judge
from plaidoyer.checks.marks import grounds_of, is_draft
from plaidoyer.config import Config, settings_file
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline import inputs
from plaidoyer.pipeline.boundary import BriefFailure
from plaidoyer.pipeline.page import Page, rehearse, set_page, typeset_page
from plaidoyer.pipeline.report import Report as Report
from plaidoyer.pipeline.report import from_json, may_be_kept, to_json
from plaidoyer.pipeline.study import Prepared, Study, study
from plaidoyer.publish import checked, manifest, verdicts
from plaidoyer.publish.write import write
from plaidoyer.records.text import images
from plaidoyer.render.standalone import standalone
from plaidoyer.typeset.process import Typesetter

Announce = Callable[[str, int, int], None]
"""Told of each capture that is read and each brief that is done: its name, how many are done, of how many."""


@dataclass(frozen=True, slots=True)
class _Made:
    """One output, not yet written; ``pages`` is None for one that has none."""

    file: str
    data: bytes
    draft: bool
    pages: int | None
    page: Page


def check(
    root: Path, config: Config, slugs: Sequence[str], *, typesetter: Typesetter | None, announce: Announce
) -> Report:
    """Run every rule over the briefs named, or all; those about the layout only with a ``typesetter``.

    Without one, the verdict of the last time that the very same page was typeset is repeated; and so is the whole
    report of the last time, where nothing changed on which it rests. Raises UsageError where a brief that is named
    does not exist.
    """
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
    read = study(root, config, slugs, announce)
    findings, failures = list(read.findings), list(read.failures)
    unchecked: list[Prepared] = []
    for prepared in _announced(read, announce):
        try:
            verdict = _judged(read, findings, final=False)
            page = set_page(prepared, root, verdict.findings, draft=is_draft(verdict.findings, prepared.files))
            if typesetter:
                result, problems = typeset_page(prepared, root, page, typesetter)
                findings += problems
                lengths[page.fingerprint] = result.text_pages
        except BriefFailure as failure:
            failure.report(findings, failures)
            continue
        if page.fingerprint in lengths:
            findings += _too_long(prepared, lengths[page.fingerprint])
        else:
            unchecked.append(prepared)
    if unchecked:
        findings.append(_layout_unchecked(unchecked))
    if typesetter:
        _saved(lambda: verdicts.save(root, lengths), failures)
    return _report(read, _judged(read, findings, final=False), failures), _other_files(read)


def _other_files(read: Study) -> Collection[Path]:
    """Pictures and citation styles, which may stand anywhere in the campaign."""
    files: set[Path] = set()
    for slug, brief in read.campaign.briefs.items():
        files |= {read.root / normpath(f"briefs/{slug}/{image.src}") for image in images(brief.body.blocks)}
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
    read = study(root, config, slugs, announce)
    findings, failures = list(read.findings), list(read.failures)
    lengths = verdicts.read(root)
    written: list[tuple[Prepared, _Made]] = []
    for prepared in _announced(read, announce):
        try:
            made = _make(read, prepared, findings, lengths, final=final, typesetter=typesetter)
        except BriefFailure as failure:
            failure.report(findings, failures)
            continue
        if not (final and made.draft) and _saved(partial(write, out / made.file, made.data), failures):
            written.append((prepared, made))
    verdict = _judged(read, findings, final=final)
    entries = tuple(_entry(read, prepared, made, verdict) for prepared, made in written)
    done = {prepared.brief.slug for prepared, _ in written}
    missed = [slug for slug in read.slugs if slug not in done]
    old = manifest.read(out)
    _saved(lambda: manifest.save(out, manifest.merged(old, entries, kept=read.campaign.slugs, stale=missed)), failures)
    _saved(lambda: verdicts.save(root, lengths), failures)
    return replace(_report(read, verdict, failures), outputs=entries, missed=tuple(missed))


def _make(
    read: Study,
    prepared: Prepared,
    findings: list[Finding],
    lengths: dict[str, int],
    *,
    final: bool,
    typesetter: Typesetter | None,
) -> _Made:
    """Set and typeset one brief; found too long, or badly set, only then, it is set again as a draft."""
    slug = prepared.brief.slug
    verdict = _judged(read, findings, final=final)
    draft = is_draft(verdict.findings, prepared.files)
    page = set_page(prepared, read.root, verdict.findings, draft=draft)
    if typesetter is None:
        return _Made(f"{slug}.html", standalone(page.html, page.sheets, read.root).encode(), draft, None, page)
    result, problems = typeset_page(prepared, read.root, page, typesetter)
    lengths[page.fingerprint] = result.text_pages
    findings += (*problems, *_too_long(prepared, result.text_pages))
    if not draft:
        verdict = _judged(read, findings, final=final)
        if is_draft(verdict.findings, prepared.files):
            draft = True
            page = set_page(prepared, read.root, verdict.findings, draft=True)
            result, _ = typeset_page(prepared, read.root, page, typesetter)
    return _Made(f"{slug}.pdf", result.pdf, draft, result.pages, page)


def _judged(read: Study, findings: Iterable[Finding], *, final: bool) -> Verdict:
    return judge(findings, read.config.allow, read.campaign.allowances, final=final)


def _announced(read: Study, announce: Announce) -> Iterator[Prepared]:
    """The briefs that can be set, in order; each brief asked for is announced when it is done."""
    for number, slug in enumerate(read.slugs, 1):
        if slug in read.prepared:
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


def _too_long(prepared: Prepared, pages: int) -> tuple[Finding, ...]:
    template, brief = prepared.template, prepared.brief
    most = template.max_pages_large_print if brief.large_print else template.max_pages
    if pages <= most:
        return ()
    return (
        Finding(
            "too-long",
            f"the brief has {pages} pages; the template « {template.name} » allows {most}",
            brief.span,
            "shorten the text, or choose a template for longer texts",
        ),
    )


def _layout_unchecked(unchecked: Sequence[Prepared]) -> Finding:
    names = ", ".join(prepared.brief.slug for prepared in unchecked)
    return Finding(
        "layout-unchecked",
        f"the layout was not checked since the last change ({names})",
        unchecked[0].brief.span,
        "« plaidoyer check --layout » typesets without writing; « plaidoyer build » does too",
    )


def _entry(read: Study, prepared: Prepared, made: _Made, verdict: Verdict) -> manifest.Entry:
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
        fingerprint=made.page.fingerprint,
        silenced=silenced,
        receipts=_receipts(prepared),
        inputs=_inputs(read, prepared, made.page),
    )


def _receipts(prepared: Prepared) -> int:
    """How many passages of a brief rest on receipts."""
    grounds = {ground for use in prepared.resolved.uses.values() for ground in grounds_of(use)}
    proofs = prepared.evidence.proofs
    return sum(
        kind == "passage" and (key := (source, name)) in proofs and proofs[key].how == "receipt"
        for kind, source, name in grounds
    )


def _inputs(read: Study, prepared: Prepared, page: Page) -> Mapping[str, str]:
    """The files that an output was made of, each with the SHA-256 of its bytes."""
    records = {
        file: read.campaign.hashes[file]
        for file in (prepared.brief.file, *prepared.records.values())
        if file in read.campaign.hashes
    }
    paths = {**page.inputs, _shown(prepared.style, read, prepared): prepared.style}
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


def _report(read: Study, verdict: Verdict, failures: Sequence[str]) -> Report:
    return Report(
        verdict.findings,
        verdict.silenced,
        briefs=len(read.slugs),
        claims=sum(len(prepared.claims) for prepared in read.prepared.values()),
        sources=len(read.campaign.files),
        failures=tuple(failures),
    )
