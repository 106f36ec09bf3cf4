"""Sign-offs of briefs: read, their signatures verified, and held against what the briefs say today.

It says what became of each claim, and what the rules of review find. Nothing of it is written here: see ``reviewing``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from plaidoyer.compose.claim_words import words_read
from plaidoyer.config import Config, line_of, settings_file
from plaidoyer.diagnostics import Finding, Severity, Span
from plaidoyer.evidence.claims import Claim
from plaidoyer.evidence.proofs import Key, Proof
from plaidoyer.pipeline.study import Text
from plaidoyer.records.briefs import Brief
from plaidoyer.records.changes import Status
from plaidoyer.records.files import is_within, read_bytes
from plaidoyer.rewording import folded
from plaidoyer.signoffs.fingerprints import fingerprinted
from plaidoyer.signoffs.reviewed import Reviewed
from plaidoyer.signoffs.standing import Change, Given, Standing, State, Weighed, reviewed, standings
from plaidoyer.signoffs.verdicts import ENDING, FOLDER, LARGEST, SIGNATURE, Invalid, Reviewer, Signoff, read
from plaidoyer.workers.forks import each
from plaidoyer.workers.signatures import Unsigned, is_signed

_SAID = {"accept": "accepted", "reject": "rejected", "work": "asked for work on"}
_AGAINST = {"reject": "rejects this claim", "work": "asks for work on this claim"}
_WHOLE = "git must have it as its reviewer wrote it: restore it, or remove it and review the claim again"

_BETWEEN = re.compile(r"[\s<>(),;]+")
"""What stands between a name and an address: « Anne Dupont <anne@example.org> »."""

_GLANCE = 60
"""Signs of a field, then and now, that are told in a line; the window shows all of them."""


class OfBrief(Struct, frozen=True):
    """What was said of a brief: how each claim stands, by its key; whether all are reviewed; what was found.

    ``files`` are those that were read, each with the SHA-256 of its bytes.
    """

    standings: Mapping[str, Standing]
    reviewed: Reviewed | None
    findings: tuple[Finding, ...]
    files: Mapping[str, str]


Signed = Mapping[str, OfBrief]
"""The same of each brief, by its slug."""


def signed(root: Path, config: Config, texts: Sequence[Text], proofs: Mapping[Key, Proof], jobs: int = 1) -> Signed:
    """What was said of ``texts``, by up to ``jobs`` processes."""
    found = each(partial(_of_brief, root, config, proofs), texts, jobs)
    return {text.brief.slug: one for text, one in zip(texts, found, strict=True)}


def weighed(text: Text, proofs: Mapping[Key, Proof]) -> Sequence[Weighed]:
    """The claims of a brief, with all that a verdict on them is about."""
    brief, uses = text.brief, text.resolved.uses
    said = words_read(text.claims, brief, uses)
    return [
        Weighed(key_of(claim, brief), said[claim.id], *fingerprinted(claim, brief, uses, proofs))
        for claim in text.claims
    ]


def key_of(claim: Claim, brief: Brief) -> str:
    """The identifier of a claim without the slug of its brief."""
    return claim.id.removeprefix(f"{brief.slug}-")


def is_own(config: Config, brief: Brief, reviewer: Reviewer) -> bool:
    """Whether an acceptance does not count: a reviewer is one of the authors that the brief names."""
    if config.self_review:
        return False
    authors = [folded(one).casefold() for one in brief.authors]
    names = {one.partition("<")[0].strip() for one in authors}
    addresses = {part for one in authors for part in _BETWEEN.split(one)}
    return folded(reviewer.name).casefold() in names or reviewer.key in addresses


def reviews_of(slug: str) -> str:
    """The folder of a brief's sign-offs, in the campaign."""
    return f"briefs/{slug}/{FOLDER}"


def _of_brief(root: Path, config: Config, proofs: Mapping[Key, Proof], text: Text) -> OfBrief:
    brief = text.brief
    files, findings = _files(root, brief.slug)
    found, unreadable = _signoffs(files, brief.slug)
    if config.allowed_signers and found:
        found, unsigned = _well_signed(root, config, found, files)
        findings = (*findings, *unsigned)
    if found:
        stand = standings(weighed(text, proofs), found.values(), config.reviewers, partial(is_own, config, brief))
    else:
        stand = {key_of(claim, brief): Standing((), max(config.reviewers, 1)) for claim in text.claims}
    told = _told(text, stand, config.reviewers)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return OfBrief(stand, reviewed(stand.values()), (*findings, *unreadable, *told), hashes)


# Files --------------------------------------------------------------------------------------------


def _files(root: Path, slug: str) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """The sign-offs of a brief, and their signatures, by their paths in the campaign, the oldest first."""
    folder = root / reviews_of(slug)
    if not folder.is_dir():
        return {}, ()
    if not is_within(folder, root):
        return {}, (_invalid(reviews_of(slug), "the folder leads out of the campaign", "put the folder itself here"),)
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        return {}, (_invalid(reviews_of(slug), f"the folder cannot be read: {error.strerror}", "see its permissions"),)
    for path in paths:
        name = f"{reviews_of(slug)}/{path.name}"
        if path.suffix not in (ENDING, SIGNATURE):
            continue
        data, refused = read_bytes(path, name, LARGEST) if is_within(path, root) else (None, ())
        if data is not None:
            files[name] = data
        else:
            reason = refused[0].message if refused else "it leads out of the campaign"
            findings.append(_invalid(name, reason, _WHOLE))
    return files, tuple(findings)


def _signoffs(files: Mapping[str, bytes], slug: str) -> tuple[Mapping[str, Signoff], Sequence[Finding]]:
    """The verdicts among files, by their paths, and what is wrong with others."""
    found: dict[str, Signoff] = {}
    findings = []
    for name, data in files.items():
        if name.endswith(ENDING):
            try:
                found[name] = read(name.rpartition("/")[2], data, slug)
            except Invalid as error:
                findings.append(_invalid(name, str(error), _WHOLE))
        elif name.removesuffix(SIGNATURE) not in files:
            findings.append(_invalid(name, "it is the signature of a verdict that is not here", _WHOLE))
    return found, findings


def _well_signed(
    root: Path, config: Config, found: Mapping[str, Signoff], files: Mapping[str, bytes]
) -> tuple[Mapping[str, Signoff], Sequence[Finding]]:
    """The verdicts without those that their reviewers did not sign.

    Of a reviewer's verdicts on a claim the last is looked at, then that before it, until one is well signed: those
    before that one say nothing.
    """
    path = root / config.allowed_signers
    allowed, _ = read_bytes(path, config.allowed_signers) if is_within(path, root) else (None, ())
    if allowed is None:
        message = f"« allowed-signers » names no file that can be read, « {config.allowed_signers} »: no verdict counts"
        hint = "add the file, in the form of ALLOWED SIGNERS in ssh-keygen(1), or take the setting out"
        place = Span(settings_file(root) or config.allowed_signers, line_of(root, "allowed-signers"))
        return {}, [Finding("invalid-review", message, place, hint)]
    kept: dict[str, Signoff] = {}
    findings = []
    settled: set[tuple[str, str]] = set()
    for name in sorted(found, reverse=True):
        one = found[name]
        who = (one.claim, one.reviewer.key)
        if who not in settled:
            signature = files.get(f"{name}{SIGNATURE}")
            if signature is None:
                hint = "sign it: « git config gpg.format ssh » and « user.signingkey », then review the claim again"
                message = f"{one.reviewer.name} did not sign it: it does not count"
                findings.append(_invalid(name, message, hint, Severity.WARNING))
                continue
            try:
                good = is_signed(files[name], signature, one.reviewer.email, _stamp(one), allowed)
            except Unsigned as error:
                return {}, [_invalid(name, f"no signature can be verified: {error}", "then check again")]
            if not good:
                hint = f"review the claim again, or add the key of {one.reviewer.email} to {config.allowed_signers}"
                findings.append(_invalid(f"{name}{SIGNATURE}", "it is not the signature of its reviewer", hint))
                continue
            settled.add(who)
        kept[name] = one
    return dict(sorted(kept.items())), findings


def _stamp(one: Signoff) -> str:
    return "".join(sign for sign in one.time if sign.isdigit())


def _invalid(file: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("invalid-review", message, Span(file), hint, severity)


# What the rules find ------------------------------------------------------------------------------


def _told(text: Text, stand: Mapping[str, Standing], wanted: int) -> Iterator[Finding]:
    """What there is to say of each claim; of a campaign that asks for no review, what is left to do in one note."""
    brief = text.brief
    command = f"« plaidoyer review {brief.slug} »"
    missing = []
    for claim in text.claims:
        one = stand[key_of(claim, brief)]
        if one.against:
            said = one.against.signoff
            comment = f": « {_line(said.comment)} »" if said.comment else ""
            message = f"{_line(said.reviewer.name)} {_AGAINST[said.verdict]}{comment}"
            hint = f"change what is meant, then have it reviewed again: {command}"
            yield Finding("review-rejected", message, claim.span, hint)
        elif one.state is State.LAPSED and one.lapsed:
            yield Finding("review-lapsed", _lapse(one.lapsed), claim.span, f"have it reviewed again: {command}")
        elif one.state is State.UNREVIEWED:
            missing.append((claim, one))
    if wanted:
        yield from (_unreviewed(claim, one, command) for claim, one in missing)
    elif missing:
        count = f"{len(missing)} of {len(text.claims)} claims" if len(text.claims) > 1 else "the claim"
        message = f"{count} of this brief {'have' if len(text.claims) > 1 else 'has'} not been reviewed"
        yield Finding("unreviewed-claim", message, brief.span, command, Severity.NOTE)


def _unreviewed(claim: Claim, one: Standing, command: str) -> Finding:
    own = next((given for given in one.given if given.stands and given.own), None)
    if one.accepted:
        message = f"{len(one.accepted)} of {one.wanted} reviewers have accepted this claim"
    elif own:
        message = f"nobody but its author, {_line(own.signoff.reviewer.name)}, has reviewed this claim"
    else:
        message = "nobody has reviewed this claim"
    return Finding("unreviewed-claim", message, claim.span, command)


def _lapse(given: Given) -> str:
    said = given.signoff
    what = ", ".join(map(_what, given.changes))
    return f"what {_line(said.reviewer.name)} {_SAID[said.verdict]} on {said.time[:10]} has changed: {what}"


def _what(change: Change) -> str:
    if change.sort == "claim":
        return "its words" if change.fields else "its links"
    brief = [one for one in change.fields if one.old and one.new and len(one.old + one.new) <= _GLANCE]
    told = [f"{one.name} « {one.old} » → « {one.new} »" for one in brief]
    rests = {Status.ADDED: "it rests now on ", Status.DELETED: "it rests no more on "}.get(change.status, "")
    return f"{rests}{change.sort} {change.name}" + (f" ({', '.join(told)})" if told else "")


def _line(words: str) -> str:
    return " ".join(words.split())
