"""What there is to review: briefs read and judged without a page being set, each again as soon as its files change.

Reading the whole campaign takes seconds, one brief with its records a fraction of one. So all are read at first, and
later those alone whose files are no longer what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, RLock

from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.checks.judge import judge
from plaidoyer.checks.stated import Stated
from plaidoyer.config import OWN_FILE, SHARED_FILE, Config, UsageError, load_config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.claims import claims_of
from plaidoyer.evidence.copies import captures
from plaidoyer.evidence.proofs import Proof
from plaidoyer.evidence.receipts import FILE as RECEIPTS
from plaidoyer.evidence.uses import names_in
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.evidence import Evidence, evidence_of
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.signing import is_own, reviews_of, weighed
from plaidoyer.pipeline.study import Text, require, texts_of
from plaidoyer.publish.state import FOLDER
from plaidoyer.publish.write import write
from plaidoyer.records.amendments import amendment_files
from plaidoyer.records.briefs import Brief
from plaidoyer.records.campaign import Campaign, Part, list_campaign, read_campaign
from plaidoyer.records.files import is_within
from plaidoyer.review.gather import excerpt_of, shelf_of
from plaidoyer.review.sheets import Excerpt, Sheet, Shelf
from plaidoyer.review.signers import Changed, Refused, Signer
from plaidoyer.signoffs.standing import Standing, Weighed
from plaidoyer.signoffs.verdicts import LARGEST, LONGEST, SIGNATURE, Reviewer, Signoff, Word, signoff, written
from plaidoyer.workers import digests
from plaidoyer.workers.forks import cores
from plaidoyer.workers.git import setting
from plaidoyer.workers.signatures import Unsigned, sign

Announce = captures.Announce

_COMMON = (OWN_FILE, SHARED_FILE, RECEIPTS)
"""Files that every brief is read with."""

_AS_WRITTEN = b"* -text\n"
"""Git attributes of sign-offs: git changes no line end of them, on any system."""


class Seen(Struct, frozen=True):
    """A brief as it was while its files had these digests, what it states, and what verdicts on its claims are about.

    There is no ``brief`` where it could not be read.
    """

    shelf: Shelf
    files: Mapping[str, str] | None
    stated: tuple[Stated, ...]
    brief: Brief | None
    weighed: Mapping[str, Weighed]


class Desk:
    """The briefs of a campaign, or some of them, for a reviewer; several threads may ask.

    Raises UsageError where a brief that is named does not exist.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        slugs: Sequence[str],
        announce: Announce,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Read them; ``clock`` tells when a verdict is given."""
        self.root = root
        self._clock = clock
        self._config = config
        self._asked = tuple(slugs)
        self._lock = RLock()
        self._signing = Lock()
        self._seen: dict[str, Seen] = {}
        require(slugs, list_campaign(root).briefs)
        self._look(self._slugs(), announce, config.jobs or cores())

    def shelves(self) -> tuple[Shelf, ...]:
        """Every brief, as it is now."""
        with self._lock:
            slugs = self._slugs()
            self._refresh(slugs)
            return tuple(self._seen[slug].shelf for slug in slugs if slug in self._seen)

    def shelf(self, slug: str) -> Shelf | None:
        """One brief, as it is now."""
        with self._lock:
            if slug not in self._slugs():
                return None
            self._refresh((slug,))
            return self._seen[slug].shelf

    def excerpt(self, proof: Proof) -> Excerpt | None:
        """Where words were found, if the copy is here and is what its record says."""
        if proof.how != "capture":
            return None
        cache = self.root / FOLDER / "texts"
        reading = captures.reading(self.root, proof.capture, proof.sha256, proof.extractor, cache)
        return excerpt_of(proof, reading) if reading else None

    def picture(self, proof: Proof) -> bytes | None:
        """The page that words were found on, as PNG, if the copy is a PDF and is here."""
        return captures.picture(self.root, proof.capture, proof.sha256, proof.page) if proof.page else None

    def signer(self, slug: str) -> Signer:
        """Who signs verdicts on a brief here."""
        who = Reviewer(setting(self.root, "user.name"), setting(self.root, "user.email"))
        with self._lock:
            seen, config = self._seen.get(slug), self._config
        own = seen is not None and seen.brief is not None and is_own(config, seen.brief, who)
        if not who.is_somebody:
            wrong = (
                "git knows no name and address of yours that can be read: « git config user.name … », "
                "« git config user.email … »"
            )
            return Signer(wrong=wrong)
        key = setting(self.root, "user.signingkey") if setting(self.root, "gpg.format") == "ssh" else ""
        idle = bool(config.allowed_signers) and not key
        return Signer(who.name, who.email, key, own, idle)

    def sign(self, slug: str, key: str, mark: str, verdict: Word, comment: str) -> None:
        """Write the verdict of whoever signs here on a claim that was shown with this ``mark``.

        Raises Changed where the claim is not that one any more, and Refused where nothing can be written.
        """
        signer, said = self.signer(slug), "\n".join(comment.split("\r\n")).strip()
        if signer.wrong:
            raise Refused(signer.wrong)
        if verdict != "accept" and not said:
            raise Refused("say in a comment what is wrong, or to be done")
        if len(said) > LONGEST:
            raise Refused(f"the comment has {len(said):,} letters, more than the {LONGEST:,} that are allowed")
        reviewer = Reviewer(signer.name, signer.email)
        with self._signing:  # one verdict after the other, while whoever reads need not wait for a key to be touched
            with self._lock:
                sheet, own = self._shown(slug, key, mark)
                time = _after(self._clock(), (given.signoff.time for given in sheet.standing.given))
            one = signoff(slug, key, own.text, verdict, said, reviewer, time, own.fingerprints, own.grounds)
            try:
                signature = sign(written(one)[1], signer.key) if signer.key else None
            except Unsigned as error:
                raise Refused(str(error)) from error
            with self._lock:
                self._shown(slug, key, mark)
                self._write(slug, one, signature)

    def _shown(self, slug: str, key: str, mark: str) -> tuple[Sheet, Weighed]:
        """The claim that was shown with this ``mark``. Raises Changed where it is not that one any more."""
        shelf = self.shelf(slug)
        sheet = shelf.sheet(key) if shelf else None
        if sheet is None or sheet.mark != mark:
            raise Changed
        return sheet, self._seen[slug].weighed[key]

    def _write(self, slug: str, one: Signoff, signature: bytes | None) -> None:
        folder = self.root / reviews_of(slug)
        name, data = written(one)
        if len(data) > LARGEST:
            raise Refused("the claim is too long for a verdict: cut its sentence")
        try:
            if not is_within(folder, self.root):
                raise Refused(f"{reviews_of(slug)} leads out of the campaign")
            if not (folder / ".gitattributes").exists():
                write(folder / ".gitattributes", _AS_WRITTEN)
            write(folder / name, data)
            if signature:
                try:
                    write(folder / f"{name}{SIGNATURE}", signature)
                except OSError:
                    (folder / name).unlink()  # what is told not to be signed must not be there
                    raise
        except OSError as error:
            raise Refused(f"{reviews_of(slug)}: {error.strerror or error}") from error

    def _slugs(self) -> tuple[str, ...]:
        there = list_campaign(self.root).briefs
        return tuple(slug for slug in there if not self._asked or slug in self._asked)

    def _refresh(self, slugs: Sequence[str]) -> None:
        """Look again at those whose files have changed."""
        stale = [slug for slug in slugs if not self._is_current(slug)]
        if stale:
            self._look(stale, lambda *_: None, 1)  # threads of a server are at work: no copies of this process

    def _is_current(self, slug: str) -> bool:
        seen = self._seen.get(slug)
        return seen is not None and seen.files is not None and self._digests(slug, seen.files) == seen.files

    def _look(self, slugs: Sequence[str], announce: Announce, jobs: int) -> None:
        """Read briefs, with the records that they name, and judge them, by up to ``jobs`` processes."""
        with suppress(UsageError):  # settings that cannot be used, while somebody writes them, leave those of before
            self._config = load_config(self.root)
        config = replace(self._config, jobs=jobs)
        part = Part(slugs, frozenset(), lambda brief: names_in(brief, claims_of(brief)))
        campaign = read_campaign(self.root, config, part)
        read = texts_of(campaign, slugs)
        evidence, amended = evidence_of(campaign, config, announce), amend(campaign, slugs, jobs)
        others = {slug: seen.stated for slug, seen in self._seen.items() if slug not in slugs}
        known = examine(evidence, amended, campaign, read.texts, config, jobs, others)
        found = (*campaign.findings, *read.findings, *known.findings)
        verdict = judge(found, config.allow, campaign.allowances, final=False)
        texts = {text.brief.slug: text for text in read.texts}
        for slug in slugs:
            text = texts.get(slug)
            settings = (*_COMMON, *filter(None, [config.allowed_signers]))
            files = (*_files(slug, text, campaign), *settings)
            reviews = f"{reviews_of(slug)}/"
            its = tuple(one for one in verdict.findings if one.span.file in files or one.span.file.startswith(reviews))
            claims = {one.key: one for one in weighed(text, evidence.proofs)} if text else {}
            standings = known.signed[slug].standings if text else {}
            self._seen[slug] = Seen(
                _shelf(slug, text, evidence, its, campaign.files, claims, standings),
                self._as_read(slug, files, campaign),
                known.stated.get(slug, ()),
                text.brief if text else None,
                claims,
            )

    def _as_read(self, slug: str, files: Sequence[str], campaign: Campaign) -> Mapping[str, str] | None:
        """The digests of what a brief was read from; None where one was changed since, or they cannot be told."""
        found = self._digests(slug, files)
        return found if found and all(campaign.hashes.get(file, is_) == is_ for file, is_ in found.items()) else None

    def _digests(self, slug: str, files: Mapping[str, str] | Sequence[str]) -> Mapping[str, str] | None:
        """The digests of a brief's folder, and of other files, as they are; None where they cannot be told."""
        try:
            own = dict(digests.below(str(self.root / "briefs" / slug), f"briefs/{slug}"))
            return {file: digests.of_file(self.root / file) for file in files if file not in own} | own
        except (OSError, digests.Uncertain):
            return None


def _files(slug: str, text: Text | None, campaign: Campaign) -> Sequence[str]:
    """The files that a brief is read from, and those of its records and their copies."""
    brief = f"briefs/{slug}/brief.md"
    if text is None:
        return (brief,)
    named = sorted(names_in(text.brief, text.claims))
    records = [campaign.files[name] for name in named if name in campaign.files]
    sources = [campaign.sources[name] for name in named if name in campaign.sources]
    copies = [f"sources/{one.file}" for source in sources for one in source.captures]
    return tuple(dict.fromkeys([brief, *amendment_files(slug, text.brief.amendment), *records, *copies]))


def _after(now: datetime, others: Iterable[str]) -> str:
    """When a verdict is given, in whole seconds: after all others, whatever the clock says."""
    last = max((datetime.fromisoformat(one) for one in others), default=None)
    time = now.astimezone(UTC).replace(microsecond=0)
    if last and time <= last:
        time = last + timedelta(seconds=1)
    return time.isoformat().replace("+00:00", "Z")


def _shelf(
    slug: str,
    text: Text | None,
    evidence: Evidence,
    findings: Sequence[Finding],
    records: Mapping[str, str],
    claims: Mapping[str, Weighed],
    standings: Mapping[str, Standing],
) -> Shelf:
    if text is None:
        return Shelf(slug, slug, "", draft=True, sheets=(), findings=tuple(findings))
    draft = any(one.severity is Severity.ERROR for one in findings)
    return shelf_of(
        text.brief,
        text.claims,
        text.resolved.uses,
        evidence.proofs,
        findings,
        evidence.owned,
        records,
        claims,
        standings,
        draft=draft,
    )
