"""With the captures at hand, every digit that the campaign states as evidence is watched.

Each digit of a passage, a figure, a translation, a capture's hash and a link's words is changed in turn, in a copy of
the reference campaign: exactly its line must be reported. What no capture can prove is left aside by the name of its
field: dates and numbers of publication, addresses, the texts of law, which are their own capture; and links marked
« ?reading », whose words are the author's own.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from plaidoyer.checks.judge import judge
from plaidoyer.config import Config, load_config
from plaidoyer.diagnostics import Severity
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.evidence import Evidence, evidence_of
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.study import texts_of
from plaidoyer.records.amendment_reader import read_amendment
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.campaign import Campaign, read_campaign
from plaidoyer.records.nodes import Mapping, Node, Scalar, Sequence
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.yaml import parse_yaml

ROOT = Path(__file__).parents[1]
CAPTURES = ROOT / "../shared/seed/captures"

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are other people's texts")

# Fields of a record that say what the source is, or when somebody read it: no capture tells.
UNPROVEN = {
    "title",
    "issued",
    "accessed",
    "number",
    "URL",
    "retrieved",
    "said",
    "id",
    "in-force",
    "seen",
    "seen-at",
    "alineas",
}

LINK = re.compile(
    r"\[(?P<words>[^][]*)\]\((?P<target>(?:figure|quote|law):[^?)]*)(?:\?rounded)?\)"
    r"|\{law=(?P<law>[^}]*)\}|(?P<cell>\d+ ans, [\d ]+€)"
)

# These words stand in sentence 2 of the alinéa as they do in sentence 1: either number is right.
IN_BOTH = "connaissance du public ou d’un tiers](law:code-penal/226-8-1#1."


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the reference campaign, with its captures."""
    root = tmp_path_factory.mktemp("digits") / "campaign"
    for folder in ("briefs", "sources", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "plaidoyer.toml", root)
    shutil.copytree(CAPTURES, root / "sources/captures", dirs_exist_ok=True)
    (root / "sources/evidence.lock").unlink()
    return root


def _scalars(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    match node:
        case Scalar():
            yield path, node
        case Sequence():
            for item in node.items:
                yield from _scalars(item, path)
        case Mapping():
            for entry in node.entries:
                yield from _scalars(entry.value, (*path, entry.key.text))


def _digits_of_record(file: Path, root: Path) -> Iterator[tuple[int, int]]:
    """Where the digits of evidence stand in a record: offsets in its text, each with itself as the place to report."""
    text = file.read_text(encoding="utf-8")
    node, _ = parse_yaml(text, file.relative_to(root).as_posix())
    assert node is not None
    for path, scalar in _scalars(node):
        if not UNPROVEN.intersection(path) and path[0] in ("captures", "passages", "figures"):
            yield from ((at, at) for at in range(scalar.start, scalar.end) if text[at].isascii() and text[at].isdigit())


def _digits_of_brief(file: Path) -> Iterator[tuple[int, int]]:
    """Where the digits of links and of cells of law stand in a brief; a wrong target is told where its link begins."""
    for match in LINK.finditer(file.read_text(encoding="utf-8")):
        for part in ("words", "target", "law", "cell"):
            where = [
                at
                for at in range(*match.span(part))
                if match.string[at].isdigit() and not match.string[:at].endswith(IN_BOTH)
            ]
            yield from ((at, match.start() if part == "target" else at) for at in where)


class _Known(Struct, frozen=True):
    """A campaign as it was read before a digit changed: only the file that changes is read anew."""

    config: Config
    campaign: Campaign
    evidence: Evidence

    def with_record(self, file: str, text: str) -> set[tuple[str, int]]:
        """The lines reported when the record ``file`` holds ``text``."""
        name = Path(file).stem
        source, findings = read_source(text, file, name)
        sources = {**self.campaign.sources, **({name: source} if source else {})}
        broken = frozenset({name} if findings else ())
        campaign = replace(self.campaign, sources=sources, findings=findings, broken_sources=broken)
        return self._reported(campaign, evidence_of(campaign, self.config, _quiet))

    def with_brief(self, file: str, text: str) -> set[tuple[str, int]]:
        """The lines reported when the brief ``file`` holds ``text``."""
        slug = Path(file).parent.name
        brief, findings = read_brief(text, file, slug, self.config.lang, self.config.template)
        assert brief is not None
        brief = replace(brief, amendment=self.campaign.briefs[slug].amendment)
        campaign = replace(self.campaign, briefs={**self.campaign.briefs, slug: brief}, findings=findings)
        return self._reported(campaign, self.evidence)

    def with_amendment(self, file: str, text: str) -> set[tuple[str, int]]:
        """The lines reported when the amendment ``file`` holds ``text``."""
        slug = Path(file).parent.name
        amendment, findings = read_amendment(text, file, slug)
        brief = replace(self.campaign.briefs[slug], amendment=amendment)
        campaign = replace(self.campaign, briefs={**self.campaign.briefs, slug: brief}, findings=findings)
        return self._reported(campaign, self.evidence)

    def _reported(self, campaign: Campaign, evidence: Evidence) -> set[tuple[str, int]]:
        """The lines with a finding that weighs more than a note."""
        read = texts_of(campaign, campaign.slugs)
        examined = examine(evidence, amend(campaign, (), 1), campaign, read.texts, Config())
        assert not (*read.failures, *examined.failures)
        found = (*campaign.findings, *read.findings, *examined.findings)
        verdict = judge(found, self.config.allow, campaign.allowances, final=False)
        return {(one.span.file, one.span.line) for one in verdict.findings if one.severity is not Severity.NOTE}


def _quiet(*_: object) -> None:
    pass


@pytest.fixture(scope="module")
def known(campaign: Path) -> _Known:
    """The campaign before any change, which has nothing to report."""
    config = load_config(campaign)
    read = read_campaign(campaign, config)
    known = _Known(config, read, evidence_of(read, config, _quiet))
    assert known._reported(read, known.evidence) == set()
    assert {proof.how for proof in known.evidence.proofs.values()} == {"capture"}
    return known


RECORDS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("sources/*.yaml"))
BRIEFS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("briefs/*/brief.md"))
AMENDMENTS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("briefs/*/amendment.yaml"))


@pytest.mark.parametrize("file", [*RECORDS, *BRIEFS, *AMENDMENTS])
def test_every_digit_is_watched(file: str, campaign: Path, known: _Known) -> None:
    """One digit typed wrong would be read to Parliament."""
    path = campaign / file
    text = path.read_text(encoding="utf-8")
    places = list(_digits_of_record(path, campaign) if file in RECORDS else _digits_of_brief(path))
    briefs = known.with_brief if file in BRIEFS else known.with_amendment
    reported = known.with_record if file in RECORDS else briefs
    missed = []
    for at, told in places:
        found = reported(file, f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}")
        if found != {(file, text.count("\n", 0, told) + 1)}:
            missed.append((text[max(0, at - 20) : at + 10], sorted(found)))
    assert places or file == "sources/code-penal.yaml"
    assert not missed, f"{len(missed)} of {len(places)}:\n" + "\n".join(map(repr, missed[:20]))
