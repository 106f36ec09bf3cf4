"""A whole check, a whole build: every brief asked for, one report.

A build begins with its first page before anything is proven. The rooms that prove and judge are imported only then, in
the functions that need them: to load them takes as long as to typeset half a page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from plaidoyer.citations.process import Process, start
from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline import repeat
from plaidoyer.pipeline.amending import Amended, amend
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.listing import entry_of
from plaidoyer.pipeline.making import Made, Readied, Ready, as_html, finish, judged, lay, problems_of, readied
from plaidoyer.pipeline.page import prepare_template, renderer
from plaidoyer.pipeline.plan import Plan
from plaidoyer.pipeline.press import Before, Laid, Press, problems, rehearse
from plaidoyer.pipeline.report import Report as Report
from plaidoyer.pipeline.study import Prepared, Study, study
from plaidoyer.publish import layouts, manifest, memory
from plaidoyer.publish.state import FOLDER
from plaidoyer.publish.write import remove, sweep, write
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.text import images
from plaidoyer.render.process import Renderer
from plaidoyer.typeset.process import Typesetter
from plaidoyer.workers.forks import cores

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.checks.stated import Stated
    from plaidoyer.pipeline.evidence import Evidence

_Answer = Future[Mapping[str, Laid]]

Announce = Callable[[str, int, int], None]
"""Told of each capture that is read and each brief that is done: its name, how many are done, of how many."""


class Warm(NamedTuple):
    """Processes that may outlive a build: what fills in templates, and what formats citations."""

    filler: Renderer
    citations: Process


@contextmanager
def started(config: Config) -> Iterator[Warm]:
    """Such processes, for one build or for many."""
    with renderer(config) as filler, start() as citations:
        yield Warm(filler, citations)


_CHECK = "check"
"""What is remembered of a check is remembered for the next one."""


def check(
    root: Path, config: Config, slugs: Sequence[str], *, typesetter: Typesetter | None, announce: Announce
) -> Report:
    """Run every rule over the briefs named, or all; those about the layout only with a ``typesetter``.

    Without one, the verdict of the last time that the very same page was typeset is repeated; and so is what was found
    the last time of all that has not changed. Raises UsageError where a brief that is named does not exist.
    """
    before = layouts.read(root)
    if typesetter:
        return _check(root, config, slugs, before, typesetter, None, announce)[0]
    basis = repeat.of_check(root, config, slugs, before)
    if found := repeat.repeated(basis):
        return found
    now = basis.now()
    plan = None
    if now and not slugs and memory.is_there(root, _CHECK):
        from plaidoyer.pipeline.remembered import planned

        plan = planned(root, _CHECK, now, before)
    report, studied = _check(root, config, slugs, before, None, plan, announce)
    if now and now == basis.now(anew=True):
        if not slugs:
            from plaidoyer.pipeline.remembered import Done, remember

            done = {
                slug: Done(stamps)
                for slug, one in studied.pages.items()
                if before.keys() >= {*(stamps := tuple(page.stamp for page in one.pages.values()))}
            }
            remember(root, _CHECK, now, studied, done)
        repeat.keep(root, now, report, _other_files(studied))
    return report


def _check(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    before: Mapping[str, layouts.Layout],
    typesetter: Typesetter | None,
    plan: Plan | None,
    announce: Announce,
) -> tuple[Report, Readied]:
    from plaidoyer.pipeline.evidence import evidence_of
    from plaidoyer.pipeline.examine import examine

    def meanwhile(campaign: Campaign) -> tuple[Evidence, Amended]:
        return evidence_of(campaign, config, announce), amend(campaign, slugs, config.jobs or cores())

    def studied(plan: Plan | None) -> Readied:
        read, (evidence, amended) = study(root, config, slugs, meanwhile, plan)
        known = examine(evidence, amended, read.campaign, read.texts, config, config.jobs or cores(), _stated(plan))
        with renderer(config) as filler:
            return readied(read, known, plan, filler, final=False)

    one = _studied(plan, studied)
    read, findings, failures = one.read, one.findings, one.failures
    if typesetter:
        press = Press(root, typesetter, Before(before, Path(), {}))
        with _laid(one.pages, lambda ready: lay(ready, press, final=True), typesetter.jobs) as answers:
            for slug, answer in _announced(read, answers, announce):
                try:
                    findings += problems_of(one.pages[slug], answer.result(), findings)
                except BriefFailure as failure:
                    failure.report(findings, failures)
        _saved(lambda: layouts.save(root, press.layouts), failures)
    else:
        unchecked: list[Prepared] = []
        for ready in one.pages.values():
            stamps = [page.stamp for page in ready.pages.values()]
            if all(stamp in before for stamp in stamps):
                findings += problems(ready.prepared, [before[stamp] for stamp in stamps])
            else:
                unchecked.append(ready.prepared)
        if unchecked:
            findings.append(_layout_unchecked(unchecked))
    return _report(one, judged(read, findings, final=False)), one


def _stated(plan: Plan | None) -> Mapping[str, tuple[Stated, ...]]:
    """What those briefs state that a plan keeps."""
    return {slug: one.stated for slug, one in plan.kept_briefs.items()} if plan else {}


def _studied(plan: Plan | None, step: Callable[[Plan | None], Readied]) -> Readied:
    """Do ``step`` by a plan where that comes to the same as doing everything; else do everything."""
    if plan:
        from plaidoyer.pipeline.remembered import holds

        if holds(part := step(plan), plan):
            return part
    return step(None)


@contextmanager
def _laid(
    pages: Mapping[str, Ready], step: Callable[[Ready], Mapping[str, Laid]], jobs: int
) -> Iterator[Mapping[str, _Answer]]:
    """Have ``step`` done for each brief, up to ``jobs`` at once; what was not begun at the end of the block is left."""
    threads = ThreadPoolExecutor(jobs)
    try:
        yield {slug: threads.submit(step, one) for slug, one in pages.items()}
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _other_files(one: Readied) -> Collection[Path]:
    """Pictures, citation styles and the keys of reviewers, which may stand anywhere in the campaign."""
    read, files = one.read, set[Path]()
    for slug, brief in read.campaign.briefs.items():
        files |= {read.root / normpath(f"briefs/{slug}/{image.src}") for image in images(brief.blocks)}
        files |= {read.root / named for named in (brief.csl, read.config.csl, read.config.allowed_signers) if named}
    kept = one.plan.kept_briefs.values() if one.plan else ()
    return files | {read.root / name for each in kept for name in each.also}


def build(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    *,
    out: Path,
    final: bool,
    typesetter: Typesetter | None,
    announce: Announce,
    force: bool = False,
    warm: Warm | None = None,
) -> Report:
    """Build the briefs named, or all, into ``out``, and write the manifest: PDF, or HTML without a ``typesetter``.

    ``warm`` processes are used where there are, and left running.

    Nobody else must be building this campaign: see ``publish.turn``. Outputs of briefs that are no more are taken away.
    With ``final`` only briefs without errors are written; with ``force`` every page is set, whatever was made before.
    Raises UsageError where a brief that is named does not exist. A file that cannot be written is a line of the report;
    the others are written.
    """
    for folder in (out, root / FOLDER):
        sweep(folder)
    way = f"build-{'pdf' if typesetter else 'html'}{'-final' if final else ''}"
    basis = repeat.of_build(root, config, slugs, final=final, form="pdf" if typesetter else "html")
    now = basis.now()
    entries = manifest.read(out)
    before = Before({} if force else layouts.read(root), out, {one["file"]: one for one in entries})
    press = Press(root, typesetter, before) if typesetter else None
    if typesetter and not before.layouts:
        rehearse(root, config.template, typesetter)
    plan = None
    if now and not slugs and not force and memory.is_there(root, way):
        from plaidoyer.pipeline.remembered import planned_build

        plan = planned_build(root, way, now, out, entries)
    with nullcontext(warm) if warm else started(config) as (filler, citations):

        def studied(plan: Plan | None) -> Readied:
            template = partial(prepare_template, root, config.template, filler)
            read, _ = study(root, config, slugs, lambda _: template(), plan, citations)
            if press and typesetter:
                typesetter.expect(len(read.prepared))
                _suppose(read, press, entries, filler)
            from plaidoyer.pipeline.evidence import evidence_of
            from plaidoyer.pipeline.examine import examine

            jobs = config.jobs or cores()
            evidence = evidence_of(read.campaign, config, announce)
            amended = amend(read.campaign, slugs, jobs)
            known = examine(evidence, amended, read.campaign, read.texts, config, jobs, _stated(plan))
            return readied(read, known, plan, filler, final=final)

        one = _studied(plan, studied)
        read, known, findings, failures = one.read, one.known, one.findings, one.failures
        written: list[tuple[Prepared, Made]] = []
        names: set[str] = set()

        def laid(ready: Ready) -> Mapping[str, Laid]:
            return lay(ready, press, final=final) if press else {}

        def made(ready: Ready, its: Mapping[str, Laid]) -> Sequence[Made]:
            if press:
                return finish(ready, its, press, read, known, findings, filler, final=final)
            return () if final and ready.draft else bounded(ready.prepared.brief, lambda: as_html(ready, root))

        with _laid(one.pages, laid, typesetter.jobs if typesetter else 1) as answers:
            for slug, answer in _announced(read, answers, announce):
                try:
                    for each in made(one.pages[slug], answer.result()):
                        names.add(each.file)
                        if _saved(partial(write, out / each.file, each.data), failures):
                            written.append((one.pages[slug].prepared, each))
                except BriefFailure as failure:
                    failure.report(findings, failures)
    verdict = judged(read, findings, final=final)
    new = [entry_of(read, known, prepared, each, verdict) for prepared, each in written]
    done = manifest.by_brief(new)
    missed = tuple(slug for slug in read.slugs if slug not in done)
    kept = one.plan.kept_briefs if one.plan else {}
    names |= {entry["file"] for each in kept.values() for entry in each.outputs}
    gone = _gone(entries, names, done, read)
    stuck = remove(out, [(each["file"], str(each.get("sha256"))) for each in gone])
    failures += [f"{out / name}: {why}" for name, why in stuck.items()]
    old = [each for each in entries if each not in gone or each["file"] in stuck]
    listed = [*read.campaign.slugs, *(each["brief"] for each in gone if each["file"] in stuck)]
    _saved(lambda: manifest.save(out, manifest.merged(old, new, kept=listed, stale=missed)), failures)
    if press:
        _saved(lambda: layouts.save(root, press.layouts), failures)
    all_done = {**done, **{slug: each.outputs for slug, each in kept.items()}}
    outputs = tuple(each for slug in read.campaign.slugs for each in all_done.get(slug, ()))
    report = replace(_report(one, verdict), outputs=outputs, missed=missed)
    if now and now == basis.now(anew=True):
        if not slugs:
            from plaidoyer.pipeline.remembered import Done, remember

            remember(root, way, now, one, {slug: Done((), tuple(its)) for slug, its in done.items()})
        repeat.keep(root, now, report, _other_files(one))  # last: with it, the next build does nothing, nor sweeps
    return report


def _gone(
    old: Sequence[manifest.Entry], names: Collection[str], done: Collection[str], read: Study
) -> Sequence[manifest.Entry]:
    """The entries of the last build whose briefs are no more, or their amendments tabled no more.

    ``names`` are the files that there are to be now, whether they could be written or not, ``done`` the briefs that
    were.
    """
    stems = {_stem(name) for name in names}
    return [
        one
        for one in old
        if _stem(one["file"]) not in stems
        and (one["brief"] not in read.campaign.slugs or ("/" in one["file"] and one["brief"] in done))
    ]


def _stem(file: str) -> str:
    """The name of an output without its ending: it may be PDF in one build, HTML in the next."""
    return file.rpartition(".")[0]


def _suppose(read: Study, press: Press, entries: Sequence[manifest.Entry], filler: Renderer) -> None:
    """Begin with the first page while its evidence is proven, if it is likely to be final.

    Not where something is wrong already, or it was a draft the last time, or an annex or a file tells of the proofs.
    """
    prepared = next((read.prepared[slug] for slug in read.slugs if slug in read.prepared), None)
    if prepared is None or prepared.brief.evidence_annex or prepared.brief.attach:
        return
    its = [entry for entry in entries if entry["brief"] == prepared.brief.slug]
    were_drafts = any(entry.get("status") == "draft" for entry in its)
    wrong = (one for one in read.findings if one.severity is Severity.ERROR)
    if not were_drafts and not any(one.span.file in prepared.files for one in wrong):
        press.suppose(prepared, next((manifest.reviewed(entry) for entry in its), None), filler)


def _announced(read: Study, answers: Mapping[str, _Answer], announce: Announce) -> Iterator[tuple[str, _Answer]]:
    """What is there for a brief, in order; each brief asked for is announced when it is done."""
    for number, slug in enumerate(read.slugs, 1):
        if slug in answers:
            yield slug, answers[slug]
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


def _report(one: Readied, verdict: Verdict) -> Report:
    read, kept = one.read, one.plan.kept_briefs.values() if one.plan else ()
    claims = sum(len(each.claims) for slug, each in read.prepared.items() if slug not in one.known.lost)
    return Report(
        verdict.findings,
        verdict.silenced,
        briefs=len(read.slugs) + len(kept),
        claims=claims + sum(each.claims for each in kept),
        sources=len(read.campaign.files),
        failures=tuple(one.failures),
    )
