"""A whole check, a whole build: every brief asked for, one report.

A build begins with its first page before anything is proven. The rooms that prove and judge are imported only then, in
the functions that need them: to load them takes as long as to typeset half a page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plaidoyer.config import Config
from plaidoyer.diagnostics import Finding
from plaidoyer.pipeline import repeat
from plaidoyer.pipeline.amending import Amended, amend
from plaidoyer.pipeline.boundary import BriefFailure, bounded
from plaidoyer.pipeline.listing import entry_of
from plaidoyer.pipeline.making import Made, Ready, as_html, finish, judged, lay, make_ready, problems_of
from plaidoyer.pipeline.page import prepare_template, renderer
from plaidoyer.pipeline.press import Before, Laid, Press, problems, rehearse
from plaidoyer.pipeline.report import Report as Report
from plaidoyer.pipeline.study import Prepared, Study, study
from plaidoyer.publish import layouts, manifest
from plaidoyer.publish.write import remove, sweep, write
from plaidoyer.records.campaign import Campaign
from plaidoyer.records.text import images
from plaidoyer.render.process import Renderer
from plaidoyer.typeset.process import Typesetter
from plaidoyer.workers.forks import cores

if TYPE_CHECKING:
    from plaidoyer.checks.judge import Verdict
    from plaidoyer.pipeline.evidence import Evidence
    from plaidoyer.pipeline.examine import Examined

_Answer = Future[Mapping[str, Laid]]

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
    layouts_before = layouts.read(root)
    if typesetter:
        return _check(root, config, slugs, layouts_before, typesetter, announce)[0]
    basis = repeat.of_check(root, config, slugs, layouts_before)
    digest = basis()
    if found := repeat.repeated(root, digest):
        return found
    report, also = _check(root, config, slugs, layouts_before, None, announce)
    repeat.keep(root, basis, digest, report, also)
    return report


def _check(
    root: Path,
    config: Config,
    slugs: Sequence[str],
    before: Mapping[str, layouts.Layout],
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
    with renderer(config) as filler:
        pages = make_ready(_able(read, known), read, known, findings, failures, filler, final=False)
    if typesetter:
        press = Press(root, typesetter, Before(before, Path(), {}))
        with _laid(pages, lambda one: lay(one, press, final=True), typesetter.jobs) as answers:
            for slug, answer in _announced(read, answers, announce):
                try:
                    findings += problems_of(pages[slug], answer.result(), findings)
                except BriefFailure as failure:
                    failure.report(findings, failures)
        _saved(lambda: layouts.save(root, press.layouts), failures)
    else:
        unchecked: list[Prepared] = []
        for one in pages.values():
            stamps = [page.stamp for page in one.pages.values()]
            if all(stamp in before for stamp in stamps):
                findings += problems(one.prepared, [before[stamp] for stamp in stamps])
            else:
                unchecked.append(one.prepared)
        if unchecked:
            findings.append(_layout_unchecked(unchecked))
    return _report(read, known, judged(read, findings, final=False), failures), _other_files(read)


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
    force: bool = False,
) -> Report:
    """Build the briefs named, or all, into ``out``, and write the manifest: PDF, or HTML without a ``typesetter``.

    Nobody else must be building this campaign: see ``publish.turn``. Outputs of briefs that are no more are taken away.
    With ``final`` only briefs without errors are written; with ``force`` every page is set, whatever was made before.
    Raises UsageError where a brief that is named does not exist. A file that cannot be written is a line of the report;
    the others are written.
    """
    for folder in (out, root / layouts.FOLDER):
        sweep(folder)
    basis = repeat.of_build(root, config, slugs, final=final, form="pdf" if typesetter else "html")
    digest = basis()
    entries = manifest.read(out)
    before = Before({} if force else layouts.read(root), out, {one["file"]: one for one in entries})
    press = Press(root, typesetter, before) if typesetter else None
    if typesetter and not before.layouts:
        rehearse(root, config.template, typesetter)
    with renderer(config) as filler:
        read, _ = study(root, config, slugs, lambda campaign: prepare_template(root, config.template, filler))
        if press:
            _suppose(read, press, entries, filler)
        from plaidoyer.pipeline.evidence import evidence_of
        from plaidoyer.pipeline.examine import examine

        evidence = evidence_of(read.campaign, config, announce)
        amended = amend(read.campaign, slugs, config.jobs or cores())
        known = examine(evidence, amended, read.campaign, read.texts, config.jobs or cores())
        findings, failures = [*read.findings, *known.findings], [*read.failures, *known.failures]
        written: list[tuple[Prepared, Made]] = []
        pages = make_ready(_able(read, known), read, known, findings, failures, filler, final=final)

        def laid(one: Ready) -> Mapping[str, Laid]:
            return lay(one, press, final=final) if press else {}

        def made(one: Ready, its: Mapping[str, Laid]) -> Sequence[Made]:
            if press:
                return finish(one, its, press, read, known, findings, filler, final=final)
            return () if final and one.draft else bounded(one.prepared.brief, lambda: as_html(one, root))

        with _laid(pages, laid, typesetter.jobs if typesetter else 1) as answers:
            for slug, answer in _announced(read, answers, announce):
                try:
                    for one in made(pages[slug], answer.result()):
                        if _saved(partial(write, out / one.file, one.data), failures):
                            written.append((pages[slug].prepared, one))
                except BriefFailure as failure:
                    failure.report(findings, failures)
    verdict = judged(read, findings, final=final)
    new = tuple(entry_of(read, known, prepared, one, verdict) for prepared, one in written)
    done = {prepared.brief.slug for prepared, _ in written}
    missed = [slug for slug in read.slugs if slug not in done]
    gone = _gone(entries, new, read)
    remove(out, [(one["file"], str(one.get("sha256"))) for one in gone])
    old = [one for one in entries if one not in gone]
    _saved(lambda: manifest.save(out, manifest.merged(old, new, kept=read.campaign.slugs, stale=missed)), failures)
    if press:
        _saved(lambda: layouts.save(root, press.layouts), failures)
    report = replace(_report(read, known, verdict, failures), outputs=new, missed=tuple(missed))
    repeat.keep(root, basis, digest, report, _other_files(read))
    return report


def _gone(old: Sequence[manifest.Entry], new: Sequence[manifest.Entry], read: Study) -> Sequence[manifest.Entry]:
    """The entries of the last build whose briefs are no more, or their amendments tabled no more."""
    made = {_stem(entry) for entry in new}
    briefs = {entry["brief"] for entry in new}
    return [
        one
        for one in old
        if one["brief"] not in read.campaign.slugs
        or ("/" in one["file"] and one["brief"] in briefs and _stem(one) not in made)
    ]


def _stem(entry: manifest.Entry) -> str:
    """The name of an output without its ending: it may be PDF in one build, HTML in the next."""
    return str(entry["file"]).rpartition(".")[0]


def _suppose(read: Study, press: Press, entries: Sequence[manifest.Entry], filler: Renderer) -> None:
    """Begin with the first page while its evidence is proven, if it is likely to be final.

    Not where something is wrong already, or it was a draft the last time, or an annex or a file tells of the proofs.
    """
    prepared = next((read.prepared[slug] for slug in read.slugs if slug in read.prepared), None)
    if prepared is None or prepared.brief.evidence_annex or prepared.brief.attach:
        return
    drafts = {entry.get("brief") for entry in entries if entry.get("status") == "draft"}
    if prepared.brief.slug not in drafts and not any(one.span.file in prepared.files for one in read.findings):
        press.suppose(prepared, filler)


def _able(read: Study, known: Examined) -> Sequence[Prepared]:
    """The briefs asked for that can be set, in order."""
    return [read.prepared[slug] for slug in read.slugs if slug in read.prepared and slug not in known.lost]


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


def _report(read: Study, known: Examined, verdict: Verdict, failures: Sequence[str]) -> Report:
    return Report(
        verdict.findings,
        verdict.silenced,
        briefs=len(read.slugs),
        claims=sum(len(one.claims) for slug, one in read.prepared.items() if slug not in known.lost),
        sources=len(read.campaign.files),
        failures=tuple(failures),
    )
