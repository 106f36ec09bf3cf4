"""A whole campaign: every file is read, every fault told, and none hides another file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plaidoyer.config import Config, Limits
from plaidoyer.records.campaign import Campaign, read_campaign

RECORD = "type: report\ntitle: X\n"
BRIEF = "---\ntitle: x\n---\nUne phrase.\n"
AMENDMENT = "form: loi\nchanges: [{article: code/12-3, repeal: true}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A campaign with one source and one brief."""
    write(tmp_path, "sources/a.yaml", RECORD)
    write(tmp_path, "briefs/note/brief.md", BRIEF)
    return tmp_path


def write(root: Path, file: str, text: str | bytes) -> None:
    """A file of the campaign."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def faults(campaign: Campaign) -> list[tuple[str, str]]:
    """Rule and file of every finding."""
    return [(finding.rule, finding.span.file) for finding in campaign.findings]


def test_a_campaign_without_fault(root: Path) -> None:
    write(root, "sources/b.yml", RECORD)
    write(root, "sources/captures/a.txt", "words")
    write(root, "sources/evidence.lock", "")
    write(root, "briefs/note/amendment.yaml", AMENDMENT)
    campaign = read_campaign(root, Config(lang="en", template="one-pager"))
    assert campaign.findings == ()
    assert campaign.files == {"a": "sources/a.yaml", "b": "sources/b.yml"}
    assert list(campaign.sources) == ["a", "b"]
    assert campaign.slugs == ("note",)
    assert (campaign.briefs["note"].lang, campaign.briefs["note"].template) == ("en", "one-pager")
    assert campaign.hashes == {
        "sources/a.yaml": hashlib.sha256(RECORD.encode()).hexdigest(),
        "sources/b.yml": hashlib.sha256(RECORD.encode()).hexdigest(),
        "briefs/note/brief.md": hashlib.sha256(BRIEF.encode()).hexdigest(),
        "briefs/note/amendment.yaml": hashlib.sha256(AMENDMENT.encode()).hexdigest(),
    }
    amendment = campaign.briefs["note"].amendment
    assert amendment
    assert [one.article for one in amendment.changes] == ["12-3"]
    assert campaign.broken_sources == campaign.broken_briefs == frozenset()


@pytest.mark.parametrize("content", [b"\xef\xbb\xbftype: report\n", b"type: \xe9\n", b"", b"a: [\n", b"[" * 100_000])
def test_a_broken_source_is_known_and_hides_no_other(root: Path, content: bytes) -> None:
    """A brief that cites it must hear that the record is broken, not that there is none."""
    write(root, "sources/b.yaml", content)
    campaign = read_campaign(root, Config())
    assert campaign.broken_sources == {"b"}
    assert campaign.files["b"] == "sources/b.yaml"
    assert list(campaign.sources) == ["a"]
    assert {file for _, file in faults(campaign)} == {"sources/b.yaml"}


def test_a_partly_broken_source_is_there_and_broken(root: Path) -> None:
    write(root, "sources/a.yaml", RECORD + "publsher: X\n")
    campaign = read_campaign(root, Config())
    assert (list(campaign.sources), campaign.broken_sources) == (["a"], frozenset({"a"}))


def test_a_folder_in_place_of_a_file(root: Path) -> None:
    (root / "sources/b.yaml").mkdir()
    (root / "briefs/vide/brief.md").mkdir(parents=True)
    campaign = read_campaign(root, Config())
    assert faults(campaign) == [("invalid-file", "sources/b.yaml"), ("invalid-file", "briefs/vide/brief.md")]
    assert (campaign.broken_sources, campaign.broken_briefs) == (frozenset({"b"}), frozenset({"vide"}))


@pytest.mark.parametrize("other", ["a.yml", "A.yaml", "A.YML"])
def test_two_files_of_one_name(root: Path, other: str) -> None:
    write(root, f"sources/{other}", RECORD)
    campaign = read_campaign(root, Config())
    assert [rule for rule, _ in faults(campaign)] == ["duplicate-id"]
    assert "a" in campaign.broken_sources


@pytest.mark.parametrize(
    ("file", "place", "hint"),
    [
        ("sources/Rapport été 2024.yaml", "sources/Rapport été 2024.yaml", "« rapport-ete-2024.yaml »"),
        ("sources/b.YAML", "sources/b.YAML", "« b.yaml »"),
        ("briefs/Ma note/brief.md", "briefs/Ma note/brief.md", "« briefs/ma-note/ »"),
        ("briefs/autre.md", "briefs/autre.md", "briefs/autre/brief.md"),
        ("briefs/autre/Note.md", "briefs/autre", "brief.md"),
    ],
)
def test_a_name_that_cannot_be_one_is_told(root: Path, file: str, place: str, hint: str) -> None:
    """A file that nobody reads would else be missed in silence."""
    write(root, file, RECORD)
    campaign = read_campaign(root, Config())
    assert faults(campaign) == [("invalid-file", place)]
    assert hint in campaign.findings[0].hint
    assert (list(campaign.sources), campaign.slugs) == (["a"], ("note",))


def test_nothing_outside_the_campaign_is_read(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, "secret.yaml", RECORD)
    (root / "sources/b.yaml").symlink_to(outside / "secret.yaml")
    (root / "sources/c.yaml").symlink_to("a.yaml")
    (root / "sources/d.yaml").symlink_to("d.yaml")
    campaign = read_campaign(root, Config())
    assert faults(campaign) == [("invalid-file", "sources/b.yaml"), ("invalid-file", "sources/d.yaml")]
    assert list(campaign.sources) == ["a", "c"]
    assert set(campaign.hashes) == {"sources/a.yaml", "sources/c.yaml", "briefs/note/brief.md"}


def test_the_limit_of_the_settings_counts(root: Path) -> None:
    campaign = read_campaign(root, Config(limits=Limits(file_size=22)))
    assert faults(campaign) == [("invalid-file", "briefs/note/brief.md")]


def test_allowances_are_known_by_file(root: Path) -> None:
    write(root, "sources/a.yaml", "# plaidoyer: allow unknown-field: kept for an import\nold: x\n" + RECORD)
    write(root, "briefs/note/brief.md", BRIEF + "\n<!-- plaidoyer: allow heading-skip: the form -->\n\n#### Titre\n")
    campaign = read_campaign(root, Config())
    assert {file: [each.rule for each in found] for file, found in campaign.allowances.items()} == {
        "sources/a.yaml": ["unknown-field"], "briefs/note/brief.md": ["heading-skip"],
    }  # fmt: skip


def test_an_empty_campaign_and_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    assert read_campaign(tmp_path, Config()).findings == ()
    write(tmp_path, "sources", "x")
    assert faults(read_campaign(tmp_path, Config())) == [("invalid-file", "sources")]
